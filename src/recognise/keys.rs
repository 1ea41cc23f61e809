//! How the sheet `Dokument` is laid out: which cell is the key of which values.

use super::labels::tidy;
use super::names::{FactKey, Vocabulary, begins_with, is_one_of};
use crate::german::fold;
use crate::grid::{Cell, Row, Sheet};
use crate::source::CellRef;

/// What stands together.
pub(crate) enum Line<'a> {
    /// A key and its values.
    Pair(&'a Cell, Vec<&'a Cell>),
    /// A key and its value in one cell: `Titel: Sachstandsbericht`.
    Together(&'a Cell, String, String),
    /// A value below the one of the key above.
    Value(&'a Cell),
    /// Neither.
    Remark(&'a Cell),
}

/// How many cells of the first column (or first row) are keys.
pub(super) fn count_keys(sheet: &Sheet, vocabulary: &Vocabulary<FactKey>) -> usize {
    let down = sheet.rows.iter().filter(|row| row.cells.len() > 1);
    let down = down.filter(|row| row.cells.first().is_some_and(|cell| is_key(cell, vocabulary))).count();
    down.max(keys_across(&sheet.rows, vocabulary))
}

/// The number of keys in the first row, where the values stand below.
fn keys_across(rows: &[Row], vocabulary: &Vocabulary<FactKey>) -> usize {
    let Some((first, below)) = rows.split_first() else { return 0 };
    let keys = first.cells.iter().take_while(|cell| is_key(cell, vocabulary)).count();
    // Of several recipients more rows follow; of a table, full ones.
    let table = below.get(1).is_some_and(|row| row.cells.len() * 2 > keys);
    if keys == first.cells.len() && keys > 2 && !below.is_empty() && !table { keys } else { 0 }
}

fn is_key(cell: &Cell, vocabulary: &Vocabulary<FactKey>) -> bool {
    // `Stand: 09.06.2026` is a key with its value, or a value.
    let bare = |text: &str| text.split_once(':').is_none_or(|(_, behind)| behind.trim().is_empty());
    label(cell).is_some_and(|text| bare(&text) && vocabulary.sure(&text).is_some())
}

/// What a cell says as a key.
fn label(cell: &Cell) -> Option<String> {
    cell.value.text().map(tidy)
}

/// Takes a sheet apart.
pub(crate) fn lines<'a>(sheet: &'a Sheet, vocabulary: &Vocabulary<FactKey>) -> Vec<Line<'a>> {
    if keys_across(&sheet.rows, vocabulary) > 0 {
        return across(&sheet.rows);
    }
    let key_column = sheet.first_column().unwrap_or(1);
    let (rows, remarks) = match sheet.rows.split_first() {
        Some((first, rest)) if is_header(first) => (rest, remark_columns(first)),
        _ => (sheet.rows.as_slice(), Vec::new()),
    };
    let mut lines = Vec::new();
    for row in rows {
        let cells = row.cells.iter().filter(|cell| !remarks.contains(&cell.at.column));
        down(&cells.collect::<Vec<_>>(), key_column, vocabulary, &mut lines);
    }
    lines
}

/// Keys in the first row, values below.
fn across<'a>(rows: &'a [Row]) -> Vec<Line<'a>> {
    let Some((keys, rows)) = rows.split_first() else { return Vec::new() };
    let values = |key: &Cell| rows.iter().filter_map(|row| row.cell(key.at.column)).collect();
    let pairs = keys.cells.iter().map(|key| Line::Pair(key, values(key)));
    let left = rows.iter().flat_map(|row| &row.cells).filter(|cell| keys.cell(cell.at.column).is_none());
    pairs.chain(left.map(Line::Remark)).collect()
}

