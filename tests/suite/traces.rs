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

use crate::support::{TYPESETTER, pdf_of, root, stdout, temporary, tool};

/// So many persons are barred: each is named in a place of its own.
const PERSONS: usize = 48;

/// The surname of a person: no two are parts of each other, none is a word.
fn surname(person: usize) -> String {
    let first = ["Wen", "Kol", "Bir", "Tas", "Gel", "Sor", "Mek", "Nuf"][person / 6 % 8];
    let middle = ["de", "ra", "li", "go", "ne", "fu"][person % 6];
    format!("{first}{middle}muth")
}

/// How a text names that person: another way for each.
fn written(person: usize) -> String {
    let name = surname(person);
    let (front, end) = name.split_at(name.len() - 4);
    match person % 7 {
        0 => format!("Ottokar {name}"),
        1 => format!("Herr {name}"),
        2 => name.to_uppercase(),
        3 => format!("O. {name}"),
        4 => format!("{name}, Ottokar"),
        5 => format!("Dr.\u{a0}{front}\u{ad}{end}"),
        _ => format!("ottokar.{}@probenau.example", name.to_lowercase()),
    }
}

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
    let persons = book.add_worksheet().set_name("Personen").unwrap();
    let head = ["Name", "Ersatz", "Ersatz Genitiv", "Ersatz Dativ", "Ersatz Akkusativ", "Öffentlich"];
    persons.write_row(0, 0, head).unwrap();
    for (person, row) in (0..PERSONS).zip(1..) {
        let name = format!("Ottokar {}", surname(person));
        let cells = [&*name, "der Planer", "des Planers", "dem Planer", "den Planer", "nein"];
        persons.write_row(row, 0, cells).unwrap();
    }
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
pub(super) fn word(bytes: &[u8]) -> String {
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
pub(super) fn pdf(bytes: &[u8]) -> Option<String> {
    let (_folder, path) = temporary("bericht.pdf", bytes);
    let path = path.to_str()?;
    let text = stdout(tool("pdftotext", &["-raw", path, "-"])?);
    let facts = stdout(tool("pdfinfo", &[path])?) + &stdout(tool("pdfinfo", &["-meta", path])?);
    let structure =
        stdout(tool("pdfinfo", &["-struct-text", path])?) + &stdout(tool("pdfinfo", &["-dests", path])?);
    Some(text + &facts + &structure + &stdout(tool("pdfinfo", &["-url", path])?))
}

/// The letters of a text, small.
pub(super) fn letters(text: &str) -> String {
    text.to_lowercase().chars().filter(|c| c.is_alphabetic()).collect()
}

/// The places of a report where a name can stand and be printed, and that in the target of a link.
fn places(report: &Report) -> Vec<(usize, bool)> {
    let printed = |kind: SpotKind| {
        !matches!(
            kind,
            SpotKind::PersonName | SpotKind::PersonReplacement | SpotKind::Variant | SpotKind::Fact("Logo")
        )
    };
    let texts = report.texts();
    let mut kinds = std::collections::BTreeSet::new();
    let places = texts.iter().enumerate();
    // Every entry of the table, since bullets, struck text and links are of one kind.
    let places = places
        .filter(|(_, spot)| printed(spot.kind) && (kinds.insert(spot.kind) || spot.kind == SpotKind::Status));
    let link = texts.iter().rposition(|spot| spot.kind == SpotKind::Status).unwrap();
    [(link, true)].into_iter().chain(places.map(|(at, _)| (at, false))).collect()
}

/// The report with a person in each of these places.
fn named(report: &Report, places: &[(usize, bool)]) -> Report {
    let mut report = report.clone();
    let mut spots = report.texts_mut();
    for (person, (place, in_link)) in places.iter().enumerate() {
        match &mut spots[*place].words {
            WordsMut::Plain(text) => text.push_str(&format!(" {}", written(person))),
            WordsMut::Text(text) if *in_link => {
                let name = surname(person).to_lowercase();
                let link = Some(format!("https://probenau.example/personen/{name}").into());
                **text = text.map(|format| TextFormat { link: link.clone(), ..format.clone() });
            }
            WordsMut::Text(text) => {
                let format = text.last_format().cloned().unwrap_or_default();
                text.push(&format!(" {}", written(person)), format);
            }
        }
    }
    report
}

#[test]
fn no_public_file_has_a_trace_of_a_name_wherever_it_stands() {
    let report = pipeline::load(&workbook(), "halle.xlsx", &Settings::default()).unwrap().report;
    let places = places(&report);
    assert!((30..=PERSONS).contains(&places.len()), "{}", places.len());
    let told: Vec<String> = places
        .iter()
        .enumerate()
        .map(|(person, (place, in_link))| {
            let kind = report.texts()[*place].kind;
            format!("{} in {kind:?}{}", written(person), if *in_link { ", the link" } else { "" })
        })
        .collect();
    let is_named = |text: &str, person: usize| text.contains(&letters(&surname(person)));
    let current = named(&report, &places);
    // Without a version before, with one to compare with, and only there, so that the names are struck.
    for (current, before) in [(&current, None), (&current, Some(&report)), (&report, Some(&current))] {
        let public = paper(current, before, Edition::Public);
        let docx = letters(&word(&public.docx().unwrap()));
        let pdf = pdf(&pdf_of(&public).unwrap()).map(|text| letters(&text));
        for (person, told) in told.iter().enumerate() {
            assert!(!is_named(&docx, person), "{told}: the public Word file names it");
            assert!(
                !pdf.as_ref().is_some_and(|pdf| is_named(pdf, person)),
                "{told}: the public PDF names it"
            );
        }
    }
    // What would be written if nobody replaced names: the gate refuses it for each of them. Compared with a
    // version before, what is struck by hand would be gone.
    let internal = paper(&current, None, Edition::Internal);
    let (docx, pdf_file) = (internal.docx().unwrap(), pdf_of(&internal).unwrap());
    let (in_docx, in_pdf) = (letters(&word(&docx)), pdf(&pdf_file).map(|text| letters(&text)));
    for (person, told) in told.iter().enumerate() {
        assert!(is_named(&in_docx, person), "{told}: the internal Word file does not name it");
        assert!(in_pdf.as_ref().is_none_or(|pdf| is_named(pdf, person)), "{told}: the internal PDF does not");
        let secrets = Secrets::new(&forms(&format!("Ottokar {}", surname(person))), &[], &[], &[]);
        assert!(gate::docx(&docx, &secrets).is_err(), "{told}: the gate lets the Word file through");
        assert!(gate::pdf(&pdf_file, &secrets).is_err(), "{told}: the gate lets the PDF through");
    }
}
