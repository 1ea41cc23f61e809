//! What `build` and `check` have in common: from the workbooks of a call to what became of them.

use std::path::{Path, PathBuf};

use sachstand::compose::Shown;
use sachstand::diag::{Error, Warned};
use sachstand::model::Report;
use sachstand::pipeline::{MarkSource, Order, Paper};
use sachstand::write::pdf::{Typesetter, forget};

use super::args::{CommonArgs, PapersArgs};
use super::config::Config;
use super::files;
use super::outcome::{Compared, Made, Outcome, outcomes};
use super::plan::{Plan, Step};
use super::workbook::{Workbook, logo};
use super::workers::in_parallel;

/// One run over a set of workbooks.
pub(super) struct Session {
    config: Config,
    typesetter: Typesetter,
    workbooks: Vec<PathBuf>,
    previous: Option<PathBuf>,
    all_versions: bool,
    source: MarkSource,
    jobs: usize,
}

/// How the papers are to look.
#[derive(Clone, Copy)]
pub(super) struct Look {
    pub(super) shown: Shown,
    pub(super) change_list: bool,
}

impl Session {
    pub(super) fn new(args: &PapersArgs, common: &CommonArgs) -> Result<Self, Error> {
        let config = Config::new(common, Some(&args.text))?;
        let default = [PathBuf::from("input")];
        let inputs = if args.inputs.is_empty() { &default[..] } else { &args.inputs };
        let cores = std::thread::available_parallelism().map_or(1, std::num::NonZeroUsize::get);
        Ok(Self {
            typesetter: config.typesetter()?,
            config,
            workbooks: files::workbooks(inputs)?,
            previous: args.previous.clone(),
            all_versions: args.all_versions,
            source: args.text.marks.into(),
            jobs: args.jobs.map_or(cores, std::num::NonZeroUsize::get),
        })
    }

    /// The workbooks that are read.
    pub(super) fn inputs(&self) -> impl Iterator<Item = &Path> {
        self.workbooks.iter().chain(&self.previous).map(PathBuf::as_path)
    }

    /// Makes every paper that is to be made and hands it to `finish`, which says what files it
    /// wrote; outcomes in the order of the workbooks.
    ///
    /// # Errors
    /// Where the previous version that was named cannot be read or belongs to none of the papers.
    pub(super) fn papers(
        &self,
        look: Look,
        finish: impl Fn(&Report, &Paper) -> Result<Vec<PathBuf>, Error> + Sync,
    ) -> Result<Vec<Outcome>, Error> {
        let read = |file: &PathBuf| Workbook::read(file, &self.config.settings);
        let workbooks = in_parallel(self.jobs, &self.workbooks, read);
        let named = self.previous.as_ref().map(read);
        let named = named.map(|it| it.loaded.map(|loaded| (it.file, loaded.report))).transpose()?;
        let plan = Plan::new(&workbooks, named.as_ref().map(|(_, report)| report), self.all_versions)?;
        let made = in_parallel(self.jobs, &plan.steps, |step| {
            let of =
                |index: usize| workbooks.get(index).and_then(|it| Some((it.file.as_path(), it.report()?)));
            let previous = match &named {
                Some((file, report)) if step.named => Some((file.as_path(), report)),
                _ => step.previous.and_then(of),
            };
            let made = of(step.current).map(|current| self.make(step, current, previous, look, &finish));
            forget();
            made
        });
        Ok(outcomes(workbooks, plan, made.into_iter().flatten().collect()))
    }

    fn make(
        &self,
        step: &Step,
        (file, report): (&Path, &Report),
        previous: Option<(&Path, &Report)>,
        look: Look,
        finish: impl Fn(&Report, &Paper) -> Result<Vec<PathBuf>, Error>,
    ) -> Made {
        let order = Order {
            report,
            previous: previous.map(|(_, report)| report),
            logo: logo(report, file),
            source: self.source,
            shown: look.shown,
            change_list: look.change_list,
        };
        let current = step.current;
        match Paper::new(order, &self.typesetter, &self.config.settings) {
            Ok(Warned { value: paper, findings }) => {
                let compared = Compared {
                    previous: previous.map(|(file, _)| file.to_owned()),
                    marks: paper.marks().clone(),
                    changes: (look.shown != Shown::Unmarked).then_some(paper.changes().len()),
                };
                Made { current, compared: Some(compared), findings, written: finish(report, &paper) }
            }
            Err(error) => Made { current, compared: None, findings: Vec::new(), written: Err(error) },
        }
    }
}
