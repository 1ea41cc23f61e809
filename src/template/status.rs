//! Fields and actions of a report → the sheet `Sachstand`. The Handlungsfeld stands in every row, so that
//! the table can be filtered.

use super::cell::{Cell, fits_link, laid_link};
use super::finding;
use super::heads::{Form, StatusHeads};
use super::lines;
use super::rows::{ActionRow, rows};
use super::sheet::{Row, Sheet};
use crate::diag::Diagnostic;
use crate::model::{Action, Paragraph, Report};
use crate::recognise::{Column, SheetKind};
use crate::source::Location;
use crate::text::Text;

/// The sheet.
pub(super) fn sheet(report: &Report, form: Form, findings: &mut Vec<Diagnostic>) -> Sheet {
    let heads = StatusHeads::new(report, form, findings);
    let mut rows = Vec::new();
    for field in &report.fields {
        let title = &field.title;
        let title = with_link(&[&title.value], Cell::text(title.value.clone()), &title.at, findings);
        if field.actions.is_empty() {
            let mut row = Line::new(&heads);
            row.set(Column::Field, title.clone());
            rows.push(row.cells.into());
        }
        for action in &field.actions {
            rows.extend(of_action(&title, action, &heads, findings));
        }
    }
    Sheet { kind: SheetKind::Status, heads: heads.heads, rows }
}

fn of_action(field: &Cell, action: &Action, heads: &StatusHeads, findings: &mut Vec<Diagnostic>) -> Vec<Row> {
    let entries = rows(&action.status, findings);
    let alone = entries.len() == 1;
    let mut made = Vec::new();
    for (at, entry) in entries.iter().enumerate() {
        let mut row = Line::new(heads);
        row.set(Column::Field, field.clone());
        if at == 0 {
            let number = action.number.as_ref().map(|number| Cell::plain(&number.value));
            row.set(Column::Number, number.unwrap_or_default());
            row.set(Column::Action, linked(&action.title, lines::lines(&action.title), &action.at, findings));
        }
        row.set(Column::Nonpublic, Cell::plain(if action.nonpublic { "ja" } else { "" }));
        row.entry(entry, alone, findings);
        made.push(row.cells.into());
    }
    made
}

/// A row in the making.
struct Line<'h> {
    heads: &'h StatusHeads,
    cells: Vec<Cell>,
}

impl<'h> Line<'h> {
    fn new(heads: &'h StatusHeads) -> Self {
        Self { heads, cells: vec![Cell::default(); heads.heads.len()] }
    }

    fn set(&mut self, column: Column, cell: Cell) {
        let place = self.heads.place(column).and_then(|at| self.cells.get_mut(at));
        place.into_iter().for_each(|place| *place = cell.clone());
    }

    fn entry(&mut self, entry: &ActionRow, alone: bool, findings: &mut Vec<Diagnostic>) {
        let text = lines::status(&entry.paragraphs, alone);
        let at = entry.paragraphs.first().map(|paragraph| &paragraph.at);
        if let Some(at) = at {
            self.set(Column::Status, linked(&entry.paragraphs, text, at, findings));
        }
        for (at, value) in self.heads.places(&entry.values) {
            self.cells.get_mut(at).into_iter().for_each(|cell| *cell = Cell::detail(value));
        }
    }
}

/// The cell of these paragraphs with the address laid on them.
pub(super) fn linked(
    paragraphs: &[Paragraph],
    text: Text,
    at: &Location,
    findings: &mut Vec<Diagnostic>,
) -> Cell {
    let texts: Vec<&Text> = paragraphs.iter().map(|paragraph| &paragraph.text).collect();
    with_link(&texts, Cell::text(text), at, findings)
}

/// A cell with the address laid on these texts; a cell has room for one, and that holds for all of it.
pub(super) fn with_link(texts: &[&Text], cell: Cell, at: &Location, findings: &mut Vec<Diagnostic>) -> Cell {
    let link = texts.iter().find_map(|text| laid_link(text));
    let fits = texts.iter().all(|text| fits_link(text, link.as_ref()));
    match (&link, fits) {
        (Some(link), false) => {
            findings.push(finding::link_lost(at, link));
            cell
        }
        _ => Cell { link, ..cell },
    }
}
