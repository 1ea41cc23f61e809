//! What is known of the papers in a folder: what they were made from, and the hashes of their files.
//!
//! The file `.sachstand.jsonl` has a line for each paper, in no line anything but hashes and numbers. While
//! papers are put in place lines are only added to it: one before the files of a paper are touched, and one
//! after. Whenever the program is ended, the next run knows every file that it may find. A line that cannot
//! be read or was changed counts for nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::OpenOptions;
use std::io::{self, Read as _, Seek as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use sachstand::office::{Digest, Format};
use serde::{Deserialize, Serialize};

use super::files;

/// The name of the file.
pub(super) const NAME: &str = ".sachstand.jsonl";

/// The record of a folder.
pub(super) struct Record {
    path: PathBuf,
    known: Mutex<Known>,
}

/// What is known of each paper, by the hash of its place.
#[derive(Default)]
struct Known {
    papers: BTreeMap<Digest, Paper>,
    /// Whether there are lines that belong together.
    grown: bool,
}

#[derive(Default)]
struct Paper {
    /// What its files were made from; none where that was not sound, or they are being put in place.
    made_from: Option<Digest>,
    warnings: usize,
    /// Those of its files that were made from that.
    current: BTreeSet<String>,
    /// The hashes that each of its files may have.
    files: BTreeMap<String, BTreeSet<Digest>>,
}

#[derive(Deserialize, Serialize)]
struct Line {
    pruefsumme: Digest,
    eintrag: Entry,
}

/// What a line says.
#[derive(Clone, Deserialize, Serialize)]
struct Entry {
    bericht: Digest,
    /// By the ending of its name the hash that a file is about to have, or has.
    dateien: BTreeMap<String, Digest>,
    fertig: bool,
    stand: Option<Digest>,
    warnungen: usize,
}

impl Record {
    /// The record of a folder, empty where there is none.
    pub(super) fn of(folder: &Path) -> Self {
        let path = folder.join(NAME);
        let known = Mutex::new(Known::of(&files::bytes(&path).unwrap_or_default()));
        Self { path, known }
    }

    /// The hashes of the files of a paper, and how many warnings it had, where it was made from just this.
    pub(super) fn made_from(
        &self,
        paper: &Digest,
        fingerprint: &Digest,
        formats: &[Format],
    ) -> Option<(Vec<Digest>, usize)> {
        let known = self.known();
        let paper = known.papers.get(paper).filter(|it| it.made_from.as_ref() == Some(fingerprint))?;
        let hash = |format: &Format| {
            let ending = format.ending();
            paper.files.get(ending).filter(|_| paper.current.contains(ending))?.first().cloned()
        };
        Some((formats.iter().map(hash).collect::<Option<_>>()?, paper.warnings))
    }

    /// Whether a file of a paper is one that this program wrote; none where nothing is known of it.
    pub(super) fn wrote(&self, paper: &Digest, format: Format, file: &Digest) -> Option<bool> {
        let wrote = self.known().wrote(paper, format, file);
        if wrote == Some(true) {
            return wrote;
        }
        // Another run may have written it since.
        let now = Known::of(&files::bytes(&self.path).unwrap_or_default());
        now.wrote(paper, format, file).or(wrote)
    }

    /// Notes which files are going to be put in place.
    pub(super) fn begin(&self, paper: &Digest, files: &[(Format, Digest)]) {
        self.add(Entry { fertig: false, ..entry(paper, files) });
    }

    /// Notes that they are, and what they were made from; `warnings` is none where there were errors.
    pub(super) fn end(
        &self,
        paper: &Digest,
        files: &[(Format, Digest)],
        fingerprint: &Digest,
        warnings: Option<usize>,
    ) {
        let stand = warnings.map(|_| fingerprint.clone());
        self.add(Entry { stand, warnungen: warnings.unwrap_or(0), ..entry(paper, files) });
    }

    /// One line for each paper, whatever the order in which they were made. That it cannot be written is no
    /// reason to fail: the papers are in place.
    pub(super) fn tidy(&self) {
        if self.known().grown {
            let _ = rewrite(&self.path);
        }
    }

    fn add(&self, entry: Entry) {
        let mut known = self.known();
        let line = line(&entry);
        known.take(entry);
        known.grown = true;
        if append(&self.path, &line).is_err() {
            // It may belong to somebody else, in a folder of all.
            let _ = files::write(&self.path, known.text().as_bytes());
        }
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn entry(paper: &Digest, files: &[(Format, Digest)]) -> Entry {
    let dateien = files.iter().map(|(format, hash)| (format.ending().to_owned(), hash.clone())).collect();
    Entry { bericht: paper.clone(), dateien, fertig: true, stand: None, warnungen: 0 }
}

/// It begins on a line of its own, also behind one that was cut off. A lock keeps the lines of several
/// processes apart; not every file system has one.
fn append(path: &Path, line: &str) -> io::Result<()> {
    // Windows locks no file that cannot be read.
    let mut file = OpenOptions::new().read(true).append(true).create(true).open(path)?;
    let _ = file.lock();
    file.write_all(format!("\n{line}").as_bytes())
}

/// In its place, since other processes may be adding to it. Ended by force in between, it forgets papers;
/// it never tells old news of one.
fn rewrite(path: &Path) -> io::Result<()> {
    let mut file = OpenOptions::new().read(true).write(true).open(path)?;
    let _ = file.lock();
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes)?;
    let text = Known::of(&bytes).text();
    file.rewind()?;
    file.set_len(0)?;
    file.write_all(text.as_bytes())
}

fn line(entry: &Entry) -> String {
    let line = Line { pruefsumme: checksum(entry), eintrag: entry.clone() };
    serde_json::to_string(&line).unwrap_or_default() + "\n"
}

fn checksum(entry: &Entry) -> Digest {
    Digest::of([serde_json::to_vec(entry).unwrap_or_default().as_slice()])
}

impl Known {
    fn of(bytes: &[u8]) -> Self {
        let mut known = Self::default();
        let lines = bytes.split(|byte| *byte == b'\n');
        let lines = lines.filter_map(|line| serde_json::from_slice::<Line>(line).ok());
        for line in lines.filter(|line| checksum(&line.eintrag) == line.pruefsumme) {
            known.take(line.eintrag);
        }
        known.grown = known.text().as_bytes() != bytes;
        known
    }

    fn wrote(&self, paper: &Digest, format: Format, file: &Digest) -> Option<bool> {
        Some(self.papers.get(paper)?.files.get(format.ending())?.contains(file))
    }

    fn take(&mut self, entry: Entry) {
        let paper = self.papers.entry(entry.bericht).or_default();
        paper.current.clear();
        paper.made_from = entry.stand;
        paper.warnings = entry.warnungen;
        for (ending, hash) in entry.dateien {
            let hashes = paper.files.entry(ending.clone()).or_default();
            if entry.fertig {
                hashes.clear();
                paper.current.insert(ending);
            }
            hashes.insert(hash);
        }
    }

    /// The lines from which the same is read.
    fn text(&self) -> String {
        self.papers.iter().flat_map(|(place, paper)| paper.entries(place)).map(|entry| line(&entry)).collect()
    }
}

impl Paper {
    fn entries(&self, place: &Digest) -> Vec<Entry> {
        let files = |pick: &dyn Fn(&str, &BTreeSet<Digest>) -> Option<Digest>| -> BTreeMap<String, Digest> {
            let picked = self
                .files
                .iter()
                .filter_map(|(ending, hashes)| Some((ending.clone(), pick(ending, hashes)?)));
            picked.collect()
        };
        let entry = |dateien, fertig| Entry {
            bericht: place.clone(),
            dateien,
            fertig,
            stand: self.made_from.clone().filter(|_| fertig),
            warnungen: self.warnings,
        };
        let rounds = self.files.values().map(BTreeSet::len).max().unwrap_or(0);
        let other = |round: usize| {
            files(&|ending, hashes| {
                hashes.iter().nth(round).filter(|_| !self.current.contains(ending)).cloned()
            })
        };
        let others =
            (0..rounds).map(other).filter(|files| !files.is_empty()).map(|files| entry(files, false));
        let current =
            files(&|ending, hashes| hashes.first().filter(|_| self.current.contains(ending)).cloned());
        others.chain((!current.is_empty()).then(|| entry(current, true))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_another_run_has_written_since_is_known() {
        let folder = tempfile::tempdir().unwrap();
        let (one, other) = (Record::of(folder.path()), Record::of(folder.path()));
        let [paper, old, new, by_hand] =
            ["paper", "old", "new", "by hand"].map(|it| Digest::of([it.as_bytes()]));
        let write = |record: &Record, file: &Digest| {
            let files = [(Format::Docx, file.clone())];
            record.begin(&paper, &files);
            record.end(&paper, &files, &paper, Some(0));
        };
        write(&one, &old);
        write(&other, &new);
        let wrote = |file| one.wrote(&paper, Format::Docx, file);
        assert_eq!([&old, &new, &by_hand].map(wrote), [Some(true), Some(true), Some(false)]);
        assert_eq!(one.wrote(&new, Format::Docx, &new), None);
    }
}
