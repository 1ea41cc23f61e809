//! A folder of workbooks at once: which are read, where the papers go, what is said.

use super::{sachstand, snapshot, text, workbook};
use crate::support::root;

const ROWS: &[(&str, &str)] = &[("Lüftung", "Die Anlage wird bis Mai geprüft.")];
const FAULTY: &[(&str, &str)] = &[("Lüftung", "Fertig am 31.02.2026.")];

/// Workbooks in folders, with all that is none beside them.
fn office() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    workbook(&path("input/a.xlsx"), "Schulen", "1.0", ROWS);
    workbook(&path("input/Amt 1/Übersicht.xlsx"), "Amt 1/Bau", "1.0", ROWS);
    workbook(&path("input/Amt 1/tief/c.XLSX"), "amt 1 bau", "1.0", ROWS);
    workbook(&path("input/.alt/x.xlsx"), "Verborgen", "1.0", ROWS);
    for name in
        ["input/~$a.xlsx", "input/.~lock.a.xlsx#", "input/.b.xlsx", "input/bericht.docx", "leer/x.txt"]
    {
        std::fs::create_dir_all(path(name).parent().unwrap()).unwrap();
        std::fs::write(path(name), "kein Excel").unwrap();
    }
    folder
}

#[test]
fn files_folders_and_patterns_mean_all_that_lies_below_them_and_is_a_workbook() {
    let folder = office();
    let all = &["input/Amt 1/tief/c.XLSX", "input/Amt 1/Übersicht.xlsx", "input/a.xlsx"][..];
    for (inputs, expected) in [
        (&["input"][..], all),
        (
            &["input/a.xlsx", "leer", "./input", "input/~$a.xlsx"],
            &["input/a.xlsx", "./input/Amt 1/tief/c.XLSX"],
        ),
        (&["input/*.xlsx"], &["input/a.xlsx"]),
        (&["input/*/*"], &all[..2]),
        (&["input/**/?.XLSX"], &["input/Amt 1/tief/c.XLSX", "input/a.xlsx"]),
        (&["input/amt ?/ÜBERSICHT.*"], &all[1..2]),
        (&["input/*/übers*"], &all[1..2]),
        (&["fehlt.xlsx", "input/a.xlsx"], &["input/a.xlsx", "fehlt.xlsx"]),
    ] {
        let value: serde_json::Value = serde_json::from_slice(
            &sachstand(folder.path(), &[&["check", "--json", "--no-previous"], inputs].concat()).stdout,
        )
        .unwrap();
        let papers = value["papers"].as_array().unwrap();
        let files: Vec<_> = papers.iter().map(|paper| paper["file"].as_str().unwrap()).collect();
        assert_eq!(files[..expected.len()], *expected, "{inputs:?}");
        let notes = value["notes"].as_array().unwrap().len();
        assert_eq!(notes, if inputs.contains(&"leer") { 2 } else { 0 }, "{inputs:?}: {}", value["notes"]);
    }
    for (input, expected) in [
        ("leer", "Im Ordner »leer« liegt keine"),
        ("leer/*.xlsx", "Auf das Muster »leer/*.xlsx« passt keine"),
    ] {
        let run = sachstand(folder.path(), &[input]);
        assert_eq!(run.status.code(), Some(2));
        assert!(text(&run.stderr).contains(expected), "{}", text(&run.stderr));
    }
}

