//! The records of an xls (MS-XLS 2.3), checked and reduced to those that calamine is to see.
//!
//! Left out: formulas (only their results count), defined names, drawings, embedded charts, and
//! whatever only the layout needs. Cells are counted before calamine lays them out as a rectangle.

use std::collections::{BTreeMap, BTreeSet};

use super::super::builder::SheetBuilder;
use super::super::bytes::{Bytes, too_short};
use super::super::number::NumberFormat;
use super::super::styles::CellFormats;
use super::super::value::{UNKNOWN_ERROR, error_of_code, font_flags, is_external};
use super::{link, strings};
use crate::diag::Error;
use crate::german::Epoch;
use crate::grid::{Font, Rgb, Symbols};
use crate::limits::{self, Budget};
use crate::ooxml::color::is_chromatic;
use crate::ooxml::fault;
use crate::source::{CellRange, CellRef};

const COLUMNS: u16 = 256;
const CONTINUE: u16 = 0x3C;
const BOF: u16 = 0x0809;
const EOF: u16 = 0x000A;

/// What all sheets of a workbook share.
#[derive(Default)]
pub(super) struct Globals {
    /// Where the fonts change in each shared string; the text itself comes from calamine.
    pub(super) strings: Vec<strings::SharedString>,
    pub(super) formats: CellFormats,
    pub(super) epoch: Epoch,
}

/// What calamine does not say of a sheet.
#[derive(Default)]
pub(super) struct SheetFacts {
    /// Merged cells, hidden rows and columns, and whether there are comments.
    pub(super) sheet: SheetBuilder,
    /// The format of each cell, and its shared string where it has one.
    pub(super) cells: BTreeMap<CellRef, (u16, Option<usize>)>,
    pub(super) links: Vec<(CellRange, String)>,
    /// The rows that hold cells, ascending. calamine is told that they lie one below the other, or one
    /// stray cell far below would make it lay out all those between.
    pub(super) rows: Vec<u32>,
    /// Likewise the columns.
    pub(super) columns: Vec<u32>,
}

/// The number of a row or column: where it stands in the reduced stream, and whether it is a column.
type Numbered = (usize, bool);

/// A sheet as the workbook lists it (2.4.28 BoundSheet8): where the place of its records stands in
/// the reduced stream, where they begin in the original.
struct BoundSheet {
    patch: usize,
    from: usize,
    hidden: bool,
}

/// Reads the stream once and copies what is needed: a stream that calamine can be given, what its
/// sheets share, and what is known of each worksheet, in the order of the stream.
pub(super) fn check(stream: &[u8]) -> Result<(Vec<u8>, Globals, Vec<SheetFacts>), Error> {
    if stream.len() > limits::XLS_STREAM {
        return Err(fault::too_large(format_args!(
            "Sie hat mehr als {} MB Inhalt",
            limits::XLS_STREAM >> 20
        )));
    }
    let mut checker = Checker { left: stream.len() * 2, ..Checker::default() };
    let listed = checker.globals(stream)?;
    let (mut sheets, mut area) = (Vec::new(), 0);
    for sheet in listed {
        let start = checker.out.len() as u32;
        if let Some(place) = checker.out.get_mut(sheet.patch..sheet.patch + 4) {
            place.copy_from_slice(&start.to_le_bytes());
        }
        let mut facts = checker.sheet(stream.get(sheet.from..).unwrap_or_default())?;
        area += facts.rows.len() * facts.columns.len();
        if area > limits::XLS_AREA {
            return Err(fault::too_large(
                "Zwischen der ersten und der letzten ausgefüllten Zelle liegen zu viele leere",
            ));
        }
        facts.sheet.hidden = sheet.hidden;
        sheets.push(facts);
    }
    Ok((checker.out, checker.globals, sheets))
}

