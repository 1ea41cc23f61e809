//! The rows of one sheet → [`Draft`]s.
//!
//! - A blank Handlungsfeld or Aktion continues the one above; so does one that repeats it.
//! - A merged cell across the columns of Aktion and Sachstand begins a Handlungsfeld; without a
//!   column Handlungsfeld, so does a cell alone in its row where it is bold among actions that are
//!   not, stands above a repeated header or in the column Nr without being a number, or heads the
//!   table.
//! - A row with a new number but no action is an action whose text is missing, unless the numbers
//!   simply count the rows.
//! - A header repeated inside the table is left out; rows behind the table become notes.

use std::collections::BTreeMap;

use crate::diag::{Code, Diagnostic};
use crate::grid::{Row, Sheet};
use crate::model::{Facts, Paragraph};
use crate::source::{CellRef, Located, Location};

use super::super::head::{Head, texts_under};
use super::super::names::{Column, fold};
use super::super::value::{CellText, short};
use super::details::Details;
use super::shape::{Kind, Shape, with_numbers};
use super::{ActionDraft, Draft, Drafts, Entry, notes, numbers, visibility};

/// Reads a sheet; its fields are appended to `drafts`, the notes around its table are returned.
/// `tab_title`: the sheet's name where it can title the table.
pub(super) fn read(
    sheet: &Sheet,
    head: &Head,
    tab_title: Option<&str>,
    facts: &Facts,
    drafts: &mut Drafts,
    findings: &mut Vec<Diagnostic>,
) -> Vec<Paragraph> {
    let head = &with_numbers(sheet, head);
    let below = head.below(sheet);
    let report_column = head.of(Column::Report).map_or(1, |cell| cell.first);
    let (body, behind) = below.split_at(notes::first_note(head, report_column, below));
    let titled = head.of(Column::Field).is_none();
    let title = notes::above(sheet, head, titled, facts, findings);
    let details = Details::new(sheet, head, body, findings);
    let mut builder = Builder {
        sheet,
        head,
        shape: Shape::new(sheet, head, body, title.is_some() || tab_title.is_some()),
        details,
        start: drafts.fields.len(),
        drafts,
        findings,
        field: None,
        title_above: title,
        tab_title: tab_title.filter(|_| titled),
        flags: BTreeMap::new(),
        notes: Vec::new(),
        empty: Vec::new(),
    };
    for at in 0..body.len() {
        builder.row(body, at);
    }
    let mut notes = builder.finish();
    notes.extend(behind.iter().flat_map(|row| notes::read(sheet, row, findings)));
    notes
}

struct Builder<'a, 'f> {
    sheet: &'a Sheet,
    head: &'a Head,
    shape: Shape<'a>,
    details: Details,
    /// The first field of this sheet.
    start: usize,
    drafts: &'f mut Drafts,
    findings: &'f mut Vec<Diagnostic>,
    field: Option<usize>,
    title_above: Option<CellText>,
    tab_title: Option<&'a str>,
    /// What the rows of an action say about its being public; by field and action.
    flags: BTreeMap<(usize, usize), Vec<Option<bool>>>,
    notes: Vec<Paragraph>,
    /// Rows that hold a number and nothing else.
    empty: Vec<u32>,
}

