//! The names in a report: the listed ones are replaced, the others found. One walk reaches every string.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::ops::Range;

use rayon::iter::{Either, IndexedParallelIterator, IntoParallelIterator, ParallelExtend, ParallelIterator};

use super::finding;
use super::listed::{How, Register, Seen};
use super::unlisted::{Expected, Found, persons_in};
use crate::diag::Diagnostic;
use crate::model::{DetailColumn, Edition, Entry, Person, Report, Spot, SpotKind};
use crate::source::{Located, Location};
use crate::text::{Text, WordsMut, single_spaced};

/// A string of a report in which listed persons stood.
struct Place {
    /// The string with the roles in it.
    text: String,
    at: Option<Location>,
    seen: Vec<Seen>,
}

/// The listed persons of a report, by the number of the string in which they stand.
pub(super) struct Places(BTreeMap<usize, Place>);

/// What was searched before: most texts stand in both versions.
#[derive(Default)]
pub(super) struct Searched {
    /// The texts in which no listed person stands.
    without_listed: HashSet<Text>,
    /// The persons whom nobody listed.
    persons: HashMap<(Expected, String), Vec<Found>>,
}

impl Searched {
    /// Searches what has not been searched yet, on as many threads as there are.
    fn search<'t>(&mut self, texts: impl Iterator<Item = (Expected, &'t str)>) {
        let texts: HashSet<(Expected, String)> =
            texts.map(|(expected, text)| (expected, text.to_owned())).collect();
        let new: Vec<_> = texts.into_iter().filter(|it| !self.persons.contains_key(it)).collect();
        let found = new.into_par_iter().map(|(expected, text)| {
            let persons = persons_in(&text, expected);
            ((expected, text), persons)
        });
        self.persons.par_extend(found);
    }

    /// The persons in a text.
    fn persons_in(&self, text: &str, expected: Expected) -> Vec<Found> {
        let known = self.persons.get(&(expected, text.to_owned()));
        known.cloned().unwrap_or_else(|| persons_in(text, expected))
    }
}

/// Replaces every listed person who may not be named.
pub(super) fn replace(report: &mut Report, register: &Register, searched: &mut Searched) -> Places {
    // The name of a file that is read is printed nowhere.
    let spots = report
        .texts_mut()
        .into_par_iter()
        .enumerate()
        .filter(|(_, spot)| spot.kind != SpotKind::Fact("Logo"));
    let without_listed = &searched.without_listed;
    let done = spots.filter_map(|(index, spot)| {
        let original = match &spot.words {
            WordsMut::Text(text) => Text::clone(text),
            WordsMut::Plain(words) => Text::plain(&**words),
        };
        if without_listed.contains(&original) {
            return None;
        }
        let mut text = original.clone();
        let seen = register.replace(&mut text);
        if seen.is_empty() {
            return Some(Either::Right(original));
        }
        let plain = text.to_plain();
        match spot.words {
            WordsMut::Text(it) => *it = text,
            WordsMut::Plain(words) => plain.clone_into(words),
        }
        Some(Either::Left((index, Place { text: plain, at: spot.at.cloned(), seen })))
    });
    let (places, without): (Vec<_>, Vec<_>) = done.partition_map(|it| it);
    searched.without_listed.extend(without);
    Places(places.into_iter().collect())
}

impl Places {
    /// What the clerk should read.
    pub(super) fn findings<'a>(&'a self, persons: &'a [Person]) -> impl Iterator<Item = Diagnostic> + 'a {
        self.0.values().flat_map(move |place| {
            place.seen.iter().filter_map(move |seen| place.finding(seen, persons.get(seen.person)?))
        })
    }

    /// Whether somebody stands there who may be named.
    pub(super) fn any_public(&self) -> bool {
        self.0.values().flat_map(|place| &place.seen).any(|seen| seen.how == How::MayBeNamed)
    }

