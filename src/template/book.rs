//! The sheets → the bytes of an xlsx: the same sheets, the same bytes.

use rust_xlsxwriter::{
    ColNum, Color, DataValidation, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder,
    FormatScript, FormatUnderline, IgnoreError, RowNum, Workbook, Worksheet, XlsxError,
};

use super::cell::{Cell, Lines, Value};
use super::finding;
use super::heights;
use super::hints;
use super::pieces::{FULL, weight};
use super::sheet::{Head, Role, Row, Sheet};
use crate::diag::Error;
use crate::recognise::{Column, FactKey, SheetKind};
use crate::source::MAX_ROWS;
use crate::text;

/// So many rows have lists to choose from, and so many more than are filled.
const LISTED: usize = 2_000;

/// A4, as Excel counts sizes of paper.
const A4: u8 = 9;

/// White on this blue has a contrast of 10 : 1.
const HEAD: Color = Color::RGB(0x1F_3864);
/// Addresses on white have one of 7 : 1; an underline would be a change mark.
const LINK: Color = Color::RGB(0x05_4A91);

const DAYS: &str = "dd.mm.yyyy";
const TEXT: &str = "@";

/// The workbook with these sheets; `title` is for its properties.
///
/// # Errors
/// Where a text or a sheet does not fit into what Excel allows.
pub(super) fn bytes(title: &str, sheets: &[Sheet]) -> Result<Vec<u8>, Error> {
    for sheet in sheets {
        check(sheet)?;
    }
    heights::loosened(&written(title, sheets).map_err(finding::failed)?)
}

fn check(sheet: &Sheet) -> Result<(), Error> {
    if sheet.rows.len() >= MAX_ROWS as usize {
        return Err(finding::too_many_rows(sheet.kind.german()));
    }
    let cells = sheet.rows.iter().flat_map(|row| &row.cells);
    let texts = cells.filter_map(|cell| match &cell.value {
        Some(Value::Text(text)) => Some(text),
        _ => None,
    });
    let long = texts.into_iter().find(|text| weight(text) > FULL);
    long.map_or(Ok(()), |text| Err(finding::too_long(text.as_str())))
}

fn written(title: &str, sheets: &[Sheet]) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // The date is not that of the run.
    let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
    let title: String = title.chars().take(FULL / 256).collect();
    workbook.set_properties(&DocProperties::new().set_title(title).set_creation_datetime(&created));
    for sheet in sheets {
        write(sheet, workbook.add_worksheet())?;
    }
    workbook.save_to_buffer()
}

fn write(sheet: &Sheet, target: &mut Worksheet) -> Result<(), XlsxError> {
    target.set_name(sheet.kind.german())?.set_freeze_panes(1, 0)?;
    let last = RowNum::try_from(sheet.rows.len().max(1)).unwrap_or(RowNum::MAX);
    let listed = RowNum::try_from((sheet.rows.len() + LISTED).min(MAX_ROWS as usize - 1)).unwrap_or(last);
    for (head, column) in sheet.heads.iter().zip(0..) {
        write_head(head, column, listed, target)?;
    }
    for (row, number) in sheet.rows.iter().zip(1..) {
        let cells = row.cells.iter().zip(&sheet.heads).map(|(cell, head)| (cell, width(head.role)));
        target.set_row_height(number, heights::height(cells))?;
        write_row(row, number, &sheet.heads, target)?;
    }
    let last_column = ColNum::try_from(sheet.heads.len().saturating_sub(1)).unwrap_or_default();
    if sheet.kind == SheetKind::Status {
        target.autofilter(0, 0, last, last_column)?;
    }
    print(sheet.kind, target)
}

/// On paper: the heads on every page, all columns side by side.
fn print(kind: SheetKind, target: &mut Worksheet) -> Result<(), XlsxError> {
    target.set_repeat_rows(0, 0)?.set_paper_size(A4).set_print_fit_to_pages(1, 0);
    target.set_print_gridlines(true).set_footer("&L&F – &A&RSeite &P von &N");
    if matches!(kind, SheetKind::Status | SheetKind::Persons | SheetKind::Texts) {
        target.set_landscape();
    }
    Ok(())
}

fn write_head(head: &Head, column: ColNum, listed: RowNum, target: &mut Worksheet) -> Result<(), XlsxError> {
    let format = Format::new().set_bold().set_font_color(Color::White).set_background_color(HEAD);
    let format = format.set_text_wrap().set_align(FormatAlign::Top).set_border(FormatBorder::Thin);
    target.set_column_width(column, width(head.role))?;
    target.set_column_format(column, &body(form(head.role)))?;
    target.write_string_with_format(0, column, &head.label, &format)?;
    target.add_data_validation(0, column, 0, column, &hint(&head.label, hints::of_column(head.role))?)?;
    if form(head.role) == Some(TEXT) {
        target.ignore_error_range(1, column, listed, column, IgnoreError::NumberStoredAsText)?;
    }
    let choices = hints::choices_of_column(head.role);
    if !choices.is_empty() {
        let list = DataValidation::new().allow_list_strings(choices)?.show_error_message(false);
        target.add_data_validation(1, column, listed, column, &list)?;
    }
    Ok(())
}

