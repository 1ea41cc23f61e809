//! What the page shows: the workbooks, the choices, and what became of them. One for all open pages.
//!
//! Requests change it, the worker ([`super::worker`]) makes papers anew where that asks for it, and whoever
//! waits for a change is woken.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use sachstand::advance::Listing;
use sachstand::diag::{Diagnostic, Error, Severity};
use sachstand::document::Shown;
use sachstand::model::Edition;
use sachstand::office::{Digest, Editions, Format, Outcome};
use sachstand::pipeline::Paper;
use sachstand::recognise::SheetColumns;
use sachstand::source::Location;
use sachstand::write::typeset::OnPage;
use tokio::sync::watch;

use super::super::config::SETTINGS;
use super::source::Source;

/// So many failures of one drop are told: a whole folder may have been dropped.
const MOST_TOLD: usize = 20;

/// The state of the page, shared by requests, worker and watcher.
pub(super) struct State {
    desk: Mutex<Desk>,
    work: Condvar,
    /// Workbooks are read by one at a time: the largest ones that are read at all take hundreds of megabytes.
    reading: Mutex<()>,
    changed: watch::Sender<u64>,
}

impl State {
    /// Nothing on the page yet; `named` is the settings file that the call names.
    pub(super) fn new(named: Option<PathBuf>) -> Self {
        let desk = Mutex::new(Desk::new(named));
        Self { desk, work: Condvar::new(), reading: Mutex::new(()), changed: watch::Sender::new(0) }
    }

    /// Looks at the state.
    pub(super) fn look<T>(&self, look: impl FnOnce(&Desk) -> T) -> T {
        look(&self.lock())
    }

    /// Changes the state, and tells everybody who waits for that.
    pub(super) fn change<T>(&self, change: impl FnOnce(&mut Desk) -> T) -> T {
        let done = change(&mut self.lock());
        self.work.notify_all();
        self.changed.send_modify(|number| *number += 1);
        done
    }

    /// Does what reads workbooks, while nothing else does.
    pub(super) fn alone<T>(&self, work: impl FnOnce() -> T) -> T {
        let _turn = self.reading.lock().unwrap_or_else(PoisonError::into_inner);
        work()
    }

    /// Numbers that grow with every change.
    pub(super) fn changes(&self) -> watch::Receiver<u64> {
        self.changed.subscribe()
    }

    /// Waits until papers are to be made, and tells of what.
    pub(super) fn next_order(&self) -> Order {
        let idle = |desk: &mut Desk| desk.wanted == desk.begun;
        let mut desk = self.work.wait_while(self.lock(), idle).unwrap_or_else(PoisonError::into_inner);
        desk.begin()
    }

    fn lock(&self) -> MutexGuard<'_, Desk> {
        // A panic while it was changed leaves a page that can be gone on with.
        self.desk.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What lies on the page.
pub(super) struct Desk {
    pub(super) source: Source,
    pub(super) choices: Choices,
    /// The settings file that the call names.
    pub(super) named: Option<PathBuf>,
    /// Settings that were changed here and not saved yet, by their key.
    pub(super) drafts: BTreeMap<PathBuf, Draft>,
    /// The workbooks that become papers, in order.
    pub(super) papers: Vec<PaperState>,
    /// Why a run as a whole failed.
    pub(super) failed: Option<Error>,
    /// What is to be said about what was done last.
    pub(super) notice: Option<Notice>,
    /// Whether others of the files that were dropped last are still to come.
    more_come: bool,
    /// What was decided about persons, by workbook.
    pub(super) persons: BTreeMap<String, Vec<Listing>>,
    /// The workbooks that were changed here and are not the ones that were dropped any more.
    pub(super) changed: BTreeSet<String>,
    /// The workbook that was made last of one on the page.
    pub(super) made: Option<MadeWorkbook>,
    pub(super) run: Run,
    /// The workbook whose pages are shown.
    pub(super) selected: Option<String>,
    /// Whether nobody has chosen one yet: it is the first by name of those that are laid out.
    unchosen: bool,
    /// The edition whose pages were asked for; else that for the public is shown, where there is one.
    edition: Option<Edition>,
    /// The pages of the selected workbook.
    pub(super) laid: BTreeMap<Edition, Laid>,
    /// The finished files by workbook and stem, of the papers as they are told.
    files: BTreeMap<(String, String), Files>,
    /// Those of papers that are not told yet: what a run that nobody waits for any more leaves of them is forgotten.
    finished: BTreeMap<(String, String), Files>,
    /// Raised where papers are to be made anew, and the number of the run that began last.
    wanted: u64,
    begun: u64,
}

/// What the papers are to be like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Choices {
    pub(super) editions: Editions,
    pub(super) shown: Shown,
    pub(super) change_list: bool,
    pub(super) previous: PreviousChoice,
}

