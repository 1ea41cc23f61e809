//! `sachstand build`: makes the papers.

use sachstand::diag::Error;
use sachstand::office::rewrites::table;
use sachstand::office::{Format, Outcome, Status};

use super::args::BuildArgs;
use super::disk::Target;
use super::output::{Output, Over};
use super::papers::Papers;
use super::{files, rewrites};

/// Makes and writes the papers of all workbooks, and the file with the list of rewrites.
pub(super) fn run(args: &BuildArgs, output: &Output) -> Result<Status, Error> {
    files::output_folder(&args.files.output)?;
    // The list of rewrites and the JSON form tell everything of every paper.
    let all = args.force || args.protocol.is_some() || output.json;
    let target = Target::new(&args.files.output, args.files.keep_folders, all);
    let papers = Papers::new(&args.papers, &args.common, Some(target))?;
    let listed = |path| Ok((path, rewrites::form(path, papers.disk.paths())?));
    let list = args.protocol.as_deref().map(listed).transpose()?;
    let formats: Vec<Format> = Format::ALL.into_iter().filter(|it| args.files.format.contains(it)).collect();
    let shown = args.files.changes.unwrap_or_default();
    let mut places = 0;
    let told = |outcome: &mut Outcome| {
        places += outcome.rewrites.len();
        if args.protocol.is_none() && !output.json {
            outcome.rewrites = Vec::new();
        }
    };
    let outcomes = papers.make(shown, !args.files.no_change_list, &formats, output, told)?;
    let written = list.map(|(path, form)| {
        let all = outcomes.iter().flat_map(|outcome| &outcome.rewrites);
        let bytes = table(all, form).map_err(|error| error.at(files::shown(path)))?;
        files::write(path, &bytes).map(|()| files::shown(path))
    });
    let (list, rewrites) = (written.as_ref(), rewrites::total(places));
    Ok(output.over(&Over {
        outcomes: &outcomes,
        notes: &papers.notes,
        list,
        rewrites: &rewrites,
        verb: "erstellt",
    }))
}