fn write_row(row: &Row, number: RowNum, heads: &[Head], target: &mut Worksheet) -> Result<(), XlsxError> {
    for ((cell, head), column) in row.cells.iter().zip(heads).zip(0..) {
        // Blank cells of a list look like their column.
        if cell.value.is_none() && head.role != Role::Fact {
            continue;
        }
        let form = match (head.role, row.key) {
            (Role::Fact, Some(FactKey::Version | FactKey::AnonymisedFrom)) => Some(TEXT),
            (Role::Fact, Some(FactKey::Date | FactKey::SessionDate)) => Some(DAYS),
            (role, _) => form(role),
        };
        let format = match head.role {
            Role::Key => body(form).set_bold(),
            Role::Fact => body(form).set_align(FormatAlign::Left),
            Role::Of(_) => body(form),
        };
        write_cell(cell, number, column, &format, target)?;
        if let (Role::Fact, Some(key)) = (head.role, row.key) {
            let hint = hint(key.german(), hints::of_fact(key))?;
            let hint = match hints::choices_of_fact(key) {
                [] => hint,
                choices => hint.allow_list_strings(choices)?.show_error_message(false),
            };
            target.add_data_validation(number, column, number, column, &hint)?;
            if form == Some(TEXT) {
                target.ignore_error_range(number, column, number, column, IgnoreError::NumberStoredAsText)?;
            }
        }
    }
    Ok(())
}

/// An input message, which Excel shows as the cell is chosen.
fn hint(title: &str, text: &str) -> Result<DataValidation, XlsxError> {
    /// What Excel shows of a title.
    const TITLE: usize = 32;
    let short: String = title.chars().filter(|c| u32::from(*c) < 0x1_0000).take(TITLE).collect();
    DataValidation::new().allow_any_value().set_input_title(short)?.set_input_message(text)
}

fn write_cell(
    cell: &Cell,
    row: RowNum,
    column: ColNum,
    format: &Format,
    target: &mut Worksheet,
) -> Result<(), XlsxError> {
    let format = &if cell.link.is_some() { format.clone().set_font_color(LINK) } else { format.clone() };
    if let Some(link) = &cell.link {
        // It stays on the cell when the text is written over.
        target.write_url_with_format(row, column, &**link, format)?;
    }
    match &cell.value {
        None => target.write_blank(row, column, format)?,
        Some(Value::Text(text)) => write_text(text, row, column, format, target)?,
        Some(Value::Day(day, look)) => {
            let [month, day_of_month] = [day.month(), day.day()].map(|it| u8::try_from(it).unwrap_or(1));
            let value = ExcelDateTime::from_ymd(day.year().unsigned_abs(), month, day_of_month)?;
            target.write_datetime_with_format(
                row,
                column,
                &value,
                &in_look(format, look).set_num_format(DAYS),
            )?
        }
        Some(Value::Share(share, decimals, look)) => {
            let digits = if *decimals > 0 { format!("0.{}%", "0".repeat(*decimals)) } else { "0%".into() };
            target.write_number_with_format(
                row,
                column,
                *share,
                &in_look(format, look).set_num_format(digits),
            )?
        }
    };
    Ok(())
}

/// A text is never a formula, not even when the clerk enters its cell and leaves it.
fn write_text<'w>(
    text: &Lines,
    row: RowNum,
    column: ColNum,
    format: &Format,
    target: &'w mut Worksheet,
) -> Result<&'w mut Worksheet, XlsxError> {
    let quoted = text.as_str().starts_with(['=', '+', '-', '@']);
    let format = if quoted { format.clone().set_quote_prefix() } else { format.clone() };
    let runs: Vec<(Format, &str)> = text.runs().map(|run| (run_format(run.format), run.text)).collect();
    match runs.as_slice() {
        [(_, only)] => {
            let look = text.last_format().map(|look| in_look(&format, look)).unwrap_or(format);
            target.write_string_with_format(row, column, *only, &look)
        }
        runs => {
            let runs: Vec<(&Format, &str)> = runs.iter().map(|(format, text)| (format, *text)).collect();
            target.write_rich_string_with_format(row, column, &runs, &format)
        }
    }
}

/// The font of a stretch within a cell.
fn run_format(look: &text::Format) -> Format {
    let plain = Format::new();
    in_look(&if look.link.is_some() { plain.set_font_color(LINK) } else { plain }, look)
}

/// A format with what a text has: what is new is underlined, what is dropped struck through.
fn in_look(format: &Format, look: &text::Format) -> Format {
    let mut format = format.clone();
    let style = look.style;
    if style.bold {
        format = format.set_bold();
    }
    if style.italic {
        format = format.set_italic();
    }
    if style.superscript {
        format = format.set_font_script(FormatScript::Superscript);
    } else if style.subscript {
        format = format.set_font_script(FormatScript::Subscript);
    }
    match look.mark {
        text::Mark::Kept => format,
        text::Mark::Inserted => format.set_underline(FormatUnderline::Single),
        text::Mark::Deleted => format.set_font_strikethrough(),
    }
}

/// The format of the cells below a head.
fn body(form: Option<&str>) -> Format {
    let format = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    form.map_or(format.clone(), |form| format.set_num_format(form))
}

/// The number format of a column.
fn form(role: Role) -> Option<&'static str> {
    match role {
        Role::Of(Column::Number | Column::Version) => Some(TEXT),
        Role::Of(Column::Date | Column::Due) => Some(DAYS),
        Role::Of(Column::Attainment) => Some("0%"),
        _ => None,
    }
}

/// The width of a column, in digits.
fn width(role: Role) -> f64 {
    use Column::{
        Action, Earlier, Field, Meaning, Number, Part, Position, Remark, Section, Status, Text, Version,
    };
    match role {
        Role::Key => 26.0,
        Role::Fact => 64.0,
        Role::Of(Status | Text) => 60.0,
        Role::Of(Earlier | Meaning | Remark) => 48.0,
        Role::Of(Action | Part) => 28.0,
        Role::Of(Field | Section) => 22.0,
        Role::Of(Number) => 8.0,
        Role::Of(Version | Position | Column::Date | Column::Due) => 13.0,
        Role::Of(Column::Nonpublic | Column::Public | Column::Attainment) => 16.0,
        Role::Of(_) => 20.0,
    }
}