impl Default for Choices {
    fn default() -> Self {
        let (editions, shown) = (Editions::default(), Shown::default());
        Self { editions, shown, change_list: true, previous: PreviousChoice::Found }
    }
}

/// Settings that were changed here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Draft {
    pub(super) text: String,
    /// The text that was changed, and the file it came from.
    pub(super) base: String,
    pub(super) file: Option<PathBuf>,
}

/// What papers are compared with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum PreviousChoice {
    /// The next lower version among the workbooks.
    Found,
    /// Nothing.
    Nothing,
    /// This workbook.
    Named(String),
}

/// How far the work is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Run {
    /// Whether papers are being made.
    pub(super) running: bool,
    pub(super) read: usize,
    /// How many papers there will be, once that is known.
    pub(super) planned: Option<usize>,
    pub(super) done: usize,
}

/// What became of a workbook.
pub(super) struct PaperState {
    pub(super) outcome: Outcome,
    /// What its columns were taken for.
    pub(super) columns: Vec<SheetColumns>,
    /// Whether it is being made anew: its files are those of before.
    pub(super) stale: bool,
    /// With which choice of editions it was made.
    editions: Editions,
}

/// The pages of an edition.
pub(super) struct Laid {
    /// The hash of all that went into them.
    pub(super) fingerprint: Digest,
    pub(super) paper: Arc<Paper>,
    /// Where the text of each cell begins.
    pub(super) cells: BTreeMap<Location, OnPage>,
}

/// The finished files of an edition.
struct Files {
    fingerprint: Digest,
    files: Vec<(Format, Arc<Vec<u8>>)>,
    warnings: usize,
}

/// A workbook that was made of one on the page: that of the next version, or another form of it.
#[derive(Clone)]
pub(super) struct MadeWorkbook {
    /// The name of the one it was made of.
    pub(super) of: String,
    pub(super) name: String,
    pub(super) bytes: Arc<Vec<u8>>,
}

/// What is said about what was done.
#[derive(Clone)]
pub(super) enum Notice {
    Done(String),
    /// Of several files that were dropped together more than one may have failed.
    Failed(Vec<Error>),
    /// Done, but this was noticed.
    Noticed(String, Vec<Diagnostic>),
    /// A workbook was made, and this was noticed.
    Made(String, Vec<Diagnostic>),
}

/// What a run is to make.
pub(super) struct Order {
    pub(super) number: u64,
    pub(super) source: Source,
    pub(super) choices: Choices,
    pub(super) drafts: BTreeMap<PathBuf, Draft>,
    pub(super) named: Option<PathBuf>,
}

impl Order {
    /// By what the settings of a workbook are known.
    pub(super) fn settings_key(&self, workbook: &str) -> PathBuf {
        self.source.settings_key(workbook, self.named.as_deref())
    }
}

impl Desk {
    fn new(named: Option<PathBuf>) -> Self {
        Self {
            source: Source::Dropped(BTreeMap::new()),
            choices: Choices::default(),
            named,
            drafts: BTreeMap::new(),
            papers: Vec::new(),
            failed: None,
            notice: None,
            more_come: false,
            persons: BTreeMap::new(),
            changed: BTreeSet::new(),
            made: None,
            run: Run::default(),
            selected: None,
            unchosen: true,
            edition: None,
            laid: BTreeMap::new(),
            files: BTreeMap::new(),
            finished: BTreeMap::new(),
            wanted: 0,
            begun: 0,
        }
    }

    // ---- what requests and the watcher do ----

    /// Has the papers made anew.
    pub(super) fn make_again(&mut self) {
        self.wanted += 1;
        self.run = Run { running: true, ..Run::default() };
        // It was made of what may have changed.
        self.made = None;
        if let Some(Notice::Made(..)) = self.notice {
            self.notice = None;
        }
        self.papers.iter_mut().for_each(|paper| paper.stale = true);
    }

    /// Other files are on their way: what was made of those of before is not handed out any more.
    pub(super) fn await_more(&mut self) {
        self.make_again();
        // Nothing is begun before the last one is there.
        self.begun = self.wanted;
    }

    /// A workbook was dropped anew or taken away: what was decided about it was decided about another one.
    pub(super) fn replaced(&mut self, workbook: &str) {
        self.changed.remove(workbook);
        self.persons.remove(workbook);
        if workbook == SETTINGS {
            self.drafts.clear();
        }
    }

