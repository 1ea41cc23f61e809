//! What stands behind a surname: the sign of a genitive, first names, titles.

use std::ops::Range;

use super::draft::{Draft, is_name, stems};
use super::find::Finder;
use super::index::Entry;
use super::mention::Title;
use super::view::Token;
use crate::persons::lists::{is_everyday, is_first_name, is_surname};
use crate::persons::titles;
use crate::persons::titles::{Address as Addressed, address};

impl<'a> Finder<'a> {
    pub(super) fn take_behind(&self, draft: &mut Draft<'a>) {
        self.take_apostrophe(draft);
        if draft.noun.is_none() && !draft.genitive {
            self.take_first_behind(draft);
            if matches!(self.key(draft.tokens.end), "sen" | "jun" | "senior" | "junior") {
                draft.tokens.end += 1 + usize::from(self.tight(draft.tokens.end + 1, "."));
            }
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
    pub(super) fn take_apostrophe(&self, draft: &mut Draft<'_>) {
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
    pub(super) fn take_first_behind(&self, draft: &mut Draft<'a>) {
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
                stems(&next.key).any(|(stem, _)| {
                    !self.index.surnames(stem).is_empty() || is_surname(stem) && !is_everyday(stem)
                })
            });
            let initial = words.iter().all(|word| word.len() == 1);
            let given = words.iter().all(|word| is_first_name(word) && !is_everyday(word));
            if called.is_empty() && comma && given && !taken && self.is_stranger(draft, stop) {
                (draft.stranger, draft.first, draft.certain) = (true, true, true);
                draft.tokens.end = stop;
                return;
            }
            if called.is_empty() || of_next && !taken || initial && !comma && next.is_some() {
                break;
            }
            draft.entries = called;
            (draft.first, draft.certain, taken) = (true, true, true);
            draft.tokens.end = stop;
            end = stop;
        }
    }

    /// Whether a first name that ends at `stop` behind »Müller,« is that of somebody else whom the list does
    /// not have; »Müller, Petra Wendt« are two.
    fn is_stranger(&self, draft: &Draft<'_>, stop: usize) -> bool {
        let named = |entry: &&Entry| {
            self.index.persons.get(entry.person).is_some_and(|person| person.firsts.is_empty())
        };
        !self.capital(stop) && self.key(stop) != "und" && !draft.entries.iter().any(named)
    }

    /// A first name or initial at a token: its end and its words.
    pub(super) fn first_name_at(&self, at: usize) -> Option<(usize, Vec<&'a str>)> {
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
    pub(super) fn titles_behind(&self, at: usize) -> Option<usize> {
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
    pub(super) fn noun_behind(&self, at: usize) -> Option<Range<usize>> {
        let end = (at..at + 3).find(|end| !self.token(*end).is_some_and(Token::small))?;
        self.capital(end).then_some(at..end + 1)
    }
}
