//! The command line: everything that touches files, the terminal, the environment.

mod advance;
mod args;
mod build;
mod check;
mod columns;
mod config;
mod diff;
mod difference;
mod disk;
mod files;
mod folder;
mod inputs;
mod interrupt;
mod new;
mod output;
mod papers;
mod progress;
mod record;
mod rewrites;
mod serve;
mod summary;
mod terminal;
mod usage;
mod watch;

use std::ffi::OsString;
use std::panic::AssertUnwindSafe;
use std::path::Path;
use std::process::ExitCode;

use clap::Parser;
use sachstand::diag::{Error, ErrorKind, render};
use sachstand::office::Status;

use args::{BuildArgs, Cli, Command, ServeArgs};
use output::Output;

/// A call that cannot be carried out; also clap's own code.
pub(crate) const FAILED: u8 = 2;

/// What is said where the system has no more memory: the run ends there.
pub(crate) fn out_of_memory() -> String {
    let error = Error::new(ErrorKind::Memory, "Der Arbeitsspeicher reicht nicht: der Lauf endet hier");
    render::error(&error.help(
        "Andere Programme schließen und den Aufruf wiederholen, bei mehreren Berichten mit »--jobs 1«; Dateien, \
         die fertig sind oder schon vorhanden waren, sind unversehrt",
    ))
}

/// Runs the program with these arguments, the first one being its own name. A fault of the program is told
/// in German, and in no other words; who looks for it sets `RUST_BACKTRACE`.
pub(crate) fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    if std::env::var_os("RUST_BACKTRACE").is_none() {
        std::panic::set_hook(Box::new(|_| {}));
    }
    std::panic::catch_unwind(AssertUnwindSafe(|| called(args))).unwrap_or_else(|_| {
        let fault = Error::new(ErrorKind::Internal, "Das Programm ist gescheitert");
        output::to_stderr(&render::error(&fault));
        ExitCode::from(FAILED)
    })
}

/// What is done without a command: a double click where there is no folder `input` opens the page.
fn usual(build: BuildArgs, words: usize) -> Command {
    match words <= 1 && !Path::new(papers::INPUT).exists() {
        true => Command::Serve(ServeArgs::default()),
        false => Command::Build(build),
    }
}

fn called(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let args: Vec<OsString> = args.into_iter().collect();
    let cli = match Cli::try_parse_from(&args) {
        Ok(cli) => cli,
        Err(shown) if !shown.use_stderr() => {
            let _ = shown.print();
            return ExitCode::SUCCESS;
        }
        Err(wrong) => {
            let words: Vec<_> = args.iter().skip(1).map(|it| it.to_string_lossy().into_owned()).collect();
            output::to_stderr(&usage::explained(&wrong, &words));
            return ExitCode::from(FAILED);
        }
    };
    if let Some(problem) = usage::misplaced(&cli).or_else(|| usage::mistyped(&cli)) {
        output::to_stderr(&problem);
        return ExitCode::from(FAILED);
    }
    let status = match cli.command.unwrap_or_else(|| usual(cli.build, args.len())) {
        Command::Build(args) => Output::of(&args.common, "papers", |output| build::run(&args, output)),
        Command::Check(args) => Output::of(&args.common, "papers", |output| check::run(&args, output)),
        Command::Diff(args) => Output::of(&args.common, "changes", |output| diff::run(&args, output)),
        Command::Advance(args) => Output::of(&args.common, "written", |output| advance::run(&args, output)),
        Command::New(args) => Output::of(&args.common, "written", |output| new::run(&args, output)),
        Command::Watch(args) => Output::lasting(args.is_quiet(), |output| watch::run(&args, output)),
        Command::Serve(args) => Output::lasting(args.calm.quiet, |output| serve::run(&args, output)),
    };
    ExitCode::from(match status {
        _ if output::lost() => FAILED,
        Status::Done => 0,
        Status::Findings => 1,
        Status::Failed => FAILED,
    })
}