    /// The stretches of a string that are settled: roles, and persons who may be named.
    fn settled(&self, index: usize) -> impl Iterator<Item = &Range<usize>> {
        let settled = self.seen(index).filter(|seen| seen.how != How::SomebodyElse);
        settled.map(|seen| &seen.range)
    }

    /// Those in a string who have a listed surname and are somebody else.
    fn others(&self, index: usize) -> impl Iterator<Item = Range<usize>> {
        self.seen(index).filter(|seen| seen.how == How::SomebodyElse).map(|seen| seen.range.clone())
    }

    fn seen(&self, index: usize) -> impl Iterator<Item = &Seen> {
        self.0.get(&index).into_iter().flat_map(|place| &place.seen)
    }
}

impl Place {
    /// What the clerk should read about a person who was seen here.
    fn finding(&self, seen: &Seen, person: &Person) -> Option<Diagnostic> {
        let at = self.at.as_ref()?;
        let (word, name) = (self.text.get(seen.range.clone())?, &person.name.value);
        let finding = match seen.how {
            How::Replaced | How::MayBeNamed | How::SomebodyElse => return None,
            How::CaseUnknown => finding::replacement_unsure(at, name, word),
            How::SeveralPersons => finding::name_shared(at, name, word),
            How::AnotherPerson => finding::name_of_another(at, name, word),
            How::EverydayWord => finding::name_unclear(at, word, name),
        };
        Some(finding.excerpt(self.text.clone(), seen.range.clone()))
    }
}

/// A person whom nobody listed.
pub(super) struct Stranger {
    found: Found,
    text: String,
    at: Location,
}

impl Stranger {
    /// The person, who may be named because the clerk allows it.
    pub(super) fn allowed(&self) -> Person {
        Person {
            name: Located::new(self.found.name.clone(), self.at.clone()),
            replacement: None,
            public: true,
        }
    }

    /// The finding about it.
    pub(super) fn finding(&self, allowed: bool) -> Diagnostic {
        let finding = if allowed { finding::person_allowed } else { finding::person_unlisted };
        let name = &self.found.name;
        finding(&self.at, name).about(name).excerpt(self.text.clone(), self.found.range.clone())
    }
}

/// The persons in a report whom nobody listed; `places` are those of the listed ones, `named` may stand.
pub(super) fn strangers(
    report: &Report,
    places: &Places,
    named: &BTreeSet<String>,
    searched: &mut Searched,
) -> Vec<Stranger> {
    let spots = report.texts();
    let expected = expected(report, &spots);
    let searchable = || spots.iter().zip(&expected).filter_map(|(spot, expected)| Some((spot, (*expected)?)));
    searched.search(searchable().flat_map(|(spot, expected)| {
        let links = links(spot).map(|link| (Expected::Prose, link));
        links.chain([(expected, spot.words.as_str())])
    }));
    let mut strangers = Vec::new();
    for (index, (spot, expected)) in spots.iter().zip(&expected).enumerate() {
        let (Some(expected), Some(at), text) = (*expected, spot.at, spot.words.as_str()) else { continue };
        let settled = |range: &Range<usize>| {
            places.settled(index).any(|it| it.start < range.end && range.start < it.end)
        };
        let mut found = searched.persons_in(text, expected);
        found.retain(|it| !settled(&it.range));
        for range in places.others(index) {
            let missed = !found.iter().any(|it| it.range.start < range.end && range.start < it.range.end);
            let name = text.get(range.clone()).filter(|_| missed).map(single_spaced);
            found.extend(name.map(|name| Found { range, name }));
        }
        let in_text = found.into_iter().map(|found| (found, text));
        let in_links = links(spot).flat_map(|link| {
            searched.persons_in(link, Expected::Prose).into_iter().map(move |it| (it, link))
        });
        let unknown = in_text.chain(in_links).filter(|(it, _)| !named.contains(&it.name.to_lowercase()));
        strangers.extend(unknown.map(|(found, text)| Stranger {
            found,
            text: text.to_owned(),
            at: at.clone(),
        }));
    }
    strangers
}

