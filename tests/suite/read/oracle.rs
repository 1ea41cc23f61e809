//! Every sample and fixture, read by calamine too: value by value both must say the same.
//!
//! calamine is handed well-behaved files only (hostile ones hang it). It counts from zero, and its
//! ranges from their own first cell. Where we differ on purpose, [`DIFFERENCES`] says why.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;
use std::path::{Path, PathBuf};

use calamine::{Data, Reader, SheetType, open_workbook_auto_from_rs};
use sachstand::grid::{Value, Workbook};
use sachstand::source::CellRef;

use crate::support::root;

/// Values by `Sheet!Cell`, each with its kind in front.
type Cells = BTreeMap<String, String>;

/// Deliberate differences: why, what ours and calamine's value are (`–` where there is none), and
/// where. A difference that is not listed fails, and so does a listed one that no longer occurs.
type Difference = (&'static str, Check, &'static [&'static str]);
type Check = fn(&str, &str) -> bool;

const DIFFERENCES: &[Difference] = &[
    (
        "Excel shows a percentage, calamine the number that is stored",
        |ours, theirs| ours.strip_prefix("Prozent ") == theirs.strip_prefix("Zahl "),
        &[
            "marks.xlsx Sachstand!F4 F5 F6 F10",
            "marks.lo.xlsx Sachstand!F4 F5 F6 F10 F11",
            "macros.xlsm Sachstand!F4 F5 F6 F10",
            "signed.xlsx Sachstand!F4 F5 F6 F10",
            "paper.xlsx Sachstand!E2 E3",
            "paper.lo.xlsx Sachstand!E2 E3",
            "paper.xlsm Sachstand!E2 E3",
            "paper.xls Sachstand!E2 E3",
            "paper.sheetjs.xls Sachstand!E2 E3",
            "paper.ods Sachstand!E2 E3",
            "shown.xlsx Zahlen!B1",
            "shown.xls Zahlen!B1",
            "shown.ods Zahlen!B1",
            "lights.xlsx Symbole!D2 D3 D4",
            "lights.xls Symbole!D2 D3 D4",
            "lights.ods Symbole!D2 D3 D4",
        ],
    ),
    (
        "Excel shows the month that was typed, calamine its first day",
        |ours, theirs| ours == "Text Mai 2018" && theirs == "Zeitpunkt 2018-05-01T00:00:00",
        &[
            "paper.xlsx Sachstand!D3",
            "paper.lo.xlsx Sachstand!D3",
            "paper.xlsm Sachstand!D3",
            "paper.xls Sachstand!D3",
            "paper.sheetjs.xls Sachstand!D3",
            "paper.ods Sachstand!D3",
        ],
    ),
    (
        "a month, a day of the week, elapsed hours, words around a text: the format alone says so",
        |ours, _| {
            matches!(ours, "Text 36:00" | "Text 12:00" | "Text April 2026" | "Text Freitag" | "Text Los Nord")
        },
        &[
            "shown.xlsx Zahlen!B14 B15 B19 B20 B22",
            "shown.xls Zahlen!B14 B15 B19 B20 B22",
            "shown.ods Zahlen!B14 B15 B19 B20 B22",
        ],
    ),
    (
        "calamine takes the words of pictures and text boxes for those of the cell, and an error for a picture",
        |ours, theirs| theirs.starts_with(ours) || theirs.ends_with("#VALUE!"),
        &["objects.ods Objekte!B4 B6 C5", "objects.xlsx Objekte!C5"],
    ),
    (
        "a symbol font shows signs for letters, calamine the letters",
        |ours, theirs| ours.chars().count() == 6 && theirs.chars().count() == 6,
        &[
            "lights.xlsx Zeichen!C2 C3 D2 D3 D4 E2 E3 E4",
            "lights.xlsx Weitere!E2 E3 E4",
            "lights.xls Zeichen!C2 C3 D2 D3 D4 E2 E3 E4",
            "lights.xls Weitere!E2 E3 E4",
            "lights.ods Zeichen!C2 C3 D2 D3 D4 E2 E3 E4",
            "lights.ods Weitere!E2 E3 E4",
        ],
    ),
    (
        "a formula without a result is no blank cell: the paper would lack a value in silence",
        |ours, theirs| ours == "nicht berechnet" && theirs == "–",
        &[
            "formula.xlsx Dokument!B3",
            "formula_date.xlsx Dokument!B4",
            "marks.xlsx Dokument!D1",
            "marks.xlsx Intern!A3",
            "marks.xlsx Sachstand!F11",
            "macros.xlsm Dokument!D1",
            "macros.xlsm Intern!A3",
            "macros.xlsm Sachstand!F11",
            "signed.xlsx Dokument!D1",
            "signed.xlsx Intern!A3",
            "signed.xlsx Sachstand!F11",
            "paper.xlsx Sachstand!E6 E7",
            "rich.xlsx Texte!A5 A8",
        ],
    ),
    (
        "a run that is a blank without `xml:space` is still the blank between two words",
        |ours, theirs| ours.replace("läuft ist", "läuftist") == theirs,
        &["marks.xlsx Sachstand!D4", "macros.xlsm Sachstand!D4", "signed.xlsx Sachstand!D4"],
    ),
    (
        "calamine passes over the short cell records of an xlsb (MS-XLSB 2.4.312 and those that follow)",
        |_, theirs| theirs == "–",
        &[
            "paper.xlsb Sachstand!B1 C1 D1 E1 B2 C2 D2 E2 C3 D3 E3 B4 C4 D4 E4 D5 E5",
            "shown.xlsb Zahlen!B1 B2 B3 B4 B5 B6 B7 B8 B9 B10 B11",
            "shown.xlsb Zahlen!B12 B13 B14 B15 B16 B17 B18 B19 B20 B21 B22",
        ],
    ),
    (
        "LibreOffice stores a truth value as a number, and a formula error as text, in an ods",
        |ours, theirs| {
            matches!((ours, theirs), ("Wahrheit true", "Zahl 1") | ("Fehler #DIV/0!", "Text #DIV/0!"))
        },
        &["paper.ods Sachstand!E5 E7"],
    ),
];

fn workbooks(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let ending = path.extension().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_dir() {
            found.extend(workbooks(&path));
        } else if ["xlsx", "xlsm", "xlsb", "xls", "ods"].contains(&ending.as_str()) {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn ours(workbook: &Workbook) -> Cells {
    let mut cells = Cells::new();
    for sheet in &workbook.sheets {
        for row in &sheet.rows {
            for cell in &row.cells {
                let shown = match &cell.value {
                    Value::Text(text) => format!("Text {}", text.as_str()),
                    Value::Number { value, percent: true, .. } => format!("Prozent {value}"),
                    Value::Number { value, .. } => format!("Zahl {value}"),
                    Value::Bool(value) => format!("Wahrheit {value}"),
                    Value::Date(date) => format!("Zeitpunkt {date}T00:00:00"),
                    Value::DateTime(moment) => format!("Zeitpunkt {moment}"),
                    Value::Time(time) => format!("Zeit {time}"),
                    Value::Error(word) => format!("Fehler {word}"),
                    Value::Uncalculated => "nicht berechnet".to_owned(),
                };
                cells.insert(format!("{}!{}", sheet.name, cell.at), shown);
            }
        }
    }
    cells
}

/// What calamine reads, in our words; blank cells are none.
fn theirs(bytes: &[u8]) -> (Vec<String>, Cells) {
    let mut book = open_workbook_auto_from_rs(Cursor::new(bytes)).unwrap();
    let listed = book.sheets_metadata().to_vec();
    let sheets: Vec<String> = listed
        .into_iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
        .map(|sheet| sheet.name)
        .collect();
    let mut cells = Cells::new();
    for sheet in &sheets {
        let range = book.worksheet_range(sheet).unwrap();
        let (top, left) = range.start().unwrap_or_default();
        for (row, column, data) in range.used_cells() {
            let at = CellRef::new(top + row as u32 + 1, left + column as u32 + 1);
            let shown = match data {
                Data::String(text) if text.trim().is_empty() => continue,
                Data::String(text) => format!("Text {}", text.replace("\r\n", "\n")),
                Data::Int(value) => format!("Zahl {value}"),
                Data::Float(value) => format!("Zahl {value}"),
                Data::Bool(value) => format!("Wahrheit {value}"),
                Data::Error(error) => format!("Fehler {error}"),
                Data::DateTime(moment) => {
                    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
                    match moment.as_f64() < 1.0 {
                        true => format!("Zeit {hour:02}:{minute:02}:{second:02}"),
                        false => {
                            format!("Zeitpunkt {year}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}")
                        }
                    }
                }
                Data::DateTimeIso(moment) if moment.contains('T') => format!("Zeitpunkt {moment}"),
                Data::DateTimeIso(day) => format!("Zeitpunkt {day}T00:00:00"),
                Data::DurationIso(duration) => {
                    let time = duration.trim_start_matches("PT").trim_end_matches('S');
                    format!("Zeit {}", time.replace(['H', 'M'], ":"))
                }
                Data::Empty => continue,
            };
            cells.insert(format!("{sheet}!{at}"), shown);
        }
    }
    (sheets, cells)
}

/// The reason and the check of each listed difference, by file and place.
fn listed() -> BTreeMap<(String, String), (&'static str, Check)> {
    let mut places = BTreeMap::new();
    for (why, check, lists) in DIFFERENCES {
        for list in *lists {
            let (file, list) = list.split_once(' ').unwrap();
            let (sheet, cells) = list.split_once('!').unwrap();
            for cell in cells.split(' ') {
                let before = places.insert((file.to_owned(), format!("{sheet}!{cell}")), (*why, *check));
                assert!(before.is_none(), "{file} {sheet}!{cell} is listed twice");
            }
        }
    }
    places
}

#[test]
fn calamine_reads_the_same_values() {
    let mut listed = listed();
    let mut compared = 0;
    let files = ["input", "tests/fixtures"].map(|folder| workbooks(&root().join(folder))).concat();
    for file in files.iter().filter(|file| !file.ends_with("encrypted.xlsx")) {
        let bytes = std::fs::read(file).unwrap();
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        let workbook = super::read(&bytes).unwrap().value;
        let (sheets, theirs) = theirs(&bytes);
        let tabs: Vec<&str> = workbook.sheets.iter().map(|sheet| &*sheet.name).collect();
        assert_eq!(tabs, sheets, "{name}");
        let ours = ours(&workbook);
        for place in ours.keys().chain(theirs.keys()).collect::<BTreeSet<_>>() {
            let value = |cells: &Cells| cells.get(place).map_or("–", String::as_str).to_owned();
            let (one, two) = (value(&ours), value(&theirs));
            compared += 1;
            if one == two {
                continue;
            }
            let Some((why, check)) = listed.remove(&(name.clone(), place.clone())) else {
                panic!("{name} {place}: we read »{one}«, calamine »{two}«");
            };
            assert!(check(&one, &two), "{name} {place} differs in another way than »{why}«: {one} | {two}");
        }
    }
    assert!(listed.is_empty(), "no longer different: {:#?}", listed.keys());
    assert!(compared > 500, "{compared} values in {} files", files.len());
}
