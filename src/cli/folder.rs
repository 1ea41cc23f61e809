//! A folder that is watched: when its workbooks, and what belongs to them, have changed and are at rest.
//!
//! It is looked at again and again, since the file systems of a network tell of no changes. Excel saves by
//! writing another file and renaming it, and often twice: what changes counts only once two looks have found
//! the same, every file can be opened, and none is gone for the moment.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use sachstand::diag::{Error, ErrorKind};

use super::files::{io_error, shown};
use super::inputs;

/// From one look to the next.
pub(super) const PAUSE: Duration = Duration::from_millis(300);
/// So much longer for each file.
const EACH: Duration = Duration::from_micros(100);
/// So many looks a file may be gone while it is open in Excel, or not to be opened: some ten seconds.
const PATIENCE: usize = 30;
/// So many files and folders are looked at; a whole drive is no folder of workbooks.
const MOST: usize = 20_000;

/// What lies in the folder.
#[derive(Clone, Default, PartialEq, Eq)]
pub(super) struct Seen {
    files: BTreeMap<PathBuf, Stamp>,
    /// The workbooks that are open in Excel or LibreOffice.
    pub(super) open: BTreeSet<PathBuf>,
}

/// By what a file is known to be as it was.
#[derive(Clone, PartialEq, Eq)]
struct Stamp {
    modified: Option<SystemTime>,
    length: u64,
}

/// A folder that is looked at again and again.
pub(super) struct Folder {
    path: PathBuf,
    /// As it was told last.
    told: Seen,
    /// As it was at the last look.
    last: Seen,
    waited: usize,
}

/// What a look has shown.
pub(super) enum Look {
    /// Nothing new.
    Same,
    /// A workbook was opened or closed; their files are as they were.
    Opened,
    /// Files have changed.
    Changed,
}

impl Folder {
    /// Begins to watch a folder.
    ///
    /// # Errors
    /// Where it is none, cannot be read, or holds far too much.
    pub(super) fn new(path: &Path) -> Result<Self, Error> {
        let meta = fs::metadata(path).map_err(|error| io_error(path, "nicht gefunden", error))?;
        if !meta.is_dir() {
            let message = format!("»{}« ist kein Ordner", shown(path));
            let help = "Den Ordner nennen, in dem die Arbeitsmappe liegt";
            return Err(Error::new(ErrorKind::Options, message).at(shown(path)).help(help));
        }
        fs::read_dir(path).map_err(|error| io_error(path, "kann nicht gelesen werden", error))?;
        let seen = look(path).ok_or_else(|| too_much(path))?;
        Ok(Self::told(path, seen))
    }

    /// One of which this was told already: what has changed since then is still to be seen.
    pub(super) fn told(path: &Path, seen: Seen) -> Self {
        Self { path: path.to_owned(), told: seen.clone(), last: seen, waited: 0 }
    }

    /// The folder.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// What lies in it.
    pub(super) fn seen(&self) -> &Seen {
        &self.told
    }

    /// How long to wait for the next look: longer where there is much to look at.
    pub(super) fn pause(&self) -> Duration {
        let count = u32::try_from(self.told.files.len()).unwrap_or(u32::MAX);
        PAUSE + EACH.saturating_mul(count)
    }

    /// Looks again.
    pub(super) fn look(&mut self) -> Look {
        let Some(now) = look(&self.path) else { return Look::Same };
        let before = std::mem::replace(&mut self.last, now.clone());
        if now.files == self.told.files {
            self.waited = 0;
            let opened = now.open != self.told.open;
            self.told = now;
            return if opened { Look::Opened } else { Look::Same };
        }
        let is_settled = now.files == before.files && !self.is_being_saved(&now);
        self.waited += 1;
        if !is_settled && self.waited < PATIENCE {
            return Look::Same;
        }
        self.waited = 0;
        self.told = now;
        Look::Changed
    }

    /// Whether a workbook that is open is gone, or what has changed cannot be opened: it is just being saved.
    fn is_being_saved(&self, now: &Seen) -> bool {
        let gone = self.told.files.keys().filter(|path| !now.files.contains_key(*path));
        let mut changed = now.files.iter().filter(|(path, stamp)| self.told.files.get(*path) != Some(stamp));
        gone.into_iter().any(|path| now.open.contains(path) || self.told.open.contains(path))
            || changed.any(|(path, stamp)| stamp.length == 0 || File::open(path).is_err())
    }
}

