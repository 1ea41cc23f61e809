//! From the cell to the document: nothing that stands in a workbook is lost.

use std::path::Path;

use sachstand::german;
use sachstand::grid::{Cell, Row, Sheet, Value};
use sachstand::model::Edition;
use sachstand::normalize::Rules;
use sachstand::pipeline;
use sachstand::read;
use sachstand::settings::Settings;

use crate::support::{book, build_edition, root, samples, squeezed, temporary};

/// As typed: what the rules make uniform has tests of its own.
fn as_typed() -> Settings {
    Settings { rules: Rules::none(), ..Settings::default() }
}

/// What a paper does not print: who may be named and who may read a row, variants to unify, where a text
/// stands, working columns, and in the first column of the facts the keys.
fn is_printed(sheet: &Sheet, row: &Row, cell: &Cell) -> bool {
    // A title may stand above the header.
    let heads = sheet.rows.iter().take(2).filter_map(|row| row.cell(cell.at.column)).map(text);
    let unprinted = ["Schreibweisen", "Position", "Nichtöffentlich", "Notiz"];
    let key = row.cell(1).map(text).unwrap_or_default();
    match &*sheet.name {
        "Personen" => false,
        "Dokument" => {
            cell.at.column > 1
                && row.number > 1
                && !["Logo", "Anonymisiert ab Version"].contains(&key.as_str())
        }
        _ => row.number > 1 && heads.into_iter().all(|head| !unprinted.contains(&head.as_str())),
    }
}

fn text(cell: &Cell) -> String {
    match &cell.value {
        Value::Text(text) => text.to_plain(),
        Value::Date(date) => german::date(*date),
        other => panic!("the samples hold no {other:?}"),
    }
}

#[test]
fn every_cell_of_the_samples_is_in_the_paper() {
    for sample in samples() {
        let workbook = read::read(&std::fs::read(&sample).unwrap(), "sample").unwrap().value;
        let built = build_edition(Some(Edition::Internal), &sample, None, &as_typed());
        let mut paper = String::new();
        built.paper.document().visit(&mut |text, _| paper += &squeezed(text));
        let mut seen = 0;
        for sheet in &workbook.sheets {
            for (row, cell) in sheet.rows.iter().flat_map(|row| row.cells.iter().map(move |cell| (row, cell)))
            {
                if !is_printed(sheet, row, cell) {
                    continue;
                }
                for line in text(cell).lines() {
                    let line = line.trim_start().trim_start_matches(['•', '-', '–', '*', '▪', 'o', '·']);
                    let found = paper.contains(&squeezed(line));
                    assert!(found, "{}!{}: »{line}« is lost", sheet.name, cell.at);
                    seen += 1;
                }
            }
        }
        assert!(seen > 80, "only {seen} lines were looked at");
    }
}

#[test]
fn all_five_formats_of_one_paper_give_the_same_document() {
    let fixtures = root().join("tests/fixtures/read");
    // Of openpyxl's own file, the results of formulas are missing; LibreOffice calculated them.
    let names = ["paper.lo.xlsx", "paper.xlsm", "paper.xlsb", "paper.xls", "paper.ods"];
    let documents = names.map(|name| document(&fixtures.join(name)));
    for document in &documents {
        assert_eq!(document, &documents[0]);
    }
}

/// The document of a workbook, read under a name that is the same for all.
fn document(workbook: &Path) -> sachstand::document::Document {
    let bytes = std::fs::read(workbook).unwrap();
    let loaded = pipeline::load(&bytes, "paper", &Settings::default()).unwrap();
    sachstand::compose::compose(&loaded.report, &sachstand::compose::ComposeOptions::default())
}

#[test]
fn running_text_that_became_nonpublic_is_in_no_version_of_the_public_edition() {
    let saved = |version: &str, flag: &str| {
        let mut book = book("B", version, &[("Dach", "Drei Anlagen laufen.")]);
        let sheet = book.add_worksheet().set_name("Texte").unwrap();
        let rows = [
            ["Abschnitt", "Text", "Position", "Nichtöffentlich"],
            ["Lage", "Es geht los.", "vor", ""],
            ["Grundstücke", "Der Preis ist hoch.", "nach", flag],
        ];
        sheet.write_row_matrix(0, 0, rows).unwrap();
        temporary("a.xlsx", &book.save_to_buffer().unwrap())
    };
    let (before, now) = (saved("1.0", "nein"), saved("1.1", "ja"));
    let paper = |edition| {
        let built = build_edition(Some(edition), &now.1, Some(&before.1), &Settings::default());
        let mut texts = String::new();
        built.paper.document().visit(&mut |text, _| texts += text);
        texts
    };
    for (edition, stands) in [(Edition::Internal, true), (Edition::Public, false)] {
        let texts = paper(edition);
        assert!(texts.contains("Es geht los."), "{texts}");
        assert_eq!(texts.contains("Preis") || texts.contains("Grundstücke"), stands, "{texts}");
    }
}
