//! Strings of an xlsb, in runs.

use super::super::bytes::Bytes;
use super::super::parts::Strings;
use super::super::value::numbered;
use super::records::{Records, wide_text};
use crate::diag::Error;
use crate::grid::Font;
use crate::ooxml::limits::{self, Budget};
use crate::text::RichText;

/// The shared strings (2.4.830 BrtSSTItem).
pub(super) fn read(bytes: &[u8], fonts: &[Font], budget: &mut Budget) -> Result<Strings, Error> {
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

/// 2.5.122 RichStr.
pub(super) fn rich_text(
    data: &mut Bytes<'_>,
    fonts: &[Font],
    budget: &mut Budget,
) -> Result<RichText<Option<Font>>, Error> {
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
    Ok(numbered(&text, &changes, fonts))
}
