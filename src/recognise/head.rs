//! The header row of a table: found by its content among the first rows, whatever stands above it.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::finding;
use super::names::{Column, Hit, Likeness, SheetKind, Vocabulary, fold};
use super::number::{looks_like_number, number_text};
use crate::diag::Findings;
use crate::german::{CENTURY_PIVOT, month, parse_date};
use crate::grid::{Cell, Row, Sheet, Value};
use crate::source::{CellRange, CellRef, column_letters};

/// How many rows that hold something are looked at for the header row.
const FIRST_ROWS: usize = 20;

/// How many heads a header may have; more than any real one, and a bound for hostile files.
const WIDEST: usize = 64;

/// How many rows a header may be high.
const TALLEST: u32 = 4;

/// The header of a table.
#[derive(Clone, Debug)]
pub(crate) struct Head {
    /// Its first row, from 1.
    pub(crate) first_row: u32,
    /// Its last row; a merged header may be several rows high.
    pub(crate) last_row: u32,
    /// Its cells from left to right.
    pub(crate) cells: Vec<HeadCell>,
}

/// How sure a header is; the greater the surer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Rank {
    /// How the least sure of the required columns was recognised.
    pub(crate) required: Reverse<Likeness>,
    /// How many columns are known.
    pub(crate) known: usize,
}

/// A head with the columns it stands over.
#[derive(Clone, Debug)]
pub(crate) struct HeadCell {
    /// The column it is written in, from 1.
    column: u32,
    /// First column it stands over.
    pub(crate) first: u32,
    /// Last column: a merged head stands over several.
    pub(crate) last: u32,
    /// What the head says, tidied: one line, no colon or footnote mark behind it.
    pub(crate) label: String,
    /// What it means.
    pub(crate) key: Option<Column>,
    /// How that was found out.
    likeness: Likeness,
    /// The meaning it would have, had not a better head taken it.
    pub(crate) rival: Option<Column>,
}

impl HeadCell {
    /// A head that nothing is known of but what it says.
    fn new(first: u32, last: u32, label: String) -> Self {
        Self { column: first, first, last, label, key: None, likeness: Likeness::Sure, rival: None }
    }

    /// The head that a single column would have.
    fn usual(column: u32, key: Column) -> Self {
        Self { key: Some(key), ..Self::new(column, column, key.german().to_owned()) }
    }
}

impl Head {
    /// Looks for the best header, and says how sure it is: all of `required` must be there.
    pub(crate) fn find(
        sheet: &Sheet,
        vocabulary: &Vocabulary<Column>,
        required: &[Column],
    ) -> Option<(Self, Rank)> {
        let read = |row: &Row| {
            let last_row = last_row(sheet, row);
            let mut cells = labels(sheet, row, last_row);
            let assigned = assign(&mut cells, vocabulary, required);
            if required == [Column::Action, Column::Status] {
                contradicted(&mut cells, sheet, last_row);
            }
            let complete = |cells: &[HeadCell]| {
                required.iter().all(|key| cells.iter().any(|cell| cell.key == Some(*key)))
            };
            let rank = assigned
                .filter(|_| complete(&cells))
                .or_else(|| by_content(&mut cells, sheet, last_row, required))?;
            if required == [Column::Action, Column::Status] {
                group_by_content(&mut cells, sheet, last_row);
            }
            Some((Self { first_row: row.number, last_row, cells }, rank))
        };
        // Of equals the first: what comes later is its repetition.
        let heads = sheet.rows.iter().take(FIRST_ROWS).filter_map(read);
        heads.reduce(|best, head| if head.1 > best.1 { head } else { best })
    }

    /// The header that a list without one would have: the columns count from the left in the usual
    /// order.
    pub(crate) fn assumed(sheet: &Sheet, kind: SheetKind) -> Self {
        let first = sheet.first_column().unwrap_or(1);
        let cells = kind.columns().iter().zip(first..);
        let cells = cells.map(|(key, column)| HeadCell::usual(column, *key)).collect();
        Self { first_row: 0, last_row: 0, cells }
    }

    /// The same header with the column Nr: a column without a head that holds nothing but numbers,
    /// left of the action, or the left part of a head Aktion merged over two columns.
    pub(crate) fn with_numbers(mut self, sheet: &Sheet) -> Self {
        let Some(action) = self.of(Column::Action).map(|cell| (cell.first, cell.last)) else { return self };
        if self.of(Column::Number).is_some() {
            return self;
        }
        let free = (1..action.0.min(16)).filter(|column| self.over(*column).is_none());
        let mut candidates = free.chain((action.1 > action.0).then_some(action.0));
        let holds_numbers = |column: &u32| {
            let mut cells = self.below(sheet).iter().filter_map(|row| row.cell(*column)).peekable();
            cells.peek().is_some() && cells.all(|cell| looks_like_number(&number_text(cell)))
        };
        let Some(column) = candidates.find(holds_numbers) else { return self };
        for cell in self.cells.iter_mut().filter(|cell| cell.first == column) {
            cell.first += 1;
        }
        let at = self.cells.partition_point(|cell| cell.first < column);
        self.cells.insert(at, HeadCell::usual(column, Column::Number));
        self
    }

