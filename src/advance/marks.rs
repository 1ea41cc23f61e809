//! Which marks are carried out where: the report and the sheets it was read from → [`Orders`].
//!
//! - Struck text goes from the whole sheet but its header rows; underlines go where `interpret`
//!   takes them for marks, and stay where all headings or all actions are underlined (layout).
//! - An action, section or abbreviation that is struck as a whole takes the other cells of its rows
//!   with it: its number or date alone would be an action without a name. The rows themselves stay,
//!   blank, because a formula, a name or a merged cell anywhere may count on them.
//! - A struck heading under which text is left that is not struck stays as it is: without it, the
//!   text would belong to the heading above.

use std::collections::{BTreeMap, BTreeSet};

use super::cell::Marks;
use super::sheet::Orders;
use crate::diag::{Code, Diagnostic, short};
use crate::grid::{Cell, Value};
use crate::model::{Action, Entry, Paragraph, Report, Section};
use crate::recognise::{Column, SheetKind, Table};
use crate::source::{CellRef, Location};
use crate::text::Text;

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
        report.sections.iter().for_each(|section| all.section(section));
        for item in &report.abbreviations {
            let (short, meaning) = (&item.short.value, &item.meaning.value);
            match is_struck(short) {
                true if meaning.current().is_blank() => all.drop_rows(&item.short.at, [], short.to_plain()),
                true => drop(all.kept.insert(item.short.at.clone(), short.to_plain())),
                false => {}
            }
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
            for line in &action.title {
                self.kept.insert(line.at.clone(), name());
            }
        }
    }

    fn section(&mut self, section: &Section) {
        if !is_struck(&section.title.value) {
            return;
        }
        let name = section.title.value.to_plain();
        match section.paragraphs.is_empty() || all_struck(&section.paragraphs) {
            true => {
                let places = section.paragraphs.iter().map(|line| &line.at);
                self.drop_rows(&section.title.at, places, name);
            }
            false => drop(self.kept.insert(section.title.at.clone(), name)),
        }
    }

    fn drop_rows<'a>(&mut self, at: &Location, places: impl IntoIterator<Item = &'a Location>, name: String) {
        let Some(first) = at.cell else { return };
        let same_sheet = places.into_iter().filter(|place| place.sheet == at.sheet);
        let last = same_sheet.filter_map(|place| place.cell).map(|cell| cell.row).max();
        self.dropped.push((at.clone(), last.unwrap_or(first.row).max(first.row), name));
    }

    /// The orders for a sheet with a table; what stays or goes unasked is reported.
    pub(super) fn orders<'a>(&'a self, table: &'a Table<'_>, findings: &mut Vec<Diagnostic>) -> Orders<'a> {
        let mut orders = Orders::default();
        if matches!(table.kind, SheetKind::Persons | SheetKind::Versions) {
            report_untouched(table, findings);
            return orders;
        }
        let sheet = table.sheet;
        let here = |at: &&Location| at.sheet.as_deref() == Some(&*sheet.name);
        let cells = |places: &BTreeSet<Location>| -> BTreeSet<CellRef> {
            places.iter().filter(here).filter_map(|at| at.cell).collect()
        };
        let (titles, actions) = (cells(&self.titles), cells(&self.actions));
        let kept: BTreeSet<CellRef> = self.kept.keys().filter(here).filter_map(|at| at.cell).collect();
        for (at, name) in self.kept.iter().filter(|(at, _)| here(at)) {
            findings.push(heading_kept(at, name));
        }
        for (at, last, name) in self.dropped.iter().filter(|(at, ..)| here(&at)) {
            self.empty_rows(table, at, *last, name, &mut orders, findings);
        }
        report_left_over(table, &orders, findings);
        let heads: BTreeSet<u32> =
            sheet.rows.iter().filter(|row| table.is_head(row)).map(|row| row.number).collect();
        let above = table.head_end();
        let is_layout = move |at: CellRef| {
            let key = table.key(at.column);
            let is_title = titles.contains(&at) || (key == Some(Column::Field) && at.row > above);
            match table.kind {
                SheetKind::Status if is_title => self.titles_are_layout,
                SheetKind::Status if at.row <= above => true,
                SheetKind::Status if key == Some(Column::Action) || actions.contains(&at) => {
                    self.actions_are_layout
                }
                _ => false,
            }
        };
        orders.marks = Some(Box::new(move |at| match heads.contains(&at.row) || kept.contains(&at) {
            true => Marks::default(),
            false => Marks { strike: true, underline: !is_layout(at) },
        }));
        orders
    }

    fn empty_rows(
        &self,
        table: &Table<'_>,
        at: &Location,
        last: u32,
        name: &str,
        orders: &mut Orders<'_>,
        findings: &mut Vec<Diagnostic>,
    ) {
        let Some(first) = at.cell else { return };
        let rows = first.row..=last;
        let shared = |cell: CellRef| {
            let merged = table.sheet.merged.iter().find(|merged| merged.contains(cell));
            merged.is_some_and(|merged| !rows.contains(&merged.first.row) || !rows.contains(&merged.last.row))
        };
        let mut unasked = Vec::new();
        let begin = table.sheet.rows.partition_point(|row| row.number < first.row);
        let below = table.sheet.rows.get(begin..).unwrap_or_default();
        for row in below.iter().take_while(|row| row.number <= last) {
            for cell in &row.cells {
                let place = CellRef::new(row.number, cell.column);
                let heads_more =
                    table.kind == SheetKind::Status && table.key(cell.column) == Some(Column::Field);
                if heads_more || shared(place) {
                    continue;
                }
                orders.emptied.insert(place);
                if has_unstruck(cell) {
                    unasked.push(format!("{place} »{}«", short(&shown(cell))));
                }
            }
        }
        if !unasked.is_empty() {
            let message = format!("Mit »{}« sind auch entfallen: {}", short(name), unasked.join(", "));
            findings.push(Diagnostic::new(Code::RowEmptied, at.clone(), message).help(
                "Prüfen, ob das so gemeint ist; die Zellen wurden geleert, weil sie zu Gestrichenem gehörten, die \
                 Zeile blieb leer stehen",
            ));
        }
    }
}

