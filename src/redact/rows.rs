//! Rows that are not for the public, and what would tell of them.

use std::collections::BTreeSet;
use std::ops::Range;

use aho_corasick::{AhoCorasick, AhoCorasickKind, BuildError};
use unicode_segmentation::UnicodeSegmentation as _;

use crate::model::{Action, Detail, Entry, Report, Section, Spot, SpotKind};
use crate::source::Location;
use crate::text::{Text, WordsMut};

/// Sentences of fewer words stand everywhere and tell of no row: »Die Maßnahme ist abgeschlossen.«
const TELLING: usize = 6;

/// What of a version is not for the public.
pub(super) trait Secrecy {
    /// Whether an action is not.
    fn action(&self, action: &Action) -> bool;
    /// Whether a section of running text is not.
    fn section(&self, section: &Section) -> bool;
    /// Whether a value of the action in this cell is not.
    fn value(&self, action: &Location, detail: &Detail) -> bool;
}

/// What the version itself marks so.
#[derive(Debug)]
pub(super) struct Marked;

impl Secrecy for Marked {
    fn action(&self, action: &Action) -> bool {
        action.nonpublic
    }

    fn section(&self, section: &Section) -> bool {
        section.nonpublic
    }

    fn value(&self, _: &Location, detail: &Detail) -> bool {
        detail.nonpublic
    }
}

/// Takes everything that is `secret` out of the report: sections, actions and values of columns. A
/// Handlungsfeld that has no action left goes too. Returns what they said, a string each.
pub(super) fn withhold(report: &mut Report, secret: &impl Secrecy) -> Vec<String> {
    let gone = report.sections.extract_if(.., |section| secret.section(section));
    let mut withheld: Vec<String> = gone.flat_map(|section| strings(&section.texts())).collect();
    report.fields.retain_mut(|field| {
        let had_actions = !field.actions.is_empty();
        for action in field.actions.extract_if(.., |action| secret.action(action)) {
            withheld.extend(strings(&action.texts()));
        }
        for Action { at, status, .. } in &mut field.actions {
            status.retain_mut(|entry| {
                let Entry::Details(details) = entry else { return true };
                let gone = details.values.extract_if(.., |detail| secret.value(at, detail));
                withheld.extend(gone.flat_map(|detail| detail.lines).map(|line| line.to_plain()));
                !details.values.is_empty()
            });
        }
        let stays = !had_actions || !field.actions.is_empty();
        if !stays {
            withheld.push(field.title.value.to_plain());
        }
        stays
    });
    withheld
}

fn strings(spots: &[Spot<'_>]) -> Vec<String> {
    spots.iter().map(|spot| spot.words.as_str().to_owned()).collect()
}

/// Takes the abbreviations out that only withheld rows use: their meanings would tell of them. Returns
/// the meanings.
pub(super) fn withhold_abbreviations(report: &mut Report, withheld: &[String]) -> Vec<String> {
    let shorts: Vec<String> =
        report.abbreviations.iter().map(|entry| entry.short.value.current().to_plain()).collect();
    let listed = |kind| matches!(kind, SpotKind::Short | SpotKind::Meaning | SpotKind::Variant);
    let texts = report.texts().into_iter().filter(|spot| !listed(spot.kind));
    let open = used(&shorts, texts.map(|spot| spot.words.as_str()));
    let secret = used(&shorts, withheld.iter().map(String::as_str));
    let gone: BTreeSet<usize> = secret.difference(&open).copied().collect();
    let (mut at, mut meanings) = (0, Vec::new());
    report.abbreviations.retain(|entry| {
        at += 1;
        let stays = !gone.contains(&(at - 1));
        if !stays {
            meanings.push(entry.meaning.value.to_plain());
        }
        stays
    });
    meanings
}

/// Which of the `shorts` begin a word in some text: »BHKWs« uses BHKW.
fn used<'a>(shorts: &[String], texts: impl Iterator<Item = &'a str>) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    let Ok(automaton) = automaton(shorts) else { return found };
    for text in texts {
        let begins = |at: usize| !text[..at].chars().next_back().is_some_and(char::is_alphanumeric);
        let matches = automaton.find_overlapping_iter(text).filter(|it| !it.is_empty() && begins(it.start()));
        found.extend(matches.map(|it| it.pattern().as_usize()));
    }
    found
}

/// Takes whole sentences that now stand in withheld rows alone out of the version before: struck through,
/// they would tell what has become secret.
pub(super) fn unsay(previous: &mut Report, withheld: &[String], current: &Report) {
    let sentences: BTreeSet<&str> = withheld.iter().flat_map(|text| sentences(text)).collect();
    let sentences: Vec<&str> = sentences.into_iter().collect();
    let Ok(all) = automaton(&sentences) else { return };
    let said = current.texts();
    let said = said.iter().flat_map(|spot| all.find_overlapping_iter(spot.words.as_str()));
    let open: BTreeSet<usize> = said.map(|it| it.pattern().as_usize()).collect();
    let secret = sentences.iter().enumerate().filter(|(at, _)| !open.contains(at)).map(|(_, it)| it);
    let Ok(secret) = automaton(secret) else { return };
    for spot in previous.texts_mut() {
        let WordsMut::Text(text) = spot.words else { continue };
        let found: Vec<_> = secret.find_iter(text.as_str()).map(|it| it.range()).collect();
        if !found.is_empty() {
            *text = without(text, &found);
        }
    }
}

/// Searches for all of these. To build the quicker automaton would take longer than it saves on one paper.
fn automaton<T: AsRef<[u8]>>(words: impl IntoIterator<Item = T>) -> Result<AhoCorasick, BuildError> {
    AhoCorasick::builder().kind(Some(AhoCorasickKind::ContiguousNFA)).build(words)
}

/// The sentences of a text that tell something.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.split_sentence_bounds().map(str::trim).filter(|sentence| is_telling(sentence))
}

/// The sentences of a text that could stand anywhere.
pub(super) fn common_sentences(text: &str) -> impl Iterator<Item = &str> {
    text.split_sentence_bounds().map(str::trim).filter(|sentence| !is_telling(sentence))
}

fn is_telling(sentence: &str) -> bool {
    sentence.split_whitespace().nth(TELLING - 1).is_some()
}

/// The text without these stretches, each with the white space behind it.
fn without(text: &Text, gone: &[Range<usize>]) -> Text {
    let (mut kept, mut from) = (Text::default(), 0);
    for range in gone {
        kept.append(&text.slice(from..range.start));
        let behind = &text.as_str()[range.end..];
        from = range.end + (behind.len() - behind.trim_start().len());
    }
    kept.append(&text.slice(from..text.as_str().len()));
    kept.truncate(kept.as_str().trim_end().len());
    kept
}
