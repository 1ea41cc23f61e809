//! The optional columns (Status, Zielerreichung, Termin, Zuständig) and those nobody knows: each
//! value with its label and what it means.

use std::collections::BTreeSet;

use crate::diag::Findings;
use crate::german::{parse_date, parse_period, percent};
use crate::grid::{Cell, Row, Sheet, Value};
use crate::model::{Detail, DetailColumn, DetailValue};
use crate::recognise::{Column, Head, Rows};
use crate::source::{CellRef, Location};
use crate::text::{RichText, Text};

use super::super::finding::table as finding;
use super::super::runs::{Decoration, Formatter};
use super::super::value::CellText;
use super::cells::DetailCell;

/// How the numbers of the column Zielerreichung are meant, and which columns hold details.
#[derive(Debug)]
pub(super) struct DetailColumns {
    points: bool,
    known: Vec<u32>,
    unknown: BTreeSet<u32>,
    pivot: u8,
}

impl DetailColumns {
    /// Looks at the whole table. Degrees of attainment without a percent sign are shares of 1, unless
    /// one of them is greater: then all are percent points but those between 0 and 1. Two-digit years
    /// below `pivot` lie in 20xx.
    pub(super) fn new(sheet: &Sheet, head: &Head, rows: &[Row], pivot: u8, findings: &mut Findings) -> Self {
        let cells = rows.iter().filter_map(|row| head.cell(row, Column::Attainment));
        let bare: Vec<(CellRef, f64)> =
            cells.filter_map(|cell| Some((cell.at, bare_degree(cell)?))).collect();
        let points = bare.iter().any(|(_, degree)| *degree > 1.0);
        if let Some((at, degree)) = bare.first().filter(|_| points) {
            let rows: Vec<u32> = bare.iter().map(|(at, _)| at.row).collect();
            let example = percent(in_points(*degree, points));
            findings.push(finding::percent_assumed(&sheet.at.cell(*at), &rows, &example));
        }
        let known = head.cells.iter().filter(|cell| cell.key.is_some_and(is_detail));
        // A head merged over many columns still names few details.
        let known = known.flat_map(|cell| cell.first..=cell.last.min(cell.first + 7)).collect();
        let unknown = unknown_columns(sheet, head, rows, findings);
        Self { points, known, unknown, pivot }
    }

    /// The details of a row: the values of the known columns, also where one cell is merged over
    /// several rows, and those of the unknown ones.
    pub(super) fn read(&self, rows: &Rows<'_>, row: &Row, findings: &mut Findings) -> Vec<DetailCell> {
        let known = self.known.iter().map(|column| {
            let here = CellRef::new(row.number, *column);
            (*column, rows.merges.origin(here).unwrap_or(here))
        });
        let unknown = row.cells.iter().filter(|cell| self.unknown.contains(&cell.at.column));
        let unknown = unknown.map(|cell| (cell.at.column, cell.at));
        let mut places: Vec<(u32, CellRef)> = known.chain(unknown).collect();
        places.sort_unstable();
        let mut details = Vec::new();
        for (column, origin) in places {
            let Some(cell) = rows.sheet.cell(origin) else { continue };
            let kind = kind(rows.head.over(column).and_then(|head| head.key));
            // A merged cell is reported in its first row.
            let read = findings.heard_if(origin.row == row.number, |findings| {
                if kind == DetailColumn::Attainment
                    && let Some((points, written)) = degree(cell, self.points)
                {
                    return Some(share(points, written, cell, rows.sheet.at.cell(origin), findings));
                }
                let text = CellText::read(rows.sheet, cell, findings)?;
                Some((self.meaning(kind, cell, &text), text))
            });
            let Some((value, text)) = read else { continue };
            let said = text.plain();
            let (label, lines) = (rows.head.name(column).into(), lines(&text));
            let nonpublic = rows.head.over(column).is_some_and(|head| head.nonpublic);
            let detail = Detail { column: kind, label, value, lines, nonpublic, at: text.at };
            details.push(DetailCell { column, said, detail });
        }
        details
    }

