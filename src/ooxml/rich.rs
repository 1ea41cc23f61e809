//! Strings in runs (ECMA-376 part 1, 18.4.8 si, 18.3.1.53 is), and their fonts.

use super::color::{Palette, is_chromatic};
use super::escape::unescape;
use super::xml::Xml;
use crate::diag::Error;
use crate::grid::{Font, Symbols};
use crate::limits::Budget;
use crate::text::RichText;

/// The string in the element `si` or `is` that was opened last; `font` reads the element `rPr`. A run
/// with a font of its own has nothing of the cell's. Phonetic runs (`rPh`) are readings of what
/// already stands there.
pub(crate) fn runs<'a, F: PartialEq>(
    xml: &mut Xml<'a>,
    budget: &mut Budget,
    mut font: impl FnMut(&mut Xml<'a>) -> Result<F, Error>,
) -> Result<RichText<Option<F>>, Error> {
    let mut runs = RichText::default();
    xml.children(|xml, tag| {
        let (mut text, mut own) = (String::new(), None);
        match tag.local() {
            "t" => text = unescape(&xml.text()?),
            "r" => xml.children(|xml, tag| {
                match tag.local() {
                    "rPr" => own = Some(font(xml)?),
                    "t" => text.push_str(&unescape(&xml.text()?)),
                    _ => {}
                }
                Ok(())
            })?,
            _ => return Ok(()),
        }
        budget.text(text.len())?;
        runs.push(&text, own);
        Ok(())
    })?;
    Ok(runs)
}

/// The font in the element that was opened last: `font` of the styles (18.8.22), or `rPr` of a run. A
/// colour of the theme is taken for that of Office's own.
pub(crate) fn font(xml: &mut Xml<'_>) -> Result<Font, Error> {
    let mut font = Font::default();
    xml.children(|_, tag| {
        match tag.local() {
            "b" => font.bold = tag.is_on()?,
            "i" => font.italic = tag.is_on()?,
            "u" => font.underline = tag.is_on()?,
            "strike" => font.strike = tag.is_on()?,
            "vertAlign" => {
                let place = tag.attr("val")?;
                font.superscript = place.as_deref() == Some("superscript");
                font.subscript = place.as_deref() == Some("subscript");
            }
            "color" => font.ink = Palette::default().color(&tag)?.filter(|ink| is_chromatic(*ink)),
            "name" | "rFont" => font.symbols = tag.attr("val")?.as_deref().and_then(Symbols::named),
            _ => {}
        }
        Ok(())
    })?;
    Ok(font)
}
