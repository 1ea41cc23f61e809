//! Tolerant comparison of names with a table of synonyms.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;

use super::tables::Synonyms;
use crate::german::words::is_roman;
use crate::german::{fold, month};

/// Longest text that can be a name, in characters: the head of a column, not a sentence.
const LONGEST: usize = 80;

/// Most words of a head that are looked at one by one; more make a sentence.
const MOST_WORDS: usize = 6;

/// Whether a text is one of these words, which are given folded, with blanks between them.
pub(crate) fn is_one_of(text: &str, words: &str) -> bool {
    // Folding keeps every letter: most texts are sentences, and no word can be that long.
    if text.chars().filter(|c| c.is_alphabetic() || c.is_ascii_digit()).nth(words.len()).is_some() {
        return false;
    }
    let folded = fold(text);
    words.split(' ').any(|word| word == folded)
}

/// Whether a text begins with one of these words, given as in [`is_one_of`].
pub(crate) fn begins_with(text: &str, words: &str) -> bool {
    let folded = fold(text);
    words.split(' ').any(|word| folded.starts_with(word))
}

/// How a name was recognised, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Likeness {
    /// It is one of the names, apart from a bracket, a date or a footnote mark.
    Sure,
    /// It has a typing error.
    Typo,
    /// A part of it says what it is.
    Likely,
    /// It is a name that may mean this where nothing better does.
    Weak,
    /// No name says it, what stands below it does.
    Content,
}

/// A possible meaning of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Hit<K> {
    /// The meaning.
    pub(crate) key: K,
    /// How it was recognised.
    pub(crate) likeness: Likeness,
    /// Whether the whole name matched; else a part of it did (`Aktion / Verantwortlich`).
    pub(crate) whole: bool,
    /// Its place in the table of synonyms: of two heads, the more usual name has the meaning. The
    /// office's own names have none, and come before all.
    pub(crate) place: Option<usize>,
}

/// The names of one kind of thing: the built-in ones and those of the configuration.
#[derive(Clone, Debug)]
pub(crate) struct Vocabulary<K> {
    /// What each name means where it stands alone.
    names: BTreeMap<String, Vec<Hit<K>>>,
    /// The names of what is kept out of the public edition.
    nonpublic: BTreeSet<String>,
}

