//! What stands in front of a surname: hyphens, particles, first names, titles, salutation, function.

use super::draft::{Draft, Unit, is_adjective, is_name, is_noun};
use super::find::Finder;
use super::grammar::{contraction, is_article};
use super::index::Entry;
use super::mention::Title;
use crate::persons::functions::{is_function, is_shortened_function};
use crate::persons::lists::{is_everyday, is_first_name, is_surname};
use crate::persons::places::is_trade;
use crate::persons::titles;
use crate::persons::titles::{Gender, address};

impl<'a> Finder<'a> {
    /// Takes what hyphens tie to the name: another surname, a first name, a noun.
    pub(super) fn take_hyphens(&self, draft: &mut Draft<'_>) {
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
    pub(super) fn take_particles(&self, draft: &mut Draft<'_>) {
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

    /// The word in front of a token, with hyphens and full stop.
    pub(super) fn unit(&self, start: usize) -> Option<Unit> {
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
    pub(super) fn take_front(&self, draft: &mut Draft<'a>) {
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
            } else if (!unit.dotted || is_shortened_function(unit.text.trim_end_matches('.')))
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
    pub(super) fn is_noun_phrase(&self, at: usize) -> bool {
        let before = at.checked_sub(1).map_or("", |before| self.key(before));
        is_article(before) || contraction(before) || is_adjective(before)
    }

    /// Where the titles in front of a token begin.
    pub(super) fn titles(&self, start: usize) -> Option<usize> {
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
    pub(super) fn take_couple(&self, draft: &mut Draft<'_>) {
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

    pub(super) fn take_first_name(&self, draft: &mut Draft<'a>, unit: &Unit) -> bool {
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
            // »Frank Peter Müller« can be Frank Müller.
            draft.other |= std::mem::take(&mut draft.stranger);
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
            if !unknown.is_empty() {
                draft.entries = unknown;
            } else if short || draft.first || self.shares_first(draft, &words) {
                draft.other = true;
            } else {
                draft.stranger = true;
            }
        }
        (draft.first, draft.certain) = (true, true);
        draft.tokens.start = unit.start;
        true
    }

    /// Whether one of the persons has one of several first names: »Frank-Peter« of Frank.
    fn shares_first(&self, draft: &Draft<'_>, words: &[&str]) -> bool {
        draft.entries.iter().any(|entry| words.iter().any(|word| self.called(entry, &[word])))
    }

    /// »von« between a salutation and a surname that the list gives without it.
    pub(super) fn take_foreign_particle(&self, draft: &mut Draft<'_>, unit: &Unit) -> bool {
        let particle = matches!(unit.text.as_str(), "von" | "van" | "de" | "zu" | "von der" | "vom" | "zur");
        let addressed =
            particle && self.unit(unit.start).is_some_and(|before| address(&before.text).is_some());
        if addressed {
            draft.other = true;
            draft.tokens.start = unit.start;
        }
        addressed
    }
}
