//! The column Nr.

use crate::diag::{Code, Diagnostic};
use crate::grid::{Cell, Row, Sheet, Value};
use crate::source::{CellRef, Located};

use super::super::value::{CellText, number};

/// Reads the number of a row. A decimal is a section number that lost its full stop; a date is one
/// that Excel took for a day.
pub(super) fn read(
    sheet: &Sheet,
    row: &Row,
    cell: &Cell,
    findings: &mut Vec<Diagnostic>,
) -> Option<Located<String>> {
    let at = sheet.locate(CellRef::new(row.number, cell.column));
    let text = CellText::read(sheet, row.number, cell, findings)?;
    let written = match &cell.value {
        Value::Number { value, percent: false } => number(*value).replace(',', "."),
        // A number struck with its whole row is still the row's number.
        _ if text.text.all_visible(|font| font.strike) => text.plain(),
        _ => text.valid(findings),
    };
    let changed = match &cell.value {
        Value::Number { value, .. } if value.fract() != 0.0 => {
            Some(format!("Nr »{written}« ist als Zahl eingegeben (Excel macht aus 1.10 die Zahl 1,1)"))
        }
        Value::Date(date) => Some(format!(
            "Nr »{written}« ist ein Datum (Excel macht eines aus {}.{})",
            date.day(),
            date.month()
        )),
        Value::DateTime(_) => Some(format!("Nr »{written}« ist ein Datum")),
        _ => None,
    };
    if let Some(message) = changed {
        findings.push(Diagnostic::new(Code::NumberChanged, at.clone(), message).help(format!(
            "Spalte als Text formatieren und die Nummer neu eingeben; übernommen wurde »{written}«"
        )));
    }
    (!written.is_empty()).then(|| Located::new(written, at))
}

/// Whether a text can be the number of an action: `7`, `1.2`, `3a`, `HF 1.2`.
pub(super) fn looks_like_number(text: &str) -> bool {
    let text = text.trim();
    text.chars().count() <= 12
        && text.chars().any(|c| c.is_ascii_digit())
        && text.chars().filter(|c| c.is_alphabetic()).count() <= 4
}
