use jiff::civil::date;

use super::*;
use crate::document::{
    Block, Cover, Heading, Item, Line, Look, Paragraph, Properties, Role, Row, Table, TableKind,
};
use crate::ooxml::package::{Package, exchange};
use crate::text::Format;
use crate::write::docx::{DocxOptions, docx};

const TEXT: &str = "word/document.xml";

fn changed() -> Text {
    let mut text = Text::plain("Fertig bis ");
    text.push("Mai", Mark::Deleted.into());
    text.push("Juni", Mark::Inserted.into());
    text.push(" laut Plan", Format { link: Some("https://bauamt.example".into()), ..Format::default() });
    text
}

fn paper() -> (Document, PageNumbers) {
    let line = |text: &str| Line { text: text.into(), at: None };
    let paragraph =
        |text: Text| Block::Paragraph(Paragraph { role: Role::Body, text, at: None, cells: Vec::new() });
    let heading = |anchor: &str, text: Text| {
        Block::Heading(Heading { level: 1, anchor: anchor.to_owned(), new_page: false, text, at: None })
    };
    let nested = vec![Item { text: "Unterpunkt".into(), at: None, blocks: Vec::new() }];
    let item = Item { text: changed(), at: None, blocks: vec![Block::List(nested)] };
    let row = Row {
        anchor: Some("r1".to_owned()),
        cells: vec![vec![paragraph("Radweg".into())], vec![Block::List(vec![item])]],
    };
    let document = Document {
        look: Look::default(),
        properties: Properties {
            title: "Radwege".to_owned(),
            author: "Bauamt".to_owned(),
            subject: "RW-1".to_owned(),
            keywords: Vec::new(),
            date: date(2026, 3, 2),
        },
        cover: Cover {
            logo: None,
            summary: vec![line("Kurz gesagt")],
            as_of: Some(line("Aktueller Stand: 02.03.2026")),
            title: line("Radwege & Stege"),
            id: line("RW-1"),
            organisation: Some(line("Gemeinde Auental")),
            facts: vec![("Gremium".to_owned(), line("Bauausschuss"))],
        },
        running: Running {
            header_left: "Gemeinde Auental".to_owned(),
            header_right: "Radwege".to_owned(),
            footer_left: "RW-1 · 1.1".to_owned(),
        },
        blocks: vec![
            Block::Contents { title: "Inhalt".to_owned() },
            heading("h1", "Einleitung".into()),
            paragraph("Erster Absatz\tmit Tabulator und weichem Trenn\u{ad}strich".into()),
            paragraph("Zweiter Absatz\u{1}".into()),
            heading("h2", Text::plain("Entfallen").marked(Mark::Deleted)),
            Block::Table(Table {
                summary: "Aktionen".to_owned(),
                kind: TableKind::Status,
                columns: vec![1, 2],
                header: vec!["Aktion".into(), "Stand".into()],
                rows: vec![row],
            }),
            Block::Page { anchor: "r1".to_owned(), mark: Mark::Kept },
        ],
    };
    let anchors = [("h1", 3), ("h2", 4), ("r1", 5)].map(|(anchor, page)| (anchor.to_owned(), page));
    (document, PageNumbers { anchors: anchors.into(), total: 7, ..PageNumbers::default() })
}

/// The proof of the paper's own file after a change to the XML of one part.
fn prove_changed(changes: Shown, name: &str, change: impl Fn(&str) -> String) -> Result<(), Error> {
    let (document, pages) = paper();
    let file = docx(&document, &pages, &DocxOptions { changes, ..DocxOptions::default() }).unwrap();
    let part = String::from_utf8(Package::open(&file)?.require(name)?).unwrap();
    let file = exchange(&file, &[(name.to_owned(), change(&part).into_bytes())], &[]).unwrap();
    prove(&file, &document, &pages, changes)
}

/// Replaces what must be there.
fn replace(xml: &str, from: &str, to: &str) -> String {
    assert!(xml.contains(from), "»{from}« is not in the part");
    xml.replacen(from, to, 1)
}

