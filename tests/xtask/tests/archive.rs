//! What is handed out, unpacked with other programs than the one that packs it, and used.
//!
//! The program in it is the one that tests use: built with this profile, not as it is handed out.
#![allow(missing_docs, reason = "a test's name says what it holds")]

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// 2026-03-01.
const DAY: &str = "1772323200";

/// Runs a command that must succeed; what it printed.
fn run(command: &mut Command) -> String {
    let Output { status, stdout, stderr } = command.output().unwrap();
    assert!(status.success(), "{command:?}: {}", String::from_utf8_lossy(&stderr));
    String::from_utf8_lossy(&stdout).into_owned()
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

/// The program of the tests, built where it is not.
fn program() -> PathBuf {
    let mut cargo = Command::new("cargo");
    cargo.args(["build", "--quiet", "--package", "sachstand"]).current_dir(root());
    if !cfg!(debug_assertions) {
        cargo.arg("--release");
    }
    run(&mut cargo);
    Path::new(env!("CARGO_BIN_EXE_xtask"))
        .with_file_name("sachstand")
        .with_extension(std::env::consts::EXE_EXTENSION)
}

/// Makes the archive in a folder; its path.
fn archive(program: &Path, to: &Path) -> PathBuf {
    let mut xtask = Command::new(env!("CARGO_BIN_EXE_xtask"));
    xtask.arg("archive").arg("--program").arg(program).arg("--to").arg(to).env("SOURCE_DATE_EPOCH", DAY);
    PathBuf::from(run(&mut xtask).trim_end())
}

/// Whether this machine has a program; where it has not, this is said aloud, and where tools are required it is a
/// failure.
fn has(tool: &str) -> bool {
    let found = Command::new(tool).arg("--help").output().is_ok();
    let required = std::env::var("SACHSTAND_TOOLS").is_ok_and(|value| value == "required");
    assert!(found || !required, "{tool} is missing");
    if !found {
        eprintln!("SKIPPED: {tool} is missing");
    }
    found
}

/// All files below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let paths = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> =
        paths.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect();
    files.sort();
    files
}

#[test]
fn what_is_handed_out_is_whole_works_and_is_made_alike_each_time() {
    let scratch = tempfile::tempdir().unwrap();
    let program = program();
    let (first, second) = (scratch.path().join("1"), scratch.path().join("2"));
    let zip = archive(&program, &first);
    let again = archive(&program, &second);
    assert_eq!(zip.file_name(), again.file_name());
    assert!(std::fs::read(&zip).unwrap() == std::fs::read(&again).unwrap(), "two runs give different bytes");
    assert_eq!(files(&first).len(), 2, "something is left beside the archive");

    if !has("unzip") {
        return;
    }
    run(Command::new("unzip").args(["-q"]).arg(&zip).arg("-d").arg(scratch.path().join("office")));
    let folders = std::fs::read_dir(scratch.path().join("office")).unwrap();
    let folders: Vec<PathBuf> = folders.map(|entry| entry.unwrap().path()).collect();
    let [folder] = &folders[..] else { panic!("{folders:?}") };
    holds_what_it_should(folder);
    sums_are_right(&zip, folder);
    texts_are_fit_for_windows_and_name_no_folder_of_this_machine(folder);
    every_crate_has_a_licence(folder);
    the_program_works(folder);
}

fn holds_what_it_should(folder: &Path) {
    let name = folder.file_name().unwrap().to_str().unwrap();
    assert!(name.starts_with("sachstand-"), "{name}");
    let own = |path: &PathBuf| path.strip_prefix(folder).unwrap().to_str().unwrap().replace('\\', "/");
    let program = format!("sachstand{}", std::env::consts::EXE_SUFFIX);
    let expected = [
        "Beispiel/krm_sachstand_1.13.xlsx",
        "Beispiel/krm_sachstand_1.14.xlsx",
        "Beispiel/stadtgruen_logo.png",
        "Beispiel/stadtgruen_sachstand_2.3.ods",
        "Handbuch.pdf",
        "LIESMICH.txt",
        "Lizenzen.txt",
        "SHA256SUMS",
        &program,
        "sachstand.cdx.json",
    ];
    assert_eq!(files(folder).iter().map(own).collect::<Vec<_>>(), expected);
    assert!(std::fs::read(folder.join("Handbuch.pdf")).unwrap().starts_with(b"%PDF-1.7"));
    #[cfg(unix)]
    for path in files(folder) {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = std::fs::metadata(&path).unwrap().permissions().mode() & 0o777;
        let expected = if path.file_name() == Some(OsStr::new(&program)) { 0o755 } else { 0o644 };
        assert_eq!(mode, expected, "{}", path.display());
    }
}

