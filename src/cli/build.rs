//! `sachstand build`: makes the papers.

use sachstand::diag::Error;
use sachstand::office::rewrites::table;
use sachstand::office::{Format, Outcome, Status, json};

use super::args::BuildArgs;
use super::output::{Output, summary};
use super::papers::{Appearance, Papers};
use super::{files, rewrites};

/// The file with the list of rewrites, or why it was not written.
type Written = Result<String, Error>;

/// Makes and writes the papers of all workbooks.
pub(super) fn run(args: &BuildArgs) -> Status {
    let output = Output::new(&args.common);
    match make(args, &output) {
        Ok((outcomes, written)) => report(&output, &outcomes, written.as_ref()),
        Err(error) => output.failed("papers", &error),
    }
}

fn make(args: &BuildArgs, output: &Output) -> Result<(Vec<Outcome>, Option<Written>), Error> {
    let papers = Papers::new(&args.papers, &args.common, Some(&args.output))?;
    let listed = |path| Ok((path, rewrites::form(path, papers.disk.paths())?));
    let list = args.protocol.as_deref().map(listed).transpose()?;
    let formats: Vec<Format> = Format::ALL.into_iter().filter(|it| args.format.contains(it)).collect();
    let look = Appearance {
        shown: args.changes.unwrap_or_default(),
        change_list: !args.no_change_list,
        formats: &formats,
    };
    let outcomes = papers.make(&look, output)?;
    let all = || outcomes.iter().flat_map(|outcome| &outcome.rewrites);
    let written = list.map(|(path, form)| {
        let bytes = table(all(), form).map_err(|error| error.at(files::shown(path)))?;
        files::write(path, &bytes).map(|()| files::shown(path))
    });
    Ok((outcomes, written))
}

fn report(output: &Output, outcomes: &[Outcome], list: Option<&Written>) -> Status {
    if output.json {
        output.value(&json::papers(outcomes, list));
    } else {
        output.results(outcomes);
        list.and_then(|list| list.as_ref().err()).into_iter().for_each(|error| output.error(error));
        output.text(&rewrites::total(outcomes));
        list.iter().copied().flatten().for_each(|file| output.text(&format!("  {file}\n")));
        output.text(&format!("{}\n", summary(outcomes)));
    }
    let worst = outcomes.iter().map(Outcome::status).max().unwrap_or(Status::Done);
    if matches!(list, Some(Err(_))) { Status::Failed } else { worst }
}
