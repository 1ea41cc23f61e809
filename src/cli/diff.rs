//! `sachstand diff`: two versions of a paper compared, on the terminal.

use sachstand::diag::{Error, Severity};
use sachstand::office::{self, Status, json};

use super::args::DiffArgs;
use super::config;
use super::difference;
use super::disk::Disk;
use super::output::Output;

/// Compares and prints; status 1 is for changes, and only where it was asked for.
pub(super) fn run(args: &DiffArgs, output: &Output) -> Result<Status, Error> {
    let settings = config::settings(&args.current, &args.common, Some(&args.text))?;
    let mut disk = Disk::new(None);
    let [previous, current] = [&args.previous, &args.current].map(|path| disk.add_beside(path));
    let marks = args.text.marks.unwrap_or_default();
    let editions = (args.text.edition.unwrap_or_default(), args.text.allow_unlisted);
    let found = office::compare(&disk, [&previous, &current], editions, marks, &settings)?;
    if output.json {
        output.value(&json::differences(&found));
    } else {
        // Warnings about one workbook are for `check`; an error may make the comparison wrong.
        let noticed = found.first().into_iter().flat_map(|it| &it.noticed);
        output.findings(noticed.filter(|it| it.severity() == Severity::Error));
        for found in &found {
            output.findings(&found.findings);
            output.text(&difference::shown(found));
        }
    }
    let changed = args.exit_code && found.iter().any(|it| !it.changes.is_empty());
    Ok(if changed { Status::Findings } else { Status::Done })
}
