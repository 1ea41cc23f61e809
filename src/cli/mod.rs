//! The command line: everything that touches files, the terminal, the environment.

mod args;
mod build;
mod check;
mod files;
mod output;
mod session;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::Parser;

use args::{Cli, Command};
use output::Output;

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Status {
    /// Done.
    Done = 0,
    /// The workbooks have findings of severity error.
    Findings = 1,
    /// Something could not be done at all.
    Failed = 2,
}

/// Runs the program with these arguments, the first one being its own name.
pub(crate) fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let cli = match Cli::try_parse_from(args) {
        Ok(cli) => cli,
        Err(shown) if !shown.use_stderr() => {
            let _ = shown.print();
            return ExitCode::SUCCESS;
        }
        Err(wrong) => {
            output::to_stderr(&args::german(&wrong));
            return ExitCode::from(Status::Failed as u8);
        }
    };
    let status = match cli.command {
        None => build::run(&cli.build),
        Some(Command::Build(args)) => build::run(&args),
        Some(Command::Check(args)) => check::run(&args),
    };
    ExitCode::from(status as u8)
}
