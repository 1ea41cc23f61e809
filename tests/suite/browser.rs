//! The page in a real browser: each test is a scene that `tests/browser/` plays in Chromium. All of them share one
//! browser; each has a folder and a program of its own.
//!
//! `SACHSTAND_BROWSER` names the folder with the npm packages playwright-core and axe-core, `SACHSTAND_CHROMIUM`
//! the browser (otherwise `/usr/bin/chromium`).

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::{LazyLock, Mutex, PoisonError, mpsc};
use std::time::Duration;

use rust_xlsxwriter::Workbook;
use serde_json::{Value, json};

use crate::support::{self, book, root};

/// So long a program may take to end.
const DEADLINE: Duration = Duration::from_secs(60);

// ---- the browser ----

/// The script that plays the scenes. It ends with this process: then nobody writes to it any more.
struct Stage {
    jobs: ChildStdin,
    answers: BufReader<ChildStdout>,
}

static STAGE: LazyLock<Result<Mutex<Stage>, String>> = LazyLock::new(|| Stage::new().map(Mutex::new));

impl Stage {
    fn new() -> Result<Self, String> {
        let script = root().join("tests/browser/run.mjs");
        let mut node = Command::new("node");
        let node = node.arg(script).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut node = node.spawn().map_err(|error| format!("node is missing: {error}"))?;
        let (jobs, answers) = (node.stdin.take().unwrap(), node.stdout.take().unwrap());
        let mut stage = Self { jobs, answers: BufReader::new(answers) };
        match stage.answer()["missing"].as_str() {
            Some(why) => Err(format!("the browser is missing: {why}")),
            None => Ok(stage),
        }
    }

    fn play(&mut self, job: &Value) -> Value {
        writeln!(self.jobs, "{job}").unwrap();
        self.answer()
    }

    fn answer(&mut self) -> Value {
        let mut line = String::new();
        self.answers.read_line(&mut line).unwrap();
        serde_json::from_str(&line).unwrap_or_else(|error| panic!("the script says »{line}«: {error}"))
    }
}

/// Plays the scene that has the name of this test; `None` where this machine has no browser.
fn play(folder: &Path) -> Option<Program> {
    let stage = STAGE.as_ref().map_err(|why| support::missing(why)).ok()?;
    let mut stage = stage.lock().unwrap_or_else(PoisonError::into_inner);
    let program = Program::new(folder);
    let name = std::thread::current().name().unwrap().rsplit("::").next().unwrap().to_owned();
    let failed = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.png"));
    let answer = stage.play(&json!({
        "scene": name, "folder": folder, "failed": failed, "address": program.address, "pid": program.child.id(),
    }));
    if let Some(failed) = answer["failed"].as_str() {
        panic!("{failed}\nthe program says: {}", fs::read_to_string(folder.join("stderr")).unwrap());
    }
    Some(program)
}

// ---- the program ----

/// A page that is served; killed when dropped.
struct Program {
    child: Child,
    address: String,
    /// What it says after its address, once it has ended.
    rest: mpsc::Receiver<String>,
}

