//! The columns of the new status table: the usual ones, and those that the old tables have of their own.

use std::collections::BTreeMap;

use super::finding;
use super::sheet::{Head, Role};
use crate::diag::Diagnostic;
use crate::german::{Said, said_by};
use crate::model::{Columns, Detail, DetailColumn, Details, Entry, Report, WithheldColumn};
use crate::recognise::{Column, SheetKind};
use crate::source::Location;

/// The optional columns that a table has though nothing stands below them.
const USUAL: [DetailColumn; 4] =
    [DetailColumn::StateLabel, DetailColumn::Attainment, DetailColumn::Due, DetailColumn::Responsible];

/// Which heads the status table has.
#[derive(Clone, Copy, Debug)]
pub(super) struct Form {
    /// Aktion and Sachstand are called as the report has them.
    pub(super) own: bool,
    /// The usual columns are there though nothing stands below them.
    pub(super) usual: bool,
}

/// The columns of the status table.
#[derive(Clone, Debug)]
pub(super) struct StatusHeads {
    /// All heads, from left to right.
    pub(super) heads: Vec<Head>,
    /// Which of them hold the values of optional columns.
    details: Vec<(usize, DetailHead)>,
}

/// By what the column of a value is found again.
#[derive(Clone, Debug, PartialEq)]
struct DetailHead {
    column: DetailColumn,
    label: String,
    nonpublic: bool,
    /// How many of the same name stand before it.
    nth: usize,
}

impl StatusHeads {
    /// The columns that hold all of a report.
    pub(super) fn new(report: &Report, form: Form, findings: &mut Vec<Diagnostic>) -> Self {
        let mut found = details_of(report);
        if form.usual {
            add_usual(&mut found);
        }
        let blank = withheld(&report.columns, &found, findings);
        let mut all = Self { heads: Vec::new(), details: Vec::new() };
        for column in SheetKind::Status.columns() {
            match column {
                Column::Part | Column::Earlier | Column::Other | Column::Public => {}
                Column::StateLabel => found.iter().for_each(|head| all.detail(head, findings, report)),
                Column::Attainment | Column::Due | Column::Responsible => {}
                Column::Nonpublic => {
                    all.heads.extend(blank.iter().cloned());
                    all.heads.push(Head::of(*column));
                }
                Column::Action if form.own => all.named(*column, &report.columns.action),
                Column::Status if form.own => all.named(*column, &report.columns.status),
                column => all.heads.push(Head::of(*column)),
            }
        }
        all
    }

    /// The column of a meaning.
    pub(super) fn place(&self, column: Column) -> Option<usize> {
        self.heads.iter().position(|head| head.role == Role::Of(column))
    }

    /// The columns of these values, each with its value.
    pub(super) fn places<'d>(&self, values: &'d [Detail]) -> Vec<(usize, &'d Detail)> {
        let keys = keyed(values);
        let place = |key: &DetailHead| self.details.iter().find(|(_, head)| head == key).map(|(at, _)| *at);
        keys.iter().zip(values).filter_map(|(key, value)| Some((place(key)?, value))).collect()
    }

    /// A head by the name that the report gives it; the usual long names stand for the plain ones.
    fn named(&mut self, column: Column, label: &str) {
        let usual = Columns::default();
        let plain = label == usual.action || label == usual.status || label.trim().is_empty();
        let label = if plain { column.german().to_owned() } else { label.to_owned() };
        self.heads.push(Head { label, role: Role::Of(column) });
    }

    /// The head of an optional column. What keeps one back must stand in the head itself: settings that say
    /// so need not be there where the new workbook is read.
    fn detail(&mut self, head: &DetailHead, findings: &mut Vec<Diagnostic>, report: &Report) {
        let says = matches!(said_by(&head.label), Said::Nonpublic { .. });
        let label = match head.nonpublic && !says {
            true => format!("{} (nichtöffentlich)", head.label),
            false => head.label.clone(),
        };
        if label != head.label {
            findings.push(finding::head_withheld(&report.facts.title.at, &head.label, &label));
        }
        self.details.push((self.heads.len(), head.clone()));
        self.heads.push(Head { label, role: Role::Of(kind(head.column)) });
    }
}

