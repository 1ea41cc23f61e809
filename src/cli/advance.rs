//! `sachstand advance`: the workbook of the next version, beside the old one.

use sachstand::advance::{AdvanceOptions, advance};
use sachstand::diag::{Diagnostic, Error, Warned, grouped};
use sachstand::office::{Status, json};

use super::args::AdvanceArgs;
use super::config;
use super::files;
use super::output::{Output, counts};

/// Writes the new workbook and says where it is.
pub(super) fn run(args: &AdvanceArgs, output: &Output) -> Result<Status, Error> {
    let settings = config::settings(&args.file, &args.common, None)?;
    let options = AdvanceOptions {
        version: args.version.clone(),
        date: args.date,
        names: settings.names,
        pivot_year: settings.rules.pivot_year,
    };
    let bytes = files::read(&args.file)?;
    let file = files::shown(&args.file);
    let Warned { value: made, findings } = advance(&bytes, &file, &options)?;
    let target = files::next_to(&args.file, args.output.as_deref(), &made.file_name)?;
    files::write_new(&target, &made.bytes)?;
    let written = files::shown(&target);
    // What is to be looked at stands in the same cells of the new workbook.
    let here = |mut finding: Diagnostic| {
        finding.at.file = written.as_str().into();
        finding
    };
    let findings = grouped(findings.into_iter().map(here).collect());
    if output.json {
        output.value(&json::advanced(&file, [&made.previous, &made.version], &written, &findings));
    } else {
        output.findings(&findings);
        let counts = counts(&findings);
        output.text(&format!("{written}\nVersion {} → {}: {counts}\n", made.previous, made.version));
    }
    Ok(Status::of(&findings))
}