#[derive(Default)]
struct Checker {
    out: Vec<u8>,
    globals: Globals,
    /// What is known of the sheet that is being read.
    facts: SheetFacts,
    /// Bytes that may still be read: sheets that overlap would be read without end.
    left: usize,
    /// What calamine will copy.
    budget: Budget,
    /// Where the reduced stream names rows and columns of the sheet.
    numbered: Vec<Numbered>,
}

impl Checker {
    fn next<'a>(&mut self, rest: &mut Bytes<'a>) -> Result<(u16, &'a [u8]), Error> {
        let kind = rest.u16()?;
        let size = usize::from(rest.u16()?);
        self.left = self.left.checked_sub(size + 4).ok_or_else(too_short)?;
        Ok((kind, rest.take(size)?))
    }

    /// The records that continue the one before, where the format allows any.
    fn continued<'a>(&mut self, rest: &mut Bytes<'a>) -> Result<Vec<&'a [u8]>, Error> {
        let mut parts = Vec::new();
        while rest.0.starts_with(&CONTINUE.to_le_bytes()) {
            parts.push(self.next(rest)?.1);
        }
        Ok(parts)
    }

    fn emit(&mut self, kind: u16, data: &[u8]) -> Result<(), Error> {
        let size = u16::try_from(data.len()).map_err(|_| too_short())?;
        self.out.extend(kind.to_le_bytes());
        self.out.extend(size.to_le_bytes());
        self.out.extend_from_slice(data);
        Ok(())
    }

    /// The records of the workbook itself (2.1.7.20.3 Globals Substream).
    fn globals(&mut self, stream: &[u8]) -> Result<Vec<BoundSheet>, Error> {
        let mut rest = Bytes(stream);
        let (mut listed, mut formats, mut modern) = (Vec::new(), CellFormats::default(), true);
        // Colours by their numbers: the palette stands behind what refers to it.
        let (mut inks, mut fills) = (Vec::new(), Vec::new());
        loop {
            let (kind, record) = self.next(&mut rest)?;
            let mut data = Bytes(record);
            match kind {
                BOF => {
                    modern = data.u16()? == 0x0600;
                    self.emit(BOF, record.get(..4).ok_or_else(too_short)?)?;
                }
                0x2F => return Err(fault::encrypted()),
                // The code page counts in Excel 95 only; later text is Unicode whatever it says.
                0x42 if !modern => self.emit(kind, &data.u16()?.to_le_bytes())?,
                0x22 if data.u16()? == 1 => self.globals.epoch = Epoch::Y1904,
                0x31 => {
                    // 2.4.122 Font: height, flags, colour.
                    let [_, flags, ink] = [data.u16()?, data.u16()?, data.u16()?];
                    let font = font_flags(flags, &mut data)?;
                    inks.push(ink);
                    let symbols = Symbols::named(&font_name(&mut data, modern).unwrap_or_default());
                    formats.fonts.push(Font { symbols, ..font });
                    // There is no font number 4 (2.5.129 FontIndex).
                    if formats.fonts.len() == 4 {
                        formats.fonts.push(Font::default());
                        inks.push(0);
                    }
                }
                0x41E => {
                    let id = u32::from(data.u16()?);
                    formats.codes.insert(id, NumberFormat::parse(&format_code(&mut data, modern)?));
                }
                0xE0 => {
                    let [font, number] = [data.u16()?, data.u16()?];
                    formats.formats.push((font.into(), number.into(), fills.len()));
                    fills.push(fill_color(&mut data).ok().flatten().filter(|_| modern));
                }
                0x92 => {
                    for at in 8..8 + usize::from(data.u16()?) {
                        let [red, green, blue, _] = [data.u8()?, data.u8()?, data.u8()?, data.u8()?];
                        if let Some(color) = formats.palette.indexed.get_mut(at) {
                            *color = Rgb([red, green, blue]);
                        }
                    }
                }
                0x85 => {
                    let from = data.u32()? as usize;
                    let (state, sort) = (data.u8()?, data.u8()?);
                    if sort == 0 {
                        listed.push(BoundSheet { patch: self.out.len() + 4, from, hidden: state & 3 != 0 });
                        if state & 0x3F > 2 || record.len() < 8 {
                            return Err(too_short());
                        }
                        self.emit(kind, record)?;
                    }
                }
                0xFC => {
                    let mut parts = vec![record];
                    parts.extend(self.continued(&mut rest)?);
                    self.globals.strings = strings::walk(&parts)?;
                    for (index, part) in parts.iter().enumerate() {
                        self.emit(if index == 0 { kind } else { CONTINUE }, part)?;
                    }
                }
                EOF => break,
                _ => {}
            }
            formats.check()?;
            limits::sheets(listed.len())?;
        }
        self.emit(EOF, &[])?;
        let color = |index: u16| formats.palette.indexed.get(usize::from(index)).copied();
        formats.fills = fills.into_iter().map(|fill| color(fill?).filter(|it| it.0 != [255; 3])).collect();
        let inks: Vec<_> = inks.into_iter().map(|ink| color(ink).filter(|ink| is_chromatic(*ink))).collect();
        let fonts = formats.fonts.iter_mut();
        fonts.zip(inks).for_each(|(font, ink)| font.ink = ink);
        self.globals.formats = formats;
        Ok(listed)
    }

    /// The records of a sheet (2.1.7.20.5 Worksheet Substream).
    fn sheet(&mut self, stream: &[u8]) -> Result<SheetFacts, Error> {
        let mut rest = Bytes(stream);
        let mut depth = 0;
        loop {
            if is_cut(rest) {
                if depth == 0 {
                    self.emit(BOF, &[0x00, 0x06, 0x10, 0x00])?;
                }
                self.facts.sheet.cut = true;
                return self.end_of_sheet();
            }
            let (kind, record) = self.next(&mut rest)?;
            match kind {
                BOF => {
                    depth += 1;
                    if depth == 1 {
                        self.emit(BOF, record.get(..4).ok_or_else(too_short)?)?;
                    }
                }
                EOF => {
                    depth -= 1;
                    if depth <= 0 {
                        return self.end_of_sheet();
                    }
                }
                // Charts inside a sheet have cells of their own.
                _ if depth > 1 => {}
                _ => self.record(kind, record, &mut rest)?,
            }
        }
    }

    /// Closes the sheet in the reduced stream, where its rows and columns are counted anew.
    fn end_of_sheet(&mut self) -> Result<SheetFacts, Error> {
        self.emit(EOF, &[])?;
        let mut facts = std::mem::take(&mut self.facts);
        let used = |number: fn(&CellRef) -> u32| -> Vec<u32> {
            facts.cells.keys().map(number).collect::<BTreeSet<_>>().into_iter().collect()
        };
        let (rows, columns) = (used(|at| at.row), used(|at| at.column));
        for (place, is_column) in self.numbered.drain(..) {
            let Some([low, high]) = self.out.get_mut(place..place + 2) else { continue };
            let old = u32::from(u16::from_le_bytes([*low, *high])) + 1;
            let new = if is_column { &columns } else { &rows }.binary_search(&old).unwrap_or_default();
            [*low, *high] = (new as u16).to_le_bytes();
        }
        (facts.rows, facts.columns) = (rows, columns);
        Ok(facts)
    }

    /// [`Self::emit`] for a record that begins with row and column.
    fn emit_cell(&mut self, kind: u16, data: &[u8]) -> Result<(), Error> {
        let start = self.out.len() + 4;
        self.numbered.extend([(start, false), (start + 2, true)]);
        self.emit(kind, data)
    }

    fn record(&mut self, kind: u16, record: &[u8], rest: &mut Bytes<'_>) -> Result<(), Error> {
        let mut data = Bytes(record);
        match kind {
            // Number, Label, RString, BoolErr, RK, LabelSst: one cell each.
            0x203 | 0x204 | 0xD6 | 0x205 | 0x27E | 0xFD => {
                let at = self.cell(&mut data)?;
                match kind {
                    0xFD => self.shared(data.u32()? as usize, at)?,
                    0x205 => return self.error(record),
                    0x204 | 0xD6 => self.budget.bytes(record.len() * 2)?,
                    _ => {}
                }
                self.emit_cell(kind, record)?;
            }
            0xBD => {
                let (row, first) = (data.u16()?, data.u16()?);
                let count = data.0.len().saturating_sub(2) / 6;
                for index in 0..count as u16 {
                    let format = data.u16()?;
                    data.u32()?;
                    self.place(row, first.saturating_add(index), format)?;
                }
                let last = data.u16()?;
                if count == 0 || last != first.saturating_add(count as u16 - 1) || !data.0.is_empty() {
                    return Err(too_short());
                }
                self.emit_cell(kind, record)?;
                self.numbered.push((self.out.len() - 2, true));
            }
            // Blank, MulBlank: cells that may have a colour.
            0x201 => self.blank(data.u16()?, data.u16()?, data.u16()?),
            0xBE => {
                let (row, first) = (data.u16()?, data.u16()?);
                for index in 0..(data.0.len().saturating_sub(2) / 2) as u16 {
                    self.blank(row, first.saturating_add(index), data.u16()?);
                }
            }
            0x06 => {
                self.cell(&mut data)?;
                // Without its formula, of which calamine would make a text that nobody reads.
                data.take(14)?;
                let mut head = record.get(..20).unwrap_or(record).to_vec();
                if head.get(12..14) == Some(&[0xFF, 0xFF]) && head.get(6) == Some(&2) {
                    head[8] = known_error(head[8]);
                }
                head.extend([0, 0]);
                self.emit_cell(kind, &head)?;
            }
            0x207 => {
                let text = joined(record, &self.continued(rest)?)?;
                self.budget.bytes(text.len() * 2)?;
                self.emit(kind, &text)?;
            }
            0xE5 => {
                for _ in 0..data.u16()? {
                    self.facts.sheet.merge(range(&mut data)?)?;
                }
            }
            0x208 => {
                let row = u32::from(data.u16()?) + 1;
                data.take(10)?;
                if data.u16()? & 0x20 != 0 {
                    self.facts.sheet.hide_rows(row, row);
                }
            }
            0x7D => {
                let (first, last) = (u32::from(data.u16()?), u32::from(data.u16()?));
                data.take(4)?;
                if data.u16()? & 1 != 0 {
                    self.facts.sheet.hide_columns(first + 1, last.min(u32::from(COLUMNS) - 1) + 1);
                }
            }
            0x1C => self.facts.sheet.comments = true,
            0x1B8 => {
                let on = range(&mut data)?;
                // A link that cannot be read costs no word.
                let target = link::target(&mut data).ok().flatten().filter(|target| is_external(target));
                self.facts.links.extend(target.map(|target| (on, target)));
                limits::table(self.facts.links.len(), "Verknüpfungen")?;
            }
            _ => {}
        }
        Ok(())
    }

    /// Row, column and format at the head of a cell's record.
    fn cell(&mut self, data: &mut Bytes<'_>) -> Result<CellRef, Error> {
        let (row, column, format) = (data.u16()?, data.u16()?, data.u16()?);
        self.place(row, column, format)
    }

    fn place(&mut self, row: u16, column: u16, format: u16) -> Result<CellRef, Error> {
        if column >= COLUMNS {
            return Err(fault::damaged("Eine Zelle liegt außerhalb des Blatts"));
        }
        self.budget.cell()?;
        let at = CellRef::new(u32::from(row) + 1, u32::from(column) + 1);
        self.blank(row, column, format);
        match self.facts.cells.insert(at, (format, None)) {
            None => Ok(at),
            Some(_) => Err(fault::damaged(format_args!("Die Zelle {at} kommt mehrfach vor"))),
        }
    }

    /// The colour of a cell.
    fn blank(&mut self, row: u16, column: u16, format: u16) {
        let at = CellRef::new(u32::from(row) + 1, u32::from(column) + 1);
        self.facts.sheet.paint_cell(at, self.globals.formats.fill(usize::from(format)));
    }

    fn shared(&mut self, index: usize, at: CellRef) -> Result<(), Error> {
        let string = self.globals.strings.get(index).ok_or_else(|| fault::damaged("Ein Text fehlt"))?;
        self.facts.cells.entry(at).and_modify(|cell| cell.1 = Some(index));
        self.budget.bytes(string.bytes)
    }

    /// A truth value or an error (2.4.24 BoolErr); calamine gives up at an error it does not know.
    fn error(&mut self, record: &[u8]) -> Result<(), Error> {
        let mut record = record.get(..8).ok_or_else(too_short)?.to_vec();
        if record[7] == 1 {
            record[6] = known_error(record[6]);
        }
        self.emit_cell(0x205, &record)
    }
}

