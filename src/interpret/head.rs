//! The header row of a table: found by its content among the first rows, whatever stands above it.

use std::collections::BTreeMap;

use super::names::{Column, Hit, Likeness, Vocabulary};
use super::value::{CellText, short};
use crate::diag::{Code, Diagnostic};
use crate::grid::{Row, Sheet, Value};
use crate::source::{CellRef, column_letters};

/// How many rows that hold something are looked at for the header row.
const FIRST_ROWS: usize = 20;

/// How many heads a header may have; more than any real one, and a bound for hostile files.
const WIDEST: usize = 64;

/// How many rows a header may be high.
const TALLEST: u32 = 4;

/// The header of a table.
#[derive(Clone, Debug)]
pub(super) struct Head {
    /// Its first row, from 1.
    pub(super) first_row: u32,
    /// Its last row; a merged header may be several rows high.
    pub(super) last_row: u32,
    /// Its cells from left to right.
    pub(super) cells: Vec<HeadCell>,
    /// How sure the header is; the higher the surer.
    pub(super) rank: (u8, usize),
}

/// A head with the columns it stands over.
#[derive(Clone, Debug)]
pub(super) struct HeadCell {
    /// First column, from 1.
    pub(super) first: u32,
    /// Last column: a merged head stands over several.
    pub(super) last: u32,
    /// What the head says, tidied: one line, no colon or footnote mark behind it.
    pub(super) label: String,
    /// What it means.
    pub(super) key: Option<Column>,
    /// How that was found out; `None` where it needed no guess.
    pub(super) guess: Option<Likeness>,
    /// The meaning it would have, had not a better head taken it.
    pub(super) rival: Option<Column>,
}

impl Head {
    /// Looks for the best header: all of `required` must be there.
    pub(super) fn find(sheet: &Sheet, vocabulary: &Vocabulary<Column>, required: &[Column]) -> Option<Self> {
        let rows = sheet.rows.iter().take(FIRST_ROWS);
        let heads = rows.filter_map(|row| Self::read(sheet, row, vocabulary, required));
        // Of equals the first: what comes later is its repetition.
        heads.reduce(|best, head| if head.rank > best.rank { head } else { best })
    }

    fn read(sheet: &Sheet, row: &Row, vocabulary: &Vocabulary<Column>, required: &[Column]) -> Option<Self> {
        let last_row = last_row(sheet, row);
        let mut cells = labels(sheet, row, last_row);
        let rank = assign(&mut cells, vocabulary, required)?;
        Some(Self { first_row: row.number, last_row, cells, rank })
    }

    /// The head over a column.
    pub(super) fn over(&self, column: u32) -> Option<&HeadCell> {
        let at = self.cells.partition_point(|cell| cell.first <= column).checked_sub(1)?;
        self.cells.get(at).filter(|cell| column <= cell.last)
    }

    /// The head with a meaning.
    pub(super) fn of(&self, key: Column) -> Option<&HeadCell> {
        self.cells.iter().find(|cell| cell.key == Some(key))
    }

    /// The leftmost column of the table.
    pub(super) fn first_column(&self) -> u32 {
        self.cells.first().map_or(1, |cell| cell.first)
    }

