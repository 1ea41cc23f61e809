//! Which marks are accepted where: the report and the sheets it was read from → [`SheetChanges`].
//!
//! - Struck text goes from the whole sheet but its header rows; underlines go where `interpret`
//!   takes them for marks, and stay where all headings or all actions are underlined (layout).
//! - An action, section or abbreviation that is struck as a whole takes the other cells of its rows
//!   with it: its number or date alone would be an action without a name. The rows themselves stay,
//!   blank, because a formula, a name or a merged cell anywhere may count on them.
//! - A struck heading under which text is left that is not struck stays as it is: without it, the
//!   text would belong to the heading above.

use std::collections::{BTreeMap, BTreeSet};

use super::cell_text::Accept;
use super::finding;
use super::sheet::SheetChanges;
use crate::diag::{Code, Diagnostic, short};
use crate::grid::{Cell, Font, Row, Value};
use crate::model::{Action, Entry, Paragraph, Report};
use crate::recognise::{Column, SheetKind, Table};
use crate::source::{CellRef, Located, Location};
use crate::text::{Mark, Text, single_spaced};

/// What the marks of the staff mean for titles, actions, sections and abbreviations.
#[derive(Debug, Default)]
pub(super) struct HandMarks {
    titles: BTreeSet<Location>,
    actions: BTreeSet<Location>,
    titles_are_layout: bool,
    actions_are_layout: bool,
    /// Cells whose marks stay, with what they say.
    kept: BTreeMap<Location, String>,
    /// Rows that are dropped as a whole: from the first cell to the row of the last.
    dropped: Vec<(Location, u32, String)>,
    /// What those rows say that is not struck, as far as it stands in the paper.
    pub(super) unasked: Vec<String>,
}

impl HandMarks {
    /// Takes from the report what is struck as a whole, and from the findings what is layout.
    pub(super) fn new(report: &Report, findings: &[Diagnostic]) -> Self {
        let mut all = Self::default();
        for field in &report.fields {
            all.titles.insert(field.title.at.clone());
            if is_struck(&field.title.value) && field.actions.iter().any(|action| !is_dropped(action)) {
                all.kept.insert(field.title.at.clone(), field.title.value.to_plain());
            }
            field.actions.iter().for_each(|action| all.action(action));
        }
        for section in &report.sections {
            let gone = section.paragraphs.iter().all(|line| is_struck(&line.text));
            all.heading(&section.title, gone, &section.paragraphs);
        }
        for item in &report.abbreviations {
            all.heading(&item.short, item.meaning.value.current().is_blank(), &[]);
        }
        let layout = |cells: &BTreeSet<Location>| {
            findings.iter().any(|finding| finding.code == Code::FormatAsLayout && cells.contains(&finding.at))
        };
        (all.titles_are_layout, all.actions_are_layout) = (layout(&all.titles), layout(&all.actions));
        all
    }

    fn action(&mut self, action: &Action) {
        self.actions.extend(action.title.iter().map(|line| line.at.clone()));
        let name = || action.title.iter().map(|line| line.text.to_plain()).collect::<Vec<_>>().join(" ");
        if is_dropped(action) {
            let titles = action.title.iter().map(|line| &line.at);
            let places = titles.chain(action.status.iter().filter_map(Entry::at));
            self.drop_rows(&action.at, places, name());
            let left = action.status.iter().map(|entry| entry.text().current().to_plain());
            self.unasked.extend(left);
        } else if all_struck(&action.title) {
            self.kept.extend(action.title.iter().map(|line| (line.at.clone(), name())));
        }
    }

    /// A struck heading goes with its rows where all under it is `gone`, else it stays.
    fn heading(&mut self, heading: &Located<Text>, gone: bool, under: &[Paragraph]) {
        let name = heading.value.to_plain();
        match is_struck(&heading.value) {
            true if gone => self.drop_rows(&heading.at, under.iter().map(|line| &line.at), name),
            true => drop(self.kept.insert(heading.at.clone(), name)),
            false => {}
        }
    }

    fn drop_rows<'a>(&mut self, at: &Location, places: impl IntoIterator<Item = &'a Location>, name: String) {
        let Some(first) = at.cell else { return };
        let same_sheet = places.into_iter().filter(|place| place.sheet == at.sheet);
        let last = same_sheet.filter_map(|place| place.cell).map(|cell| cell.row).max();
        self.dropped.push((at.clone(), last.unwrap_or(first.row).max(first.row), name));
    }

    /// The changes of a sheet with a table; what stays or goes unasked is reported.
    pub(super) fn changes<'a>(
        &'a self,
        table: &'a Table<'_>,
        findings: &mut Vec<Diagnostic>,
    ) -> SheetChanges<'a> {
        let mut changes = SheetChanges::default();
        if matches!(table.kind, SheetKind::Persons | SheetKind::Versions) {
            findings.extend(struck_record(table));
            return changes;
        }
        let sheet = table.sheet;
        let here = |at: &&Location| at.sheet == sheet.at.sheet;
        let kept = self.kept.iter().filter(|(at, _)| here(at));
        findings.extend(kept.map(|(at, name)| finding::struck_heading(at, name)));
        for (at, last, name) in self.dropped.iter().filter(|(at, ..)| here(&at)) {
            findings.extend(empty_rows(table, at, *last, name, &mut changes.emptied));
        }
        report_left_over(table, &changes.emptied, findings);
        let heads: BTreeSet<u32> =
            sheet.rows.iter().filter(|row| table.is_head(row)).map(|row| row.number).collect();
        changes.accept = Some(Box::new(move |cell| {
            let at = sheet.at.cell(cell);
            match heads.contains(&cell.row) || self.kept.contains_key(&at) {
                true => Accept::default(),
                false => Accept { strike: true, underline: !self.is_layout(table, &at, cell) },
            }
        }));
        changes
    }

    /// Whether underlines of a cell are layout, as in all cells of its kind.
    fn is_layout(&self, table: &Table<'_>, at: &Location, cell: CellRef) -> bool {
        let (key, below) = (table.key(cell.column), cell.row > table.head_end());
        let is_title = self.titles.contains(at) || (key == Some(Column::Field) && below);
        let is_action = self.actions.contains(at) || key == Some(Column::Action);
        let is_layout = match (is_title, below) {
            (true, _) => self.titles_are_layout,
            (false, false) => true,
            (false, true) => is_action && self.actions_are_layout,
        };
        is_layout && table.kind == SheetKind::Status
    }
}

