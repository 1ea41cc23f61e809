//! A change to a line, and how it is laid onto the runs.

use std::ops::Range;

use crate::text::Patch;

use super::rule::Rule;

/// A stretch of a line and what it becomes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Edit {
    /// The rule that makes it.
    pub(super) rule: Rule,
    /// The stretch the rule recognised, in bytes.
    pub(super) range: Range<usize>,
    /// What stands there afterwards.
    pub(super) with: String,
}

impl Edit {
    pub(super) fn new(rule: Rule, range: Range<usize>, with: impl Into<String>) -> Self {
        Self { rule, range, with: with.into() }
    }

    /// The same edit without what it leaves as it is on both sides.
    pub(super) fn minimal(&self, text: &str) -> Self {
        let before = text.get(self.range.clone()).unwrap_or_default();
        let front = common(before.chars().zip(self.with.chars()));
        let (before, with) = (&before[front..], &self.with[front..]);
        let back = common(before.chars().rev().zip(with.chars().rev()));
        let range = self.range.start + front..self.range.end - back;
        Self::new(self.rule, range, &with[..with.len() - back])
    }
}

fn common(pairs: impl Iterator<Item = (char, char)>) -> usize {
    pairs.take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum()
}

/// Edits longer than this (in characters) are not aligned; none of the rules makes one.
const LONGEST: usize = 200;

/// Cuts an edit, `small` when [`Edit::minimal`], into patches that each lie in one run, as
/// `in_one_run` tells.
///
/// Where it spans a border, the characters that stay keep their run, so that formatting survives:
/// of `9.6.`+`16` becoming `09.06.2016`, the year's two digits stay where they were.
pub(super) fn patches(
    edit: &Edit,
    small: Edit,
    text: &str,
    in_one_run: impl Fn(&Range<usize>) -> bool,
) -> Vec<Patch> {
    let before = text.get(small.range.clone()).unwrap_or_default();
    let changes = match small.range.is_empty() || in_one_run(&small.range) {
        true => vec![(0..before.len(), small.with)],
        false => differences(before, &small.with),
    };
    let mut found = Vec::new();
    for (range, with) in changes {
        let range = small.range.start + range.start..small.range.start + range.end;
        match range.is_empty() || in_one_run(&range) {
            true => found.push(Patch { to_right: goes_right(edit, &range, &with), range, with }),
            false => found.extend(split(range, with, text, &in_one_run)),
        }
    }
    found
}

/// Whether what is inserted at a border of runs belongs to the right one: a digit goes with the
/// number it completes, a space stays with what it follows.
fn goes_right(edit: &Edit, range: &Range<usize>, with: &str) -> bool {
    let completes = with.ends_with(char::is_alphanumeric) && range.start < edit.range.end;
    !range.is_empty() || range.start == edit.range.start || completes
}

/// A replacement across runs: the first run takes the new characters, the others lose theirs.
fn split(
    range: Range<usize>,
    with: String,
    text: &str,
    in_one_run: impl Fn(&Range<usize>) -> bool,
) -> Vec<Patch> {
    let mut found: Vec<Patch> = Vec::new();
    let replaced = text.get(range.clone()).unwrap_or_default();
    for (index, c) in replaced.char_indices() {
        let start = range.start + index;
        let one = start..start + c.len_utf8();
        match found.last_mut() {
            Some(last) if in_one_run(&(last.range.start..one.end)) => last.range.end = one.end,
            _ => found.push(Patch { range: one, with: String::new(), to_right: true }),
        }
    }
    if let Some(first) = found.first_mut() {
        first.with = with;
    }
    found
}

/// A number is what a reader would call the same before and after: its digits stay together.
fn weight(c: char) -> u16 {
    if c.is_ascii_digit() { 4 } else { 1 }
}

/// What differs between two short texts, along a heaviest common subsequence.
fn differences(before: &str, after: &str) -> Vec<(Range<usize>, String)> {
    let old: Vec<(usize, char)> = before.char_indices().collect();
    let new: Vec<char> = after.chars().collect();
    if old.len() > LONGEST || new.len() > LONGEST {
        return vec![(0..before.len(), after.to_owned())];
    }
    let width = new.len() + 1;
    let mut length = vec![0u16; (old.len() + 1) * width];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            length[i * width + j] = match old[i].1 == new[j] {
                true => length[(i + 1) * width + j + 1] + weight(new[j]),
                false => length[(i + 1) * width + j].max(length[i * width + j + 1]),
            };
        }
    }
    let at = |i: usize| old.get(i).map_or(before.len(), |(index, _)| *index);
    let (mut i, mut j) = (0, 0);
    let mut found: Vec<(Range<usize>, String)> = Vec::new();
    let mut open: Option<(usize, String)> = None;
    while i < old.len() || j < new.len() {
        if i < old.len() && j < new.len() && old[i].1 == new[j] {
            found.extend(open.take().map(|(start, with)| (start..at(i), with)));
            (i, j) = (i + 1, j + 1);
            continue;
        }
        let (_, with) = open.get_or_insert_with(|| (at(i), String::new()));
        let drop = j == new.len() || i < old.len() && length[(i + 1) * width + j] > length[i * width + j + 1];
        match drop {
            true => i += 1,
            false => {
                with.push(new[j]);
                j += 1;
            }
        }
    }
    found.extend(open.map(|(start, with)| (start..before.len(), with)));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edit_shrinks_to_what_changes() {
        let edit = |range, with: &str| Edit::new(Rule::Date, range, with);
        assert_eq!(edit(2..7, "9.6.2").minimal("x 9.6.1"), edit(6..7, "2"));
        assert_eq!(edit(0..3, "60\u{a0}%").minimal("60%"), edit(2..2, "\u{a0}"));
    }

    #[test]
    fn differences_keep_what_both_have() {
        let found = differences("9.6.16", "09.06.2016");
        let texts: Vec<_> =
            found.iter().map(|(range, with)| (range.start, range.len(), with.as_str())).collect();
        assert_eq!(texts, [(0, 0, "0"), (2, 0, "0"), (4, 0, "20")]);
    }
}
