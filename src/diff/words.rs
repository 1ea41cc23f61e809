//! [`Text`] → words: the unit of comparison.
//!
//! A word is what stands between two white spaces, its punctuation included. It is compared by a
//! key that knows no soft hyphens and no variants of one composed character; what it looks like is
//! kept beside it, so that the paper shows the characters of the cell.

use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;

use unicode_normalization::UnicodeNormalization;

use crate::text::{Mark, Text, is_visible};

/// A word of a text.
#[derive(Clone, Debug)]
pub(super) struct Word {
    /// The same number for the same word.
    pub(super) id: u32,
    /// The same number for forms of one word: case, punctuation and inflection ignored.
    pub(super) stem: u32,
    /// Letters and digits; what it contributes where it is kept.
    pub(super) letters: usize,
    /// Whether it is written together with the word before it (`z.B.` is two words).
    pub(super) glued: bool,
    /// Whether a paragraph begins with it.
    pub(super) opens: bool,
    source: Rc<Text>,
    /// White space before it, in bytes of the source.
    gap: Range<usize>,
    /// Its characters, likewise.
    range: Range<usize>,
    /// Its visible characters, composed, where they differ from those.
    visible: Option<Rc<str>>,
}

impl Word {
    /// What keeping it is worth in a comparison; see [`super::word_alignment`]. Short words are worth less
    /// than two marks, long ones more.
    pub(super) fn worth(&self) -> u32 {
        match self.letters {
            0 => 5,
            1..=3 => 9,
            4 => 20,
            5 => 22,
            _ => 25,
        }
    }

    /// Its visible characters, composed.
    pub(super) fn text(&self) -> &str {
        self.visible.as_deref().unwrap_or(&self.source.as_str()[self.range.clone()])
    }

    /// Writes its characters as they stand, in their formatting.
    pub(super) fn write(&self, mark: Mark, text: &mut Text) {
        self.copy(self.range.clone(), mark, text);
    }

    /// Writes the white space before it, in its own formatting.
    pub(super) fn write_gap(&self, mark: Mark, text: &mut Text) {
        self.copy(self.gap.clone(), mark, text);
    }

    fn copy(&self, range: Range<usize>, mark: Mark, text: &mut Text) {
        text.extend(self.source.runs_in(range).map(|run| (run.text, run.format.marked(mark))));
    }
}

/// Numbers words and sequences of words, the same for equal ones.
#[derive(Debug, Default)]
pub(super) struct Interner {
    words: HashMap<String, Numbered>,
    stems: HashMap<String, u32>,
    sequences: HashMap<Vec<u32>, u32>,
}

/// What is known of a word once it has been seen.
#[derive(Clone, Copy, Debug)]
struct Numbered {
    id: u32,
    stem: u32,
    letters: usize,
}

impl Interner {
    /// The words of a text, one paragraph.
    pub(super) fn words(&mut self, text: &Text) -> Vec<Word> {
        let source = Rc::new(text.clone());
        let mut words: Vec<Word> = Vec::new();
        let (mut last, mut at) = (0, 0);
        for chunk in source.as_str().split(char::is_whitespace) {
            let end = at + chunk.len();
            if chunk.chars().any(is_visible) {
                let mut from = at;
                for joint in joints(chunk).into_iter().map(|joint| at + joint).chain([end]) {
                    let word = self.word(&source, last..from, from..joint, words.is_empty());
                    words.push(word);
                    (last, from) = (joint, joint);
                }
            }
            at = end + source.as_str()[end..].chars().next().map_or(0, char::len_utf8);
        }
        if let Some(word) = words.last_mut() {
            word.range.end = source.as_str().len();
        }
        words
    }

    /// The number of a sequence of words that no unmarked sequence has.
    pub(super) fn marked_sequence(&mut self, words: &[Word]) -> u32 {
        let next = self.sequences.len() as u32;
        let ids = words.iter().map(|word| word.id).chain([u32::MAX]);
        *self.sequences.entry(ids.collect()).or_insert(next)
    }

    /// The number of a sequence of words.
    pub(super) fn sequence<'a>(&mut self, words: impl IntoIterator<Item = &'a Word>) -> u32 {
        let next = self.sequences.len() as u32;
        *self.sequences.entry(words.into_iter().map(|word| word.id).collect()).or_insert(next)
    }

    fn word(&mut self, source: &Rc<Text>, gap: Range<usize>, range: Range<usize>, opens: bool) -> Word {
        let plain = &source.as_str()[range.clone()];
        let usual = plain.chars().all(|c| c < '\u{300}' && is_visible(c));
        let visible = (!usual).then(|| plain.chars().filter(|c| is_visible(*c)).nfc().collect::<String>());
        let text = visible.as_deref().unwrap_or(plain);
        let Numbered { id, stem, letters } = self.numbered(text);
        Word {
            id,
            stem,
            letters,
            glued: !opens && gap.is_empty(),
            opens,
            source: Rc::clone(source),
            gap,
            visible: visible.map(Rc::from),
            range,
        }
    }

    fn numbered(&mut self, text: &str) -> Numbered {
        if let Some(known) = self.words.get(text) {
            return *known;
        }
        let next = self.stems.len() as u32;
        let numbered = Numbered {
            id: self.words.len() as u32,
            stem: *self.stems.entry(stem(text)).or_insert(next),
            letters: text.chars().filter(|c| c.is_alphanumeric()).count(),
        };
        self.words.insert(text.to_owned(), numbered);
        numbered
    }
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
    let single = core.find('.') == core.chars().next().map(char::len_utf8);
    let short = |part: &str| (1..=3).contains(&part.chars().count()) && part.chars().all(char::is_alphabetic);
    single && core.split('.').all(short)
}

const ENDINGS: [&str; 8] = ["en", "er", "es", "em", "e", "s", "n", "t"];

/// The word without case, punctuation and its commonest endings.
fn stem(text: &str) -> String {
    let letters = text.chars().filter(|c| c.is_alphanumeric());
    let mut stem: String = letters.flat_map(char::to_lowercase).collect();
    if stem.is_empty() {
        text.clone_into(&mut stem);
    }
    let ending = ENDINGS.iter().find(|ending| stem.len() > ending.len() + 4 && stem.ends_with(**ending));
    stem.truncate(stem.len() - ending.map_or(0, |ending| ending.len()));
    stem
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<String> {
        let words = Interner::default().words(&Text::plain(text));
        words.iter().map(|word| word.text().to_owned()).collect()
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
        let words = Interner::default().words(&text);
        let mut back = Text::default();
        for word in &words {
            word.write_gap(Mark::Kept, &mut back);
            word.write(Mark::Kept, &mut back);
        }
        assert_eq!(back, text);
    }
}
