//! Where a text comes from: file, sheet and cell, in the words the user sees in Excel.
//!
//! Everything that is read carries a [`Location`] until it is printed, so that a finding can
//! name the cell to mend. Nothing in here interprets a cell.

use std::fmt;
use std::sync::Arc;

use serde::{Serialize, Serializer};

/// A cell's address, **1-based** as Excel shows it: `C17` is `row: 17, column: 3`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CellRef {
    /// Row number, from 1.
    pub row: u32,
    /// Column number, from 1 (`A`).
    pub column: u32,
}

impl CellRef {
    /// The cell at `row` and `column`, both counted from 1.
    pub fn new(row: u32, column: u32) -> Self {
        Self { row, column }
    }

    /// Reads an A1 reference without `$` and sheet name; `None` where it is none, or lies outside
    /// Excel's limits of 1,048,576 rows and 16,384 columns.
    pub fn parse(a1: &str) -> Option<Self> {
        let letters = a1.bytes().take_while(u8::is_ascii_alphabetic).count();
        let digits = &a1.as_bytes()[letters..];
        if !(1..=3).contains(&letters) || !(1..=7).contains(&digits.len()) {
            return None;
        }
        let column = a1[..letters]
            .bytes()
            .fold(0, |sum, letter| sum * 26 + u32::from(letter.to_ascii_uppercase() - b'A') + 1);
        let row = a1[letters..].parse().ok()?;
        let inside = (1..=MAX_ROWS).contains(&row) && column <= MAX_COLUMNS;
        (inside && digits.iter().all(u8::is_ascii_digit)).then_some(Self { row, column })
    }
}

/// Rows of a sheet in the xlsx format.
pub const MAX_ROWS: u32 = 1_048_576;
/// Columns of a sheet in the xlsx format.
pub const MAX_COLUMNS: u32 = 16_384;

impl fmt::Display for CellRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", column_letters(self.column), self.row)
    }
}

/// The letters above a column: 1 is `A`, 27 is `AA`.
pub fn column_letters(mut column: u32) -> String {
    let mut letters = Vec::new();
    while column > 0 {
        column -= 1;
        letters.push(char::from(b'A' + (column % 26) as u8));
        column /= 26;
    }
    letters.iter().rev().collect()
}

/// A rectangle of cells, both corners included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CellRange {
    /// Upper left corner.
    pub first: CellRef,
    /// Lower right corner.
    pub last: CellRef,
}

impl CellRange {
    /// Reads `B2` or `B2:C3`, with or without `$`, and whole columns or rows (`B:C`, `2:3`); `None` where
    /// it is none, or its corners are not the upper left and the lower right one.
    pub fn parse(reference: &str) -> Option<Self> {
        let reference = reference.replace('$', "");
        let (first, last) = reference.split_once(':').unwrap_or((&reference, &reference));
        let all = |test: fn(&u8) -> bool| [first, last].iter().all(|it| it.as_bytes().iter().all(test));
        let corners = if all(u8::is_ascii_alphabetic) {
            (format!("{first}1"), format!("{last}{MAX_ROWS}"))
        } else if all(u8::is_ascii_digit) {
            (format!("A{first}"), format!("{}{last}", column_letters(MAX_COLUMNS)))
        } else {
            (first.to_owned(), last.to_owned())
        };
        let (first, last) = (CellRef::parse(&corners.0)?, CellRef::parse(&corners.1)?);
        (first.row <= last.row && first.column <= last.column).then_some(Self { first, last })
    }

    /// Whether `cell` lies inside.
    pub fn contains(&self, cell: CellRef) -> bool {
        (self.first.row..=self.last.row).contains(&cell.row)
            && (self.first.column..=self.last.column).contains(&cell.column)
    }
}

impl fmt::Display for CellRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.first, self.last)
    }
}

/// A place in the input: a file, a sheet of it, or one cell. Printed as `datei.xlsx › Blatt!C17`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Location {
    /// The file's name as the user gave it.
    pub file: Arc<str>,
    /// The sheet, where the place is inside one.
    pub sheet: Option<Arc<str>>,
    /// The cell, where the place is one.
    pub cell: Option<CellRef>,
    /// Where what is struck in the text stands: its place in the previous version, once both are merged.
    former: Option<Arc<Location>>,
}

impl Location {
    /// A whole file.
    pub fn file(file: impl Into<Arc<str>>) -> Self {
        Self { file: file.into(), sheet: None, cell: None, former: None }
    }

    /// A whole sheet of this location's file.
    pub fn sheet(&self, sheet: impl Into<Arc<str>>) -> Self {
        Self { sheet: Some(sheet.into()), cell: None, ..self.clone() }
    }

    /// A cell of this location's sheet.
    pub fn cell(&self, cell: CellRef) -> Self {
        Self { cell: Some(cell), ..self.clone() }
    }

    /// The same place of a text that stood at `former` in the previous version.
    #[must_use]
    pub fn after(&self, former: &Self) -> Self {
        Self { former: Some(Arc::new(former.clone())), ..self.clone() }
    }

    /// Where what is struck in the text stands: in the previous version, as far as both are merged.
    pub fn former(&self) -> &Self {
        self.former.as_deref().unwrap_or(self)
    }

    /// The place alone, without where what is struck in it stands.
    #[must_use]
    pub fn plain(&self) -> Self {
        Self { former: None, ..self.clone() }
    }

    /// The place inside the file: `Sachstand!C17`, `Sachstand` or nothing.
    pub fn inside(&self) -> String {
        match (&self.sheet, self.cell) {
            (Some(sheet), Some(cell)) => format!("{sheet}!{cell}"),
            (Some(sheet), None) => sheet.to_string(),
            (None, _) => String::new(),
        }
    }
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.sheet {
            Some(_) => write!(f, "{} › {}", self.file, self.inside()),
            None => f.write_str(&self.file),
        }
    }
}

impl Serialize for Location {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// A value with the place it was read from. Two of them are equal when their **values** are:
/// a row that merely moved has not changed.
#[derive(Clone, Debug, Serialize)]
pub struct Located<T> {
    /// What was read.
    pub value: T,
    /// Where it stands.
    pub at: Location,
}

impl<T> Located<T> {
    /// `value`, read from `at`.
    pub fn new(value: T, at: Location) -> Self {
        Self { value, at }
    }
}

impl<T: PartialEq> PartialEq for Located<T> {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_and_references_agree_with_excel() {
        for (column, letters) in [(1, "A"), (26, "Z"), (27, "AA"), (702, "ZZ"), (703, "AAA"), (16_384, "XFD")]
        {
            assert_eq!(column_letters(column), letters);
            assert_eq!(CellRef::parse(&format!("{letters}7")), Some(CellRef::new(7, column)));
        }
    }

    #[test]
    fn references_outside_the_sheet_are_refused() {
        for bad in
            ["", "A", "7", "A0", "XFE1", "A1048577", "A99999999999", "AAAA1", "Ä1", "A1B", "A+1", "A-1"]
        {
            assert_eq!(CellRef::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_location_reads_as_in_excel() {
        let at = Location::file("input/a.xlsx").sheet("Sachstand").cell(CellRef::new(17, 6));
        assert_eq!(at.to_string(), "input/a.xlsx › Sachstand!F17");
    }
}
