//! A worksheet part of an xlsb (MS-XLSB 2.1.7.62).

use super::super::builder::SheetBuilder;
use super::super::bytes::Bytes;
use super::super::number::in_font;
use super::super::parts::Shared;
use super::super::value::{error_of_code, in_cell, link_target, rk, text};
use super::records::{Records, nullable_text, rich_text, wide_text};
use crate::diag::Error;
use crate::grid::{Font, Value};
use crate::limits::Budget;
use crate::ooxml::fault;
use crate::ooxml::relations::Relations;
use crate::source::{CellRange, CellRef, MAX_COLUMNS, MAX_ROWS};
use crate::text::RichText;

/// Reads a worksheet.
pub(super) fn read(
    bytes: &[u8],
    shared: &Shared,
    links: &Relations,
    to: &mut SheetBuilder,
    budget: &mut Budget,
) -> Result<(), Error> {
    let (mut in_cells, mut row, mut column) = (false, 0, 0);
    let mut whole = false;
    let mut records = Records::new(bytes);
    while let Some((kind, mut data)) = records.read_whole()? {
        match kind {
            0x91 => in_cells = true,
            0x92 => in_cells = false,
            0x82 => whole = true,
            0x00 if in_cells => {
                row = one_based(data.u32()?, MAX_ROWS)?;
                column = 0;
                data.take(7)?;
                if data.u8()? & 0x10 != 0 {
                    to.hide_rows(row, row);
                }
            }
            0x01..=0x12 | 0x3E if in_cells => {
                // The short records (from 0x0C on) stand to the right of the cell before.
                column = match kind {
                    0x0C..=0x12 => one_based(column, MAX_COLUMNS)?,
                    _ => one_based(data.u32()?, MAX_COLUMNS)?,
                };
                let at = CellRef::new(row.max(1), column);
                // Every cell record begins with its format.
                let style = Bytes(data.0).u32()? & 0x00FF_FFFF;
                to.paint_cell(at, shared.formats.fill(style as usize));
                if let Some((value, font)) = value(kind, &mut data, shared, budget)? {
                    to.put(at, value, font, budget)?;
                }
            }
            0x3C => {
                let (first, last) = (data.u32()?, data.u32()?);
                data.take(8)?;
                if data.u16()? & 1 != 0 {
                    to.hide_columns(one_based(first, MAX_COLUMNS)?, one_based(last, MAX_COLUMNS)?);
                }
            }
            0xB0 => to.merge(range(&mut data)?)?,
            0x1EE => {
                let on = range(&mut data)?;
                let relation = nullable_text(&mut data)?.and_then(|id| links.get(&id));
                if let Some(target) = link_target(relation, &wide_text(&mut data)?) {
                    to.link(on, target, budget)?;
                }
            }
            _ => {}
        }
    }
    to.cut = !whole || records.cut;
    Ok(())
}

/// The value and font of a cell record (2.4.312 BrtCellBlank to 2.4.332), behind its column.
fn value(
    kind: u32,
    data: &mut Bytes<'_>,
    shared: &Shared,
    budget: &mut Budget,
) -> Result<Option<(Value, Font)>, Error> {
    let style = data.u32()? & 0x00FF_FFFF;
    let (font, format) = shared.formats.get(style as usize);
    let number = |number: f64| match number.is_finite() {
        true => Ok(Some(in_font(format.value(number, shared.epoch), font))),
        false => Err(fault::damaged("Eine Zahl ist ungültig")),
    };
    let value = match kind {
        0x02 | 0x0D => number(rk(data.u32()?))?,
        0x03 | 0x0B | 0x0E => Some(Value::Error(error_of_code(data.u8()?))),
        0x04 | 0x0A | 0x0F => Some(Value::Bool(data.u8()? != 0)),
        0x05 | 0x09 | 0x10 => number(data.f64()?)?,
        0x06 | 0x08 | 0x11 => text(&format.text(RichText::from_iter([(wide_text(data)?, font)]), font)),
        0x07 | 0x12 => {
            let shared_string = shared.strings.get(data.u32()? as usize);
            let string = shared_string.ok_or_else(|| fault::damaged("Ein Text fehlt"))?;
            text(&format.text(in_cell(string, font), font))
        }
        0x3E => {
            let rich = in_cell(&rich_text(data, &shared.formats.fonts, budget)?, font);
            text(&format.text(rich, font))
        }
        _ => None,
    };
    Ok(value.map(|value| (value, font)))
}

/// Rows and columns of a rectangle (2.5.153 UncheckedRfX).
fn range(data: &mut Bytes<'_>) -> Result<CellRange, Error> {
    let (top, bottom) = (one_based(data.u32()?, MAX_ROWS)?, one_based(data.u32()?, MAX_ROWS)?);
    let (left, right) = (one_based(data.u32()?, MAX_COLUMNS)?, one_based(data.u32()?, MAX_COLUMNS)?);
    Ok(CellRange { first: CellRef::new(top, left), last: CellRef::new(bottom.max(top), right.max(left)) })
}

/// A row or column, counted from 1 and inside the sheet.
fn one_based(index: u32, most: u32) -> Result<u32, Error> {
    match index {
        index if index < most => Ok(index + 1),
        _ => Err(fault::damaged("Eine Zelle liegt außerhalb des Blatts")),
    }
}
