//! A worksheet part, rewritten: marks accepted, cells emptied, values set, one row added.
//!
//! In: the part and its [`SheetChanges`]. Out: the same part with the cells in question exchanged, or
//! nothing where no cell changes.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use jiff::civil::Date;

use super::book::{Book, StoredValue};
use super::cell::{CellElement, CellValue, new_cell};
use super::cell_text::{Accept, CellText};
use super::finding;
use super::styles::Change;
use super::workbook::reference;
use crate::diag::{Diagnostic, Error};
use crate::grid::Font;
use crate::ooxml::part::{Edits, Part, with_attr};
use crate::ooxml::xml::ElementRange;
use crate::source::{CellRange, CellRef, Location};
use crate::text::is_formula;

/// What is to be changed in a sheet.
#[derive(Default)]
pub(super) struct SheetChanges<'a> {
    /// Which marks are accepted where.
    pub(super) accept: Option<Box<dyn Fn(CellRef) -> Accept + 'a>>,
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
    /// A text that shows, neither struck nor underlined, and is never taken for a formula.
    Text(String),
    /// A head that looks like the one on its left.
    Head(String),
}

/// What came of rewriting the sheets of a workbook, and what follows them.
#[derive(Default)]
pub(super) struct Rewritten {
    /// Names and new bytes of the parts that change.
    pub(super) parts: Vec<(String, Vec<u8>)>,
    /// Struck numbers and dates that went: `interpret` cannot see their fonts.
    pub(super) struck_values: Vec<Location>,
    /// The cells with formulas, in the sheets that were rewritten.
    pub(super) formulas: BTreeSet<Location>,
    /// What was noticed.
    pub(super) findings: Vec<Diagnostic>,
}

/// Rewrites the part of the sheet `sheet`; what comes of it goes to `done`.
pub(super) fn rewrite(
    part: &Part,
    sheet: &Location,
    changes: &SheetChanges<'_>,
    book: &mut Book,
    done: &mut Rewritten,
) -> Result<(), Error> {
    let children = part.children(&part.root()?)?;
    let find = |local: &str| children.iter().find(|child| part.local(child) == local);
    let Some(data) = find("sheetData") else { return Ok(()) };
    let mut writer = Writer {
        part,
        sheet,
        changes,
        book,
        links: Links::read(part, find("hyperlinks"))?,
        formats: BTreeMap::new(),
        left: 0,
        row_format: Vec::new(),
        pending: changes.values.clone(),
        edits: Edits::new(),
        done,
    };
    writer.sheet_data(data)?;
    let Writer { mut edits, done, .. } = writer;
    if edits.is_empty() {
        return Ok(());
    }
    if let Some(dimension) = find("dimension") {
        edits.extend(wider(part, dimension, changes.values.keys())?);
    }
    done.parts.push(part.edited(edits)?);
    Ok(())
}

