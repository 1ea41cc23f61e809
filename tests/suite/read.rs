//! Reading workbooks: what real programs save, what hostile people send, what else gets the name
//! of a workbook.

mod dump;
mod formats;
mod hostile;
mod oracle;
mod traits;
mod wrong;

use std::path::PathBuf;

use sachstand::diag::{Error, Warned};
use sachstand::grid::Workbook;

/// A file of `tests/fixtures/read`.
fn fixture(name: &str) -> Vec<u8> {
    let root = std::env::var("SACHSTAND_ROOT").unwrap_or_else(|_| env!("CARGO_MANIFEST_DIR").to_owned());
    std::fs::read(PathBuf::from(root).join("tests/fixtures/read").join(name)).unwrap()
}

/// Every file of `tests/fixtures/read` that a spreadsheet program saved.
const FIXTURES: [&str; 24] = [
    "paper.xlsx",
    "paper.lo.xlsx",
    "paper.xlsm",
    "paper.xlsb",
    "paper.xls",
    "paper.sheetjs.xls",
    "paper.ods",
    "rich.xlsx",
    "rich.xls",
    "rich.ods",
    "mac1904.xlsx",
    "mac1904.ods",
    "mac1904.xlsb",
    "mac1904.xls",
    "shown.xlsx",
    "shown.xlsb",
    "shown.xls",
    "shown.ods",
    "lights.xlsx",
    "lights.xls",
    "lights.ods",
    "objects.xlsx",
    "objects.ods",
    "stray.xls",
];

fn read(bytes: &[u8]) -> Result<Warned<Workbook>, Error> {
    sachstand::read::read(bytes, "arbeit.xlsx")
}

/// What an error says, as the user sees it.
fn told(bytes: &[u8]) -> String {
    let error = read(bytes).unwrap_err();
    format!("[{}] {error}\n{}", error.kind().id(), error.help_text().unwrap_or("–"))
}

/// A zip package of these parts.
fn package(parts: &[(&str, &[u8])]) -> Vec<u8> {
    use std::io::Write;
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// An xlsx of one sheet, whose XML is `sheet`, with more parts or other ones.
fn xlsx_with(sheet: &str, more: &[(&str, &str)]) -> Vec<u8> {
    let relation = |id: &str, kind: &str, target: &str| {
        format!(r#"<Relationship Id="{id}" Type="{RELATIONS}/{kind}" Target="{target}"/>"#)
    };
    let relations = |inside: String| format!("<Relationships>{inside}</Relationships>");
    let workbook = format!(
        r#"<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets><sheet name="Blatt" sheetId="1" r:id="a"/></sheets></workbook>"#
    );
    let mut parts = vec![
        ("_rels/.rels", relations(relation("a", "officeDocument", "xl/workbook.xml"))),
        ("xl/workbook.xml", workbook),
        (
            "xl/_rels/workbook.xml.rels",
            relations(
                relation("a", "worksheet", "worksheets/sheet1.xml")
                    + &relation("b", "sharedStrings", "sharedStrings.xml")
                    + &relation("c", "styles", "styles.xml"),
            ),
        ),
        ("xl/worksheets/sheet1.xml", sheet.to_owned()),
        ("xl/sharedStrings.xml", "<sst/>".to_owned()),
        ("xl/styles.xml", "<styleSheet/>".to_owned()),
    ];
    parts.retain(|(name, _)| !more.iter().any(|(other, _)| other == name));
    parts.extend(more.iter().map(|(name, text)| (*name, (*text).to_owned())));
    let parts: Vec<(&str, &[u8])> = parts.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
    package(&parts)
}

/// An xlsx of one sheet with these rows.
fn xlsx(rows: &str) -> Vec<u8> {
    xlsx_with(&format!("<worksheet><sheetData>{rows}</sheetData></worksheet>"), &[])
}

/// An ods of one table with these rows.
fn ods(rows: &str) -> Vec<u8> {
    ods_content(&format!(
        r#"<office:document-content><office:body><office:spreadsheet><table:table table:name="Blatt">{rows}</table:table></office:spreadsheet></office:body></office:document-content>"#
    ))
}

fn ods_content(content: &str) -> Vec<u8> {
    package(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", content.as_bytes()),
    ])
}

/// The parts of a zip package.
fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    use std::io::Read;
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    (0..zip.len())
        .map(|index| {
            let mut file = zip.by_index(index).unwrap();
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).unwrap();
            (file.name().unwrap().into_owned(), bytes)
        })
        .collect()
}
