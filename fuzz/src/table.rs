//! A workbook as text, so that what is fuzzed is its words and not its file format: a line is a row, tabs divide its
//! cells, form feeds the sheets, whose first lines are their names. Single bytes stand for a line break inside a cell
//! and turn a format on and off.

use sachstand::grid::{Cell, Font, Row, Sheet, Value, Workbook};
use sachstand::source::{CellRef, Location};
use sachstand::text::{Format, Mark, RichText, Style, Text};

/// Divides a version from the one before it.
pub(super) const VERSION: u8 = 0x1c;
const SHEET: char = '\u{c}';
const BREAK: char = '\u{b}';
const UNDERLINE: char = '\u{1}';
const STRIKE: char = '\u{2}';
const BOLD: char = '\u{3}';

/// The workbook of a text.
pub(super) fn workbook(text: &str) -> Workbook {
    let at = Location::file("a.xlsx");
    let sheets = text.split(SHEET).map(|sheet| {
        let (name, rows) = sheet.split_once('\n').unwrap_or((sheet, ""));
        Sheet {
            at: at.sheet(name),
            name: name.into(),
            hidden: false,
            rows: (1..).zip(rows.lines()).filter_map(|(number, row)| self::row(number, row)).collect(),
            merged: Vec::new(),
            hidden_columns: Vec::new(),
            looks: Default::default(),
            objects: Vec::new(),
        }
    });
    Workbook { sheets: sheets.filter(|sheet| !sheet.rows.is_empty()).collect(), file: at.file.clone() }
}

fn row(number: u32, row: &str) -> Option<Row> {
    let cells = (1..).zip(row.split('\t')).filter_map(|(column, text)| {
        Some(Cell {
            at: CellRef::new(number, column),
            value: value(text)?,
            font: Font::default(),
            link: None,
        })
    });
    let cells: Vec<Cell> = cells.collect();
    (!cells.is_empty()).then_some(Row { number, hidden: false, cells })
}

/// A number, a text, or nothing where nothing of it shows.
fn value(text: &str) -> Option<Value> {
    if let Ok(number) = text.parse::<f64>() {
        return number.is_finite().then(|| Value::number(number));
    }
    let rich: RichText<Font> = runs(&text.replace(BREAK, "\n")).collect();
    (!rich.is_blank()).then_some(Value::Text(rich))
}

/// One line of text, as it stands in a report.
pub(super) fn text(text: &str) -> Text {
    runs(&text.replace(['\n', '\r', BREAK], " "))
        .map(|(run, font)| {
            let mark = match (font.underline, font.strike) {
                (_, true) => Mark::Deleted,
                (true, false) => Mark::Inserted,
                (false, false) => Mark::Kept,
            };
            (run, Format { style: Style { bold: font.bold, ..Style::default() }, mark, link: None })
        })
        .collect()
}

/// The stretches of a text between the bytes that turn a format, which are left out.
fn runs(text: &str) -> impl Iterator<Item = (&str, Font)> {
    let mut font = Font::default();
    text.split_inclusive([UNDERLINE, STRIKE, BOLD]).map(move |run| {
        let (stretch, before) = (run.trim_end_matches([UNDERLINE, STRIKE, BOLD]), font);
        match run.chars().next_back() {
            Some(UNDERLINE) => font.underline ^= true,
            Some(STRIKE) => font.strike ^= true,
            Some(BOLD) => font.bold ^= true,
            _ => {}
        }
        (stretch, before)
    })
}
