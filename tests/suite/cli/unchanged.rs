//! Papers that are in place already, and files that somebody changed since.

use std::path::Path;

use super::{sachstand, snapshot, text, workbook};

const OLD: &[(&str, &str)] = &[("Lüftung", "Die Anlage wird bis Mai geprüft.")];
const NEW: &[(&str, &str)] = &[("Lüftung", "Die Anlage wird bis Juni geprüft.")];
const PAPER: &str = "output/Schulen_v1.1_nichtoeffentlich.docx";
const KEPT: &str = "output/Schulen_v1.1_nichtoeffentlich_bearbeitet_1.docx";
const RECORD: &str = "output/.sachstand.jsonl";

fn office() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    workbook(&folder.path().join("input/alt.xlsx"), "Schulen", "1.0", OLD);
    workbook(&folder.path().join("input/neu.xlsx"), "Schulen", "1.1", NEW);
    folder
}

/// Runs and tells what it said and left; the paper is a Word file.
fn run(folder: &Path, options: &[&str]) -> String {
    let run = sachstand(folder, &[&["build", "--format", "docx"], options].concat());
    text(&run.stdout) + &text(&run.stderr)
}

/// What may change between two runs: a name, further options of the second run, the change itself.
type Case = (&'static str, &'static [&'static str], fn(&Path));

#[test]
fn a_paper_is_made_again_only_where_something_changed() {
    let nothing = |_: &Path| {};
    let cases: &[Case] = &[
        ("nothing", &[], nothing),
        ("the workbook", &[], |it| workbook(&it.join("input/neu.xlsx"), "Schulen", "1.1", OLD)),
        ("the previous version", &[], |it| workbook(&it.join("input/alt.xlsx"), "Schulen", "1.0", NEW)),
        ("the settings", &[], |it| {
            std::fs::write(it.join("sachstand.toml"), "[schrift]\ndocx = \"X\"").unwrap()
        }),
        ("an option", &["--changes", "tracked"], nothing),
        ("the edition", &["--edition", "both"], nothing),
        ("another file is ordered", &["--format", "pdf"], nothing),
        ("the paper is missing", &[], |it| std::fs::remove_file(it.join(PAPER)).unwrap()),
        ("the record is missing", &[], |it| std::fs::remove_file(it.join(RECORD)).unwrap()),
        ("the record is damaged", &[], |it| damage(&it.join(RECORD))),
        ("it is wanted", &["--force"], nothing),
    ];
    for (name, options, change) in cases {
        let folder = office();
        assert!(run(folder.path(), &[]).contains("1 Bericht erstellt\n"));
        change(folder.path());
        let said = run(folder.path(), options);
        let same = *name == "nothing";
        assert_eq!(said.contains("0 Berichte erstellt, 1 unverändert\n"), same, "{name}: {said}");
        assert_eq!(
            said.contains("1.1, nichtöffentlich, unverändert"),
            same || *name == "the edition",
            "{name}: {said}"
        );
        assert!(!folder.path().join(KEPT).exists(), "{name}: nobody had changed the file");
        assert!(
            run(folder.path(), &options[..options.len().min(2)]).contains("unverändert")
                != options.contains(&"--force")
        );
    }
}

/// Whether a missing version is said depends on whether one was searched for.
#[test]
fn a_paper_that_was_not_to_be_compared_is_made_again_when_it_is() {
    let folder = office();
    std::fs::remove_file(folder.path().join("input/alt.xlsx")).unwrap();
    for options in [&["--no-previous"][..], &[], &["--no-previous"]] {
        assert!(run(folder.path(), options).contains("1 Bericht erstellt\n"));
        assert!(run(folder.path(), options).contains("unverändert"));
    }
}

/// Another hash in an otherwise sound line.
fn damage(record: &Path) {
    let line = std::fs::read_to_string(record).unwrap();
    let (front, back) = line.split_once("docx\":\"").unwrap();
    let other = if back.starts_with('0') { "1" } else { "0" };
    std::fs::write(record, format!("{front}docx\":\"{other}{}", &back[1..])).unwrap();
}

#[test]
fn warnings_are_counted_and_errors_said_in_every_run() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("input/a.xlsx");
    for (status, expected) in [
        (
            "Fertig im Mai, sagt die XYZW.",
            "unverändert, 1 Warnung wie beim Erstellen; »sachstand check« zeigt sie",
        ),
        ("Fertig am 31.02.2026.", "Fehler[datum-ungueltig]"),
    ] {
        workbook(&path, "Schulen", "1.0", &[("Lüftung", status)]);
        let first = run(folder.path(), &[]);
        assert!(first.contains("Fehler, "), "{first}");
        let again = run(folder.path(), &[]);
        assert!(again.contains(expected), "{first}{again}");
    }
}

#[test]
fn a_file_that_somebody_changed_is_kept_and_one_of_ours_is_not() {
    let folder = office();
    let (paper, kept) = (folder.path().join(PAPER), folder.path().join(KEPT));
    run(folder.path(), &[]);
    let made = std::fs::read(&paper).unwrap();
    std::fs::write(&paper, "von Hand").unwrap();
    let said = run(folder.path(), &[]);
    assert!(said.contains("Warnung[datei-geaendert]") && said.contains(KEPT), "{said}");
    assert_eq!(std::fs::read(&kept).unwrap(), b"von Hand");
    assert!(std::fs::read(&paper).unwrap() == made);
    assert!(!run(folder.path(), &[]).contains("datei-geaendert"), "it is said once");
    // Nothing is known of these; the first is an older paper of ours.
    std::fs::remove_file(&kept).unwrap();
    std::fs::remove_file(folder.path().join(RECORD)).unwrap();
    workbook(&folder.path().join("input/neu.xlsx"), "Schulen", "1.1", OLD);
    assert!(!run(folder.path(), &["--format", "pdf"]).contains("datei-geaendert"));
    assert!(!kept.exists());
    std::fs::remove_file(folder.path().join(RECORD)).unwrap();
    let mut longer = std::fs::read(&paper).unwrap();
    longer.push(b'\n');
    std::fs::write(&paper, &longer).unwrap();
    assert!(run(folder.path(), &["--force"]).contains("datei-geaendert"));
    assert!(std::fs::read(&kept).unwrap() == longer);
}

/// Its properties still name this program.
#[test]
fn a_pdf_that_nothing_is_known_of_is_ours_to_the_last_byte_or_kept() {
    let folder = office();
    let file = |end: &str| folder.path().join(format!("output/Schulen_v1.1_nichtoeffentlich{end}.pdf"));
    let run = || run(folder.path(), &["--format", "pdf"]);
    run();
    let made = std::fs::read(file("")).unwrap();
    for (round, at) in
        [made.len() / 3, made.len() / 2, made.len() - 200, made.len() - 3].into_iter().enumerate()
    {
        std::fs::remove_file(folder.path().join(RECORD)).unwrap();
        let mut changed = made.clone();
        changed[at] ^= 1;
        std::fs::write(file(""), &changed).unwrap();
        assert!(run().contains("datei-geaendert"), "{at}");
        assert!(std::fs::read(file(&format!("_bearbeitet_{}", round + 1))).unwrap() == changed);
        assert!(std::fs::read(file("")).unwrap() == made);
    }
    std::fs::remove_file(folder.path().join(RECORD)).unwrap();
    workbook(&folder.path().join("input/neu.xlsx"), "Schulen", "1.1", OLD);
    assert!(!run().contains("datei-geaendert"));
}

#[test]
fn the_record_holds_hashes_alone_and_is_the_same_with_any_jobs() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["Amtsleiter Wendt", "Bauhof", "Museum"] {
        workbook(&folder.path().join(format!("input/{name}/a.xlsx")), name, "1.0", OLD);
    }
    let record = |jobs| {
        run(folder.path(), &["--keep-folders", "--force", "--jobs", jobs]);
        std::fs::read_to_string(folder.path().join(RECORD)).unwrap()
    };
    let one = record("1");
    assert_eq!(one.lines().count(), 3);
    let long = one.split('"').filter(|it| it.len() > 12);
    assert!(
        long.clone().all(|it| it.len() == 64 && it.bytes().all(|byte| byte.is_ascii_hexdigit())),
        "{one}"
    );
    std::fs::remove_file(folder.path().join(RECORD)).unwrap();
    assert_eq!(record("3"), one);
    let before = snapshot(folder.path());
    assert!(run(folder.path(), &["--keep-folders"]).contains("0 Berichte erstellt, 3 unverändert"));
    assert!(snapshot(folder.path()) == before);
}
