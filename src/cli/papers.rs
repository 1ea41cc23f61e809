//! What `build` and `check` have in common: from the words of a call to the outcomes of its run.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::path::PathBuf;

use sachstand::diag::Error;
use sachstand::document::Shown;
use sachstand::office::{self, Event, Format, Host as _, Outcome, Previous, RunOrder};
use sachstand::pipeline;
use sachstand::recognise::SheetColumns;

use super::args::{CommonArgs, PapersArgs};
use super::config::Configs;
use super::disk::{Disk, Target};
use super::inputs;
use super::output::Output;

/// The folder of the workbooks where none is named.
pub(super) const INPUT: &str = "input";

/// The papers of a call.
pub(super) struct Papers<'a> {
    args: &'a PapersArgs,
    configs: Configs,
    pub(super) disk: Disk,
    workbooks: Vec<String>,
    previous: Option<String>,
    beside: Vec<String>,
    /// What the user should know of the inputs.
    pub(super) notes: Vec<String>,
}

impl<'a> Papers<'a> {
    /// Finds the workbooks; without a `target` no paper is written.
    ///
    /// # Errors
    /// Where a workbook does not exist, or the settings or a font cannot be used.
    pub(super) fn new(
        args: &'a PapersArgs,
        common: &CommonArgs,
        target: Option<Target>,
    ) -> Result<Self, Error> {
        let default = [PathBuf::from(INPUT)];
        let inputs = if args.inputs.is_empty() { &default[..] } else { &args.inputs };
        let mut disk = Disk::new(target);
        let found = inputs::find(inputs)?;
        let workbooks = found.files.iter().map(|it| disk.add(&it.path, &it.folder)).collect();
        let previous = args.previous.as_deref().map(|path| disk.add_beside(path));
        let searched = previous.is_none() && !args.no_previous;
        let beside = if searched { found.beside() } else { Vec::new() };
        let beside = beside.iter().map(|path| disk.add_beside(path)).collect();
        let configs = Configs::of(disk.workbooks(), common, &args.text)?;
        Ok(Self { args, configs, disk, workbooks, previous, beside, notes: found.notes })
    }

    /// How the columns of a workbook are understood.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub(super) fn columns(&self, workbook: &str) -> Result<Vec<SheetColumns>, Error> {
        pipeline::columns(&self.disk.read(workbook)?, workbook, self.configs.kit(workbook)?.settings)
    }

    /// Makes the papers; what becomes of each is said while they are made, in the order of the workbooks: the
    /// same with any number of jobs. Then `told` may take out of an outcome what is not needed any more: of a
    /// thousand papers it is much.
    ///
    /// # Errors
    /// Where the previous version that was named cannot be used.
    pub(super) fn make(
        &self,
        shown: Shown,
        change_list: bool,
        formats: &[Format],
        output: &Output,
        mut told: impl FnMut(&mut Outcome),
    ) -> Result<Vec<Outcome>, Error> {
        let cores = std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
        let order = RunOrder {
            workbooks: &self.workbooks,
            previous: match self.previous.as_deref() {
                Some(name) => Previous::Named(name),
                None if self.args.no_previous => Previous::Nothing,
                None => Previous::Among(&self.beside),
            },
            all_versions: self.args.all_versions,
            editions: self.args.text.edition.unwrap_or_default(),
            allow_unlisted: self.args.text.allow_unlisted,
            marks: self.args.text.marks.unwrap_or_default(),
            shown,
            change_list,
            formats,
            jobs: self.args.jobs.unwrap_or(cores),
            kit: &|workbook| self.configs.kit(workbook),
        };
        output.notes(&self.notes);
        output.begin(self.workbooks.len());
        let mut progress = output.progress(self.workbooks.len());
        let mut outcomes = BTreeMap::new();
        let mut said = 0;
        let result = office::run(&self.disk, &order, &mut |event| match event {
            Event::Read(name) => progress.read(&name),
            Event::Planned(count) => progress.planned(count),
            Event::Begun(name) => progress.begun(&name),
            Event::Done(outcome) => {
                progress.done(&outcome.file);
                outcomes.insert(outcome.position, *outcome);
                while let Some(next) = outcomes.get_mut(&said) {
                    progress.pause(|| output.outcome(next));
                    told(next);
                    said += 1;
                }
            }
        });
        self.disk.tidy();
        result.map(|()| outcomes.into_values().collect())
    }
}
