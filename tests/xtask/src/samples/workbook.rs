//! A [`Paper`] in, an xlsx workbook out, laid out as a clerk would keep it: column widths, wrapped
//! text, a shaded and frozen header row, true dates, versions as text.

use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Url, Workbook, Worksheet,
    XlsxError,
};

use super::source::{Action, Cell, Field, List, Paper, Section};

/// The formats of one workbook.
struct Look {
    head: Format,
    title: Format,
    body: Format,
    date: Format,
    bold: Format,
    field: Format,
    link: Format,
}

impl Look {
    fn new() -> Self {
        let body = Format::new()
            .set_font_name("Arial")
            .set_font_size(10)
            .set_text_wrap()
            .set_align(FormatAlign::Top)
            .set_border(FormatBorder::Thin)
            .set_border_color(Color::RGB(0xA6_A6_A6));
        let bold = Format::new().set_font_name("Arial").set_font_size(10).set_bold();
        Self {
            head: body.clone().set_bold().set_background_color(Color::RGB(0xD9_E2_EC)),
            title: bold.clone().set_font_size(13).set_align(FormatAlign::VerticalCenter),
            date: body.clone().set_num_format("dd.mm.yyyy").set_align(FormatAlign::Left),
            field: body.clone().set_bold(),
            // No underline: in these workbooks an underline is a change mark.
            link: body.clone().set_font_color(Color::RGB(0x05_63_C1)),
            body,
            bold,
        }
    }
}

/// The workbook's bytes; the same paper gives the same bytes.
pub(crate) fn write(paper: &Paper) -> Result<Vec<u8>, XlsxError> {
    let look = Look::new();
    let mut workbook = Workbook::new();
    workbook.set_properties(
        &DocProperties::new()
            .set_title(paper.fact("Titel"))
            .set_author(paper.fact("Ersteller"))
            .set_company(paper.fact("Organisation"))
            .set_creation_datetime(&ExcelDateTime::parse_from_str(paper.fact("Datum"))?),
    );
    facts(workbook.add_worksheet(), paper, &look)?;
    if paper.sheet_per_field {
        for field in &paper.fields {
            field_sheet(workbook.add_worksheet(), field, &look)?;
        }
    } else {
        status_sheet(workbook.add_worksheet(), &paper.fields, &look)?;
    }
    sections(workbook.add_worksheet(), &paper.sections, &look)?;
    for list in &paper.lists {
        list_sheet(workbook.add_worksheet(), list, &look)?;
    }
    workbook.save_to_buffer()
}

fn facts(sheet: &mut Worksheet, paper: &Paper, look: &Look) -> Result<(), XlsxError> {
    start(sheet, "Dokument", &[("Angabe", 26.0), ("Wert", 80.0)], 0, look)?;
    for (row, (key, lines)) in (1..).zip(&paper.facts) {
        sheet.write_with_format(row, 0, key, &look.field)?;
        value(sheet, row, 1, &lines.join("\n"), look)?;
        fit(sheet, row, &[(&lines.join("\n"), 80.0)])?;
    }
    Ok(())
}

/// One row per status entry; Handlungsfeld, Aktion and Nichtöffentlich stand in the first row of their group
/// only.
fn status_sheet(sheet: &mut Worksheet, fields: &[Field], look: &Look) -> Result<(), XlsxError> {
    let columns =
        [("Handlungsfeld", 22.0), ("Aktion", 26.0), ("Sachstand", 120.0), ("Nichtöffentlich", 15.0)];
    start(sheet, "Sachstand", &columns, 0, look)?;
    let mut row = 1;
    for field in fields {
        let first = row;
        for action in &field.actions {
            for (index, cell) in action.cells.iter().enumerate() {
                let title = if index == 0 { action.title.join("\n") } else { String::new() };
                sheet.write_with_format(row, 1, &title, &look.body)?;
                sheet.write_with_format(row, 0, "", &look.field)?;
                cell_value(sheet, row, 2, cell, look)?;
                let nonpublic = if index == 0 { entry(action, "Nichtöffentlich") } else { "" };
                sheet.write_with_format(row, 3, nonpublic, &look.body)?;
                fit(sheet, row, &[(&title, 26.0), (&cell.lines.join("\n"), 120.0)])?;
                row += 1;
            }
        }
        if field.merged && row > first + 1 {
            sheet.merge_range(first, 0, row - 1, 0, &field.title, &look.field)?;
        } else {
            sheet.write_with_format(first, 0, &field.title, &look.field)?;
        }
    }
    sheet.autofilter(0, 0, row - 1, 3)?;
    Ok(())
}

