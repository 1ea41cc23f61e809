//! The forms of `--json`, described in `docs/json.md`. They are stable: keys are only ever added.

use serde_json::{Value, json};

use super::{Difference, Identity, Made, Outcome};
use crate::diag::{Diagnostic, Error, Excerpt};
use crate::model::{MarkOrigin, Report, Version};
use crate::normalize::Rewrite;
use crate::source::Location;

/// The version of the forms; raised where a key changes its meaning or goes.
const VERSION: u32 = 1;

/// What is quoted from workbooks, whatever the edition.
const NOTICE: &str = "Kann Namen und Texte enthalten, die nicht für die Öffentlichkeit bestimmt sind";

/// A call that could not begin; `list` is the key of the results, which are none.
pub fn failed(list: &str, error: &Error) -> Value {
    json!({ "version": VERSION, list: [], "errors": [self::error(error)] })
}

/// The outcomes of `build` and `check`; `rewrites` is the file with the list of rewrites, or why it
/// could not be written; `notes` is what was said of the inputs.
pub fn papers(outcomes: &[Outcome], rewrites: Option<&Result<String, Error>>, notes: &[String]) -> Value {
    let errors = outcomes.iter().flat_map(Outcome::errors);
    let errors = errors.chain(rewrites.and_then(|written| written.as_ref().err()));
    json!({
        "version": VERSION,
        "notice": NOTICE,
        "notes": notes,
        "papers": outcomes.iter().map(paper).collect::<Vec<_>>(),
        "protocol": rewrites.and_then(|written| written.as_ref().ok()),
        "errors": errors.map(error).collect::<Vec<_>>(),
    })
}

fn paper(outcome: &Outcome) -> Value {
    let identity = outcome.identity.as_ref();
    let compared = outcome.editions().find_map(|made| made.compared.as_ref());
    json!({
        "file": outcome.file,
        "document": identity.map(|identity| &identity.id.value),
        "version": identity.and_then(Identity::number),
        "previous": compared.and_then(|it| it.previous.as_ref()),
        "changes": compared.and_then(|it| it.changes),
        "written": outcome.written().collect::<Vec<_>>(),
        "editions": outcome.editions().map(edition).collect::<Vec<_>>(),
        "findings": findings(&outcome.findings),
        "rewrites": outcome.rewrites.iter().map(rewrite).collect::<Vec<_>>(),
        "columns": outcome.columns,
    })
}

fn edition(made: &Made) -> Value {
    json!({
        "edition": made.edition,
        "changes": made.compared.as_ref().and_then(|it| it.changes),
        "written": made.written.as_deref().unwrap_or_default(),
    })
}

/// The outcome of `diff`; where more than one edition was compared, one after the other.
pub fn differences(all: &[Difference]) -> Value {
    match all {
        [one] => difference(one),
        all => json!({
            "version": VERSION,
            "notice": NOTICE,
            "editions": all.iter().map(difference).collect::<Vec<_>>(),
            "errors": [],
        }),
    }
}

fn difference(it: &Difference) -> Value {
    let marks = match it.marks {
        MarkOrigin::ByHand => "cells",
        MarkOrigin::None | MarkOrigin::Missing | MarkOrigin::Against { .. } => "computed",
    };
    json!({
        "version": VERSION,
        "notice": NOTICE,
        "edition": it.edition,
        "previous": side(&it.previous),
        "current": side(&it.current),
        "marks": marks,
        "changes": it.changes,
        "findings": it.noticed.iter().chain(&it.findings).map(finding).collect::<Vec<_>>(),
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

/// The outcome of `advance`: the old workbook and version, the new ones, and what was noticed.
pub fn advanced(file: &str, versions: [&Version; 2], written: &str, noticed: &[Diagnostic]) -> Value {
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

/// The outcome of `new`: the workbook that it took over, where there is one, the new one, and what was
/// noticed.
pub fn begun(from: Option<&str>, written: &str, noticed: &[Diagnostic]) -> Value {
    json!({
        "version": VERSION,
        "from": from,
        "written": [written],
        "findings": findings(noticed),
        "errors": [],
    })
}

fn findings(findings: &[Diagnostic]) -> Vec<Value> {
    findings.iter().map(finding).collect()
}

fn finding(finding: &Diagnostic) -> Value {
    let first = place(&finding.message, &finding.at, (finding.excerpt.as_ref(), finding.subject.as_deref()));
    let more = finding
        .more
        .iter()
        .map(|it| place(&it.message, &it.at, (it.excerpt.as_ref(), it.subject.as_deref())));
    json!({
        "code": finding.code.id(),
        "severity": finding.severity(),
        "message": finding.message,
        "file": finding.at.file,
        "sheet": finding.at.sheet,
        "cell": finding.at.cell.map(|cell| cell.to_string()),
        "excerpt": finding.excerpt,
        "subject": finding.subject,
        "help": finding.help,
        "places": std::iter::once(first).chain(more).collect::<Vec<_>>(),
    })
}

fn place(message: &str, at: &Location, (excerpt, subject): (Option<&Excerpt>, Option<&str>)) -> Value {
    json!({
        "message": message,
        "file": at.file,
        "sheet": at.sheet,
        "cell": at.cell.map(|cell| cell.to_string()),
        "excerpt": excerpt,
        "subject": subject,
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
