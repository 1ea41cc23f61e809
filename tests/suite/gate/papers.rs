//! Papers as the program writes them.

use std::sync::LazyLock;

use rust_xlsxwriter::{Format, Url};
use sachstand::document::Shown;
use sachstand::gate::{self, Secrets};
use sachstand::model::{Edition, MarkSource, Report};
use sachstand::persons::forms;
use sachstand::pipeline::{self, Order, Paper};
use sachstand::settings::Settings;

use super::refusal;
use crate::support::{TYPESETTER, book, build, load, pdf_of, samples};

/// A workbook that says `name` in every place where texts stand; `earlier` is the version before it.
fn workbook(name: &str, earlier: bool) -> Vec<u8> {
    let status = if earlier {
        format!("{name} prüft das Ergebnis")
    } else {
        format!("Das Ergebnis liegt vor, sagt {name}")
    };
    let rows = [("Neubau der Turnhalle", status.as_str()), (&*format!("Aufgaben von {name}"), "• erledigt")];
    let mut book = book("Halle", if earlier { "1.0" } else { "1.1" }, &rows);
    let sheet = book.worksheet_from_name("Dokument").unwrap();
    for ((key, value), row) in [
        ("Ersteller", name),
        ("Empfänger", name),
        ("Kurzbeschreibung", &format!("Bericht von {name}")),
        ("Organisation", &format!("Amt {name}")),
        ("Stichwort", name),
    ]
    .into_iter()
    .zip(4..)
    {
        sheet.write_string(row, 0, key).unwrap().write_string(row, 1, value).unwrap();
    }
    let sheet = book.worksheet_from_name("Sachstand").unwrap();
    let address = format!("https://stadt.example/{}", name.to_lowercase().replace(' ', "-"));
    sheet.write_url(3, 2, Url::new(address).set_text("Zum Plan")).unwrap();
    sheet.write_string(3, 1, "Plan").unwrap().write_string(3, 0, "Schulen").unwrap();
    let struck = Format::new().set_font_strikethrough();
    sheet.write_string(4, 0, format!("Feld {name}")).unwrap().write_string(4, 1, "Abriss").unwrap();
    sheet.write_string_with_format(4, 2, format!("{name} war dagegen"), &struck).unwrap();
    let sheet = book.add_worksheet().set_name("Abkürzungen").unwrap();
    sheet.write_row(0, 0, ["Abkürzung", "Bedeutung"]).unwrap();
    sheet.write_row(1, 0, ["FM", name]).unwrap();
    book.save_to_buffer().unwrap()
}

/// Both files of the paper of these workbooks: DOCX, PDF.
fn files(name: &str, shown: Shown) -> (Vec<u8>, Vec<u8>) {
    let settings = Settings::default();
    let load = |earlier| -> Report {
        pipeline::load(&workbook(name, earlier), "halle.xlsx", &settings).unwrap().report
    };
    let (previous, report) = (load(true), load(false));
    made(&report, &previous, shown)
}

/// Both files of a paper from which nothing is taken out: what the public edition would be if nobody
/// replaced the names.
fn made(report: &Report, previous: &Report, shown: Shown) -> (Vec<u8>, Vec<u8>) {
    let order = Order {
        report,
        previous: Some(previous),
        edition: Edition::Internal,
        allow_unlisted: false,
        logo: None,
        source: MarkSource::Auto,
        shown,
        change_list: true,
        unread: false,
    };
    let paper = Paper::new(order, &TYPESETTER, &Settings::default()).unwrap().value;
    (paper.docx().unwrap(), pdf_of(&paper).unwrap())
}

fn secrets(name: &str) -> Secrets {
    Secrets::new(&forms(name), &[], &[], &[])
}

static FILES: LazyLock<(Vec<u8>, Vec<u8>)> = LazyLock::new(|| files("Ottokar Wendemuth", Shown::Marked));

#[test]
fn a_paper_with_a_name_in_every_place_is_refused() {
    let (docx, pdf) = &*FILES;
    let secrets = secrets("Ottokar Wendemuth");
    let told = refusal(gate::docx(docx, &secrets)).unwrap();
    assert!(told.contains("»Ottokar Wendemuth« im Text"), "{told}");
    let told = refusal(gate::pdf(pdf, &secrets)).unwrap();
    assert!(told.contains("»Ottokar Wendemuth« im Text der Seite 1"), "{told}");
}

#[test]
fn a_paper_without_the_name_passes() {
    let (docx, pdf) = &*FILES;
    let others = ["Frank Müller", "Sabine Koch", "Jürgen Groß"]
        .iter()
        .flat_map(|name| forms(name))
        .collect::<Vec<_>>();
    let secrets =
        Secrets::new(&others, &[], &["Ankauf eines Grundstücks am Bahnhof in Nordheim".into()], &[]);
    gate::docx(docx, &secrets).unwrap();
    gate::pdf(pdf, &secrets).unwrap();
}

#[test]
fn tracked_changes_hide_no_name() {
    let (docx, _) = files("Ottokar Wendemuth", Shown::Tracked);
    assert!(refusal(gate::docx(&docx, &secrets("Ottokar Wendemuth"))).is_some());
    gate::docx(&docx, &secrets("Frank Müller")).unwrap();
    // The name of the version before stands in deleted text alone.
    let secrets = Secrets::new(&[], &[], &["Ottokar Wendemuth prüft das Ergebnis".into()], &[]);
    assert!(refusal(gate::docx(&docx, &secrets)).is_some());
}

#[test]
fn the_samples_are_read_to_their_last_byte() {
    let samples = samples();
    let papers = [(&samples[1], Some(samples[0].as_path())), (&samples[2], None)];
    for (workbook, previous) in papers {
        let built = build(workbook, previous, &Settings::default());
        gate::docx(&built.docx, &secrets("Ottokar Wendemuth")).unwrap();
        gate::pdf(&built.pdf, &secrets("Ottokar Wendemuth")).unwrap();
    }
}

#[test]
fn every_paragraph_of_a_paper_is_found_over_lines_and_pages() {
    let load = |index: usize| load(&samples()[index], &Settings::default()).report;
    let (previous, report) = (load(0), load(1));
    let (docx, pdf) = made(&report, &previous, Shown::Marked);
    let mut missed = Vec::new();
    let paragraphs = report.fields.iter().flat_map(|field| &field.actions).flat_map(|action| &action.status);
    let texts: Vec<String> = paragraphs.map(|entry| entry.text().settled().to_plain()).collect();
    let telling =
        |text: &&String| text.split(' ').filter(|word| word.chars().any(char::is_alphanumeric)).count() > 5;
    for text in texts.iter().filter(telling).step_by(11) {
        let secrets = Secrets::new(&[], &[], std::slice::from_ref(text), &[]);
        for (kind, result) in [("docx", gate::docx(&docx, &secrets)), ("pdf", gate::pdf(&pdf, &secrets))] {
            if refusal(result).is_none() {
                missed.push(format!("{kind}: {text}"));
            }
        }
    }
    assert_eq!(missed, Vec::<String>::new());
    let none = Secrets::new(&[], &[], &texts, &texts);
    assert!(none.is_empty());
}
