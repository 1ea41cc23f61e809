//! `sachstand watch`: papers made anew whenever a workbook is saved.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

use super::{text, workbook};

/// So long a line may take that must come.
const PATIENCE: Duration = Duration::from_secs(60);

/// A run of `watch`, and what it says line by line.
struct Watching {
    process: Child,
    lines: Receiver<String>,
}

impl Watching {
    fn start(folder: &Path, arguments: &[&str]) -> Self {
        let mut process = Command::new(env!("CARGO_BIN_EXE_sachstand"))
            .args(arguments)
            .current_dir(folder)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let (said, lines) = mpsc::channel();
        let (out, err) = (process.stdout.take().unwrap(), process.stderr.take().unwrap());
        for reader in [Box::new(out) as Box<dyn std::io::Read + Send>, Box::new(err)] {
            let said = said.clone();
            std::thread::spawn(move || {
                BufReader::new(reader).lines().map_while(Result::ok).for_each(|line| drop(said.send(line)));
            });
        }
        Self { process, lines }
    }

    /// Waits for a line with these words; all lines up to it.
    fn says(&self, words: &str) -> String {
        let mut said = String::new();
        loop {
            let line =
                self.lines.recv_timeout(PATIENCE).unwrap_or_else(|_| panic!("»{words}« not in:\n{said}"));
            said.push_str(&(line.clone() + "\n"));
            if line.contains(words) {
                return said;
            }
        }
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Saves a workbook as Excel does: another file, the old one out of the way, the other in its place.
fn save(path: &Path, version: &str, status: &str) {
    let (other, old) = (path.with_extension("tmp"), path.with_extension("old"));
    workbook(&other, "Schulen", version, &[("Dach", status)]);
    fs::rename(path, &old).unwrap();
    fs::rename(&other, path).unwrap();
    fs::remove_file(old).unwrap();
}

#[test]
fn a_paper_is_made_whenever_its_workbook_is_saved() {
    let office = tempfile::tempdir().unwrap();
    let (book, paper) = (
        office.path().join("Berichte/schulen.xlsx"),
        office.path().join("Sitzung/Schulen_v1.1_nichtoeffentlich.pdf"),
    );
    workbook(&book, "Schulen", "1.1", &[("Dach", "Das Dach ist undicht.")]);
    workbook(&office.path().join("Berichte/bauhof.xlsx"), "Bauhof", "2.0", &[("Halle", "Die Halle steht.")]);
    let watching = Watching::start(office.path(), &["watch", "Berichte", "-o", "Sitzung"]);
    watching.says("2 Berichte erstellt");
    let before = fs::read(&paper).unwrap();
    let source = fs::read(&book).unwrap();
    fs::write(book.with_file_name("~$schulen.xlsx"), "").unwrap();
    save(&book, "1.1", "Das Dach ist dicht.");
    let said = watching.says("1 Bericht erstellt, 1 unverändert");
    assert!(said.contains("Schulen 1.1") && !said.contains("Bauhof 2.0"), "{said}");
    assert_ne!(fs::read(&paper).unwrap(), before);
    // Saved once more as it was.
    fs::write(&book, source).unwrap();
    watching.says("1 Bericht erstellt, 1 unverändert");
    assert_eq!(fs::read(&paper).unwrap(), before);
    // A new one.
    workbook(
        &office.path().join("Berichte/Ämter/museum.xlsx"),
        "Museum",
        "1.0",
        &[("Haus", "Das Haus ist offen.")],
    );
    watching.says("1 Bericht erstellt, 2 unverändert");
    assert!(office.path().join("Sitzung/Museum_v1.0_nichtoeffentlich.pdf").exists());
    // What cannot be read is told, and mended by the next save.
    fs::write(&book, "kein Excel").unwrap();
    watching.says("keine-arbeitsmappe");
    workbook(&book, "Schulen", "1.1", &[("Dach", "Das Dach ist dicht.")]);
    // All of them: what could not be read might have been another version of any.
    watching.says("3 Berichte erstellt");
}

#[test]
fn an_empty_folder_is_watched_until_something_lies_in_it() {
    let office = tempfile::tempdir().unwrap();
    fs::create_dir(office.path().join("input")).unwrap();
    let watching = Watching::start(office.path(), &["beobachten"]);
    watching.says("Im Ordner »input« liegt noch keine Arbeitsmappe");
    workbook(&office.path().join("input/schulen.xlsx"), "Schulen", "1.1", &[("Dach", "Das Dach ist dicht.")]);
    watching.says("1 Bericht erstellt");
}

#[test]
fn only_a_folder_can_be_watched() {
    let office = tempfile::tempdir().unwrap();
    workbook(&office.path().join("schulen.xlsx"), "Schulen", "1.1", &[("Dach", "Das Dach ist dicht.")]);
    for (arguments, message) in [
        (&["watch"][..], "»input« nicht gefunden (gibt es nicht)"),
        (&["watch", "schulen.xlsx"], "»schulen.xlsx« ist kein Ordner"),
        (&["watch", "--json"], "Die Option »--json« gibt es hier nicht"),
    ] {
        let run = super::sachstand(office.path(), arguments);
        assert_eq!(run.status.code(), Some(2));
        assert!(text(&run.stderr).contains(message), "{}", text(&run.stderr));
        assert!(text(&run.stderr).contains("= Hilfe: "), "{}", text(&run.stderr));
    }
}

#[cfg(unix)]
#[test]
fn it_ends_by_ctrl_c_and_says_so() {
    let office = tempfile::tempdir().unwrap();
    fs::create_dir(office.path().join("input")).unwrap();
    let mut watching = Watching::start(office.path(), &["watch"]);
    watching.says("Im Ordner »input« liegt noch keine Arbeitsmappe");
    Command::new("kill").args(["-INT", &watching.process.id().to_string()]).status().unwrap();
    watching.says("Mit Strg+C beendet");
    assert_eq!(watching.process.wait().unwrap().code(), Some(0));
}
