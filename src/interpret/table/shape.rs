//! What the rows of a table are: header, heading of a field, entry or note.

use crate::grid::{Cell, Row, Sheet, Value};
use crate::source::CellRef;

use super::super::head::{Head, HeadCell};
use super::super::names::{Column, fold};
use super::super::value::number;
use super::merges::Merges;
use super::notes::is_sentence;
use super::numbers::looks_like_number;

/// What a row is.
pub(super) enum Kind<'a> {
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
    /// A number and nothing else.
    Empty,
    /// A row of the table.
    Entry,
}

/// What must be known of all rows before one is understood.
#[derive(Debug)]
pub(super) struct Shape<'a> {
    head: &'a Head,
    /// The merged regions.
    pub(super) merges: Merges,
    /// The column Nr counts rows, not actions.
    pub(super) counts_rows: bool,
    heads_alone: bool,
    bold_actions: bool,
    action: u32,
    report: u32,
}

impl<'a> Shape<'a> {
    /// Looks at the rows below the header. `titled`: a title stands above the table, or its tab has one.
    pub(super) fn new(sheet: &Sheet, head: &'a Head, body: &[Row], titled: bool) -> Self {
        let column = |key| head.of(key).map_or(0, |cell| cell.first);
        let mut shape = Self {
            head,
            merges: Merges::new(sheet, head.cells.last().map_or(1, |cell| cell.last) + 1),
            counts_rows: false,
            heads_alone: false,
            bold_actions: false,
            action: column(Column::Action),
            report: column(Column::Report),
        };
        shape.bold_actions = shape.bold_actions(body);
        shape.counts_rows = shape.counts_rows(body);
        shape.heads_alone = shape.heads_alone(body, titled);
        shape
    }

    fn is_full(&self, row: &Row) -> bool {
        row.cell(self.action).is_some() && row.cell(self.report).is_some()
    }

    fn bold_actions(&self, body: &[Row]) -> bool {
        let actions = body.iter().filter(|row| self.is_full(row)).filter_map(|row| row.cell(self.action));
        let (bold, plain): (Vec<&Cell>, Vec<&Cell>) = actions.partition(|cell| is_bold(cell));
        bold.len() > plain.len()
    }

    /// Rows without an action of their own, but with a number: the rule rather than an omission.
    fn counts_rows(&self, body: &[Row]) -> bool {
        let Some(number) = self.head.of(Column::Number).map(|cell| cell.first) else { return false };
        let here = |row: &&Row| row.cell(number).is_some() && row.cell(self.report).is_some();
        let (with, without): (Vec<&Row>, Vec<&Row>) =
            body.iter().filter(here).partition(|row| row.cell(self.action).is_some());
        let free = |row: &&&Row| self.merges.origin(CellRef::new(row.number, self.action)).is_none();
        without.iter().filter(free).count() >= 2 && without.len() * 3 >= with.len()
    }

    /// A cell alone in its row heads a field where one stands at the top of the table, and either
    /// another one further down or no other title.
    fn heads_alone(&self, body: &[Row], titled: bool) -> bool {
        let alone = |row: &Row| row.cells.len() == 1 && row.cell(self.head.first_column()).is_some();
        let heads: Vec<bool> =
            body.windows(2).map(|pair| matches!(pair, [a, b] if alone(a) && self.is_full(b))).collect();
        let count = heads.iter().filter(|head| **head).count();
        heads.first() == Some(&true) && (count > 1 || !titled) && self.head.of(Column::Field).is_none()
    }

