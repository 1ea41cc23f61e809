//! What a cell of the new workbook is to hold, before there is any file.

use std::sync::Arc;

use jiff::civil::Date;

use crate::german;
use crate::model::{Detail, DetailValue};
use crate::text::{Format, Mark, RichText, Text, links};

/// A text of several lines, which end with `\n`.
pub(super) type Lines = RichText<Format>;

/// A cell.
#[derive(Clone, Debug, Default)]
pub(super) struct Cell {
    /// What it says; none where it is blank.
    pub(super) value: Option<Value>,
    /// The address laid on it.
    pub(super) link: Option<Arc<str>>,
}

/// What a cell says.
#[derive(Clone, Debug)]
pub(super) enum Value {
    /// Its text, as it stands.
    Text(Lines),
    /// A day, and how it looks.
    Day(Date, Format),
    /// A share of 1, shown in percent with so many decimals, and how it looks.
    Share(f64, usize, Format),
}

impl Cell {
    /// A text without formatting; blank where there is none.
    pub(super) fn plain(text: impl AsRef<str>) -> Self {
        Self::text(Lines::plain(text))
    }

    /// A text.
    pub(super) fn text(text: Lines) -> Self {
        Self { value: (!text.is_empty()).then_some(Value::Text(text)), link: None }
    }

    /// A day. One before Excel's first is a text.
    pub(super) fn day(day: Date) -> Self {
        Self::day_in(day, Format::default())
    }

    fn day_in(day: Date, format: Format) -> Self {
        match day.year() {
            1901..=9999 => Self { value: Some(Value::Day(day, format)), link: None },
            _ => Self::text(Lines::from_iter([(german::date(day), format)])),
        }
    }

    /// The value of an optional column: a day or a share where it is one and looks like it, else its text.
    pub(super) fn detail(detail: &Detail) -> Self {
        let link = detail.lines.iter().find_map(laid_link);
        let typed = match detail.lines.as_slice() {
            [line] => typed(&detail.value, line),
            _ => None,
        };
        let text = || {
            let mut text = Lines::default();
            for (at, line) in detail.lines.iter().enumerate() {
                text.push(if at > 0 { "\n" } else { "" }, Format::default());
                text.append(line);
            }
            text
        };
        Self { link, ..typed.unwrap_or_else(|| Self::text(text())) }
    }
}

/// The cell of a value that is more than its text.
fn typed(value: &DetailValue, line: &Text) -> Option<Cell> {
    let mut runs = line.runs();
    let (run, rest) = (runs.next()?, runs.next());
    let format = rest.is_none().then(|| Format { link: None, ..run.format.clone() })?;
    match value {
        DetailValue::Day(day) => (german::date(*day) == run.text).then(|| Cell::day_in(*day, format)),
        DetailValue::Percent(points) => {
            let digits = run.text.strip_suffix('%')?.trim_end();
            let decimals = digits.split_once(',').map_or(0, |(_, decimals)| decimals.len());
            let same = digits.replace(',', ".") == format!("{points:.decimals$}");
            let value = Value::Share(share(*points), decimals, format);
            same.then_some(Cell { value: Some(value), link: None })
        }
        DetailValue::Text | DetailValue::Period(..) => None,
    }
}

/// The share that gives exactly these percent points when it is read again.
fn share(points: f64) -> f64 {
    let share = points / 100.0;
    let near = [share, share.next_down(), share.next_up()];
    near.into_iter().find(|share| share * 100.0 == points).unwrap_or(share)
}

/// The address laid on the cell of a text: one that the text does not show by itself.
pub(super) fn laid_link(text: &Text) -> Option<Arc<str>> {
    let shown = shown_links(text);
    let is_shown =
        |start: usize, end: usize| shown.iter().any(|(range, _)| range.start <= start && end <= range.end);
    let linked = text.runs().filter(|run| !is_shown(run.range().start, run.range().end));
    linked.filter_map(|run| run.format.link.clone()).next()
}

/// Whether an address laid on the cell of a text gives it exactly the links that it has.
pub(super) fn fits_link(text: &Text, laid: Option<&Arc<str>>) -> bool {
    let shown = shown_links(text);
    text.runs().all(|run| {
        let own = shown.iter().find(|(range, _)| range.start <= run.start && run.range().end <= range.end);
        let own = own.map(|(_, address)| address.as_str()).or(laid.map(|link| &**link));
        run.format.link.as_deref() == own
    })
}

/// The addresses that reading finds in a text by itself.
fn shown_links(text: &Text) -> Vec<(std::ops::Range<usize>, String)> {
    let struck = |format: &Format| format.mark == Mark::Deleted;
    links::find(text, 0..text.as_str().len(), |one, other| struck(one) == struck(other))
}
