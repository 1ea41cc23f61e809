//! What changed from one version of a paper to the next: the entries of the Änderungsübersicht, of
//! `sachstand diff` and of its JSON form.
//!
//! The serialised form is stable: names and values are only ever added. In short:
//!
//! ```json
//! {
//!   "area": "field", "field": "A: Strategie", "action": "Leitbild", "kind": "reworded",
//!   "runs": [{"op": "equal", "text": "bis "}, {"op": "deleted", "text": "Mai"},
//!            {"op": "inserted", "text": "Juni"}],
//!   "words": {"inserted": 1, "deleted": 1},
//!   "cells": {"previous": "alt.xlsx › Sachstand!C4", "current": "neu.xlsx › Sachstand!C5"},
//!   "target": {"part": "status", "index": 0, "row": 1, "paragraph": 2}
//! }
//! ```

use jiff::civil::Date;
use serde::{Serialize, Serializer};

use super::Version;
use crate::source::Location;
use crate::text::{Mark, Text};

/// One change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    /// The part of the paper.
    pub area: Area,
    /// The title of the Handlungsfeld or section in the current version, or in the previous one
    /// where it is gone; blank for abbreviations.
    pub field: String,
    /// The Aktion or the abbreviation, likewise; blank where the change is one of the field or
    /// section itself.
    pub action: String,
    /// What happened.
    pub kind: ChangeKind,
    /// The place before a move.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<Place>,
    /// The place after a move.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<Place>,
    /// Where in the merged report is what it stood in before a move: its row or section, or its field.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub origin: Option<Target>,
    /// The values that changed, where it is a line of labels and values.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<ValueChange>,
    /// The text with what changed in it. A row that came or went as a whole lists all its
    /// paragraphs, a line break (`\n`) between them.
    pub runs: Vec<ChangeRun>,
    /// How many words came and went.
    pub words: WordCounts,
    /// The cells of both sides, as far as there are any.
    pub cells: Cells,
    /// Where it is in the merged report.
    pub target: Target,
}

/// Which change marks count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MarkSource {
    /// The computed ones where there is a previous version, else those in the cells.
    #[default]
    Auto,
    /// The computed ones only; without a previous version there are none.
    Computed,
    /// Those in the cells only: underlined is new, struck through is dropped.
    Cells,
}

/// Where the change marks of a report come from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum MarkOrigin {
    /// There are none: nothing to compare with, nothing marked by hand.
    #[default]
    None,
    /// There are none: the previous version is not at hand, though there was one.
    Missing,
    /// Set by hand in the cells; the previous version is not at hand.
    ByHand,
    /// Computed against the previous version.
    Against {
        /// Its number.
        version: Option<Version>,
        /// Its date.
        date: Option<Date>,
    },
}

/// A part of the paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Area {
    /// The status tables.
    Field,
    /// Running text before or after the tables.
    Section,
    /// The list of abbreviations.
    Abbreviations,
}

/// What happened to a field, row or paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ChangeKind {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// Its text changed.
    Reworded,
    /// It stands in another place with the same text.
    Moved,
    /// The title of a field, section, action or abbreviation changed.
    Renamed,
    /// It stands in another place, and its text or title changed.
    MovedReworded,
    /// One paragraph became several; their text may have changed as well.
    Split,
    /// Several paragraphs became one, likewise.
    Joined,
}

/// A labelled value (Termin, Status …) that changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ValueChange {
    /// Its label, as it reads now.
    pub label: String,
    /// What it was; blank where it is new.
    pub from: String,
    /// What it is; blank where it is gone.
    pub to: String,
}

/// A place in a version of the paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Place {
    /// The title of the Handlungsfeld or section: the present one where it was only renamed.
    pub field: String,
    /// The Aktion, likewise; blank for a place of a field, section or action itself.
    pub action: String,
    /// The position there, from 1: of the field among the fields, of the action among the actions
    /// of its field, of the paragraph among those of its kind in its cell.
    pub position: usize,
}

/// A stretch of text in a change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ChangeRun {
    /// What happened to it.
    #[serde(serialize_with = "op")]
    pub op: Mark,
    /// Its characters.
    pub text: String,
}

/// A mark in the serialised form, where kept text is called equal.
fn op<S: Serializer>(mark: &Mark, serializer: S) -> Result<S::Ok, S::Error> {
    match mark {
        Mark::Kept => serializer.serialize_str("equal"),
        changed => changed.serialize(serializer),
    }
}

/// Counts of words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct WordCounts {
    /// Words that are new.
    pub inserted: usize,
    /// Words that are gone.
    pub deleted: usize,
}

/// The cells a change is about.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Cells {
    /// The cell in the previous version.
    pub previous: Option<Location>,
    /// The cell in the current version.
    pub current: Option<Location>,
}

/// Where a change is in the merged report, so that it can be linked; indices from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Target {
    /// The part of the row.
    pub part: Part,
    /// Index into `fields`, `sections` or `abbreviations` of the merged report, by the area.
    pub index: usize,
    /// Index into the `actions` of the field.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub row: Option<usize>,
    /// Index of the paragraph in that part; none where the change is about all of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub paragraph: Option<usize>,
}

/// The part of a row that a change is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Part {
    /// The field, section, action or abbreviation as a whole.
    Whole,
    /// Its title: heading, Aktion or short form.
    Title,
    /// Its text: Sachstand, paragraphs of a section or meaning.
    Status,
}

impl ChangeRun {
    /// The runs of texts in reading order, a line break between two of them. The line break came or
    /// went with the text that came or went as a whole.
    pub fn lines<'a>(texts: impl IntoIterator<Item = &'a Text>) -> Vec<ChangeRun> {
        let mut runs: Vec<ChangeRun> = Vec::new();
        let mut above = Mark::Kept;
        for text in texts.into_iter().filter(|text| !text.is_empty()) {
            let whole = text.mark();
            if !runs.is_empty() {
                push(&mut runs, if whole == Mark::Kept { above } else { whole }, "\n");
            }
            text.runs().for_each(|run| push(&mut runs, run.format.mark, run.text));
            above = whole;
        }
        runs
    }
}

/// Appends text to the runs; neighbours to which the same happened are one run.
fn push(runs: &mut Vec<ChangeRun>, op: Mark, text: &str) {
    match runs.last_mut().filter(|last| last.op == op) {
        Some(last) => last.text.push_str(text),
        None => runs.push(ChangeRun { op, text: text.to_owned() }),
    }
}

impl WordCounts {
    /// Counts the words that came and went. What is no letter or digit is no word; a stretch that
    /// is marked inside a word counts as one.
    pub fn count(runs: &[ChangeRun]) -> Self {
        let count = |op: Mark| {
            let texts = runs.iter().filter(|run| run.op == op).map(|run| run.text.as_str());
            texts.flat_map(str::split_whitespace).filter(|word| word.contains(char::is_alphanumeric)).count()
        };
        Self { inserted: count(Mark::Inserted), deleted: count(Mark::Deleted) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_joined_and_words_counted() {
        let first = Text::from_iter([
            ("bis ", Mark::Kept.into()),
            ("Mai", Mark::Deleted.into()),
            ("8. Juni –", Mark::Inserted.into()),
        ]);
        let runs = ChangeRun::lines([&first, &Text::plain("Ende").marked(Mark::Inserted)]);
        assert_eq!(runs.len(), 3);
        assert_eq!(runs[2].text, "8. Juni –\nEnde");
        assert_eq!(WordCounts::count(&runs), WordCounts { inserted: 3, deleted: 1 });
    }
}
