//! Which workbooks belong together: the versions of each paper, and which one a version follows.

use crate::diag::{Code, Diagnostic};
use crate::model::{Facts, Report};

/// A version to be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edition {
    /// Index of its report.
    pub current: usize,
    /// Index of the report with the next lower version of the same paper.
    pub previous: Option<usize>,
}

/// The versions to be made of `reports`, in the order of the reports: the newest of each paper, or
/// with `all` every one. Of two workbooks with the same id and version only the first counts; the
/// other is a finding (with its index).
pub fn editions(reports: &[&Report], all: bool) -> (Vec<Edition>, Vec<(usize, Diagnostic)>) {
    let mut findings = Vec::new();
    let mut kept: Vec<usize> = Vec::new();
    for (index, report) in reports.iter().enumerate() {
        match kept.iter().find(|&&other| same_version(&reports[other].facts, &report.facts)) {
            Some(&other) => findings.push((index, twice(&report.facts, reports[other]))),
            None => kept.push(index),
        }
    }
    let facts = |index: usize| &reports[index].facts;
    let editions = kept.iter().filter_map(|&current| {
        let versions = || kept.iter().copied().filter(|&other| same_paper(facts(other), facts(current)));
        let older = versions().filter(|&other| version(facts(other)) < version(facts(current)));
        let previous = older.max_by_key(|&other| version(facts(other)));
        let newest = versions().all(|other| version(facts(other)) <= version(facts(current)));
        (all || newest).then_some(Edition { current, previous })
    });
    (editions.collect(), findings)
}

/// Whether two workbooks are versions of one paper: the same id, whatever its case.
pub fn same_paper(one: &Facts, other: &Facts) -> bool {
    one.id.value.trim().to_lowercase() == other.id.value.trim().to_lowercase()
}

/// A finding where `previous`, named by the user, is no older version of the paper of `current`.
pub fn unfit(previous: &Report, current: &Report) -> Option<Diagnostic> {
    let other = !same_paper(&previous.facts, &current.facts);
    let newer = version(&previous.facts).is_some() && version(&previous.facts) >= version(&current.facts);
    let problem = match (other, newer) {
        (true, _) => format!("»{}« ist ein anderes Dokument: »{}«", previous.file, previous.facts.id.value),
        (false, true) => format!("»{}« ist keine ältere Version", previous.file),
        (false, false) => return None,
    };
    let help = "Prüfen, ob die richtige vorige Fassung genannt ist; es wurde mit ihr verglichen";
    Some(Diagnostic::new(Code::PreviousUnfit, current.facts.id.at.clone(), problem).help(help))
}

fn same_version(one: &Facts, other: &Facts) -> bool {
    same_paper(one, other) && version(one) == version(other)
}

fn version(facts: &Facts) -> Option<&crate::model::Version> {
    facts.version.as_ref().map(|version| &version.value)
}

fn twice(facts: &Facts, first: &Report) -> Diagnostic {
    let version = facts.version.as_ref().map_or_else(String::new, |it| format!(", Version {}", it.value));
    let at = facts.version.as_ref().map_or(&facts.id.at, |version| &version.at).clone();
    let message = format!("»{}«{version} gibt es schon in »{}«", facts.id.value, first.file);
    Diagnostic::new(Code::EditionTwice, at, message)
        .help("Eine der beiden Arbeitsmappen entfernen oder die Version erhöhen; diese wurde nicht verwendet")
}
