//! ods (OpenDocument 1.2 part 1, chapters 9 and 19), read by this project's own streaming reader.
//!
//! calamine is not used here because it says nothing of merged cells, hidden rows, percentages,
//! fonts and links; takes the text of drawings for the cell's; lays every repeated row out in
//! memory; and never returns from a `content.xml` that ends inside a table.

mod rules;
mod styles;
mod table;
mod text;

use super::builder::SheetBuilder;
use crate::diag::Error;
use crate::limits::{self, Budget};
use crate::ooxml::fault;
use crate::ooxml::package::Package;
use crate::ooxml::xml::Xml;
use styles::Styles;

/// Reads the package.
pub(super) fn read(package: &mut Package<'_>, budget: &mut Budget) -> Result<Vec<SheetBuilder>, Error> {
    refuse_encrypted(package)?;
    let mut styles = Styles::default();
    if let Some(bytes) = package.part("styles.xml")? {
        Xml::read("styles.xml", &bytes, |xml, tag| match tag.name() {
            "office:styles" | "office:automatic-styles" => styles.read(xml),
            _ => Ok(()),
        })?;
    }
    let bytes = package.require("content.xml")?;
    let mut sheets = Vec::new();
    Xml::read("content.xml", &bytes, |xml, tag| match tag.name() {
        "office:automatic-styles" => styles.read(xml),
        "office:body" => xml.children(|xml, tag| match tag.name() {
            "office:spreadsheet" => spreadsheet(xml, &styles, &mut sheets, budget),
            _ => Ok(()),
        }),
        _ => Ok(()),
    })?;
    Ok(sheets)
}

/// The tables directly in the document are its sheets; those in drawings are not.
fn spreadsheet(
    xml: &mut Xml<'_>,
    styles: &Styles,
    sheets: &mut Vec<SheetBuilder>,
    budget: &mut Budget,
) -> Result<(), Error> {
    xml.children(|xml, tag| {
        if tag.name() != "table:table" {
            return Ok(());
        }
        let style = tag.attr("table:style-name")?.unwrap_or_default();
        let name = tag.attr("table:name")?.unwrap_or_default();
        let mut sheet = SheetBuilder::new(name, styles.hides_table(&style));
        table::read(xml, styles, &mut sheet, budget)?;
        sheets.push(sheet);
        limits::sheets(sheets.len())
    })
}

/// OpenDocument 1.2 part 3, 3.4: encrypted parts are listed in the manifest; LibreOffice from 24.8
/// on encrypts the package as a whole.
fn refuse_encrypted(package: &mut Package<'_>) -> Result<(), Error> {
    const MANIFEST: &str = "META-INF/manifest.xml";
    if package.has("encrypted-package") {
        return Err(fault::encrypted());
    }
    let Some(bytes) = package.part(MANIFEST)? else { return Ok(()) };
    let mut encrypted = false;
    Xml::read(MANIFEST, &bytes, |xml, _| {
        xml.children(|_, tag| {
            encrypted |= tag.local() == "encryption-data";
            Ok(())
        })
    })?;
    if encrypted { Err(fault::encrypted()) } else { Ok(()) }
}
