//! Workbooks and reports in a compact text form, so that a test shows both at a glance.
//!
//! A workbook: `== Name` begins a sheet (`== Name (ausgeblendet)`, `== Name (Spalten C, E)` hide it
//! or columns of it), each further line is a row, a blank line a blank row, cells are divided by
//! ` | `. A row that begins with `!` is hidden. In a cell, `<` is merged with the cell to its left
//! and `^` with the one above; `=` begins a value that is not text (`=1.5`, `=60%`, `=WAHR`,
//! `=2026-06-09`, `=2026-06-09T14:30`, `=14:30`, `=#BEZUG!`, `=?`); `\n` and `\t` are line break and
//! tab; `**`, `__`, `~~` switch bold, underline and strike-through; `[[address]]` at the end is the
//! cell's hyperlink.

use sachstand::diag::Diagnostic;
use sachstand::grid::{Cell, Font, GridRun, Row, Sheet, Value, Workbook};
use sachstand::interpret::{Names, interpret};
use sachstand::model::{Paragraph, ParagraphKind, Report};
use sachstand::source::{CellRange, CellRef, Location};
use sachstand::text::{Mark, Run, Text};

/// Reads a workbook called `input/probe_1.14.xlsx`.
pub(super) fn workbook(notation: &str) -> Workbook {
    let file = Location::file("input/probe_1.14.xlsx");
    let mut sheets: Vec<Sheet> = Vec::new();
    let mut number = 0;
    for line in notation.lines().map(str::trim_start) {
        if let Some(name) = line.strip_prefix("== ") {
            sheets.push(sheet(&file, name));
            number = 0;
        } else if let Some(sheet) = sheets.last_mut() {
            number += 1;
            row(sheet, number, line);
        }
    }
    Workbook { file: file.file.clone(), sheets }
}

fn sheet(file: &Location, title: &str) -> Sheet {
    let name = title.split(" (").next().unwrap();
    let columns = title.split_once("(Spalten ").map(|(_, list)| list.trim_end_matches(')'));
    let column = |letter: &str| CellRef::parse(&format!("{}1", letter.trim())).unwrap().column;
    Sheet {
        at: file.sheet(name),
        name: name.into(),
        hidden: title.contains("(ausgeblendet)"),
        rows: Vec::new(),
        merged: Vec::new(),
        hidden_columns: columns.map(|list| list.split(',').map(column).collect()).unwrap_or_default(),
    }
}

fn row(sheet: &mut Sheet, number: u32, line: &str) {
    let (hidden, line) = match line.strip_prefix('!') {
        Some(rest) => (true, rest.trim_start()),
        None => (false, line),
    };
    let mut cells = Vec::new();
    for (column, text) in (1..).zip(format!(" {line} ").split('|')) {
        match text.strip_prefix(' ').unwrap().strip_suffix(' ').unwrap_or(text) {
            "" | " " => {}
            "<" => merge(sheet, CellRef::new(number, column - 1), CellRef::new(number, column)),
            "^" => merge(sheet, CellRef::new(number - 1, column), CellRef::new(number, column)),
            text => cells.push(cell(column, text)),
        }
    }
    if !cells.is_empty() {
        sheet.rows.push(Row { number, hidden, cells });
    }
}

fn merge(sheet: &mut Sheet, from: CellRef, to: CellRef) {
    match sheet.merged.iter_mut().find(|merged| merged.contains(from)) {
        Some(merged) => {
            merged.last = CellRef::new(merged.last.row.max(to.row), merged.last.column.max(to.column));
        }
        None => sheet.merged.push(CellRange { first: from, last: to }),
    }
}

fn cell(column: u32, text: &str) -> Cell {
    let (text, link) = match text.strip_suffix("]]").and_then(|text| text.rsplit_once("[[")) {
        Some((text, link)) => (text.trim_end(), Some(link.to_owned())),
        None => (text, None),
    };
    let value = match text.strip_prefix('=') {
        Some(value) => typed(value),
        None => Value::Text(rich(&text.replace("\\n", "\n").replace("\\t", "\t"))),
    };
    Cell { column, value, link }
}

