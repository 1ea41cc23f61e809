//! What a file may ask of this machine.
//!
//! The limits lie far above every real status workbook (5,000 words are some 50 kB) and far below
//! what would exhaust memory: together they keep the reading of any file below 512 MiB.

use super::fault;
use crate::diag::Error;

/// Bytes of the file itself.
pub(crate) const FILE: usize = 100 << 20;
/// Entries of the package.
pub(crate) const ENTRIES: usize = 10_000;
/// Bytes of one part, inflated.
pub(crate) const PART: u64 = 64 << 20;
/// Bytes of all parts that are read, inflated.
pub(crate) const PACKAGE: u64 = 192 << 20;
/// Sheets of a workbook.
const SHEETS: usize = 1_000;
/// Shared strings, cell formats and the like.
const TABLE: usize = 300_000;

const CELLS: usize = 200_000;
/// Bytes of all texts.
const TEXT: usize = 64 << 20;
const STEPS: usize = 20_000_000;
/// What a run or cell costs in memory beside its characters.
const OVERHEAD: usize = 64;

/// What is left of the limits while one workbook is read.
#[derive(Debug)]
pub(crate) struct Budget {
    cells: usize,
    text: usize,
    steps: usize,
}

impl Default for Budget {
    fn default() -> Self {
        Self { cells: CELLS, text: TEXT, steps: STEPS }
    }
}

impl Budget {
    /// Pays for one cell that is not blank.
    pub(crate) fn cell(&mut self) -> Result<(), Error> {
        pay(&mut self.cells, 1, || format!("Sie hat mehr als {CELLS} ausgefüllte Zellen"))
    }

    /// Pays for a run or a link of `bytes` bytes of text.
    pub(crate) fn text(&mut self, bytes: usize) -> Result<(), Error> {
        self.bytes(bytes.saturating_add(OVERHEAD))
    }

    /// Pays for `bytes` bytes more in a run.
    pub(crate) fn bytes(&mut self, bytes: usize) -> Result<(), Error> {
        pay(&mut self.text, bytes, || format!("Sie hat mehr als {} MB Text", TEXT >> 20))
    }

    /// Pays for `steps` steps of a search whose length the file decides.
    pub(crate) fn steps(&mut self, steps: usize) -> Result<(), Error> {
        pay(&mut self.steps, steps, || "Sie hat zu viele verbundene Zellen oder Verknüpfungen".to_owned())
    }
}

fn pay(left: &mut usize, price: usize, what: impl Fn() -> String) -> Result<(), Error> {
    *left = left.checked_sub(price).ok_or_else(|| fault::too_large(what()))?;
    Ok(())
}

/// Refuses a table of the file that has grown beyond [`TABLE`] entries; `what` names the entries.
pub(crate) fn table(len: usize, what: &str) -> Result<(), Error> {
    at_most(TABLE, len, what)
}

/// Refuses a list of more than [`SHEETS`] sheets.
pub(crate) fn sheets(len: usize) -> Result<(), Error> {
    at_most(SHEETS, len, "Blätter")
}

fn at_most(most: usize, len: usize, what: &str) -> Result<(), Error> {
    match len > most {
        true => Err(fault::too_large(format_args!("Sie hat mehr als {most} {what}"))),
        false => Ok(()),
    }
}