/// One sheet per Handlungsfeld: its title above the header row, one row per action.
fn field_sheet(sheet: &mut Worksheet, field: &Field, look: &Look) -> Result<(), XlsxError> {
    let mut columns = vec![
        ("Nr", 6.0),
        ("Maßnahme", 28.0),
        ("Stand der Umsetzung", 70.0),
        ("Status", 14.0),
        ("Termin", 14.0),
        ("Zuständig", 22.0),
    ];
    if field.actions.iter().any(|action| !entry(action, "Notiz").is_empty()) {
        columns.push(("Notiz", 30.0));
    }
    let (name, title) = field.title.split_once(" = ").unwrap_or((&field.title, &field.title));
    start(sheet, name, &columns, 1, look)?;
    sheet.merge_range(0, 0, 0, 5, title, &look.title)?;
    sheet.set_row_height(0, 26)?;
    for (row, action) in (2..).zip(&field.actions) {
        sheet.write_with_format(row, 1, action.title.join("\n"), &look.field)?;
        if let [cell, ..] = action.cells.as_slice() {
            cell_value(sheet, row, 2, cell, look)?;
            fit(sheet, row, &[(&action.title.join("\n"), 28.0), (&cell.lines.join("\n"), 70.0)])?;
        }
        for (column, (name, _)) in (0..).zip(&columns) {
            if !matches!(column, 1 | 2) {
                value(sheet, row, column, entry(action, name), look)?;
            }
        }
    }
    merge_alike(sheet, field, 5, "Zuständig", look)
}

/// Merges neighbouring cells of a column where the text names `dto.` for »as above«.
fn merge_alike(
    sheet: &mut Worksheet,
    field: &Field,
    column: u16,
    name: &str,
    look: &Look,
) -> Result<(), XlsxError> {
    let values: Vec<&str> = field.actions.iter().map(|action| entry(action, name)).collect();
    let mut row = 2;
    for group in values.chunk_by(|_, next| *next == "dto.") {
        let last = row + u32::try_from(group.len()).unwrap_or(1) - 1;
        if let [text, _, ..] = group {
            sheet.merge_range(row, column, last, column, text, &look.body)?;
        }
        row = last + 1;
    }
    Ok(())
}

fn entry<'a>(action: &'a Action, column: &str) -> &'a str {
    let found = action.columns.iter().find(|(name, _)| name == column);
    found.map_or("", |(_, value)| value)
}

fn sections(sheet: &mut Worksheet, sections: &[Section], look: &Look) -> Result<(), XlsxError> {
    start(sheet, "Texte", &[("Abschnitt", 22.0), ("Text", 120.0), ("Position", 12.0)], 0, look)?;
    let mut row = 1;
    for section in sections {
        for (index, cell) in section.cells.iter().enumerate() {
            let (title, position) = if index == 0 { (&*section.title, &*section.position) } else { ("", "") };
            sheet.write_with_format(row, 0, title, &look.field)?;
            cell_value(sheet, row, 1, cell, look)?;
            sheet.write_with_format(row, 2, position, &look.body)?;
            fit(sheet, row, &[(&cell.lines.join("\n"), 120.0)])?;
            row += 1;
        }
    }
    Ok(())
}

fn list_sheet(sheet: &mut Worksheet, list: &List, look: &Look) -> Result<(), XlsxError> {
    let columns: &[(&str, f64)] = match list.sheet.as_str() {
        "Abkürzungen" => &[("Abkürzung", 16.0), ("Bedeutung", 70.0), ("Schreibweisen", 26.0)],
        "Personen" => &[
            ("Name", 26.0),
            ("Ersatz", 28.0),
            ("Ersatz Genitiv", 28.0),
            ("Ersatz Dativ", 28.0),
            ("Ersatz Akkusativ", 28.0),
            ("Öffentlich", 12.0),
        ],
        _ => &[("Version", 12.0), ("Datum", 14.0), ("Bemerkung", 70.0)],
    };
    start(sheet, &list.sheet, columns, 0, look)?;
    for (row, cells) in (1..).zip(&list.rows) {
        for (column, text) in (0..).zip(cells) {
            value(sheet, row, column, text, look)?;
        }
    }
    Ok(())
}

