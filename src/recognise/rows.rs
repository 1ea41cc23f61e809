//! What the rows of a status table are: header, heading of a field, entry or note.

use super::head::Head;
use super::merges::Merges;
use super::names::Column;
use super::notes::{is_sentence, is_total};
use super::number::{looks_like_number, number_text};
use crate::german::fold;
use crate::grid::{Cell, Row, Sheet, Value};
use crate::source::{CellRef, Location};

/// What a row is.
pub(crate) enum RowKind<'a> {
    /// The header again, as on printed pages.
    Header {
        /// A heading stands above it: another table begins.
        new_table: bool,
    },
    /// The heading of a field.
    Section {
        /// Its cells.
        cells: Vec<&'a Cell>,
        /// It was recognised by a guess.
        guessed: bool,
    },
    /// A sentence across the table.
    Note,
    /// What the rows above add up to.
    Total,
    /// A number and nothing else.
    Empty,
    /// A row of the table.
    Entry,
}

/// What must be known of all rows before one is understood.
#[derive(Debug)]
pub(crate) struct Rows<'a> {
    /// The sheet.
    pub(crate) sheet: &'a Sheet,
    /// The header of its table.
    pub(crate) head: &'a Head,
    /// The rows below the header.
    body: &'a [Row],
    /// The merged regions.
    pub(crate) merges: Merges,
    /// The column Nr counts rows, not actions.
    pub(crate) counts_rows: bool,
    heads_alone: bool,
    bold_actions: bool,
}

impl<'a> Rows<'a> {
    /// Looks at the rows below the header. `titled`: a title stands above the table, or its tab has one.
    pub(crate) fn new(sheet: &'a Sheet, head: &'a Head, body: &'a [Row], titled: bool) -> Self {
        let merges = Merges::new(sheet, head.last_column() + 1);
        let (counts_rows, heads_alone, bold_actions) = (false, false, false);
        let rows = Self { sheet, head, body, merges, counts_rows, heads_alone, bold_actions };
        let (counts_rows, heads_alone) = (rows.counts_rows(), rows.heads_alone(titled));
        Self { bold_actions: rows.bold_actions(), counts_rows, heads_alone, ..rows }
    }

    /// The cell of a row under a head; the leftmost of the table where that head is missing.
    pub(crate) fn place(&self, row: u32, key: Column) -> Location {
        let column = self.head.column(key).unwrap_or(self.head.first_column());
        self.sheet.at.cell(CellRef::new(row, column))
    }

    /// The upper left cell, where the row's cell under a head is merged with one above it.
    pub(crate) fn merged_with(&self, row: &Row, key: Column) -> Option<CellRef> {
        self.merges.origin(CellRef::new(row.number, self.head.column(key)?))
    }

    fn has(&self, row: &Row, key: Column) -> bool {
        self.head.cell(row, key).is_some()
    }

    fn is_full(&self, row: &Row) -> bool {
        self.has(row, Column::Action) && self.has(row, Column::Status)
    }

    fn bold_actions(&self) -> bool {
        let full = self.body.iter().filter(|row| self.is_full(row));
        let actions = full.filter_map(|row| self.head.cell(row, Column::Action));
        let (bold, plain): (Vec<&Cell>, Vec<&Cell>) = actions.partition(|cell| is_bold(cell));
        bold.len() > plain.len()
    }

    /// Rows without an action of their own, but with a number: the rule rather than an omission.
    fn counts_rows(&self) -> bool {
        let here = |row: &&Row| self.has(row, Column::Number) && self.has(row, Column::Status);
        let (with, without): (Vec<&Row>, Vec<&Row>) =
            self.body.iter().filter(here).partition(|row| self.has(row, Column::Action));
        let free = without.iter().filter(|row| self.merged_with(row, Column::Action).is_none()).count();
        free >= 2 && without.len() * 3 >= with.len()
    }

    /// A cell alone in its row heads a field where one stands at the top of the table, and either
    /// another one further down or no other title.
    fn heads_alone(&self, titled: bool) -> bool {
        let alone = |row: &Row| row.cells.len() == 1 && row.cell(self.head.first_column()).is_some();
        let heads = |pair: &[Row]| matches!(pair, [a, b] if alone(a) && self.is_full(b));
        let heads: Vec<bool> = self.body.windows(2).map(heads).collect();
        let count = heads.iter().filter(|head| **head).count();
        heads.first() == Some(&true) && (count > 1 || !titled) && self.head.of(Column::Field).is_none()
    }

