//! xlsx and xlsm (ECMA-376 part 1, SpreadsheetML), read by this project's own streaming reader.
//!
//! calamine is not used here because it drops what a status workbook cannot do without: the runs
//! of rich text (struck and new words come back fused), hidden rows and columns, percent formats;
//! and because one unknown error value (`#SPILL!`) costs it the whole sheet, a forged count of
//! strings the process. What is left to do (values, fonts, links) is a walk over the same
//! elements.

mod rules;
mod sheet;
mod styles;

use super::builder::SheetBuilder;
use super::parts::{BoundSheet, Parts, Strings};
use crate::diag::Error;
use crate::german::Epoch;
use crate::limits::{self, Budget};
use crate::ooxml::package::Package;
use crate::ooxml::rich;
use crate::ooxml::xml::Xml;

/// Reads the package whose workbook part is `main`.
pub(super) fn read(
    package: Package<'_>,
    main: String,
    budget: &mut Budget,
) -> Result<Vec<SheetBuilder>, Error> {
    let mut parts = parts(package, main)?;
    let shared = parts.read_shared(styles::read, |part, bytes, _| strings(part, bytes, budget))?;
    parts.read_sheets(|part, bytes, links, to| sheet::read(part, bytes, &shared, links, to, budget))
}

/// The parts of the package whose workbook part is `main`.
pub(crate) fn parts(mut package: Package<'_>, main: String) -> Result<Parts<'_>, Error> {
    let (listed, epoch) = listed(&main, &package.require(&main)?)?;
    Parts::new(package, main, listed, epoch)
}

/// The list of sheets and the date system (18.2.19 sheet, 18.2.28 workbookPr).
fn listed(part: &str, bytes: &[u8]) -> Result<(Vec<BoundSheet>, Epoch), Error> {
    let mut xml = Xml::new(part, bytes);
    if xml.root()?.local() != "workbook" {
        return Err(xml.damaged("ist keine Arbeitsmappe"));
    }
    let mut sheets = Vec::new();
    let mut epoch = Epoch::Y1900;
    xml.children(|xml, tag| match tag.local() {
        "workbookPr" => {
            if tag.flag("date1904")? {
                epoch = Epoch::Y1904;
            }
            Ok(())
        }
        "sheets" => xml.children(|_, tag| {
            if tag.local() == "sheet" {
                sheets.push(BoundSheet {
                    name: tag.attr("name")?.unwrap_or_default(),
                    hidden: matches!(tag.attr("state")?.as_deref(), Some("hidden" | "veryHidden")),
                    relation: tag.relation("id")?,
                });
            }
            limits::sheets(sheets.len())
        }),
        _ => Ok(()),
    })?;
    xml.finish()?;
    Ok((sheets, epoch))
}

/// The shared strings (18.4). Their counts are hints that may lie; only what stands there counts.
fn strings(part: &str, bytes: &[u8], budget: &mut Budget) -> Result<Strings, Error> {
    let mut strings = Vec::new();
    Xml::read(part, bytes, |xml, tag| {
        if tag.local() == "si" {
            strings.push(rich::runs(xml, budget, rich::font)?);
        }
        limits::table(strings.len(), "verschiedene Texte")
    })?;
    Ok(strings)
}
