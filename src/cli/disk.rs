//! The files of a call, as the office run sees them: by name.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

use sachstand::diag::Error;
use sachstand::office::{FinishedPaper, Host};
use sachstand::pipeline::LogoFile;

use super::files;

/// The workbooks of a call, and the folder for the papers.
pub(super) struct Disk {
    /// A path need not be text; its name in messages is.
    paths: BTreeMap<String, PathBuf>,
    output: Option<PathBuf>,
}

impl Disk {
    /// Nothing yet; without `output` no paper is written.
    pub(super) fn new(output: Option<&Path>) -> Self {
        Self { paths: BTreeMap::new(), output: output.map(Path::to_path_buf) }
    }

    /// Adds a workbook and returns its name.
    pub(super) fn add(&mut self, path: &Path) -> String {
        let name = files::shown(path);
        self.paths.insert(name.clone(), path.to_owned());
        name
    }

    /// The workbooks.
    pub(super) fn paths(&self) -> impl Iterator<Item = &Path> {
        self.workbooks().map(|(_, path)| path)
    }

    /// The workbooks with their names.
    pub(super) fn workbooks(&self) -> impl Iterator<Item = (&String, &Path)> {
        self.paths.iter().map(|(name, path)| (name, path.as_path()))
    }

    fn path<'a>(&'a self, name: &'a str) -> &'a Path {
        self.paths.get(name).map_or(Path::new(name), PathBuf::as_path)
    }
}

impl Host for Disk {
    fn read(&self, workbook: &str) -> Result<Vec<u8>, Error> {
        files::read(self.path(workbook))
    }

    /// The logo must lie in the workbook's folder or below it: nothing but the named folders is read.
    fn logo(&self, workbook: &str, name: &str) -> LogoFile {
        let name = Path::new(name);
        let inside = name.components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
        if !inside {
            return Err(std::io::ErrorKind::PermissionDenied.into());
        }
        std::fs::read(self.path(workbook).parent().unwrap_or(Path::new("")).join(name))
    }

    fn finish(&self, paper: FinishedPaper) -> Result<Vec<String>, Error> {
        let Some(folder) = &self.output else { return Ok(Vec::new()) };
        let write = |(format, bytes): (sachstand::office::Format, Vec<u8>)| {
            let path = folder.join(format!("{}.{}", paper.stem, format.ending()));
            files::write(&path, &bytes).map(|()| files::shown(&path))
        };
        paper.files.into_iter().map(write).collect()
    }
}
