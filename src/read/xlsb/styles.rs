//! Fonts, number formats and cell formats of an xlsb (MS-XLSB 2.1.7.50).

use super::super::bytes::Bytes;
use super::super::number::NumberFormat;
use super::super::styles::CellFormats;
use super::super::value::font_flags;
use super::records::{Records, wide_text};
use crate::diag::Error;
use crate::grid::{Font, Rgb, Symbols};
use crate::ooxml::color::{Palette, is_chromatic, tinted};

/// The colour and the name of a font, behind its attributes.
fn ink_and_name(data: &mut Bytes<'_>, palette: &Palette) -> Result<(Option<Rgb>, Option<Symbols>), Error> {
    data.take(3)?;
    let ink = color(data, palette)?.filter(|ink| is_chromatic(*ink));
    data.u8()?;
    Ok((ink, Symbols::named(&wide_text(data)?)))
}

/// 2.5.4 BrtColor; none for the automatic one.
fn color(data: &mut Bytes<'_>, palette: &Palette) -> Result<Option<Rgb>, Error> {
    let [kind, index] = [data.u8()?, data.u8()?];
    let tint = f64::from(data.u16()?.cast_signed()) / f64::from(i16::MAX);
    let [red, green, blue, _] = [data.u8()?, data.u8()?, data.u8()?, data.u8()?];
    let base = match kind >> 1 {
        0 => None,
        1 => palette.indexed.get(usize::from(index)).copied(),
        3 => palette.theme.get(usize::from(index)).copied(),
        _ => Some(Rgb([red, green, blue])),
    };
    Ok(base.map(|base| tinted(base, tint)))
}

/// Reads `styles.bin`.
pub(super) fn read(bytes: &[u8], palette: Palette) -> Result<CellFormats, Error> {
    let mut all = CellFormats { palette, ..CellFormats::default() };
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
                let font = font_flags(flags, &mut data)?;
                let (ink, symbols) = ink_and_name(&mut data, &all.palette).unwrap_or_default();
                all.fonts.push(Font { ink, symbols, ..font });
            }
            // 2.4.156 BrtFill: 1 is a plain one.
            0x2D => {
                let plain = data.u32()? == 1;
                let color = color(&mut data, &all.palette).unwrap_or_default();
                all.fills.push(color.filter(|color| plain && color.0 != [255; 3]));
            }
            0x2C => {
                let id = u32::from(data.u16()?);
                all.codes.insert(id, NumberFormat::parse(&wide_text(&mut data)?));
            }
            0x2F if in_formats => {
                let [_, number, font, fill] = [data.u16()?, data.u16()?, data.u16()?, data.u16()?];
                all.formats.push((font.into(), number.into(), fill.into()));
            }
            _ => {}
        }
        all.check()?;
    }
    Ok(all)
}
