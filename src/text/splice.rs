//! Replacing stretches of a text so that every character that stays keeps its run.

use std::ops::Range;

use super::RichText;

/// A stretch inside one run, and what stands there afterwards.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Patch {
    /// The stretch, in bytes; empty for an insertion.
    pub range: Range<usize>,
    /// The new characters.
    pub with: String,
    /// An insertion between two runs belongs to the right one.
    pub to_right: bool,
}

impl<F: Clone + PartialEq> RichText<F> {
    /// Whether `range` lies inside one run.
    pub fn is_in_one_run(&self, range: &Range<usize>) -> bool {
        let run = self.ends.partition_point(|(end, _)| *end <= range.start);
        self.ends.get(run).is_some_and(|(end, _)| range.end <= *end)
    }

    /// Makes the `patches`: sorted, not overlapping, each inside one run. A run that loses all its
    /// characters is gone.
    pub fn splice(&mut self, patches: &[Patch]) {
        let mut spliced = Self::default();
        let mut patches = patches.iter().peekable();
        for run in self.runs() {
            let range = run.range();
            let mut done = range.start;
            while let Some(patch) = patches.next_if(|patch| is_within(patch, &range, self.string.len())) {
                spliced
                    .push(self.string.get(done..patch.range.start).unwrap_or_default(), run.format.clone());
                spliced.push(&patch.with, run.format.clone());
                done = patch.range.end;
            }
            spliced.push(self.string.get(done..range.end).unwrap_or_default(), run.format.clone());
        }
        *self = spliced;
    }
}

/// Whether a patch belongs to the run in `range`; at the border of two runs it names its side.
fn is_within(patch: &Patch, range: &Range<usize>, length: usize) -> bool {
    let at_end = patch.range.start == range.end && patch.range.is_empty();
    patch.range.start < range.end || at_end && (!patch.to_right || range.end == length)
}

/// Where `spans` lie after `patches`, none of which lies inside one of them.
pub fn shifted(spans: &[Range<usize>], patches: &[Patch]) -> Vec<Range<usize>> {
    let mut patches = patches.iter().peekable();
    let (mut added, mut removed) = (0, 0);
    let moved = spans.iter().map(|span| {
        while let Some(patch) = patches.next_if(|patch| patch.range.end <= span.start) {
            added += patch.with.len();
            removed += patch.range.len();
        }
        (span.start + added).saturating_sub(removed)..(span.end + added).saturating_sub(removed)
    });
    moved.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn patch(range: Range<usize>, with: &str, to_right: bool) -> Patch {
        Patch { range, with: with.into(), to_right }
    }

    #[test]
    fn what_stays_keeps_its_run() {
        let mut text = RichText::from_iter([("am 9.6.", 1), ("16", 2)]);
        text.splice(&[patch(3..3, "0", true), patch(5..5, "0", true), patch(7..7, "20", true)]);
        let runs: Vec<_> = text.runs().map(|run| (run.text, *run.format)).collect();
        assert_eq!(runs, [("am 09.06.", 1), ("2016", 2)]);
    }

    #[test]
    fn an_insertion_between_two_runs_goes_to_the_side_it_names() {
        for (to_right, first) in [(true, "ab"), (false, "ab-")] {
            let mut text = RichText::from_iter([("ab", 1), ("cd", 2)]);
            text.splice(&[patch(2..2, "-", to_right)]);
            assert_eq!(text.runs().next().map(|run| run.text), Some(first));
            assert_eq!(text.as_str(), "ab-cd");
        }
    }

    #[test]
    fn spans_move_along() {
        let patches = [patch(0..2, "", true), patch(5..5, "xyz", true)];
        assert_eq!(shifted(&[3..5, 5..7], &patches), [1..3, 6..8]);
    }
}
