//! What makes a paper accessible, point by point, read from the finished files.
//!
//! The points stand with their sources in `docs/barrierefreiheit.md`. Files are read here with other crates than
//! those that write them and with nothing of the program, so that one mistake is not made twice.

mod broken;
mod content;
mod others;
mod package;
mod pdf;
mod tree;
mod verapdf;
mod word;

use std::collections::BTreeSet;
use std::sync::LazyLock;

use sachstand::document::Shown;
use sachstand::model::Edition;
use sachstand::settings::Settings;
use sachstand::source::Location;
use sachstand::write::docx::{DocxOptions, docx};

use crate::docx::sample;
use crate::support::{TYPESETTER, build_shown, exported, root, samples};
use content::Colour;
use package::Word;
use tree::Tagged;

/// A point of the checklist.
pub(crate) struct Point<F> {
    pub(crate) id: &'static str,
    /// As the document words it.
    pub(crate) says: &'static str,
    /// What is wrong in a file.
    pub(crate) wrong: fn(&F) -> Vec<String>,
}

/// The files of a paper.
pub(crate) struct Sample {
    pub(crate) name: String,
    pub(crate) docx: Vec<u8>,
    pub(crate) pdf: Vec<u8>,
}

/// The samples as their users get them: with all kinds of marks and with none, public and internal, with and
/// without a logo; and a paper with every kind of block.
pub(crate) static SAMPLES: LazyLock<Vec<Sample>> = LazyLock::new(|| {
    let files = samples();
    let (old, new, with_logo) = (&files[0], &files[1], &files[2]);
    let mut made = Vec::new();
    for edition in [Edition::Public, Edition::Internal] {
        for shown in [Shown::Marked, Shown::Tracked, Shown::Unmarked] {
            let built = build_shown(Some(edition), shown, new, Some(old), &Settings::default());
            made.push((format!("krm {edition:?} {shown:?}"), built.docx, built.pdf));
        }
        let built = build_shown(Some(edition), Shown::Marked, with_logo, None, &Settings::default());
        made.push((format!("stadtgruen {edition:?}"), built.docx, built.pdf));
    }
    for (name, chosen) in [
        ("accessible", "[satz]\nvorgabe = \"barrierefrei\""),
        ("in brackets", "[aenderungen]\nentfallen = \"klammern\""),
        (
            "left out",
            "[satz]\nschriftgroesse = 14\n[aenderungen]\nentfallen = \"weglassen\"\nvorlesen = false",
        ),
    ] {
        let settings = Settings::parse(chosen).unwrap();
        let built = build_shown(Some(Edition::Public), Shown::Marked, new, Some(old), &settings);
        made.push((format!("krm {name}"), built.docx, built.pdf));
    }
    let (document, _) = sample::full();
    let pages = TYPESETTER.typeset(&document, &Location::file("a.xlsx")).unwrap().value;
    for changes in [Shown::Marked, Shown::Tracked] {
        let options = DocxOptions { changes, ..DocxOptions::default() };
        let word = docx(&document, &pages.numbers(), &options).unwrap();
        made.push((format!("full {changes:?}"), word, exported(&pages).unwrap()));
    }
    made.into_iter().map(|(name, docx, pdf)| Sample { name, docx, pdf }).collect()
});

/// The points that a file misses, and why.
pub(crate) fn missed<F>(points: &[Point<F>], file: &F) -> Vec<(&'static str, Vec<String>)> {
    let judged = points.iter().map(|point| (point.id, (point.wrong)(file)));
    judged.filter(|(_, wrong)| !wrong.is_empty()).collect()
}

#[test]
fn the_word_files_meet_every_point() {
    let missed = SAMPLES.iter().map(|it| (&*it.name, missed(word::POINTS, &Word::read(&it.docx))));
    tell(missed);
}

#[test]
fn the_pdf_files_meet_every_point() {
    let mut seen = BTreeSet::new();
    // Whether revisions are tracked makes no other PDF.
    let different = SAMPLES.iter().filter(|it| seen.insert(&it.pdf));
    tell(different.map(|it| (&*it.name, missed(pdf::POINTS, &Tagged::read(&it.pdf)))));
}

/// Fails with all that is wrong in all papers.
fn tell<'s>(missed: impl Iterator<Item = (&'s str, Vec<(&'static str, Vec<String>)>)>) {
    let mut told = String::new();
    for (paper, points) in missed {
        for (id, wrong) in points {
            told += &format!("\n{paper}: {id}\n    {}", wrong.join("\n    "));
        }
    }
    assert!(told.is_empty(), "{told}");
}

fn document() -> String {
    std::fs::read_to_string(root().join("docs/barrierefreiheit.md")).unwrap()
}

