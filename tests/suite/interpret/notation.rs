//! Workbooks and reports in a compact text form, so that a test shows both at a glance.
//!
//! A workbook: `== Name` begins a sheet (`== Name (ausgeblendet)`, `== Name (Spalten C, E)` hide it
//! or columns of it), each further line is a row, a blank line a blank row, cells are divided by
//! ` | `. A row that begins with `!` is hidden. In a cell, `<` is merged with the cell to its left
//! and `^` with the one above; `=` begins a value that is not text (`=1.5`, `=60%`, `=WAHR`,
//! `=2026-06-09`, `=2026-06-09T14:30`, `=14:30`, `=#BEZUG!`, `=?`; `~~=1.5~~` struck); `\n` and `\t` are line break and
//! tab; `\u{a0}` any
//! character; `**`, `__`, `~~` switch bold, underline and strike-through; `[[address]]` at the end is the
//! cell's hyperlink.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that fails here says enough")]

use jiff::civil::Date;
use sachstand::diag::Diagnostic;
use sachstand::german;
use sachstand::grid::{Cell, Font, Row, Sheet, Value, Workbook};
use sachstand::model::{Entry, Paragraph, ParagraphKind, Report, Version};
use sachstand::source::{CellRange, CellRef, Located, Location};
use sachstand::text::{Format, Mark, RichText, Run, Text};

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
        looks: Default::default(),
        objects: Vec::new(),
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
            text => cells.push(cell(CellRef::new(number, column), text)),
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

fn cell(at: CellRef, text: &str) -> Cell {
    let (text, link) = match text.strip_suffix("]]").and_then(|text| text.rsplit_once("[[")) {
        Some((text, link)) => (text.trim_end(), Some(link.to_owned())),
        None => (text, None),
    };
    // `~~=5~~`: a number, struck with its cell.
    let struck = text.strip_prefix("~~=").and_then(|text| text.strip_suffix("~~"));
    let font = Font { strike: struck.is_some(), ..Font::default() };
    let value = match struck.or(text.strip_prefix('=')) {
        Some(value) => typed(value),
        None => Value::Text(rich(&unescape(text))),
    };
    Cell { at, value, font, link }
}

fn unescape(text: &str) -> String {
    let mut out = String::new();
    let mut parts = text.replace("\\n", "\n").replace("\\t", "\t");
    while let Some((before, rest)) = parts.split_once("\\u{") {
        let (code, after) = rest.split_once('}').unwrap();
        out += before;
        out.push(char::from_u32(u32::from_str_radix(code, 16).unwrap()).unwrap());
        parts = after.to_owned();
    }
    out + &parts
}

/// `=1.1 als 1,10`: a number and what its cell shows.
fn typed(text: &str) -> Value {
    if let Some((value, shown)) = text.split_once(" als ") {
        let percent = shown.ends_with('%');
        return Value::Number { value: value.parse().unwrap(), percent, shown: Some(shown.into()) };
    }
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
            Some(points) => {
                Value::Number { value: points.parse::<f64>().unwrap() / 100.0, percent: true, shown: None }
            }
            None => Value::number(text.parse().unwrap()),
        },
    }
}

fn rich(text: &str) -> RichText<Font> {
    let mut rich = RichText::default();
    let mut font = Font::default();
    let mut rest = text;
    while !rest.is_empty() {
        let next = ["**", "__", "~~"].iter().filter_map(|sign| Some((rest.find(sign)?, *sign))).min();
        let (end, sign) = next.unwrap_or((rest.len(), ""));
        rich.push(&rest[..end], font);
        match sign {
            "**" => font.bold = !font.bold,
            "__" => font.underline = !font.underline,
            "~~" => font.strike = !font.strike,
            _ => {}
        }
        rest = &rest[end + sign.len()..];
    }
    rich
}

/// The tables of a report: `# field`, `1 action` (with `(nö)` where nonpublic, as behind values, further lines with
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
                out += &format!("  {}\n", self::entry(entry));
            }
        }
    }
    out
}

/// One entry: a paragraph, or `: ` before details.
fn entry(entry: &Entry) -> String {
    match entry {
        Entry::Paragraph(it) => paragraph(it),
        Entry::Details(details) => {
            let nonpublic = details.values.iter().filter(|it| it.nonpublic).map(|it| it.label.as_str());
            let nonpublic = nonpublic.map(|label| format!(" (nö: {label})")).collect::<String>();
            format!("{}: {}{nonpublic}", "  ".repeat(details.level.into()), text(&details.line()))
        }
    }
}

