//! What is not for the public: labelled in the internal edition, and in the public one as if it had never
//! been, also where it was public before.

use std::collections::BTreeMap;

use rust_xlsxwriter::Workbook;
use sachstand::document::Shown;
use sachstand::model::{Edition, MarkSource};
use sachstand::pipeline::{self, Order, Paper};
use sachstand::settings::Settings;

use crate::support::{TYPESETTER, pdf_of, squeezed};
use crate::traces::{pdf, word};

/// Rows of cells.
type Table = Vec<Vec<String>>;

/// The tables of a version; where there is nothing in one, there is no sheet.
#[derive(Clone, Default)]
struct Version {
    status: Table,
    texts: Table,
    persons: Table,
}

/// The rows of a table, a line each, their cells between bars.
fn table(rows: &str) -> Table {
    let cells = |row: &str| row.split('|').map(|cell| cell.trim().to_owned()).collect();
    rows.lines().filter(|row| !row.is_empty()).map(cells).collect()
}

impl Version {
    fn workbook(&self, number: &str) -> Vec<u8> {
        let mut book = Workbook::new();
        let facts = format!(
            "Titel | Sachstand Schulbau\nDokument | Schulbau\nVersion | {number}\nDatum | 01.03.2026\n\
             Organisation | Stadt Probenau\nVertraulichkeit | öffentlich"
        );
        let versions = "Version | Datum | Bemerkung\n1.0 | 01.02.2026 | Anfang\n1.1 | 01.03.2026 | Neues";
        for (name, rows) in [
            ("Dokument", &table(&facts)),
            ("Sachstand", &self.status),
            ("Texte", &self.texts),
            ("Personen", &self.persons),
            ("Versionen", &table(versions)),
        ] {
            if !rows.is_empty() {
                let sheet = book.add_worksheet().set_name(name).unwrap();
                for (row, cells) in (0..).zip(rows) {
                    sheet.write_row(row, 0, cells.iter().map(String::as_str)).unwrap();
                }
            }
        }
        book.save_to_buffer().unwrap()
    }
}

/// The paper of a version compared with the one before, in an edition.
fn paper((before, now): &(Version, Version), edition: Edition, settings: &Settings) -> Paper {
    let load = |version: &Version, number: &str| {
        pipeline::load(&version.workbook(number), "schulbau.xlsx", settings).unwrap().report
    };
    let (before, now) = (load(before, "1.0"), load(now, "1.1"));
    let order = Order {
        report: &now,
        previous: Some(&before),
        edition,
        allow_unlisted: false,
        logo: None,
        source: MarkSource::Auto,
        shown: Shown::Marked,
        change_list: true,
        unread: false,
    };
    Paper::new(order, &TYPESETTER, settings).unwrap().value
}

/// What both files of a paper say, unpacked and without white space.
fn said(paper: &Paper) -> Vec<String> {
    let word = word(&paper.docx().unwrap());
    [word].into_iter().chain(pdf(&pdf_of(paper).unwrap())).map(|text| squeezed(&text)).collect()
}

const BEFORE: &str = "Handlungsfeld | Aktion | Sachstand\nSchulen | Anbau | Der Bau beginnt im Mai.";
const NOW: &str = "Handlungsfeld | Aktion | Sachstand\nSchulen | Anbau | Der Bau beginnt im Juni.";

/// What has become secret.
struct Case<'a> {
    name: &'a str,
    /// Its tables by their names.
    tables: BTreeMap<&'a str, &'a str>,
}

impl<'a> Case<'a> {
    fn all(text: &'a str) -> Vec<Self> {
        let case = |text: &'a str| {
            let (name, tables) = text.split_once('\n').unwrap();
            let tables = tables.split("-- ").skip(1).map(|table| table.split_once('\n').unwrap());
            Self { name, tables: tables.collect() }
        };
        text.split("== ").skip(1).map(case).collect()
    }

    fn table(&self, name: &str) -> Table {
        self.tables.get(name).map(|rows| table(rows)).unwrap_or_default()
    }

    fn versions(&self, prefix: &str) -> (Version, Version) {
        let version = |name: &str, usual: &str| Version {
            status: table(self.tables.get(format!("{prefix}{name}").as_str()).unwrap_or(&usual)),
            texts: self.table(&format!("{prefix}{name} texts")),
            persons: Table::new(),
        };
        let now = Version { persons: self.table("persons"), ..version("now", NOW) };
        (version("before", BEFORE), now)
    }
}

