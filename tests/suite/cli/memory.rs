//! Memory does not grow with the number of workbooks.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use super::workbook;
use crate::support::missing;

/// The high-water mark of a process in KiB; none where the system does not tell it.
fn peak(child: &Child) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).ok()?;
    status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB")?.parse().ok())
}

/// The most memory that a run over so many papers needs.
fn needed(folder: &Path, count: usize) -> Option<u64> {
    let input = folder.join(count.to_string());
    for number in 0..count {
        let id = format!("Bericht {number}");
        let rows = [("Lüftung", "Die Anlage wird bis Mai geprüft."), ("Mensa", "Der Umbau ist beauftragt.")];
        workbook(&input.join(format!("{number:03}.xlsx")), &id, "1.0", &rows);
    }
    let mut child = Command::new(env!("CARGO_BIN_EXE_sachstand"))
        .args(["build", "--quiet", "--jobs", "2", "-o", "output"])
        .arg(&input)
        .current_dir(folder)
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let mut most = None;
    let ended = loop {
        most = peak(&child).max(most);
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
    assert!(many < few + few / 4, "20 papers need {few} KiB, 200 need {many} KiB");
}
