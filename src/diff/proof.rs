//! The proof: a comparison that loses, doubles or invents a word is not let out.
//!
//! Removing what is struck must give the current version, text by text, character by character and
//! with its formatting; removing what is new must give the previous one, cell by cell, up to white
//! space. Nothing of the comparison is used here but its result and the record of what each
//! paragraph was.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

use crate::diag::{Error, ErrorKind};
use crate::model::{Report, Spot, SpotKind, SpotPlace};
use crate::text::{Text, is_visible, single_spaced};

use super::build::Trace;

/// A column of a table of the report, and the row among all its rows.
type CellKey = (SpotKind, usize);

/// Checks a merged report against both versions as their cells have them (`raw`) and as they read
/// without hand marks (`plain`).
pub(super) fn prove(
    raw: (&Report, &Report),
    plain: (&Report, &Report),
    merged: &Report,
    trace: &Trace,
) -> Result<(), Error> {
    for (raw, plain) in [(raw.0, plain.0), (raw.1, plain.1)] {
        let joined =
            |report: &Report| join(texts(report).into_iter().map(|(.., text)| text.current().to_plain()));
        if !same(&joined(raw), &joined(plain)) {
            return Err(broken("handgesetzte Markierungen", raw));
        }
    }
    let now = |report: &Report| {
        let texts = texts(report).into_iter().map(|(kind, _, text)| (kind, text.current()));
        texts.filter(|(_, text)| text.as_str().chars().any(is_visible)).collect::<Vec<_>>()
    };
    if now(merged) != now(plain.1) {
        return Err(broken("die neue Fassung", plain.1));
    }
    let then = former(plain.0);
    let rebuilt = rebuilt(merged, trace).ok_or_else(|| broken("die Zuordnung", plain.0))?;
    let differs = |cell: &CellKey| !same(&then.text(cell), &rebuilt.text(cell));
    match then.0.keys().chain(rebuilt.0.keys()).any(differs) {
        true => Err(broken("die vorige Fassung", plain.0)),
        false => Ok(()),
    }
}

fn broken(what: &str, report: &Report) -> Error {
    Error::new(ErrorKind::Internal, format!("Der Vergleich der Fassungen geht nicht auf ({what})"))
        .help(
            "Bitte melden Sie den Fehler; es wurde kein Bericht erstellt, damit keiner mit falschen Kennzeichnungen \
             entsteht. Mit »--changes clean« entsteht er ohne Kennzeichnungen",
        )
        .at(report.file.to_string())
}

/// Every text of a report that can bear marks: what it is, where, and the text.
fn texts<'a>(report: &'a Report) -> Vec<(SpotKind, SpotPlace, &'a Text)> {
    let text = |spot: Spot<'a>| Some((spot.kind, spot.place, spot.words.formatted()?));
    report.texts().into_iter().filter_map(text).collect()
}

/// The cells of a version: the column, and the row among all rows of its table; in each its
/// paragraphs with their places there.
#[derive(Default)]
struct CellTexts(BTreeMap<CellKey, Vec<(usize, String)>>);

impl CellTexts {
    fn add(&mut self, cell: CellKey, paragraph: usize, text: String) {
        self.0.entry(cell).or_default().push((paragraph, text));
    }

    /// The text of a cell: its paragraphs in their order.
    fn text(&self, cell: &CellKey) -> String {
        let mut paragraphs = self.0.get(cell).cloned().unwrap_or_default();
        paragraphs.sort_by_key(|(at, _)| *at);
        join(paragraphs.into_iter().map(|(_, text)| text))
    }
}

/// The cells of the previous version.
fn former(report: &Report) -> CellTexts {
    let mut cells = CellTexts::default();
    let sizes = report.fields.iter().map(|field| field.actions.len());
    let first_rows: Vec<usize> =
        sizes.scan(0, |next, size| Some(std::mem::replace(next, *next + size))).collect();
    for (kind, place, text) in texts(report) {
        let row = match kind {
            SpotKind::ActionTitle | SpotKind::Status | SpotKind::DetailLabel | SpotKind::DetailValue => {
                first_rows.get(place.index).map_or(0, |it| it + place.row)
            }
            _ => place.index,
        };
        cells.add((kind, row), place.paragraph, text.to_plain());
    }
    cells
}

/// The cells of the previous version as the merged report holds them; none where it holds old words
/// that are said to be new.
fn rebuilt(merged: &Report, trace: &Trace) -> Option<CellTexts> {
    let mut cells = CellTexts::default();
    for (kind, place, text) in texts(merged) {
        let old = text.previous().to_plain();
        match trace.former(kind, place) {
            Some((row, paragraph)) => cells.add((kind, row), paragraph, old),
            None if fold(&old).is_empty() => {}
            None => return None,
        }
    }
    Some(cells)
}

fn join(texts: impl Iterator<Item = String>) -> String {
    texts.collect::<Vec<_>>().join(" ")
}

/// The text without what is no change: white space to one space each, soft hyphens and zero-width
/// characters gone, characters composed.
fn fold(text: &str) -> String {
    let text: String = text.chars().filter(|c| c.is_whitespace() || is_visible(*c)).collect();
    let text = if text.chars().all(|c| c < '\u{300}') { text } else { text.nfc().collect() };
    single_spaced(&text)
}

/// Whether two texts are the same but for white space, which must stand where the other has it,
/// except beside the signs that are written with and without (`z. B.`, `10 %`, `§ 5`).
fn same(one: &str, other: &str) -> bool {
    if one == other {
        return true;
    }
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
