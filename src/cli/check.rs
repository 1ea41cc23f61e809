//! `sachstand check`: findings only, writes nothing.

use super::args::CheckArgs;
use super::session::Session;
use super::{Output, Status};

/// Makes the papers of all workbooks without writing them, and reports the findings.
pub(super) fn run(args: &CheckArgs) -> Status {
    let output = Output::new(&args.common);
    match Session::new(&args.common) {
        Ok(session) => output.report(&session.papers(|_, paper| paper.pdf().map(|_| ())), |()| Vec::new()),
        Err(error) => output.failed(&error),
    }
}