    /// What the row at `at` is.
    pub(super) fn kind<'r>(&self, body: &'r [Row], at: usize) -> Kind<'r> {
        let Some(row) = body.get(at) else { return Kind::Entry };
        let above = at.checked_sub(1).and_then(|at| body.get(at));
        if self.head.is_repeated_by(row) {
            let new_table = above.is_some_and(|above| self.spans(above).is_some() || above.cells.len() == 1);
            return Kind::Header { new_table };
        }
        if let Some(cells) = self.spans(row) {
            let sentence = cells.last().is_some_and(|cell| is_sentence(cell_text(cell).trim()));
            return if sentence { Kind::Note } else { Kind::Section { cells, guessed: false } };
        }
        match row.cells.as_slice() {
            [cell] => self.alone(cell, body.get(at + 1)),
            [number, title] if self.heads_numbers(number, title, body.get(at + 1)) => {
                Kind::Section { cells: vec![number, title], guessed: false }
            }
            _ => Kind::Entry,
        }
    }

    /// The cells of a row that has one across the columns of action and status, and none behind
    /// it; a number may stand before it.
    fn spans<'r>(&self, row: &'r Row) -> Option<Vec<&'r Cell>> {
        let merged = self.merges.across(row.number, [self.action, self.report])?;
        let cell = row.cell(merged.first.column)?;
        let others: Vec<&Cell> = row.cells.iter().filter(|other| other.column < cell.column).collect();
        let behind = row.cells.iter().any(|other| other.column > merged.last.column);
        let numbered = others.iter().all(|other| {
            let head = self.head.over(other.column);
            head.is_none_or(|head| head.key == Some(Column::Number))
        });
        (!behind && others.len() < 2 && numbered).then(|| others.into_iter().chain([cell]).collect())
    }

    /// Whether number and action alone head a field: `B | Gebäude` above `B.1 | Sporthalle`.
    fn heads_numbers(&self, number: &Cell, title: &Cell, next: Option<&Row>) -> bool {
        let Some(column) = self.head.of(Column::Number).map(|head| head.first) else { return false };
        let below = next.filter(|next| self.is_full(next)).and_then(|next| next.cell(column));
        let (outer, inner) = (cell_text(number), below.map(cell_text).unwrap_or_default());
        let rest = inner.trim().strip_prefix(outer.trim().trim_end_matches(['.', ')']));
        let deeper = rest.and_then(|rest| rest.strip_prefix(['.', ',', '-']));
        number.column == column
            && title.column == self.action
            && self.head.of(Column::Field).is_none()
            && !outer.trim().is_empty()
            && deeper.is_some_and(|deeper| deeper.starts_with(|c: char| c.is_ascii_alphanumeric()))
    }

    /// What a cell alone in its row is.
    fn alone<'r>(&self, cell: &'r Cell, next: Option<&Row>) -> Kind<'r> {
        let text = cell_text(cell);
        let number = self.head.of(Column::Number).is_some_and(|head| head.first == cell.column);
        if number && looks_like_number(&text) {
            return Kind::Empty;
        }
        if self.head.of(Column::Field).is_some() || cell.column == self.report {
            return Kind::Entry;
        }
        let leftmost = cell.column == self.head.first_column() || cell.column == self.action;
        let named = leftmost && fold(&text).starts_with("handlungsfeld");
        let before_header = next.is_some_and(|next| self.head.is_repeated_by(next));
        // Entries below a cell alone make it an action.
        let goes_on =
            next.is_some_and(|next| next.cell(self.action).is_none() && next.cell(self.report).is_some());
        let stands_out = leftmost && !goes_on && (self.heads_alone || (is_bold(cell) && !self.bold_actions));
        match (number || named || before_header, stands_out) {
            (true, _) => Kind::Section { cells: vec![cell], guessed: false },
            (false, true) => Kind::Section { cells: vec![cell], guessed: true },
            (false, false) => Kind::Entry,
        }
    }
}

/// A column without a head that holds nothing but numbers, left of the action, is the column Nr;
/// so is the left part of a head Aktion merged over two columns.
pub(super) fn with_numbers(sheet: &Sheet, head: &Head) -> Head {
    let mut head = head.clone();
    let Some(action) = head.of(Column::Action).map(|cell| (cell.first, cell.last)) else { return head };
    if head.of(Column::Number).is_some() {
        return head;
    }
    let free = (1..action.0.min(16)).filter(|column| head.over(*column).is_none());
    let candidates: Vec<u32> = free.chain((action.1 > action.0).then_some(action.0)).collect();
    let holds_numbers = |column: &u32| {
        let mut cells = head.below(sheet).iter().filter_map(|row| row.cell(*column)).peekable();
        cells.peek().is_some() && cells.all(|cell| looks_like_number(&cell_text(cell)))
    };
    if let Some(column) = candidates.into_iter().find(holds_numbers) {
        for cell in head.cells.iter_mut().filter(|cell| cell.first == column) {
            cell.first += 1;
        }
        let number = HeadCell {
            first: column,
            last: column,
            label: Column::Number.german().into(),
            key: Some(Column::Number),
            guess: None,
            rival: None,
        };
        head.cells.insert(head.cells.partition_point(|cell| cell.first < column), number);
    }
    head
}

fn cell_text(cell: &Cell) -> String {
    match &cell.value {
        Value::Text(text) => text.to_plain(),
        Value::Number { value, .. } => number(*value),
        // Excel takes section numbers such as 1.2 for days.
        Value::Date(_) => "1.1".into(),
        _ => String::new(),
    }
}

fn is_bold(cell: &Cell) -> bool {
    matches!(&cell.value, Value::Text(text) if text.all_visible(|font| font.bold))
}
