//! `sachstand new`: a workbook to begin with, empty or with what another one says.

use jiff::Zoned;
use sachstand::diag::{Error, Warned, grouped};
use sachstand::office::{Status, json};
use sachstand::pipeline::understand;
use sachstand::settings::Settings;
use sachstand::template::{TemplateOptions, empty, from_report};

use super::args::NewArgs;
use super::config;
use super::files;
use super::output::{Output, counts};

/// Writes the new workbook and says what to do with it.
pub(super) fn run(args: &NewArgs, output: &Output) -> Result<Status, Error> {
    let target = files::workbook(&args.file)?;
    let settings = config::settings(args.from.as_deref().unwrap_or(target), &args.common, None)?;
    let from = args.from.as_deref().map(|from| Ok((files::read(from)?, files::shown(from)))).transpose()?;
    let from = from.as_ref().map(|(bytes, name)| (bytes.as_slice(), name.as_str()));
    let Warned { value: bytes, findings } = made(from, settings)?;
    files::write_new(target, &bytes)?;
    let (written, findings) = (files::shown(target), grouped(findings));
    if output.json {
        output.value(&json::begun(args.from.as_deref().map(files::shown).as_deref(), &written, &findings));
    } else {
        output.findings(&findings);
        output.text(&format!("{written}\n"));
        output.text(&match &args.from {
            None => format!(
                "Tragen Sie im Blatt »Dokument« Titel und Angaben ein und überschreiben Sie die Beispiele; dann: \
                 sachstand build \"{written}\"\n"
            ),
            Some(from) => format!(
                "Übernommen aus {}: {}\nSehen Sie die neue Arbeitsmappe durch; dann: sachstand build \"{written}\"\n",
                files::shown(from),
                counts(&findings)
            ),
        });
    }
    Ok(Status::of(&findings))
}

/// The new workbook, empty or from the bytes of another one of this name; what was noticed in that is part of it:
/// what was left out there is left out here.
///
/// # Errors
/// Where the other one cannot be read, or something that is not for the public would become so.
pub(super) fn made(from: Option<(&[u8], &str)>, mut settings: Settings) -> Result<Warned<Vec<u8>>, Error> {
    // What the settings leave out of papers stays in the workbook.
    settings.table.earlier = true;
    let today = settings.created.unwrap_or_else(|| Zoned::now().date());
    let (names, pivot_year) = (settings.names.clone(), settings.rules.pivot_year);
    let options = TemplateOptions { date: Some(today), names, pivot_year };
    let Some((bytes, name)) = from else { return Ok(Warned::new(empty(&options)?, Vec::new())) };
    let mut findings = Vec::new();
    let report = understand(bytes, name, &settings)?.noted_in(&mut findings);
    let bytes = from_report(&report, &options)?.noted_in(&mut findings);
    Ok(Warned::new(bytes, findings))
}
