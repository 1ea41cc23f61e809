//! `sachstand build`: makes the papers.

use std::path::{Path, PathBuf};

use sachstand::diag::Error;
use sachstand::model::Report;
use sachstand::pipeline::{self, Paper};

use super::args::{BuildArgs, Format};
use super::outcome::Outcome;
use super::output::{Output, summary};
use super::protocol::Protocol;
use super::session::{Look, Session};
use super::{Status, files, json, rewrites};

/// Makes and writes the papers of all workbooks.
pub(super) fn run(args: &BuildArgs) -> Status {
    let output = Output::new(&args.common);
    match make(args) {
        Ok((outcomes, protocol)) => report(&output, &outcomes, protocol.as_ref()),
        Err(error) => output.failed("papers", &error),
    }
}

/// The protocol that was written, or why it was not.
type Written = Result<String, Error>;

fn make(args: &BuildArgs) -> Result<(Vec<Outcome>, Option<Written>), Error> {
    let session = Session::new(&args.papers, &args.common)?;
    let protocol = args.protocol.as_deref().map(|path| Protocol::new(path, session.inputs())).transpose()?;
    let look = Look { shown: args.changes.into(), change_list: !args.no_change_list };
    let outcomes = session.papers(look, |report, paper| write(report, paper, args))?;
    let written = protocol.map(|protocol| {
        protocol.write(outcomes.iter().flat_map(Outcome::rewrites)).map(|()| files::shown(&protocol.path))
    });
    Ok((outcomes, written))
}

/// Writes the files of a paper and names them.
fn write(report: &Report, paper: &Paper, args: &BuildArgs) -> Result<Vec<PathBuf>, Error> {
    let stem = pipeline::file_stem(report);
    let mut written = Vec::new();
    for format in [Format::Docx, Format::Pdf].into_iter().filter(|format| args.format.contains(format)) {
        let (bytes, ending) = match format {
            Format::Docx => (paper.docx()?, "docx"),
            Format::Pdf => (paper.pdf()?, "pdf"),
        };
        let path = target(&args.output, &stem, ending);
        files::write(&path, &bytes)?;
        written.push(path);
    }
    Ok(written)
}

fn target(folder: &Path, stem: &str, ending: &str) -> PathBuf {
    folder.join(format!("{stem}.{ending}"))
}

fn report(output: &Output, outcomes: &[Outcome], protocol: Option<&Written>) -> Status {
    let failed = protocol.and_then(|written| written.as_ref().err());
    let protocol = protocol.and_then(|written| written.as_deref().ok());
    if output.json {
        output.value(&json::papers(outcomes, protocol, failed));
    } else {
        output.outcomes(outcomes);
        failed.into_iter().for_each(|error| output.error(error));
        output.text(&rewrites::total(outcomes));
        protocol.into_iter().for_each(|file| output.text(&format!("  {file}\n")));
        output.text(&format!("{}\n", summary(outcomes)));
    }
    let worst = outcomes.iter().map(Outcome::status).max().unwrap_or(Status::Done);
    if failed.is_some() { Status::Failed } else { worst }
}
