//! What all sheets of an xlsb share: strings, fonts, cell formats, the date system.

use super::super::bytes::Bytes;
use super::super::parts::Parts;
use super::super::styles::CellFormats;
use super::super::value::numbered;
use super::records::{Records, wide_text};
use super::styles;
use crate::diag::Error;
use crate::german::Epoch;
use crate::grid::Font;
use crate::ooxml::limits::{self, Budget};
use crate::text::RichText;

/// What all sheets of a workbook share.
pub(super) struct Shared {
    pub(super) strings: Vec<RichText<Option<u16>>>,
    pub(super) fonts: Vec<Font>,
    pub(super) formats: CellFormats,
    pub(super) epoch: Epoch,
}

impl Shared {
    /// Reads the shared parts.
    pub(super) fn read(parts: &mut Parts<'_>, budget: &mut Budget) -> Result<Self, Error> {
        let strings = match parts.strings.clone() {
            Some(part) => strings(&parts.bytes(&part)?, budget)?,
            None => Vec::new(),
        };
        let (fonts, formats) = match parts.styles.clone() {
            Some(part) => styles::read(&parts.bytes(&part)?)?,
            None => (Vec::new(), CellFormats::default()),
        };
        Ok(Self { strings, fonts, formats, epoch: parts.epoch })
    }
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
pub(super) fn rich_text(data: &mut Bytes<'_>, budget: &mut Budget) -> Result<RichText<Option<u16>>, Error> {
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
