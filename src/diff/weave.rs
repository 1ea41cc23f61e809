//! Two texts and the words that stay → one text with marks.
//!
//! Every character of the current text is taken over as it stands, white space included; struck
//! words keep the formatting they had. A space beside a mark belongs to the mark only where the
//! mark has no counterpart: `bis [-Mai-]{+Juni+} 2026`, but `die {+neue +}Halle` and
//! `fertig.{+ Abnahme folgt.+}`.

use crate::text::{Mark, Text};

use super::common::gaps;
use super::edit::Pair;
use super::words::Word;

/// A word of the marked text, by its index.
#[derive(Clone, Copy)]
enum Atom {
    Keep(Pair),
    Delete(usize),
    Insert(usize),
}

impl Atom {
    fn mark(self) -> Mark {
        match self {
            Self::Keep(_) => Mark::Kept,
            Self::Delete(_) => Mark::Deleted,
            Self::Insert(_) => Mark::Inserted,
        }
    }
}

/// The marked texts, one for each paragraph of the current side, at least one.
pub(super) fn weave(previous: &[Word], current: &[Word], pairs: &[Pair]) -> Vec<Text> {
    let paragraphs = atoms(previous, current, pairs);
    paragraphs.into_iter().map(|atoms| Weft { previous, current, atoms }.text()).collect()
}

/// The words in order, struck ones before inserted ones, cut where the current paragraphs begin.
fn atoms(previous: &[Word], current: &[Word], pairs: &[Pair]) -> Vec<Vec<Atom>> {
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
        let mut push = |atom: Atom, opens: bool| {
            if opens {
                paragraphs.push(Vec::new());
            }
            if let Some(last) = paragraphs.last_mut() {
                last.push(atom);
            }
        };
        struck.for_each(|i| push(Atom::Delete(i), false));
        let first = inserted.start;
        inserted.for_each(|j| push(Atom::Insert(j), opens(j) && !(replaced && j == first)));
        if let Some(pair) = anchor {
            push(Atom::Keep(pair), opens(pair.1));
        }
    }
    paragraphs
}

/// One paragraph of the marked text.
struct Weft<'a> {
    previous: &'a [Word],
    current: &'a [Word],
    atoms: Vec<Atom>,
}

impl Weft<'_> {
    fn text(&self) -> Text {
        let mut text = Text::default();
        for (at, atom) in self.atoms.iter().enumerate() {
            if at > 0 {
                self.gap(at, &mut text);
            }
            let word = match *atom {
                Atom::Keep((_, j)) | Atom::Insert(j) => &self.current[j],
                Atom::Delete(i) => &self.previous[i],
            };
            word.write(atom.mark(), &mut text);
        }
        text
    }

    /// Writes the white space before the word at `at`, which is not the first.
    fn gap(&self, at: usize, text: &mut Text) {
        use Mark::{Deleted, Inserted, Kept};
        let (last, here) = (self.atoms[at - 1], self.atoms[at]);
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
    fn own(&self, atom: Atom, mark: Mark, text: &mut Text) {
        match atom {
            Atom::Keep((_, j)) | Atom::Insert(j) => self.current[j].write_gap(mark, text),
            Atom::Delete(i) => former(&self.previous[i], mark, text),
        }
    }

    /// The white space before a kept word in the previous version.
    fn former(&self, atom: Atom, text: &mut Text) {
        match atom {
            Atom::Keep((i, _)) | Atom::Delete(i) => former(&self.previous[i], Mark::Deleted, text),
            Atom::Insert(_) => {}
        }
    }

    /// The current word whose white space stands before the change that begins at `at`: the first
    /// inserted one of a replacement, the kept one behind a plain insertion or deletion. None where
    /// a plain change ends the paragraph.
    fn stands_for(&self, at: usize) -> Option<Atom> {
        let rest = &self.atoms[at..];
        let length = rest.iter().position(|atom| atom.mark() == Mark::Kept);
        let change = &rest[..length.unwrap_or(rest.len())];
        let first = change.iter().find(|atom| atom.mark() == Mark::Inserted).copied();
        let replaces = first.is_some() && self.atoms[at].mark() == Mark::Deleted;
        match (replaces, length) {
            (true, _) => first,
            (false, Some(length)) => first.or(rest.get(length).copied()),
            (false, None) => None,
        }
    }

    /// Whether the change that ends before `at` struck anything.
    fn has_struck(&self, at: usize) -> bool {
        let change = self.atoms[..at].iter().rev().take_while(|atom| atom.mark() != Mark::Kept);
        change.into_iter().any(|atom| atom.mark() == Mark::Deleted)
    }
}

/// White space as it was; a space where a paragraph began.
fn former(word: &Word, mark: Mark, text: &mut Text) {
    match word.has_gap() || word.glued {
        true => word.write_gap(mark, text),
        false => text.push(" ", mark.into()),
    }
}