impl<'a> Builder<'a, '_> {
    fn row(&mut self, body: &'a [Row], at: usize) {
        let Some(row) = body.get(at) else { return };
        match self.shape.kind(body, at) {
            Kind::Header { new_table: true } => {}
            Kind::Header { new_table: false } => {
                let at = self.sheet.locate(CellRef::new(row.number, self.head.first_column()));
                let message = format!("Kopfzeile ist in Zeile {} wiederholt", row.number);
                self.findings.push(Diagnostic::new(Code::HeaderRepeated, at, message).help(
                    "Zeile löschen (im Papier wird die Kopfzeile auf jeder Seite wiederholt); sie wurde übergangen",
                ));
            }
            Kind::Section { cells, guessed } => {
                let read = |cell| CellText::read(self.sheet, row.number, cell, self.findings);
                if let Some(title) = joined(cells.into_iter().filter_map(read).collect()) {
                    if guessed {
                        self.report_guess(&title);
                    }
                    self.open_field(title);
                }
            }
            Kind::Note => self.notes.extend(notes::read(self.sheet, row, self.findings)),
            Kind::Empty => self.empty.push(row.number),
            Kind::Entry => self.entry(row),
        }
    }

    fn report_guess(&mut self, title: &CellText) {
        let message = format!("Zeile »{}« wurde als Handlungsfeld verstanden", short(&title.plain()));
        self.findings.push(Diagnostic::new(Code::FieldAssumed, title.at.clone(), message).help(
            "Zellen der Zeile verbinden oder eine Spalte »Handlungsfeld« anlegen, wenn das stimmt; ist es eine Aktion, \
             ihren Sachstand ergänzen",
        ));
    }

    fn entry(&mut self, row: &Row) {
        let texts =
            |key, findings: &mut Vec<Diagnostic>| texts_under(self.sheet, row, self.head, key, findings);
        let field = joined(texts(Column::Field, self.findings));
        let title = texts(Column::Action, self.findings);
        let report = texts(Column::Report, self.findings);
        let details = self.details.read(self.sheet, self.head, &self.shape.merges, row, self.findings);
        let nonpublic = visibility::read(self.sheet, self.head, &self.shape.merges, row, self.findings);
        let number = self.head.of(Column::Number).and_then(|head| row.cell(head.first));
        let number = number.and_then(|cell| numbers::read(self.sheet, row, cell, self.findings));

        let field_given = field.is_some();
        if let Some(field) = field.filter(|field| !self.is_open(field)) {
            self.open_field(field);
        }
        let own = |cell: CellRef| cell.row == row.number;
        let own_details = details.iter().any(|detail| detail.value.at.cell.is_some_and(own));
        if title.is_empty() && report.is_empty() && !own_details {
            match &number {
                // Something else than a number: the text of an action in the wrong column.
                Some(number) if !numbers::looks_like_number(&number.value) => {}
                Some(_) => return self.empty.push(row.number),
                None if !field_given && nonpublic == Some(true) => return self.flag(nonpublic),
                None => return,
            }
        }
        if self.begins_action(row, &title, number.as_ref()) {
            let at = title.first().map(|text| text.at.clone());
            let at = at.unwrap_or_else(|| self.place(row, Column::Action));
            let field = self.open_default_field(&at);
            if let Some(draft) = self.drafts.fields.get_mut(field) {
                let entries = Vec::new();
                draft.actions.push(ActionDraft {
                    number,
                    title,
                    entries,
                    nonpublic: false,
                    shares: None,
                    at,
                });
            }
        } else {
            self.continue_action(title, number);
        }
        let shares = report.is_empty().then(|| self.in_merged(row, Column::Report)).flatten();
        if let Some(action) = self.action() {
            if action.entries.is_empty() {
                action.shares = shares;
            }
            action.entries.push(Entry { report, details });
        }
        self.flag(nonpublic);
    }

    /// A further row of the action: a number of its own is reported, a text that does not repeat
    /// the action's (one number merged over several rows) goes on with it.
    fn continue_action(&mut self, title: Vec<CellText>, number: Option<Located<String>>) {
        let counts_rows = self.shape.counts_rows;
        let Some(action) = self.action() else { return };
        let name = title.iter().map(CellText::plain).collect::<Vec<_>>().join(" ");
        let last = action.title.last().map(CellText::plain);
        if !title.is_empty()
            && Some(&name) != last.as_ref()
            && (action.title.len() > 1 || name != action.name())
        {
            action.title.extend(title);
        }
        let Some(number) = number.filter(|number| action.number.as_ref() != Some(number)) else { return };
        if counts_rows && numbers::looks_like_number(&number.value) {
            return;
        }
        let message =
            format!("Nr »{}« steht bei einem weiteren Eintrag der Aktion darüber", short(&number.value));
        self.findings.push(Diagnostic::new(Code::NumberPerRow, number.at, message).help(
            "Nummer löschen oder in der Spalte »Aktion« ergänzen, wozu sie gehört; sie steht nicht im Papier",
        ));
    }

    /// Notes what a row says about its action being public.
    fn flag(&mut self, nonpublic: Option<bool>) {
        let Some(field) = self.field else { return };
        let count = self.drafts.fields.get(field).map_or(0, |draft| draft.actions.len());
        self.flags.entry((field, count)).or_default().push(nonpublic);
    }

    fn place(&self, row: &Row, key: Column) -> Location {
        self.sheet.locate(CellRef::new(row.number, self.head.of(key).map_or(1, |cell| cell.first)))
    }

    fn action(&mut self) -> Option<&mut ActionDraft> {
        self.drafts.fields.get_mut(self.field?)?.actions.last_mut()
    }

    /// The upper left cell, where the row's cell is merged with one above it.
    fn in_merged(&self, row: &Row, key: Column) -> Option<CellRef> {
        self.shape.merges.origin(CellRef::new(row.number, self.head.of(key)?.first))
    }

    fn begins_action(&mut self, row: &Row, title: &[CellText], number: Option<&Located<String>>) -> bool {
        let merged_number = self.in_merged(row, Column::Number).is_some();
        let merged_action = self.in_merged(row, Column::Action).is_some();
        let counts_rows = self.shape.counts_rows;
        let Some(action) = self.action() else { return true };
        let same_number = number.is_none_or(|number| action.number.as_ref() == Some(number));
        if title.is_empty() {
            return !same_number && !merged_action && !counts_rows;
        }
        if merged_number && action.number.is_some() {
            return false;
        }
        let name = title.iter().map(CellText::plain).collect::<Vec<_>>().join(" ");
        name != action.name() || !(same_number || counts_rows)
    }

    fn is_open(&self, field: &CellText) -> bool {
        let open = self.field.and_then(|at| self.drafts.fields.get(at));
        open.is_some_and(|draft| draft.name() == field.plain())
    }

    fn open_field(&mut self, title: CellText) {
        let name = title.plain();
        let next = self.drafts.fields.len();
        let known = *self.drafts.by_name.entry(fold(&name)).or_insert(next);
        self.field = Some(known);
        let Some(first) = self.drafts.fields.get(known) else {
            let at = title.at.clone();
            self.drafts.fields.push(Draft { title: Some(title), at, actions: Vec::new() });
            return;
        };
        let message = format!("Handlungsfeld »{}« beginnt ein zweites Mal", short(&name));
        self.findings.push(Diagnostic::new(Code::FieldTwice, title.at.clone(), message).help(format!(
            "Zeilen eines Handlungsfelds untereinander stellen oder es umbenennen; die Aktionen stehen im Papier bei \
             dem Handlungsfeld aus {}",
            first.at.inside()
        )));
    }

    /// The field of a row that stands under none: titled by the text above the table, else by the
    /// sheet's name, else by nothing.
    fn open_default_field(&mut self, at: &Location) -> usize {
        if let Some(field) = self.field {
            return field;
        }
        let tab = self.tab_title.map(|title| CellText::stand_in(title, self.sheet.at.clone()));
        if let Some(title) = self.title_above.take().or(tab) {
            self.open_field(title);
        } else {
            let what = if self.head.of(Column::Field).is_some() { "Aktion" } else { "Tabelle" };
            let message = format!("{what} gehört zu keinem Handlungsfeld");
            self.findings.push(
                Diagnostic::new(Code::FieldMissing, at.clone(), message).help(
                    "Handlungsfeld in der Spalte davor oder über der Tabelle ergänzen; die Tabelle steht im Papier \
                     ohne Überschrift",
                ),
            );
            self.field = Some(self.drafts.fields.len());
            self.drafts.fields.push(Draft { title: None, at: at.clone(), actions: Vec::new() });
        }
        self.field.unwrap_or_default()
    }

    fn finish(mut self) -> Vec<Paragraph> {
        if self.shape.counts_rows {
            let column = self.head.of(Column::Number).map_or(1, |cell| cell.first);
            let at = self.sheet.locate(CellRef::new(self.head.first_row, column));
            let message = "Spalte »Nr« zählt Zeilen, nicht Aktionen";
            self.findings.push(Diagnostic::new(Code::NumberPerRow, at, message).help(
                "Jeder Aktion eine Nummer geben und die Zeilen ihrer weiteren Einträge leer lassen; übernommen wurde \
                 die Nummer der ersten Zeile jeder Aktion",
            ));
        }
        if let Some(title) = self.title_above.take() {
            notes::report_above(&title, self.findings);
        }
        self.report_empty();
        visibility::settle(
            self.head,
            std::mem::take(&mut self.flags),
            &mut self.drafts.fields,
            self.findings,
        );
        for draft in self.drafts.fields.iter().skip(self.start).filter(|draft| draft.actions.is_empty()) {
            let message = format!("Handlungsfeld »{}« hat keine Aktion", short(&draft.name()));
            self.findings.push(
                Diagnostic::new(Code::FieldEmpty, draft.at.clone(), message)
                    .help("Aktionen ergänzen oder die Zeile löschen; im Papier steht nur die Überschrift"),
            );
        }
        self.notes
    }

    fn report_empty(&mut self) {
        let Some(list) = super::super::sheets::list(&self.empty, |row| row.to_string()) else { return };
        let column = self.head.of(Column::Number).map_or(1, |cell| cell.first);
        let at = self.sheet.locate(CellRef::new(self.empty.first().copied().unwrap_or(1), column));
        let one = self.empty.len() == 1;
        let message = format!(
            "{} {list} {} nur eine Nummer",
            if one { "Zeile" } else { "Zeilen" },
            if one { "enthält" } else { "enthalten" }
        );
        self.findings.push(
            Diagnostic::new(Code::RowEmpty, at, message).help(
                "Aktion und Sachstand ergänzen oder die Nummer löschen; die Zeile steht nicht im Papier",
            ),
        );
    }
}

/// Several cells as one text in one line.
fn joined(texts: Vec<CellText>) -> Option<CellText> {
    let mut texts = texts.into_iter();
    let mut first = texts.next()?;
    for more in texts {
        first.append(&more);
    }
    Some(first)
}