impl Program {
    fn new(folder: &Path) -> Self {
        let mut program = Command::new(env!("CARGO_BIN_EXE_sachstand"));
        let program = program.args(["serve", "--no-browser"]).current_dir(folder);
        let errors = fs::File::create(folder.join("stderr")).unwrap();
        let mut child = program.stdout(Stdio::piped()).stderr(errors).spawn().unwrap();
        let mut output = BufReader::new(child.stdout.take().unwrap());
        let mut address = String::new();
        output.read_line(&mut address).unwrap();
        let (sender, rest) = mpsc::channel();
        std::thread::spawn(move || {
            let mut text = String::new();
            let _ = output.read_to_string(&mut text);
            let _ = sender.send(text);
        });
        Self { child, address: address.trim().to_owned(), rest }
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

// ---- workbooks ----

/// A folder with all that the scenes drop.
fn office() -> tempfile::TempDir {
    let office = tempfile::tempdir().unwrap();
    let folder = office.path();
    for version in ["1.13", "1.14"] {
        let name = format!("krm_sachstand_{version}.xlsx");
        fs::copy(root().join("input").join(&name), folder.join(&name)).unwrap();
    }
    for name in ["amt", "berichtigt"] {
        fs::create_dir(folder.join(name)).unwrap();
    }
    save(schools("1.0", "28.02.2026"), &folder.join("schulen_1.0.xlsx"));
    save(schools("1.1", "31.02.2026"), &folder.join("schulen_1.1.xlsx"));
    save(schools("1.1", "27.02.2026"), &folder.join("berichtigt/schulen_1.1.xlsx"));
    fs::copy(folder.join("schulen_1.1.xlsx"), folder.join("amt/schulen_1.1.xlsx")).unwrap();
    save(persons(), &folder.join("personen.xlsx"));
    save(columns(), &folder.join("spalten.xlsx"));
    fs::write(folder.join("notiz.txt"), "Das ist keine Arbeitsmappe.").unwrap();
    office
}

fn save(mut book: Workbook, path: &Path) {
    book.save(path).unwrap();
}

/// A paper with some lines before and after the one that says when the work begins.
fn schools(version: &str, begin: &str) -> Workbook {
    let begins = format!("Die Arbeiten beginnen am {begin}.");
    let rows = [
        ("Mensa", "Der Speiseplan hängt aus."),
        ("Turnhalle", begins.as_str()),
        ("Schulhof", "Die Bänke sind gestrichen."),
    ];
    book("Schulen", version, &rows)
}

/// A public paper that names two persons and a school that is called like one, and a day that does not exist.
fn persons() -> Workbook {
    let rows = [
        ("Neubau", "Frau Petra Sommerfeld leitet den Neubau. Herr Jo Brandt prüft den Plan."),
        ("Aula", "Herr Kurt Weill gab der Aula ihren Namen. Sie öffnet am 31.02.2026."),
    ];
    let mut book = book("Sport", "1.0", &rows);
    let facts = book.worksheet_from_index(0).unwrap();
    facts.write_row(4, 0, ["Vertraulichkeit", "öffentlich"]).unwrap();
    book
}

/// A table with a column that nobody knows.
fn columns() -> Workbook {
    let mut book = book("Plätze", "1.0", &[("Marktplatz", "Das Pflaster liegt.")]);
    let table = book.worksheet_from_index(1).unwrap();
    table.write_row(0, 3, ["Lage vor Ort"]).unwrap().write_row(1, 3, ["trocken und eben"]).unwrap();
    book
}

// ---- the scenes ----

/// Tests that only play the scene of their name.
macro_rules! scenes {
    ($($name:ident)*) => { $(#[test] fn $name() { play(office().path()); })* };
}

scenes! {
    chosen_workbooks_become_pages_and_findings_lead_to_their_lines
    dropped_workbooks_become_pages
    a_file_that_is_no_workbook_is_explained
    a_file_that_cannot_be_read_any_more_is_told
    choices_change_the_pictures_and_leave_the_rest_as_it_is
    one_types_on_while_the_papers_are_made
    a_column_is_taken_for_another_and_the_settings_can_be_kept
    persons_are_decided_about_and_the_public_paper_is_made
    a_mended_cell_takes_its_finding_with_it
    the_keyboard_is_enough
    what_is_saved_in_a_folder_appears_by_itself
    progress_and_result_are_announced
    a_program_that_was_killed_is_told_of
    every_view_is_accessible
    a_folder_and_the_end_are_accessible
    nothing_moves_for_who_wants_no_motion
}

#[test]
fn files_are_those_that_a_build_writes() {
    let office = office();
    let mut build = Command::new(env!("CARGO_BIN_EXE_sachstand"));
    let workbooks = ["krm_sachstand_1.13.xlsx", "krm_sachstand_1.14.xlsx"];
    let build = build.arg("build").args(workbooks).args(["-o", "gebaut"]).current_dir(office.path());
    support::stdout(build.output().unwrap());
    play(office.path());
}

#[test]
fn with_the_page_the_program_ends() {
    let office = office();
    let Some(mut program) = play(office.path()) else { return };
    let said = program.rest.recv_timeout(DEADLINE).unwrap();
    assert_eq!(said, "Die letzte Seite wurde geschlossen; das Programm ist beendet\n");
    assert!(program.child.wait().unwrap().success());
}
