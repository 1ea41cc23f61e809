//! `figures`: all that `docs/performance.md` says in numbers, measured in one run.
//!
//! Whatever is compared takes turns, round by round, each as a whole cold process with an empty folder to write into:
//! so a busy minute meets all alike. [`options`] is what the command can be told, [`programs`] builds what is compared,
//! [`paper`] and [`batch`] are the measurements, [`measure`] runs one process, [`table`] prints. What cannot be measured
//! here (a missing program, no history of the repository) is said and left out.

mod batch;
mod machine;
mod markdown;
mod measure;
mod options;
mod paper;
mod papers;
mod programs;
mod table;

use std::error::Error;
use std::path::{Path, PathBuf};

pub(crate) use measure::{MEASURE, measure};

use crate::Done;
use options::{Options, Part};

/// Where a run takes place.
struct Place {
    /// The top folder of the project.
    root: PathBuf,
    /// The folder that holds what is made only to be measured.
    scratch: PathBuf,
}

impl Place {
    /// A folder in the scratch folder that is there and empty.
    fn empty(&self, name: &str) -> Result<PathBuf, Box<dyn Error>> {
        let path = self.scratch.join(name);
        if path.exists() {
            std::fs::remove_dir_all(&path)?;
        }
        std::fs::create_dir_all(&path)?;
        Ok(path)
    }
}

/// Measures and prints Markdown.
pub(crate) fn print(root: &Path, arguments: &[String]) -> Done {
    if !cfg!(target_os = "linux") {
        return Err("figures are measured on Linux alone: elsewhere no peak memory of a child is told".into());
    }
    let Some(options) = Options::parse(arguments)? else {
        println!("{}", options::HELP);
        return Ok(());
    };
    let root = root.canonicalize()?;
    let place = Place { scratch: root.join("target/figures"), root };
    std::fs::create_dir_all(&place.scratch)?;
    let programs = programs::of(&place, &options)?;
    machine::print(&place, &options);
    if options.wants(Part::Paper) {
        paper::compare(&place, &options, &programs)?;
    }
    if options.wants(Part::Ten) {
        paper::ten_times(&place, &options, &programs)?;
    }
    if options.wants(Part::Batch) {
        batch::batch(&place, &options, &programs)?;
    }
    if options.wants(Part::Folder) {
        batch::folder(&place, &options, &programs)?;
    }
    machine::load("end");
    Ok(())
}

/// What the user should know of the run, where it is read: in the figures, and on a terminal at once.
fn skipped(what: &str) {
    println!("SKIPPED: {what}\n");
    eprintln!("xtask: SKIPPED: {what}");
}

/// What is being done, for whoever waits.
fn doing(what: &str) {
    eprintln!("xtask: {what}");
}

/// A command in words.
fn words<const N: usize>(words: [&str; N]) -> Vec<String> {
    words.map(str::to_owned).to_vec()
}
