//! Ways to name somebody without the surname: addresses, first names, initials.

use std::ops::Range;

use super::How;
use super::address::{Address, named};
use super::draft::{Draft, Ending, is_name, stems};
use super::find::Finder;
use super::mention::{Mention, Shape, Title};
use crate::persons::lists::is_everyday;
use crate::persons::titles::address;

impl<'a> Finder<'a> {
    pub(super) fn plain(&self, tokens: Range<usize>, person: usize, how: How, shape: Shape) -> Mention {
        Mention {
            tokens,
            person,
            how,
            title: Title::None,
            feminine: false,
            article: None,
            behind_adjectives: None,
            genitive: false,
            bare: true,
            deleted: false,
            shape,
            contacts: Vec::new(),
        }
    }

    pub(super) fn address(&self, address: &Address) -> Option<Mention> {
        let named = named(self.tokens.get(address.tokens.clone())?, self.index);
        let barred = named
            .persons
            .iter()
            .find(|person| self.index.persons.get(**person).is_some_and(|person| !person.public));
        let (person, how) = match barred {
            Some(person) if named.other => (person, How::SomebodyElse),
            Some(person) => (person, How::Replaced),
            None => (named.persons.first()?, How::MayBeNamed),
        };
        let shape = if address.mail { Shape::Mail } else { Shape::Web };
        Some(self.plain(address.tokens.clone(), *person, how, shape))
    }

    /// »fmueller«, »f.mueller«, »@mueller« outside an address; `only` where it can be nothing else.
    pub(super) fn handle(&self, at: usize, only: bool) -> Option<Mention> {
        let first = self.token(at).filter(|token| token.word)?;
        let joint = |end: usize| {
            [".", "_", "-"].iter().any(|sign| self.tight(end, sign))
                && self.token(end + 1).is_some_and(|token| token.word && !token.spaced)
        };
        let mut found = self.index.with_handle(&first.key).map(|persons| (at + 1, persons));
        let mut joined = if joint(at + 1) { first.key.clone() } else { String::new() };
        let mut end = at + 1;
        while joint(end) && end < at + 8 {
            joined.push_str(self.key(end + 1));
            end += 2;
            found = self.index.with_handles(&joined).map(|persons| (end, persons)).or(found);
        }
        let (end, persons) = found.filter(|(end, _)| first.small() || !self.tight(*end, "-"))?;
        // »Kühnels« is the genitive before it is Sabine Kühnel's handle.
        let inflected = stems(&first.key)
            .any(|(stem, ending)| ending == Ending::Genitive && !self.index.surnames(stem).is_empty());
        if inflected && first.capital() && end == at + 1 {
            return None;
        }
        if only && !first.small() {
            let addressed =
                self.titles(at).is_some() || self.unit(at).is_some_and(|unit| address(&unit.text).is_some());
            if addressed || first.letter() && self.tight(at + 1, ".") {
                return None;
            }
        }
        let barred = persons
            .iter()
            .find(|person| self.index.persons.get(**person).is_some_and(|person| !person.public));
        let (person, how) = barred.map_or_else(
            || Some((persons.first()?, How::MayBeNamed)),
            |person| Some((person, How::Replaced)),
        )?;
        let start = if at > self.free && self.sign(at - 1, "@") { at - 1 } else { at };
        Some(self.plain(start..end, *person, how, Shape::Mail))
    }

    /// »Herr Frank«, »Frank M.«: a first name where nothing else can be meant.
    pub(super) fn first_name(&self, at: usize) -> Option<Mention> {
        let token = self.token(at).filter(|token| token.capital())?;
        let key =
            stems(&token.key).map(|(stem, _)| stem).find(|stem| !self.index.with_first(stem).is_empty())?;
        let persons = self.index.with_first(key);
        let initial = self
            .token(at + 1)
            .filter(|next| next.letter() && next.capital() && next.spaced && self.tight(at + 2, "."));
        let entries = || persons.iter().flat_map(|person| self.index.of(*person));
        let mut draft = Draft::new(at..at + 1, Ending::None);
        if let Some(initial) = initial.filter(|_| !is_everyday(key)) {
            draft.entries = entries()
                .filter(|entry| entry.words.first().is_some_and(|word| word.starts_with(&initial.key)))
                .collect();
            draft.tokens.end = at + 3;
        } else {
            let addressed = self.unit(at).is_some_and(|unit| {
                address(&unit.text).is_some() || unit.keys.iter().all(|key| key.starts_with("kolleg"))
            });
            let alone = !self.token(at + 1).is_some_and(|next| {
                next.spaced && next.capital() && (is_name(&next.key) || !is_everyday(&next.key))
                    || next.is("-") && !next.spaced
            });
            if !addressed || !alone {
                return None;
            }
            draft.entries = entries().collect();
            draft.genitive = token.key != key;
        }
        if draft.entries.is_empty() {
            return None;
        }
        (draft.first, draft.certain) = (true, true);
        self.take_front(&mut draft);
        self.finish(draft)
    }

    pub(super) fn short(&self, at: usize) -> Option<Mention> {
        let token = self.token(at)?;
        let person = self.index.with_short(&token.text)?;
        let public = self.index.persons.get(person)?.public;
        Some(self.plain(
            at..at + 1,
            person,
            if public { How::MayBeNamed } else { How::Replaced },
            Shape::Name,
        ))
    }
}
