//! Marks in every layout of the table, as Excel writes them; what must stay in spite of a mark.

use rust_xlsxwriter::{Format, FormatUnderline, Formula, Workbook as Book, Worksheet};
use sachstand::advance::{AdvanceOptions, advance};
use sachstand::diag::ErrorKind;
use sachstand::german::CENTURY_PIVOT;
use sachstand::interpret::interpret;
use sachstand::model::{Entry, Report};
use sachstand::recognise::Names;

use super::{advanced, changes, codes, workbook};

fn struck() -> Format {
    Format::new().set_font_strikethrough()
}

fn underlined() -> Format {
    Format::new().set_underline(FormatUnderline::Single)
}

/// `-` in front: struck, `+`: underlined, `~`: a struck formula; blank: no cell.
fn write(sheet: &mut Worksheet, rows: &[&[&str]]) {
    for (row, cells) in rows.iter().enumerate() {
        for (column, text) in cells.iter().enumerate().filter(|(_, text)| !text.is_empty()) {
            let (row, column) = (row as u32, column as u16);
            let formula = |text: &str| Formula::new(text).set_result("berechnet");
            match (text.chars().next(), text.get(1..)) {
                (Some('-'), Some(text)) => sheet.write_with_format(row, column, text, &struck()).unwrap(),
                (Some('+'), Some(text)) => sheet.write_with_format(row, column, text, &underlined()).unwrap(),
                (Some('~'), Some(text)) => {
                    sheet.write_formula_with_format(row, column, formula(text), &struck()).unwrap()
                }
                _ => sheet.write(row, column, *text).unwrap(),
            };
        }
    }
}

fn book(sheets: &[(&str, &[&[&str]])]) -> Vec<u8> {
    let mut book = Book::new();
    let document: &[&[&str]] =
        &[&["Titel", "Kurz"], &["Dokument", "kurz"], &["Version", "1.0"], &["Datum", "01.02.2026"]];
    for (name, rows) in [("Dokument", document)].iter().chain(sheets) {
        write(book.add_worksheet().set_name(*name).unwrap(), rows);
    }
    book.save_to_buffer().unwrap()
}

const STEP: [&str; 2] = ["Dokument!B3 1.0 -> 1.1", "Dokument!B4 01.02.2026 ->"];

fn check(sheets: &[(&str, &[&[&str]])], expected: &[&str], expected_codes: &[&str]) {
    let (old, new) = check_cells(sheets, expected, expected_codes);
    assert_eq!(current(&old), current(&new));
}

fn check_cells(
    sheets: &[(&str, &[&[&str]])],
    expected: &[&str],
    expected_codes: &[&str],
) -> (Vec<u8>, Vec<u8>) {
    let old = book(sheets);
    let (new, findings) = advanced(&old, "kurz.xlsx");
    assert_eq!(changes(&old, &new.bytes), [&STEP[..], expected].concat());
    assert_eq!(codes(&findings), expected_codes, "{findings:#?}");
    (old, new.bytes)
}

/// What a paper says in its version: fields, actions and entries that are not struck.
fn current(bytes: &[u8]) -> Vec<String> {
    let report: Report = interpret(&workbook(bytes), &Names::default(), CENTURY_PIVOT).unwrap().value;
    let mut lines = Vec::new();
    for field in &report.fields {
        lines.push(field.title.value.current().to_plain());
        for action in &field.actions {
            let title = action.title.iter().map(|line| Entry::from(line.clone()));
            for line in title.chain(action.status.iter().cloned()) {
                lines.push(format!("{} {}", line.level(), line.text().current().to_plain()));
            }
        }
    }
    lines.retain(|line| line.chars().any(char::is_alphabetic));
    lines
}

const HEAD: &[&str] = &["Handlungsfeld", "Aktion", "Sachstand"];

#[test]
fn one_row_per_entry_with_repeated_names() {
    check(
        &[(
            "Sachstand",
            &[
                HEAD,
                &["Bau", "-Brücke", "-Der Bau ruht."],
                &["Bau", "-Brücke", "-Ein Gutachten läuft."],
                &["Bau", "Tunnel", "+Der Bau läuft."],
                &["Bau", "Tunnel", "-Er ruhte lange."],
            ],
        )],
        &[
            "Sachstand!B2 [-Brücke-] ->",
            "Sachstand!C2 [-Der Bau ruht.-] ->",
            "Sachstand!B3 [-Brücke-] ->",
            "Sachstand!C3 [-Ein Gutachten läuft.-] ->",
            "Sachstand!C4 {+Der Bau läuft.+} -> Der Bau läuft.",
            "Sachstand!C5 [-Er ruhte lange.-] ->",
        ],
        &[],
    );
}

