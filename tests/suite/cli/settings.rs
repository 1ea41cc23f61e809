//! Which `sachstand.toml` counts.

use std::path::Path;

use super::{json, sachstand, text, workbook};

const ROWS: &[(&str, &str)] = &[("Lüftung", "Bisher 60% geprüft.")];
const UNITS_OFF: &str = "[regeln]\neinheit-abstand = false\n";

/// A folder with workbooks and settings; a settings file is named by its ending.
fn office(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, content) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        match name.ends_with(".toml") {
            true => std::fs::write(path, content).unwrap(),
            false => workbook(&path, content, "1.0", ROWS),
        }
    }
    folder
}

/// How much is rewritten in each paper.
fn rewrites(folder: &Path, arguments: &[&str]) -> Vec<usize> {
    let value = json(folder, arguments);
    let papers = value["papers"].as_array().unwrap().iter();
    papers.map(|paper| paper["rewrites"].as_array().unwrap().len()).collect()
}

#[test]
fn those_beside_the_workbook_count_before_those_where_the_program_was_started() {
    let folder = office(&[
        ("a/a.xlsx", "A"),
        ("a/sachstand.toml", UNITS_OFF),
        ("b/b.xlsx", "B"),
        ("c.xlsx", "C"),
        ("other.toml", ""),
    ]);
    let here = folder.path();
    let all = ["check", "a", "b/b.xlsx", "c.xlsx"];
    assert_eq!(rewrites(here, &all), [0, 1, 1]);
    assert_eq!(rewrites(here, &["check", "a", "--config", "other.toml"]), [1]);
    std::fs::write(here.join("sachstand.toml"), UNITS_OFF).unwrap();
    std::fs::write(here.join("a/sachstand.toml"), "").unwrap();
    assert_eq!(rewrites(here, &all), [1, 0, 0]);
    assert_eq!(rewrites(&here.join("a"), &["check", "a.xlsx"]), [1]);
}

#[test]
fn both_sides_of_a_comparison_are_read_by_the_settings_of_the_newer_one() {
    let folder = office(&[("alt/a.xlsx", "A"), ("alt/sachstand.toml", UNITS_OFF)]);
    workbook(&folder.path().join("neu/a.xlsx"), "A", "1.1", ROWS);
    let value = json(folder.path(), &["check", "neu/a.xlsx", "--previous", "alt/a.xlsx"]);
    assert_eq!(value["papers"][0]["changes"], 0, "{value:#}");
    assert_eq!(json(folder.path(), &["diff", "alt/a.xlsx", "neu/a.xlsx"])["changes"], serde_json::json!([]));
}

#[test]
fn a_mistake_in_them_names_the_file() {
    let folder = office(&[("a/a.xlsx", "A"), ("a/sachstand.toml", "[regel]\n")]);
    let run = sachstand(folder.path(), &["check", "a"]);
    assert_eq!(run.status.code(), Some(2));
    let said = text(&run.stderr);
    assert!(
        said.contains("Zeile 1: Die Einstellung »regel« gibt es nicht\n  --> a/sachstand.toml\n"),
        "{said}"
    );
}

#[test]
fn a_mistake_in_those_of_one_folder_keeps_no_other_paper_from_being_made() {
    let folder = office(&[("a/a.xlsx", "A"), ("a/sachstand.toml", "[regel]\n"), ("b/b.xlsx", "B")]);
    let run = sachstand(folder.path(), &["build", "a", "b", "--format", "docx"]);
    assert_eq!(run.status.code(), Some(2));
    let (said, told) = (text(&run.stdout), text(&run.stderr));
    assert!(said.contains("1 Bericht erstellt; 1 nicht erstellt: 1 einstellung-ungueltig\n"), "{said}");
    assert!(told.contains("Die Einstellung »regel« gibt es nicht\n  --> a/sachstand.toml\n"), "{told}");
}
