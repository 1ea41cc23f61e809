//! Workbooks changed byte by byte: the bytes of an xlsx or xlsm → the bytes of the next version ([`advance()`]), or of
//! the same with more persons on the sheet `Personen` ([`list_persons`]).
//!
//! In the next version, the version is raised and the date set or left blank (sheet `Dokument`), a row is
//! added to the history (sheet `Versionen`), marks set by hand are accepted: struck text goes, underlines
//! are cleared. Everything else stays byte for byte, there and where persons are listed: only the parts in
//! question are changed, and in them only the cells; every other entry is copied as it is packed.
//!
//! 1. `read` and `interpret` say what the workbook means; their limits guard against hostile files.
//! 2. [`document`], [`accept`], [`history`]: what is to be done, as [`SheetChanges`] for each sheet; for persons
//!    [`listing`], [`list`], [`person_rows`] ([`paste`]: the same as text).
//! 3. [`rewrite`] with [`sheet`], [`cell`], [`cell_text`]: the changes made in the XML; [`book`]
//!    with [`strings`] and [`styles`] adds strings and formats, since those are shared between cells.
//! 4. [`workbook`]: formulas are calculated anew when Excel opens the file; a table on the history
//!    grows by the new rows. [`new_sheet`]: a sheet for persons is added.
//! 5. The new package is made; [`proof`]: it is read and compared with the old one.
//!
//! Cannot be carried over, hence refused ([`rewrite::open`]): xlsb, xls and ods; digitally signed
//! packages (a signature would be broken); packages that carry the log of a shared workbook (18.11).
//! Left as it is, with a finding: struck formulas, struck text in `Personen` and `Versionen`, struck headings whose text
//! is not struck. Rows are never removed, only emptied. A string that changes loses the readings
//! above its characters (18.4.6 rPh), which only East Asian texts have.
//!
//! This module is the one that uses other stages: what a mark is, and where the version stands, is
//! known to `recognise` and `interpret` alone, and a second opinion would sooner or later be another
//! one. It sees of them `read::{read, Parts, shows_date}`, `recognise::{recognise, Sheets, Table, Head,
//! Column}` and `interpret::interpret`, nothing else.

mod accept;
mod book;
mod cell;
mod cell_text;
mod document;
mod finding;
mod history;
mod items;
mod list;
mod listing;
mod new_sheet;
mod paste;
mod person_rows;
mod proof;
mod rewrite;
mod sheet;
mod strings;
mod styles;
mod version;
mod workbook;

pub use list::list_persons;
pub use listing::{Decision, Listing};
pub use paste::persons_table;

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::diag::{Error, Findings, Warned};
use crate::german::CENTURY_PIVOT;
use crate::grid::Workbook;
use crate::interpret::interpret;
use crate::model::Version;
use crate::ooxml::package::exchange;
use crate::read;
use crate::recognise::{Names, SheetKind, recognise};
use crate::source::{CellRange, Location};
use accept::HandMarks;
use document::NextVersion;
use sheet::SheetChanges;

/// How the next version is made.
#[derive(Clone, Debug)]
pub struct AdvanceOptions {
    /// The new version; without it, the last part of the old one is raised: 1.14 → 1.15, 1.9 → 1.10.
    pub version: Option<Version>,
    /// The new date; without it, the date is left blank.
    pub date: Option<Date>,
    /// The office's own names of sheets, columns and keys.
    pub names: Names,
    /// Two-digit years below this one lie in 20xx, the others in 19xx.
    pub pivot_year: u8,
}

impl Default for AdvanceOptions {
    fn default() -> Self {
        Self { version: None, date: None, names: Names::default(), pivot_year: CENTURY_PIVOT }
    }
}

/// The next version of a workbook.
#[derive(Clone, Debug)]
pub struct Advanced {
    /// The new workbook.
    pub bytes: Vec<u8>,
    /// The version of the old one.
    pub previous: Version,
    /// The version of the new one.
    pub version: Version,
    /// A name for the new file, without folders: the old name with the version replaced, or put
    /// behind it.
    pub file_name: String,
}

/// Makes the next version; `file` is the workbook's name as the user gave it.
///
/// # Errors
/// The workbook cannot be read, lacks its version or date, or cannot be rewritten without loss; the
/// new version is not higher than the old one.
pub fn advance(bytes: &[u8], file: &str, options: &AdvanceOptions) -> Result<Warned<Advanced>, Error> {
    make(bytes, file, options).map_err(|error| error.at(file))
}

fn make(bytes: &[u8], file: &str, options: &AdvanceOptions) -> Result<Warned<Advanced>, Error> {
    let workbook = read::read(bytes, file)?.value;
    let mut parts = rewrite::open(bytes)?;
    let understood = |workbook: &Workbook| interpret(workbook, &options.names, options.pivot_year);
    let Warned { value: report, findings: noticed } = understood(&workbook)?;
    let sheets = recognise(&workbook, &options.names, &mut Findings::muted());
    let marks = HandMarks::new(&report, &noticed);
    let next = NextVersion::new(&report.facts, &sheets, options)?;

    let mut findings = Vec::new();
    let mut changes: BTreeMap<&str, SheetChanges<'_>> = BTreeMap::new();
    let mut new_row = None;
    if let Some(sheet) = sheets.document {
        changes.insert(&sheet.name, next.changes(sheet, options.date, &mut findings)?);
    }
    for table in &sheets.tables {
        let mut here = marks.changes(table, &mut findings);
        if table.kind == SheetKind::Versions {
            let history = &report.history;
            let row = history::add_row(table, history, &next, options.date, &mut here, &mut findings);
            new_row = row.map(|cell| (&table.sheet.at, CellRange { first: cell, last: cell }));
        }
        changes.insert(&table.sheet.name, here);
    }
    let done = rewrite::rewrite(&mut parts, &Location::file(file), &changes, new_row)?;
    findings.extend(done.findings);
    document::report_elsewhere(&next, &sheets, &done.formulas, &mut findings);
    document::report_carried_over(&report.facts, &mut findings);
    let bytes = exchange(bytes, &done.parts, &[]).map_err(finding::not_packed)?;
    let new = read::read(&bytes, file).and_then(|new| understood(&new.value));
    let new = new.map_err(|error| finding::not_readable().because(error))?.value;
    let mut unasked = marks.unasked.clone();
    for at in &done.struck_values {
        let table = sheets.tables.iter().find(|table| table.sheet.at.sheet == at.sheet);
        unasked.extend(table.zip(at.cell).map(|(table, cell)| accept::value_with_head(table, cell)));
    }
    proof::prove(&report, &new, &next, &unasked, &mut findings)?;
    let file_name = version::file_name(file, &next.previous, &next.version);
    let advanced = Advanced { bytes, previous: next.previous, version: next.version, file_name };
    Ok(Warned::new(advanced, findings))
}
