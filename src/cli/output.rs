//! What the program says: findings and errors to standard error, results to standard output.

use std::io::{self, IsTerminal as _, Write as _};
use std::sync::OnceLock;

use sachstand::diag::{Diagnostic, Error, ErrorKind, Severity, render};
use sachstand::model::{Edition, MarkOrigin};
use sachstand::office::{InPlace, Made, Outcome, Status, json};
use serde_json::Value;

use super::args::CommonArgs;
use super::progress::Progress;
use super::summary::{self, failures, plural};
use super::terminal;

/// So many workbooks take so long to be read that it is said before.
const MANY: usize = 100;

/// How a run is reported.
pub(super) struct Output {
    pub(super) json: bool,
    quiet: bool,
    /// Whether of papers that were in place already nothing is said.
    only_news: bool,
}

/// A run that is over.
pub(super) struct Over<'a> {
    /// What became of the workbooks, in their order.
    pub(super) outcomes: &'a [Outcome],
    /// What was said of the inputs.
    pub(super) notes: &'a [String],
    /// The file with the list of rewrites, where one was wanted.
    pub(super) list: Option<&'a Result<String, Error>>,
    /// What is to be said of rewrites and columns.
    pub(super) rewrites: &'a str,
    /// What was done with the papers: »erstellt«.
    pub(super) verb: &'a str,
}

impl Output {
    /// Runs a command and reports where it cannot begin; `list` is the key of its results in the JSON
    /// form.
    pub(super) fn of(
        args: &CommonArgs,
        list: &str,
        command: impl FnOnce(&Self) -> Result<Status, Error>,
    ) -> Status {
        let output = Self { json: args.json, quiet: args.quiet, only_news: false };
        command(&output).unwrap_or_else(|error| {
            if output.json {
                output.value(&json::failed(list, &error))
            } else {
                output.error(&error)
            }
            Status::Failed
        })
    }

    /// Runs a command that goes on until it is ended, for somebody who looks at it: no JSON, only what is new.
    pub(super) fn lasting(quiet: bool, command: impl FnOnce(&Self) -> Result<Status, Error>) -> Status {
        let output = Self { json: false, quiet, only_news: true };
        command(&output).unwrap_or_else(|error| {
            output.error(&error);
            Status::Failed
        })
    }

    /// One JSON value. What is no plain character stands in it as an escape sequence of JSON.
    pub(super) fn value(&self, value: &Value) {
        to_stdout(&format!("{}\n", terminal::escaped(&format!("{value:#}"))));
    }

    /// Findings; only errors where it is to be quiet.
    pub(super) fn findings<'a>(&self, findings: impl IntoIterator<Item = &'a Diagnostic>) {
        for finding in findings.into_iter().filter(|it| !self.quiet || it.severity() == Severity::Error) {
            to_stderr(&format!("{}\n", render::finding(finding)));
        }
    }

    /// Why something could not be done.
    pub(super) fn error(&self, error: &Error) {
        to_stderr(&format!("{}\n", render::error(error)));
    }

    /// Text of the result, unless it is to be quiet.
    pub(super) fn text(&self, text: &str) {
        if !self.quiet {
            to_stdout(text);
        }
    }

    /// A bar for a run over so many workbooks.
    pub(super) fn progress(&self, count: usize) -> Progress {
        Progress::new(!self.json && !self.quiet && count > 1, count)
    }

    /// That a run over very many workbooks has begun: all are read before the first paper is made, since each may be
    /// the previous version of another. On a terminal the bar shows it.
    pub(super) fn begin(&self, count: usize) {
        if !self.json && !self.quiet && count >= MANY && !std::io::stderr().is_terminal() {
            to_stderr(&format!("{count} Arbeitsmappen gefunden; zuerst werden alle gelesen\n"));
        }
    }

    /// What the user should know of the inputs; the JSON form tells it at the end.
    pub(super) fn notes(&self, notes: &[String]) {
        if !self.json && !self.quiet {
            notes.iter().for_each(|note| to_stderr(&format!("Hinweis: {note}\n")));
        }
    }

    /// What became of a workbook: what its paper was compared with, its files, and what was noticed. The JSON
    /// form tells it at the end.
    pub(super) fn outcome(&self, outcome: &Outcome) {
        if self.json || (self.only_news && outcome.is_unchanged()) {
            return;
        }
        for made in outcome.editions() {
            compared(outcome, made).into_iter().for_each(|line| self.text(&format!("{line}\n")));
            made.written.iter().flatten().for_each(|file| self.file(file));
        }
        self.findings(&outcome.findings);
        failures(outcome).for_each(|error| self.error(error));
    }

    fn file(&self, file: &str) {
        self.text(&format!("  {file}\n"));
    }

    /// Reports a run that is over, after its outcomes.
    pub(super) fn over(&self, over: &Over<'_>) -> Status {
        let Over { outcomes, list, .. } = *over;
        if self.json {
            self.value(&json::papers(outcomes, list, over.notes));
        } else {
            list.and_then(|list| list.as_ref().err()).into_iter().for_each(|error| self.error(error));
            self.text(over.rewrites);
            list.into_iter().flatten().for_each(|file| self.file(file));
            if !self.only_news {
                self.text(&summary::table(outcomes));
            }
            self.text(&summary::papers(outcomes, over.verb));
            let workbooks = plural(outcomes.len(), "Arbeitsmappe", "Arbeitsmappen");
            self.text(&format!("{workbooks}: {}\n", summary::counts(outcomes)));
            self.text(notice(outcomes, list.is_some()));
        }
        let worst = outcomes.iter().map(Outcome::status).max().unwrap_or(Status::Done);
        if matches!(list, Some(Err(_))) { Status::Failed } else { worst }
    }
}

