//! What was made uniform: for the terminal the counts for each rule, or every place; and the file
//! with the list of them.

use std::fmt::Write as _;
use std::path::Path;

use sachstand::diag::{Error, ErrorKind, Excerpt};
use sachstand::normalize::{Rewrite, Rule};
use sachstand::office::Outcome;
use sachstand::office::rewrites::TableForm;

use super::files;
use super::summary::plural;

/// Characters shown before and after a rewritten place.
const CONTEXT: usize = 30;

/// »87 Stellen vereinheitlicht; »sachstand check --rewrites« zeigt sie«
pub(super) fn total(places: usize) -> String {
    let places = match places {
        0 => return String::new(),
        count => plural(count, "Stelle", "Stellen"),
    };
    format!("{places} vereinheitlicht; »sachstand check --rewrites« zeigt sie\n")
}

/// How to see every place, where there are any.
pub(super) fn hint(outcomes: &[Outcome]) -> String {
    match all(outcomes).next() {
        Some(_) => "»sachstand check --rewrites« zeigt jede Stelle\n".into(),
        None => String::new(),
    }
}

/// How often each rule rewrites something, the most frequent first.
pub(super) fn counts(outcomes: &[Outcome]) -> String {
    let rules = by_rule(outcomes);
    if rules.is_empty() {
        return String::new();
    }
    let all = rules.iter().map(|(_, rewrites)| rewrites.len()).sum();
    let verb = if all == 1 { "wird" } else { "werden" };
    let mut out = format!("{} {verb} vereinheitlicht:\n", plural(all, "Stelle", "Stellen"));
    for (rule, rewrites) in rules {
        let _ = writeln!(out, "{:>6}  {} [{}]", rewrites.len(), rule.title(), rule.code());
    }
    out
}

/// Every place, under its rule.
pub(super) fn list(outcomes: &[Outcome]) -> String {
    let mut out = String::new();
    for (rule, rewrites) in by_rule(outcomes) {
        let _ = writeln!(out, "\n{} [{}]", rule.title(), rule.code());
        rewrites.iter().for_each(|rewrite| out.push_str(&place(rewrite)));
    }
    if out.contains(NO_BREAK) {
        let _ = writeln!(out, "\n{NO_BREAK} steht für ein geschütztes Leerzeichen");
    }
    if !out.is_empty() {
        out.push('\n');
    }
    out
}

/// The form of the file with the list; asked before any work is done. `inputs` must not be
/// overwritten.
///
/// # Errors
/// Where the ending is unknown or the file is a workbook of this run.
pub(super) fn form<'a>(path: &Path, mut inputs: impl Iterator<Item = &'a Path>) -> Result<TableForm, Error> {
    let refused = |message: &str, help: &str| {
        let message = format!("»{}« {message}", files::shown(path));
        let help = format!("Bei --protocol eine {help}; es wurde nichts geschrieben");
        Error::new(ErrorKind::Options, message).at(files::shown(path)).help(help)
    };
    let same = |other: &Path| match (path.canonicalize(), other.canonicalize()) {
        (Ok(one), Ok(other)) => one == other,
        _ => path == other,
    };
    let Some(form) = TableForm::of_ending(&files::ending(path)) else {
        let help = "Datei mit der Endung .xlsx oder .csv angeben";
        return Err(refused("endet weder auf .xlsx noch auf .csv", help));
    };
    if inputs.any(same) {
        let message = "ist eine der Arbeitsmappen und wird nicht überschrieben";
        return Err(refused(message, "andere Datei angeben"));
    }
    Ok(form)
}

fn all(outcomes: &[Outcome]) -> impl Iterator<Item = &Rewrite> {
    outcomes.iter().flat_map(|outcome| &outcome.rewrites)
}

/// The rewrites of each rule, in reading order; the most frequent rule first.
fn by_rule(outcomes: &[Outcome]) -> Vec<(Rule, Vec<&Rewrite>)> {
    let of = |rule: &Rule| (*rule, all(outcomes).filter(|it| it.rule == *rule).collect::<Vec<_>>());
    let mut rules: Vec<_> = Rule::ALL.iter().map(of).filter(|(_, rewrites)| !rewrites.is_empty()).collect();
    rules.sort_by_key(|(_, rewrites)| std::cmp::Reverse(rewrites.len()));
    rules
}

/// One place: the cell, before and after, and the text around it.
fn place(rewrite: &Rewrite) -> String {
    let around = Excerpt::around(&rewrite.excerpt.text, rewrite.excerpt.mark.clone(), CONTEXT);
    let (before, after) = (visible(&rewrite.before), visible(&rewrite.after));
    format!("  {}: »{before}« → »{after}«\n      {}\n", rewrite.at, visible(&around.text))
}

/// What stands for a no-break space.
const NO_BREAK: char = '␣';

/// Characters that cannot be seen made visible, all in one line.
fn visible(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '\u{a0}' | '\u{202f}' => out.push(NO_BREAK),
            '\n' => out.push('⏎'),
            '\t' => out.push('⇥'),
            c if c.is_control() || is_invisible(c) => {
                let _ = write!(out, "‹U+{:04X}›", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out
}

/// Soft hyphen, zero-width characters and marks of direction.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}
