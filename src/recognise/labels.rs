//! What the heads of a row say: merged over columns and rows, split by sub-heads, tidied.

use std::collections::BTreeMap;

use super::age::is_time;
use super::names::{Column, Likeness, SheetKind, Vocabulary};
use crate::german;
use crate::german::Said;
use crate::grid::{Cell, Row, Sheet, Value};
use crate::source::{CellRange, CellRef};

/// How many heads a header may have; more than any real one, and a bound for hostile files.
const WIDEST: usize = 64;

/// How many rows a header may be high.
const TALLEST: u32 = 4;

/// A head with the columns it stands over.
#[derive(Clone, Debug)]
pub(crate) struct HeadCell {
    /// The column it is written in, from 1.
    pub(super) column: u32,
    /// First column it stands over.
    pub(crate) first: u32,
    /// Last column: a merged head stands over several.
    pub(crate) last: u32,
    /// What the head says, tidied: one line, no colon or footnote mark behind it.
    pub(crate) label: String,
    /// The part of it that stands below the head of a group; blank where there is no group.
    pub(super) own: String,
    /// The office has said what it means.
    pub(super) given: bool,
    /// What it means.
    pub(crate) key: Option<Column>,
    /// How that was found out.
    pub(super) likeness: Likeness,
    /// What stands below it speaks for that.
    pub(super) fits: bool,
    /// Its name says that reports stand below it.
    pub(super) reports: bool,
    /// The meaning it would have, had not a better head taken it, or were it no working column.
    pub(crate) rival: Option<Column>,
    /// All its columns are hidden.
    pub(super) hidden: bool,
    /// Who may read what stands below it, as far as the head itself or the office's settings say.
    pub(super) said: Said,
    /// What stands below it is kept out of the public edition.
    pub(crate) nonpublic: bool,
}

impl HeadCell {
    /// A head that nothing is known of but what it says.
    pub(super) fn new(first: u32, last: u32, label: String) -> Self {
        Self {
            column: first,
            first,
            last,
            label,
            own: String::new(),
            given: false,
            key: None,
            likeness: Likeness::Sure,
            fits: false,
            reports: false,
            rival: None,
            hidden: false,
            said: Said::Nothing,
            nonpublic: false,
        }
    }

    /// Whether its meaning needs no word to the clerk: the name says it, or a part of the name that what
    /// stands below bears out.
    pub(super) fn is_certain(&self) -> bool {
        self.likeness == Likeness::Sure || (self.likeness == Likeness::Likely && self.fits)
    }

    /// The head that a single column would have.
    pub(super) fn usual(column: u32, key: Column) -> Self {
        Self { key: Some(key), ..Self::new(column, column, key.german().to_owned()) }
    }
}

/// The ways to read a row as a header: with the rows that its merged cells reach down to and, where the
/// row below looks like a row of sub-heads, with that. Each with its last row.
pub(super) fn readings(
    sheet: &Sheet,
    row: &Row,
    vocabulary: &Vocabulary<Column>,
    kind: SheetKind,
) -> impl Iterator<Item = (u32, Vec<HeadCell>)> {
    let tall = |merged: &&CellRange| merged.first.row == row.number && merged.last.row < row.number + TALLEST;
    let last = sheet.merged.iter().filter(tall).map(|merged| merged.last.row).max().unwrap_or(row.number);
    let below = sheet.rows.iter().find(|below| below.number == row.number + 1);
    let below = below.filter(|_| kind == SheetKind::Status && last == row.number);
    let below = below.filter(|below| are_sub_heads(row, below, vocabulary));
    let two = below.map(|below| (below.number, labels(sheet, row, below.number)));
    two.into_iter().chain([(last, labels(sheet, row, last))])
}

