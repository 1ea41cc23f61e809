//! The next version of a workbook: the bytes of an xlsx or xlsm → the bytes of a new one.
//!
//! Done: the version is raised and the date set or left blank (sheet `Dokument`), a row is added to
//! the history (sheet `Versionen`), marks set by hand are carried out: struck text goes, underlines
//! are cleared. Everything else stays byte for byte: only the parts in question are changed, and in
//! them only the cells in question; every other entry of the package is copied as it is packed.
//!
//! 1. `read` and `interpret` say what the workbook means; their limits guard against hostile files.
//! 2. [`document`], [`marks`], [`history`]: what is to be done, as [`sheet::Orders`] for each sheet.
//! 3. [`rewrite`] with [`sheet`], [`cell`], [`rich`]: the orders carried out on the XML; [`book`]
//!    with [`strings`] and [`styles`] adds strings and formats, since those are shared between cells.
//! 4. [`workbook`]: formulas are calculated anew when Excel opens the file; a table on the history
//!    grows by the new row.
//! 5. The new package is made; [`proof`]: it is read and compared with the old one.
//!
//! Cannot be carried over, hence refused ([`refuse`]): xlsb, xls and ods; digitally signed packages (a signature
//! would be broken); packages that carry the log of a shared workbook (18.11). Left as it is, with a
//! finding: struck formulas, struck text in `Personen` and `Versionen`, struck headings whose text
//! is not struck. Rows are never removed, only emptied. A string that changes loses the readings
//! above its characters (18.4.6 rPh), which only East Asian texts have.
//!
//! This module is the one that uses other stages: what a mark is, and where the version stands, is
//! known to `recognise` and `interpret` alone, and a second opinion would sooner or later be another
//! one. It sees of them `read::{read, Parts, shows_date}`, `recognise::{recognise, Sheets,
//! Table}` and `interpret::interpret`, nothing else.

mod book;
mod cell;
mod document;
mod history;
mod items;
mod marks;
mod options;
mod proof;
mod refuse;
mod rewrite;
mod rich;
mod sheet;
mod strings;
mod styles;
mod version;
mod workbook;

pub use options::AdvanceOptions;

use std::collections::BTreeMap;

use crate::diag::{Error, ErrorKind, Findings, Warned};
use crate::interpret::interpret;
use crate::model::{Report, Version};
use crate::ooxml::package::exchange;
use crate::read;
use crate::recognise::{SheetKind, recognise};
use document::NextVersion;
use marks::HandMarks;
use rewrite::Rewriter;
use sheet::Orders;

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
    let mut parts = refuse::open(bytes)?;
    let understood = interpret(&workbook, &options.names, options.pivot_year)?;
    let (report, noticed) = (understood.value, understood.findings);
    let sheets = recognise(&workbook, &options.names, &mut Findings::muted());
    let marks = HandMarks::new(&report, &noticed);
    let next = NextVersion::new(&report.facts, &sheets, options)?;

    let mut findings = Vec::new();
    let mut orders: BTreeMap<&str, Orders<'_>> = BTreeMap::new();
    let mut new_row = None;
    if let Some(sheet) = sheets.document {
        orders.insert(&sheet.name, next.orders(sheet, options, &mut findings)?);
    }
    for table in &sheets.tables {
        let mut order = marks.orders(table, &mut findings);
        if table.kind == SheetKind::Versions {
            let row = history::order(table, &report.history, &next, options, &mut order, &mut findings);
            new_row = row.map(|row| (&*table.sheet.name, row.version));
        }
        orders.insert(&table.sheet.name, order);
    }
    let mut rewriter = Rewriter::new(file, findings);
    rewriter.sheets(&mut parts, &orders, new_row, &next, options)?;
    document::report_elsewhere(&next, &sheets, &rewriter.formulas, &mut rewriter.findings);
    document::report_carried_over(&report.facts, &mut rewriter.findings);
    let bytes = exchange(bytes, &rewriter.changed).map_err(|error| {
        Error::new(ErrorKind::Internal, "Die neue Arbeitsmappe ließ sich nicht packen").because(error)
    })?;
    let new = reread(&bytes, file, options)?;
    let mut unasked = marks.unasked.clone();
    for (sheet, at) in &rewriter.struck_values {
        let table = sheets.tables.iter().find(|table| *table.sheet.name == **sheet);
        unasked.extend(table.map(|table| marks::value_with_head(table, *at)));
    }
    proof::prove(&report, &new, &next, &unasked, &mut rewriter.findings)?;
    let file_name = version::file_name(file, &next.previous, &next.version);
    let advanced = Advanced { bytes, previous: next.previous, version: next.version, file_name };
    Ok(Warned::new(advanced, rewriter.findings))
}

fn reread(bytes: &[u8], file: &str, options: &AdvanceOptions) -> Result<Report, Error> {
    let failed = |error: Error| {
        Error::new(ErrorKind::Internal, "Die neue Arbeitsmappe ließe sich nicht lesen")
            .help("Bitte melden; es wurde nichts geschrieben")
            .because(error)
    };
    let workbook = read::read(bytes, file).map_err(failed)?.value;
    Ok(interpret(&workbook, &options.names, options.pivot_year).map_err(failed)?.value)
}
