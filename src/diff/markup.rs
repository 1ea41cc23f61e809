//! Two texts and the words that stay → one text with marks.
//!
//! Every character of the current text is taken over as it stands, white space included; struck
//! words keep the formatting they had. A space beside a mark belongs to the mark only where the
//! mark has no counterpart: `bis [-Mai-]{+Juni+} 2026`, but `die {+neue +}Halle` and
//! `fertig.{+ Abnahme folgt.+}`.

use crate::text::{Mark, Text};

use super::brackets;
use super::lcs::{Pair, gaps};
use super::words::Word;

/// A word of the marked text, in the version or versions that have it.
#[derive(Clone, Copy)]
enum WordOp<'a> {
    Keep(&'a Word, &'a Word),
    Delete(&'a Word),
    Insert(&'a Word),
}

use WordOp::{Delete, Insert, Keep};

impl WordOp<'_> {
    fn mark(self) -> Mark {
        match self {
            Keep(..) => Mark::Kept,
            Delete(_) => Mark::Deleted,
            Insert(_) => Mark::Inserted,
        }
    }

    /// Writes the white space before it in the newest version that has it.
    fn write_gap(self, mark: Mark, text: &mut Text) {
        match self {
            Keep(_, word) | Insert(word) => word.write_gap(mark, text),
            Delete(word) => write_former_gap(word, mark, text),
        }
    }
}

/// The marked texts, one for each paragraph of the current side, at least one.
pub(super) fn mark_up(previous: &[Word], current: &[Word], pairs: &[Pair]) -> Vec<Text> {
    word_ops(previous, current, pairs).iter().map(|ops| brackets::outside(text(ops))).collect()
}

/// The words in order, struck ones before inserted ones, cut where the current paragraphs begin.
fn word_ops<'a>(previous: &'a [Word], current: &'a [Word], pairs: &[Pair]) -> Vec<Vec<WordOp<'a>>> {
    let mut paragraphs = vec![Vec::new()];
    let mut push = |op: Option<WordOp<'a>>, opens: bool| {
        if opens {
            paragraphs.push(Vec::new());
        }
        if let Some(last) = paragraphs.last_mut() {
            last.extend(op);
        }
    };
    let opens = |at: usize| at > 0 && current[at].opens;
    for ((struck, inserted), anchor) in gaps(pairs, 0..previous.len(), 0..current.len()) {
        let first = inserted.start;
        // A paragraph for a paragraph: the struck one stands in front of the one that replaces it.
        let replaced =
            !struck.is_empty() && !inserted.is_empty() && previous[struck.start].opens && opens(first);
        push(None, replaced);
        struck.for_each(|i| push(Some(Delete(&previous[i])), false));
        inserted.for_each(|j| push(Some(Insert(&current[j])), opens(j) && !(replaced && j == first)));
        if let Some((i, j)) = anchor {
            push(Some(Keep(&previous[i], &current[j])), opens(j));
        }
    }
    paragraphs
}

/// The marked text of a paragraph.
fn text(ops: &[WordOp<'_>]) -> Text {
    let mut text = Text::default();
    for (at, op) in ops.iter().enumerate() {
        if at > 0 {
            write_gap(ops, at, &mut text);
        }
        let (Keep(_, word) | Delete(word) | Insert(word)) = op;
        word.write(op.mark(), &mut text);
    }
    text
}

/// Writes the white space before the word at `at`, which is not the first.
fn write_gap(ops: &[WordOp<'_>], at: usize, text: &mut Text) {
    let here = ops[at];
    match (ops[at - 1], here) {
        (Delete(_), Insert(_)) | (Insert(_), Delete(_)) => {}
        (Delete(_), Keep(old, _)) => write_former_gap(old, Mark::Deleted, text),
        (Insert(_), Keep(..)) if !has_struck(&ops[..at]) => here.write_gap(Mark::Inserted, text),
        (Keep(..), Insert(_) | Delete(_)) => match stands_for(&ops[at..]) {
            Some(current) => current.write_gap(Mark::Kept, text),
            None => here.write_gap(here.mark(), text),
        },
        _ => here.write_gap(here.mark(), text),
    }
}

/// The word whose white space stands before the change that `ops` begin with: the first inserted one
/// of a replacement, the kept one behind a plain deletion. None where a plain change ends the
/// paragraph.
fn stands_for<'a>(ops: &[WordOp<'a>]) -> Option<WordOp<'a>> {
    let end = ops.iter().position(|op| op.mark() == Mark::Kept).unwrap_or(ops.len());
    let inserted = ops[..end].iter().find(|op| op.mark() == Mark::Inserted);
    let behind = ops.get(end);
    let at_the_end = behind.is_none() && ops[0].mark() == Mark::Inserted;
    inserted.or(behind).filter(|_| !at_the_end).copied()
}

/// Whether the change that `ops` end with struck anything.
fn has_struck(ops: &[WordOp<'_>]) -> bool {
    let change = ops.iter().rev().take_while(|op| op.mark() != Mark::Kept);
    change.into_iter().any(|op| op.mark() == Mark::Deleted)
}

/// White space as it was; a space where a paragraph began.
fn write_former_gap(word: &Word, mark: Mark, text: &mut Text) {
    match word.opens {
        true => text.push(" ", mark.into()),
        false => word.write_gap(mark, text),
    }
}
