//! The sample papers: every rewrite and finding was read, and the list is held. `UPDATE_DOCS=1`
//! writes it anew; read what changed before it is committed.

use std::fmt::Write;

use sachstand::german::CENTURY_PIVOT;
use sachstand::interpret::interpret;
use sachstand::normalize::{Normalized, Rules, normalize};
use sachstand::read::read;

use crate::normalize::table::root;

fn samples() -> Vec<(String, Normalized)> {
    let mut files: Vec<_> =
        std::fs::read_dir(root().join("input")).unwrap().map(|file| file.unwrap().path()).collect();
    files.retain(|file| {
        file.extension()
            .is_some_and(|it| ["xlsx", "xlsm", "xlsb", "xls", "ods"].iter().any(|known| it == *known))
    });
    files.sort();
    let paper = |file: &std::path::PathBuf| {
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        let workbook = read(&std::fs::read(file).unwrap(), &name).unwrap().value;
        (
            name,
            normalize(
                interpret(&workbook, &Default::default(), CENTURY_PIVOT).unwrap().value,
                &Rules::default(),
            ),
        )
    };
    files.iter().map(paper).collect()
}

#[test]
fn the_list_of_rewrites_is_the_one_that_was_read() {
    let mut list = String::new();
    for (name, paper) in samples() {
        writeln!(list, "{name}: {} Änderungen, {} Befunde", paper.rewrites.len(), paper.findings.len())
            .unwrap();
        for rewrite in &paper.rewrites {
            let (before, after) = (&rewrite.before, &rewrite.after);
            writeln!(list, "  {} {}: {before} → {after}", rewrite.at.inside(), rewrite.rule.code()).unwrap();
        }
        for finding in &paper.findings {
            writeln!(list, "  {} {}: {}", finding.at.inside(), finding.code.id(), finding.message).unwrap();
        }
    }
    let list = list.replace('\u{a0}', "~");
    let path = root().join("tests/rules/samples.txt");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, &list).unwrap();
    }
    let held = std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    assert!(
        held == list,
        "tests/rules/samples.txt stimmt nicht mehr: mit UPDATE_DOCS=1 neu schreiben und lesen"
    );
}

#[test]
fn a_normalised_sample_has_nothing_left_to_rewrite() {
    for (name, paper) in samples() {
        let again = normalize(paper.report, &Rules::default());
        assert!(again.rewrites.is_empty(), "{name}: {:?}", again.rewrites);
    }
}
