//! What a run over several workbooks came to: a table, the failures last, and how many papers there are.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use sachstand::diag::{Diagnostic, Error, ErrorKind, Severity, head, one_line};
use sachstand::office::{Outcome, Status};

/// So much of the name of a paper stands in the table, in characters.
const NAME: usize = 40;

const HEADS: [&str; 4] = ["Bericht", "Dateien", "Warnungen", "Fehler"];

/// Why a paper or an edition is missing, where no finding says so.
pub(super) fn failures(outcome: &Outcome) -> impl Iterator<Item = &Error> {
    outcome.errors().filter(|error| error.kind() != ErrorKind::Unused)
}

/// »1 Fehler, 3 Warnungen« for all workbooks; warnings of papers that were in place are those of then.
pub(super) fn counts(outcomes: &[Outcome]) -> String {
    let errors: usize = outcomes.iter().map(errors).sum();
    let warnings: usize = outcomes.iter().map(warnings).sum();
    format!("{errors} Fehler, {}", plural(warnings, "Warnung", "Warnungen"))
}

pub(super) fn plural(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// A line for each workbook: sound papers, then those with errors, then those that were not made, each in
/// the order of the workbooks. Nothing for a single one.
pub(super) fn table(outcomes: &[Outcome]) -> String {
    if outcomes.len() < 2 {
        return String::new();
    }
    let mut sorted: Vec<&Outcome> = outcomes.iter().collect();
    sorted.sort_by_key(|outcome| End::of(outcome));
    let rows: Vec<[String; 5]> = sorted.into_iter().map(row).collect();
    let width = |at: usize| {
        rows.iter()
            .filter_map(|row| row.get(at))
            .chain([&HEADS[at].to_owned()])
            .map(|it| it.chars().count())
            .max()
    };
    let [a, b, c, d] = [0, 1, 2, 3].map(|at| width(at).unwrap_or(0));
    let [paper, files, warnings, errors] = HEADS;
    let mut out = format!("\n{paper:a$}  {files:b$}  {warnings:>c$}  {errors:>d$}  Wo\n");
    for [paper, files, warnings, errors, place] in rows {
        let _ = writeln!(out, "{paper:a$}  {files:b$}  {warnings:>c$}  {errors:>d$}  {place}");
    }
    out + "\n"
}

/// »30 Berichte erstellt, davon 2 mit Fehlern, 4 unverändert; 3 nicht erstellt: 2 kennwortschutz,
/// 1 version-doppelt«; `verb` is what was done with them.
pub(super) fn papers(outcomes: &[Outcome], verb: &str) -> String {
    let papers = outcomes.iter().filter(|it| !is_copy(it) && End::of(it) != End::NotMade);
    let (made, unchanged): (Vec<_>, Vec<_>) = papers.partition(|it| is_made(it));
    let faulty = |papers: &[&Outcome]| match papers.iter().filter(|it| End::of(it) == End::Faulty).count() {
        0 => String::new(),
        count => format!(", davon {count} mit Fehlern"),
    };
    let mut out = format!("{} {verb}{}", plural(made.len(), "Bericht", "Berichte"), faulty(&made));
    if !unchanged.is_empty() {
        let _ = write!(out, ", {} unverändert{}", unchanged.len(), faulty(&unchanged));
    }
    let held_back: usize = made.iter().map(|it| it.errors().count()).sum();
    if held_back > 0 {
        let _ = write!(out, "; {} nicht {verb}", plural(held_back, "Ausgabe", "Ausgaben"));
    }
    let missing: Vec<&Outcome> = outcomes.iter().filter(|it| End::of(it) == End::NotMade).collect();
    if !missing.is_empty() {
        let mut reasons: BTreeMap<&str, usize> = BTreeMap::new();
        missing.iter().for_each(|outcome| *reasons.entry(reason(outcome)).or_default() += 1);
        let reasons: Vec<String> =
            reasons.iter().map(|(reason, count)| format!("{count} {reason}")).collect();
        let _ = write!(out, "; {} nicht {verb}: {}", missing.len(), reasons.join(", "));
    }
    out + "\n"
}

/// How a workbook ended, in the order of the table.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum End {
    Sound,
    Faulty,
    NotMade,
}

impl End {
    fn of(outcome: &Outcome) -> Self {
        let made = is_copy(outcome) || outcome.editions().any(|made| made.written.is_ok());
        match outcome.status() {
            _ if !made => Self::NotMade,
            Status::Done => Self::Sound,
            Status::Findings | Status::Failed => Self::Faulty,
        }
    }
}

/// Whether an edition of the paper was made in this run.
fn is_made(outcome: &Outcome) -> bool {
    outcome.editions().any(|made| made.written.is_ok() && made.unchanged.is_none())
}

/// Whether there is nothing to be made of a workbook.
fn is_copy(outcome: &Outcome) -> bool {
    outcome.made.as_ref().is_ok_and(Vec::is_empty)
}

fn row(outcome: &Outcome) -> [String; 5] {
    let name = outcome.identity.as_ref().map_or_else(
        || "–".into(),
        |identity| {
            let version = identity.number().map_or_else(String::new, |version| format!(" {version}"));
            head(&format!("{}{version}", identity.id.value), NAME)
        },
    );
    let written = outcome.editions().map(|made| {
        let files = made.written.iter().flatten();
        files.filter_map(|file| Some(file.rsplit_once('.')?.1)).collect::<Vec<_>>().join(", ")
    });
    let written: Vec<String> = written.filter(|it| !it.is_empty()).collect();
    let files = match End::of(outcome) {
        End::NotMade => "keine".into(),
        _ if written.is_empty() && outcome.is_unchanged() => "unverändert".into(),
        _ if written.is_empty() => "–".into(),
        // Both editions of a paper: »docx, pdf + docx, pdf«.
        _ => written.join(" + "),
    };
    let counts = [warnings(outcome), errors(outcome)].map(|count| count.to_string());
    let [warnings, errors] = counts;
    [one_line(&name).into(), files, warnings, errors, one_line(&place(outcome)).into()]
}

/// The cell of the first error, or else of the first warning; for a paper that was not made, why.
fn place(outcome: &Outcome) -> String {
    let worst = outcome.findings.iter().min_by_key(|finding| finding.severity());
    match (failures(outcome).next(), worst) {
        (Some(error), _) => format!("{}: {}", outcome.file, error.message()),
        (None, Some(finding)) => finding.at.to_string(),
        (None, None) => outcome.file.clone(),
    }
}

/// The code that says why there is no paper.
fn reason(outcome: &Outcome) -> &'static str {
    let error = failures(outcome).next();
    let finding = || outcome.findings.iter().find(|it| it.severity() == Severity::Error);
    error.map(|error| error.kind().id()).or_else(|| Some(finding()?.code.id())).unwrap_or("nicht-verwendet")
}

fn errors(outcome: &Outcome) -> usize {
    let bad = |finding: &&Diagnostic| finding.severity() == Severity::Error;
    outcome.findings.iter().filter(bad).count() + failures(outcome).count()
}

fn warnings(outcome: &Outcome) -> usize {
    let now = outcome.findings.iter().filter(|it| it.severity() == Severity::Warning).count();
    let then = outcome.editions().filter_map(|made| Some(made.unchanged.as_ref()?.warnings)).max();
    now.max(then.unwrap_or(0))
}
