//! Which column of which sheet was taken for what, and why: for the clerk who asks, and for the message
//! about a table that was not understood.

use serde::Serialize;

use super::head::{Head, Nearest};
use super::labels::HeadCell;
use super::names::{Column, Likeness, Names, SheetKind};
use super::sheets::{Found, Vocabularies};
use crate::grid::{Sheet, Workbook};
use crate::source::column_letters;

/// How a sheet was understood.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SheetColumns {
    /// The name on its tab.
    pub sheet: String,
    /// What it is; none where that was not recognised, and the columns are those of the row that comes
    /// nearest to a header.
    pub kind: Option<SheetKind>,
    /// The first row of the header, from 1; 0 for a list without one.
    pub row: u32,
    /// Its columns from left to right.
    pub columns: Vec<ColumnUse>,
    /// The columns that it lacks.
    pub missing: Vec<Column>,
}

/// What a column was taken for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ColumnUse {
    /// Its letters.
    pub column: String,
    /// Its head; blank where it has none.
    pub head: String,
    /// What it was taken for; none where that is not known.
    pub meaning: Option<Column>,
    /// Whether only the nonpublic edition has it.
    pub nonpublic: bool,
    /// Why, in German.
    pub reason: &'static str,
}

/// The row of a workbook that comes nearest to the header of a status table, and the name of its sheet.
pub(crate) fn nearest<'a>(workbook: &'a Workbook, names: &Names) -> Option<(&'a str, Nearest)> {
    let vocabularies = Vocabularies::new(names);
    let open = workbook.sheets.iter().filter(|sheet| !sheet.hidden);
    let open =
        open.filter(|sheet| vocabularies.recognise(sheet).is_none_or(|it| it.kind == SheetKind::Status));
    let found = open.filter_map(|sheet| Some((&*sheet.name, vocabularies.nearest(sheet)?)));
    // Of equals the first.
    found.reduce(|best, next| if next.1.rank() > best.1.rank() { next } else { best })
}

/// Tells of each sheet that holds something how it was understood.
pub fn columns(workbook: &Workbook, names: &Names) -> Vec<SheetColumns> {
    let vocabularies = Vocabularies::new(names);
    let full = workbook.sheets.iter().filter(|sheet| !sheet.rows.is_empty());
    full.filter_map(|sheet| of_sheet(sheet, &vocabularies)).collect()
}

fn of_sheet(sheet: &Sheet, vocabularies: &Vocabularies) -> Option<SheetColumns> {
    let told = |kind, head: Option<&Head>, missing| SheetColumns {
        sheet: sheet.name.to_string(),
        kind,
        row: head.map_or(0, |head| head.first_row),
        columns: head.iter().flat_map(|head| &head.cells).map(usage).collect(),
        missing,
    };
    match vocabularies.recognise(sheet) {
        Some(found) if vocabularies.keeps_back(sheet, &found) => {
            Some(told(None, found.head.as_ref(), Vec::new()))
        }
        Some(Found { kind: SheetKind::Document, .. }) => None,
        Some(Found { kind: SheetKind::Status, head: Some(head), .. }) => {
            Some(told(Some(SheetKind::Status), Some(&head.with_numbers(sheet)), Vec::new()))
        }
        Some(Found { kind, head, .. }) if kind != SheetKind::Status => {
            Some(told(Some(kind), head.as_ref(), Vec::new()))
        }
        _ => {
            let nearest = vocabularies.nearest(sheet)?;
            let missing = nearest.missing.iter().map(|missing| missing.key).collect();
            Some(told(None, Some(&nearest.head), missing))
        }
    }
}

fn usage(cell: &HeadCell) -> ColumnUse {
    let first = column_letters(cell.first);
    let column = match cell.last > cell.first {
        true => format!("{first}–{}", column_letters(cell.last)),
        false => first,
    };
    ColumnUse {
        column,
        head: cell.label.clone(),
        meaning: cell.key,
        nonpublic: cell.nonpublic,
        reason: reason(cell),
    }
}

fn reason(cell: &HeadCell) -> &'static str {
    match (cell.key, cell.likeness) {
        (Some(Column::Working), _) => "bleibt in jeder Ausgabe weg",
        _ if cell.nonpublic => "steht nur in der nichtöffentlichen Ausgabe",
        (None, _) if cell.rival.is_some() => "eine andere Spalte passt besser",
        (None, _) => "Überschrift ist nicht bekannt",
        (Some(Column::Earlier), _) => "Sachstand eines älteren Zeitraums",
        (_, Likeness::Sure) if cell.label.is_empty() => "Inhalt der Spalte",
        (_, Likeness::Sure) => "Überschrift ist bekannt",
        (_, Likeness::Typo) => "Überschrift ist bekannt, bis auf einen Schreibfehler",
        (_, Likeness::Likely) => "Teil der Überschrift ist bekannt",
        (_, Likeness::Weak) => "Überschrift kann das bedeuten",
        (_, Likeness::Content) => "Inhalt der Spalte",
    }
}
