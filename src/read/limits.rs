//! What a workbook may ask of this machine.
//!
//! The limits lie far above every real status workbook (5,000 words are some 50 kB) and far below
//! what would exhaust memory: together they keep the reading of any file below 512 MiB.

use super::fault;
use crate::diag::Error;

/// Bytes of the file itself.
pub(super) const FILE: usize = 100 << 20;
/// Entries of the package.
pub(super) const ENTRIES: usize = 10_000;
/// Bytes of one part, inflated.
pub(super) const PART: u64 = 64 << 20;
/// Bytes of all parts that are read, inflated.
pub(super) const PACKAGE: u64 = 192 << 20;
/// Sheets of a workbook.
pub(super) const SHEETS: usize = 1_000;
/// Shared strings, cell formats and the like.
pub(super) const TABLE: usize = 300_000;

const CELLS: usize = 200_000;
/// Bytes of all texts.
pub(super) const TEXT: usize = 64 << 20;
const STEPS: usize = 20_000_000;
/// What a run or cell costs in memory beside its characters.
const OVERHEAD: usize = 64;

/// What is left of the limits while one workbook is read.
#[derive(Debug)]
pub(super) struct Budget {
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
    pub(super) fn cell(&mut self) -> Result<(), Error> {
        self.cells = self
            .cells
            .checked_sub(1)
            .ok_or_else(|| fault::too_large(format_args!("Sie hat mehr als {CELLS} ausgefüllte Zellen")))?;
        Ok(())
    }

    /// Pays for a run or a link of `bytes` bytes of text.
    pub(super) fn text(&mut self, bytes: usize) -> Result<(), Error> {
        self.bytes(bytes.saturating_add(OVERHEAD))
    }

    /// Pays for `bytes` bytes more in a run.
    pub(super) fn bytes(&mut self, bytes: usize) -> Result<(), Error> {
        self.text = self
            .text
            .checked_sub(bytes)
            .ok_or_else(|| fault::too_large(format_args!("Sie hat mehr als {} MB Text", TEXT >> 20)))?;
        Ok(())
    }

    /// Pays for `steps` steps of a search whose length the file decides.
    pub(super) fn steps(&mut self, steps: usize) -> Result<(), Error> {
        self.steps = self
            .steps
            .checked_sub(steps)
            .ok_or_else(|| fault::too_large("Sie hat zu viele verbundene Zellen oder Verknüpfungen"))?;
        Ok(())
    }
}

/// Refuses a table of the file that has grown beyond [`TABLE`] entries; `what` names the entries.
pub(super) fn table(len: usize, what: &str) -> Result<(), Error> {
    if len > TABLE {
        return Err(fault::too_large(format_args!("Sie hat mehr als {TABLE} {what}")));
    }
    Ok(())
}
