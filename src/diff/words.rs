//! [`Text`] → words: the unit of comparison.
//!
//! A word is what stands between two white spaces, its punctuation included. It is compared by a
//! key that knows no soft hyphens and no variants of one composed character; what it looks like is
//! kept beside it, so that the paper shows the characters of the cell.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;

use crate::text::{Run, Text};

/// A word of a text.
#[derive(Clone, Debug)]
pub(super) struct Word {
    /// The same number for the same word.
    pub(super) id: u32,
    /// The same number for forms of one word: case, punctuation and inflection ignored.
    pub(super) stem: u32,
    /// Letters and digits; what it contributes where it is kept.
    pub(super) letters: usize,
    /// Its visible characters, composed.
    pub(super) text: String,
    /// White space before it, in its own formatting.
    pub(super) gap: Vec<Run>,
    /// Its characters, in their formatting.
    pub(super) pieces: Vec<Run>,
    /// Whether it is written together with the word before it (`z.B.` is two words).
    pub(super) glued: bool,
    /// Whether a paragraph begins with it.
    pub(super) opens: bool,
}

impl Word {
    /// What keeping it is worth in a comparison; see [`super::edit`]. Short words are worth less
    /// than two marks, long ones more.
    pub(super) fn worth(&self) -> u32 {
        match self.letters {
            0 => 5,
            1..=3 => 9,
            4 => 15,
            5 => 22,
            _ => 25,
        }
    }
}

/// Numbers words and sequences of words, the same for equal ones.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    words: HashMap<String, u32>,
    sequences: HashMap<Vec<u32>, u32>,
}

impl Lexicon {
    /// The words of a text, one paragraph.
    pub(super) fn words(&mut self, text: &Text) -> Vec<Word> {
        let mut words: Vec<Word> = Vec::new();
        let mut gap: Vec<Run> = Vec::new();
        let mut pieces: Vec<Run> = Vec::new();
        for run in text.runs() {
            for part in run.text.split_inclusive(char::is_whitespace) {
                let word = part.trim_end_matches(char::is_whitespace);
                push(&mut pieces, run, word);
                if word.len() < part.len() {
                    self.close(&mut words, &mut gap, &mut pieces);
                    push(&mut gap, run, &part[word.len()..]);
                }
            }
        }
        self.close(&mut words, &mut gap, &mut pieces);
        if let Some(last) = words.last_mut() {
            last.pieces.append(&mut gap);
        }
        words
    }

    /// The number of a sequence of words.
    pub(super) fn sequence(&mut self, words: &[Word]) -> u32 {
        let next = self.sequences.len() as u32;
        *self.sequences.entry(words.iter().map(|word| word.id).collect()).or_insert(next)
    }

    fn close(&mut self, words: &mut Vec<Word>, gap: &mut Vec<Run>, pieces: &mut Vec<Run>) {
        let text: String = pieces.iter().flat_map(|run| run.text.chars()).collect();
        if !text.chars().any(is_visible) {
            gap.append(pieces);
            return;
        }
        let mut rest = std::mem::take(pieces);
        let mut from = 0;
        for at in joints(&text).into_iter().chain([text.len()]) {
            let (part, after) = split(rest, at - from);
            rest = after;
            words.push(self.word(std::mem::take(gap), part, from > 0, words.is_empty()));
            from = at;
        }
    }

    fn word(&mut self, gap: Vec<Run>, pieces: Vec<Run>, glued: bool, opens: bool) -> Word {
        let visible = pieces.iter().flat_map(|run| run.text.chars()).filter(|&c| is_visible(c));
        let text: String = visible.nfc().collect();
        let letters = text.chars().filter(|c| c.is_alphanumeric()).count();
        let stem = self.number(stem(&text));
        Word { id: self.number(text.clone()), stem, letters, text, gap, pieces, glued, opens }
    }

    fn number(&mut self, key: String) -> u32 {
        let next = self.words.len() as u32;
        *self.words.entry(key).or_insert(next)
    }
}

