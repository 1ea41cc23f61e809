//! Hand marks against computed ones: where do they disagree?
//!
//! An editor's hand is not measured by the inch. A word counts as marked where any letter of it is,
//! punctuation does not count, and a word that a change drew in (struck and written again) need not
//! be marked. Where no cell bears a mark at all, the staff leave the marks to the program, and there
//! is nothing to disagree with.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::diag::{Code, Diagnostic, short};
use crate::model::{Report, Spot};
use crate::source::Location;
use crate::text::{Mark, Text, Words, is_visible};

use super::Comparison;

/// One finding for each passage where the marks that stand in the cells of `current` and the
/// computed ones disagree, in the order of the paper. `comparison` is that of `current` with its
/// predecessor.
pub fn audit(comparison: &Comparison, current: &Report) -> Vec<Diagnostic> {
    let (hand, computed) = (texts(current), texts(&comparison.report));
    if !hand.iter().any(|(text, _)| text.is_marked()) {
        return Vec::new();
    }
    let mut findings = Vec::new();
    let stays = |(text, _): &&(&Text, &Location)| !visible(&text.current()).is_empty();
    for ((hand, at), (computed, _)) in hand.iter().filter(stays).zip(computed.iter().filter(stays)) {
        let inserted = inserted(hand, computed, at);
        findings.extend(inserted.into_iter().chain(struck(hand, computed, at)));
    }
    findings.extend(gone(&hand, &computed));
    findings
}

/// Every text of a report that can bear marks, with its cell.
fn texts<'a>(report: &'a Report) -> Vec<(&'a Text, &'a Location)> {
    let text = |spot: Spot<'a>| match (spot.words, spot.at) {
        (Words::Text(text), Some(at)) => Some((text, at)),
        _ => None,
    };
    report.texts().into_iter().filter_map(text).collect()
}

fn visible(text: &Text) -> String {
    text.as_str().chars().filter(|c| is_visible(*c)).collect()
}

/// A word of a text: where it stands, in bytes, and whether it bears the mark in question.
struct MarkedWord {
    range: Range<usize>,
    key: String,
    marked: bool,
}

/// The words of a text with all its runs but those marked `without`; `mark` is the mark in question.
/// Words are cut at white space only, whatever is left out.
fn marked_words(text: &Text, without: Mark, mark: Mark) -> (String, Vec<MarkedWord>) {
    let mut plain = String::new();
    let mut words: Vec<MarkedWord> = Vec::new();
    let mut inside = false;
    for run in text.runs().filter(|run| run.format.mark != without) {
        for c in run.text.chars() {
            let at = plain.len();
            plain.push(c);
            if c.is_whitespace() {
                inside = false;
                continue;
            }
            if !std::mem::replace(&mut inside, true) {
                words.push(MarkedWord { range: at..at, key: String::new(), marked: false });
            }
            if let Some(word) = words.last_mut() {
                word.range.end = plain.len();
                if c.is_alphanumeric() {
                    word.key.extend(c.to_lowercase());
                    word.marked |= run.format.mark == mark;
                }
            }
        }
    }
    (plain, words)
}

type Counts<'a> = BTreeMap<&'a str, usize>;

/// How often each word occurs.
fn counts<'a>(words: impl Iterator<Item = &'a MarkedWord>) -> Counts<'a> {
    let mut counts = BTreeMap::new();
    words.for_each(|it| *counts.entry(it.key.as_str()).or_default() += 1);
    counts
}

/// Stretches of words for which `chosen` holds, with punctuation and nothing else between them.
fn stretches(words: &[MarkedWord], chosen: impl Fn(usize) -> bool) -> Vec<Range<usize>> {
    let mut stretches: Vec<Range<usize>> = Vec::new();
    let mut open = false;
    for (at, word) in words.iter().enumerate() {
        match (chosen(at), open) {
            (true, true) => stretches.iter_mut().last().into_iter().for_each(|it| it.end = word.range.end),
            (true, false) => stretches.push(word.range.clone()),
            (false, _) if word.key.is_empty() => continue,
            (false, _) => {}
        }
        open = chosen(at);
    }
    stretches
}

/// New words without an underline, underlined words that are not new.
fn inserted(hand: &Text, computed: &Text, at: &Location) -> Vec<Diagnostic> {
    let (plain, words) = marked_words(computed, Mark::Deleted, Mark::Inserted);
    let (_, underlined) = marked_words(hand, Mark::Deleted, Mark::Inserted);
    let (_, former) = marked_words(computed, Mark::Inserted, Mark::Deleted);
    if words.len() != underlined.len() {
        return Vec::new();
    }
    let drawn_in = counts(former.iter().filter(|it| it.marked));
    let missing = |at: usize| {
        let word = &words[at];
        word.marked && !underlined[at].marked && !drawn_in.contains_key(word.key.as_str())
    };
    let changed =
        |at: Option<usize>| at.and_then(|at| words.get(at)).is_none_or(|it| it.marked || it.key.is_empty());
    let surplus = |at: usize| {
        let between =
            words[at].key.chars().count() <= 4 && changed(at.checked_sub(1)) && changed(Some(at + 1));
        let alone = words.len() == 1;
        underlined[at].marked && !words[at].marked && (alone || !between)
    };
    let mut findings = Vec::new();
    for range in stretches(&words, missing) {
        let text = quoted(&plain, &range);
        let message = format!("geänderte Stelle ohne Markierung: {text} ist neu");
        let finding = Diagnostic::new(Code::UnmarkedChange, at.clone(), message);
        findings.push((range.start, finding.excerpt(plain.clone(), range).help(UNDERLINE)));
    }
    for range in stretches(&words, surplus) {
        let text = quoted(&plain, &range);
        let message = format!("Markierung auf unverändertem Text: {text} stand schon in der vorigen Fassung");
        let finding = Diagnostic::new(Code::MarkWithoutChange, at.clone(), message);
        findings.push((range.start, finding.excerpt(plain.clone(), range).help(CLEAR)));
    }
    findings.sort_by_key(|(start, _)| *start);
    findings.into_iter().map(|(_, finding)| finding).collect()
}