fn sums_are_right(zip: &Path, folder: &Path) {
    if has("sha256sum") {
        let beside = format!("{}.sha256", zip.file_name().unwrap().to_str().unwrap());
        let check = |folder: &Path, sums: &str| {
            run(Command::new("sha256sum").args(["--check", "--strict", sums]).current_dir(folder))
        };
        assert_eq!(check(zip.parent().unwrap(), &beside).lines().count(), 1);
        assert_eq!(check(folder, "SHA256SUMS").lines().count(), files(folder).len() - 1);
    }
}

fn texts_are_fit_for_windows_and_name_no_folder_of_this_machine(folder: &Path) {
    let home = std::env::home_dir().unwrap().display().to_string();
    let root = root().display().to_string();
    let barred = [home.as_str(), &root, "/.cargo", "\\.cargo", "registry/src", "index.crates.io-"];
    let ending = |path: &Path, wanted: &str| path.extension() == Some(OsStr::new(wanted));
    let texts = files(folder)
        .into_iter()
        .filter(|it| ending(it, "txt") || ending(it, "json") || it.ends_with("SHA256SUMS"));
    for path in texts {
        let text = std::fs::read_to_string(&path).unwrap();
        for word in barred.iter().filter(|word| word.len() > 1) {
            assert!(!text.contains(word), "{} names {word}", path.display());
        }
        let windows = ending(&path, "txt");
        let breaks = (text.matches('\n').count(), text.matches("\r\n").count());
        assert_eq!(breaks.1, if windows { breaks.0 } else { 0 }, "{}", path.display());
        assert_eq!(text.starts_with('\u{feff}'), windows, "{}", path.display());
    }
}

fn every_crate_has_a_licence(folder: &Path) {
    let list = std::fs::read_to_string(folder.join("sachstand.cdx.json")).unwrap();
    let list: serde_json::Value = serde_json::from_str(&list).unwrap();
    let licences = std::fs::read_to_string(folder.join("Lizenzen.txt")).unwrap();
    let parts = list["components"].as_array().unwrap();
    assert!(parts.len() > 300, "{} crates", parts.len());
    // What is ours has no checksum of a registry.
    for part in parts.iter().filter(|part| part.get("hashes").is_some()) {
        let (name, version) = (part["name"].as_str().unwrap(), part["version"].as_str().unwrap());
        assert!(licences.contains(&format!("{name} {version} (")), "{name} {version} has no licence");
    }
    for words in ["The sachstand authors", "Schrift Liberation Sans", "Schrift DejaVu Sans", "Apache License"]
    {
        assert!(licences.contains(words), "{words}");
    }
}

fn the_program_works(folder: &Path) {
    let program = folder.join("sachstand").with_extension(std::env::consts::EXE_EXTENSION);
    let version = folder.file_name().unwrap().to_str().unwrap().replace('-', " ");
    assert_eq!(run(Command::new(&program).arg("--version")).trim(), version);
    run(Command::new(&program).args(["build", "Beispiel"]).current_dir(folder));
    let made = files(&folder.join("output"));
    for ending in ["docx", "pdf"] {
        let count = made.iter().filter(|path| path.extension() == Some(OsStr::new(ending))).count();
        assert_eq!(count, 2, "{made:?}");
    }
}

#[test]
fn a_program_that_is_not_there_is_said_in_one_message() {
    let scratch = tempfile::tempdir().unwrap();
    let mut xtask = Command::new(env!("CARGO_BIN_EXE_xtask"));
    xtask.args(["archive", "--program", "no/such/program", "--to"]).arg(scratch.path());
    let output = xtask.env("SOURCE_DATE_EPOCH", DAY).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(!output.status.success());
    assert!(said.starts_with("xtask: the program no/such/program cannot be started: "), "{said}");
    assert_eq!(said.lines().count(), 1, "{said}");
    assert_eq!(files(scratch.path()), Vec::<PathBuf>::new());
}