/// A row with its key in the first column; a further key begins a further pair where a value
/// stands before and behind it.
fn down<'a>(
    cells: &[&'a Cell],
    key_column: u32,
    vocabulary: &Vocabulary<FactKey>,
    lines: &mut Vec<Line<'a>>,
) {
    let Some((first, rest)) = cells.split_first() else { return };
    if first.at.column > key_column {
        let line = if lines.is_empty() { Line::Remark } else { Line::Value };
        lines.extend(cells.iter().copied().map(line));
        return;
    }
    if rest.is_empty() {
        lines.extend(alone(first, vocabulary));
        return;
    }
    let (mut key, mut values) = (*first, Vec::new());
    for (at, cell) in rest.iter().enumerate() {
        if !values.is_empty() && at + 1 < rest.len() && is_key(cell, vocabulary) {
            lines.push(Line::Pair(key, std::mem::take(&mut values)));
            key = cell;
        } else {
            values.push(*cell);
        }
    }
    lines.push(Line::Pair(key, values));
}

/// A key without value is a form left blank, a key with a value behind a colon a pair, a heading
/// such as »Angaben zum Dokument« nothing, and any other text a remark.
fn alone<'a>(cell: &'a Cell, vocabulary: &Vocabulary<FactKey>) -> Option<Line<'a>> {
    if is_key(cell, vocabulary) {
        return Some(Line::Pair(cell, Vec::new()));
    }
    let text = label(cell).unwrap_or_default();
    if let Some((key, value)) = text.split_once(':')
        && vocabulary.sure(key).is_some()
        && !value.trim().is_empty()
    {
        return Some(Line::Together(cell, key.trim().to_owned(), value.trim().to_owned()));
    }
    let headings = "angaben dokument deckblatt stammdaten kopfdaten allgemein metadaten";
    let heading = begins_with(&text, headings) && fold(&text).len() < 40;
    (!heading).then_some(Line::Remark(cell))
}

/// Whether a row says that keys and values stand below it.
fn is_header(row: &Row) -> bool {
    let is = |at: usize, words| row.cells.get(at).and_then(label).is_some_and(|text| is_one_of(&text, words));
    is(0, "schluessel feld angabe angaben merkmal eigenschaft attribut bezeichnung key")
        && is(1, "wert werte inhalt eintrag angabe angaben value text")
}

/// Columns behind the values that explain to the clerk what to enter.
fn remark_columns(header: &Row) -> Vec<u32> {
    let words = "hinweis hinweise erlaeuterung erlaeuterungen bemerkung beispiel pflicht pflichtfeld";
    let remark = |cell: &&Cell| label(cell).is_some_and(|text| is_one_of(&text, words));
    header.cells.iter().skip(2).filter(remark).map(|cell| cell.at.column).collect()
}

/// The cell for the value of a key, be it blank: the first value beside the key or, where the keys
/// stand in one row, below it. `None` where the key is missing.
pub(super) fn value_cell(
    sheet: &Sheet,
    wanted: FactKey,
    vocabulary: &Vocabulary<FactKey>,
) -> Option<CellRef> {
    let rows = &sheet.rows;
    let is_wanted = |cell: &&Cell| {
        let hit = label(cell).and_then(|text| vocabulary.find(&text).first().copied());
        hit.is_some_and(|hit| hit.whole && hit.key == wanted)
    };
    if keys_across(rows, vocabulary) > 0 {
        let row = rows.first()?;
        let key = row.cells.iter().find(is_wanted)?;
        return Some(CellRef::new(row.number + 1, key.at.column));
    }
    let keys = sheet.first_column()?;
    let row = rows.iter().find(|row| row.cell(keys).as_ref().is_some_and(is_wanted))?;
    let value = row.cells.iter().find(|cell| cell.at.column > keys).map(|value| value.at);
    Some(value.unwrap_or_else(|| CellRef::new(row.number, usual_column(rows, keys))))
}

/// The column in which most values stand that are right of their keys.
fn usual_column(rows: &[Row], keys: u32) -> u32 {
    let values = rows.iter().filter_map(|row| row.cells.iter().find(|cell| cell.at.column > keys));
    let columns: Vec<u32> = values.map(|cell| cell.at.column).collect();
    let count = |column: u32| columns.iter().filter(|other| **other == column).count();
    columns.iter().copied().max_by_key(|column| (count(*column), u32::MAX - column)).unwrap_or(keys + 1)
}
