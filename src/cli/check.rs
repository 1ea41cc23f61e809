//! `sachstand check`: findings and rewrites only, writes nothing.

use sachstand::document::Shown;
use sachstand::office::{Format, Outcome, Status, json};

use super::args::CheckArgs;
use super::output::{Output, summary};
use super::papers::{Appearance, Papers};
use super::rewrites;

/// Makes the papers of all workbooks without writing them, and reports the findings.
pub(super) fn run(args: &CheckArgs) -> Status {
    let output = Output::new(&args.common);
    let look = Appearance { shown: Shown::Marked, change_list: true, formats: &[Format::Pdf] };
    let papers = Papers::new(&args.papers, &args.common, None);
    let outcomes = match papers.and_then(|papers| papers.make(&look, &output)) {
        Ok(outcomes) => outcomes,
        Err(error) => return output.failed("papers", &error),
    };
    if output.json {
        output.value(&json::papers(&outcomes, None));
    } else {
        output.results(&outcomes);
        output.text(&rewrites::counts(&outcomes));
        output.text(&if args.rewrites { rewrites::list(&outcomes) } else { rewrites::hint(&outcomes) });
        output.text(&format!("{}\n", summary(&outcomes)));
    }
    outcomes.iter().map(Outcome::status).max().unwrap_or(Status::Done)
}
