//! Versions and dates out of cells and file names.

use jiff::civil::Date;

use super::super::value::{CellText, number, short};
use crate::diag::{Code, Diagnostic};
use crate::grid::Value;
use crate::model::{Version, parse_date};
use crate::source::Located;

/// Reads a version, reporting what Excel did to it.
pub(in crate::interpret) fn version(
    value: &Value,
    text: &CellText,
    findings: &mut Vec<Diagnostic>,
) -> Option<Located<Version>> {
    let at = text.at.clone();
    let read = |text: &str| text.parse::<Version>().ok();
    match value {
        Value::Number { value, .. } => {
            let written = number(*value).replace(',', ".");
            let version = read(&written)?;
            let message = format!("Version »{written}« ist als Zahl eingegeben");
            findings.push(Diagnostic::new(Code::VersionNumber, at.clone(), message).help(format!(
                "Zelle als Text formatieren und die Version neu eingeben: Excel macht aus 1.10 die Zahl 1,1; \
                 übernommen wurde »{written}«"
            )));
            return Some(Located::new(version, at));
        }
        Value::Date(date) => {
            let meant = format!("{}.{:02}", date.month(), date.year().rem_euclid(100));
            let message = format!("Version »{}« ist ein Datum", text.plain());
            findings.push(Diagnostic::new(Code::VersionUnreadable, at, message).help(format!(
                "Zelle als Text formatieren und die Version neu eingeben: Excel macht aus »{meant}« oder »{}.{}« \
                 ein Datum; das Papier hat so keine Versionsnummer",
                date.day(),
                date.month()
            )));
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
        let message = format!("Version »{}« wurde als »{version}« gelesen", short(&written));
        findings.push(
            Diagnostic::new(Code::VersionAssumed, at.clone(), message)
                .help("Nur die Nummer mit Punkten angeben, etwa 1.14"),
        );
        return Some(Located::new(version, at));
    }
    let message = format!("»{}« ist keine Versionsnummer", short(&written));
    findings.push(
        Diagnostic::new(Code::VersionUnreadable, at, message)
            .help("Eine Nummer aus Ziffern und Punkten angeben, etwa 1.14; die Angabe wurde weggelassen"),
    );
    None
}

/// Reads a date.
pub(in crate::interpret) fn date(
    value: &Value,
    text: &CellText,
    findings: &mut Vec<Diagnostic>,
) -> Option<Located<Date>> {
    let at = text.at.clone();
    match value {
        Value::Date(date) => return Some(Located::new(*date, at)),
        Value::DateTime(moment) => return Some(Located::new(moment.date(), at)),
        _ => {}
    }
    let written = text.valid(findings);
    // `Stand: 09.06.2026`, `Dienstag, den 9. Juni 2026`
    let bare =
        written.trim_start_matches(|c: char| !c.is_ascii_digit()).trim_end_matches(['.', ')', ';', ',']);
    let words_before = written.len() - written.trim_start_matches(|c: char| !c.is_ascii_digit()).len();
    let harmless = words_before < 24 && !written.starts_with(['-', '+']);
    let text_value = matches!(value, Value::Text(_));
    if let Some(date) = parse_date(bare).filter(|_| harmless && text_value) {
        return Some(Located::new(date, at));
    }
    let message = format!("»{}« ist kein Datum", short(&written));
    findings.push(Diagnostic::new(Code::DateUnreadable, at, message).help(
        "Ein Datum in der Form TT.MM.JJJJ eingeben (die Zelle als Datum formatieren); die Angabe wurde weggelassen",
    ));
    None
}

/// Title and version out of a file name: `input/krz_sachstand_1.14.xlsx`.
pub(super) fn from_file_name(file: &str) -> (String, Option<Version>) {
    let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let parts = stem.rsplit_once(['_', ' ', '-']);
    let version = parts
        .and_then(|(rest, last)| Some((rest, last.parse::<Version>().ok().filter(|_| last.contains('.'))?)));
    match version {
        Some((rest, version)) => (rest.trim_end_matches(['_', ' ', '-']).to_owned(), Some(version)),
        None => (stem.to_owned(), None),
    }
}
