//! `sachstand check`: findings and rewrites only, writes nothing.

use sachstand::compose::Shown;
use sachstand::model::Report;
use sachstand::pipeline::Paper;

use super::args::CheckArgs;
use super::outcome::Outcome;
use super::output::{Output, summary};
use super::session::{Look, Session};
use super::{Status, json, rewrites};

/// Makes the papers of all workbooks without writing them, and reports the findings.
pub(super) fn run(args: &CheckArgs) -> Status {
    let output = Output::new(&args.common);
    let look = Look { shown: Shown::Marked, change_list: true };
    let checked = |_: &Report, paper: &Paper| paper.pdf().map(|_| Vec::new());
    let session = Session::new(&args.papers, &args.common);
    let outcomes = match session.and_then(|session| session.papers(look, checked)) {
        Ok(outcomes) => outcomes,
        Err(error) => return output.failed("papers", &error),
    };
    if output.json {
        output.value(&json::papers(&outcomes, None, None));
    } else {
        output.outcomes(&outcomes);
        output.text(&rewrites::counts(&outcomes));
        output.text(&if args.rewrites { rewrites::list(&outcomes) } else { rewrites::hint(&outcomes) });
        output.text(&format!("{}\n", summary(&outcomes)));
    }
    outcomes.iter().map(Outcome::status).max().unwrap_or(Status::Done)
}
