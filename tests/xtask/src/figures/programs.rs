//! The programs that are compared, built as far as they are not there.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::options::Options;
use super::{Place, doing, skipped};

/// What is measured.
pub(super) struct Programs {
    /// States of the product, the first one today's as the README builds it.
    pub(super) own: Vec<Program>,
    /// Word file and PDF with docx-rs and genpdf, nothing else.
    pub(super) rival: Option<PathBuf>,
}

/// A state of the product.
pub(super) struct Program {
    pub(super) name: String,
    pub(super) path: PathBuf,
    /// Which of the options are known that older states have not.
    pub(super) knows: Knows,
}

/// Options that older states of the product have not.
pub(super) struct Knows {
    pub(super) force: bool,
    pub(super) edition: bool,
}

impl Program {
    fn new(name: &str, path: PathBuf) -> Result<Self, Box<dyn Error>> {
        let path = path.canonicalize().map_err(|error| format!("{}: {error}", path.display()))?;
        let help = Command::new(&path).args(["build", "--help"]).output()?.stdout;
        let help = String::from_utf8_lossy(&help);
        let knows = Knows { force: help.contains("--force"), edition: help.contains("--edition") };
        Ok(Self { name: name.to_owned(), path, knows })
    }

    /// The call that makes papers; `folder` takes them.
    pub(super) fn build(&self, inputs: &[&Path], folder: &Path, further: &[&str]) -> Vec<String> {
        let mut call = vec![self.path.display().to_string(), "build".to_owned()];
        call.extend(inputs.iter().map(|it| it.display().to_string()));
        call.extend(["-o".to_owned(), folder.display().to_string()]);
        call.extend(self.knows.force.then(|| "--force".to_owned()));
        call.extend(further.iter().map(|&it| it.to_owned()));
        call
    }
}

/// Builds what is measured. The state before comes first: it shares the folder of the built dependencies, and what
/// lies there in the end is today's program.
///
/// # Errors
/// Where today's program cannot be built.
pub(super) fn of(place: &Place, options: &Options) -> Result<Programs, Box<dyn Error>> {
    let before = options.before().and_then(|commit| match before(place, commit) {
        Ok(program) => Some(program),
        Err(error) => {
            skipped(&format!("the state before ({commit}): {error}"));
            None
        }
    });
    let release = match &options.program {
        Some(path) => path.clone(),
        None => built(place, &place.root, "release")?,
    };
    let mut own = vec![Program::new("sachstand", release)?];
    if options.dist() {
        own.push(Program::new("sachstand, profile dist", built(place, &place.root, "dist")?)?);
    }
    for (path, name) in &options.also {
        own.push(Program::new(name, path.clone())?);
    }
    own.extend(before);
    let rival = rival(place).map_err(|error| skipped(&format!("docx-rs + genpdf: {error}"))).ok();
    Ok(Programs { own, rival })
}

/// The program of a profile, copied to where no other build replaces it.
fn built(place: &Place, source: &Path, profile: &str) -> Result<PathBuf, Box<dyn Error>> {
    doing(&format!("building sachstand, profile {profile}"));
    let target = place.root.join("target");
    cargo(&["build", "--bin", "sachstand", "--locked", "--profile", profile], source, &target)?;
    let copy = bin(place, profile)?;
    std::fs::copy(target.join(profile).join("sachstand"), &copy)?;
    Ok(copy)
}

/// The program of a commit, from a tree of its own that is gone afterwards.
fn before(place: &Place, commit: &str) -> Result<Program, Box<dyn Error>> {
    let commit = git(place, &["rev-parse", "--short", &format!("{commit}^{{commit}}")])?;
    let copy = bin(place, &format!("before-{commit}"))?;
    if !copy.exists() {
        let tree = place.scratch.join("before");
        let tree_name = tree.display().to_string();
        // A run that was ended in between has left one.
        let _ = git(place, &["worktree", "remove", "--force", &tree_name]);
        git(place, &["worktree", "add", "--force", "--detach", &tree_name, &commit])?;
        let done = built(place, &tree, "release").and_then(|path| Ok(std::fs::copy(path, &copy)?));
        git(place, &["worktree", "remove", "--force", &tree_name])?;
        done?;
    }
    Program::new(&format!("sachstand before ({commit})"), copy)
}

fn rival(place: &Place) -> Result<PathBuf, Box<dyn Error>> {
    doing("building docx-rs + genpdf");
    let target = place.scratch.join("rival");
    cargo(&["build", "--locked", "--profile", "release"], &place.root.join("benches/rival"), &target)?;
    Ok(target.join("release/rival"))
}

fn bin(place: &Place, name: &str) -> Result<PathBuf, Box<dyn Error>> {
    let folder = place.scratch.join("bin");
    std::fs::create_dir_all(&folder)?;
    Ok(folder.join(name))
}

fn cargo(arguments: &[&str], source: &Path, target: &Path) -> crate::Done {
    let mut command = Command::new("cargo");
    command.args(arguments).arg("--target-dir").arg(target).current_dir(source);
    match command.status().map_err(|error| format!("cargo cannot be started: {error}"))? {
        status if status.success() => Ok(()),
        status => Err(format!("cargo {} failed ({status})", arguments.join(" ")).into()),
    }
}

/// What git answers.
pub(super) fn git(place: &Place, arguments: &[&str]) -> Result<String, Box<dyn Error>> {
    let output = Command::new("git")
        .args(arguments)
        .current_dir(&place.root)
        .output()
        .map_err(|error| format!("git cannot be started: {error}"))?;
    match output.status.success() {
        true => Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned()),
        false => Err(String::from_utf8_lossy(&output.stderr).trim().into()),
    }
}
