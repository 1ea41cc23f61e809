//! The columns Nichtöffentlich and Öffentlich of the status table. In doubt a row is nonpublic:
//! leaving a passage out can be mended in the next session, printing it cannot.

use crate::diag::Findings;
use crate::grid::Row;
use crate::recognise::{Column, Rows};
use crate::source::CellRef;

use super::super::finding::table as finding;
use super::super::value::CellText;
use super::super::yes_no::{is_nonpublic, is_public};
use super::cells::FieldCells;
use crate::german::{self, is_nonpublic_title};

/// Whether the row's own cells make it nonpublic; none where they say nothing.
pub(super) fn read(rows: &Rows<'_>, row: &Row, findings: &mut Findings) -> Option<bool> {
    let mut nonpublic = None;
    for cell in &rows.head.cells {
        let here = CellRef::new(row.number, cell.first);
        // One cell merged over several actions speaks for all of them.
        let origin = rows.merges.origin(here).unwrap_or(here);
        let own = origin == here;
        if !matches!(cell.key, Some(Column::Nonpublic | Column::Public)) {
            // »Behandlung: nichtöffentlich«
            let said = rows.sheet.cell(origin).and_then(|value| value.value.text());
            if said.is_some_and(german::says_nonpublic) {
                nonpublic = Some(true);
            }
            continue;
        }
        let text = findings.heard_if(own, |findings| {
            rows.sheet.cell(origin).and_then(|value| CellText::read(rows.sheet, value, findings))
        });
        let Some(text) = text else { continue };
        // Struck or not: a flag that goes with its row still says what the row is.
        let said = text.plain();
        let answer = match cell.key {
            Some(Column::Public) => is_public(&said).map(|public| !public),
            _ => is_nonpublic(&said),
        };
        if answer.is_none() && own {
            findings.push(finding::nonpublic_unreadable(&text.at, &said, &cell.label));
        }
        nonpublic = Some(nonpublic.unwrap_or(false) | (answer != Some(false)));
    }
    nonpublic
}

/// Draws the rows' answers together: an action is nonpublic where any of its rows is, and in a
/// table where a row answers »Öffentlich?« (`answered`), where none of its own does.
pub(super) fn settle(answered: bool, fields: &mut [FieldCells], findings: &mut Findings) {
    for action in fields.iter_mut().flat_map(|field| &mut field.actions) {
        let flags = std::mem::take(&mut action.flags);
        if flags.is_empty() {
            continue;
        }
        let nonpublic = flags.contains(&Some(true));
        action.nonpublic |= nonpublic;
        if nonpublic && flags.first() != Some(&Some(true)) {
            findings.push(finding::nonpublic_partly(&action.at, &action.name()));
        }
        if answered && flags.iter().all(Option::is_none) {
            action.nonpublic = true;
            findings.push(finding::public_unanswered(&action.at, &action.name()));
        }
    }
}

/// All actions of a field whose title says so are nonpublic: »Grundstücke (nichtöffentlich)«. So is an action
/// whose own title or report begins or ends so.
pub(super) fn by_title(fields: &mut [FieldCells], findings: &mut Findings) {
    for action in fields.iter_mut().flat_map(|field| &mut field.actions).filter(|action| !action.nonpublic) {
        let reports = || action.statuses().map(CellText::plain).any(|text| german::begins_nonpublic(&text));
        if is_nonpublic_title(&action.name()) || reports() {
            findings.push(finding::action_nonpublic_by_title(&action.at, &action.name()));
            action.nonpublic = true;
        }
    }
    for field in fields.iter_mut().filter(|field| is_nonpublic_title(&field.name())) {
        if field.actions.iter().any(|action| !action.nonpublic) {
            findings.push(finding::nonpublic_by_title(&field.at, &field.name()));
        }
        field.actions.iter_mut().for_each(|action| action.nonpublic = true);
    }
}
