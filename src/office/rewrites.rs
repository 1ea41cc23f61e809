//! Every rewrite as a table, for the clerk who wants to clean the workbook.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, XlsxError};

use crate::diag::{Error, ErrorKind};
use crate::normalize::Rewrite;
use crate::pipeline::SheetColumns;
use crate::text::is_formula;

const COLUMNS: [(&str, f64); 6] = [
    ("Datei", 32.0),
    ("Blatt", 16.0),
    ("Zelle", 8.0),
    ("Regel", 34.0),
    ("Vorher (auch Nichtöffentliches)", 44.0),
    ("Nachher (auch Nichtöffentliches)", 44.0),
];

/// Characters that Excel allows in a cell.
const MAX_CELL: usize = 32_767;

/// The form of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableForm {
    /// As a German Excel opens it: semicolons, UTF-8 with a byte order mark, everything quoted.
    Csv,
    /// A workbook.
    Xlsx,
}

impl TableForm {
    /// The form of files with this ending, in small letters.
    pub fn of_ending(ending: &str) -> Option<Self> {
        match ending {
            "csv" => Some(Self::Csv),
            "xlsx" => Some(Self::Xlsx),
            _ => None,
        }
    }
}

/// The name of the sheet.
const SHEET: &str = "Vereinheitlichungen";

/// Whether a workbook with these sheets is such a table.
pub(super) fn is_table(sheets: &[SheetColumns]) -> bool {
    matches!(sheets, [only] if only.sheet == SHEET)
}

/// The table of `rewrites` as the bytes of a file.
///
/// # Errors
/// Where there are more of them than a sheet has rows.
pub fn table<'a>(rewrites: impl Iterator<Item = &'a Rewrite>, form: TableForm) -> Result<Vec<u8>, Error> {
    let rows: Vec<[String; 6]> = rewrites.map(row).collect();
    match form {
        TableForm::Csv => Ok(csv(&rows)),
        TableForm::Xlsx => xlsx(&rows).map_err(|error| {
            Error::new(ErrorKind::TooLarge, "Das Protokoll passt nicht in eine Arbeitsmappe")
                .help("Das Protokoll als .csv schreiben")
                .because(error)
        }),
    }
}

fn row(rewrite: &Rewrite) -> [String; 6] {
    let at = &rewrite.at;
    [
        at.file.to_string(),
        at.sheet.as_deref().unwrap_or_default().to_owned(),
        at.cell.map(|cell| cell.to_string()).unwrap_or_default(),
        format!("{} [{}]", rewrite.rule.title(), rewrite.rule.code()),
        rewrite.before.clone(),
        rewrite.after.clone(),
    ]
}

fn csv(rows: &[[String; 6]]) -> Vec<u8> {
    let head = COLUMNS.map(|(name, _)| name.to_owned());
    let line = |row: &[String; 6]| row.each_ref().map(|field| quoted(field)).join(";") + "\r\n";
    let lines: String = [&head].into_iter().chain(rows).map(line).collect();
    format!("\u{feff}{lines}").into_bytes()
}

/// A field in quotes. What Excel would take for a formula gets an apostrophe in front.
fn quoted(field: &str) -> String {
    format!("\"{}{}\"", if is_formula(field) { "'" } else { "" }, field.replace('"', "\"\""))
}

fn xlsx(rows: &[[String; 6]]) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // The same input gives the same bytes: the date is not that of the run.
    let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_title(SHEET).set_creation_datetime(&created));
    let top = Format::new().set_align(FormatAlign::Top);
    let wrapped = top.clone().set_text_wrap();
    let bold = Format::new().set_bold();
    let sheet = workbook.add_worksheet();
    sheet.set_name(SHEET)?.set_freeze_panes(1, 0)?;
    for ((name, width), column) in COLUMNS.into_iter().zip(0..) {
        sheet.set_column_width(column, width)?.write_string_with_format(0, column, name, &bold)?;
    }
    for (fields, row) in rows.iter().zip(1..) {
        for (field, column) in fields.iter().zip(0..) {
            let text: String = field.chars().take(MAX_CELL).collect();
            sheet.write_string_with_format(row, column, text, &wrapped)?;
        }
    }
    let last = u32::try_from(rows.len()).unwrap_or(u32::MAX);
    sheet.autofilter(0, 0, last, 5)?;
    sheet.set_repeat_rows(0, 0)?.set_landscape().set_print_fit_to_pages(1, 0);
    workbook.save_to_buffer()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_never_becomes_a_formula() {
        assert_eq!(quoted("9.6.16"), "\"9.6.16\"");
        assert_eq!(quoted("sagte \"ja\"; nein"), "\"sagte \"\"ja\"\"; nein\"");
        for text in ["=1+1", "+49", "- neu", "@SUMME(A1)", "\t=1"] {
            assert_eq!(quoted(text), format!("\"'{text}\""));
        }
    }

    #[test]
    fn the_same_rows_give_the_same_bytes() {
        let rows = [["a.xlsx", "S", "C1", "Datum", "=9.6.16", "09.06.2016"].map(String::from)];
        assert_eq!(xlsx(&rows).unwrap(), xlsx(&rows).unwrap());
        assert!(csv(&rows).starts_with("\u{feff}\"Datei\";\"Blatt\"".as_bytes()));
    }
}
