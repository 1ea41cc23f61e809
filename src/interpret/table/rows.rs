//! The rows of one sheet → [`FieldCells`].
//!
//! - A blank Handlungsfeld or Aktion continues the one above; so does one that repeats it.
//! - A merged cell across the columns of Aktion and Sachstand begins a Handlungsfeld; without a
//!   column Handlungsfeld, so does a cell alone in its row where it is bold among actions that are
//!   not, stands above a repeated header or in the column Nr without being a number, or heads the
//!   table.
//! - A row with a new number but no action is an action whose text is missing, unless the numbers
//!   simply count the rows.
//! - A header repeated inside the table is left out; rows behind the table become notes.

use crate::diag::{Diagnostic, Findings};
use crate::grid::{Row, Sheet};
use crate::model::{Facts, Paragraph};
use crate::recognise::{Column, Head, RowKind, Rows, Table, first_note, is_total, looks_like_number};
use crate::source::{CellRef, Located, Location};

use super::super::finding::table as finding;
use super::super::value::{CellText, texts_under};
use super::cells::{ActionCells, AllCells, EntryCells, FieldCells, name};
use super::details::DetailColumns;
use super::{notes, numbers, visibility};
use crate::german::fold;

/// Reads a sheet; its fields are appended to `cells`, the notes around its table are returned.
pub(super) fn read(
    table: &Table<'_>,
    head: &Head,
    (facts, pivot): (&Facts, u8),
    cells: &mut AllCells,
    findings: &mut Findings,
) -> Vec<Paragraph> {
    let (sheet, tab_title) = (table.sheet, table.title);
    let below = head.below(sheet);
    let (body, behind) = below.split_at(first_note(head, below));
    let titled = head.of(Column::Field).is_none();
    let (title, secret) = notes::above(sheet, head, titled, facts, findings);
    let details = DetailColumns::new(sheet, head, body, pivot, findings);
    if table.nonpublic {
        findings.push(finding::nonpublic_by_title(&sheet.at, &sheet.name));
    }
    let mut builder = Builder {
        rows: Rows::new(sheet, head, body, title.is_some() || tab_title.is_some()),
        details,
        start: cells.fields.len(),
        cells,
        findings,
        field: None,
        title_above: title,
        tab_title: tab_title.filter(|_| titled),
        answered: false,
        nonpublic_sheet: table.nonpublic || secret || head.withholds_rows(),
        of_field: None,
        notes: Vec::new(),
        empty: Vec::new(),
    };
    for (at, row) in body.iter().enumerate() {
        builder.row(at, row);
    }
    let mut notes = builder.finish();
    for row in behind {
        match is_total(head, row) {
            true => findings.push(total(sheet, row)),
            false => notes.extend(notes::read(sheet, row, findings)),
        }
    }
    notes
}

/// The finding about a row of sums.
fn total(sheet: &Sheet, row: &Row) -> Diagnostic {
    let texts = row.cells.iter().filter_map(|cell| Some((cell, cell.value.text()?)));
    let (at, name) =
        texts.map(|(cell, text)| (cell.at, text.trim())).next().unwrap_or((CellRef::new(row.number, 1), ""));
    finding::total_left_out(&sheet.at.cell(at), name)
}

struct Builder<'a, 'f> {
    rows: Rows<'a>,
    details: DetailColumns,
    /// The first field of this sheet.
    start: usize,
    cells: &'f mut AllCells,
    findings: &'f mut Findings,
    field: Option<usize>,
    title_above: Option<CellText>,
    tab_title: Option<&'a str>,
    /// Whether any row says something about being public.
    answered: bool,
    /// Whether all rows are nonpublic.
    nonpublic_sheet: bool,
    /// What the heading of the open field says about its rows.
    of_field: Option<bool>,
    notes: Vec<Paragraph>,
    /// Rows that hold a number and nothing else.
    empty: Vec<u32>,
}