#[test]
fn one_sheet_per_field_with_its_title_above() {
    check(
        &[
            ("HF 1", &[&["Bauen"], &[], &["Aktion", "Sachstand"], &["Brücke", "+• Der Bau läuft."]]),
            (
                "HF 2",
                &[&["+Wohnen"], &[], &["Aktion", "Sachstand"], &["+Siedlung", "-• Planung"], &["", "• Bau"]],
            ),
        ],
        &[
            "HF 1!B4 {+• Der Bau läuft.+} -> • Der Bau läuft.",
            "HF 2!A1 {+Wohnen+} -> Wohnen",
            "HF 2!A4 {+Siedlung+} -> Siedlung",
            "HF 2!B4 [-• Planung-] ->",
        ],
        &[],
    );
}

#[test]
fn an_underline_that_is_layout_stays() {
    check(
        &[(
            "Sachstand",
            &[HEAD, &["+Bau", "+Brücke", "+Neu"], &["", "+Tunnel", "Alt"], &["+Wald", "+Wege", "Alt"]],
        )],
        &["Sachstand!C2 {+Neu+} -> Neu"],
        &[],
    );
}

#[test]
fn a_struck_name_stays_while_text_under_it_does() {
    check(
        &[
            (
                "Sachstand",
                &[
                    HEAD,
                    &["Bau", "Brücke", "Gesperrt"],
                    &["", "-Tunnel", "-Alt"],
                    &["", "", "Bleibt"],
                    &["-Wald", "Wege", "Gesperrt"],
                ],
            ),
            ("Texte", &[&["Abschnitt", "Text"], &["Einleitung", "Eins"], &["-Anlass", "Zwei"]]),
            (
                "Abkürzungen",
                &[&["Abkürzung", "Bedeutung"], &["AB", "Amt für Bauen"], &["-CD", "Chor der Dinge"]],
            ),
        ],
        &["Sachstand!C3 [-Alt-] ->"],
        &[
            "streichung-belassen Sachstand!B3",
            "streichung-belassen Sachstand!A5",
            "streichung-belassen Texte!A3",
            "streichung-belassen Abkürzungen!A3",
        ],
    );
}

#[test]
fn a_value_beside_a_struck_entry_stays_and_is_reported() {
    check_cells(
        &[(
            "Sachstand",
            &[
                &["Handlungsfeld", "Aktion", "Sachstand", "Termin"],
                &["Bau", "Brücke", "Gesperrt", "Mai"],
                &["", "", "-Alt", "Juni"],
                &["", "-Tunnel", "-Alt", "-Juli"],
            ],
        )],
        &[
            "Sachstand!C3 [-Alt-] ->",
            "Sachstand!B4 [-Tunnel-] ->",
            "Sachstand!C4 [-Alt-] ->",
            "Sachstand!D4 [-Juli-] ->",
        ],
        &["streichung-belassen Sachstand!D3"],
    );
}

#[test]
fn a_struck_formula_stays() {
    check(
        &[("Sachstand", &[HEAD, &["Bau", "Brücke", "Gesperrt"], &["", "", "~A1&B1"]])],
        &[],
        &["streichung-belassen Sachstand!C3", "formeln-neu-berechnen"],
    );
}

/// A history whose rows are prepared with formulas that show nothing yet.
fn with_prepared_row(column: u16) -> Vec<u8> {
    let mut book = Book::new();
    let document: &[&[&str]] =
        &[&["Titel", "Kurz"], &["Dokument", "kurz"], &["Version", "1.0"], &["Datum", "01.02.2026"]];
    let history: &[&[&str]] = &[&["Version", "Datum", "Bemerkung"], &["1.0", "01.02.2026", "Erste Fassung"]];
    let status: &[&[&str]] = &[HEAD, &["Bau", "Brücke", "Gesperrt"]];
    write(book.add_worksheet().set_name("Dokument").unwrap(), document);
    let sheet = book.add_worksheet().set_name("Versionen").unwrap();
    write(sheet, history);
    sheet.set_formula_result_default("");
    sheet.write_formula(2, column, "IF(D3=\"\",\"\",D3)").unwrap();
    write(book.add_worksheet().set_name("Sachstand").unwrap(), status);
    book.save_to_buffer().unwrap()
}

#[test]
fn a_formula_in_place_of_the_next_version_is_refused() {
    let error = advance(&with_prepared_row(0), "kurz.xlsx", &AdvanceOptions::default()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unsupported);
    assert!(error.to_string().contains("A3"), "{error}");
}

#[test]
fn a_formula_in_place_of_its_day_stays() {
    let old = with_prepared_row(1);
    let (new, findings) = advanced(&old, "kurz.xlsx");
    assert_eq!(changes(&old, &new.bytes), [&STEP[..], &["Versionen!A3  -> 1.1"]].concat());
    assert_eq!(codes(&findings), ["datum-belassen Versionen!B3", "formeln-neu-berechnen"]);
}

#[test]
fn a_sheet_that_is_no_part_of_the_paper_is_not_touched() {
    check(
        &[("Sachstand", &[HEAD, &["Bau", "Brücke", "Gesperrt"]]), ("Planung", &[&["-alt", "+neu"]])],
        &[],
        &[],
    );
}
