//! What can only be seen once the whole report is there: facts that contradict each other.

use jiff::civil::Date;

use super::finding::facts as finding;
use crate::diag::Findings;
use crate::model::{DetailValue, Edition, Entry, Report};

/// Compares facts, history and tables with each other.
pub(super) fn check(report: &Report, findings: &mut Findings) {
    confidentiality(report, findings);
    history(report, findings);
    session(report, findings);
    date(report, findings);
}

/// What is nonpublic beside what the paper says of itself; one that is internal as a whole needs no word.
fn confidentiality(report: &Report, findings: &mut Findings) {
    let actions = report.fields.iter().flat_map(|field| &field.actions).filter(|action| action.nonpublic);
    let sections = report.sections.iter().filter(|section| section.nonpublic);
    let counts = [actions.clone().count(), sections.clone().count()];
    let places = actions.map(|action| &action.at).chain(sections.map(|section| &section.title.at));
    let Some(first) = places.into_iter().next() else { return };
    match (&report.facts.confidentiality, report.facts.edition()) {
        (Some(said), Some(Edition::Public)) => {
            findings.push(finding::public_mismatch(&said.at, &said.value, counts, first));
        }
        (None, _) => findings.push(finding::confidentiality_missing(first, counts)),
        (Some(_), _) => {}
    }
}

fn history(report: &Report, findings: &mut Findings) {
    let Some(version) = &report.facts.version else { return };
    let versions = report.history.iter().map(|entry| &entry.version);
    let Some(newest) = versions.max_by(|a, b| a.value.cmp(&b.value)) else { return };
    let Some(own) = report.history.iter().find(|entry| entry.version.value == version.value) else {
        findings.push(finding::version_not_in_history(&version.at, &version.value, &newest.value));
        return;
    };
    if newest.value > version.value {
        findings.push(finding::history_is_newer(&newest.at, &newest.value, &version.value));
    }
    if let (Some(date), Some(listed)) = (&report.facts.date, &own.date)
        && date.value != listed.value
    {
        findings.push(finding::history_date_differs(&listed.at, listed.value, &version.value, date.value));
    }
}

fn session(report: &Report, findings: &mut Findings) {
    if let (Some(date), Some(session)) = (&report.facts.date, &report.facts.session_date)
        && session.value < date.value
    {
        findings.push(finding::session_before_date(&session.at, session.value, date.value));
    }
}

/// A date years from all others of the workbook, or before 2000: mostly a year of two digits that was
/// read in the wrong century.
fn date(report: &Report, findings: &mut Findings) {
    const FAR: u16 = 10;
    const FIRST_YEAR: i16 = 2000;
    let Some(date) = &report.facts.date else { return };
    let entries = report.fields.iter().flat_map(|field| &field.actions).flat_map(|action| &action.status);
    let details = entries.filter_map(|entry| match entry {
        Entry::Details(details) => Some(&details.values),
        Entry::Paragraph(_) => None,
    });
    let due = details.flatten().filter_map(|detail| match detail.value {
        DetailValue::Day(day) => Some(day),
        _ => None,
    });
    let history = report.history.iter().filter_map(|entry| entry.date.as_ref()).map(|date| date.value);
    let session = report.facts.session_date.iter().map(|date| date.value);
    let years = |other: &Date| other.year().abs_diff(date.value.year());
    let nearest = due.chain(history).chain(session).min_by_key(years);
    if let Some(nearest) = nearest.filter(|nearest| years(nearest) > FAR) {
        findings.push(finding::date_far_off(&date.at, date.value, nearest));
    } else if nearest.is_none() && date.value.year() < FIRST_YEAR {
        findings.push(finding::date_long_ago(&date.at, date.value));
    }
}
