//! Characters with fonts → [`Text`] with formatting, change marks and links.
//!
//! Bold, italic, raised and lowered text is formatting. Strike-through and underline are the
//! staff's own change marks: struck text is deleted, underlined text is new, and what is both is
//! deleted. An underline is no mark where it only shows a link: under a web or mail address and
//! nothing beside it, and in a cell whose whole text is underlined because a hyperlink lies on it.

use std::ops::Range;

use super::links::find_links;
use super::value::{CellText, Glyph};
use crate::text::{Mark, Run, Style, Text};

/// Formats that are layout in a place, because every cell of the kind has them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Layout {
    /// Bold means nothing.
    pub(super) bold: bool,
    /// Underline means nothing.
    pub(super) underline: bool,
}

/// A cell of which stretches are turned into texts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Source<'a> {
    layout: Layout,
    link: Option<&'a str>,
}

impl<'a> Source<'a> {
    /// Prepares a cell.
    pub(super) fn new(cell: &'a CellText, mut layout: Layout) -> Self {
        let link = cell.link.as_deref();
        layout.underline |= link.is_some() && cell.all(|font| font.underline);
        // A link that the text itself shows belongs to that stretch, not to the whole cell.
        let shown = link.is_some_and(|link| {
            cell.lines().any(|line| find_links(line).iter().any(|(_, address)| same_address(address, link)))
        });
        Self { layout, link: link.filter(|_| !shown) }
    }

    /// The text of a stretch within one line.
    pub(super) fn text(&self, glyphs: &[Glyph]) -> Text {
        let glyphs = trim(glyphs);
        let links = find_links(glyphs);
        let mut runs: Vec<Run> = Vec::new();
        for (at, glyph) in glyphs.iter().enumerate() {
            if glyph.c == '\t' && at > 0 && glyphs[at - 1].c == '\t' {
                continue;
            }
            let found = links.iter().find(|(range, _)| range.contains(&at));
            let mark = found.is_none_or(|(range, _)| is_marked(glyphs, range));
            let run = self.run(glyph, mark, found.map(|(_, address)| address.as_str()));
            match runs.last_mut() {
                Some(last) if (last.style, last.mark) == (run.style, run.mark) && last.link == run.link => {
                    last.text.push_str(&run.text);
                }
                _ => runs.push(run),
            }
        }
        without_marked_blanks(runs).into_iter().collect()
    }

    fn run(&self, glyph: &Glyph, underline_is_mark: bool, found: Option<&str>) -> Run {
        let font = glyph.font;
        let mark = match (font.strike, font.underline && underline_is_mark && !self.layout.underline) {
            (true, _) => Mark::Deleted,
            (false, true) => Mark::Inserted,
            (false, false) => Mark::Kept,
        };
        let style = Style {
            bold: font.bold && !self.layout.bold,
            italic: font.italic,
            superscript: font.superscript,
            subscript: font.subscript && !font.superscript,
        };
        let c = if glyph.c == '\t' { ' ' } else { glyph.c };
        Run { text: c.into(), style, mark, link: found.or(self.link).map(str::to_owned) }
    }
}

/// Whether the underline of an address is a change mark: it goes on beside the address, or the
/// address takes the place of struck text.
fn is_marked(line: &[Glyph], address: &Range<usize>) -> bool {
    let shows = |glyph: &&Glyph| !glyph.c.is_whitespace();
    let before = line.get(..address.start).unwrap_or_default().iter().rev().find(shows);
    let after = line.get(address.end..).unwrap_or_default().iter().find(shows);
    let underlined = |glyph: Option<&Glyph>| glyph.is_some_and(|glyph| glyph.font.underline);
    let struck = |glyph: Option<&Glyph>| glyph.is_some_and(|glyph| glyph.font.strike);
    underlined(before) || underlined(after) || struck(before) || struck(after)
}

/// An underline under nothing but a blank is a slip of the mouse, not new text.
fn without_marked_blanks(mut runs: Vec<Run>) -> Vec<Run> {
    for at in 0..runs.len() {
        let kept =
            |at: Option<usize>| at.and_then(|at| runs.get(at)).is_none_or(|run: &Run| run.mark == Mark::Kept);
        let blank = runs[at].text.trim().is_empty() && runs[at].mark == Mark::Inserted;
        if blank && kept(at.checked_sub(1)) && kept(Some(at + 1)) {
            runs[at].mark = Mark::Kept;
        }
    }
    runs
}

/// The stretch without white space at its ends. No-break spaces count as white space here.
pub(super) fn trim(glyphs: &[Glyph]) -> &[Glyph] {
    let shows = |glyph: &Glyph| !glyph.c.is_whitespace();
    match (glyphs.iter().position(shows), glyphs.iter().rposition(shows)) {
        (Some(first), Some(last)) => &glyphs[first..=last],
        _ => &[],
    }
}

fn same_address(a: &str, b: &str) -> bool {
    let bare = |address: &str| {
        let lower = address.to_lowercase();
        let rest = ["https://", "http://", "mailto:"].iter().find_map(|scheme| lower.strip_prefix(scheme));
        rest.unwrap_or(&lower).trim_end_matches('/').trim_start_matches("www.").to_owned()
    };
    bare(a) == bare(b)
}
