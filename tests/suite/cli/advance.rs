//! `sachstand advance` as it is called.

use super::{json, sachstand, snapshot, text, workbook};

const ROWS: &[(&str, &str)] = &[("Lüftung", "Die Anlage wird geprüft.")];

fn office() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    workbook(&folder.path().join("input/schulen_1.9.xlsx"), "Schulen", "1.9", ROWS);
    folder
}

#[test]
fn the_new_workbook_lies_beside_the_old_one() {
    let folder = office();
    let before = snapshot(folder.path());
    let run = sachstand(folder.path(), &["fortschreiben", "input/schulen_1.9.xlsx", "--date", "1.9.2026"]);
    assert_eq!(run.status.code(), Some(0), "{}", text(&run.stderr));
    assert!(text(&run.stdout).starts_with("input/schulen_1.10.xlsx\nVersion 1.9 → 1.10: 0 Fehler"));
    let after = snapshot(folder.path());
    assert_eq!(after.len(), 2);
    assert!(after.contains(&before[0]), "the old workbook is untouched");
    let run = sachstand(folder.path(), &["diff", "input/schulen_1.9.xlsx", "input/schulen_1.10.xlsx"]);
    assert!(text(&run.stdout).contains("Version 1.10, Stand 01.09.2026"), "{}", text(&run.stdout));
    assert!(text(&run.stdout).ends_with("Keine Änderungen\n"), "{}", text(&run.stdout));
}

#[test]
fn a_file_that_exists_is_never_overwritten() {
    let folder = office();
    let target = folder.path().join("input/schulen_1.10.xlsx");
    std::fs::write(&target, b"Arbeit von gestern").unwrap();
    let before = snapshot(folder.path());
    for more in [&[][..], &["-o", "input/schulen_1.10.xlsx"], &["-o", "input/schulen_1.9.xlsx"]] {
        let run = sachstand(folder.path(), &[&["advance", "input/schulen_1.9.xlsx"], more].concat());
        assert_eq!(run.status.code(), Some(2));
        assert!(text(&run.stderr).contains("gibt es schon\n") && text(&run.stderr).contains("= Hilfe: "));
        assert_eq!(text(&run.stdout), "");
        assert_eq!(snapshot(folder.path()), before);
    }
}

#[test]
fn what_is_to_be_looked_at_stands_in_the_new_workbook() {
    let folder = tempfile::tempdir().unwrap();
    let mut book = crate::support::book("Schulen", "1.9", ROWS);
    let sheet = book.worksheet_from_name("Dokument").unwrap();
    sheet.write_row(4, 0, ["Sitzungsdatum", "01.05.2026"]).unwrap();
    book.save(folder.path().join("schulen_1.9.xlsx")).unwrap();
    let run = sachstand(folder.path(), &["advance", "schulen_1.9.xlsx"]);
    let said = text(&run.stderr);
    assert!(said.contains("»01.05.2026«\n  --> schulen_1.10.xlsx › Dokument!B5\n"), "{said}");
}

#[test]
fn version_and_place_can_be_chosen() {
    let folder = office();
    let call = ["advance", "input/schulen_1.9.xlsx", "--version", "2.0"];
    let value = json(folder.path(), &[&call[..], &["-o", "Entwürfe/neu.xlsx"]].concat());
    assert_eq!((&value["from"], &value["to"]), (&"1.9".into(), &"2.0".into()));
    assert_eq!(value["written"], serde_json::json!(["Entwürfe/neu.xlsx"]));
    assert_eq!(value["errors"], serde_json::json!([]));
    assert!(folder.path().join("Entwürfe/neu.xlsx").is_file());
    let value = json(folder.path(), &[&call[..], &["-o", "Entwürfe"]].concat());
    assert_eq!(value["written"], serde_json::json!(["Entwürfe/schulen_2.0.xlsx"]));
    let same = |name: &str| std::fs::read(folder.path().join("Entwürfe").join(name)).unwrap();
    assert_eq!(same("neu.xlsx"), same("schulen_2.0.xlsx"), "the same input gives the same bytes");
}

#[test]
fn what_cannot_be_done_is_refused_and_explained() {
    let folder = office();
    let before = snapshot(folder.path());
    for (more, expected) in [
        (&["--version", "1.8"][..], "1.8"),
        (&["--version", "neu"], "eine Version besteht aus Zahlen und Punkten"),
        (&["--date", "31.02.2026"], "diesen Tag gibt es nicht"),
        (&["-o", "neu.xlsm"], "endet nicht auf ».xlsx«"),
        (&["-o", "neu"], "endet nicht auf ».xlsx«"),
    ] {
        let run = sachstand(folder.path(), &[&["advance", "input/schulen_1.9.xlsx"], more].concat());
        assert_eq!(run.status.code(), Some(2), "{more:?}");
        assert!(text(&run.stderr).contains(expected), "{}", text(&run.stderr));
        assert!(text(&run.stderr).contains("= Hilfe: "), "{}", text(&run.stderr));
        assert_eq!(snapshot(folder.path()), before);
    }
    let value = json(folder.path(), &["advance", "fehlt.xlsx"]);
    assert_eq!(value["errors"][0]["code"], "zugriff-fehlgeschlagen");
    assert_eq!(value["written"], serde_json::json!([]));
}
