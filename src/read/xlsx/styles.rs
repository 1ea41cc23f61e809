//! The part `styles.xml` (ECMA-376 part 1, 18.8).

use super::super::number::NumberFormat;
use super::super::styles::CellFormats;
use crate::diag::Error;
use crate::grid::{Look, Rgb};
use crate::limits;
use crate::ooxml::color::{Palette, hexadecimal};
use crate::ooxml::rich;
use crate::ooxml::xml::Xml;

/// Reads the cell formats.
pub(super) fn read(part: &str, bytes: &[u8], palette: Palette) -> Result<CellFormats, Error> {
    let mut all = CellFormats { palette, ..CellFormats::default() };
    all.palette.indexed = indexed(part, bytes)?.unwrap_or(all.palette.indexed);
    Xml::read(part, bytes, |xml, tag| match tag.local() {
        "numFmts" => xml.children(|_, tag| {
            if let (Some(id), Some(code)) = (tag.number("numFmtId")?, tag.attr("formatCode")?) {
                all.codes.insert(id, NumberFormat::parse(&code));
            }
            Ok(())
        }),
        "fonts" => xml.children(|xml, _| {
            all.fonts.push(rich::font(xml)?);
            limits::table(all.fonts.len(), "Schriften")
        }),
        "fills" => xml.children(|xml, _| {
            all.fills.push(fill(xml, &all.palette, "fgColor")?);
            limits::table(all.fills.len(), "Füllungen")
        }),
        "cellXfs" => xml.children(|_, tag| {
            let font = tag.number("fontId")?.unwrap_or(0) as usize;
            let fill = tag.number("fillId")?.unwrap_or(0) as usize;
            all.formats.push((font, tag.number("numFmtId")?.unwrap_or(0), fill));
            limits::table(all.formats.len(), "Zellformate")
        }),
        "dxfs" => xml.children(|xml, _| {
            all.conditional.push(conditional(xml, &all.palette)?);
            limits::table(all.conditional.len(), "bedingte Formate")
        }),
        _ => Ok(()),
    })?;
    Ok(all)
}

/// The palette of the workbook's own, which stands behind what refers to it.
fn indexed(part: &str, bytes: &[u8]) -> Result<Option<Vec<Rgb>>, Error> {
    let mut own = None;
    Xml::read(part, bytes, |xml, tag| match tag.local() {
        "colors" => xml.children(|xml, tag| match tag.local() {
            "indexedColors" => {
                let mut colors = Vec::new();
                xml.children(|_, tag| {
                    colors.push(tag.attr("rgb")?.and_then(|hex| hexadecimal(&hex)).unwrap_or(Rgb([0; 3])));
                    limits::table(colors.len(), "Farben")
                })?;
                own = Some(colors);
                Ok(())
            }
            _ => Ok(()),
        }),
        _ => Ok(()),
    })?;
    Ok(own)
}

/// What a format of a condition changes (18.8.14 dxf), the element that was opened last.
pub(super) fn conditional(xml: &mut Xml<'_>, palette: &Palette) -> Result<Look, Error> {
    let mut look = Look::default();
    xml.children(|xml, tag| {
        match tag.local() {
            "fill" => look.fill = fill(xml, palette, "bgColor")?,
            "font" => look.ink = rich::font(xml)?.ink,
            _ => {}
        }
        Ok(())
    })?;
    Ok(look)
}

/// The colour of a fill (18.8.20), the element that was opened last: a plain one, or where a gradient
/// begins. In the format of a condition a plain fill need not say so, and has its colour elsewhere.
fn fill(xml: &mut Xml<'_>, palette: &Palette, place: &str) -> Result<Option<Rgb>, Error> {
    let mut color = None;
    xml.children(|xml, tag| match tag.local() {
        "patternFill" => {
            let pattern = tag.attr("patternType")?;
            let plain = match pattern.as_deref() {
                Some(pattern) => pattern == "solid",
                None => place == "bgColor",
            };
            xml.children(|_, tag| {
                if plain && tag.local() == place {
                    color = palette.color(&tag)?;
                }
                Ok(())
            })
        }
        "gradientFill" => xml.children(|xml, _| {
            xml.children(|_, tag| {
                color = color.or(palette.color(&tag)?);
                Ok(())
            })
        }),
        _ => Ok(()),
    })?;
    Ok(color.filter(|color| color.0 != [255; 3]))
}
