//! Which column was taken for what: a small table for each sheet.

use sachstand::office::Outcome;
use sachstand::recognise::{ColumnUse, SheetColumns};

use super::papers::Papers;

/// Looks at the columns of every workbook that can be read; why one cannot was said before.
pub(super) fn look(papers: &Papers<'_>, outcomes: &mut [Outcome]) {
    for outcome in outcomes {
        outcome.columns = papers.columns(&outcome.file).unwrap_or_default();
    }
}

/// The tables of all workbooks.
pub(super) fn tables(outcomes: &[Outcome]) -> String {
    let tables =
        outcomes.iter().flat_map(|outcome| outcome.columns.iter().map(|it| table(&outcome.file, it)));
    tables.collect()
}

/// »input/a.xlsx › Sachstand, Kopfzeile 3«, and below it a line for each column.
fn table(file: &str, sheet: &SheetColumns) -> String {
    let kind = sheet.kind.map_or("nicht übernommen".into(), |kind| format!("gilt als {kind}"));
    let row = match sheet.row {
        0 => "ohne Kopfzeile".into(),
        row => format!("Kopfzeile {row}"),
    };
    let missing: Vec<String> = sheet.missing.iter().map(|it| format!("»{it}«")).collect();
    let missing =
        if missing.is_empty() { String::new() } else { format!(", es fehlt {}", missing.join(" und ")) };
    let heads = ["Spalte", "Überschrift", "gilt als", "weil"].map(str::to_owned);
    let rows: Vec<[String; 4]> = std::iter::once(heads).chain(sheet.columns.iter().map(line)).collect();
    let width = |at: usize| rows.iter().map(|row| row[at].chars().count()).max().unwrap_or(0);
    let widths = [width(0), width(1), width(2)];
    let shown = rows.iter().map(|[column, head, meaning, reason]| {
        let [a, b, c] = widths;
        format!("  {column:a$}  {head:b$}  {meaning:c$}  {reason}\n")
    });
    format!("{file} › {}: {kind}, {row}{missing}\n{}\n", sheet.sheet, shown.collect::<String>())
}

fn line(column: &ColumnUse) -> [String; 4] {
    let meaning = column.meaning.map_or("–", |meaning| meaning.german());
    [column.column.clone(), column.head.clone(), meaning.to_owned(), column.reason.to_owned()]
}
