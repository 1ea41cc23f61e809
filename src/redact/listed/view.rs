//! A text as a reader sees it: words and signs, whatever invisible characters stand between.

use std::ops::Range;

use crate::persons::name::{base, readable};
use crate::text::{Mark, Text, is_visible};

/// A word or a sign of a text.
#[derive(Clone, Debug)]
pub(super) struct Token {
    /// As it is read: composed, one kind of hyphen and apostrophe.
    pub(super) text: String,
    /// A word folded for comparing: lower case, `ue` for ü, no accents.
    pub(super) key: String,
    /// Where it stands in the text, in bytes.
    pub(super) at: Range<usize>,
    /// White space stands in front of it.
    pub(super) spaced: bool,
    /// It is a word or number.
    pub(super) word: bool,
}

impl Token {
    /// Whether it is the sign `sign`.
    pub(super) fn is(&self, sign: &str) -> bool {
        !self.word && self.text == sign
    }

    /// Whether it is a word with a capital.
    pub(super) fn capital(&self) -> bool {
        self.word && self.text.starts_with(char::is_uppercase)
    }

    /// Whether it is a word in small letters.
    pub(super) fn small(&self) -> bool {
        self.word && self.text.starts_with(char::is_lowercase)
    }

    /// Whether it is one letter.
    pub(super) fn letter(&self) -> bool {
        self.word && self.text.chars().count() == 1 && self.text.starts_with(char::is_alphabetic)
    }

    /// Whether it is a hyphen that holds on to what stands in front of it.
    pub(super) fn hyphen(&self) -> bool {
        self.is("-") && !self.spaced
    }
}

/// The tokens of a text as it is read without what bears the mark `hidden`. Words that a line end or
/// letter-spacing tore apart are one where `is_name` knows the key of the whole.
pub(super) fn tokens(text: &Text, hidden: Option<Mark>, is_name: impl Fn(&str) -> bool) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut spaced = false;
    let mut word = false;
    let mut last_mark = Mark::Kept;
    for (at, c, format) in text.chars().filter(|(.., format)| Some(format.mark) != hidden) {
        // A word that came in place of another.
        word &= !(last_mark == Mark::Deleted && format.mark == Mark::Inserted);
        word &= !(last_mark == Mark::Inserted && format.mark == Mark::Deleted);
        last_mark = format.mark;
        if c.is_whitespace() {
            (spaced, word) = (true, false);
        } else if is_visible(c) {
            let goes_on = word && (c.is_alphanumeric() || is_mark(c));
            match tokens.last_mut().filter(|_| goes_on) {
                Some(last) => last.text.push(c),
                None => {
                    word = c.is_alphanumeric();
                    let token = Token { text: c.into(), key: String::new(), at: at..at, spaced, word };
                    tokens.push(token);
                }
            }
            spaced = false;
            if let Some(last) = tokens.last_mut() {
                last.at.end = at + c.len_utf8();
            }
        }
    }
    for token in &mut tokens {
        if !token.text.is_ascii() {
            token.text = readable(&token.text);
        }
        if token.word {
            token.key = key(&token.text);
        }
    }
    mend(tokens, is_name)
}

fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

/// A word folded for comparing.
pub(super) fn key(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    let mut key = String::with_capacity(word.len());
    for c in readable(word).chars().flat_map(char::to_lowercase) {
        match c {
            'ä' => key.push_str("ae"),
            'ö' => key.push_str("oe"),
            'ü' => key.push_str("ue"),
            c if c.is_ascii() => key.push(c),
            c => key.push_str(&base(c)),
        }
    }
    key
}

/// Joins »Mül-« and »ler«, »M ü l l e r«.
fn mend(tokens: Vec<Token>, is_name: impl Fn(&str) -> bool) -> Vec<Token> {
    let lengths: Vec<usize> =
        (0..tokens.len()).map(|at| torn(tokens.get(at..).unwrap_or_default(), &is_name)).collect();
    if lengths.iter().all(|length| *length == 1) {
        return tokens;
    }
    let mut mended: Vec<Token> = Vec::with_capacity(tokens.len());
    let mut pieces = 0;
    for (token, length) in tokens.into_iter().zip(lengths) {
        match mended.last_mut().filter(|_| pieces > 0) {
            Some(last) => {
                last.at.end = token.at.end;
                if token.word {
                    last.text.push_str(&token.text);
                    last.key.push_str(&token.key);
                }
                pieces -= 1;
            }
            None => {
                mended.push(token);
                pieces = length - 1;
            }
        }
    }
    mended
}

/// How many tokens from the first on are one torn word; else one.
fn torn(tokens: &[Token], is_name: impl Fn(&str) -> bool) -> usize {
    let Some(first) = tokens.first().filter(|first| first.capital()) else { return 1 };
    let letters = tokens.iter().take_while(|token| token.letter()).take(40).count();
    let whole: String = tokens.iter().take(letters).map(|token| token.key.as_str()).collect();
    if letters > 3 && is_name(&whole) {
        return letters;
    }
    let second = tokens.get(1).is_some_and(Token::hyphen);
    let rest = tokens.get(1 + usize::from(second)).filter(|rest| rest.small());
    match rest {
        Some(rest) if is_name(&format!("{}{}", first.key, rest.key)) => 2 + usize::from(second),
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read_whatever_stands_between() {
        for (text, expected) in [
            ("Mül\u{ad}ler", "mueller"),
            ("Mu\u{308}ller", "mueller"),
            ("M\u{200b}üller geht", "mueller geht"),
            ("Mül- ler", "mueller"),
            ("Mül-ler", "mueller"),
            ("M ü l l e r", "mueller"),
            ("MÜLLER", "mueller"),
            ("Straße", "strasse"),
            ("Yılmaz", "yilmaz"),
            ("M ü l l", "m ue l l"),
        ] {
            let found: Vec<String> = tokens(&Text::plain(text), None, |key| key == "mueller")
                .into_iter()
                .map(|it| it.key)
                .collect();
            assert_eq!(found.join(" "), expected, "{text}");
        }
    }
}
