//! xlsb (MS-XLSB), read by this project's own record reader.
//!
//! calamine is not used here because it passes over formula errors (`BrtFmlaError`) and rich text
//! inside a cell as if the cells were blank, knows no fonts, percentages, merged cells and links,
//! and takes lengths and indexes of the file on trust.

mod records;
mod sheet;
mod styles;

use super::bytes::Bytes;
use super::draft::Draft;
use super::limits::{self, Budget};
use super::ooxml::{Relations, Styles};
use super::package::Package;
use super::value::numbered;
use super::{Contents, SheetContents, fault};
use crate::diag::Error;
use crate::german::Epoch;
use crate::grid::Font;
use crate::text::RichText;
use records::{Records, nullable_text, wide_text};

/// What all sheets of a workbook share.
struct Shared {
    strings: Vec<RichText<Option<u16>>>,
    fonts: Vec<Font>,
    styles: Styles,
    epoch: Epoch,
}

/// Reads the package whose workbook part is `main`.
pub(super) fn read(package: &mut Package<'_>, main: &str, budget: &mut Budget) -> Result<Contents, Error> {
    let (listed, epoch) = workbook(&package.require(main)?)?;
    let relations = Relations::of(package, main)?;
    let strings = match relations.target_of_kind("/sharedStrings") {
        Some(part) => strings(&package.require(part)?, budget)?,
        None => Vec::new(),
    };
    let (fonts, styles) = match relations.target_of_kind("/styles") {
        Some(part) => styles::read(&package.require(part)?)?,
        None => (Vec::new(), Styles::default()),
    };
    let shared = Shared { strings, fonts, styles, epoch };
    let mut sheets = Vec::new();
    for Listed { name, hidden, relation } in listed {
        let missing = || fault::damaged(format_args!("Der Inhalt des Blatts »{name}« fehlt"));
        let relation = relations.get(&relation).ok_or_else(missing)?;
        if !relation.kind.ends_with("/worksheet") {
            continue;
        }
        let bytes = package.part(&relation.target)?.ok_or_else(missing)?;
        let links = Relations::of(package, &relation.target)?;
        let mut draft = Draft::default();
        if links.target_of_kind("/comments").is_some() {
            draft.note_comments();
        }
        sheet::read(&bytes, &shared, &links, &mut draft, budget)?;
        sheets.push(SheetContents { name, hidden, draft });
    }
    Ok(sheets)
}

/// A sheet as the workbook lists it.
struct Listed {
    name: String,
    hidden: bool,
    relation: String,
}

/// The list of sheets and the date system (2.4.304 BrtBundleSh, 2.4.822 BrtWbProp).
fn workbook(bytes: &[u8]) -> Result<(Vec<Listed>, Epoch), Error> {
    let (mut sheets, mut epoch) = (Vec::new(), Epoch::Y1900);
    for record in Records::new(bytes) {
        let (kind, mut data) = record?;
        match kind {
            0x99 if data.u32()? & 1 != 0 => epoch = Epoch::Y1904,
            0x9C => {
                let hidden = data.u32()? != 0;
                data.u32()?;
                let relation = nullable_text(&mut data)?.unwrap_or_default();
                sheets.push(Listed { name: wide_text(&mut data)?, hidden, relation });
            }
            _ => {}
        }
        if sheets.len() > limits::SHEETS {
            return Err(fault::too_large(format_args!("Sie hat mehr als {} Blätter", limits::SHEETS)));
        }
    }
    Ok((sheets, epoch))
}

/// The shared strings (2.4.830 BrtSSTItem).
fn strings(bytes: &[u8], budget: &mut Budget) -> Result<Vec<RichText<Option<u16>>>, Error> {
    let mut strings = Vec::new();
    for record in Records::new(bytes) {
        let (kind, mut data) = record?;
        if kind == 0x13 {
            strings.push(rich_text(&mut data, budget)?);
            limits::table(strings.len(), "verschiedene Texte")?;
        }
    }
    Ok(strings)
}

/// 2.5.122 RichStr.
fn rich_text(data: &mut Bytes<'_>, budget: &mut Budget) -> Result<RichText<Option<u16>>, Error> {
    let rich = data.u8()? & 1 != 0;
    let text = wide_text(data)?;
    budget.text(text.len())?;
    let mut changes = Vec::new();
    if rich {
        for _ in 0..data.u32()? {
            budget.bytes(4)?;
            changes.push((data.u16()?, data.u16()?));
        }
    }
    Ok(numbered(&text, &changes))
}
