//! What a column is taken for, chosen on the page: as if it stood in `sachstand.toml`.

use std::path::Path;
use std::sync::LazyLock;

use super::page::{Page, notice};
use super::{Papers, assert_same, built, empty_page, snapshot};
use crate::support::book;

const NAME: &str = "schulen.xlsx";

/// A workbook with a column to be taken for another one. Made once: it says when.
static BOOK: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let mut book = book("Schulen", "1.0", &[("Lüftung", "Die Anlage wird geprüft.")]);
    let sheet = book.worksheet_from_name("Sachstand").unwrap();
    sheet.write_string(0, 3, "Was \"noch\" zu tun ist").unwrap();
    sheet.write_string(1, 3, "Die Filter werden im Mai bestellt.").unwrap();
    book.save_to_buffer().unwrap()
});

const HEAD: &str = "Was \"noch\" zu tun ist";

fn choose(page: &Page, workbook: &str, head: &str, meaning: &str) {
    page.send("/spalte", &[("bericht", workbook), ("ueberschrift", head), ("bedeutung", meaning)]);
    page.at_rest();
}

/// The settings that the page hands out.
fn settings(page: &Page) -> Vec<u8> {
    let answer = page.get("/sachstand.toml");
    assert_eq!((answer.status, answer.file_name().as_deref()), (200, Some("sachstand.toml")));
    answer.body
}

fn with(settings: &[u8]) -> Papers {
    built(&[(NAME, BOOK.clone()), ("sachstand.toml", settings.to_vec())], &[])
}

#[test]
fn a_column_chosen_here_counts_as_one_in_the_settings() {
    let (folder, page) = empty_page();
    page.take(&[(NAME, BOOK.clone())]);
    page.finished();
    let before = page.papers(NAME);
    page.until("the columns are shown", |seen| seen.contains("Was &quot;noch&quot; zu tun ist"));
    assert_eq!(page.get("/sachstand.toml").status, 404, "nothing was chosen");
    choose(&page, NAME, HEAD, "arbeitsspalte");
    page.finished();
    let chosen = page.papers(NAME);
    assert!(chosen != before, "the choice changes the paper");
    let text = settings(&page);
    assert!(String::from_utf8(text.clone()).unwrap().contains("arbeitsspalte = ["));
    assert_same(&chosen, &with(&text));

    choose(&page, NAME, HEAD, "");
    assert_same(&page.papers(NAME), &before);
    choose(&page, NAME, HEAD, "arbeitsspalte");
    assert_same(&page.papers(NAME), &chosen);
    page.send("/einstellungen-verwerfen", &[]);
    page.at_rest();
    assert_same(&page.papers(NAME), &before);
    assert_eq!(page.get("/sachstand.toml").status, 404);
    page.send("/einstellungen", &[]);
    assert!(snapshot(folder.path()).is_empty(), "nothing is written");
}

#[test]
fn what_stands_in_settings_that_were_dropped_stays_there() {
    let (_folder, page) = empty_page();
    let old = b"# Von Hand\n[tabelle]\nfruehere-sachstaende = false\n".to_vec();
    page.take(&[("sachstand.toml", old.clone()), (NAME, BOOK.clone())]);
    page.finished();
    assert_same(&page.papers(NAME), &with(&old));
    choose(&page, NAME, HEAD, "arbeitsspalte");
    let text = String::from_utf8(settings(&page)).unwrap();
    assert!(text.starts_with("# Von Hand\n") && text.contains("fruehere-sachstaende = false"), "{text}");
    assert_same(&page.papers(NAME), &with(text.as_bytes()));
    page.take(&[("sachstand.toml", b"[namen\n".to_vec())]);
    let seen = page.at_rest();
    assert!(seen.contains("sachstand.toml") && seen.contains("Fehler: "), "{seen}");
    assert!(page.papers(NAME).is_empty(), "with settings that have a mistake there is no paper");
}

#[test]
fn in_a_folder_the_choice_is_saved_beside_the_workbook() {
    let top = tempfile::tempdir().unwrap();
    let below = top.path().join("Amt 40");
    std::fs::create_dir(&below).unwrap();
    std::fs::write(below.join(NAME), BOOK.clone()).unwrap();
    let page = Page::open(&elsewhere(top.path()));
    page.send("/ordner", &[("pfad", top.path().to_str().unwrap())]);
    page.finished();
    let workbook = format!("Amt 40/{NAME}");
    choose(&page, &workbook, HEAD, "arbeitsspalte");
    page.finished();
    assert!(!below.join("sachstand.toml").exists(), "nothing is written before it is asked for");
    let (text, chosen) = (settings(&page), page.papers(&workbook));
    assert_same(&chosen, &with(&text));
    page.send("/einstellungen", &[]);
    let seen = page.finished();
    assert!(notice(&seen).contains("Gespeichert in »"), "{}", notice(&seen));
    assert_same(&page.papers(&workbook), &chosen);
    assert_eq!(page.get("/sachstand.toml").status, 404, "nothing is left to be saved");
    let mut left = snapshot(top.path());
    assert_eq!(left.remove(&below.join("sachstand.toml")), Some(text));
    assert_eq!(left.remove(&below.join(NAME)), Some(BOOK.clone()));
    assert!(left.is_empty(), "{:?}", left.keys());
}

/// A folder to start the program in, so that nothing lands in the watched one by chance.
fn elsewhere(folder: &Path) -> std::path::PathBuf {
    let place = folder.join(".anderswo");
    std::fs::create_dir(&place).unwrap();
    place
}
