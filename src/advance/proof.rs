//! The proof: the new workbook reads as the old one without its marks, or with more persons on its list.
//!
//! In: the old report, and the new workbook read anew. Out: an error where the new version is not
//! the one that was meant, a finding where words were lost or came in that nobody asked for. Where only persons
//! are listed, any other difference is an error.

use std::collections::BTreeMap;

use super::document::NextVersion;
use super::finding;
use crate::diag::{Diagnostic, Error};
use crate::grid::{Sheet, Workbook};
use crate::model::{Person, Report};
use crate::source::Location;

/// How many words a finding names.
const SHOWN: usize = 8;

/// How often each word occurs.
type Words = BTreeMap<String, i64>;

/// Compares both; `emptied` are texts that went with what was struck.
pub(super) fn prove(
    old: &Report,
    new: &Report,
    next: &NextVersion,
    emptied: &[String],
    findings: &mut Vec<Diagnostic>,
) -> Result<(), Error> {
    if new.facts.version.as_ref().is_none_or(|version| version.value != next.version) {
        return Err(finding::wrong_version(&next.version));
    }
    let (mut surplus, mut allowed) = (Words::new(), Words::new());
    count_all(old, -1, &mut surplus);
    count_all(new, 1, &mut surplus);
    emptied.iter().for_each(|text| count(text, 1, &mut allowed));
    for (sign, what) in [(-1, "fehlen"), (1, "stehen zusätzlich")] {
        let beyond = surplus.iter().filter(|(word, more)| **more * sign > *allowed.get(*word).unwrap_or(&0));
        let words: Vec<_> = beyond.map(|(word, _)| format!("»{word}«")).take(SHOWN).collect();
        if !words.is_empty() {
            findings.push(finding::words_differ(&Location::file(old.file.clone()), what, &words));
        }
    }
    Ok(())
}

/// Proves that every cell of the old workbook holds the same in the new one.
pub(super) fn prove_same_cells(old: &Workbook, new: &Workbook) -> Result<(), Error> {
    let same = |(one, two): (&Sheet, &Sheet)| {
        let cells = one.rows.iter().flat_map(|row| &row.cells);
        let mut kept = cells.map(|cell| two.cell(cell.at).is_some_and(|it| it.value == cell.value));
        (&one.name, one.hidden, &one.merged) == (&two.name, two.hidden, &two.merged) && kept.all(|it| it)
    };
    let all = old.sheets.iter().zip(&new.sheets).all(same) && old.sheets.len() <= new.sheets.len();
    all.then_some(()).ok_or_else(finding::rest_differs)
}

/// Proves that the new workbook says what the old one does, and lists the persons `added` behind those who were
/// listed.
pub(super) fn prove_listed(mut old: Report, mut new: Report, added: Vec<Person>) -> Result<(), Error> {
    let mut persons = std::mem::take(&mut old.persons);
    persons.extend(added);
    if std::mem::take(&mut new.persons) != persons {
        return Err(finding::persons_differ());
    }
    (old == new).then_some(()).ok_or_else(finding::rest_differs)
}

/// Counts the words of a report as it stands in its version, each `times`.
fn count_all(report: &Report, times: i64, words: &mut Words) {
    for text in report.texts().iter().filter_map(|spot| spot.words.formatted()) {
        count(text.current().as_str(), times, words);
    }
}

/// Counts the words of a text, without the punctuation around them.
fn count(text: &str, times: i64, words: &mut Words) {
    for word in text.split_whitespace() {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        if !word.is_empty() {
            *words.entry(word.to_owned()).or_default() += times;
        }
    }
}
