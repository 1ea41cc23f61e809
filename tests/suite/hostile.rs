//! Broken, hostile and odd workbooks: the program makes a paper of each or says in German why not, soon
//! and within bounds, whatever is in the file.

mod cases;
mod package;

use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use cases::{Case, Expected};

use crate::support::peak;

/// The most memory that a file may cost, in KiB.
const MEMORY: u64 = 512 << 10;
/// Address space in KiB: above the memory, for stacks and what is mapped but never used.
const ADDRESSES: u64 = 3 << 20;
/// When a run is taken for one that hangs; far above what any takes.
const HANGS: Duration = Duration::from_secs(120);

/// What became of a run.
struct Ran {
    code: Option<i32>,
    said: String,
    peak: Option<u64>,
    took: Duration,
    papers: usize,
}

/// The program with a limit for its memory, where the system has one.
fn program() -> Command {
    let program = env!("CARGO_BIN_EXE_sachstand");
    if !cfg!(target_os = "linux") {
        return Command::new(program);
    }
    let mut shell = Command::new("sh");
    shell.args(["-c", &format!("ulimit -v {ADDRESSES}; exec \"$0\" \"$@\""), program]);
    shell
}

/// Makes the paper of a case in an empty folder.
#[allow(clippy::disallowed_methods, reason = "whether a process hangs can be told by a clock alone")]
fn run(case: &Case, folder: &Path) -> Ran {
    let workbook = folder.join(case.file);
    std::fs::write(&workbook, (case.make)(folder)).unwrap();
    let said = folder.join("said.txt");
    let to = std::fs::File::create(&said).unwrap();
    let begun = Instant::now();
    let mut child = program()
        // Two lay out ahead, which costs memory.
        .args(["build", "--jobs", if case.large { "2" } else { "1" }, "--output", "papers", case.file])
        .current_dir(folder)
        .stdin(Stdio::null())
        .stdout(to.try_clone().unwrap())
        .stderr(to)
        .spawn()
        .unwrap();
    let mut most = None;
    let code = loop {
        most = peak(child.id()).max(most);
        if let Some(status) = child.try_wait().unwrap() {
            break status.code();
        }
        if begun.elapsed() > HANGS {
            child.kill().unwrap();
            child.wait().unwrap();
            break None;
        }
        std::thread::sleep(Duration::from_millis(3));
    };
    let took = begun.elapsed();
    let is_paper = |path: &Path| path.extension().is_some_and(|it| it == "docx" || it == "pdf");
    let papers = std::fs::read_dir(folder.join("papers"))
        .map_or(0, |files| files.filter(|file| is_paper(&file.as_ref().unwrap().path())).count());
    let said = String::from_utf8(std::fs::read(said).unwrap()).unwrap_or("not UTF-8".to_owned());
    Ran { code, said, peak: most, took, papers }
}

/// What is wrong with what became of a case.
fn judged(case: &Case, ran: &Ran) -> Vec<String> {
    let mut wrong = Vec::new();
    let Some(code) = ran.code else { return vec!["was ended by a signal, or did not end".to_owned()] };
    if !(0..=2).contains(&code) {
        wrong.push(format!("ended with {code}"));
    }
    if ran.said.contains("panicked") || ran.said.contains("[programmfehler]") {
        wrong.push("a fault of the program".to_owned());
    }
    let said = |code: &str| ran.said.contains(&format!("[{code}]"));
    match case.expected {
        Expected::Paper if ran.papers != 2 => wrong.push("no paper".to_owned()),
        Expected::PaperWith(code) if ran.papers != 2 || !said(code) => {
            wrong.push(format!("no paper with {code}"));
        }
        Expected::Refused(code) if ran.papers != 0 || !said(code) => {
            wrong.push(format!("not refused as {code}"));
        }
        _ => {}
    }
    let raw = |c: char| c.is_control() && c != '\n' || is_direction(c);
    if let Some(c) = ran.said.chars().find(|c| raw(*c)) {
        wrong.push(format!("U+{:04X} reaches the terminal", u32::from(c)));
    }
    if ran.peak.is_some_and(|peak| peak > MEMORY) {
        wrong.push("too much memory".to_owned());
    }
    wrong
}

/// Signs that turn the direction of what follows, and separators of lines.
fn is_direction(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}')
}

/// Several at a time; the large ones only where there is time for them (`SACHSTAND_HOSTILE=all`, as in CI).
#[test]
fn every_hostile_workbook_becomes_a_paper_or_a_message() {
    let wanted = std::env::var("SACHSTAND_HOSTILE").unwrap_or_default();
    let named = |case: &Case| !matches!(wanted.as_str(), "" | "all") && case.name.contains(&wanted);
    let chosen: Vec<Case> = cases::all()
        .into_iter()
        .filter(|it| wanted == "all" || wanted.is_empty() && !it.large || named(it))
        .collect();
    let queue = Mutex::new(chosen.iter());
    let failures = Mutex::new(Vec::new());
    let threads = std::thread::available_parallelism().map_or(2, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                while let Some(case) = { queue.lock().unwrap().next() } {
                    let folder = tempfile::tempdir().unwrap();
                    let ran = run(case, folder.path());
                    let wrong = judged(case, &ran);
                    if std::env::var_os("SACHSTAND_HOSTILE_TOLD").is_some() {
                        let first: Vec<&str> = ran.said.lines().take(4).collect();
                        eprintln!(
                            "{:<32} {:?} {:>6} ms {:>4} MiB {} files {wrong:?}\n    {}",
                            case.name,
                            ran.code,
                            ran.took.as_millis(),
                            ran.peak.unwrap_or(0) >> 10,
                            ran.papers,
                            first.join("\n    ").chars().take(500).collect::<String>()
                        );
                    }
                    if !wrong.is_empty() {
                        let said: String = ran.said.chars().take(1_000).collect();
                        failures.lock().unwrap().push(format!(
                            "{}: {}; {:?}, {} KiB, {} files\n{said}",
                            case.name,
                            wrong.join(", "),
                            ran.took,
                            ran.peak.unwrap_or(0),
                            ran.papers
                        ));
                    }
                }
            });
        }
    });
    let failures = failures.into_inner().unwrap();
    assert!(failures.is_empty(), "{} of {}:\n{}", failures.len(), chosen.len(), failures.join("\n---\n"));
}

#[test]
fn there_are_many_and_each_has_a_name_of_its_own() {
    let mut names: Vec<&str> = cases::all().iter().map(|case| case.name).collect();
    names.sort_unstable();
    let count = names.len();
    names.dedup();
    assert!(count >= 60 && names.len() == count, "{count} cases, {} names", names.len());
}
