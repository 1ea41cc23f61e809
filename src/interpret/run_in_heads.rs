//! Underlined heads inside cells (`Ausgangslage: …`): formatting, not marks.
//!
//! Offices underline what is new, and some underline the words that begin a paragraph, too. Where an
//! underline ends with the colon of such a head and the text behind it bears none, it is a head if the
//! workbook underlines nothing else, or the same words in several cells.

use std::collections::{BTreeMap, BTreeSet};

use super::finding::cell as finding;
use crate::diag::Findings;
use crate::model::Report;
use crate::source::Location;
use crate::text::{Mark, Text, WordsMut};

/// A head has at most this many words; a longer line is a text that is new.
const LONGEST: usize = 5;

/// Takes the marks off the heads, with one finding for all of them.
pub(super) fn unmark(report: &mut Report, findings: &mut Findings) {
    let mut heads: BTreeMap<String, BTreeSet<&Location>> = BTreeMap::new();
    let mut alone = true;
    let spots = report.texts();
    for (text, at) in spots.iter().filter_map(|spot| Some((spot.words.formatted()?, spot.at?))) {
        let head = head(text);
        let behind = head.map_or(0, |(end, _)| end)..text.as_str().len();
        alone &= text.runs_in(behind).all(|run| run.format.mark == Mark::Kept);
        if let Some((_, words)) = head {
            heads.entry(words.to_lowercase()).or_default().insert(at);
        }
    }
    let cells: BTreeSet<&Location> = heads.values().flatten().copied().collect();
    alone &= cells.len() > 1;
    heads.retain(|_, cells| alone || cells.len() > 1);
    let cells: BTreeSet<&Location> = heads.values().flatten().copied().collect();
    let Some(first) = cells.first() else { return };
    findings.push(finding::run_in_heads(first, cells.len()));
    let heads: BTreeSet<String> = heads.into_keys().collect();
    for spot in report.texts_mut() {
        let WordsMut::Text(text) = spot.words else { continue };
        let Some((end, _)) = head(text).filter(|(_, words)| heads.contains(&words.to_lowercase())) else {
            continue;
        };
        let mut unmarked = text.slice(0..end).marked(Mark::Kept);
        unmarked.append(&text.slice(end..text.as_str().len()));
        *text = unmarked;
    }
}

/// Where the head ends with which a text begins, and its words, if it has one: underlined, with a colon,
/// and the text goes on without an underline.
fn head(text: &Text) -> Option<(usize, &str)> {
    let underlined = text.runs().take_while(|run| run.format.mark == Mark::Inserted);
    let end = underlined.map(|run| run.range().end).last()?;
    let (front, rest) = (text.as_str().get(..end)?.trim_end(), text.as_str().get(end..)?);
    let colon = front.ends_with(':') || rest.trim_start().starts_with(':');
    let words = front.trim_end_matches(':');
    let short = (1..=LONGEST).contains(&words.split_whitespace().count());
    (colon && short).then_some((end, words))
}
