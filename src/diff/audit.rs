//! Hand marks against computed ones: where do they disagree?
//!
//! An editor's hand is not measured by the inch. A word counts as marked where any letter of it is,
//! punctuation does not count, and a word that a change drew in (struck and written again) need not
//! be marked. Where no cell bears a mark at all, the staff leave the marks to the program, and there
//! is nothing to disagree with.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::diag::{Code, Diagnostic, short};
use crate::model::Report;
use crate::source::Location;
use crate::text::{Mark, Text, is_visible};

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
    for ((hand, at), (computed, both)) in hand.iter().filter(stays).zip(computed.iter().filter(stays)) {
        findings.extend(inserted(hand, computed, at));
        findings.extend(struck(hand, computed, (both.former(), at)));
    }
    findings.extend(gone(&computed, &hand, Disagreement::GoneUnmarked));
    findings.extend(gone(&hand, &computed, Disagreement::UnknownStruck));
    findings
}

/// Every text of a report that can bear marks, with its cell.
fn texts(report: &Report) -> Vec<(&Text, &Location)> {
    report.texts().into_iter().filter_map(|spot| Some((spot.words.formatted()?, spot.at?))).collect()
}

fn visible(text: &Text) -> String {
    text.as_str().chars().filter(|c| is_visible(*c)).collect()
}

/// The text of a version as marks tell it: without what the other version alone has.
struct Version {
    plain: String,
    words: Vec<MarkedWord>,
}

/// A word of a version: where it stands, in bytes, and whether it bears the mark in question.
struct MarkedWord {
    range: Range<usize>,
    /// Its letters and digits in lower case.
    key: String,
    marked: bool,
}

impl Version {
    /// The version in which the words with `mark` stand, the mark in question: `Inserted` for the
    /// current one, `Deleted` for the previous one. Words are cut at white space only, whatever is
    /// left out.
    fn with(mark: Mark, text: &Text) -> Self {
        let mut plain = String::new();
        let mut words: Vec<MarkedWord> = Vec::new();
        let mut inside = false;
        for run in text.runs().filter(|run| [Mark::Kept, mark].contains(&run.format.mark)) {
            for c in run.text.chars() {
                let at = plain.len();
                plain.push(c);
                let begins = !std::mem::replace(&mut inside, !c.is_whitespace()) && inside;
                words.extend(begins.then(|| MarkedWord { range: at..at, key: String::new(), marked: false }));
                let Some(word) = words.last_mut().filter(|_| inside) else { continue };
                word.range.end = plain.len();
                if c.is_alphanumeric() {
                    word.key.extend(c.to_lowercase());
                    word.marked |= run.format.mark == mark;
                }
            }
        }
        Self { plain, words }
    }

    /// How often each word occurs.
    fn counts(&self) -> BTreeMap<&str, usize> {
        let mut counts = BTreeMap::new();
        self.words.iter().for_each(|it| *counts.entry(it.key.as_str()).or_default() += 1);
        counts
    }

    /// A finding for each stretch of words for which `chosen` holds, with punctuation and nothing else
    /// between them.
    fn findings(&self, chosen: impl Fn(usize) -> bool, what: Disagreement, at: &Location) -> Vec<Diagnostic> {
        let mut stretches: Vec<Range<usize>> = Vec::new();
        let mut open = false;
        for (index, word) in self.words.iter().enumerate() {
            let chosen = chosen(index);
            match stretches.last_mut().filter(|_| open) {
                Some(stretch) if chosen => stretch.end = word.range.end,
                _ if chosen => stretches.push(word.range.clone()),
                _ if word.key.is_empty() => continue,
                _ => {}
            }
            open = chosen;
        }
        stretches.into_iter().map(|range| what.finding(&self.plain, range, at)).collect()
    }
}

/// New words without an underline, underlined words that are not new.
fn inserted(hand: &Text, computed: &Text, at: &Location) -> Vec<Diagnostic> {
    let (current, underlined) =
        (Version::with(Mark::Inserted, computed), Version::with(Mark::Inserted, hand));
    let former = Version::with(Mark::Deleted, computed);
    let (words, underlined) = (&current.words, underlined.words);
    if words.len() != underlined.len() {
        return Vec::new();
    }
    let drawn_in: BTreeSet<_> = former.words.iter().filter(|it| it.marked).map(|it| &it.key).collect();
    let missing =
        |at: usize| words[at].marked && !underlined[at].marked && !drawn_in.contains(&words[at].key);
    let changed =
        |at: Option<usize>| at.and_then(|at| words.get(at)).is_none_or(|it| it.marked || it.key.is_empty());
    let surplus = |at: usize| {
        let between =
            words[at].key.chars().count() <= 4 && changed(at.checked_sub(1)) && changed(Some(at + 1));
        underlined[at].marked && !words[at].marked && (words.len() == 1 || !between)
    };
    let mut findings = current.findings(missing, Disagreement::NewUnmarked, at);
    findings.extend(current.findings(surplus, Disagreement::OldUnderlined, at));
    findings.sort_by_key(|it| it.excerpt.as_ref().map(|excerpt| excerpt.mark.start));
    findings
}