    /// The head over a column.
    pub(crate) fn over(&self, column: u32) -> Option<&HeadCell> {
        let at = self.cells.partition_point(|cell| cell.first <= column).checked_sub(1)?;
        self.cells.get(at).filter(|cell| column <= cell.last)
    }

    /// The head with a meaning.
    pub(crate) fn of(&self, key: Column) -> Option<&HeadCell> {
        self.cells.iter().find(|cell| cell.key == Some(key))
    }

    /// The columns with content whose meaning is not known.
    pub(crate) fn unknown_columns<'r>(&self, rows: impl IntoIterator<Item = &'r Row>) -> BTreeSet<u32> {
        let columns = rows.into_iter().flat_map(|row| &row.cells).map(|cell| cell.at.column);
        columns.filter(|column| self.over(*column).is_none_or(|head| head.key.is_none())).collect()
    }

    /// The head over a column as it is quoted in findings; the column's letters where it has none.
    pub(crate) fn name(&self, column: u32) -> String {
        self.over(column)
            .map_or_else(|| format!("Spalte {}", column_letters(column)), |head| head.label.clone())
    }

    /// The first column under the head with this meaning.
    pub(crate) fn column(&self, key: Column) -> Option<u32> {
        self.of(key).map(|cell| cell.first)
    }

    /// The cell of a row under the head with this meaning.
    pub(crate) fn cell<'r>(&self, row: &'r Row, key: Column) -> Option<&'r Cell> {
        row.cell(self.column(key)?)
    }

    /// The leftmost column of the table.
    pub(crate) fn first_column(&self) -> u32 {
        self.cells.first().map_or(1, |cell| cell.first)
    }

    /// The rightmost column of the table.
    pub(crate) fn last_column(&self) -> u32 {
        self.cells.last().map_or(1, |cell| cell.last)
    }

    /// The rows below the header.
    pub(crate) fn below<'s>(&self, sheet: &'s Sheet) -> &'s [Row] {
        let start = sheet.rows.partition_point(|row| row.number <= self.last_row);
        sheet.rows.get(start..).unwrap_or_default()
    }

    /// The rows above the header.
    pub(crate) fn above<'s>(&self, sheet: &'s Sheet) -> &'s [Row] {
        let end = sheet.rows.partition_point(|row| row.number < self.first_row);
        sheet.rows.get(..end).unwrap_or_default()
    }

    /// Whether a row repeats the header, as printed pages do.
    pub(crate) fn is_repeated_by(&self, row: &Row) -> bool {
        let same = |cell: &Cell| {
            self.over(cell.at.column).is_some_and(|head| {
                let text = tidy(&plain(&cell.value));
                !text.is_empty() && fold(&text) == fold(&head.label)
            })
        };
        row.cells.len() > 1 && row.cells.iter().all(same)
    }

    /// Whether a head is that of an older period than the one that has its meaning.
    fn is_older(&self, cell: &HeadCell, key: Column) -> bool {
        let (own, newest) = (period(&cell.label), self.of(key).map(|head| period(&head.label)));
        own.0 > 0 && newest.is_some_and(|newest| own < newest)
    }

    /// Reports which names were guessed and which heads compete.
    pub(crate) fn report(&self, sheet: &Sheet, findings: &mut Findings) {
        for cell in &self.cells {
            let at = sheet.at.cell(CellRef::new(self.first_row, cell.column));
            if let Some(key) = cell.key
                && cell.likeness != Likeness::Sure
            {
                findings.push(finding::column_assumed(&at, &cell.label, key, cell.likeness));
            } else if let Some(rival) = cell.rival.filter(|rival| !self.is_older(cell, *rival)) {
                let other = self.of(rival).map(|head| head.label.as_str()).unwrap_or_default();
                findings.push(finding::column_twice(&at, rival, other, &cell.label));
            }
        }
    }
}

