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

use super::lcs::{self, Pair};
use super::segment_alignment::{self, Thresholds, align_segments};
use super::sentences::sentences;
use super::similarity::Stems;
use super::word_alignment::{align_words, is_rewritten};
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
    let (mut before, mut after): (Vec<_>, Vec<_>) = pairs.into_iter().unzip();
    slide(current, &mut after, &before);
    slide(previous, &mut before, &after);
    before.into_iter().zip(after).collect()
}

/// Compares the sentences between two that were kept whole.
fn between(
    previous: &[Word],
    current: &[Word],
    left: &[Range<usize>],
    right: &[Range<usize>],
    pairs: &mut Vec<Pair>,
) {
    let stems = |words: &[Word], ranges: &[Range<usize>]| {
        ranges.iter().map(|range| Stems::of(&words[range.clone()])).collect::<Vec<_>>()
    };
    let many = left.len() * right.len() > segment_alignment::MOST;
    let groups = match (left, right) {
        _ if many => vec![(0..left.len(), 0..right.len())],
        ([_], [_]) => vec![(0..1, 0..1)],
        _ => align_segments(&stems(previous, left), &stems(current, right), SENTENCES),
    };
    for (i, j) in groups {
        let (Some(i), Some(j)) = (span(&left[i]), span(&right[j])) else { continue };
        let (old, new) = (&previous[i.clone()], &current[j.clone()]);
        let kept = align_words(old, new);
        if many || !is_rewritten(old, new, &kept) {
            pairs.extend(kept.into_iter().map(|(x, y)| (i.start + x, j.start + y)));
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

/// Moves stretches that only one side has to where a reader would cut: `und die Kita` rather than
/// `die Kita und`; of a word that was doubled, the second is the one too many. Only such stretches
/// can move, and only over words they repeat.
fn slide(words: &[Word], own: &mut [usize], other: &[usize]) {
    let movable = |from: usize, to: usize| {
        let (from, to) = (&words[from], &words[to]);
        from.id == to.id && [from, to].iter().all(|word| !word.opens && !word.glued)
    };
    // Whether only this side has something before the pair.
    let alone = |own: &[usize], at: usize| other[at] == other[at - 1] + 1 && own[at] > own[at - 1] + 1;
    for next in 1..own.len() {
        let start = own[next - 1] + 1;
        let onward =
            (own.get(next + 1), other.get(next + 1)) == (Some(&(own[next] + 1)), Some(&(other[next] + 1)));
        if alone(own, next) && onward && movable(start, own[next]) {
            own[next] = start;
        }
    }
    for next in 1..own.len() {
        if !alone(own, next) {
            continue;
        }
        let (start, length) = (own[next - 1] + 1, own[next] - own[next - 1] - 1);
        let mut best = (cut(words, start, length), 0);
        for steps in 1..=next {
            let (from, index) = (start - steps, next - steps);
            let adjacent = own[index] == from && other[index] + steps == other[next - 1] + 1;
            if !adjacent || !movable(from, from + length) {
                break;
            }
            let score = cut(words, from, length);
            if score > best.0 {
                best = (score, steps);
            }
        }
        for step in 1..=best.1 {
            own[next - step] = start - step + length;
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
