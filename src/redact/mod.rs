//! The public edition of a report: without the rows and persons that are not for the public.
//!
//! Both versions go through here with today's lists before they are compared, so that neither struck text
//! nor a difference tells what must not be known: a role never looks new where a name stood.
//!
//! 1. [`rows`]: rows and values that are not for the public go, and what would tell of them.
//! 2. [`listed`]: listed persons are replaced by their role.
//! 3. [`unlisted`]: persons whom no list names are looked for.

pub mod listed;
mod rows;
pub mod unlisted;

use std::collections::BTreeSet;

use crate::model::{Edition, Report, Section};
use crate::source::Location;

/// A report and the version before it as the public may read them.
#[derive(Clone, Debug)]
pub struct Redacted {
    /// The report.
    pub report: Report,
    /// The version before it, by the same lists.
    pub previous: Option<Report>,
    /// What withheld rows say, a string each.
    pub withheld: Vec<String>,
}

/// Takes out of `report` and of the version before it what is not for the public. `became_nonpublic` are
/// the cells of those actions of the version before that go on as rows that are not.
pub fn redact(report: &Report, previous: Option<&Report>, became_nonpublic: &[Location]) -> Redacted {
    let (mut current, mut before) = (report.clone(), previous.cloned());
    let withheld = withhold(&mut current, before.as_mut(), became_nonpublic);
    Redacted { report: current, previous: before, withheld }
}

/// Takes the rows and values out of both versions that are not for the public, and with them what would
/// tell of them. Returns what they said.
fn withhold(current: &mut Report, before: Option<&mut Report>, became_nonpublic: &[Location]) -> Vec<String> {
    let heading = |section: &Section| section.title.value.current().to_plain();
    let headings: BTreeSet<String> =
        current.sections.iter().filter(|section| section.nonpublic).map(heading).collect();
    let mut withheld = rows::withhold(current, |action| action.nonpublic);
    withheld.extend(rows::withhold_abbreviations(current, &withheld));
    current.persons.clear();
    if current.facts.edition() != Some(Edition::Public) {
        current.facts.confidentiality = None;
    }
    if let Some(before) = before {
        let secret: BTreeSet<&Location> = became_nonpublic.iter().collect();
        let more = rows::withhold(before, |action| action.nonpublic || secret.contains(&action.at));
        withheld.extend(more);
        // A section that became nonpublic leaves no struck text; it goes on under its heading.
        let more = rows::withhold_sections(before, |section| {
            !heading(section).is_empty() && headings.contains(&heading(section))
        });
        withheld.extend(more);
        rows::unsay(before, &withheld, current);
        withheld.extend(rows::withhold_abbreviations(before, &withheld));
        before.persons.clear();
    }
    withheld
}
