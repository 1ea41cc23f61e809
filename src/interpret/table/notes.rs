//! What stands around a table and is none of its rows: titles above it, notes below it.

use crate::diag::{Code, Diagnostic};
use crate::grid::{Row, Sheet};
use crate::model::Facts;
use crate::source::Located;

use super::super::head::Head;
use super::super::names::fold;
use super::super::value::{CellText, short};

/// The title above a table without a column Handlungsfeld: the text nearest above the header that
/// is no date and no label. Everything else above is reported, unless the facts say it too.
pub(super) fn above(
    sheet: &Sheet,
    head: &Head,
    titled: bool,
    facts: &Facts,
    findings: &mut Vec<Diagnostic>,
) -> Option<CellText> {
    let mut title = None;
    let mut left = Vec::new();
    for row in head.above(sheet).iter().rev() {
        for text in row_texts(sheet, row, findings).into_iter().rev() {
            let says_date = is_date_line(&text.plain());
            let is_label = matches!(fold(&text.plain()).as_str(), "handlungsfeld" | "themenfeld" | "bereich");
            match titled && title.is_none() && !says_date && !is_label {
                true => title = Some(text),
                false if is_label => {}
                false => left.push(text),
            }
        }
        // The first cell of the title's row is the title: what stands right of it is not.
    }
    left.reverse();
    for text in left.iter().filter(|text| !is_known(&text.plain(), facts)) {
        let message = format!("»{}« über der Tabelle wurde nicht übernommen", short(&text.plain()));
        findings.push(Diagnostic::new(Code::TextAbove, text.at.clone(), message).help(
            "Was ins Papier gehört, in das Blatt Dokument oder Texte schreiben; sonst ist nichts zu tun",
        ));
    }
    title.map(without_label)
}

fn row_texts(sheet: &Sheet, row: &Row, findings: &mut Vec<Diagnostic>) -> Vec<CellText> {
    let read = |cell| CellText::read(sheet, row.number, cell, findings);
    row.cells.iter().filter_map(read).collect()
}

/// `Handlungsfeld: Personal` → `Personal`.
fn without_label(mut title: CellText) -> CellText {
    let text: String = title.glyphs.iter().map(|glyph| glyph.c).collect();
    if let Some((label, _)) = text.split_once(':')
        && matches!(fold(label).as_str(), "handlungsfeld" | "themenfeld" | "bereich")
        && label.chars().all(|c| !c.is_ascii_digit())
    {
        let keep = label.chars().count() + 1;
        title.glyphs.drain(..keep);
    }
    title
}

fn is_date_line(text: &str) -> bool {
    let first = fold(text.split([' ', ':', '\u{a0}']).next().unwrap_or_default());
    let words = ["stand", "datum", "version", "aktuellerstand", "berichtsstand"];
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    words.contains(&first.as_str()) && digits > 0 || digits > letters
}

/// Whether the facts say a text too, so that nothing is lost.
fn is_known(text: &str, facts: &Facts) -> bool {
    let text = fold(text);
    let written = |value: &Option<Located<String>>| value.as_ref().map(|value| fold(&value.value));
    let date = facts.date.as_ref().map(|date| fold(&crate::model::german_date(date.value)));
    let version = facts.version.as_ref().map(|version| fold(&version.value.to_string()));
    let parts = [
        Some(fold(&facts.title.value)),
        Some(fold(&facts.id.value)),
        written(&facts.organisation),
        written(&facts.committee),
        date,
        version,
    ];
    let mut rest = text;
    for part in parts.into_iter().flatten().filter(|part| !part.is_empty()) {
        rest = rest.replace(&part, "");
    }
    matches!(
        rest.as_str(),
        "" | "stand" | "datum" | "version" | "sachstand" | "sachstandsbericht" | "standvom" | "versionstand"
    )
}

/// The notes at the end of a table: from which row on they stand.
pub(super) fn first_note(head: &Head, report_column: u32, rows: &[Row]) -> usize {
    let usual_gap = widest_gap(rows);
    let mut first = rows.len();
    for at in (0..rows.len()).rev() {
        let Some(row) = rows.get(at) else { break };
        let above = at.checked_sub(1).and_then(|at| rows.get(at)).map_or(head.last_row, |row| row.number);
        let gap = row.number - above - 1;
        let alone = row.cells.len() == 1 && row.cells.iter().all(|cell| cell.column != report_column);
        let text: String = row.cells.first().map(cell_words).unwrap_or_default();
        let stands_apart = alone && gap > usual_gap && !is_title_like(row);
        if !(is_total(&text) || (alone && is_note(&text)) || stands_apart) {
            break;
        }
        first = at;
    }
    first
}

/// The widest gap between rows above the last three; blank rows that are only spacing.
fn widest_gap(rows: &[Row]) -> u32 {
    let body = rows.get(..rows.len().saturating_sub(3)).unwrap_or_default();
    let gaps = body.windows(2).filter_map(|pair| Some(pair.get(1)?.number - pair.first()?.number - 1));
    gaps.max().unwrap_or(0)
}

fn is_title_like(row: &Row) -> bool {
    row.cells.first().map(cell_words).is_some_and(|text| fold(&text).starts_with("handlungsfeld"))
}

fn cell_words(cell: &crate::grid::Cell) -> String {
    match &cell.value {
        crate::grid::Value::Text(runs) => {
            runs.iter().map(|run| run.text.as_str()).collect::<String>().trim().to_owned()
        }
        _ => String::new(),
    }
}

fn is_total(text: &str) -> bool {
    let first = fold(text.split([' ', ':', '\u{a0}']).next().unwrap_or_default());
    ["summe", "summen", "gesamt", "gesamtsumme", "insgesamt"].contains(&first.as_str())
}

fn is_note(text: &str) -> bool {
    let first = fold(text.split([' ', ':', '.', '\u{a0}']).next().unwrap_or_default());
    let words = [
        "legende",
        "hinweis",
        "hinweise",
        "anmerkung",
        "anmerkungen",
        "fussnote",
        "fussnoten",
        "quelle",
        "quellen",
        "erstellt",
        "gez",
        "gedruckt",
        "druckdatum",
        "seite",
        "erlaeuterung",
        "erlaeuterungen",
        "ende",
    ];
    let number = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let footnote = text.starts_with('*')
        || (number.len() < text.len() && number.starts_with(')'))
        || text.starts_with(['¹', '²', '³', '†']);
    footnote || words.contains(&first.as_str())
}
