//! A report as the sheets of the manual can hold it: what has no place there gets one, with a finding.

use super::finding;
use super::pieces::fitting;
use crate::diag::Diagnostic;
use crate::german::{Said, said_by};
use crate::model::{Entry, Report, Section, WithheldColumn};
use crate::source::Located;
use crate::text::Text;

/// The heading of notes below a table, which have none; of those that are not for everybody another one:
/// rows of the sheet `Texte` that are called alike are one section.
const NOTES: [&str; 2] = ["Anmerkungen", "Anmerkungen (nichtöffentlich)"];

/// The key of a value that stood beside none.
const KEY: &str = "Weitere Angabe";

/// The head of a column for the office alone.
const WORKING: &str = "Notiz intern";

/// The report with these places.
pub(super) fn prepared(report: &Report, findings: &mut Vec<Diagnostic>) -> Report {
    let mut report = report.clone();
    for (key, value) in report.facts.others.iter_mut().filter(|(key, _)| key.value.trim().is_empty()) {
        findings.push(finding::fact_named(&value.at, KEY, &value.value));
        *key = Located::new(KEY.to_owned(), key.at.clone());
    }
    report.sections.iter_mut().for_each(|section| name(section, findings));
    name_withheld(&mut report);
    for section in &mut report.sections {
        section.paragraphs = fitting(std::mem::take(&mut section.paragraphs), findings);
    }
    report
}

/// The head of a working column that says nothing but who may read it (»intern«) would mark rows, now that
/// nothing stands below it.
fn name_withheld(report: &mut Report) {
    let has_values = |head: &str, report: &Report| {
        let actions = report.fields.iter().flat_map(|field| &field.actions);
        let mut entries = actions.flat_map(|action| &action.status);
        entries.any(|entry| match entry {
            Entry::Details(details) => details.values.iter().any(|value| value.label.as_str() == head),
            Entry::Paragraph(_) => false,
        })
    };
    let mut withheld = std::mem::take(&mut report.columns.withheld);
    for WithheldColumn { column: _, head } in &mut withheld {
        let alone =
            matches!(said_by(&head.value), Said::Working { alone: true } | Said::Nonpublic { alone: true });
        if alone && !has_values(&head.value, report) {
            head.value = WORKING.to_owned();
        }
    }
    report.columns.withheld = withheld;
}

/// In a list, a row without a title goes on with the section above it.
fn name(section: &mut Section, findings: &mut Vec<Diagnostic>) {
    if !section.title.value.is_blank() {
        return;
    }
    let title = NOTES[usize::from(section.nonpublic)];
    findings.push(finding::notes_titled(&section.title.at, title));
    section.title.value = Text::plain(title);
}