/// The element of that name around the last place of `text`.
fn around<'a>(xml: &'a str, name: &str, text: &str) -> &'a str {
    let at = xml.rfind(text).unwrap();
    let starts = [format!("<{name}>"), format!("<{name} ")];
    let start = starts.iter().filter_map(|start| xml[..at].rfind(start)).max().unwrap();
    let close = format!("</{name}>");
    &xml[start..at + xml[at..].find(&close).unwrap() + close.len()]
}

const BOTH: [Shown; 2] = [Shown::Marked, Shown::Tracked];

#[test]
fn a_sound_file_passes() {
    for changes in BOTH {
        prove_changed(changes, TEXT, str::to_owned).unwrap();
    }
}

#[test]
fn a_lost_run_is_found() {
    for changes in BOTH {
        for text in
            ["Juni", ">Ma", " laut Plan", "Unterpunkt", "Bauausschuss", "Entfallen", "Inhalt", "Gremium"]
        {
            let error = prove_changed(changes, TEXT, |xml| replace(xml, around(xml, "w:r", text), ""));
            assert!(error.is_err(), "{text}");
        }
    }
}

#[test]
fn a_doubled_paragraph_is_found() {
    for text in ["Zweiter Absatz", "Unterpunkt", "Radweg", "Einleitung"] {
        let double = |xml: &str| {
            let paragraph = around(xml, "w:p", text);
            replace(xml, paragraph, &paragraph.repeat(2))
        };
        assert!(prove_changed(Shown::Marked, TEXT, double).is_err(), "{text}");
    }
}

#[test]
fn two_swapped_paragraphs_are_found() {
    let swap = |xml: &str| {
        let [one, two] = ["Erster Absatz", "Zweiter Absatz"].map(|text| around(xml, "w:p", text));
        replace(xml, &format!("{one}{two}"), &format!("{two}{one}"))
    };
    assert!(prove_changed(Shown::Marked, TEXT, swap).is_err());
}

#[test]
fn an_altered_text_mark_field_or_part_is_found() {
    use Shown::{Marked, Tracked};
    for (changes, name, from, to) in [
        (Marked, TEXT, "Zweiter Absatz<", "Zweiter absatz<"),
        (Marked, TEXT, "&amp; Stege", "Stege"),
        (Marked, TEXT, " laut Plan", "laut Plan"),
        (Marked, TEXT, "xml:space=\"preserve\"> laut", "> laut"),
        (Marked, TEXT, "<w:softHyphen/>", ""),
        (Marked, TEXT, "<w:tab/>", ""),
        (Marked, TEXT, "<w:strike/>", ""),
        (Marked, TEXT, "<w:u w:val=\"single\"/>", ""),
        (Marked, TEXT, ">3<", ">4<"),
        (Marked, TEXT, ">5<", "><"),
        (Marked, TEXT, "\"separate\"", "\"end\""),
        (Tracked, TEXT, "w:delText", "w:t"),
        (Marked, "word/footer1.xml", ">7<", ">8<"),
        (Marked, "word/footer1.xml", "RW-1", ""),
        (Marked, "word/header1.xml", "Auental", "Auenthal"),
        (Marked, TEXT, "</w:document>", ""),
    ] {
        // A start tag changed alone would be no XML.
        let change = |xml: &str| match from {
            "w:delText" => xml.replace(from, to),
            _ => replace(xml, from, to),
        };
        assert!(prove_changed(changes, name, change).is_err(), "{from}");
    }
}

#[test]
fn the_message_names_text_and_cell() {
    let (mut document, pages) = paper();
    let at = Location::file("radwege.xlsx").sheet("Sachstand");
    let docx = docx(&document, &pages, &DocxOptions::default()).unwrap();
    if let Some(Block::Paragraph(paragraph)) = document.blocks.get_mut(3) {
        paragraph.text = "Ein anderer Absatz".into();
        paragraph.at = Some(at);
    }
    let error = prove(&docx, &document, &pages, Shown::Marked).unwrap_err();
    assert_eq!(
        error.message(),
        "die Word-Datei gibt den Bericht nicht richtig wieder (»Ein anderer Absatz« fehlt oder steht anders darin, Sachstand)"
    );
}
