//! A folder on the page: what is saved in it appears, and nothing in it is written.

use std::fs;
use std::path::Path;

use super::page::{Page, notice};
use super::{assert_same, built, empty_page, snapshot};
use crate::support::workbook;

const NAME: &str = "schulen.xlsx";

fn bytes(status: &str) -> Vec<u8> {
    workbook("Schulen", "1.0", &[("Dach", status)])
}

/// A folder with a workbook, open on the page.
fn watched(status: &str) -> (tempfile::TempDir, tempfile::TempDir, Page) {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(NAME), bytes(status)).unwrap();
    let (elsewhere, page) = empty_page();
    open(&page, folder.path());
    page.finished();
    (folder, elsewhere, page)
}

fn open(page: &Page, path: &Path) {
    page.send("/ordner", &[("pfad", path.to_str().unwrap())]);
}

/// Saves as Excel does: another file, the old one renamed away, the other one into its place.
fn save(folder: &Path, bytes: &[u8], number: u32) {
    let (new, old) = (folder.join(format!("{number:08X}")), folder.join(format!("{number:04X}.tmp")));
    fs::write(&new, bytes).unwrap();
    fs::rename(folder.join(NAME), &old).unwrap();
    fs::rename(&new, folder.join(NAME)).unwrap();
    fs::remove_file(&old).unwrap();
}

/// Waits until the files of the workbook are those of this one.
fn assert_becomes(page: &Page, bytes: &[u8]) {
    let expected = built(&[(NAME, bytes.to_vec())], &[]);
    super::page::until("the new state appears", || Some(()).filter(|()| page.papers(NAME) == expected));
    assert_same(&page.papers(NAME), &expected);
}

#[test]
fn what_excel_saves_appears_and_is_left_alone() {
    let (folder, elsewhere, page) = watched("Das Dach ist dicht.");
    assert_becomes(&page, &bytes("Das Dach ist dicht."));
    fs::write(folder.path().join("~$schulen.xlsx"), b"\x05Ute B.").unwrap();
    page.until("the hint", |seen| seen.contains("»schulen.xlsx« ist noch in Excel geöffnet"));
    for (status, number) in [("Das Dach ist undicht.", 0x1A2B), ("Das Dach wird gedeckt.", 0x3C4D)] {
        let bytes = bytes(status);
        save(folder.path(), &bytes, number);
        assert_becomes(&page, &bytes);
    }
    // Twice in a row: the last one counts.
    save(folder.path(), &bytes("Das Dach ist neu."), 0x5E6F);
    let last = bytes("Das Dach ist neu und begrünt.");
    save(folder.path(), &last, 0x7081);
    assert_becomes(&page, &last);
    fs::remove_file(folder.path().join("~$schulen.xlsx")).unwrap();
    page.until("the hint is gone", |seen| !seen.contains("noch in Excel"));
    let left = snapshot(folder.path());
    assert_eq!(left.len(), 1, "{:?}", left.keys());
    assert!(left[&folder.path().join(NAME)] == last, "it was written");
    assert!(snapshot(elsewhere.path()).is_empty());
}

/// Right after it was opened, which is when the watcher looks for the first time.
#[test]
fn a_workbook_that_is_gone_while_it_is_saved_stays_on_the_page() {
    let (folder, _elsewhere, page) = watched("Das Dach ist dicht.");
    let (path, other) = (folder.path().join(NAME), folder.path().join("4F2A1C00"));
    fs::write(folder.path().join("~$schulen.xlsx"), b"\x05Ute B.").unwrap();
    fs::rename(&path, &other).unwrap();
    let papers = page.papers(NAME);
    assert_eq!(papers.len(), 2);
    // Some looks of the watcher.
    for _ in 0..20 {
        std::thread::sleep(std::time::Duration::from_millis(100));
        assert!(page.seen().contains("mit einer Arbeitsmappe"), "it is being saved");
        assert_same(&page.papers(NAME), &papers);
    }
    let last = bytes("Das Dach ist neu.");
    fs::write(&other, &last).unwrap();
    fs::rename(&other, &path).unwrap();
    assert_becomes(&page, &last);
}

/// Of what is refused nothing happens.
#[test]
fn a_file_that_is_refused_leaves_the_folder_open() {
    let (folder, _elsewhere, page) = watched("Das Dach ist dicht.");
    let papers = page.papers(NAME);
    for (name, length) in [("a.exe", 10), ("../a.xlsx", 10), ("gross.xlsx", (100 << 20) + 1)] {
        let answer = page.put(name, &vec![b' '; length], false);
        assert!([413, 422].contains(&answer.status), "{name}");
        let seen = page.finished();
        assert!(notice(&seen).contains("Fehler: ") && seen.contains("id=\"ordner-schliessen\""), "{name}");
        assert_same(&page.papers(NAME), &papers);
    }
    fs::write(folder.path().join(NAME), bytes("Das Dach ist neu.")).unwrap();
    assert_becomes(&page, &bytes("Das Dach ist neu."));
}

