//! A name, read from a token on.

use std::ops::Range;

use super::tokens::{Kind, Token, tokens};
use super::words::{
    is_given, is_known, is_noun, is_office, is_roman, is_short_form, is_small_word, is_sure, is_thing,
    is_town,
};
use crate::persons::lists::is_everyday;
use crate::persons::places::names_no_person;
use crate::persons::titles::{address, titles};

/// A text, taken apart.
pub(super) struct Reader<'a> {
    text: &'a str,
    tokens: Vec<Token<'a>>,
}

/// How far, in bytes, words count for what a name is. Without white space a text can be one long word.
const NEAR: usize = 200;

/// The most parts that a name has.
const MOST: usize = 7;

/// How sure it is that a name stands at a place.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Trust {
    /// Behind a salutation or a title: any word with a capital that can be one.
    Addressed,
    /// Behind an office, initials or a label: no noun and no town.
    Placed,
    /// Begins with a known first name.
    Given,
}

/// A name that was read.
pub(super) struct Name {
    /// The token behind it.
    pub(super) end: usize,
    /// First names, initials, particles, surnames, as they are written.
    pub(super) parts: Vec<String>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, tokens: tokens(text) }
    }

    pub(super) fn len(&self) -> usize {
        self.tokens.len()
    }

    /// The bytes of some tokens.
    pub(super) fn range(&self, start: usize, end: usize) -> Range<usize> {
        let first = self.tokens.get(start).map_or(self.text.len(), |token| token.start);
        let last = end.checked_sub(1).and_then(|last| self.tokens.get(last)).map_or(first, |token| token.end);
        first..last.max(first)
    }

    /// The token as it is seen; empty behind the end.
    pub(super) fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| &token.text)
    }

    pub(super) fn kind(&self, at: usize) -> Option<Kind> {
        self.tokens.get(at).map(|token| token.kind)
    }

    pub(super) fn is_mark(&self, at: usize, mark: &str) -> bool {
        self.kind(at) == Some(Kind::Mark) && self.word(at) == mark
    }

    /// Whether a token stands right behind the one before it.
    pub(super) fn is_glued(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.glued)
    }

    /// The word, where it begins with a capital.
    pub(super) fn capital(&self, at: usize) -> Option<&str> {
        let token = self.tokens.get(at)?;
        let capital = matches!(token.kind, Kind::Capital | Kind::Upper) && token.end - token.start < NEAR;
        capital.then(|| token.text.as_ref())
    }

    /// The word in front of a token, with white space between them and nothing else.
    pub(super) fn previous(&self, at: usize) -> Option<&str> {
        let before = at.checked_sub(1)?;
        let is_word = !matches!(self.kind(before)?, Kind::Mark | Kind::Number | Kind::Mail | Kind::Link);
        (is_word && !self.is_glued(at)).then(|| self.word(before))
    }

    /// The word with a capital in front of a token, with white space between them and nothing else.
    pub(super) fn noun_before(&self, at: usize) -> Option<&str> {
        self.capital(at.checked_sub(1)?).filter(|_| !self.is_glued(at))
    }

    /// Whether what stands around some tokens makes them a thing's name: »Fa. Lorenz«, »Robert Bosch Stiftung«.
    pub(super) fn is_things(&self, start: usize, end: usize) -> bool {
        let range = self.range(start, end);
        let behind = self.capital(end).is_some_and(|word| !self.is_glued(end) && is_thing(word));
        // The nearest words count, however long the text is.
        let before = &self.text[self.text.floor_char_boundary(range.start.saturating_sub(NEAR))..range.start];
        let after = &self.text[range.end..self.text.floor_char_boundary(range.end.saturating_add(NEAR))];
        behind || names_no_person(before, after)
    }

    /// The token behind the titles that begin at one: behind »Prof. Dr.-Ing.«.
    pub(super) fn behind_titles(&self, at: usize) -> usize {
        let may_be = self.is_mark(at + 1, ".")
            || ["Dr", "Ing", "DI", "DDr"].contains(&self.word(at)) && self.capital(at + 1).is_some()
            || ["Prof", "Dok", "Mag", "Dipl", "RA", "PD", "Md"]
                .iter()
                .any(|title| self.word(at).starts_with(title));
        let Some(first) = self.tokens.get(at).filter(|first| may_be && first.kind != Kind::Mark) else {
            return at;
        };
        let rest = &self.text[first.start..self.text.floor_char_boundary(first.start.saturating_add(NEAR))];
        let words: Vec<&str> = rest.split_whitespace().take(10).collect();
        let mut end = first.start;
        for title in words.iter().take(titles(&words)) {
            let skipped = self.text[end..].find(title).unwrap_or_default();
            end += skipped + title.trim_end_matches(',').len();
        }
        if end == first.start {
            return self.behind_glued_title(at);
        }
        let is_behind = |at: &usize| self.tokens.get(*at).is_none_or(|token| token.start >= end);
        (at..self.len()).find(is_behind).unwrap_or(self.len())
    }

    /// The token behind a title without the space that belongs there: »Dr.Wendt«, not »Dr.-Wendt-Straße«.
    fn behind_glued_title(&self, at: usize) -> usize {
        let title = matches!(self.word(at), "Dr" | "Prof" | "Hr" | "Fr") && self.is_mark(at + 1, ".");
        if title && self.is_glued(at + 2) && self.capital(at + 2).is_some() { at + 2 } else { at }
    }

    /// Initials that begin at a token, and the token behind them: »K.-H.«.
    pub(super) fn initials(&self, at: usize) -> Option<(usize, String)> {
        let mut text = String::new();
        let mut next = at;
        for _ in 0..MOST {
            let initial = self.kind(next) == Some(Kind::Initial) || DOUBLE.contains(&self.word(next));
            if !initial || !self.is_mark(next + 1, ".") || !self.is_glued(next + 1) {
                break;
            }
            text.push_str(self.word(next));
            text.push('.');
            next += 2;
            if self.is_mark(next, "-") && self.is_glued(next) && self.kind(next + 1) == Some(Kind::Initial) {
                text.push('-');
                next += 1;
            } else {
                break;
            }
        }
        (!text.is_empty() && !text.ends_with('-')).then_some((next, text))
    }

    /// The particles of a surname that begin at a token, and the token behind them.
    fn particles(&self, at: usize, trust: Trust) -> (usize, Vec<String>) {
        let end = self.behind_particles(at, trust);
        let capital = self.capital(end).is_some();
        let end = if capital { end } else { at };
        let mut particles: Vec<String> = Vec::new();
        for at in at..end {
            match particles.last_mut().filter(|_| self.is_mark(at, ".")) {
                Some(last) => last.push('.'),
                None => particles.push(self.word(at).to_owned()),
            }
        }
        (end, particles)
    }

    fn behind_particles(&self, at: usize, trust: Trust) -> usize {
        let word = self.word(at);
        let article =
            |at: usize| matches!(self.word(at), "der" | "den" | "dem" | "de" | "het" | "la" | "las" | "los");
        let (place, noun) = match word {
            "auf" | "aus" | "in" | "an" | "zu" | "am" if article(at + 1) => (at + 2, true),
            "zu" | "zum" | "zur" | "vom" | "am" | "im" => (at + 1, true),
            _ => (at, false),
        };
        // »Herr zum Busch«, »Karl zur Mühlen«, not »Karl zur Wahl«.
        let addressed = trust == Trust::Addressed && !matches!(word, "am" | "im");
        let noun = noun && (addressed || !matches!(word, "am" | "im" | "in" | "an"));
        if noun && (addressed || self.capital(place).is_some_and(|word| !is_noun(word) && !is_everyday(word)))
        {
            return place;
        }
        // »v. d. Heide«
        if matches!(word, "v" | "d" | "z") && self.is_mark(at + 1, ".") && self.is_glued(at + 1) {
            let next = at + 2;
            return if self.word(next) == "d" || article(next) {
                next + 1 + usize::from(self.is_mark(next + 1, "."))
            } else {
                next
            };
        }
        if NOBLE.contains(&word) && PARTICLES.contains(&self.word(at + 1)) {
            return self.behind_particles(at + 1, trust);
        }
        if !PARTICLES.contains(&word) {
            return at;
        }
        if self.word(at + 1) == "und" && self.word(at + 2) == "zu" {
            return at + 3;
        }
        at + 1 + usize::from(article(at + 1))
    }

    /// Whether the word at a token can be a surname.
    fn can_be_surname(&self, at: usize, trust: Trust) -> bool {
        let Some(word) = self.capital(at) else { return false };
        if address(word).is_some() || is_short_form(word) || self.behind_titles(at) > at {
            return false;
        }
        if is_sure(word) {
            return true;
        }
        let shouted = self.kind(at) == Some(Kind::Upper);
        match trust {
            Trust::Addressed => {
                !is_office(word) && (is_known(word) || !is_noun(word) && word.chars().count() > 1)
            }
            Trust::Placed => !shouted && !is_noun(word) && !is_town(word),
            Trust::Given if is_known(word) => !is_thing(word) && !is_office(word),
            Trust::Given => {
                let loud = shouted && self.kind(at.wrapping_sub(1)) != Some(Kind::Upper);
                !is_noun(word) && (!loud || word.chars().count() > 4)
            }
        }
    }

    /// The name that begins at a token, without salutation and titles.
    pub(super) fn name(&self, start: usize, trust: Trust) -> Option<Name> {
        let mut parts = Vec::new();
        let mut at = start;
        while let Some((next, initials)) = self.initials(at).filter(|_| parts.len() < MOST) {
            parts.push(initials);
            at = next;
        }
        let (next, particles) = self.particles(at, trust);
        let foreign = trust == Trust::Addressed && self.is_foreign_particle(next);
        let fits = foreign || self.can_be_surname(next, trust);
        if !fits && (trust == Trust::Placed || !is_given(self.word(next))) {
            return self.shortened(start, trust);
        }
        parts.extend(particles);
        parts.push(self.capital(next)?.to_owned());
        let mut name = Name { end: next + 1, parts };
        while name.parts.len() < MOST && self.extend(&mut name, trust) {}
        name.end = self.behind_degrees(name.end);
        Some(name)
    }

    /// The token behind the titles that follow a name: »Kortmann, M. A.«, not »Kortmann, Dr. Wendt«.
    fn behind_degrees(&self, at: usize) -> usize {
        let end = if self.is_mark(at, ",") { self.behind_titles(at + 1) } else { at };
        if end > at + 1 && self.capital(end).is_none() { end } else { at }
    }

    /// »Herr W.«
    fn shortened(&self, at: usize, trust: Trust) -> Option<Name> {
        let (end, initial) = self.initials(at).filter(|_| trust == Trust::Addressed)?;
        (!initial.contains('-')).then(|| Name { end, parts: vec![initial] })
    }

    /// »Al« of »Al Masri«, »Ben« of »Ben Salah«.
    fn is_foreign_particle(&self, at: usize) -> bool {
        FOREIGN.contains(&self.word(at)) && self.capital(at + 1).is_some() && !self.is_glued(at + 1)
    }

    /// Adds the next word to a name, where it belongs to it.
    fn extend(&self, name: &mut Name, trust: Trust) -> bool {
        let at = name.end;
        let last = name.parts.last().map(String::as_str).unwrap_or_default();
        if self.is_glued(at) {
            return false;
        }
        let given = is_given(last);
        if FOREIGN.contains(&last) && self.capital(at).is_some() {
            return self.take(name, at);
        }
        if given && self.initials(at).is_some_and(|(next, _)| self.can_be_surname(next, Trust::Given)) {
            let Some((next, initials)) = self.initials(at) else { return false };
            name.parts.push(initials);
            return self.take(name, next);
        }
        let (next, particles) = self.particles(at, Trust::Given);
        if !particles.is_empty() {
            let fits = given && self.can_be_surname(next, Trust::Given);
            if fits {
                name.parts.extend(particles);
            }
            return fits && self.take(name, next);
        }
        if given && self.is_foreign_particle(at) {
            return self.take(name, at);
        }
        let Some(word) = self.capital(at) else { return false };
        let fits = if given
            && (name.parts.len() == 1 || name.parts.iter().all(|part| is_given(part) || part.ends_with('.')))
        {
            self.fits_given(last, at, trust)
        } else {
            let strange = trust != Trust::Given && name.parts.len() == 1 && !is_known(last);
            // »Lê Thị Hạnh«
            let known = name.parts.len() < 3 && name.parts.first().is_some_and(|first| is_known(first));
            let turned = known && trust == Trust::Addressed && is_given(word) && !is_everyday(word);
            turned
                || is_sure(word) && !is_given(word) && self.can_be_surname(at, trust)
                || strange && !is_town(word) && self.can_be_surname(at, Trust::Placed)
        };
        fits && self.take(name, at)
    }

    fn take(&self, name: &mut Name, at: usize) -> bool {
        name.parts.push(self.word(at).to_owned());
        name.end = at + 1;
        true
    }

    /// Whether a word can be a surname or a further first name behind a first one: behind one that is also
    /// an everyday word (»Rosa«, »Ernst«) only a known surname can.
    fn fits_given(&self, first: &str, at: usize, trust: Trust) -> bool {
        let word = self.word(at);
        if trust == Trust::Addressed {
            return self.can_follow_address(at);
        }
        if is_everyday(first) && !is_sure(word) {
            return is_known(word) && self.can_be_surname(at, Trust::Given) && self.ends_phrase(at + 1);
        }
        self.can_be_surname(at, Trust::Given) || is_given(word) && !is_everyday(word)
    }

    /// Whether the word at a token can be a name however common it is: behind »Herr«, or behind a first name
    /// that is one for sure.
    pub(super) fn can_follow_address(&self, at: usize) -> bool {
        self.capital(at).is_some_and(|word| {
            !self.is_glued(at)
                && !is_office(word)
                && !is_small_word(word)
                && !is_roman(word)
                && !is_short_form(word)
                && address(word).is_none()
                && self.behind_titles(at) == at
        })
    }

    /// Whether a noun phrase can end in front of a token: no other noun follows.
    fn ends_phrase(&self, at: usize) -> bool {
        self.capital(at).is_none()
    }
}

