//! A worksheet part, rewritten: marks carried out, cells emptied, values set, one row added.
//!
//! In: the part and its [`Orders`]. Out: the same part with the cells in question exchanged, or
//! nothing where no cell changes.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::book::{Book, Content};
use super::cell::{Cell, Held, Marks, new_cell};
use super::rich::{Cleaning, Rich};
use super::styles::Change;
use super::xml::{Edits, Element, Part, opened, with_attr};
use crate::diag::Error;
use crate::grid::Font;
use crate::source::{CellRange, CellRef};

/// What is to be done to a sheet.
#[derive(Default)]
pub(super) struct Orders<'a> {
    /// Which marks are carried out where.
    pub(super) marks: Option<Box<dyn Fn(CellRef) -> Marks + 'a>>,
    /// Cells to empty.
    pub(super) emptied: BTreeSet<CellRef>,
    /// Cells to fill.
    pub(super) values: BTreeMap<CellRef, Value>,
    /// The row whose cells a new row looks like.
    pub(super) model_row: Option<u32>,
}

/// What a cell is filled with.
#[derive(Clone, Debug)]
pub(super) enum Value {
    /// A version: as text, and in the place of the `old` one where the cell says more than that.
    Version { old: String, new: String },
    /// A day; none leaves the cell blank.
    Date(Option<Date>),
    /// Nothing: the cell only gets its format.
    Blank,
}

/// What was noticed about a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Notice {
    /// Its struck formula was left as it is.
    StruckFormula,
    /// Its struck number, date or truth value was taken out.
    StruckValue,
    /// A value belongs where a formula stands; the formula was left as it is.
    FormulaInTheWay,
}

/// A sheet after its orders.
#[derive(Debug, Default)]
pub(super) struct Rewritten {
    /// The new part, where it has changed.
    pub(super) bytes: Option<Vec<u8>>,
    /// What was noticed.
    pub(super) notices: Vec<(CellRef, Notice)>,
    /// The cells with formulas.
    pub(super) formulas: Vec<CellRef>,
    /// The relationships to tables that lie on the sheet.
    pub(super) tables: Vec<String>,
}

/// Carries out `orders`.
pub(super) fn rewrite(part: &Part, orders: &Orders<'_>, book: &mut Book) -> Result<Rewritten, Error> {
    let root = part.root()?;
    let children = part.children(&root)?;
    let find = |local: &str| children.iter().find(|child| part.local(child) == local);
    let mut done = Rewritten { tables: tables(part, find("tableParts"))?, ..Rewritten::default() };
    let Some(data) = find("sheetData") else { return Ok(done) };
    let mut writer = Writer {
        part,
        orders,
        book,
        links: Links::read(part, find("hyperlinks"))?,
        formats: BTreeMap::new(),
        model_tag: None,
        pending: orders.values.clone(),
        edits: Edits::new(),
        done: &mut done,
    };
    writer.sheet_data(data)?;
    let mut edits = writer.edits;
    if edits.is_empty() {
        return Ok(done);
    }
    if let Some(dimension) = find("dimension") {
        edits.extend(wider(part, dimension, orders.values.keys()));
    }
    done.bytes = Some(part.edited(edits)?);
    Ok(done)
}

/// The cells with hyperlinks, inside and out of the workbook.
#[derive(Default)]
struct Links {
    cells: BTreeSet<CellRef>,
    ranges: Vec<CellRange>,
}

impl Links {
    fn read(part: &Part, list: Option<&Element>) -> Result<Self, Error> {
        let mut links = Self::default();
        let Some(list) = list else { return Ok(links) };
        for link in part.children(list)? {
            match part.attr(&link, "ref").and_then(|reference| range(&reference)) {
                Some(range) if range.first == range.last => drop(links.cells.insert(range.first)),
                Some(range) => links.ranges.push(range),
                None => {}
            }
        }
        Ok(links)
    }

    fn lie_on(&self, cell: CellRef) -> bool {
        self.cells.contains(&cell) || self.ranges.iter().any(|range| range.contains(cell))
    }
}

fn tables(part: &Part, list: Option<&Element>) -> Result<Vec<String>, Error> {
    let Some(list) = list else { return Ok(Vec::new()) };
    let id = |table: &Element| {
        let tag = part.str(table.open.clone());
        let name =
            tag.split_ascii_whitespace().find_map(|word| word.split_once(":id=")).map(|(prefix, _)| prefix);
        part.attr(table, &format!("{}:id", name?))
    };
    Ok(part.children(list)?.iter().filter_map(id).collect())
}

