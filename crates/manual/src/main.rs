//! `sachstand-manual VERSION DATE FILE`: writes the manual of this version, of this date (2026-03-01), to a file.

use std::error::Error;
use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match write(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("sachstand-manual: {error}");
            ExitCode::FAILURE
        }
    }
}

fn write(arguments: &[String]) -> Result<(), Box<dyn Error>> {
    let [version, date, file] = arguments else {
        return Err("it is called with VERSION DATE FILE".into());
    };
    let date = date.parse().map_err(|error| format!("»{date}« is no date: {error}"))?;
    let here = std::env::var("SACHSTAND_ROOT");
    let root = here.unwrap_or_else(|_| concat!(env!("CARGO_MANIFEST_DIR"), "/../..").to_owned());
    let pdf = sachstand_manual::pdf(&Path::new(&root).join("docs"), version, date)?;
    Ok(std::fs::write(file, pdf).map_err(|error| format!("{file}: {error}"))?)
}