/// Initials of two or three letters.
const DOUBLE: &[&str] = &["Ch", "Chr", "Th", "Ph", "Joh", "Jo", "Fr", "Wolfg", "Alb", "Alex"];

/// What begins the particles of a surname.
const PARTICLES: &[&str] = &[
    "von", "van", "de", "di", "da", "do", "dos", "das", "del", "della", "du", "la", "le", "el", "al", "ter",
    "ten", "bin", "ibn", "ben", "abu", "af", "av", "y",
];

/// Titles of nobility, which belong to the surname.
const NOBLE: &[&str] = &[
    "Graf",
    "Gräfin",
    "Freiherr",
    "Freifrau",
    "Freiin",
    "Baron",
    "Baronin",
    "Fürst",
    "Fürstin",
    "Prinz",
    "Prinzessin",
    "Ritter",
    "Edler",
];

/// Particles with a capital.
const FOREIGN: &[&str] = &[
    "Al", "El", "Ben", "Bin", "Abu", "Von", "Van", "De", "Di", "Da", "Dos", "Del", "Della", "La", "Le", "Mc",
    "Ter", "Ten",
];

/// The name as the sheet `Personen` takes it.
pub(super) fn listed(parts: &[String], genitive: bool) -> String {
    let mut parts: Vec<String> = parts.iter().map(|part| in_small_letters(part)).collect();
    if let Some(last) = parts.last_mut()
        && let Some(stem) = last.strip_suffix("'s").or_else(|| last.strip_suffix('s').filter(|_| genitive))
    {
        *last = stem.to_owned();
    }
    parts.join(" ")
}

/// `MÜLLER-LÜDENSCHEID` as it is usually written.
fn in_small_letters(word: &str) -> String {
    if word.chars().filter(|c| c.is_alphabetic()).count() < 2
        || word.contains('.')
        || word.chars().any(char::is_lowercase)
    {
        return word.to_owned();
    }
    let mut begins = true;
    let small = |c: char| {
        let small: String = if begins { c.to_string() } else { c.to_lowercase().collect() };
        begins = !c.is_alphabetic();
        small
    };
    word.chars().map(small).collect()
}
