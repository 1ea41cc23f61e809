//! Which words are abbreviations: by their shape, a stop list and the settings.

use std::ops::Range;

use crate::german::words::{is_plain_in_capitals, is_roman, is_speakable, is_unit};
use crate::german::{is_short_calendar_word, month};

use super::rule::Rules;
use super::scan::{is_digit, offset_of};

/// A word that looks like an abbreviation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Candidate {
    /// Without the ending of a plural.
    pub(super) short: String,
    /// Where it begins, in bytes.
    pub(super) start: usize,
}

/// The abbreviations in `text`, without those inside `protected` stretches.
pub(super) fn candidates(text: &str, protected: &[Range<usize>], rules: &Rules) -> Vec<Candidate> {
    let mut found = Vec::new();
    let words: Vec<(usize, &str)> = words(text).collect();
    for (index, (start, word)) in words.iter().enumerate() {
        let short = singular(word);
        let extra = rules.extra_abbreviations.iter().any(|extra| extra == word || extra == short);
        let inside = protected.iter().any(|span| span.start <= *start && *start < span.end);
        if inside || rules.stop_words.iter().any(|stop| stop == word || stop == short) {
            continue;
        }
        if extra
            || has_shape(short)
                && !is_stopped(short)
                && !is_numbered(text, *start, word)
                && !is_heading(&words, index)
        {
            found.push(Candidate { short: short.to_owned(), start: *start });
        }
    }
    found
}

/// Stretches of letters that no digit, underscore or address sign touches.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let words = text.split(|c: char| !(c.is_alphanumeric() || c == '_'));
    let words = words.filter(|word| !word.is_empty() && word.chars().all(char::is_alphabetic));
    words.map(|word| (offset_of(text, word), word))
}

/// `PCs`, `KGRZs` without their ending.
fn singular(word: &str) -> &str {
    match word.strip_suffix('s') {
        Some(stem) if stem.chars().count() > 1 && stem.chars().all(char::is_uppercase) => stem,
        _ => word,
    }
}

/// Two to eight letters, at least half of them capitals: `EDV`, `BauGB`, `NKomVG`, `IuK`.
fn has_shape(word: &str) -> bool {
    let letters = word.chars().count();
    let capitals = word.chars().filter(|c| c.is_uppercase()).count();
    let long_word = letters > 5 && capitals == letters && is_speakable(word);
    (2..=8).contains(&letters) && capitals >= 2 && capitals * 2 >= letters && !long_word
}

/// Units, Roman numerals, months and weekdays, legal forms, words set in capitals.
fn is_stopped(word: &str) -> bool {
    is_roman(word)
        || is_unit(word)
        || month(word).is_some()
        || is_short_calendar_word(word)
        || is_plain_in_capitals(word)
}

/// Part of a number: `EG 9`, `BS-AB 123`, `RA-17`.
fn is_numbered(text: &str, start: usize, word: &str) -> bool {
    let behind = &text[start + word.len()..];
    let digit = |rest: &str| rest.starts_with(is_digit);
    let joined = behind.strip_prefix(['-', '/', '.', ':']).is_some_and(digit);
    let grade =
        matches!(word, "EG" | "BG" | "AT" | "SuE") && digit(behind.trim_start_matches([' ', '\u{a0}']));
    let front = text[..start].chars().next_back();
    let behind_number = front.is_some_and(|c| matches!(c, '-' | '/' | '.'))
        && text[..start].chars().rev().nth(1).is_some_and(is_digit);
    joined
        || grade
        || is_plate(text, start)
        || behind_number
        || matches!(front, Some('#' | '@' | '\\'))
        || behind.starts_with(['@', '\\'])
}

/// A number plate: `BS-AB 123`.
fn is_plate(text: &str, start: usize) -> bool {
    let part = |c: char| c.is_uppercase() || c == '-';
    let from = text[..start].trim_end_matches(part).len();
    let rest = &text[from..];
    let end = rest.find(|c: char| !part(c)).unwrap_or(rest.len());
    let halves =
        rest[..end].split_once('-').map(|(town, letters)| (town.chars().count(), letters.chars().count()));
    let number = rest[end..].trim_start_matches([' ', '\u{a0}']).starts_with(is_digit);
    number && matches!(halves, Some((1..=3, 1..=2)))
}

/// A word between others in capitals: a heading that shouts.
fn is_heading(words: &[(usize, &str)], index: usize) -> bool {
    let neighbours = [index.checked_sub(1), index.checked_add(1)].into_iter().flatten();
    let mut words = neighbours.filter_map(|index| words.get(index));
    words.any(|(_, word)| word.chars().count() > 5 && word.chars().all(char::is_uppercase))
}
