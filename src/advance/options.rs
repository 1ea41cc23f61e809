//! What the user may say about the next version.

use jiff::civil::Date;

use crate::german::CENTURY_PIVOT;
use crate::model::Version;
use crate::recognise::Names;

/// How the next version is made.
#[derive(Clone, Debug)]
pub struct AdvanceOptions {
    /// The new version; without it, the last part of the old one is raised: 1.14 → 1.15, 1.9 → 1.10.
    pub version: Option<Version>,
    /// The new date; without it, the date is left blank.
    pub date: Option<Date>,
    /// The office's own names of sheets, columns and keys.
    pub names: Names,
    /// Two-digit years below this one lie in 20xx, the others in 19xx.
    pub pivot_year: u8,
}

impl Default for AdvanceOptions {
    fn default() -> Self {
        Self { version: None, date: None, names: Names::default(), pivot_year: CENTURY_PIVOT }
    }
}
