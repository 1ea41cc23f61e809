//! What may go wrong around a run: it is killed, the disk is full, the environment is bare.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::{sachstand, snapshot, text, workbook};

/// Two states of a batch.
const STATES: [&str; 2] = ["Die Anlage wird bis Mai geprüft.", "Die Anlage wird bis Juni geprüft."];
const PAPERS: [&str; 3] = ["Bauhof", "Museum", "Schulen"];

fn write(folder: &Path, state: usize) {
    for id in PAPERS {
        workbook(&folder.join(format!("input/{id}.xlsx")), id, "1.0", &[("Lüftung", STATES[state])]);
    }
}

/// The papers in the output folder.
fn papers(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    snapshot(&folder.join("output")).into_iter().filter(|(path, _)| !hidden(path)).collect()
}

fn hidden(path: &Path) -> bool {
    path.file_name().unwrap().to_str().unwrap().starts_with('.')
}

/// `SACHSTAND_KILLS` says how often; a few times where it says nothing.
#[test]
#[expect(clippy::disallowed_methods, reason = "the kills are spread over the time that a run takes")]
fn a_run_that_is_killed_leaves_whole_files_and_the_next_one_tidies_up() {
    let kills: u32 = std::env::var("SACHSTAND_KILLS").ok().and_then(|it| it.parse().ok()).unwrap_or(6);
    let folder = tempfile::tempdir().unwrap();
    let mut longest = Duration::ZERO;
    let whole = [0, 1].map(|state| {
        write(folder.path(), state);
        let begun = Instant::now();
        assert_eq!(sachstand(folder.path(), &["--quiet", "--jobs", "2"]).status.code(), Some(0));
        longest = longest.max(begun.elapsed());
        papers(folder.path())
    });
    assert!(whole[0] != whole[1] && whole[0].len() == 2 * PAPERS.len());
    for kill in 0..kills {
        let state = kill as usize % 2;
        write(folder.path(), state);
        let mut child = Command::new(env!("CARGO_BIN_EXE_sachstand"))
            .args(["--quiet", "--jobs", "2"])
            .current_dir(folder.path())
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        // All over the run, in an order that is no order.
        std::thread::sleep(longest * (kill * 37 % 100) / 80);
        let _ = child.kill();
        child.wait().unwrap();
        for paper in papers(folder.path()) {
            assert!(whole.iter().any(|papers| papers.contains(&paper)), "kill {kill}: {:?}", paper.0);
        }
    }
    let state = kills as usize % 2;
    write(folder.path(), state);
    let run = sachstand(folder.path(), &[]);
    assert_eq!(run.status.code(), Some(0), "{}", text(&run.stderr));
    assert!(papers(folder.path()) == whole[state], "half of a batch, or files that nobody changed were kept");
    let left = snapshot(&folder.path().join("output")).into_iter().filter(|(path, _)| hidden(path)).count();
    assert_eq!(left, 1, "the record alone");
}

#[test]
fn what_a_killed_run_left_is_swept_away_and_what_is_in_use_is_not() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), 0);
    let file = |name: &str| folder.path().join("output").join(name);
    std::fs::create_dir(folder.path().join("output")).unwrap();
    for name in [".sachstand-alt.tmp", ".sachstand-lebt.tmp", "fremd.tmp"] {
        std::fs::write(file(name), "").unwrap();
    }
    let used = std::fs::File::open(file(".sachstand-lebt.tmp")).unwrap();
    used.lock().unwrap();
    sachstand(folder.path(), &["--format", "docx"]);
    assert!(!file(".sachstand-alt.tmp").exists());
    assert!(file(".sachstand-lebt.tmp").exists() && file("fremd.tmp").exists());
}

/// A file that may not grow stands for a full disk.
#[cfg(unix)]
#[test]
fn a_full_disk_leaves_the_old_files_in_place() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), 0);
    sachstand(folder.path(), &[]);
    let before = papers(folder.path());
    write(folder.path(), 1);
    // The Word files fit, the PDF files do not.
    let script = "trap '' XFSZ; ulimit -f 40; exec \"$0\"";
    let run = Command::new("sh")
        .args(["-c", script, env!("CARGO_BIN_EXE_sachstand")])
        .current_dir(folder.path())
        .output()
        .unwrap();
    assert_eq!(run.status.code(), Some(2), "{}", text(&run.stdout));
    let said = text(&run.stderr);
    assert!(said.contains("kann nicht geschrieben werden (kein Platz mehr)"), "{said}");
    assert!(papers(folder.path()) == before, "a paper was put in place by half");
    assert_eq!(snapshot(&folder.path().join("output")).len(), before.len() + 1, "a temporary file is left");
}

