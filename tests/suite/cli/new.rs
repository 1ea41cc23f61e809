//! `sachstand new` as it is called.

use super::{json, sachstand, snapshot, text, workbook};

const ROWS: &[(&str, &str)] =
    &[("Lüftung", "Die Anlage wird geprüft."), ("Dach", "• dicht\n– bis auf die Gauben")];

#[test]
fn an_empty_workbook_is_written_checked_and_built() {
    let folder = tempfile::tempdir().unwrap();
    let run = sachstand(folder.path(), &["neu"]);
    assert_eq!(run.status.code(), Some(0), "{}", text(&run.stderr));
    let said = text(&run.stdout);
    assert!(said.starts_with("Sachstand.xlsx\nTragen Sie im Blatt »Dokument«"), "{said}");
    assert!(said.ends_with("dann: sachstand build \"Sachstand.xlsx\"\n"), "{said}");
    let run = sachstand(folder.path(), &["check", "Sachstand.xlsx"]);
    assert!(text(&run.stdout).ends_with("1 Arbeitsmappe: 0 Fehler, 0 Warnungen\n"), "{}", text(&run.stdout));
    assert_eq!((run.status.code(), text(&run.stderr)), (Some(0), String::new()));
    let run = sachstand(folder.path(), &["build", "Sachstand.xlsx", "-o", "out"]);
    assert_eq!(run.status.code(), Some(0), "{}", text(&run.stderr));
    assert!(folder.path().join("out/Sachstandsbericht_v1.0_nichtoeffentlich.pdf").is_file());
}

#[test]
fn a_workbook_takes_over_another_one() {
    let folder = tempfile::tempdir().unwrap();
    workbook(&folder.path().join("alt/schulen.xlsx"), "Schulen", "1.10", ROWS);
    let before = snapshot(folder.path());
    let run = sachstand(folder.path(), &["new", "neu/Schulen.xlsx", "--from", "alt/schulen.xlsx"]);
    assert_eq!((run.status.code(), text(&run.stderr)), (Some(0), String::new()));
    let said = text(&run.stdout);
    assert!(said.starts_with("neu/Schulen.xlsx\nÜbernommen aus alt/schulen.xlsx: 0 Fehler"), "{said}");
    let after = snapshot(folder.path());
    assert!(after.len() == 2 && after.contains(&before[0]), "the old workbook is untouched");
    let run = sachstand(folder.path(), &["diff", "alt/schulen.xlsx", "neu/Schulen.xlsx"]);
    assert!(text(&run.stdout).ends_with("Keine Änderungen\n"), "{}", text(&run.stdout));
    let value = json(folder.path(), &["new", "neu/a.xlsx", "--from", "alt/schulen.xlsx"]);
    assert_eq!((&value["from"], &value["written"]), (&"alt/schulen.xlsx".into(), &vec!["neu/a.xlsx"].into()));
    assert_eq!((&value["findings"], &value["errors"]), (&serde_json::json!([]), &serde_json::json!([])));
    let value = json(folder.path(), &["new", "leer.xlsx"]);
    assert_eq!((&value["from"], &value["version"]), (&serde_json::Value::Null, &1.into()));
}

#[test]
fn earlier_statuses_are_taken_over_though_the_settings_leave_them_out() {
    let folder = tempfile::tempdir().unwrap();
    let mut book =
        crate::support::book("b", "1.0", &[("Dach", "Das Dach ist heute dicht und wird begrünt.")]);
    let sheet = book.worksheet_from_name("Sachstand").unwrap();
    sheet.write_row(0, 2, ["Sachstand 2026", "Sachstand 2025"]).unwrap();
    sheet.write(1, 3, "Das Dach wurde im Vorjahr geprüft.").unwrap();
    book.save(folder.path().join("a.xlsx")).unwrap();
    std::fs::write(folder.path().join("sachstand.toml"), "[tabelle]\nfruehere-sachstaende = false\n")
        .unwrap();
    let run = sachstand(folder.path(), &["new", "b.xlsx", "--from", "a.xlsx", "-q"]);
    assert_eq!((run.status.code(), text(&run.stdout)), (Some(0), String::new()), "{}", text(&run.stderr));
    std::fs::remove_file(folder.path().join("sachstand.toml")).unwrap();
    let run = sachstand(folder.path(), &["diff", "a.xlsx", "b.xlsx"]);
    assert!(text(&run.stdout).ends_with("Keine Änderungen\n"), "{}", text(&run.stdout));
}

#[test]
fn what_cannot_be_done_is_refused_and_explained() {
    let folder = tempfile::tempdir().unwrap();
    workbook(&folder.path().join("alt.xlsx"), "Schulen", "1.10", ROWS);
    std::fs::write(folder.path().join("Sachstand.xlsx"), b"Arbeit von gestern").unwrap();
    let before = snapshot(folder.path());
    for (call, expected) in [
        (&["new"][..], "»Sachstand.xlsx« gibt es schon"),
        (&["new", "alt.xlsx", "--from", "alt.xlsx"], "»alt.xlsx« gibt es schon"),
        (&["new", "neu.ods"], "»neu.ods« endet nicht auf ».xlsx«"),
        (&["new", "neu"], "»neu« endet nicht auf ».xlsx«"),
        (&["new", "neu.xlsx", "--from", "fehlt.xlsx"], "»fehlt.xlsx« kann nicht gelesen werden"),
        (&["new", "neu.xlsx", "--from", "Sachstand.xlsx"], "Sachstand.xlsx"),
    ] {
        let run = sachstand(folder.path(), call);
        assert_eq!(run.status.code(), Some(2), "{call:?}");
        let said = text(&run.stderr);
        assert!(said.contains(expected) && said.contains("= Hilfe: "), "{said}");
        assert_eq!(snapshot(folder.path()), before, "{call:?}");
    }
}
