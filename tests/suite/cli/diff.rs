//! `sachstand diff` as it is called.

use std::process::Command;

use super::{json, office, sachstand, snapshot, text, workbook};
use crate::support::root;

const OLD: &[(&str, &str)] = &[
    ("Lüftung", "Die Anlage wird bis Mai geprüft."),
    ("Mensa", "Der Umbau ist beauftragt."),
    ("Turnhalle", "Das Dach ist undicht."),
];
const NEW: &[(&str, &str)] = &[
    ("Lüftung", "Die Anlage wird bis Juni geprüft."),
    ("Mensa", "Der Umbau ist beauftragt."),
    ("Bibliothek", "Neue Regale sind bestellt."),
];

fn pair() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    workbook(&folder.path().join("alt.xlsx"), "Schulen", "1.9", OLD);
    workbook(&folder.path().join("neu.xlsx"), "Schulen", "1.10", NEW);
    folder
}

#[test]
fn changes_are_shown_under_their_action() {
    let folder = pair();
    let before = snapshot(folder.path());
    let run = sachstand(folder.path(), &["diff", "alt.xlsx", "neu.xlsx"]);
    assert_eq!(run.status.code(), Some(0), "{}", text(&run.stderr));
    let expected = "\
Schulen, nichtöffentlich
  alt: alt.xlsx (Version 1.9, Stand 01.03.2026)
  neu: neu.xlsx (Version 1.10, Stand 01.03.2026)

Schulen › Lüftung
  Eintrag geändert: 1 Wort neu, 1 entfallen · Sachstand!C2
    Die Anlage wird bis [-Mai-]{+Juni+} geprüft.
";
    assert!(text(&run.stdout).starts_with(expected), "{}", text(&run.stdout));
    for part in ["[-Turnhalle\n    Das Dach ist undicht.-]", "{+Bibliothek\n    Neue Regale sind bestellt.+}"]
    {
        assert!(text(&run.stdout).contains(part), "{}", text(&run.stdout));
    }
    let last = text(&run.stdout).lines().last().unwrap().to_owned();
    assert_eq!(last, "3 Änderungen: 1 neu, 1 entfallen, 1 geändert; 6 Wörter neu, 6 entfallen");
    assert_eq!(text(&run.stderr), "");
    assert_eq!(snapshot(folder.path()), before, "it only reads");
}

#[test]
fn the_exit_code_tells_of_changes_where_asked() {
    let folder = pair();
    let code = |arguments: &[&str]| sachstand(folder.path(), arguments).status.code();
    assert_eq!(code(&["diff", "alt.xlsx", "neu.xlsx", "--quiet"]), Some(0));
    assert_eq!(code(&["diff", "alt.xlsx", "neu.xlsx", "--exit-code"]), Some(1));
    assert_eq!(code(&["vergleichen", "alt.xlsx", "neu.xlsx", "--exit-code", "--json"]), Some(1));
    assert_eq!(code(&["diff", "neu.xlsx", "fehlt.xlsx", "--exit-code"]), Some(2));
    assert_eq!(code(&["diff", "neu.xlsx"]), Some(2));
}

#[test]
fn a_workbook_does_not_differ_from_itself() {
    for name in ["krm_sachstand_1.14.xlsx", "stadtgruen_sachstand_2.3.ods"] {
        let file = root().join("input").join(name);
        let file = file.to_str().unwrap();
        let run = sachstand(&root(), &["diff", file, file, "--exit-code"]);
        assert_eq!(run.status.code(), Some(0));
        assert_eq!(text(&run.stdout).lines().last(), Some("Keine Änderungen"));
    }
}

#[test]
fn quiet_says_nothing_and_warnings_go_to_standard_error() {
    let folder = pair();
    let run = sachstand(folder.path(), &["diff", "alt.xlsx", "neu.xlsx", "--quiet"]);
    assert_eq!((text(&run.stdout), text(&run.stderr)), (String::new(), String::new()));
    let run = sachstand(folder.path(), &["diff", "neu.xlsx", "alt.xlsx"]);
    assert!(text(&run.stderr).contains("»neu.xlsx« ist keine ältere Version"), "{}", text(&run.stderr));
    workbook(&folder.path().join("fremd.xlsx"), "Bauhof", "1.0", OLD);
    let run = sachstand(folder.path(), &["diff", "fremd.xlsx", "neu.xlsx"]);
    assert_eq!(run.status.code(), Some(0));
    assert!(text(&run.stderr).contains("ist ein anderes Dokument: »Bauhof«"), "{}", text(&run.stderr));
}

