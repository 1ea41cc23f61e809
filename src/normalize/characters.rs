//! Characters and spaces: control characters, composed letters, doubled spaces and full stops.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use crate::german::words::is_abbreviation;

use super::edit::Edit;
use super::line::Line;
use super::rule::Rule;
use super::scan::{MASK, NBSP, after, before, ends_phrase, is_digit, is_space, pattern, word_before};

/// Control characters and invisible ones that come with a paste.
pub(super) fn controls(line: &Line) -> Vec<Edit> {
    let found = line.text().char_indices().filter_map(|(index, c)| {
        let with = match c {
            '\n' | MASK => return None,
            '\t' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => " ",
            '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2060}' | '\u{feff}' => "",
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => "",
            c if c.is_control() => "",
            _ => return None,
        };
        Some(Edit::new(Rule::Controls, index..index + c.len_utf8(), with))
    });
    found.collect()
}

/// Letters typed as base and accent become one character.
pub(super) fn composition(line: &Line) -> Vec<Edit> {
    let text = line.text();
    if is_nfc_quick(text.chars()) == IsNormalized::Yes {
        return Vec::new();
    }
    let mut edits = Vec::new();
    let mut start = 0;
    // Nothing composes with a following ASCII character: such pieces are normalised by themselves.
    let ends = text.char_indices().skip(1).filter(|(_, c)| c.is_ascii()).map(|(index, _)| index);
    for end in ends.chain([text.len()]) {
        let piece = text.get(start..end).unwrap_or_default();
        if piece.len() > 1 && !piece.is_ascii() {
            let composed: String = piece.nfc().collect();
            if composed != piece {
                edits.push(Edit::new(Rule::Composition, start..end, composed));
            }
        }
        start = end;
    }
    edits
}

static SPACES: LazyLock<Regex> = LazyLock::new(|| pattern(r"~~+"));

/// Several spaces become one, a no-break one if any of them is.
pub(super) fn double_space(line: &Line) -> Vec<Edit> {
    let found = SPACES.find_iter(line.text());
    found
        .map(|found| {
            Edit::new(
                Rule::DoubleSpace,
                found.range(),
                if found.as_str().contains(NBSP) { "\u{a0}" } else { " " },
            )
        })
        .collect()
}

static SPACE_BEFORE: LazyLock<Regex> = LazyLock::new(|| pattern(r"~(?P<mark>[,;:.!?])"));

/// A space before punctuation; between numbers (`1 : 200`) it has a meaning.
pub(super) fn space_before(line: &Line) -> Vec<Edit> {
    let text = line.text();
    let found = SPACE_BEFORE.find_iter(text).filter_map(|found| {
        let last = before(text, found.start())?;
        let sentence =
            last.is_alphanumeric() || matches!(last, ')' | ']' | '“' | '‘' | '"' | '%' | '€' | '²' | '³');
        let mark = found.as_str().chars().next_back()?;
        let next = after(text, found.end());
        let comma_joined = mark == ',' && next.is_some_and(char::is_alphabetic) && last.is_alphabetic();
        if !sentence || !(ends_phrase(text, found.end()) || comma_joined) {
            return None;
        }
        let rest = text.get(found.end()..)?.trim_start_matches(is_space);
        let ratio = last.is_ascii_digit() && mark == ':' && rest.starts_with(is_digit);
        let leaders = mark == '.' && (rest.starts_with('.') || word_before(text, found.start()) == ".");
        let written = if comma_joined { format!("{mark} ") } else { mark.to_string() };
        (!ratio && !leaders).then(|| Edit::new(Rule::SpaceBefore, found.range(), written))
    });
    found.collect()
}

/// Exactly two full stops at the end of a word.
pub(super) fn double_stop(line: &Line) -> Vec<Edit> {
    let text = line.text();
    let stops = runs_of_stops(text).filter(|range| range.len() == 2);
    let found = stops.filter(|range| {
        let word = before(text, range.start)
            .is_some_and(|c| c.is_alphanumeric() || matches!(c, ')' | ']' | '“' | '%' | '€' | '‘'));
        word && ends_phrase(text, range.end)
    });
    found.map(|range| Edit::new(Rule::DoubleStop, range, ".")).collect()
}

/// Exactly three full stops, unless the first one belongs to an abbreviation or digits surround them.
pub(super) fn ellipsis(line: &Line) -> Vec<Edit> {
    let text = line.text();
    let stops = runs_of_stops(text).filter(|range| range.len() == 3);
    let found = stops.filter(|range| {
        let next = after(text, range.end);
        let digits = before(text, range.start).is_some_and(is_digit) && next.is_some_and(is_digit);
        let path = next.is_some_and(|c| matches!(c, '/' | '\\'))
            || before(text, range.start).is_some_and(|c| matches!(c, '/' | '\\'));
        let spaced = word_before(text, range.start).ends_with('.');
        !digits
            && !path
            && !spaced
            && !is_shortened(word_before(text, range.start), before(text, range.start))
    });
    found.map(|range| Edit::new(Rule::Ellipsis, range, "…")).collect()
}

/// Stretches of full stops.
fn runs_of_stops(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut from = 0;
    std::iter::from_fn(move || {
        let start = from + text.get(from..)?.find("..")?;
        let rest = text.get(start..)?;
        from = start + rest.len() - rest.trim_start_matches('.').len();
        Some(start..from)
    })
}

/// A word that ends with a full stop of its own, so that one of the three is its.
fn is_shortened(word: &str, last: Option<char>) -> bool {
    !last.is_some_and(is_space) && is_abbreviation(word.trim_start_matches(|c: char| !c.is_alphanumeric()))
}
