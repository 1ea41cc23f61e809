//! The columns Nichtöffentlich and Öffentlich of the status table. In doubt a row is nonpublic:
//! leaving a passage out can be mended in the next session, printing it cannot.

use std::collections::BTreeMap;

use crate::diag::Findings;
use crate::grid::Row;
use crate::recognise::{Column, Head, Rows};
use crate::source::CellRef;

use super::super::finding::table as finding;
use super::super::value::CellText;
use super::super::yes_no::YesNo;
use super::cells::FieldCells;

/// Whether the row's own cells make it nonpublic; none where they say nothing.
pub(super) fn read(rows: &Rows<'_>, row: &Row, findings: &mut Findings) -> Option<bool> {
    let mut nonpublic = None;
    for cell in &rows.head.cells {
        let turned = match cell.key {
            Some(Column::Nonpublic) => false,
            Some(Column::Public) => true,
            _ => continue,
        };
        let here = CellRef::new(row.number, cell.first);
        // One cell merged over several actions speaks for all of them.
        let origin = rows.merges.origin(here).unwrap_or(here);
        let own = origin == here;
        let text = findings.heard_if(own, |findings| {
            rows.sheet.cell(origin).and_then(|value| CellText::read(rows.sheet, origin.row, value, findings))
        });
        let Some(text) = text else { continue };
        // Struck or not: a flag that goes with its row still says what the row is.
        let said = text.plain();
        let answer = if turned { YesNo::public(&said).turned() } else { YesNo::nonpublic(&said) };
        if answer == YesNo::Unclear && own {
            findings.push(finding::nonpublic_unreadable(&text.at, &said, &cell.label));
        }
        nonpublic = Some(nonpublic.unwrap_or(false) | (answer != YesNo::No));
    }
    nonpublic
}

/// Draws the rows' answers together: an action is nonpublic where any of its rows is, and in a
/// table that asks »Öffentlich?«, where none of them answers. Keys are field and count of actions.
pub(super) fn settle(
    head: &Head,
    flags: BTreeMap<(usize, usize), Vec<Option<bool>>>,
    fields: &mut [FieldCells],
    findings: &mut Findings,
) {
    let asks = head.of(Column::Public).is_some();
    let answered = flags.values().flatten().any(Option::is_some);
    for ((field, count), flags) in flags {
        let actions = fields.get_mut(field).map(|field| &mut field.actions);
        let action = actions.zip(count.checked_sub(1)).and_then(|(actions, at)| actions.get_mut(at));
        let Some(action) = action else { continue };
        let nonpublic = flags.contains(&Some(true));
        action.nonpublic |= nonpublic;
        if nonpublic && flags.first() != Some(&Some(true)) {
            findings.push(finding::nonpublic_partly(&action.at, &action.name()));
        }
        if asks && answered && flags.iter().all(Option::is_none) {
            action.nonpublic = true;
            findings.push(finding::public_unanswered(&action.at, &action.name()));
        }
    }
}