/// »KRM_Sachstand 1.14, öffentlich, gegenüber 1.13 (input/krm_1.13.xlsx): 54 Änderungen«
fn compared(outcome: &Outcome, made: &Made) -> Option<String> {
    let identity = outcome.identity.as_ref()?;
    let version = identity.number().map_or_else(String::new, |version| format!(" {version}"));
    let name = format!("{}{version}, {},", identity.id.value, made.edition.german());
    if let Some(InPlace { warnings, .. }) = &made.unchanged {
        return Some(match warnings {
            0 => format!("{name} unverändert"),
            count => {
                let count = plural(*count, "Warnung", "Warnungen");
                format!("{name} unverändert, {count} wie beim Erstellen; »sachstand check« zeigt sie")
            }
        });
    }
    let compared = made.compared.as_ref()?;
    let Some(changes) = compared.changes else {
        return Some(format!("{name} ohne Kennzeichnung der Änderungen"));
    };
    let changes = plural(changes, "Änderung", "Änderungen");
    let file = compared.previous.as_deref().unwrap_or_default();
    Some(match &compared.marks {
        MarkOrigin::None => format!("{name} ist eine erste Fassung"),
        MarkOrigin::Missing => format!("{name} ohne Vergleich mit einer früheren Fassung"),
        MarkOrigin::ByHand => format!("{name} mit den Kennzeichnungen aus den Zellen: {changes}"),
        MarkOrigin::Against { version: Some(version), .. } => {
            format!("{name} gegenüber {version} ({file}): {changes}")
        }
        MarkOrigin::Against { version: None, .. } => format!("{name} gegenüber {file}: {changes}"),
    })
}

/// That what was said is not for everybody, where files are.
fn notice(outcomes: &[Outcome], listed: bool) -> &'static str {
    let public = outcomes.iter().flat_map(Outcome::editions).any(|made| made.edition == Edition::Public);
    let said = listed || outcomes.iter().any(|outcome| !outcome.findings.is_empty());
    if !public || !said {
        return "";
    }
    "Meldungen und Listen können Namen enthalten, die nicht öffentlich sind: nicht zu den öffentlichen Dateien legen\n"
}

/// »1 Fehler, 3 Warnungen«
pub(super) fn counts<'a>(findings: impl IntoIterator<Item = &'a Diagnostic>) -> String {
    let (errors, warnings): (Vec<_>, Vec<_>) =
        findings.into_iter().partition(|finding| finding.severity() == Severity::Error);
    format!("{} Fehler, {}", errors.len(), plural(warnings.len(), "Warnung", "Warnungen"))
}

/// Why a part of the results could not be written.
static LOST: OnceLock<io::Error> = OnceLock::new();

/// Writes to standard output, without colours where it is no terminal or `NO_COLOR` is set. That
/// nobody reads it (a closed pipe) is no reason to fail; that it cannot be kept is ([`lost`]).
pub(super) fn to_stdout(text: &str) {
    let mut out = anstream::stdout();
    let written = out.write_all(terminal::shown(text).as_bytes()).and_then(|()| out.flush());
    if let Err(error) = written
        && error.kind() != io::ErrorKind::BrokenPipe
    {
        let _ = LOST.set(error);
    }
}

/// Says that a part of the results could not be written, where that is so.
pub(super) fn lost() -> bool {
    let Some(error) = LOST.get() else { return false };
    let reason = if error.kind() == io::ErrorKind::StorageFull { " (kein Platz mehr)" } else { "" };
    let error =
        Error::new(ErrorKind::Io, format!("Die Ausgabe des Programms kann nicht geschrieben werden{reason}"));
    to_stderr(&render::error(&error.help("Freien Platz und Schreibrechte prüfen, wohin sie umgeleitet ist")));
    true
}

/// Writes to standard error.
pub(super) fn to_stderr(text: &str) {
    let _ = anstream::stderr().write_all(terminal::shown(text).as_bytes());
}
