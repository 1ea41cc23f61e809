//! Two stretches of words → the words an editor would leave standing.
//!
//! Among all ways to turn one text into the other, the one is taken that keeps most while setting
//! fewest marks: every mark (a struck stretch, an inserted stretch) costs [`MARK`], every kept word
//! earns its worth, which grows with its length. So a short word alone between two replacements is
//! not worth the two marks it would save from being drawn together, while it stays between two
//! plain insertions, where striking it would save nothing.

use std::ops::Range;

use super::lcs::{EXACT, anchors, gaps};
use super::similarity::percent;
use super::words::Word;

/// What one mark costs, in the unit of [`Word::worth`].
const MARK: i32 = 10;
/// How often a stretch too long for the exact comparison is cut in pieces.
const DEPTH: usize = 6;

/// A kept word: its index in the previous and in the current text.
pub(super) type Pair = (usize, usize);

/// The words of `left` and `right` that stay.
pub(super) fn align_words(
    previous: &[Word],
    current: &[Word],
    left: Range<usize>,
    right: Range<usize>,
) -> Vec<Pair> {
    let mut pairs = Vec::new();
    stretch(previous, current, left, right, 0, &mut pairs);
    pairs
}

fn stretch(
    previous: &[Word],
    current: &[Word],
    left: Range<usize>,
    right: Range<usize>,
    depth: usize,
    pairs: &mut Vec<Pair>,
) {
    if left.is_empty() || right.is_empty() {
        return;
    }
    if left.len() * right.len() <= EXACT {
        return exact(previous, current, left, right, pairs);
    }
    if depth == DEPTH {
        return;
    }
    let ids = |words: &[Word]| words.iter().map(|word| word.id).collect::<Vec<_>>();
    let anchors = anchors(&ids(&previous[left.clone()]), &ids(&current[right.clone()]));
    if anchors.is_empty() {
        return;
    }
    for ((before, after), anchor) in gaps(&anchors, left, right) {
        stretch(previous, current, before, after, depth + 1, pairs);
        pairs.extend(anchor);
    }
}

/// What the last step did with a word.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    Keep,
    Delete,
    Insert,
}

const STEPS: [Step; 3] = [Step::Keep, Step::Delete, Step::Insert];
const NEVER: i32 = i32::MIN / 2;

/// The best score that ends in each kind of step, and the step before it.
#[derive(Clone, Copy)]
struct State {
    score: [i32; 3],
    from: [Step; 3],
}

fn exact(
    previous: &[Word],
    current: &[Word],
    left: Range<usize>,
    right: Range<usize>,
    pairs: &mut Vec<Pair>,
) {
    let (rows, width) = (left.len() + 1, right.len() + 1);
    let start = State { score: [0, NEVER, NEVER], from: [Step::Keep; 3] };
    let none = State { score: [NEVER; 3], ..start };
    let mut states = vec![start; rows * width];
    for i in 0..rows {
        for j in 0..width {
            if i + j == 0 {
                continue;
            }
            let mut state = none;
            if i > 0 && j > 0 {
                let (old, new) = (&previous[left.start + i - 1], &current[right.start + j - 1]);
                if old.id == new.id {
                    let worth = [old.worth() as i32; 3];
                    enter(&mut state, Step::Keep, &states[(i - 1) * width + j - 1], worth);
                }
            }
            if i > 0 {
                // The struck part stands before the inserted one, so nothing is struck after an
                // insertion.
                enter(&mut state, Step::Delete, &states[(i - 1) * width + j], [-MARK, 0, NEVER]);
            }
            if j > 0 {
                enter(&mut state, Step::Insert, &states[i * width + j - 1], [-MARK, -MARK, 0]);
            }
            states[i * width + j] = state;
        }
    }
    trace(&states, width, (left, right), pairs);
}

fn enter(state: &mut State, step: Step, before: &State, gain: [i32; 3]) {
    let scores = STEPS.map(|from| before.score[from as usize].saturating_add(gain[from as usize]).max(NEVER));
    let best = STEPS.into_iter().rev().max_by_key(|from| scores[*from as usize]).unwrap_or(Step::Keep);
    state.score[step as usize] = scores[best as usize];
    state.from[step as usize] = best;
}

fn trace(states: &[State], width: usize, (left, right): (Range<usize>, Range<usize>), pairs: &mut Vec<Pair>) {
    let (mut i, mut j) = (left.len(), right.len());
    let last = &states[i * width + j];
    let mut step =
        STEPS.into_iter().rev().max_by_key(|step| last.score[*step as usize]).unwrap_or(Step::Keep);
    let first = pairs.len();
    while i + j > 0 {
        let before = states[i * width + j].from[step as usize];
        match step {
            Step::Keep => {
                (i, j) = (i - 1, j - 1);
                pairs.push((left.start + i, right.start + j));
            }
            Step::Delete => i -= 1,
            Step::Insert => j -= 1,
        }
        step = before;
    }
    pairs[first..].reverse();
}

/// Whether so little was kept that an editor would strike the sentence and write it anew: no more
/// than half of the shorter version, counted in words or by their worth, or, where what is kept
/// stands together and reads well, less than two fifths of its words. A word that came back in
/// another form within the same change counts as kept.
pub(super) fn is_rewritten(
    previous: &[Word],
    current: &[Word],
    left: &Range<usize>,
    right: &Range<usize>,
    pairs: &[Pair],
) -> bool {
    let total = |words: &[Word]| words.iter().map(Word::worth).sum::<u32>();
    let (old, new) = (total(&previous[left.clone()]), total(&current[right.clone()]));
    let mut kept: u32 = pairs.iter().map(|pair| previous[pair.0].worth()).sum();
    if kept == old.min(new) {
        return false;
    }
    let anchors: Vec<_> = pairs.iter().map(|pair| (pair.0 - left.start, pair.1 - right.start)).collect();
    let (mut changes, mut words) = (0, pairs.len());
    for ((struck, inserted), _) in gaps(&anchors, left.clone(), right.clone()) {
        changes += usize::from(!struck.is_empty() || !inserted.is_empty());
        let again = again(&previous[struck], &current[inserted]);
        (kept, words) = (kept + again.0, words + again.1);
    }
    let shorter = left.len().min(right.len());
    match changes > 1 {
        true => 2 * words <= shorter || percent(kept, old.min(new)) < 50 || percent(kept, old.max(new)) < 15,
        false => 5 * words < 2 * shorter,
    }
}

/// The worth and number of struck words that stand in another form among the inserted ones.
fn again(struck: &[Word], inserted: &[Word]) -> (u32, usize) {
    if struck.len() * inserted.len() > EXACT {
        return (0, 0);
    }
    let other = |word: &Word| inserted.iter().any(|it| it.stem == word.stem && it.id != word.id);
    let back = struck.iter().filter(|word| other(word));
    back.fold((0, 0), |(worth, count), word| (worth + word.worth(), count + 1))
}
