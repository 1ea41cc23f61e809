//! The cells under one head.

use super::value::CellText;
use crate::diag::Findings;
use crate::grid::{Row, Sheet};
use crate::recognise::{Column, Head};

/// The text of the cells of a row that stand under the head `key`, one line each.
pub(super) fn texts_under(
    sheet: &Sheet,
    row: &Row,
    head: &Head,
    key: Column,
    findings: &mut Findings,
) -> Vec<CellText> {
    let under = |column: u32| head.over(column).is_some_and(|head| head.key == Some(key));
    let cells = row.cells.iter().filter(|cell| under(cell.column));
    cells.filter_map(|cell| CellText::read(sheet, row.number, cell, findings)).collect()
}
