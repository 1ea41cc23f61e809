//! A name in every place where a text can stand: in the internal files it is, in the public ones there is
//! no trace of it.

use std::io::Read as _;

use rust_xlsxwriter::{Format, Url, Workbook};
use sachstand::document::Shown;
use sachstand::gate::{self, Secrets};
use sachstand::model::{Edition, MarkSource, Report, SpotKind};
use sachstand::persons::forms;
use sachstand::pipeline::{self, Order, Paper};
use sachstand::settings::Settings;
use sachstand::text::{Format as TextFormat, WordsMut};

use crate::support::{TYPESETTER, root, stdout, temporary, tool};

/// The person whom the sheet `Personen` bars.
const NAME: &str = "Ottokar Wendemuth";

/// How texts name that person, one after the other.
const WRITTEN: &[&str] = &[
    "Ottokar Wendemuth",
    "Herr Wendemuth",
    "WENDEMUTH",
    "O. Wendemuth",
    "Wendemuth, Ottokar",
    "Dr.\u{a0}Wende\u{ad}muth",
    "ottokar.wendemuth@probenau.example",
];

/// A workbook with a text in every place, and nobody's name in it.
fn workbook() -> Vec<u8> {
    let mut book = Workbook::new();
    let mut sheet = |name: &str, rows: &[&[&str]]| {
        let sheet = book.add_worksheet().set_name(name).unwrap();
        for (cells, row) in rows.iter().zip(0..) {
            sheet.write_row(row, 0, cells.iter().copied()).unwrap();
        }
    };
    sheet(
        "Dokument",
        &[
            &["Titel", "Neubau der Turnhalle"],
            &["Dokument", "Halle"],
            &["Version", "1.1"],
            &["Datum", "01.03.2026"],
            &["Ersteller", "Hochbauamt"],
            &["Status", "beraten"],
            &["Verantwortlich", "Baudezernat"],
            &["Vertraulichkeit", "nichtöffentlich"],
            &["Empfänger", "Bauausschuss"],
            &["Organisation", "Stadt Probenau"],
            &["Kurzbeschreibung", "Bericht zur Halle"],
            &["Logo", "logo.png"],
            &["Vorlagennummer", "12/2026"],
            &["Gremium", "Rat"],
            &["Tagesordnungspunkt", "4"],
            &["Stichwort", "Sport"],
        ],
    );
    sheet(
        "Sachstand",
        &[
            &["Nr", "Handlungsfeld", "Aktion", "Sachstand", "Status", "Zuständig", "Kosten"],
            &[
                "1",
                "Sport",
                "Planung",
                "• Der Entwurf liegt vor.\n  – Statik\nEr wird beraten.",
                "läuft",
                "Amt",
                "5",
            ],
            &["2", "Sport", "Abriss", "", "offen", "Amt", "7"],
            &["3", "Sport", "Plan", "", "offen", "Amt", "9"],
        ],
    );
    sheet("Texte", &[&["Abschnitt", "Text", "Position"], &["Einleitung", "Die Halle wird gebaut.", "vor"]]);
    sheet("Abkürzungen", &[&["Abkürzung", "Bedeutung"], &["BA", "Bauausschuss"]]);
    sheet("Versionen", &[&["Version", "Datum", "Bemerkung"], &["1.1", "01.03.2026", "Neue Zahlen"]]);
    sheet(
        "Personen",
        &[
            &["Name", "Ersatz", "Ersatz Genitiv", "Ersatz Dativ", "Ersatz Akkusativ", "Öffentlich"],
            &[NAME, "der Planer", "des Planers", "dem Planer", "den Planer", "nein"],
        ],
    );
    let table = book.worksheet_from_name("Sachstand").unwrap();
    let struck = Format::new().set_font_strikethrough();
    table.write_string_with_format(2, 3, "Der Abriss ist fraglich.", &struck).unwrap();
    table.write_url(3, 3, Url::new("https://probenau.example/plan").set_text("Zum Plan")).unwrap();
    book.save_to_buffer().unwrap()
}

fn paper(report: &Report, previous: Option<&Report>, edition: Edition) -> Paper {
    let order = Order {
        report,
        previous,
        edition,
        allow_unlisted: false,
        logo: Some(std::fs::read(root().join("input/stadtgruen_logo.png"))),
        source: MarkSource::Auto,
        shown: Shown::Marked,
        change_list: true,
        unread: false,
    };
    Paper::new(order, &TYPESETTER, &Settings::default()).unwrap().value
}

