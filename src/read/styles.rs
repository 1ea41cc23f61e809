//! Cell formats: which font and which number format a cell has, in xlsx, xlsb and xls alike.

use std::collections::BTreeMap;

use super::number::NumberFormat;
use crate::diag::Error;
use crate::grid::{Font, Look, Rgb};
use crate::limits;
use crate::ooxml::color::Palette;

/// The cell formats of a workbook, in the order in which cells refer to them.
#[derive(Debug, Default)]
pub(super) struct CellFormats {
    /// The fonts by number.
    pub(super) fonts: Vec<Font>,
    /// The number formats that the file defines itself, by id.
    pub(super) codes: BTreeMap<u32, NumberFormat>,
    /// The colours of fills by number, where they are neither white nor none.
    pub(super) fills: Vec<Option<Rgb>>,
    /// Of each cell format the number of its font, the id of its number format and the number of its fill.
    pub(super) formats: Vec<(usize, u32, usize)>,
    /// What conditional formats refer to: the colours of fill and characters.
    pub(super) conditional: Vec<Look>,
    /// The colours that others are named by.
    pub(super) palette: Palette,
}

impl CellFormats {
    /// Refuses more of them than any workbook needs.
    pub(super) fn check(&self) -> Result<(), Error> {
        limits::table(self.fonts.len().max(self.formats.len()).max(self.codes.len()), "Zellformate")
    }

    /// The format with this number; an unknown one is the plain one.
    pub(super) fn get(&self, index: usize) -> (Font, NumberFormat) {
        let Some(&(font, number, _)) = self.formats.get(index) else { return Default::default() };
        let font = self.fonts.get(font).copied().unwrap_or_default();
        let number = self.codes.get(&number).cloned().or_else(|| NumberFormat::builtin(number));
        (font, number.unwrap_or_default())
    }

    /// The colour that a cell with this format is filled with.
    pub(super) fn fill(&self, index: usize) -> Option<Rgb> {
        self.fills.get(self.formats.get(index)?.2).copied().flatten()
    }
}

/// Whether a number format shows a day, a month or a year.
pub(crate) fn shows_date(id: u32, code: Option<&str>) -> bool {
    let format = code.map(NumberFormat::parse).or_else(|| NumberFormat::builtin(id)).unwrap_or_default();
    format.kind.is_date()
}
