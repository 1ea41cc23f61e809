//! Longest common subsequences of numbers, bounded: the ground of every alignment.
//!
//! Small problems are solved exactly. Large ones are cut at elements that occur once on either side
//! (patience), then by occurrence; the work grows with n log n, whatever the input.

use std::collections::HashMap;
use std::ops::Range;

/// Up to this many pairs of elements are compared one by one.
pub(super) const EXACT: usize = 40_000;
/// How often a stretch is cut at unique elements before its elements are paired by occurrence.
const DEPTH: usize = 6;

/// Two elements that belong together: the index on the previous side, and that on the current one.
pub(super) type Pair = (usize, usize);

/// A stretch of either side.
pub(super) type Hunk = (Range<usize>, Range<usize>);

/// Indices of equal elements, ascending on both sides, as heavy as can be found. `worth` is asked
/// for indices of `a`.
pub(super) fn heaviest_common(a: &[u32], b: &[u32], worth: &dyn Fn(usize) -> u32) -> Vec<Pair> {
    let exact = |(left, right): Hunk| exact(&a[left.clone()], &b[right], &|i| worth(left.start + i));
    let mut pairs = Vec::new();
    divide(a, b, (0..a.len(), 0..b.len()), &exact, 0, &mut pairs);
    pairs
}

/// Aligns a stretch of any size: what is equal at its ends is kept, and the rest cut until `exact`
/// can align the pieces. Its pairs are relative to the starts of its hunk.
pub(super) fn divide(
    a: &[u32],
    b: &[u32],
    (mut left, mut right): Hunk,
    exact: &dyn Fn(Hunk) -> Vec<Pair>,
    depth: usize,
    pairs: &mut Vec<Pair>,
) {
    while !left.is_empty() && !right.is_empty() && a[left.start] == b[right.start] {
        pairs.push((left.start, right.start));
        (left.start, right.start) = (left.start + 1, right.start + 1);
    }
    let mut tail = Vec::new();
    while !left.is_empty() && !right.is_empty() && a[left.end - 1] == b[right.end - 1] {
        (left.end, right.end) = (left.end - 1, right.end - 1);
        tail.push((left.end, right.end));
    }
    let small = left.len() * right.len() <= EXACT;
    let anchors = match depth < DEPTH {
        _ if small => exact((left.clone(), right.clone())),
        true => anchors(&a[left.clone()], &b[right.clone()]),
        false => by_occurrence(&a[left.clone()], &b[right.clone()]),
    };
    for (hunk, anchor) in gaps(&anchors, left, right) {
        if !small && depth < DEPTH && !anchors.is_empty() {
            divide(a, b, hunk, exact, depth + 1, pairs);
        }
        pairs.extend(anchor);
    }
    pairs.extend(tail.into_iter().rev());
}

/// The stretches before, between and after anchors (relative to the starts of `left` and `right`),
/// each with the anchor that follows it.
pub(super) fn gaps(anchors: &[Pair], left: Range<usize>, right: Range<usize>) -> Vec<(Hunk, Option<Pair>)> {
    let mut gaps = Vec::with_capacity(anchors.len() + 1);
    let (mut i, mut j) = (left.start, right.start);
    for anchor in anchors {
        let (x, y) = (left.start + anchor.0, right.start + anchor.1);
        gaps.push(((i..x, j..y), Some((x, y))));
        (i, j) = (x + 1, y + 1);
    }
    gaps.push(((i..left.end, j..right.end), None));
    gaps
}

/// Elements that occur once on either side, in the longest order both sides share; where there are
/// none, elements paired by occurrence.
fn anchors(a: &[u32], b: &[u32]) -> Vec<Pair> {
    let (in_a, in_b) = (places(a), places(b));
    let once = |(i, id): (usize, &u32)| match (in_a.get(id)?.as_slice(), in_b.get(id)?.as_slice()) {
        ([_], [j]) => Some((i, *j)),
        _ => None,
    };
    let pairs: Vec<_> = a.iter().enumerate().filter_map(once).collect();
    if pairs.is_empty() { by_occurrence(a, b) } else { ascending(&pairs) }
}

/// The n-th occurrence of an element paired with the n-th on the other side.
fn by_occurrence(a: &[u32], b: &[u32]) -> Vec<Pair> {
    let in_b = places(b);
    let mut seen: HashMap<u32, usize> = HashMap::new();
    let mut pairs = Vec::new();
    for (i, id) in a.iter().enumerate() {
        let count = seen.entry(*id).or_default();
        pairs.extend(in_b.get(id).and_then(|places| places.get(*count)).map(|j| (i, *j)));
        *count += 1;
    }
    ascending(&pairs)
}

fn places(ids: &[u32]) -> HashMap<u32, Vec<usize>> {
    let mut places: HashMap<u32, Vec<usize>> = HashMap::new();
    for (at, id) in ids.iter().enumerate() {
        places.entry(*id).or_default().push(at);
    }
    places
}

/// The longest subsequence of pairs whose second halves ascend; the first halves do already.
pub(super) fn ascending(pairs: &[Pair]) -> Vec<Pair> {
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(pairs.len());
    for (at, pair) in pairs.iter().enumerate() {
        let length = ends.partition_point(|&end| pairs[end].1 < pair.1);
        before.push(length.checked_sub(1).map(|last| ends[last]));
        match ends.get_mut(length) {
            Some(end) => *end = at,
            None => ends.push(at),
        }
    }
    let mut chain: Vec<_> = std::iter::successors(ends.last().copied(), |&at| before[at]).collect();
    chain.reverse();
    chain.into_iter().map(|at| pairs[at]).collect()
}

/// The heaviest of all common subsequences; the first of equals.
fn exact(a: &[u32], b: &[u32], worth: &dyn Fn(usize) -> u32) -> Vec<Pair> {
    let width = b.len() + 1;
    let mut best = vec![0_u64; (a.len() + 1) * width];
    let take = |best: &[u64], i: usize, j: usize| {
        (a[i] == b[j]).then(|| best[(i + 1) * width + j + 1] + 1 + u64::from(worth(i)))
    };
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            let skip = best[(i + 1) * width + j].max(best[i * width + j + 1]);
            best[i * width + j] = take(&best, i, j).map_or(skip, |take| take.max(skip));
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut pairs = Vec::new();
    while i < a.len() && j < b.len() {
        let here = best[i * width + j];
        if take(&best, i, j) == Some(here) {
            pairs.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if here == best[(i + 1) * width + j] {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_heavier_order_wins() {
        let weights = [1, 1, 9];
        assert_eq!(heaviest_common(&[1, 2, 3], &[3, 1, 2], &|i| weights[i]), [(2, 0)]);
        assert_eq!(heaviest_common(&[1, 2, 3], &[3, 1, 2], &|_| 1), [(0, 1), (1, 2)]);
    }

    #[test]
    fn large_inputs_are_aligned_too() {
        let a: Vec<u32> = (0..5_000).collect();
        let mut b = a.clone();
        b.insert(2_500, 9_999);
        b.remove(10);
        assert_eq!(heaviest_common(&a, &b, &|_| 1).len(), 4_999);
        let flip: Vec<u32> = (0..5_000).map(|i| i % 2).collect();
        assert!(heaviest_common(&flip, &flip[1..], &|_| 1).len() > 2_000);
    }
}
