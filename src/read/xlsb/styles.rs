//! Fonts, number formats and cell formats of an xlsb (MS-XLSB 2.1.7.50).

use super::super::number::NumberFormat;
use super::super::styles::CellFormats;
use super::super::value::font_flags;
use super::records::{Records, wide_text};
use crate::diag::Error;

/// Reads `styles.bin`.
pub(super) fn read(bytes: &[u8]) -> Result<CellFormats, Error> {
    let mut all = CellFormats::default();
    let (mut in_fonts, mut in_formats) = (false, false);
    let mut records = Records::new(bytes);
    while let Some((kind, mut data)) = records.read()? {
        match kind {
            0x263 => in_fonts = true,
            0x264 => in_fonts = false,
            // The formats of named styles (0x272) look the same.
            0x269 => in_formats = true,
            0x26A => in_formats = false,
            // 2.4.149 BrtFont, behind the height.
            0x2B if in_fonts => {
                let [_, flags] = [data.u16()?, data.u16()?];
                all.fonts.push(font_flags(flags, &mut data)?);
            }
            0x2C => {
                let id = u32::from(data.u16()?);
                all.codes.insert(id, NumberFormat::parse(&wide_text(&mut data)?));
            }
            0x2F if in_formats => {
                let [_, number, font] = [data.u16()?, data.u16()?, data.u16()?];
                all.formats.push((font.into(), number.into()));
            }
            _ => {}
        }
        all.check()?;
    }
    Ok(all)
}