/// The lowest row of the merged cells that begin in the header row.
fn last_row(sheet: &Sheet, row: &Row) -> u32 {
    let tall = |merged: &&CellRange| merged.first.row == row.number && merged.last.row < row.number + TALLEST;
    sheet.merged.iter().filter(tall).map(|merged| merged.last.row).max().unwrap_or(row.number)
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
    let raw = |cell: &Cell| {
        let last = ends.get(&cell.at).copied().unwrap_or(cell.at.column);
        RawHead { last, group: plain(&cell.value), own: String::new() }
    };
    let upper = row.cells.iter().take(WIDEST).map(|cell| (cell.at.column, raw(cell)));
    let mut heads: BTreeMap<u32, RawHead> = upper.collect();
    for lower in sheet.rows.iter().filter(|lower| lower.number > row.number && lower.number <= last_row) {
        for cell in lower.cells.iter().take(WIDEST) {
            let (column, new) = (cell.at.column, raw(cell));
            let over = heads.range_mut(..=column).next_back();
            // The sub-head splits the merged head above it.
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
        HeadCell::new(first, last, tidy(&format!("{group} {own}")))
    });
    heads.filter(|head| !head.label.is_empty()).collect()
}

fn plain(value: &Value) -> String {
    match value {
        Value::Text(text) => text.runs().filter(|run| !run.format.strike).map(|run| run.text).collect(),
        // A year that was typed as a number.
        Value::Number { value, percent: false, .. }
            if (1900.0..2200.0).contains(value) && value.fract() == 0.0 =>
        {
            value.to_string()
        }
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

/// Gives each head its meaning: the surest pairs first, each meaning and each head once. Returns
/// how sure the result is, and nothing where a required meaning found no head.
fn assign(cells: &mut [HeadCell], vocabulary: &Vocabulary<Column>, required: &[Column]) -> Option<Rank> {
    let hits = cells.iter().map(|cell| vocabulary.find(&cell.label)).enumerate();
    let mut pairs: Vec<(usize, Hit<Column>)> =
        hits.flat_map(|(at, hits)| hits.into_iter().map(move |hit| (at, hit))).collect();
    let periods: Vec<(u32, u32)> = cells.iter().map(|cell| period(&cell.label)).collect();
    pairs.sort_by_key(|(at, hit)| {
        let newest = Reverse(periods.get(*at).copied());
        (hit.likeness, !hit.whole, !required.contains(&hit.key), hit.place, newest, *at)
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
            cells[*at].likeness = hit.likeness;
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
    let required = found.iter().map(|cell| cell.likeness).max().unwrap_or(Likeness::Sure);
    // Two typing errors and nothing sure is no header.
    let any_sure = cells.iter().any(|cell| cell.key.is_some() && cell.likeness == Likeness::Sure);
    let known = cells.iter().filter(|cell| cell.key.is_some()).count();
    (any_sure || required == Likeness::Weak).then_some(Rank { required: Reverse(required), known })
}

/// How many rows below a head are looked at for what its column holds.
const PROBED: usize = 60;

/// What stands below a head.
#[derive(Debug, Default)]
struct Profile {
    /// Cells with text, and their letters.
    texts: usize,
    letters: usize,
    /// Numbers and dates.
    others: usize,
    distinct: BTreeSet<String>,
}

impl Profile {
    fn of(sheet: &Sheet, head: &HeadCell, last_row: u32) -> Self {
        let mut profile = Self::default();
        let below = sheet.rows.iter().filter(|row| row.number > last_row).take(PROBED);
        for cell in below.filter_map(|row| row.cell(head.first)) {
            match cell.value.text().map(str::trim) {
                Some(text) if parse_date(text, CENTURY_PIVOT).is_some() => profile.others += 1,
                Some(text) => {
                    profile.texts += 1;
                    profile.letters += text.chars().count();
                    profile.distinct.insert(text.to_lowercase());
                }
                None => profile.others += 1,
            }
        }
        profile
    }

    /// The usual length of a text.
    fn length(&self) -> usize {
        self.letters / self.texts.max(1)
    }

    /// Sentences, each another one.
    fn is_prose(&self) -> bool {
        self.texts > self.others && self.length() >= 30 && self.distinct.len() * 3 >= self.texts * 2
    }

    /// Names that hold for several rows, blank below or repeated.
    fn is_group(&self, rows: usize) -> bool {
        let texts = self.texts;
        let blank = texts * 3 <= rows * 2;
        let repeated = self.distinct.len() * 3 <= texts * 2;
        texts > 0 && self.others == 0 && self.length() <= 60 && (blank || repeated) && rows > 2
    }

    /// Names, each another one.
    fn is_named(&self) -> bool {
        self.texts > self.others && self.length() >= 4 && self.distinct.len() * 3 >= self.texts * 2
    }
}

/// Gives the one of action and status that no head names to the column that holds such a thing: of
/// those with prose the one that says most is the status, of those with names the one that says most
/// left of it the action.
fn by_content(cells: &mut [HeadCell], sheet: &Sheet, last_row: u32, required: &[Column]) -> Option<Rank> {
    if required != [Column::Action, Column::Status] {
        return None;
    }
    let profiles: Vec<Profile> = cells.iter().map(|cell| Profile::of(sheet, cell, last_row)).collect();
    let has = |cells: &[HeadCell], key| cells.iter().position(|cell| cell.key == Some(key));
    let known = cells.iter().filter(|cell| cell.key.is_some()).count();
    if known < 1 || cells.len() < 2 {
        return None;
    }
    let open = |cells: &[HeadCell], at: usize| {
        cells[at].key.is_none_or(|key| matches!(key, Column::Field | Column::StateLabel | Column::Number))
    };
    if has(cells, Column::Status).is_none() {
        let prose = (0..cells.len()).filter(|at| profiles[*at].is_prose() && open(cells, *at));
        let best = prose.max_by_key(|at| (period(&cells[*at].label), profiles[*at].length()))?;
        (cells[best].key, cells[best].likeness) = (Some(Column::Status), Likeness::Weak);
    }
    if has(cells, Column::Action).is_none() {
        let status = has(cells, Column::Status)?;
        let named = (0..status).filter(|at| profiles[*at].is_named() && open(cells, *at));
        let best = named.max_by_key(|at| (profiles[*at].distinct.len(), profiles[*at].length()))?;
        (cells[best].key, cells[best].likeness) = (Some(Column::Action), Likeness::Weak);
    }
    Some(Rank { required: Reverse(Likeness::Weak), known: known + 1 })
}

/// Takes back a guess about action or status that what stands below contradicts: dates and codes are no
/// actions, catchwords no status where another column has sentences.
fn contradicted(cells: &mut [HeadCell], sheet: &Sheet, last_row: u32) {
    let profiles: Vec<Profile> = cells.iter().map(|cell| Profile::of(sheet, cell, last_row)).collect();
    let prose = |cell: &HeadCell, profile: &Profile| cell.key.is_none() && profile.is_prose();
    let elsewhere = cells.iter().zip(&profiles).any(|(cell, profile)| prose(cell, profile));
    for (cell, profile) in cells.iter_mut().zip(&profiles).filter(|(cell, _)| cell.likeness != Likeness::Sure)
    {
        let wrong = match cell.key {
            Some(Column::Action) => profile.others > profile.texts,
            Some(Column::Status) => elsewhere && profile.length() < 20,
            _ => false,
        };
        if wrong {
            (cell.key, cell.likeness) = (None, Likeness::Sure);
        }
    }
}

/// Where no head names the Handlungsfeld: the leftmost unknown column before the action that groups rows.
fn group_by_content(cells: &mut [HeadCell], sheet: &Sheet, last_row: u32) {
    let has = |key| cells.iter().position(|cell| cell.key == Some(key));
    let (None, Some(action)) = (has(Column::Field), has(Column::Action)) else { return };
    let below = sheet.rows.iter().filter(|row| row.number > last_row && row.cells.len() > 1);
    let rows = below.take(PROBED).count();
    let groups = |cell: &HeadCell| cell.key.is_none() && Profile::of(sheet, cell, last_row).is_group(rows);
    if let Some(cell) = cells.iter_mut().take(action).find(|cell| groups(cell)) {
        (cell.key, cell.likeness) = (Some(Column::Field), Likeness::Weak);
    }
}

/// Year and month of the period in a head: of »Sachstand 2025« and »Sachstand 1. Halbjahr 2026« the
/// newer one counts. A day is its month, a half-year or quarter the last of its months.
fn period(label: &str) -> (u32, u32) {
    let words: Vec<&str> = label.split([' ', '/', ',', '\u{a0}', '(', ')']).collect();
    let number = |digits: &str| digits.parse::<u32>().ok();
    let numbers = label.split(|c: char| !c.is_ascii_digit()).filter(|digits| digits.len() == 4);
    let year = numbers.filter_map(number).max().unwrap_or_default();
    let named = words.iter().filter_map(|word| month(word)).map(|(month, _)| month as u32);
    let day = words.iter().filter_map(|word| number(word.split('.').nth(1)?));
    let parts = words.windows(2).filter_map(|pair| {
        let count = match pair {
            [_, part] if part.to_lowercase().starts_with("halbj") || *part == "HJ" => 6,
            [_, part] if part.to_lowercase().starts_with("quart") => 3,
            _ => return None,
        };
        let nth = pair.first()?.trim_end_matches('.');
        let roman = ["I", "II", "III", "IV"].iter().position(|it| *it == nth).map(|at| at as u32 + 1);
        Some(roman.or_else(|| number(nth))? * count)
    });
    (year, named.chain(day).chain(parts).max().unwrap_or_default())
}
