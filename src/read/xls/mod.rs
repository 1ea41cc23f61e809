//! xls (MS-XLS), with calamine's decoding of strings and values.
//!
//! calamine opens an xls by decoding all of it, with sizes, chains and formulas taken on trust. So
//! it is handed a stream made here of the checked records only ([`records`]); what it does not say
//! (fonts, number formats, merged cells, links, what is hidden) is picked up on the way.

mod link;
mod records;
mod strings;

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{Data, Reader, Xls};

use super::builder::SheetBuilder;
use super::cfb;
use super::number::in_font;
use super::value::{UNKNOWN_ERROR, error_word, in_cell, numbered, text};
use crate::diag::Error;
use crate::grid::Value;
use crate::limits::Budget;
use crate::ooxml::fault;
use crate::source::CellRef;
use records::Globals;
use strings::SharedString;

/// Reads the workbook stream.
pub(super) fn read(stream: &[u8], budget: &mut Budget) -> Result<Vec<SheetBuilder>, Error> {
    let (stream, globals, sheets) = records::check(stream)?;
    let mut book = open(cfb::wrap(stream))?;
    let listed: Vec<_> = book.sheets_metadata().to_vec();
    let mut contents = Vec::new();
    for (sheet, facts) in listed.into_iter().zip(sheets) {
        let range = book.worksheet_range(&sheet.name).map_err(|error| unreadable().because(error))?;
        let (top, left) = range.start().unwrap_or((0, 0));
        let mut to = facts.sheet;
        to.name = sheet.name;
        for (row, column, data) in range.used_cells() {
            let place = |list: &[u32], at: usize| list.get(at).copied().unwrap_or_default();
            let at = CellRef::new(
                place(&facts.rows, top as usize + row),
                place(&facts.columns, left as usize + column),
            );
            let (format, string) = facts.cells.get(&at).copied().unwrap_or_default();
            let rich = string.and_then(|index| globals.strings.get(index));
            if let Some(value) = value(data, format, rich, &globals)? {
                to.put(at, value, globals.formats.get(usize::from(format)).0, budget)?;
            }
        }
        for (on, target) in facts.links {
            to.link(on, target, budget)?;
        }
        contents.push(to);
    }
    Ok(contents)
}

fn value(
    data: &Data,
    format: u16,
    rich: Option<&SharedString>,
    globals: &Globals,
) -> Result<Option<Value>, Error> {
    let (font, number) = globals.formats.get(usize::from(format));
    Ok(match data {
        Data::String(shown) => {
            let changes = rich.map(|rich| rich.changes.as_slice()).unwrap_or_default();
            let rich = in_cell(&numbered(shown, changes, &globals.formats.fonts), font);
            text(&number.text(rich, font))
        }
        Data::Float(value) if value.is_finite() => Some(in_font(number.value(*value, globals.epoch), font)),
        Data::Int(value) => Some(in_font(number.value(*value as f64, globals.epoch), font)),
        Data::Bool(value) => Some(Value::Bool(*value)),
        Data::Error(error) => Some(Value::Error(error_word(&error.to_string()).unwrap_or(UNKNOWN_ERROR))),
        Data::Empty => None,
        _ => return Err(fault::damaged("Eine Zahl ist ungültig")),
    })
}

/// Every record that calamine sees has been checked for what it relies on. Should a panic be left,
/// it must not take the other papers of a batch with it: this is the last resort.
fn open(file: Vec<u8>) -> Result<Xls<Cursor<Vec<u8>>>, Error> {
    let opened = catch_unwind(AssertUnwindSafe(|| Xls::new(Cursor::new(file))));
    opened.map_err(|_| unreadable())?.map_err(|error| unreadable().because(error))
}

fn unreadable() -> Error {
    fault::damaged("Ein Blatt lässt sich nicht lesen")
}
