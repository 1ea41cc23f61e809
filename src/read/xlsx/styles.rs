//! The part `styles.xml` (ECMA-376 part 1, 18.8).

use super::super::number::NumberFormat;
use super::super::styles::CellFormats;
use crate::diag::Error;
use crate::ooxml::xml::Xml;
use crate::ooxml::{limits, rich};

/// Reads the cell formats.
pub(super) fn read(part: &str, bytes: &[u8]) -> Result<CellFormats, Error> {
    let mut all = CellFormats::default();
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
        "cellXfs" => xml.children(|_, tag| {
            let font = tag.number("fontId")?.unwrap_or(0) as usize;
            all.formats.push((font, tag.number("numFmtId")?.unwrap_or(0)));
            limits::table(all.formats.len(), "Zellformate")
        }),
        _ => Ok(()),
    })?;
    Ok(all)
}
