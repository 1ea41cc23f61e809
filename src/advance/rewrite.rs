//! The changes of all sheets made in the parts of a workbook, and what must follow: new strings and
//! formats, a longer table, formulas calculated anew.

use std::collections::BTreeMap;

use super::book::Book;
use super::finding;
use super::sheet::{self, Rewritten, SheetChanges};
use super::workbook;
use crate::diag::Error;
use crate::ooxml::part::Part;
use crate::read::{Format, Parts, SheetPart, recognise, xlsx_parts};
use crate::source::{CellRange, Location};

/// The parts of a workbook; an error where it cannot be rewritten without loss.
pub(super) fn open(bytes: &[u8]) -> Result<Parts<'_>, Error> {
    let parts = match recognise(bytes)? {
        Format::Xlsx { package, main } => xlsx_parts(package, main)?,
        Format::Xlsb { .. } => return Err(finding::format_unsupported("xlsb")),
        Format::Ods { .. } => return Err(finding::format_unsupported("ods")),
        _ => return Err(finding::format_unsupported("xls")),
    };
    let has = |folder: &str| parts.package.names().any(|name| name.starts_with(folder));
    match (has("_xmlsignatures/"), has("xl/revisions/")) {
        (true, _) => Err(finding::signed()),
        (_, true) => Err(finding::shared_workbook()),
        _ => Ok(parts),
    }
}

/// Rewrites the sheets, whose changes stand under their names, and whatever must follow them;
/// `new_rows` are the sheet and the first and last cell of the rows that a table grows by.
pub(super) fn rewrite(
    parts: &mut Parts<'_>,
    file: &Location,
    changes: &BTreeMap<&str, SheetChanges<'_>>,
    new_rows: Option<(&Location, CellRange)>,
) -> Result<Rewritten, Error> {
    let mut book = Book::open(parts)?;
    let mut done = Rewritten::default();
    let mut formulas_elsewhere = false;
    for SheetPart { name, part, .. } in parts.sheets.clone() {
        let bytes = parts.package.require(&part)?;
        let Some(changes) = changes.get(name.as_str()) else {
            formulas_elsewhere |= workbook::has_formulas(&bytes);
            continue;
        };
        let (at, xml) = (file.sheet(name), Part::new(&part, bytes)?);
        sheet::rewrite(&xml, &at, changes, &mut book, &mut done)?;
        let Some((_, rows)) = new_rows.filter(|(sheet, _)| sheet.sheet == at.sheet) else { continue };
        for id in sheet::tables(&xml)? {
            let Some(table) = parts.related(&part, &id)? else { continue };
            done.parts.extend(workbook::reaching(&Part::new(&table, parts.package.require(&table)?)?, rows)?);
        }
    }
    done.parts.extend(book.finish()?);
    if formulas_elsewhere || !done.formulas.is_empty() {
        let name = parts.workbook.clone();
        done.parts.extend(workbook::recalculated(&Part::new(&name, parts.package.require(&name)?)?)?);
        done.findings.push(finding::formulas_stale(file));
    }
    Ok(done)
}
