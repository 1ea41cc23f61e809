//! xlsx and xlsm (ECMA-376 part 1, SpreadsheetML), read by this project's own streaming reader.
//!
//! calamine is not used here because it drops what a status workbook cannot do without: the runs
//! of rich text (struck and new words come back fused), hidden rows and columns, percent formats;
//! and because one unknown error value (`#SPILL!`) costs it the whole sheet, a forged count of
//! strings the process. What is left to do (values, fonts, links) is a walk over the same
//! elements.

pub(super) mod parts;
mod relations;
mod sheet;
mod strings;
mod styles;

pub(super) use relations::{Relations, main_part};
pub(super) use styles::Styles;

use super::draft::Draft;
use super::limits::{self, Budget};
use super::package::Package;
use super::xml::Xml;
use super::{Contents, SheetContents, fault};
use crate::diag::Error;
use crate::german::Epoch;

/// A sheet as the workbook lists it.
struct Listed {
    name: String,
    hidden: bool,
    relation: Option<String>,
}

/// What all sheets of a workbook share.
pub(super) struct Shared {
    pub(super) strings: Vec<strings::Runs>,
    pub(super) styles: Styles,
    pub(super) epoch: Epoch,
}

/// Reads the package whose workbook part is `main`.
pub(super) fn read(package: &mut Package<'_>, main: &str, budget: &mut Budget) -> Result<Contents, Error> {
    let (listed, epoch) = workbook(main, &package.require(main)?)?;
    let relations = Relations::of(package, main)?;
    let strings = match relations.target_of_kind("/sharedStrings") {
        Some(part) => strings::read(part, &package.require(part)?, budget)?,
        None => Vec::new(),
    };
    let styles = match relations.target_of_kind("/styles") {
        Some(part) => Styles::read(part, &package.require(part)?)?,
        None => Styles::default(),
    };
    let shared = Shared { strings, styles, epoch };
    let mut sheets = Vec::new();
    for entry in listed {
        let missing = || fault::damaged(format_args!("Der Inhalt des Blatts »{}« fehlt", entry.name));
        let relation = entry.relation.as_deref().and_then(|id| relations.get(id)).ok_or_else(missing)?;
        // Chart sheets, dialog sheets and macro sheets hold no cells.
        if !relation.kind.ends_with("/worksheet") {
            continue;
        }
        let bytes = package.part(&relation.target)?.ok_or_else(missing)?;
        let links = Relations::of(package, &relation.target)?;
        let mut draft = Draft::default();
        if links.target_of_kind("/comments").is_some() || links.target_of_kind("/threadedComment").is_some() {
            draft.note_comments();
        }
        sheet::read(&relation.target, &bytes, &shared, &links, &mut draft, budget)?;
        sheets.push(SheetContents { name: entry.name, hidden: entry.hidden, draft });
    }
    Ok(sheets)
}

/// The list of sheets and the date system (18.2.19 sheet, 18.2.28 workbookPr).
fn workbook(part: &str, bytes: &[u8]) -> Result<(Vec<Listed>, Epoch), Error> {
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
            xml.skip()
        }
        "sheets" => xml.children(|xml, tag| {
            if tag.local() == "sheet" {
                sheets.push(Listed {
                    name: tag.attr("name")?.unwrap_or_default(),
                    hidden: matches!(tag.attr("state")?.as_deref(), Some("hidden" | "veryHidden")),
                    relation: tag.relation("id")?,
                });
            }
            if sheets.len() > limits::SHEETS {
                return Err(fault::too_large(format_args!("Sie hat mehr als {} Blätter", limits::SHEETS)));
            }
            xml.skip()
        }),
        _ => xml.skip(),
    })?;
    xml.finish()?;
    Ok((sheets, epoch))
}
