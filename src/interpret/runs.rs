//! The text of a cell → [`Text`] with formatting, change marks and links.
//!
//! Bold, italic, raised and lowered text is formatting. Strike-through and underline are the
//! staff's own change marks: struck text is deleted, underlined text is new, and what is both is
//! deleted. An underline is no mark where it only shows a link: under a web or mail address and
//! nothing beside it, and in a cell whose whole text is underlined because a hyperlink lies on it.

use std::ops::Range;
use std::sync::Arc;

use super::value::CellText;
use crate::grid::Font;
use crate::text::{Format, Mark, Patch, RichText, Run, Style, Text, links};

/// Formats that mean nothing in a place, because every cell of the kind has them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Decoration {
    /// Bold means nothing.
    pub(super) bold: bool,
    /// Underline means nothing.
    pub(super) underline: bool,
}

/// A cell of which stretches are turned into texts.
#[derive(Clone, Debug)]
pub(super) struct Formatter<'a> {
    cell: &'a RichText<Font>,
    decoration: Decoration,
    link: Option<Arc<str>>,
}

impl<'a> Formatter<'a> {
    /// Prepares a cell.
    pub(super) fn new(cell: &'a CellText, mut decoration: Decoration) -> Self {
        let link = cell.link.as_deref();
        decoration.underline |= link.is_some() && cell.text.all_visible(|font| font.underline);
        // A link that the text itself shows belongs to that stretch, not to the whole cell.
        let shown = link.is_some_and(|link| {
            cell.text.lines().any(|line| {
                addresses(&cell.text, line).iter().any(|(_, address)| same_address(address, link))
            })
        });
        Self { cell: &cell.text, decoration, link: link.filter(|_| !shown).map(Arc::from) }
    }

    /// The text of a stretch within one line.
    pub(super) fn text(&self, range: Range<usize>) -> Text {
        let range = self.cell.trimmed(range);
        let mut text = Text::default();
        let mut done = range.start;
        for (link, address) in addresses(self.cell, range.clone()) {
            self.push(done..link.start, true, None, &mut text);
            done = link.end;
            let is_mark = underlines_more(self.cell, &range, &link);
            self.push(link, is_mark, Some(address.into()), &mut text);
        }
        self.push(done..range.end, true, None, &mut text);
        without_tabs(&mut text);
        without_marked_blanks(&text)
    }

    fn push(&self, range: Range<usize>, underline_is_mark: bool, found: Option<Arc<str>>, text: &mut Text) {
        let link = found.or_else(|| self.link.clone());
        let format = |font: Font| Format { link: link.clone(), ..self.format(font, underline_is_mark) };
        text.extend(self.cell.runs_in(range).map(|run| (run.text, format(*run.format))));
    }

    fn format(&self, font: Font, underline_is_mark: bool) -> Format {
        let mark = match (font.strike, font.underline && underline_is_mark && !self.decoration.underline) {
            (true, _) => Mark::Deleted,
            (false, true) => Mark::Inserted,
            (false, false) => Mark::Kept,
        };
        let style = Style {
            bold: font.bold && !self.decoration.bold,
            italic: font.italic,
            superscript: font.superscript,
            subscript: font.subscript && !font.superscript,
        };
        Format { style, mark, link: None }
    }
}

/// A cell in one line. Bold is how headings look, and says nothing where all of it is bold.
pub(super) fn one_line(cell: Option<&CellText>, decoration: Decoration) -> Text {
    let Some(cell) = cell else { return Text::default() };
    let bold = cell.text.all_visible(|font| font.bold);
    let formatter = Formatter::new(cell, Decoration { bold, ..decoration });
    let line = cell.text.joined(cell.text.lines());
    Formatter { cell: &line, ..formatter }.text(0..line.as_str().len())
}

/// The web and mail addresses in a line; where struck text meets other text, an address ends.
fn addresses(text: &RichText<Font>, line: Range<usize>) -> Vec<(Range<usize>, String)> {
    links::find(text, line, |one, other| one.strike == other.strike)
}

/// Whether the underline of an address is a change mark: it goes on beside the address, or the
/// address takes the place of struck text.
fn underlines_more(cell: &RichText<Font>, line: &Range<usize>, address: &Range<usize>) -> bool {
    let shows = |run: &Run<'_, Font>| !run.text.trim().is_empty();
    let marked =
        |run: Option<Run<'_, Font>>| run.is_some_and(|run| run.format.underline || run.format.strike);
    let before = cell.runs_in(line.start..address.start).filter(shows).last();
    marked(before) || marked(cell.runs_in(address.end..line.end).find(shows))
}

/// A tab, or several of them, is one blank.
fn without_tabs(text: &mut Text) {
    let blank = |at: usize| if text.as_str()[..at].ends_with('\t') { "" } else { " " };
    let patch = |at: usize| Patch { range: at..at + 1, with: blank(at).to_owned(), to_right: true };
    let patches: Vec<Patch> = text.as_str().match_indices('\t').map(|(at, _)| patch(at)).collect();
    if !patches.is_empty() {
        text.splice(&patches);
    }
}

/// An underline under nothing but a blank is a slip of the mouse, not new text.
fn without_marked_blanks(text: &Text) -> Text {
    let mut cleaned = Text::default();
    let mut runs = text.runs().peekable();
    while let Some(run) = runs.next() {
        let kept = |format: Option<&Format>| format.is_none_or(|format| format.mark == Mark::Kept);
        let alone = kept(cleaned.last_format()) && kept(runs.peek().map(|next| next.format));
        let slip = alone && run.format.mark == Mark::Inserted && run.text.trim().is_empty();
        cleaned.push(run.text, if slip { run.format.marked(Mark::Kept) } else { run.format.clone() });
    }
    cleaned
}

fn same_address(a: &str, b: &str) -> bool {
    let bare = |address: &str| {
        let lower = address.to_lowercase();
        let rest = ["https://", "http://", "mailto:"].iter().find_map(|scheme| lower.strip_prefix(scheme));
        rest.unwrap_or(&lower).trim_end_matches('/').trim_start_matches("www.").to_owned()
    };
    bare(a) == bare(b)
}