/// Words that are gone but not struck, struck words that were gone before: where the previous text
/// as the cell tells it and the true one have a word more or less.
fn struck(hand: &Text, computed: &Text, at: &Location) -> Vec<Diagnostic> {
    let (former, gone) = marked_words(computed, Mark::Inserted, Mark::Deleted);
    let (told, crossed) = marked_words(hand, Mark::Inserted, Mark::Deleted);
    let (in_former, in_told) = (counts(gone.iter()), counts(crossed.iter()));
    let more = |word: &MarkedWord, here: &Counts<'_>, there: &Counts<'_>| {
        let count = |counts: &Counts<'_>| counts.get(word.key.as_str()).copied().unwrap_or(0);
        word.marked && count(here) > count(there)
    };
    let missing = |at: usize| more(&gone[at], &in_former, &in_told);
    let surplus = |at: usize| more(&crossed[at], &in_told, &in_former);
    let dropped = stretches(&gone, missing).into_iter().map(|range| dropped(&former, range, at));
    let stale = stretches(&crossed, surplus).into_iter().map(|range| stale(&told, range, at));
    dropped.chain(stale).collect()
}

/// Paragraphs that are gone as a whole, against those that are struck as a whole.
fn gone(hand: &[(&Text, &Location)], computed: &[(&Text, &Location)]) -> Vec<Diagnostic> {
    let part = |text: &Text| {
        visible(&text.filter_map(|format| (format.mark == Mark::Deleted).then(|| format.clone())))
    };
    let (crossed, struck): (Vec<_>, Vec<_>) =
        (hand.iter().map(|it| part(it.0)).collect(), computed.iter().map(|it| part(it.0)).collect());
    let whole = |text: &Text| visible(&text.current()).is_empty() && !visible(text).is_empty();
    let among = |texts: &[String], text: &Text| {
        let text = visible(text);
        texts.iter().any(|it| it.contains(&text))
    };
    let all = |text: &Text| 0..text.to_plain().len();
    let dropped = computed.iter().filter(|(text, _)| whole(text) && !among(&crossed, text));
    let dropped = dropped.map(|(text, at)| dropped_at(text, all(text), at));
    let stale = hand.iter().filter(|(text, _)| whole(text) && !among(&struck, text));
    dropped.chain(stale.map(|(text, at)| stale_at(text, all(text), at))).collect()
}

fn dropped_at(text: &Text, range: Range<usize>, at: &Location) -> Diagnostic {
    dropped(&text.to_plain(), range, at)
}

fn stale_at(text: &Text, range: Range<usize>, at: &Location) -> Diagnostic {
    stale(&text.to_plain(), range, at)
}

fn dropped(text: &str, range: Range<usize>, at: &Location) -> Diagnostic {
    let message = format!("geänderte Stelle ohne Markierung: {} ist entfallen", quoted(text, &range));
    Diagnostic::new(Code::UnmarkedChange, at.clone(), message).excerpt(text, range).help(STRIKE)
}

fn stale(text: &str, range: Range<usize>, at: &Location) -> Diagnostic {
    let quoted = quoted(text, &range);
    let message = format!(
        "Markierung auf unverändertem Text: durchgestrichenes {quoted} stand nicht in der vorigen Fassung"
    );
    Diagnostic::new(Code::MarkWithoutChange, at.clone(), message).excerpt(text, range).help(REMOVE)
}

const UNDERLINE: &str = "Stelle in der Zelle unterstreichen oder den alten Wortlaut wiederherstellen; im Dokument \
                         ist sie nach dem Vergleich als neu gekennzeichnet.";
const CLEAR: &str = "Unterstreichung in der Zelle aufheben; im Dokument ist die Stelle nach dem Vergleich nicht \
                     gekennzeichnet.";
const STRIKE: &str = "Entfallenen Text durchgestrichen in der Zelle stehen lassen; im Dokument ist er nach dem \
                      Vergleich durchgestrichen.";
const REMOVE: &str = "Durchgestrichenen Text aus der Zelle löschen; er wurde im Dokument weggelassen.";

/// The excerpt shows all of the passage.
fn quoted(text: &str, range: &Range<usize>) -> String {
    format!("»{}«", short(text.get(range.clone()).unwrap_or_default().trim()))
}
