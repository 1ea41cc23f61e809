//! Where things stand in the sheets, for the one module that writes workbooks (`advance`): it must
//! find sheets, heads, columns and facts exactly as they were understood here.

use super::facts;
use super::head::Head;
use super::names::{Column, FactKey, Names, SheetKind, Vocabulary};
use super::sheets::{Sheets, Vocabularies};
use crate::grid::{Row, Sheet, Workbook};
use crate::source::CellRef;

/// The sheets a paper is made of.
#[derive(Debug)]
pub(crate) struct Places<'a> {
    /// The sheet `Dokument`.
    pub(crate) document: Option<&'a Sheet>,
    /// The status tables and the lists.
    pub(crate) tables: Vec<Table<'a>>,
    facts: Vocabulary<FactKey>,
}

/// A sheet with a table.
#[derive(Debug)]
pub(crate) struct Table<'a> {
    /// What it is.
    pub(crate) kind: SheetKind,
    /// The sheet.
    pub(crate) sheet: &'a Sheet,
    head: Option<Head>,
}

impl<'a> Places<'a> {
    /// Tells the sheets of a workbook apart.
    pub(crate) fn new(workbook: &'a Workbook, names: &Names) -> Self {
        let vocabularies = Vocabularies::new(names);
        let mut unheard = Vec::new();
        let sheets = Sheets::sort(workbook, &vocabularies, &mut unheard);
        let status = sheets.status.into_iter();
        let status =
            status.map(|table| Table { kind: SheetKind::Status, sheet: table.sheet, head: Some(table.head) });
        let lists = sheets.lists.into_iter().map(|(kind, sheet, head)| Table { kind, sheet, head });
        Self { document: sheets.document, tables: status.chain(lists).collect(), facts: vocabularies.facts }
    }

    /// The cell for the value of a key of the sheet `Dokument`, be it blank: the first value beside
    /// the key or, where the keys stand in one row, below it. `None` where the key is missing.
    pub(crate) fn fact(&self, wanted: FactKey) -> Option<CellRef> {
        let rows = &self.document?.rows;
        let key_of = |cell: &crate::grid::Cell| {
            let hit = facts::label(cell).and_then(|text| self.facts.find(&text).first().copied());
            hit.filter(|hit| hit.whole).map(|hit| hit.key)
        };
        let across = facts::keys_across(rows, &self.facts) > 0;
        let first_column = rows.iter().filter_map(|row| row.cells.first()).map(|cell| cell.column).min()?;
        let rows_with_keys = if across { rows.get(..1).unwrap_or_default() } else { rows };
        rows_with_keys.iter().find_map(|row| {
            let mut keys = row.cells.iter().filter(|cell| across || cell.column == first_column);
            let key = keys.find(|cell| key_of(cell) == Some(wanted))?;
            if across {
                return Some(CellRef::new(row.number + 1, key.column));
            }
            let value = row.cells.iter().find(|cell| cell.column > key.column);
            let column = value.map_or_else(|| usual_column(rows, key.column), |value| value.column);
            Some(CellRef::new(row.number, column))
        })
    }
}

/// The column in which most values stand that are right of their keys.
fn usual_column(rows: &[Row], keys: u32) -> u32 {
    let values = rows.iter().filter_map(|row| row.cells.iter().find(|cell| cell.column > keys));
    let columns: Vec<u32> = values.map(|cell| cell.column).collect();
    let count = |column: u32| columns.iter().filter(|other| **other == column).count();
    columns.iter().copied().max_by_key(|column| (count(*column), u32::MAX - column)).unwrap_or(keys + 1)
}

impl Table<'_> {
    /// What the column means.
    pub(crate) fn key(&self, column: u32) -> Option<Column> {
        self.head.as_ref()?.over(column)?.key
    }

    /// The columns under the head `key`, from first to last.
    pub(crate) fn columns(&self, key: Column) -> Option<(u32, u32)> {
        self.head.as_ref()?.of(key).map(|cell| (cell.first, cell.last))
    }

    /// All columns of the table, from first to last.
    pub(crate) fn width(&self) -> Option<(u32, u32)> {
        let cells = &self.head.as_ref()?.cells;
        Some((cells.first()?.first, cells.last()?.last))
    }

    /// The last row of the header; 0 where there is none.
    pub(crate) fn head_end(&self) -> u32 {
        self.head.as_ref().map_or(0, |head| head.last_row)
    }

    /// Whether a row belongs to the header or repeats it.
    pub(crate) fn is_head(&self, number: u32) -> bool {
        let Some(head) = &self.head else { return false };
        let rows = &self.sheet.rows;
        let row = rows.binary_search_by_key(&number, |row| row.number).ok().and_then(|at| rows.get(at));
        (head.first_row..=head.last_row).contains(&number)
            || row.is_some_and(|row| number > head.last_row && head.is_repeated_by(row))
    }
}