impl<K: Copy + Ord> Vocabulary<K> {
    /// Puts the names of those `keys` that `wanted` lets through together.
    pub(crate) fn new(
        table: &[Synonyms<K>],
        added: &BTreeMap<K, Vec<String>>,
        wanted: impl Fn(K) -> bool,
    ) -> Self {
        let mut names: BTreeMap<String, Vec<Hit<K>>> = BTreeMap::new();
        for (&key, more) in added.iter().filter(|(key, _)| wanted(**key)) {
            for name in more.iter().map(|name| fold(name)).filter(|name| !name.is_empty()) {
                let own = Hit { key, likeness: Likeness::Sure, whole: true, place: None };
                names.entry(name).or_default().push(own);
            }
        }
        for entry in table.iter().filter(|entry| wanted(entry.key)) {
            let split = |names: &'static str, likeness| {
                names.split_terminator(" | ").map(move |name| (name, likeness))
            };
            let listed = split(entry.sure, Likeness::Sure).chain(split(entry.weak, Likeness::Weak));
            for (place, (name, likeness)) in listed.enumerate() {
                let meanings = names.entry(fold(name)).or_default();
                let configured = meanings.first().is_some_and(|meaning| meaning.place.is_none());
                if !configured && meanings.iter().all(|meaning| meaning.key != entry.key) {
                    meanings.push(Hit { key: entry.key, likeness, whole: true, place: Some(place) });
                }
            }
        }
        Self { names, nonpublic: BTreeSet::new() }
    }

    /// The same, of which these names are kept out of the public edition.
    pub(crate) fn without_in_public(mut self, nonpublic: &[String]) -> Self {
        self.nonpublic = nonpublic.iter().map(|name| fold(name)).collect();
        self
    }

    /// Whether the office has said that what is called so is kept out of the public edition.
    pub(crate) fn is_nonpublic(&self, text: &str) -> bool {
        self.nonpublic.contains(&fold(text))
    }

    /// Whether the office has said what this very name means.
    pub(crate) fn is_own(&self, text: &str) -> bool {
        !self.own(text).is_empty()
    }

    /// What the office has said that this very name means, however long it is.
    pub(crate) fn own(&self, text: &str) -> Vec<Hit<K>> {
        let known = self.names.get(&fold(text)).into_iter().flatten();
        known.filter(|hit| hit.place.is_none()).copied().collect()
    }

    /// All meanings a name can have, the surest first; none where it is not known.
    pub(crate) fn find(&self, text: &str) -> Vec<Hit<K>> {
        if text.chars().count() > LONGEST {
            return Vec::new();
        }
        let forms = forms(text);
        let whole = self.whole(&forms);
        if !whole.is_empty() {
            return whole;
        }
        let full = |hits: &Vec<_>| !hits.is_empty();
        let mut hits: Vec<Hit<K>> =
            parts(text).iter().flat_map(|part| self.exact(&fold(part), false)).collect();
        if hits.is_empty() {
            hits = forms.iter().map(|form| self.typo(form)).find(full).unwrap_or_default();
        }
        if hits.is_empty() {
            hits = self.by_parts(text);
        }
        if hits.is_empty() {
            hits = self.shortened(text);
        }
        hits.sort_by_key(|hit| hit.likeness);
        hits
    }

    /// The one meaning of a name without guessing.
    pub(crate) fn sure(&self, text: &str) -> Option<K> {
        let hit = self.whole(&forms(text)).first().copied();
        hit.filter(|hit| hit.likeness == Likeness::Sure).map(|hit| hit.key)
    }

    /// The meanings of the first of these forms that is a name.
    fn whole(&self, forms: &[String]) -> Vec<Hit<K>> {
        forms.iter().map(|form| self.exact(form, true)).find(|hits| !hits.is_empty()).unwrap_or_default()
    }

    /// Names inside a longer head: its words without what belongs to them (`Titel der Maßnahme`), and the
    /// last part of a compound (`Klimaschutzmaßnahme`), which says what it is.
    fn by_parts(&self, text: &str) -> Vec<Hit<K>> {
        let bare = without_brackets(text);
        // »Stand« in front is the name, further behind it belongs to a time.
        let names =
            |at: usize, word: &str| !is_supplement(word) || at == 0 && word.eq_ignore_ascii_case("stand");
        let words = bare.split_whitespace().enumerate().filter(|(at, word)| names(*at, word));
        let words: Vec<&str> = words.map(|(_, word)| word).collect();
        if words.len() > MOST_WORDS {
            return Vec::new();
        }
        // From the front, the longest first: what stands first is what the head names.
        let parts =
            (0..words.len()).flat_map(|from| (from + 1..=words.len()).rev().map(move |to| (from, to)));
        let known = parts.map(|(from, to)| (to, self.inflected(&fold(&words[from..to].concat()))));
        let Some((end, first)) = known.clone().find(|(_, hits)| !hits.is_empty()) else {
            return words
                .iter()
                .map(|word| self.compound(&fold(word)))
                .find(|hits| !hits.is_empty())
                .unwrap_or_default();
        };
        // `Inhalt des Antrags`: what may mean an action does so where it belongs to one.
        let rest: Vec<Hit<K>> = known.filter(|(to, _)| *to > end).flat_map(|(_, hits)| hits).collect();
        let borne_out =
            |hit: &Hit<K>| rest.iter().any(|it| it.key == hit.key && it.likeness == Likeness::Sure);
        let likely = first.into_iter().map(|hit| match hit.likeness {
            Likeness::Weak if !borne_out(&hit) => Hit { whole: false, ..hit },
            _ => Hit { likeness: Likeness::Likely, whole: false, ..hit },
        });
        likely.collect()
    }

    /// The meanings of a word, also in the genitive: `Antrags`, `Beschlusses`.
    fn inflected(&self, folded: &str) -> Vec<Hit<K>> {
        let stems = ["", "s", "es"].iter().filter_map(|end| folded.strip_suffix(end));
        stems.map(|stem| self.exact(stem, false)).find(|hits| !hits.is_empty()).unwrap_or_default()
    }

    /// The meanings of the longest name that a word ends with.
    fn compound(&self, folded: &str) -> Vec<Hit<K>> {
        // `Sachstandsmeldung` is a Sachstand, whatever it ends with.
        let folded = if folded.starts_with("sachstand") { "sachstand" } else { folded };
        let ends = folded.char_indices().map(|(at, _)| &folded[at..]).filter(|end| end.len() > 4);
        let longest = ends.filter_map(|end| self.names.get(end)).next();
        let likely =
            |hit: &Hit<K>| Hit { likeness: hit.likeness.max(Likeness::Likely), whole: false, ..*hit };
        longest.into_iter().flatten().map(likely).collect()
    }

    /// The meanings of a word cut short: `Maßn.`, `Sachst.`
    fn shortened(&self, text: &str) -> Vec<Hit<K>> {
        let bare = without_brackets(text);
        let word = bare.trim().strip_suffix('.').filter(|word| word.chars().all(char::is_alphabetic));
        let Some(start) = word.map(fold).filter(|start| start.len() > 2) else { return Vec::new() };
        let sure =
            self.beginning(&start).flat_map(|(_, hits)| hits).filter(|hit| hit.likeness == Likeness::Sure);
        let usual = sure.min_by_key(|hit| hit.place);
        usual.map(|hit| Hit { likeness: Likeness::Likely, whole: false, ..*hit }).into_iter().collect()
    }

    fn exact(&self, folded: &str, whole: bool) -> Vec<Hit<K>> {
        let known = self.names.get(folded).into_iter().flatten();
        let mut hits: Vec<_> = known.map(|hit| Hit { whole, ..*hit }).collect();
        hits.sort_by_key(|hit| hit.likeness);
        hits
    }

    /// The names that begin so.
    fn beginning(&self, start: &str) -> impl Iterator<Item = (&String, &Vec<Hit<K>>)> {
        let from = self.names.range::<str, _>((Bound::Included(start), Bound::Unbounded));
        from.take_while(move |(name, _)| name.starts_with(start))
    }

    /// Names that differ by typing errors: one in five letters or more, two in nine or more; a swap
    /// of neighbours is one (optimal string alignment). The first letter must agree, and only the
    /// nearest names count.
    fn typo(&self, folded: &str) -> Vec<Hit<K>> {
        let allowed = match folded.chars().count() {
            0..5 => return Vec::new(),
            5..9 => 1,
            _ => 2,
        };
        let first = folded.chars().next().map(String::from).unwrap_or_default();
        let near: Vec<_> = self
            .beginning(&first)
            .filter(|(name, _)| name.len() > 4 && name.len().abs_diff(folded.len()) <= 2)
            .map(|(name, meanings)| (strsim::osa_distance(name, folded), meanings))
            .filter(|(far, _)| *far <= allowed)
            .collect();
        let nearest = near.iter().map(|(far, _)| *far).min();
        let nearest = near.iter().filter(|(far, _)| Some(*far) == nearest);
        let sure = nearest.flat_map(|(_, hits)| *hits).filter(|hit| hit.likeness == Likeness::Sure);
        let keys: BTreeSet<K> = sure.map(|hit| hit.key).collect();
        keys.into_iter().map(|key| Hit { key, likeness: Likeness::Typo, whole: true, place: None }).collect()
    }
}

