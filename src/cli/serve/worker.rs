//! The worker: makes the papers of the page, one run after the other, and tells of them as they finish.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use sachstand::diag::{Error, ErrorKind};
use sachstand::model::{Edition, MarkSource};
use sachstand::office::{
    self, Event, FinishedPaper, Format, Host, InPlace, Kit, Placed, Previous, RunOrder, Wanted,
};
use sachstand::pipeline::{self, LogoFile, Paper};

use super::super::config::Config;
use super::state::{Desk, Laid, Order, PreviousChoice, State};

/// Makes papers as long as the program runs.
pub(super) fn work(state: &State) {
    loop {
        let order = state.next_order();
        let run = catch_unwind(AssertUnwindSafe(|| state.alone(|| run(state, &order))));
        let failed = run.unwrap_or_else(|_| Err(fault())).err();
        // Whatever came in between is made by the next run.
        state.change(|desk| {
            if desk.is_current(&order) {
                desk.over(failed)
            }
        });
        look_at_columns(state, &order);
    }
}

/// A fault of the program keeps the page from nothing but this run.
fn fault() -> Error {
    Error::new(ErrorKind::Internal, "Beim Erstellen der Berichte ist das Programm gescheitert")
}

/// # Errors
/// Where the previous version that was chosen cannot be used.
fn run(state: &State, order: &Order) -> Result<(), Error> {
    let configs = Configs::of(order);
    let all = order.source.workbooks();
    let named = match &order.choices.previous {
        PreviousChoice::Named(name) => all.iter().find(|it| *it == name),
        PreviousChoice::Found | PreviousChoice::Nothing => None,
    };
    let workbooks: Vec<String> = all.iter().filter(|it| Some(*it) != named).cloned().collect();
    if workbooks.is_empty() {
        return Ok(());
    }
    let previous = match (&order.choices.previous, named) {
        (_, Some(name)) => Previous::Named(name),
        (PreviousChoice::Nothing, None) => Previous::Nothing,
        (PreviousChoice::Found | PreviousChoice::Named(_), None) => Previous::Among(&[]),
    };
    let run = RunOrder {
        workbooks: &workbooks,
        previous,
        all_versions: false,
        editions: order.choices.editions,
        allow_unlisted: false,
        marks: MarkSource::default(),
        shown: order.choices.shown,
        change_list: order.choices.change_list,
        formats: &Format::ALL,
        jobs: std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN),
        kit: &|workbook| configs.kit(order, workbook),
    };
    office::run(&PageHost { state, order }, &run, &mut |event| {
        state.change(|desk| {
            if desk.is_current(order) {
                happened(desk, order, event);
            }
        });
    })
}

fn happened(desk: &mut Desk, order: &Order, event: Event) {
    match event {
        Event::Read(_) => desk.run.read += 1,
        Event::Planned(count) => desk.run.planned = Some(count),
        Event::Begun(_) => {}
        Event::Done(outcome) => desk.done(order, *outcome),
    }
}

/// Tells what the columns of the selected workbook were taken for: after its paper, which must not wait.
fn look_at_columns(state: &State, order: &Order) {
    let selected = |desk: &Desk| desk.selected.clone().filter(|_| desk.is_current(order));
    let Some(workbook) = state.look(selected) else { return };
    let settings = Configs::config(order, &order.settings_key(&workbook));
    let bytes = order.source.read(&workbook);
    let columns = state
        .alone(|| settings.and_then(|config| pipeline::columns(&bytes?, &workbook, config.kit().settings)));
    // Why it cannot be read is told with its paper.
    let Ok(columns) = columns else { return };
    let is_known = |desk: &Desk| desk.paper(&workbook).is_none_or(|paper| paper.columns == columns);
    if !state.look(is_known) {
        state.change(|desk| {
            if let Some(paper) = desk.papers.iter_mut().find(|paper| paper.outcome.file == workbook) {
                paper.columns = columns;
            }
        });
    }
}

/// The settings of a run, by their key.
struct Configs(BTreeMap<PathBuf, Result<Config, Error>>);

impl Configs {
    fn of(order: &Order) -> Self {
        let keys = order.source.workbooks().into_iter().map(|name| order.settings_key(&name));
        let mut configs = BTreeMap::new();
        for key in keys {
            configs.entry(key).or_insert_with_key(|key| Self::config(order, key));
        }
        Self(configs)
    }

    fn config(order: &Order, key: &Path) -> Result<Config, Error> {
        let (text, path) = order.source.settings(key, order.named.as_deref())?;
        order.source.config(order.drafts.get(key).map_or(&text, |draft| &draft.text), path.as_deref())
    }

    fn kit(&self, order: &Order, workbook: &str) -> Result<Kit<'_>, Error> {
        match self.0.get(&order.settings_key(workbook)) {
            Some(Ok(config)) => Ok(config.kit()),
            Some(Err(error)) => Err(error.clone()),
            None => Err(outdated()),
        }
    }
}

/// What the run asks of the page.
struct PageHost<'a> {
    state: &'a State,
    order: &'a Order,
}

/// What a run that nobody waits for any more is told.
fn outdated() -> Error {
    Error::new(ErrorKind::Unused, "Inzwischen liegt anderes auf der Seite")
}

impl Host for PageHost<'_> {
    fn read(&self, workbook: &str) -> Result<Vec<u8>, Error> {
        match self.state.look(|desk| desk.is_current(self.order)) {
            true => self.order.source.read(workbook),
            false => Err(outdated()),
        }
    }

    fn logo(&self, workbook: &str, name: &str) -> LogoFile {
        self.order.source.logo(workbook, name)
    }

    fn in_place(&self, wanted: &Wanted<'_>) -> Option<InPlace> {
        let asked = (wanted.workbook, wanted.stem.as_str());
        let warnings = self.state.look(|desk| desk.unchanged(self.order, asked, &wanted.fingerprint))?;
        Some(InPlace { files: names(wanted), warnings })
    }

    fn laid_out(&self, wanted: &Wanted<'_>, edition: Edition, paper: &Arc<Paper>) {
        let is_wanted = |desk: &Desk| desk.is_current(self.order) && desk.shows(wanted.workbook);
        if self.state.look(is_wanted) {
            let (fingerprint, paper) = (wanted.fingerprint.clone(), paper.clone());
            let laid = Laid { fingerprint, cells: paper.cells(), paper };
            self.state.change(|desk| {
                if desk.is_current(self.order) {
                    desk.laid_out(wanted.workbook, edition, laid);
                }
            });
        }
    }

    fn finish(&self, paper: FinishedPaper<'_>) -> Result<Placed, Error> {
        let wanted = paper.wanted;
        let files = paper.files.into_iter().map(|(format, bytes)| (format, Arc::new(bytes))).collect();
        let at = (wanted.workbook, wanted.stem.as_str());
        // None where there are errors: they are told whenever it is looked at, so it is not made again either.
        let warnings = paper.warnings.unwrap_or_default();
        self.state.change(|desk| {
            if desk.is_current(self.order) {
                desk.finished(at, &wanted.fingerprint, files, warnings);
            }
        });
        Ok(Placed { written: names(wanted), kept: Vec::new() })
    }
}

fn names(wanted: &Wanted<'_>) -> Vec<String> {
    wanted.formats.iter().map(|format| format!("{}.{}", wanted.stem, format.ending())).collect()
}
