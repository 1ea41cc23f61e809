//! A workbook on the disk: read as a paper is read, and the logo beside it.

use std::path::{Component, Path, PathBuf};

use sachstand::diag::{Diagnostic, Error, Warned};
use sachstand::model::Report;
use sachstand::pipeline::{self, Loaded, LogoFile};
use sachstand::settings::Settings;

use super::files;

/// A workbook that was read, or why not.
pub(super) struct Workbook {
    pub(super) file: PathBuf,
    pub(super) loaded: Result<Loaded, Error>,
    pub(super) findings: Vec<Diagnostic>,
}

impl Workbook {
    pub(super) fn read(file: &Path, settings: &Settings) -> Self {
        let name = files::shown(file);
        let loaded = files::read(file).and_then(|bytes| pipeline::load(&bytes, &name, settings));
        let (loaded, findings) = match loaded {
            Ok(Warned { value, findings }) => (Ok(value), findings),
            Err(error) => (Err(error.at(name)), Vec::new()),
        };
        Self { file: file.to_owned(), loaded, findings }
    }

    /// What it says, where it could be read.
    pub(super) fn report(&self) -> Option<&Report> {
        self.loaded.as_ref().ok().map(|loaded| &loaded.report)
    }
}

/// The logo named in the workbook, where one is named. It must lie in the workbook's folder or
/// below it: nothing but the named folders is read.
pub(super) fn logo(report: &Report, workbook: &Path) -> Option<LogoFile> {
    let name = Path::new(&report.facts.logo.as_ref()?.value);
    let inside = name.components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
    if !inside {
        return Some(Err(std::io::ErrorKind::PermissionDenied.into()));
    }
    Some(std::fs::read(workbook.parent().unwrap_or(Path::new("")).join(name)))
}
