//! Each point can be missed: files that are broken on purpose miss it and no other one.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Write as _};

use lopdf::{Dictionary, Document, Object};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::package::Word;
use super::tree::Tagged;
use super::{Point, SAMPLES, Sample, missed, pdf, word};
use crate::standards;

fn sample(start: &str) -> &'static Sample {
    SAMPLES.iter().find(|it| it.name.starts_with(start)).unwrap()
}

/// What each point finds wrong.
type Missed = BTreeMap<&'static str, Vec<String>>;

fn judged<F>(points: &[Point<F>], file: &F) -> Missed {
    missed(points, file).into_iter().collect()
}

/// The points that find something else than before.
fn newly(before: &Missed, after: &Missed) -> Vec<&'static str> {
    after.iter().filter(|(id, wrong)| before.get(*id) != Some(wrong)).map(|(id, _)| *id).collect()
}

/// A point, a part of the package, what stands there and what then does.
const WORD: &[(&str, &str, &str, &str)] = &[
    ("docx-titel", "docProps/core.xml", "<dc:title>", "<dc:title>Bericht_v1.14.docx</dc:title><dc:title>"),
    ("docx-sprache", "word/styles.xml", "<w:lang w:val=\"de-DE\"", "<w:lang w:val=\"en-US\""),
    (
        "docx-ueberschriften",
        "word/document.xml",
        "<w:pStyle w:val=\"Heading1\"/>",
        "<w:pStyle w:val=\"Heading2\"/>",
    ),
    (
        "docx-inhaltsverzeichnis",
        "word/document.xml",
        "<w:hyperlink w:anchor=\"_Toc100000001\"",
        "<w:hyperlink w:anchor=\"_Toc100000002\"",
    ),
    ("docx-leere-absaetze", "word/document.xml", "</w:tbl>", "</w:tbl><w:p/>"),
    ("docx-leerraum", "word/document.xml", "Erster Punkt", "Erster  Punkt"),
    (
        "docx-listen",
        "word/styles.xml",
        "<w:numPr><w:ilvl w:val=\"0\"/>",
        "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"99\"/>",
    ),
    ("docx-kopfzeilen", "word/document.xml", "<w:tblHeader/>", ""),
    ("docx-kopfzellen", "word/document.xml", "w:firstRow=\"1\"", "w:firstRow=\"0\""),
    ("docx-tabellenform", "word/document.xml", "<w:tcPr>", "<w:tcPr><w:vMerge/>"),
    ("docx-tabellenbeschreibung", "word/document.xml", "<w:tblCaption ", "<w:tblDescription "),
    ("docx-bilder", "word/document.xml", "descr=\"", "title=\""),
    ("docx-linktexte", "word/_rels/document.xml.rels", "Id=\"rIdLink1\"", "Id=\"rIdLink9\""),
    ("docx-sichtbar", "word/styles.xml", "<w:rPr><w:strike/>", "<w:rPr><w:strike/><w:vanish/>"),
    ("docx-kontrast", "word/styles.xml", "<w:color w:val=\"464646\"/>", "<w:color w:val=\"AAAAAA\"/>"),
    (
        "docx-farbe",
        "word/document.xml",
        "<w:r><w:t xml:space=\"preserve\">Erster Punkt",
        "<w:r><w:rPr><w:color w:val=\"0B4F9E\"/></w:rPr><w:t>Erster Punkt",
    ),
    ("docx-rueckfragen", "word/settings.xml", "<w:defaultTabStop", "<w:updateFields/><w:defaultTabStop"),
];

#[test]
fn a_broken_word_file_misses_the_point_that_was_broken() {
    let sample = sample("full Marked");
    let before = judged(word::POINTS, &Word::read(&sample.docx));
    for (id, part, from, to) in WORD {
        let mut broken = Word::read(&sample.docx);
        let xml = String::from_utf8(broken.parts.remove(*part).unwrap()).unwrap();
        assert!(xml.contains(from), "{id}: {from} is not in {part}");
        broken.parts.insert((*part).to_owned(), xml.replacen(from, to, 1).into_bytes());
        // As bytes, as every file is read.
        let after = judged(word::POINTS, &Word::read(&packed(&broken)));
        assert_eq!(newly(&before, &after), [*id], "{:?}", after.get(id));
    }
}

