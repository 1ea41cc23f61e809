//! One command as a whole process: its time, its computing time, its memory, and when it said what.
//!
//! The figures of a child come from the system ([`getrusage`] of finished children), which adds up all that a process
//! ever had. So each command runs below a process of its own, this program again, which is small: a child counts the
//! memory of its parent as its own until it has become another program.

use std::error::Error;
use std::fs::File;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use super::Done;

/// The hidden command that measures one other command.
pub(crate) const MEASURE: &str = "measure-one";

/// The file that takes what a command writes to standard error.
const STDERR: &str = "stderr.txt";

/// What a command took.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Taken {
    /// From start to end, in seconds.
    pub(super) wall: f64,
    /// On all cores together, in seconds.
    pub(super) cpu: f64,
    /// The most memory that one of its processes had, in KiB.
    pub(super) peak: f64,
    /// What it said, each line with the second in which it came.
    pub(super) lines: Vec<(f64, String)>,
}

/// Which part of a run is measured.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Until {
    /// All of it.
    End,
    /// Until it says that a PDF is written; it is ended then.
    FirstPaper,
}

/// Runs a command and says what it took. Whether it made what it was to make is for the caller to see: a program that
/// made a paper and had something to say of it ends with 1.
///
/// # Errors
/// Where it cannot run or ends otherwise; what it wrote to standard error is in the message.
pub(super) fn run(command: &[String], until: Until, scratch: &Path) -> Result<Taken, Box<dyn Error>> {
    let stderr = File::create(scratch.join(STDERR))?;
    let mut wrapper = Command::new(std::env::current_exe()?);
    let mode = if until == Until::FirstPaper { "first-paper" } else { "end" };
    let output = wrapper.args([MEASURE, mode]).args(command).stdin(Stdio::null()).stderr(stderr).output()?;
    let taken = output.status.success().then(|| parse(&String::from_utf8_lossy(&output.stdout))).flatten();
    taken.ok_or_else(|| format!("»{}« failed:\n{}", command.join(" "), said(scratch)).into())
}

/// The end of what the last command wrote to standard error.
pub(super) fn said(scratch: &Path) -> String {
    let text = std::fs::read_to_string(scratch.join(STDERR)).unwrap_or_default();
    let lines: Vec<&str> = text.lines().collect();
    lines.get(lines.len().saturating_sub(12)..).unwrap_or_default().join("\n")
}

/// Whether a line of the program tells that a paper is finished.
pub(super) fn is_paper(line: &str) -> bool {
    line.starts_with("  ") && line.ends_with(".pdf")
}

/// The seconds in which papers were finished.
pub(super) fn papers(taken: &Taken) -> Vec<f64> {
    taken.lines.iter().filter(|(_, line)| is_paper(line)).map(|(at, _)| *at).collect()
}

/// Reads what [`measure`] printed.
fn parse(text: &str) -> Option<Taken> {
    let mut taken = Taken::default();
    for line in text.lines() {
        let (at, said) = line.split_once('\t')?;
        if at == "end" {
            let mut numbers = said.split(' ').map(|number| number.parse::<f64>().ok());
            taken.wall = numbers.next()??;
            taken.cpu = numbers.next()??;
            taken.peak = numbers.next()??;
            return Some(taken);
        }
        taken.lines.push((at.parse().ok()?, said.to_owned()));
    }
    None
}

/// The hidden command: runs the command behind its first argument and prints each line of it behind its second and a
/// tab, at the end `end`, a tab, wall and computing time in seconds and the peak in KiB.
#[cfg(target_os = "linux")]
#[expect(clippy::disallowed_methods, reason = "it measures time")]
pub(crate) fn measure(arguments: &[String]) -> Done {
    use nix::sys::resource::{UsageWho, getrusage};
    use nix::sys::time::TimeValLike as _;

    let [mode, program, arguments @ ..] = arguments else { return Err("nothing to measure".into()) };
    let start = Instant::now();
    let mut child = Command::new(program).args(arguments).stdout(Stdio::piped()).spawn()?;
    let stdout = child.stdout.take().ok_or("a child without standard output")?;
    let mut ended = false;
    for line in BufReader::new(stdout).lines() {
        let line = line?;
        println!("{:.4}\t{line}", start.elapsed().as_secs_f64());
        if mode == "first-paper" && is_paper(&line) {
            child.kill()?;
            ended = true;
            break;
        }
    }
    let status = child.wait()?;
    let wall = start.elapsed().as_secs_f64();
    if !ended && !matches!(status.code(), Some(0 | 1)) {
        return Err(format!("{status}").into());
    }
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN)?;
    let cpu = (usage.user_time().num_microseconds() + usage.system_time().num_microseconds()) as f64 / 1e6;
    println!("end\t{wall:.4} {cpu:.4} {}", usage.max_rss());
    Ok(())
}

/// Elsewhere the system does not tell what a child took.
#[cfg(not(target_os = "linux"))]
pub(crate) fn measure(_: &[String]) -> Done {
    Err("figures are measured on Linux alone: elsewhere the system does not tell the peak memory of a child"
        .into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_figures_are_read_back() {
        let text = "0.5000\tKRM 1.14, öffentlich\n0.6000\t  out/a.docx\n0.6100\t  out/a.pdf\nend\t0.7000 1.1000 62000\n";
        let taken = parse(text).unwrap();
        assert_eq!((taken.wall, taken.cpu, taken.peak), (0.7, 1.1, 62000.0));
        assert_eq!(taken.lines.len(), 3);
        assert_eq!(papers(&taken), [0.61]);
        assert_eq!(parse("0.5\tstopped in the middle\n"), None);
    }

    #[test]
    fn only_a_written_pdf_is_a_paper() {
        let lines = ["  out/a.pdf", "out/a.pdf", "  out/a.docx", "1 Bericht erstellt", "  --> a.pdf: kaputt"];
        assert_eq!(lines.map(is_paper), [true, false, false, false, false]);
    }
}
