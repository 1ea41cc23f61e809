//! Passages of withheld rows in a folded text.
//!
//! Words are compared one after the other, whatever stands between them. A hit is
//! - a run of [`LONGEST`] words of a withheld row,
//! - a whole sentence or paragraph of it that has at least [`SENTENCE`] words,
//! - a whole paragraph of two or three words, two of which are longer than articles and the like,
//!
//! that stands in none of the texts which the paper may hold. How common a sentence is does not matter:
//! one that no public text says can only come from a withheld row.

use std::collections::BTreeSet;
use std::ops::Range;

use super::fold::Folded;
use super::fold::gap::{self, hyphenated, only};

/// Words that are compared at a time. Longer passages are found by any of their stretches, so that
/// the foot of a page or another cell may come between.
const LONGEST: usize = 6;
/// Words of a sentence that says something.
const SENTENCE: usize = 4;
/// Letters of a word that says something.
const WORD: usize = 4;

/// The passages to look for.
#[derive(Debug, Default)]
pub(super) struct Passages {
    /// The words that stand in any of them.
    words: BTreeSet<u64>,
    /// Stretches of `1..=LONGEST` words, by their lengths.
    stretches: [BTreeSet<u64>; LONGEST + 1],
}

impl Passages {
    /// Prepares a search for the `withheld` texts, as far as they stand in none of the `lawful` ones.
    pub(super) fn new<'t>(
        withheld: impl IntoIterator<Item = &'t str>,
        lawful: impl IntoIterator<Item = &'t str>,
    ) -> Self {
        let mut passages = Self::default();
        for text in withheld {
            for paragraph in text.lines() {
                passages.add(paragraph, true);
                sentences(paragraph).for_each(|sentence| passages.add(sentence, false));
            }
        }
        if passages.is_empty() {
            return passages;
        }
        for text in lawful {
            for words in [words(&Folded::new(text), false), words(&Folded::new(text), true)] {
                for (length, key, _) in passages.known(&words).collect::<Vec<_>>() {
                    passages.stretches[length].remove(&key);
                }
            }
        }
        passages
    }

    fn add(&mut self, text: &str, whole: bool) {
        let words = words(&Folded::new(text), false);
        let telling = words.iter().filter(|word| word.range.len() >= WORD).count();
        let length = words.len().min(LONGEST);
        if length >= SENTENCE || whole && length > 1 && telling > 1 {
            self.words.extend(words.iter().map(|word| word.key));
            self.stretches[length].extend(words.windows(length).map(key));
        }
    }

    /// Whether there is nothing to look for.
    pub(super) fn is_empty(&self) -> bool {
        self.stretches.iter().all(BTreeSet::is_empty)
    }

    /// The stretches of letters that are withheld, in the order of the text; those that overlap are one.
    pub(super) fn find(&self, text: &Folded) -> Vec<Range<usize>> {
        let mut found: Vec<Range<usize>> = Vec::new();
        if self.is_empty() {
            return found;
        }
        let runs = text.spots.iter().any(|spot| spot.gap & gap::RUN != 0 || hyphenated(spot.gap));
        for apart in [false, true].into_iter().filter(|apart| runs || !apart) {
            let words = words(text, apart);
            found.extend(self.known(&words).map(|(.., range)| range));
        }
        found.sort_by_key(|range| (range.start, range.end));
        found.dedup_by(|next, last| {
            let overlaps = next.start <= last.end;
            last.end = if overlaps { last.end.max(next.end) } else { last.end };
            overlaps
        });
        found
    }

    /// The stretches to look for among `words`: length, key, letters.
    fn known<'a>(&'a self, words: &'a [Word]) -> impl Iterator<Item = (usize, u64, Range<usize>)> + 'a {
        let mut ready = 0;
        words.iter().enumerate().flat_map(move |(index, word)| {
            ready = if self.words.contains(&word.key) { ready + 1 } else { 0 };
            let lengths = 1..=ready.min(LONGEST);
            lengths.filter_map(move |length| {
                let stretch = words.get(index + 1 - length..=index)?;
                let key = key(stretch);
                let letters = stretch.first()?.range.start..word.range.end;
                self.stretches[length].contains(&key).then_some((length, key, letters))
            })
        })
    }
}

/// The sentences of a paragraph.
fn sentences(paragraph: &str) -> impl Iterator<Item = &str> {
    paragraph.split_inclusive(['.', '!', '?', ';', ':'])
}

/// A word of a text.
struct Word {
    key: u64,
    range: Range<usize>,
}

/// The words of a text. Compounds are one word whether a hyphen joins them or not, at the end of a line
/// too. What was placed one by one is one word or, `apart`, several, as are then the two sides of a
/// hyphen at the end of a line.
fn words(text: &Folded, apart: bool) -> Vec<Word> {
    let joins = |gap| {
        let loose = if apart { 0 } else { gap::RUN };
        only(gap, gap::UNSEEN | gap::APOSTROPHE | gap::HYPHEN | loose) || hyphenated(gap) && !apart
    };
    let mut words = Vec::with_capacity(text.letters.len() / 6);
    let mut key = SEED;
    let mut start = 0;
    for (index, letter) in text.letters.iter().enumerate() {
        if index > 0 && !joins(text.gap(index)) {
            words.push(Word { key, range: start..index });
            (key, start) = (SEED, index);
        }
        key = mixed(key, u64::from(*letter));
    }
    if start < text.letters.len() {
        words.push(Word { key, range: start..text.letters.len() });
    }
    words
}

// FNV-1a: every run of the program finds the same.
const SEED: u64 = 0xcbf2_9ce4_8422_2325;

fn mixed(key: u64, value: u64) -> u64 {
    (key ^ value).wrapping_mul(0x0100_0000_01b3)
}

fn key(words: &[Word]) -> u64 {
    words.iter().fold(SEED, |key, word| mixed(key.rotate_left(29), word.key))
}
