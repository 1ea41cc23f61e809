//! Persons whom nobody listed: decided about on the page, and in no public file before that.

use super::page::{Page, notice};
use super::{Papers, assert_same, built, empty_page, snapshot};
use crate::support::{book, squeezed};
use crate::traces::{pdf, word};

const NAME: &str = "schulbau.xlsx";
/// Whom the list names, and may not be named.
const BARRED: &str = "Ahlmann";
/// Whom no list names.
const UNLISTED: [&str; 3] = ["Tunali", "Gerstenkorn", "Wiesengrund"];

fn bytes() -> Vec<u8> {
    let rows = [
        ("Anbau", "Frau Dr. Tunali prüft die Statik mit Herrn Ahlmann."),
        ("Mensa", "Herr Gerstenkorn plant den Umbau, Frau Dr. Tunali stimmt zu."),
        ("Hof", "Herr Wiesengrund pflanzt Bäume."),
    ];
    let mut book = book("Schulbau", "1.0", &rows);
    let sheet = book.add_worksheet().set_name("Personen").unwrap();
    sheet.write_row(0, 0, ["Name", "Ersatz", "Öffentlich"]).unwrap();
    sheet.write_row(1, 0, ["Jens Ahlmann", "der Projektleiter", "nein"]).unwrap();
    book.save_to_buffer().unwrap()
}

/// A page with the workbook whose public edition waits.
fn waiting() -> (tempfile::TempDir, Page) {
    let (folder, page) = empty_page();
    page.take(&[(NAME, bytes())]);
    page.choose("beide", "markiert", true);
    (folder, page)
}

fn decide(page: &Page, name: &str, what: &str, role: &str) {
    let pairs = [("bericht", NAME), ("name", name), ("entscheidung", what), ("ersatz", role)];
    page.send("/person", &pairs);
}

/// The persons about whom the page asks.
fn asked(seen: &str) -> Vec<String> {
    let ask = regex::Regex::new("aria-label=\"Entscheidung über ([^\"]*)\"").unwrap();
    ask.captures_iter(seen).map(|found| found[1].to_owned()).collect()
}

/// That no public file says any of these names, neither in its text nor anywhere else in it.
fn assert_silent(papers: &Papers, names: &[&str]) {
    for (file, bytes) in papers.iter().filter(|(file, _)| !file.contains("_nichtoeffentlich")) {
        let said = if file.ends_with(".docx") { Some(word(bytes)) } else { pdf(bytes) };
        let said = said.map(|it| squeezed(&it)).unwrap_or_default();
        for name in names {
            assert!(!said.contains(name), "{file} says {name}");
        }
    }
}

/// The workbook with the persons.
fn listed(page: &Page) -> Vec<u8> {
    let answer = page.get(&format!("/personen.datei?bericht={NAME}"));
    assert_eq!((answer.status, answer.file_name().as_deref()), (200, Some(NAME)));
    answer.body
}

#[test]
fn the_public_edition_waits_and_is_handed_out_in_no_way() {
    let (_folder, page) = waiting();
    let seen = page.at_rest();
    assert_eq!(asked(&seen), UNLISTED);
    assert!(seen.contains("Die öffentliche Ausgabe wartet") && !seen.contains("--allow-unlisted"), "{seen}");
    for kind in ["docx", "pdf"] {
        assert_eq!(page.file(NAME, "oeffentlich", kind).status, 404);
        assert_eq!(page.file(NAME, "nichtoeffentlich", kind).status, 200);
    }
    for edition in ["oeffentlich", "auto"] {
        page.choose(edition, "markiert", true);
        assert_eq!(page.file(NAME, "oeffentlich", "pdf").status, 404, "{edition}");
    }
    // Once it was finished for other persons, it is not handed out for these.
    page.choose("beide", "markiert", true);
    let known = crate::support::workbook("Schulbau", "1.0", &[("Hof", "Der Hof ist fertig.")]);
    page.take(&[(NAME, known)]);
    assert_eq!(page.file(NAME, "oeffentlich", "docx").status, 200);
    page.take(&[(NAME, bytes())]);
    assert_eq!(page.file(NAME, "oeffentlich", "docx").status, 404);
}

