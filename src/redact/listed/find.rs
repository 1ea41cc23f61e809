//! Finds where a text names listed persons.

use std::collections::BTreeSet;
use std::ops::Range;

use super::How;
use super::address::{Address, addresses, contacts, named};
use super::grammar::{
    contraction, governs, is_adverb, is_article, is_determiner, is_finite, is_noun_like, is_preposition,
};
use super::index::{Entry, Index};
use super::mention::{Mention, Shape, Title};
use super::role::{Case, Spoken};
use super::view::Token;
use crate::persons::lists::{is_everyday, is_first_name, is_surname};
use crate::persons::places::{is_trade, names_no_person};
use crate::persons::titles::{self, Address as Addressed, Gender, address, is_function};

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

struct Finder<'a> {
    text: &'a str,
    tokens: &'a [Token],
    index: &'a Index,
    /// The addresses that name somebody who may not be named.
    carrying: Vec<Address>,
    /// The first token that no mention has taken.
    free: usize,
    found: Vec<Mention>,
}

/// A mention that grows.
struct Draft<'a> {
    tokens: Range<usize>,
    /// Whose surname it is.
    entries: Vec<&'a Entry>,
    title: Title,
    gender: Option<Gender>,
    /// Whether a first name, an initial, a title or an address says that it is a person.
    certain: bool,
    first: bool,
    /// Somebody else of that surname.
    other: bool,
    genitive: bool,
    /// The noun behind an adjective made of the name, or grown together with it.
    noun: Option<Range<usize>>,
    adjective: bool,
    /// The function in front of the name: its token, and where it begins.
    function: Option<usize>,
}

/// A word in front of something: with its hyphens and full stop.
struct Unit {
    start: usize,
    text: String,
    keys: Vec<String>,
    dotted: bool,
}

