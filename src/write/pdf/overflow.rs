//! Searches the laid-out pages for text that runs out of its column or page. Typst itself lets an
//! unbreakable word run on without a word.

use typst::foundations::NativeElement;
use typst::introspection::{Location, Tag};
use typst::layout::{Abs, Frame, FrameItem, Point, Size};
use typst::model::TableElem;
use typst_layout::PagedDocument;

use crate::document::Document;

/// Left and right margin in cm, as in `report.typ`.
const SIDE_MARGIN: f64 = 2.5;
/// Top and bottom margin in cm, as in `report.typ`: what lies there is header and footer.
const TOP_MARGIN: f64 = 3.0;
const BOTTOM_MARGIN: f64 = 2.5;
/// In points: how far text may reach into the padding of its cell (6 pt) or the margin.
const TOLERANCE: f64 = 4.0;
/// In points: the padding of a cell, as in `report.typ`.
const PADDING: f64 = 6.0;

/// The texts that are too wide, as the layout broke them (without its hyphen), in page order.
pub(super) fn find(pages: &PagedDocument, document: &Document) -> Vec<String> {
    let mut search = Search { columns: super::table_columns(document), ..Search::default() };
    for page in pages.pages() {
        search.page = page.frame.size();
        search.walk(&page.frame, Point::zero());
    }
    search.found
}

#[derive(Default)]
struct Search<'a> {
    /// Column widths (in parts) of the tables in document order.
    columns: Vec<&'a [u8]>,
    /// How many tables have begun.
    begun: usize,
    /// The table that is open.
    open: Option<Location>,
    page: Size,
    found: Vec<String>,
}

impl Search<'_> {
    fn walk(&mut self, frame: &Frame, origin: Point) {
        for (position, item) in frame.items() {
            let at = origin + *position;
            match item {
                FrameItem::Group(group) => {
                    let shift = Point::new(group.transform.tx, group.transform.ty);
                    self.walk(&group.frame, at + shift);
                }
                FrameItem::Tag(Tag::Start(element, _)) if element.elem() == TableElem::ELEM => {
                    self.begun += 1;
                    self.open = element.location();
                }
                FrameItem::Tag(Tag::End(location, ..)) if self.open == Some(*location) => self.open = None,
                FrameItem::Text(text) if at.x + text.width() > self.limit(at) => {
                    self.found.push(last_word(&text.text));
                }
                _ => {}
            }
        }
    }

    /// How far to the right a text that starts `at` may reach.
    fn limit(&self, at: Point) -> Abs {
        let left = Abs::cm(SIDE_MARGIN);
        let width = self.page.x - left * 2.0;
        let body = Abs::cm(TOP_MARGIN)..self.page.y - Abs::cm(BOTTOM_MARGIN);
        let columns = match (self.open, self.begun.checked_sub(1)) {
            (Some(_), Some(table)) if body.contains(&at.y) => self.columns.get(table).copied(),
            _ => None,
        };
        let Some(columns) = columns else { return left + width + Abs::pt(TOLERANCE) };
        let whole: f64 = columns.iter().copied().map(f64::from).sum();
        let mut edge = left;
        for part in columns {
            edge += width * (f64::from(*part) / whole);
            if at.x < edge {
                break;
            }
        }
        edge - Abs::pt(PADDING - TOLERANCE)
    }
}

/// The word at the end of an overfull line, without the hyphen and the break marks of the layout.
fn last_word(line: &str) -> String {
    let word = line.split_whitespace().next_back().unwrap_or_default();
    word.replace('\u{200b}', "").trim_end_matches(['-', '\u{2010}', '\u{ad}']).to_owned()
}