impl DetailHead {
    fn usual(column: DetailColumn) -> Self {
        Self { column, label: kind(column).german().to_owned(), nonpublic: false, nth: 0 }
    }
}

/// The optional columns of a sheet by their places.
type HeadsOfSheet = BTreeMap<(u32, usize), DetailHead>;

/// Adds those of the usual columns that are missing, each behind the one that it usually stands behind.
fn add_usual(found: &mut Vec<DetailHead>) {
    let mut behind = 0;
    for column in USUAL {
        let at = found.iter().position(|head| head.column == column).unwrap_or_else(|| {
            found.insert(behind, DetailHead::usual(column));
            behind
        });
        behind = at + 1;
    }
}

/// The optional columns of all tables, from left to right; those of a further sheet stand behind what they
/// stood behind there.
fn details_of(report: &Report) -> Vec<DetailHead> {
    let mut sheets: Vec<(&Location, HeadsOfSheet)> = Vec::new();
    let actions = report.fields.iter().flat_map(|field| &field.actions);
    for entry in actions.flat_map(|action| &action.status) {
        let Entry::Details(Details { values, .. }) = entry else { continue };
        for ((nth, value), key) in values.iter().enumerate().zip(keyed(values)) {
            let known = sheets.iter().position(|(at, _)| at.sheet == value.at.sheet);
            let known = known.unwrap_or_else(|| {
                sheets.push((&value.at, HeadsOfSheet::new()));
                sheets.len() - 1
            });
            let column = value.at.cell.map_or((0, nth), |cell| (cell.column, 0));
            sheets.get_mut(known).into_iter().for_each(|(_, heads)| {
                heads.entry(column).or_insert_with(|| key.clone());
            });
        }
    }
    let mut found: Vec<DetailHead> = Vec::new();
    for (_, heads) in sheets {
        // Those that nothing known stands before: before the first known one, else behind all others.
        let known = |key: &DetailHead| found.iter().position(|head| head == key);
        let mut behind = heads.values().find_map(known).unwrap_or(found.len());
        for key in heads.into_values() {
            let at = found.iter().position(|head| *head == key).unwrap_or_else(|| {
                found.insert(behind, key);
                behind
            });
            behind = at + 1;
        }
    }
    found
}

/// The columns of the values of a row.
fn keyed(values: &[Detail]) -> Vec<DetailHead> {
    let mut keys: Vec<DetailHead> = Vec::new();
    for value in values {
        let mut key = DetailHead {
            column: value.column,
            label: value.label.to_plain(),
            nonpublic: value.nonpublic,
            nth: 0,
        };
        while keys.contains(&key) {
            key.nth += 1;
        }
        keys.push(key);
    }
    keys
}

/// The heads of columns that no edition or only the internal one has, and below which nothing was taken
/// over: that they are withheld must still be known when versions are compared.
fn withheld(columns: &Columns, found: &[DetailHead], findings: &mut Vec<Diagnostic>) -> Vec<Head> {
    let mut heads: Vec<Head> = Vec::new();
    for WithheldColumn { column: _, head } in &columns.withheld {
        let label = &head.value;
        let has_values = found.iter().any(|known| known.nonpublic && known.label == *label);
        if label.is_empty() || has_values || heads.iter().any(|head| head.label == *label) {
            continue;
        }
        findings.push(finding::working_column(&head.at, label));
        heads.push(Head { label: label.clone(), role: Role::Of(Column::Working) });
    }
    heads
}

/// What a column for such values is for.
fn kind(column: DetailColumn) -> Column {
    match column {
        DetailColumn::StateLabel => Column::StateLabel,
        DetailColumn::Attainment => Column::Attainment,
        DetailColumn::Due => Column::Due,
        DetailColumn::Responsible => Column::Responsible,
        DetailColumn::Earlier => Column::Earlier,
        DetailColumn::Other => Column::Other,
    }
}
