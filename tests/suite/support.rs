//! What the tests share: the project's folders, the programs of others, papers built once.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::LazyLock;

use rust_xlsxwriter::Workbook;
use sachstand::diag::{Diagnostic, Error};
use sachstand::document::Shown;
use sachstand::model::{Edition, MarkSource, Report};
use sachstand::normalize::Normalized;
use sachstand::pipeline::{self, Order, Paper};
use sachstand::settings::Settings;
use sachstand::write::typeset::{FontOptions, Pages, Typesetter};

use crate::standards;

/// The top folder of the project.
pub(crate) fn root() -> PathBuf {
    let here = std::env::var_os("SACHSTAND_ROOT").map(PathBuf::from);
    here.unwrap_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")))
}

/// The sample workbooks in `input/`.
pub(crate) fn samples() -> Vec<PathBuf> {
    let entries = std::fs::read_dir(root().join("input")).unwrap().map(|entry| entry.unwrap().path());
    let workbook = |path: &PathBuf| path.extension().is_some_and(|ending| ending != "png");
    let mut files: Vec<_> = entries.filter(workbook).collect();
    files.sort();
    assert!(files.len() >= 3, "samples are missing: {files:?}");
    files
}

/// A workbook with a paper of one Handlungsfeld: its actions and what they have come to.
pub(crate) fn workbook(id: &str, version: &str, rows: &[(&str, &str)]) -> Vec<u8> {
    book(id, version, rows).save_to_buffer().unwrap()
}

/// The same, open for more sheets.
pub(crate) fn book(id: &str, version: &str, rows: &[(&str, &str)]) -> Workbook {
    let mut book = Workbook::new();
    let facts = [("Titel", "Bericht"), ("Dokument", id), ("Version", version), ("Datum", "01.03.2026")];
    let sheet = book.add_worksheet().set_name("Dokument").unwrap();
    for ((key, value), row) in facts.into_iter().zip(0..) {
        sheet.write_string(row, 0, key).unwrap().write_string(row, 1, value).unwrap();
    }
    let sheet = book.add_worksheet().set_name("Sachstand").unwrap();
    sheet.write_row(0, 0, ["Handlungsfeld", "Aktion", "Sachstand"]).unwrap();
    for ((action, status), row) in rows.iter().zip(1..) {
        sheet.write_row(row, 0, ["Schulen", action, status]).unwrap();
    }
    book
}

/// Fonts are loaded once for all tests.
pub(crate) static TYPESETTER: LazyLock<Typesetter> =
    LazyLock::new(|| Typesetter::new(&FontOptions::default()).unwrap());

/// A paper with both of its files.
pub(crate) struct Built {
    pub(crate) report: Report,
    pub(crate) paper: Paper,
    pub(crate) findings: Vec<Diagnostic>,
    pub(crate) pdf: Vec<u8>,
    pub(crate) docx: Vec<u8>,
}

/// Reads a workbook as the program does.
pub(crate) fn load(workbook: &Path, settings: &Settings) -> Normalized {
    let bytes = std::fs::read(workbook).unwrap();
    let name = workbook.file_name().unwrap().to_string_lossy();
    pipeline::load(&bytes, &name, settings).unwrap()
}

/// Builds the paper of a workbook as the program does, in the edition that it says.
pub(crate) fn build(workbook: &Path, previous: Option<&Path>, settings: &Settings) -> Built {
    build_edition(None, workbook, previous, settings)
}

/// The same in an edition, or in that which the workbook says.
pub(crate) fn build_edition(
    edition: Option<Edition>,
    workbook: &Path,
    previous: Option<&Path>,
    settings: &Settings,
) -> Built {
    build_shown(edition, Shown::Marked, workbook, previous, settings)
}

/// The same with its changes shown in this way.
pub(crate) fn build_shown(
    edition: Option<Edition>,
    shown: Shown,
    workbook: &Path,
    previous: Option<&Path>,
    settings: &Settings,
) -> Built {
    let loaded = load(workbook, settings);
    let previous = previous.map(|file| load(file, settings).report);
    let report = loaded.report;
    let order = Order {
        report: &report,
        previous: previous.as_ref(),
        edition: edition.or(report.facts.edition()).unwrap_or_default(),
        allow_unlisted: false,
        logo: report.facts.logo.as_ref().map(|logo| std::fs::read(workbook.with_file_name(&logo.value))),
        source: MarkSource::Auto,
        shown,
        change_list: true,
        unread: false,
    };
    let made = Paper::new(order, &TYPESETTER, settings).unwrap();
    let (pdf, docx) = (pdf_of(&made.value).unwrap(), made.value.docx().unwrap());
    let findings = loaded.findings.into_iter().chain(made.findings).collect();
    Built { report, paper: made.value, findings, pdf, docx }
}

/// The PDF of a paper, found to keep all rules. Tests take it from here.
pub(crate) fn pdf_of(paper: &Paper) -> Result<Vec<u8>, Error> {
    paper.pdf().map(standards::checked)
}

/// The PDF of laid-out pages, found to keep all rules. Tests take it from here.
pub(crate) fn exported(pages: &Pages) -> Result<Vec<u8>, Error> {
    sachstand::write::pdf::pdf(pages).map(standards::checked)
}

/// Runs a program of others; `None` where this machine lacks it, see [`missing`].
pub(crate) fn tool(program: &str, arguments: &[&str]) -> Option<Output> {
    let output = Command::new(program).args(arguments).output();
    output.map_err(|error| missing(&format!("{program} is missing: {error}"))).ok()
}

/// Runs Python with these arguments, where it has `module`.
pub(crate) fn python(module: &str, arguments: &[&str]) -> Option<Output> {
    let python = std::env::var("SACHSTAND_PYTHON").unwrap_or_else(|_| "python3".into());
    if tool(&python, &["-c", &format!("import {module}")])?.status.success() {
        return tool(&python, arguments);
    }
    missing(&format!("the Python module {module} is missing"));
    None
}

/// Says aloud that a test looked at nothing; where the tools are required
/// (`SACHSTAND_TOOLS=required`, as in CI) it fails. Straight to standard error: what a passing test
/// prints is not shown.
pub(crate) fn missing(why: &str) {
    let required = std::env::var("SACHSTAND_TOOLS").is_ok_and(|value| value == "required");
    assert!(!required, "{why}");
    let test = std::thread::current().name().unwrap_or_default().to_owned();
    let _ = writeln!(std::io::stderr(), "SKIPPED {test}: {why}");
}

/// The most memory that a running process has used, in KiB; none where the system does not tell it.
pub(crate) fn peak(process: u32) -> Option<u64> {
    // Right after it was started it may be this process still, with all that the tests hold.
    let program = std::fs::read_link(format!("/proc/{process}/exe")).ok()?;
    if Some(program) == std::env::current_exe().ok() {
        return None;
    }
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB")?.parse().ok())
}

/// The output of a program that succeeded.
pub(crate) fn stdout(output: Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// A file in a folder of its own, gone when dropped.
pub(crate) fn temporary(name: &str, bytes: &[u8]) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    (folder, path)
}

/// A text without what a line break may add or take: white space, hyphens, break marks.
pub(crate) fn squeezed(text: &str) -> String {
    let kept =
        |c: &char| !c.is_whitespace() && !matches!(c, '-' | '\u{ad}' | '\u{2010}' | '\u{200b}' | '\u{2060}');
    text.chars().filter(kept).collect()
}
