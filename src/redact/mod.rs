//! The public edition of a report: without the rows and persons that are not for the public.
//!
//! Both versions go through here with today's lists before they are compared, so that neither struck text
//! nor a difference tells what must not be known: a role never looks new where a name stood.
//!
//! 1. [`rows`]: rows and values that are not for the public go, and what would tell of them; of the version
//!    before also what has become secret [`since`].
//! 2. [`listed`]: persons on the sheet `Personen` are replaced by their roles.
//! 3. [`unlisted`]: persons whom nobody listed are found, for the clerk to decide.

mod finding;
pub mod listed;
mod names;
mod rows;
mod since;
pub mod unlisted;

use std::collections::BTreeSet;

use crate::diag::Warned;
use crate::model::{Lineage, Person, Report};
use listed::Register;
use rows::Marked;
use since::Since;

/// A report and the version before it as the public may read them.
#[derive(Clone, Debug)]
pub struct Redacted {
    /// The report.
    pub report: Report,
    /// The version before it, by the same lists.
    pub previous: Option<Report>,
    /// The persons who must not be named: today's, and those of the version before whom today's list
    /// does not know any more.
    pub barred: Vec<Person>,
    /// The persons who may be named.
    pub named: Vec<Person>,
    /// What withheld rows say, a string each.
    pub withheld: Vec<String>,
    /// Whether a person who may be named stands in the report.
    pub names_public: bool,
    /// How many times persons whom nobody listed stand in either version.
    pub unlisted: usize,
}

impl Redacted {
    /// What the public edition may say: all of its report, and of the version before what stands
    /// everywhere.
    pub fn lawful(&self) -> Vec<String> {
        let texts = |report: &Report| -> Vec<String> {
            report.texts().iter().map(|spot| spot.words.as_str().to_owned()).collect()
        };
        let before = self.previous.as_ref().map(texts).unwrap_or_default();
        let common = before.iter().flat_map(|text| rows::common_sentences(text)).map(str::to_owned);
        texts(&self.report).into_iter().chain(common).collect()
    }
}

/// Takes out of `report` and of the version before it, of which is told what became of its parts, what is
/// not for the public.
///
/// What the clerk should read, or must decide, is a finding; where a person is named whom nobody listed,
/// one of severity error unless that is allowed.
pub fn redact(
    report: &Report,
    previous: Option<(&Report, &Lineage)>,
    allow_unlisted: bool,
) -> Warned<Redacted> {
    let since = previous.map(|(_, lineage)| Since::new(report, lineage));
    let previous = previous.map(|(previous, _)| previous);
    let persons = persons(report, previous);
    let register = Register::new(&persons);
    let (mut current, mut before) = (report.clone(), previous.cloned());
    let withheld = withhold(&mut current, before.as_mut().zip(since));
    let mut findings = names::published(previous, &persons);
    let mut searched = names::Searched::default();
    let seen = names::replace(&mut current, &register, &mut searched);
    findings.extend(seen.findings(&persons));
    let public = persons.iter().filter(|person| person.public);
    let public: BTreeSet<String> = public.map(|person| person.name.value.to_lowercase()).collect();
    let mut strangers = names::strangers(&current, &seen, &public, &mut searched);
    if let Some(before) = &mut before {
        let seen = names::replace(before, &register, &mut searched);
        strangers.extend(names::strangers(before, &seen, &public, &mut searched));
    }
    findings.extend(strangers.iter().map(|stranger| stranger.finding(allow_unlisted)));
    let (mut named, barred): (Vec<Person>, Vec<Person>) =
        persons.into_iter().partition(|person| person.public);
    if allow_unlisted {
        // »Petra Müller« stands, though a Müller of the list must not be named.
        named.extend(strangers.iter().map(names::Stranger::allowed));
    }
    let redacted = Redacted {
        report: current,
        previous: before,
        barred,
        named,
        withheld,
        names_public: seen.any_public(),
        unlisted: strangers.len(),
    };
    Warned::new(redacted, findings)
}

/// Everybody on the sheet `Personen` of both versions. Today's list decides; whom it does not know any
/// more goes on as the list before said.
fn persons(report: &Report, previous: Option<&Report>) -> Vec<Person> {
    let name = |person: &Person| person.name.value.to_lowercase();
    let known: BTreeSet<String> = report.persons.iter().map(name).collect();
    let before = previous.into_iter().flat_map(|previous| &previous.persons);
    let forgotten = before.filter(|person| !person.public && !known.contains(&name(person)));
    report.persons.iter().chain(forgotten).cloned().collect()
}

/// Takes the rows and values out of both versions that are not for the public, and with them what would
/// tell of them. Returns what they said.
fn withhold(current: &mut Report, before: Option<(&mut Report, Since<'_>)>) -> Vec<String> {
    let mut withheld = rows::withhold(current, &Marked);
    withheld.extend(rows::withhold_abbreviations(current, &withheld));
    current.persons.clear();
    if let Some((before, since)) = before {
        withheld.extend(rows::withhold(before, &since));
        rows::unsay(before, &withheld, current);
        withheld.extend(rows::withhold_abbreviations(before, &withheld));
        before.persons.clear();
    }
    withheld
}
