//! One text while the rules work on it: its characters in one piece, each knowing the run it came
//! from.
//!
//! A line holds the runs of *one version* of a text: what stands now, or what stood before. Rules
//! see its characters in one piece, so a date is found across a border of formatting; a change is
//! written back so that every character keeps the run it stood in.

use std::ops::Range;

use crate::text::{Format, Mark, Patch, RichText, Text, shifted};

use super::edit::{Edit, patches};
use super::scan::{MASK, overlaps};

/// Where a stretch of a line came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Origin {
    /// The number of its run.
    run: usize,
    /// No change may touch it.
    locked: bool,
}

/// Characters of one version of a text.
#[derive(Clone, Debug)]
pub(super) struct Line {
    text: RichText<Origin>,
    /// Which runs of the text, by number, the line may change.
    editable: Vec<bool>,
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

impl Line {
    /// The text as it stands in this version; raised and lowered characters are masked.
    pub(super) fn current(text: &Text) -> Self {
        Self::of(text, Mark::Deleted, |_| false)
    }

    /// The text as it stood in the previous version: only struck runs may change.
    pub(super) fn struck(text: &Text) -> Self {
        Self::of(text, Mark::Inserted, |format| format.mark != Mark::Deleted)
    }

    fn of(text: &Text, without: Mark, locked: impl Fn(&Format) -> bool) -> Self {
        let (mut line, mut editable) = (RichText::default(), Vec::new());
        for (run, piece) in text.runs().enumerate() {
            let shown = piece.format.mark != without;
            let raised = piece.format.style.superscript || piece.format.style.subscript;
            let locked = raised || locked(piece.format);
            editable.push(shown && !locked);
            match (shown, raised) {
                (false, _) => {}
                (true, true) => line.push(&MASK.to_string().repeat(piece.text.len()), Origin { run, locked }),
                (true, false) => line.push(piece.text, Origin { run, locked }),
            }
        }
        let shows_now = without == Mark::Deleted;
        Self { text: line, editable, protected: Vec::new(), shows_now, moved: Vec::new() }
    }

    /// The characters.
    pub(super) fn text(&self) -> &str {
        self.text.as_str()
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
        overlaps(&self.protected, range)
    }

    /// The stretches of the runs of `text`, from which the line was made, for which `test` holds.
    pub(super) fn stretches(&self, text: &Text, test: impl Fn(&str, &Format) -> bool) -> Vec<Range<usize>> {
        let runs: Vec<bool> = text.runs().map(|run| test(run.text, run.format)).collect();
        let chosen = self.text.runs().filter(|it| runs.get(it.format.run) == Some(&true));
        chosen.map(|it| it.range()).collect()
    }

    /// Makes the edits that are allowed, and returns them. They come sorted and do not overlap.
    pub(super) fn apply(&mut self, edits: Vec<Edit>) -> Vec<Edit> {
        let mut allowed = Vec::new();
        let mut applied = Vec::new();
        let mut reached = 0;
        for edit in edits {
            let small = edit.minimal(self.text());
            if small.range.is_empty() && small.with.is_empty() || edit.range.start < reached {
                continue;
            }
            // Letters and digits beside a protected number would become part of it.
            let completes = small.with.contains(char::is_alphanumeric) && self.is_protected(&edit.range);
            if self.is_locked(&edit.range) || completes || self.is_protected(&small.range) {
                continue;
            }
            reached = edit.range.end;
            allowed.extend(patches(&edit, small, self.text(), |range| self.text.is_in_one_run(range)));
            applied.push(edit);
        }
        if !allowed.is_empty() {
            self.keep_spaces_beside_struck_runs(&allowed);
            self.text.splice(&allowed);
            self.protected = shifted(&self.protected, &allowed);
        }
        applied
    }

    fn is_locked(&self, range: &Range<usize>) -> bool {
        self.text.runs_in(range.clone()).any(|run| run.format.locked)
    }

    /// A space that is dropped beside a struck passage becomes part of it: »bis ~~Mai~~ Juni« has
    /// two spaces where `Mai` is left out, and none too many where it is shown.
    fn keep_spaces_beside_struck_runs(&mut self, patches: &[Patch]) {
        let mut previous: Option<usize> = None;
        let mut from = 0;
        for piece in self.text.runs() {
            let start = piece.start;
            // Runs between two of the line were left out of it, or have lost all their characters.
            let between = previous.map_or(0, |last| last + 1)..piece.format.run;
            let mut struck = between.filter(|run| self.editable.get(*run) == Some(&false));
            if let (true, Some(_), Some(first)) = (self.shows_now, previous, struck.next()) {
                let last = struck.next_back().unwrap_or(first);
                let near = patches.iter().skip(from).take_while(|patch| patch.range.start <= start);
                for patch in near {
                    let dropped = self.text.as_str().get(patch.range.clone()).unwrap_or_default();
                    let only_spaces =
                        !dropped.is_empty() && patch.with.is_empty() && dropped.trim().is_empty();
                    if only_spaces && patch.range.end == start {
                        self.moved.push((first, Side::Front, dropped.to_owned()));
                    } else if only_spaces && patch.range.start == start {
                        self.moved.push((last, Side::Back, dropped.to_owned()));
                    }
                }
            }
            from += patches.iter().skip(from).take_while(|patch| patch.range.end < start).count();
            previous = Some(piece.format.run);
        }
    }

    /// `text`, from which the line was made, with the characters of this line in place of its own.
    pub(super) fn write_back(&self, text: &Text) -> Text {
        let mut pieces = self.text.runs().peekable();
        let mut written = Text::default();
        for (index, run) in text.runs().enumerate() {
            let moved = |wanted| {
                let here = self.moved.iter().filter(move |(run, side, _)| (*run, *side) == (index, wanted));
                here.map(|(_, _, space)| (space.as_str(), run.format.clone()))
            };
            written.extend(moved(Side::Front));
            let mut own = std::iter::from_fn(|| pieces.next_if(|piece| piece.format.run == index));
            match self.editable.get(index) {
                Some(true) => written.extend(own.map(|piece| (piece.text, run.format.clone()))),
                _ => {
                    own.by_ref().for_each(drop);
                    written.push(run.text, run.format.clone());
                }
            }
            written.extend(moved(Side::Back));
        }
        written
    }
}
