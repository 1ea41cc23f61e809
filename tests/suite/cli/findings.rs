//! What is noticed, as the user is told it: one finding for each cause.

use rust_xlsxwriter::Formula;

use super::{json, sachstand, text};
use crate::support::book;

/// A folder with a workbook that has three columns of its own, two broken formulas and a list of
/// abbreviations none of which is used.
fn office() -> tempfile::TempDir {
    let mut book = book("Schulen", "1.0", &[("Lüftung", "Geprüft."), ("Dach", ""), ("Tor", "")]);
    let sheet = book.worksheet_from_name("Sachstand").unwrap();
    sheet.write_row(0, 3, ["Rang", "Mappe", "Lager"]).unwrap();
    sheet.write_row(1, 3, ["1.000 Euro", "4711", "Nord"]).unwrap();
    for row in [2, 3] {
        sheet.write_formula(row, 2, Formula::new("=1/0").set_result("#DIV/0!")).unwrap();
    }
    let sheet = book.add_worksheet().set_name("Abkürzungen").unwrap();
    sheet.write_row(0, 0, ["Abkürzung", "Bedeutung"]).unwrap();
    sheet.write_row(1, 0, ["ÖPNV", "Öffentlicher Personennahverkehr"]).unwrap();
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("input")).unwrap();
    book.save(folder.path().join("input/a.xlsx")).unwrap();
    folder
}

#[test]
fn like_findings_are_one_and_what_follows_from_an_error_is_none() {
    let run = sachstand(office().path(), &["check"]);
    let said = text(&run.stderr);
    assert!(text(&run.stdout).contains("\n1 Arbeitsmappe: 1 Fehler, 1 Warnung\n"), "{said}");
    for expected in [
        "  --> input/a.xlsx › Sachstand!C3\n   = Ebenso: Sachstand!C4\n   = Hilfe: ",
        "  --> input/a.xlsx › Sachstand!D1\n   = Ebenso:\n     Sachstand!E1: »Mappe«\n     Sachstand!F1: »Lager«\n",
    ] {
        assert!(said.contains(expected), "{said}");
    }
    assert!(!said.contains("ÖPNV"), "{said}");
}

#[test]
fn json_tells_every_place_of_a_finding() {
    let value = json(office().path(), &["check"]);
    let findings = value["papers"][0]["findings"].as_array().unwrap();
    let columns = findings.iter().find(|it| it["code"] == "spalte-unbekannt").unwrap();
    let cells: Vec<_> = columns["places"].as_array().unwrap().iter().map(|it| it["cell"].clone()).collect();
    assert_eq!(cells, ["D1", "E1", "F1"]);
    assert_eq!(columns["cell"], "D1");
    assert_eq!(columns["places"][2]["message"], "Spalte »Lager« ist nicht bekannt");
}

/// A workbook with one action and its optional columns, written out below it by `more`.
fn details(path: &std::path::Path, version: &str, status: &str, more: [&str; 3], underlined: &str) {
    let mut book = book("Schulen", version, &[("Lüftung", status)]);
    let sheet = book.worksheet_from_name("Sachstand").unwrap();
    sheet.write_row(0, 3, ["Status", "Termin", "Zuständig"]).unwrap();
    sheet.write_row(1, 3, more).unwrap();
    let format = rust_xlsxwriter::Format::new().set_underline(rust_xlsxwriter::FormatUnderline::Single);
    if !underlined.is_empty() {
        sheet.write_row(2, 0, ["Schulen", "Dach"]).unwrap();
        sheet.write_string_with_format(2, 2, underlined, &format).unwrap();
    }
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    book.save(path).unwrap();
}

#[test]
fn a_finding_names_the_cell_of_its_column_and_the_workbook_in_which_struck_text_stands() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str| folder.path().join(name);
    details(
        &file("alt/a.xlsx"),
        "1.0",
        "Die Ampel 🚦 steht auf Rot.",
        ["offen 🛠", "früh im Mai", "FB 4"],
        "",
    );
    details(
        &file("input/a.xlsx"),
        "1.1",
        "Die Ampel steht auf Rot.",
        ["offen", "60% im Mai", "FB 🏛"],
        "Neu.",
    );
    let value = json(folder.path(), &["check", "--previous", "alt/a.xlsx"]);
    let paper = &value["papers"][0];
    let findings = paper["findings"].as_array().unwrap().iter();
    let places = findings.flat_map(|finding| finding["places"].as_array().unwrap()).map(|place| {
        let [message, file, cell] = ["message", "file", "cell"].map(|key| place[key].as_str().unwrap());
        (message.to_owned(), format!("{file} {cell}"))
    });
    let places: Vec<_> = places.collect();
    for (word, expected) in [
        ("🚦«", "alt/a.xlsx C2"),
        ("🛠«", "alt/a.xlsx D2"),
        ("🏛«", "input/a.xlsx F2"),
        ("»4« ist entfallen", "alt/a.xlsx F2"),
        ("»früh« ist entfallen", "alt/a.xlsx E2"),
        ("»60« ist neu", "input/a.xlsx E2"),
    ] {
        let found: Vec<_> = places.iter().filter(|(message, _)| message.contains(word)).collect();
        assert!(found.iter().any(|(_, at)| at == expected), "{word}: {found:?} in {places:?}");
        assert_eq!(found.len(), 1, "{word}: {found:?}");
    }
    assert_eq!(paper["rewrites"][0]["cell"], "E2");
    let changes = json(folder.path(), &["diff", "alt/a.xlsx", "input/a.xlsx"])["changes"].clone();
    let cells: Vec<_> = changes.as_array().unwrap().iter().map(|it| it["cells"]["current"].clone()).collect();
    assert!(cells.contains(&"input/a.xlsx › Sachstand!D2".into()), "{changes:#}");
}
