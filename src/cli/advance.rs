//! `sachstand advance`: the workbook of the next version, beside the old one.

use std::path::{Path, PathBuf};

use sachstand::advance::{AdvanceOptions, Advanced, advance};
use sachstand::diag::{Diagnostic, Error, Warned};
use sachstand::office::{Status, json};

use super::args::AdvanceArgs;
use super::config::Config;
use super::files;
use super::output::{Output, counts};

/// Writes the new workbook and says where it is.
pub(super) fn run(args: &AdvanceArgs) -> Status {
    let output = Output::new(&args.common);
    match make(args) {
        Ok((advanced, target, findings)) => report(&output, args, &advanced, &target, &findings),
        Err(error) => output.failed("written", &error),
    }
}

fn make(args: &AdvanceArgs) -> Result<(Advanced, PathBuf, Vec<Diagnostic>), Error> {
    let settings = Config::new(&args.common, None)?.settings;
    let options = AdvanceOptions {
        version: args.version.clone(),
        date: args.date,
        names: settings.names,
        pivot_year: settings.rules.pivot_year,
    };
    let bytes = files::read(&args.file)?;
    let Warned { value: advanced, findings } = advance(&bytes, &files::shown(&args.file), &options)?;
    let target = files::next_to(&args.file, args.output.as_deref(), &advanced.file_name)?;
    files::write_new(&target, &advanced.bytes)?;
    Ok((advanced, target, findings))
}

fn report(
    output: &Output,
    args: &AdvanceArgs,
    made: &Advanced,
    target: &Path,
    findings: &[Diagnostic],
) -> Status {
    let (old, new) = (made.previous.to_string(), made.version.to_string());
    let written = files::shown(target);
    if output.json {
        output.value(&json::advanced(&files::shown(&args.file), [&old, &new], &written, findings));
    } else {
        output.findings(findings);
        output.text(&format!("{written}\nVersion {old} → {new}: {}\n", counts(findings, 0)));
    }
    Status::of(findings)
}
