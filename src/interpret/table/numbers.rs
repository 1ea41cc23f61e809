//! The column Nr.

use crate::diag::Findings;
use crate::german::number;
use crate::grid::{Row, Value};
use crate::recognise::{Column, Rows};
use crate::source::Located;

use super::super::finding::table as finding;
use super::super::value::CellText;

/// Reads the number of a row. A decimal is a section number that lost its full stop, and its last zero
/// unless the cell shows two decimals; a date is one that Excel took for a day.
pub(super) fn read(rows: &Rows<'_>, row: &Row, findings: &mut Findings) -> Option<Located<String>> {
    let cell = rows.head.cell(row, Column::Number)?;
    let text = CellText::read(rows.sheet, cell, findings)?;
    let written = match &cell.value {
        Value::Number { value, percent: false, shown } => shown_number(*value, shown.as_deref()),
        // A number struck with its whole row is still the row's number.
        _ if text.text.all_visible(|font| font.strike) => text.plain(),
        _ => text.valid(findings),
    };
    let how = match &cell.value {
        Value::Number { value, shown, .. } if value.fract() != 0.0 && !shows_zeros(shown.as_deref()) => {
            Some("als Zahl eingegeben (Excel macht aus 1.10 die Zahl 1,1)".to_owned())
        }
        Value::Date(date) => {
            Some(format!("ein Datum (Excel macht eines aus {}.{})", date.day(), date.month()))
        }
        Value::DateTime(_) => Some("ein Datum".to_owned()),
        _ => None,
    };
    findings.extend(how.map(|how| finding::number_changed(&text.at, &written, &how)));
    (!written.is_empty()).then(|| Located::new(written, text.at))
}

/// A number as a section number: that which its cell shows, »1,10«, with a full stop.
pub(in super::super) fn shown_number(value: f64, shown: Option<&str>) -> String {
    shown.map_or_else(|| number(value), str::to_owned).replace(',', ".")
}

/// Whether a cell shows more than one decimal: then 1.10 is not shown like 1.1.
pub(in super::super) fn shows_zeros(shown: Option<&str>) -> bool {
    shown.and_then(|shown| shown.split_once(',')).is_some_and(|(_, decimals)| decimals.len() > 1)
}
