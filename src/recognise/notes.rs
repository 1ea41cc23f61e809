//! What stands behind a table and is none of its rows: totals, legends, footnotes.

use super::head::Head;
use super::names::{Column, is_one_of};
use crate::german::fold;
use crate::grid::{Row, Value};

/// Whether a text is too long for a title, or ends as sentences do.
pub(crate) fn is_sentence(text: &str) -> bool {
    const LONGEST: usize = 150;
    text.chars().count() > LONGEST || (text.ends_with(['.', '!']) && text.split_whitespace().count() > 4)
}

/// `Stand: 09.06.2026`, `Version 1.14`, or mostly digits.
pub(crate) fn is_date_line(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let words = "stand datum version aktuellerstand berichtsstand";
    is_one_of(first_word(text), words) && digits > 0 || digits > letters
}

/// The notes at the end of a table: from which row on they stand.
pub(crate) fn first_note(head: &Head, rows: &[Row]) -> usize {
    let usual_gap = widest_gap(rows);
    let mut first = legend(head, rows).unwrap_or(rows.len());
    for at in (0..first).rev() {
        let Some(row) = rows.get(at) else { break };
        let text = first_text(row);
        let alone = row.cells.len() == 1 && head.cell(row, Column::Status).is_none();
        let stands_apart = gap_above(head, rows, at) > usual_gap && !fold(text).starts_with("handlungsfeld");
        if !(is_total(head, row) || alone && (is_note(text) || stands_apart)) {
            break;
        }
        first = at;
    }
    first
}

/// Where a legend or a list of footnotes begins: alone in its row, below a blank one. All that
/// follows belongs to it.
fn legend(head: &Head, rows: &[Row]) -> Option<usize> {
    let words =
        "legende fussnoten hinweise hinweis anmerkungen anmerkung erlaeuterungen erlaeuterung quellen";
    // `Legende: | PV = Photovoltaik`
    let titled = |row: &Row| first_text(row).ends_with(':') && head.cell(row, Column::Status).is_none();
    let alone = |row: &Row| (row.cells.len() == 1 || titled(row)) && is_one_of(first_text(row), words);
    (0..rows.len()).find(|at| rows.get(*at).is_some_and(alone) && gap_above(head, rows, *at) > 0)
}

/// How many blank rows stand above the row at `at`.
fn gap_above(head: &Head, rows: &[Row], at: usize) -> u32 {
    let above = at.checked_sub(1).and_then(|at| rows.get(at)).map_or(head.last_row, |row| row.number);
    rows.get(at).map_or(0, |row| row.number - above - 1)
}

/// The widest gap between rows above the last three; blank rows that are only spacing.
fn widest_gap(rows: &[Row]) -> u32 {
    let body = rows.get(..rows.len().saturating_sub(3)).unwrap_or_default();
    let gaps = body.windows(2).filter_map(|pair| Some(pair.get(1)?.number - pair.first()?.number - 1));
    gaps.max().unwrap_or(0)
}

fn first_text(row: &Row) -> &str {
    row.cells.first().and_then(|cell| cell.value.text()).unwrap_or_default().trim()
}

fn first_word(text: &str) -> &str {
    text.split([' ', ':', '\u{a0}']).next().unwrap_or_default()
}

/// Whether a row adds up those above it: it says so, has no status, and numbers or nothing beside its name.
pub(crate) fn is_total(head: &Head, row: &Row) -> bool {
    let words = "summe summen gesamt gesamtsumme insgesamt zwischensumme teilsumme endsumme gesamtergebnis \
                 teilergebnis ergebnis total uebertrag σ";
    let name = row.cells.iter().position(|cell| cell.value.text().is_some());
    let Some(name) = name.and_then(|at| row.cells.get(at)) else { return false };
    let text = name.value.text().unwrap_or_default().trim();
    let word = first_word(text);
    let others = || row.cells.iter().filter(|cell| cell.at != name.at);
    let sums = others().any(|cell| matches!(cell.value, Value::Number { .. }));
    let sure = is_one_of(word, "summe summen gesamtsumme zwischensumme teilsumme endsumme") || sums;
    is_one_of(word, words)
        && sure
        && head.cell(row, Column::Status).is_none()
        && others().all(|cell| cell.value.text().is_none())
}

fn is_note(text: &str) -> bool {
    let first = first_word(text.split('.').next().unwrap_or_default());
    let words = "legende hinweis hinweise anmerkung anmerkungen fussnote fussnoten quelle quellen erstellt gez \
                 gedruckt druckdatum seite erlaeuterung erlaeuterungen ende";
    let number = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let footnote = text.starts_with('*')
        || (number.len() < text.len() && number.starts_with(')'))
        || text.starts_with(['¹', '²', '³', '†']);
    footnote || is_one_of(first, words) || (is_one_of(first, "stand") && is_date_line(text))
}
