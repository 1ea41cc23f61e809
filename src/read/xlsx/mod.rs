//! xlsx and xlsm (ECMA-376 part 1, SpreadsheetML), read by this project's own streaming reader.
//!
//! calamine is not used here because it drops what a status workbook cannot do without: the runs
//! of rich text (struck and new words come back fused), hidden rows and columns, percent formats;
//! and because one unknown error value (`#SPILL!`) costs it the whole sheet, a forged count of
//! strings the process. What is left to do (values, fonts, links) is a walk over the same
//! elements.

mod shared;
mod sheet;
mod styles;
mod workbook;

pub(crate) use workbook::parts;

use super::builder::SheetBuilder;
use crate::diag::Error;
use crate::ooxml::limits::Budget;
use crate::ooxml::package::Package;
use shared::Shared;

/// Reads the package whose workbook part is `main`.
pub(super) fn read(
    package: Package<'_>,
    main: String,
    budget: &mut Budget,
) -> Result<Vec<SheetBuilder>, Error> {
    let mut parts = parts(package, main)?;
    let shared = Shared::read(&mut parts, budget)?;
    parts.read_sheets(|part, bytes, links, to| sheet::read(part, bytes, &shared, links, to, budget))
}