    /// What `row` is, which stands at `at` among all.
    pub(crate) fn kind(&self, at: usize, row: &'a Row) -> RowKind<'a> {
        let above = at.checked_sub(1).and_then(|at| self.body.get(at));
        let below = self.body.get(at + 1);
        if self.head.is_repeated_by(row) {
            let new_table = above.is_some_and(|above| self.spans(above).is_some() || above.cells.len() == 1);
            return RowKind::Header { new_table };
        }
        if is_total(self.head, row) {
            return RowKind::Total;
        }
        if let Some(cells) = self.spans(row) {
            let sentence = cells.last().is_some_and(|cell| is_sentence(number_text(cell).trim()));
            return if sentence { RowKind::Note } else { RowKind::Section { cells, guessed: false } };
        }
        let cells: Vec<&Cell> = row.cells.iter().filter(|cell| !self.is_flag(cell)).collect();
        match cells.as_slice() {
            [cell] => self.alone(cell, below),
            [number, title] if self.heads_numbers(number, title, below) => {
                RowKind::Section { cells: vec![number, title], guessed: false }
            }
            _ => RowKind::Entry,
        }
    }

    /// The cells of a row that has one across the columns of action and status, and none behind
    /// it; a number may stand before it.
    fn spans<'r>(&self, row: &'r Row) -> Option<Vec<&'r Cell>> {
        let columns = [self.head.column(Column::Action)?, self.head.column(Column::Status)?];
        let merged = self.merges.across(row.number, columns)?;
        let cell = row.cell(merged.first.column)?;
        let cells = || row.cells.iter().filter(|cell| !self.is_flag(cell));
        let others: Vec<&Cell> = cells().filter(|other| other.at.column < cell.at.column).collect();
        let behind = cells().any(|other| other.at.column > merged.last.column);
        let numbered = others.iter().all(|other| {
            let head = self.head.over(other.at.column);
            head.is_none_or(|head| head.key == Some(Column::Number))
        });
        (!behind && others.len() < 2 && numbered).then(|| others.into_iter().chain([cell]).collect())
    }

    /// Whether a cell only says who may read its row: beside a heading too.
    fn is_flag(&self, cell: &Cell) -> bool {
        let key = self.head.over(cell.at.column).and_then(|head| head.key);
        matches!(key, Some(Column::Nonpublic | Column::Public))
    }

    fn stands_under(&self, cell: &Cell, key: Column) -> bool {
        self.head.column(key) == Some(cell.at.column)
    }

    /// Whether number and action alone head a field: `B | Gebäude` above `B.1 | Sporthalle`.
    fn heads_numbers(&self, number: &Cell, title: &Cell, next: Option<&Row>) -> bool {
        let below = next.filter(|next| self.is_full(next));
        let below = below.and_then(|next| self.head.cell(next, Column::Number));
        let (outer, inner) = (number_text(number), below.map(number_text).unwrap_or_default());
        let rest = inner.trim().strip_prefix(outer.trim().trim_end_matches(['.', ')']));
        let deeper = rest.and_then(|rest| rest.strip_prefix(['.', ',', '-']));
        self.stands_under(number, Column::Number)
            && self.stands_under(title, Column::Action)
            && self.head.of(Column::Field).is_none()
            && !outer.trim().is_empty()
            && deeper.is_some_and(|deeper| deeper.starts_with(|c: char| c.is_ascii_alphanumeric()))
    }

    /// What a cell alone in its row is.
    fn alone<'r>(&self, cell: &'r Cell, next: Option<&Row>) -> RowKind<'r> {
        let text = number_text(cell);
        let number = self.stands_under(cell, Column::Number);
        if number && looks_like_number(&text) {
            return RowKind::Empty;
        }
        if self.head.of(Column::Field).is_some() || self.stands_under(cell, Column::Status) {
            return RowKind::Entry;
        }
        let leftmost = cell.at.column == self.head.first_column() || self.stands_under(cell, Column::Action);
        let named = leftmost && fold(&text).starts_with("handlungsfeld");
        let before_header = next.is_some_and(|next| self.head.is_repeated_by(next));
        // Entries below a cell alone make it an action.
        let goes_on =
            next.is_some_and(|next| !self.has(next, Column::Action) && self.has(next, Column::Status));
        let stands_out = leftmost && !goes_on && (self.heads_alone || (is_bold(cell) && !self.bold_actions));
        match (number || named || before_header, stands_out) {
            (true, _) => RowKind::Section { cells: vec![cell], guessed: false },
            (false, true) => RowKind::Section { cells: vec![cell], guessed: true },
            (false, false) => RowKind::Entry,
        }
    }
}

fn is_bold(cell: &Cell) -> bool {
    matches!(&cell.value, Value::Text(text) if text.all_visible(|font| font.bold))
}