/// One paragraph: `* ` before an item, two blanks for each level.
pub(super) fn paragraph(paragraph: &Paragraph) -> String {
    let sign = match paragraph.kind {
        ParagraphKind::Plain => "",
        ParagraphKind::Bullet => "* ",
    };
    format!("{}{sign}{}", "  ".repeat(paragraph.level.into()), text(&paragraph.text))
}

/// A text with its marks: `{+new+}`, `[-dropped-]`, `**bold**`, `text<link>`.
pub(super) fn text(text: &Text) -> String {
    text.runs().map(run).collect()
}

fn run(run: Run<'_, Format>) -> String {
    let mut out = run.text.to_owned();
    if run.format.style.bold {
        out = format!("**{out}**");
    }
    if let Some(link) = &run.format.link {
        out = format!("{out}<{link}>");
    }
    match run.format.mark {
        Mark::Kept => out,
        Mark::Inserted => format!("{{+{out}+}}"),
        Mark::Deleted => format!("[-{out}-]"),
    }
}

/// Findings, one per line: code, place and message, with the help indented below.
pub(super) fn findings(findings: &[Diagnostic]) -> String {
    let show = |finding: &Diagnostic| {
        let help = finding.help.as_deref().expect("every finding has help");
        format!("! {} {}: {}\n  {help}\n", finding.code.id(), finding.at.inside(), finding.message)
    };
    findings.iter().map(show).collect()
}

/// The facts that are given, one per line.
pub(super) fn facts(report: &Report) -> String {
    let facts = &report.facts;
    let mut lines = vec![format!("Titel: {}", facts.title.value), format!("Dokument: {}", facts.id.value)];
    let mut line =
        |name: &str, value: Option<String>| lines.extend(value.map(|value| format!("{name}: {value}")));
    let text = |value: &Option<Located<String>>| value.as_ref().map(|value| value.value.clone());
    let date = |value: &Option<Located<Date>>| value.as_ref().map(|value| german::date(value.value));
    let version = |value: &Option<Located<Version>>| value.as_ref().map(|value| value.value.to_string());
    let several = |values: &[Located<String>]| {
        let values: Vec<&str> = values.iter().map(|value| value.value.as_str()).collect();
        (!values.is_empty()).then(|| values.join(" / "))
    };
    line("Version", version(&facts.version));
    line("Datum", date(&facts.date));
    line("Ersteller", text(&facts.creator));
    line("Status", text(&facts.document_status));
    line("Verantwortlich", text(&facts.responsible));
    line("Vertraulichkeit", text(&facts.confidentiality));
    line("Empfänger", several(&facts.recipients));
    line("Organisation", text(&facts.organisation));
    line("Kurzbeschreibung", several(&facts.summary));
    line("Logo", text(&facts.logo));
    line("Vorlagennummer", text(&facts.submission));
    line("Gremium", text(&facts.committee));
    line("Sitzungsdatum", date(&facts.session_date));
    line("TOP", text(&facts.agenda_item));
    line("Anonymisiert ab", version(&facts.anonymised_from));
    for (key, value) in &facts.others {
        line(&format!("[{}]", key.value), Some(value.value.clone()));
    }
    lines.join("\n") + "\n"
}

/// Sections, abbreviations, persons and history, where there are any.
pub(super) fn lists(report: &Report) -> String {
    let mut out = String::new();
    for section in &report.sections {
        let flag = if section.nonpublic { " (nö)" } else { "" };
        out += &format!("§ {} ({:?}){flag}\n", text(&section.title.value), section.position);
        out.extend(section.paragraphs.iter().map(|entry| format!("  {}\n", paragraph(entry))));
    }
    for item in &report.abbreviations {
        let variants = item.variants.join(", ");
        out += &format!("{} = {} ({variants})\n", text(&item.short.value), text(&item.meaning.value));
    }
    for person in &report.persons {
        let replacement = person.replacement.as_ref().map_or_else(
            || "–".to_owned(),
            |role| role.cases().map(|said| said.value.as_str()).collect::<Vec<_>>().join(", "),
        );
        out += &format!(
            "{} → {replacement} ({})\n",
            person.name.value,
            if person.public { "ja" } else { "nein" }
        );
    }
    for entry in &report.history {
        let date = entry.date.as_ref().map(|date| german::date(date.value)).unwrap_or_default();
        let remark = entry.remark.as_ref().map_or("", |remark| &remark.value);
        out += &format!("{} {date} {remark}\n", entry.version.value);
    }
    out
}
