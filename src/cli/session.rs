//! What `build` and `check` have in common: settings, workbooks, work shared among threads.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use sachstand::compose::Shown;
use sachstand::diag::{Code, Diagnostic, Error, ErrorKind, Warned};
use sachstand::editions::{editions, same_paper, unfit};
use sachstand::model::Report;
use sachstand::pipeline::{self, Loaded, LogoFile, MarkSource, Order, Paper};
use sachstand::settings::Settings;
use sachstand::write::pdf::{FontOptions, Typesetter, forget};

use super::args::CommonArgs;
use super::files;

/// The settings file that is read where none is named.
const SETTINGS: &str = "sachstand.toml";

/// One run over a set of workbooks.
pub(super) struct Session {
    pub(super) settings: Settings,
    typesetter: Typesetter,
    workbooks: Vec<PathBuf>,
    previous: Option<PathBuf>,
    all_versions: bool,
    source: MarkSource,
    jobs: usize,
}

/// A workbook that was read, or why not.
struct Read {
    file: PathBuf,
    loaded: Result<Loaded, Error>,
    findings: Vec<Diagnostic>,
}

/// What became of one workbook.
pub(super) struct Outcome<T> {
    pub(super) file: PathBuf,
    pub(super) loaded: Option<Loaded>,
    /// The workbook it was compared with.
    pub(super) previous: Option<PathBuf>,
    pub(super) findings: Vec<Diagnostic>,
    pub(super) result: Result<T, Error>,
}

/// How the papers are to look.
#[derive(Clone, Copy)]
pub(super) struct Look {
    pub(super) shown: Shown,
    pub(super) change_list: bool,
}

impl Session {
    pub(super) fn new(args: &CommonArgs) -> Result<Self, Error> {
        let (mut settings, folder) = settings(args.config.as_deref())?;
        settings.rules.complete_abbreviations |= args.complete_abbreviations;
        let fonts = settings.fonts.files.iter().map(|font| files::read(&folder.join(font)));
        let fonts = FontOptions { files: fonts.collect::<Result<_, _>>()? };
        let default = [PathBuf::from("input")];
        let inputs = if args.inputs.is_empty() { &default[..] } else { &args.inputs };
        let cores = std::thread::available_parallelism().map_or(1, std::num::NonZeroUsize::get);
        Ok(Self {
            settings,
            typesetter: Typesetter::new(&fonts)?,
            workbooks: files::workbooks(inputs)?,
            previous: args.previous.clone(),
            all_versions: args.all_versions,
            source: args.marks.into(),
            jobs: args.jobs.map_or(cores, std::num::NonZeroUsize::get),
        })
    }

    /// Makes the paper of every workbook that is to be made and hands it to `finish`; outcomes in
    /// the order of files.
    ///
    /// # Errors
    /// Where the previous version that was named cannot be read or belongs to none of the papers.
    pub(super) fn papers<T: Send>(
        &self,
        look: Look,
        finish: impl Fn(&Report, &Paper) -> Result<T, Error> + Sync,
    ) -> Result<Vec<Outcome<T>>, Error> {
        let read = in_parallel(self.jobs, &self.workbooks, |file| self.read(file));
        let named = self.previous.as_deref().map(|file| self.read(file));
        let named = named.map(|read| read.loaded.map(|loaded| (read.file, loaded))).transpose()?;
        let (plan, findings) =
            plan(&read, named.as_ref().map(|(_, loaded)| &loaded.report), self.all_versions)?;
        let previous = |step: &Step| match (step.previous, &named) {
            (_, Some((file, loaded))) if step.named => Some((file.as_path(), &loaded.report)),
            (Some(index), _) => {
                read[index].loaded.as_ref().ok().map(|it| (read[index].file.as_path(), &it.report))
            }
            _ => None,
        };
        let made = in_parallel(self.jobs, &plan, |step| {
            let Read { file, loaded, .. } = &read[step.current];
            let made = loaded.as_ref().ok().map(|loaded| {
                let before = previous(step);
                let order = Order {
                    report: &loaded.report,
                    previous: before.map(|(_, report)| report),
                    logo: logo(&loaded.report, file),
                    source: self.source,
                    shown: look.shown,
                    change_list: look.change_list,
                };
                let made = self.paper(order, &finish);
                forget();
                (made, before.map(|(file, _)| file.to_owned()))
            });
            (step.current, made)
        });
        Ok(outcomes(read, made, findings))
    }

