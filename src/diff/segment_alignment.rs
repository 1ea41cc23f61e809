//! Which texts of a stretch belong together, in order: one to one, or one split into several, or
//! several joined into one. Used for the sentences of a text and for the paragraphs of a cell.

use super::lcs::Hunk;
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

/// The texts that belong together, by their indices, ascending on both sides: those that share most.
/// Nothing where there are more than [`MOST`] pairs.
pub(super) fn align_segments(previous: &[Stems], current: &[Stems], thresholds: Thresholds) -> Vec<Hunk> {
    if previous.len() * current.len() > MOST {
        return Vec::new();
    }
    let width = current.len() + 1;
    let mut best = vec![(0, (0, 0)); (previous.len() + 1) * width];
    for i in (0..=previous.len()).rev() {
        for j in (0..=current.len()).rev() {
            let rest = |(rows, columns): (usize, usize)| best[(i + rows) * width + j + columns].0;
            best[i * width + j] = choose(&previous[i..], &current[j..], thresholds, rest);
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut groups = Vec::new();
    while i < previous.len() || j < current.len() {
        let (rows, columns) = best[i * width + j].1;
        if rows > 0 && columns > 0 {
            groups.push((i..i + rows, j..j + columns));
        }
        (i, j) = (i + rows, j + columns);
    }
    groups
}

/// How many texts of either side to take next, and what that and all behind it gain.
fn choose(
    previous: &[Stems],
    current: &[Stems],
    thresholds: Thresholds,
    rest: impl Fn((usize, usize)) -> u64,
) -> (u64, (usize, usize)) {
    let mut choice = (0, (0, 0));
    let mut offer = |gain: Option<u64>, taken: (usize, usize)| {
        let Some(gain) = gain.map(|gain| gain + rest(taken)) else { return };
        if choice.1 == (0, 0) || gain > choice.0 {
            choice = (gain, taken);
        }
    };
    if let ([one, ..], [other, ..]) = (previous, current) {
        offer(pair(one, other, thresholds), (1, 1));
        for count in 2..=PARTS {
            offer(current.get(..count).and_then(|parts| joined(one, parts, thresholds)), (1, count));
            offer(previous.get(..count).and_then(|parts| joined(other, parts, thresholds)), (count, 1));
        }
    }
    offer((!previous.is_empty()).then_some(0), (1, 0));
    offer((!current.is_empty()).then_some(0), (0, 1));
    choice
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