/// `A1:C7`, or one cell.
pub(super) fn range(reference: &str) -> Option<CellRange> {
    let (first, last) = reference.split_once(':').unwrap_or((reference, reference));
    Some(CellRange { first: CellRef::parse(first)?, last: CellRef::parse(last)? })
}

/// The used range, made wide enough for new cells (18.3.1.35 dimension).
fn wider<'c>(
    part: &Part,
    dimension: &Element,
    new: impl Iterator<Item = &'c CellRef>,
) -> Option<(std::ops::Range<usize>, String)> {
    let old = range(&part.attr(dimension, "ref")?)?;
    let wide = new.fold(old, |range, cell| CellRange {
        first: CellRef::new(range.first.row.min(cell.row), range.first.column.min(cell.column)),
        last: CellRef::new(range.last.row.max(cell.row), range.last.column.max(cell.column)),
    });
    let reference = format!("{}:{}", wide.first, wide.last);
    let tag = with_attr(part.str(dimension.open.clone()), "ref", Some(&reference));
    (wide != old).then(|| (dimension.open.clone(), tag))
}

struct Writer<'w> {
    part: &'w Part,
    orders: &'w Orders<'w>,
    book: &'w mut Book,
    links: Links,
    /// The formats of the cells of the model row, by column.
    formats: BTreeMap<u32, usize>,
    /// The start tag of the model row.
    model_tag: Option<String>,
    /// Values whose cells have not come yet.
    pending: BTreeMap<CellRef, Value>,
    edits: Edits,
    done: &'w mut Rewritten,
}

