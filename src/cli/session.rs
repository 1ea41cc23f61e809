//! What `build` and `check` have in common: settings, workbooks, work shared among threads.

use std::path::{Component, Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use sachstand::diag::{Diagnostic, Error, ErrorKind};
use sachstand::model::Report;
use sachstand::pipeline::{self, LogoFile, Paper};
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
    jobs: usize,
}

/// What became of one workbook.
pub(super) struct Outcome<T> {
    pub(super) file: PathBuf,
    pub(super) report: Option<Report>,
    pub(super) findings: Vec<Diagnostic>,
    pub(super) result: Result<T, Error>,
}

impl Session {
    pub(super) fn new(args: &CommonArgs) -> Result<Self, Error> {
        let (settings, folder) = settings(args.config.as_deref())?;
        let fonts = settings.fonts.files.iter().map(|font| files::read(&folder.join(font)));
        let fonts = FontOptions { files: fonts.collect::<Result<_, _>>()? };
        let default = [PathBuf::from("input")];
        let inputs = if args.inputs.is_empty() { &default[..] } else { &args.inputs };
        let cores = std::thread::available_parallelism().map_or(1, std::num::NonZeroUsize::get);
        Ok(Self {
            settings,
            typesetter: Typesetter::new(&fonts)?,
            workbooks: files::workbooks(inputs)?,
            jobs: args.jobs.map_or(cores, std::num::NonZeroUsize::get),
        })
    }

    /// Makes the paper of every workbook and hands it to `finish`; outcomes in the order of files.
    pub(super) fn papers<T: Send>(
        &self,
        finish: impl Fn(&Report, &Paper) -> Result<T, Error> + Sync,
    ) -> Vec<Outcome<T>> {
        let one = |file: &PathBuf| {
            let mut outcome = Outcome {
                file: file.clone(),
                report: None,
                findings: Vec::new(),
                result: Err(Error::new(ErrorKind::Internal, "nicht bearbeitet")),
            };
            outcome.result = self.paper(file, &mut outcome.report, &mut outcome.findings, &finish);
            outcome.result = outcome.result.map_err(|error| error.at(files::shown(file)));
            forget();
            outcome
        };
        in_parallel(self.jobs, &self.workbooks, one)
    }

    fn paper<T>(
        &self,
        file: &Path,
        report: &mut Option<Report>,
        findings: &mut Vec<Diagnostic>,
        finish: impl Fn(&Report, &Paper) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let loaded = pipeline::load(&files::read(file)?, &files::shown(file), &self.settings)?;
        findings.extend(loaded.findings);
        let report = report.insert(loaded.value);
        let paper = Paper::new(report, logo(report, file), &self.typesetter, &self.settings)?;
        findings.extend(paper.findings);
        finish(report, &paper.value)
    }
}

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
