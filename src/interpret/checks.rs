//! What can only be seen once the whole report is there: facts that contradict each other.

use super::finding::facts as finding;
use super::yes_no::is_nonpublic;
use crate::diag::Findings;
use crate::model::Report;

/// Compares facts, history and tables with each other.
pub(super) fn check(report: &Report, findings: &mut Findings) {
    confidentiality(report, findings);
    history(report, findings);
    session(report, findings);
}

fn confidentiality(report: &Report, findings: &mut Findings) {
    let Some(said) = &report.facts.confidentiality else { return };
    let actions = report.fields.iter().flat_map(|field| &field.actions);
    let nonpublic: Vec<_> = actions.filter(|action| action.nonpublic).collect();
    if let Some(first) = nonpublic.first()
        && is_nonpublic(&said.value) == Some(false)
    {
        findings.push(finding::public_mismatch(&said.at, &said.value, nonpublic.len(), &first.at));
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
