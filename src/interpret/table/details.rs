//! The optional columns (Status, Zielerreichung, Termin, Zuständig) and those nobody knows: each
//! becomes a label and a value in one line.

use std::collections::BTreeSet;

use crate::diag::{Code, Diagnostic};
use crate::german::percent;
use crate::grid::{Cell, Row, Sheet, Value};
use crate::model::{Paragraph, ParagraphKind};
use crate::recognise::{Column, Head, Merges, column_name};
use crate::source::{CellRef, Location};
use crate::text::{Format, Text};

use super::super::runs::{Layout, Source};
use super::super::value::{CellText, short};
use super::Detail;

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
    pub(super) fn new(sheet: &Sheet, head: &Head, rows: &[Row], findings: &mut Vec<Diagnostic>) -> Self {
        let goal = head.of(Column::Goal).map(|cell| cell.first);
        let numbers = rows.iter().filter_map(|row| Some((row.number, row.cell(goal?)?)));
        let mut above_one = numbers
            .filter(|(_, cell)| matches!(cell.value, Value::Number { value, percent: false } if value > 1.0));
        let first = above_one.next();
        if let (Some((row, cell)), Some(column)) = (first, goal) {
            let message = "Zielerreichung ist ohne %-Zeichen angegeben".to_owned();
            let written = match cell.value {
                Value::Number { value, .. } => percent(value),
                _ => String::new(),
            };
            findings.push(
                Diagnostic::new(Code::GoalAssumed, sheet.locate(CellRef::new(row, column)), message).help(format!(
                    "Spalte als Prozent formatieren; die Zahlen wurden als Prozent verstanden (»{written}«)"
                )),
            );
        }
        let is_detail =
            |key| matches!(key, Column::Status | Column::Goal | Column::Due | Column::Responsible);
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
        findings: &mut Vec<Diagnostic>,
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
            let mut unheard = Vec::new();
            let sink = if origin.row == row.number { &mut *findings } else { &mut unheard };
            let over = head.over(column);
            let goal = over.is_some_and(|head| head.key == Some(Column::Goal));
            let value = if goal { self.goal(sheet, origin.row, cell, sink) } else { None };
            let value = value.or_else(|| CellText::read(sheet, origin.row, cell, sink));
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

    fn goal(&self, sheet: &Sheet, row: u32, cell: &Cell, findings: &mut Vec<Diagnostic>) -> Option<CellText> {
        let Value::Number { value, percent: formatted } = cell.value else { return None };
        let points = if formatted || !self.points { value * 100.0 } else { value };
        let at = sheet.locate(CellRef::new(row, cell.column));
        let written = percent(points);
        if !(0.0..=100.0).contains(&points) {
            let message = format!("Zielerreichung »{written}« liegt nicht zwischen 0 und 100 %");
            findings.push(
                Diagnostic::new(Code::GoalOutside, at.clone(), message)
                    .help("Wert in der Zelle berichtigen; er steht sonst so im Papier"),
            );
        }
        Some(CellText::stand_in(&written, at).in_font(cell.font))
    }
}

/// Columns with content whose meaning is not known: each is reported once.
fn unknown_columns(
    sheet: &Sheet,
    head: &Head,
    rows: &[Row],
    findings: &mut Vec<Diagnostic>,
) -> BTreeSet<u32> {
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
        let message = match over {
            Some(_) => format!("Spalte »{}« ist nicht bekannt", short(&name)),
            None => format!("{name} hat keine Überschrift"),
        };
        findings.push(Diagnostic::new(Code::ColumnUnknown, at, message).help(format!(
            "Spalte umbenennen oder löschen; ihr Inhalt steht im Papier bei den Einzelangaben als »{name}: …«"
        )));
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
        let source = Source::new(&detail.value, Layout { bold: true, underline: false });
        let lines = detail.value.text.lines().map(|line| detail.value.text.trimmed(line));
        let lines = lines.filter(|line| !line.is_empty());
        for (at, line) in lines.enumerate() {
            if at > 0 {
                text.push("; ", Format::default());
            }
            text.append(&source.text(line));
        }
    }
    let at: Location = first.value.at.clone();
    Some(Paragraph { kind: ParagraphKind::Details, level, text, at })
}
