//! Cell formats (ECMA-376 part 1, 18.8): which font and which number format a cell has.

use std::collections::BTreeMap;

use super::super::limits;
use super::super::number::NumberFormat;
use super::super::xml::{Tag, Xml};
use crate::diag::Error;
use crate::grid::Font;

/// The cell formats of a workbook, in the order in which cells refer to them.
#[derive(Debug, Default)]
pub(in crate::read) struct Styles(Vec<(Font, NumberFormat)>);

impl Styles {
    /// Puts the formats together from their fonts and number formats.
    pub(in crate::read) fn new(
        formats: &[(usize, u32)],
        fonts: &[Font],
        codes: &BTreeMap<u32, NumberFormat>,
    ) -> Self {
        let format = |&(font, number): &(usize, u32)| {
            let font = fonts.get(font).copied().unwrap_or_default();
            let number = codes.get(&number).copied().or_else(|| NumberFormat::builtin(number));
            (font, number.unwrap_or_default())
        };
        Self(formats.iter().map(format).collect())
    }

    /// Reads the part `styles.xml`.
    pub(super) fn read(part: &str, bytes: &[u8]) -> Result<Self, Error> {
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
                fonts.push(font(xml)?);
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
        Ok(Self::new(&formats, &fonts, &codes))
    }

    /// The format with this number; an unknown one is the plain one.
    pub(in crate::read) fn get(&self, index: usize) -> (Font, NumberFormat) {
        self.0.get(index).copied().unwrap_or_default()
    }
}

/// The attributes of the font element that was opened last: `font` of the styles, or `rPr` of a run.
pub(super) fn font(xml: &mut Xml<'_>) -> Result<Font, Error> {
    let mut font = Font::default();
    xml.children(|xml, tag| {
        match tag.local() {
            "b" => font.bold = on(&tag)?,
            "i" => font.italic = on(&tag)?,
            "u" => font.underline = on(&tag)?,
            "strike" => font.strike = on(&tag)?,
            "vertAlign" => {
                let place = tag.attr("val")?;
                font.superscript = place.as_deref() == Some("superscript");
                font.subscript = place.as_deref() == Some("subscript");
            }
            _ => {}
        }
        xml.skip()
    })?;
    Ok(font)
}

/// Present means on, unless the value says otherwise.
fn on(tag: &Tag<'_>) -> Result<bool, Error> {
    Ok(!matches!(tag.attr("val")?.as_deref(), Some("0" | "false" | "off" | "none")))
}