/// Whether `lower` splits heads of `upper` without cells being merged: at least two fifths of it are times and
/// plain names of columns, a head of `upper` stands for itself, and what stands below one that is split
/// goes on to the right of it.
fn are_sub_heads(upper: &Row, lower: &Row, vocabulary: &Vocabulary<Column>) -> bool {
    let plain_name = |text: &str| {
        let text = tidy(text);
        let digits = text.chars().any(|c| c.is_ascii_digit());
        is_time(&text) || !digits && vocabulary.sure(&text).is_some()
    };
    let known = |cell: &&Cell| plain_name(&plain(&cell.value));
    let short = |cell: &Cell| (1..=40).contains(&plain(&cell.value).trim().chars().count());
    let alone = |cell: &&Cell| lower.cell(cell.at.column).is_none();
    let goes_on = |cell: &Cell| {
        let right = cell.at.column + 1;
        upper.cell(cell.at.column).is_none() || (upper.cell(right).is_none() && lower.cell(right).is_some())
    };
    upper.cells.len() > 1
        && lower.cells.len() > 1
        && lower.cells.iter().all(|cell| short(cell) && goes_on(cell))
        && lower.cells.iter().filter(known).count() * 5 >= lower.cells.len() * 2
        && upper.cells.iter().filter(alone).any(|cell| known(&cell))
}

/// A head while the rows below it are looked at.
#[derive(Clone)]
struct RawHead {
    last: u32,
    /// What stands in the upper row.
    group: String,
    /// What stands below it.
    own: String,
}

/// The heads of a row; sub-heads in the rows down to `last_row` are joined to the head above them.
fn labels(sheet: &Sheet, row: &Row, last_row: u32) -> Vec<HeadCell> {
    let merged = sheet.merged.iter().filter(|merged| (row.number..=last_row).contains(&merged.first.row));
    let ends: BTreeMap<CellRef, u32> = merged.map(|merged| (merged.first, merged.last.column)).collect();
    let lowers = || sheet.rows.iter().filter(|lower| lower.number > row.number && lower.number <= last_row);
    let raw = |cell: &Cell, last: u32| RawHead { last, group: plain(&cell.value), own: String::new() };
    // A head reaches over the sub-heads beside its own, as far as nothing else stands above them.
    let reaches = |cell: &Cell| {
        let free = |column: &u32| {
            row.cell(*column).is_none_or(|it| it.at == cell.at)
                && lowers().any(|lower| lower.cell(*column).is_some())
        };
        (cell.at.column..).take(WIDEST).take_while(free).last().unwrap_or(cell.at.column)
    };
    let end = |cell: &Cell| ends.get(&cell.at).copied();
    let upper = row
        .cells
        .iter()
        .take(WIDEST)
        .map(|cell| (cell.at.column, raw(cell, end(cell).unwrap_or_else(|| reaches(cell)))));
    let mut heads: BTreeMap<u32, RawHead> = upper.collect();
    for lower in lowers() {
        for cell in lower.cells.iter().take(WIDEST) {
            let column = cell.at.column;
            let new = raw(cell, end(cell).unwrap_or(column));
            let over = heads.range_mut(..=column).next_back();
            // The sub-head splits the head above it.
            let split = over.filter(|(_, head)| head.last >= column).map(|(first, head)| {
                let part = RawHead { own: new.group.clone(), ..head.clone() };
                if *first < column {
                    head.last = column - 1;
                }
                part
            });
            heads.insert(column, split.unwrap_or(new));
        }
    }
    let heads = heads.into_iter().map(|(first, RawHead { last, group, own })| {
        let label = tidy(&format!("{group} {own}"));
        let hidden = (first..=last).all(|column| sheet.hidden_columns.binary_search(&column).is_ok());
        HeadCell { own: tidy(&own), hidden, ..HeadCell::new(first, last, label) }
    });
    heads.filter(|head| !head.label.is_empty()).collect()
}

pub(super) fn plain(value: &Value) -> String {
    match value {
        Value::Text(text) => text.runs().filter(|run| !run.format.strike).map(|run| run.text).collect(),
        // A year that was typed as a number.
        Value::Number { value, percent: false, .. }
            if (1900.0..2200.0).contains(value) && value.fract() == 0.0 =>
        {
            value.to_string()
        }
        Value::Date(date) => german::date(*date),
        _ => String::new(),
    }
}

/// A head in one line, without colon and footnote mark. A word divided by hand is whole again.
pub(crate) fn tidy(label: &str) -> String {
    let mut text = String::new();
    for line in label.split(['\n', '\r']).map(str::trim).filter(|line| !line.is_empty()) {
        if text.ends_with('-') && line.starts_with(char::is_lowercase) {
            text.pop();
        } else {
            text.push(' ');
        }
        text.push_str(line);
    }
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ").replace('\u{ad}', "");
    text.trim_end_matches([':', '*', '¹', '²', '³', ' ']).to_owned()
}