impl<'a> Builder<'a, '_> {
    fn row(&mut self, at: usize, row: &'a Row) {
        match self.rows.kind(at, row) {
            RowKind::Header { new_table: true } => {}
            RowKind::Header { new_table: false } => {
                let at = self.rows.sheet.at.cell(CellRef::new(row.number, self.rows.head.first_column()));
                self.findings.push(finding::header_repeated(&at, row.number));
            }
            RowKind::Section { cells, guessed } => {
                let read = |cell| CellText::read(self.rows.sheet, cell, self.findings);
                if let Some(title) = joined(cells.into_iter().filter_map(read)) {
                    if guessed {
                        self.findings.push(finding::field_assumed(&title.at, &title.plain()));
                    }
                    self.open_field(title);
                    self.of_field = visibility::read(&self.rows, row, self.findings);
                }
            }
            RowKind::Total => self.findings.push(total(self.rows.sheet, row)),
            RowKind::Note => self.notes.extend(notes::read(self.rows.sheet, row, self.findings)),
            RowKind::Empty => self.empty.push(row.number),
            RowKind::Entry => self.entry(row),
        }
    }

    fn entry(&mut self, row: &Row) {
        let texts =
            |key, findings: &mut Findings| texts_under(self.rows.sheet, row, self.rows.head, key, findings);
        let field = joined(texts(Column::Field, self.findings));
        let title = texts(Column::Action, self.findings);
        let part = joined(texts(Column::Part, self.findings));
        let status = labelled(part, texts(Column::Status, self.findings));
        let details = self.details.read(&self.rows, row, self.findings);
        let nonpublic = visibility::read(&self.rows, row, self.findings);
        let number = numbers::read(&self.rows, row, self.findings);

        let field_given = field.is_some();
        if let Some(field) = field.filter(|field| !self.is_open(field)) {
            self.open_field(field);
        }
        let own = |cell: CellRef| cell.row == row.number;
        let own_details = details.iter().any(|cell| cell.detail.at.cell.is_some_and(own));
        if title.is_empty() && status.is_empty() && !own_details {
            if field_given {
                self.of_field = nonpublic.or(self.of_field);
            }
            match &number {
                // Something else than a number: the text of an action in the wrong column.
                Some(number) if !looks_like_number(&number.value) => {}
                Some(_) => return self.empty.push(row.number),
                None if !field_given && nonpublic == Some(true) => return self.flag(nonpublic),
                None => return,
            }
        }
        if self.begins_action(row, &title, number.as_ref()) {
            let at = title.first().map(|text| text.at.clone());
            let at = at.unwrap_or_else(|| self.rows.place(row.number, Column::Action));
            if self.field.is_none() {
                self.open_default_field(&at);
            }
            if let Some(draft) = self.field.and_then(|field| self.cells.fields.get_mut(field)) {
                draft.actions.push(ActionCells::new(number, title, at));
            }
        } else {
            self.continue_action(title, number);
        }
        let merged_with = status.is_empty().then(|| self.rows.merged_with(row, Column::Status)).flatten();
        if let Some(action) = self.action() {
            if action.entries.is_empty() {
                action.merged_with = merged_with;
            }
            action.entries.push(EntryCells { status, details });
        }
        self.flag(nonpublic);
    }

    /// A further row of the action: a number of its own is reported, a text that does not repeat
    /// the action's (one number merged over several rows) goes on with it.
    fn continue_action(&mut self, title: Vec<CellText>, number: Option<Located<String>>) {
        let counts_rows = self.rows.counts_rows;
        let Some(action) = self.action() else { return };
        let name = name(&title);
        let last = action.title.last().map(CellText::plain);
        if !title.is_empty()
            && Some(&name) != last.as_ref()
            && (action.title.len() > 1 || name != action.name())
        {
            action.title.extend(title);
        }
        let Some(number) = number.filter(|number| action.number.as_ref() != Some(number)) else { return };
        if counts_rows && looks_like_number(&number.value) {
            return;
        }
        self.findings.push(finding::number_of_entry(&number.at, &number.value));
    }

    /// Notes what a row, or the heading above it, says about its action being public.
    fn flag(&mut self, nonpublic: Option<bool>) {
        let nonpublic = match (self.nonpublic_sheet, self.of_field) {
            (true, _) | (_, Some(true)) => Some(true),
            (_, of_field) => nonpublic.or(of_field),
        };
        self.answered |= self.field.is_some() && nonpublic.is_some();
        if let Some(action) = self.action() {
            action.flags.push(nonpublic);
        }
    }

    fn action(&mut self) -> Option<&mut ActionCells> {
        self.cells.fields.get_mut(self.field?)?.actions.last_mut()
    }

    fn begins_action(&mut self, row: &Row, title: &[CellText], number: Option<&Located<String>>) -> bool {
        let merged_number = self.rows.merged_with(row, Column::Number).is_some();
        let merged_action = self.rows.merged_with(row, Column::Action).is_some();
        let counts_rows = self.rows.counts_rows;
        let Some(action) = self.action() else { return true };
        let same_number = number.is_none_or(|number| action.number.as_ref() == Some(number));
        if title.is_empty() {
            return !same_number && !merged_action && !counts_rows;
        }
        if merged_number && action.number.is_some() {
            return false;
        }
        let name = name(title);
        name != action.name() || !(same_number || counts_rows)
    }

    fn is_open(&self, field: &CellText) -> bool {
        let open = self.field.and_then(|at| self.cells.fields.get(at));
        open.is_some_and(|draft| draft.name() == field.plain())
    }

    fn open_field(&mut self, title: CellText) {
        let name = title.plain();
        self.of_field = None;
        let next = self.cells.fields.len();
        let known = *self.cells.by_name.entry(fold(&name)).or_insert(next);
        self.field = Some(known);
        let Some(first) = self.cells.fields.get(known) else {
            let at = title.at.clone();
            self.cells.fields.push(FieldCells { title: Some(title), at, actions: Vec::new() });
            return;
        };
        self.findings.push(finding::field_twice(&title.at, &name, &first.at));
    }

    /// The field of a row that stands under none: titled by the text above the table, else by the
    /// sheet's name, else by nothing.
    fn open_default_field(&mut self, at: &Location) {
        let tab = self.tab_title.map(|title| CellText::stand_in(title, self.rows.sheet.at.clone()));
        if let Some(title) = self.title_above.take().or(tab) {
            self.open_field(title);
        } else {
            self.findings.push(finding::field_missing(at, self.rows.head.of(Column::Field).is_none()));
            self.field = Some(self.cells.fields.len());
            self.cells.fields.push(FieldCells { title: None, at: at.clone(), actions: Vec::new() });
        }
    }

    fn finish(mut self) -> Vec<Paragraph> {
        if self.rows.counts_rows {
            let at = self.rows.place(self.rows.head.first_row, Column::Number);
            self.findings.push(finding::numbers_count_rows(&at));
        }
        if let Some(title) = self.title_above.take() {
            self.findings.push(finding::text_above(&title.at, &title.plain()));
        }
        if let Some(first) = self.empty.first() {
            let at = self.rows.place(*first, Column::Number);
            self.findings.push(finding::rows_empty(&at, &self.empty));
        }
        let answered = self.answered && self.rows.head.of(Column::Public).is_some();
        visibility::settle(answered, &mut self.cells.fields, self.findings);
        for draft in self.cells.fields.iter().skip(self.start).filter(|draft| draft.actions.is_empty()) {
            self.findings.push(finding::field_empty(&draft.at, &draft.name()));
        }
        self.notes
    }
}

/// The status with the name of the part of the action it is about: `a) Schulen – Drei Anlagen laufen.`
fn labelled(part: Option<CellText>, mut status: Vec<CellText>) -> Vec<CellText> {
    let Some(mut part) = part else { return status };
    match status.first_mut() {
        Some(first) => {
            part.lead(first);
            *first = part;
        }
        None => status.push(part),
    }
    status
}

/// Several cells as one text in one line.
fn joined(texts: impl IntoIterator<Item = CellText>) -> Option<CellText> {
    texts.into_iter().reduce(|mut all, more| {
        all.append(&more);
        all
    })
}