#[test]
fn the_json_form_is_the_documented_one() {
    let folder = pair();
    let value = json(folder.path(), &["diff", "alt.xlsx", "neu.xlsx"]);
    let keys: Vec<_> = value.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(
        keys,
        ["version", "notice", "edition", "previous", "current", "marks", "changes", "findings", "errors"]
    );
    assert_eq!(value["version"], 1);
    let previous = serde_json::json!(
        { "file": "alt.xlsx", "document": "Schulen", "version": "1.9", "date": "2026-03-01" }
    );
    assert_eq!(value["previous"], previous);
    assert_eq!(value["current"]["version"], "1.10");
    assert_eq!(value["marks"], "computed");
    let change = &value["changes"][0];
    assert_eq!((&change["field"], &change["action"]), (&"Schulen".into(), &"Lüftung".into()));
    assert_eq!((&change["kind"], &change["area"]), (&"reworded".into(), &"field".into()));
    let runs: Vec<_> =
        change["runs"].as_array().unwrap().iter().map(|it| it["op"].as_str().unwrap()).collect();
    assert_eq!(runs, ["equal", "deleted", "inserted", "equal"]);
    assert_eq!(change["words"], serde_json::json!({ "inserted": 1, "deleted": 1 }));
    assert_eq!(change["cells"]["previous"], "alt.xlsx › Sachstand!C2");
    let documented = std::fs::read_to_string(root().join("docs/json.md")).unwrap();
    for key in keys.iter().copied().chain(change.as_object().unwrap().keys().map(String::as_str)) {
        assert!(documented.contains(&format!("`{key}`")), "{key} is not described in docs/json.md");
    }
}

#[test]
fn a_failure_has_a_json_form_too() {
    let folder = pair();
    let value = json(folder.path(), &["diff", "alt.xlsx", "fehlt.xlsx"]);
    assert_eq!(value["changes"], serde_json::json!([]));
    assert_eq!(value["errors"][0]["code"], "zugriff-fehlgeschlagen");
}

#[test]
fn long_equal_text_is_cut_and_lines_are_short() {
    let sample = |name: &str| root().join("input").join(name).to_str().unwrap().to_owned();
    let (old, new) = (sample("krm_sachstand_1.13.xlsx"), sample("krm_sachstand_1.14.xlsx"));
    let run = sachstand(&root(), &["diff", &old, &new]);
    let shown = text(&run.stdout);
    assert!(shown.contains("2018 enthielt elf Feststellungen. [-Zehn-]{+Alle+} sind"), "{shown}");
    assert!(shown.lines().filter(|line| line.starts_with("    ")).all(|line| line.chars().count() <= 80));
    // Marked text is whole: words struck and inserted are those of the JSON form.
    let value = json(&root(), &["diff", &old, &new]);
    let squeezed = |text: &str| text.split_whitespace().collect::<String>();
    let all = squeezed(&shown);
    for run in value["changes"].as_array().unwrap().iter().flat_map(|it| it["runs"].as_array().unwrap()) {
        let text = squeezed(run["text"].as_str().unwrap());
        match run["op"].as_str().unwrap() {
            "inserted" => assert!(all.contains(&format!("{{+{text}+}}")), "{text}"),
            "deleted" => assert!(all.contains(&format!("[-{text}-]")), "{text}"),
            _ => {}
        }
    }
}

#[test]
fn marks_of_the_cells_can_be_asked_for() {
    let folder = pair();
    let run = sachstand(folder.path(), &["diff", "alt.xlsx", "neu.xlsx", "--marks", "cells", "--exit-code"]);
    assert!(text(&run.stdout).contains("nach den Kennzeichnungen in den Zellen"), "{}", text(&run.stdout));
    assert_eq!(run.status.code(), Some(0), "no cell bears a mark");
}

/// Runs inside a terminal, where this machine has `script` to make one.
fn in_terminal(folder: &std::path::Path, no_colour: bool) -> Option<String> {
    let call = format!("{} diff alt.xlsx neu.xlsx", env!("CARGO_BIN_EXE_sachstand"));
    let mut command = Command::new("script");
    command.args(["-qec", &call, "/dev/null"]).current_dir(folder).env("TERM", "xterm");
    if no_colour {
        command.env("NO_COLOR", "1")
    } else {
        command.env_remove("NO_COLOR")
    };
    command.output().ok().filter(|it| it.status.success()).map(|it| text(&it.stdout))
}

#[test]
fn colours_are_for_terminals_that_want_them() {
    let folder = pair();
    let piped = sachstand(folder.path(), &["diff", "alt.xlsx", "neu.xlsx"]);
    assert!(!text(&piped.stdout).contains('\x1b'));
    let (Some(seen), Some(plain)) = (in_terminal(folder.path(), false), in_terminal(folder.path(), true))
    else {
        return;
    };
    assert!(seen.contains("\x1b[31;9m[-Mai-]\x1b[0m\x1b[32;4m{+Juni+}\x1b[0m"), "{seen}");
    assert!(!plain.contains('\x1b') && plain.contains("[-Mai-]{+Juni+}"), "{plain}");
}

#[test]
fn both_sides_are_normalised_before_they_are_compared() {
    let folder = office();
    workbook(&folder.path().join("a.xlsx"), "A", "1.0", &[("Weg", "Fertig am 9.6.16, z.B. im 2. HJ 2020.")]);
    workbook(
        &folder.path().join("b.xlsx"),
        "A",
        "1.1",
        &[("Weg", "Fertig am 09.06.2016, z. B. im 2. Halbjahr 2020.")],
    );
    let run = sachstand(folder.path(), &["diff", "a.xlsx", "b.xlsx"]);
    assert_eq!(text(&run.stdout).lines().last(), Some("Keine Änderungen"));
}
