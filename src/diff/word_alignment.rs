//! Two stretches of words → the words an editor would leave standing.
//!
//! Among all ways to turn one text into the other, the one is taken that keeps most while setting
//! fewest marks: every mark (a struck stretch, an inserted stretch) costs [`MARK`], every kept word
//! earns its worth, which grows with its length. So a short word alone between two replacements is
//! not worth the two marks it would save from being drawn together, while it stays between two
//! plain insertions, where striking it would save nothing.

use crate::text::Mark;

use super::lcs::{EXACT, Hunk, Pair, divide, gaps};
use super::similarity::percent;
use super::words::Word;

/// What one mark costs, in the unit of [`Word::worth`].
const MARK: i32 = 10;

/// The words that stay, by their places in `previous` and `current`.
pub(super) fn align_words(previous: &[Word], current: &[Word]) -> Vec<Pair> {
    if previous.len() * current.len() <= EXACT {
        return exact(previous, current);
    }
    let ids = |words: &[Word]| words.iter().map(|word| word.id).collect::<Vec<_>>();
    let mut pairs = Vec::new();
    let exact = |(left, right): Hunk| exact(&previous[left], &current[right]);
    let all = (0..previous.len(), 0..current.len());
    divide(&ids(previous), &ids(current), all, &exact, 0, &mut pairs);
    pairs
}

/// The marks that a word can bear; of equal scores, that of the last counts.
const MARKS: [Mark; 3] = [Mark::Inserted, Mark::Deleted, Mark::Kept];
const NEVER: i32 = i32::MIN / 2;

/// The best score for each mark of the last word, and the mark of the word before it; both by the
/// number of the mark.
#[derive(Clone, Copy)]
struct State {
    score: [i32; 3],
    from: [Mark; 3],
}

impl State {
    const NONE: Self = Self { score: [NEVER; 3], from: [Mark::Kept; 3] };

    /// The mark with the best score, where a word after each mark gains this much.
    fn best(&self, gain: impl Fn(Mark) -> i32) -> (i32, Mark) {
        let score = |mark: Mark| self.score[mark as usize].saturating_add(gain(mark)).max(NEVER);
        MARKS.into_iter().map(|mark| (score(mark), mark)).max_by_key(|(score, _)| *score).unwrap_or_default()
    }

    fn enter(&mut self, mark: Mark, before: &State, gain: impl Fn(Mark) -> i32) {
        (self.score[mark as usize], self.from[mark as usize]) = before.best(gain);
    }
}

fn exact(previous: &[Word], current: &[Word]) -> Vec<Pair> {
    let (rows, width) = (previous.len() + 1, current.len() + 1);
    let mut states = vec![State::NONE; rows * width];
    states[0].score[Mark::Kept as usize] = 0;
    for (i, j) in (0..rows).flat_map(|i| (0..width).map(move |j| (i, j))).skip(1) {
        let mut state = State::NONE;
        if i > 0 && j > 0 && previous[i - 1].id == current[j - 1].id {
            let worth = previous[i - 1].worth() as i32;
            state.enter(Mark::Kept, &states[(i - 1) * width + j - 1], |_| worth);
        }
        if i > 0 {
            // The struck part stands before the inserted one, so nothing is struck after an
            // insertion.
            state.enter(Mark::Deleted, &states[(i - 1) * width + j], |last| match last {
                Mark::Kept => -MARK,
                Mark::Deleted => 0,
                Mark::Inserted => NEVER,
            });
        }
        if j > 0 {
            let gain = |last| if last == Mark::Inserted { 0 } else { -MARK };
            state.enter(Mark::Inserted, &states[i * width + j - 1], gain);
        }
        states[i * width + j] = state;
    }
    trace(&states, width, (previous.len(), current.len()))
}

fn trace(states: &[State], width: usize, (mut i, mut j): (usize, usize)) -> Vec<Pair> {
    let mut mark = states[i * width + j].best(|_| 0).1;
    let mut pairs = Vec::new();
    while i + j > 0 {
        let before = states[i * width + j].from[mark as usize];
        if mark != Mark::Inserted {
            i -= 1;
        }
        if mark != Mark::Deleted {
            j -= 1;
        }
        if mark == Mark::Kept {
            pairs.push((i, j));
        }
        mark = before;
    }
    pairs.reverse();
    pairs
}

/// Whether so little was kept that an editor would strike the sentence and write it anew: no more
/// than half of the shorter version, counted in words or by their worth, or, where what is kept
/// stands together and reads well, less than two fifths of its words. A word that came back in
/// another form within the same change counts as kept.
pub(super) fn is_rewritten(previous: &[Word], current: &[Word], pairs: &[Pair]) -> bool {
    let total = |words: &[Word]| words.iter().map(Word::worth).sum::<u32>();
    let (old, new) = (total(previous), total(current));
    let mut kept: u32 = pairs.iter().map(|pair| previous[pair.0].worth()).sum();
    if kept == old.min(new) {
        return false;
    }
    let (mut changes, mut words) = (0, pairs.len());
    for ((struck, inserted), _) in gaps(pairs, 0..previous.len(), 0..current.len()) {
        changes += usize::from(!struck.is_empty() || !inserted.is_empty());
        let again = again(&previous[struck], &current[inserted]);
        (kept, words) = (kept + again.0, words + again.1);
    }
    let shorter = previous.len().min(current.len());
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
