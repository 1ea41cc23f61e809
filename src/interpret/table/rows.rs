//! The rows of one sheet → [`Draft`]s.
//!
//! - A blank Handlungsfeld or Aktion continues the one above; so does one that repeats it.
//! - A merged cell across the columns of Aktion and Sachstand begins a Handlungsfeld; without a
//!   column Handlungsfeld, so does a cell alone in its row where it is bold among actions that are
//!   not, stands in the column Nr without being a number, or heads the table.
//! - A row with a new number but no action is an action whose text is missing, unless the numbers
//!   simply count the rows.
//! - A header repeated inside the table is left out; rows behind the table become notes.

use std::collections::BTreeMap;

use crate::diag::{Code, Diagnostic};
use crate::grid::{Cell, Font, Row, Sheet, Value};
use crate::model::{Facts, Paragraph};
use crate::source::{CellRef, Located};

use super::super::head::{Head, texts_under};
use super::super::lines::{Mode, Outline};
use super::super::names::{Column, fold};
use super::super::runs::Layout;
use super::super::value::{CellText, short};
use super::details::Details;
use super::merges::Merges;
use super::{ActionDraft, Draft, Entry, notes, numbers, visibility};

/// Reads a sheet; its fields are appended to `drafts`, the notes below its table are returned.
pub(super) fn read(
    sheet: &Sheet,
    head: &Head,
    facts: &Facts,
    drafts: &mut Vec<Draft>,
    findings: &mut Vec<Diagnostic>,
) -> Vec<Paragraph> {
    let head = &with_numbers(sheet, head);
    let below = head.below(sheet);
    let report_column = head.of(Column::Report).map_or(1, |cell| cell.first);
    let (body, behind) = below.split_at(notes::first_note(head, report_column, below));
    let merges = Merges::new(sheet, head.cells.last().map_or(1, |cell| cell.last) + 1);
    let titled = head.of(Column::Field).is_none();
    let title = notes::above(sheet, head, titled, facts, findings);
    let details = Details::new(sheet, head, body, findings);
    let mut builder = Builder {
        sheet,
        head,
        merges,
        details,
        counts_rows: false,
        heads_alone: false,
        bold_actions: false,
        start: drafts.len(),
        drafts,
        findings,
        field: None,
        default_title: title,
        flags: BTreeMap::new(),
    };
    builder.survey(body);
    for row in body {
        builder.row(row);
    }
    builder.finish();
    behind.iter().flat_map(|row| note(sheet, row, findings)).collect()
}

fn note(sheet: &Sheet, row: &Row, findings: &mut Vec<Diagnostic>) -> Vec<Paragraph> {
    let mut outline = Outline::default();
    let mut words = Vec::new();
    let mut first = None;
    for cell in &row.cells {
        let Some(text) = CellText::read(sheet, row.number, cell, findings) else { continue };
        words.push(text.plain());
        outline.cell(&text, Mode::Title, Layout::default());
        first.get_or_insert(text.at);
    }
    let paragraphs = outline.finish();
    if let Some(at) = first {
        let message = format!("»{}« hinter der Tabelle ist keine Aktion", short(&words.join(" ")));
        findings.push(Diagnostic::new(Code::RowAfter, at, message).help(
            "Zeile löschen oder ihren Text in das Blatt Texte schreiben; er steht im Papier hinter den Tabellen",
        ));
    }
    paragraphs
}

