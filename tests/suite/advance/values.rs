//! Versions and dates in cells of every kind, and the row of the history.

use jiff::civil::date;
use sachstand::advance::{AdvanceOptions, advance};
use sachstand::diag::ErrorKind;
use sachstand::source::CellRef;

use super::{advanced, cells, changes, codes, fixture, parts, workbook};

fn dated(name: &str) -> AdvanceOptions {
    assert!(!name.is_empty());
    AdvanceOptions { date: Some(date(2026, 10, 5)), ..AdvanceOptions::default() }
}

#[test]
fn a_date_is_written_as_the_cell_shows_it() {
    let day = |name: &str| {
        let old = fixture(name);
        let new = advance(&old, name, &dated(name)).unwrap().value.bytes;
        changes(&old, &new).join("\n")
    };
    assert_eq!(
        day("epoch1904.xlsx"),
        "Dokument!B3 1.9 -> 1.10\nDokument!B4 Date(2026-04-24) -> Date(2026-10-05)\nVersionen!A3  -> 1.10\n\
         Versionen!B3  -> Date(2026-10-05)"
    );
    assert_eq!(
        day("number.xlsx"),
        "Dokument!B3 Number { value: 1.9, percent: false, shown: None } -> 1.10\nDokument!B4 24.04.2026 -> 05.10.2026"
    );
}

#[test]
fn a_date_left_blank_can_be_set_the_next_time() {
    let name = "epoch1904.xlsx";
    let (first, _) = advanced(&fixture(name), name);
    let (second, _) = advanced(&first.bytes, name);
    let third = advance(&second.bytes, name, &dated(name)).unwrap().value;
    assert_eq!(third.version.to_string(), "1.12");
    let cells = cells(&workbook(&third.bytes));
    assert_eq!(cells[&(0, CellRef::new(4, 2))].0, "Date(2026-10-05)");
    assert_eq!(cells[&(2, CellRef::new(5, 1))].0, "1.12");
}

#[test]
fn a_version_that_was_a_number_becomes_text_that_stays_text() {
    let (new, findings) = advanced(&fixture("number.xlsx"), "number.xlsx");
    assert_eq!(codes(&findings), ["version-als-zahl Dokument!B3"]);
    let sheet = String::from_utf8(parts(&new.bytes)["xl/worksheets/sheet1.xml"].clone()).unwrap();
    let styles = String::from_utf8(parts(&new.bytes)["xl/styles.xml"].clone()).unwrap();
    assert!(styles.contains("numFmtId=\"49\""), "{styles}");
    assert!(sheet.contains("t=\"s\"") || sheet.contains("t=\"inlineStr\""), "{sheet}");
}

#[test]
fn a_date_that_is_calculated_stays_unless_one_is_asked_for() {
    let name = "formula_date.xlsx";
    let old = fixture(name);
    let (new, findings) = advanced(&old, name);
    assert_eq!(changes(&old, &new.bytes), ["Dokument!B3 1.9 -> 1.10"]);
    assert_eq!(codes(&findings), ["datum-belassen Dokument!B4", "formeln-neu-berechnen"]);
    let error = advance(&old, name, &dated(name)).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unsupported);
}

#[test]
fn a_history_with_the_newest_on_top_is_not_moved() {
    let old = fixture("falling.xlsx");
    let (new, findings) = advanced(&old, "falling.xlsx");
    assert_eq!(codes(&findings), ["historie-pruefen Versionen"]);
    assert!(changes(&old, &new.bytes).contains(&"Versionen!A4  -> 1.10".to_owned()));
}

#[test]
fn a_version_can_be_given_and_must_be_higher() {
    let old = fixture("epoch1904.xlsx");
    let with = |version: &str| {
        let options = AdvanceOptions { version: Some(version.parse().unwrap()), ..AdvanceOptions::default() };
        advance(&old, "Kurz 1.9.xlsx", &options)
    };
    let two = with("2.0").unwrap().value;
    assert_eq!((two.file_name.as_str(), two.version.to_string().as_str()), ("Kurz 2.0.xlsx", "2.0"));
    for version in ["1.9", "1.10.0", "1.8"] {
        let result = with(version);
        assert_eq!(result.is_ok(), version == "1.10.0", "{version}");
        assert!(result.is_ok_and(|_| true) || with(version).unwrap_err().kind() == ErrorKind::Options);
    }
}

/// A line that begins with »o « and says nothing else that is not struck is taken for a bullet without
/// its text and goes. In a title, which has no bullets, it is read as a word: it is missing, and the
/// proof says so.
#[test]
fn a_word_that_got_lost_is_reported() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let facts = book.add_worksheet().set_name("Dokument").unwrap();
    let all = [("Titel", "Kurz"), ("Dokument", "kurz"), ("Version", "1.0"), ("Datum", "01.02.2026")];
    for (row, (key, value)) in (0..).zip(all) {
        facts.write(row, 0, key).unwrap().write(row, 1, value).unwrap();
    }
    let (plain, struck) =
        (rust_xlsxwriter::Format::new(), rust_xlsxwriter::Format::new().set_font_strikethrough());
    let status = book.add_worksheet().set_name("Sachstand").unwrap();
    for (column, head) in (0..).zip(["Handlungsfeld", "Aktion", "Sachstand"]) {
        status.write(0, column, head).unwrap();
    }
    status.write_rich_string(1, 0, &[(&plain, "Bau\no "), (&struck, "Halle")]).unwrap();
    status.write(1, 1, "Brücke").unwrap().write(1, 2, "Gesperrt").unwrap();
    let (_, findings) = advanced(&book.save_to_buffer().unwrap(), "kurz.xlsx");
    assert_eq!(codes(&findings), ["fortschreibung-abweichend"]);
    assert!(findings[0].message.contains("fehlen Wörter: »o«"), "{findings:#?}");
}
