//! Several workbooks at once: which are compared, which are left out.

use super::{json, sachstand, snapshot, text, workbook};

const OLD: &[(&str, &str)] = &[("Lüftung", "Die Anlage wird bis Mai geprüft.")];
const NEW: &[(&str, &str)] = &[("Lüftung", "Die Anlage wird bis Juni geprüft.")];

/// Name, document, version and rows of a workbook.
type File<'a> = (&'a str, &'a str, &'a str, &'a [(&'a str, &'a str)]);

fn office(files: &[File<'_>]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, id, version, rows) in files {
        workbook(&folder.path().join("input").join(name), id, version, rows);
    }
    folder
}

#[test]
fn a_paper_says_what_it_was_compared_with() {
    let folder = office(&[("a.xlsx", "Schulen", "1.10", NEW), ("b.xlsx", "Schulen", "1.9", OLD)]);
    let run = sachstand(folder.path(), &[]);
    assert_eq!(run.status.code(), Some(0), "{}", text(&run.stderr));
    let expected = "Schulen 1.10, nichtöffentlich, gegenüber 1.9 (input/b.xlsx): 1 Änderung\n  \
                    output/Schulen_v1.10_nichtoeffentlich.docx\n";
    assert!(text(&run.stdout).starts_with(expected), "{}", text(&run.stdout));
    let run = sachstand(folder.path(), &["check", "--all-versions"]);
    assert!(
        text(&run.stdout).contains("Schulen 1.9, nichtöffentlich, ist eine erste Fassung\n"),
        "{}",
        text(&run.stdout)
    );
    let run = sachstand(folder.path(), &["build", "--changes", "clean"]);
    assert!(
        text(&run.stdout).starts_with("Schulen 1.10, nichtöffentlich, ohne Kennzeichnung"),
        "{}",
        text(&run.stdout)
    );
    let value = json(folder.path(), &["check"]);
    assert_eq!(value["version"], 1);
    assert_eq!(
        (&value["papers"][0]["previous"], &value["papers"][0]["changes"]),
        (&"input/b.xlsx".into(), &1.into())
    );
}

#[test]
fn a_workbook_named_alone_is_compared_with_the_one_beside_it() {
    let folder = office(&[
        ("neu.xlsx", "Schulen", "1.10", NEW),
        ("alt.xlsx", "Schulen", "1.9", OLD),
        ("älter.xlsx", "Schulen", "1.8", OLD),
        ("zukunft.xlsx", "Schulen", "2.0", OLD),
        ("anderes.xlsx", "Bauhof", "1.0", OLD),
    ]);
    std::fs::write(folder.path().join("input/kaputt.xlsx"), "kein Zip").unwrap();
    let run = sachstand(folder.path(), &["build", "input/neu.xlsx"]);
    assert_eq!(run.status.code(), Some(0), "{}", text(&run.stderr));
    let said = text(&run.stdout);
    assert!(
        said.starts_with("Schulen 1.10, nichtöffentlich, gegenüber 1.9 (input/alt.xlsx): 1 Änderung\n"),
        "{said}"
    );
    assert!(said.contains("\n1 Arbeitsmappe: "), "{said}");
    let run = sachstand(&folder.path().join("input"), &["build", "neu.xlsx"]);
    assert!(
        text(&run.stdout).starts_with("Schulen 1.10, nichtöffentlich, gegenüber 1.9 (alt.xlsx)"),
        "{}",
        text(&run.stdout)
    );
    let run = sachstand(folder.path(), &["build", "--no-previous", "input/neu.xlsx"]);
    assert!(
        text(&run.stdout).starts_with("Schulen 1.10, nichtöffentlich, ist eine erste Fassung"),
        "{}",
        text(&run.stdout)
    );
}

#[test]
fn a_second_run_gives_the_same_bytes() {
    let folder = office(&[("a.xlsx", "Schulen", "1.10", NEW), ("b.xlsx", "Schulen", "1.9", OLD)]);
    let run = || sachstand(folder.path(), &["build", "--protocol", "output/protokoll.xlsx"]);
    let first = (text(&run().stdout), snapshot(folder.path()));
    let second = (text(&run().stdout), snapshot(folder.path()));
    assert_eq!(first.0, second.0);
    assert!(first.1 == second.1, "the files differ");
}

#[test]
fn papers_with_the_same_file_name_do_not_overwrite_each_other() {
    let folder = office(&[
        ("a.xlsx", "Amt 1/Schulen", "1.0", OLD),
        ("b.xlsx", "amt 1 schulen", "1.0", NEW),
        ("c.xlsx", "Bauhof", "1.0", NEW),
    ]);
    let run = sachstand(folder.path(), &[]);
    assert_eq!(run.status.code(), Some(2));
    let said = text(&run.stderr);
    assert!(
        said.contains("Fehler[dateiname-doppelt]")
            && said.contains("wie die des Berichts aus »input/a.xlsx«"),
        "{said}"
    );
    assert!(said.contains("--> input/b.xlsx › Dokument!B2"), "{said}");
    let written = snapshot(&folder.path().join("output"));
    let names: Vec<_> = written.iter().map(|(path, _)| path.file_name().unwrap().to_str().unwrap()).collect();
    assert_eq!(
        names,
        [
            ".sachstand.jsonl",
            "Amt_1_Schulen_v1.0_nichtoeffentlich.docx",
            "Amt_1_Schulen_v1.0_nichtoeffentlich.pdf",
            "Bauhof_v1.0_nichtoeffentlich.docx",
            "Bauhof_v1.0_nichtoeffentlich.pdf"
        ]
    );
    assert_eq!(sachstand(folder.path(), &["check", "--quiet"]).status.code(), Some(2));
}

