//! The two versions of the first sample paper: every change as `tests/samples/changes.txt` marks it,
//! and no mark that is not listed there.

use std::collections::BTreeSet;

use sachstand::model::{ChangeKind, MarkSource, Report};
use sachstand::normalize::{Glossary, Rules, normalize_text};
use sachstand::pipeline;
use sachstand::settings::Settings;
use sachstand::source::Location;
use sachstand::text::{Mark, Text};

use super::marked::{notation, parse};
use crate::support::{load, root, samples};

/// A record of the list.
struct Record {
    number: String,
    object: String,
    event: String,
    texts: Vec<String>,
    after: Option<String>,
}

fn records() -> Vec<Record> {
    let list = std::fs::read_to_string(root().join("tests/samples/changes.txt")).unwrap();
    let lines = list.lines().filter(|line| !line.starts_with('#')).collect::<Vec<_>>().join("\n");
    lines.split("\n\n").filter(|block| !block.trim().is_empty()).map(record).collect()
}

fn record(block: &str) -> Record {
    let mut lines = block.trim().lines();
    let mut head = lines.next().unwrap().split(' ').map(String::from);
    let mut record = Record {
        number: head.next().unwrap(),
        object: head.next().unwrap(),
        event: head.next().unwrap(),
        texts: Vec::new(),
        after: None,
    };
    for (key, value) in lines.filter_map(|line| line.trim().split_once(": ")) {
        match key {
            "text" => record.texts.push(value.to_owned()),
            "after" => record.after = Some(value.to_owned()),
            _ => {}
        }
    }
    record
}

/// A text of the list, made uniform as the paper is, in the list's notation without white space.
fn expected(text: &str, report: &Report) -> String {
    let runs = parse(text).into_iter().map(|(mark, text)| (text, mark.into()));
    let text = Text::from_iter(runs);
    let at = Location::file("changes.txt");
    let uniform = normalize_text(&text, &at, &Rules::default(), &Glossary::new(report));
    bare(&uniform.text)
}

fn bare(text: &Text) -> String {
    notation(text).split_whitespace().collect()
}

/// Every text of a report in the same form; the lines of an action's cell joined as in the list, an
/// abbreviation with its meaning.
fn texts(report: &Report) -> Vec<String> {
    let mut texts = Vec::new();
    for field in &report.fields {
        texts.push(bare(&field.title.value));
        for action in &field.actions {
            texts.push(action.title.iter().map(|it| bare(&it.text)).collect::<Vec<_>>().join("/"));
            texts.extend(action.status.iter().map(|it| bare(&it.text())));
        }
    }
    for section in &report.sections {
        texts.push(bare(&section.title.value));
        texts.extend(section.paragraphs.iter().map(|it| bare(&it.text)));
    }
    for entry in &report.abbreviations {
        let (short, meaning) = (entry.short.value.clone(), entry.meaning.value.clone());
        let mark = if short.is_marked() { short.runs().next().unwrap().format.mark } else { Mark::Kept };
        let mut whole = short;
        whole.push("=", mark.into());
        whole.append(&meaning);
        texts.push(bare(&whole));
    }
    texts
}

#[test]
fn the_sample_pair_shows_every_change_of_the_list_and_no_other() {
    let settings = Settings::default();
    let [old, new] = [0, 1].map(|index| load(&samples()[index], &settings).report);
    let (comparison, _) = pipeline::mark(&new, Some(&old), MarkSource::Computed).unwrap().value;
    let shown = texts(&comparison.report);
    let mut unexplained: BTreeSet<&String> =
        shown.iter().filter(|text| text.contains("{+") || text.contains("[-")).collect();
    let mut moved = comparison
        .changes
        .iter()
        .filter(|change| matches!(change.kind, ChangeKind::Moved | ChangeKind::MovedReworded))
        .count();
    let mut wrong = Vec::new();
    for Record { number, object, event, texts, after } in records() {
        for text in texts.iter().chain(&after) {
            let expected = expected(text, &new);
            unexplained.remove(&expected);
            if !shown.contains(&expected) {
                wrong.push(format!("{number} {object} {event}: {expected}"));
            }
        }
        if event == "moved" {
            moved = moved.checked_sub(1).unwrap_or_else(|| panic!("{number} is not listed as moved"));
        }
    }
    assert!(wrong.is_empty(), "not as listed:\n{}", wrong.join("\n"));
    assert!(unexplained.is_empty(), "marked, but not listed: {unexplained:#?}");
    assert_eq!(moved, 0, "moves that are not listed: {:#?}", comparison.changes);
}