    /// The rows below the header.
    pub(super) fn below<'s>(&self, sheet: &'s Sheet) -> &'s [Row] {
        let start = sheet.rows.partition_point(|row| row.number <= self.last_row);
        sheet.rows.get(start..).unwrap_or_default()
    }

    /// The rows above the header.
    pub(super) fn above<'s>(&self, sheet: &'s Sheet) -> &'s [Row] {
        let end = sheet.rows.partition_point(|row| row.number < self.first_row);
        sheet.rows.get(..end).unwrap_or_default()
    }

    /// Whether a row repeats the header, as printed pages do.
    pub(super) fn is_repeated_by(&self, row: &Row) -> bool {
        let same = |cell: &crate::grid::Cell| {
            self.over(cell.column).is_some_and(|head| {
                let text = tidy(&plain(&cell.value));
                !text.is_empty() && super::names::fold(&text) == super::names::fold(&head.label)
            })
        };
        row.cells.len() > 1 && row.cells.iter().all(same)
    }

    /// Reports which names were guessed and which heads compete.
    pub(super) fn report(&self, sheet: &Sheet, findings: &mut Vec<Diagnostic>) {
        for cell in &self.cells {
            let at = sheet.locate(CellRef::new(self.first_row, cell.first));
            let label = short(&cell.label);
            if let (Some(key), Some(guess)) = (cell.key, cell.guess) {
                let german = key.german();
                let message = match guess {
                    Likeness::Typo => {
                        format!("Spalte »{label}« wurde als »{german}« verstanden (Schreibfehler?)")
                    }
                    _ => format!("Spalte »{label}« wurde als »{german}« verstanden"),
                };
                findings.push(Diagnostic::new(Code::NameAssumed, at, message).help(format!(
                    "Spalte »{german}« nennen, wenn das stimmt, sonst umbenennen oder den Namen in \
                     sachstand.toml unter [namen.spalten] eintragen"
                )));
            } else if let Some(rival) = cell.rival {
                let german = rival.german();
                let other = self.of(rival).map(|head| short(&head.label)).unwrap_or_default();
                let message = format!("Zwei Spalten könnten »{german}« sein: »{other}« und »{label}«");
                findings.push(Diagnostic::new(Code::ColumnTwice, at, message).help(format!(
                    "Eine der beiden umbenennen; als »{german}« gilt »{other}«, der Inhalt von »{label}« steht \
                     im Papier bei den Einzelangaben"
                )));
            }
        }
    }
}

/// The lowest row of the merged cells that begin in the header row.
fn last_row(sheet: &Sheet, row: &Row) -> u32 {
    let tall = |merged: &&crate::source::CellRange| {
        merged.first.row == row.number && merged.last.row < row.number + TALLEST
    };
    sheet.merged.iter().filter(tall).map(|merged| merged.last.row).max().unwrap_or(row.number)
}

/// The heads of a row; sub-heads in the rows down to `last_row` are joined to the head above them.
fn labels(sheet: &Sheet, row: &Row, last_row: u32) -> Vec<HeadCell> {
    let merged = sheet.merged.iter().filter(|merged| (row.number..=last_row).contains(&merged.first.row));
    let ends: BTreeMap<CellRef, u32> = merged.map(|merged| (merged.first, merged.last.column)).collect();
    let width = |number: u32, column: u32| ends.get(&CellRef::new(number, column)).copied().unwrap_or(column);
    let mut heads: BTreeMap<u32, (u32, String)> = BTreeMap::new();
    for cell in row.cells.iter().take(WIDEST) {
        heads.insert(cell.column, (width(row.number, cell.column), plain(&cell.value)));
    }
    for lower in sheet.rows.iter().filter(|lower| lower.number > row.number && lower.number <= last_row) {
        for cell in lower.cells.iter().take(WIDEST) {
            let text = plain(&cell.value);
            let last = width(lower.number, cell.column);
            let over = heads.range(..=cell.column).next_back();
            let over =
                over.filter(|(_, head)| head.0 >= cell.column).map(|(first, head)| (*first, head.clone()));
            match over {
                // The sub-head splits the merged head above it.
                Some((first, (end, label))) => {
                    let group = label.split('\u{1f}').next().unwrap_or_default().to_owned();
                    if first < cell.column {
                        heads.insert(first, (cell.column - 1, label));
                    }
                    heads.insert(cell.column, (end, format!("{group}\u{1f} {text}")));
                }
                None => {
                    heads.insert(cell.column, (last, text));
                }
            }
        }
    }
    let head = |(first, (last, label)): (u32, (u32, String))| HeadCell {
        first,
        last,
        label: tidy(&label.replace('\u{1f}', "")),
        key: None,
        guess: None,
        rival: None,
    };
    heads.into_iter().map(head).filter(|head| !head.label.is_empty()).collect()
}

fn plain(value: &Value) -> String {
    match value {
        Value::Text(text) => text.runs().filter(|run| !run.format.strike).map(|run| run.text).collect(),
        _ => String::new(),
    }
}

