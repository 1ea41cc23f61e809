//! `sachstand diff`: two versions of a paper compared, on the terminal.

use std::fmt::Write as _;
use std::path::Path;

use sachstand::compose::{Marks, change_place, described};
use sachstand::diag::{Diagnostic, Error, Severity, Warned};
use sachstand::editions::unfit;
use sachstand::model::{Change, ChangeKind, Report};
use sachstand::pipeline::{self, Compared};
use sachstand::settings::Settings;

use super::args::DiffArgs;
use super::config::Config;
use super::output::{Output, plural};
use super::terminal::Terminal;
use super::workbook::Workbook;
use super::{Status, json};

/// Two versions and what is between them.
struct Difference {
    previous: Report,
    current: Report,
    marks: Marks,
    changes: Vec<Change>,
    /// What was noticed about the workbooks, each on its own.
    noticed: Vec<Diagnostic>,
    /// What was noticed comparing them.
    findings: Vec<Diagnostic>,
}

/// Compares and prints; status 1 is for changes, and only where it was asked for.
pub(super) fn run(args: &DiffArgs) -> Status {
    let output = Output::new(&args.common);
    let difference = match compare(args) {
        Ok(difference) => difference,
        Err(error) => return output.failed("changes", &error),
    };
    if output.json {
        print_json(&output, &difference)
    } else {
        print(&output, &difference)
    }
    let changed = args.exit_code && !difference.changes.is_empty();
    if changed { Status::Findings } else { Status::Done }
}

fn compare(args: &DiffArgs) -> Result<Difference, Error> {
    let settings = Config::new(&args.common, Some(&args.text))?.settings;
    let mut noticed = Vec::new();
    let previous = read(&args.previous, &settings, &mut noticed)?;
    let current = read(&args.current, &settings, &mut noticed)?;
    let mut findings: Vec<Diagnostic> = unfit(&previous, &current).into_iter().collect();
    let Warned { value: Compared { comparison, marks }, findings: more } =
        pipeline::mark(&current, Some(&previous), args.text.marks.into())?;
    findings.extend(more);
    Ok(Difference { previous, current, marks, changes: comparison.changes, noticed, findings })
}

fn read(file: &Path, settings: &Settings, noticed: &mut Vec<Diagnostic>) -> Result<Report, Error> {
    let Workbook { loaded, findings, .. } = Workbook::read(file, settings);
    noticed.extend(findings);
    Ok(loaded?.report)
}

fn print_json(output: &Output, it: &Difference) {
    let findings: Vec<Diagnostic> = it.noticed.iter().chain(&it.findings).cloned().collect();
    output.value(&json::difference(&json::Difference {
        previous: &it.previous,
        current: &it.current,
        marks: match it.marks {
            Marks::ByHand => "cells",
            Marks::None | Marks::Against { .. } => "computed",
        },
        changes: &it.changes,
        findings: &findings,
    }));
}

fn print(output: &Output, it: &Difference) {
    // Warnings about one workbook are for `check`; an error may make the comparison wrong.
    output.findings(it.noticed.iter().filter(|it| it.severity() == Severity::Error).chain(&it.findings));
    let terminal = Terminal::stdout();
    output.text(&head(terminal, it));
    for group in it.changes.chunk_by(|one, next| title(one) == title(next)) {
        output.text(&listed(terminal, group));
    }
    output.text(&format!("{}\n", summary(&it.changes)));
}

/// What is compared with what, and how changes are shown.
fn head(terminal: Terminal, it: &Difference) -> String {
    let mut out = format!("{}\n", terminal.heading(&it.current.facts.id.value));
    for (word, report) in [("alt", &it.previous), ("neu", &it.current)] {
        let facts = &report.facts;
        let version = facts.version.as_ref().map(|it| format!("Version {}", it.value));
        let date = facts.date.as_ref().map(|it| format!("Stand {}", it.value.strftime("%d.%m.%Y")));
        let known: Vec<String> = version.into_iter().chain(date).collect();
        let known = if known.is_empty() { String::new() } else { format!(" ({})", known.join(", ")) };
        let _ = writeln!(out, "  {word}: {}{known}", report.file);
    }
    if it.marks == Marks::ByHand {
        out.push_str("  nach den Kennzeichnungen in den Zellen, nicht errechnet\n");
    }
    out.push('\n');
    out
}

/// The changes of one Aktion, section or abbreviation under its name.
fn listed(terminal: Terminal, group: &[Change]) -> String {
    let mut out = group.first().map_or_else(String::new, |it| format!("{}\n", terminal.heading(&title(it))));
    for change in group {
        let _ = writeln!(out, "  {}{}", described(change), cells(change));
        out.push_str(&terminal.runs(&change.runs, 4));
    }
    out.push('\n');
    out
}

fn title(change: &Change) -> String {
    let names = [change_place(change), &change.action];
    let names: Vec<String> = names.into_iter().filter(|name| !name.trim().is_empty()).map(one_line).collect();
    names.join(" › ")
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The cells of both sides: ` · Sachstand!C4 → Sachstand!C5`
fn cells(change: &Change) -> String {
    let inside = |at: &Option<sachstand::source::Location>| at.as_ref().map(|at| at.inside());
    match (inside(&change.cells.previous), inside(&change.cells.current)) {
        (Some(one), Some(other)) if one != other => format!(" · {one} → {other}"),
        (Some(one), None) => format!(" · {one} (alt)"),
        (_, Some(one)) => format!(" · {one}"),
        (None, None) => String::new(),
    }
}

/// »54 Änderungen: 3 neu, 2 entfallen, 49 geändert; 120 Wörter neu, 80 entfallen«
fn summary(changes: &[Change]) -> String {
    if changes.is_empty() {
        return "Keine Änderungen".into();
    }
    let count = |kinds: &[ChangeKind]| changes.iter().filter(|it| kinds.contains(&it.kind)).count();
    let kinds = [
        (count(&[ChangeKind::Added]), "neu"),
        (count(&[ChangeKind::Removed]), "entfallen"),
        (count(&[ChangeKind::Reworded]), "geändert"),
        (count(&[ChangeKind::Renamed]), "umbenannt"),
        (count(&[ChangeKind::Moved, ChangeKind::MovedReworded]), "verschoben"),
    ];
    let kinds: Vec<String> =
        kinds.iter().filter(|(count, _)| *count > 0).map(|(count, word)| format!("{count} {word}")).collect();
    let inserted = changes.iter().map(|it| it.words.inserted).sum();
    let deleted: usize = changes.iter().map(|it| it.words.deleted).sum();
    format!(
        "{}: {}; {} neu, {deleted} entfallen",
        plural(changes.len(), "Änderung", "Änderungen"),
        kinds.join(", "),
        plural(inserted, "Wort", "Wörter")
    )
}