/// What the paper says of the value in a cell: the value and the head of its column.
pub(super) fn value_with_head(table: &Table<'_>, at: CellRef) -> String {
    let rows = table.sheet.rows.iter().filter(|row| row.number <= table.head_end() || row.number == at.row);
    rows.filter_map(|row| row.cell(at.column)).map(shown).collect::<Vec<_>>().join(" ")
}

/// Whether a text is there and all of it is struck.
fn is_struck(text: &Text) -> bool {
    !text.is_blank() && text.current().is_blank()
}

fn all_struck(lines: &[Paragraph]) -> bool {
    !lines.is_empty() && lines.iter().all(|line| is_struck(&line.text))
}

/// Whether an action is struck, name and status.
fn is_dropped(action: &Action) -> bool {
    let mut status = action.status.iter().filter_map(Entry::paragraph);
    all_struck(&action.title) && status.all(|line| is_struck(&line.text))
}

fn has_unstruck(cell: &Cell) -> bool {
    match &cell.value {
        Value::Text(text) => !text.all_visible(|font| font.strike),
        _ => !cell.font.strike,
    }
}

fn has_struck(cell: &Cell) -> bool {
    match &cell.value {
        Value::Text(text) => !text.all_visible(|font| !font.strike),
        _ => cell.font.strike,
    }
}

/// What a cell says, in one line.
pub(super) fn shown(cell: &Cell) -> String {
    cell.value.to_plain().split_whitespace().collect::<Vec<_>>().join(" ")
}

fn heading_kept(at: &Location, name: &str) -> Diagnostic {
    let message = format!("»{}« ist gestrichen, hat aber noch Text, der nicht gestrichen ist", short(name));
    Diagnostic::new(Code::StruckKept, at.clone(), message).help(
        "Auch den Text streichen oder die Streichung aufheben; die Zelle blieb mit ihrer Streichung stehen, weil der \
         Text sonst zu der Überschrift darüber gehören würde",
    )
}

/// Values beside an entry that is struck and has its own row: they stay, and would stand in the
/// paper without it.
fn report_left_over(table: &Table<'_>, orders: &Orders<'_>, findings: &mut Vec<Diagnostic>) {
    let Some(head) = &table.head else { return };
    for row in table.sheet.rows.iter().filter(|row| row.number > head.last_row) {
        let struck =
            head.cell(row, Column::Status).is_some_and(|cell| has_struck(cell) && !has_unstruck(cell));
        if !struck || head.cell(row, Column::Action).is_some() {
            continue;
        }
        let detail = |cell: &&Cell| {
            let key = table.key(cell.column);
            !matches!(
                key,
                Some(Column::Field | Column::Number | Column::Status | Column::Nonpublic | Column::Public)
            )
        };
        for cell in row.cells.iter().filter(detail).filter(|cell| has_unstruck(cell)) {
            let at = CellRef::new(row.number, cell.column);
            if !orders.emptied.contains(&at) {
                let message = format!("»{}« steht neben einem gestrichenen Eintrag", short(&shown(cell)));
                findings.push(
                    Diagnostic::new(Code::StruckKept, table.sheet.locate(at), message)
                        .help("Löschen, wenn es mit dem Eintrag entfallen soll; die Zelle blieb stehen"),
                );
            }
        }
    }
}

/// Names and history are records: what is struck there is left to the staff. A person taken off
/// the list could be named in the paper.
fn report_untouched(table: &Table<'_>, findings: &mut Vec<Diagnostic>) {
    let sheet = table.sheet;
    let rows = sheet.rows.iter().filter(|row| !table.is_head(row));
    let struck: Vec<CellRef> = rows
        .flat_map(|row| row.cells.iter().map(move |cell| (row.number, cell)))
        .filter(|(_, cell)| has_struck(cell))
        .map(|(row, cell)| CellRef::new(row, cell.column))
        .collect();
    if let Some(first) = struck.first() {
        let message = format!("Blatt »{}« enthält Durchgestrichenes", sheet.name);
        findings.push(
            Diagnostic::new(Code::StruckKept, sheet.locate(*first), message)
                .help("Von Hand löschen, was nicht mehr gilt; in diesem Blatt blieb alles, wie es war"),
        );
    }
}
