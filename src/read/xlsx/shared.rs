//! What all sheets of a workbook share: strings (ECMA-376 part 1, 18.4), cell formats, date system.

use super::super::parts::Parts;
use super::super::styles::CellFormats;
use super::styles;
use crate::diag::Error;
use crate::german::Epoch;
use crate::grid::Font;
use crate::ooxml::limits::{self, Budget};
use crate::ooxml::rich;
use crate::ooxml::xml::Xml;
use crate::text::RichText;

/// What all sheets of a workbook share.
pub(super) struct Shared {
    pub(super) strings: Vec<RichText<Option<Font>>>,
    pub(super) formats: CellFormats,
    pub(super) epoch: Epoch,
}

impl Shared {
    /// Reads the shared parts.
    pub(super) fn read(parts: &mut Parts<'_>, budget: &mut Budget) -> Result<Self, Error> {
        let strings = match parts.strings.clone() {
            Some(part) => strings(&part, &parts.bytes(&part)?, budget)?,
            None => Vec::new(),
        };
        let formats = match parts.styles.clone() {
            Some(part) => styles::read(&part, &parts.bytes(&part)?)?,
            None => CellFormats::default(),
        };
        Ok(Self { strings, formats, epoch: parts.epoch })
    }
}

/// Reads the part `sharedStrings.xml`. Its counts are hints that may lie; only what stands there
/// counts.
fn strings(part: &str, bytes: &[u8], budget: &mut Budget) -> Result<Vec<RichText<Option<Font>>>, Error> {
    let mut strings = Vec::new();
    let mut xml = Xml::new(part, bytes);
    xml.root()?;
    xml.children(|xml, tag| {
        if tag.local() != "si" {
            return xml.skip();
        }
        strings.push(rich::runs(xml, budget, rich::font)?);
        limits::table(strings.len(), "verschiedene Texte")
    })?;
    xml.finish()?;
    Ok(strings)
}
