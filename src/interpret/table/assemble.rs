//! Drafts → fields of the report, and the findings that need to see all of them.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::Diagnostic;
use crate::model::{Action, Field, Paragraph, ParagraphKind};
use crate::recognise::fold;
use crate::source::Located;
use crate::text::Text;

use super::super::finding::table as finding;
use super::super::lines::{Mode, Outline, begins_marked, is_lead_in, unmarked_lines};
use super::super::runs::{Layout, Source};
use super::super::value::CellText;
use super::{ActionDraft, Draft, Entry, details};

/// Turns all drafts into fields.
pub(super) fn fields(drafts: Vec<Draft>, findings: &mut Vec<Diagnostic>) -> Vec<Field> {
    let style = House::new(&drafts, findings);
    drafts.into_iter().map(|draft| style.field(draft, findings)).collect()
}

/// What all tables of the workbook have in common.
struct House {
    titles: Layout,
    actions: Layout,
    reports: Layout,
    /// Actions with one row and several lines hold one entry, as all rows do.
    row_is_entry: bool,
    /// Rows that begin with a marker are the exception, and belong to the row above.
    marked_is_nested: bool,
}

impl House {
    fn new(drafts: &[Draft], findings: &mut Vec<Diagnostic>) -> Self {
        let titles: Vec<&CellText> = drafts.iter().filter_map(|draft| draft.title.as_ref()).collect();
        let actions: Vec<&CellText> = all_actions(drafts).flat_map(|action| &action.title).collect();
        let reports: Vec<&CellText> =
            all_actions(drafts).flat_map(|action| &action.entries).flat_map(|entry| &entry.report).collect();
        let underlined = |cells: &[&CellText], least| {
            cells.len() >= least && cells.iter().all(|cell| cell.text.all_visible(|font| font.underline))
        };
        let bold = |cells: &[&CellText]| cells.iter().all(|cell| cell.text.all_visible(|font| font.bold));
        let (filled, lined): (Vec<usize>, Vec<usize>) = rows_and_lines(drafts);
        let first_lines = all_actions(drafts).filter(|action| action.entries.len() > 1);
        let first_lines: Vec<bool> = first_lines
            .flat_map(|action| &action.entries)
            .flat_map(|entry| &entry.report)
            .map(begins_marked)
            .collect();
        let marked = first_lines.iter().filter(|marked| **marked).count();
        let house = Self {
            titles: Layout { bold: false, underline: underlined(&titles, 1) },
            actions: Layout { bold: bold(&actions), underline: underlined(&actions, 3) },
            reports: Layout { bold: bold(&reports), underline: false },
            row_is_entry: filled.len() > lined.len(),
            marked_is_nested: marked * 2 <= first_lines.len(),
        };
        house.report(&titles, &actions, findings);
        house
    }

    fn report(&self, titles: &[&CellText], actions: &[&CellText], findings: &mut Vec<Diagnostic>) {
        let kinds =
            [(self.titles, titles, "Überschriften der Handlungsfelder"), (self.actions, actions, "Aktionen")];
        for (layout, cells, what) in kinds {
            if let Some(first) = cells.first().filter(|_| layout.underline) {
                findings.push(finding::all_underlined(&first.at, what));
            }
        }
    }

    fn field(&self, draft: Draft, findings: &mut Vec<Diagnostic>) -> Field {
        check_field(&draft, findings);
        let title = draft.title.as_ref().map(|title| heading(title, self.titles)).unwrap_or_default();
        let actions = draft.actions.into_iter().map(|action| self.action(action, findings)).collect();
        Field { title: Located::new(title, draft.at), actions }
    }

    fn action(&self, draft: ActionDraft, findings: &mut Vec<Diagnostic>) -> Action {
        let mut title = Outline::default();
        for cell in &draft.title {
            title.cell(cell, Mode::Title, self.actions);
        }
        let status = self.status(&draft.entries);
        check_action(&draft, &status, findings);
        let ActionDraft { number, nonpublic, at, .. } = draft;
        Action { number, title: title.finish(), status, nonpublic, at }
    }

