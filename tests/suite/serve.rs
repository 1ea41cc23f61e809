//! The page of `sachstand serve`, asked over HTTP: as its own browser asks, and as others would.

mod access;
mod columns;
mod ending;
mod files;
mod folder;
mod http;
mod names;
mod page;
mod persons;
mod strain;
mod usual;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use page::Page;

/// Finished files by their names.
type Papers = BTreeMap<String, Vec<u8>>;

/// The files that `sachstand build` makes of these files, lying in a folder of their own.
fn built(files: &[(&str, Vec<u8>)], arguments: &[&str]) -> Papers {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("input")).unwrap();
    for (name, bytes) in files {
        std::fs::write(folder.path().join("input").join(name), bytes).unwrap();
    }
    let run = Command::new(env!("CARGO_BIN_EXE_sachstand"))
        .args(["build", "--quiet"])
        .args(arguments)
        .current_dir(folder.path())
        .output()
        .unwrap();
    let papers = snapshot(&folder.path().join("output")).into_iter();
    let papers: Papers = papers
        .map(|(path, bytes)| (path.file_name().unwrap().to_string_lossy().into_owned(), bytes))
        .filter(|(name, _)| !name.starts_with('.'))
        .collect();
    assert!(!papers.is_empty(), "{}", String::from_utf8_lossy(&run.stderr));
    papers
}

/// Says which files are not the same, without printing their bytes.
fn assert_same(seen: &Papers, expected: &Papers) {
    let names = |papers: &Papers| papers.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(seen), names(expected));
    for (name, bytes) in seen {
        assert!(*bytes == expected[name], "{name} is another one than that of »build«");
    }
}

/// Every file below a folder with its bytes.
fn snapshot(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().map(|it| it.unwrap().path()) {
        if entry.is_dir() {
            files.extend(snapshot(&entry));
        } else {
            files.insert(entry.clone(), std::fs::read(&entry).unwrap());
        }
    }
    files
}

/// A sample of `input/`.
fn sample(name: &'static str) -> (&'static str, Vec<u8>) {
    (name, std::fs::read(crate::support::root().join("input").join(name)).unwrap())
}

/// A page with nothing on it, in a folder with nothing in it.
fn empty_page() -> (tempfile::TempDir, Page) {
    let folder = tempfile::tempdir().unwrap();
    let page = Page::open(folder.path());
    (folder, page)
}
