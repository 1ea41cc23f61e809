//! What stands around a table and is none of its rows: titles above it, notes below it.

use crate::diag::{Code, Diagnostic};
use crate::grid::{Row, Sheet};
use crate::model::{Facts, Paragraph, ParagraphKind};
use crate::source::Located;
use crate::text::{Format, Text};

use super::super::head::Head;
use super::super::lists::one_line;
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
        let mut rest: Vec<CellText> = row_texts(sheet, row, findings);
        rest.retain(|text| {
            !matches!(fold(&text.plain()).as_str(), "handlungsfeld" | "themenfeld" | "bereich")
        });
        if titled && title.is_none() {
            let at = rest.iter().position(|text| is_title(&text.plain()) && !is_known(&text.plain(), facts));
            title = at.map(|at| rest.remove(at));
            // `Handlungsfeld 3 | Netze`
            let numbered = title.as_ref().is_some_and(|title| is_numbered_label(&title.plain()));
            if let Some(title) = title.as_mut().filter(|_| numbered && !rest.is_empty()) {
                title.append(&rest.remove(0));
            }
        }
        left.extend(rest.into_iter().rev());
    }
    left.reverse();
    for text in left.iter().filter(|text| !is_known(&text.plain(), facts)) {
        report_above(text, findings);
    }
    title.map(without_label)
}

/// Reports a text above a table that the paper does not show.
pub(super) fn report_above(text: &CellText, findings: &mut Vec<Diagnostic>) {
    let message = format!("»{}« über der Tabelle wurde nicht übernommen", short(&text.plain()));
    findings.push(
        Diagnostic::new(Code::TextAbove, text.at.clone(), message).help(
            "Was ins Papier gehört, in das Blatt Dokument oder Texte schreiben; sonst ist nichts zu tun",
        ),
    );
}

/// A row that is none of the table's: its cells as one line of text.
pub(super) fn read(sheet: &Sheet, row: &Row, findings: &mut Vec<Diagnostic>) -> Option<Paragraph> {
    let mut text = Text::default();
    let mut first = None;
    for cell in row_texts(sheet, row, findings) {
        if first.is_some() {
            text.push(" ", Format::default());
        }
        text.append(&one_line(Some(&cell)));
        first.get_or_insert(cell.at);
    }
    let at = first?;
    let message = format!("»{}« ist keine Zeile der Tabelle", short(&text.to_plain()));
    findings.push(Diagnostic::new(Code::RowAfter, at.clone(), message).help(
        "Zeile löschen oder ihren Text in das Blatt Texte schreiben; er steht im Papier hinter den Tabellen",
    ));
    Some(Paragraph { kind: ParagraphKind::Plain, level: 0, text, at })
}

fn row_texts(sheet: &Sheet, row: &Row, findings: &mut Vec<Diagnostic>) -> Vec<CellText> {
    let read = |cell| CellText::read(sheet, row.number, cell, findings);
    row.cells.iter().filter_map(read).collect()
}

/// Whether a text above a table can be its title: no date, no sentence.
fn is_title(text: &str) -> bool {
    !is_date_line(text) && !is_sentence(text) && !fold(text).starts_with("bitte")
}

/// Whether a text is too long for a title, or ends as sentences do.
pub(super) fn is_sentence(text: &str) -> bool {
    const LONGEST: usize = 150;
    text.chars().count() > LONGEST || (text.ends_with(['.', '!']) && text.split_whitespace().count() > 4)
}

/// `Handlungsfeld 3`, with nothing behind it.
fn is_numbered_label(text: &str) -> bool {
    let folded = fold(text);
    let number = folded.strip_prefix("handlungsfeld").or_else(|| folded.strip_prefix("hf"));
    number.is_some_and(|number| !number.is_empty() && number.chars().all(|c| c.is_ascii_digit()))
}

/// `Handlungsfeld: Personal` → `Personal`.
fn without_label(mut title: CellText) -> CellText {
    if let Some((label, _)) = title.text.as_str().split_once(':')
        && matches!(fold(label).as_str(), "handlungsfeld" | "themenfeld" | "bereich")
        && label.chars().all(|c| !c.is_ascii_digit())
    {
        title.text = title.text.slice(label.len() + 1..title.text.as_str().len());
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
    let mut first = legend(head, rows).unwrap_or(rows.len());
    for at in (0..first).rev() {
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

/// Where a legend or a list of footnotes begins: alone in its row, below a blank one. All that
/// follows belongs to it.
fn legend(head: &Head, rows: &[Row]) -> Option<usize> {
    let words = ["legende", "fussnoten", "hinweise", "anmerkungen", "erlaeuterungen"];
    let begins = |at: &usize| {
        let above = at.checked_sub(1).and_then(|at| rows.get(at)).map_or(head.last_row, |row| row.number);
        rows.get(*at).is_some_and(|row| {
            let text = row.cells.first().map(cell_words).unwrap_or_default();
            row.cells.len() == 1 && row.number > above + 1 && words.contains(&fold(&text).as_str())
        })
    };
    (0..rows.len()).find(begins)
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
        crate::grid::Value::Text(text) => text.as_str().trim().to_owned(),
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
    footnote || words.contains(&first.as_str()) || (first == "stand" && is_date_line(text))
}
