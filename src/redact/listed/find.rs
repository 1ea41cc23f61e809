//! Finds where a text names listed persons.

use std::collections::BTreeSet;
use std::ops::Range;

use super::How;
use super::address::{Address, addresses, named};
use super::draft::{Draft, Ending, stems};
use super::grammar::{contraction, is_adverb, is_article};
use super::index::{Entry, Index};
use super::mention::{Mention, Shape, Title};
use super::view::Token;
use crate::persons::places::names_no_person;
use crate::persons::titles::Gender;

/// The mentions of listed persons in a text, in order. `deleted` tells whether a byte of it is struck.
pub(super) fn mentions(
    text: &str,
    tokens: &[Token],
    index: &Index,
    deleted: impl Fn(usize) -> bool,
) -> Vec<Mention> {
    let addresses = addresses(tokens);
    let barred = |address: &Address| {
        let named = named(tokens.get(address.tokens.clone()).unwrap_or_default(), index);
        named.persons.iter().any(|person| index.persons.get(*person).is_some_and(|person| !person.public))
    };
    let carrying = addresses.iter().filter(|address| barred(address)).cloned().collect();
    let mut finder = Finder { text, tokens, index, carrying, free: 0, found: Vec::new() };
    let mut addresses = addresses.into_iter().peekable();
    let mut at = 0;
    while at < tokens.len() {
        while addresses.next_if(|address| address.tokens.end <= at).is_some() {}
        let here = addresses.peek().filter(|address| address.tokens.start <= at);
        let mention = match here {
            Some(address) => finder.address(address),
            None => finder
                .handle(at, true)
                .or_else(|| finder.name(at))
                .or_else(|| finder.first_name(at))
                .or_else(|| finder.short(at))
                .or_else(|| finder.handle(at, false)),
        };
        let past = here.map_or(at + 1, |address| address.tokens.end);
        at = match mention {
            Some(mut mention) => {
                let last = mention.tokens.end.checked_sub(1).and_then(|last| tokens.get(last));
                let start = last.map_or(0, |token| token.at.start);
                mention.deleted = deleted(start);
                let end = mention
                    .contacts
                    .last()
                    .map_or(mention.tokens.end, |last| last.end.max(mention.tokens.end));
                finder.free = end;
                finder.found.push(mention);
                end.max(past)
            }
            None => past,
        };
    }
    finder.found
}

pub(super) struct Finder<'a> {
    pub(super) text: &'a str,
    pub(super) tokens: &'a [Token],
    pub(super) index: &'a Index,
    /// The addresses that name somebody who may not be named.
    pub(super) carrying: Vec<Address>,
    /// The first token that no mention has taken.
    pub(super) free: usize,
    pub(super) found: Vec<Mention>,
}

