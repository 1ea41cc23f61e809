//! Status tables → fields, actions and status entries.
//!
//! 1. [`rows`]: the cells of a sheet are sorted into fields, actions and entries ([`cells`]),
//!    whatever the layout. [`Rows`](crate::recognise::Rows) says what a row is.
//! 2. [`notes`]: what stands around the table and is none of its rows.
//! 3. [`assemble`]: the cells become paragraphs with levels, marks and links.

mod assemble;
mod cells;
mod details;
mod notes;
mod numbers;
mod rows;
mod visibility;

pub(super) use numbers::{shown_number, shows_zeros};

use super::finding::table as finding;
use crate::diag::Findings;
use crate::german::fold;
use crate::grid::{Object, Sheet};
use crate::model::{Columns, Paragraph, Report, WithheldColumn};
use crate::recognise::{Column, Head, HeadCell, Sheets};
use crate::source::{CellRef, Located};

/// Reads all status tables into the fields of the report, in the order of tabs and rows, and the heads
/// of its two columns; returns the notes below the tables, first those for everybody, then those of nonpublic
/// tables. Two-digit years below `pivot` lie in 20xx.
pub(super) fn read(
    sheets: &Sheets<'_>,
    pivot: u8,
    report: &mut Report,
    findings: &mut Findings,
) -> [Vec<Paragraph>; 2] {
    let mut cells = cells::AllCells::default();
    let [mut notes, mut nonpublic] = [Vec::new(), Vec::new()];
    for (table, head) in sheets.status() {
        let sheet = table.sheet;
        report_objects(sheet, head, findings);
        let of_table = rows::read(table, head, (&report.facts, pivot), &mut cells, findings);
        if table.nonpublic { &mut nonpublic } else { &mut notes }.extend(of_table);
    }
    visibility::by_title(&mut cells.fields, findings);
    report.columns = sheets.status().next().map(|(_, head)| columns(head)).unwrap_or_default();
    report.columns.withheld = sheets.status().flat_map(|(table, head)| withheld(table.sheet, head)).collect();
    report.fields = assemble::fields(cells.fields, findings);
    [notes, nonpublic]
}

/// Reports what lies over the cells of a table: a paper has no place for it.
fn report_objects(sheet: &Sheet, head: &Head, findings: &mut Findings) {
    let rows = head.below(sheet);
    let columns = head.first_column()..=head.last_column();
    let over = |object: &&Object| {
        columns.contains(&object.at.column)
            && rows.binary_search_by_key(&object.at.row, |row| row.number).is_ok()
    };
    let objects = sheet.objects.iter().filter(over);
    findings.extend(objects.map(|object| finding::object_left_out(&sheet.at.cell(object.at), object)));
}

/// The heads as the workbook has them; the plain names stand for the usual, longer ones.
fn columns(head: &Head) -> Columns {
    let usual = Columns::default();
    let label = |key: Column, usual: String| {
        let head = head.of(key).map(|head| head.label.clone());
        head.filter(|label| fold(label) != fold(key.german())).unwrap_or(usual)
    };
    Columns {
        action: label(Column::Action, usual.action),
        status: label(Column::Status, usual.status),
        withheld: usual.withheld,
    }
}

/// The heads of the columns that the public edition has not.
fn withheld(sheet: &Sheet, head: &Head) -> Vec<WithheldColumn> {
    let works = |cell: &HeadCell| cell.key == Some(Column::Working);
    let cells = head.cells.iter().filter(|cell| works(cell) || cell.nonpublic);
    let column = |cell: &HeadCell| WithheldColumn {
        // What a working column would be else is its rival.
        column: details::kind(if works(cell) { cell.rival } else { cell.key }),
        head: Located::new(cell.label.clone(), sheet.at.cell(CellRef::new(head.first_row, cell.first))),
    };
    cells.map(column).collect()
}