    /// Something else is being done: what was said about what was done before is not said any more.
    pub(super) fn begin_anew(&mut self) {
        self.notice = None;
        self.more_come = false;
    }

    /// A file was dropped, the last one of some or not: what was said about those before it stays.
    pub(super) fn one_of_some(&mut self, last: bool) {
        if !self.more_come {
            self.notice = None;
        }
        self.more_come = !last;
    }

    /// Says that something has failed.
    pub(super) fn fail(&mut self, error: Error) {
        match &mut self.notice {
            Some(Notice::Failed(errors)) if errors.len() < MOST_TOLD => errors.push(error),
            Some(Notice::Failed(_)) => {}
            _ => self.notice = Some(Notice::Failed(vec![error])),
        }
    }

    /// Puts other workbooks on the page, in place of all that lay there.
    pub(super) fn replace(&mut self, source: Source) {
        self.source = source;
        self.drafts.clear();
        self.persons.clear();
        self.changed.clear();
        self.choices.previous = PreviousChoice::Found;
        self.papers.clear();
        self.files.clear();
        self.laid.clear();
        self.selected = None;
        self.unchosen = true;
        self.make_again();
    }

    /// Shows the pages of this workbook and edition.
    pub(super) fn select(&mut self, workbook: &str, edition: Option<Edition>) {
        if self.paper(workbook).is_none() {
            return;
        }
        self.unchosen = false;
        self.edition = edition.or(self.edition);
        if self.selected.as_deref() != Some(workbook) {
            self.selected = Some(workbook.to_owned());
            self.laid.clear();
            self.make_again();
        }
    }

    /// What became of a workbook.
    pub(super) fn paper(&self, workbook: &str) -> Option<&PaperState> {
        self.papers.iter().find(|paper| paper.outcome.file == workbook)
    }

    /// What was decided about the persons of a workbook.
    pub(super) fn decisions(&self, workbook: &str) -> &[Listing] {
        self.persons.get(workbook).map(Vec::as_slice).unwrap_or_default()
    }

    /// The workbook whose pages are shown.
    pub(super) fn selected_paper(&self) -> Option<&PaperState> {
        self.paper(self.selected.as_deref()?)
    }

    /// The edition whose pages are shown, and the pages.
    pub(super) fn shown_pages(&self) -> Option<(Edition, &Laid)> {
        let wanted = self.edition.and_then(|edition| self.laid.get_key_value(&edition));
        let wanted = wanted.or_else(|| self.laid.first_key_value());
        wanted.map(|(edition, laid)| (*edition, laid))
    }

    /// The finished file of an edition; none while it is made anew.
    pub(super) fn file(
        &self,
        workbook: &str,
        edition: Edition,
        format: Format,
    ) -> Option<(String, Arc<Vec<u8>>)> {
        let paper = self.paper(workbook).filter(|paper| !paper.stale)?;
        let stem = paper.outcome.identity.as_ref()?.file_stem(edition);
        let files = self.files.get(&(workbook.to_owned(), stem.clone()))?;
        let (_, bytes) = files.files.iter().find(|(kind, _)| *kind == format)?;
        Some((format!("{stem}.{}", format.ending()), bytes.clone()))
    }

    // ---- what the worker does ----

    fn begin(&mut self) -> Order {
        self.begun = self.wanted;
        self.finished.clear();
        Order {
            number: self.begun,
            source: self.source.clone(),
            choices: self.choices.clone(),
            drafts: self.drafts.clone(),
            named: self.named.clone(),
        }
    }

    /// Whether what this run makes is still wanted.
    pub(super) fn is_current(&self, order: &Order) -> bool {
        self.wanted == order.number
    }

    /// Whether the pages of a workbook are to be shown.
    pub(super) fn shows(&self, workbook: &str) -> bool {
        self.selected.as_deref().is_none_or(|it| it == workbook || (self.unchosen && workbook < it))
    }

    /// An edition was laid out.
    pub(super) fn laid_out(&mut self, workbook: &str, edition: Edition, laid: Laid) {
        if !self.shows(workbook) {
            return;
        }
        if self.selected.as_deref() != Some(workbook) {
            self.selected = Some(workbook.to_owned());
            self.laid.clear();
        }
        self.laid.insert(edition, laid);
    }

