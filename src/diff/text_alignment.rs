//! Two texts → the words that stay, sentence by sentence, then word by word.
//!
//! 1. Sentences that stand in both texts word for word are kept whole, in the heaviest order both
//!    share.
//! 2. Between them, sentences are paired by similarity: one to one, one split into several, several
//!    joined into one.
//! 3. Pairs are compared word by word ([`super::word_alignment`]); a sentence rewritten for the most part is
//!    given up as a whole.
//! 4. Words written together change together; a stretch that may sit in two places sits where a
//!    reader would cut.

use std::ops::Range;

use super::lcs;
use super::segment_alignment::{self, Thresholds, align_segments};
use super::sentences::sentences;
use super::similarity::Stems;
use super::word_alignment::{Pair, align_words, is_rewritten};
use super::words::{Interner, Word};

const SENTENCES: Thresholds = Thresholds { pair: 30, held: 70, part: 50 };

/// The kept words, ascending on both sides. What lies between two of them was struck on the
/// previous side and inserted on the current one.
pub(super) fn align_text(previous: &[Word], current: &[Word], interner: &mut Interner) -> Vec<Pair> {
    let mut pairs = Vec::new();
    let (left, right) = (sentences(previous), sentences(current));
    let mut ids = |words: &[Word], ranges: &[Range<usize>]| {
        ranges.iter().map(|range| interner.sequence(&words[range.clone()])).collect::<Vec<_>>()
    };
    let (a, b) = (ids(previous, &left), ids(current, &right));
    let length = |at: usize| previous[left[at].clone()].iter().map(Word::worth).sum();
    let anchors = lcs::heaviest_common(&a, &b, &length);
    for ((before, after), anchor) in lcs::gaps(&anchors, 0..left.len(), 0..right.len()) {
        between(previous, current, &left[before], &right[after], &mut pairs);
        if let Some((i, j)) = anchor {
            pairs.extend(left[i].clone().zip(right[j].clone()));
        }
    }
    keep_chunks_whole(previous, current, &mut pairs);
    slide(current, &mut pairs, CURRENT);
    slide(previous, &mut pairs, PREVIOUS);
    pairs
}

/// Compares the sentences between two that were kept whole.
fn between(
    previous: &[Word],
    current: &[Word],
    left: &[Range<usize>],
    right: &[Range<usize>],
    pairs: &mut Vec<Pair>,
) {
    let (Some(all_left), Some(all_right)) = (span(left), span(right)) else { return };
    if left.len() * right.len() > segment_alignment::MOST {
        return pairs.extend(align_words(previous, current, all_left, all_right));
    }
    let stems = |words: &[Word], ranges: &[Range<usize>]| {
        ranges.iter().map(|range| Stems::of(&words[range.clone()])).collect::<Vec<_>>()
    };
    let found = match (left, right) {
        ([_], [_]) => vec![(0..1, 0..1)],
        _ => align_segments(&stems(previous, left), &stems(current, right), SENTENCES),
    };
    for (i, j) in found {
        let (Some(i), Some(j)) = (span(&left[i]), span(&right[j])) else { continue };
        let stay = align_words(previous, current, i.clone(), j.clone());
        if !is_rewritten(previous, current, &i, &j, &stay) {
            pairs.extend(stay);
        }
    }
}

fn span(ranges: &[Range<usize>]) -> Option<Range<usize>> {
    Some(ranges.first()?.start..ranges.last()?.end)
}

/// Where one half of a chunk such as `10%` changed, all of it did.
fn keep_chunks_whole(previous: &[Word], current: &[Word], pairs: &mut Vec<Pair>) {
    let glued = |words: &[Word], at: usize| words.get(at).is_some_and(|word| word.glued);
    loop {
        let linked = |index: usize| match (pairs.get(index), pairs.get(index + 1)) {
            (Some(one), Some(next)) => *next == (one.0 + 1, one.1 + 1),
            _ => false,
        };
        let torn = |index: usize, (i, j): Pair| {
            let from_last = glued(previous, i) || glued(current, j);
            let to_next = glued(previous, i + 1) || glued(current, j + 1);
            (from_last && !index.checked_sub(1).is_some_and(linked)) || (to_next && !linked(index))
        };
        let whole: Vec<Pair> = pairs
            .iter()
            .enumerate()
            .filter(|(index, pair)| !torn(*index, **pair))
            .map(|(_, pair)| *pair)
            .collect();
        if whole.len() == pairs.len() {
            return;
        }
        *pairs = whole;
    }
}

/// One side of the pairs: how to read and set its index, and how to read that of the other side.
struct Side {
    own: fn(&Pair) -> usize,
    other: fn(&Pair) -> usize,
    set: fn(&mut Pair, usize),
}

const PREVIOUS: Side = Side { own: |pair| pair.0, other: |pair| pair.1, set: |pair, at| pair.0 = at };
const CURRENT: Side = Side { own: |pair| pair.1, other: |pair| pair.0, set: |pair, at| pair.1 = at };

/// Moves stretches that only one side has to where a reader would cut: `und die Kita` rather than
/// `die Kita und`; of a word that was doubled, the second is the one too many. Only such stretches
/// can move, and only over words they repeat.
fn slide(words: &[Word], pairs: &mut [Pair], Side { own, other, set }: Side) {
    let movable = |from: usize, to: usize| {
        let (from, to) = (&words[from], &words[to]);
        from.id == to.id && [from, to].iter().all(|word| !word.opens && !word.glued)
    };
    for next in 1..pairs.len() {
        let (left, right) = (pairs[next - 1], pairs[next]);
        let start = own(&left) + 1;
        let plain = other(&right) == other(&left) + 1 && own(&right) > start;
        let onward = pairs.get(next + 1).is_some_and(|it| *it == (right.0 + 1, right.1 + 1));
        if plain && onward && movable(start, own(&right)) {
            set(&mut pairs[next], start);
        }
    }
    for next in 1..pairs.len() {
        let (left, right) = (pairs[next - 1], pairs[next]);
        if other(&right) != other(&left) + 1 || own(&right) == own(&left) + 1 {
            continue;
        }
        let (start, length) = (own(&left) + 1, own(&right) - own(&left) - 1);
        let mut best = (cut(words, start, length), 0);
        for steps in 1..=next {
            let (from, index) = (start - steps, next - steps);
            let adjacent = own(&pairs[index]) == from && other(&pairs[index]) + steps == other(&left) + 1;
            if !adjacent || !movable(from, from + length) {
                break;
            }
            best = match cut(words, from, length) {
                score if score > best.0 => (score, steps),
                _ => best,
            };
        }
        for step in 1..=best.1 {
            set(&mut pairs[next - step], start - step + length);
        }
    }
}

/// How well a stretch of `length` words from `start` can be cut out.
fn cut(words: &[Word], start: usize, length: usize) -> u32 {
    let ends = |at: usize| match words.get(at).and_then(|word| word.text().chars().last()) {
        Some('.' | '!' | '?') => 3,
        Some(',' | ';' | ':') => 2,
        _ => 0,
    };
    let before = start.checked_sub(1).map_or(3, ends);
    let joins = matches!(words.get(start).map(|word| word.text()), Some("und" | "oder" | "sowie" | "bzw."));
    before + u32::from(joins) * 2 + ends(start + length - 1).min(1)
}
