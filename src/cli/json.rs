//! The forms of `--json`, described in `docs/json.md`. They are stable: keys are only ever added.

use sachstand::diag::{Diagnostic, Error};
use sachstand::model::Report;
use sachstand::normalize::Rewrite;
use serde_json::{Value, json};

use super::files;
use super::outcome::Outcome;

/// The version of the forms; raised where a key changes its meaning or goes.
const VERSION: u32 = 1;

/// A call that could not begin; `list` is the key of the results, which are none.
pub(super) fn failed(list: &str, error: &Error) -> Value {
    json!({ "version": VERSION, list: [], "errors": [self::error(error)] })
}

/// The outcomes of `build` and `check`.
pub(super) fn papers(outcomes: &[Outcome], protocol: Option<&str>, failed: Option<&Error>) -> Value {
    let errors = outcomes.iter().filter_map(|outcome| outcome.written.as_ref().err()).chain(failed);
    json!({
        "version": VERSION,
        "papers": outcomes.iter().map(paper).collect::<Vec<_>>(),
        "protocol": protocol,
        "errors": errors.map(error).collect::<Vec<_>>(),
    })
}

fn paper(outcome: &Outcome) -> Value {
    let facts = outcome.loaded.as_ref().map(|loaded| &loaded.report.facts);
    let compared = outcome.compared.as_ref();
    let written: Vec<String> = outcome.written.iter().flatten().map(|file| files::shown(file)).collect();
    json!({
        "file": files::shown(&outcome.file),
        "document": facts.map(|facts| &facts.id.value),
        "version": facts.and_then(|facts| facts.version.as_ref()).map(|version| &version.value),
        "previous": compared.and_then(|it| it.previous.as_deref()).map(files::shown),
        "changes": compared.and_then(|it| it.changes),
        "written": written,
        "findings": findings(&outcome.findings),
        "rewrites": outcome.rewrites().iter().map(rewrite).collect::<Vec<_>>(),
    })
}

/// What `diff` found out.
pub(super) struct Difference<'a> {
    pub(super) previous: &'a Report,
    pub(super) current: &'a Report,
    pub(super) marks: &'static str,
    pub(super) changes: &'a [sachstand::model::Change],
    pub(super) findings: &'a [Diagnostic],
}

/// The outcome of `diff`.
pub(super) fn difference(it: &Difference<'_>) -> Value {
    json!({
        "version": VERSION,
        "previous": side(it.previous),
        "current": side(it.current),
        "marks": it.marks,
        "changes": it.changes,
        "findings": findings(it.findings),
        "errors": [],
    })
}

fn side(report: &Report) -> Value {
    let facts = &report.facts;
    json!({
        "file": report.file,
        "document": facts.id.value,
        "version": facts.version.as_ref().map(|version| &version.value),
        "date": facts.date.as_ref().map(|date| date.value),
    })
}

/// The outcome of `advance`.
pub(super) fn advanced(file: &str, versions: [&str; 2], written: &str, noticed: &[Diagnostic]) -> Value {
    let [previous, current] = versions;
    json!({
        "version": VERSION,
        "file": file,
        "from": previous,
        "to": current,
        "written": [written],
        "findings": findings(noticed),
        "errors": [],
    })
}

fn findings(findings: &[Diagnostic]) -> Vec<Value> {
    findings.iter().map(finding).collect()
}

fn finding(finding: &Diagnostic) -> Value {
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

fn rewrite(rewrite: &Rewrite) -> Value {
    json!({
        "rule": rewrite.rule,
        "file": rewrite.at.file,
        "sheet": rewrite.at.sheet,
        "cell": rewrite.at.cell.map(|cell| cell.to_string()),
        "before": rewrite.before,
        "after": rewrite.after,
        "excerpt": rewrite.excerpt,
    })
}

fn error(error: &Error) -> Value {
    json!({
        "code": error.kind().id(),
        "message": error.message(),
        "file": error.file(),
        "help": error.help_text(),
    })
}
