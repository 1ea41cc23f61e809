//! Which workbooks a call means: files, folders with all that lies below them, and patterns.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Component, Path, PathBuf};

use glob::{MatchOptions, Pattern};
use sachstand::diag::{Error, ErrorKind};
use walkdir::{DirEntry, WalkDir};

use super::files::{ending, io_error, shown};

/// Endings of workbooks.
const ENDINGS: [&str; 5] = ["xlsx", "xlsm", "xlsb", "xls", "ods"];
/// Endings of what goes into a paper beside them: settings, logos, fonts.
const BESIDE: [&str; 6] = ["toml", "png", "jpg", "jpeg", "ttf", "otf"];

/// A pattern is one to clerks, not to a shell: case does not matter, `*` stays in its folder.
const MATCHING: MatchOptions = MatchOptions {
    case_sensitive: false,
    require_literal_separator: true,
    require_literal_leading_dot: true,
};

/// The workbooks of a call.
#[derive(Default)]
pub(super) struct Inputs {
    /// Each once, in the order in which they were named, those of a folder by their paths.
    pub(super) files: Vec<Input>,
    /// What the user should know of the rest.
    pub(super) notes: Vec<String>,
    seen: BTreeSet<PathBuf>,
}

/// A workbook.
pub(super) struct Input {
    /// Where it lies.
    pub(super) path: PathBuf,
    /// In which folder below the one that was named, or below the fixed part of the pattern.
    pub(super) folder: PathBuf,
    /// Whether others in its folder are no workbooks of the call.
    alone: bool,
}

/// The workbooks meant by `named`. One that does not exist is among them: it keeps no other from being
/// read.
///
/// # Errors
/// Where there is none at all.
pub(super) fn find(named: &[PathBuf]) -> Result<Inputs, Error> {
    let mut inputs = Inputs::default();
    let mut missing = Vec::new();
    for path in named {
        match fs::metadata(path) {
            Ok(meta) if meta.is_dir() => inputs.add_folder(path, path),
            Ok(_) if is_lock(path) => inputs.notes.push(format!(
                "»{}« ist keine Arbeitsmappe, sondern zeigt an, dass eine geöffnet ist; diese Datei wurde übergangen",
                shown(path)
            )),
            Ok(_) => inputs.add(path.clone(), PathBuf::new(), true),
            Err(error) if !inputs.add_pattern(path) => {
                let error = io_error(path, "nicht gefunden", error)
                    .help("Schreibweise und Ort prüfen; »sachstand --help« zeigt, welche Befehle es gibt");
                missing.push((path, error));
            }
            Err(_) => {}
        }
    }
    if inputs.files.is_empty() {
        let missing = missing.into_iter().next().map(|(_, error)| error);
        return Err(missing
            .unwrap_or_else(|| none(&inputs.notes, &named.first().map(|it| shown(it)).unwrap_or_default())));
    }
    missing.into_iter().for_each(|(path, _)| inputs.add(path.clone(), PathBuf::new(), true));
    Ok(inputs)
}

/// That there is no workbook; the notes say why.
fn none(notes: &[String], named: &str) -> Error {
    let message = notes.first().map_or("Beim Aufruf ist keine Arbeitsmappe genannt", String::as_str);
    Error::new(ErrorKind::Io, message)
        .at(named)
        .help("Arbeitsmappen (.xlsx, .xlsm, .xlsb, .xls, .ods) in den Ordner legen oder beim Aufruf nennen")
}

impl Inputs {
    /// The workbooks that lie beside those that were named alone and are not among them. A folder that
    /// cannot be read holds none.
    pub(super) fn beside(&self) -> Vec<PathBuf> {
        let alone = self.files.iter().filter(|input| input.alone);
        let folders: BTreeSet<&Path> = alone.filter_map(|input| input.path.parent()).collect();
        let known: BTreeSet<&Path> = self.files.iter().map(|input| input.path.as_path()).collect();
        let in_folder = |folder: &Path| {
            let here = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
            let entries = workbooks_below(here, 1).filter_map(Result::ok);
            let mut files: Vec<PathBuf> = entries
                .map(|path| path.strip_prefix(".").map(Path::to_path_buf).unwrap_or(path))
                .filter(|path| !known.contains(path.as_path()))
                .collect();
            files.sort();
            files
        };
        folders.into_iter().flat_map(in_folder).collect()
    }

    fn add(&mut self, path: PathBuf, folder: PathBuf, alone: bool) {
        if self.seen.insert(path.canonicalize().unwrap_or_else(|_| path.clone())) {
            self.files.push(Input { path, folder, alone });
        }
    }

    /// The workbooks below a folder. What cannot be read there is among them, so that it is told.
    fn add_folder(&mut self, folder: &Path, base: &Path) {
        let mut found: Vec<PathBuf> = workbooks_below(folder, usize::MAX)
            .map(|found| found.unwrap_or_else(|error| error.path().unwrap_or(folder).to_owned()))
            .collect();
        found.sort();
        if found.is_empty() {
            self.notes.push(format!("Im Ordner »{}« liegt keine Arbeitsmappe", shown(folder)));
        }
        for path in found {
            let below = below(&path, base);
            self.add(path, below, false);
        }
    }