impl Writer<'_> {
    fn sheet_data(&mut self, data: &Element) -> Result<(), Error> {
        let prefix = self.part.prefix(data).to_owned();
        let mut next = 1;
        for row in self.part.children(data)? {
            if self.part.local(&row) != "row" {
                continue;
            }
            let number = self.part.number(&row, "r").unwrap_or(next);
            let new = self.rows_before(number, &prefix)?;
            if !new.is_empty() {
                self.edits.push((row.open.start..row.open.start, new));
            }
            self.row(&row, number)?;
            next = number + 1;
        }
        let new = self.rows_before(u32::MAX, &prefix)?;
        if !new.is_empty() {
            let edit = match data.is_single_tag() {
                true => {
                    let tag = opened(self.part.str(data.open.clone()));
                    (data.whole(), format!("{tag}{new}</{}>", self.part.tag(data)))
                }
                false => (data.inner.end..data.inner.end, new),
            };
            self.edits.push(edit);
        }
        Ok(())
    }

    /// The rows for pending values above `number`.
    fn rows_before(&mut self, number: u32, prefix: &str) -> Result<String, Error> {
        let mut rows = String::new();
        while let Some(row) = self.pending.keys().next().map(|at| at.row).filter(|row| *row < number) {
            let cells = self.cells_before(CellRef::new(row + 1, 1), prefix)?;
            let mut tag = format!("<{prefix}row r=\"{row}\">");
            for name in ["s", "customFormat"] {
                let value = self.model_tag.as_deref().and_then(|model| attribute(model, name));
                tag = with_attr(&tag, name, value.as_deref());
            }
            rows.push_str(&format!("{tag}{cells}</{prefix}row>"));
        }
        Ok(rows)
    }

    /// The cells for pending values that stand before `end`.
    fn cells_before(&mut self, end: CellRef, prefix: &str) -> Result<String, Error> {
        let mut cells = String::new();
        while let Some((at, value)) = self.pending.first_key_value().filter(|(at, _)| **at < end) {
            let (at, value) = (*at, value.clone());
            self.pending.remove(&at);
            let format = self.formats.get(&at.column).copied().unwrap_or(0);
            let content = self.content(&value, None, self.book.look(format).date, false);
            cells.push_str(&new_cell(prefix, at, format, &content));
        }
        Ok(cells)
    }

    fn row(&mut self, row: &Element, number: u32) -> Result<(), Error> {
        let prefix = self.part.prefix(row).to_owned();
        let mut column = 1;
        for element in self.part.children(row)? {
            if self.part.local(&element) != "c" {
                continue;
            }
            let at = self.part.attr(&element, "r").and_then(|at| CellRef::parse(at.trim()));
            let at = at.unwrap_or(CellRef::new(number, column));
            column = at.column + 1;
            let new = self.cells_before(at, &prefix)?;
            if !new.is_empty() {
                self.edits.push((element.open.start..element.open.start, new));
            }
            let place = element.whole();
            let cell = Cell::read(self.part, element, at)?;
            if self.orders.model_row == Some(number) {
                self.formats.insert(at.column, cell.format);
            }
            self.done.formulas.extend(cell.formula.is_some().then_some(at));
            if let Some(new) = self.cell(&cell)? {
                self.edits.push((place, new));
            }
        }
        if self.orders.model_row == Some(number) {
            self.model_tag = Some(self.part.str(row.open.clone()).to_owned());
        }
        let new = self.cells_before(CellRef::new(number + 1, 1), &prefix)?;
        if !new.is_empty() {
            let edit = match row.is_single_tag() {
                true => {
                    let tag = opened(self.part.str(row.open.clone()));
                    (row.whole(), format!("{tag}{new}</{}>", self.part.tag(row)))
                }
                false => {
                    // A hint about the row's width that may no longer be true (18.3.1.73 spans).
                    let tag = with_attr(self.part.str(row.open.clone()), "spans", None);
                    self.edits.push((row.open.clone(), tag));
                    (row.inner.end..row.inner.end, new)
                }
            };
            self.edits.push(edit);
        }
        Ok(())
    }

    /// The new form of a cell that is there.
    fn cell(&mut self, cell: &Cell<'_>) -> Result<Option<String>, Error> {
        if let Some(value) = self.pending.remove(&cell.at) {
            return self.filled(cell, &value);
        }
        let marks = self.orders.marks.as_ref().map(|marks| marks(cell.at)).unwrap_or_default();
        let struck = marks.strike && self.book.look(cell.format).strike;
        if cell.formula.is_some() && (struck || self.orders.emptied.contains(&cell.at)) {
            self.done.notices.push((cell.at, Notice::StruckFormula));
        }
        if self.orders.emptied.contains(&cell.at) && cell.formula.is_none() {
            let look = self.book.look(cell.format);
            let change = Change { no_strike: look.strike, no_underline: look.underline, as_text: false };
            return cell.with(Some(Content::Blank), change, self.book).map(Some);
        }
        if struck && cell.formula.is_none() && matches!(cell.held(self.book)?, Held::Other) {
            self.done.notices.push((cell.at, Notice::StruckValue));
        }
        let link = self.links.lie_on(cell.at);
        cell.without_marks(marks, link, self.book)
    }

    fn filled(&mut self, cell: &Cell<'_>, value: &Value) -> Result<Option<String>, Error> {
        if cell.formula.is_some() {
            let notice = (cell.at, Notice::FormulaInTheWay);
            self.done.notices.extend((!matches!(value, Value::Blank)).then_some(notice));
            return Ok(None);
        }
        let (held, look) = (cell.held(self.book)?, self.book.look(cell.format));
        if matches!((value, &held), (Value::Blank, _) | (Value::Date(None), Held::Nothing)) {
            return Ok(None);
        }
        // A number typed as a version would be one again.
        let as_text = matches!((value, &held), (Value::Version { .. }, Held::Other));
        let text = match held {
            Held::Text(text) => {
                let font = Font { strike: look.strike, ..Font::default() };
                let what = Cleaning { strike: true, underline: false, link: false };
                Some(text.clean(font, what).text.unwrap_or(text))
            }
            _ => None,
        };
        let content = self.content(value, text, look.date, cell.is_iso());
        let change = Change { no_strike: look.strike, no_underline: false, as_text };
        cell.with(Some(content), change, self.book).map(Some)
    }

    fn content(&mut self, value: &Value, held: Option<Rich>, shows_dates: bool, iso: bool) -> Content {
        match value {
            Value::Version { old, new } => {
                let text = held.and_then(|text| text.with_version(old, new));
                self.book.text(text.unwrap_or_else(|| Rich::plain(new)))
            }
            Value::Date(Some(day)) => self.book.date(*day, shows_dates, iso),
            Value::Date(None) | Value::Blank => Content::Blank,
        }
    }
}

/// An attribute of a start tag, where its value needs no decoding.
fn attribute(tag: &str, name: &str) -> Option<String> {
    let start = tag.find(&format!(" {name}=\""))? + name.len() + 3;
    let value = tag.get(start..)?.split('"').next()?;
    Some(value.to_owned())
}