    fn status(&self, entries: &[Entry]) -> Vec<Paragraph> {
        let mut outline = Outline::default();
        let mut said: BTreeMap<u32, String> = BTreeMap::new();
        let filled = entries.iter().filter(|entry| !entry.report.is_empty()).count();
        for (at, entry) in entries.iter().enumerate() {
            let mut news = entry.details.clone();
            news.retain(|detail| {
                let text = detail.value.plain();
                said.insert(detail.column, text.clone()) != Some(text)
            });
            if at == 0
                && let Some(paragraph) = details::paragraph(&news, 0)
            {
                outline.push(paragraph);
            }
            let next = entries.get(at + 1).and_then(|next| next.report.first());
            for (cell, report) in entry.report.iter().enumerate() {
                let rows = filled > 1 || self.row_is_entry || entry.report.len() > 1;
                let leads_in =
                    cell + 1 == entry.report.len() && is_lead_in(report) && next.is_some_and(begins_marked);
                let mode = match rows {
                    true => Mode::Row { nested: self.marked_is_nested, leads_in },
                    false => Mode::Entries,
                };
                outline.cell(report, mode, self.reports);
            }
            if at > 0 {
                let level = u8::from(!entry.report.is_empty());
                if let Some(paragraph) = details::paragraph(&news, level) {
                    outline.push(paragraph);
                }
            }
        }
        outline.finish()
    }
}

fn all_actions(drafts: &[Draft]) -> impl Iterator<Item = &ActionDraft> {
    drafts.iter().flat_map(|draft| &draft.actions)
}

/// Actions with several filled rows, and actions with one row of several unmarked lines.
fn rows_and_lines(drafts: &[Draft]) -> (Vec<usize>, Vec<usize>) {
    let mut rows = Vec::new();
    let mut lines = Vec::new();
    for action in all_actions(drafts) {
        let reports: Vec<&CellText> = action.entries.iter().flat_map(|entry| &entry.report).collect();
        match reports.as_slice() {
            [one] if unmarked_lines(one) > 1 => lines.push(1),
            [] | [_] => {}
            more => rows.push(more.len()),
        }
    }
    (rows, lines)
}

/// A heading in one line. Bold is how headings look, and says nothing where all of it is bold.
fn heading(title: &CellText, layout: Layout) -> Text {
    let bold = title.text.all_visible(|font| font.bold);
    Source::new(title, Layout { bold, ..layout }).one_line()
}

fn check_field(draft: &Draft, findings: &mut Vec<Diagnostic>) {
    let mut numbers: BTreeMap<String, String> = BTreeMap::new();
    let mut names: BTreeMap<String, String> = BTreeMap::new();
    for action in &draft.actions {
        if let Some(number) = &action.number {
            let first = numbers.entry(number.value.clone()).or_insert_with(|| number.at.inside());
            if *first != number.at.inside() {
                findings.push(finding::number_twice(number, first));
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

fn check_action(draft: &ActionDraft, status: &[Paragraph], findings: &mut Vec<Diagnostic>) {
    let reports = || status.iter().filter(|paragraph| paragraph.kind != ParagraphKind::Details);
    if draft.title.is_empty() {
        findings.push(finding::action_missing(&draft.at, draft.number.as_ref(), status));
    } else if reports().next().is_none() {
        findings.push(finding::status_missing(&draft.at, &draft.name(), draft.shares));
    }
    let mut seen: BTreeSet<String> = BTreeSet::new();
    for paragraph in reports() {
        let text = paragraph.text.to_plain();
        if text.chars().count() > 20 && !seen.insert(text.clone()) {
            findings.push(finding::entry_twice(&paragraph.at, &text));
        }
    }
}
