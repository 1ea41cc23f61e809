//! Runs Cargo, and the program that is packed.

use std::path::{Path, PathBuf};
use std::process::Command;

use jiff::civil::Date;

use super::Found;
use crate::sbom::PROGRAM;

/// The system for which Cargo builds here.
pub(super) fn target() -> Found<String> {
    let said = Command::new("rustc").arg("-vV").output();
    let said = said.map_err(|error| format!("rustc cannot be started: {error}"))?;
    let said = String::from_utf8(said.stdout)?;
    let host = said.lines().find_map(|line| line.strip_prefix("host: "));
    Ok(host.ok_or("rustc does not say for which system it builds")?.to_owned())
}

/// Builds the program as it is handed out: no path of this machine stands in it.
pub(super) fn program(root: &Path, target: &str) -> Found<PathBuf> {
    let folder = root.join("target");
    let mut cargo = Command::new("cargo");
    cargo
        .args(["build", "--locked", "--profile", "dist", "--package", PROGRAM])
        .arg("--target-dir")
        .arg(&folder);
    cargo.env("CARGO_ENCODED_RUSTFLAGS", flags(root, home_of_cargo(), target)).current_dir(root);
    run(cargo, "the program cannot be built")?;
    Ok(folder.join("dist").join(format!("{PROGRAM}{}", std::env::consts::EXE_SUFFIX)))
}

/// Where Cargo keeps the sources of crates.
fn home_of_cargo() -> Option<PathBuf> {
    let named = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    named.or_else(|| std::env::home_dir().map(|home| home.join(".cargo")))
}

/// What the compiler is told, as Cargo takes it: short names for the folders of sources, and on Windows no need of
/// a runtime library that an administrator must install.
fn flags(root: &Path, home: Option<PathBuf>, target: &str) -> String {
    let short = |path: &Path, name: &str| format!("--remap-path-prefix={}={name}", path.display());
    let mut flags: Vec<String> = home.iter().map(|home| short(home, "cargo")).collect();
    flags.push(short(root, PROGRAM));
    if target.ends_with("-windows-msvc") {
        flags.push("-Ctarget-feature=+crt-static".to_owned());
    }
    flags.join("\u{1f}")
}

/// Whether a program starts here and is the one of this version.
pub(super) fn is_version(program: &Path, version: &str) -> Found<()> {
    let name = program.display();
    let program = std::path::absolute(program)?;
    let said = Command::new(program).arg("--version").output();
    let said = said.map_err(|error| format!("the program {name} cannot be started: {error}"))?;
    let said = String::from_utf8_lossy(&said.stdout).trim().to_owned();
    match said == format!("{PROGRAM} {version}") {
        true => Ok(()),
        false => Err(format!("{name} is not {PROGRAM} {version}: it calls itself »{said}«").into()),
    }
}

/// Sets the manual, with the profile of this command.
pub(super) fn manual(root: &Path, scratch: &Path, version: &str, day: Date) -> Found<Vec<u8>> {
    let file = std::path::absolute(scratch)?.join(format!("Handbuch-{}.pdf", std::process::id()));
    let mut cargo = Command::new("cargo");
    cargo.args(["run", "--quiet", "--locked", "--package", "sachstand-manual"]).current_dir(root);
    if !cfg!(debug_assertions) {
        cargo.arg("--release");
    }
    cargo.args(["--", version, &day.to_string()]).arg(&file);
    run(cargo, "the manual cannot be made")?;
    let pdf = super::read(&file)?;
    std::fs::remove_file(&file)?;
    Ok(pdf)
}

fn run(mut command: Command, fault: &str) -> Found<()> {
    let status = command.status().map_err(|error| format!("{fault}: cargo cannot be started: {error}"))?;
    match status.success() {
        true => Ok(()),
        false => Err(format!("{fault} ({status}); what is wrong stands above").into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_of_sources_have_short_names_and_windows_needs_no_other_library() {
        let of =
            |target| flags(Path::new("/a b/c"), Some("/a b/.cargo".into()), target).replace('\u{1f}', "|");
        let short = "--remap-path-prefix=/a b/.cargo=cargo|--remap-path-prefix=/a b/c=sachstand";
        assert_eq!(of("x86_64-unknown-linux-gnu"), short);
        assert_eq!(of("x86_64-pc-windows-msvc"), format!("{short}|-Ctarget-feature=+crt-static"));
    }

    #[test]
    fn what_does_not_start_is_said() {
        let error = is_version(Path::new("no/such/program"), "1.0.0").unwrap_err().to_string();
        assert!(error.starts_with("the program no/such/program cannot be started: "), "{error}");
    }
}
