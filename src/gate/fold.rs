//! Texts as they are compared: letters and digits in one spelling, and what stands between them.
//!
//! Case, umlauts (`ü`, `ue`, u with a combining mark), ligatures and accents are folded. White space,
//! hyphens and everything unseen is taken out, but remembered: whether two letters belong to one word
//! depends on it, and may depend on the name that is looked for.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// Between two stretches of a text that may stand side by side or a space apart: nobody wrote a space
/// there, but they were placed one by one.
pub(super) const RUN: char = '\u{1f}';
/// Between texts that have nothing to do with each other.
pub(super) const HARD: char = '\0';

/// What stands before a letter, as bits.
pub(super) type Gap = u16;

pub(super) mod gap {
    //! What can stand between two letters.

    use super::Gap;

    /// White space within a line, and the underscore of identifiers.
    pub(in crate::gate) const SPACE: Gap = 1;
    /// The end of a line, a paragraph or a page.
    pub(in crate::gate) const BREAK: Gap = 1 << 1;
    /// A hyphen or dash.
    pub(in crate::gate) const HYPHEN: Gap = 1 << 2;
    /// See [`super::RUN`].
    pub(in crate::gate) const RUN: Gap = 1 << 3;
    /// What is not seen: soft hyphens, characters without width.
    pub(in crate::gate) const UNSEEN: Gap = 1 << 4;
    /// A full stop.
    pub(in crate::gate) const DOT: Gap = 1 << 5;
    /// An apostrophe.
    pub(in crate::gate) const APOSTROPHE: Gap = 1 << 6;
    /// Any other character.
    pub(in crate::gate) const OTHER: Gap = 1 << 7;
    /// See [`super::HARD`].
    pub(in crate::gate) const HARD: Gap = 1 << 8;

    /// Whether a gap holds nothing but `allowed`.
    pub(in crate::gate) fn only(gap: Gap, allowed: Gap) -> bool {
        gap & !allowed == 0
    }

    /// Whether a gap is the end of a line behind a hyphen, typed or set.
    pub(in crate::gate) fn hyphenated(gap: Gap) -> bool {
        gap & BREAK != 0 && gap & (HYPHEN | UNSEEN) != 0 && only(gap, BREAK | HYPHEN | UNSEEN | SPACE | RUN)
    }
}

/// A folded text.
#[derive(Debug, Default)]
pub(super) struct Folded {
    /// Its letters and digits, nothing between them.
    pub(super) letters: Vec<u8>,
    /// For each byte of `letters`, where it comes from.
    pub(super) spots: Vec<Spot>,
}

/// Where a folded letter comes from.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spot {
    /// What stands before it.
    pub(super) gap: Gap,
    /// Whether it was written as a capital.
    pub(super) upper: bool,
    /// The byte of the text at which its character begins.
    pub(super) at: u32,
}

impl Folded {
    /// Folds a text.
    pub(super) fn new(text: &str) -> Self {
        let mut folding = Folding::default();
        folding.folded.letters.reserve(text.len());
        folding.folded.spots.reserve(text.len());
        for (at, c) in text.char_indices() {
            let at = u32::try_from(at).unwrap_or(u32::MAX);
            match u8::try_from(c).ok().and_then(|byte| ASCII.get(usize::from(byte))) {
                Some(Class::Letter(letter, upper)) => folding.push_byte(at, *upper, *letter),
                Some(Class::Gap(gap)) => folding.gap |= gap,
                None => folding.take(at, c),
            }
        }
        folding.folded
    }

    /// What stands before the letter `index`; a text begins and ends with [`gap::HARD`].
    pub(super) fn gap(&self, index: usize) -> Gap {
        if index == 0 { gap::HARD } else { self.spots.get(index).map_or(gap::HARD, |spot| spot.gap) }
    }

    /// Whether the letter `index` was written as a capital.
    pub(super) fn upper(&self, index: usize) -> bool {
        self.spots.get(index).is_some_and(|spot| spot.upper)
    }

    /// The end of the word that goes on at `index`: the next letter with anything before it.
    pub(super) fn word_end(&self, index: usize) -> usize {
        let rest = self.spots.iter().skip(index + 1);
        index + 1 + rest.take_while(|spot| spot.gap == 0).count()
    }

    /// The start of the word to which the letter `index` belongs.
    pub(super) fn word_start(&self, index: usize) -> usize {
        (0..=index).rev().find(|index| self.gap(*index) != 0).unwrap_or(0)
    }

    /// The letters `start..end`.
    pub(super) fn word(&self, start: usize, end: usize) -> &[u8] {
        self.letters.get(start..end.min(self.letters.len())).unwrap_or_default()
    }

