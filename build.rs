//! Hashes the sources that make papers into `SACHSTAND_SOURCES`: a paper made by another program is made
//! again, also where the version was not raised.

use std::collections::hash_map::DefaultHasher;
use std::hash::Hasher as _;
use std::path::{Path, PathBuf};

fn main() -> std::io::Result<()> {
    let mut files = vec![PathBuf::from("Cargo.lock")];
    for entry in std::fs::read_dir("src")? {
        let path = entry?.path();
        // The command line makes no papers.
        if !path.ends_with("cli") && !path.ends_with("main.rs") {
            files_below(&path, &mut files)?;
        }
    }
    files_below(Path::new("fonts"), &mut files)?;
    files.sort();
    let mut hasher = DefaultHasher::new();
    for file in files {
        println!("cargo::rerun-if-changed={}", file.display());
        hasher.write(&std::fs::read(&file)?);
    }
    println!("cargo::rustc-env=SACHSTAND_SOURCES={:016x}", hasher.finish());
    Ok(())
}

/// The path, if it is a file, else every file below it.
fn files_below(path: &Path, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    if path.is_file() {
        files.push(path.to_owned());
        return Ok(());
    }
    println!("cargo::rerun-if-changed={}", path.display());
    for entry in std::fs::read_dir(path)? {
        files_below(&entry?.path(), files)?;
    }
    Ok(())
}
