//! The files of a call, as the office run sees them: by name.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

use sachstand::diag::Error;
use sachstand::office::{Digest, FinishedPaper, Format, Host, InPlace, Placed, Wanted};
use sachstand::pipeline::LogoFile;
use sachstand::write::is_own;

use super::files;
use super::record::Record;

/// The workbooks of a call, and the folder for the papers.
pub(super) struct Disk {
    workbooks: BTreeMap<String, Workbook>,
    target: Option<Target>,
}

/// A path need not be text; its name in messages is.
struct Workbook {
    path: PathBuf,
    /// In which folder below the one that was named.
    folder: PathBuf,
}

/// Where papers go.
pub(super) struct Target {
    folder: PathBuf,
    record: Record,
    /// Whether papers lie in folders like those of their workbooks.
    keep_folders: bool,
    /// Whether all papers are made, also those that are in place.
    all: bool,
}

impl Target {
    /// The folder, and what is known of the papers in it.
    pub(super) fn new(folder: &Path, keep_folders: bool, all: bool) -> Self {
        Self { folder: folder.to_owned(), record: Record::of(folder), keep_folders, all }
    }

    fn path(&self, folder: &Path, stem: &str, format: Format) -> PathBuf {
        self.folder.join(folder).join(format!("{stem}.{}", format.ending()))
    }
}

/// What the record calls a paper: not by its name, which may be that of a person.
fn place(folder: &Path, stem: &str) -> Digest {
    Digest::of([folder.as_os_str().as_encoded_bytes(), stem.to_lowercase().as_bytes()])
}

impl Disk {
    /// Nothing yet; without a target no paper is written.
    pub(super) fn new(target: Option<Target>) -> Self {
        Self { workbooks: BTreeMap::new(), target }
    }

    /// Adds a workbook that lies in this folder below the one that was named, and returns its name.
    pub(super) fn add(&mut self, path: &Path, folder: &Path) -> String {
        let name = self.name(path);
        let workbook = || Workbook { path: path.to_owned(), folder: folder.to_owned() };
        self.workbooks.entry(name.clone()).or_insert_with(workbook);
        name
    }

    /// Adds a workbook that becomes no paper.
    pub(super) fn add_beside(&mut self, path: &Path) -> String {
        self.add(path, Path::new(""))
    }

    /// The path as it is shown; with a number where another one looks the same, for a path need not be text.
    fn name(&self, path: &Path) -> String {
        let shown = files::shown(path);
        let mut name = shown.clone();
        let mut number = 1;
        while self.workbooks.get(&name).is_some_and(|other| other.path != path) {
            number += 1;
            name = format!("{shown} ({number})");
        }
        name
    }

    /// The workbooks.
    pub(super) fn paths(&self) -> impl Iterator<Item = &Path> {
        self.workbooks().map(|(_, path)| path)
    }

    /// The workbooks with their names.
    pub(super) fn workbooks(&self) -> impl Iterator<Item = (&String, &Path)> {
        self.workbooks.iter().map(|(name, workbook)| (name, workbook.path.as_path()))
    }

    /// Ends the run: what was noted in it is put in order.
    pub(super) fn tidy(&self) {
        if let Some(target) = &self.target {
            target.record.tidy();
        }
    }

    fn path<'a>(&'a self, name: &'a str) -> &'a Path {
        self.workbooks.get(name).map_or(Path::new(name), |workbook| &workbook.path)
    }

    /// The folder of the papers of a workbook, below the one for all.
    fn folder_of(&self, workbook: &str) -> &Path {
        let kept = self.target.as_ref().filter(|target| target.keep_folders);
        let workbook = kept.and_then(|_| self.workbooks.get(workbook));
        workbook.map_or(Path::new(""), |workbook| &workbook.folder)
    }
}

