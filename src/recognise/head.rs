//! The header row of a table: found by its content among the first rows, whatever stands above it.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::age::Age;
use super::assign::{Missing, Rank, assign, assign_known};
use super::finding;
use super::labels::{HeadCell, plain, readings, tidy};
use super::names::{Column, Likeness, SheetKind, Vocabulary};
use super::number::{looks_like_number, number_text};
use super::profile::Profile;
use crate::diag::Findings;
use crate::german::fold;
use crate::grid::{Cell, Row, Sheet};
use crate::source::{CellRef, column_letters};

/// How many rows that hold something are looked at for the header row.
const FIRST_ROWS: usize = 20;

/// The header of a table.
#[derive(Clone, Debug)]
pub(crate) struct Head {
    /// Its first row, from 1.
    pub(crate) first_row: u32,
    /// Its last row; a merged header may be several rows high.
    pub(crate) last_row: u32,
    /// Its cells from left to right.
    pub(crate) cells: Vec<HeadCell>,
}

/// A row that could be the header of a status table, but lacks columns of it.
#[derive(Clone, Debug)]
pub(crate) struct Nearest {
    /// What is known of it.
    pub(crate) head: Head,
    /// What it lacks.
    pub(crate) missing: Vec<Missing>,
}

impl Nearest {
    /// How near it comes: the office has named heads of it, the less is missing, the more is known.
    pub(super) fn rank(&self) -> (bool, Reverse<usize>, usize) {
        let known = self.head.cells.iter().filter(|cell| cell.key.is_some()).count();
        (self.given().next().is_some(), Reverse(self.missing.len()), known)
    }

    /// What the office has said that its heads are.
    pub(super) fn given(&self) -> impl Iterator<Item = Column> {
        self.head.cells.iter().filter(|cell| cell.given).filter_map(|cell| cell.key)
    }
}

impl Head {
    /// Looks for the best header, and says how sure it is: all columns that the table must have must
    /// be there.
    pub(crate) fn find(
        sheet: &Sheet,
        vocabulary: &Vocabulary<Column>,
        kind: SheetKind,
    ) -> Option<(Self, Rank)> {
        let first = sheet.rows.iter().find(|row| row.cells.len() > 1).map(|row| row.number);
        let read = |row: &Row| {
            // Sub-heads that the office has named are heads, also where the table then lacks a column.
            let mut given = false;
            readings(sheet, row, vocabulary, kind).find_map(|(last_row, mut cells)| {
                let rank = assign(&mut cells, vocabulary, kind, rows_below(sheet, last_row));
                let rank = rank.filter(|_| !given);
                given |= cells.iter().any(|cell| cell.given);
                let rank = rank?;
                // Where no name says either main column, only the first row can be the header.
                if rank.guessed > 1 && first != Some(row.number) {
                    return None;
                }
                let head = Self { first_row: row.number, last_row, cells };
                Some((if kind == SheetKind::Status { head.with_group(sheet) } else { head }, rank))
            })
        };
        // Of equals the first: what comes later is its repetition. A plain header ends the search.
        let is_plain = |rank: Rank| rank.required.0 == Likeness::Sure && rank.known > 2;
        let mut heads = sheet.rows.iter().take(FIRST_ROWS).filter_map(read);
        let mut best = heads.next()?;
        while !is_plain(best.1) {
            let Some(head) = heads.next() else { break };
            best = better(best, head);
        }
        // Where the office has named heads of another row, contents do not make this one the header.
        let given = |row: &Row| row.cells.iter().any(|cell| vocabulary.is_own(&tidy(&plain(&cell.value))));
        let mut rows = sheet.rows.iter().take(FIRST_ROWS);
        let guessed = best.1.guessed > 0 && best.0.cells.iter().all(|cell| !cell.given);
        (!guessed || !rows.any(given)).then_some(best)
    }

