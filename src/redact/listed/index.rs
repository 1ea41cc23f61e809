//! The persons of a list, to be found by the words of their names.

use std::collections::{BTreeSet, HashMap};

use super::role::Spoken;
use super::view::key;
use crate::model::Person;
use crate::persons::name::{Name, Surname, base, names};
use crate::persons::titles::Gender;
use crate::persons::{FormKind, handles, is_common};

/// A person of the list.
#[derive(Clone, Debug)]
pub(super) struct Known {
    /// May be named.
    pub(super) public: bool,
    /// What stands in place of the name.
    pub(super) role: Spoken,
    /// As the list or the role tells.
    pub(super) gender: Option<Gender>,
    /// The words of the first names: `anna`, `lena`; an initial is one letter.
    pub(super) firsts: BTreeSet<String>,
}

impl Known {
    /// Whether `words`, the words or initials of a first name, can be this person's.
    pub(super) fn is_called(&self, words: &[&str]) -> bool {
        let fits = |word: &str, first: &String| {
            let short = word.len().min(first.len()) <= 1 || word.len() <= 2 && first.starts_with(word);
            if short { first.chars().next() == word.chars().next() } else { first == word }
        };
        words.iter().all(|word| self.firsts.iter().any(|first| fits(word, first)))
    }
}

/// A surname of a person.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    /// The person, as an index of the list.
    pub(super) person: usize,
    /// Its words, folded.
    pub(super) words: Vec<String>,
    /// `von`, `der`, folded.
    pub(super) particles: Vec<String>,
    /// One name of a double name, or a spelling that may be another name.
    pub(super) part: bool,
    /// Also an everyday word.
    pub(super) everyday: bool,
}

/// All persons of a list.
#[derive(Clone, Debug, Default)]
pub(super) struct Index {
    /// In the order of the list.
    pub(super) persons: Vec<Known>,
    /// By the first word.
    surnames: HashMap<String, Vec<Entry>>,
    by_person: Vec<Vec<Entry>>,
    firsts: HashMap<String, Vec<usize>>,
    shorts: HashMap<String, usize>,
    /// What stands in addresses, without its separators: by the whole of it, by several parts of it.
    joined: HashMap<String, BTreeSet<usize>>,
    parted: HashMap<String, BTreeSet<usize>>,
}

impl Index {
    pub(super) fn new(persons: &[Person]) -> Self {
        let mut index = Self::default();
        for (number, person) in persons.iter().enumerate() {
            let role = Spoken::new(person.replacement.as_ref());
            let names = names(&person.name.value);
            let said = names.first().and_then(|name| name.gender);
            let gender = said.or(if person.public { None } else { role.gender_of_person() });
            let firsts =
                names.iter().flat_map(|name| &name.first).flat_map(|first| first.split(['-', '.', ' ']));
            // Where the surname stands first, any word of the name can follow it.
            let turned = names
                .iter()
                .filter(|name| name.surnames.iter().any(|surname| name.first.contains(&surname.core)));
            let turned = turned.flat_map(|name| &name.surnames).map(|surname| surname.core.as_str());
            let firsts = firsts.chain(turned).map(key).filter(|first| !first.is_empty());
            let firsts: BTreeSet<String> = firsts.collect();
            for name in &names {
                index.add(number, name);
            }
            for first in firsts.iter().filter(|first| first.len() > 1) {
                index.firsts.entry(first.clone()).or_default().push(number);
            }
            index.persons.push(Known { public: person.public, role, gender, firsts });
            index.add_addresses(number, &person.name.value);
        }
        index
    }

    fn add(&mut self, person: usize, name: &Name) {
        for surname in &name.surnames {
            self.add_surname(person, surname, &surname.core, false);
            // `Muller`: another name, but that of the person with a first name or salutation.
            let bare: String = surname.core.chars().map(base).collect();
            let bare = Some(bare.as_str()).filter(|bare| key(bare) != key(&surname.core));
            for part in surname.parts().into_iter().chain(bare) {
                self.add_surname(person, surname, part, true);
            }
        }
        self.shorts.extend(name.short.clone().map(|short| (short, person)));
    }

    fn add_surname(&mut self, person: usize, surname: &Surname, core: &str, part: bool) {
        let words: Vec<String> =
            core.split(['-', ' ', '\'']).map(key).filter(|word| !word.is_empty()).collect();
        let Some(first) = words.first().cloned() else { return };
        let everyday = words.len() == 1 && is_common(core);
        let particles = if part {
            Vec::new()
        } else {
            surname.particles.iter().map(|word| key(word.trim_matches('.'))).collect()
        };
        let entry = Entry { person, words, particles, part, everyday };
        self.by_person.extend((self.by_person.len()..=person).map(|_| Vec::new()));
        if let Some(own) = self.by_person.get_mut(person) {
            own.push(entry.clone());
        }
        self.surnames.entry(first).or_default().push(entry);
    }

    fn add_addresses(&mut self, person: usize, name: &str) {
        for form in handles(name).into_iter().filter(|form| form.kind == FormKind::Full) {
            let parted = form.text.contains(['.', '_', '-']);
            let map = if parted { &mut self.parted } else { &mut self.joined };
            map.entry(key(&form.text.replace(['.', '_', '-'], ""))).or_default().insert(person);
        }
    }

    /// The surnames that begin with a word.
    pub(super) fn surnames(&self, key: &str) -> &[Entry] {
        self.surnames.get(key).map_or(&[], Vec::as_slice)
    }

    /// Whether a word alone is a surname that is nothing else.
    pub(super) fn is_clear_surname(&self, key: &str) -> bool {
        key.len() > 3
            && self.surnames(key).iter().any(|entry| entry.words.len() == 1 && !entry.part && !entry.everyday)
    }

    /// The surnames of a person.
    pub(super) fn of(&self, person: usize) -> impl Iterator<Item = &Entry> {
        self.by_person.get(person).into_iter().flatten()
    }

    /// The persons with a first name.
    pub(super) fn with_first(&self, key: &str) -> &[usize] {
        self.firsts.get(key).map_or(&[], Vec::as_slice)
    }

    /// The person whose name the list shortens so.
    pub(super) fn with_short(&self, text: &str) -> Option<usize> {
        self.shorts.get(text).copied()
    }

    /// The persons whom a word without separators stands for in addresses: `fmueller`.
    pub(super) fn with_handle(&self, key: &str) -> Option<&BTreeSet<usize>> {
        self.joined.get(key)
    }

    /// The persons whom several words stand for in addresses, together: `frank` `mueller`.
    pub(super) fn with_handles(&self, joined: &str) -> Option<&BTreeSet<usize>> {
        self.parted.get(joined)
    }
}
