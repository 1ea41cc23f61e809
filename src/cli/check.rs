//! `sachstand check`: findings and rewrites only, writes nothing.

use sachstand::diag::Error;
use sachstand::document::Shown;
use sachstand::office::{Format, Status};

use super::args::CheckArgs;
use super::columns;
use super::output::{Output, Over};
use super::papers::Papers;
use super::rewrites;

/// Makes the papers of all workbooks without writing them, and reports the findings.
pub(super) fn run(args: &CheckArgs, output: &Output) -> Result<Status, Error> {
    let papers = Papers::new(&args.papers, &args.common, None)?;
    let mut outcomes = papers.make(Shown::Marked, true, &[Format::Pdf], output, |_| ())?;
    if args.columns {
        columns::look(&papers, &mut outcomes);
    }
    let places = if args.rewrites { rewrites::list(&outcomes) } else { rewrites::hint(&outcomes) };
    let tables = columns::tables(&outcomes);
    let rewrites = tables + &rewrites::counts(&outcomes) + &places;
    let notes = &papers.notes;
    Ok(output.over(&Over { outcomes: &outcomes, notes, list: None, rewrites: &rewrites, verb: "geprüft" }))
}
