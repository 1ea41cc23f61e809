//! The cell formats of a workbook (ECMA-376 part 1, 18.8). A format belongs to many cells, so none
//! is ever changed: a cell that loses its underline gets a new format, which is the old one with a
//! new font, which is the old one without the underline.

use std::collections::BTreeMap;

use super::xml::{Edits, Element, Part, opened, with_attr};
use crate::diag::{Error, ErrorKind};
use crate::read;

/// As many cell formats as Excel opens (»64 000« in its list of limits).
const MOST: usize = 64_000;

/// Number format 49 (`@`): what is typed stays text (18.8.30).
const TEXT: &str = "49";

/// What a cell format means here.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Look {
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
pub(super) struct Styles {
    part: Part,
    fonts: Table,
    formats: Table,
    codes: BTreeMap<u32, String>,
    made: BTreeMap<(usize, Change), usize>,
}

/// A list of the part, with new items.
#[derive(Debug, Default)]
struct Table {
    list: Option<Element>,
    items: Vec<Element>,
    added: Vec<String>,
    index: BTreeMap<String, usize>,
}

impl Table {
    fn add(&mut self, xml: String) -> usize {
        let (next, added) = (self.items.len() + self.added.len(), &mut self.added);
        *self.index.entry(xml).or_insert_with_key(|xml| {
            added.push(xml.clone());
            next
        })
    }

    fn edits(&self, part: &Part, edits: &mut Edits) {
        let Some(list) = self.list.as_ref().filter(|_| !self.added.is_empty()) else { return };
        let count = (self.items.len() + self.added.len()).to_string();
        let tag = with_attr(part.str(list.open.clone()), "count", Some(&count));
        let added = self.added.concat();
        if list.is_single_tag() {
            edits.push((list.whole(), format!("{}{added}</{}>", opened(&tag), part.tag(list))));
        } else {
            edits.push((list.open.clone(), tag));
            edits.push((list.inner.end..list.inner.end, added));
        }
    }
}

impl Styles {
    /// Takes the part.
    pub(super) fn new(part: Part) -> Result<Self, Error> {
        let root = part.root()?;
        let (mut fonts, mut formats) = (Table::default(), Table::default());
        let mut codes = BTreeMap::new();
        for list in part.children(&root)? {
            let table = match part.local(&list) {
                "fonts" => &mut fonts,
                "cellXfs" => &mut formats,
                "numFmts" => {
                    for format in part.children(&list)? {
                        let id = part.number(&format, "numFmtId");
                        codes.extend(id.zip(part.attr(&format, "formatCode")));
                    }
                    continue;
                }
                _ => continue,
            };
            table.items = part.children(&list)?;
            table.list = Some(list);
        }
        Ok(Self { part, fonts, formats, codes, made: BTreeMap::new() })
    }

    /// What the format with this number means.
    pub(super) fn look(&self, format: usize) -> Look {
        let Some(xf) = self.formats.items.get(format) else { return Look::default() };
        let font = self.part.number::<usize>(xf, "fontId").and_then(|id| self.fonts.items.get(id));
        let (underline, strike) = font.map_or((false, false), |font| marks(&self.part, font));
        let id = self.part.number(xf, "numFmtId").unwrap_or(0);
        Look { underline, strike, date: read::shows_date(id, self.codes.get(&id).map(String::as_str)) }
    }

    /// The number of the format that is `format` with this change.
    pub(super) fn changed(&mut self, format: usize, change: Change) -> Result<usize, Error> {
        let key = (format, change);
        if let Some(made) = self.made.get(&key) {
            return Ok(*made);
        }
        let Some(xf) = self.formats.items.get(format) else { return Ok(format) };
        let mut xml = self.part.str(xf.whole()).to_owned();
        let tag_length = xf.open.len();
        let mut tag = xml.get(..tag_length).unwrap_or_default().to_owned();
        let id = self.part.number::<usize>(xf, "fontId").unwrap_or(0);
        if (change.no_underline || change.no_strike)
            && let Some(font) = self.fonts.items.get(id)
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

    /// The part's name and its new bytes, where anything was added.
    pub(super) fn finish(self) -> Result<Option<(String, Vec<u8>)>, Error> {
        let mut edits = Edits::new();
        self.fonts.edits(&self.part, &mut edits);
        self.formats.edits(&self.part, &mut edits);
        if edits.is_empty() {
            return Ok(None);
        }
        Ok(Some((self.part.name().to_owned(), self.part.edited(edits)?)))
    }
}

/// Whether a font (`font`, or `rPr` of a run) underlines, and strikes through.
pub(super) fn marks(part: &Part, font: &Element) -> (bool, bool) {
    let children = part.children(font).unwrap_or_default();
    let on = |local: &str| children.iter().any(|child| part.local(child) == local && is_on(part, child));
    (on("u"), on("strike"))
}

/// Present means on, unless the value says otherwise (18.4.13, 18.4.10).
fn is_on(part: &Part, attribute: &Element) -> bool {
    !matches!(part.attr(attribute, "val").as_deref(), Some("0" | "false" | "off" | "none"))
}

/// The font element without its underline or strike-through.
pub(super) fn without_marks(
    part: &Part,
    font: &Element,
    underline: bool,
    strike: bool,
) -> Result<String, Error> {
    let mut xml = part.str(font.whole()).to_owned();
    for child in part.children(font)?.iter().rev() {
        let drop = match part.local(child) {
            "u" => underline,
            "strike" => strike,
            _ => false,
        };
        if drop {
            let start = font.open.start;
            xml.replace_range(child.open.start - start..child.end - start, "");
        }
    }
    Ok(xml)
}
