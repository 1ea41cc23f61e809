//! One cell of a worksheet part (ECMA-376 part 1, 18.3.1.4): what it holds, and the same cell with
//! another content or format. Attributes and children that are not known stay.

use super::book::{Book, Content};
use super::rich::{Cleaning, Rich};
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
pub(super) enum Held {
    /// Nothing.
    Nothing,
    /// Text.
    Text(Rich),
    /// A number, date, truth value or error.
    Other,
}

/// Which marks of a cell are to be carried out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Marks {
    /// Struck text goes.
    pub(super) strike: bool,
    /// The underline goes.
    pub(super) underline: bool,
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
    pub(super) fn held(&self, book: &Book) -> Result<Held, Error> {
        if let Some(inline) = &self.inline {
            return Ok(Held::Text(Rich::parse(self.part, inline)?));
        }
        let Some(stored) = &self.stored else { return Ok(Held::Nothing) };
        let stored = self.part.text(stored)?;
        Ok(match self.kind.as_str() {
            _ if stored.trim().is_empty() => Held::Nothing,
            "s" => {
                let number = stored.trim().parse().map_err(|_| self.part.damaged())?;
                Held::Text(book.string(number)?)
            }
            "str" | "inlineStr" => Held::Text(Rich::plain(&stored)),
            _ => Held::Other,
        })
    }

    /// Carries out its marks; `None` where it stays as it is. The content of a formula is not
    /// touched, only its underline.
    pub(super) fn without_marks(
        &self,
        marks: Marks,
        link: bool,
        book: &mut Book,
    ) -> Result<Option<String>, Error> {
        let format = book.format(self.format)?;
        let (mut no_strike, mut no_underline) =
            (marks.strike && format.strike, marks.underline && format.underline);
        let mut content = None;
        match self.held(book)? {
            _ if self.formula.is_some() => {
                no_strike = false;
                no_underline &= !link && !self.formula.as_deref().is_some_and(is_hyperlink);
            }
            Held::Text(text) => {
                let font = Font { underline: format.underline, strike: format.strike, ..Font::default() };
                let what = Cleaning { strike: marks.strike, underline: marks.underline, link };
                let cleaned = text.clean(font, what);
                let gone = cleaned.text.as_ref().is_some_and(Rich::is_blank);
                no_underline &= cleaned.no_underline || gone;
                let inline = self.inline.is_some() && !gone;
                content = cleaned.text.map(|text| match inline {
                    true => Content::Inline(text),
                    false => book.text(text),
                });
            }
            Held::Other => {
                content = no_strike.then_some(Content::Blank);
                no_underline &= !link;
            }
            Held::Nothing => no_underline &= !link,
        }
        let change = Change { no_strike, no_underline, as_text: false };
        if content.is_none() && change == Change::default() {
            return Ok(None);
        }
        self.with(content, change, book).map(Some)
    }

    /// The cell with another content, or the old one where that is `None`, and another format.
    pub(super) fn with(
        &self,
        content: Option<Content>,
        change: Change,
        book: &mut Book,
    ) -> Result<String, Error> {
        let format = book.changed(self.format, change)?;
        let mut tag = self.part.str(self.element.open.clone()).to_owned();
        if format != self.format {
            tag = with_attr(&tag, "s", Some(&format.to_string()));
        }
        let Some(content) = content else {
            return Ok(format!("{tag}{}", self.part.str(self.element.open.end..self.element.end)));
        };
        if self.kind == "s" && self.stored.is_some() {
            book.release();
        }
        let (kind, value) = content.to_xml(self.part.prefix(&self.element));
        tag = with_attr(&tag, "t", kind);
        // Metadata of the old value, such as that of a picture in the cell (18.3.1.4 vm).
        tag = with_attr(&tag, "vm", None);
        let rest = self.rest();
        Ok(match value.is_empty() && rest.is_empty() {
            true => format!("{}/>", opened(&tag).trim_end_matches('>')),
            false => format!("{}{value}{rest}</{}>", opened(&tag), self.part.name_of(&self.element)),
        })
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
pub(super) fn new_cell(prefix: &str, at: CellRef, format: usize, content: &Content) -> String {
    let (kind, value) = content.to_xml(prefix);
    let tag = with_attr(&format!("<{prefix}c r=\"{at}\" s=\"{format}\"/>"), "t", kind);
    match value.is_empty() {
        true => tag,
        false => format!("{}{value}</{prefix}c>", opened(&tag)),
    }
}

impl Content {
    /// The type of the cell (18.18.11 ST_CellType) and the element for the value.
    fn to_xml(&self, prefix: &str) -> (Option<&'static str>, String) {
        let v = |value: &str| format!("<{prefix}v>{}</{prefix}v>", escape(value));
        match self {
            Self::Blank => (None, String::new()),
            Self::Shared(number) => (Some("s"), v(&number.to_string())),
            Self::Inline(text) => (Some("inlineStr"), text.to_xml(prefix, "is")),
            Self::Number(number) => (None, v(number)),
            Self::Iso(date) => (Some("d"), v(date)),
        }
    }
}

/// Whether a formula shows a link (18.17.7.150 HYPERLINK).
fn is_hyperlink(formula: &str) -> bool {
    formula.trim_start().get(..10).is_some_and(|start| start.eq_ignore_ascii_case("HYPERLINK("))
}
