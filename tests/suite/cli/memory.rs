//! Memory does not grow with the number of workbooks.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::support::{book, missing, peak};

/// A small paper from a workbook that is not small: it lists many persons.
fn write(path: &Path, id: &str) {
    let rows = [("Lüftung", "Die Anlage wird bis Mai geprüft."), ("Mensa", "Der Umbau ist beauftragt.")];
    let mut book = book(id, "1.0", &rows);
    let sheet = book.add_worksheet().set_name("Personen").unwrap();
    sheet.write_row(0, 0, ["Name", "Ersatz", "Öffentlich"]).unwrap();
    let names = ('a'..='f').flat_map(|one| ('a'..='z').map(move |other| format!("Ute B{one}{other}mann")));
    for (name, row) in names.zip(1..) {
        sheet
            .write_row(row, 0, [name.as_str(), "die Leitung des Amtes für Schule und Sport", "nein"])
            .unwrap();
    }
    book.save(path).unwrap();
}

/// The most memory that a run over so many papers needs: the least of three runs, which differ by some MiB.
fn needed(folder: &Path, count: usize) -> Option<u64> {
    let input = folder.join(count.to_string());
    std::fs::create_dir(&input).unwrap();
    for number in 0..count {
        write(&input.join(format!("{number:03}.xlsx")), &format!("Bericht {number}"));
    }
    (0..3).map(|_| run(folder, &input)).min().flatten()
}

fn run(folder: &Path, input: &Path) -> Option<u64> {
    let mut child = Command::new(env!("CARGO_BIN_EXE_sachstand"))
        .args(["build", "--quiet", "--force", "--format", "docx", "--jobs", "2", "-o", "output"])
        .arg(input)
        .current_dir(folder)
        // Huge pages make it vary by some 4 MiB.
        .env("MIMALLOC_ALLOW_THP", "0")
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let mut most = None;
    let ended = loop {
        most = peak(child.id()).max(most);
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        std::thread::sleep(Duration::from_millis(5));
    };
    assert!(ended.success());
    most
}

#[test]
fn ten_times_the_papers_need_no_more_memory() {
    let folder = tempfile::tempdir().unwrap();
    let (Some(few), Some(many)) = (needed(folder.path(), 20), needed(folder.path(), 200)) else {
        return missing("this system does not tell how much memory a process has used");
    };
    // What is told of each paper stays to the end, some 25 KiB; all workbooks in memory would be 38 % more.
    assert!(many < few + few / 6, "20 papers need {few} KiB, 200 need {many} KiB");
}
