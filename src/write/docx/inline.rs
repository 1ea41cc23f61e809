//! Texts: [`Text`] → runs, links and revisions of a paragraph.

use docx_rs::{
    BreakType, Hyperlink, HyperlinkData, HyperlinkType, ParagraphChild, Run, RunChild, VertAlignType,
};

use super::block::Writer;
use super::measures::LINK_COLOUR;
use super::revision;
use super::style_map;
use super::{Changes, links};
use crate::text::{self, Format, Mark, Text};

/// The text as children of a paragraph. Neighbouring runs of one link become one link.
pub(super) fn children(text: &Text, writer: &mut Writer<'_>) -> Vec<ParagraphChild> {
    let changes = writer.changes();
    let mut children = Vec::new();
    let runs: Vec<_> = text.runs().collect();
    for runs in runs.chunk_by(|a, b| a.format.link == b.format.link) {
        let target =
            runs.first().and_then(|run| run.format.link.as_deref()).and_then(|link| writer.link(link));
        let linked = target.is_some();
        let parts =
            runs.iter().map(|run| revision::child(self::run(run, linked, changes), run.format.mark, changes));
        match target {
            Some(target) => children.push(ParagraphChild::Hyperlink(hyperlink(&target, parts.collect()))),
            None => children.extend(parts),
        }
    }
    children
}

/// The text without its links: for an entry of the contents, which is a link itself.
pub(super) fn unlinked(text: &Text, changes: Changes) -> Vec<ParagraphChild> {
    let child = |run: text::Run<'_, Format>| {
        revision::child(self::run(&run, false, changes), run.format.mark, changes)
    };
    text.runs().map(child).collect()
}

/// A link around `children`.
pub(super) fn hyperlink(target: &links::Target, children: Vec<ParagraphChild>) -> Hyperlink {
    let mut hyperlink = Hyperlink::new("", HyperlinkType::Anchor);
    hyperlink.link = match target {
        links::Target::Inside(bookmark) => HyperlinkData::Anchor { anchor: bookmark.clone() },
        links::Target::Outside(id) => HyperlinkData::External { rid: id.clone(), path: String::new() },
    };
    hyperlink.children = children;
    hyperlink
}

/// Characters without formatting.
pub(super) fn plain(text: &str) -> Run {
    let mut run = Run::new();
    for (index, line) in text.replace('\r', "").split('\n').enumerate() {
        if index > 0 {
            run = run.add_break(BreakType::TextWrapping);
        }
        for (index, part) in line.split('\t').enumerate() {
            if index > 0 {
                run = run.add_tab();
            }
            if !part.is_empty() {
                run.children.push(RunChild::Text(docx_rs::Text::new(part)));
            }
        }
    }
    run
}

fn run(source: &text::Run<'_, Format>, linked: bool, changes: Changes) -> Run {
    let mut run = plain(source.text);
    let Format { style, mark, .. } = *source.format;
    if style.bold {
        run = run.bold();
    }
    if style.italic {
        run = run.italic();
    }
    let raised = style.superscript.then_some(VertAlignType::SuperScript);
    if let Some(position) = raised.or(style.subscript.then_some(VertAlignType::SubScript)) {
        run.run_property = run.run_property.vert_align(position);
    }
    // A run has one character style: where the mark needs it, a link keeps its colour.
    match revision::style(mark, changes) {
        Some(style) => {
            let run = shown(run.style(style), mark);
            if linked { run.color(LINK_COLOUR) } else { run }
        }
        None if linked => run.style(style_map::HYPERLINK),
        None => run,
    }
}

/// The mark's look on the run itself as well: some readers forget character styles (LibreOffice in
/// the contents list, anything text is pasted into), and a mark must never get lost.
fn shown(run: Run, mark: Mark) -> Run {
    match mark {
        Mark::Kept => run,
        Mark::Inserted => run.underline("single"),
        Mark::Deleted => run.strike(),
    }
}
