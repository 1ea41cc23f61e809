//! The orders for all sheets carried out on the parts of a workbook, and what must follow: new
//! strings and formats, a longer table, formulas calculated anew.

use std::collections::{BTreeMap, BTreeSet};

use super::book::Book;
use super::document::NextVersion;
use super::options::AdvanceOptions;
use super::sheet::{self, Notice, Orders};
use super::workbook;
use crate::diag::{Code, Diagnostic, Error, ErrorKind};
use crate::ooxml::part::Part;
use crate::read::{Parts, SheetPart};
use crate::source::{CellRef, Location};

/// The work on the parts of one workbook.
pub(super) struct Rewriter {
    file: Location,
    /// Names and new bytes of the parts that change.
    pub(super) changed: Vec<(String, Vec<u8>)>,
    /// Struck numbers and dates that went, by sheet and cell: `interpret` cannot see their fonts.
    pub(super) struck_values: Vec<(String, CellRef)>,
    /// The cells with formulas, in the sheets that were rewritten.
    pub(super) formulas: BTreeSet<Location>,
    /// What was noticed.
    pub(super) findings: Vec<Diagnostic>,
}

impl Rewriter {
    /// Begins; `findings` were noticed before.
    pub(super) fn new(file: &str, findings: Vec<Diagnostic>) -> Self {
        Self {
            file: Location::file(file),
            changed: Vec::new(),
            struck_values: Vec::new(),
            formulas: BTreeSet::new(),
            findings,
        }
    }

    /// Rewrites the sheets and whatever must follow them.
    pub(super) fn sheets(
        &mut self,
        parts: &mut Parts<'_>,
        orders: &BTreeMap<&str, Orders<'_>>,
        new_row: Option<(&str, CellRef)>,
        next: &NextVersion,
        options: &AdvanceOptions,
    ) -> Result<(), Error> {
        let mut book = Book::open(parts)?;
        let mut formulas = false;
        for SheetPart { name, part, .. } in parts.sheets.clone() {
            let bytes = parts.bytes(&part)?;
            let Some(order) = orders.get(name.as_str()) else {
                formulas |= workbook::has_formulas(&bytes);
                continue;
            };
            let done = sheet::rewrite(&Part::new(&part, bytes)?, order, &mut book)?;
            formulas |= !done.formulas.is_empty();
            self.formulas.extend(done.formulas.iter().map(|cell| self.file.sheet(name.as_str()).cell(*cell)));
            self.notices(&name, &done.notices, next, options)?;
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
        next: &NextVersion,
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
                Notice::FormulaInTheWay if *cell == next.version_cell || options.date.is_some() => {
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