    /// What stands in the text before the letter `index`, as one can show it.
    pub(super) fn between<'t>(&self, text: &'t str, index: usize) -> &'t str {
        let at = |index: usize| self.spots.get(index).map_or(text.len(), |spot| spot.at as usize);
        let before =
            index.checked_sub(1).map_or("", |last| text.get(at(last)..at(index)).unwrap_or_default());
        before.get(before.chars().next().map_or(0, char::len_utf8)..).unwrap_or_default()
    }

    /// The stretch of the text from which the letters `start..end` come, as one can show it.
    pub(super) fn shown(&self, text: &str, start: usize, end: usize) -> String {
        let from = self.spots.get(start).map_or(0, |spot| spot.at as usize);
        let last = self.spots.get(end.saturating_sub(1)).map_or(from, |spot| spot.at as usize);
        let stretch = text.get(from..).unwrap_or_default();
        let to = stretch.char_indices().find(|(at, _)| from + at > last).map_or(stretch.len(), |(at, _)| at);
        let seen = |c: &char| *c != RUN && (!c.is_control() || c.is_whitespace()) && !is_unseen(*c);
        let stretch: String = stretch[..to].chars().filter(seen).collect();
        stretch.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

#[derive(Default)]
struct Folding {
    folded: Folded,
    gap: Gap,
}

impl Folding {
    /// Takes a character outside ASCII.
    fn take(&mut self, at: u32, c: char) {
        match c {
            'ä' | 'Ä' => self.letters(at, c == 'Ä', "ae"),
            'ö' | 'Ö' => self.letters(at, c == 'Ö', "oe"),
            'ü' | 'Ü' => self.letters(at, c == 'Ü', "ue"),
            '\u{85}' | '\u{2028}' | '\u{2029}' => self.gap |= gap::BREAK,
            '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}' => {
                self.gap |= gap::HYPHEN;
            }
            '\u{2018}'..='\u{201b}' | '\u{b4}' | '\u{2bc}' | '\u{2032}' => self.gap |= gap::APOSTROPHE,
            _ if is_unseen(c) => self.gap |= gap::UNSEEN,
            _ if c.is_whitespace() => self.gap |= gap::SPACE,
            _ => std::iter::once(c).nfkd().for_each(|part| self.part(at, c.is_uppercase(), part)),
        }
    }

    /// Takes a letter or mark of a character outside ASCII.
    fn part(&mut self, at: u32, upper: bool, part: char) {
        const DIAERESIS: char = '\u{308}';
        if part == DIAERESIS && matches!(self.folded.letters.last(), Some(b'a' | b'o' | b'u')) {
            return self.push(at, false, 'e');
        }
        if is_combining_mark(part) {
            return;
        }
        match part {
            'ß' | 'ẞ' => self.letters(at, upper, "ss"),
            'æ' | 'Æ' => self.letters(at, upper, "ae"),
            'œ' | 'Œ' => self.letters(at, upper, "oe"),
            'ø' | 'Ø' => self.push(at, upper, 'o'),
            'ł' | 'Ł' => self.push(at, upper, 'l'),
            'đ' | 'Đ' | 'ð' | 'Ð' => self.push(at, upper, 'd'),
            'ı' => self.push(at, upper, 'i'),
            'ə' | 'Ə' => self.push(at, upper, 'e'),
            _ if part.is_alphanumeric() => part.to_lowercase().for_each(|c| self.push(at, upper, c)),
            ' ' => self.gap |= gap::SPACE,
            _ => self.gap |= gap::OTHER,
        }
    }

    fn letters(&mut self, at: u32, upper: bool, letters: &str) {
        letters.chars().for_each(|c| self.push(at, upper, c));
    }

    fn push(&mut self, at: u32, upper: bool, c: char) {
        c.encode_utf8(&mut [0; 4]).bytes().for_each(|byte| self.push_byte(at, upper, byte));
    }

    fn push_byte(&mut self, at: u32, upper: bool, byte: u8) {
        self.folded.letters.push(byte);
        self.folded.spots.push(Spot { gap: std::mem::take(&mut self.gap), upper, at });
    }
}

/// What an ASCII character is.
#[derive(Clone, Copy)]
enum Class {
    /// A letter or digit, in lower case, and whether it is a capital.
    Letter(u8, bool),
    /// Something between words.
    Gap(Gap),
}

const ASCII: [Class; 128] = {
    let mut classes = [Class::Gap(gap::OTHER); 128];
    let mut byte = 0;
    while byte < 128 {
        classes[byte as usize] = match byte {
            b'a'..=b'z' | b'0'..=b'9' => Class::Letter(byte, false),
            b'A'..=b'Z' => Class::Letter(byte.to_ascii_lowercase(), true),
            b' ' | b'_' | b'\t' => Class::Gap(gap::SPACE),
            b'\n' | b'\r' | 0xb | 0xc => Class::Gap(gap::BREAK),
            // Word keeps a hyphen that breaks no line here.
            b'-' | 0x1e => Class::Gap(gap::HYPHEN),
            b'.' => Class::Gap(gap::DOT),
            b'\'' | b'`' => Class::Gap(gap::APOSTROPHE),
            0x1f => Class::Gap(gap::RUN),
            0 => Class::Gap(gap::HARD),
            _ => Class::Gap(gap::OTHER),
        };
        byte += 1;
    }
    classes
};

/// What takes no room on a page.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180b}'..='\u{180e}' | '\u{200b}'..='\u{200f}')
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
        || matches!(c, '\u{e0000}'..='\u{e01ef}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letters(text: &str) -> String {
        String::from_utf8(Folded::new(text).letters).unwrap()
    }

    #[test]
    fn spellings_fall_together() {
        for text in ["Müller", "MÜLLER", "Mu\u{308}ller", "Mueller", "M\u{ad}ül\u{200b}ler", "Müll\u{ff45}r"]
        {
            assert_eq!(letters(text), "mueller", "{text}");
        }
        assert_eq!(letters("Groß-Straße"), "grossstrasse");
        assert_eq!(letters("Hoffmann, Steffen"), letters("Hoffmann Steffen"));
        assert_eq!(letters("René Łukasz Øst"), "renelukaszost");
        assert_eq!(letters("Петров"), "петров");
    }

    #[test]
    fn gaps_are_remembered() {
        let folded = Folded::new("Mül-\nler");
        assert!(gap::hyphenated(folded.gap(4)));
        assert!(!gap::hyphenated(Folded::new("A-B").gap(1)));
        assert_eq!(Folded::new("F. M").gap(1), gap::DOT | gap::SPACE);
    }
}
