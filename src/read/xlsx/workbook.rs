//! The workbook part (ECMA-376 part 1, 18.2): the list of sheets and the date system.

use super::super::parts::{BoundSheet, Parts};
use crate::diag::Error;
use crate::german::Epoch;
use crate::ooxml::limits;
use crate::ooxml::package::Package;
use crate::ooxml::xml::Xml;

/// The parts of the package whose workbook part is `main`.
pub(crate) fn parts(mut package: Package<'_>, main: String) -> Result<Parts<'_>, Error> {
    let (listed, epoch) = listed(&main, &package.require(&main)?)?;
    Parts::new(package, main, listed, epoch)
}

/// 18.2.19 sheet, 18.2.28 workbookPr.
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
