//! What all sheets of a workbook share: strings, cell formats, the date system.

use jiff::civil::Date;

use super::cell_text::CellText;
use super::strings::Strings;
use super::styles::Stylesheet;
use crate::diag::Error;
use crate::german::{self, Epoch};
use crate::ooxml::part::Part;
use crate::read::Parts;

/// The shared parts, and what is added to them.
#[derive(Debug)]
pub(super) struct Book {
    /// None where all strings stand in their cells.
    pub(super) strings: Option<Strings>,
    /// The cell formats.
    pub(super) styles: Stylesheet,
    epoch: Epoch,
}

/// What is put into a cell, in the form in which a file stores it.
#[derive(Clone, Debug)]
pub(super) enum StoredValue {
    /// Nothing.
    Blank,
    /// An inline string: the element `is`.
    Inline(CellText),
    /// The element `v` of a cell of this type (18.18.11 ST_CellType): the number of a shared string
    /// (`s`), a date in the form of ISO 8601 (`d`); without one a number or serial date.
    Plain(Option<&'static str>, String),
}

impl Book {
    /// Opens the shared parts. A workbook without styles has none of the formats its cells name.
    pub(super) fn open(parts: &mut Parts<'_>) -> Result<Self, Error> {
        let strings = match parts.strings.clone() {
            Some(name) => Some(Strings::new(Part::new(&name, parts.package.require(&name)?)?)?),
            None => None,
        };
        let styles = match parts.styles.clone() {
            Some(name) => Part::new(&name, parts.package.require(&name)?)?,
            None => Part::new("", b"<styleSheet/>".to_vec())?,
        };
        Ok(Self { strings, styles: Stylesheet::new(styles)?, epoch: parts.epoch })
    }

    /// A text as a cell stores it.
    pub(super) fn text(&mut self, text: CellText) -> StoredValue {
        match &mut self.strings {
            _ if text.is_blank() => StoredValue::Blank,
            Some(strings) => StoredValue::Plain(Some("s"), strings.add(&text).to_string()),
            None => StoredValue::Inline(text),
        }
    }

    /// A date as a cell stores it: a serial number where the cell shows dates, else text.
    pub(super) fn date(&mut self, day: Date, shows_dates: bool, iso: bool) -> StoredValue {
        match self.epoch.serial(day).filter(|_| shows_dates) {
            _ if iso => StoredValue::Plain(Some("d"), day.to_string()),
            Some(serial) => StoredValue::Plain(None, serial.to_string()),
            None => self.text(CellText::plain(&german::date(day))),
        }
    }

    /// The changed parts.
    pub(super) fn finish(self) -> Result<Vec<(String, Vec<u8>)>, Error> {
        let strings = self.strings.map(Strings::finish).transpose()?;
        let changed = strings.into_iter().chain([self.styles.finish()?]);
        changed.filter(|(_, edits)| !edits.is_empty()).map(|(part, edits)| part.edited(edits)).collect()
    }
}