/// Name, column widths, header row (0-based), frozen panes and page set-up of a sheet.
fn start(
    sheet: &mut Worksheet,
    name: &str,
    columns: &[(&str, f64)],
    head: u32,
    look: &Look,
) -> Result<(), XlsxError> {
    sheet.set_name(name)?;
    for (column, (title, width)) in (0..).zip(columns) {
        sheet.set_column_width(column, *width)?;
        sheet.write_with_format(head, column, *title, &look.head)?;
    }
    sheet.set_freeze_panes(head + 1, 0)?;
    sheet.set_paper_size(9).set_landscape().set_print_fit_to_pages(1, 0);
    sheet.set_repeat_rows(0, head)?;
    sheet.set_header("&L&F&R&A").set_footer("&RSeite &P von &N");
    Ok(())
}

/// A date as a true date, everything else as text: a version must keep its zeros.
fn value(sheet: &mut Worksheet, row: u32, column: u16, text: &str, look: &Look) -> Result<(), XlsxError> {
    let iso = text.len() == 10
        && text.bytes().enumerate().all(|(at, byte)| match at {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    if iso {
        sheet.write_datetime_with_format(row, column, ExcelDateTime::parse_from_str(text)?, &look.date)?;
    } else {
        sheet.write_string_with_format(row, column, text, &look.body)?;
    }
    Ok(())
}

/// The lines of a cell, with its bold parts as rich text and its hyperlink.
fn cell_value(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    cell: &Cell,
    look: &Look,
) -> Result<(), XlsxError> {
    let text = cell.lines.join("\n");
    if let Some(link) = &cell.link {
        let url = Url::new(link).set_text(&text);
        sheet.write_url_with_format(row, column, url, &look.link)?;
        return Ok(());
    }
    let plain = Format::new().set_font_name("Arial").set_font_size(10);
    // `**` parts the text: every second part is bold.
    let parts = text.split("**").enumerate().filter(|(_, part)| !part.is_empty());
    let parts: Vec<_> =
        parts.map(|(at, part)| (if at % 2 == 1 { &look.bold } else { &plain }, part)).collect();
    match parts.as_slice() {
        [] => sheet.write_blank(row, column, &look.body)?,
        [_] => sheet.write_string_with_format(row, column, text.replace("**", ""), &look.body)?,
        _ => sheet.write_rich_string_with_format(row, column, &parts, &look.body)?,
    };
    Ok(())
}

/// Sets the height of a row so that its wrapped texts, each with its column's width in characters,
/// can be read whole: Excel fits heights by itself when it opens a file, LibreOffice does not.
fn fit(sheet: &mut Worksheet, row: u32, cells: &[(&str, f64)]) -> Result<(), XlsxError> {
    /// Line height of Arial 10 and the greatest row height Excel knows, in points.
    const LINE: f64 = 12.75;
    const HIGHEST: f64 = 409.0;
    let lines = |text: &str, width: f64| -> f64 { text.lines().map(|line| wrapped(line, width)).sum() };
    let most = cells.iter().map(|(text, width)| lines(text, *width)).fold(1.0, f64::max);
    sheet.set_row_height(row, (most * LINE + 3.0).min(HIGHEST))?;
    Ok(())
}

/// How many lines a text fills, words kept whole where they fit.
fn wrapped(line: &str, width: f64) -> f64 {
    /// Width of the usual letter of running text; the width of a column counts digits.
    const LETTER: f64 = 0.84;
    let (mut lines, mut used) = (1.0, 0.0);
    for word in line.split(' ') {
        let length = word.chars().map(|_| LETTER).sum::<f64>();
        if used > 0.0 && used + length > width {
            lines += 1.0;
            used = 0.0;
        }
        used += length + LETTER;
        while used > width + LETTER {
            lines += 1.0;
            used -= width;
        }
    }
    lines
}
