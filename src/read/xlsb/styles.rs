//! Fonts, number formats and cell formats of an xlsb (MS-XLSB 2.1.7.50).

use std::collections::BTreeMap;

use super::super::bytes::Bytes;
use super::super::number::NumberFormat;
use super::super::styles::CellFormats;
use super::super::value::font_flags;
use super::records::{Records, wide_text};
use crate::diag::Error;
use crate::grid::Font;
use crate::ooxml::limits;

/// Reads `styles.bin`: the fonts by number, and the formats of cells.
pub(super) fn read(bytes: &[u8]) -> Result<(Vec<Font>, CellFormats), Error> {
    let (mut fonts, mut codes, mut formats) = (Vec::new(), BTreeMap::new(), Vec::new());
    let (mut in_fonts, mut in_formats) = (false, false);
    for record in Records::new(bytes) {
        let (kind, mut data) = record?;
        match kind {
            0x263 => in_fonts = true,
            0x264 => in_fonts = false,
            // The formats of named styles (0x272) look the same.
            0x269 => in_formats = true,
            0x26A => in_formats = false,
            0x2B if in_fonts => fonts.push(font(&mut data)?),
            0x2C => {
                let id = u32::from(data.u16()?);
                codes.insert(id, NumberFormat::parse(&wide_text(&mut data)?));
            }
            0x2F if in_formats => {
                data.u16()?;
                let number = u32::from(data.u16()?);
                formats.push((usize::from(data.u16()?), number));
            }
            _ => {}
        }
        limits::table(fonts.len().max(formats.len()).max(codes.len()), "Zellformate")?;
    }
    let formats = CellFormats::new(&formats, &fonts, &codes);
    Ok((fonts, formats))
}

/// 2.4.149 BrtFont.
fn font(data: &mut Bytes<'_>) -> Result<Font, Error> {
    data.u16()?;
    let flags = data.u16()?;
    font_flags(flags, data)
}
