//! Persons whom no list names: how many of those in `tests/persons/` are found, and how many words are taken
//! for persons that are none.

use std::fmt::Write as _;

use sachstand::redact::unlisted::{Expected, Found, persons_in};

use crate::support::root;

/// A line of a table: a text and its persons.
struct Case {
    text: String,
    expected: Expected,
    persons: Vec<Found>,
}

/// The cases of a table; its notation stands at its top.
fn cases(file: &str) -> Vec<Case> {
    let table = std::fs::read_to_string(root().join("tests/persons").join(file)).unwrap();
    table.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).map(case).collect()
}

fn case(line: &str) -> Case {
    let (expected, line) = match line.strip_prefix("P: ") {
        Some(cell) => (Expected::Persons, cell),
        None => (Expected::Prose, line),
    };
    let (mut text, mut persons) = (String::new(), Vec::new());
    for (index, piece) in line.split(['{', '}']).enumerate() {
        if index % 2 == 0 {
            text.push_str(piece);
        } else {
            let (stretch, name) = piece.rsplit_once('|').unwrap();
            let start = text.len();
            text.push_str(stretch);
            persons.push(Found { range: start..text.len(), name: name.to_owned() });
        }
    }
    Case { text, expected, persons }
}

#[derive(Default)]
struct Score {
    persons: usize,
    hits: usize,
    exact: usize,
    false_alarms: usize,
    misses: String,
}

fn score(file: &str) -> Score {
    let mut score = Score::default();
    for case in cases(file) {
        let found = persons_in(&case.text, case.expected);
        let meets = |a: &Found, b: &Found| a.range.start < b.range.end && b.range.start < a.range.end;
        score.persons += case.persons.len();
        for person in &case.persons {
            let hit = found.iter().find(|it| meets(it, person));
            score.hits += usize::from(hit.is_some());
            score.exact += usize::from(hit == Some(person));
            if hit != Some(person) {
                let stretch = hit.map(|it| (&case.text[it.range.clone()], &it.name));
                writeln!(score.misses, "{:?} in »{}«: {stretch:?}", person.name, case.text).unwrap();
            }
        }
        for it in found.iter().filter(|it| !case.persons.iter().any(|person| meets(it, person))) {
            score.false_alarms += 1;
            writeln!(score.misses, "none: {:?} in »{}«", it.name, case.text).unwrap();
        }
    }
    score
}

fn assert_score(file: &str) {
    let score = score(file);
    let share = |part: usize, whole: usize| part as f64 / whole as f64;
    let recall = share(score.hits, score.persons);
    let precision = share(score.hits, score.hits + score.false_alarms);
    let exact = share(score.exact, score.hits);
    let figures = format!(
        "{file}: {} persons, recall {recall:.3}, precision {precision:.3}, exact {exact:.3}",
        score.persons
    );
    if std::env::var_os("SACHSTAND_SCORES").is_some() {
        eprintln!("{figures}\n{}", score.misses);
    }
    assert!(recall >= 0.97 && precision >= 0.95 && exact >= 0.95, "{figures}\n{}", score.misses);
}

#[test]
fn persons_are_found_in_sentences_like_those_it_was_made_with() {
    assert_score("development.txt");
}

#[test]
fn persons_are_found_in_sentences_it_was_not_made_with() {
    assert_score("held_out.txt");
}
