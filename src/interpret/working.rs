//! Working columns go before anything is read: what is not in the workbook any more can stand in no note,
//! no heading and no list behind the table.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::grid::{Sheet, Workbook};
use crate::recognise::{Column, Head, Sheets};
use crate::source::{CellRange, CellRef};

/// The workbook without the cells below the heads of working columns.
pub(super) fn without_columns<'w>(workbook: &'w Workbook, sheets: &Sheets<'_>) -> Cow<'w, Workbook> {
    let works = |head: &Head| head.of(Column::Working).is_some();
    if !sheets.status().any(|(_, head)| works(head)) {
        return Cow::Borrowed(workbook);
    }
    let mut workbook = workbook.clone();
    for (table, head) in sheets.status().filter(|(_, head)| works(head)) {
        let sheet = workbook.sheets.iter_mut().filter(|sheet| sheet.at == table.sheet.at);
        sheet.for_each(|sheet| empty(sheet, head));
    }
    Cow::Owned(workbook)
}

fn empty(sheet: &mut Sheet, head: &Head) {
    let is_working = |column: u32| head.over(column).is_some_and(|head| head.key == Some(Column::Working));
    // A heading across the table may begin in such a column.
    let reaches_out = |merged: &&CellRange| {
        let last = merged.last.column.min(head.last_column());
        (merged.first.column..=last).any(|column| !is_working(column))
    };
    let wide: BTreeSet<CellRef> =
        sheet.merged.iter().filter(reaches_out).map(|merged| merged.first).collect();
    for row in sheet.rows.iter_mut().filter(|row| row.number > head.last_row) {
        row.cells.retain(|cell| !is_working(cell.at.column) || wide.contains(&cell.at));
    }
    sheet.rows.retain(|row| !row.cells.is_empty());
    sheet.objects.retain(|object| object.at.row <= head.last_row || !is_working(object.at.column));
}