#[test]
fn with_a_decision_about_each_the_workbook_makes_the_public_edition() {
    let (folder, page) = waiting();
    decide(&page, "Tunali", "rolle", "die Statikerin");
    assert_eq!(asked(&page.seen()), UNLISTED[1..]);
    assert_eq!(page.file(NAME, "oeffentlich", "docx").status, 404, "two are open");
    decide(&page, "Gerstenkorn", "oeffentlich", "");
    decide(&page, "Wiesengrund", "keine", "");
    assert!(asked(&page.seen()).is_empty());
    assert_eq!(page.file(NAME, "oeffentlich", "docx").status, 404, "the workbook does not say so yet");

    page.send("/person-zurueck", &[("bericht", NAME), ("name", "Gerstenkorn")]);
    assert_eq!(asked(&page.seen()), ["Gerstenkorn"]);
    decide(&page, "Gerstenkorn", "rolle", "der Architekt");

    let papers = built(&[(NAME, listed(&page))], &["--edition", "both"]);
    assert_eq!(papers.len(), 4, "the public edition is not held back: {:?}", papers.keys());
    assert_silent(&papers, &["Tunali", "Gerstenkorn", BARRED]);
    let public = squeezed(&word(&papers["Schulbau_v1.0.docx"]));
    for said in ["DieStatikerinprüft", "mitdemProjektleiter", "DerArchitektplant", "HerrWiesengrundpflanzt"]
    {
        assert!(public.contains(said), "{said}");
    }
    assert!(snapshot(folder.path()).is_empty(), "nothing is written");
}

#[test]
fn going_on_with_the_copy_makes_the_public_files_appear() {
    let (folder, page) = waiting();
    decide(&page, "Tunali", "rolle", "die Statikerin");
    decide(&page, "Gerstenkorn", "rolle", "der Architekt");
    decide(&page, "Wiesengrund", "rolle", "der Gärtner");
    let copy = listed(&page);
    page.send("/personen-verwenden", &[("bericht", NAME)]);
    let seen = page.finished();
    assert!(notice(&seen).contains("Ihre eigene Datei ist unverändert"), "{}", notice(&seen));
    let papers = page.papers(NAME);
    assert_eq!(papers.len(), 4);
    assert_silent(&papers, &[&UNLISTED[..], &[BARRED]].concat());
    assert_same(&papers, &built(&[(NAME, copy.clone())], &["--edition", "both"]));
    assert!(page.get(&format!("/arbeitsmappe?bericht={NAME}")).body == copy, "the copy can be taken along");
    assert!(snapshot(folder.path()).is_empty(), "nothing is written");
}

#[test]
fn half_of_the_decisions_keep_the_public_edition_back() {
    let (_folder, page) = waiting();
    decide(&page, "Tunali", "rolle", "die Statikerin");
    page.send("/personen-verwenden", &[("bericht", NAME)]);
    let seen = page.at_rest();
    assert_eq!(asked(&seen), UNLISTED[1..]);
    assert_eq!(page.file(NAME, "oeffentlich", "docx").status, 404);
    assert_eq!(page.file(NAME, "oeffentlich", "pdf").status, 404);
}

#[test]
fn what_is_no_decision_decides_nothing() {
    let (_folder, page) = waiting();
    for (what, role) in [
        ("rolle", ""),
        ("rolle", "  \u{a0} "),
        ("", "die Leitung"),
        ("ja", ""),
        ("OEFFENTLICH", ""),
        // Whoever has typed a role does not mean that the name may stand.
        ("oeffentlich", "die Leitung"),
        ("keine", "die Leitung"),
    ] {
        decide(&page, "Tunali", what, role);
        assert_eq!(asked(&page.seen()), UNLISTED, "{what}");
    }
    decide(&page, "Tunali", "rolle", "");
    assert!(notice(&page.seen()).contains("Für »Tunali« ist keine Rolle eingetragen"));
    // Whom the list bars, the page cannot let through.
    decide(&page, "Jens Ahlmann", "oeffentlich", "");
    decide(&page, "Ahlmann", "oeffentlich", "");
    for name in UNLISTED {
        decide(&page, name, "rolle", "die Leitung");
    }
    page.send("/personen-verwenden", &[("bericht", NAME)]);
    page.at_rest();
    assert_silent(&page.papers(NAME), &[&UNLISTED[..], &[BARRED]].concat());
}
