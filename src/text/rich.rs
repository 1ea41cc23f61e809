//! A string whose stretches carry a format: what the grid, the report and the rules work on.

use std::ops::Range;

/// A string in runs: stretches that carry a format `F`. No run is empty, no two neighbours are alike.
///
/// All positions are bytes of [`RichText::as_str`].
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct RichText<F> {
    pub(super) string: String,
    /// Where each run ends, ascending, and its format.
    pub(super) ends: Vec<(usize, F)>,
}

/// A stretch of a [`RichText`] in one format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run<'a, F> {
    /// Its characters; never empty.
    pub text: &'a str,
    /// Where it begins in the whole text.
    pub start: usize,
    /// Its format.
    pub format: &'a F,
}

impl<F> Run<'_, F> {
    /// Where it stands in the whole text.
    pub fn range(&self) -> Range<usize> {
        self.start..self.start + self.text.len()
    }
}

impl<F> Default for RichText<F> {
    fn default() -> Self {
        Self { string: String::new(), ends: Vec::new() }
    }
}

impl<F> RichText<F> {
    /// All characters.
    pub fn as_str(&self) -> &str {
        &self.string
    }

    /// All characters, as a string of their own.
    pub fn to_plain(&self) -> String {
        self.string.clone()
    }

    /// Whether there is no character at all.
    pub fn is_empty(&self) -> bool {
        self.string.is_empty()
    }

    /// Whether there is nothing but white space.
    pub fn is_blank(&self) -> bool {
        self.string.trim().is_empty()
    }

    /// The format of the last character.
    pub fn last_format(&self) -> Option<&F> {
        self.ends.last().map(|(_, format)| format)
    }

    /// The runs in reading order.
    pub fn runs(&self) -> Runs<'_, F> {
        Runs { string: &self.string, start: 0, ends: self.ends.iter(), stop: self.string.len() }
    }

    /// The runs inside `range`, the first and the last cut to it.
    pub fn runs_in(&self, range: Range<usize>) -> Runs<'_, F> {
        let first = self.ends.partition_point(|(end, _)| *end <= range.start);
        let ends = self.ends.get(first..).unwrap_or_default().iter();
        Runs { string: &self.string, start: range.start, ends, stop: range.end }
    }

    /// Every character with its position and format.
    pub fn chars(&self) -> impl Iterator<Item = (usize, char, &F)> {
        self.runs()
            .flat_map(|run| run.text.char_indices().map(move |(at, c)| (run.start + at, c, run.format)))
    }

    /// The lines of the text, without their line breaks (`\n`).
    pub fn lines(&self) -> impl Iterator<Item = Range<usize>> {
        let mut start = 0;
        self.string.split('\n').map(move |line| {
            let range = start..start + line.len();
            start = range.end + 1;
            range
        })
    }

    /// `range` without the white space at its ends, no-break spaces included.
    pub fn trimmed(&self, range: Range<usize>) -> Range<usize> {
        let line = self.string.get(range.clone()).unwrap_or_default();
        let start = range.start + (line.len() - line.trim_start().len());
        start..start + line.trim().len()
    }

    /// Whether every run that shows something has a format for which `test` holds.
    pub fn all_visible(&self, test: impl Fn(&F) -> bool) -> bool {
        self.runs().filter(|run| !run.text.trim().is_empty()).all(|run| test(run.format))
    }
}

impl<F: PartialEq> RichText<F> {
    /// Appends `text` in `format`; it joins the last run where that has the same format.
    pub fn push(&mut self, text: &str, format: F) {
        if text.is_empty() {
            return;
        }
        self.string.push_str(text);
        let end = self.string.len();
        match self.ends.last_mut() {
            Some(last) if last.1 == format => last.0 = end,
            _ => self.ends.push((end, format)),
        }
    }
}

impl<F: Clone + PartialEq> RichText<F> {
    /// Appends another text.
    pub fn append(&mut self, other: &Self) {
        self.extend(other.runs().map(|run| (run.text, run.format.clone())));
    }

