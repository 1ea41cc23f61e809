//! A double click: the program without arguments.
#![cfg(target_os = "linux")]

use std::path::Path;
use std::process::Command;

use super::page::Page;
use super::{sample, snapshot};

/// The program without arguments, which finds no browser.
fn clicked(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sachstand"));
    command.current_dir(folder).env("PATH", "").env_remove("BROWSER").env_remove("DISPLAY");
    command.env_remove("WAYLAND_DISPLAY");
    command
}

#[test]
fn without_a_folder_input_the_page_is_served() {
    let folder = tempfile::tempdir().unwrap();
    let mut page = Page::run(clicked(folder.path()));
    let said = page.line();
    assert!(
        said.starts_with("Es wurde kein Browser gefunden: Öffnen Sie die Adresse bitte selbst"),
        "{said}"
    );
    page.enter();
    assert!(page.seen().contains("Noch liegt keine Arbeitsmappe auf der Seite"));
    assert!(snapshot(folder.path()).is_empty());
}

#[test]
fn with_a_folder_input_it_is_built() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("input")).unwrap();
    let (name, bytes) = sample("stadtgruen_sachstand_2.3.ods");
    std::fs::write(folder.path().join("input").join(name), bytes).unwrap();
    let run = clicked(folder.path()).output().unwrap();
    assert!(run.status.code().is_some_and(|code| code < 2), "{}", String::from_utf8_lossy(&run.stderr));
    assert!(folder.path().join("output/Stadtgruen_Massnahmen_v2.3.pdf").is_file());
    assert!(!String::from_utf8_lossy(&run.stdout).contains("http://"));
}
