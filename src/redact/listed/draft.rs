//! A mention while it grows, and what words can be of names.

use std::ops::Range;

use super::grammar::{governs, is_adverb, is_article, is_finite, is_noun_like, is_preposition};
use super::index::Entry;
use super::mention::Title;
use super::role::Case;
use crate::persons::functions::is_function;
use crate::persons::lists::{is_everyday, is_first_name, is_surname};
use crate::persons::titles::{Address as Addressed, Gender};

/// A mention that grows.
pub(super) struct Draft<'a> {
    pub(super) tokens: Range<usize>,
    /// Whose surname it is.
    pub(super) entries: Vec<&'a Entry>,
    pub(super) title: Title,
    pub(super) gender: Option<Gender>,
    /// Whether a first name, an initial, a title or an address says that it is a person.
    pub(super) certain: bool,
    pub(super) first: bool,
    /// Somebody else of that surname.
    pub(super) other: bool,
    /// A first name that none of the persons has.
    pub(super) stranger: bool,
    pub(super) genitive: bool,
    /// The noun behind an adjective made of the name, or grown together with it.
    pub(super) noun: Option<Range<usize>>,
    pub(super) adjective: bool,
    /// The function in front of the name: its token, and where it begins.
    pub(super) function: Option<usize>,
}

/// A word in front of something: with its hyphens and full stop.
pub(super) struct Unit {
    pub(super) start: usize,
    pub(super) text: String,
    pub(super) keys: Vec<String>,
    pub(super) dotted: bool,
}

impl Draft<'_> {
    pub(super) fn new(tokens: Range<usize>, ending: Ending) -> Self {
        Self {
            tokens,
            entries: Vec::new(),
            title: Title::None,
            gender: None,
            certain: false,
            first: false,
            other: false,
            stranger: false,
            genitive: ending == Ending::Genitive,
            noun: None,
            adjective: ending == Ending::Adjective,
            function: None,
        }
    }

    /// Whether a function in front of a salutation goes with it: »der Dezernent Frau Wendt« are two.
    pub(super) fn can_be(&self, function: &str) -> bool {
        let woman = function.ends_with("in") || function.ends_with('e') || function.ends_with("frau");
        match self.title {
            Title::Frau => woman || function.ends_with("en"),
            Title::Herr | Title::Herrn => !function.ends_with("in"),
            _ => true,
        }
    }

    pub(super) fn address(&mut self, addressed: Addressed, keys: &[String]) {
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
pub(super) enum Ending {
    None,
    Genitive,
    Adjective,
}

/// What a word can be an inflected form of: `muellers` of `mueller`.
pub(super) fn stems(key: &str) -> impl Iterator<Item = (&str, Ending)> {
    let sibilant = |stem: &&str| stem.ends_with(['s', 'x', 'z']);
    let genitive = key.strip_suffix('s').filter(|stem| !sibilant(stem));
    let genitive = genitive.or_else(|| key.strip_suffix("ens").filter(sibilant));
    let adjective = ["sche", "schen", "scher", "sches", "schem"].iter().find_map(|end| key.strip_suffix(end));
    let inflected = genitive.map(|stem| (stem, Ending::Genitive));
    std::iter::once((key, Ending::None))
        .chain(inflected)
        .chain(adjective.map(|stem| (stem, Ending::Adjective)))
}

pub(super) fn is_name(key: &str) -> bool {
    stems(key).any(|(stem, ending)| ending != Ending::Adjective && (is_surname(stem) || is_first_name(stem)))
}

/// Whether a word behind a hyphen is what is called after somebody, not a second surname.
pub(super) fn is_noun(word: &str) -> bool {
    is_noun_like(word) || is_everyday(word) || is_function(word)
}

pub(super) fn is_adjective(key: &str) -> bool {
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