/// Whether a stream ends before its next record does.
fn is_cut(mut rest: Bytes<'_>) -> bool {
    let whole = |rest: &mut Bytes<'_>| {
        rest.u16()?;
        let size = rest.u16()?;
        rest.take(usize::from(size)).map(drop)
    };
    whole(&mut rest).is_err()
}

/// An error code that calamine knows; another one is some error still.
fn known_error(code: u8) -> u8 {
    if error_of_code(code) == UNKNOWN_ERROR { 0x0F } else { code }
}

/// The string of a formula (2.4.268 String) with its continuations, which calamine passes over.
fn joined(record: &[u8], more: &[&[u8]]) -> Result<Vec<u8>, Error> {
    let mut all = record.to_vec();
    for part in more {
        match part.split_first() {
            Some((flags, text)) if all.get(2).is_some_and(|own| (own ^ flags) & 1 == 0) => {
                all.extend_from_slice(text)
            }
            _ => return Err(fault::damaged("Ein Text ist zu lang")),
        }
    }
    Ok(all)
}

/// Rows and columns of a rectangle (Ref8).
fn range(data: &mut Bytes<'_>) -> Result<CellRange, Error> {
    let (top, bottom, left, right) = (data.u16()?, data.u16()?, data.u16()?, data.u16()?);
    let at = |row: u16, column: u16| CellRef::new(u32::from(row) + 1, u32::from(column) + 1);
    Ok(CellRange { first: at(top, left), last: at(bottom.max(top), right.max(left)) })
}

/// The number of the colour of a plain fill (2.4.353 XF, 2.5.20 CellXF), behind font and number format.
fn fill_color(data: &mut Bytes<'_>) -> Result<Option<u16>, Error> {
    data.take(10)?;
    let plain = data.u32()? >> 26 == 1;
    let colors = data.u16()?;
    Ok(plain.then_some(colors & 0x7F))
}

/// The name of a font, behind its attributes.
fn font_name(data: &mut Bytes<'_>, modern: bool) -> Result<String, Error> {
    data.take(3)?;
    let size = usize::from(data.u8()?);
    match modern && data.u8()? & 1 != 0 {
        true => data.utf16(size),
        false => data.take(size).map(latin),
    }
}

/// 2.4.126 Format. Only characters of ASCII mean something in a format code.
fn format_code(data: &mut Bytes<'_>, modern: bool) -> Result<String, Error> {
    if !modern {
        let size = data.u8()?;
        return Ok(latin(data.take(usize::from(size))?));
    }
    let size = usize::from(data.u16()?);
    match data.u8()? & 1 {
        0 => Ok(latin(data.take(size)?)),
        _ => data.utf16(size),
    }
}

fn latin(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| char::from(*byte)).collect()
}
