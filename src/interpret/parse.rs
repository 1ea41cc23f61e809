//! Versions and dates out of cells and file names.

use jiff::civil::Date;

use super::finding::facts as finding;
use super::table::{shown_number, shows_zeros};
use super::value::CellText;
use crate::diag::Findings;
use crate::german::parse_date;
use crate::grid::Value;
use crate::model::Version;
use crate::source::Located;

/// Reads a version, reporting what Excel did to it.
pub(crate) fn version(value: &Value, text: &CellText, findings: &mut Findings) -> Option<Located<Version>> {
    let at = text.at.clone();
    let read = |text: &str| text.parse::<Version>().ok();
    match value {
        Value::Number { value, shown, .. } => {
            let written = shown_number(*value, shown.as_deref());
            let version = read(&written)?;
            if !shows_zeros(shown.as_deref()) {
                findings.push(finding::version_is_number(&at, &written));
            }
            return Some(Located::new(version, at));
        }
        Value::Date(date) => {
            findings.push(finding::version_is_date(&at, &text.plain(), *date));
            return None;
        }
        _ => {}
    }
    let written = text.valid(findings);
    if let Some(version) = read(&written) {
        return Some(Located::new(version, at));
    }
    let dotted = written.replace(',', ".");
    let word =
        dotted.split_whitespace().map(|word| word.trim_matches(['(', ')', '.', ';', ':'])).find_map(read);
    if let Some(version) = read(&dotted).or(word) {
        findings.push(finding::version_assumed(&at, &written, &version));
        return Some(Located::new(version, at));
    }
    findings.push(finding::version_unreadable(&at, &written));
    None
}

/// Reads a date; two-digit years below `pivot` lie in 20xx.
pub(crate) fn date(
    value: &Value,
    text: &CellText,
    pivot: u8,
    findings: &mut Findings,
) -> Option<Located<Date>> {
    let at = text.at.clone();
    match value {
        Value::Date(date) => return Some(Located::new(*date, at)),
        Value::DateTime(moment) => return Some(Located::new(moment.date(), at)),
        _ => {}
    }
    let written = text.valid(findings);
    // `Stand: 09.06.2026`, `Dienstag, den 9. Juni 2026`
    let bare = written.trim_start_matches(|c: char| !c.is_ascii_digit());
    let harmless = written.len() - bare.len() < 24 && !written.starts_with(['-', '+']);
    let date = parse_date(bare.trim_end_matches(['.', ')', ';', ',']), pivot)
        .filter(|_| harmless && matches!(value, Value::Text(_)));
    if date.is_none() {
        findings.push(finding::date_unreadable(&at, &written));
    }
    date.map(|date| Located::new(date, at))
}

/// Title and version out of a file name: `input/krz_sachstand_1.14.xlsx`.
pub(crate) fn from_file_name(file: &str) -> (String, Option<Version>) {
    let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let parts = stem.rsplit_once(['_', ' ', '-']).filter(|(_, last)| last.contains('.'));
    match parts.and_then(|(rest, last)| Some((rest, last.parse().ok()?))) {
        Some((rest, version)) => (rest.trim_end_matches(['_', ' ', '-']).to_owned(), Some(version)),
        None => (stem.to_owned(), None),
    }
}