#[test]
fn all_that_can_be_done_on_the_page_leaves_the_folder_as_it_is() {
    let (folder, elsewhere, page) = watched("Frau Dr. Tunali prüft das Dach.");
    let before = snapshot(folder.path());
    page.choose("beide", "ueberarbeitung", false);
    let person =
        [("bericht", NAME), ("name", "Tunali"), ("entscheidung", "rolle"), ("ersatz", "die Statikerin")];
    page.send("/person", &person);
    for target in ["/personen-verwenden", "/naechste", "/muster"] {
        page.send(target, &[("bericht", NAME)]);
        page.at_rest();
    }
    assert_eq!(page.get("/angelegt").file_name().as_deref(), Some("schulen_Muster.xlsx"));
    let listed = page.get(&format!("/personen.datei?bericht={NAME}"));
    assert_eq!(built(&[(NAME, listed.body)], &["--edition", "both"]).len(), 4);
    assert_eq!(page.file(NAME, "oeffentlich", "docx").status, 404, "the workbook in the folder counts");
    page.send("/entfernen", &[("name", NAME)]);
    page.send("/einstellungen", &[]);
    page.send("/schliessen", &[]);
    let seen = page.at_rest();
    assert!(seen.contains("Noch liegt keine Arbeitsmappe auf der Seite"));
    assert!(page.papers(NAME).is_empty());
    assert!(snapshot(folder.path()) == before && snapshot(elsewhere.path()).is_empty());
}

#[test]
fn what_is_no_folder_is_refused_and_what_is_open_stays() {
    let (folder, _elsewhere, page) = watched("Das Dach ist dicht.");
    let file = folder.path().join(NAME);
    let file = file.to_str().unwrap();
    for (path, expected) in [
        ("/gibt/es/nicht", "nicht gefunden (gibt es nicht)"),
        ("", "nicht gefunden"),
        (file, "ist kein Ordner"),
        ("a\0b", "nicht gefunden"),
        ("/", "mehr als 20000 Dateien und Ordner"),
    ] {
        if path == "/" && !cfg!(target_os = "linux") {
            continue;
        }
        page.send("/ordner", &[("pfad", path)]);
        let seen = page.seen();
        assert!(notice(&seen).contains(expected), "{path}: {}", notice(&seen));
    }
    page.finished();
    assert_becomes(&page, &bytes("Das Dach ist dicht."));
}

#[test]
fn a_workbook_that_breaks_or_goes_is_told_and_its_papers_are_gone() {
    let (folder, _elsewhere, page) = watched("Das Dach ist dicht.");
    let path = folder.path().join(NAME);
    fs::write(&path, b"das ist kein Excel").unwrap();
    let broken = |seen: &str| seen.contains("Der Bericht ist nicht fertig") && seen.contains("kein");
    page.until("it is told that it is broken", broken);
    assert!(page.papers(NAME).is_empty(), "no file of before is handed out");
    fs::write(&path, bytes("Das Dach ist wieder dicht.")).unwrap();
    assert_becomes(&page, &bytes("Das Dach ist wieder dicht."));
    fs::remove_file(&path).unwrap();
    page.until("it is told that it is gone", |seen| seen.contains("noch keiner Arbeitsmappe"));
    page.at_rest();
    assert!(page.papers(NAME).is_empty());
    fs::remove_dir(folder.path()).unwrap();
    page.send("/wahl", &[("ausgabe", "beide"), ("aenderungen", "markiert")]);
    page.at_rest();
    assert!(page.papers(NAME).is_empty());
    fs::create_dir(folder.path()).unwrap();
    fs::write(&path, bytes("Das Dach ist zurück.")).unwrap();
    page.send("/wahl", &[("ausgabe", "auto"), ("aenderungen", "markiert")]);
    page.until("it is there again", |seen| seen.contains("mit einer Arbeitsmappe"));
    super::page::until("its paper is there", || Some(()).filter(|()| page.papers(NAME).len() == 2));
}

/// What is typed can have quotation marks, as Explorer copies it, and blanks around it.
#[test]
fn a_folder_is_opened_as_it_is_copied() {
    let folder = tempfile::tempdir().unwrap();
    let below = folder.path().join("Amt 40 & Schulen");
    fs::create_dir(&below).unwrap();
    fs::write(below.join(NAME), bytes("Das Dach ist dicht.")).unwrap();
    let (_elsewhere, page) = empty_page();
    page.send("/ordner", &[("pfad", &format!("  \"{}\" ", below.display()))]);
    let seen = page.finished();
    assert!(seen.contains("Amt 40 &amp; Schulen« mit einer Arbeitsmappe"), "{seen}");
    // Files that are dropped then take the place of the folder.
    page.take(&[("andere.xlsx", workbook("Andere", "1.0", &[("Tor", "Das Tor ist zu.")]))]);
    page.finished();
    assert!(page.papers(NAME).is_empty() && page.papers("andere.xlsx").len() == 2);
}
