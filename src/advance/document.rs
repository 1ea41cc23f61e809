//! The sheet `Dokument`: version and date, and which struck text goes.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::accept::shown;
use super::cell_text::Accept;
use super::sheet::{NewValue, SheetChanges};
use super::{AdvanceOptions, finding, version};
use crate::diag::{Diagnostic, Error, short};
use crate::german;
use crate::grid::{Row, Sheet, Value};
use crate::model::{Facts, Version};
use crate::recognise::{FactKey, Sheets};
use crate::source::{CellRef, Located, Location};

/// The old and the new version, and the cells they and the date stand in.
#[derive(Debug)]
pub(super) struct NextVersion {
    /// The version of the old workbook.
    pub(super) previous: Version,
    /// The version of the new one.
    pub(super) version: Version,
    /// The cell of the version.
    pub(super) version_cell: CellRef,
    /// The cell of the date, where the sheet has one.
    pub(super) date_cell: Option<CellRef>,
}

impl NextVersion {
    /// Finds the cells and the next version.
    pub(super) fn new(facts: &Facts, sheets: &Sheets<'_>, options: &AdvanceOptions) -> Result<Self, Error> {
        let sheet = sheets.document.ok_or_else(finding::document_missing)?;
        let previous = facts.version.as_ref().map(|version| version.value.clone());
        let previous = previous.ok_or_else(finding::version_missing)?;
        // A fact may come from the file's name instead.
        let cell = |at: Option<&Location>, key| {
            let read = at.filter(|at| at.sheet == sheet.at.sheet).and_then(|at| at.cell);
            read.or_else(|| sheets.fact(key))
        };
        let version_cell = cell(facts.version.as_ref().map(|version| &version.at), FactKey::Version)
            .ok_or_else(finding::version_row_missing)?;
        let version = options.version.clone().map_or_else(|| version::next(&previous), Ok)?;
        if version <= previous {
            return Err(finding::not_higher(&version, &previous));
        }
        let date_cell = cell(facts.date.as_ref().map(|date| &date.at), FactKey::Date);
        if date_cell.is_none() && options.date.is_some() {
            return Err(finding::date_row_missing());
        }
        Ok(Self { previous, version, version_cell, date_cell })
    }

    /// The changes of the sheet; `day` is the new date.
    pub(super) fn changes(
        &self,
        sheet: &Sheet,
        day: Option<Date>,
        findings: &mut Vec<Diagnostic>,
    ) -> Result<SheetChanges<'static>, Error> {
        let mut changes = SheetChanges::default();
        let (old, new) = (self.previous.to_string(), self.version.to_string());
        if let Some(Value::Number { .. }) = sheet.cell(self.version_cell).map(|cell| &cell.value) {
            findings.push(finding::version_was_number(&sheet.at.cell(self.version_cell), &old, &new));
        }
        changes.values.insert(self.version_cell, NewValue::Version { old, new });
        if let Some(at) = self.date_cell {
            match (holds_its_key(sheet, at), day) {
                (false, day) => drop(changes.values.insert(at, NewValue::Date(day))),
                (true, None) => findings.push(finding::date_beside_key(&sheet.at.cell(at))),
                (true, Some(_)) => return Err(finding::date_without_cell()),
            }
        }
        let keys = sheet.first_column();
        let whole: BTreeSet<u32> =
            sheet.rows.iter().filter(|row| all_struck(row)).map(|row| row.number).collect();
        // A key that is struck alone would leave its value to the key above.
        changes.accept = Some(Box::new(move |at| Accept {
            strike: Some(at.column) != keys || whole.contains(&at.row),
            underline: false,
        }));
        Ok(changes)
    }
}

/// Whether a cell says key and value in one: `Datum: 24.04.2026`.
fn holds_its_key(sheet: &Sheet, at: CellRef) -> bool {
    let alone = sheet.rows.iter().find(|row| row.number == at.row).is_some_and(|row| row.cells.len() == 1);
    let text = sheet.cell(at).map(shown).unwrap_or_default();
    alone && text.split_once(':').is_some_and(|(key, _)| key.chars().any(char::is_alphabetic))
}

fn all_struck(row: &Row) -> bool {
    row.cells.iter().all(|cell| match &cell.value {
        Value::Text(text) => text.all_visible(|font| font.strike),
        _ => false,
    })
}

/// Reports facts of the old version that the new one took over.
pub(super) fn report_carried_over(facts: &Facts, findings: &mut Vec<Diagnostic>) {
    let text =
        |fact: &Option<Located<String>>| fact.as_ref().map(|fact| (short(&fact.value), fact.at.clone()));
    let session = facts.session_date.as_ref().map(|day| (german::date(day.value), day.at.clone()));
    let known = [
        ("Status", text(&facts.document_status)),
        ("Sitzungsdatum", session),
        ("Vorlagennummer", text(&facts.submission)),
        ("Tagesordnungspunkt", text(&facts.agenda_item)),
    ];
    let said =
        known.into_iter().filter_map(|(key, fact)| fact.map(|(value, at)| (format!("{key} »{value}«"), at)));
    let (texts, places): (Vec<_>, Vec<_>) = said.unzip();
    findings.extend(places.first().map(|at| finding::carried_over(at, &texts)));
}

/// Reports where else the old version stands: texts above the tables and in the sheet `Dokument`.
/// A formula will say the new one by itself, and names are left out since the version that it was.
pub(super) fn report_elsewhere(
    next: &NextVersion,
    sheets: &Sheets<'_>,
    formulas: &BTreeSet<Location>,
    findings: &mut Vec<Diagnostic>,
) {
    let old = next.previous.to_string();
    // A lone number may count anything.
    if !old.contains('.') {
        return;
    }
    let document = sheets.document.map(|sheet| (sheet, u32::MAX));
    let above = sheets.status().map(|(table, head)| (table.sheet, head.last_row));
    let anonymised_from = sheets.fact(FactKey::AnonymisedFrom);
    for (sheet, end) in document.into_iter().chain(above) {
        let rows = sheet.rows.iter().take_while(|row| row.number <= end);
        for cell in rows.flat_map(|row| &row.cells) {
            let facts = [Some(next.version_cell), anonymised_from];
            let own = (end == u32::MAX && facts.contains(&Some(cell.at)))
                || formulas.contains(&sheet.at.cell(cell.at));
            let text = cell.value.text().map(|_| shown(cell)).unwrap_or_default();
            if !own && version::find(&text, &old).is_some() {
                findings.push(finding::version_elsewhere(&sheet.at.cell(cell.at), &old, &text));
            }
        }
    }
}
