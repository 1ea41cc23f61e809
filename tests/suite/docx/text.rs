//! The Word file prints the document's texts, all of them, in order; with revisions also those of
//! either version.

use sachstand::document::{Block, Document, Shown};
use sachstand::text::{Mark, Text};

use super::package::{Version, paragraphs, part};
use super::sample::*;
use super::{build, marked};

/// The texts of a document in order, as a version of it has them. A text that is in the other
/// version alone is no paragraph here.
fn texts(document: &Document, version: Version) -> Vec<String> {
    let mut texts = Vec::new();
    let cover = &document.cover;
    let lines =
        cover.summary.iter().chain(&cover.as_of).chain([&cover.title, &cover.id]).chain(&cover.organisation);
    lines.for_each(|line| push(&line.text, version, &mut texts));
    for (label, value) in &cover.facts {
        if let Some(value) = read(&value.text, version) {
            texts.push(format!("{label}: {value}"));
        }
    }
    blocks(&document.blocks, document, version, &mut texts);
    texts
}

fn blocks(blocks: &[Block], document: &Document, version: Version, texts: &mut Vec<String>) {
    for block in blocks {
        match block {
            Block::Contents { title } => {
                texts.push(title.clone());
                let headings = document.blocks.iter().filter_map(|block| match block {
                    Block::Heading(heading) => read(&heading.text, version),
                    _ => None,
                });
                texts.extend(headings);
            }
            Block::Page { .. } => {}
            Block::Heading(heading) => push(&heading.text, version, texts),
            Block::Paragraph(paragraph) => push(&paragraph.text, version, texts),
            Block::List(items) => {
                for item in items {
                    push(&item.text, version, texts);
                    self::blocks(&item.blocks, document, version, texts);
                }
            }
            Block::Table(table) => {
                table.header.iter().for_each(|text| push(text, version, texts));
                let cells = table.rows.iter().flat_map(|row| &row.cells);
                cells.for_each(|cell| self::blocks(cell, document, version, texts));
            }
        }
    }
}

fn push(text: &Text, version: Version, texts: &mut Vec<String>) {
    texts.extend(read(text, version));
}

fn read(text: &Text, version: Version) -> Option<String> {
    let only = |mark| !text.is_empty() && text.runs().all(|run| run.format.mark == mark);
    match version {
        Version::All => Some(text.to_plain()),
        Version::Accepted => (!only(Mark::Deleted)).then(|| text.current().to_plain()),
        Version::Rejected => (!only(Mark::Inserted)).then(|| text.previous().to_plain()),
    }
}

/// What stands in the file: without the paragraphs Word needs and nobody sees, without empty cells,
/// contents without their page numbers.
fn printed(docx: &[u8], version: Version) -> Vec<String> {
    let all = paragraphs(&part(docx, "word/document.xml"), version);
    let seen = all.into_iter().filter(|read| !read.text.is_empty());
    let text = seen.map(|read| match read.style.as_str() {
        "TOC1" | "TOC2" => read.text.rsplit_once('\t').unwrap().0.to_owned(),
        _ => read.text,
    });
    text.collect()
}

#[test]
fn every_text_is_printed_once_in_order() {
    let paper = full();
    for changes in [Shown::Marked, Shown::Tracked] {
        assert_eq!(printed(&build(&paper, changes), Version::All), texts(&paper.0, Version::All));
    }
}

#[test]
fn accepting_gives_this_version_and_rejecting_the_previous_one() {
    for paper in [paper(revised()), full()] {
        let docx = build(&paper, Shown::Tracked);
        assert_eq!(printed(&docx, Version::Accepted), texts(&paper.0, Version::Accepted));
        assert_eq!(printed(&docx, Version::Rejected), texts(&paper.0, Version::Rejected));
    }
}

#[test]
fn no_empty_bullet_heading_or_entry_is_left_behind() {
    let document = part(&build(&paper(revised()), Shown::Tracked), "word/document.xml");
    for version in [Version::Accepted, Version::Rejected] {
        for read in paragraphs(&document, version).iter().filter(|read| read.text.trim().is_empty()) {
            assert!(matches!(&*read.style, "Abstandshalter" | "Normal"), "{read:?}");
        }
    }
}

#[test]
fn hostile_text_arrives_as_it_is() {
    let texts = [
        "a & b < c > d \" e ' f",
        "]]> <![CDATA[ <!-- --> &amp; &#65; <?xml?>",
        "_x000D_ _x0041_",
        "Wappen 🏛️ und 👩‍💻",
        "שלום עולם und مرحبا",
        "Zeichen \u{a0}\u{2011}\u{2009}\u{200b}\u{ad}Ende",
        "  Leerzeichen  vorn und hinten  ",
        "Reiter\tdazwischen",
        "{ PAGE } \\o \"1-2\"",
    ];
    let mut blocks: Vec<_> = texts.iter().map(|&text| paragraph(text)).collect();
    blocks.push(heading(1, "h1", texts[0]));
    blocks.push(heading(
        1,
        "h2",
        Text::from_iter([run(texts[1], Mark::Deleted), run(texts[0], Mark::Inserted)]),
    ));
    blocks.push(Block::Contents { title: texts[1].to_owned() });
    let mut paper = paper(blocks);
    paper.0.running.header_left = texts[0].to_owned();
    paper.0.properties.title = texts[1].to_owned();
    for changes in [Shown::Marked, Shown::Tracked] {
        let docx = build(&paper, changes);
        assert_eq!(printed(&docx, Version::All), super::text::texts(&paper.0, Version::All));
        assert_eq!(part(&docx, "docProps/core.xml").children[0].text, texts[1]);
        assert!(paragraphs(&part(&docx, "word/header1.xml"), Version::All)[0].text.starts_with(texts[0]));
    }
}

#[test]
fn characters_a_word_file_cannot_hold_are_left_out_and_the_words_around_them_stay() {
    let text = "vor\0\u{1}\u{8}\u{b}\u{1f}\u{fffe}\u{ffff}nach";
    let (mut document, pages) = paper(vec![heading(1, "h1", text), paragraph(text)]);
    document.properties.author = text.to_owned();
    let docx = marked(&(document, pages));
    let printed = printed(&docx, Version::All);
    assert_eq!(printed[printed.len() - 2..], ["vornach", "vornach"]);
}