#[test]
fn the_document_lists_the_points_that_are_checked() {
    let document = document();
    let listed: Vec<(&str, &str)> = document
        .lines()
        .filter_map(|line| {
            let mut cells = line.strip_prefix("| `")?.split(" | ");
            let id = cells.next()?.strip_suffix('`')?;
            let is_point = id.starts_with("docx-") || id.starts_with("pdf-");
            is_point.then(|| Some((id, cells.next()?))).flatten()
        })
        .collect();
    let points =
        word::POINTS.iter().map(|it| (it.id, it.says)).chain(pdf::POINTS.iter().map(|it| (it.id, it.says)));
    assert_eq!(listed, points.collect::<Vec<_>>());
}

/// A paragraph without text is read by some screen readers: the document says why each kind is there.
#[test]
fn the_document_says_why_there_are_empty_paragraphs() {
    let document = document().replace('\n', " ");
    let mut reasons = BTreeSet::new();
    for sample in SAMPLES.iter() {
        let word = Word::read(&sample.docx);
        let xml = word.xml("word/document.xml");
        for paragraph in package::all(xml.root_element(), "p") {
            if package::text(paragraph).trim().is_empty() {
                reasons.extend(word::needed(paragraph));
            }
        }
    }
    assert!(!reasons.is_empty());
    let unsaid: Vec<_> = reasons.into_iter().filter(|it| !document.contains(it)).collect();
    assert_eq!(unsaid, [] as [&str; 0]);
}

#[test]
fn the_document_shows_how_marks_are_copied() {
    let sample = SAMPLES.iter().find(|it| it.name == "krm Public Marked").unwrap();
    let (_folder, path) = crate::support::temporary("paper.pdf", &sample.pdf);
    let Some(copied) = crate::support::tool("pdftotext", &["-raw", path.to_str().unwrap(), "-"]) else {
        return;
    };
    let copied = crate::support::squeezed(&crate::support::stdout(copied));
    let document = document();
    let (_, table) = document.split_once("| Auf der Seite | `pdftotext` | `outloud` |\n").unwrap();
    let rows: Vec<&str> = table.lines().skip(1).take_while(|line| line.starts_with('|')).collect();
    assert_eq!(rows.len(), 3);
    for row in rows {
        let shown = row.split(" | ").nth(1).unwrap();
        assert!(copied.contains(&crate::support::squeezed(shown)), "{shown}");
    }
}

// ---- what the points of both files share ----

/// WCAG 1.4.3, and what sets a link apart that is coloured alone (technique G183 of WCAG).
const TEXT_CONTRAST: f64 = 4.5;
const LINK_CONTRAST: f64 = 3.0;

/// The contrast of two colours (WCAG 2.2, relative luminance and contrast ratio).
fn contrast(one: Colour, other: Colour) -> f64 {
    let linear = |part: f64| if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) };
    let luminance =
        |[red, green, blue]: Colour| 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[test]
fn contrast_is_that_of_wcag() {
    let grey = package::rgb("767676");
    assert!((contrast([0.0; 3], [1.0; 3]) - 21.0).abs() < 0.01);
    assert!((contrast(grey, [1.0; 3]) - 4.54).abs() < 0.01);
}

/// Whether a title or description is the name of a file.
fn file_name(text: &str) -> bool {
    let text = text.trim();
    let ending = text.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default();
    let endings = ["pdf", "docx", "doc", "xlsx", "xlsm", "xlsb", "xls", "ods", "png", "jpg", "jpeg"];
    endings.contains(&&*ending) || text.contains('_') && !text.contains(' ')
}

/// Whether a paragraph begins with a bullet that somebody typed.
fn typed_bullet(text: &str) -> bool {
    let text = text.trim_start();
    let rest = text.strip_prefix(['•', '·', '▪', '◦', '‣', '*', '–', '-', '\u{f0b7}']);
    rest.is_some_and(|rest| rest.starts_with([' ', '\t', '\u{a0}']))
}

/// Whether a link's text says nothing of its target (WCAG 2.4.4).
fn bare_link(text: &str) -> bool {
    let bare = ["", "hier", "link", "mehr", "klicken", "klicken sie hier", "weiter", "siehe", "download"];
    bare.contains(&&*text.trim().trim_matches(['.', ':', '…', '«', '»']).to_lowercase())
}

/// A text without what a line break adds and without the words that say of a mark what it is.
fn same(text: &str) -> String {
    let spoken = ["[neu]", "[Ende neu]", "[entfallen]", "[Ende entfallen]"];
    let text = spoken.iter().fold(text.replace('\u{a0}', " "), |text, word| text.replace(word, ""));
    crate::support::squeezed(&text)
}

/// The beginning of a text in one line.
fn snippet(text: &str) -> String {
    let line: String = text.chars().map(|it| if it.is_control() { '␣' } else { it }).collect();
    match line.char_indices().nth(60) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}

/// The first of many like findings, and how many there are.
fn repeated(mut found: Vec<String>) -> Vec<String> {
    const TOLD: usize = 4;
    if found.len() > TOLD {
        let more = found.len() - TOLD;
        found.truncate(TOLD);
        found.push(format!("… and {more} more"));
    }
    found
}
