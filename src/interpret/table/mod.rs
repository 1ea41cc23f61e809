//! Status tables → fields, actions and status entries.
//!
//! 1. [`rows`]: the rows of a sheet are sorted into fields, actions and entries ([`Draft`]s),
//!    whatever the layout.
//!    [`Rows`](crate::recognise::Rows) says what a row is.
//! 2. [`notes`]: what stands around the table and is none of its rows.
//! 3. [`assemble`]: the drafts' cells become paragraphs with levels, marks and links.

mod assemble;
mod details;
mod notes;
mod numbers;
mod rows;
mod visibility;

use std::collections::BTreeMap;

use super::value::CellText;
use crate::diag::Diagnostic;
use crate::model::{Columns, Facts, Field, Paragraph};
use crate::recognise::{Column, Head, Sheets, fold, report_hidden_parts};
use crate::source::{CellRef, Located, Location};

/// What the status tables hold.
#[derive(Debug, Default)]
pub(super) struct Tables {
    /// The fields in the order of tabs and rows.
    pub(super) fields: Vec<Field>,
    /// Notes below the tables.
    pub(super) notes: Vec<Paragraph>,
    /// The heads of the two columns.
    pub(super) columns: Columns,
}

/// Reads all status tables.
pub(super) fn read(sheets: &Sheets<'_>, facts: &Facts, findings: &mut Vec<Diagnostic>) -> Tables {
    let mut drafts = Drafts::default();
    let mut notes = Vec::new();
    for (table, head) in sheets.status() {
        let sheet = table.sheet;
        head.report(sheet, findings);
        report_hidden_parts(sheet, findings);
        notes.extend(rows::read(sheet, head, table.title, facts, &mut drafts, findings));
    }
    let columns = sheets.status().next().map(|(_, head)| columns(head)).unwrap_or_default();
    Tables { fields: assemble::fields(drafts.fields, findings), notes, columns }
}

/// The heads as the workbook has them; the plain names stand for the usual, longer ones.
fn columns(head: &Head) -> Columns {
    let usual = Columns::default();
    let label = |key: Column, usual: String| {
        let head = head.of(key).map(|head| head.label.clone());
        head.filter(|label| fold(label) != fold(key.german())).unwrap_or(usual)
    };
    Columns { action: label(Column::Action, usual.action), status: label(Column::Report, usual.status) }
}

/// The fields of all sheets so far.
#[derive(Debug, Default)]
struct Drafts {
    fields: Vec<Draft>,
    /// Their places by folded name.
    by_name: BTreeMap<String, usize>,
}

/// A field whose cells are not yet turned into text.
#[derive(Debug)]
struct Draft {
    title: Option<CellText>,
    at: Location,
    actions: Vec<ActionDraft>,
}

impl Draft {
    fn name(&self) -> String {
        self.title.as_ref().map(CellText::plain).unwrap_or_default()
    }
}

#[derive(Debug)]
struct ActionDraft {
    number: Option<Located<String>>,
    title: Vec<CellText>,
    entries: Vec<Entry>,
    nonpublic: bool,
    /// The cell above with which the action's own status cell is merged.
    shares: Option<CellRef>,
    at: Location,
}

impl ActionDraft {
    fn name(&self) -> String {
        self.title.iter().map(CellText::plain).collect::<Vec<_>>().join(" ")
    }
}

/// A row of the table.
#[derive(Debug)]
struct Entry {
    report: Vec<CellText>,
    details: Vec<Detail>,
}

/// A value of an optional column.
#[derive(Clone, Debug)]
struct Detail {
    column: u32,
    label: String,
    value: CellText,
}
