//! How high rows are, so that no text is cut where a program believes the file, and none later on.
//!
//! A row without a height is fitted by Excel as it opens the file, but not by LibreOffice. A height that is
//! called the clerk's own is fitted by neither when text is added. So each row has an estimated height, and
//! nothing says that it is anybody's own: that is how Excel itself writes rows.

use super::cell::{Cell, Value};
use super::finding;
use crate::diag::Error;
use crate::ooxml::package::{Package, exchange};

/// The height of a line, in points.
const LINE: f64 = 15.0;
/// So many characters stand where there is room for a digit, on average.
const PER_DIGIT: f64 = 1.05;
/// The greatest height that Excel knows.
const HIGHEST: f64 = 409.0;

/// The height of a row of these cells, each in a column that is so many digits wide.
pub(super) fn height<'c>(cells: impl Iterator<Item = (&'c Cell, f64)>) -> f64 {
    let lines = cells.map(|(cell, width)| lines(cell, width)).fold(1.0, f64::max);
    (lines * LINE).min(HIGHEST)
}

/// How many lines a cell fills.
fn lines(cell: &Cell, width: f64) -> f64 {
    let Some(Value::Text(text)) = &cell.value else { return 1.0 };
    let lines = text.as_str().split('\n');
    lines.map(|line| (line.chars().count() as f64 / (width * PER_DIGIT)).ceil().max(1.0)).sum()
}

/// The workbook with no height called anybody's own.
///
/// # Errors
/// Where the package cannot be taken apart.
pub(super) fn loosened(bytes: &[u8]) -> Result<Vec<u8>, Error> {
    let mut package = Package::open(bytes)?;
    let names: Vec<String> =
        package.names().filter(|name| name.starts_with("xl/worksheets/sheet")).map(Into::into).collect();
    let mut changed = Vec::new();
    for name in names {
        let part = String::from_utf8(package.require(&name)?)
            .map_err(|error| finding::not_written().because(error))?;
        changed.push((name, part.replace(" customHeight=\"1\"", "").into_bytes()));
    }
    exchange(bytes, &changed, &[]).map_err(|error| finding::not_written().because(error))
}