/// Words that are gone but not struck, struck words that were gone before: where the previous text
/// as the cell tells it and the true one have a word more or less.
/// `before` is the cell of the previous text, `at` that of the current one.
fn struck(hand: &Text, computed: &Text, (before, at): (&Location, &Location)) -> Vec<Diagnostic> {
    let (former, told) = (Version::with(Mark::Deleted, computed), Version::with(Mark::Deleted, hand));
    let more = |here: &Version, there: &Version, what: Disagreement, at: &Location| {
        let (counts, others) = (here.counts(), there.counts());
        let chosen = |at: usize| {
            let word = &here.words[at];
            word.marked && counts.get(word.key.as_str()) > others.get(word.key.as_str())
        };
        here.findings(chosen, what, at)
    };
    let mut findings = more(&former, &told, Disagreement::GoneUnmarked, before);
    findings.extend(more(&told, &former, Disagreement::UnknownStruck, at));
    findings
}

/// Paragraphs that are struck as a whole in `texts`, and not among what is struck in `others`.
fn gone(texts: &[(&Text, &Location)], others: &[(&Text, &Location)], what: Disagreement) -> Vec<Diagnostic> {
    let struck = |(text, _): &(&Text, &Location)| {
        visible(&text.filter_map(|format| (format.mark == Mark::Deleted).then(|| format.clone())))
    };
    let struck: Vec<String> = others.iter().map(struck).collect();
    let missing = |(text, _): &&(&Text, &Location)| {
        let all = visible(text);
        !all.is_empty() && visible(&text.current()).is_empty() && !struck.iter().any(|it| it.contains(&all))
    };
    let finding = |(text, at): &(&Text, &Location)| what.finding(text.as_str(), 0..text.as_str().len(), at);
    texts.iter().filter(missing).map(finding).collect()
}

/// How hand marks and computed ones can disagree.
#[derive(Clone, Copy)]
enum Disagreement {
    NewUnmarked,
    OldUnderlined,
    GoneUnmarked,
    UnknownStruck,
}

impl Disagreement {
    fn finding(self, text: &str, range: Range<usize>, at: &Location) -> Diagnostic {
        // The excerpt shows all of the passage.
        let quoted = format!("»{}«", short(text.get(range.clone()).unwrap_or_default().trim()));
        let (code, message, help) = match self {
            Self::NewUnmarked => (
                Code::UnmarkedChange,
                format!("Geänderte Stelle ohne Markierung: {quoted} ist neu"),
                "Stelle in der Zelle unterstreichen oder den alten Wortlaut wiederherstellen; im Bericht ist \
                 sie nach dem Vergleich als neu gekennzeichnet",
            ),
            Self::OldUnderlined => (
                Code::MarkWithoutChange,
                format!("Markierung auf unverändertem Text: {quoted} stand schon in der vorigen Fassung"),
                "Unterstreichung in der Zelle aufheben; im Bericht ist die Stelle nach dem Vergleich nicht \
                 gekennzeichnet",
            ),
            Self::GoneUnmarked => (
                Code::UnmarkedChange,
                format!("Geänderte Stelle ohne Markierung: {quoted} ist entfallen"),
                "Entfallenen Text in der neuen Arbeitsmappe durchgestrichen stehen lassen; im Bericht ist er nach dem \
                 Vergleich durchgestrichen",
            ),
            Self::UnknownStruck => (
                Code::MarkWithoutChange,
                format!(
                    "Markierung auf unverändertem Text: durchgestrichenes {quoted} stand nicht in der vorigen \
                     Fassung"
                ),
                "Durchgestrichenen Text aus der Zelle löschen; er wurde im Bericht weggelassen",
            ),
        };
        Diagnostic::new(code, at.clone(), message).excerpt(text, range).help(help)
    }
}