impl<'a> Finder<'a> {
    fn token(&self, at: usize) -> Option<&'a Token> {
        self.tokens.get(at)
    }

    fn key(&self, at: usize) -> &'a str {
        self.token(at).map_or("", |token| token.key.as_str())
    }

    fn sign(&self, at: usize, sign: &str) -> bool {
        self.token(at).is_some_and(|token| token.is(sign))
    }

    /// Whether a sign stands right behind the token before it.
    fn tight(&self, at: usize, sign: &str) -> bool {
        self.token(at).is_some_and(|token| token.is(sign) && !token.spaced)
    }

    fn capital(&self, at: usize) -> bool {
        self.token(at).is_some_and(Token::capital)
    }

    // ---- the surname ----

    /// The longest surname that begins at a token: whose, its end, and the token's ending of case.
    fn surname(&self, at: usize) -> Option<Draft<'a>> {
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
    fn spans(&self, entry: &Entry, at: usize, ending: Ending) -> Option<(usize, Ending)> {
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
            let (_, ending) = stems(self.key(end)).into_iter().find(|(stem, _)| stem == word)?;
            if ending != Ending::None && number + 1 < behind.len() {
                return None;
            }
            last = ending;
            end += 1;
        }
        Some((end, last))
    }

    /// A name that begins with its surname at a token, or whose surname stands there.
    fn name(&self, at: usize) -> Option<Mention> {
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
    fn is_first_name_of_next(&self, at: usize, draft: &Draft<'_>) -> bool {
        let end = draft.tokens.end;
        if end != at + 1 || !self.token(end).is_some_and(|next| next.spaced && next.capital()) {
            return false;
        }
        let next = self.index.surnames(self.key(end)).iter().any(|entry| self.called(entry, &[self.key(at)]));
        let own = draft.entries.iter().any(|entry| self.called(entry, &[self.key(end)]));
        next && !own
    }

    fn called(&self, entry: &Entry, words: &[&str]) -> bool {
        self.index.persons.get(entry.person).is_some_and(|person| person.is_called(words))
    }

    /// Takes what hyphens tie to the name: another surname, a first name, a noun.
    fn take_hyphens(&self, draft: &mut Draft<'_>) {
        while draft.tokens.start >= self.free + 2
            && self.token(draft.tokens.start).is_some_and(|token| !token.spaced)
            && self.tight(draft.tokens.start - 1, "-")
            && self.capital(draft.tokens.start - 2)
        {
            let link = self.key(draft.tokens.start - 2);
            let first = draft.entries.iter().any(|entry| self.called(entry, &[link]));
            draft.other |= !first;
            draft.first |= first;
            draft.tokens.start -= 2;
        }
        while self.tight(draft.tokens.end, "-")
            && self.token(draft.tokens.end + 1).is_some_and(|link| link.word && !link.spaced)
        {
            let link = draft.tokens.end + 1;
            let key = self.key(link);
            let capital = self.capital(link);
            if draft.entries.iter().any(|entry| self.called(entry, &[key])) && key.len() > 1 {
                draft.first = true;
            } else if draft.noun.is_none()
                && capital
                && (is_name(key) || !is_noun(self.token(link).map_or("", |link| &link.text)))
            {
                draft.other = true;
                draft.genitive |=
                    key.ends_with('s') && is_surname(key.trim_end_matches('s')) && !is_surname(key);
            } else {
                let start = draft.noun.as_ref().map_or(link, |noun| noun.start);
                draft.noun = Some(start..link + 1);
            }
            draft.tokens.end = link + 1;
        }
    }

    /// Takes »von der« in front of the name.
    fn take_particles(&self, draft: &mut Draft<'_>) {
        let before = |start: usize, particle: &str| {
            let last = start.checked_sub(1).filter(|last| *last >= self.free)?;
            if self.key(last) == particle {
                return Some(last);
            }
            let initial =
                particle.get(..1).is_some_and(|initial| last > self.free && self.key(last - 1) == initial);
            (self.sign(last, ".") && initial).then(|| last - 1)
        };
        let mut longest = draft.tokens.start;
        for entry in &draft.entries {
            let mut start = draft.tokens.start;
            for particle in entry.particles.iter().rev() {
                let Some(next) = before(start, particle) else { break };
                start = next;
            }
            longest = longest.min(start);
        }
        draft.certain |= longest + 1 < draft.tokens.start;
        draft.tokens.start = longest;
    }

    // ---- what stands in front ----

    /// The word in front of a token, with hyphens and full stop.
    fn unit(&self, start: usize) -> Option<Unit> {
        let mut at = start.checked_sub(1)?;
        let dotted = self.sign(at, ".");
        let gap = self.token(start).is_some_and(|token| token.spaced);
        if dotted {
            if self.token(at).is_some_and(|dot| dot.spaced) {
                return None;
            }
            at = at.checked_sub(1)?;
        } else if !gap {
            return None;
        }
        self.token(at).filter(|token| token.word)?;
        let mut first = at;
        // `Dipl.-Ing.`, `Anna-Lena`
        while first > 1 && self.token(first).is_some_and(|token| !token.spaced) && self.tight(first - 1, "-")
        {
            let dot = usize::from(self.tight(first - 2, "."));
            match (first - 2)
                .checked_sub(dot)
                .filter(|link| self.token(*link).is_some_and(|token| token.word))
            {
                Some(link) => first = link,
                None => break,
            }
        }
        if first < self.free {
            return None;
        }
        let pieces = self.tokens.get(first..start).unwrap_or_default();
        let text = pieces.iter().map(|token| token.text.as_str()).collect();
        let keys = pieces.iter().filter(|token| token.word).map(|token| token.key.clone()).collect();
        Some(Unit { start: first, text, keys, dotted })
    }

    /// Takes first names, titles, salutation and function in front of the name.
    fn take_front(&self, draft: &mut Draft<'a>) {
        let mut names_only = true;
        loop {
            let start = draft.tokens.start;
            if let Some(title) = self.titles(start) {
                draft.tokens.start = title;
                (draft.certain, names_only) = (true, false);
                continue;
            }
            let Some(unit) = self.unit(start) else { break };
            if let Some(addressed) = address(&unit.text).filter(|_| draft.title == Title::None) {
                draft.address(addressed, &unit.keys);
                draft.tokens.start = unit.start;
                self.take_couple(draft);
            } else if names_only && draft.function.is_none() && self.take_first_name(draft, &unit) {
                continue;
            } else if !unit.dotted
                && unit.text.starts_with(char::is_uppercase)
                && is_function(&unit.text)
                && draft.can_be(&unit.text)
                && !(draft.genitive && self.is_noun_phrase(unit.start))
            {
                draft.function.get_or_insert(start - 1);
                if draft.gender.is_none() && unit.text.ends_with("in") {
                    draft.gender = Some(Gender::Female);
                }
                draft.certain = true;
                draft.tokens.start = unit.start;
            } else if names_only && self.take_foreign_particle(draft, &unit) {
                continue;
            } else {
                break;
            }
            names_only = false;
        }
    }

    /// Whether a noun at a token has an article: »der Nachfolger« Müllers.
    fn is_noun_phrase(&self, at: usize) -> bool {
        let before = at.checked_sub(1).map_or("", |before| self.key(before));
        is_article(before) || contraction(before) || is_adjective(before)
    }

    /// Where the titles in front of a token begin.
    fn titles(&self, start: usize) -> Option<usize> {
        let mut units = Vec::new();
        let mut from = start;
        let mut begin = None;
        while units.len() < 6 {
            let bracketed =
                self.sign(from.wrapping_sub(1), ")") && from >= self.free + 3 && self.sign(from - 3, "(");
            if bracketed {
                units.insert(0, self.token(from - 2).map_or(String::new(), |token| token.text.clone()));
                from -= 3;
            } else {
                let Some(unit) = self.unit(from) else { break };
                from = unit.start;
                units.insert(0, unit.text);
            }
            if titles::titles(&units) == units.len() {
                begin = Some(from);
            }
        }
        begin
    }

    /// »Herr und« in front of »Frau Müller«.
    fn take_couple(&self, draft: &mut Draft<'_>) {
        let start = draft.tokens.start;
        if start >= self.free + 2
            && self.key(start - 1) == "und"
            && matches!(self.key(start - 2), "herr" | "herrn" | "frau")
        {
            draft.tokens.start -= 2;
            draft.title = Title::Several;
            draft.gender = None;
        }
    }

    fn take_first_name(&self, draft: &mut Draft<'a>, unit: &Unit) -> bool {
        let words: Vec<&str> = unit.keys.iter().map(String::as_str).collect();
        let short = words.iter().all(|word| word.len() < 3);
        let small = unit.text.starts_with(char::is_lowercase);
        if is_trade(&unit.text)
            || unit.dotted && !short
            || !unit.dotted && words.iter().any(|word| word.len() < 2)
        {
            return false;
        }
        let (called, others): (Vec<&Entry>, Vec<&Entry>) =
            draft.entries.iter().partition(|entry| self.called(entry, &words));
        let everyday = small && words.iter().any(|word| is_everyday(word));
        if !called.is_empty() && !everyday {
            draft.entries = called;
        } else if small {
            return false;
        } else {
            let name = if unit.dotted {
                words.iter().all(|word| word.len() == 1 && word.chars().all(char::is_alphabetic))
            } else {
                words.iter().all(|word| is_first_name(word) && !is_everyday(word))
            };
            if !name || !unit.dotted && is_function(&unit.text) {
                return false;
            }
            // Of whom the list gives no first name, this may be it.
            let unknown: Vec<&Entry> = others
                .into_iter()
                .filter(|entry| {
                    self.index.persons.get(entry.person).is_some_and(|person| person.firsts.is_empty())
                })
                .collect();
            if unknown.is_empty() { draft.other = true } else { draft.entries = unknown }
        }
        (draft.first, draft.certain) = (true, true);
        draft.tokens.start = unit.start;
        true
    }

    /// »von« between a salutation and a surname that the list gives without it.
    fn take_foreign_particle(&self, draft: &mut Draft<'_>, unit: &Unit) -> bool {
        let particle = matches!(unit.text.as_str(), "von" | "van" | "de" | "zu" | "von der" | "vom" | "zur");
        let addressed =
            particle && self.unit(unit.start).is_some_and(|before| address(&before.text).is_some());
        if addressed {
            draft.other = true;
            draft.tokens.start = unit.start;
        }
        addressed
    }

    // ---- what stands behind ----

    fn take_behind(&self, draft: &mut Draft<'a>) {
        self.take_apostrophe(draft);
        if draft.noun.is_none() && !draft.genitive {
            self.take_first_behind(draft);
            let end = draft.tokens.end;
            let begins = end + usize::from(self.tight(end, ","));
            if let Some(stop) = self.titles_behind(begins) {
                draft.tokens.end = stop;
                draft.certain = true;
            }
        }
        if draft.adjective && draft.noun.is_none() {
            draft.noun = self.noun_behind(draft.tokens.end);
            draft.tokens.end = draft.noun.as_ref().map_or(draft.tokens.end, |noun| noun.end);
        }
    }

    /// »Müller’s«, »Schulz’«, »Müller’sche«.
    fn take_apostrophe(&self, draft: &mut Draft<'_>) {
        let end = draft.tokens.end;
        let quoted = draft.tokens.start.checked_sub(1).is_some_and(|before| self.sign(before, "'"));
        if draft.noun.is_some() || quoted || !self.tight(end, "'") {
            return;
        }
        let behind = self.token(end + 1).filter(|token| token.word && !token.spaced);
        match behind.map(|token| token.key.as_str()) {
            Some("s") => (draft.genitive, draft.tokens.end) = (true, end + 2),
            Some(key) if key.starts_with("sche") => (draft.adjective, draft.tokens.end) = (true, end + 2),
            None => (draft.genitive, draft.tokens.end) = (true, end + 1),
            _ => return,
        }
        draft.certain = true;
    }

    /// »Müller, Frank«, »Müller, Dr. Frank«, »Müller Frank«, »Müller, Herr«.
    fn take_first_behind(&self, draft: &mut Draft<'a>) {
        let comma = self.tight(draft.tokens.end, ",");
        let mut end = draft.tokens.end + usize::from(comma);
        if draft.first || comma && draft.title != Title::None {
            return;
        }
        if let Some(Addressed::One(_)) =
            self.token(end).filter(|_| comma).and_then(|token| address(&token.text))
        {
            let name_behind = self.capital(end + 1 + usize::from(self.sign(end + 1, ".")));
            if !name_behind {
                let addressed = self.token(end).and_then(|token| address(&token.text));
                draft.gender = match addressed {
                    Some(Addressed::One(gender)) => Some(gender),
                    _ => None,
                };
                draft.certain = true;
                draft.tokens.end = end + 1 + usize::from(self.tight(end + 1, "."));
            }
            return;
        }
        if comma {
            end = self.titles_behind(end).unwrap_or(end);
        }
        let mut taken = false;
        while let Some((stop, words)) = self.first_name_at(end) {
            let (called, _): (Vec<&Entry>, Vec<&Entry>) =
                draft.entries.iter().partition(|entry| self.called(entry, &words));
            let next = self.token(stop).filter(|next| next.spaced && next.capital());
            let own = next.is_some_and(|next| called.iter().any(|entry| self.called(entry, &[&next.key])));
            let of_next = next.filter(|_| !own).is_some_and(|next| {
                stems(&next.key).into_iter().any(|(stem, _)| {
                    !self.index.surnames(stem).is_empty() || is_surname(stem) && !is_everyday(stem)
                })
            });
            let initial = words.iter().all(|word| word.len() == 1);
            if called.is_empty() || of_next && !taken || initial && !comma && next.is_some() {
                break;
            }
            draft.entries = called;
            (draft.first, draft.certain, taken) = (true, true, true);
            draft.tokens.end = stop;
            end = stop;
        }
    }

    /// A first name or initial at a token: its end and its words.
    fn first_name_at(&self, at: usize) -> Option<(usize, Vec<&'a str>)> {
        let first = self.token(at).filter(|token| token.capital())?;
        let mut words = vec![first.key.as_str()];
        let mut end = at + 1;
        loop {
            let dot = first.letter() && self.tight(end, ".");
            end += usize::from(dot);
            if !(self.tight(end, "-") && self.capital(end + 1)) {
                break;
            }
            words.push(self.key(end + 1));
            end += 2;
        }
        (!first.letter() || self.sign(end - 1, ".")).then_some((end, words))
    }

    /// The end of the titles that begin at a token: »a. D.«, »M. Sc.«
    fn titles_behind(&self, at: usize) -> Option<usize> {
        let mut units: Vec<String> = Vec::new();
        let mut end = at;
        let mut stop = None;
        while units.len() < 5 && self.token(end).is_some_and(|token| token.word) {
            let mut unit = String::new();
            while let Some(token) = self.token(end).filter(|token| {
                (unit.is_empty() || !token.spaced) && (token.word || token.is(".") || token.is("-"))
            }) {
                let apart = unit.ends_with('.') && token.word;
                if apart {
                    break;
                }
                unit.push_str(&token.text);
                end += 1;
            }
            units.push(unit);
            if titles::titles(&units) == units.len() {
                stop = Some(end);
            }
        }
        // A title in front of a name is that of the next person.
        stop.filter(|stop| {
            !self.capital(*stop)
                || self.sign(at.wrapping_sub(1), ",")
                    && !self.token(*stop).is_some_and(|next| is_name(&next.key))
        })
    }

    /// The noun behind an adjective, other adjectives included.
    fn noun_behind(&self, at: usize) -> Option<Range<usize>> {
        let end = (at..at + 3).find(|end| !self.token(*end).is_some_and(Token::small))?;
        self.capital(end).then_some(at..end + 1)
    }

    // ---- the decision ----

    fn finish(&self, draft: Draft<'a>) -> Option<Mention> {
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

    fn is_no_person(&self, draft: &Draft<'_>) -> bool {
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
    fn chain_of_other(&self, draft: &Draft<'_>) -> Option<usize> {
        let chain = draft.tokens.clone().find(|at| self.tight(*at, "-"))?;
        chain.checked_sub(1)
    }

    /// Whom a name means, and what becomes of it. None where it is somebody else's alone.
    fn choose(&self, entries: &[&Entry], draft: &Draft<'_>) -> Option<(usize, How)> {
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
    fn acts(&self, draft: &Draft<'_>) -> bool {
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

    fn mention(&self, draft: &Draft<'_>, tokens: Range<usize>, person: usize, how: How) -> Mention {
        let function = draft.function.map(|at| self.key(at));
        let woman = function.is_some_and(|function| function.ends_with("in"));
        Mention {
            tokens,
            person,
            how,
            title: draft.title,
            feminine: draft.gender == Some(Gender::Female) || woman,
            article: None,
            genitive: draft.genitive,
            bare: draft.title == Title::None && !draft.certain,
            deleted: false,
            shape: Shape::Name,
            contacts: Vec::new(),
        }
    }

    /// Takes the article, what hangs on the name, and what repeats the role.
    fn complete(&self, draft: Draft<'a>, person: usize, how: How) -> Mention {
        let mut mention = self.mention(&draft, draft.tokens.clone(), person, how);
        if let Some(noun) = &draft.noun {
            mention.shape = Shape::WithNoun(noun.clone());
            return mention;
        }
        self.take_role(&draft, &mut mention);
        if mention.shape == Shape::Name {
            self.take_article(&draft, &mut mention);
            self.take_role_behind(&mut mention);
        }
        if mention.genitive
            && mention.article.is_none()
            && self.token(mention.tokens.end).is_some_and(|noun| noun.spaced && noun.capital())
        {
            mention.shape = Shape::BeforeNoun(mention.tokens.end);
        }
        mention.contacts = contacts(self.tokens, mention.tokens.end, &self.carrying);
        mention
    }

    /// Leaves the role where the text says it in front of the name.
    fn take_role(&self, draft: &Draft<'_>, mention: &mut Mention) {
        let Some(known) = self.index.persons.get(mention.person) else { return };
        let start = draft.tokens.start;
        if let Some(function) = draft.function {
            let before = start.checked_sub(1).map_or("", |before| self.key(before));
            let adjective =
                !before.is_empty() && is_adjective(before) && self.token(start - 1).is_some_and(Token::small);
            let article = is_article(before) || contraction(before);
            if article && known.role.is_said_by(self.key(function)) || adjective || is_determiner(before) {
                mention.shape = Shape::BehindRole(function);
                mention.tokens.start = function + 1;
            }
            return;
        }
        // »die Leiterin des Bauamts Frau Becker«
        if let Some(noun) = self.role_before(start, &known.role) {
            let front = noun.checked_sub(1).map_or("", |before| self.key(before));
            if is_article(front) || contraction(front) || is_adjective(front) {
                mention.shape = Shape::BehindRole(noun);
            }
            return;
        }
        let Some(sign) = start.checked_sub(1) else { return };
        let Some(role) = self.role_before(sign, &known.role) else { return };
        let end = mention.tokens.end;
        if self.sign(sign, "(") && self.sign(end, ")") {
            mention.tokens = sign..end + 1;
            mention.shape = Shape::BehindRole(role);
        } else if self.sign(sign, ",") && (self.sign(end, ",") || self.ends_sentence(end)) {
            mention.tokens = sign..end + usize::from(self.sign(end, ","));
            mention.shape = Shape::BehindRole(role);
        }
    }

    /// The noun of a role that ends in front of a token.
    fn role_before(&self, end: usize, role: &Spoken) -> Option<usize> {
        let keys: Vec<&str> = (end.saturating_sub(12).max(self.free)..end).map(|at| self.key(at)).collect();
        role.ends(&keys).map(|length| end - length)
    }

    fn ends_sentence(&self, at: usize) -> bool {
        self.token(at).is_none_or(|sign| [".", ";", ")", "!", "?"].iter().any(|end| sign.is(end)))
    }

    /// Takes an article in front of the name, adjectives between them included.
    fn take_article(&self, draft: &Draft<'_>, mention: &mut Mention) {
        let mut at = mention.tokens.start;
        let addressed = draft.title != Title::None || draft.function.is_some();
        while addressed
            && draft.function.is_none()
            && at > self.free + 1
            && self.token(at - 1).is_some_and(Token::small)
            && is_adjective(self.key(at - 1))
        {
            at -= 1;
        }
        let Some(article) = at.checked_sub(1).filter(|article| *article >= self.free) else { return };
        let key = self.key(article);
        let known = is_article(key) && !is_determiner(key) || contraction(key);
        if !known || at < mention.tokens.start && is_preposition(self.key(at)) || self.sign(at, ".") {
            return;
        }
        let after_comma = article.checked_sub(1).is_some_and(|before| self.sign(before, ","));
        let apposition = self.sign(mention.tokens.end, ",") || self.ends_sentence(mention.tokens.end);
        let relative = after_comma && !contraction(key) && !(apposition && addressed);
        // »die« and »das« do not go with one man, the genitive of a name only with »des«.
        let fits = match key {
            "das" => false,
            "die" => mention.feminine || draft.title == Title::Several,
            "der" if mention.genitive => mention.feminine,
            "den" | "dem" | "vom" | "zum" | "beim" | "im" | "am" if mention.genitive => false,
            _ => true,
        };
        if !relative && fits {
            mention.article = Some(key.to_owned());
            mention.tokens.start = article;
        }
    }

    /// Takes »Projektleiter« behind the name, where that is the role.
    fn take_role_behind(&self, mention: &mut Mention) {
        let Some(known) = self.index.persons.get(mention.person) else { return };
        let sign = mention.tokens.end;
        let noun = sign + 1 + usize::from(is_article(self.key(sign + 1)));
        let end = noun + 1;
        if !known.role.is_said_by(self.key(noun)) {
            return;
        }
        if self.sign(sign, "(") && self.sign(end, ")") {
            mention.tokens.end = end + 1;
        } else if self.sign(sign, ",") && (self.sign(end, ",") || self.ends_sentence(end)) {
            mention.tokens.end = end + usize::from(self.sign(end, ","));
        }
    }

    // ---- other ways to name somebody ----

    fn plain(&self, tokens: Range<usize>, person: usize, how: How, shape: Shape) -> Mention {
        Mention {
            tokens,
            person,
            how,
            title: Title::None,
            feminine: false,
            article: None,
            genitive: false,
            bare: true,
            deleted: false,
            shape,
            contacts: Vec::new(),
        }
    }

    fn address(&self, address: &Address) -> Option<Mention> {
        let named = named(self.tokens.get(address.tokens.clone())?, self.index);
        let barred = named
            .persons
            .iter()
            .find(|person| self.index.persons.get(**person).is_some_and(|person| !person.public));
        let (person, how) = match barred {
            Some(person) if named.other => (person, How::AnotherPerson),
            Some(person) => (person, How::Replaced),
            None => (named.persons.first()?, How::MayBeNamed),
        };
        let shape = if address.mail { Shape::Mail } else { Shape::Web };
        Some(self.plain(address.tokens.clone(), *person, how, shape))
    }

    /// »fmueller«, »f.mueller«, »@mueller« outside an address; `only` where it can be nothing else.
    fn handle(&self, at: usize, only: bool) -> Option<Mention> {
        let first = self.token(at).filter(|token| token.word)?;
        let mut found = self.index.with_handle(&first.key).map(|persons| (at + 1, persons));
        let mut joined = first.key.clone();
        let mut end = at + 1;
        let addressed =
            self.titles(at).is_some() || self.unit(at).is_some_and(|unit| address(&unit.text).is_some());
        if only && !first.small() && (first.letter() && self.tight(end, ".") || addressed) {
            return None;
        }
        while [".", "_", "-"].iter().any(|sign| self.tight(end, sign))
            && self.token(end + 1).is_some_and(|token| token.word && !token.spaced)
            && end < at + 8
        {
            joined.push_str(self.key(end + 1));
            end += 2;
            found = self.index.with_handles(&joined).map(|persons| (end, persons)).or(found);
        }
        let (end, persons) = found.filter(|(end, _)| first.small() || !self.tight(*end, "-"))?;
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
    fn first_name(&self, at: usize) -> Option<Mention> {
        let token = self.token(at).filter(|token| token.capital())?;
        let key = stems(&token.key)
            .into_iter()
            .map(|(stem, _)| stem)
            .find(|stem| !self.index.with_first(stem).is_empty())?;
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

    fn short(&self, at: usize) -> Option<Mention> {
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

impl Draft<'_> {
    fn new(tokens: Range<usize>, ending: Ending) -> Self {
        Self {
            tokens,
            entries: Vec::new(),
            title: Title::None,
            gender: None,
            certain: false,
            first: false,
            other: false,
            genitive: ending == Ending::Genitive,
            noun: None,
            adjective: ending == Ending::Adjective,
            function: None,
        }
    }

    /// Whether a function in front of a salutation goes with it: »der Dezernent Frau Wendt« are two.
    fn can_be(&self, function: &str) -> bool {
        let woman = function.ends_with("in") || function.ends_with('e') || function.ends_with("frau");
        match self.title {
            Title::Frau => woman || function.ends_with("en"),
            Title::Herr | Title::Herrn => !function.ends_with("in"),
            _ => true,
        }
    }

    fn address(&mut self, addressed: Addressed, keys: &[String]) {
        self.certain = true;
        let oblique = keys.iter().any(|key| matches!(key.as_str(), "herrn" | "hrn"));
        (self.title, self.gender) = match addressed {
            Addressed::Several => (Title::Several, None),
            Addressed::One(Gender::Female) => (Title::Frau, Some(Gender::Female)),
            Addressed::One(Gender::Male) if oblique => (Title::Herrn, Some(Gender::Male)),
            Addressed::One(Gender::Male) if keys.iter().any(|key| key == "hr") => {
                (Title::None, Some(Gender::Male))
            }
            Addressed::One(Gender::Male) => (Title::Herr, Some(Gender::Male)),
        };
    }
}

/// What a name has at its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ending {
    None,
    Genitive,
    Adjective,
}

/// What a word can be an inflected form of: `muellers` of `mueller`.
fn stems(key: &str) -> Vec<(&str, Ending)> {
    let mut stems = vec![(key, Ending::None)];
    let sibilant = |stem: &str| stem.ends_with(['s', 'x', 'z']);
    stems.extend(key.strip_suffix('s').filter(|stem| !sibilant(stem)).map(|stem| (stem, Ending::Genitive)));
    stems.extend(key.strip_suffix("ens").filter(|stem| sibilant(stem)).map(|stem| (stem, Ending::Genitive)));
    for ending in ["sche", "schen", "scher", "sches", "schem"] {
        stems.extend(key.strip_suffix(ending).map(|stem| (stem, Ending::Adjective)));
    }
    stems
}

fn is_name(key: &str) -> bool {
    stems(key)
        .into_iter()
        .any(|(stem, ending)| ending != Ending::Adjective && (is_surname(stem) || is_first_name(stem)))
}

/// Whether a word behind a hyphen is what is called after somebody, not a second surname.
fn is_noun(word: &str) -> bool {
    is_noun_like(word) || is_everyday(word) || is_function(word)
}

fn is_adjective(key: &str) -> bool {
    key.len() > 3
        && ["e", "en", "er", "em", "es"].iter().any(|end| key.ends_with(end))
        && !is_adverb(key)
        && !is_preposition(key)
        && !is_article(key)
        && !is_finite(key)
        && !matches!(
            key,
            "oder"
                | "aber"
                | "neben"
                | "wegen"
                | "gegen"
                | "sondern"
                | "haben"
                | "werden"
                | "worden"
                | "seinen"
        )
        && governs(key, Vec::new).is_none_or(|case| case == Case::Nominative)
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
