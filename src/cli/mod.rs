//! The command line: everything that touches files, the terminal, the environment.

mod advance;
mod args;
mod build;
mod check;
mod config;
mod diff;
mod files;
mod json;
mod outcome;
mod output;
mod plan;
mod protocol;
mod rewrites;
mod session;
mod terminal;
mod workbook;
mod workers;
mod wrong;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::Parser;

use args::{Cli, Command};
/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Status {
    /// Done.
    Done = 0,
    /// The workbooks have findings of severity error; for `diff --exit-code`: something changed.
    Findings = 1,
    /// Something could not be done at all.
    Failed = 2,
}

/// Runs the program with these arguments, the first one being its own name.
pub(crate) fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let args: Vec<OsString> = args.into_iter().collect();
    let cli = match Cli::try_parse_from(&args) {
        Ok(cli) => cli,
        Err(shown) if !shown.use_stderr() => {
            let _ = shown.print();
            return ExitCode::SUCCESS;
        }
        Err(wrong) => {
            let words: Vec<_> = args.iter().skip(1).map(|it| it.to_string_lossy().into_owned()).collect();
            output::to_stderr(&wrong::explained(&wrong, &words));
            return ExitCode::from(Status::Failed as u8);
        }
    };
    if let Some(problem) = wrong::misplaced(&cli) {
        output::to_stderr(&problem);
        return ExitCode::from(Status::Failed as u8);
    }
    let status = match cli.command {
        None => build::run(&cli.build),
        Some(Command::Build(args)) => build::run(&args),
        Some(Command::Check(args)) => check::run(&args),
        Some(Command::Diff(args)) => diff::run(&args),
        Some(Command::Advance(args)) => advance::run(&args),
    };
    ExitCode::from(status as u8)
}
