//! `sachstand build`: makes the papers.

use std::path::{Path, PathBuf};

use sachstand::diag::Error;
use sachstand::model::Report;
use sachstand::pipeline::{self, Paper};

use super::args::{BuildArgs, Format};
use super::session::{Look, Session};
use super::{Output, Status, files};

/// Makes and writes the papers of all workbooks.
pub(super) fn run(args: &BuildArgs) -> Status {
    let output = Output::new(&args.common);
    let session = match Session::new(&args.common) {
        Ok(session) => session,
        Err(error) => return output.failed(&error),
    };
    let look = Look { shown: args.changes.into(), change_list: !args.no_change_list };
    match session.papers(look, |report, paper| write(report, paper, args)) {
        Ok(outcomes) => output.report(&outcomes, |written| written.clone()),
        Err(error) => output.failed(&error),
    }
}

/// Writes the files of a paper and names them.
fn write(report: &Report, paper: &Paper, args: &BuildArgs) -> Result<Vec<String>, Error> {
    let stem = pipeline::file_stem(report);
    let mut written = Vec::new();
    for format in [Format::Docx, Format::Pdf].into_iter().filter(|format| args.format.contains(format)) {
        let (bytes, ending) = match format {
            Format::Docx => (paper.docx()?, "docx"),
            Format::Pdf => (paper.pdf()?, "pdf"),
        };
        let path = target(&args.output, &stem, ending);
        files::write(&path, &bytes)?;
        written.push(files::shown(&path));
    }
    Ok(written)
}

fn target(folder: &Path, stem: &str, ending: &str) -> PathBuf {
    folder.join(format!("{stem}.{ending}"))
}
