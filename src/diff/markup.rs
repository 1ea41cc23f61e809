//! Two texts and the words that stay → one text with marks.
//!
//! Every character of the current text is taken over as it stands, white space included; struck
//! words keep the formatting they had. A space beside a mark belongs to the mark only where the
//! mark has no counterpart: `bis [-Mai-]{+Juni+} 2026`, but `die {+neue +}Halle` and
//! `fertig.{+ Abnahme folgt.+}`.

use crate::text::{Mark, Text};

use super::lcs::gaps;
use super::word_alignment::Pair;
use super::words::Word;

/// A word of the marked text, by its index.
#[derive(Clone, Copy)]
enum WordOp {
    Keep(Pair),
    Delete(usize),
    Insert(usize),
}

impl WordOp {
    fn mark(self) -> Mark {
        match self {
            Self::Keep(_) => Mark::Kept,
            Self::Delete(_) => Mark::Deleted,
            Self::Insert(_) => Mark::Inserted,
        }
    }
}

/// The marked texts, one for each paragraph of the current side, at least one.
pub(super) fn mark_up(previous: &[Word], current: &[Word], pairs: &[Pair]) -> Vec<Text> {
    let paragraphs = ops(previous, current, pairs);
    paragraphs.into_iter().map(|ops| MarkedParagraph { previous, current, ops }.text()).collect()
}

/// The words in order, struck ones before inserted ones, cut where the current paragraphs begin.
fn ops(previous: &[Word], current: &[Word], pairs: &[Pair]) -> Vec<Vec<WordOp>> {
    let mut paragraphs = vec![Vec::new()];
    for ((struck, inserted), anchor) in gaps(pairs, 0..previous.len(), 0..current.len()) {
        let opens = |at: usize| at > 0 && current.get(at).is_some_and(|word| word.opens);
        let replaced = previous.get(struck.start).is_some_and(|word| word.opens)
            && !struck.is_empty()
            && !inserted.is_empty()
            && opens(inserted.start);
        if replaced {
            paragraphs.push(Vec::new());
        }
        let mut push = |op: WordOp, opens: bool| {
            if opens {
                paragraphs.push(Vec::new());
            }
            if let Some(last) = paragraphs.last_mut() {
                last.push(op);
            }
        };
        struck.for_each(|i| push(WordOp::Delete(i), false));
        let first = inserted.start;
        inserted.for_each(|j| push(WordOp::Insert(j), opens(j) && !(replaced && j == first)));
        if let Some(pair) = anchor {
            push(WordOp::Keep(pair), opens(pair.1));
        }
    }
    paragraphs
}

/// One paragraph of the marked text.
struct MarkedParagraph<'a> {
    previous: &'a [Word],
    current: &'a [Word],
    ops: Vec<WordOp>,
}

impl MarkedParagraph<'_> {
    fn text(&self) -> Text {
        let mut text = Text::default();
        for (at, op) in self.ops.iter().enumerate() {
            if at > 0 {
                self.gap(at, &mut text);
            }
            let word = match *op {
                WordOp::Keep((_, j)) | WordOp::Insert(j) => &self.current[j],
                WordOp::Delete(i) => &self.previous[i],
            };
            word.write(op.mark(), &mut text);
        }
        text
    }

    /// Writes the white space before the word at `at`, which is not the first.
    fn gap(&self, at: usize, text: &mut Text) {
        use Mark::{Deleted, Inserted, Kept};
        let (last, here) = (self.ops[at - 1], self.ops[at]);
        match (last.mark(), here.mark()) {
            (Kept, Kept) => self.own(here, Kept, text),
            (Deleted, Inserted) | (Inserted, Deleted) => {}
            (Deleted, Deleted) => self.own(here, Deleted, text),
            (Inserted, Inserted) => self.own(here, Inserted, text),
            (Deleted, Kept) => self.former(here, text),
            (Inserted, Kept) => match self.has_struck(at) {
                true => self.own(here, Kept, text),
                false => self.own(here, Inserted, text),
            },
            (Kept, mark) => match self.stands_for(at) {
                Some(current) => self.own(current, Kept, text),
                None => self.own(here, mark, text),
            },
        }
    }

    /// The white space before a word in its own version.
    fn own(&self, op: WordOp, mark: Mark, text: &mut Text) {
        match op {
            WordOp::Keep((_, j)) | WordOp::Insert(j) => self.current[j].write_gap(mark, text),
            WordOp::Delete(i) => former(&self.previous[i], mark, text),
        }
    }

    /// The white space before a kept word in the previous version.
    fn former(&self, op: WordOp, text: &mut Text) {
        match op {
            WordOp::Keep((i, _)) | WordOp::Delete(i) => former(&self.previous[i], Mark::Deleted, text),
            WordOp::Insert(_) => {}
        }
    }

    /// The current word whose white space stands before the change that begins at `at`: the first
    /// inserted one of a replacement, the kept one behind a plain insertion or deletion. None where
    /// a plain change ends the paragraph.
    fn stands_for(&self, at: usize) -> Option<WordOp> {
        let rest = &self.ops[at..];
        let length = rest.iter().position(|op| op.mark() == Mark::Kept);
        let change = &rest[..length.unwrap_or(rest.len())];
        let first = change.iter().find(|op| op.mark() == Mark::Inserted).copied();
        let replaces = first.is_some() && self.ops[at].mark() == Mark::Deleted;
        match (replaces, length) {
            (true, _) => first,
            (false, Some(length)) => first.or(rest.get(length).copied()),
            (false, None) => None,
        }
    }

    /// Whether the change that ends before `at` struck anything.
    fn has_struck(&self, at: usize) -> bool {
        let change = self.ops[..at].iter().rev().take_while(|op| op.mark() != Mark::Kept);
        change.into_iter().any(|op| op.mark() == Mark::Deleted)
    }
}

/// White space as it was; a space where a paragraph began.
fn former(word: &Word, mark: Mark, text: &mut Text) {
    match word.has_gap() || word.glued {
        true => word.write_gap(mark, text),
        false => text.push(" ", mark.into()),
    }
}
