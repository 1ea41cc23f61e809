//! The cell formats of a workbook (ECMA-376 part 1, 18.8): a cell that loses its underline gets a new
//! format, which is the old one with a new font, which is the old one without the underline.

use std::collections::BTreeMap;

use super::finding;
use super::items::ItemList;
use crate::diag::Error;
use crate::grid::Font;
use crate::ooxml::part::{Edits, Part, with_attr};
use crate::ooxml::rich;
use crate::ooxml::xml::ElementRange;
use crate::read;

/// As many cell formats as Excel opens (»64 000« in its list of limits).
const MOST: usize = 64_000;

/// Number format 49 (`@`): what is typed stays text (18.8.30).
const TEXT: &str = "49";

/// What a cell format means here.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct CellFormat {
    /// The font of the cell.
    pub(super) font: Font,
    /// Shows numbers as dates.
    pub(super) date: bool,
}

/// How a new format differs from the one it is made of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Change {
    /// Without underline.
    pub(super) no_underline: bool,
    /// Without strike-through.
    pub(super) no_strike: bool,
    /// What is typed stays text.
    pub(super) as_text: bool,
}

impl Change {
    /// The element of a font (`font`, or `rPr` of a run) with this change.
    pub(super) fn font(self, part: &Part, font: &ElementRange) -> Result<String, Error> {
        let mut gone = part.children(font)?;
        gone.retain(|child| match part.local(child) {
            "u" => self.no_underline,
            "strike" => self.no_strike,
            _ => false,
        });
        Ok(part.without(font.whole(), &gone))
    }
}

/// The formats, and what is added to them.
#[derive(Debug)]
pub(super) struct Stylesheet {
    part: Part,
    fonts: ItemList,
    formats: ItemList,
    codes: BTreeMap<u32, String>,
    made: BTreeMap<(usize, Change), usize>,
}

impl Stylesheet {
    /// Takes the part.
    pub(super) fn new(part: Part) -> Result<Self, Error> {
        let root = part.root()?;
        let (mut fonts, mut formats) = (ItemList::default(), ItemList::default());
        let mut codes = BTreeMap::new();
        for list in part.children(&root)? {
            let items = part.children(&list)?;
            match part.local(&list) {
                "fonts" => fonts = ItemList::new(list, items),
                "cellXfs" => formats = ItemList::new(list, items),
                "numFmts" => {
                    for tag in items.iter().map(|format| part.tag(format)) {
                        codes.extend(tag.number("numFmtId")?.zip(tag.attr("formatCode")?));
                    }
                }
                _ => {}
            }
        }
        Ok(Self { part, fonts, formats, codes, made: BTreeMap::new() })
    }

    /// What the format with this number means.
    pub(super) fn format(&self, format: usize) -> Result<CellFormat, Error> {
        let Some(xf) = self.formats.get(format) else { return Ok(CellFormat::default()) };
        let font = self.font_of(xf)?.map(|font| rich::font(&mut self.part.xml(font)?)).transpose()?;
        let id = self.part.tag(xf).number("numFmtId")?.unwrap_or(0);
        let date = read::shows_date(id, self.codes.get(&id).map(String::as_str));
        Ok(CellFormat { font: font.unwrap_or_default(), date })
    }

    /// The font of a format.
    fn font_of(&self, xf: &ElementRange) -> Result<Option<&ElementRange>, Error> {
        let id = self.part.tag(xf).number("fontId")?.unwrap_or(0);
        Ok(self.fonts.get(id as usize))
    }

    /// The number of the format that is `format` with this change.
    pub(super) fn changed(&mut self, format: usize, change: Change) -> Result<usize, Error> {
        if let Some(made) = self.made.get(&(format, change)) {
            return Ok(*made);
        }
        let Some(xf) = self.formats.get(format).filter(|_| change != Change::default()) else {
            return Ok(format);
        };
        let mut tag = self.part.str(xf.open.clone()).to_owned();
        if (change.no_underline || change.no_strike)
            && let Some(font) = self.font_of(xf)?
        {
            let new = self.fonts.add(change.font(&self.part, font)?);
            tag = with_attr(&tag, "fontId", Some(&new.to_string()));
            tag = with_attr(&tag, "applyFont", Some("1"));
        }
        if change.as_text {
            tag = with_attr(&tag, "numFmtId", Some(TEXT));
            tag = with_attr(&tag, "applyNumberFormat", Some("1"));
        }
        let made = self.formats.add(tag + self.part.str(xf.open.end..xf.end));
        if made >= MOST {
            return Err(finding::too_many_formats());
        }
        self.made.insert((format, change), made);
        Ok(made)
    }

    /// The part, and what changes in it.
    pub(super) fn finish(self) -> Result<(Part, Edits), Error> {
        let mut edits = Edits::new();
        for list in [&self.fonts, &self.formats] {
            edits.extend(list.edits(&self.part, &[("count", list.added())])?);
        }
        Ok((self.part, edits))
    }
}
