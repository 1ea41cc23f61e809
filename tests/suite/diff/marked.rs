//! Passages in the notation `[-gone-]{+new+}`: the two versions that it stands for, and back.
//!
//! A line is a paragraph; `• ` and `– ` begin list items. `[-¶-]` is a line break that went,
//! `{+¶+}` one that came. `# vorher: 2 1 3` gives the previous order of the lines.

use sachstand::model::{Paragraph, ParagraphKind};
use sachstand::source::{CellRef, Location};
use sachstand::text::{Format, Mark, Run, Text};

/// A passage with the marks that an editor would set.
#[derive(Debug)]
pub(super) struct Passage {
    pub(super) name: String,
    pub(super) lines: Vec<Vec<(Mark, String)>>,
    pub(super) order: Vec<usize>,
}

/// The passages of a file.
pub(super) fn passages(file: &str) -> Vec<Passage> {
    let mut passages: Vec<Passage> = Vec::new();
    for line in file.lines().filter(|line| !line.trim().is_empty()) {
        if let Some(order) = line.strip_prefix("# vorher:") {
            let order = order.split_whitespace().map(|it| it.parse::<usize>().unwrap() - 1).collect();
            passages.last_mut().unwrap().order = order;
        } else if let Some(name) = line.strip_prefix("# ") {
            passages.push(Passage { name: name.to_owned(), lines: Vec::new(), order: Vec::new() });
        } else {
            passages.last_mut().unwrap().lines.push(parse(line));
        }
    }
    for passage in &mut passages {
        if passage.order.is_empty() {
            passage.order = (0..passage.lines.len()).collect();
        }
    }
    passages
}

/// The runs of a line in the notation.
pub(super) fn parse(line: &str) -> Vec<(Mark, String)> {
    let mut runs = Vec::new();
    let mut rest = line;
    loop {
        let next = [("[-", "-]", Mark::Deleted), ("{+", "+}", Mark::Inserted)];
        let found =
            next.iter().filter_map(|(open, close, mark)| Some((rest.find(open)?, close, *mark))).min();
        let Some((at, close, mark)) = found else { break };
        runs.push((Mark::Kept, rest[..at].to_owned()));
        let inside = &rest[at + 2..];
        let end = inside.find(close).unwrap();
        runs.push((mark, inside[..end].to_owned()));
        rest = &inside[end + 2..];
    }
    runs.push((Mark::Kept, rest.to_owned()));
    runs.retain(|(_, text)| !text.is_empty());
    runs
}

impl Passage {
    /// The paragraphs of the previous version.
    pub(super) fn previous(&self) -> Vec<Paragraph> {
        self.order.iter().flat_map(|line| version(&self.lines[*line], Mark::Inserted)).collect()
    }

    /// The paragraphs of the current version.
    pub(super) fn current(&self) -> Vec<Paragraph> {
        self.lines.iter().flat_map(|line| version(line, Mark::Deleted)).collect()
    }

    /// The passage as paragraphs with the editor's marks, one for each line.
    pub(super) fn marked(&self) -> Vec<Text> {
        let text = |line: &Vec<(Mark, String)>| {
            let text: Text =
                line.iter().map(|(mark, text)| (text.replace('¶', " "), Format::from(*mark))).collect();
            strip_bullet(text)
        };
        self.lines.iter().map(text).collect()
    }
}

fn version(line: &[(Mark, String)], without: Mark) -> Vec<Paragraph> {
    let text: String =
        line.iter().filter(|(mark, _)| *mark != without).map(|(_, text)| text.as_str()).collect();
    let parts = text.split('¶').map(str::trim_end).filter(|part| !part.trim().is_empty());
    parts.map(paragraph).collect()
}

/// A paragraph as a reader of the cell would understand it.
pub(super) fn paragraph(line: &str) -> Paragraph {
    let level = (line.len() - line.trim_start().len()) / 2;
    let text = line.trim_start();
    let bullet = text.starts_with("• ") || text.starts_with("– ");
    let kind = if bullet { ParagraphKind::Bullet } else { ParagraphKind::Plain };
    let text = if bullet { text.split_once(' ').unwrap().1 } else { text };
    Paragraph { kind, level: level as u8, text: Text::plain(text), at: cell(3, 2) }
}

/// A cell of the sheet `Sachstand`.
pub(super) fn cell(row: u32, column: u32) -> Location {
    Location::file("fassung.xlsx").sheet("Sachstand").cell(CellRef::new(row, column))
}

fn strip_bullet(text: Text) -> Text {
    let first = text.runs().next().map_or("", |run| run.text);
    let rest = first.trim_start().trim_start_matches(['•', '–']).trim_start();
    text.slice(first.len() - rest.len()..text.as_str().len())
}

/// A marked text in the notation.
pub(super) fn notation(text: &Text) -> String {
    let run = |run: Run<'_, Format>| match run.format.mark {
        Mark::Kept => run.text.to_owned(),
        Mark::Deleted => format!("[-{}-]", run.text),
        Mark::Inserted => format!("{{+{}+}}", run.text),
    };
    text.runs().map(run).collect()
}
