//! A worksheet part, rewritten: marks carried out, cells emptied, values set, one row added.
//!
//! In: the part and its [`Orders`]. Out: the same part with the cells in question exchanged, or
//! nothing where no cell changes.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::book::{Book, Content};
use super::cell::{CellElement, Held, Marks, new_cell};
use super::rich::{Cleaning, Rich};
use super::styles::Change;
use crate::diag::Error;
use crate::grid::Font;
use crate::ooxml::part::{Edits, Part, with_attr};
use crate::ooxml::xml::ElementRange;
use crate::source::{CellRange, CellRef};

/// What is to be done to a sheet.
#[derive(Default)]
pub(super) struct Orders<'a> {
    /// Which marks are carried out where.
    pub(super) marks: Option<Box<dyn Fn(CellRef) -> Marks + 'a>>,
    /// Cells to empty.
    pub(super) emptied: BTreeSet<CellRef>,
    /// Cells to fill.
    pub(super) values: BTreeMap<CellRef, NewValue>,
    /// The row whose cells a new row looks like.
    pub(super) model_row: Option<u32>,
}

/// What a cell is filled with.
#[derive(Clone, Debug)]
pub(super) enum NewValue {
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
        row_format: Vec::new(),
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
        edits.extend(wider(part, dimension, orders.values.keys())?);
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
    fn read(part: &Part, list: Option<&ElementRange>) -> Result<Self, Error> {
        let mut links = Self::default();
        let Some(list) = list else { return Ok(links) };
        for link in part.children(list)? {
            match part.tag(&link).attr("ref")?.and_then(|reference| CellRange::parse(&reference)) {
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

fn tables(part: &Part, list: Option<&ElementRange>) -> Result<Vec<String>, Error> {
    let Some(list) = list else { return Ok(Vec::new()) };
    let id = |table: &ElementRange| part.tag(table).relation("id").transpose();
    part.children(list)?.iter().filter_map(id).collect()
}

/// The used range, made wide enough for new cells (18.3.1.35 dimension).
fn wider<'c>(
    part: &Part,
    dimension: &ElementRange,
    new: impl Iterator<Item = &'c CellRef>,
) -> Result<Edits, Error> {
    let reference = part.tag(dimension).attr("ref")?;
    let Some(old) = reference.and_then(|reference| CellRange::parse(&reference)) else {
        return Ok(Edits::new());
    };
    let wide = new.fold(old, |range, cell| CellRange {
        first: CellRef::new(range.first.row.min(cell.row), range.first.column.min(cell.column)),
        last: CellRef::new(range.last.row.max(cell.row), range.last.column.max(cell.column)),
    });
    let tag = with_attr(part.str(dimension.open.clone()), "ref", Some(&wide.to_string()));
    Ok(if wide == old { Edits::new() } else { vec![(dimension.open.clone(), tag)] })
}

struct Writer<'w> {
    part: &'w Part,
    orders: &'w Orders<'w>,
    book: &'w mut Book,
    links: Links,
    /// The formats of the cells of the model row, by column.
    formats: BTreeMap<u32, usize>,
    /// The format of the model row itself, as attributes.
    row_format: Vec<(&'static str, String)>,
    /// Values whose cells have not come yet.
    pending: BTreeMap<CellRef, NewValue>,
    edits: Edits,
    done: &'w mut Rewritten,
}

impl Writer<'_> {
    fn sheet_data(&mut self, data: &ElementRange) -> Result<(), Error> {
        let prefix = self.part.prefix(data).to_owned();
        let mut next = 1;
        for row in self.part.children(data)? {
            if self.part.local(&row) != "row" {
                continue;
            }
            let number = self.part.tag(&row).number("r")?.unwrap_or(next);
            let new = self.rows_before(number, &prefix)?;
            if !new.is_empty() {
                self.edits.push((row.open.start..row.open.start, new));
            }
            self.row(&row, number)?;
            next = number + 1;
        }
        let new = self.rows_before(u32::MAX, &prefix)?;
        if !new.is_empty() {
            let tag = self.part.str(data.open.clone());
            self.edits.extend(self.part.with_content(data, tag, data.inner.end, &new));
        }
        Ok(())
    }

    /// The rows for pending values above `number`.
    fn rows_before(&mut self, number: u32, prefix: &str) -> Result<String, Error> {
        let mut rows = String::new();
        while let Some(row) = self.pending.keys().next().map(|at| at.row).filter(|row| *row < number) {
            let cells = self.cells_before(CellRef::new(row + 1, 1), prefix)?;
            let mut tag = format!("<{prefix}row r=\"{row}\">");
            for (name, value) in &self.row_format {
                tag = with_attr(&tag, name, Some(value));
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
            let content = self.content(&value, None, self.book.format(format)?.date, false);
            cells.push_str(&new_cell(prefix, at, format, &content));
        }
        Ok(cells)
    }

    fn row(&mut self, row: &ElementRange, number: u32) -> Result<(), Error> {
        let prefix = self.part.prefix(row).to_owned();
        let mut column = 1;
        for element in self.part.children(row)? {
            if self.part.local(&element) != "c" {
                continue;
            }
            let at = self.part.tag(&element).attr("r")?.and_then(|at| CellRef::parse(at.trim()));
            let at = at.unwrap_or(CellRef::new(number, column));
            column = at.column + 1;
            let new = self.cells_before(at, &prefix)?;
            if !new.is_empty() {
                self.edits.push((element.open.start..element.open.start, new));
            }
            let place = element.whole();
            let cell = CellElement::read(self.part, element, at)?;
            if self.orders.model_row == Some(number) {
                self.formats.insert(at.column, cell.format);
            }
            self.done.formulas.extend(cell.formula.is_some().then_some(at));
            if let Some(new) = self.cell(&cell)? {
                self.edits.push((place, new));
            }
        }
        if self.orders.model_row == Some(number) {
            for name in ["s", "customFormat"] {
                let value = self.part.tag(row).attr(name)?;
                self.row_format.extend(value.map(|value| (name, value)));
            }
        }
        let new = self.cells_before(CellRef::new(number + 1, 1), &prefix)?;
        if !new.is_empty() {
            // A hint about the row's width that may no longer be true (18.3.1.73 spans).
            let tag = with_attr(self.part.str(row.open.clone()), "spans", None);
            self.edits.extend(self.part.with_content(row, &tag, row.inner.end, &new));
        }
        Ok(())
    }

    /// The new form of a cell that is there.
    fn cell(&mut self, cell: &CellElement<'_>) -> Result<Option<String>, Error> {
        if let Some(value) = self.pending.remove(&cell.at) {
            return self.filled(cell, &value);
        }
        let marks = self.orders.marks.as_ref().map(|marks| marks(cell.at)).unwrap_or_default();
        let struck = marks.strike && self.book.format(cell.format)?.strike;
        if cell.formula.is_some() && (struck || self.orders.emptied.contains(&cell.at)) {
            self.done.notices.push((cell.at, Notice::StruckFormula));
        }
        if self.orders.emptied.contains(&cell.at) && cell.formula.is_none() {
            let format = self.book.format(cell.format)?;
            let change = Change { no_strike: format.strike, no_underline: format.underline, as_text: false };
            return cell.with(Some(Content::Blank), change, self.book).map(Some);
        }
        if struck && cell.formula.is_none() && matches!(cell.held(self.book)?, Held::Other) {
            self.done.notices.push((cell.at, Notice::StruckValue));
        }
        let link = self.links.lie_on(cell.at);
        cell.without_marks(marks, link, self.book)
    }

    fn filled(&mut self, cell: &CellElement<'_>, value: &NewValue) -> Result<Option<String>, Error> {
        if cell.formula.is_some() {
            let notice = (cell.at, Notice::FormulaInTheWay);
            self.done.notices.extend((!matches!(value, NewValue::Blank)).then_some(notice));
            return Ok(None);
        }
        let (held, format) = (cell.held(self.book)?, self.book.format(cell.format)?);
        if matches!((value, &held), (NewValue::Blank, _) | (NewValue::Date(None), Held::Nothing)) {
            return Ok(None);
        }
        // A number typed as a version would be one again.
        let as_text = matches!((value, &held), (NewValue::Version { .. }, Held::Other));
        let text = match held {
            Held::Text(text) => {
                let font = Font { strike: format.strike, ..Font::default() };
                let what = Cleaning { strike: true, underline: false, link: false };
                Some(text.clean(font, what).text.unwrap_or(text))
            }
            _ => None,
        };
        let content = self.content(value, text, format.date, cell.is_iso());
        let change = Change { no_strike: format.strike, no_underline: false, as_text };
        cell.with(Some(content), change, self.book).map(Some)
    }

    fn content(&mut self, value: &NewValue, held: Option<Rich>, shows_dates: bool, iso: bool) -> Content {
        match value {
            NewValue::Version { old, new } => {
                let text = held.and_then(|text| text.with_version(old, new));
                self.book.text(text.unwrap_or_else(|| Rich::plain(new)))
            }
            NewValue::Date(Some(day)) => self.book.date(*day, shows_dates, iso),
            NewValue::Date(None) | NewValue::Blank => Content::Blank,
        }
    }
}
