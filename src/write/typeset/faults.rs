//! Searches the laid-out pages for what must not be there: text wider than its column, text outside
//! its place on the page or over other text, pages without text, a heading alone at the foot of a
//! page. Typst itself lets all of this happen without a word.

use std::ops::Range;

use typst::layout::Abs;
use typst_layout::PagedDocument;

use super::Printed;
use super::ink::{Ink, PageFault, TOLERANCE, page_faults};
use super::places::{Places, Stretch};

/// What is wrong on laid-out pages.
#[derive(Debug, Default)]
pub(super) struct Faults {
    /// What is too wide for its column, in the order of the texts.
    pub(super) wide: Vec<Wide>,
    /// What else is wrong, page by page.
    pub(super) pages: Vec<PageFault>,
}

/// What is too wide for its column: the end of a line, from the last space at which it could break.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Wide {
    /// The number of the text.
    pub(super) text: usize,
    /// The bytes in the text.
    pub(super) range: Range<usize>,
    /// The characters there.
    pub(super) characters: String,
}

/// What is wrong on the pages. `texts` are the printed texts of the document by their number.
pub(super) fn find(pages: &PagedDocument, places: &Places, texts: &[Printed<'_>]) -> Faults {
    let mut wide: Vec<Wide> = Vec::new();
    let mut seen = Vec::new();
    let mut line = Line::default();
    places.walk(pages, &mut |stretch| {
        if !stretch.characters.contains(is_seen) {
            return;
        }
        seen.extend(Ink::of(&stretch));
        let Some(source) = line.add(&stretch) else { return };
        let edge = stretch.text.and_then(|text| places.edge(text)).map(|edge| edge + Abs::pt(TOLERANCE));
        if edge.is_none_or(|edge| stretch.reach.end <= edge) {
            return;
        }
        let text = stretch.text.and_then(|number| Some((number, texts.get(number)?.text)));
        let end = text.and_then(|(number, text)| end_of_line(number, text, source));
        // A word in several formats is one word.
        wide.pop_if(|last| {
            end.as_ref().is_some_and(|it| (it.text, it.range.start) == (last.text, last.range.start))
        });
        wide.extend(end);
    });
    wide.sort_by_key(|it| (it.text, it.range.start, it.range.end));
    wide.dedup();
    let kind = |text: usize| texts.get(text).map(|it| it.kind);
    Faults { wide, pages: page_faults(pages.pages().len(), &seen, kind) }
}

/// The line that is being read.
#[derive(Default)]
struct Line {
    text: Option<usize>,
    source: Range<usize>,
    end: Abs,
}

impl Line {
    /// Goes on with the line or begins the next one. The bytes of the line so far; none where
    /// nothing of a text is seen.
    fn add(&mut self, stretch: &Stretch<'_>) -> Option<Range<usize>> {
        let source = stretch.source.clone()?;
        let goes_on = self.text == stretch.text
            && self.source.end == source.start
            && self.end.approx_eq(stretch.reach.start);
        self.source = if goes_on { self.source.start..source.end } else { source };
        (self.text, self.end) = (stretch.text, stretch.reach.end);
        Some(self.source.clone())
    }
}

/// Whether a character is more than a place for a break.
fn is_seen(character: char) -> bool {
    !matches!(character, '\u{ad}' | '\u{200b}')
}

/// The end of a line, from the last space at which it could break.
fn end_of_line(number: usize, text: &str, line: Range<usize>) -> Option<Wide> {
    let end = text.ceil_char_boundary(line.end);
    let line_text = text.get(line.start..end)?.trim_end();
    let breakable = |c: char| c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{2007}' | '\u{202f}');
    let start = line_text.char_indices().rev().find(|(_, c)| breakable(*c));
    let start = start.map_or(0, |(at, space)| at + space.len_utf8());
    let characters = line_text.get(start..).filter(|it| !it.is_empty())?.to_owned();
    let start = line.start + start;
    Some(Wide { text: number, range: start..start + characters.len(), characters })
}
