//! Marks against those of a careful editor: `tests/passages/*.txt`, and a set held out while the
//! comparison was written (`tests/passages/held-out`).

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use sachstand::text::{Mark, Text};

use super::build::{compared, status};
use super::marked::{Passage, notation, passages};

fn folder(name: &str) -> PathBuf {
    let root = std::env::var("SACHSTAND_ROOT").unwrap_or_else(|_| env!("CARGO_MANIFEST_DIR").to_owned());
    Path::new(&root).join("tests").join(name)
}

fn read(name: &str) -> Vec<Passage> {
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(folder(name)).unwrap().map(|it| it.unwrap().path()).collect();
    files.sort();
    let texts = files.iter().filter(|it| it.extension().is_some_and(|it| it == "txt"));
    texts.flat_map(|it| passages(&std::fs::read_to_string(it).unwrap())).collect()
}

/// What is marked: characters of the previous and of the current version by their place, and the
/// number of separate marks.
#[derive(Default)]
struct Marked {
    places: BTreeSet<(bool, usize)>,
    marks: usize,
}

impl Marked {
    /// The marks of `texts`; `previous` and `current` are the paragraphs of either version in their
    /// order, which gives every character a place however the texts are ordered and cut.
    fn of(texts: &[Text], previous: &str, current: &str) -> Self {
        let mut marked = Self::default();
        let (mut used_old, mut used_new) = (Vec::new(), Vec::new());
        for text in texts {
            let old = place(previous, &visible(&text.previous().to_plain()), &mut used_old);
            let new = place(current, &visible(&text.current().to_plain()), &mut used_new);
            let (mut old, mut new) = (old, new);
            let mut last = Mark::Kept;
            for run in text.runs() {
                marked.marks += usize::from(
                    run.format.mark != Mark::Kept && run.format.mark != last && !run.text.trim().is_empty(),
                );
                last = run.format.mark;
                for _ in visible(run.text).chars() {
                    if run.format.mark == Mark::Deleted {
                        marked.places.insert((false, old));
                    }
                    if run.format.mark == Mark::Inserted {
                        marked.places.insert((true, new));
                    }
                    old += usize::from(run.format.mark != Mark::Inserted);
                    new += usize::from(run.format.mark != Mark::Deleted);
                }
            }
        }
        marked
    }
}

/// Where `part` stands in `whole`, counted in characters, among the places not used before.
fn place(whole: &str, part: &str, used: &mut Vec<usize>) -> usize {
    if part.is_empty() {
        return 0;
    }
    let places: Vec<usize> = whole.match_indices(part).map(|(at, _)| at).collect();
    let at = *places.iter().find(|at| !used.contains(at)).unwrap();
    used.push(at);
    whole[..at].chars().count()
}

fn visible(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

struct Score {
    hits: usize,
    set: usize,
    expected: usize,
    marks: usize,
    expected_marks: usize,
    misses: Vec<String>,
}

fn score(passages: &[Passage]) -> Score {
    let mut score = Score { hits: 0, set: 0, expected: 0, marks: 0, expected_marks: 0, misses: Vec::new() };
    for passage in passages {
        let (previous, current) = (passage.previous(), passage.current());
        let join = |paragraphs: &[sachstand::model::Paragraph]| {
            paragraphs.iter().map(|it| visible(&it.text.to_plain())).collect::<String>()
        };
        let (old, new) = (join(&previous), join(&current));
        let comparison = compared(&status(previous), &status(current));
        let texts: Vec<Text> =
            comparison.report.fields[0].actions[0].status.iter().map(|it| it.text().into_owned()).collect();
        let expected = Marked::of(&passage.marked(), &old, &new);
        let actual = Marked::of(&texts, &old, &new);
        let hits = actual.places.intersection(&expected.places).count();
        if hits < actual.places.len().max(expected.places.len()) || actual.marks != expected.marks {
            let lines = |texts: &[Text]| texts.iter().map(notation).collect::<Vec<_>>().join("\n  ");
            let (wanted, got) = (lines(&passage.marked()), lines(&texts));
            score.misses.push(format!("{}\n  {wanted}\nis\n  {got}", passage.name));
        }
        score.hits += hits;
        score.set += actual.places.len();
        score.expected += expected.places.len();
        score.marks += actual.marks;
        score.expected_marks += expected.marks;
    }
    score
}

fn check(name: &str, least: usize) {
    let passages = read(name);
    assert!(passages.len() >= least, "{} passages", passages.len());
    let score = score(&passages);
    let f1 = 2.0 * score.hits as f64 / (score.set + score.expected) as f64;
    let marks = score.marks as f64 / score.expected_marks as f64;
    let report = format!("F1 {f1:.4}, marks × {marks:.3}\n\n{}", score.misses.join("\n\n"));
    eprintln!("{report}");
    assert!(f1 >= 0.99, "{report}");
    assert!(marks <= 1.1, "{report}");
}

#[test]
fn marks_are_those_of_a_careful_editor() {
    check("passages", 70);
}

#[test]
fn passages_held_out_fare_no_worse() {
    check("passages/held-out", 20);
}