/// A column without a head that holds nothing but numbers, left of the action, is the column Nr;
/// so is the left part of a head Aktion merged over two columns.
fn with_numbers(sheet: &Sheet, head: &Head) -> Head {
    let mut head = head.clone();
    let Some(action) = head.of(Column::Action).map(|cell| (cell.first, cell.last)) else { return head };
    if head.of(Column::Number).is_some() {
        return head;
    }
    let candidates = (1..action.0)
        .filter(|column| head.over(*column).is_none())
        .chain((action.1 > action.0).then_some(action.0));
    for column in candidates.collect::<Vec<_>>() {
        let mut cells = head.below(sheet).iter().filter_map(|row| row.cell(column)).peekable();
        let all = cells.peek().is_some() && cells.all(|cell| numbers::looks_like_number(&cell_plain(cell)));
        if all {
            for cell in head.cells.iter_mut().filter(|cell| cell.first == column) {
                cell.first += 1;
            }
            let number = super::super::head::HeadCell {
                first: column,
                last: column,
                label: "Nr".into(),
                key: Some(Column::Number),
                guess: None,
                rival: None,
            };
            let at = head.cells.partition_point(|cell| cell.first < column);
            head.cells.insert(at, number);
            break;
        }
    }
    head
}

fn cell_plain(cell: &Cell) -> String {
    match &cell.value {
        Value::Text(runs) => runs.iter().map(|run| run.text.as_str()).collect(),
        Value::Number { value, .. } => super::super::value::number(*value),
        Value::Date(_) => "1.1".into(),
        _ => String::new(),
    }
}

fn is_bold(cell: &Cell) -> bool {
    let bold = |font: &Font| font.bold;
    matches!(&cell.value, Value::Text(runs) if runs.iter().filter(|run| !run.text.trim().is_empty()).all(|run| bold(&run.font)))
}

struct Builder<'a, 'f> {
    sheet: &'a Sheet,
    head: &'a Head,
    merges: Merges,
    details: Details,
    /// The column Nr counts rows, not actions.
    counts_rows: bool,
    /// A cell alone in its row heads a field.
    heads_alone: bool,
    /// All actions are bold, so that bold tells no headings apart.
    bold_actions: bool,
    /// The first field of this sheet.
    start: usize,
    drafts: &'f mut Vec<Draft>,
    findings: &'f mut Vec<Diagnostic>,
    field: Option<usize>,
    default_title: Option<CellText>,
    /// What the rows of an action say about its being public; by field and action.
    flags: BTreeMap<(usize, usize), Vec<Option<bool>>>,
}

/// What a row is.
enum Kind<'a> {
    Header,
    Section(Vec<&'a Cell>),
    Entry,
}

