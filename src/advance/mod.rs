//! The next version of a workbook: the bytes of an xlsx or xlsm → the bytes of a new one.
//!
//! Done: the version is raised and the date set or left blank (sheet `Dokument`), a row is added to
//! the history (sheet `Versionen`), marks set by hand are carried out: struck text goes, underlines
//! are cleared. Everything else stays byte for byte: only the parts in question are changed, and in
//! them only the cells in question; every other entry of the package is copied as it is packed.
//!
//! 1. `read` and `interpret` say what the workbook means; their limits guard against hostile files.
//! 2. [`document`], [`marks`], [`history`]: what is to be done, as [`sheet::Orders`] for each sheet.
//! 3. [`sheet`], [`cell`], [`rich`]: the orders carried out on the XML ([`xml`]); [`book`] with
//!    [`strings`] and [`styles`] adds strings and formats, since those are shared between cells.
//! 4. [`workbook`]: formulas are calculated anew when Excel opens the file; a table on the history
//!    grows by the new row.
//! 5. [`package`]: the new package. 6. [`proof`]: it is read and compared with the old one.
//!
//! Cannot be carried over, hence refused: xlsb, xls and ods; digitally signed packages (a signature
//! would be broken); packages that carry the log of a shared workbook (18.11). Left as it is, with a
//! finding: struck formulas, struck text in `Personen` and `Versionen`, struck headings whose text
//! is not struck. Rows are never removed, only emptied. A string that changes loses the readings
//! above its characters (18.4.6 rPh), which only East Asian texts have.
//!
//! This module is the one that uses other stages: what a mark is, and where the version stands, is
//! known to `interpret` alone, and a second opinion would sooner or later be another one. It sees
//! of them `read::{read, open, Parts, shows_date}` and
//! `interpret::{interpret, Places, Table, addresses}`, nothing else.

mod book;
mod cell;
mod document;
mod history;
mod marks;
mod package;
mod proof;
mod rich;
mod sheet;
mod strings;
mod styles;
mod version;
mod workbook;
mod xml;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::diag::{Code, Diagnostic, Error, ErrorKind, Warned};
use crate::interpret::{Names, Places, SheetKind, interpret};
use crate::model::{Report, Version};
use crate::read::{self, Opened, Parts};
use crate::source::{CellRef, Location};
use book::Book;
use document::Step;
use marks::Understood;
use sheet::{Notice, Orders};
use xml::Part;

/// How the next version is made.
#[derive(Clone, Debug, Default)]
pub struct AdvanceOptions {
    /// The new version; without it, the last part of the old one is raised: 1.14 → 1.15, 1.9 → 1.10.
    pub version: Option<Version>,
    /// The new date; without it, the date is left blank.
    pub date: Option<Date>,
    /// The office's own names of sheets, columns and keys.
    pub names: Names,
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
    let mut parts = open(bytes)?;
    let understood = interpret(&workbook, &options.names)?;
    let (report, noticed) = (understood.value, understood.findings);
    let places = Places::new(&workbook, &options.names);
    let marks = Understood::new(&report, &noticed);
    let step = Step::new(&report.facts, &places, options)?;

    let mut findings = Vec::new();
    let mut orders: BTreeMap<&str, Orders<'_>> = BTreeMap::new();
    let mut new_row = None;
    if let Some(sheet) = places.document {
        orders.insert(&sheet.name, step.orders(sheet, options, &mut findings)?);
    }
    for table in &places.tables {
        let mut order = marks.orders(table, &mut findings);
        if table.kind == SheetKind::Versions {
            let row = history::order(table, &report.history, &step, options, &mut order, &mut findings);
            new_row = row.map(|row| (&*table.sheet.name, row.version));
        }
        orders.insert(&table.sheet.name, order);
    }
    let mut run = Run {
        file: Location::file(file),
        changed: Vec::new(),
        struck_values: Vec::new(),
        formulas: BTreeSet::new(),
        findings,
    };
    run.sheets(&mut parts, &orders, new_row, &step, options)?;
    document::report_elsewhere(&step, &places, &run.formulas, &mut run.findings);
    document::report_carried_over(&report.facts, &mut run.findings);
    let bytes = package::exchange(bytes, &run.changed)?;
    let new = reread(&bytes, file, options)?;
    let mut unasked = marks.unasked.clone();
    for (sheet, at) in &run.struck_values {
        let table = places.tables.iter().find(|table| *table.sheet.name == **sheet);
        unasked.extend(table.map(|table| marks::value_with_head(table, *at)));
    }
    proof::prove(&report, &new, &step, &unasked, &mut run.findings)?;
    let file_name = version::file_name(file, &step.previous, &step.version);
    let advanced = Advanced { bytes, previous: step.previous, version: step.version, file_name };
    Ok(Warned::new(advanced, run.findings))
}

