//! The cell formats of a workbook (ECMA-376 part 1, 18.8): a cell that loses its underline gets a new
//! format, which is the old one with a new font, which is the old one without the underline.

use std::collections::BTreeMap;

use super::items::ItemList;
use crate::diag::{Error, ErrorKind};
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
    /// Underlined.
    pub(super) underline: bool,
    /// Struck through.
    pub(super) strike: bool,
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
        let font = match self.font_of(xf)? {
            Some(font) => rich::font(&mut self.part.xml(font)?)?,
            None => Font::default(),
        };
        let id = self.part.tag(xf).number("numFmtId")?.unwrap_or(0);
        let date = read::shows_date(id, self.codes.get(&id).map(String::as_str));
        Ok(CellFormat { underline: font.underline, strike: font.strike, date })
    }

    /// The font of a format.
    fn font_of(&self, xf: &ElementRange) -> Result<Option<&ElementRange>, Error> {
        let id = self.part.tag(xf).number("fontId")?.unwrap_or(0);
        Ok(self.fonts.get(id as usize))
    }

    /// The number of the format that is `format` with this change.
    pub(super) fn changed(&mut self, format: usize, change: Change) -> Result<usize, Error> {
        let key = (format, change);
        if let Some(made) = self.made.get(&key) {
            return Ok(*made);
        }
        let Some(xf) = self.formats.get(format) else { return Ok(format) };
        let mut xml = self.part.str(xf.whole()).to_owned();
        let tag_length = xf.open.len();
        let mut tag = xml.get(..tag_length).unwrap_or_default().to_owned();
        if (change.no_underline || change.no_strike)
            && let Some(font) = self.font_of(xf)?
        {
            let bare = without_marks(&self.part, font, change.no_underline, change.no_strike)?;
            let new = self.fonts.add(bare);
            tag = with_attr(&tag, "fontId", Some(&new.to_string()));
            tag = with_attr(&tag, "applyFont", Some("1"));
        }
        if change.as_text {
            tag = with_attr(&tag, "numFmtId", Some(TEXT));
            tag = with_attr(&tag, "applyNumberFormat", Some("1"));
        }
        xml.replace_range(..tag_length, &tag);
        let made = self.formats.add(xml);
        if made >= MOST {
            return Err(Error::new(ErrorKind::TooLarge, "Die Arbeitsmappe hat zu viele Zellformate")
                .help("Nicht benötigte Formate in Excel löschen und die Arbeitsmappe neu speichern"));
        }
        self.made.insert(key, made);
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

/// The font element without its underline or strike-through.
pub(super) fn without_marks(
    part: &Part,
    font: &ElementRange,
    underline: bool,
    strike: bool,
) -> Result<String, Error> {
    let mut children = part.children(font)?;
    children.retain(|child| match part.local(child) {
        "u" => underline,
        "strike" => strike,
        _ => false,
    });
    Ok(part.without(font.whole(), &children))
}