    /// Whether the path is a pattern; adds what it matches.
    fn add_pattern(&mut self, path: &Path) -> bool {
        let Some(pattern) = path.to_str().filter(|it| it.contains(['*', '?', '['])) else { return false };
        let mut found = matches(pattern);
        if found.is_empty() {
            // In the names of folders brackets are brackets.
            found = matches(&pattern.replace('[', "[[]"));
        }
        let base: PathBuf = path.components().take_while(|part| !is_wild(part)).collect();
        for path in &found {
            if path.is_dir() {
                self.add_folder(path, &base);
            } else {
                self.add(path.clone(), below(path, &base), true);
            }
        }
        let wild = pattern.contains(['*', '?']);
        if found.is_empty() && wild {
            self.notes.push(format!("Auf das Muster »{}« passt keine Arbeitsmappe", shown(path)));
        }
        wild || !found.is_empty()
    }
}

fn is_wild(part: &Component<'_>) -> bool {
    part.as_os_str().to_string_lossy().contains(['*', '?', '['])
}

/// The folders and workbooks that a pattern matches, sorted. The names of folders in front of it are those of
/// the file system; glob alone would know no umlauts in the other case.
fn matches(pattern: &str) -> Vec<PathBuf> {
    let Ok(wanted) = Pattern::new(&pattern.to_lowercase()) else { return Vec::new() };
    let path = Path::new(pattern);
    let base: PathBuf = path.components().take_while(|part| !is_wild(part)).collect();
    let below = path.components().count() - base.components().count();
    let depth = if pattern.contains("**") { usize::MAX } else { below };
    let here = if base.as_os_str().is_empty() { Path::new(".") } else { &base };
    let entries = visible_below(here, depth).filter_map(Result::ok).map(DirEntry::into_path);
    let paths = entries.map(|path| path.strip_prefix(".").map(Path::to_path_buf).unwrap_or(path));
    let fits = |path: &PathBuf| wanted.matches_with(&shown(path).to_lowercase(), MATCHING);
    let mut found: Vec<PathBuf> =
        paths.filter(fits).filter(|path| path.is_dir() || is_workbook(path)).collect();
    found.sort();
    found
}

/// The folder of a file, as seen from `base`.
fn below(file: &Path, base: &Path) -> PathBuf {
    file.parent().and_then(|folder| folder.strip_prefix(base).ok()).unwrap_or(Path::new("")).to_owned()
}

/// The workbooks in a folder and so many levels below it, hidden ones and what lies in hidden folders
/// apart. Links to folders are not followed: they may lead in a circle.
fn workbooks_below(folder: &Path, depth: usize) -> impl Iterator<Item = walkdir::Result<PathBuf>> {
    visible_below(folder, depth)
        .map(|entry| entry.map(DirEntry::into_path))
        .filter(|path| path.as_ref().map_or(true, |path| is_workbook(path)))
}

/// What lies so many levels below a folder and is not hidden.
fn visible_below(folder: &Path, depth: usize) -> impl Iterator<Item = walkdir::Result<DirEntry>> {
    entries_below(folder, depth, |_| false)
}

/// What lies so many levels below a folder; of what is hidden only that whose name is `wanted` all the same.
pub(super) fn entries_below(
    folder: &Path,
    depth: usize,
    wanted: fn(&str) -> bool,
) -> impl Iterator<Item = walkdir::Result<DirEntry>> {
    let seen = move |entry: &DirEntry| {
        let name = entry.file_name().to_string_lossy();
        entry.depth() == 0 || !name.starts_with('.') || wanted(&name)
    };
    WalkDir::new(folder).min_depth(1).max_depth(depth).into_iter().filter_entry(seen)
}

fn is_workbook(path: &Path) -> bool {
    is_named_workbook(path) && !is_lock(path) && path.is_file()
}

/// Whether a file is called as workbooks are.
pub(super) fn is_named_workbook(path: &Path) -> bool {
    ENDINGS.contains(&ending(path).as_str())
}

/// Whether a file is called as workbooks are, or what goes into a paper beside them.
pub(super) fn goes_into_paper(path: &Path) -> bool {
    is_named_workbook(path) || BESIDE.contains(&ending(path).as_str())
}

/// Whether it is a file that Excel or LibreOffice puts beside a workbook that is open.
fn is_lock(path: &Path) -> bool {
    locked(&path.file_name().unwrap_or_default().to_string_lossy()).is_some()
}

/// The workbook that a file of this name says to be open in Excel or LibreOffice.
pub(super) fn locked(name: &str) -> Option<&str> {
    let libre_office = || name.strip_prefix(".~lock.").map(|rest| rest.strip_suffix('#').unwrap_or(rest));
    name.strip_prefix("~$").or_else(libre_office)
}
