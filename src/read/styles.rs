//! Cell formats: which font and which number format a cell has, in xlsx, xlsb and xls alike.

use std::collections::BTreeMap;

use super::number::NumberFormat;
use crate::grid::Font;

/// The cell formats of a workbook, in the order in which cells refer to them.
#[derive(Debug, Default)]
pub(super) struct CellFormats(Vec<(Font, NumberFormat)>);

impl CellFormats {
    /// Puts the formats together from their fonts and number formats.
    pub(super) fn new(formats: &[(usize, u32)], fonts: &[Font], codes: &BTreeMap<u32, NumberFormat>) -> Self {
        let format = |&(font, number): &(usize, u32)| {
            let font = fonts.get(font).copied().unwrap_or_default();
            let number = codes.get(&number).copied().or_else(|| NumberFormat::builtin(number));
            (font, number.unwrap_or_default())
        };
        Self(formats.iter().map(format).collect())
    }

    /// The format with this number; an unknown one is the plain one.
    pub(super) fn get(&self, index: usize) -> (Font, NumberFormat) {
        self.0.get(index).copied().unwrap_or_default()
    }
}

/// Whether a number format shows a day, a month or a year.
pub(crate) fn shows_date(id: u32, code: Option<&str>) -> bool {
    use NumberFormat as F;
    let format = code.map(F::parse).or_else(|| F::builtin(id)).unwrap_or_default();
    matches!(format, F::Date | F::DateTime | F::MonthYear | F::Month | F::Year)
}
