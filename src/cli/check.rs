//! `sachstand check`: findings only, writes nothing.

use sachstand::compose::Shown;
use sachstand::model::Report;
use sachstand::pipeline::Paper;

use super::args::CheckArgs;
use super::session::{Look, Session};
use super::{Output, Status};

/// Makes the papers of all workbooks without writing them, and reports the findings.
pub(super) fn run(args: &CheckArgs) -> Status {
    let output = Output::new(&args.common);
    let look = Look { shown: Shown::Marked, change_list: true };
    let checked = |_: &Report, paper: &Paper| paper.pdf().map(|_| ());
    match Session::new(&args.common).and_then(|session| session.papers(look, checked)) {
        Ok(outcomes) => output.report(&outcomes, |()| Vec::new()),
        Err(error) => output.failed(&error),
    }
}
