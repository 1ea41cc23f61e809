//! The manual as it is handed out, read from outside.
#![allow(missing_docs, reason = "a test's name says what it holds")]
#![allow(clippy::unwrap_used, reason = "a test may fail and say why")]

#[path = "../../../tests/suite/standards.rs"]
mod standards;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use jiff::civil::date;

/// The manual, found to keep all rules.
static PDF: LazyLock<Vec<u8>> = LazyLock::new(|| standards::checked(made()));

fn docs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs")
}

fn made() -> Vec<u8> {
    sachstand_manual::pdf(&docs(), "1.2.3", date(2026, 3, 1)).unwrap()
}

fn read(name: &str) -> String {
    std::fs::read_to_string(docs().join(name)).unwrap()
}

/// Its pages as poppler reads them, in the order in which they were drawn; none where poppler is missing.
static PAGES: LazyLock<Option<Vec<String>>> = LazyLock::new(read_pages);

fn pages() -> Option<Vec<String>> {
    PAGES.clone()
}

fn read_pages() -> Option<Vec<String>> {
    let path = std::env::temp_dir().join(format!("sachstand-manual-{}.pdf", std::process::id()));
    std::fs::write(&path, &*PDF).unwrap();
    let output = Command::new("pdftotext").arg("-raw").args([&path, Path::new("-")]).output();
    std::fs::remove_file(&path).unwrap();
    match output {
        Ok(output) => {
            let text = String::from_utf8(output.stdout).unwrap();
            Some(text.split_terminator('\u{c}').map(str::to_owned).collect())
        }
        Err(error) => {
            assert!(std::env::var_os("SACHSTAND_TOOLS").is_none_or(|it| it != "required"), "{error}");
            eprintln!("SKIPPED: pdftotext is missing: {error}");
            None
        }
    }
}

/// Letters and digits alone.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// A page without header and footer.
fn body(page: &str) -> String {
    let page = letters(page);
    let page = page.strip_prefix("sachstandHandbuch").unwrap();
    page[..page.rfind("sachstand123vom01032026Seite").unwrap()].to_owned()
}

/// The title of an appendix: it stands in place of its name.
fn title(name: &str) -> String {
    read(name).lines().next().unwrap().trim_start_matches("# ").to_owned()
}

/// The letters of a Markdown file as they must stand on the pages; made with nothing of what reads it otherwise.
fn expected(markdown: &str) -> String {
    let is_text = |line: &&str| !line.starts_with("|---") && !line.starts_with("```");
    let mut text = markdown.lines().filter(is_text).collect::<Vec<_>>().join("\n");
    while let Some(middle) = text.find("](") {
        let start = text[..middle].rfind('[').unwrap();
        let end = middle + text[middle..].find(')').unwrap();
        let shown = match &text[middle + 2..end] {
            name if sachstand_manual::APPENDICES.contains(&name) => title(name),
            _ => text[start + 1..middle].to_owned(),
        };
        text.replace_range(start..=end, &shown);
    }
    for (character, words) in sachstand_manual::STAND_INS {
        text = text.replace(character, words);
    }
    text = text.replace("<u>", "[neu]").replace("</u>", "[Ende neu]");
    let struck = text.split("~~").enumerate().map(|(at, part)| match at % 2 {
        0 => part.to_owned(),
        _ => format!("[entfallen]{part}[Ende entfallen]"),
    });
    letters(&struck.collect::<String>())
}

/// The heads of tables: they stand again where a table goes on.
fn heads(markdown: &str) -> Vec<String> {
    let lines: Vec<&str> = markdown.lines().collect();
    let heads = lines.windows(2).filter(|pair| pair[1].starts_with("|---"));
    heads.map(|pair| letters(pair[0])).collect()
}

#[test]
fn every_letter_of_the_manual_and_its_appendices_stands_on_the_pages_once_and_in_order() {
    let Some(pages) = pages() else { return };
    let manual = read(sachstand_manual::MANUAL);
    let texts: Vec<String> = sachstand_manual::APPENDICES.into_iter().map(read).collect();
    let (title, manual) = manual.split_once('\n').unwrap();
    assert_eq!(title, "# Handbuch");
    let all = || std::iter::once(manual).chain(texts.iter().map(String::as_str));
    let expected: String = all().map(expected).collect();
    let heads: Vec<String> = all().flat_map(heads).collect();

    let mut rest = expected.as_str();
    let bodies = pages.iter().skip(1).map(|page| body(page));
    let bodies = bodies.skip_while(|body| !expected.starts_with(&body.chars().take(100).collect::<String>()));
    for body in bodies {
        let shorter = heads.iter().filter_map(|head| body.strip_prefix(head.as_str()));
        let mut ways = std::iter::once(body.as_str()).chain(shorter);
        match ways.find_map(|body| rest.strip_prefix(body)) {
            Some(left) => rest = left,
            None => {
                let same = rest.bytes().zip(body.bytes()).take_while(|(one, other)| one == other).count();
                let from =
                    |text: &str| text.chars().skip(same.saturating_sub(60)).take(160).collect::<String>();
                panic!("expected …{}…\n   shown …{}…", from(rest), from(&body));
            }
        }
    }
    assert!(rest.is_empty(), "missing at the end: {}", rest.chars().take(200).collect::<String>());
}

#[test]
fn it_is_made_alike_each_time() {
    assert!(*PDF == made());
}

#[test]
fn it_names_its_version_and_its_day_and_leads_to_no_file_beside_it() {
    let document = lopdf::Document::load_mem(&PDF).unwrap();
    let objects = format!("{:?}", document.objects);
    assert!(
        objects.contains("/Dest") && !objects.contains("/URI"),
        "it refers to what a reader need not have"
    );
    let Some(pages) = pages() else { return };
    for words in ["Handbuch", "Stand: 01.03.2026", "Version 1.2.3"] {
        assert!(pages[0].contains(words), "{words}: {}", pages[0]);
    }
}