#[test]
fn papers_lie_side_by_side_or_in_folders_like_those_of_their_workbooks() {
    let folder = office();
    let papers = |options: &[&str]| {
        let _ = std::fs::remove_dir_all(folder.path().join("output"));
        let run = sachstand(folder.path(), &[&["build", "--format", "docx"], options].concat());
        let output = folder.path().join("output");
        let files =
            snapshot(&output).into_iter().map(|(path, _)| path.strip_prefix(&output).unwrap().to_owned());
        let files: Vec<_> = files.map(|path| path.to_str().unwrap().replace('\\', "/")).collect();
        let papers = files.into_iter().filter(|path| path.ends_with(".docx")).collect::<Vec<_>>();
        (run.status.code(), papers)
    };
    let [a, b, c] =
        ["Amt_1_Bau", "amt_1_bau", "Schulen"].map(|it| format!("{it}_v1.0_nichtoeffentlich.docx"));
    assert_eq!(papers(&[]), (Some(2), vec![c.clone(), b.clone()]));
    let kept = vec![format!("Amt 1/{a}"), format!("Amt 1/tief/{b}"), c];
    assert_eq!(papers(&["--keep-folders"]), (Some(0), kept));
    assert_eq!(
        papers(&["--keep-folders", "input/*/*"]),
        (Some(0), vec![format!("Amt 1/{a}"), format!("Amt 1/tief/{b}")])
    );
}

/// Names that are paths elsewhere, or no text at all.
#[cfg(target_os = "linux")]
#[test]
fn a_name_leads_nowhere_and_stands_for_one_workbook() {
    use std::os::unix::ffi::OsStrExt as _;
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &[u8]| folder.path().join("input").join(std::ffi::OsStr::from_bytes(name));
    workbook(&path(br"x\..\..\..\oben/a.xlsx"), "Oben", "1.0", ROWS);
    workbook(&path(b"M\xE4rz.xlsx"), "März", "1.0", ROWS);
    workbook(&path(b"M\xF6rz.xlsx"), "Mörz", "1.0", ROWS);
    let run = sachstand(folder.path(), &["build", "--keep-folders", "--format", "docx", "--no-previous"]);
    assert_eq!(run.status.code(), Some(0), "{}", text(&run.stderr));
    assert!(text(&run.stdout).contains("3 Berichte erstellt\n"), "{}", text(&run.stdout));
    let output = folder.path().join("output");
    assert_eq!(snapshot(&output).len(), 4);
    assert!(output.join(r"x\..\..\..\oben/Oben_v1.0_nichtoeffentlich.docx").exists());
}

#[test]
fn a_paper_takes_the_place_of_no_other() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join("input").join(name);
    workbook(&path("a/Amt/a.xlsx"), "Bau/Süd", "1.0", ROWS);
    workbook(&path("b/amt/a.xlsx"), "bau süd", "1.0", &[("Wege", "Der Weg ist gebaut.")]);
    workbook(&path("b/amt/b.xlsx"), "bau süd", "2.0", &[("Wege", "Der Weg ist gefegt.")]);
    let run = sachstand(
        folder.path(),
        &["build", "--keep-folders", "--all-versions", "--format", "docx", "input/a", "input/b"],
    );
    assert!(text(&run.stderr).contains("Fehler[dateiname-doppelt]"), "{}", text(&run.stderr));
    assert!(text(&run.stdout).contains("2 Berichte erstellt; 1 nicht erstellt"), "{}", text(&run.stdout));
}

#[test]
fn a_lock_file_alone_is_explained() {
    let folder = office();
    let run = sachstand(folder.path(), &["input/~$a.xlsx"]);
    assert_eq!(run.status.code(), Some(2));
    assert!(text(&run.stderr).contains("zeigt an, dass eine geöffnet ist"), "{}", text(&run.stderr));
}

#[test]
fn a_table_tells_at_the_end_what_became_of_each_the_failures_last() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join("input").join(name);
    workbook(&path("b.xlsx"), "Bauhof", "1.0", FAULTY);
    workbook(&path("c.xlsx"), "Schulen", "1.1", ROWS);
    std::fs::copy(path("c.xlsx"), path("kopie.xlsx")).unwrap();
    for name in ["a.xlsx", "z.xlsx"] {
        std::fs::write(path(name), "").unwrap();
    }
    let run = |jobs| sachstand(folder.path(), &["build", "--jobs", jobs, "--format", "docx", "--force"]);
    let (one, four) = (run("1"), run("4"));
    let expected = "
