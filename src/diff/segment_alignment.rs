//! Which texts of a stretch belong together, in order: one to one, or one split into several, or
//! several joined into one. Used for the sentences of a text and for the paragraphs of a cell.

use std::ops::Range;

use super::similarity::{Stems, percent};

/// How alike texts must be to be compared with each other.
#[derive(Clone, Copy, Debug)]
pub(super) struct Thresholds {
    /// Least similarity of a pair, in percent.
    pub(super) pair: u32,
    /// Least share of the shorter text that the longer one must hold instead, in percent: a short
    /// text that was extended.
    pub(super) held: u32,
    /// Least share of each part in the text it was split from or joined into, in percent.
    pub(super) part: u32,
}

/// Beyond this many pairs of texts the order is not searched one by one.
pub(super) const MOST: usize = 2_500;
/// A text is split into, or joined from, at most this many.
const PARTS: usize = 4;

/// Texts that belong together; indices of both sides.
pub(super) type Group = (Range<usize>, Range<usize>);

/// The groups among `previous` and `current`, ascending on both sides: those that share most.
/// Nothing where there are more than [`MOST`] pairs.
pub(super) fn align_segments(previous: &[Stems], current: &[Stems], thresholds: Thresholds) -> Vec<Group> {
    if previous.len() * current.len() > MOST {
        return Vec::new();
    }
    let width = current.len() + 1;
    let mut best = vec![(0_u64, (0, 0)); (previous.len() + 1) * width];
    for i in (0..=previous.len()).rev() {
        for j in (0..=current.len()).rev() {
            best[i * width + j] = choose(previous, current, thresholds, (i, j), &best, width);
        }
    }
    follow(&best, width, (previous.len(), current.len()))
}

type Choice = (u64, (usize, usize));

fn choose(
    previous: &[Stems],
    current: &[Stems],
    thresholds: Thresholds,
    (i, j): (usize, usize),
    best: &[Choice],
    width: usize,
) -> Choice {
    let mut choice = (0, (0, 0));
    let mut offer = |gain: Option<u64>, (rows, columns): (usize, usize)| {
        let Some(gain) = gain else { return };
        let rest = best.get((i + rows) * width + j + columns).map_or(0, |(rest, _)| *rest);
        if choice.1 == (0, 0) || gain + rest > choice.0 {
            choice = (gain + rest, (rows, columns));
        }
    };
    let (left, right) = (&previous[i..], &current[j..]);
    if let ([one, ..], [other, ..]) = (left, right) {
        offer(pair(one, other, thresholds), (1, 1));
        for count in 2..=PARTS {
            offer(right.get(..count).and_then(|parts| joined(one, parts, thresholds)), (1, count));
            offer(left.get(..count).and_then(|parts| joined(other, parts, thresholds)), (count, 1));
        }
    }
    offer((!left.is_empty()).then_some(0), (1, 0));
    offer((!right.is_empty()).then_some(0), (0, 1));
    choice
}

fn follow(best: &[Choice], width: usize, (rows, columns): (usize, usize)) -> Vec<Group> {
    let (mut i, mut j) = (0, 0);
    let mut groups = Vec::new();
    while i < rows || j < columns {
        let (down, right) = best[i * width + j].1;
        if down > 0 && right > 0 {
            groups.push((i..i + down, j..j + right));
        }
        (i, j) = (i + down, j + right);
    }
    groups
}

/// What comparing two texts gains; none where they are too different.
fn pair(one: &Stems, other: &Stems, thresholds: Thresholds) -> Option<u64> {
    let common = one.overlap(other);
    let similarity = percent(2 * common, one.total + other.total);
    let held = percent(common, one.total.min(other.total));
    let alike = common > 0 && (similarity >= thresholds.pair || held >= thresholds.held);
    alike.then(|| u64::from(common) * u64::from(similarity.max(held / 2)))
}

fn joined(whole: &Stems, parts: &[Stems], thresholds: Thresholds) -> Option<u64> {
    let held = parts.iter().all(|part| percent(part.overlap(whole), part.total) >= thresholds.part);
    held.then(|| pair(whole, &Stems::join(parts), thresholds)).flatten()
}
