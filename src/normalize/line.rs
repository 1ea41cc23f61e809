//! One text while the rules work on it: plain characters with a map back to the runs.
//!
//! A line holds the runs of *one version* of a text: what stands now, or what stood before. Rules
//! see its characters in one piece, so a date is found across a border of formatting; a change is
//! written back so that every character keeps the run it stood in.

use std::ops::Range;

use crate::text::{Mark, Run};

use super::edit::{Edit, Patch, patches};
use super::scan::MASK;

/// A stretch of a line that belongs to one run.
#[derive(Clone, Debug)]
struct Piece {
    /// Where it ends, in bytes of the line.
    end: usize,
    /// Its run, as an index into the text's runs.
    run: usize,
    /// No change may touch it.
    locked: bool,
}

/// Characters of one version of a text.
#[derive(Clone, Debug)]
pub(super) struct Line {
    text: String,
    pieces: Vec<Piece>,
    /// Stretches no change may touch inside, sorted, not overlapping.
    protected: Vec<Range<usize>>,
    /// Whether a gap between two runs is a struck passage.
    shows_now: bool,
    /// Spaces dropped beside a struck passage, by the struck run they now belong to.
    moved: Vec<(usize, Side, String)>,
}

/// On which side of a struck run a space is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Front,
    Back,
}

/// An edit that was made, in the words of the text before it.
#[derive(Clone, Debug)]
pub(super) struct Applied {
    pub(super) range: Range<usize>,
    pub(super) with: String,
}

impl Line {
    /// The runs as they stand in this version; raised and lowered characters are masked.
    pub(super) fn current(runs: &[Run]) -> Self {
        Self::of(runs, Mark::Deleted, |_| false)
    }

    /// The runs as they stood in the previous version: only struck ones may change.
    pub(super) fn struck(runs: &[Run]) -> Self {
        Self::of(runs, Mark::Inserted, |run| run.mark != Mark::Deleted)
    }

    fn of(runs: &[Run], without: Mark, locked: impl Fn(&Run) -> bool) -> Self {
        let mut line = Self {
            text: String::new(),
            pieces: Vec::new(),
            protected: Vec::new(),
            shows_now: without == Mark::Deleted,
            moved: Vec::new(),
        };
        for (index, run) in
            runs.iter().enumerate().filter(|(_, run)| run.mark != without && !run.text.is_empty())
        {
            let raised = run.style.superscript || run.style.subscript;
            match raised {
                true => line.text.extend(std::iter::repeat_n(MASK, run.text.len())),
                false => line.text.push_str(&run.text),
            }
            line.pieces.push(Piece { end: line.text.len(), run: index, locked: raised || locked(run) });
        }
        line
    }

    /// The characters.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Takes the stretches that no change may touch inside.
    pub(super) fn protect(&mut self, mut spans: Vec<Range<usize>>) {
        spans.sort_by_key(|span| (span.start, span.end));
        let mut merged: Vec<Range<usize>> = Vec::with_capacity(spans.len());
        for span in spans {
            match merged.last_mut() {
                Some(last) if span.start < last.end => last.end = last.end.max(span.end),
                _ => merged.push(span),
            }
        }
        self.protected = merged;
    }

    /// Whether any part of `range` is protected.
    pub(super) fn is_protected(&self, range: &Range<usize>) -> bool {
        let next = self.protected.partition_point(|span| span.end <= range.start);
        self.protected.get(next).is_some_and(|span| span.start < range.end)
    }

    /// The stretches of runs for which `test` holds.
    pub(super) fn stretches(&self, runs: &[Run], test: impl Fn(&Run) -> bool) -> Vec<Range<usize>> {
        let mut start = 0;
        let mut found = Vec::new();
        for piece in &self.pieces {
            if runs.get(piece.run).is_some_and(&test) {
                found.push(start..piece.end);
            }
            start = piece.end;
        }
        found
    }

    /// Makes the edits that are allowed, and says which. They come sorted and do not overlap.
    pub(super) fn apply(&mut self, edits: Vec<Edit>) -> Vec<Applied> {
        let mut allowed = Vec::new();
        let mut applied = Vec::new();
        let mut reached = 0;
        for edit in edits {
            let small = edit.minimal(&self.text);
            if small.range.is_empty() && small.with.is_empty() || edit.range.start < reached {
                continue;
            }
            // Letters and digits beside a protected number would become part of it.
            let completes = small.with.contains(char::is_alphanumeric) && self.is_protected(&edit.range);
            if self.is_locked(&edit.range) || completes || self.touches_protected(&small.range) {
                continue;
            }
            reached = edit.range.end;
            allowed.extend(patches(&edit, &self.text, |range| self.in_one_piece(range)));
            applied.push(Applied { range: edit.range, with: edit.with });
        }
        if !allowed.is_empty() {
            self.rewrite(&allowed);
        }
        applied
    }