/// The parts of a workbook that can be rewritten; says why where it cannot.
fn open(bytes: &[u8]) -> Result<Box<Parts<'_>>, Error> {
    let refuse = |message: String, help: &str| Err(Error::new(ErrorKind::Unsupported, message).help(help));
    let parts = match read::open(bytes)? {
        Opened::Xlsx(parts) => parts,
        other => {
            let format = match other {
                Opened::Xlsb => "xlsb",
                Opened::Ods => "ods",
                _ => "xls",
            };
            return refuse(
                format!("Eine Arbeitsmappe im Format {format} kann nicht fortgeschrieben werden"),
                "In Excel mit Datei › Speichern unter als Excel-Arbeitsmappe (.xlsx) speichern, mit Makros als .xlsm, \
                 und diese Datei fortschreiben",
            );
        }
    };
    let has = |folder: &str| parts.names().any(|name| name.starts_with(folder));
    if has("_xmlsignatures/") {
        return refuse(
            "Die Arbeitsmappe ist digital signiert; jede Änderung macht die Signatur ungültig".into(),
            "In Excel eine Kopie ohne Signatur speichern und diese fortschreiben",
        );
    }
    if has("xl/revisions/") {
        return refuse(
            "Die Arbeitsmappe ist zur gemeinsamen Bearbeitung freigegeben und führt ein Änderungsprotokoll"
                .into(),
            "In Excel unter Überprüfen die Freigabe aufheben, speichern und diese Datei fortschreiben",
        );
    }
    Ok(parts)
}

fn reread(bytes: &[u8], file: &str, options: &AdvanceOptions) -> Result<Report, Error> {
    let failed = |error: Error| {
        Error::new(ErrorKind::Internal, "Die neue Arbeitsmappe ließe sich nicht lesen")
            .help("Bitte melden; es wurde nichts geschrieben")
            .because(error)
    };
    let workbook = read::read(bytes, file).map_err(failed)?.value;
    Ok(interpret(&workbook, &options.names).map_err(failed)?.value)
}

/// The work on the parts of one workbook.
struct Run {
    file: Location,
    /// Names and new bytes of the parts that change.
    changed: Vec<(String, Vec<u8>)>,
    /// Struck numbers and dates that went, by sheet and cell: `interpret` cannot see their fonts.
    struck_values: Vec<(String, CellRef)>,
    /// The cells with formulas, in the sheets that were rewritten.
    formulas: BTreeSet<Location>,
    findings: Vec<Diagnostic>,
}

impl Run {
    /// Rewrites the sheets and whatever must follow them.
    fn sheets(
        &mut self,
        parts: &mut Parts<'_>,
        orders: &BTreeMap<&str, Orders<'_>>,
        new_row: Option<(&str, CellRef)>,
        step: &Step,
        options: &AdvanceOptions,
    ) -> Result<(), Error> {
        let mut book = Book::open(parts)?;
        let mut formulas = false;
        for (name, part) in parts.sheets.clone() {
            let bytes = parts.bytes(&part)?;
            let Some(order) = orders.get(name.as_str()) else {
                formulas |= workbook::has_formulas(&bytes);
                continue;
            };
            let done = sheet::rewrite(&Part::new(&part, bytes)?, order, &mut book)?;
            formulas |= !done.formulas.is_empty();
            self.formulas.extend(done.formulas.iter().map(|cell| self.file.sheet(name.as_str()).cell(*cell)));
            self.notices(&name, &done.notices, step, options)?;
            self.changed.extend(done.bytes.map(|bytes| (part.clone(), bytes)));
            let Some((_, at)) = new_row.filter(|(sheet, _)| *sheet == name) else { continue };
            for id in &done.tables {
                let Some(table) = parts.related(&part, id)? else { continue };
                let new = workbook::reaching(&Part::new(&table, parts.bytes(&table)?)?, at.row, at.column)?;
                self.changed.extend(new.map(|bytes| (table, bytes)));
            }
        }
        self.changed.extend(book.finish()?);
        if formulas {
            let name = parts.workbook.clone();
            let new = workbook::recalculated(&Part::new(&name, parts.bytes(&name)?)?)?;
            self.changed.extend(new.map(|bytes| (name, bytes)));
            let message = "Die Arbeitsmappe enthält Formeln, deren Ergebnisse veraltet sein können";
            self.findings.push(
                Diagnostic::new(Code::FormulasStale, self.file.clone(), message)
                    .help("Die neue Arbeitsmappe in Excel öffnen (dabei wird neu gerechnet) und speichern"),
            );
        }
        Ok(())
    }

    fn notices(
        &mut self,
        sheet: &str,
        notices: &[(CellRef, Notice)],
        step: &Step,
        options: &AdvanceOptions,
    ) -> Result<(), Error> {
        for (cell, notice) in notices {
            let at = self.file.sheet(sheet).cell(*cell);
            self.findings.push(match notice {
                Notice::StruckValue => {
                    self.struck_values.push((sheet.to_owned(), *cell));
                    continue;
                }
                Notice::StruckFormula => {
                    Diagnostic::new(Code::StruckKept, at, format!("Die gestrichene Zelle {cell} enthält eine Formel"))
                        .help("Formel von Hand löschen, wenn sie entfallen soll; die Zelle blieb, wie sie war")
                }
                Notice::FormulaInTheWay if *cell == step.version_cell || options.date.is_some() => {
                    let message = format!("In der Zelle {} steht eine Formel, wo Version oder Datum stehen müssen", at.inside());
                    return Err(Error::new(ErrorKind::Unsupported, message)
                        .help("Formel in der Zelle durch ihren Wert ersetzen, speichern und noch einmal fortschreiben"));
                }
                Notice::FormulaInTheWay => {
                    Diagnostic::new(Code::DateKept, at, "Das Datum wird von einer Formel berechnet")
                        .help("Prüfen, ob die Formel das richtige Datum ergibt; sie blieb stehen")
                }
            });
        }
        Ok(())
    }
}
