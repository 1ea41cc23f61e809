//! A sheet of the new workbook: heads, rows, and what each column is for.

use super::cell::Cell;
use crate::recognise::{Column, FactKey, SheetKind};

/// A sheet with its first row and those below.
#[derive(Clone, Debug)]
pub(super) struct Sheet {
    /// What it is for; its name.
    pub(super) kind: SheetKind,
    /// The heads in the first row.
    pub(super) heads: Vec<Head>,
    /// The rows below.
    pub(super) rows: Vec<Row>,
}

/// The head of a column.
#[derive(Clone, Debug)]
pub(super) struct Head {
    /// What it says.
    pub(super) label: String,
    /// What stands below it.
    pub(super) role: Role,
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Keys of the sheet `Dokument`.
    Key,
    /// Their values.
    Fact,
    /// What the name of the column says.
    Of(Column),
}

/// A row.
#[derive(Clone, Debug, Default)]
pub(super) struct Row {
    /// Its cells, one below each head; those at the end may be missing.
    pub(super) cells: Vec<Cell>,
    /// In the sheet `Dokument`, what the row says, where that is known.
    pub(super) key: Option<FactKey>,
}

impl Head {
    /// A head by the name that the manual uses.
    pub(super) fn of(column: Column) -> Self {
        Self { label: column.german().to_owned(), role: Role::Of(column) }
    }
}

impl From<Vec<Cell>> for Row {
    fn from(cells: Vec<Cell>) -> Self {
        Self { cells, key: None }
    }
}

impl Sheet {
    /// A list with its usual columns but those `left_out`.
    pub(super) fn list(kind: SheetKind, left_out: &[Column]) -> Self {
        let columns = kind.columns().iter().filter(|column| !left_out.contains(column));
        Self { kind, heads: columns.map(|column| Head::of(*column)).collect(), rows: Vec::new() }
    }
}
