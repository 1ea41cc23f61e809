//! A report as the sheets of the manual can hold it: what has no place there gets one, with a finding.

use super::finding;
use super::pieces::fitting;
use crate::diag::Diagnostic;
use crate::model::{Report, Section};
use crate::source::Located;
use crate::text::Text;

/// The heading of notes below a table, which have none; of those that are not for everybody another one:
/// rows of the sheet `Texte` that are called alike are one section.
const NOTES: [&str; 2] = ["Anmerkungen", "Anmerkungen (nichtöffentlich)"];

/// The key of a value that stood beside none.
const KEY: &str = "Weitere Angabe";

/// The report with these places.
pub(super) fn prepared(report: &Report, findings: &mut Vec<Diagnostic>) -> Report {
    let mut report = report.clone();
    for (key, value) in report.facts.others.iter_mut().filter(|(key, _)| key.value.trim().is_empty()) {
        findings.push(finding::fact_named(&value.at, KEY, &value.value));
        *key = Located::new(KEY.to_owned(), key.at.clone());
    }
    for section in &mut report.sections {
        name(section, findings);
    }
    for section in &mut report.sections {
        section.paragraphs = fitting(std::mem::take(&mut section.paragraphs), findings);
    }
    report
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