/// A head in one line, without colon and footnote mark. A word divided by hand is whole again.
pub(super) fn tidy(label: &str) -> String {
    let mut text = String::new();
    for line in label.split(['\n', '\r']).map(str::trim).filter(|line| !line.is_empty()) {
        let divided = text.ends_with('-') && line.starts_with(char::is_lowercase);
        match (text.is_empty(), divided) {
            (true, _) => {}
            (false, true) => {
                text.pop();
            }
            (false, false) => text.push(' '),
        }
        text.push_str(line);
    }
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ").replace('\u{ad}', "");
    text.trim_end_matches([':', '*', '¹', '²', '³', ' ']).to_owned()
}

/// Gives each head its meaning: the surest pairs first, each meaning and each head once. Returns
/// how sure the result is, and nothing where a required meaning found no head.
fn assign(
    cells: &mut [HeadCell],
    vocabulary: &Vocabulary<Column>,
    required: &[Column],
) -> Option<(u8, usize)> {
    let mut pairs: Vec<(usize, Hit<Column>)> = Vec::new();
    for (at, cell) in cells.iter().enumerate() {
        pairs.extend(vocabulary.find(&cell.label).into_iter().map(|hit| (at, hit)));
    }
    let years: Vec<u32> = cells.iter().map(|cell| year(&cell.label)).collect();
    pairs.sort_by_key(|(at, hit)| {
        let newest = std::cmp::Reverse(years.get(*at).copied());
        (hit.likeness, !hit.whole, !required.contains(&hit.key), hit.order, newest, *at)
    });
    // A weak name counts at first only where its head has no surer meaning; it may take over a
    // head for a required meaning that nothing else has.
    for (at, hit) in &pairs {
        let taken = cells.iter().any(|cell| cell.key == Some(hit.key));
        let free = cells[*at].key.is_none();
        let claims = hit.likeness == Likeness::Weak && required.contains(&hit.key) && !taken;
        let replaces = cells[*at].key.is_none_or(|key| !required.contains(&key));
        if (free && !taken) || (claims && replaces) {
            cells[*at].key = Some(hit.key);
            cells[*at].guess = (hit.likeness != Likeness::Sure).then_some(hit.likeness);
            cells[*at].rival = None;
        } else if free && taken && cells[*at].rival.is_none() {
            cells[*at].rival = Some(hit.key);
        }
    }
    for cell in cells.iter_mut().filter(|cell| cell.key.is_some()) {
        cell.rival = None;
    }
    let has = |key: &Column| cells.iter().find(|cell| cell.key == Some(*key));
    let found: Vec<&HeadCell> = required.iter().map(has).collect::<Option<_>>()?;
    let worst = found.iter().filter_map(|cell| cell.guess).max();
    let sureness = match worst {
        None => 3,
        Some(Likeness::Weak) => 1,
        Some(_) => 2,
    };
    // Two typing errors and nothing sure is no header.
    let any_sure = cells.iter().any(|cell| cell.key.is_some() && cell.guess.is_none());
    let known = cells.iter().filter(|cell| cell.key.is_some()).count();
    (any_sure || sureness == 1).then_some((sureness, known))
}

/// The year in a head: of »Sachstand 2025« and »Sachstand 2026« the newer one counts.
fn year(label: &str) -> u32 {
    let numbers = label.split(|c: char| !c.is_ascii_digit()).filter(|digits| digits.len() == 4);
    numbers.filter_map(|digits| digits.parse().ok()).max().unwrap_or_default()
}

/// The head of a column as it is quoted in findings; the column's letters where it has none.
pub(super) fn column_name(label: &str, column: u32) -> String {
    if label.is_empty() { format!("Spalte {}", column_letters(column)) } else { label.to_owned() }
}

/// The text of the cells of a row that stand under the head `key`, one line each.
pub(super) fn texts_under(
    sheet: &Sheet,
    row: &Row,
    head: &Head,
    key: Column,
    findings: &mut Vec<Diagnostic>,
) -> Vec<CellText> {
    let under = |column: u32| head.over(column).is_some_and(|head| head.key == Some(key));
    let cells = row.cells.iter().filter(|cell| under(cell.column));
    cells.filter_map(|cell| CellText::read(sheet, row.number, cell, findings)).collect()
}