/// A logo must lie in the workbook's folder or below it: nothing but the named folders is read.
pub(super) fn logo_beside(workbook: &Path, name: &str) -> LogoFile {
    let name = Path::new(name);
    let inside = name.components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
    if !inside {
        return Err(std::io::ErrorKind::PermissionDenied.into());
    }
    let folder = workbook.parent().filter(|it| !it.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new(".")).canonicalize()?;
    let logo = folder.join(name).canonicalize()?;
    // A link may lead out of it.
    if logo.starts_with(&folder) {
        files::bytes(&logo)
    } else {
        Err(std::io::ErrorKind::PermissionDenied.into())
    }
}

impl Host for Disk {
    fn read(&self, workbook: &str) -> Result<Vec<u8>, Error> {
        files::read(self.path(workbook))
    }

    fn logo(&self, workbook: &str, name: &str) -> LogoFile {
        logo_beside(self.path(workbook), name)
    }

    fn folder(&self, workbook: &str) -> String {
        files::shown(self.folder_of(workbook))
    }

    fn files(&self, workbook: &str, stem: &str) -> Vec<String> {
        let Some(target) = &self.target else { return Vec::new() };
        let paths = Format::ALL.iter().map(|format| target.path(self.folder_of(workbook), stem, *format));
        paths.filter(|path| path.exists()).map(|path| files::shown(&path)).collect()
    }

    fn in_place(&self, wanted: &Wanted<'_>) -> Option<InPlace> {
        let target = self.target.as_ref()?;
        let folder = self.folder_of(wanted.workbook);
        let paths = wanted.formats.iter().map(|format| target.path(folder, &wanted.stem, *format));
        let paths: Vec<PathBuf> = paths.collect();
        paths.iter().filter_map(|path| path.parent()).for_each(files::sweep);
        if target.all {
            return None;
        }
        let place = place(folder, &wanted.stem);
        let (hashes, warnings) = target.record.made_from(&place, &wanted.fingerprint, wanted.formats)?;
        let same = paths.iter().zip(&hashes).all(|(path, hash)| hash_of(path).as_ref() == Some(hash));
        same.then(|| InPlace { files: paths.iter().map(|path| files::shown(path)).collect(), warnings })
    }

    /// All files are written before any is put in place, and what is going to be there is noted before. A run
    /// that ends in between leaves whole files, and the next one makes the paper again.
    fn finish(&self, paper: FinishedPaper<'_>) -> Result<Placed, Error> {
        let Some(target) = &self.target else { return Ok(Placed::default()) };
        let wanted = paper.wanted;
        let folder = self.folder_of(wanted.workbook);
        let place = place(folder, &wanted.stem);
        let mut hashes = Vec::new();
        let mut prepared = Vec::new();
        for (format, bytes) in paper.files {
            let path = target.path(folder, &wanted.stem, format);
            prepared.push((files::prepare(&path, &bytes)?, path, format));
            hashes.push((format, Digest::of([bytes.as_slice()])));
        }
        let mut placed = Placed::default();
        for ((_, path, format), (_, hash)) in prepared.iter().zip(&hashes) {
            if target.record.is_foreign(&place, *format, path, hash) {
                placed.kept.push((files::shown(path), files::shown(&files::keep(path)?)));
            }
        }
        target.record.begin(&place, &hashes);
        for (file, path, _) in prepared {
            file.put()?;
            placed.written.push(files::shown(&path));
        }
        target.record.end(&place, &hashes, &wanted.fingerprint, paper.warnings);
        Ok(placed)
    }
}

impl Record {
    /// Whether the file in this place must not be lost: somebody changed it, or it is none of this program.
    fn is_foreign(&self, paper: &Digest, format: Format, path: &Path, new: &Digest) -> bool {
        // One that cannot be read is kept as well.
        let Ok(bytes) = files::read(path) else { return path.exists() };
        let hash = Digest::of([bytes.as_slice()]);
        hash != *new && !self.wrote(paper, format, &hash).unwrap_or_else(|| is_own(&bytes))
    }
}

fn hash_of(path: &Path) -> Option<Digest> {
    files::bytes(path).ok().map(|bytes| Digest::of([bytes.as_slice()]))
}
