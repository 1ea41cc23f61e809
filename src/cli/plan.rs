//! What is to be made of the workbooks: which become papers, each compared with which.

use std::collections::BTreeMap;

use sachstand::diag::{Code, Diagnostic, Error, ErrorKind};
use sachstand::editions::{Edition, editions, same_paper, unfit};
use sachstand::model::Report;
use sachstand::pipeline::file_stem;

use super::workbook::Workbook;

/// A paper to be made; the numbers are those of the workbooks.
pub(super) struct Step {
    pub(super) current: usize,
    pub(super) previous: Option<usize>,
    /// The previous version is the one named by the user.
    pub(super) named: bool,
}

/// The papers to be made, and what was noticed about the workbooks: their number and the finding.
#[derive(Default)]
pub(super) struct Plan {
    pub(super) steps: Vec<Step>,
    pub(super) noticed: Vec<(usize, Diagnostic)>,
}

impl Plan {
    /// Plans the papers of `workbooks`: the newest version of each, or with `all` every one,
    /// against its predecessor or the one `named` by the user.
    ///
    /// # Errors
    /// Where the version that was named belongs to none of the papers.
    pub(super) fn new(workbooks: &[Workbook], named: Option<&Report>, all: bool) -> Result<Self, Error> {
        let read: Vec<(usize, &Report)> =
            workbooks.iter().enumerate().filter_map(|(index, it)| Some((index, it.report()?))).collect();
        let reports: Vec<&Report> = read.iter().map(|(_, report)| *report).collect();
        let at = |index: usize| read.get(index).map_or(index, |(index, _)| *index);
        let (editions, findings) = editions(&reports, all);
        let noticed = findings.into_iter().map(|(index, finding)| (at(index), finding)).collect();
        let mut plan = Self { steps: Vec::new(), noticed };
        let only = editions.len() == 1;
        let mut names = BTreeMap::new();
        for Edition { current, previous } in editions {
            let Some(report) = reports.get(current) else { continue };
            // File names that differ only in case are one name to Windows.
            let name = file_stem(report);
            let first = *names.entry(name.to_lowercase()).or_insert(*report);
            if !std::ptr::eq(first, *report) {
                plan.noticed.push((at(current), name_taken(&name, report, first)));
                continue;
            }
            let fits = named.filter(|named| only || same_paper(&named.facts, &report.facts));
            let warning = fits.and_then(|named| unfit(named, report));
            plan.noticed.extend(warning.map(|finding| (at(current), finding)));
            plan.steps.push(Step { current: at(current), previous: previous.map(at), named: fits.is_some() });
        }
        match named {
            Some(named) if !plan.steps.is_empty() && !plan.steps.iter().any(|step| step.named) => {
                Err(foreign(named))
            }
            _ => Ok(plan),
        }
    }
}

/// Whether a finding says that its workbook was left out.
pub(super) fn leaves_out(finding: &Diagnostic) -> bool {
    matches!(finding.code, Code::EditionTwice | Code::OutputTwice)
}

fn name_taken(name: &str, report: &Report, first: &Report) -> Diagnostic {
    let message = format!("Die Dateien hießen »{name}« wie die des Berichts aus »{}«", first.file);
    Diagnostic::new(Code::OutputTwice, report.facts.id.at.clone(), message).help(
        "Im Blatt »Dokument« einer der beiden Arbeitsmappen die Angabe »Dokument« ändern; dieser Bericht wurde \
         nicht erstellt",
    )
}

fn foreign(named: &Report) -> Error {
    Error::new(ErrorKind::Options, "Die vorige Fassung gehört zu keinem der Berichte")
        .at(named.file.as_ref())
        .help(format!("Sie ist vom Dokument »{}«; eine Arbeitsmappe davon nennen", named.facts.id.value))
}
