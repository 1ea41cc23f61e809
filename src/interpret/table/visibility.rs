//! The columns Nichtöffentlich and Öffentlich of the status table. In doubt a row is nonpublic:
//! leaving a passage out can be mended in the next session, printing it cannot.

use crate::diag::{Code, Diagnostic};
use crate::grid::{Row, Sheet};
use crate::source::CellRef;

use super::super::answer::Answer;
use super::super::head::Head;
use super::super::names::Column;
use super::super::value::{CellText, short};
use super::merges::Merges;

/// Whether the row's own cells make it nonpublic; none where they say nothing.
pub(super) fn read(
    sheet: &Sheet,
    head: &Head,
    merges: &Merges,
    row: &Row,
    findings: &mut Vec<Diagnostic>,
) -> Option<bool> {
    let mut nonpublic = None;
    for cell in &head.cells {
        let turned = match cell.key {
            Some(Column::Nonpublic) => false,
            Some(Column::Public) => true,
            _ => continue,
        };
        let here = CellRef::new(row.number, cell.first);
        // One cell merged over several actions speaks for all of them.
        let origin = merges.origin(here).unwrap_or(here);
        let own = origin == here;
        let row_of = if own { Some(row) } else { row_at(sheet, origin.row) };
        let mut unheard = Vec::new();
        let sink = if own { &mut *findings } else { &mut unheard };
        let text = row_of
            .and_then(|row| row.cell(origin.column))
            .and_then(|value| CellText::read(sheet, origin.row, value, sink));
        let Some(text) = text else { continue };
        let said = text.valid_lines().join(" ");
        let answer = match (turned, Answer::parse(&said)) {
            (false, _) => Answer::nonpublic(&said),
            (true, Answer::Yes) => Answer::No,
            (true, Answer::No) => Answer::Yes,
            (true, Answer::Unclear) => Answer::nonpublic(&said),
        };
        if answer == Answer::Unclear && own {
            let message =
                format!("»{}« in Spalte »{}« ist weder ja noch nein", short(&said), short(&cell.label));
            findings.push(
                Diagnostic::new(Code::PublicUnreadable, text.at.clone(), message)
                    .help("ja oder nein eintragen; vorsichtshalber gilt die Aktion als nichtöffentlich"),
            );
        }
        nonpublic = Some(nonpublic.unwrap_or(false) | (answer != Answer::No));
    }
    nonpublic
}

fn row_at(sheet: &Sheet, number: u32) -> Option<&Row> {
    let at = sheet.rows.binary_search_by_key(&number, |row| row.number).ok()?;
    sheet.rows.get(at)
}
