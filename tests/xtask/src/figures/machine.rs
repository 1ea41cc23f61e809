//! On which machine, with which versions, the figures are measured.

use std::process::Command;

use super::Place;
use super::options::Options;
use super::programs::git;

/// Prints it, and of which state the program is, where it was built here.
pub(super) fn print(place: &Place, options: &Options) {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let processor = field("/proc/cpuinfo", "model name").unwrap_or_else(|| "unknown processor".into());
    let memory = field("/proc/meminfo", "MemTotal").unwrap_or_default();
    let built = || git(place, &["describe", "--always", "--dirty"]).unwrap_or_else(|_| "no history".into());
    let commit = options.program.as_ref().map_or_else(built, |path| path.display().to_string());
    println!("Measured on {}: {processor}, {cores} cores, memory {memory}.", said("date", "+%F"));
    println!("System {}; {}; sachstand {commit}.", said("uname", "-srm"), said("rustc", "--version"));
    println!("{}; {}.", said("pandoc", "--version"), said("soffice", "--version"));
    load("start");
}

/// Prints how many processes want a core: where it is more than one at the start, others disturb the figures.
pub(super) fn load(when: &str) {
    let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    println!("Load at the {when}: {}.\n", load.split(' ').take(3).collect::<Vec<_>>().join(" "));
}

/// The first line that a program says, and that it is missing where it is.
fn said(program: &str, argument: &str) -> String {
    let output = Command::new(program).arg(argument).output();
    let text = output.map(|it| String::from_utf8_lossy(&it.stdout).into_owned()).unwrap_or_default();
    text.lines().next().map_or_else(|| format!("no {program}"), |line| line.trim().to_owned())
}

/// The value of the first line with this key in a file of the system.
fn field(path: &str, key: &str) -> Option<String> {
    let text = std::fs::read_to_string(path).ok()?;
    let line = text.lines().find(|line| line.starts_with(key))?;
    Some(line.split_once(':')?.1.trim().to_owned())
}