    /// Looks for the row that comes nearest to the header of a status table: one with at least two heads
    /// of which at least one is known by its name.
    pub(super) fn nearest(sheet: &Sheet, vocabulary: &Vocabulary<Column>) -> Option<Nearest> {
        let read = |row: &Row| {
            let (last_row, mut cells) = readings(sheet, row, vocabulary, SheetKind::Status).next()?;
            let missing = assign_known(&mut cells, vocabulary, rows_below(sheet, last_row));
            let known = cells.iter().any(|cell| cell.key.is_some_and(|key| key != Column::Other));
            let head = Self { first_row: row.number, last_row, cells };
            (head.cells.len() > 1 && known).then_some(Nearest { head, missing })
        };
        let rows = sheet.rows.iter().take(FIRST_ROWS).filter_map(read);
        rows.reduce(|best, next| if next.rank() > best.rank() { next } else { best })
    }

    /// The header that a list without one would have: the columns count from the left in the usual
    /// order.
    pub(crate) fn assumed(sheet: &Sheet, kind: SheetKind) -> Self {
        let first = sheet.first_column().unwrap_or(1);
        let cells = kind.columns().iter().zip(first..);
        let cells = cells.map(|(key, column)| HeadCell::usual(column, *key)).collect();
        Self { first_row: 0, last_row: 0, cells }
    }

    /// The same header with the column Nr: a column without a head that holds nothing but numbers,
    /// left of the action, or the left part of a head Aktion merged over two columns.
    pub(crate) fn with_numbers(mut self, sheet: &Sheet) -> Self {
        let Some(action) = self.of(Column::Action).map(|cell| (cell.first, cell.last)) else { return self };
        if self.of(Column::Number).is_some() {
            return self;
        }
        let free = (1..action.0.min(16)).filter(|column| self.over(*column).is_none());
        let mut candidates = free.chain((action.1 > action.0).then_some(action.0));
        let holds_numbers = |column: &u32| {
            let mut cells = self.below(sheet).iter().filter_map(|row| row.cell(*column)).peekable();
            cells.peek().is_some() && cells.all(|cell| looks_like_number(&number_text(cell)))
        };
        let Some(column) = candidates.find(holds_numbers) else { return self };
        for cell in self.cells.iter_mut().filter(|cell| cell.first == column) {
            cell.first += 1;
        }
        let at = self.cells.partition_point(|cell| cell.first < column);
        self.cells.insert(at, HeadCell::usual(column, Column::Number));
        self
    }

    /// The same header with the column Handlungsfeld, where the column left of all heads has none and
    /// holds names for several rows.
    fn with_group(mut self, sheet: &Sheet) -> Self {
        let first = sheet.first_column().unwrap_or(1);
        let open = self.of(Column::Field).is_none() && first < self.first_column();
        if open && Profile::of(self.below(sheet), first).is_group() {
            let likeness = Likeness::Content;
            self.cells.insert(
                0,
                HeadCell { likeness, key: Some(Column::Field), ..HeadCell::new(first, first, String::new()) },
            );
        }
        self
    }

    /// The head over a column.
    pub(crate) fn over(&self, column: u32) -> Option<&HeadCell> {
        let at = self.cells.partition_point(|cell| cell.first <= column).checked_sub(1)?;
        self.cells.get(at).filter(|cell| column <= cell.last)
    }

    /// The head with a meaning.
    pub(crate) fn of(&self, key: Column) -> Option<&HeadCell> {
        self.cells.iter().find(|cell| cell.key == Some(key))
    }

