//! The proof: the new workbook reads as the old one without its marks.
//!
//! In: the old report, and the new workbook read anew. Out: an error where the new version is not
//! the one that was meant, a finding where words were lost or came in that nobody asked for.

use std::collections::BTreeMap;

use super::document::NextVersion;
use crate::diag::{Code, Diagnostic, Error, ErrorKind};
use crate::model::Report;
use crate::source::Location;
use crate::text::Words;

/// How many words a finding names.
const SHOWN: usize = 8;

/// Compares both; `emptied` are texts that went with what was struck.
pub(super) fn prove(
    old: &Report,
    new: &Report,
    next: &NextVersion,
    emptied: &[String],
    findings: &mut Vec<Diagnostic>,
) -> Result<(), Error> {
    let version = new.facts.version.as_ref().map(|version| &version.value);
    if version != Some(&next.version) {
        let message = format!("Die neue Arbeitsmappe hätte nicht die Version »{}«", next.version);
        return Err(
            Error::new(ErrorKind::Internal, message).help("Bitte melden; es wurde nichts geschrieben")
        );
    }
    let (before, after) = (words(old), words(new));
    let mut allowed = BTreeMap::new();
    emptied.iter().for_each(|text| count(text, &mut allowed));
    let more = |one: &BTreeMap<String, usize>, other: &BTreeMap<String, usize>| -> Vec<String> {
        let number = |words: &BTreeMap<String, usize>, word: &str| words.get(word).copied().unwrap_or(0);
        let surplus =
            one.iter().filter(|(word, count)| **count > number(other, word) + number(&allowed, word));
        surplus.map(|(word, _)| format!("»{word}«")).take(SHOWN).collect()
    };
    for (words, what) in [(more(&before, &after), "fehlen"), (more(&after, &before), "stehen zusätzlich")] {
        if !words.is_empty() {
            let message = format!("In der neuen Arbeitsmappe {what} Wörter: {}", words.join(", "));
            findings.push(
                Diagnostic::new(Code::AdvancedDiffers, Location::file(old.file.clone()), message).help(
                    "Die neue Arbeitsmappe mit der alten vergleichen; ohne die Kennzeichnungen müssten beide gleich \
                     lauten",
                ),
            );
        }
    }
    Ok(())
}

/// The words of a report as it stands in its version.
fn words(report: &Report) -> BTreeMap<String, usize> {
    let mut words = BTreeMap::new();
    for spot in report.texts() {
        if let Words::Text(text) = spot.words {
            count(text.current().as_str(), &mut words);
        }
    }
    words
}

/// Counts the words of a text, without the punctuation around them.
fn count(text: &str, words: &mut BTreeMap<String, usize>) {
    for word in text.split_whitespace() {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        if !word.is_empty() {
            *words.entry(word.to_owned()).or_default() += 1;
        }
    }
}
