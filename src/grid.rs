//! A workbook as it was read: sheets, rows, cells. Nothing is interpreted here, and nothing of
//! the file format shows, so that the five formats look alike to everything that follows.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::{Date, DateTime, Time};

use crate::german;
use crate::source::{CellRange, CellRef, Location};
use crate::text::RichText;

/// One workbook file.
#[derive(Clone, Debug)]
pub struct Workbook {
    /// The file's name as the user gave it.
    pub file: Arc<str>,
    /// Its sheets in the order of their tabs; chart and macro sheets are not among them.
    pub sheets: Vec<Sheet>,
}

/// One worksheet.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// File and sheet.
    pub at: Location,
    /// The name on the tab.
    pub name: Arc<str>,
    /// Whether the user hid the sheet.
    pub hidden: bool,
    /// Rows with at least one cell that is not blank, from top to bottom.
    pub rows: Vec<Row>,
    /// Merged regions; the value stands in their upper left cell.
    pub merged: Vec<CellRange>,
    /// Columns the user hid, 1-based, ascending.
    pub hidden_columns: Vec<u32>,
    /// What the cells of these rows show beside their content, blank ones among them.
    pub looks: BTreeMap<CellRef, Look>,
    /// What lies over the cells.
    pub objects: Vec<Object>,
}

/// Something that lies over cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Object {
    /// The cell under its upper left corner.
    pub at: CellRef,
    /// What it is.
    pub kind: ObjectKind,
    /// The words in it, or those that describe it for who does not see it.
    pub text: String,
}

/// What lies over cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ObjectKind {
    /// A picture, also one that was put into the cell.
    Picture,
    /// A shape with text.
    TextBox,
    /// A chart or diagram.
    Chart,
}

/// What a cell shows beside its content.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Look {
    /// The colour it is filled with; none where it is white.
    pub fill: Option<Rgb>,
    /// The colour that a conditional format gives to its characters.
    pub ink: Option<Rgb>,
    /// The icon that a conditional format puts into it.
    pub icon: Option<Icon>,
}

/// A colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rgb(pub [u8; 3]);

/// An icon of a conditional format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Icon {
    /// A character of the same shape; none for a traffic light, whose colour is all it says.
    pub sign: Option<char>,
    /// Its colour, or what it says.
    pub name: &'static str,
    /// Whether the number below it is hidden.
    pub alone: bool,
}

impl Sheet {
    /// The cell at a place, where it is not blank.
    pub fn cell(&self, place: CellRef) -> Option<&Cell> {
        let at = self.rows.binary_search_by_key(&place.row, |row| row.number).ok()?;
        self.rows.get(at)?.cell(place.column)
    }

    /// The leftmost column that holds something.
    pub fn first_column(&self) -> Option<u32> {
        self.rows.iter().filter_map(|row| row.cells.first()).map(|cell| cell.at.column).min()
    }
}

/// A row that holds something.
#[derive(Clone, Debug)]
pub struct Row {
    /// Row number, from 1.
    pub number: u32,
    /// Whether the user (or a filter) hid the row.
    pub hidden: bool,
    /// Cells that are not blank, from left to right.
    pub cells: Vec<Cell>,
}

impl Row {
    /// The cell in `column` (from 1), where it is not blank.
    pub fn cell(&self, column: u32) -> Option<&Cell> {
        let at = self.cells.binary_search_by_key(&column, |cell| cell.at.column).ok()?;
        self.cells.get(at)
    }
}

/// A cell that is not blank.
#[derive(Clone, Debug)]
pub struct Cell {
    /// Where it stands.
    pub at: CellRef,
    /// What it holds.
    pub value: Value,
    /// The font of the whole cell, which a number, a date or a truth value is shown in. Text has
    /// its own in its runs.
    pub font: Font,
    /// Target of the hyperlink laid on the whole cell, as written in the file.
    pub link: Option<String>,
}

/// What a cell holds. Of a formula, it is the result that the file carries.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Text; line breaks are `\n` (Alt+Enter). Each run has the font of its own where it has one, else
    /// that of the cell. Never blank.
    Text(RichText<Font>),
    /// A number, and how its cell shows it.
    Number {
        /// The number as stored.
        value: f64,
        /// Shown with a percent format (0.6 for 60 %).
        percent: bool,
        /// What the cell's number format shows, in German form: `1.234,50 €`; empty where it shows
        /// nothing. None for a cell without a number format.
        shown: Option<Box<str>>,
    },
    /// True or false (`WAHR`, `FALSCH`).
    Bool(bool),
    /// A date, without or with a time of day.
    Date(Date),
    /// A date with a time of day other than midnight.
    DateTime(DateTime),
    /// A time of day alone.
    Time(Time),
    /// A formula error in Excel's German words: `#BEZUG!`, `#NV`, `#DIV/0!` …
    Error(&'static str),
    /// A formula whose result the file does not carry (it was never calculated).
    Uncalculated,
}

impl Value {
    /// The characters of a text, whatever their fonts; `None` where the cell holds no text.
    pub fn text(&self) -> Option<&str> {
        let Self::Text(text) = self else { return None };
        Some(text.as_str())
    }

    /// A number in a cell without a number format.
    pub fn number(value: f64) -> Self {
        Self::Number { value, percent: false, shown: None }
    }

    /// What the cell says in German, whatever its fonts; lines end with `\n`.
    ///
    /// Numbers as the cell shows them (`2,5`, `1.234,50`, `60 %` with U+00A0, DIN 5008), dates `TT.MM.JJJJ`, with a time of day
    /// `TT.MM.JJJJ, HH:MM Uhr`, truth values `ja` and `nein`. A formula error stays as it shows
    /// (`#BEZUG!`), a formula never calculated is `[Formel nicht berechnet]`.
    pub fn to_plain(&self) -> String {
        match self {
            Self::Text(text) => text.to_plain(),
            Self::Number { shown: Some(shown), .. } => shown.to_string(),
            Self::Number { value, percent: true, .. } => german::percent(value * 100.0),
            Self::Number { value, .. } => german::general(*value),
            Self::Bool(yes) => german::yes_no(*yes).into(),
            Self::Date(date) => german::date(*date),
            Self::DateTime(moment) => german::date_time(*moment),
            Self::Time(time) => german::time(*time),
            Self::Error(error) => (*error).into(),
            Self::Uncalculated => "[Formel nicht berechnet]".into(),
        }
    }
}

/// A font that shows symbols for letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "they are called so")]
pub enum Symbols {
    Symbol,
    Wingdings,
    Wingdings2,
    Wingdings3,
    Webdings,
}

impl Symbols {
    /// The symbol font of this name.
    pub fn named(font: &str) -> Option<Self> {
        Some(match font.trim().to_lowercase().as_str() {
            "symbol" => Self::Symbol,
            "wingdings" => Self::Wingdings,
            "wingdings 2" => Self::Wingdings2,
            "wingdings 3" => Self::Wingdings3,
            "webdings" => Self::Webdings,
            _ => return None,
        })
    }
}

/// The attributes of a font that mean something in a status workbook.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Font {
    /// Bold.
    pub bold: bool,
    /// Italic.
    pub italic: bool,
    /// Any kind of underline.
    pub underline: bool,
    /// Struck through.
    pub strike: bool,
    /// Raised.
    pub superscript: bool,
    /// Lowered.
    pub subscript: bool,
    /// The colour of the characters, where it is neither black nor grey.
    pub ink: Option<Rgb>,
    /// The symbol font they are set in. Text in a [`Value`] has none: it holds the symbols themselves.
    pub symbols: Option<Symbols>,
}
