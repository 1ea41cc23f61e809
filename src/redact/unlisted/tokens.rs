//! A text as words and marks.

use std::borrow::Cow;
use std::iter::Peekable;
use std::str::CharIndices;

use unicode_normalization::{UnicodeNormalization as _, is_nfc};

use crate::text::is_visible;

/// A word or a mark of a text.
pub(super) struct Token<'a> {
    /// Where it begins, in bytes.
    pub(super) start: usize,
    /// Where it ends, in bytes.
    pub(super) end: usize,
    /// As it is seen: composed, without soft hyphens, with one kind of hyphen.
    pub(super) text: Cow<'a, str>,
    pub(super) kind: Kind,
    /// Whether it stands right behind the token before it.
    pub(super) glued: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A word that begins with a small letter.
    Lower,
    /// A word that begins with a capital and has small letters.
    Capital,
    /// A word of several capitals.
    Upper,
    /// One capital.
    Initial,
    /// Something with a digit in it.
    Number,
    /// A mail address.
    Mail,
    /// An address in the web.
    Link,
    /// Anything else: one character.
    Mark,
}

/// The tokens of a text; a line break is the mark `\n`.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some(&(start, c)) = chars.peek() {
        if c != '\n' && !is_visible(c) {
            chars.next();
            continue;
        }
        let glued = tokens.last().is_some_and(|last| last.end == start);
        let (end, kind) = match address(text, start) {
            Some((length, kind)) => {
                while chars.next_if(|(at, _)| *at < start + length).is_some() {}
                (start + length, kind)
            }
            None if is_word_char(c) => word(text, &mut chars),
            None => {
                chars.next();
                (start + c.len_utf8(), Kind::Mark)
            }
        };
        tokens.push(Token { start, end, text: seen(&text[start..end]), kind, glued });
    }
    tokens
}

/// The mail or web address that begins here: where it ends and which it is.
fn address(text: &str, start: usize) -> Option<(usize, Kind)> {
    // An address begins a word, so each stretch without white space is looked at once.
    let before = text[..start].chars().next_back();
    if before.is_some_and(|c| {
        !c.is_whitespace() && !matches!(c, '(' | '<' | '[' | ':' | ';' | ',' | '/' | '„' | '»')
    }) {
        return None;
    }
    let rest = &text[start..text.floor_char_boundary(start.saturating_add(300))];
    let end = rest
        .find(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '<' | '>' | ')' | '('))
        .unwrap_or(rest.len());
    let chunk = rest[..end].trim_end_matches(|c: char| !c.is_alphanumeric() && c != '/');
    let kind = if chunk.contains("://") || chunk.starts_with("www.") {
        Kind::Link
    } else if chunk.contains('@') && chunk.starts_with(char::is_alphanumeric) {
        Kind::Mail
    } else {
        return None;
    };
    Some((chunk.len(), kind))
}

fn is_word_char(c: char) -> bool {
    c.is_alphanumeric() || is_accent(c)
}

fn is_accent(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

/// Reads a word; hyphens and apostrophes between letters belong to it.
fn word(text: &str, chars: &mut Peekable<CharIndices>) -> (usize, Kind) {
    let (mut letters, mut lower, mut digits) = (0, false, false);
    let first = chars.peek().map(|(_, c)| *c);
    let start = chars.peek().map(|(at, _)| *at);
    let mut end = 0;
    while let Some(&(at, c)) = chars.peek() {
        let inside = |c: char| is_word_char(c) || !is_visible(c) && !c.is_whitespace();
        let next = || text[at + c.len_utf8()..].chars().find(|c| is_visible(*c) || c.is_whitespace());
        let joins = || is_joint(c) && next().is_some_and(char::is_alphabetic);
        if !inside(c) && !joins() {
            break;
        }
        letters += usize::from(c.is_alphabetic());
        lower |= c.is_lowercase();
        digits |= c.is_numeric();
        end = at + c.len_utf8();
        chars.next();
    }
    let kind = match first {
        _ if digits => Kind::Number,
        Some(first) if !first.is_uppercase() => {
            // »al-Khatibi«, »d'Antonelli« are names.
            if begins_behind_joint(start.map_or("", |start| &text[start..end])) {
                Kind::Capital
            } else {
                Kind::Lower
            }
        }
        _ if letters == 1 => Kind::Initial,
        _ if lower => Kind::Capital,
        _ => Kind::Upper,
    };
    (end, kind)
}

/// Whether a small particle is joined to a word with a capital.
fn begins_behind_joint(word: &str) -> bool {
    let joined = word.split_once(is_joint);
    joined.is_some_and(|(particle, name)| {
        matches!(particle, "al" | "el" | "ad" | "as" | "an" | "ar" | "ash" | "d" | "l" | "abu" | "ben")
            && name.starts_with(char::is_uppercase)
    })
}

/// A character that joins letters to one word.
fn is_joint(c: char) -> bool {
    is_hyphen(c) || is_apostrophe(c)
}

pub(super) fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | '´' | '`' | 'ʼ')
}

/// A word as it is seen.
fn seen(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|b| b.is_ascii()) {
        return Cow::Borrowed(word);
    }
    let plain = |c: char| is_visible(c) && (c == '-' || !is_hyphen(c));
    if is_nfc(word) && word.chars().all(plain) {
        return Cow::Borrowed(word);
    }
    let visible = word.chars().filter(|c| is_visible(*c)).map(|c| if is_hyphen(c) { '-' } else { c });
    Cow::Owned(visible.nfc().collect())
}