fn packed(word: &Word) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in &word.parts {
        zip.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn every_point_is_broken_once() {
    let points: BTreeSet<_> =
        word::POINTS.iter().map(|it| it.id).chain(pdf::POINTS.iter().map(|it| it.id)).collect();
    let broken: BTreeSet<_> = WORD.iter().map(|it| it.0).chain(PDF.iter().map(|it| it.0)).collect();
    assert_eq!(broken, points);
}

/// What is done to a document.
type Break = fn(&mut Document);

const PDF: &[(&str, Break)] = &[
    ("pdf-getaggt", |pdf| drop(pdf.catalog_mut().unwrap().remove(b"MarkInfo"))),
    ("pdf-titel", |pdf| set(info(pdf), b"Title", Object::string_literal("Bericht_v1.14.pdf"))),
    ("pdf-titelzeile", |pdf| drop(pdf.catalog_mut().unwrap().remove(b"ViewerPreferences"))),
    ("pdf-sprache", |pdf| set(pdf.catalog_mut().unwrap(), b"Lang", Object::string_literal("en"))),
    ("pdf-inhalt-getaggt", |pdf| drawn(pdf, 1, "/Artifact<<", "/Span<<")),
    ("pdf-tags", |pdf| {
        let root = pdf.catalog().unwrap().get(b"StructTreeRoot").unwrap().as_reference().unwrap();
        let roles = match pdf.get_dictionary(root).unwrap().get(b"RoleMap").unwrap() {
            Object::Reference(roles) => pdf.get_dictionary_mut(*roles).unwrap(),
            _ => pdf.get_dictionary_mut(root).unwrap().get_mut(b"RoleMap").unwrap().as_dict_mut().unwrap(),
        };
        set(roles, b"Strong", Object::Name(b"Fett".to_vec()));
    }),
    // That of the contents, which has no bookmark.
    ("pdf-ueberschriften", |pdf| {
        set(first(pdf, |it| is(it, b"S", b"H1")), b"S", Object::Name(b"H2".to_vec()))
    }),
    ("pdf-lesezeichen", |pdf| {
        let bookmark = first(pdf, |it| it.has(b"Title") && it.has(b"Parent"));
        set(bookmark, b"Title", Object::string_literal("Anders"));
    }),
    ("pdf-inhaltsverzeichnis", |pdf| {
        let last = *pdf.get_pages().values().next_back().unwrap();
        let place = vec![Object::Reference(last), Object::Name(b"Fit".to_vec())];
        let link = first(pdf, |it| is(it, b"Subtype", b"Link"));
        link.remove(b"A");
        set(link, b"Dest", Object::Array(place));
    }),
    ("pdf-kopfzellen", |pdf| drop(first(pdf, |it| is(it, b"S", b"TH")).remove(b"A"))),
    ("pdf-tabellenkopf", |pdf| {
        set(first(pdf, |it| is(it, b"S", b"THead")), b"S", Object::Name(b"TBody".to_vec()))
    }),
    ("pdf-tabellenform", |pdf| {
        let wide =
            Dictionary::from_iter([("O", Object::Name(b"Table".to_vec())), ("ColSpan", Object::Integer(2))]);
        set(first(pdf, |it| is(it, b"S", b"TD")), b"A", Object::Dictionary(wide));
    }),
    ("pdf-listen", |pdf| set(first(pdf, |it| is(it, b"S", b"Lbl")), b"S", Object::Name(b"Span".to_vec()))),
    ("pdf-bilder", |pdf| drop(first(pdf, |it| is(it, b"S", b"Figure")).remove(b"Alt"))),
    ("pdf-linktexte", |pdf| drop(first(pdf, |it| is(it, b"Subtype", b"Link")).remove(b"Contents"))),
    ("pdf-leere-elemente", |pdf| {
        let empty = pdf.add_object(Dictionary::from_iter([("S", Object::Name(b"P".to_vec()))]));
        let kids = first(pdf, |it| is(it, b"S", b"Document")).get_mut(b"K").unwrap();
        kids.as_array_mut().unwrap().push(Object::Reference(empty));
    }),
    ("pdf-seitenzahlen", |pdf| {
        let roman = Dictionary::from_iter([("S", Object::Name(b"r".to_vec()))]);
        let labels = vec![Object::Integer(0), Object::Dictionary(roman)];
        let labels = Dictionary::from_iter([("Nums", Object::Array(labels))]);
        set(pdf.catalog_mut().unwrap(), b"PageLabels", Object::Dictionary(labels));
    }),
    ("pdf-tabreihenfolge", |pdf| drop(first(pdf, |it| is(it, b"Type", b"Page")).remove(b"Tabs"))),
    ("pdf-reihenfolge", |pdf| {
        drawn(pdf, 2, "MCID 1([ />])", "MCID 9999$1");
        drawn(pdf, 2, "MCID 2([ />])", "MCID 1$1");
        drawn(pdf, 2, "MCID 9999([ />])", "MCID 2$1");
    }),
    ("pdf-sichtbar", |pdf| drawn(pdf, 1, "0 Tr", "3 Tr")),
    ("pdf-kontrast", |pdf| drawn(pdf, 1, "scn\nBT", "scn 0.8 scn\nBT")),
    // A link, the only text with a colour.
    ("pdf-farbe", |pdf| drawn(pdf, 2, r"[\d.]+ [\d.]+ [\d.]+ scn", "0.1 0.1 0.1 scn")),
    ("pdf-kopf-fusszeile", |pdf| {
        let page = *pdf.get_pages().values().nth(2).unwrap();
        set(
            pdf.get_dictionary_mut(page).unwrap(),
            b"MediaBox",
            [0, -40, 596, 802].map(Object::from).to_vec().into(),
        );
    }),
    ("pdf-seitenrand", |pdf| {
        let page = *pdf.get_pages().values().nth(2).unwrap();
        let page = pdf.get_dictionary_mut(page).unwrap();
        set(page, b"MediaBox", [0, 0, 300, 842].map(Object::from).to_vec().into());
    }),
    ("pdf-offen", |pdf| {
        set(pdf.catalog_mut().unwrap(), b"OpenAction", Object::Dictionary(Dictionary::new()))
    }),
];

fn set(dictionary: &mut Dictionary, key: &[u8], value: Object) {
    dictionary.set(key, value);
}

fn is(dictionary: &Dictionary, key: &[u8], value: &[u8]) -> bool {
    dictionary.get(key).is_ok_and(|it| it.as_name().is_ok_and(|it| it == value))
}

/// The first dictionary of that kind, by its number.
fn first(pdf: &mut Document, wanted: fn(&Dictionary) -> bool) -> &mut Dictionary {
    let found = pdf.objects.values_mut().filter_map(|it| it.as_dict_mut().ok()).find(|it| wanted(it));
    found.unwrap()
}

fn info(pdf: &mut Document) -> &mut Dictionary {
    let info = pdf.trailer.get(b"Info").unwrap().as_reference().unwrap();
    pdf.get_dictionary_mut(info).unwrap()
}

/// Alters what a page draws, at the first place that matches.
fn drawn(pdf: &mut Document, page: usize, from: &str, to: &str) {
    let page = *pdf.get_pages().values().nth(page).unwrap();
    let content = pdf.get_page_content(page);
    let from = regex::bytes::Regex::new(from).unwrap();
    assert!(from.is_match(&content), "{from} is not drawn");
    let altered = from.replace(&content, to.as_bytes()).into_owned();
    let stream = pdf.get_page_contents(page)[0];
    pdf.get_object_mut(stream).unwrap().as_stream_mut().unwrap().set_plain_content(altered);
}

fn saved(mut pdf: Document) -> Vec<u8> {
    let mut bytes = Vec::new();
    pdf.save_to(&mut bytes).unwrap();
    bytes
}

#[test]
fn a_broken_pdf_misses_the_point_that_was_broken() {
    let sample = sample("full Marked");
    let before = judged(pdf::POINTS, &Tagged::read(&sample.pdf));
    for (id, alter) in PDF {
        let mut broken = Document::load_mem(&sample.pdf).unwrap();
        alter(&mut broken);
        let after = judged(pdf::POINTS, &Tagged::read(&saved(broken)));
        assert_eq!(newly(&before, &after), [*id], "{:?}", after.get(id));
    }
}

#[test]
fn a_broken_pdf_is_told_with_the_rule_that_it_breaks() {
    let sample = sample("full Marked");
    assert_eq!(standards::faults(&sample.pdf), [] as [String; 0]);
    let altered = |alter: Break| {
        let mut broken = Document::load_mem(&sample.pdf).unwrap();
        alter(&mut broken);
        standards::faults(&saved(broken)).join("\n")
    };
    let told = altered(|pdf| drop(pdf.catalog_mut().unwrap().remove(b"ViewerPreferences")));
    assert!(told.contains("ISO 14289-1:2014:7.1:10"), "{told}");
    let told = altered(|pdf| drop(pdf.trailer.remove(b"ID")));
    assert!(told.contains("ISO 19005-2:2011:6.1.3:1"), "{told}");
}
