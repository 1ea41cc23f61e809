//! What the program says: findings and errors to standard error, results to standard output.

use std::collections::BTreeMap;
use std::io::Write as _;

use sachstand::diag::{Diagnostic, Error, Severity, render};
use serde_json::{Value, json};

use super::Status;
use super::args::CommonArgs;
use super::files;
use super::session::Outcome;

/// How a run is reported.
pub(super) struct Output {
    json: bool,
    quiet: bool,
}

impl Output {
    pub(super) fn new(args: &CommonArgs) -> Self {
        Self { json: args.json, quiet: args.quiet }
    }

    /// Reports that the run could not begin.
    pub(super) fn failed(&self, error: &Error) -> Status {
        if self.json {
            to_stdout(&format!("{:#}\n", json!({ "papers": [], "errors": [error_json(error)] })));
        } else {
            to_stderr(&render::error(error));
        }
        Status::Failed
    }

    /// Reports the outcomes; `lines` says what a result is, line by line.
    pub(super) fn report<T>(&self, outcomes: &[Outcome<T>], lines: impl Fn(&T) -> Vec<String>) -> Status {
        if self.json {
            self.report_json(outcomes, lines)
        } else {
            self.report_text(outcomes, lines)
        }
        outcomes.iter().map(status).max().unwrap_or(Status::Done)
    }

    fn report_text<T>(&self, outcomes: &[Outcome<T>], lines: impl Fn(&T) -> Vec<String>) {
        for outcome in outcomes {
            for finding in
                outcome.findings.iter().filter(|it| !self.quiet || it.severity() == Severity::Error)
            {
                to_stderr(&format!("{}\n", render::finding(finding)));
            }
            match &outcome.result {
                Ok(result) if !self.quiet => {
                    lines(result).iter().for_each(|line| to_stdout(&format!("{line}\n")));
                }
                Ok(_) => {}
                Err(error) => to_stderr(&format!("{}\n", render::error(error))),
            }
        }
        if !self.quiet {
            to_stdout(&format!("{}\n", summary(outcomes)));
        }
    }

    fn report_json<T>(&self, outcomes: &[Outcome<T>], lines: impl Fn(&T) -> Vec<String>) {
        let paper = |outcome: &Outcome<T>| {
            let facts = outcome.loaded.as_ref().map(|loaded| &loaded.report.facts);
            json!({
                "file": files::shown(&outcome.file),
                "document": facts.map(|facts| &facts.id.value),
                "version": facts.and_then(|facts| facts.version.as_ref()).map(|version| &version.value),
                "written": outcome.result.as_ref().map_or_else(|_| Vec::new(), &lines),
                "findings": outcome.findings.iter().map(finding_json).collect::<Vec<_>>(),
            })
        };
        let errors: Vec<Value> =
            outcomes.iter().filter_map(|outcome| outcome.result.as_ref().err().map(error_json)).collect();
        let papers: Vec<Value> = outcomes.iter().map(paper).collect();
        to_stdout(&format!("{:#}\n", json!({ "papers": papers, "errors": errors })));
    }
}

fn status<T>(outcome: &Outcome<T>) -> Status {
    let bad = outcome.findings.iter().any(|finding| finding.severity() == Severity::Error);
    match &outcome.result {
        Err(_) => Status::Failed,
        Ok(_) if bad => Status::Findings,
        Ok(_) => Status::Done,
    }
}

/// »2 Arbeitsmappen: 1 Fehler, 3 Warnungen«
fn summary<T>(outcomes: &[Outcome<T>]) -> String {
    let mut counts = BTreeMap::new();
    for finding in outcomes.iter().flat_map(|outcome| &outcome.findings) {
        *counts.entry(finding.severity()).or_insert(0) += 1;
    }
    let count = |severity| counts.get(&severity).copied().unwrap_or(0);
    let failed = outcomes.iter().filter(|outcome| outcome.result.is_err()).count();
    let files = plural(outcomes.len(), "Arbeitsmappe", "Arbeitsmappen");
    let errors = plural(count(Severity::Error) + failed, "Fehler", "Fehler");
    format!("{files}: {errors}, {}", plural(count(Severity::Warning), "Warnung", "Warnungen"))
}

fn plural(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

fn finding_json(finding: &Diagnostic) -> Value {
    json!({
        "code": finding.code.id(),
        "severity": finding.severity(),
        "message": finding.message,
        "file": finding.at.file,
        "sheet": finding.at.sheet,
        "cell": finding.at.cell.map(|cell| cell.to_string()),
        "excerpt": finding.excerpt,
        "help": finding.help,
    })
}

fn error_json(error: &Error) -> Value {
    json!({
        "code": error.kind().id(),
        "message": error.message(),
        "file": error.file(),
        "help": error.help_text(),
    })
}

/// Writes to standard output. That nobody reads it (a closed pipe) is no reason to fail.
pub(super) fn to_stdout(text: &str) {
    let _ = std::io::stdout().write_all(text.as_bytes());
}

/// Writes to standard error.
pub(super) fn to_stderr(text: &str) {
    let _ = std::io::stderr().write_all(text.as_bytes());
}
