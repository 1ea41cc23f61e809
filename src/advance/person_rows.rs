//! The rows for persons on a sheet: the table that is there and the persons → [`SheetChanges`].
//!
//! They stand right below the last entry, or below everything else where that row is taken, and look like the
//! last entry. A column that the table lacks is added on its right where nothing stands there.

use std::collections::BTreeMap;

use super::finding;
use super::history::free_row;
use super::listing::Listing;
use super::sheet::{NewValue, SheetChanges};
use crate::diag::Error;
use crate::recognise::{Column, Head, SheetKind, Table};
use crate::source::{CellRange, CellRef, MAX_COLUMNS};

/// The widest list that is given formats in its new rows.
const WIDEST: u32 = 64;

/// The changes of a sheet.
pub(super) struct PersonRows {
    pub(super) changes: SheetChanges<'static>,
    /// First and last cell of the new rows that stand together, in the column of the names.
    pub(super) range: CellRange,
}

/// The rows below those of a table; `may_widen`: it may get columns.
pub(super) fn below(table: &Table<'_>, persons: &[&Listing], may_widen: bool) -> Result<PersonRows, Error> {
    let sheet = table.sheet;
    let head = table.head.clone().unwrap_or_else(|| Head::assumed(sheet, SheetKind::Persons));
    let mut changes = SheetChanges::default();
    let mut columns: BTreeMap<Column, u32> =
        SheetKind::Persons.columns().iter().filter_map(|key| Some((*key, head.column(*key)?))).collect();
    let mut end = head.last_column();
    for key in lacking(&columns, persons) {
        let place = free_column(table, &head, end).filter(|_| may_widen && head.first_row == head.last_row);
        end = place.ok_or_else(|| finding::person_column_missing(&sheet.name, key))?;
        changes.values.insert(CellRef::new(head.first_row, end), NewValue::Head(key.german().to_owned()));
        columns.insert(key, end);
    }
    let names = columns.get(&Column::Name).copied().unwrap_or(head.first_column());
    let last = head.below(sheet).iter().rfind(|row| row.cell(names).is_some()).map(|row| row.number);
    changes.model_row = last;
    let width = head.first_column()..=end.min(head.first_column().saturating_add(WIDEST)).max(names);
    let mut rows: Vec<u32> = Vec::new();
    for person in persons {
        let above = rows.last().copied().or(last).unwrap_or(head.last_row);
        let row = free_row(table, above, &width).ok_or_else(|| finding::sheet_full(&sheet.name))?;
        rows.push(row);
        fill(&mut changes, row, width.clone(), &columns, person);
    }
    let together =
        rows.iter().zip(rows.first().copied().unwrap_or(1)..).take_while(|(row, next)| **row == *next);
    let (first, last) = (rows.first().copied().unwrap_or(1), together.last().map_or(1, |(row, _)| *row));
    let range = CellRange { first: CellRef::new(first, names), last: CellRef::new(last, names) };
    Ok(PersonRows { changes, range })
}

/// The table on a sheet without any cell.
pub(super) fn on_blank(persons: &[&Listing]) -> PersonRows {
    let keys = SheetKind::Persons.columns();
    let columns: BTreeMap<Column, u32> = keys.iter().copied().zip(1..).collect();
    let mut changes = SheetChanges::default();
    for (key, column) in &columns {
        changes.values.insert(CellRef::new(1, *column), NewValue::Head(key.german().to_owned()));
    }
    for (person, row) in persons.iter().zip(2..) {
        fill(&mut changes, row, 1..=1, &columns, person);
    }
    let range = CellRange { first: CellRef::new(2, 1), last: CellRef::new(2, 1) };
    PersonRows { changes, range }
}

/// Puts a person into a row; the cells in `width` that stay blank get their formats.
fn fill(
    changes: &mut SheetChanges<'_>,
    row: u32,
    width: std::ops::RangeInclusive<u32>,
    columns: &BTreeMap<Column, u32>,
    person: &Listing,
) {
    changes.values.extend(width.map(|column| (CellRef::new(row, column), NewValue::Blank)));
    for (key, text) in person.cells() {
        if let Some(column) = columns.get(&key).filter(|_| !text.is_empty()) {
            changes.values.insert(CellRef::new(row, *column), NewValue::Text(text));
        }
    }
}

/// The columns that a table needs for these persons and does not have. That a person may not be named needs
/// no column: nobody may who is not said to.
fn lacking(columns: &BTreeMap<Column, u32>, persons: &[&Listing]) -> Vec<Column> {
    let cells = persons.iter().flat_map(|person| person.cells());
    let needed = cells.filter(|(key, text)| !text.is_empty() && (*key != Column::Public || text == "ja"));
    let needed: Vec<Column> = needed.map(|(key, _)| key).collect();
    let all = SheetKind::Persons.columns().iter().copied();
    all.filter(|key| needed.contains(key) && !columns.contains_key(key)).collect()
}

/// The first column on the right of `end` in which nothing stands and nothing is merged.
fn free_column(table: &Table<'_>, head: &Head, end: u32) -> Option<u32> {
    let sheet = table.sheet;
    let column = end + 1;
    let merged = sheet.merged.iter().any(|it| (it.first.column..=it.last.column).contains(&column));
    let filled =
        sheet.rows.iter().filter(|row| row.number >= head.first_row).any(|row| row.cell(column).is_some());
    (column <= MAX_COLUMNS && !merged && !filled).then_some(column)
}