    /// The columns with content whose meaning is not known.
    pub(crate) fn unknown_columns<'r>(&self, rows: impl IntoIterator<Item = &'r Row>) -> BTreeSet<u32> {
        let columns = rows.into_iter().flat_map(|row| &row.cells).map(|cell| cell.at.column);
        columns.filter(|column| self.over(*column).is_none_or(|head| head.key.is_none())).collect()
    }

    /// The head over a column as it is quoted in findings; the column's letters where it has none.
    pub(crate) fn name(&self, column: u32) -> String {
        self.over(column)
            .filter(|head| !head.label.is_empty())
            .map_or_else(|| format!("Spalte {}", column_letters(column)), |head| head.label.clone())
    }

    /// The first column under the head with this meaning.
    pub(crate) fn column(&self, key: Column) -> Option<u32> {
        self.of(key).map(|cell| cell.first)
    }

    /// The cell of a row under the head with this meaning.
    pub(crate) fn cell<'r>(&self, row: &'r Row, key: Column) -> Option<&'r Cell> {
        row.cell(self.column(key)?)
    }

    /// The leftmost column of the table.
    pub(crate) fn first_column(&self) -> u32 {
        self.cells.first().map_or(1, |cell| cell.first)
    }

    /// The rightmost column of the table.
    pub(crate) fn last_column(&self) -> u32 {
        self.cells.last().map_or(1, |cell| cell.last)
    }

    /// The rows below the header.
    pub(crate) fn below<'s>(&self, sheet: &'s Sheet) -> &'s [Row] {
        rows_below(sheet, self.last_row)
    }

    /// The rows above the header.
    pub(crate) fn above<'s>(&self, sheet: &'s Sheet) -> &'s [Row] {
        let end = sheet.rows.partition_point(|row| row.number < self.first_row);
        sheet.rows.get(..end).unwrap_or_default()
    }

    /// Whether a row repeats the header, as printed pages do.
    pub(crate) fn is_repeated_by(&self, row: &Row) -> bool {
        let same = |cell: &Cell| {
            self.over(cell.at.column).is_some_and(|head| {
                let text = tidy(&plain(&cell.value));
                !text.is_empty() && fold(&text) == fold(&head.label)
            })
        };
        row.cells.len() > 1 && row.cells.iter().all(same)
    }

    /// Whether a head is that of an older period than the one that has its meaning.
    fn is_older(&self, cell: &HeadCell, key: Column) -> bool {
        let newest = self.of(key).map(|head| Age::of(&head.label));
        newest.is_some_and(|newest| Age::of(&cell.label) < newest)
    }

    /// Whether the column that every row has is kept out of the public edition: then the rows are.
    pub(crate) fn withholds_rows(&self) -> bool {
        let main = [Column::Action, Column::Status, Column::Field, Column::Part, Column::Number];
        self.cells.iter().any(|cell| cell.nonpublic && cell.key.is_some_and(|key| main.contains(&key)))
    }

    /// Whether something stands below a head.
    fn is_filled(&self, sheet: &Sheet, head: &HeadCell) -> bool {
        let under = |cell: &Cell| (head.first..=head.last).contains(&cell.at.column);
        self.below(sheet).iter().flat_map(|row| &row.cells).any(under)
    }

    /// Reports which names were guessed, which heads compete, and which columns not every edition has.
    pub(crate) fn report(&self, sheet: &Sheet, findings: &mut Findings) {
        for cell in &self.cells {
            let at = sheet.at.cell(CellRef::new(self.first_row, cell.column));
            let name = self.name(cell.first);
            if cell.key == Some(Column::Working) {
                let filled = self.is_filled(sheet, cell);
                findings.extend(filled.then(|| finding::column_working(&at, &name, cell.hidden, cell.rival)));
                continue;
            }
            if let Some(key) = cell.key.filter(|_| cell.nonpublic && self.is_filled(sheet, cell)) {
                findings.push(finding::column_nonpublic(&at, &name, key, self.withholds_rows()));
            }
            if let Some(key) = cell.key.filter(|_| !cell.is_certain()) {
                findings.push(finding::column_assumed(&at, &name, key, cell.likeness));
            } else if let Some(rival) = cell.rival.filter(|rival| !self.is_older(cell, *rival)) {
                let other = self.of(rival).map(|head| head.label.as_str()).unwrap_or_default();
                findings.push(finding::column_twice(&at, rival, other, &cell.label));
            }
        }
    }
}

/// The surer of two headers, of equals the first.
fn better(best: (Head, Rank), head: (Head, Rank)) -> (Head, Rank) {
    if head.1 > best.1 { head } else { best }
}

/// The rows of a sheet below one of them.
fn rows_below(sheet: &Sheet, last_row: u32) -> &[Row] {
    let start = sheet.rows.partition_point(|row| row.number <= last_row);
    sheet.rows.get(start..).unwrap_or_default()
}