#[test]
fn what_has_become_secret_never_was() {
    let settings = Settings::default();
    for case in Case::all(include_str!("secrecy/cases.txt")) {
        let what = case.name;
        let public = paper(&case.versions(""), Edition::Public, &settings);
        let never = paper(&case.versions("never "), Edition::Public, &settings);
        let texts = said(&public);
        let internal = said(&paper(&case.versions(""), Edition::Internal, &settings));
        for secret in case.table("secrets").concat() {
            assert!(texts.iter().all(|text| !text.contains(&secret)), "{what}: {secret} is public");
            assert!(internal.iter().all(|text| text.contains(&secret)), "{what}: {secret} is missing");
        }
        assert_eq!(public.changes.len(), never.changes.len(), "{what}");
        // Text, contents, bookmarks, anchors, structure, list of changes, history, properties: every byte.
        assert_eq!(said(&never), texts, "{what}");
        assert!(public.docx().unwrap() == never.docx().unwrap(), "{what}: the Word files differ");
        assert!(public.pdf().unwrap() == never.pdf().unwrap(), "{what}: the PDF files differ");
    }
}

#[test]
fn a_column_that_became_a_working_column_is_not_struck() {
    let before = "Handlungsfeld | Aktion | Sachstand | Kosten\nSchulen | Anbau | Der Bau beginnt im Mai. | 450.000 Euro";
    let now = "Handlungsfeld | Aktion | Sachstand | Kosten intern\n\
               Schulen | Anbau | Der Bau beginnt im Juni. | 470.000 Euro";
    let versions = [(before, now), (BEFORE, NOW)].map(|(before, now)| {
        let version = |status| Version { status: table(status), ..Version::default() };
        (version(before), version(now))
    });
    let settings = Settings::default();
    let [public, never] = [0, 1].map(|at| paper(&versions[at], Edition::Public, &settings));
    assert!(public.docx().unwrap() == never.docx().unwrap() && public.pdf().unwrap() == never.pdf().unwrap());
    // The office has read it before, and may read that it is gone.
    for text in said(&paper(&versions[0], Edition::Internal, &settings)) {
        assert!(text.contains("450.000") && !text.contains("470.000"), "{text}");
    }
}

#[test]
fn the_internal_edition_labels_what_the_public_one_has_not() {
    let now = Version {
        status: table(
            "Handlungsfeld | Aktion | Sachstand | Nichtöffentlich | Kosten | Gebühr (nichtöffentlich) | \
             Preis, vertraulich | Beschluss\n\
             Schulen | Anbau | Läuft. | | 11 Euro | 22 Euro | 33 Euro | zwei\n\
             Schulen | Verkauf | Läuft. | ja\n\
             Schulen | Tausch (nichtöffentlich) | Läuft. | ja",
        ),
        texts: table(
            "Abschnitt | Text | Position | Nichtöffentlich\n\
             Lage | Es geht voran. | vor |\n\
             Ausblick | Ein Käufer ist da. | nach | ja\n\
             Notar (nichtöffentlich) | Der Termin steht. | nach |",
        ),
        ..Version::default()
    };
    let versions = (now.clone(), now);
    let mut settings = Settings::default();
    settings.names.nonpublic_columns = vec!["Kosten".into()];
    let texts = said(&paper(&versions, Edition::Internal, &settings));
    for text in &texts {
        for labelled in [
            "Kosten(nichtöffentlich):11Euro",
            "Gebühr(nichtöffentlich):22Euro",
            "Preis,vertraulich:33Euro",
            "Beschluss:zwei",
            "(nichtöffentlich)Verkauf",
            "Tausch(nichtöffentlich)",
            "Ausblick(nichtöffentlich)",
            "Notar(nichtöffentlich)",
        ] {
            assert!(text.contains(labelled), "{labelled} is missing in {text}");
        }
        for doubled in ["(nichtöffentlich)(nichtöffentlich)", "(nichtöffentlich)Tausch", "Lage(nicht"] {
            assert!(!text.contains(doubled), "{doubled}");
        }
    }
    for text in said(&paper(&versions, Edition::Public, &settings)) {
        assert!(!text.contains("nichtöffentlich") && text.contains("Beschluss:zwei"), "{text}");
    }
}
