//! What became of a workbook.

use std::path::PathBuf;

use sachstand::compose::Marks;
use sachstand::diag::{Diagnostic, Error, ErrorKind, Severity};
use sachstand::normalize::Rewrite;
use sachstand::pipeline::Loaded;

use super::plan::{Plan, leaves_out};
use super::workbook::Workbook;
use super::{Status, files};

/// What became of one workbook.
pub(super) struct Outcome {
    pub(super) file: PathBuf,
    pub(super) loaded: Option<Loaded>,
    pub(super) compared: Option<Compared>,
    pub(super) findings: Vec<Diagnostic>,
    /// The files that were written.
    pub(super) written: Result<Vec<PathBuf>, Error>,
}

/// What a paper was compared with.
pub(super) struct Compared {
    /// The workbook of the previous version, where there is one.
    pub(super) previous: Option<PathBuf>,
    pub(super) marks: Marks,
    /// How many changes the paper shows; none where it is to show none.
    pub(super) changes: Option<usize>,
}

/// A paper that was made, or not.
pub(super) struct Made {
    /// The number of its workbook.
    pub(super) current: usize,
    pub(super) compared: Option<Compared>,
    pub(super) findings: Vec<Diagnostic>,
    pub(super) written: Result<Vec<PathBuf>, Error>,
}

impl Outcome {
    pub(super) fn status(&self) -> Status {
        let bad = self.findings.iter().any(|finding| finding.severity() == Severity::Error);
        match &self.written {
            Err(_) => Status::Failed,
            Ok(_) if bad => Status::Findings,
            Ok(_) => Status::Done,
        }
    }

    /// What was made uniform in a paper that was made.
    pub(super) fn rewrites(&self) -> &[Rewrite] {
        self.loaded.as_ref().filter(|_| self.written.is_ok()).map_or(&[], |loaded| &loaded.rewrites)
    }
}

/// What became of every workbook that was made, could not be read or was left out, in the order of
/// the workbooks. An older version that was only compared with has no outcome: its findings are
/// those of an old paper.
pub(super) fn outcomes(workbooks: Vec<Workbook>, plan: Plan, made: Vec<Made>) -> Vec<Outcome> {
    let mut made = made.into_iter().peekable();
    let mut noticed = plan.noticed;
    let mut outcomes = Vec::new();
    for (index, Workbook { file, loaded, mut findings }) in workbooks.into_iter().enumerate() {
        let about = noticed.extract_if(.., |(about, _)| *about == index).map(|(_, finding)| finding);
        let made = made.next_if(|made| made.current == index);
        let outcome = match (loaded, made) {
            (Err(error), _) => Outcome { file, loaded: None, compared: None, findings, written: Err(error) },
            (Ok(loaded), Some(made)) => {
                findings.extend(about);
                findings.extend(made.findings);
                let written = made.written.map_err(|error| error.at(files::shown(&file)));
                Outcome { file, loaded: Some(loaded), compared: made.compared, findings, written }
            }
            (Ok(loaded), None) => {
                let findings: Vec<_> = about.filter(leaves_out).collect();
                if findings.is_empty() {
                    continue;
                }
                let error = Error::new(ErrorKind::Options, "Die Arbeitsmappe wurde nicht verwendet");
                let written = Err(error.at(files::shown(&file)));
                Outcome { file, loaded: Some(loaded), compared: None, findings, written }
            }
        };
        outcomes.push(outcome);
    }
    outcomes
}
