//! Merged regions, ready to be asked by row and by column.

use std::collections::BTreeMap;

use crate::grid::Sheet;
use crate::source::{CellRange, CellRef};

/// Columns beyond this one are none of a status table; also bounds the work on hostile files.
const LAST_COLUMN: u32 = 256;

/// The merged regions of a sheet.
#[derive(Debug)]
pub(crate) struct Merges {
    wide: BTreeMap<u32, Vec<CellRange>>,
    tall: BTreeMap<u32, Vec<CellRange>>,
}

impl Merges {
    /// Sorts them. `columns`: how far to the right the table reaches.
    pub(crate) fn new(sheet: &Sheet, columns: u32) -> Self {
        let mut merges = Self { wide: BTreeMap::new(), tall: BTreeMap::new() };
        for merged in &sheet.merged {
            if merged.last.column > merged.first.column {
                merges.wide.entry(merged.first.row).or_default().push(*merged);
            }
            if merged.last.row > merged.first.row {
                for column in merged.first.column..=merged.last.column.min(columns).min(LAST_COLUMN) {
                    merges.tall.entry(column).or_default().push(*merged);
                }
            }
        }
        for regions in merges.tall.values_mut() {
            regions.sort_by_key(|merged| merged.first.row);
        }
        merges
    }

    /// The region that begins in `row` and covers both columns.
    pub(crate) fn across(&self, row: u32, columns: [u32; 2]) -> Option<CellRange> {
        let covers = |merged: &&CellRange| {
            columns.iter().all(|column| (merged.first.column..=merged.last.column).contains(column))
        };
        self.wide.get(&row)?.iter().find(covers).copied()
    }

    /// The upper left cell of the region of several rows that covers `cell` from above.
    pub(crate) fn origin(&self, cell: CellRef) -> Option<CellRef> {
        let regions = self.tall.get(&cell.column)?;
        let at = regions.partition_point(|merged| merged.first.row <= cell.row).checked_sub(1)?;
        let merged = regions.get(at).filter(|merged| merged.contains(cell))?;
        (merged.first.row < cell.row).then_some(merged.first)
    }
}
