//! Where on the pages a cell of a workbook is printed, for whoever wants to see it there.

use std::collections::BTreeMap;

use typst::layout::Abs;

use super::{Pages, printed};
use crate::document::Document;
use crate::source::Location;

/// A place on the pages.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OnPage {
    /// The page, from 1.
    pub page: usize,
    /// The upper edge of its line, in parts of the height of the page: 0 is its head, 1 its foot.
    pub top: f64,
}

impl Pages {
    /// Where the text of each cell begins, `document` being what was laid out. What is struck stands there by
    /// its cell in the previous version.
    pub fn cells(&self, document: &Document) -> BTreeMap<Location, OnPage> {
        let own = Location::file("");
        let texts = printed(document, &own);
        let mut cells: BTreeMap<Location, OnPage> = BTreeMap::new();
        self.places.walk(&self.paged, &mut |stretch| {
            let text = stretch.text.and_then(|number| texts.get(number));
            let (Some(text), Some(source)) = (text, &stretch.source) else { return };
            let (at, page) = (text.at(source.start), self.paged.pages().get(stretch.page));
            let Some(page) = page.filter(|_| at.cell.is_some()) else { return };
            let height = page.frame.height().max(Abs::pt(1.0));
            let top = ((stretch.baseline - stretch.size) / height).clamp(0.0, 1.0);
            cells.entry(at.plain()).or_insert(OnPage { page: stretch.page + 1, top });
        });
        cells
    }
}
