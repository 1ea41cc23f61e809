//! One cell of a worksheet part (ECMA-376 part 1, 18.3.1.4): what it holds, and the same cell with
//! another value or format. Attributes and children that are not known stay.

use super::book::{Book, StoredValue};
use super::cell_text::{Accept, CellText};
use super::styles::Change;
use crate::diag::Error;
use crate::grid::Font;
use crate::ooxml::escape::escape;
use crate::ooxml::part::{Part, opened, with_attr};
use crate::ooxml::xml::ElementRange;
use crate::source::CellRef;

/// A cell.
#[derive(Debug)]
pub(super) struct CellElement<'p> {
    part: &'p Part,
    element: ElementRange,
    /// Where it stands.
    pub(super) at: CellRef,
    /// Its format.
    pub(super) format: usize,
    kind: String,
    /// Its formula; blank where it shares that of another cell.
    pub(super) formula: Option<String>,
    stored: Option<ElementRange>,
    inline: Option<ElementRange>,
}

/// What a cell holds.
#[derive(Debug)]
pub(super) enum CellValue {
    /// Nothing.
    Blank,
    /// Text.
    Text(CellText),
    /// A number, date, truth value or error.
    Other,
}

impl<'p> CellElement<'p> {
    /// Reads the cell `element`, which stands at `at`.
    pub(super) fn read(part: &'p Part, element: ElementRange, at: CellRef) -> Result<Self, Error> {
        let (mut formula, mut stored, mut inline) = (None, None, None);
        for child in part.children(&element)? {
            match part.local(&child) {
                "f" => formula = Some(part.text(&child)?),
                "v" => stored = Some(child),
                "is" => inline = Some(child),
                _ => {}
            }
        }
        let tag = part.tag(&element);
        let format = tag.number("s")?.unwrap_or(0) as usize;
        let kind = tag.attr("t")?.unwrap_or_default();
        Ok(Self { part, element, at, format, kind, formula, stored, inline })
    }

    /// Whether its value is a date in the form of ISO 8601.
    pub(super) fn is_iso(&self) -> bool {
        self.kind == "d"
    }

    /// What it holds.
    pub(super) fn value(&self, book: &Book) -> Result<CellValue, Error> {
        if let Some(inline) = &self.inline {
            return Ok(CellValue::Text(CellText::parse(self.part, inline)?));
        }
        let Some(stored) = &self.stored else { return Ok(CellValue::Blank) };
        let stored = self.part.text(stored)?;
        Ok(match self.kind.as_str() {
            _ if stored.trim().is_empty() => CellValue::Blank,
            "s" => {
                let number = stored.trim().parse().map_err(|_| self.part.damaged())?;
                let shared = book.strings.as_ref().map(|strings| strings.get(number)).transpose()?;
                CellValue::Text(shared.unwrap_or_default())
            }
            "str" | "inlineStr" => CellValue::Text(CellText::plain(&stored)),
            _ => CellValue::Other,
        })
    }

    /// The cell with its marks accepted; `None` where it stays as it is. The value of a formula is
    /// not touched, only its underline. `font` is that of its format, a `link` has a hyperlink.
    pub(super) fn accept(
        &self,
        accept: Accept,
        font: Font,
        link: bool,
        book: &mut Book,
    ) -> Result<Option<String>, Error> {
        let no_underline = accept.underline && font.underline;
        let mut change = Change { no_strike: accept.strike && font.strike, no_underline, as_text: false };
        let mut new = None;
        match (&self.formula, self.value(book)?) {
            (Some(formula), _) => {
                change.no_strike = false;
                change.no_underline &= !link && !is_hyperlink(formula);
            }
            (None, CellValue::Text(text)) => {
                let accepted = text.accept(accept, font, link);
                let gone = accepted.text.as_ref().is_some_and(CellText::is_blank);
                change.no_underline &= accepted.no_underline || gone;
                new = accepted.text.map(|text| match self.inline.is_some() && !gone {
                    true => StoredValue::Inline(text),
                    false => book.text(text),
                });
            }
            (None, value) => {
                let struck = change.no_strike && matches!(value, CellValue::Other);
                new = struck.then_some(StoredValue::Blank);
                change.no_underline &= !link;
            }
        }
        self.with(new, change, book)
    }

    /// The cell with another value, or the old one where that is `None`, and another format; `None`
    /// where both are the old ones.
    pub(super) fn with(
        &self,
        value: Option<StoredValue>,
        change: Change,
        book: &mut Book,
    ) -> Result<Option<String>, Error> {
        if value.is_none() && change == Change::default() {
            return Ok(None);
        }
        let format = book.styles.changed(self.format, change)?;
        let mut tag = self.part.str(self.element.open.clone()).to_owned();
        if format != self.format {
            tag = with_attr(&tag, "s", Some(&format.to_string()));
        }
        let Some(value) = value else {
            return Ok(Some(tag + self.part.str(self.element.open.end..self.element.end)));
        };
        if let Some(strings) = book.strings.as_mut().filter(|_| self.kind == "s" && self.stored.is_some()) {
            strings.release();
        }
        let (kind, value) = value.to_xml(self.part.prefix(&self.element));
        tag = with_attr(&tag, "t", kind);
        // Metadata of the old value, such as that of a picture in the cell (18.3.1.4 vm).
        tag = with_attr(&tag, "vm", None);
        let rest = self.rest();
        Ok(Some(match value.is_empty() && rest.is_empty() {
            true => format!("{}/>", opened(&tag).trim_end_matches('>')),
            false => format!("{}{value}{rest}</{}>", opened(&tag), self.part.name_of(&self.element)),
        }))
    }

    /// What stands in the cell beside its value.
    fn rest(&self) -> String {
        let mut values: Vec<&ElementRange> = self.stored.iter().chain(&self.inline).collect();
        values.sort_by_key(|value| value.open.start);
        let rest = self.part.without(self.element.inner.clone(), values);
        if rest.trim().is_empty() { String::new() } else { rest }
    }
}

/// A cell that was not there.
pub(super) fn new_cell(prefix: &str, at: CellRef, format: usize, value: &StoredValue) -> String {
    let (kind, value) = value.to_xml(prefix);
    let tag = with_attr(&format!("<{prefix}c r=\"{at}\" s=\"{format}\"/>"), "t", kind);
    match value.is_empty() {
        true => tag,
        false => format!("{}{value}</{prefix}c>", opened(&tag)),
    }
}

impl StoredValue {
    /// The type of the cell and the element for the value.
    fn to_xml(&self, prefix: &str) -> (Option<&'static str>, String) {
        match self {
            Self::Blank => (None, String::new()),
            Self::Inline(text) => (Some("inlineStr"), text.to_xml(prefix, "is")),
            Self::Plain(kind, value) => (*kind, format!("<{prefix}v>{}</{prefix}v>", escape(value))),
        }
    }
}

/// Whether a formula shows a link (18.17.7.150 HYPERLINK).
fn is_hyperlink(formula: &str) -> bool {
    formula.trim_start().get(..10).is_some_and(|start| start.eq_ignore_ascii_case("HYPERLINK("))
}
