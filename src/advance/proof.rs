//! The proof: the new workbook reads as the old one without its marks.
//!
//! In: the old report, and the new workbook read anew. Out: an error where the new version is not
//! the one that was meant, a finding where words were lost or came in that nobody asked for.

use std::collections::BTreeMap;

use super::document::NextVersion;
use super::finding;
use crate::diag::{Diagnostic, Error};
use crate::model::Report;
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