/// The relationships to tables that lie on the sheet.
pub(super) fn tables(part: &Part) -> Result<Vec<String>, Error> {
    let Some(list) = part.child(&part.root()?, "tableParts")? else { return Ok(Vec::new()) };
    let id = |table: &ElementRange| part.tag(table).relation("id").transpose();
    part.children(&list)?.iter().filter_map(id).collect()
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
            match reference(part, &link)? {
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

/// The used range, made wide enough for new cells (18.3.1.35 dimension).
fn wider<'c>(
    part: &Part,
    dimension: &ElementRange,
    new: impl Iterator<Item = &'c CellRef>,
) -> Result<Option<(Range<usize>, String)>, Error> {
    let Some(old) = reference(part, dimension)? else { return Ok(None) };
    let wide = new.fold(old, |range, cell| CellRange {
        first: CellRef::new(range.first.row.min(cell.row), range.first.column.min(cell.column)),
        last: CellRef::new(range.last.row.max(cell.row), range.last.column.max(cell.column)),
    });
    Ok((wide != old).then(|| part.set_attr(dimension, "ref", &wide.to_string())))
}

struct Writer<'w> {
    part: &'w Part,
    sheet: &'w Location,
    changes: &'w SheetChanges<'w>,
    book: &'w mut Book,
    links: Links,
    /// The formats of the cells of the model row, by column.
    formats: BTreeMap<u32, usize>,
    /// The format of the cell that was read last.
    left: usize,
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
        for row in self.part.children_named(data, "row")? {
            let number = self.part.tag(&row).number("r")?.unwrap_or(next);
            let new = self.rows_before(number, &prefix)?;
            self.insert(row.open.start, new);
            self.row(&row, number)?;
            next = number + 1;
        }
        let new = self.rows_before(u32::MAX, &prefix)?;
        self.append(data, self.part.str(data.open.clone()), &new);
        Ok(())
    }

    /// Puts `new` in front of the element that starts at `place`.
    fn insert(&mut self, place: usize, new: String) {
        self.edits.extend((!new.is_empty()).then_some((place..place, new)));
    }

    /// Puts `new` at the end of an element, which gets the start tag `tag`.
    fn append(&mut self, element: &ElementRange, tag: &str, new: &str) {
        if !new.is_empty() {
            self.edits.extend(self.part.with_content(element, tag, element.inner.end, new));
        }
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
        while let Some(next) = self.pending.first_entry().filter(|next| *next.key() < end) {
            let (at, value) = next.remove_entry();
            let format = self.format_of_new(at, &value)?;
            let shows_dates = self.book.styles.format(format)?.date;
            let stored = self.stored(&value, None, shows_dates, false);
            cells.push_str(&new_cell(prefix, at, format, &stored));
        }
        Ok(cells)
    }

    /// The format of a cell that was not there.
    fn format_of_new(&mut self, at: CellRef, value: &NewValue) -> Result<usize, Error> {
        let format = match value {
            NewValue::Head(_) => self.left,
            _ => self.formats.get(&at.column).copied().unwrap_or(0),
        };
        let font = self.book.styles.format(format)?.font;
        self.book.styles.changed(format, shown(value, font))
    }

    fn row(&mut self, row: &ElementRange, number: u32) -> Result<(), Error> {
        let prefix = self.part.prefix(row).to_owned();
        let is_model = self.changes.model_row == Some(number);
        let mut column = 1;
        for element in self.part.children_named(row, "c")? {
            let at = self.part.tag(&element).attr("r")?.and_then(|at| CellRef::parse(at.trim()));
            let at = at.unwrap_or(CellRef::new(number, column));
            column = at.column + 1;
            let new = self.cells_before(at, &prefix)?;
            self.insert(element.open.start, new);
            let place = element.whole();
            let cell = CellElement::read(self.part, element, at)?;
            self.left = cell.format;
            if is_model {
                self.formats.insert(at.column, cell.format);
            }
            let new = self.cell(&cell)?;
            self.edits.extend(new.map(|new| (place, new)));
        }
        if is_model {
            for name in ["s", "customFormat"] {
                let value = self.part.tag(row).attr(name)?;
                self.row_format.extend(value.map(|value| (name, value)));
            }
        }
        let new = self.cells_before(CellRef::new(number + 1, 1), &prefix)?;
        // A hint about the row's width that may no longer be true (18.3.1.73 spans).
        self.append(row, &with_attr(self.part.str(row.open.clone()), "spans", None), &new);
        Ok(())
    }

    /// The new form of a cell that is there.
    fn cell(&mut self, cell: &CellElement<'_>) -> Result<Option<String>, Error> {
        let at = self.sheet.cell(cell.at);
        if cell.formula.is_some() {
            self.done.formulas.insert(at.clone());
        }
        if let Some(value) = self.pending.remove(&cell.at) {
            return self.filled(cell, at, &value);
        }
        let accept = self.changes.accept.as_ref().map(|accept| accept(cell.at)).unwrap_or_default();
        let font = self.book.styles.format(cell.format)?.font;
        let struck = accept.strike && font.strike;
        match (cell.formula.is_some(), self.changes.emptied.contains(&cell.at)) {
            (true, emptied) if struck || emptied => {
                self.done.findings.push(finding::struck_formula(&at, cell.at));
            }
            (false, true) => {
                let change = Change { no_strike: font.strike, no_underline: font.underline, as_text: false };
                return cell.with(Some(StoredValue::Blank), change, self.book);
            }
            (false, false) if struck && matches!(cell.value(self.book)?, CellValue::Other) => {
                self.done.struck_values.push(at);
            }
            _ => {}
        }
        cell.accept(accept, font, self.links.lie_on(cell.at), self.book)
    }

    fn filled(
        &mut self,
        cell: &CellElement<'_>,
        at: Location,
        value: &NewValue,
    ) -> Result<Option<String>, Error> {
        let old = cell.value(self.book)?;
        match (value, &old) {
            (NewValue::Blank, _) => return Ok(None),
            (NewValue::Date(None), _) if cell.formula.is_some() => {
                self.done.findings.push(finding::date_calculated(&at));
                return Ok(None);
            }
            _ if cell.formula.is_some() => return Err(finding::formula_in_the_way(&at)),
            (NewValue::Date(None), CellValue::Blank) => return Ok(None),
            _ => {}
        }
        // A number typed as a version would be one again.
        let as_text = matches!((value, &old), (NewValue::Version { .. }, CellValue::Other));
        let format = self.book.styles.format(cell.format)?;
        let text = match old {
            CellValue::Text(text) => {
                let accept = Accept { strike: true, underline: false };
                Some(text.accept(accept, format.font, false).text.unwrap_or(text))
            }
            _ => None,
        };
        let stored = self.stored(value, text, format.date, cell.is_iso());
        let change = shown(value, format.font);
        let change = Change { no_strike: format.font.strike, as_text: as_text || change.as_text, ..change };
        cell.with(Some(stored), change, self.book)
    }

    /// A value as the file stores it; a version takes the place of the old one in the text `old`.
    fn stored(
        &mut self,
        value: &NewValue,
        old: Option<CellText>,
        shows_dates: bool,
        iso: bool,
    ) -> StoredValue {
        match value {
            NewValue::Version { old: version, new } => {
                let text = old.and_then(|text| text.with_version(version, new));
                self.book.text(text.unwrap_or_else(|| CellText::plain(new)))
            }
            NewValue::Date(Some(day)) => self.book.date(*day, shows_dates, iso),
            NewValue::Text(text) | NewValue::Head(text) => self.book.text(CellText::plain(text)),
            NewValue::Date(None) | NewValue::Blank => StoredValue::Blank,
        }
    }
}

/// What must change in a format with this font for a new text to show as it is.
fn shown(value: &NewValue, font: Font) -> Change {
    match value {
        NewValue::Text(text) => {
            Change { no_strike: font.strike, no_underline: font.underline, as_text: is_formula(text) }
        }
        _ => Change::default(),
    }
}
