//! What can be the number of an action.

use crate::german;
use crate::grid::{Cell, Value};

/// What a cell says as a number; blank where it is neither a text nor a number. A date is a number
/// that Excel took for a day: `1.2` is stored as 1 February.
pub(super) fn number_text(cell: &Cell) -> String {
    match &cell.value {
        Value::Number { shown: Some(shown), .. } => shown.to_string(),
        Value::Number { value, .. } => german::number(*value),
        Value::Date(date) => format!("{}.{}", date.day(), date.month()),
        value => value.text().unwrap_or_default().to_owned(),
    }
}

/// Whether a text can be the number of an action: `7`, `1.2`, `3a`, `HF 1.2`.
pub(crate) fn looks_like_number(text: &str) -> bool {
    let text = text.trim();
    text.chars().count() <= 12
        && text.chars().any(|c| c.is_ascii_digit())
        && text.chars().filter(|c| c.is_alphabetic()).count() <= 4
}
