//! The proof: a comparison that loses, doubles or invents a word is not let out.
//!
//! Removing what is struck must give the current version, text by text, character by character and
//! with its formatting; removing what is new must give the previous one, cell by cell, up to white
//! space. Nothing of the comparison is used here but its result and the record of what each
//! paragraph was.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

use crate::diag::{Error, ErrorKind};
use crate::model::{Paragraph, Report};
use crate::text::Text;

use super::build::{ParagraphTrace, RowTrace, Trace};

/// The three tables of a report and the two columns of each.
type Cell = (&'static str, usize);

/// Checks a merged report against both versions as their cells have them (`raw`) and as they read
/// without hand marks (`plain`).
pub(super) fn prove(
    raw: (&Report, &Report),
    plain: (&Report, &Report),
    merged: &Report,
    trace: &Trace,
) -> Result<(), Error> {
    for (raw, plain) in [(raw.0, plain.0), (raw.1, plain.1)] {
        let joined = |report: &Report| join(lines(report).iter().map(|(_, text)| plain_text(text)));
        if !same(&joined(raw), &joined(plain)) {
            return Err(broken("handgesetzte Markierungen", raw));
        }
    }
    let now = |report: &Report| {
        let lines = lines(report).into_iter().map(|(place, text)| (place, text.current()));
        lines.filter(|(_, text)| !fold(text.as_str()).is_empty()).collect::<Vec<_>>()
    };
    if now(merged) != now(plain.1) {
        return Err(broken("die neue Fassung", plain.1));
    }
    let then = former(plain.0);
    let rebuilt = rebuilt(merged, trace).ok_or_else(|| broken("die Zuordnung", plain.0))?;
    let differs = |cell: &Cell| {
        let text = |cells: &BTreeMap<Cell, String>| cells.get(cell).cloned().unwrap_or_default();
        !same(&text(&then), &text(&rebuilt))
    };
    match then.keys().chain(rebuilt.keys()).any(differs) {
        true => Err(broken("die vorige Fassung", plain.0)),
        false => Ok(()),
    }
}

fn broken(what: &str, report: &Report) -> Error {
    Error::new(ErrorKind::Internal, format!("der Vergleich der Fassungen geht nicht auf ({what})"))
        .help(
            "Es wurde kein Dokument erzeugt, damit keines mit falschen Markierungen entsteht. Bitte melden Sie \
             den Fehler; mit »--changes clean« entsteht das Dokument ohne Markierungen.",
        )
        .at(report.file.to_string())
}

/// Every text of a report with the kind of its place, in the order of the paper.
fn lines(report: &Report) -> Vec<(&'static str, &Text)> {
    let mut lines: Vec<(&'static str, &Text)> = Vec::new();
    for field in &report.fields {
        lines.push(("field", &field.title.value));
        for action in &field.actions {
            lines.extend(action.title.iter().map(|it| ("action", &it.text)));
            lines.extend(action.status.iter().map(|it| ("status", &it.text)));
        }
    }
    for section in &report.sections {
        lines.push(("section", &section.title.value));
        lines.extend(section.paragraphs.iter().map(|it| ("text", &it.text)));
    }
    for entry in &report.abbreviations {
        lines.extend([("short", &entry.short.value), ("meaning", &entry.meaning.value)]);
    }
    lines
}

fn plain_text(text: &Text) -> String {
    text.current().to_plain()
}

/// The cells of a version: their paragraphs in one text each.
fn former(report: &Report) -> BTreeMap<Cell, String> {
    let text = |paragraphs: &[Paragraph]| join(paragraphs.iter().map(|it| it.text.to_plain()));
    let mut cells = BTreeMap::new();
    let mut row = 0;
    for (at, field) in report.fields.iter().enumerate() {
        cells.insert(("field", at), field.title.value.to_plain());
        for action in &field.actions {
            cells.insert(("action", row), text(&action.title));
            cells.insert(("status", row), text(&action.status));
            row += 1;
        }
    }
    for (at, section) in report.sections.iter().enumerate() {
        cells.insert(("section", at), section.title.value.to_plain());
        cells.insert(("text", at), text(&section.paragraphs));
    }
    for (at, entry) in report.abbreviations.iter().enumerate() {
        cells.insert(("short", at), entry.short.value.to_plain());
        cells.insert(("meaning", at), entry.meaning.value.to_plain());
    }
    cells
}

/// Collects the texts that a merged report holds of each cell of the previous version.
#[derive(Default)]
struct Pieces(BTreeMap<Cell, Vec<(usize, String)>>);

impl Pieces {
    /// Takes a text down; none where it holds old words, but is said to be new.
    fn add(&mut self, kind: &'static str, text: &Text, trace: Option<&ParagraphTrace>) -> Option<()> {
        let old = text.previous().to_plain();
        match trace.and_then(|trace| trace.previous) {
            Some((row, at)) => self.0.entry((kind, row)).or_default().push((at, old)),
            None if fold(&old).is_empty() => {}
            None => return None,
        }
        Some(())
    }

    fn cell(&mut self, kind: &'static str, paragraphs: &[Paragraph], trace: &[ParagraphTrace]) -> Option<()> {
        for (at, paragraph) in paragraphs.iter().enumerate() {
            self.add(kind, &paragraph.text, trace.get(at))?;
        }
        Some(())
    }
}

/// The cells of the previous version as the merged report holds them.
fn rebuilt(merged: &Report, trace: &Trace) -> Option<BTreeMap<Cell, String>> {
    let mut pieces = Pieces::default();
    let none = RowTrace::default();
    for (at, field) in merged.fields.iter().enumerate() {
        let trace = trace.fields.get(at)?;
        let title = ParagraphTrace { previous: trace.origin.previous.map(|at| (at, 0)), moved: false };
        pieces.add("field", &field.title.value, Some(&title))?;
        for (at, action) in field.actions.iter().enumerate() {
            let trace = trace.actions.get(at).unwrap_or(&none);
            pieces.cell("action", &action.title, &trace.title)?;
            pieces.cell("status", &action.status, &trace.body)?;
        }
    }
    for (at, section) in merged.sections.iter().enumerate() {
        let trace = trace.sections.get(at).unwrap_or(&none);
        pieces.add("section", &section.title.value, trace.title.first())?;
        pieces.cell("text", &section.paragraphs, &trace.body)?;
    }
    for (at, entry) in merged.abbreviations.iter().enumerate() {
        let trace = trace.abbreviations.get(at).unwrap_or(&none);
        pieces.add("short", &entry.short.value, trace.title.first())?;
        pieces.add("meaning", &entry.meaning.value, trace.body.first())?;
    }
    let cell = |(cell, mut parts): (Cell, Vec<(usize, String)>)| {
        parts.sort_by_key(|(at, _)| *at);
        (cell, join(parts.into_iter().map(|(_, text)| text)))
    };
    Some(pieces.0.into_iter().map(cell).collect())
}

fn join(texts: impl Iterator<Item = String>) -> String {
    texts.collect::<Vec<_>>().join(" ")
}

/// The text without what is no change: white space to one space each, soft hyphens and zero-width
/// characters gone, characters composed.
fn fold(text: &str) -> String {
    let spaces =
        text.chars().filter(|c| !matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}'));
    let text: String = spaces.collect();
    let text = if text.chars().all(|c| c < '\u{300}') { text } else { text.nfc().collect() };
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether two texts are the same but for white space, which must stand where the other has it,
/// except beside the signs that are written with and without (`z. B.`, `10 %`, `§ 5`).
fn same(one: &str, other: &str) -> bool {
    let (one, other) = (fold(one), fold(other));
    let (mut left, mut right) = (one.chars().peekable(), other.chars().peekable());
    let mut last = ' ';
    loop {
        match (left.peek().copied(), right.peek().copied()) {
            (None, None) => return true,
            (a, b) if a == b => {
                last = a.unwrap_or(last);
                left.next();
                right.next();
            }
            (Some(' '), next) | (next, Some(' ')) if may_touch(last, next) => {
                let spaced = if left.peek() == Some(&' ') { &mut left } else { &mut right };
                spaced.next();
            }
            _ => return false,
        }
    }
}

fn may_touch(last: char, next: Option<char>) -> bool {
    let closing = |c: char| ".,;:!?)%‰€$°".contains(c);
    ".§ ".contains(last) || last.is_ascii_digit() || next.is_none_or(closing)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_declared_differences_are_none() {
        assert!(same("z.B.  10\u{202f}% der\u{a0}Kos\u{ad}ten", "z. B. 10% der Kosten "));
        assert!(!same("zusammenarbeiten", "zusammen arbeiten"));
        assert!(!same("bis Mai", "bis Mai 2026"));
        assert!(!same("Wort", "wort"));
    }
}