impl Seen {
    /// The workbooks, by their paths.
    pub(super) fn workbooks(&self) -> impl Iterator<Item = &Path> {
        self.files.keys().map(PathBuf::as_path).filter(|path| inputs::is_named_workbook(path))
    }

    /// Whether its files are as they were then.
    pub(super) fn has_same_files(&self, then: &Self) -> bool {
        self.files == then.files
    }
}

fn too_much(path: &Path) -> Error {
    let message = format!("Im Ordner »{}« liegen mehr als {MOST} Dateien und Ordner", shown(path));
    let help = "Einen Ordner nennen, in dem nur die Arbeitsmappen liegen";
    Error::new(ErrorKind::TooLarge, message).at(shown(path)).help(help)
}

/// What lies in a folder and below it, hidden things apart; none where it is far too much.
fn look(folder: &Path) -> Option<Seen> {
    let mut seen = Seen::default();
    // A lock of LibreOffice is hidden.
    let entries = inputs::entries_below(folder, usize::MAX, |name| inputs::locked(name).is_some());
    for (count, entry) in entries.enumerate() {
        if count == MOST {
            return None;
        }
        let Ok(entry) = entry else { continue };
        let (path, name) = (entry.path(), entry.file_name().to_string_lossy());
        if let Some(workbook) = inputs::locked(&name).filter(|_| entry.file_type().is_file()) {
            seen.open.insert(path.with_file_name(workbook));
        } else if inputs::goes_into_paper(path)
            // Of a link, that of what it leads to: a run reads it as well.
            && let Some(meta) = fs::metadata(path).ok().filter(fs::Metadata::is_file)
        {
            let stamp = Stamp { modified: meta.modified().ok(), length: meta.len() };
            seen.files.insert(path.to_owned(), stamp);
        }
    }
    Some(seen)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What each of some looks shows: `=` nothing, `o` opened or closed, `!` changed.
    fn looks(folder: &mut Folder, count: usize) -> String {
        let sign = |look| match look {
            Look::Same => '=',
            Look::Opened => 'o',
            Look::Changed => '!',
        };
        (0..count).map(|_| sign(folder.look())).collect()
    }

    #[test]
    fn a_workbook_counts_once_it_is_at_rest() {
        let place = tempfile::tempdir().unwrap();
        let (book, other) = (place.path().join("a.xlsx"), place.path().join("4711.tmp"));
        fs::write(&book, "eins").unwrap();
        let mut folder = Folder::new(place.path()).unwrap();
        assert_eq!(looks(&mut folder, 3), "===");
        // As Excel saves: another file, the old one away, the other in its place; and once more.
        fs::write(place.path().join("~$a.xlsx"), "").unwrap();
        assert_eq!(looks(&mut folder, 2), "o=");
        fs::write(&other, "zweite").unwrap();
        fs::remove_file(&book).unwrap();
        assert_eq!(looks(&mut folder, 3), "===");
        fs::rename(&other, &book).unwrap();
        assert_eq!(looks(&mut folder, 1), "=");
        fs::write(&book, "dritte!").unwrap();
        assert_eq!(looks(&mut folder, 3), "=!=");
        fs::remove_file(place.path().join("~$a.xlsx")).unwrap();
        fs::write(place.path().join("brief.docx"), "nichts davon").unwrap();
        assert_eq!(looks(&mut folder, 3), "o==");
        fs::remove_file(&book).unwrap();
        assert_eq!(looks(&mut folder, 3), "=!=");
    }

    /// A run reads what a link leads to, so a change of that is one.
    #[cfg(unix)]
    #[test]
    fn a_workbook_behind_a_link_is_watched() {
        let (place, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let book = other.path().join("a.xlsx");
        fs::write(&book, "eins").unwrap();
        std::os::unix::fs::symlink(&book, place.path().join("a.xlsx")).unwrap();
        let mut folder = Folder::new(place.path()).unwrap();
        assert_eq!(folder.seen().workbooks().count(), 1);
        fs::write(&book, "zweitens").unwrap();
        assert_eq!(looks(&mut folder, 3), "=!=");
    }

    #[test]
    fn a_file_that_stays_empty_is_told_in_the_end() {
        let place = tempfile::tempdir().unwrap();
        let mut folder = Folder::new(place.path()).unwrap();
        fs::write(place.path().join("a.xlsx"), "").unwrap();
        let shown = looks(&mut folder, PATIENCE + 2);
        assert_eq!(shown.find('!'), Some(PATIENCE - 1), "{shown}");
        assert!(Folder::new(&place.path().join("a.xlsx")).is_err());
        assert!(Folder::new(&place.path().join("fehlt")).is_err());
    }
}
