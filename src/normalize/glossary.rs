//! What the workbook itself says about words: its abbreviations, their spellings, its persons.

use std::ops::Range;

use aho_corasick::{AhoCorasick, Input, Match, MatchKind};

use crate::model::Report;
use crate::text::Text;

use super::scan::NBSP;

/// Spellings and names of one workbook, made ready for looking up.
#[derive(Debug, Default)]
pub struct Glossary {
    /// The list: abbreviation and meaning.
    entries: Vec<(String, String)>,
    spellings: Vec<Spelling>,
    finders: Vec<Finder>,
    surnames: Vec<String>,
}

/// An automaton over those spellings that are compared alike.
#[derive(Debug)]
struct Finder {
    automaton: AhoCorasick,
    /// The spelling that each pattern stands for.
    spellings: Vec<usize>,
}

/// A spelling to look for, and the abbreviation it stands for.
#[derive(Clone, Debug)]
pub(super) struct Spelling {
    pub(super) typed: String,
    pub(super) short: String,
    /// Compared without regard to case; as listed in the column `Schreibweisen` otherwise.
    pub(super) any_case: bool,
}

impl Glossary {
    /// Collects the list of abbreviations and the persons' surnames.
    pub fn new(report: &Report) -> Self {
        let rows = report.abbreviations.iter().map(|row| {
            let plain = |text: &Text| text.current().to_plain();
            (plain(&row.short.value), plain(&row.meaning.value), row.variants.clone())
        });
        let names = report.persons.iter().map(|person| person.name.value.clone());
        Self::of(rows, names)
    }

    /// The same from plain texts: abbreviation, meaning and spellings; names of persons.
    pub fn of(
        rows: impl IntoIterator<Item = (String, String, Vec<String>)>,
        persons: impl IntoIterator<Item = String>,
    ) -> Self {
        let mut glossary = Self::default();
        for (short, meaning, variants) in rows {
            let short = short.trim().to_owned();
            if short.is_empty() {
                continue;
            }
            let given = variants.iter().map(|typed| typed.trim().to_owned());
            let given = given.filter(|typed| !typed.is_empty() && *typed != short);
            glossary.spellings.extend(given.map(|typed| Spelling {
                typed,
                short: short.clone(),
                any_case: false,
            }));
            if may_unify_case(&short) {
                glossary.spellings.push(Spelling {
                    typed: short.clone(),
                    short: short.clone(),
                    any_case: true,
                });
            }
            glossary.entries.push((short, meaning.trim().to_owned()));
        }
        glossary.surnames = persons
            .into_iter()
            .filter_map(|name| name.split_whitespace().last().map(str::to_owned))
            .collect();
        glossary.drop_unclear();
        glossary.finders =
            [false, true].into_iter().filter_map(|any_case| glossary.finder(any_case)).collect();
        glossary
    }

    /// A spelling that belongs to two abbreviations, or is one itself, unifies nothing.
    fn drop_unclear(&mut self) {
        let same = |a: &str, b: &str| a.to_lowercase() == b.to_lowercase();
        let all = self.spellings.clone();
        self.spellings.retain(|Spelling { typed, short, any_case }| {
            let mut others = all.iter().filter(|other| other.short != *short);
            let mut entries = self.entries.iter();
            match any_case {
                true => !entries.any(|(entry, _)| entry != short && same(entry, typed)),
                false => {
                    !entries.any(|(entry, _)| entry == typed) && !others.any(|other| other.typed == *typed)
                }
            }
        });
    }

    /// The automaton for the spellings as listed, or for those in any case.
    fn finder(&self, any_case: bool) -> Option<Finder> {
        let (mut patterns, mut spellings) = (Vec::new(), Vec::new());
        for (index, spelling) in self.spellings.iter().enumerate().filter(|(_, it)| it.any_case == any_case) {
            let forms = if any_case { cases(&spelling.typed) } else { vec![spelling.typed.clone()] };
            spellings.resize(spellings.len() + forms.len(), index);
            patterns.extend(forms);
        }
        let mut builder = AhoCorasick::builder();
        builder.match_kind(MatchKind::LeftmostLongest).ascii_case_insensitive(any_case);
        let automaton = builder.build(&patterns).ok().filter(|_| !patterns.is_empty())?;
        Some(Finder { automaton, spellings })
    }

