//! Which column was taken for what, as the program shows it.

use rust_xlsxwriter::Workbook;
use sachstand::pipeline::understand;
use sachstand::settings::Settings;

use super::{json, sachstand, text};

/// A folder with a workbook of this one table.
fn office(rows: &[&[&str]]) -> tempfile::TempDir {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("Liste").unwrap();
    for (row, cells) in (0..).zip(rows) {
        sheet.write_row(row, 0, cells.iter().copied()).unwrap();
    }
    let folder = tempfile::tempdir().unwrap();
    book.save(folder.path().join("a.xlsx")).unwrap();
    folder
}

const PERIODS: &[&[&str]] = &[
    &["Klimaprojekt", "Bericht 2024", "Bericht 2025", "Kosten"],
    &["Solardächer", "Die Statik wurde geprüft.", "Drei Anlagen laufen seit Mai.", "5"],
    &["Leuchten", "Noch nichts begonnen.", "Die Hälfte ist getauscht worden.", "7"],
];

#[test]
fn check_shows_what_each_column_is_taken_for_and_why() {
    let folder = office(PERIODS);
    for flag in ["--columns", "--spalten"] {
        let run = sachstand(folder.path(), &["check", "a.xlsx", flag]);
        let shown = text(&run.stdout);
        let expected = "a.xlsx › Liste: gilt als Sachstand, Kopfzeile 1\n  \
                        Spalte  Überschrift   gilt als            weil\n  \
                        A       Klimaprojekt  Aktion              Teil der Überschrift ist bekannt\n  \
                        B       Bericht 2024  Früherer Sachstand  Sachstand eines älteren Zeitraums\n  \
                        C       Bericht 2025  Sachstand           Überschrift ist bekannt\n  \
                        D       Kosten        Einzelangabe        Überschrift ist bekannt\n";
        assert!(shown.contains(expected), "{shown}");
    }
    let sheet = &json(folder.path(), &["check", "a.xlsx", "--columns"])["papers"][0]["columns"][0];
    assert_eq!(
        (&sheet["sheet"], &sheet["kind"], &sheet["row"]),
        (&"Liste".into(), &"sachstand".into(), &1.into())
    );
    assert_eq!(sheet["columns"][1]["meaning"], "frueherer-sachstand");
    assert!(json(folder.path(), &["check", "a.xlsx"])["papers"][0]["columns"].as_array().unwrap().is_empty());
}

#[test]
fn check_shows_which_columns_stay_out_of_which_edition() {
    let heads: &[&str] = &["Aktion", "Sachstand", "Notiz intern", "Kosten (nichtöffentlich)"];
    let folder = office(&[heads, &["Dach", "Drei Anlagen laufen.", "Frau Muster fragen", "5"]]);
    let shown = text(&sachstand(folder.path(), &["check", "a.xlsx", "--columns"]).stdout).to_owned();
    let expected = "C       Notiz intern              Arbeitsspalte  bleibt in jeder Ausgabe weg\n  \
                    D       Kosten (nichtöffentlich)  Einzelangabe   steht nur in der nichtöffentlichen Ausgabe\n";
    assert!(shown.contains(expected), "{shown}");
    let found = json(folder.path(), &["check", "a.xlsx", "--columns"]);
    let columns = &found["papers"][0]["columns"][0]["columns"];
    assert_eq!(columns[2]["meaning"], "arbeitsspalte");
    assert_eq!((&columns[0]["nonpublic"], &columns[3]["nonpublic"]), (&false.into(), &true.into()));
}

#[test]
fn a_table_that_lacks_a_column_is_shown_as_far_as_it_is_understood() {
    let folder = office(&[&["Wann", "Wer", "Womit"], &["02.03.2026", "Amt 10", "5"]]);
    let run = sachstand(folder.path(), &["check", "a.xlsx", "--columns"]);
    let shown = text(&run.stdout);
    assert!(shown.contains("nicht übernommen, Kopfzeile 1, es fehlt »Aktion« und »Sachstand«"), "{shown}");
    let said = text(&run.stderr);
    let first =
        "Fehler[angaben-fehlen]: In Blatt »Liste«, Zeile 1, bitte Spalten »Aktion« und »Sachstand« nennen\n";
    assert!(said.starts_with(first), "{said}");
    assert!(said.contains("\n     [namen.spalten]\n     aktion = ["), "{said}");
}

#[test]
fn the_lines_of_the_message_make_the_table_understood() {
    let folder =
        office(&[&["Lager", "Datum", "Zahl"], &["Regal", "02.03.2026", "5"], &["Tor", "03.03.2026", "6"]]);
    let refused = sachstand(folder.path(), &["check", "a.xlsx"]);
    assert_eq!(refused.status.code(), Some(2));
    let settings = "[namen.spalten]\naktion = [\"Lager\"]\nsachstand = [\"Zahl\"]\n";
    std::fs::write(folder.path().join("sachstand.toml"), settings).unwrap();
    // What is left is that the sheet Dokument is missing.
    assert_eq!(sachstand(folder.path(), &["check", "a.xlsx"]).status.code(), Some(1));
}

#[test]
fn earlier_periods_are_left_out_where_the_office_says_so() {
    let bytes = std::fs::read(office(PERIODS).path().join("a.xlsx")).unwrap();
    let said = |settings: &str| {
        let report = understand(&bytes, "a.xlsx", &Settings::parse(settings).unwrap()).unwrap().value;
        let status = report.fields.iter().flat_map(|field| &field.actions).flat_map(|it| &it.status);
        status.map(|entry| entry.text().to_plain()).collect::<Vec<_>>().join("\n")
    };
    let with = said("");
    assert!(with.starts_with("Kosten: 5\nDrei Anlagen laufen seit Mai.\nBericht 2024: Die Statik"), "{with}");
    let without = said("[tabelle]\nfruehere-sachstaende = false\n");
    assert!(without.starts_with("Kosten: 5\nDrei Anlagen laufen seit Mai.\nKosten: 7"), "{without}");
}
