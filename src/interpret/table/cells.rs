//! The cells of the status tables, sorted into fields, actions and entries, but not yet turned into
//! text.

use std::collections::BTreeMap;

use super::super::value::CellText;
use crate::model::Detail;
use crate::source::{CellRef, Located, Location};

/// The fields of all sheets so far.
#[derive(Debug, Default)]
pub(super) struct AllCells {
    pub(super) fields: Vec<FieldCells>,
    /// Their places by folded name.
    pub(super) by_name: BTreeMap<String, usize>,
}

/// A field whose cells are not yet turned into text.
#[derive(Debug)]
pub(super) struct FieldCells {
    pub(super) title: Option<CellText>,
    pub(super) at: Location,
    pub(super) actions: Vec<ActionCells>,
}

impl FieldCells {
    pub(super) fn name(&self) -> String {
        self.title.as_ref().map(CellText::plain).unwrap_or_default()
    }
}

#[derive(Debug)]
pub(super) struct ActionCells {
    pub(super) number: Option<Located<String>>,
    pub(super) title: Vec<CellText>,
    pub(super) entries: Vec<EntryCells>,
    pub(super) nonpublic: bool,
    /// What its rows on the sheet that is being read say about that.
    pub(super) flags: Vec<Option<bool>>,
    /// The cell above with which the action's own status cell is merged.
    pub(super) merged_with: Option<CellRef>,
    pub(super) at: Location,
}

impl ActionCells {
    /// One without entries.
    pub(super) fn new(number: Option<Located<String>>, title: Vec<CellText>, at: Location) -> Self {
        let (entries, flags) = (Vec::new(), Vec::new());
        Self { number, title, entries, nonpublic: false, flags, merged_with: None, at }
    }

    pub(super) fn name(&self) -> String {
        name(&self.title)
    }

    /// The cells of the column Sachstand.
    pub(super) fn statuses(&self) -> impl Iterator<Item = &CellText> {
        self.entries.iter().flat_map(|entry| &entry.status)
    }
}

/// The text of the cells of an action in one line.
pub(super) fn name(title: &[CellText]) -> String {
    title.iter().map(CellText::plain).collect::<Vec<_>>().join(" ")
}

/// What a row of the table adds to its action.
#[derive(Debug)]
pub(super) struct EntryCells {
    pub(super) status: Vec<CellText>,
    pub(super) details: Vec<DetailCell>,
}

/// A value of an optional column.
#[derive(Debug)]
pub(super) struct DetailCell {
    /// The number of the column, from 1.
    pub(super) column: u32,
    /// What the cell says, in one line.
    pub(super) said: String,
    pub(super) detail: Detail,
}
