//! Small questions about a place in a text: what stands before it, what behind it.

use std::ops::Range;

use regex::Regex;

/// The no-break space that DIN 5008 asks for.
pub(super) const NBSP: char = '\u{a0}';
/// Stands for a byte of a raised or lowered character: no rule reaches across it.
pub(super) const MASK: char = '\u{1a}';

/// Compiles a pattern of this program: blanks and line breaks in it count for nothing, `~` stands
/// for one space, breaking or not.
///
/// Patterns use ASCII classes only: they are linear and run on the fast automaton.
#[expect(clippy::expect_used, reason = "the patterns are constants; a test compiles every one")]
pub(super) fn pattern(source: &str) -> Regex {
    Regex::new(&format!("(?x){}", source.replace('~', r"[\x20\x{A0}]"))).expect("a valid pattern")
}

/// The character before byte `at`.
pub(super) fn before(text: &str, at: usize) -> Option<char> {
    text.get(..at)?.chars().next_back()
}

/// The character at byte `at`.
pub(super) fn after(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

/// The characters whose first byte passes `first`, with their places. Looking at bytes is several times
/// as fast as decoding every character.
pub(super) fn chars_with<'t>(
    text: &'t str,
    first: impl Fn(u8) -> bool + 't,
) -> impl Iterator<Item = (usize, char)> + 't {
    let found = text.bytes().enumerate().filter(move |(_, byte)| first(*byte));
    found.filter_map(|(at, _)| Some((at, after(text, at)?)))
}

/// Whether two bytes that stand side by side pass `test`.
pub(super) fn has_pair(text: &str, test: impl Fn(u8, u8) -> bool) -> bool {
    text.as_bytes().windows(2).any(|pair| matches!(pair, [a, b] if test(*a, *b)))
}

/// One of 0–9.
pub(super) fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
}

/// A space of the kinds people type.
pub(super) fn is_space(c: char) -> bool {
    matches!(c, ' ' | NBSP)
}

/// Whether a word may begin at `at`: no letter or digit before it.
pub(super) fn starts_word(text: &str, at: usize) -> bool {
    before(text, at).is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '_' | '@' | '\\' | MASK))
}

/// Whether a word may end at `at`: no letter or digit behind it.
pub(super) fn ends_word(text: &str, at: usize) -> bool {
    after(text, at).is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '_' | '@' | '\\' | MASK))
}

/// Whether the text ends at `at`, or goes on with a space or closing punctuation.
pub(super) fn ends_phrase(text: &str, at: usize) -> bool {
    after(text, at).is_none_or(|c| {
        c.is_whitespace()
            || matches!(c, ')' | ']' | '"' | '\'' | '“' | '”' | '‘' | '’' | '«' | '»' | '›' | '‹')
    })
}

/// The last word before `at`, without the spaces between; a full stop belongs to it.
pub(super) fn word_before(text: &str, at: usize) -> &str {
    let head = text.get(..at).unwrap_or_default().trim_end_matches(is_space);
    let start = head.char_indices().rev().take(40).take_while(|(_, c)| !c.is_whitespace()).last();
    start.map_or("", |(index, _)| &head[index..]).trim_start_matches(['(', '[', '„', '"', '‚', '»'])
}

/// The word that begins at `at`: letters only.
pub(super) fn letters_at(text: &str, at: usize) -> &str {
    let tail = text.get(at..).unwrap_or_default();
    let end = tail.find(|c: char| !c.is_alphabetic()).unwrap_or(tail.len());
    &tail[..end]
}

/// Compares two spellings, a no-break space counting as a space.
pub(super) fn same_but_spaces(a: &str, b: &str) -> bool {
    let plain = |c: char| if c == NBSP { ' ' } else { c };
    a.chars().map(plain).eq(b.chars().map(plain))
}

/// Whether one of the `spans`, sorted and not overlapping, reaches into `range`; into an empty one, that
/// lies inside the span.
pub(super) fn overlaps(spans: &[Range<usize>], range: &Range<usize>) -> bool {
    let next = spans.partition_point(|span| span.end <= range.start);
    spans.get(next).is_some_and(|span| span.start < range.end)
}

/// Where `part`, a slice of `text`, begins.
pub(super) fn offset_of(text: &str, part: &str) -> usize {
    (part.as_ptr() as usize).saturating_sub(text.as_ptr() as usize).min(text.len())
}