impl<'a> Builder<'a, '_> {
    /// What must be known of all rows before the first is understood.
    fn survey(&mut self, body: &[Row]) {
        let action = self.column(Column::Action);
        let report = self.column(Column::Report);
        let entries = body.iter().filter(|row| row.cell(action).is_some() && row.cell(report).is_some());
        let actions: Vec<&Cell> = entries.filter_map(|row| row.cell(action)).collect();
        self.bold_actions = actions.iter().filter(|cell| is_bold(cell)).count() * 2 > actions.len();
        if let Some(number) = self.head.of(Column::Number).map(|cell| cell.first) {
            let here = |row: &&Row| row.cell(number).is_some() && row.cell(report).is_some();
            let (with, without): (Vec<&Row>, Vec<&Row>) =
                body.iter().filter(here).partition(|row| row.cell(action).is_some());
            let covered =
                without.iter().filter(|row| self.merges.origin(CellRef::new(row.number, action)).is_none());
            self.counts_rows = covered.count() >= 2 && without.len() * 3 >= with.len();
        }
        let alone = |row: &Row| row.cells.len() == 1 && row.cell(self.head.first_column()).is_some();
        let first_alone = body.first().is_some_and(alone);
        let second_full =
            body.get(1).is_some_and(|row| row.cell(action).is_some() && row.cell(report).is_some());
        self.heads_alone = first_alone && second_full && self.head.of(Column::Field).is_none();
    }

    fn column(&self, key: Column) -> u32 {
        self.head.of(key).map_or(0, |cell| cell.first)
    }

    fn kind<'r>(&self, row: &'r Row) -> Kind<'r> {
        if self.head.is_repeated_by(row) {
            return Kind::Header;
        }
        let (action, report) = (self.column(Column::Action), self.column(Column::Report));
        if let Some(merged) = self.merges.across(row.number, [action, report])
            && let Some(cell) = row.cell(merged.first.column)
        {
            let others: Vec<&Cell> = row.cells.iter().filter(|other| other.column < cell.column).collect();
            let right = row.cells.iter().any(|other| other.column > merged.last.column);
            if !right && others.len() < 2 {
                return Kind::Section(others.into_iter().chain([cell]).collect());
            }
        }
        let [cell] = row.cells.as_slice() else { return Kind::Entry };
        if self.head.of(Column::Field).is_some() || cell.column == report {
            return Kind::Entry;
        }
        let text = cell_plain(cell);
        let number = self.head.of(Column::Number).is_some_and(|head| head.first == cell.column);
        let leftmost = cell.column == self.head.first_column() || cell.column == action;
        let heads = (number && !numbers::looks_like_number(&text))
            || (leftmost && fold(&text).starts_with("handlungsfeld"))
            || (leftmost && is_bold(cell) && !self.bold_actions)
            || (leftmost && self.heads_alone);
        if heads { Kind::Section(vec![cell]) } else { Kind::Entry }
    }

    fn row(&mut self, row: &'a Row) {
        match self.kind(row) {
            Kind::Header => {
                let at = self.sheet.locate(CellRef::new(row.number, self.head.first_column()));
                let message = format!("Kopfzeile ist in Zeile {} wiederholt", row.number);
                self.findings.push(Diagnostic::new(Code::HeaderRepeated, at, message).help(
                    "Zeile löschen (im Papier wird die Kopfzeile auf jeder Seite wiederholt); sie wurde übergangen",
                ));
            }
            Kind::Section(cells) => {
                let texts: Vec<CellText> = cells
                    .into_iter()
                    .filter_map(|cell| CellText::read(self.sheet, row.number, cell, self.findings))
                    .collect();
                if let Some(title) = joined(texts) {
                    self.open_field(title);
                }
            }
            Kind::Entry => self.entry(row),
        }
    }

    fn entry(&mut self, row: &'a Row) {
        let texts =
            |key, findings: &mut Vec<Diagnostic>| texts_under(self.sheet, row, self.head, key, findings);
        let field = joined(texts(Column::Field, self.findings));
        let title = texts(Column::Action, self.findings);
        let report = texts(Column::Report, self.findings);
        let details = self.details.read(self.sheet, self.head, &self.merges, row, self.findings);
        let nonpublic = visibility::read(self.sheet, self.head, &self.merges, row, self.findings);
        let number_head = self.head.of(Column::Number).map(|cell| cell.first);
        let number = number_head.and_then(|column| row.cell(column));
        let number = number.and_then(|cell| numbers::read(self.sheet, row, cell, self.findings));

        let field_given = field.is_some();
        if let Some(field) = field {
            let same = self
                .field
                .and_then(|at| self.drafts.get(at))
                .is_some_and(|draft| draft.name() == field.plain());
            if !same {
                self.open_field(field);
            }
        }
        let own_details =
            details.iter().any(|detail| detail.value.at.cell.is_some_and(|cell| cell.row == row.number));
        let empty = title.is_empty() && report.is_empty() && !own_details;
        if empty && number.is_none() && (nonpublic.is_none() || field_given || row.cells.is_empty()) {
            return;
        }
        let number = number.filter(|_| !(self.counts_rows && title.is_empty()));
        let at = self.place(row, &title);
        if self.begins_action(row, &title, number.as_ref()) {
            let field = self.open_default_field(&at);
            if let Some(draft) = self.drafts.get_mut(field) {
                draft.actions.push(ActionDraft { number, title, entries: Vec::new(), nonpublic: false, at });
            }
        } else if self.in_merged(row, Column::Number) && !title.is_empty() {
            // One number merged over several rows: the action's text goes on below.
            if let Some(action) = self.action() {
                let repeated =
                    action.title.iter().any(|line| title.iter().any(|new| new.plain() == line.plain()));
                if !repeated {
                    action.title.extend(title);
                }
            }
        }
        if let (Some(field), Some(action)) = (self.field, self.action()) {
            action.entries.push(Entry { report, details });
            let at = self.drafts.get(field).map_or(0, |draft| draft.actions.len());
            self.flags.entry((field, at)).or_default().push(nonpublic);
        }
    }

    /// The cell of the action of a row, also where it is blank.
    fn place(&self, row: &Row, title: &[CellText]) -> crate::source::Location {
        let blank = || self.sheet.locate(CellRef::new(row.number, self.column(Column::Action)));
        title.first().map_or_else(blank, |text| text.at.clone())
    }

    fn action(&mut self) -> Option<&mut ActionDraft> {
        self.drafts.get_mut(self.field?)?.actions.last_mut()
    }

    fn in_merged(&self, row: &Row, key: Column) -> bool {
        self.head.of(key).is_some_and(|cell| {
            let first = self.column(Column::Action);
            let _ = first;
            self.merges.origin(CellRef::new(row.number, cell.first)).is_some()
        })
    }

    fn begins_action(&mut self, row: &Row, title: &[CellText], number: Option<&Located<String>>) -> bool {
        let merged_number = self.in_merged(row, Column::Number);
        let merged_action = self.in_merged(row, Column::Action);
        let Some(action) = self.action() else { return true };
        if title.is_empty() {
            let other = number.is_some_and(|number| action.number.as_ref() != Some(number));
            return other && !merged_action;
        }
        if merged_number && action.number.is_some() {
            return false;
        }
        let name = title.iter().map(CellText::plain).collect::<Vec<_>>().join(" ");
        let same_number = number.is_none_or(|number| action.number.as_ref() == Some(number));
        !(name == action.name() && (same_number || self.counts_rows))
    }

    fn open_field(&mut self, title: CellText) {
        let name = title.plain();
        let known = self.drafts.iter().position(|draft| fold(&draft.name()) == fold(&name));
        if let Some(at) = known {
            let first = self.drafts.get(at).map(|draft| draft.at.inside()).unwrap_or_default();
            let message = format!("Handlungsfeld »{}« beginnt ein zweites Mal", short(&name));
            self.findings.push(Diagnostic::new(Code::FieldTwice, title.at.clone(), message).help(format!(
                "Zeilen eines Handlungsfelds untereinander stellen oder es umbenennen; die Aktionen stehen im \
                 Papier bei dem Handlungsfeld aus {first}"
            )));
        }
        let at = title.at.clone();
        self.field = Some(known.unwrap_or(self.drafts.len()));
        if known.is_none() {
            self.drafts.push(Draft { title: Some(title), at, actions: Vec::new() });
        } else if let Some(draft) = known.and_then(|at| self.drafts.get_mut(at)) {
            // A row without action must not fall to the last action of the other place.
            draft.actions.shrink_to_fit();
        }
    }

    /// The field of a row that stands under none: titled by the text above the table, else by the
    /// sheet's name, else by nothing.
    fn open_default_field(&mut self, at: &crate::source::Location) -> usize {
        if let Some(field) = self.field {
            return field;
        }
        let title = match self.default_title.take() {
            Some(title) => Some(title),
            None if self.head.of(Column::Field).is_none() => sheet_title(self.sheet),
            None => None,
        };
        if let Some(title) = title {
            self.open_field(title);
        } else {
            let message = "Aktion gehört zu keinem Handlungsfeld";
            self.findings.push(Diagnostic::new(Code::FieldMissing, at.clone(), message).help(
                "Handlungsfeld in der Spalte davor oder über der Tabelle ergänzen; die Tabelle steht im Papier ohne \
                 Überschrift",
            ));
            self.field = Some(self.drafts.len());
            self.drafts.push(Draft { title: None, at: at.clone(), actions: Vec::new() });
        }
        self.field.unwrap_or_default()
    }

    fn finish(mut self) {
        if self.counts_rows {
            let column = self.column(Column::Number);
            let at = self.sheet.locate(CellRef::new(self.head.first_row, column));
            let message = "Spalte »Nr« zählt Zeilen, nicht Aktionen";
            self.findings.push(Diagnostic::new(Code::NumberPerRow, at, message).help(
                "Jeder Aktion eine Nummer geben und die Zeilen ihrer weiteren Einträge leer lassen; übernommen wurde \
                 die Nummer der ersten Zeile jeder Aktion",
            ));
        }
        if let Some(title) = self.default_title.take() {
            let message = format!("»{}« über der Tabelle wurde nicht übernommen", short(&title.plain()));
            self.findings.push(Diagnostic::new(Code::TextAbove, title.at.clone(), message).help(
                "Was ins Papier gehört, in das Blatt Dokument oder Texte schreiben; sonst ist nichts zu tun",
            ));
        }
        self.settle_visibility();
        for draft in self.drafts.iter().skip(self.start).filter(|draft| draft.actions.is_empty()) {
            let message = format!("Handlungsfeld »{}« hat keine Aktion", short(&draft.name()));
            self.findings.push(
                Diagnostic::new(Code::FieldEmpty, draft.at.clone(), message)
                    .help("Aktionen ergänzen oder die Zeile löschen; im Papier steht nur die Überschrift"),
            );
        }
    }

    fn settle_visibility(&mut self) {
        let asks = self.head.of(Column::Public).is_some();
        let used = self.flags.values().flatten().any(Option::is_some);
        for ((field, count), flags) in std::mem::take(&mut self.flags) {
            let action = self.drafts.get_mut(field).and_then(|draft| draft.actions.get_mut(count - 1));
            let Some(action) = action else { continue };
            let nonpublic = flags.contains(&Some(true));
            action.nonpublic |= nonpublic;
            if nonpublic && flags.first() != Some(&Some(true)) {
                let message =
                    format!("Nur ein Teil der Aktion »{}« ist nichtöffentlich", short(&action.name()));
                self.findings.push(Diagnostic::new(Code::PublicPartly, action.at.clone(), message).help(
                    "Die Angabe in die erste Zeile der Aktion setzen oder die Aktion teilen; vorsichtshalber gilt \
                     die ganze Aktion als nichtöffentlich",
                ));
            }
            if asks && used && flags.iter().all(Option::is_none) {
                action.nonpublic = true;
                let message = format!("Aktion »{}« sagt nicht, ob sie öffentlich ist", short(&action.name()));
                self.findings.push(Diagnostic::new(Code::PublicUnreadable, action.at.clone(), message).help(
                    "In der Spalte »Öffentlich« ja oder nein eintragen; vorsichtshalber gilt die Aktion als \
                     nichtöffentlich",
                ));
            }
        }
    }
}

/// The sheet's name as a title, unless it is one that Excel or the manual gives every sheet.
fn sheet_title(sheet: &Sheet) -> Option<CellText> {
    let name = fold(&sheet.name);
    let bare = name.trim_end_matches(|c: char| c.is_ascii_digit());
    let generic = [
        "tabelle",
        "sheet",
        "blatt",
        "sachstand",
        "sachstaende",
        "sachstandsbericht",
        "status",
        "statusbericht",
        "massnahmen",
        "aktionen",
        "handlungsfelder",
        "bericht",
    ];
    (!generic.contains(&bare)).then(|| CellText::stand_in(sheet.name.trim(), sheet.at.clone()))
}

/// Several cells as one text in one line.
fn joined(texts: Vec<CellText>) -> Option<CellText> {
    let mut texts = texts.into_iter();
    let mut first = texts.next()?;
    for more in texts {
        let font = first.glyphs.last().map(|glyph| glyph.font).unwrap_or_default();
        first.glyphs.push(super::super::value::Glyph { c: ' ', font });
        first.glyphs.extend(more.glyphs);
    }
    Some(first)
}
