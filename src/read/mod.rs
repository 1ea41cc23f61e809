//! The first stage: the bytes of a workbook → [`Workbook`].
//!
//! In: a file of one of the five formats, recognised by what is in it, not by its name. Out: its
//! sheets, rows and cells, nothing interpreted; what every format can say looks alike. Nothing in
//! the bytes is believed: sizes are counted while inflating, XML must be well-formed to its end,
//! references must lie inside the sheet; [`limits`] says how much a workbook may ask for.
//!
//! 1. [`recognise`]: which format is it, or what else;
//! 2. [`ooxml`] (xlsx, xlsm), [`xlsb`], [`xls`], [`ods`]: the format's cells into a [`Draft`];
//! 3. [`Draft::finish`]: cells in order, links laid on, what lies under merged cells left out.

mod bytes;
mod cfb;
mod draft;
mod fault;
mod limits;
mod number;
mod ods;
mod ooxml;
mod package;
mod recognise;
mod value;
mod xls;
mod xlsb;
mod xml;

pub(crate) use ooxml::parts::{Opened, Parts, open, shows_date};

use draft::Draft;
use limits::Budget;
use recognise::Format;

use crate::diag::{Error, Warned};
use crate::grid::Workbook;
use crate::source::Location;

/// The sheets of a workbook, in the order of their tabs.
type Contents = Vec<SheetContents>;

/// A sheet of cells.
struct SheetContents {
    name: String,
    hidden: bool,
    draft: Draft,
}

/// Reads a workbook; `file` is its name as the user gave it, for messages.
///
/// # Errors
/// The file is no workbook, is encrypted, damaged, or larger than any paper needs.
pub fn read(bytes: &[u8], file: &str) -> Result<Warned<Workbook>, Error> {
    read_bytes(bytes, file).map_err(|error| error.at(file))
}

fn read_bytes(bytes: &[u8], file: &str) -> Result<Warned<Workbook>, Error> {
    let mut budget = Budget::default();
    let contents = match recognise::recognise(bytes)? {
        Format::Xlsx { mut package, main } => ooxml::read(&mut package, &main, &mut budget)?,
        Format::Xlsb { mut package, main } => xlsb::read(&mut package, &main, &mut budget)?,
        Format::Ods { mut package } => ods::read(&mut package, &mut budget)?,
        Format::Xls { stream } => xls::read(&stream, &mut budget)?,
    };
    let at = Location::file(file);
    let mut findings = Vec::new();
    let mut sheets = Vec::new();
    for SheetContents { name, hidden, draft } in contents {
        sheets.push(draft.finish(&at, &name, hidden, &mut budget, &mut findings)?);
    }
    if sheets.is_empty() {
        return Err(fault::damaged("Sie hat kein Blatt mit Zellen"));
    }
    Ok(Warned::new(Workbook { file: at.file, sheets }, findings))
}
