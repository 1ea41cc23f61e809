//! The sheet `Versionen`: one more row for the new version.
//!
//! It stands right below the last entry, or below everything else where that row is taken, and
//! looks like the last entry. Nothing is moved: where the newest version stands on top, the new row
//! stands at the end all the same, and a finding says so.

use jiff::civil::Date;

use super::document::NextVersion;
use super::finding;
use super::sheet::{NewValue, SheetChanges};
use crate::diag::Diagnostic;
use crate::model::HistoryEntry;
use crate::recognise::{Column, Table};
use crate::source::{CellRef, MAX_ROWS};

/// The widest history that is given formats in its new row.
const WIDEST: u32 = 64;

/// Puts the new row among the changes of the sheet, unless it stands there; the cell of its version.
pub(super) fn add_row(
    table: &Table<'_>,
    history: &[HistoryEntry],
    next: &NextVersion,
    day: Option<Date>,
    changes: &mut SheetChanges<'_>,
    findings: &mut Vec<Diagnostic>,
) -> Option<CellRef> {
    if history.iter().any(|entry| entry.version.value == next.version) {
        return None;
    }
    let cell = |entry: &HistoryEntry| entry.version.at.cell;
    let version = table.column(Column::Version).or_else(|| Some(cell(history.first()?)?.column));
    let Some(version) = version else {
        findings.push(finding::history_without_version(&table.sheet.at, &table.sheet.name));
        return None;
    };
    let date = table
        .column(Column::Date)
        .or_else(|| history.iter().find_map(|entry| entry.date.as_ref()?.at.cell).map(|at| at.column));
    let last = history.iter().filter_map(cell).map(|at| at.row).max();
    let width = table.head.as_ref().map(|head| (head.first_column(), head.last_column()));
    let (first, end) = width.unwrap_or((version, date.unwrap_or(version).max(version)));
    let columns = first.min(version)..=end.min(first.saturating_add(WIDEST)).max(version);
    let row = free_row(table, last.unwrap_or(0).max(table.head_end()), &columns)?;
    changes.model_row = last;
    changes.values.extend(columns.map(|column| (CellRef::new(row, column), NewValue::Blank)));
    let at = CellRef::new(row, version);
    changes.values.insert(at, NewValue::Version { old: String::new(), new: next.version.to_string() });
    if let Some(date) = date {
        changes.values.insert(CellRef::new(row, date), NewValue::Date(day));
    }
    let falling = history.is_sorted_by(|one, two| one.version.value > two.version.value);
    if history.len() > 1 && falling {
        findings.push(finding::history_newest_on_top(&table.sheet.at, &table.sheet.name));
    }
    Some(at)
}

/// The first row below `last` that is blank and not covered by merged cells.
pub(super) fn free_row(table: &Table<'_>, last: u32, columns: &std::ops::RangeInclusive<u32>) -> Option<u32> {
    let sheet = table.sheet;
    let taken = sheet.rows.iter().any(|row| row.number == last + 1);
    let below_all = sheet.rows.last().map_or(last, |row| row.number);
    let mut row = if taken { below_all + 1 } else { last + 1 };
    let covers = |row: u32| {
        let covered = |column: u32| {
            let cell = CellRef::new(row, column);
            sheet.merged.iter().find(|merged| merged.contains(cell) && merged.first.row < row)
        };
        columns.clone().find_map(covered).map(|merged| merged.last.row)
    };
    while let Some(end) = covers(row) {
        row = end + 1;
    }
    (row <= MAX_ROWS).then_some(row)
}