    /// The files of an edition are finished.
    pub(super) fn finished(
        &mut self,
        (workbook, stem): (&str, &str),
        fingerprint: &Digest,
        files: Vec<(Format, Arc<Vec<u8>>)>,
        warnings: usize,
    ) {
        let files = Files { fingerprint: fingerprint.clone(), files, warnings };
        self.finished.insert((workbook.to_owned(), stem.to_owned()), files);
    }

    /// How many warnings an edition had that need not be made again: nothing of its workbook has changed, all
    /// editions of it are there, and its pages, too, where they are shown.
    pub(super) fn unchanged(
        &self,
        order: &Order,
        (workbook, stem): (&str, &str),
        now: &Digest,
    ) -> Option<usize> {
        let paper = self.paper(workbook).filter(|paper| paper.editions == order.choices.editions)?;
        let editions: Vec<Edition> = paper.outcome.editions().map(|made| made.edition).collect();
        let whole = !editions.is_empty() && paper.is_finished();
        let shown = |edition| self.laid.get(edition).is_some_and(|laid: &Laid| self.is_whole(workbook, laid));
        let is_seen = self.selected.as_deref() != Some(workbook) || editions.iter().all(shown);
        let files = self.files.get(&(workbook.to_owned(), stem.to_owned()))?;
        (whole && is_seen && files.fingerprint == *now).then_some(files.warnings)
    }

    /// Whether the pages are those of files that are there.
    fn is_whole(&self, workbook: &str, laid: &Laid) -> bool {
        let mut own = self.files.iter().filter(|((of, _), _)| of == workbook);
        own.any(|(_, files)| files.fingerprint == laid.fingerprint)
    }

    /// What became of a workbook.
    pub(super) fn done(&mut self, order: &Order, outcome: Outcome) {
        self.run.done += 1;
        let of_file = |paper: &&mut PaperState| paper.outcome.file == outcome.file;
        if let Some(paper) = self.papers.iter_mut().find(of_file)
            && outcome.is_unchanged()
        {
            paper.stale = false;
            paper.outcome.position = outcome.position;
            return;
        }
        self.files.extend(self.finished.extract_if(.., |(of, _), _| *of == outcome.file));
        self.drop_unfinished(&outcome);
        let columns = self.paper(&outcome.file).map(|paper| paper.columns.clone()).unwrap_or_default();
        self.papers.retain(|paper| paper.outcome.file != outcome.file);
        let editions = order.choices.editions;
        self.papers.push(PaperState { outcome, columns, stale: false, editions });
        self.papers.sort_by_key(|paper| paper.outcome.position);
    }

    /// Forgets files and pages of editions that a workbook does not have any more.
    fn drop_unfinished(&mut self, outcome: &Outcome) {
        let identity = outcome.identity.as_ref();
        let finished = outcome.editions().filter(|made| made.written.is_ok());
        let stems: Vec<String> =
            finished.filter_map(|made| Some(identity?.file_stem(made.edition))).collect();
        self.files.retain(|(workbook, stem), _| *workbook != outcome.file || stems.contains(stem));
        if self.selected.as_ref() == Some(&outcome.file) {
            let laid_out = outcome.editions().filter(|made| made.compared.is_some());
            let editions: Vec<Edition> = laid_out.map(|made| made.edition).collect();
            self.laid.retain(|edition, _| editions.contains(edition));
        }
    }

    /// The run is over: what had no part in it is none of the papers any more.
    pub(super) fn over(&mut self, failed: Option<Error>) {
        self.run.running = false;
        self.unchosen &= self.selected.is_none();
        self.failed = failed;
        self.papers.retain(|paper| !paper.stale);
        let has = |workbook: &String| self.papers.iter().any(|paper| paper.outcome.file == *workbook);
        self.files.retain(|(of, _), _| has(of));
        if !self.selected.as_ref().is_some_and(has) {
            self.selected = None;
            self.laid.clear();
            // Its pages are drawn by the next run.
            if let Some(first) = self.papers.iter().find(|it| it.outcome.editions().next().is_some()) {
                self.selected = Some(first.outcome.file.clone());
                self.make_again();
            } else {
                self.selected = self.papers.first().map(|paper| paper.outcome.file.clone());
            }
        }
    }
}

impl PaperState {
    /// Whether every edition of it is there.
    pub(super) fn is_finished(&self) -> bool {
        self.outcome.errors().next().is_none()
    }

    /// How many errors and warnings there are.
    pub(super) fn counts(&self) -> (usize, usize) {
        let (errors, warnings): (Vec<_>, Vec<_>) =
            self.outcome.findings.iter().partition(|it| it.severity() == Severity::Error);
        (errors.len() + super::super::summary::failures(&self.outcome).count(), warnings.len())
    }
}