/// The forms in which a name is looked up whole: as it stands, without brackets, without a
/// footnote mark or date behind it (`Sachstand zum 09.06.2026`, `Aktion 1)`).
fn forms(text: &str) -> Vec<String> {
    let bare = without_brackets(text);
    let mut words: Vec<&str> = bare.split_whitespace().collect();
    while words.len() > 1 && words.last().is_some_and(|word| is_supplement(word)) {
        words.pop();
    }
    let mut forms: Vec<String> = Vec::new();
    for form in [fold(text), fold(&bare), fold(&words.concat())] {
        if !form.is_empty() && !forms.contains(&form) {
            forms.push(form);
        }
    }
    forms
}

fn without_brackets(text: &str) -> String {
    let mut depth = 0_u32;
    let mut bare = String::new();
    for c in text.chars() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' if depth > 0 => depth -= 1,
            c if depth == 0 => bare.push(c),
            _ => {}
        }
    }
    bare
}

/// Whether a word says of which time or unit a head is, not what it is.
pub(crate) fn is_supplement(word: &str) -> bool {
    let joins = [
        "zum",
        "per",
        "am",
        "vom",
        "bis",
        "ab",
        "seit",
        "in",
        "im",
        "stand",
        "halbjahr",
        "hj",
        "quartal",
        "jahr",
        "kw",
        "berichtsjahr",
        "schuljahr",
        "haushaltsjahr",
        "kalenderjahr",
        "berichtszeitraum",
        "berichtsmonat",
        "zeitraum",
    ];
    let word = word.trim_end_matches([',', ':']);
    word.chars().any(|c| c.is_ascii_digit() || c == '%')
        || is_roman(word.trim_end_matches('.'))
        || month(word).is_some()
        || !word.chars().any(char::is_alphanumeric)
        || joins.contains(&word.to_lowercase().as_str())
}