impl<'a> Finder<'a> {
    pub(super) fn token(&self, at: usize) -> Option<&'a Token> {
        self.tokens.get(at)
    }

    pub(super) fn key(&self, at: usize) -> &'a str {
        self.token(at).map_or("", |token| token.key.as_str())
    }

    pub(super) fn sign(&self, at: usize, sign: &str) -> bool {
        self.token(at).is_some_and(|token| token.is(sign))
    }

    /// Whether a sign stands right behind the token before it.
    pub(super) fn tight(&self, at: usize, sign: &str) -> bool {
        self.token(at).is_some_and(|token| token.is(sign) && !token.spaced)
    }

    pub(super) fn capital(&self, at: usize) -> bool {
        self.token(at).is_some_and(Token::capital)
    }

    /// The longest surname that begins at a token: whose, its end, and the token's ending of case.
    pub(super) fn surname(&self, at: usize) -> Option<Draft<'a>> {
        let token = self.token(at).filter(|token| token.word)?;
        let mut best: Option<Draft<'a>> = None;
        for (stem, ending) in stems(&token.key) {
            for entry in self.index.surnames(stem) {
                let Some((end, ending)) = self.spans(entry, at, ending) else { continue };
                let draft = best.get_or_insert_with(|| Draft::new(at..end, ending));
                if end > draft.tokens.end {
                    *draft = Draft::new(at..end, ending);
                }
                if end == draft.tokens.end {
                    draft.entries.push(entry);
                }
            }
        }
        best
    }

    /// Where the words of a surname end, if they stand at a token; `ending` is what the first one has.
    pub(super) fn spans(&self, entry: &Entry, at: usize, ending: Ending) -> Option<(usize, Ending)> {
        let [_, behind @ ..] = entry.words.as_slice() else { return None };
        if behind.is_empty() {
            return Some((at + 1, ending));
        }
        if ending != Ending::None {
            return None;
        }
        let mut end = at + 1;
        let mut last = Ending::None;
        for (number, word) in behind.iter().enumerate() {
            let joint = self.token(end).is_some_and(|token| token.is("-") || token.is("'"));
            end += usize::from(joint);
            let (_, ending) = stems(self.key(end)).find(|(stem, _)| stem == word)?;
            if ending != Ending::None && number + 1 < behind.len() {
                return None;
            }
            last = ending;
            end += 1;
        }
        Some((end, last))
    }

    /// A name that begins with its surname at a token, or whose surname stands there.
    pub(super) fn name(&self, at: usize) -> Option<Mention> {
        let mut draft = self.surname(at)?;
        if self.is_first_name_of_next(at, &draft) {
            return None;
        }
        self.take_hyphens(&mut draft);
        self.take_particles(&mut draft);
        self.take_front(&mut draft);
        self.take_behind(&mut draft);
        self.finish(draft)
    }

    /// »Frank« in front of »Müller«, where Frank is also somebody's surname.
    pub(super) fn is_first_name_of_next(&self, at: usize, draft: &Draft<'_>) -> bool {
        let end = draft.tokens.end;
        if end != at + 1 || !self.token(end).is_some_and(|next| next.spaced && next.capital()) {
            return false;
        }
        let next = self.index.surnames(self.key(end)).iter().any(|entry| self.called(entry, &[self.key(at)]));
        let own = draft.entries.iter().any(|entry| self.called(entry, &[self.key(end)]));
        next && !own
    }

    pub(super) fn called(&self, entry: &Entry, words: &[&str]) -> bool {
        self.index.persons.get(entry.person).is_some_and(|person| person.is_called(words))
    }

    pub(super) fn finish(&self, draft: Draft<'a>) -> Option<Mention> {
        if self.is_no_person(&draft) {
            return None;
        }
        let certain = draft.certain || draft.first || draft.other;
        let addressed = draft.certain || draft.first;
        let whole: Vec<&Entry> = draft.entries.iter().copied().filter(|entry| !entry.part).collect();
        if whole.is_empty() && !addressed {
            return None;
        }
        let entries = if whole.is_empty() { &draft.entries } else { &whole };
        let (person, how) = self.choose(entries, &draft)?;
        if draft.stranger {
            return Some(self.mention(&draft, draft.tokens.clone(), person, How::SomebodyElse));
        }
        let token = self.token(draft.tokens.start)?;
        let everyday = entries.iter().all(|entry| entry.everyday);
        if everyday && !certain && !self.acts(&draft) {
            let kept = token.capital() && how != How::MayBeNamed;
            return kept.then(|| self.mention(&draft, draft.tokens.clone(), person, How::EverydayWord));
        }
        if !certain && token.small() && token.key.len() < 4 {
            return None;
        }
        if how == How::MayBeNamed {
            return Some(self.mention(&draft, draft.tokens.clone(), person, how));
        }
        Some(self.complete(draft, person, how))
    }

    pub(super) fn is_no_person(&self, draft: &Draft<'_>) -> bool {
        let from = self.token(draft.tokens.start).map_or(0, |token| token.at.start);
        let end = match &draft.noun {
            Some(noun) if !draft.adjective => noun.start.saturating_sub(2),
            _ if draft.other && self.chain_of_other(draft).is_some() => {
                self.chain_of_other(draft).unwrap_or(draft.tokens.end - 1)
            }
            _ => draft.tokens.end - 1,
        };
        let to = self.token(end).map_or(self.text.len(), |token| token.at.end);
        if draft.title != Title::None {
            return false;
        }
        let (before, after) =
            (self.text.get(..from).unwrap_or_default(), self.text.get(to..).unwrap_or_default());
        names_no_person(before, after)
    }

    /// The surname of a chain of hyphens that goes on behind it.
    pub(super) fn chain_of_other(&self, draft: &Draft<'_>) -> Option<usize> {
        let chain = draft.tokens.clone().find(|at| self.tight(*at, "-"))?;
        chain.checked_sub(1)
    }

    /// Whom a name means, and what becomes of it. None where it is somebody else's alone.
    pub(super) fn choose(&self, entries: &[&Entry], draft: &Draft<'_>) -> Option<(usize, How)> {
        let mut persons: Vec<usize> = entries.iter().map(|entry| entry.person).collect();
        persons.sort_unstable();
        persons.dedup();
        let mut other = draft.other;
        // »Projektleiter Müller«, where one of them is that.
        if let Some(function) = draft.function.map(|at| self.key(at)) {
            let is = |person: &&usize| {
                self.index.persons.get(**person).is_some_and(|person| person.role.is_said_by(function))
            };
            let named: Vec<usize> = persons.iter().filter(is).copied().collect();
            persons = if named.is_empty() { persons } else { named };
        }
        if let Some(gender) = draft.gender {
            let of = |person: &usize| self.index.persons.get(*person).and_then(|person| person.gender);
            let same: Vec<usize> =
                persons.iter().copied().filter(|person| of(person) == Some(gender)).collect();
            let open: Vec<usize> = persons.iter().copied().filter(|person| of(person).is_none()).collect();
            match (same.is_empty(), open.is_empty()) {
                (false, _) => persons = same,
                (true, false) => persons = open,
                (true, true) => other = true,
            }
        }
        let known = |person: usize| self.index.persons.get(person);
        let barred: Vec<usize> = persons
            .iter()
            .copied()
            .filter(|person| known(*person).is_some_and(|known| !known.public))
            .collect();
        let Some(first) = barred.first().copied() else {
            return persons.first().filter(|_| !other).map(|person| (*person, How::MayBeNamed));
        };
        let roles: BTreeSet<&str> =
            barred.iter().filter_map(|person| Some(known(*person)?.role.given())).collect();
        let shared = barred.len() < persons.len() || roles.len() > 1;
        Some((
            first,
            if other {
                How::AnotherPerson
            } else if shared {
                How::SeveralPersons
            } else {
                How::Replaced
            },
        ))
    }

    /// Whether an everyday word does what only persons do, or stands in a list of persons.
    pub(super) fn acts(&self, draft: &Draft<'_>) -> bool {
        if draft.genitive || !self.capital(draft.tokens.start) {
            return false;
        }
        let start = draft.tokens.start;
        let before = start.checked_sub(1).map_or("", |before| self.key(before));
        let tied = matches!(before, "und" | "oder" | "sowie")
            || start.checked_sub(1).is_some_and(|at| self.sign(at, "/"));
        let listed = self.found.last().is_some_and(|last| {
            last.how != How::EverydayWord
                && (last.tokens.end + 1 == start && tied || last.tokens.end == start && start > 0)
        });
        let speaks = SPEAKS.contains(&self.key(draft.tokens.end))
            && !is_article(before)
            && !contraction(before)
            && !before.ends_with(['e', 'r', 'n', 'm', 's']);
        let by = matches!(before, "durch" | "mit") && ending_of_participle(self.key(draft.tokens.end));
        listed || speaks || by
    }

    pub(super) fn mention(
        &self,
        draft: &Draft<'_>,
        tokens: Range<usize>,
        person: usize,
        how: How,
    ) -> Mention {
        let function = draft.function.map(|at| self.key(at));
        let woman = function.is_some_and(|function| function.ends_with("in"));
        Mention {
            tokens,
            person,
            how,
            title: draft.title,
            feminine: draft.gender == Some(Gender::Female) || woman,
            article: None,
            behind_adjectives: None,
            genitive: draft.genitive,
            bare: draft.title == Title::None && !draft.certain,
            deleted: false,
            shape: Shape::Name,
            contacts: Vec::new(),
        }
    }
}

fn ending_of_participle(key: &str) -> bool {
    key.len() > 5 && (key.ends_with('t') || key.ends_with("en")) && !is_adverb(key) && key.contains("ge")
        || matches!(
            key,
            "erstellt"
                | "erarbeitet"
                | "bearbeitet"
                | "besprochen"
                | "veranlasst"
                | "vereinbart"
                | "beauftragt"
        )
}

/// What people do and things do not.
#[rustfmt::skip]
const SPEAKS: &[&str] = &[
    "berichtet", "berichtete", "erklaert", "erklaerte", "erlaeutert", "erlaeuterte", "uebernimmt", "uebernahm", "klaert", "klaerte",
    "prueft", "pruefte", "bittet", "bat", "fragt", "fragte", "teilt", "teilte", "sagt", "sagte", "betont", "betonte", "informiert",
    "informierte", "schlaegt", "schlug", "weist", "wies", "stimmt", "stimmte", "erarbeitet", "koordiniert", "leitet", "kuemmert",
    "meldet", "verweist", "verwies", "kontaktiert", "antwortet", "antwortete", "moechte",
];