/// From so little memory that the program just starts to what a run needs.
#[cfg(target_os = "linux")]
#[test]
fn where_memory_runs_out_the_run_ends_with_words_and_whole_files() {
    const STEP: u64 = 24 << 10;
    let folder = tempfile::tempdir().unwrap();
    let whole = [1, 0].map(|state| {
        write(folder.path(), state);
        assert_eq!(sachstand(folder.path(), &["--force"]).status.code(), Some(0));
        papers(folder.path())
    });
    write(folder.path(), 1);
    let run = |kibibytes: u64, arguments: &[&str]| {
        let limited = format!("ulimit -v {kibibytes}; exec \"$0\" \"$@\"");
        let mut command = Command::new("sh");
        command.args(["-c", &limited, env!("CARGO_BIN_EXE_sachstand")]).args(arguments);
        command.current_dir(folder.path()).output().unwrap()
    };
    let limits = (1..).map(|step| step * STEP);
    let mut limits = limits.skip_while(|limit| run(*limit, &["--version"]).status.code() != Some(0));
    let mut failed = 0;
    loop {
        let run = run(limits.next().unwrap(), &["--quiet", "--jobs", "2"]);
        for paper in papers(folder.path()) {
            assert!(whole.iter().any(|papers| papers.contains(&paper)), "{:?}", paper.0);
        }
        let said = text(&run.stderr);
        if run.status.code() == Some(0) {
            break;
        }
        assert_eq!(run.status.code(), Some(2), "{said}");
        assert!(said.contains("Fehler[speicher-erschoepft]: Der Arbeitsspeicher reicht nicht"), "{said}");
        failed += 1;
    }
    assert!(failed > 1);
    assert!(papers(folder.path()) == whole[0]);
    let left = snapshot(&folder.path().join("output")).into_iter().filter(|(path, _)| hidden(path)).count();
    assert_eq!(left, 1, "the record alone");
}

/// The results may go into a file on a full disk, or to somebody who stops listening.
#[cfg(target_os = "linux")]
#[test]
fn results_that_cannot_be_kept_are_a_failure_and_a_closed_pipe_is_none() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), 0);
    let run = |script: &str| {
        let mut command = Command::new("sh");
        command
            .args(["-c", script, env!("CARGO_BIN_EXE_sachstand")])
            .current_dir(folder.path())
            .output()
            .unwrap()
    };
    for arguments in ["check", "check --json"] {
        let run = run(&format!("exec \"$0\" {arguments} >/dev/full"));
        assert_eq!(run.status.code(), Some(2), "{arguments}");
        let said = text(&run.stderr);
        assert!(
            said.contains("Die Ausgabe des Programms kann nicht geschrieben werden (kein Platz mehr)"),
            "{said}"
        );
    }
    assert_eq!(text(&run("(\"$0\" check; echo $? >status) | true; cat status").stdout), "0\n");
}

#[test]
fn neither_home_nor_temporary_folder_is_needed_and_long_paths_with_umlauts_are_fine() {
    let folder = tempfile::tempdir().unwrap();
    let deep = format!("Sitzung {}", "ä ö ".repeat(24));
    let id = "Übersicht ".repeat(20);
    workbook(&folder.path().join(&deep).join("Mappe mit Ümlaut.xlsx"), &id, "1.0", &[("Weg", STATES[0])]);
    let run = Command::new(env!("CARGO_BIN_EXE_sachstand"))
        .args([deep.as_str(), "-o", &format!("{deep}/fertig")])
        .current_dir(folder.path())
        .env_clear()
        .env("TMPDIR", "/gibt/es/nicht")
        .output()
        .unwrap();
    assert_eq!(run.status.code(), Some(0), "{}", text(&run.stderr));
    assert_eq!(snapshot(&folder.path().join(&deep).join("fertig")).len(), 3);
}

/// Everybody may write everywhere as root.
#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written_is_said() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), 0);
    let output = folder.path().join("output");
    std::fs::create_dir(&output).unwrap();
    std::fs::set_permissions(&output, std::fs::Permissions::from_mode(0o555)).unwrap();
    if std::fs::write(output.join("x"), "").is_ok() {
        return;
    }
    let run = sachstand(folder.path(), &[]);
    assert_eq!(run.status.code(), Some(2));
    assert!(
        text(&run.stderr).contains("kann nicht geschrieben werden (kein Zugriff)"),
        "{}",
        text(&run.stderr)
    );
}