    /// What a value means where its column does not say more: a day, or under Termin a period.
    fn meaning(&self, kind: DetailColumn, cell: &Cell, text: &CellText) -> DetailValue {
        match cell.value {
            Value::Date(day) => DetailValue::Day(day),
            Value::DateTime(moment) => DetailValue::Day(moment.date()),
            _ if kind == DetailColumn::Due => {
                let written = text.plain();
                let day = parse_date(&written, self.pivot).map(DetailValue::Day);
                let period = || parse_period(&written, self.pivot);
                let period = || period().map(|(first, last)| DetailValue::Period(first, last));
                day.or_else(period).unwrap_or(DetailValue::Text)
            }
            _ => DetailValue::Text,
        }
    }
}

/// A number under Zielerreichung that nothing marks as a percentage, be it typed as text.
fn bare_degree(cell: &Cell) -> Option<f64> {
    match &cell.value {
        Value::Number { percent: true, .. } => None,
        Value::Number { shown: Some(shown), .. } if shown.contains('%') => None,
        Value::Number { value, .. } => Some(*value),
        Value::Text(text) => {
            let digits = text.as_str().trim();
            // A marked one stays the text it is, for its marks.
            let plain = digits.chars().all(|c| c.is_ascii_digit() || c == ',')
                && text.runs().all(|run| !run.format.strike && !run.format.underline);
            digits.replace(',', ".").parse().ok().filter(|_| plain)
        }
        _ => None,
    }
}

/// A bare degree in percent points.
fn in_points(degree: f64, points: bool) -> f64 {
    if points && (degree == 0.0 || degree >= 1.0) { degree } else { degree * 100.0 }
}

/// The degree of attainment in a cell, in percent points, and how the cell shows it.
fn degree(cell: &Cell, points: bool) -> Option<(f64, String)> {
    if let Some(degree) = bare_degree(cell) {
        let points = in_points(degree, points);
        return Some((points, percent(points)));
    }
    match &cell.value {
        Value::Number { value, percent: true, .. } => Some((value * 100.0, cell.value.to_plain())),
        Value::Number { value, .. } => Some((*value, cell.value.to_plain())),
        _ => None,
    }
}

/// So many percent points under Zielerreichung, and how they are written.
fn share(
    points: f64,
    written: String,
    cell: &Cell,
    at: Location,
    findings: &mut Findings,
) -> (DetailValue, CellText) {
    if !(0.0..=100.0).contains(&points) {
        findings.push(finding::percent_outside(&at, &written));
    }
    let text = RichText::from_iter([(written, cell.font)]);
    (DetailValue::Percent(points), CellText { text, link: None, at })
}

/// Columns with content whose meaning is not known: each is reported once.
fn unknown_columns(sheet: &Sheet, head: &Head, rows: &[Row], findings: &mut Findings) -> BTreeSet<u32> {
    let columns = head.unknown_columns(rows);
    for &column in &columns {
        let over = head.over(column);
        if over.is_none_or(|over| over.rival.is_none()) {
            let at = sheet.at.cell(CellRef::new(head.first_row, column));
            findings.push(finding::column_unknown(&at, &head.name(column), over.is_some()));
        }
    }
    columns
}

/// The lines of a cell that are not blank, as the report has them.
fn lines(cell: &CellText) -> Vec<Text> {
    let formatter = Formatter::new(cell, Decoration { bold: true, underline: false });
    let lines = cell.text.lines().map(|line| cell.text.trimmed(line)).filter(|line| !line.is_empty());
    lines.map(|line| formatter.text(line)).collect()
}

/// Whether the values of a column stand with their label.
fn is_detail(column: Column) -> bool {
    column == Column::Other || kind(Some(column)) != DetailColumn::Other
}

/// What a column without or with a meaning of its own is for.
pub(super) fn kind(column: Option<Column>) -> DetailColumn {
    match column {
        Some(Column::StateLabel) => DetailColumn::StateLabel,
        Some(Column::Attainment) => DetailColumn::Attainment,
        Some(Column::Due) => DetailColumn::Due,
        Some(Column::Responsible) => DetailColumn::Responsible,
        Some(Column::Earlier) => DetailColumn::Earlier,
        _ => DetailColumn::Other,
    }
}