/// Takes the rows from `at` to `last` to the cells to empty, but cells that other rows share; reports
/// what in them is not struck.
fn empty_rows(
    table: &Table<'_>,
    at: &Location,
    last: u32,
    name: &str,
    emptied: &mut BTreeSet<CellRef>,
) -> Option<Diagnostic> {
    let rows = at.cell?.row..=last;
    let shared = |cell: CellRef| {
        let merged = table.sheet.merged.iter().find(|merged| merged.contains(cell));
        merged.is_some_and(|merged| !rows.contains(&merged.first.row) || !rows.contains(&merged.last.row))
    };
    let mut unasked = Vec::new();
    let begin = table.sheet.rows.partition_point(|row| row.number < *rows.start());
    let below = table.sheet.rows.get(begin..).unwrap_or_default();
    let heads_more =
        |cell: &Cell| table.kind == SheetKind::Status && table.key(cell.at.column) == Some(Column::Field);
    let cells = below.iter().take_while(|row| row.number <= last).flat_map(|row| &row.cells);
    for cell in cells.filter(|cell| !heads_more(cell) && !shared(cell.at)) {
        emptied.insert(cell.at);
        if !is_all(cell, |font| font.strike) {
            unasked.push(format!("{} »{}«", cell.at, short(&shown(cell))));
        }
    }
    (!unasked.is_empty()).then(|| finding::row_emptied(at, name, &unasked))
}

/// What the paper says of the value in a cell: the value and the head of its column.
pub(super) fn value_with_head(table: &Table<'_>, at: CellRef) -> String {
    let rows = table.sheet.rows.iter().filter(|row| row.number <= table.head_end() || row.number == at.row);
    rows.filter_map(|row| row.cell(at.column)).map(shown).collect::<Vec<_>>().join(" ")
}

/// Whether a text is there and all of it is struck.
fn is_struck(text: &Text) -> bool {
    text.is_all(Mark::Deleted)
}

fn all_struck(lines: &[Paragraph]) -> bool {
    !lines.is_empty() && lines.iter().all(|line| is_struck(&line.text))
}

/// Whether an action is struck, name and status.
fn is_dropped(action: &Action) -> bool {
    let mut status = action.status.iter().filter_map(Entry::paragraph);
    all_struck(&action.title) && status.all(|line| is_struck(&line.text))
}

/// Whether the font of everything that a cell shows is such.
fn is_all(cell: &Cell, such: impl Fn(&Font) -> bool) -> bool {
    match &cell.value {
        Value::Text(text) => text.all_visible(such),
        _ => such(&cell.font),
    }
}

/// What a cell says, in one line.
pub(super) fn shown(cell: &Cell) -> String {
    single_spaced(&cell.value.to_plain())
}

/// Values beside an entry that is struck and has its own row: they stay, and would stand in the
/// paper without it.
fn report_left_over(table: &Table<'_>, emptied: &BTreeSet<CellRef>, findings: &mut Vec<Diagnostic>) {
    let Some(head) = &table.head else { return };
    let is_struck = |cell: &Cell| is_all(cell, |font| font.strike);
    let is_left = |row: &&Row| {
        head.cell(row, Column::Status).is_some_and(is_struck) && head.cell(row, Column::Action).is_none()
    };
    let is_detail = |cell: &Cell| {
        !matches!(
            table.key(cell.at.column),
            Some(Column::Field | Column::Number | Column::Status | Column::Nonpublic | Column::Public)
        )
    };
    let rows = table.sheet.rows.iter().filter(|row| row.number > head.last_row).filter(is_left);
    let stay = rows.flat_map(|row| &row.cells).filter(|cell| !is_struck(cell) && !emptied.contains(&cell.at));
    let said = stay.filter(|cell| is_detail(cell));
    findings.extend(said.map(|cell| finding::beside_struck(&table.sheet.at.cell(cell.at), &shown(cell))));
}

/// Names and history are records: what is struck there is left to the staff. A person taken off
/// the list could be named in the paper.
fn struck_record(table: &Table<'_>) -> Option<Diagnostic> {
    let rows = table.sheet.rows.iter().filter(|row| !table.is_head(row));
    let cell = rows.flat_map(|row| &row.cells).find(|cell| !is_all(cell, |font| !font.strike))?;
    Some(finding::struck_record(&table.sheet.at.cell(cell.at), &table.sheet.name))
}