/// What each string of a report is expected to hold; none where nobody is to be found in it.
fn expected(report: &Report, spots: &[Spot<'_>]) -> Vec<Option<Expected>> {
    let cells = cells_of_persons(report);
    let mut label = "";
    let expected = spots.iter().map(|spot| {
        if matches!(spot.kind, SpotKind::DetailLabel | SpotKind::FactKey) {
            label = spot.words.as_str();
        }
        let persons = match spot.kind {
            SpotKind::Fact("Logo") | SpotKind::Variant => return None,
            // Recipients are mostly bodies, of places whose names are surnames as well.
            SpotKind::Fact("Ersteller" | "Verantwortlich") => true,
            SpotKind::Fact("") => tells_of_persons(label),
            SpotKind::DetailValue => tells_of_persons(label) || spot.at.is_some_and(|at| cells.contains(at)),
            _ => false,
        };
        Some(if persons { Expected::Persons } else { Expected::Prose })
    });
    expected.collect()
}

/// Where the links in a string lead.
fn links<'a>(spot: &Spot<'a>) -> impl Iterator<Item = &'a str> {
    let runs = spot.words.formatted().into_iter().flat_map(Text::runs);
    runs.filter_map(|run| run.format.link.as_deref())
}

/// The cells under a head that stands for »Zuständig«.
fn cells_of_persons(report: &Report) -> BTreeSet<&Location> {
    let entries = report.fields.iter().flat_map(|field| &field.actions).flat_map(|action| &action.status);
    let details = entries.filter_map(|entry| match entry {
        Entry::Details(details) => Some(&details.values),
        Entry::Paragraph(_) => None,
    });
    let responsible = details.flatten().filter(|detail| detail.column == DetailColumn::Responsible);
    responsible.map(|detail| &detail.at).collect()
}

/// Whether persons are to be expected under a head or behind a key.
fn tells_of_persons(label: &str) -> bool {
    let label = label.to_lowercase();
    PERSONAL.iter().any(|stem| label.contains(stem))
}

#[rustfmt::skip]
const PERSONAL: &[&str] = &[
    "ansprech", "antragstell", "autor", "bearbeit", "beteiligte", "betreu", "durch wen", "einreich",
    "erstell", "federführ", "gestellt von", "kontakt", "koordin", "leiter", "leitung", "mitglied", "name", "owner",
    "person", "responsible", "teilnehm", "verantwort", "verfass", "vertret", "vorsitz", "wer?",
    "zuständig",
];

/// The persons who must not be named now and stand by name in the version before, which was public: the
/// first place of each.
pub(super) fn published(previous: Option<&Report>, persons: &[Person]) -> Vec<Diagnostic> {
    let public = |previous: &&Report| previous.facts.edition() == Some(Edition::Public);
    let Some(previous) = previous.filter(public) else { return Vec::new() };
    let name = |person: &Person| person.name.value.to_lowercase();
    let then: BTreeSet<String> = previous.persons.iter().filter(|it| !it.public).map(name).collect();
    let since: Vec<Person> =
        persons.iter().filter(|it| !it.public && !then.contains(&name(it))).cloned().collect();
    if since.is_empty() {
        return Vec::new();
    }
    let mut report = previous.clone();
    report.persons.clear();
    super::rows::withhold(&mut report, &super::rows::Marked);
    let places = replace(&mut report, &Register::new(&since), &mut Searched::default()).0;
    let first = |(index, person): (usize, &Person)| {
        let replaced = |seen: &Seen| seen.person == index && !seen.how.keeps();
        let place = places.values().find(|place| place.seen.iter().any(replaced))?;
        Some(finding::person_published(place.at.as_ref()?, &person.name.value))
    };
    since.iter().enumerate().filter_map(first).collect()
}
