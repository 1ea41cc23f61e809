//! Listed persons: a text → the same with roles where persons stood who may not be named.
//!
//! 1. [`view`]: the text as words and signs, whatever invisible characters stand between.
//! 2. [`find`]: where listed persons are named, by the [`index`] of their names. A [`draft`] grows by what
//!    stands in [`front`] of the surname and [`behind`] it to the [`whole`] [`mention`]; [`other`] knows names
//!    without one, [`address`] mail and web addresses and telephone extensions.
//! 3. [`case`]: in which grammatical case each name stands, by the words of [`grammar`].
//! 4. [`mod@write`]: the [`role`] in that case, with the article that the sentence needs.
//!
//! »Herr Müller stimmt zu« becomes »Der Projektleiter stimmt zu«, »mit Herrn Müller« becomes »mit dem
//! Projektleiter«.

mod address;
mod behind;
mod case;
mod draft;
mod find;
mod front;
mod grammar;
mod index;
mod mention;
mod other;
mod role;
mod view;
mod whole;
mod write;

use std::ops::Range;
use std::sync::Arc;

use crate::model::Person;
use crate::text::{Format, Mark, Text};

use case::Verdict;
use index::Index;
use mention::{Mention, Shape};

/// The persons of a report, made ready to be found in its texts.
#[derive(Clone, Debug)]
pub struct Register {
    index: Index,
}

/// A place where a listed person is or was named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// Where, in bytes of the text as it is afterwards; empty where the name went without a trace.
    pub range: Range<usize>,
    /// Who, as an index of the list that the [`Register`] was made of.
    pub person: usize,
    /// What became of it.
    pub how: How,
}

/// What became of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum How {
    /// Replaced by the role.
    Replaced,
    /// Replaced, and the sentence must be read: the grammatical case is not known or not given by the
    /// list, or an address went.
    CaseUnknown,
    /// Replaced by the role of one of several listed persons of that name.
    SeveralPersons,
    /// Replaced, though it is probably the name of somebody else: another initial or salutation, or a
    /// double name that the list does not have.
    AnotherPerson,
    /// Kept: another first name says that it is somebody else, whom the list does not have.
    SomebodyElse,
    /// Kept: the person may be named.
    MayBeNamed,
    /// Kept, though it could be the person: it is an everyday word here (»im Winter«).
    EverydayWord,
}

impl How {
    /// Whether the name stays.
    pub fn keeps(self) -> bool {
        matches!(self, Self::MayBeNamed | Self::EverydayWord | Self::SomebodyElse)
    }

    /// The same where the sentence must be read besides.
    fn or_case_unknown(self) -> Self {
        if self == Self::Replaced { Self::CaseUnknown } else { self }
    }
}

impl Register {
    /// Makes the persons of a list ready. [`Seen::person`] counts in the order of `persons`.
    pub fn new(persons: &[Person]) -> Self {
        Self { index: Index::new(persons) }
    }

    /// Replaces everybody in `text` who may not be named, and takes the targets of links away that name one.
    /// What stands in place of a name looks like its first character. The result is in the order of the
    /// text.
    pub fn replace(&self, text: &mut Text) -> Vec<Seen> {
        let mut seen = self.replace_as_read(text, None, Vec::new());
        // What was struck or added can stand in the middle of a name.
        if text.is_marked() {
            for hidden in [Mark::Deleted, Mark::Inserted] {
                seen = self.replace_as_read(text, Some(hidden), seen);
            }
        }
        self.unlink(text, &mut seen);
        seen.sort_by_key(|seen| (seen.range.start, seen.range.end));
        seen
    }

    /// Replaces what is named where the text is read without what bears the mark `hidden`; with what was
    /// `seen` before.
    fn replace_as_read(&self, text: &mut Text, hidden: Option<Mark>, seen: Vec<Seen>) -> Vec<Seen> {
        let tokens = view::tokens(text, hidden, |key| self.index.is_clear_surname(key));
        let struck = |at: usize| {
            text.runs_in(at..text.as_str().len()).next().is_some_and(|run| run.format.mark == Mark::Deleted)
        };
        let mut mentions = Vec::new();
        for mention in find::mentions(text.as_str(), &tokens, &self.index, struck) {
            let verdict = verdict(&tokens, &mention, &mentions);
            mentions.push((mention, verdict));
        }
        if hidden.is_some() {
            mentions.retain(|(mention, _)| !mention.how.keeps());
        }
        if mentions.is_empty() { seen } else { write::write(text, &tokens, &mentions, &self.index, seen) }
    }

    /// Takes away the targets of links that name somebody.
    fn unlink(&self, text: &mut Text, seen: &mut Vec<Seen>) {
        let barred = |link: &Option<Arc<str>>| {
            link.as_deref().and_then(|link| address::barred_in_link(link, &self.index))
        };
        let mut gone = Vec::new();
        for run in text.runs() {
            let Some(person) = barred(&run.format.link) else { continue };
            let told =
                seen.iter().any(|seen| seen.range.start < run.range().end && run.start < seen.range.end);
            gone.push((
                run.format.link.clone(),
                (!told).then(|| Seen { range: run.range(), person, how: How::Replaced }),
            ));
        }
        if !gone.is_empty() {
            let is_gone = |format: &Format| gone.iter().any(|(link, _)| *link == format.link);
            *text = text.map(|format| {
                if is_gone(format) { Format { link: None, ..format.clone() } } else { format.clone() }
            });
            seen.extend(gone.into_iter().filter_map(|(_, seen)| seen));
        }
    }
}

/// The case of a mention; that of the noun where the name stands in front of one.
fn verdict(tokens: &[view::Token], mention: &Mention, earlier: &[(Mention, Verdict)]) -> Verdict {
    let Shape::BeforeNoun(noun) = mention.shape else { return case::case(tokens, mention, earlier) };
    let phrase = Mention {
        tokens: mention.tokens.start..noun + 1,
        genitive: false,
        bare: false,
        title: mention::Title::None,
        ..mention.clone()
    };
    case::case(tokens, &phrase, earlier)
}
