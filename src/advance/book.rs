//! What all sheets of a workbook share: strings, cell formats, the date system.

use jiff::civil::Date;

use super::rich::Rich;
use super::strings::Strings;
use super::styles::{CellFormat, Change, Stylesheet};
use crate::diag::Error;
use crate::german::{self, Epoch};
use crate::ooxml::part::Part;
use crate::read::Parts;

/// The shared parts, and what is added to them.
#[derive(Debug)]
pub(super) struct Book {
    strings: Option<Strings>,
    styles: Option<Stylesheet>,
    epoch: Epoch,
}

/// What is put into a cell.
#[derive(Clone, Debug)]
pub(super) enum Content {
    /// Nothing.
    Blank,
    /// A shared string.
    Shared(usize),
    /// An inline string: the element `is`.
    Inline(Rich),
    /// A number or serial date, as written in the file.
    Number(String),
    /// A date in the form of ISO 8601, of a cell of type `d`.
    Iso(String),
}

impl Book {
    /// Opens the shared parts.
    pub(super) fn open(parts: &mut Parts<'_>) -> Result<Self, Error> {
        let (strings, styles) = (parts.strings.clone(), parts.styles.clone());
        let mut part =
            |name: Option<String>| name.map(|name| Part::new(&name, parts.bytes(&name)?)).transpose();
        Ok(Self {
            strings: part(strings)?.map(Strings::new).transpose()?,
            styles: part(styles)?.map(Stylesheet::new).transpose()?,
            epoch: parts.epoch,
        })
    }

    /// What a cell format means.
    pub(super) fn format(&self, format: usize) -> Result<CellFormat, Error> {
        self.styles.as_ref().map_or_else(|| Ok(CellFormat::default()), |styles| styles.format(format))
    }

    /// The number of the format that is `format` with this change.
    pub(super) fn changed(&mut self, format: usize, change: Change) -> Result<usize, Error> {
        match &mut self.styles {
            Some(styles) if change != Change::default() => styles.changed(format, change),
            _ => Ok(format),
        }
    }

    /// The shared string with this number.
    pub(super) fn string(&self, number: usize) -> Result<Rich, Error> {
        self.strings.as_ref().map_or_else(|| Ok(Rich::default()), |strings| strings.get(number))
    }

    /// Notes that a cell no longer refers to a shared string.
    pub(super) fn release(&mut self) {
        if let Some(strings) = &mut self.strings {
            strings.release();
        }
    }

    /// A text as a cell holds it.
    pub(super) fn text(&mut self, text: Rich) -> Content {
        match &mut self.strings {
            _ if text.is_blank() => Content::Blank,
            Some(strings) => Content::Shared(strings.add(&text)),
            None => Content::Inline(text),
        }
    }

    /// A date as a cell holds it: a serial number where the cell shows dates, else text.
    pub(super) fn date(&mut self, day: Date, shows_dates: bool, iso: bool) -> Content {
        match self.epoch.serial(day).filter(|_| shows_dates) {
            _ if iso => Content::Iso(day.to_string()),
            Some(serial) => Content::Number(serial.to_string()),
            None => self.text(Rich::plain(&german::date(day))),
        }
    }

    /// The changed parts.
    pub(super) fn finish(self) -> Result<Vec<(String, Vec<u8>)>, Error> {
        let strings = self.strings.map(Strings::finish).transpose()?;
        let styles = self.styles.map(Stylesheet::finish).transpose()?;
        let changed = strings.into_iter().chain(styles).filter(|(_, edits)| !edits.is_empty());
        changed.map(|(part, edits)| Ok((part.name().to_owned(), part.edited(edits)?))).collect()
    }
}