/// The parts of a double name: `Maßnahme / Projekt`, `Termin und Zuständigkeit`.
fn parts(text: &str) -> Vec<String> {
    let spaced = [" bzw. ", " und ", " oder ", " u. "]
        .iter()
        .fold(format!(" {text} "), |text, word| text.replace(word, "/"));
    let parts: Vec<String> =
        spaced.split(['/', '|', '\n', ',', ';', '&', '+']).map(|part| part.trim().to_owned()).collect();
    if parts.len() > 1 { parts } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::super::{COLUMNS, Column, FACTS, SHEETS};
    use super::*;

    fn columns() -> Vocabulary<Column> {
        Vocabulary::new(COLUMNS, &BTreeMap::new(), |column| column <= Column::Public)
    }

    #[test]
    fn spelling_and_ornament_do_not_matter() {
        for (text, column) in [
            ("MASSNAHME", Column::Action),
            ("Massnahme(n)", Column::Action),
            ("Aktion/en", Column::Action),
            ("  Handlungs-\nfeld: ", Column::Field),
            ("Zusta\u{308}ndig*", Column::Responsible),
            ("Zustaendigkeit", Column::Responsible),
            ("Aktion ¹", Column::Action),
            ("Aktion 1)", Column::Action),
            ("Sachstand zum 09.06.2026", Column::Status),
            ("Darstellung des\nSachstands/Zielerreichung", Column::Status),
            ("Nicht-öffentlich (ja/nein)", Column::Nonpublic),
            ("lfd.Nr.", Column::Number),
            ("Aktion bzw. Maßnahme", Column::Action),
            ("Zielerreichung [%]", Column::Attainment),
        ] {
            let hit = columns().find(text).first().copied();
            assert_eq!(hit.map(|hit| (hit.key, hit.likeness)), Some((column, Likeness::Sure)), "{text}");
        }
    }

    #[test]
    fn a_typing_error_is_forgiven_but_told_apart() {
        for (text, column) in [
            ("Handlugnsfeld", Column::Field),
            ("Sachsatnd", Column::Status),
            ("Zustandig", Column::Responsible),
        ] {
            let hit = columns().find(text).first().copied();
            assert_eq!(hit.map(|hit| (hit.key, hit.likeness)), Some((column, Likeness::Typo)), "{text}");
        }
        for text in ["Option", "Farbe", "Rabatt", "Pause", ""] {
            assert!(columns().find(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn configured_names_win() {
        let added = BTreeMap::from([(Column::Status, vec!["Termine".to_owned()])]);
        let vocabulary = Vocabulary::new(COLUMNS, &added, |_| true);
        assert_eq!(vocabulary.sure("termine:"), Some(Column::Status));
    }

    #[test]
    fn no_sure_name_of_a_sheet_or_key_means_two_things() {
        fn check<K: Copy + Ord + std::fmt::Debug>(table: &[Synonyms<K>]) {
            let vocabulary = Vocabulary::new(table, &BTreeMap::new(), |_| true);
            for (name, meanings) in &vocabulary.names {
                let sure = meanings.iter().filter(|meaning| meaning.likeness == Likeness::Sure);
                let mut sure: Vec<_> = sure.map(|meaning| meaning.key).collect();
                sure.dedup();
                assert!(sure.len() <= 1, "{name}: {sure:?}");
            }
        }
        check(SHEETS);
        check(FACTS);
    }
}
