//! Who may read a column: what its head says, what the office has set, and what stands below it.
//!
//! A working column (»Notiz intern«) is in no edition, a nonpublic one (»Kosten (nichtöffentlich)«) not in
//! the public one. A head that says nothing else (»Intern«) marks rows where it is answered with yes or no.
//! What the office calls by a name of its own is what it calls it.

use super::labels::HeadCell;
use super::names::{Column, Hit, Likeness, SheetKind, Vocabulary, is_one_of};
use super::profile::Profile;
use crate::german::{Said, fold, said_by};
use crate::grid::{Cell, Row, Value};

/// Notes of each head who may read its column, gives working columns of a status table that meaning, and
/// takes back what such a head cannot mean. `hits`: what the names can mean; `rows`: those below the header.
pub(super) fn set_apart(
    cells: &mut [HeadCell],
    hits: &mut [Vec<Hit<Column>>],
    vocabulary: &Vocabulary<Column>,
    kind: SheetKind,
    rows: &[Row],
) {
    // What must be found in the texts to be kept out of them is needed whatever its head says.
    if kind == SheetKind::Persons {
        return;
    }
    for (cell, hits) in cells.iter_mut().zip(hits) {
        cell.said = said(cell, hits, vocabulary);
        if matches!(kind, SheetKind::Status | SheetKind::Texts) && !cell.given {
            mark_rows(cell, hits, rows);
        }
        if kind == SheetKind::Status {
            keep_back(cell, hits);
        }
    }
}

fn said(cell: &HeadCell, hits: &[Hit<Column>], vocabulary: &Vocabulary<Column>) -> Said {
    let is = |says: &dyn Fn(&str) -> bool| says(&cell.label) || !cell.own.is_empty() && says(&cell.own);
    let said = match () {
        () if hits.iter().any(|hit| hit.key == Column::Working) => Said::Working { alone: false },
        () if is(&|name| vocabulary.is_nonpublic(name)) => Said::Nonpublic { alone: false },
        () if is(&|name| vocabulary.is_own(name)) => Said::Nothing,
        () => said_by(&cell.label),
    };
    match said {
        Said::Note | Said::Nonpublic { alone: false } if cell.hidden => Said::Working { alone: false },
        said => said,
    }
}

fn is_flag(hit: &Hit<Column>) -> bool {
    matches!(hit.key, Column::Nonpublic | Column::Public)
}

/// Takes a head that is answered with yes or no for one that marks rows.
fn mark_rows(cell: &mut HeadCell, hits: &mut Vec<Hit<Column>>, rows: &[Row]) {
    let below = match cell.said {
        Said::Nothing | Said::Note => return,
        _ => Below::of(rows, cell.first),
    };
    let marks_rows = match cell.said {
        // One answer is enough: what is no answer beside it makes its row nonpublic, and is printed nowhere.
        Said::Working { alone: true } => below.answers > 0 || below.filled == 0 && hits.iter().any(is_flag),
        Said::Nonpublic { alone: true } => below.answers > 0 || !Profile::of(rows, cell.first).is_prose(),
        _ => {
            matches!(cell.said, Said::Nonpublic { .. }) && below.answers > 0 && below.answers == below.filled
        }
    };
    if marks_rows {
        if !hits.iter().any(is_flag) {
            *hits =
                vec![Hit { key: Column::Nonpublic, likeness: Likeness::Sure, whole: true, place: Some(0) }];
        }
        cell.said = Said::Nothing;
    }
}

/// Makes a working column of a head that says so, and takes a nonpublic one for no mark of rows.
fn keep_back(cell: &mut HeadCell, hits: &mut Vec<Hit<Column>>) {
    match cell.said {
        Said::Working { .. } => {
            become_working(cell, hits.first().map(|hit| hit.key));
            hits.clear();
        }
        Said::Nonpublic { .. } => hits.retain(|hit| !is_flag(hit)),
        Said::Nothing | Said::Note => {}
    }
}

/// Draws the conclusions once the other columns of the table are known.
pub(super) fn settle(cells: &mut [HeadCell], kind: SheetKind) {
    for cell in cells {
        let lists =
            kind != SheetKind::Status && !kind.required_columns().iter().any(|key| cell.key == Some(*key));
        match (cell.said, cell.key) {
            (Said::Note, None | Some(Column::Other)) if kind == SheetKind::Status => {
                become_working(cell, None);
            }
            (Said::Nonpublic { .. }, key) if kind == SheetKind::Status => {
                cell.nonpublic = !matches!(key, Some(Column::Nonpublic | Column::Public));
                (cell.key, cell.rival) = (key.or(Some(Column::Other)), None);
            }
            // A list has no place for what only one edition is to have.
            (Said::Working { .. } | Said::Nonpublic { alone: false }, _) if lists => {
                (cell.key, cell.rival) = (Some(Column::Working), None);
            }
            _ => {}
        }
    }
}

/// Makes a working column of the status table of what would else be of `kind`.
fn become_working(cell: &mut HeadCell, kind: Option<Column>) {
    use Column::{Attainment, Due, Other, Responsible, StateLabel, Working};
    let detail = kind.filter(|kind| matches!(kind, StateLabel | Attainment | Due | Responsible));
    (cell.key, cell.rival, cell.likeness) = (Some(Working), detail.or(Some(Other)), Likeness::Sure);
}

/// What stands below a head that asks for yes or no.
#[derive(Default)]
struct Below {
    filled: usize,
    answers: usize,
}

impl Below {
    fn of(rows: &[Row], column: u32) -> Self {
        let cells = rows.iter().filter_map(|row| row.cell(column)).filter(|cell| !is_dash(cell));
        cells.fold(Self::default(), |below, cell| Self {
            filled: below.filled + 1,
            answers: below.answers + usize::from(is_answer(cell)),
        })
    }
}

fn is_dash(cell: &Cell) -> bool {
    cell.value
        .text()
        .is_some_and(|text| text.trim().chars().all(|c| matches!(c, '-' | '–' | '—' | '/' | '.')))
}

/// Yes, no, a cross, or what the head asks itself: »vertraulich«.
fn is_answer(cell: &Cell) -> bool {
    let words = "x xx ja j nein n wahr falsch true false yes y no 0 1 oe noe oeffentlich nichtoeffentlich intern nurintern \
                 vertraulich geheim";
    match &cell.value {
        Value::Bool(_) => true,
        Value::Number { value, .. } => *value == 0.0 || *value == 1.0,
        value => value.text().is_some_and(|text| fold(text).is_empty() || is_one_of(text, words)),
    }
}