/// All that a Word file holds, unpacked, as it stands and without its tags.
fn word(bytes: &[u8]) -> String {
    let tags = regex::Regex::new("<[^>]*>").unwrap();
    let mut package = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut all = String::new();
    for at in 0..package.len() {
        let mut part = Vec::new();
        package.by_index(at).unwrap().read_to_end(&mut part).unwrap();
        let part = String::from_utf8_lossy(&part);
        all.push_str(&tags.replace_all(&part, ""));
        all.push_str(&part);
    }
    all
}

/// All that a PDF shows and says of itself, by the programs of others.
fn pdf(bytes: &[u8]) -> Option<String> {
    let (_folder, path) = temporary("bericht.pdf", bytes);
    let path = path.to_str()?;
    let text = stdout(tool("pdftotext", &["-raw", path, "-"])?);
    let facts = stdout(tool("pdfinfo", &[path])?) + &stdout(tool("pdfinfo", &["-meta", path])?);
    let structure =
        stdout(tool("pdfinfo", &["-struct-text", path])?) + &stdout(tool("pdfinfo", &["-dests", path])?);
    Some(text + &facts + &structure + &stdout(tool("pdfinfo", &["-url", path])?))
}

fn is_named(text: &str) -> bool {
    let letters: String = text.to_lowercase().chars().filter(|c| c.is_alphabetic()).collect();
    letters.contains("wendemuth")
}

/// The report with the name at the end of one of its strings, or in the target of its links.
fn named(report: &Report, place: usize, written: &str, in_link: bool) -> Report {
    let mut report = report.clone();
    let spot = report.texts_mut().into_iter().nth(place).unwrap();
    match spot.words {
        WordsMut::Plain(text) => text.push_str(&format!(" {written}")),
        WordsMut::Text(text) if in_link => {
            let link = Some("https://probenau.example/personen/wendemuth".into());
            *text = text.map(|format| TextFormat { link: link.clone(), ..format.clone() });
        }
        WordsMut::Text(text) => {
            let format = text.last_format().cloned().unwrap_or_default();
            text.push(&format!(" {written}"), format);
        }
    }
    report
}

#[test]
fn no_public_file_has_a_trace_of_a_name_wherever_it_stands() {
    let settings = Settings::default();
    let report = pipeline::load(&workbook(), "halle.xlsx", &settings).unwrap().report;
    let printed = |kind: SpotKind| {
        !matches!(
            kind,
            SpotKind::PersonName | SpotKind::PersonReplacement | SpotKind::Variant | SpotKind::Fact("Logo")
        )
    };
    let mut kinds = std::collections::BTreeSet::new();
    let mut places: Vec<(usize, bool)> = report
        .texts()
        .iter()
        .enumerate()
        // Every entry of the table, since bullets, struck text and links are of one kind.
        .filter(|(_, spot)| printed(spot.kind) && (kinds.insert(spot.kind) || spot.kind == SpotKind::Status))
        .map(|(at, _)| (at, false))
        .collect();
    let last = report.texts().iter().rposition(|spot| spot.kind == SpotKind::Status).unwrap();
    places.push((last, true));
    assert!(places.len() >= 30, "{}", places.len());
    let secrets = Secrets::new(&forms(NAME), &[], &[], &[]);
    for (count, (place, in_link)) in places.into_iter().enumerate() {
        let written = WRITTEN[count % WRITTEN.len()];
        let told = format!("{written} in {:?}", report.texts()[place].kind);
        let current = named(&report, place, written, in_link);
        // In the version before as well, so that it is compared, or only there, so that it is struck.
        let before = if count % 2 == 0 { Some(&report) } else { None };
        for (current, previous) in [(&current, before), (&report, Some(&current))] {
            let public = paper(current, previous, Edition::Public);
            let (docx, pdf_file) = (public.docx().unwrap(), public.pdf().unwrap());
            assert!(!is_named(&word(&docx)), "{told}: the public Word file names it");
            assert!(!pdf(&pdf_file).is_some_and(|text| is_named(&text)), "{told}: the public PDF names it");
        }
        // What would be written if nobody replaced names: the gate refuses it.
        let internal = paper(&current, before, Edition::Internal);
        let (docx, pdf_file) = (internal.docx().unwrap(), internal.pdf().unwrap());
        assert!(is_named(&word(&docx)), "{told}: the internal Word file does not name it");
        assert!(pdf(&pdf_file).is_none_or(|text| is_named(&text)), "{told}: the internal PDF does not");
        assert!(gate::docx(&docx, &secrets).is_err(), "{told}: the gate lets the Word file through");
        assert!(gate::pdf(&pdf_file, &secrets).is_err(), "{told}: the gate lets the PDF through");
    }
}