fn typed(text: &str) -> Value {
    match text {
        "WAHR" => Value::Bool(true),
        "FALSCH" => Value::Bool(false),
        "?" => Value::Uncalculated,
        "#BEZUG!" => Value::Error("#BEZUG!"),
        "#NV" => Value::Error("#NV"),
        _ if text.contains('T') => Value::DateTime(text.parse().unwrap()),
        _ if text.contains(':') => Value::Time(text.parse().unwrap()),
        _ if text.matches('-').count() == 2 => Value::Date(text.parse().unwrap()),
        _ => match text.strip_suffix('%') {
            Some(points) => Value::Number { value: points.parse::<f64>().unwrap() / 100.0, percent: true },
            None => Value::Number { value: text.parse().unwrap(), percent: false },
        },
    }
}

fn rich(text: &str) -> Vec<GridRun> {
    let mut runs = Vec::new();
    let mut font = Font::default();
    let mut rest = text;
    while !rest.is_empty() {
        let next = ["**", "__", "~~"].iter().filter_map(|sign| Some((rest.find(sign)?, *sign))).min();
        let (end, sign) = next.unwrap_or((rest.len(), ""));
        if end > 0 {
            runs.push(GridRun { text: rest[..end].into(), font });
        }
        match sign {
            "**" => font.bold = !font.bold,
            "__" => font.underline = !font.underline,
            "~~" => font.strike = !font.strike,
            _ => {}
        }
        rest = &rest[end + sign.len()..];
    }
    runs
}

/// The report and the findings of a workbook.
pub(super) fn read(notation: &str) -> (Report, Vec<Diagnostic>) {
    read_with(notation, &Names::default())
}

/// The same with names of an office's own.
pub(super) fn read_with(notation: &str, names: &Names) -> (Report, Vec<Diagnostic>) {
    let warned = interpret(&workbook(notation), names).unwrap();
    (warned.value, warned.findings)
}

/// The tables of a report: `# field`, `1 action` (with `(nö)` where nonpublic, further lines with
/// `/`), `* item`, `: details`, all indented by level.
pub(super) fn tables(report: &Report) -> String {
    let mut out = String::new();
    for field in &report.fields {
        out += &format!("# {}\n", text(&field.title.value));
        for action in &field.actions {
            let number =
                action.number.as_ref().map(|number| format!("{} ", number.value)).unwrap_or_default();
            let title: Vec<String> = action.title.iter().map(paragraph).collect();
            let flag = if action.nonpublic { " (nö)" } else { "" };
            out += &format!("{number}{}{flag}\n", title.join(" / "));
            for entry in &action.status {
                out += &format!("  {}\n", paragraph(entry));
            }
        }
    }
    out
}

/// One paragraph: `* ` before an item, `: ` before details, two blanks for each level.
pub(super) fn paragraph(paragraph: &Paragraph) -> String {
    let sign = match paragraph.kind {
        ParagraphKind::Plain => "",
        ParagraphKind::Bullet => "* ",
        ParagraphKind::Details => ": ",
    };
    format!("{}{sign}{}", "  ".repeat(paragraph.level.into()), text(&paragraph.text))
}

/// A text with its marks: `{+new+}`, `[-dropped-]`, `**bold**`, `text<link>`.
pub(super) fn text(text: &Text) -> String {
    text.runs().iter().map(run).collect()
}

fn run(run: &Run) -> String {
    let mut out = run.text.clone();
    if run.style.bold {
        out = format!("**{out}**");
    }
    if let Some(link) = &run.link {
        out = format!("{out}<{link}>");
    }
    match run.mark {
        Mark::Kept => out,
        Mark::Inserted => format!("{{+{out}+}}"),
        Mark::Deleted => format!("[-{out}-]"),
    }
}

/// Findings, one per line: code, place and message, with the help indented below.
pub(super) fn findings(findings: &[Diagnostic]) -> String {
    let show = |finding: &Diagnostic| {
        let help = finding.help.as_deref().expect("every finding has help");
        format!("{} {}: {}\n  {help}\n", finding.code.id(), finding.at.inside(), finding.message)
    };
    findings.iter().map(show).collect()
}