    /// The part of the text inside `range`.
    pub fn slice(&self, range: Range<usize>) -> Self {
        self.runs_in(range).map(|run| (run.text, run.format.clone())).collect()
    }

    /// The same characters, each run in the format that `change` makes of its own; runs for which
    /// it makes none are left out.
    pub fn filter_map<G: PartialEq>(&self, change: impl Fn(&F) -> Option<G>) -> RichText<G> {
        self.runs().filter_map(|run| Some((run.text, change(run.format)?))).collect()
    }

    /// The same characters in other formats.
    pub fn map<G: PartialEq>(&self, change: impl Fn(&F) -> G) -> RichText<G> {
        self.filter_map(|format| Some(change(format)))
    }

    /// The part of the text before `end` is left.
    pub fn truncate(&mut self, end: usize) {
        if end < self.string.len() {
            *self = self.slice(0..end);
        }
    }

    /// The stretches in one line: white space at the ends of each goes, a blank in the format of what
    /// stands before it comes between two; what is blank is left out.
    pub fn joined(&self, lines: impl IntoIterator<Item = Range<usize>>) -> Self {
        let mut joined = Self::default();
        for line in lines.into_iter().map(|line| self.trimmed(line)).filter(|line| !line.is_empty()) {
            if let Some(last) = joined.last_format().cloned() {
                joined.push(" ", last);
            }
            joined.append(&self.slice(line));
        }
        joined
    }
}

impl<F: Default + PartialEq> RichText<F> {
    /// Text without formatting.
    pub fn plain(text: impl AsRef<str>) -> Self {
        Self::from_iter([(text, F::default())])
    }
}

impl<F: PartialEq, S: AsRef<str>> Extend<(S, F)> for RichText<F> {
    fn extend<I: IntoIterator<Item = (S, F)>>(&mut self, runs: I) {
        runs.into_iter().for_each(|(text, format)| self.push(text.as_ref(), format));
    }
}

impl<F: PartialEq, S: AsRef<str>> FromIterator<(S, F)> for RichText<F> {
    fn from_iter<I: IntoIterator<Item = (S, F)>>(runs: I) -> Self {
        let mut text = Self::default();
        text.extend(runs);
        text
    }
}

/// The runs of a text, in reading order.
#[derive(Clone, Debug)]
pub struct Runs<'a, F> {
    string: &'a str,
    start: usize,
    ends: std::slice::Iter<'a, (usize, F)>,
    stop: usize,
}

impl<'a, F> Iterator for Runs<'a, F> {
    type Item = Run<'a, F>;

    fn next(&mut self) -> Option<Self::Item> {
        let start = self.start;
        if start >= self.stop {
            return None;
        }
        let (end, format) = self.ends.next()?;
        self.start = (*end).min(self.stop);
        Some(Run { text: self.string.get(start..self.start)?, start, format })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text() -> RichText<u8> {
        RichText::from_iter([("eins ", 1), ("", 9), ("zwei", 1), ("\ndrei ", 2), ("vier", 3)])
    }

    #[test]
    fn like_runs_join_and_empty_ones_vanish() {
        let runs: Vec<_> = text().runs().map(|run| (run.text.to_owned(), *run.format)).collect();
        assert_eq!(runs, [("eins zwei".into(), 1), ("\ndrei ".into(), 2), ("vier".into(), 3)]);
    }

    #[test]
    fn a_slice_cuts_the_runs_at_its_ends() {
        let cut = text().slice(5..12);
        let runs: Vec<_> = cut.runs().map(|run| (run.range(), run.text, *run.format)).collect();
        assert_eq!(runs, [(0..4, "zwei", 1), (4..7, "\ndr", 2)]);
        assert!(text().slice(3..3).is_empty());
    }

    #[test]
    fn lines_are_joined_by_one_blank_in_the_format_before_it() {
        let text = text();
        let joined = text.joined(text.lines());
        assert_eq!(joined.as_str(), "eins zwei drei vier");
        assert_eq!(joined.chars().map(|(_, _, format)| *format).nth(9), Some(1));
    }
}