    fn is_locked(&self, range: &Range<usize>) -> bool {
        let first = self.pieces.partition_point(|piece| piece.end <= range.start);
        let mut start =
            first.checked_sub(1).and_then(|last| self.pieces.get(last)).map_or(0, |piece| piece.end);
        for piece in self.pieces.iter().skip(first) {
            if start >= range.end {
                break;
            }
            if piece.locked {
                return true;
            }
            start = piece.end;
        }
        false
    }

    fn touches_protected(&self, range: &Range<usize>) -> bool {
        match range.is_empty() {
            true => {
                let next = self.protected.partition_point(|span| span.end <= range.start);
                self.protected.get(next).is_some_and(|span| span.start < range.start)
            }
            false => self.is_protected(range),
        }
    }

    fn in_one_piece(&self, range: &Range<usize>) -> bool {
        let piece = self.pieces.partition_point(|piece| piece.end <= range.start);
        self.pieces.get(piece).is_some_and(|piece| range.end <= piece.end)
    }

    /// Writes sorted patches, each inside one piece, and moves all borders along.
    fn rewrite(&mut self, patches: &[Patch]) {
        self.keep_spaces_beside_struck_runs(patches);
        let mut text = String::with_capacity(self.text.len() + patches.len() * 2);
        let mut ends = Vec::with_capacity(self.pieces.len());
        let mut done = 0;
        let mut pieces = self.pieces.iter().map(|piece| piece.end).peekable();
        for patch in patches {
            // A border at the place of the patch: what is inserted there goes to the side it names.
            let passed = |end: usize| match patch.to_right {
                true => end <= patch.range.start,
                false => end < patch.range.start || end == patch.range.start && !patch.range.is_empty(),
            };
            while let Some(end) = pieces.next_if(|end| passed(*end)) {
                text.push_str(self.text.get(done..end).unwrap_or_default());
                done = end;
                ends.push(text.len());
            }
            text.push_str(self.text.get(done..patch.range.start).unwrap_or_default());
            text.push_str(&patch.with);
            done = patch.range.end;
        }
        for end in pieces {
            text.push_str(self.text.get(done..end).unwrap_or_default());
            done = end;
            ends.push(text.len());
        }
        for (piece, end) in self.pieces.iter_mut().zip(ends) {
            piece.end = end;
        }
        self.text = text;
        self.protected = shifted(&self.protected, patches);
    }

    /// A space that is dropped beside a struck passage becomes part of it: »bis ~~Mai~~ Juni« has
    /// two spaces where `Mai` is left out, and none too many where it is shown.
    fn keep_spaces_beside_struck_runs(&mut self, patches: &[Patch]) {
        let mut start = 0;
        let mut previous: Option<usize> = None;
        let mut from = 0;
        for piece in &self.pieces {
            if let Some(last) = previous.filter(|last| self.shows_now && last + 1 < piece.run) {
                let near = patches.iter().skip(from).take_while(|patch| patch.range.start <= start);
                for patch in near {
                    let dropped = self.text.get(patch.range.clone()).unwrap_or_default();
                    let only_spaces =
                        !dropped.is_empty() && patch.with.is_empty() && dropped.trim().is_empty();
                    if only_spaces && patch.range.end == start {
                        self.moved.push((last + 1, Side::Front, dropped.to_owned()));
                    } else if only_spaces && patch.range.start == start {
                        self.moved.push((piece.run - 1, Side::Back, dropped.to_owned()));
                    }
                }
            }
            from += patches.iter().skip(from).take_while(|patch| patch.range.end < start).count();
            previous = Some(piece.run);
            start = piece.end;
        }
    }

    /// The runs with the characters of this line in place of theirs.
    pub(super) fn write_back(self, mut runs: Vec<Run>) -> Vec<Run> {
        let mut start = 0;
        for piece in &self.pieces {
            if let Some(run) = runs.get_mut(piece.run).filter(|_| !piece.locked) {
                run.text = self.text.get(start..piece.end).unwrap_or_default().to_owned();
            }
            start = piece.end;
        }
        for (run, side, space) in self.moved {
            match (runs.get_mut(run), side) {
                (Some(run), Side::Front) => run.text.insert_str(0, &space),
                (Some(run), Side::Back) => run.text.push_str(&space),
                (None, _) => {}
            }
        }
        runs
    }
}

/// `spans` after `patches`, none of which lies inside one of them.
fn shifted(spans: &[Range<usize>], patches: &[Patch]) -> Vec<Range<usize>> {
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
