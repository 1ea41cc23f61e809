//! What is noticed, as the user is told it: one finding for each cause.

use rust_xlsxwriter::Formula;

use super::{json, sachstand, text};
use crate::support::book;

/// A folder with a workbook that has three columns of its own, two broken formulas and a list of
/// abbreviations none of which is used.
fn office() -> tempfile::TempDir {
    let mut book = book("Schulen", "1.0", &[("Lüftung", "Geprüft."), ("Dach", ""), ("Tor", "")]);
    let sheet = book.worksheet_from_name("Sachstand").unwrap();
    sheet.write_row(0, 3, ["Kosten", "Kostenstelle", "Ort"]).unwrap();
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
        "  --> input/a.xlsx › Sachstand!D1\n   = Ebenso:\n     Sachstand!E1: »Kostenstelle«\n     Sachstand!F1: »Ort«\n",
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
    assert_eq!(columns["places"][2]["message"], "Spalte »Ort« ist nicht bekannt");
}