    /// Reads a workbook as a paper is read: with the rules of this run.
    fn read(&self, file: &Path) -> Read {
        let loaded =
            files::read(file).and_then(|bytes| pipeline::load(&bytes, &files::shown(file), &self.settings));
        match loaded {
            Ok(Warned { value, findings }) => Read { file: file.to_owned(), loaded: Ok(value), findings },
            Err(error) => Read {
                file: file.to_owned(),
                loaded: Err(error.at(files::shown(file))),
                findings: Vec::new(),
            },
        }
    }

    fn paper<T>(
        &self,
        order: Order<'_>,
        finish: impl Fn(&Report, &Paper) -> Result<T, Error>,
    ) -> (Vec<Diagnostic>, Result<T, Error>) {
        let report = order.report;
        match Paper::new(order, &self.typesetter, &self.settings) {
            Ok(Warned { value: paper, findings }) => (findings, finish(report, &paper)),
            Err(error) => (Vec::new(), Err(error)),
        }
    }
}

/// A paper to be made.
struct Step {
    current: usize,
    previous: Option<usize>,
    /// The previous version is the one named by the user.
    named: bool,
}

/// Findings with the index of the workbook they are about.
type Noticed = Vec<(usize, Diagnostic)>;

/// Which workbooks become papers, and against which version each is compared.
fn plan(read: &[Read], named: Option<&Report>, all: bool) -> Result<(Vec<Step>, Noticed), Error> {
    let loaded: Vec<(usize, &Report)> = read
        .iter()
        .enumerate()
        .filter_map(|(index, read)| Some((index, &read.loaded.as_ref().ok()?.report)))
        .collect();
    let reports: Vec<&Report> = loaded.iter().map(|(_, report)| *report).collect();
    let (editions, findings) = editions(&reports, all);
    let at = |index: usize| loaded[index].0;
    let mut findings: Noticed = findings.into_iter().map(|(index, finding)| (at(index), finding)).collect();
    let only = editions.len() == 1;
    let mut steps = Vec::new();
    for edition in editions {
        let report = reports[edition.current];
        let fits = named.is_some_and(|named| same_paper(&named.facts, &report.facts) || only);
        if let Some(finding) = named.filter(|_| fits).and_then(|named| unfit(named, report)) {
            findings.push((at(edition.current), finding));
        }
        steps.push(Step { current: at(edition.current), previous: edition.previous.map(at), named: fits });
    }
    match named {
        Some(named) if !steps.is_empty() && !steps.iter().any(|step| step.named) => {
            Err(Error::new(ErrorKind::Options, "Die vorige Fassung gehört zu keinem der Berichte")
                .at(named.file.as_ref())
                .help(format!(
                    "Sie ist vom Dokument »{}«; eine Arbeitsmappe davon nennen",
                    named.facts.id.value
                )))
        }
        _ => Ok((steps, findings)),
    }
}

