//! A workbook as text: one line for each cell, `A1 value`, so that a test reads like the sheet.

use sachstand::diag::Diagnostic;
use sachstand::grid::{Font, Sheet, Value, Workbook};
use sachstand::text::Run;

/// All sheets, without the file's name.
pub(super) fn dump(book: &Workbook) -> String {
    book.sheets.iter().map(sheet).collect()
}

/// The findings as `code Sheet!Cell message`.
pub(super) fn findings(findings: &[Diagnostic]) -> String {
    findings.iter().map(|one| format!("{} {} {}\n", one.code.id(), one.at.inside(), one.message)).collect()
}

fn sheet(sheet: &Sheet) -> String {
    let mut out = format!("[{}]{}\n", sheet.name, if sheet.hidden { " verborgen" } else { "" });
    for region in &sheet.merged {
        out += &format!("verbunden {}:{}\n", region.first, region.last);
    }
    for column in &sheet.hidden_columns {
        out += &format!("verborgene Spalte {column}\n");
    }
    for row in &sheet.rows {
        for cell in &row.cells {
            let at = cell.at;
            let hidden = if row.hidden { " (verborgen)" } else { "" };
            let link = cell.link.as_ref().map(|link| format!(" -> {link}")).unwrap_or_default();
            out += &format!("{at}{hidden} {}{link}\n", value(&cell.value));
        }
    }
    out
}

fn value(value: &Value) -> String {
    match value {
        Value::Text(text) => text.runs().map(run).collect(),
        Value::Number { value, percent, shown } => {
            let shown = shown.as_ref().map(|shown| format!(" »{shown}«")).unwrap_or_default();
            format!("{} {value}{shown}", if *percent { "Prozent" } else { "Zahl" })
        }
        Value::Bool(value) => format!("Wahrheit {value}"),
        Value::Date(value) => format!("Tag {value}"),
        Value::DateTime(value) => format!("Zeitpunkt {value}"),
        Value::Time(value) => format!("Zeit {value}"),
        Value::Error(word) => format!("Fehler {word}"),
        Value::Uncalculated => "nicht berechnet".to_owned(),
    }
}

/// `text` where the font is plain, else `<b>text</>` with a letter for each attribute.
fn run(run: Run<'_, Font>) -> String {
    let Font { bold, italic, underline, strike, superscript, subscript, .. } = *run.format;
    let letters: String =
        [(bold, 'b'), (italic, 'i'), (underline, 'u'), (strike, 's'), (superscript, '^'), (subscript, '_')]
            .iter()
            .filter(|(on, _)| *on)
            .map(|(_, letter)| *letter)
            .collect();
    let text = run.text.replace('\n', "⏎");
    if letters.is_empty() { text } else { format!("<{letters}>{text}</>") }
}
