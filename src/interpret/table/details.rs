//! The optional columns (Status, Zielerreichung, Termin, Zuständig) and those nobody knows: each
//! becomes a label and a value in one line.

use std::collections::BTreeSet;

use crate::diag::Findings;
use crate::german::percent;
use crate::grid::{Cell, Row, Sheet, Value};
use crate::model::{Paragraph, ParagraphKind};
use crate::recognise::{Column, Head, Merges, column_name};
use crate::source::{CellRef, Location};
use crate::text::{Format, Text};

use super::super::finding::table as finding;
use super::super::runs::{Decoration, Formatter};
use super::super::value::CellText;
use super::cells::Detail;

/// How the numbers of the column Zielerreichung are meant, and which columns hold details.
#[derive(Debug)]
pub(super) struct Details {
    points: bool,
    known: Vec<u32>,
    unknown: BTreeSet<u32>,
}

impl Details {
    /// Looks at the whole table. Numbers without percent format are shares of 1, unless one of them
    /// is greater: then all are percent points.
    pub(super) fn new(sheet: &Sheet, head: &Head, rows: &[Row], findings: &mut Findings) -> Self {
        let goal = head.of(Column::Attainment).map(|cell| cell.first);
        let numbers = rows.iter().filter_map(|row| Some((row.number, row.cell(goal?)?)));
        let mut above_one = numbers
            .filter(|(_, cell)| matches!(cell.value, Value::Number { value, percent: false } if value > 1.0));
        let first = above_one.next();
        if let (Some((row, cell)), Some(column)) = (first, goal) {
            let written = match cell.value {
                Value::Number { value, .. } => percent(value),
                _ => String::new(),
            };
            findings.push(finding::percent_assumed(&sheet.locate(CellRef::new(row, column)), &written));
        }
        let is_detail =
            |key| matches!(key, Column::StateLabel | Column::Attainment | Column::Due | Column::Responsible);
        let known = head.cells.iter().filter(|cell| cell.key.is_some_and(is_detail));
        // A head merged over many columns still names few details.
        let known = known.flat_map(|cell| cell.first..=cell.last.min(cell.first + 7)).collect();
        Self { points: first.is_some(), known, unknown: unknown_columns(sheet, head, rows, findings) }
    }

    /// The details of a row: the values of the known columns, also where one cell is merged over
    /// several rows, and those of the unknown ones.
    pub(super) fn read(
        &self,
        sheet: &Sheet,
        head: &Head,
        merges: &Merges,
        row: &Row,
        findings: &mut Findings,
    ) -> Vec<Detail> {
        let known = self.known.iter().map(|column| {
            let here = CellRef::new(row.number, *column);
            (*column, merges.origin(here).unwrap_or(here))
        });
        let unknown = row.cells.iter().filter(|cell| self.unknown.contains(&cell.column));
        let unknown = unknown.map(|cell| (cell.column, CellRef::new(row.number, cell.column)));
        let mut places: Vec<(u32, CellRef)> = known.chain(unknown).collect();
        places.sort_unstable();
        let mut details = Vec::new();
        for (column, origin) in places {
            let Some(cell) = sheet.cell(origin) else { continue };
            let over = head.over(column);
            let goal = over.is_some_and(|head| head.key == Some(Column::Attainment));
            // A merged cell is reported in its first row.
            let value = findings.heard_if(origin.row == row.number, |findings| {
                let value = if goal { self.goal(sheet, origin.row, cell, findings) } else { None };
                value.or_else(|| CellText::read(sheet, origin.row, cell, findings))
            });
            // A dash says that there is nothing to say.
            let Some(value) = value.filter(|value| !matches!(value.plain().as_str(), "-" | "–" | "—"))
            else {
                continue;
            };
            let label = column_name(over.map(|head| head.label.as_str()).unwrap_or_default(), column);
            details.push(Detail { column, label, value });
        }
        details
    }

    fn goal(&self, sheet: &Sheet, row: u32, cell: &Cell, findings: &mut Findings) -> Option<CellText> {
        let Value::Number { value, percent: formatted } = cell.value else { return None };
        let points = if formatted || !self.points { value * 100.0 } else { value };
        let at = sheet.locate(CellRef::new(row, cell.column));
        let written = percent(points);
        if !(0.0..=100.0).contains(&points) {
            findings.push(finding::percent_outside(&at, &written));
        }
        Some(CellText::stand_in(&written, at).in_font(cell.font))
    }
}

/// Columns with content whose meaning is not known: each is reported once.
fn unknown_columns(sheet: &Sheet, head: &Head, rows: &[Row], findings: &mut Findings) -> BTreeSet<u32> {
    let mut columns: BTreeSet<u32> = BTreeSet::new();
    for cell in rows.iter().flat_map(|row| &row.cells) {
        if head.over(cell.column).is_none_or(|head| head.key.is_none()) {
            columns.insert(cell.column);
        }
    }
    for column in &columns {
        let over = head.over(*column);
        if over.is_some_and(|over| over.rival.is_some()) {
            continue;
        }
        let name = column_name(over.map(|head| head.label.as_str()).unwrap_or_default(), *column);
        let at = sheet.locate(CellRef::new(head.first_row, *column));
        findings.push(finding::column_unknown(&at, &name, over.is_some()));
    }
    columns
}

/// One line of labels and values: `Status: in Umsetzung · Termin: 31.12.2026`, the labels bold.
/// Lines of a value are joined by semicolons.
pub(super) fn paragraph(details: &[Detail], level: u8) -> Option<Paragraph> {
    let first = details.first()?;
    let mut text = Text::default();
    for (at, detail) in details.iter().enumerate() {
        if at > 0 {
            text.push(" · ", Format::default());
        }
        text.push(&format!("{}:", detail.label), Format::bold());
        text.push(" ", Format::default());
        let formatter = Formatter::new(&detail.value, Decoration { bold: true, underline: false });
        let lines = detail.value.text.lines().map(|line| detail.value.text.trimmed(line));
        let lines = lines.filter(|line| !line.is_empty());
        for (at, line) in lines.enumerate() {
            if at > 0 {
                text.push("; ", Format::default());
            }
            text.append(&formatter.text(line));
        }
    }
    let at: Location = first.value.at.clone();
    Some(Paragraph { kind: ParagraphKind::Details, level, text, at })
}
