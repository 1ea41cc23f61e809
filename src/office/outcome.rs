//! What became of a workbook: its paper, or why there is none.

use super::plan::{Step, Task};
use super::workbooks::{Unread, Workbook};
use super::{FinishedPaper, Format, Host, Identity, Previous, RunOrder, versions};
use crate::diag::{Diagnostic, Error, ErrorKind, Severity, grouped};
use crate::document::Shown;
use crate::model::MarkOrigin;
use crate::normalize::Rewrite;
use crate::pipeline::{Order, Paper, SheetColumns};

/// What became of one workbook.
#[derive(Debug)]
pub struct Outcome {
    /// Its place among the outcomes of the run, from 0, in the order of the workbooks.
    pub position: usize,
    /// The name of the workbook.
    pub file: String,
    /// Which version of which paper it is; none where it could not be read.
    pub identity: Option<Identity>,
    /// What its paper was compared with; none where no paper was made.
    pub compared: Option<Compared>,
    /// What was noticed: in the workbook, about its previous version, making the paper.
    pub findings: Vec<Diagnostic>,
    /// What was made uniform in a paper that was made.
    pub rewrites: Vec<Rewrite>,
    /// How its columns were understood, for whoever asks for that.
    pub columns: Vec<SheetColumns>,
    /// The files that were put in place, as the host names them, or why there is no paper.
    pub written: Result<Vec<String>, Error>,
}

/// What a paper was compared with.
#[derive(Clone, Debug)]
pub struct Compared {
    /// The workbook of the previous version, where there is one.
    pub previous: Option<String>,
    /// Where the change marks come from.
    pub marks: MarkOrigin,
    /// How many changes the paper shows; none where it is to show none.
    pub changes: Option<usize>,
}

/// How it ended, the worst last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// Done.
    Done,
    /// Done, but there are findings of severity error.
    Findings,
    /// Something could not be done at all.
    Failed,
}

impl Outcome {
    /// How it ended.
    pub fn status(&self) -> Status {
        match &self.written {
            Err(_) => Status::Failed,
            Ok(_) => Status::of(&self.findings),
        }
    }
}

impl Status {
    /// The status of what was done with these findings.
    pub fn of(findings: &[Diagnostic]) -> Self {
        let bad = findings.iter().any(|finding| finding.severity() == Severity::Error);
        if bad { Self::Findings } else { Self::Done }
    }
}

/// Does what is to be done about the workbook with this index, unless it could not be read.
pub(super) fn outcome(
    host: &dyn Host,
    order: &RunOrder<'_>,
    unread: &Unread,
    position: usize,
    (index, step): (usize, Result<Step<'_>, Error>),
) -> Outcome {
    let mut outcome = Outcome {
        position,
        file: order.workbooks.get(index).cloned().unwrap_or_default(),
        identity: step.as_ref().ok().map(|(workbook, _)| workbook.identity.clone()),
        compared: None,
        findings: Vec::new(),
        rewrites: Vec::new(),
        columns: Vec::new(),
        written: Ok(Vec::new()),
    };
    let written = step.and_then(|(workbook, task)| match task {
        Task::LeaveOut(finding) => {
            outcome.findings.push(finding);
            Err(Error::new(ErrorKind::Unused, "Die Arbeitsmappe wurde nicht verwendet")
                .help("Die Meldung zu dieser Arbeitsmappe sagt, warum"))
        }
        Task::Make(previous, finding) => {
            make(host, order, (workbook, previous, unread), finding, &mut outcome)
        }
    });
    outcome.written = written.map_err(|error| error.at(outcome.file.as_str()));
    outcome.findings = grouped(outcome.findings);
    outcome
}

/// Makes the paper of a workbook; what is known of it goes to `outcome`, also where it fails.
fn make(
    host: &dyn Host,
    order: &RunOrder<'_>,
    (workbook, previous, unread): (&Workbook<'_>, Option<&Workbook<'_>>, &Unread),
    finding: Option<Diagnostic>,
    outcome: &mut Outcome,
) -> Result<Vec<String>, Error> {
    let current = workbook.load(host, workbook.settings)?;
    outcome.findings.extend(current.findings.iter().cloned().chain(finding));
    // Both versions are read by the settings of the newer one: another rule is no change of the paper.
    let before = previous.map(|previous| previous.load(host, workbook.settings)).transpose()?;
    let report = &current.report;
    let searched = !matches!(order.previous, Previous::Nothing);
    let unread = if searched { unread.possible(&workbook.name) } else { Vec::new() };
    let paper = Order {
        report,
        previous: before.as_ref().map(|before| &before.report),
        logo: report.facts.logo.as_ref().map(|logo| host.logo(&workbook.name, &logo.value)),
        source: order.marks,
        shown: order.shown,
        change_list: order.change_list,
        unread: !unread.is_empty(),
    };
    let paper = Paper::new(paper, (order.kit)(&workbook.name).typesetter, workbook.settings)?
        .noted_in(&mut outcome.findings);
    outcome.compared = Some(Compared {
        previous: previous.map(|previous| previous.name.clone()),
        marks: paper.marks.clone(),
        changes: (order.shown != Shown::Unmarked).then_some(paper.changes.len()),
    });
    let lost = paper.marks == MarkOrigin::Missing && report.earlier_versions().next().is_some();
    if searched && lost {
        outcome.findings.push(versions::missing(&workbook.identity, &unread));
    } else if !unread.is_empty() {
        outcome.findings.push(versions::unread(
            &workbook.identity,
            &unread,
            previous.map(|it| it.name.as_str()),
        ));
    }
    let file = |format: &Format| match format {
        Format::Docx => Ok((Format::Docx, paper.docx()?)),
        Format::Pdf => Ok((Format::Pdf, paper.pdf()?)),
    };
    let files = order.formats.iter().map(file).collect::<Result<_, _>>()?;
    let written = host.finish(FinishedPaper { stem: workbook.identity.file_stem(), files })?;
    outcome.rewrites.clone_from(&current.rewrites);
    Ok(written)
}
