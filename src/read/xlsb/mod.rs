//! xlsb (MS-XLSB), read by this project's own record reader.
//!
//! calamine is not used here because it passes over formula errors (`BrtFmlaError`) and rich text
//! inside a cell as if the cells were blank, knows no fonts, percentages, merged cells and links,
//! and takes lengths and indexes of the file on trust.

mod records;
mod sheet;
mod styles;

use super::builder::SheetBuilder;
use super::parts::{BoundSheet, Parts, Strings};
use crate::diag::Error;
use crate::german::Epoch;
use crate::grid::Font;
use crate::limits::{self, Budget};
use crate::ooxml::package::Package;
use records::{Records, nullable_text, rich_text, wide_text};

/// Reads the package whose workbook part is `main`.
pub(super) fn read(
    mut package: Package<'_>,
    main: String,
    budget: &mut Budget,
) -> Result<Vec<SheetBuilder>, Error> {
    let (listed, epoch) = listed(&package.require(&main)?)?;
    let mut parts = Parts::new(package, main, listed, epoch)?;
    let shared = parts.read_shared(
        |_, bytes, palette| styles::read(bytes, palette),
        |_, bytes, formats| strings(bytes, &formats.fonts, budget),
    )?;
    parts.read_sheets(|_, bytes, links, to| sheet::read(bytes, &shared, links, to, budget))
}

/// The list of sheets and the date system (2.4.304 BrtBundleSh, 2.4.822 BrtWbProp).
fn listed(bytes: &[u8]) -> Result<(Vec<BoundSheet>, Epoch), Error> {
    let (mut sheets, mut epoch) = (Vec::new(), Epoch::Y1900);
    let mut records = Records::new(bytes);
    while let Some((kind, mut data)) = records.read()? {
        match kind {
            0x99 if data.u32()? & 1 != 0 => epoch = Epoch::Y1904,
            0x9C => {
                let hidden = data.u32()? != 0;
                data.u32()?;
                let relation = nullable_text(&mut data)?;
                sheets.push(BoundSheet { name: wide_text(&mut data)?, hidden, relation });
            }
            _ => {}
        }
        limits::sheets(sheets.len())?;
    }
    Ok((sheets, epoch))
}

/// The shared strings (2.4.830 BrtSSTItem).
fn strings(bytes: &[u8], fonts: &[Font], budget: &mut Budget) -> Result<Strings, Error> {
    let mut strings = Vec::new();
    let mut records = Records::new(bytes);
    while let Some((kind, mut data)) = records.read()? {
        if kind == 0x13 {
            strings.push(rich_text(&mut data, fonts, budget)?);
            limits::table(strings.len(), "verschiedene Texte")?;
        }
    }
    Ok(strings)
}