/// Whether a character counts in a comparison: soft hyphens, zero-width characters and white space
/// do not.
pub(super) fn is_visible(c: char) -> bool {
    !c.is_whitespace() && !matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

fn push(runs: &mut Vec<Run>, like: &Run, text: &str) {
    if !text.is_empty() {
        runs.push(Run { text: text.to_owned(), ..like.clone() });
    }
}

/// Cuts runs after `at` bytes.
fn split(runs: Vec<Run>, mut at: usize) -> (Vec<Run>, Vec<Run>) {
    let (mut head, mut tail) = (Vec::new(), Vec::new());
    for run in runs {
        let cut = at.min(run.text.len());
        push(&mut head, &run, &run.text[..cut]);
        push(&mut tail, &run, &run.text[cut..]);
        at -= cut;
    }
    (head, tail)
}

/// A chunk with more joints than this is no abbreviation.
const MOST_JOINTS: usize = 6;

/// Where a chunk without white space may as well be written with one: `z.B.`, `10%`, `§5`, `8.Mai`.
/// Byte offsets, ascending.
fn joints(chunk: &str) -> Vec<usize> {
    let dotted = is_dotted_abbreviation(chunk);
    let mut joints = Vec::new();
    let (mut before, mut digits) = (None, 0);
    for (at, c) in chunk.char_indices() {
        let joint = match before {
            Some('.') if c.is_alphabetic() => dotted || (c.is_uppercase() && (1..=2).contains(&digits)),
            Some('§') => c.is_ascii_digit(),
            Some(before) if before.is_ascii_digit() => matches!(c, '%' | '‰' | '€' | '$' | '°'),
            _ => false,
        };
        if joint {
            joints.push(at);
        }
        match c {
            '.' => {}
            c if c.is_ascii_digit() && before != Some('.') => digits += 1,
            _ => digits = 0,
        }
        before = Some(c);
    }
    if joints.len() > MOST_JOINTS { Vec::new() } else { joints }
}

/// `z.B.`, `d.h.`, `i.d.R.`: short parts, each with its full stop, the first a single letter.
fn is_dotted_abbreviation(chunk: &str) -> bool {
    let core = chunk.trim_start_matches(['(', '[', '„', '»', '"']);
    let core = core.trim_end_matches([',', ';', ':', ')', ']', '“', '«', '"']);
    let Some(core) = core.strip_suffix('.') else { return false };
    let mut parts = core.split('.');
    let single = parts.next().is_some_and(|part| part.chars().count() == 1);
    let short = |part: &str| (1..=3).contains(&part.chars().count()) && part.chars().all(char::is_alphabetic);
    single && core.contains('.') && core.split('.').all(short)
}

const ENDINGS: [&str; 8] = ["en", "er", "es", "em", "e", "s", "n", "t"];

/// The word without case, punctuation and its commonest endings. Marked off from whole words by a
/// leading space, so that the two never share a number.
fn stem(text: &str) -> String {
    let mut stem = String::from(" ");
    stem.extend(text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase));
    if stem.len() == 1 {
        stem.push_str(text);
    }
    let ending = ENDINGS.iter().find(|ending| stem.len() > ending.len() + 5 && stem.ends_with(**ending));
    stem.truncate(stem.len() - ending.map_or(0, |ending| ending.len()));
    stem
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<String> {
        let words = Lexicon::default().words(&Text::plain(text));
        words.into_iter().map(|word| word.text).collect()
    }

    #[test]
    fn words_carry_their_punctuation() {
        assert_eq!(texts("am 8.\u{a0}Mai, „Mitte“"), ["am", "8.", "Mai,", "„Mitte“"]);
    }

    #[test]
    fn soft_hyphens_and_spacing_do_not_count() {
        assert_eq!(texts("Wohn\u{ad}bau \u{ad} jetzt\u{ad} "), ["Wohnbau", "jetzt"]);
        assert_eq!(texts("u\u{308}ber"), ["über"]);
        assert_eq!(texts("z.B. 10% (d.h. §5, 8.Mai)"), texts("z. B. 10 % (d. h. § 5, 8. Mai)"));
    }

    #[test]
    fn addresses_and_numbers_stay_whole() {
        assert_eq!(
            texts("www.a.de 30.06.2026 3.1.2 1.200,50"),
            ["www.a.de", "30.06.2026", "3.1.2", "1.200,50"]
        );
    }

    #[test]
    fn every_character_is_kept_beside_the_key() {
        let text = Text::plain("Wohn\u{ad}bau  10% \u{ad}");
        let words = Lexicon::default().words(&text);
        let back: Text = words.into_iter().flat_map(|it| it.gap.into_iter().chain(it.pieces)).collect();
        assert_eq!(back, text);
    }
}
