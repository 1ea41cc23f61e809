//! Workbooks to begin with: an empty one, and one that takes over what another says.

use std::path::{Path, PathBuf};

use jiff::civil::date;
use rust_xlsxwriter::{Format, FormatUnderline, Url, Workbook};
use sachstand::diag::{Code, Diagnostic, Severity};
use sachstand::model::{Entry, Report};
use sachstand::pipeline::{self, understand};
use sachstand::settings::Settings;
use sachstand::template::{TemplateOptions, empty, from_report};

use crate::heads;
use crate::support::{self, book, missing, root, samples, stdout, temporary};

fn report(bytes: &[u8], name: &str) -> Report {
    understand(bytes, name, &Settings::default()).unwrap().value
}

/// What a new workbook takes over from another: both reports, and what was noticed.
fn carried(bytes: &[u8], name: &str) -> (Report, Report, Vec<Diagnostic>) {
    let old = report(bytes, name);
    let made = from_report(&old, &TemplateOptions::default()).unwrap();
    (old, report(&made.value, name), made.findings)
}

/// All that a report says, without the places.
fn said(report: &Report) -> String {
    let action = |action: &sachstand::model::Action| {
        let title: Vec<_> = action.title.iter().map(|it| (it.kind, it.level, &it.text)).collect();
        let status: Vec<_> = action.status.iter().map(entry).collect();
        let number = action.number.as_ref().map(|it| &it.value);
        format!("  {number:?} {title:?} {}\n    {}\n", action.nonpublic, status.join("\n    "))
    };
    let field = |field: &sachstand::model::Field| {
        let actions: String = field.actions.iter().map(action).collect();
        format!("{:?}\n{actions}", field.title.value)
    };
    report.fields.iter().map(field).collect()
}

fn entry(entry: &Entry) -> String {
    match entry {
        Entry::Paragraph(it) => format!("{:?} {} {:?}", it.kind, it.level, it.text),
        Entry::Details(it) => {
            let lines: Vec<_> = it.lines().into_iter().map(|line| line.text).collect();
            format!(
                "{} {lines:?} {:?}",
                it.level,
                it.values.iter().map(|it| it.nonpublic).collect::<Vec<_>>()
            )
        }
    }
}

fn every_sample() -> Vec<(String, Vec<u8>)> {
    let folders = ["tests/fixtures/read", "tests/fixtures/advance"];
    let fixtures = folders.iter().flat_map(|it| std::fs::read_dir(root().join(it)).unwrap());
    let files = samples().into_iter().chain(fixtures.map(|it| it.unwrap().path()));
    let mut files: Vec<PathBuf> = files.collect();
    files.sort();
    let name = |path: &Path| path.file_name().unwrap().to_string_lossy().into_owned();
    let files = files.into_iter().map(|path| (name(&path), std::fs::read(&path).unwrap()));
    files.chain(heads::workbooks()).collect()
}

#[test]
fn every_sample_reads_the_same_in_the_new_workbook() {
    let mut count = 0;
    let mut faults = Vec::new();
    for (name, bytes) in every_sample() {
        let Ok(old) = understand(&bytes, &name, &Settings::default()) else { continue };
        count += 1;
        match from_report(&old.value, &TemplateOptions::default()) {
            Err(error) => faults.push(format!("{name}: {error}")),
            Ok(made) => {
                let new = report(&made.value, &name);
                for finding in &made.findings {
                    faults.push(format!("{name}: {} {}", finding.code.id(), finding.message));
                }
                if said(&old.value) != said(&new) {
                    faults.push(format!("{name}:\n{}\n--->\n{}", said(&old.value), said(&new)));
                }
            }
        }
    }
    println!("{count} {}", faults.join("\n"));
    assert!(false);
}
