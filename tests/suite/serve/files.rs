//! What is taken along from the page: the very files that the other commands make.

use std::process::Command;

use super::http::form;
use super::page::Page;
use super::{assert_same, built, empty_page, sample, snapshot};
use crate::support::workbook;

type Files = Vec<(&'static str, Vec<u8>)>;

const ROWS: &[(&str, &str)] =
    &[("Lüftung", "Die Anlage wird bis 9.6.16 geprüft."), ("Dach", "• dicht\n– bis auf die Gauben")];

/// Two versions of a small paper.
fn small() -> Files {
    let now = [ROWS, &[("Mensa", "Der Umbau ist beauftragt.")]].concat();
    vec![
        ("schulen_1.0.xlsx", workbook("Schulen", "1.0", ROWS)),
        ("schulen_1.1.xlsx", workbook("Schulen", "1.1", &now)),
    ]
}

/// Drops files, and finds the papers of one of them to be those of `build`, however changes are shown.
fn assert_as_built(files: &Files, current: &str, shown: &[(&str, &str, bool)]) {
    let (folder, page) = empty_page();
    page.take(files);
    for (here, there, overview) in shown {
        page.choose("beide", here, *overview);
        page.finished();
        let mut call = vec!["--edition", "both", "--changes", there];
        if !overview {
            call.push("--no-change-list");
        }
        let papers = page.papers(current);
        assert_eq!(papers.len(), 4, "{here}: {:?}", papers.keys());
        assert_same(&papers, &built(files, &call));
    }
    assert!(snapshot(folder.path()).is_empty(), "nothing is written");
}

#[test]
fn the_papers_of_both_samples_are_those_of_build() {
    let files = vec![sample("krm_sachstand_1.13.xlsx"), sample("krm_sachstand_1.14.xlsx")];
    assert_as_built(&files, files[1].0, &[("markiert", "marked", true)]);
}

#[test]
fn the_papers_of_a_workbook_with_its_logo_are_those_of_build() {
    let files = vec![sample("stadtgruen_logo.png"), sample("stadtgruen_sachstand_2.3.ods")];
    assert_as_built(&files, files[1].0, &[("markiert", "marked", true)]);
    let without = built(&files[1..], &["--edition", "both"]);
    assert!(without != built(&files, &["--edition", "both"]), "the logo is in the paper");
}

#[test]
fn however_changes_are_shown_the_papers_are_those_of_build() {
    let ways = [
        ("markiert", "marked", true),
        ("ueberarbeitung", "tracked", true),
        ("keine", "clean", true),
        ("markiert", "marked", false),
        ("ueberarbeitung", "tracked", false),
    ];
    assert_as_built(&small(), "schulen_1.1.xlsx", &ways);
}

#[test]
fn the_edition_and_the_previous_version_can_be_chosen() {
    let (_folder, page) = empty_page();
    let files = small();
    page.take(&files);
    let compared = built(&files, &["--edition", "public"]);
    page.choose("oeffentlich", "markiert", true);
    assert_same(&page.papers(files[1].0), &compared);
    page.send("/vorige", &[("vorige", "keine")]);
    page.finished();
    let alone = built(&files, &["--edition", "public", "--no-previous"]);
    assert_same(&page.papers(files[1].0), &alone);
    assert!(alone != compared);
    page.send("/vorige", &[("vorige", "datei:schulen_1.0.xlsx")]);
    page.finished();
    assert_same(&page.papers(files[1].0), &compared);
    page.send("/vorige", &[("vorige", "datei:gibt-es-nicht.xlsx")]);
    page.at_rest();
    assert_same(&page.papers(files[1].0), &compared);
}

/// While other files are on their way, no old one is handed out as if it were new.
#[test]
fn a_file_dropped_anew_takes_the_place_of_the_old_one() {
    let (_folder, page) = empty_page();
    let name = "schulen.xlsx";
    let bytes = |status: &str| workbook("Schulen", "1.0", &[("Dach", status)]);
    for status in ["Das Dach ist dicht.", "Das Dach ist undicht.", "Das Dach ist neu."] {
        let files = vec![(name, bytes(status))];
        page.put(name, &files[0].1, false);
        let early = page.papers(name);
        page.finished();
        let papers = page.papers(name);
        let expected = built(&files, &[]);
        assert_same(&papers, &expected);
        assert!(early.iter().all(|(name, bytes)| expected[name] == *bytes), "an old file was handed out");
    }
    page.send("/entfernen", &[("name", name)]);
    page.at_rest();
    assert!(page.papers(name).is_empty());
}

/// The last of some files may be lost on its way: the others are made without it, and until then no old paper
/// is handed out beside a new workbook.
#[test]
fn a_paper_of_before_is_not_handed_out_while_others_are_on_their_way() {
    let (_folder, page) = empty_page();
    let name = "schulen.xlsx";
    page.take(&[(name, workbook("Schulen", "1.0", &[("Dach", "Das Dach ist dicht.")]))]);
    page.finished();
    let files = vec![(name, workbook("Schulen", "1.0", &[("Dach", "Das Dach ist undicht.")]))];
    assert_eq!(page.put(name, &files[0].1, true).status, 303);
    assert!(page.papers(name).is_empty(), "the old paper of another workbook");
    page.send("/dateien-alle", &[]);
    page.finished();
    assert_same(&page.papers(name), &built(&files, &[]));
}

/// A file that is not taken leaves what lay there before: whoever dropped others with it must know.
#[test]
fn what_was_not_taken_among_others_is_told_until_something_else_is_done() {
    let (_folder, page) = empty_page();
    let notice = |page: &Page| super::page::notice(&page.at_rest()).to_owned();
    let files = small();
    let sound = |(name, bytes): &(&str, Vec<u8>), more| assert_eq!(page.put(name, bytes, more).status, 303);
    sound(&files[0], true);
    assert_eq!(page.put("notiz.txt", b"Notiz", true).status, 422);
    assert_eq!(page.put("a/b.xlsx", b"PK", true).status, 422);
    sound(&files[1], false);
    page.finished();
    let said = notice(&page);
    assert!(said.contains("»notiz.txt« ist keine Arbeitsmappe"), "{said}");
    assert!(said.contains("»a/b.xlsx« ist kein Name einer Datei"), "{said}");
    sound(&files[1], false);
    assert!(!notice(&page).contains("Fehler: "), "what comes next is another drop");
    sound(&files[0], true);
    page.send("/dateien-alle", &[("verloren", "alt.xlsx«, »neu\u{202e}.xlsx")]);
    page.finished();
    let said = notice(&page);
    assert!(said.contains("»alt.xlsx«, »neu") && said.contains("kann nicht gelesen werden"), "{said}");
    assert!(!said.contains('\u{202e}'), "{said}");
    page.choose("beide", "markiert", true);
    assert!(!notice(&page).contains("Fehler: "));
}

/// A folder with all that is in it may be dropped.
#[test]
fn of_very_many_that_are_not_taken_the_first_are_told() {
    let (_folder, page) = empty_page();
    (0..500).for_each(|number| assert_eq!(page.put(&format!("{number}.txt"), b"", true).status, 422));
    let files = small();
    page.take(&files);
    let said = super::page::notice(&page.finished()).to_owned();
    assert!(said.contains("»0.txt«") && said.len() < 20_000, "{} bytes", said.len());
}

#[test]
fn the_list_of_rewrites_opens_as_a_workbook() {
    let (_folder, page) = empty_page();
    page.take(&small());
    let answer = page.get("/vereinheitlichungen.xlsx?bericht=schulen_1.1.xlsx");
    assert_eq!((answer.status, answer.file_name().as_deref()), (200, Some("Vereinheitlichungen.xlsx")));
    let read = sachstand::read::read(&answer.body, "v.xlsx").unwrap().value;
    let cells = format!("{:?}", read.sheets[0].rows);
    assert!(cells.contains("9.6.16") && cells.contains("09.06.2016"), "{cells}");
}

#[test]
fn the_next_version_is_that_of_advance() {
    let (folder, page) = empty_page();
    let (name, bytes) = sample("krm_sachstand_1.14.xlsx");
    page.take(&[(name, bytes.clone())]);
    page.send("/naechste", &[("bericht", name), ("version", "2.0"), ("datum", "1.9.2026")]);
    let here = page.get("/angelegt");
    let other = tempfile::tempdir().unwrap();
    std::fs::write(other.path().join(name), bytes).unwrap();
    let run = Command::new(env!("CARGO_BIN_EXE_sachstand"))
        .args(["advance", name, "--version", "2.0", "--date", "01.09.2026", "--quiet"])
        .current_dir(other.path())
        .status();
    assert!(run.is_ok_and(|it| it.code().is_some_and(|code| code < 2)));
    let there = std::fs::read(other.path().join(here.file_name().unwrap())).unwrap();
    assert!(here.body == there, "another workbook than that of »advance«");
    assert!(snapshot(folder.path()).is_empty(), "nothing is written");
}

#[test]
fn a_next_version_that_cannot_be_is_refused() {
    let (_folder, page) = empty_page();
    page.take(&small());
    for (version, date) in [("neu", ""), ("1.0", ""), ("", "31.02.2026"), ("", "morgen")] {
        let asked = [("bericht", "schulen_1.1.xlsx"), ("version", version), ("datum", date)];
        page.send("/naechste", &asked);
        let seen = page.seen();
        assert!(super::page::notice(&seen).contains("Fehler: "), "{version} {date}");
        assert_eq!(page.get("/angelegt").status, 404, "{version} {date}");
    }
}

#[test]
fn the_empty_workbook_becomes_a_paper() {
    let (_folder, page) = empty_page();
    let template = page.get("/vorlage.xlsx");
    assert_eq!(template.file_name().as_deref(), Some("Sachstand.xlsx"));
    page.take(&[("Sachstand.xlsx", template.body)]);
    page.finished();
    assert_eq!(page.papers("Sachstand.xlsx").len(), 2);
}

#[test]
fn a_workbook_in_the_form_of_the_template_says_the_same() {
    let (folder, page) = empty_page();
    let files = small();
    page.take(&files);
    page.send("/muster", &[("bericht", files[1].0)]);
    let made = page.get("/angelegt");
    assert_eq!(made.file_name().as_deref(), Some("schulen_1.1_Muster.xlsx"));
    std::fs::write(folder.path().join("alt.xlsx"), &files[1].1).unwrap();
    std::fs::write(folder.path().join("neu.xlsx"), &made.body).unwrap();
    let run = Command::new(env!("CARGO_BIN_EXE_sachstand"))
        .args(["diff", "alt.xlsx", "neu.xlsx"])
        .current_dir(folder.path())
        .output()
        .unwrap();
    let said = String::from_utf8(run.stdout).unwrap();
    assert!(said.ends_with("Keine Änderungen\n"), "{said}");
    let second = Page::open(folder.path());
    second.take(&[("schulen_1.1.xlsx", made.body)]);
    second.finished();
    assert_eq!(second.papers("schulen_1.1.xlsx").len(), 2);
}

/// What is laid out for the eye is what is handed out.
#[test]
fn every_page_of_a_paper_has_a_picture() {
    let (_folder, page) = empty_page();
    page.take(&small());
    let seen = page.finished();
    let pages = seen.matches("<li id=\"seite-").count();
    assert!(pages >= 1, "{seen}");
    for number in 1..=pages {
        let asked = form(&[("ausgabe", "nichtoeffentlich"), ("nummer", &number.to_string()), ("fein", "1")]);
        let answer = page.get(&format!("/seite.png?{asked}"));
        assert_eq!((answer.status, answer.header("content-type")), (200, Some("image/png")));
        assert!(answer.body.starts_with(b"\x89PNG"));
    }
}