#[test]
fn one_version_twice_and_a_previous_version_that_does_not_fit_are_said() {
    let folder = office(&[("a.xlsx", "Schulen", "1.0", OLD), ("b.xlsx", "Schulen", "1.0", NEW)]);
    let run = sachstand(folder.path(), &["build", "--format", "docx"]);
    assert_eq!(run.status.code(), Some(2));
    let said = text(&run.stderr);
    let expected = "Fehler[version-doppelt]: »Schulen«, Version 1.0 gibt es schon in »input/a.xlsx«\n  \
                    --> input/b.xlsx › Dokument!B3\n";
    assert!(said.contains(expected), "{said}");
    assert!(text(&run.stdout).ends_with("2 Arbeitsmappen: 1 Fehler, 0 Warnungen\n"), "{}", text(&run.stdout));
    let call = ["check", "input/b.xlsx", "--previous", "input/a.xlsx"];
    let run = sachstand(folder.path(), &call);
    assert_eq!(run.status.code(), Some(0));
    let said = text(&run.stderr);
    let expected = "Warnung[vorige-fassung-unpassend]: »input/a.xlsx« ist keine ältere Version\n";
    assert!(said.contains(expected), "{said}");
    workbook(&folder.path().join("fremd.xlsx"), "Bauhof", "1.0", OLD);
    workbook(&folder.path().join("input/c.xlsx"), "Museum", "1.0", OLD);
    let run = sachstand(folder.path(), &["check", "--previous", "fremd.xlsx"]);
    assert_eq!((run.status.code(), text(&run.stdout)), (Some(2), String::new()));
    assert!(text(&run.stderr).contains("Die vorige Fassung gehört zu keinem der Berichte"));
    let [own, foreign] =
        [["Dach", "Mensa", "Aula", "Hof", "Turnhalle"], ["Salz", "Bagger", "Tor", "Kran", "Lager"]]
            .map(|actions| actions.map(|action| (action, "Die Arbeiten laufen.")));
    workbook(&folder.path().join("fremd.xlsx"), "Bauhof", "1.0", &foreign);
    workbook(&folder.path().join("input/c.xlsx"), "Museum", "1.1", &own);
    let run = sachstand(folder.path(), &["check", "input/c.xlsx", "--previous", "fremd.xlsx"]);
    assert!(text(&run.stderr).contains("[vorige-fassung-fremd]"), "{}", text(&run.stderr));
    assert!(text(&run.stdout).contains("ohne Vergleich mit einer früheren Fassung"), "{}", text(&run.stdout));
}

#[test]
fn what_is_noticed_is_said_in_the_order_of_the_workbooks() {
    let rows = |number: usize| format!("Fertig am 31.02.20{}.", 10 + number);
    let folder = office(&[]);
    for number in 0..12 {
        let path = folder.path().join(format!("input/{number:02}.xlsx"));
        workbook(&path, &format!("Bericht {number}"), "1.0", &[("Weg", &rows(number))]);
    }
    let run = sachstand(folder.path(), &["check", "--jobs", "4"]);
    let said = text(&run.stderr);
    let places: Vec<_> = said.lines().filter_map(|line| line.strip_prefix("  --> input/")).collect();
    let expected: Vec<_> = (0..12).map(|number| format!("{number:02}.xlsx › Sachstand!C2")).collect();
    assert_eq!(places, expected, "{said}");
}

#[test]
fn quiet_prints_errors_only() {
    let folder =
        office(&[("a.xlsx", "Schulen", "1.0", &[("Weg", "Fertig am 31.02.2026, im IT-Plan der ABC.")])]);
    let run = sachstand(folder.path(), &["check"]);
    assert!(text(&run.stderr).contains("Warnung["), "{}", text(&run.stderr));
    assert_eq!(run.status.code(), Some(1), "findings of severity error");
    let run = sachstand(folder.path(), &["check", "--quiet"]);
    assert_eq!((run.status.code(), text(&run.stdout)), (Some(1), String::new()));
    assert!(text(&run.stderr).contains("Fehler[datum-ungueltig]") && !text(&run.stderr).contains("Warnung["));
}

#[test]
fn a_command_behind_an_option_is_no_file() {
    let folder = office(&[]);
    let run = sachstand(folder.path(), &["--quiet", "diff", "a.xlsx", "b.xlsx"]);
    assert_eq!(run.status.code(), Some(2));
    assert!(text(&run.stderr).contains("Der Befehl »diff« muss vor den anderen Angaben stehen"));
}
