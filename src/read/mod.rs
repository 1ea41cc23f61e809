//! The first stage: the bytes of a workbook → [`Workbook`].
//!
//! In: a file of one of the five formats, recognised by what is in it, not by its name. Out: its
//! sheets, rows and cells, nothing interpreted; what every format can say looks alike. Nothing in
//! the bytes is believed: [`ooxml`](crate::ooxml) guards against hostile packages and XML, and
//! references must lie inside the sheet.
//!
//! 1. [`format`]: which format is it, or what else;
//! 2. [`xlsx`] (with xlsm), [`xlsb`], [`xls`], [`ods`]: the format's cells into a
//!    [`SheetBuilder`](builder::SheetBuilder);
//! 3. [`finish`](builder::SheetBuilder::finish): cells in order, links laid on, what lies under
//!    merged cells left out.

mod builder;
mod bytes;
mod cfb;
mod conditional;
mod digits;
mod drawing;
mod fault;
mod format;
mod number;
mod ods;
mod parts;
mod ranges;
mod styles;
mod symbols;
mod value;
mod xls;
mod xlsb;
mod xlsx;

pub(crate) use format::{Format, recognise};
pub(crate) use parts::{Parts, SheetPart};
pub(crate) use styles::shows_date;
pub(crate) use xlsx::parts as xlsx_parts;

use crate::diag::{Error, Warned};
use crate::grid::Workbook;
use crate::limits::Budget;
use crate::source::Location;

/// The largest file that is read, in bytes.
pub const LARGEST_FILE: usize = crate::limits::FILE;

/// Reads a workbook; `file` is its name as the user gave it, for messages.
///
/// # Errors
/// The file is no workbook, is encrypted, damaged, or larger than any paper needs.
pub fn read(bytes: &[u8], file: &str) -> Result<Warned<Workbook>, Error> {
    read_bytes(bytes, file).map_err(|error| error.at(file))
}

fn read_bytes(bytes: &[u8], file: &str) -> Result<Warned<Workbook>, Error> {
    let mut budget = Budget::default();
    let contents = match recognise(bytes)? {
        Format::Xlsx { package, main } => xlsx::read(package, main, &mut budget)?,
        Format::Xlsb { package, main } => xlsb::read(package, main, &mut budget)?,
        Format::Ods { mut package } => ods::read(&mut package, &mut budget)?,
        Format::Xls { stream } => xls::read(&stream, &mut budget)?,
    };
    let at = Location::file(file);
    let mut findings = Vec::new();
    let finished = contents.into_iter().map(|sheet| sheet.finish(&at, &mut budget, &mut findings));
    let sheets = finished.collect::<Result<Vec<_>, _>>()?;
    if sheets.is_empty() {
        return Err(crate::ooxml::fault::damaged("Sie hat kein Blatt mit Zellen"));
    }
    Ok(Warned::new(Workbook { file: at.file, sheets }, findings))
}
