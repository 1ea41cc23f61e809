//! The program as it is called.

use std::path::Path;
use std::process::{Command, Output};

use crate::support::{self, root};

mod advance;
mod batch;
mod columns;
mod diff;
mod faults;
mod findings;
mod memory;
mod new;
mod papers;
mod rewrites;
mod settings;
mod unchanged;
mod watch;

fn sachstand(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_sachstand")).args(arguments).current_dir(folder).output().unwrap()
}

/// Runs with `--json` and reads the one value it prints.
fn json(folder: &Path, arguments: &[&str]) -> serde_json::Value {
    let run = sachstand(folder, &[arguments, &["--json"]].concat());
    assert_eq!(text(&run.stderr), "");
    serde_json::from_slice(&run.stdout).unwrap()
}

/// A workbook with a paper of one Handlungsfeld: its actions and what they have come to.
fn workbook(path: &Path, id: &str, version: &str, rows: &[(&str, &str)]) {
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, support::workbook(id, version, rows)).unwrap();
}

/// Every file below a folder with its bytes.
fn snapshot(folder: &Path) -> Vec<(std::path::PathBuf, Vec<u8>)> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap().map(|it| it.unwrap().path()) {
        if entry.is_dir() {
            files.extend(snapshot(&entry));
        } else {
            files.push((entry.clone(), std::fs::read(&entry).unwrap()));
        }
    }
    files.sort();
    files
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// A folder with a copy of the smallest sample in `input`.
fn office() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("input")).unwrap();
    for name in ["stadtgruen_sachstand_2.3.ods", "stadtgruen_logo.png"] {
        std::fs::copy(root().join("input").join(name), folder.path().join("input").join(name)).unwrap();
    }
    folder
}

#[test]
fn without_arguments_it_builds_input_into_output() {
    let office = office();
    let run = sachstand(office.path(), &[]);
    assert_eq!(run.status.code(), Some(0), "{}", text(&run.stderr));
    let mut files: Vec<_> =
        std::fs::read_dir(office.path().join("output")).unwrap().map(|it| it.unwrap().file_name()).collect();
    files.sort();
    assert_eq!(
        files,
        [".sachstand.jsonl", "Stadtgruen_Massnahmen_v2.3.docx", "Stadtgruen_Massnahmen_v2.3.pdf"]
    );
}

#[test]
fn check_writes_nothing() {
    let office = office();
    let run = sachstand(office.path(), &["pruefen"]);
    assert_eq!(run.status.code(), Some(0), "{}", text(&run.stderr));
    assert!(!office.path().join("output").exists());
    assert!(text(&run.stdout).contains("\n1 Arbeitsmappe: 0 Fehler"), "{}", text(&run.stdout));
}

#[test]
fn one_format_and_another_folder() {
    let office = office();
    let run = sachstand(office.path(), &["build", "input", "-o", "Sitzung/Mai", "--format", "pdf"]);
    assert_eq!(run.status.code(), Some(0), "{}", text(&run.stderr));
    assert!(office.path().join("Sitzung/Mai/Stadtgruen_Massnahmen_v2.3.pdf").exists());
    assert!(!office.path().join("Sitzung/Mai/Stadtgruen_Massnahmen_v2.3.docx").exists());
}

#[test]
fn a_broken_workbook_does_not_keep_the_others_from_being_built() {
    let office = office();
    std::fs::write(office.path().join("input/kaputt.xlsx"), b"das ist kein Excel").unwrap();
    let run = sachstand(office.path(), &[]);
    assert_eq!(run.status.code(), Some(2));
    assert!(text(&run.stderr).contains("  --> input/kaputt.xlsx"), "{}", text(&run.stderr));
    assert!(office.path().join("output/Stadtgruen_Massnahmen_v2.3.pdf").exists());
}

#[test]
fn a_failure_leaves_the_old_file_in_place() {
    let office = office();
    let target = office.path().join("output/Stadtgruen_Massnahmen_v2.3.pdf");
    std::fs::create_dir_all(&target).unwrap(); // a folder in the way cannot be replaced by a file
    let run = sachstand(office.path(), &[]);
    assert_eq!(run.status.code(), Some(2));
    assert!(target.is_dir());
    let left: Vec<_> =
        std::fs::read_dir(target.parent().unwrap()).unwrap().map(|it| it.unwrap().file_name()).collect();
    assert_eq!(left.len(), 1, "neither the other file nor a temporary one: {left:?}");
}

#[test]
fn json_is_one_value_with_papers_and_errors() {
    let office = office();
    std::fs::write(office.path().join("input/kaputt.xlsx"), b"").unwrap();
    let run = sachstand(office.path(), &["build", "--json"]);
    let value: serde_json::Value = serde_json::from_slice(&run.stdout).unwrap();
    assert_eq!(value["papers"].as_array().unwrap().len(), 2);
    assert_eq!(value["papers"][1]["document"], "Stadtgruen_Massnahmen");
    assert_eq!(value["papers"][1]["version"], "2.3");
    assert_eq!(value["papers"][1]["written"][1], "output/Stadtgruen_Massnahmen_v2.3.pdf");
    assert_eq!(value["errors"][0]["file"], "input/kaputt.xlsx");
}

#[test]
fn wrong_calls_are_explained_in_german() {
    let office = office();
    for (arguments, expected) in [
        (&["--nix"][..], "Die Option »--nix« gibt es hier nicht"),
        (&["build", "fehlt.xlsx"], "»fehlt.xlsx« nicht gefunden (gibt es nicht)"),
        (&["build", "--config", "fehlt.toml"], "»fehlt.toml« kann nicht gelesen werden (gibt es nicht)"),
        (&["build", "--format", "odt"], "Der Wert »odt« passt nicht zu"),
        (
            &["build", "-o", "input/stadtgruen_logo.png/x"],
            "»input/stadtgruen_logo.png« ist eine Datei und kein",
        ),
        (&["build", "-o", "bericht.pdf"], "»bericht.pdf« sieht nach einer Datei aus, nötig ist ein Ordner"),
    ] {
        let run = sachstand(office.path(), arguments);
        assert_eq!(run.status.code(), Some(2));
        assert!(text(&run.stderr).contains(expected), "{}", text(&run.stderr));
        assert!(text(&run.stderr).contains("= Hilfe: "), "{}", text(&run.stderr));
    }
}

#[test]
fn an_empty_folder_is_explained() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("input")).unwrap();
    let run = sachstand(folder.path(), &[]);
    assert_eq!(run.status.code(), Some(2));
    assert!(
        text(&run.stderr).contains("Im Ordner »input« liegt keine Arbeitsmappe"),
        "{}",
        text(&run.stderr)
    );
}
