//! AllCells → fields of the report, and the findings that need to see all of them.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::Findings;
use crate::model::{Action, DetailColumn, Details, Entry, Field};
use crate::source::Located;

use super::super::finding::table as finding;
use super::super::lines::{Mode, Outline, begins_marked, is_lead_in, unmarked_lines};
use super::super::runs::{Decoration, one_line};
use super::super::value::CellText;
use super::cells::{ActionCells, EntryCells, FieldCells};
use crate::german::fold;

/// Turns all cells into fields.
pub(super) fn fields(fields: Vec<FieldCells>, findings: &mut Findings) -> Vec<Field> {
    let conventions = Conventions::new(&fields, findings);
    fields.into_iter().map(|cells| conventions.field(cells, findings)).collect()
}

/// What all tables of the workbook have in common.
struct Conventions {
    titles: Decoration,
    actions: Decoration,
    statuses: Decoration,
    /// Actions with one row and several lines hold one entry, as all rows do.
    row_is_entry: bool,
    /// Rows that begin with a marker are the exception, and belong to the row above.
    marked_is_nested: bool,
}

impl Conventions {
    fn new(fields: &[FieldCells], findings: &mut Findings) -> Self {
        let titles: Vec<&CellText> = fields.iter().filter_map(|cells| cells.title.as_ref()).collect();
        let actions: Vec<&CellText> = all_actions(fields).flat_map(|action| &action.title).collect();
        let reports: Vec<&CellText> = all_actions(fields).flat_map(ActionCells::statuses).collect();
        let underlined = |cells: &[&CellText], least| {
            cells.len() >= least && cells.iter().all(|cell| cell.text.all_visible(|font| font.underline))
        };
        let bold = |cells: &[&CellText]| cells.iter().all(|cell| cell.text.all_visible(|font| font.bold));
        let several = all_actions(fields).filter(|action| action.entries.len() > 1);
        let (marked, unmarked): (Vec<&CellText>, Vec<&CellText>) =
            several.flat_map(ActionCells::statuses).partition(|cell| begins_marked(cell));
        let conventions = Self {
            titles: Decoration { bold: false, underline: underlined(&titles, 1) },
            actions: Decoration { bold: bold(&actions), underline: underlined(&actions, 3) },
            statuses: Decoration { bold: bold(&reports), underline: false },
            row_is_entry: row_is_entry(fields),
            marked_is_nested: marked.len() <= unmarked.len(),
        };
        let titles = (conventions.titles, titles.first(), "Überschriften der Handlungsfelder");
        for (layout, first, what) in [titles, (conventions.actions, actions.first(), "Aktionen")] {
            let first = first.filter(|_| layout.underline);
            findings.extend(first.map(|cell| finding::all_underlined(&cell.at, what)));
        }
        conventions
    }

    fn field(&self, cells: FieldCells, findings: &mut Findings) -> Field {
        check_field(&cells, findings);
        let title = one_line(cells.title.as_ref(), self.titles);
        let actions = cells.actions.into_iter().map(|action| self.action(action, findings)).collect();
        Field { title: Located::new(title, cells.at), actions }
    }

    fn action(&self, cells: ActionCells, findings: &mut Findings) -> Action {
        let mut title = Outline::default();
        for cell in &cells.title {
            title.cell(cell, Mode::Title, self.actions);
        }
        let status = self.status(&cells.entries);
        check_action(&cells, &status, findings);
        let ActionCells { number, nonpublic, at, .. } = cells;
        Action { number, title: title.paragraphs(), status, nonpublic, at }
    }

    fn status(&self, entries: &[EntryCells]) -> Vec<Entry> {
        let mut outline = Outline::default();
        let mut said: BTreeMap<u32, &String> = BTreeMap::new();
        let filled = entries.iter().filter(|entry| !entry.status.is_empty()).count();
        for (at, entry) in entries.iter().enumerate() {
            let news = entry.details.iter().filter(|cell| {
                let before = said.insert(cell.column, &cell.said);
                before != Some(&cell.said)
            });
            let values = news.map(|cell| cell.detail.clone());
            let (earlier, values): (Vec<_>, Vec<_>) =
                values.partition(|detail| detail.column == DetailColumn::Earlier);
            let start = outline.entries.len();
            let next = entries.get(at + 1).and_then(|next| next.status.first());
            for (cell, report) in entry.status.iter().enumerate() {
                let rows = filled > 1 || self.row_is_entry || entry.status.len() > 1;
                let leads_in =
                    cell + 1 == entry.status.len() && is_lead_in(report) && next.is_some_and(begins_marked);
                let mode = match rows {
                    true => Mode::Row { nested: self.marked_is_nested, leads_in },
                    false => Mode::Entries,
                };
                outline.cell(report, mode, self.statuses);
            }
            if !values.is_empty() {
                // Those of the first row hold for the whole action.
                let place = if at == 0 { start } else { outline.entries.len() };
                let level = u8::from(at > 0 && !entry.status.is_empty());
                outline.entries.insert(place, Entry::Details(Details { level, values }));
            }
            if !earlier.is_empty() {
                outline.entries.push(Entry::Details(Details { level: 0, values: earlier }));
            }
        }
        outline.entries
    }
}

fn all_actions(fields: &[FieldCells]) -> impl Iterator<Item = &ActionCells> {
    fields.iter().flat_map(|cells| &cells.actions)
}

/// Whether more actions have several filled rows than have one row of several unmarked lines.
fn row_is_entry(fields: &[FieldCells]) -> bool {
    let (mut rows, mut lines) = (0, 0);
    for action in all_actions(fields) {
        match action.statuses().collect::<Vec<_>>().as_slice() {
            [] => {}
            [one] => lines += usize::from(unmarked_lines(one) > 1),
            _ => rows += 1,
        }
    }
    rows > lines
}

fn check_field(cells: &FieldCells, findings: &mut Findings) {
    let mut numbers: BTreeMap<String, String> = BTreeMap::new();
    let mut names: BTreeMap<String, String> = BTreeMap::new();
    for action in &cells.actions {
        if let Some(number) = &action.number {
            let first = numbers.entry(number.value.clone()).or_insert_with(|| number.at.inside());
            if *first != number.at.inside() {
                findings.push(finding::number_twice(&number.at, &number.value, first));
            }
        }
        let name = action.name();
        if !name.is_empty() {
            let first = names.entry(fold(&name)).or_insert_with(|| action.at.inside());
            if *first != action.at.inside() {
                findings.push(finding::action_twice(&action.at, &name, first));
            }
        }
    }
}

fn check_action(cells: &ActionCells, status: &[Entry], findings: &mut Findings) {
    let reports = || status.iter().filter_map(Entry::paragraph);
    if cells.title.is_empty() {
        findings.push(finding::action_missing(&cells.at, cells.number.as_ref(), status));
    } else if reports().next().is_none() {
        findings.push(finding::status_missing(&cells.at, &cells.name(), cells.merged_with));
    }
    let mut seen: BTreeSet<String> = BTreeSet::new();
    for paragraph in reports() {
        let text = paragraph.text.to_plain();
        if text.chars().count() > 20 && !seen.insert(text.clone()) {
            findings.push(finding::entry_twice(&paragraph.at, &text));
        }
    }
}