    /// The spellings in `text`, the leftmost first, of those the longest; none overlaps another. A
    /// no-break space counts as a space.
    pub(super) fn spellings(&self, text: &str) -> Vec<(Range<usize>, &Spelling)> {
        let mut found = Vec::new();
        let wide: Vec<usize> =
            text.match_indices(NBSP).enumerate().map(|(index, (at, _))| at - index).collect();
        let spaced = (!wide.is_empty()).then(|| text.replace(NBSP, " "));
        let plain = spaced.as_deref().unwrap_or(text);
        let in_text = |at: usize| at + wide.partition_point(|space| *space < at);
        let search = |finder: &Finder, from| finder.automaton.find(Input::new(plain).range(from..));
        let mut ahead: Vec<Option<Match>> = self.finders.iter().map(|finder| search(finder, 0)).collect();
        loop {
            let matches =
                self.finders.iter().zip(&ahead).filter_map(|(finder, next)| Some((finder, (*next)?)));
            let first = matches.min_by_key(|(_, next)| (next.start(), std::cmp::Reverse(next.len())));
            let Some((finder, spot)) = first else { return found };
            let spelling = finder.spellings.get(spot.pattern().as_usize());
            if let Some(spelling) = spelling.and_then(|index| self.spellings.get(*index)) {
                found.push((in_text(spot.start())..in_text(spot.end()), spelling));
            }
            for (finder, next) in self.finders.iter().zip(&mut ahead) {
                if next.is_some_and(|next| next.start() < spot.end()) {
                    *next = search(finder, spot.end());
                }
            }
        }
    }

    /// Whether the list has `short` with a meaning that does not contain `word`.
    pub(super) fn means_otherwise(&self, short: &str, word: &str) -> bool {
        let mut rows = self.entries.iter().filter(|(entry, _)| entry == short);
        rows.any(|(_, meaning)| !meaning.to_lowercase().contains(word))
    }

    /// Whether one of the workbook's persons has this surname.
    pub(super) fn is_surname(&self, word: &str) -> bool {
        self.surnames.iter().any(|name| name == word)
    }
}

/// The forms of a word that a search without regard to case in ASCII needs for its other letters.
fn cases(word: &str) -> Vec<String> {
    if word.is_ascii() {
        return vec![word.to_owned()];
    }
    let (small, capitals) = (word.to_lowercase(), word.to_uppercase());
    let capitalised = word.chars().take(1).chain(word.chars().skip(1).flat_map(char::to_lowercase)).collect();
    vec![word.to_owned(), small, capitals, capitalised]
}

/// Whether another case of `short` can only be `short`: three letters at least, no blanks, at least
/// two capitals.
fn may_unify_case(short: &str) -> bool {
    let letters = short.chars().filter(|c| c.is_alphabetic()).count();
    let capitals = short.chars().filter(|c| c.is_uppercase()).count();
    letters >= 3 && letters == short.chars().count() && capitals >= 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_leftmost_and_longest_spelling_is_found() {
        let row = |short: &str, spellings: &[&str]| {
            (short.to_owned(), String::new(), spellings.iter().map(|typed| (*typed).to_owned()).collect())
        };
        let rows = [
            row("ÖPNV", &["Nahverkehr", "Bus und Bahn"]),
            row("NV-Plan", &["Nahverkehrsplan", "Verkehrsplan"]),
            row("VBZ", &["vbz-linie"]),
        ];
        let glossary = Glossary::of(rows, []);
        let text = "öpnv: Nahverkehrsplan,\u{a0}Bus\u{a0}und Bahn; Vbz-Linie, bus und bahn, Öpnv";
        let found = glossary.spellings(text).into_iter();
        let found: Vec<(&str, &str)> =
            found.map(|(range, spelling)| (&text[range], spelling.short.as_str())).collect();
        let expected = [
            ("öpnv", "ÖPNV"),
            ("Nahverkehrsplan", "NV-Plan"),
            ("Bus\u{a0}und Bahn", "ÖPNV"),
            ("Vbz", "VBZ"),
            ("Öpnv", "ÖPNV"),
        ];
        assert_eq!(found, expected);
    }
}