/// Puts together what became of every workbook that was made or could not be read.
fn outcomes<T>(
    read: Vec<Read>,
    made: Vec<(usize, Option<Made<T>>)>,
    mut noticed: Noticed,
) -> Vec<Outcome<T>> {
    let mut made: BTreeMap<usize, Made<T>> =
        made.into_iter().filter_map(|(index, made)| Some((index, made?))).collect();
    let mut outcomes = Vec::new();
    for (index, Read { file, loaded, mut findings }) in read.into_iter().enumerate() {
        findings.extend(noticed.extract_if(.., |(about, _)| *about == index).map(|(_, finding)| finding));
        match (loaded, made.remove(&index)) {
            (Ok(loaded), Some(((later, result), previous))) => {
                findings.extend(later);
                let result = result.map_err(|error| error.at(files::shown(&file)));
                outcomes.push(Outcome { file, loaded: Some(loaded), previous, findings, result });
            }
            // An older version was only compared with: its findings are those of an old paper.
            (Ok(loaded), None) => {
                findings.retain(|finding| finding.code == Code::EditionTwice);
                if !findings.is_empty() {
                    let result =
                        Err(Error::new(ErrorKind::Options, "Die Arbeitsmappe wurde nicht verwendet"));
                    let result = result.map_err(|error: Error| error.at(files::shown(&file)));
                    outcomes.push(Outcome { file, loaded: Some(loaded), previous: None, findings, result });
                }
            }
            (Err(error), _) => {
                outcomes.push(Outcome { file, loaded: None, previous: None, findings, result: Err(error) });
            }
        }
    }
    outcomes
}

/// Findings and result of a paper, and the workbook it was compared with.
type Made<T> = ((Vec<Diagnostic>, Result<T, Error>), Option<PathBuf>);

/// Reads the settings and says in which folder they lie.
fn settings(named: Option<&Path>) -> Result<(Settings, PathBuf), Error> {
    let path = named.unwrap_or(Path::new(SETTINGS));
    let mut settings = match named.is_some() || path.exists() {
        true => {
            let text = String::from_utf8(files::read(path)?).map_err(|error| {
                Error::new(ErrorKind::Options, "Die Datei ist nicht in UTF-8 gespeichert").because(error)
            });
            text.and_then(|text| Settings::parse(&text)).map_err(|error| error.at(files::shown(path)))?
        }
        false => Settings::default(),
    };
    settings.created = source_date();
    Ok((settings, path.parent().map(Path::to_path_buf).unwrap_or_default()))
}

/// The date of `SOURCE_DATE_EPOCH`, see <https://reproducible-builds.org/specs/source-date-epoch/>.
fn source_date() -> Option<Date> {
    let seconds = std::env::var("SOURCE_DATE_EPOCH").ok()?.parse().ok()?;
    Some(TimeZone::UTC.to_datetime(Timestamp::from_second(seconds).ok()?).date())
}

/// The logo named in the workbook, where one is named. It must lie in the workbook's folder or
/// below it: nothing but the named folders is read.
fn logo(report: &Report, workbook: &Path) -> Option<LogoFile> {
    let name = Path::new(&report.facts.logo.as_ref()?.value);
    let inside = name.components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
    if !inside {
        return Some(Err(std::io::ErrorKind::PermissionDenied.into()));
    }
    Some(std::fs::read(workbook.parent().unwrap_or(Path::new("")).join(name)))
}

/// Does `work` on every item, on so many threads; results in the order of the items.
///
/// Plain threads, each with a one-thread pool of its own: as jobs of one rayon pool, a worker that
/// waits inside Typst would pick up whole other papers and hold them all in memory.
fn in_parallel<I: Sync, T: Send>(threads: usize, items: &[I], work: impl Fn(&I) -> T + Sync) -> Vec<T> {
    let next = AtomicUsize::new(0);
    let done = Mutex::new(Vec::new());
    let worker = || {
        let mut own = Vec::new();
        while let Some((index, item)) =
            Some(next.fetch_add(1, Ordering::Relaxed)).and_then(|at| Some((at, items.get(at)?)))
        {
            own.push((index, work(item)));
        }
        done.lock().unwrap_or_else(std::sync::PoisonError::into_inner).extend(own);
    };
    std::thread::scope(|scope| {
        for _ in 0..threads.min(items.len()) {
            scope.spawn(|| match rayon::ThreadPoolBuilder::new().num_threads(1).build() {
                Ok(pool) => pool.install(worker),
                Err(_) => worker(),
            });
        }
    });
    let mut done = done.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    done.sort_by_key(|(index, _)| *index);
    done.into_iter().map(|(_, result)| result).collect()
}
