//! What was made uniform, as the program lists it.

use std::path::Path;

use super::{json, sachstand, snapshot, text, workbook};
use sachstand::grid::Value;

use crate::support::python;

const ROWS: &[(&str, &str)] = &[
    ("Lüftung", "Am 9.6.16 geprüft, z.B. in der Aula. Danach am 8.Mai 2018."),
    ("Mensa", "Bezug am 1.2.2024 - so der Plan; 60% sind fertig."),
];

fn office() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    workbook(&folder.path().join("input/a.xlsx"), "Schulen", "1.0", ROWS);
    folder
}

#[test]
fn check_counts_by_rule_and_lists_on_demand() {
    let folder = office();
    let before = snapshot(folder.path());
    let run = sachstand(folder.path(), &["check"]);
    let counted = text(&run.stdout);
    assert!(
        counted.contains("6 Stellen werden vereinheitlicht:\n     2  Datum in Ziffern [datum]\n"),
        "{counted}"
    );
    assert!(
        !counted.contains("Sachstand!C2")
            && counted.contains("»sachstand check --rewrites« zeigt jede Stelle\n")
    );
    let run = sachstand(folder.path(), &["check", "--rewrites"]);
    let listed = text(&run.stdout);
    let expected = "\nDatum in Ziffern [datum]\n  input/a.xlsx › Sachstand!C2: »9.6.16« → »09.06.2016«\n      \
                    Am 9.6.16 geprüft, ";
    assert!(listed.contains(expected), "{listed}");
    assert!(listed.contains("»z.B.« → »z.␣B.«"), "a no-break space is seen: {listed}");
    assert!(listed.contains("␣ steht für ein geschütztes Leerzeichen\n"), "{listed}");
    assert_eq!(listed.matches("  input/a.xlsx › Sachstand!").count(), 6);
    assert_eq!(snapshot(folder.path()), before);
}

#[test]
fn build_tells_the_number_and_json_has_them_all() {
    let folder = office();
    let run = sachstand(folder.path(), &["build", "--format", "docx"]);
    let line = "6 Stellen vereinheitlicht; »sachstand check --rewrites« zeigt sie\n";
    assert!(text(&run.stdout).contains(line), "{}", text(&run.stdout));
    for command in [&["check"][..], &["build", "--format", "docx"]] {
        let value = json(folder.path(), command);
        let rewrites = value["papers"][0]["rewrites"].as_array().unwrap();
        assert_eq!(rewrites.len(), 6);
        let date = rewrites.iter().find(|it| it["rule"] == "datum").unwrap();
        assert_eq!((&date["before"], &date["after"]), (&"9.6.16".into(), &"09.06.2016".into()));
        assert_eq!((&date["sheet"], &date["cell"]), (&"Sachstand".into(), &"C2".into()));
    }
}

#[test]
fn the_protocol_is_a_csv_that_excel_reads() {
    let folder = office();
    let run = sachstand(folder.path(), &["build", "--format", "docx", "--protocol", "Listen/p.CSV"]);
    assert_eq!(run.status.code(), Some(0), "{}", text(&run.stderr));
    assert!(text(&run.stdout).contains("  Listen/p.CSV\n"), "{}", text(&run.stdout));
    let bytes = std::fs::read(folder.path().join("Listen/p.CSV")).unwrap();
    let lines: Vec<_> = std::str::from_utf8(&bytes).unwrap().split("\r\n").collect();
    assert_eq!(
        lines[0],
        "\u{feff}\"Datei\";\"Blatt\";\"Zelle\";\"Regel\";\"Vorher (auch Nichtöffentliches)\";\"Nachher (auch Nichtöffentliches)\""
    );
    let first =
        "\"input/a.xlsx\";\"Sachstand\";\"C2\";\"Datum in Ziffern [datum]\";\"9.6.16\";\"09.06.2016\"";
    assert!(lines.contains(&first), "{lines:?}");
    assert!(lines.iter().any(|line| line.ends_with("\"'-\";\"–\"")), "no formula: {lines:?}");
    assert_eq!(lines.len(), 8, "a head, six rewrites, and an end of line");
}

#[test]
fn the_protocol_is_a_workbook_that_others_read() {
    let folder = office();
    let protocol = folder.path().join("p.xlsx");
    let run = sachstand(folder.path(), &["build", "--format", "docx", "--protocol", "p.xlsx"]);
    assert_eq!(run.status.code(), Some(0), "{}", text(&run.stderr));
    let rows = cells(&protocol);
    assert_eq!(
        rows[0],
        [
            "Datei",
            "Blatt",
            "Zelle",
            "Regel",
            "Vorher (auch Nichtöffentliches)",
            "Nachher (auch Nichtöffentliches)"
        ]
    );
    let date = ["input/a.xlsx", "Sachstand", "C2", "Datum in Ziffern [datum]", "9.6.16", "09.06.2016"];
    assert!(rows.iter().any(|row| row == &date), "{rows:?}");
    assert_eq!(rows.len(), 7);
    let script = "import openpyxl, sys; s = openpyxl.load_workbook(sys.argv[1]).active; \
                  assert s.freeze_panes == 'A2' and s.auto_filter.ref == 'A1:F7' and s['A1'].font.b; \
                  assert s['E2'].alignment.wrap_text and s['E2'].data_type == 's'";
    if let Some(run) = python("openpyxl", &["-c", script, protocol.to_str().unwrap()]) {
        assert!(run.status.success(), "{}", text(&run.stderr));
    }
}

/// The first sheet of a workbook, read by the program's own reader.
fn cells(path: &Path) -> Vec<Vec<String>> {
    let read = sachstand::read::read(&std::fs::read(path).unwrap(), "p.xlsx").unwrap().value;
    let plain = |value: &Value| match value {
        Value::Text(text) => text.to_plain(),
        other => format!("{other:?}"),
    };
    read.sheets[0].rows.iter().map(|row| row.cells.iter().map(|cell| plain(&cell.value)).collect()).collect()
}

#[test]
fn a_protocol_that_cannot_be_is_refused_before_any_work() {
    let folder = office();
    let before = snapshot(folder.path());
    for (name, expected) in [
        ("p.txt", "»p.txt« endet weder auf .xlsx noch auf .csv"),
        ("protokoll", "endet weder auf .xlsx noch auf .csv"),
        ("input/a.xlsx", "ist eine der Arbeitsmappen und wird nicht überschrieben"),
        ("./input/../input/a.xlsx", "ist eine der Arbeitsmappen"),
    ] {
        let run = sachstand(folder.path(), &["build", "--protocol", name]);
        assert_eq!(run.status.code(), Some(2));
        assert!(text(&run.stderr).contains(expected), "{}", text(&run.stderr));
        assert!(text(&run.stderr).contains("= Hilfe: "));
        assert_eq!(snapshot(folder.path()), before, "nothing was written");
    }
}

#[test]
fn a_protocol_that_cannot_be_written_fails_the_run() {
    let folder = office();
    std::fs::create_dir(folder.path().join("p.csv")).unwrap();
    let run = sachstand(folder.path(), &["build", "--protocol", "p.csv", "--format", "docx"]);
    assert_eq!(run.status.code(), Some(2));
    assert!(text(&run.stderr).contains("»p.csv« kann nicht geschrieben werden"), "{}", text(&run.stderr));
    assert!(
        folder.path().join("output/Schulen_v1.0_nichtoeffentlich.docx").exists(),
        "the paper is there all the same"
    );
}
