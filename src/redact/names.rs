//! The names in a report: the listed ones are replaced, the others found. One walk reaches every string.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::finding;
use super::listed::{How, Register, Seen};
use super::unlisted::{Expected, Found, persons_in};
use crate::diag::Diagnostic;
use crate::model::{DetailColumn, Edition, Entry, Person, Report, SpotKind};
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

/// Replaces every listed person who may not be named.
pub(super) fn replace(report: &mut Report, register: &Register) -> Places {
    let mut places = BTreeMap::new();
    for (index, spot) in report.texts_mut().into_iter().enumerate() {
        // The name of a file that is read, and printed nowhere.
        if spot.kind == SpotKind::Fact("Logo") {
            continue;
        }
        let (seen, text) = match spot.words {
            WordsMut::Text(text) => (register.replace(text), text.to_plain()),
            WordsMut::Plain(words) => {
                let mut text = Text::plain(&*words);
                let seen = register.replace(&mut text);
                *words = text.to_plain();
                (seen, words.clone())
            }
        };
        if !seen.is_empty() {
            places.insert(index, Place { text, at: spot.at.cloned(), seen });
        }
    }
    Places(places)
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
        finding(&self.at, &self.found.name).excerpt(self.text.clone(), self.found.range.clone())
    }
}

/// The persons in a report whom nobody listed; `places` are those of the listed ones, `named` may stand.
pub(super) fn strangers(report: &Report, places: &Places, named: &BTreeSet<String>) -> Vec<Stranger> {
    let cells = cells_of_persons(report);
    let mut label = String::new();
    let mut strangers = Vec::new();
    for (index, spot) in report.texts().into_iter().enumerate() {
        let text = spot.words.as_str();
        if matches!(spot.kind, SpotKind::DetailLabel | SpotKind::FactKey) {
            text.clone_into(&mut label);
        }
        let persons = match spot.kind {
            SpotKind::Fact("Logo") | SpotKind::Variant => continue,
            // Recipients are mostly bodies, of places whose names are surnames as well.
            SpotKind::Fact("Ersteller" | "Verantwortlich") => true,
            SpotKind::Fact("") => tells_of_persons(&label),
            SpotKind::DetailValue => tells_of_persons(&label) || spot.at.is_some_and(|at| cells.contains(at)),
            _ => false,
        };
        let Some(at) = spot.at else { continue };
        let expected = if persons { Expected::Persons } else { Expected::Prose };
        let settled = |range: &Range<usize>| {
            places.settled(index).any(|it| it.start < range.end && range.start < it.end)
        };
        let mut found = persons_in(text, expected);
        found.retain(|it| !settled(&it.range));
        for range in places.others(index) {
            let missed = !found.iter().any(|it| it.range.start < range.end && range.start < it.range.end);
            let name = text.get(range.clone()).filter(|_| missed).map(single_spaced);
            found.extend(name.map(|name| Found { range, name }));
        }
        let in_text = found.into_iter().map(|found| (found, text));
        let links = spot
            .words
            .formatted()
            .into_iter()
            .flat_map(Text::runs)
            .filter_map(|run| run.format.link.as_deref());
        let in_links =
            links.flat_map(|link| persons_in(link, Expected::Prose).into_iter().map(move |it| (it, link)));
        let unknown = in_text.chain(in_links).filter(|(it, _)| !named.contains(&it.name.to_lowercase()));
        strangers.extend(unknown.map(|(found, text)| Stranger {
            found,
            text: text.to_owned(),
            at: at.clone(),
        }));
    }
    strangers
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
    let places = replace(&mut report, &Register::new(&since)).0;
    let first = |(index, person): (usize, &Person)| {
        let replaced = |seen: &Seen| seen.person == index && !seen.how.keeps();
        let place = places.values().find(|place| place.seen.iter().any(replaced))?;
        Some(finding::person_published(place.at.as_ref()?, &person.name.value))
    };
    since.iter().enumerate().filter_map(first).collect()
}