Bericht      Dateien  Warnungen  Fehler  Wo
Schulen 1.1  docx             1       0  input/c.xlsx › Dokument!B2
Schulen 1.1  –                1       0  input/kopie.xlsx
Bauhof 1.0   docx             1       1  input/b.xlsx › Sachstand!C2
–            keine            0       1  input/a.xlsx: Die Datei ist leer
–            keine            0       1  input/z.xlsx: Die Datei ist leer

2 Berichte erstellt, davon 1 mit Fehlern; 2 nicht erstellt: 2 keine-arbeitsmappe
5 Arbeitsmappen: 3 Fehler, 3 Warnungen
";
    assert!(text(&one.stdout).ends_with(expected), "{}{}", text(&one.stderr), text(&one.stdout));
    assert_eq!(
        (one.status.code(), &one.stdout, &one.stderr),
        (four.status.code(), &four.stdout, &four.stderr)
    );
    assert_eq!(one.status.code(), Some(2));
    let quiet = sachstand(folder.path(), &["build", "--quiet", "--format", "docx", "input/c.xlsx"]);
    assert_eq!((text(&quiet.stdout), text(&quiet.stderr)), (String::new(), String::new()));
}

#[test]
fn a_paper_is_the_same_with_any_number_of_jobs() {
    let folder = tempfile::tempdir().unwrap();
    let sample = root().join("input/krm_sachstand_1.14.xlsx");
    let files = |jobs| {
        let output = folder.path().join(jobs);
        let arguments = ["build", "--edition", "both", "--jobs", jobs, "-o", jobs, sample.to_str().unwrap()];
        assert!(sachstand(folder.path(), &arguments).status.success());
        let mut files: Vec<_> = std::fs::read_dir(output).unwrap().map(|it| it.unwrap().path()).collect();
        files.sort();
        files.iter().map(|file| std::fs::read(file).unwrap()).collect::<Vec<_>>()
    };
    let one = files("1");
    assert_eq!(one.len(), 5, "two editions in two formats, and the record");
    for jobs in ["2", "5"] {
        assert!(files(jobs) == one, "{jobs} jobs");
    }
}

#[test]
fn the_list_of_rewrites_of_an_earlier_run_is_no_paper() {
    let folder = tempfile::tempdir().unwrap();
    workbook(&folder.path().join("input/a.xlsx"), "Schulen", "1.0", &[("Weg", "Am 9.6.16 geprüft.")]);
    sachstand(folder.path(), &["build", "--format", "docx", "--protocol", "input/liste.xlsx"]);
    assert!(folder.path().join("input/liste.xlsx").exists());
    let run = sachstand(folder.path(), &["check"]);
    assert_eq!(run.status.code(), Some(0), "{}", text(&run.stderr));
    assert!(text(&run.stdout).contains("1 Bericht geprüft\n1 Arbeitsmappe: "), "{}", text(&run.stdout));
}

#[test]
fn a_run_over_very_many_workbooks_says_first_that_all_are_read() {
    let folder = tempfile::tempdir().unwrap();
    for number in 0..100 {
        std::fs::write(folder.path().join(format!("{number:03}.xlsx")), "kein Excel").unwrap();
    }
    let first = |options: &[&str]| {
        let run = sachstand(folder.path(), &[&["check", "."], options].concat());
        text(&run.stderr).lines().next().unwrap_or_default().to_owned()
    };
    assert_eq!(first(&[]), "100 Arbeitsmappen gefunden; zuerst werden alle gelesen");
    assert!(first(&["--quiet"]).starts_with("Fehler"), "{}", first(&["--quiet"]));
    assert_eq!(first(&["--json"]), "");
    std::fs::remove_file(folder.path().join("000.xlsx")).unwrap();
    assert!(first(&[]).starts_with("Fehler"), "{}", first(&[]));
}
