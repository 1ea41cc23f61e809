//! The part `styles.xml` (ECMA-376 part 1, 18.8).

use std::collections::BTreeMap;

use super::super::number::NumberFormat;
use super::super::styles::CellFormats;
use crate::diag::Error;
use crate::ooxml::xml::Xml;
use crate::ooxml::{limits, rich};

/// Reads the cell formats.
pub(super) fn read(part: &str, bytes: &[u8]) -> Result<CellFormats, Error> {
    let mut codes = BTreeMap::new();
    let mut fonts = Vec::new();
    let mut formats = Vec::new();
    let mut xml = Xml::new(part, bytes);
    xml.root()?;
    xml.children(|xml, tag| match tag.local() {
        "numFmts" => xml.children(|xml, tag| {
            if let (Some(id), Some(code)) = (tag.number("numFmtId")?, tag.attr("formatCode")?) {
                codes.insert(id, NumberFormat::parse(&code));
            }
            xml.skip()
        }),
        "fonts" => xml.children(|xml, _| {
            fonts.push(rich::font(xml)?);
            limits::table(fonts.len(), "Schriften")
        }),
        "cellXfs" => xml.children(|xml, tag| {
            let font = tag.number("fontId")?.unwrap_or(0) as usize;
            formats.push((font, tag.number("numFmtId")?.unwrap_or(0)));
            limits::table(formats.len(), "Zellformate")?;
            xml.skip()
        }),
        _ => xml.skip(),
    })?;
    xml.finish()?;
    Ok(CellFormats::new(&formats, &fonts, &codes))
}
