//! Workbooks as raw packages: nothing is checked, so that everything can be wrong.

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// A zip package of these parts, deflated.
pub(super) fn zipped(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    zipped_with(parts, SimpleFileOptions::default().compression_method(CompressionMethod::Deflated))
}

/// The same with other options.
pub(super) fn zipped_with(parts: &[(String, Vec<u8>)], options: SimpleFileOptions) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(name.as_str(), options).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A text as the content of an XML element.
pub(super) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

/// A cell of a text.
pub(super) fn cell(text: &str) -> String {
    format!("<c t=\"inlineStr\"><is><t xml:space=\"preserve\">{}</t></is></c>", escaped(text))
}

/// Rows of texts, as they stand in `sheetData`.
pub(super) fn rows<R: AsRef<[S]>, S: AsRef<str>>(rows: impl IntoIterator<Item = R>) -> String {
    let row = |row: R| {
        let cells: String = row.as_ref().iter().map(|text| cell(text.as_ref())).collect();
        format!("<row>{cells}</row>")
    };
    rows.into_iter().map(row).collect()
}

/// A workbook in the format of Excel that would be a sound paper of one Handlungsfeld; what is wrong with it
/// is put in place of its parts.
pub(super) struct Xlsx {
    facts: Vec<(String, String)>,
    /// Rows of the status table below its head, as XML.
    table: String,
    /// What stands around the rows of the status table, as XML.
    around: [String; 2],
    /// Further sheets: their names and their rows, as XML.
    sheets: Vec<(String, String)>,
    /// Parts as they are, also in place of the usual ones.
    parts: Vec<(String, Vec<u8>)>,
}

impl Xlsx {
    pub(super) fn new() -> Self {
        let facts =
            [("Titel", "Bericht"), ("Dokument", "Bericht"), ("Version", "1.0"), ("Datum", "01.03.2026")];
        Self {
            facts: facts.map(|(key, value)| (key.to_owned(), value.to_owned())).into(),
            table: rows([["Schulen", "Mensa", "Der Umbau ist beauftragt."]]),
            around: [String::new(), String::new()],
            sheets: Vec::new(),
            parts: Vec::new(),
        }
    }

    /// One with this text as the Sachstand of its action.
    pub(super) fn of_status(text: &str) -> Self {
        Self::new().rows([["Schulen", "Mensa", text]])
    }

    pub(super) fn fact(mut self, key: &str, value: &str) -> Self {
        self.facts.retain(|(known, _)| known != key);
        self.facts.push((key.to_owned(), value.to_owned()));
        self
    }

    /// More facts, with keys of their own.
    pub(super) fn facts(mut self, facts: impl IntoIterator<Item = [String; 2]>) -> Self {
        self.facts.extend(facts.into_iter().map(|[key, value]| (key, value)));
        self
    }

    pub(super) fn rows<S: AsRef<str>>(mut self, all: impl IntoIterator<Item = [S; 3]>) -> Self {
        self.table = rows(all);
        self
    }

    /// The rows of the status table as XML.
    pub(super) fn table(mut self, xml: &str) -> Self {
        self.table = xml.to_owned();
        self
    }

    /// What stands before and behind the rows of the status table as XML.
    pub(super) fn around(mut self, before: &str, behind: &str) -> Self {
        self.around = [before.to_owned(), behind.to_owned()];
        self
    }

    pub(super) fn sheet<R: AsRef<[S]>, S: AsRef<str>>(
        mut self,
        name: &str,
        all: impl IntoIterator<Item = R>,
    ) -> Self {
        self.sheets.push((name.to_owned(), rows(all)));
        self
    }

    pub(super) fn part(mut self, name: &str, bytes: impl Into<Vec<u8>>) -> Self {
        self.parts.push((name.to_owned(), bytes.into()));
        self
    }

    pub(super) fn parts(self) -> Vec<(String, Vec<u8>)> {
        let head = rows([["Handlungsfeld", "Aktion", "Sachstand"]]);
        let [before, behind] = &self.around;
        let table = format!("{before}<sheetData>{head}{}</sheetData>{behind}", self.table);
        let plain = |rows: &str| format!("<sheetData>{rows}</sheetData>");
        let facts = plain(&rows(self.facts.iter().map(|(key, value)| [key, value])));
        let mut sheets = vec![("Dokument".to_owned(), facts), ("Sachstand".to_owned(), table)];
        sheets.extend(self.sheets.iter().map(|(name, rows)| (name.clone(), plain(rows))));
        let mut parts = self.parts;
        let mut part = |name: &str, text: String| {
            if !parts.iter().any(|(known, _)| known == name) {
                parts.push((name.to_owned(), text.into_bytes()));
            }
        };
        let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        let relation = |id: &str, kind: &str, target: &str| {
            format!("<Relationship Id=\"{id}\" Type=\"{office}/{kind}\" Target=\"{target}\"/>")
        };
        let relations = |inside: &str| format!("<Relationships>{inside}</Relationships>");
        part("_rels/.rels", relations(&relation("a", "officeDocument", "xl/workbook.xml")));
        let mut links = relation("strings", "sharedStrings", "sharedStrings.xml")
            + &relation("styles", "styles", "styles.xml");
        let mut list = String::new();
        for (number, (name, inside)) in sheets.iter().enumerate() {
            let number = number + 1;
            list += &format!(
                "<sheet name=\"{}\" sheetId=\"{number}\" r:id=\"s{number}\"/>",
                escaped(name).replace('\n', "&#10;").replace('\t', "&#9;")
            );
            links += &relation(&format!("s{number}"), "worksheet", &format!("worksheets/sheet{number}.xml"));
            let sheet = format!("<worksheet xmlns:r=\"{office}\">{inside}</worksheet>");
            part(&format!("xl/worksheets/sheet{number}.xml"), sheet);
        }
        let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        part(
            "xl/workbook.xml",
            format!("<workbook xmlns=\"{main}\" xmlns:r=\"{office}\"><sheets>{list}</sheets></workbook>"),
        );
        part("xl/_rels/workbook.xml.rels", relations(&links));
        part("xl/sharedStrings.xml", "<sst><si><t>Wort</t></si></sst>".to_owned());
        part("xl/styles.xml", "<styleSheet/>".to_owned());
        parts
    }

    pub(super) fn bytes(self) -> Vec<u8> {
        zipped(&self.parts())
    }
}

/// The rows of an ods.
fn ods_row(row: &[&str]) -> String {
    let cell = |text: &&str| {
        format!(
            "<table:table-cell office:value-type=\"string\"><text:p>{}</text:p></table:table-cell>",
            escaped(text)
        )
    };
    format!("<table:table-row>{}</table:table-row>", row.iter().map(cell).collect::<String>())
}

/// A workbook in the format of LibreOffice: a sound paper, with more rows in its status table and more
/// tables, as XML.
pub(super) fn ods(columns: &str, rows: &str, tables: &str) -> Vec<u8> {
    let facts = [["Titel", "Bericht"], ["Dokument", "Bericht"], ["Version", "1.0"], ["Datum", "01.03.2026"]];
    let facts: String = facts.iter().map(|row| ods_row(row)).collect();
    let head = ods_row(&["Handlungsfeld", "Aktion", "Sachstand"]);
    let row = ods_row(&["Schulen", "Mensa", "Der Umbau ist beauftragt."]);
    let content = format!(
        "<office:document-content><office:body><office:spreadsheet>\
         <table:table table:name=\"Dokument\">{facts}</table:table>\
         <table:table table:name=\"Sachstand\">{columns}{head}{row}{rows}</table:table>{tables}\
         </office:spreadsheet></office:body></office:document-content>"
    );
    ods_of(&content)
}

/// An ods with this content.
pub(super) fn ods_of(content: &str) -> Vec<u8> {
    let part = |name: &str, bytes: &str| (name.to_owned(), bytes.as_bytes().to_vec());
    zipped(&[
        part("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        part("content.xml", content),
    ])
}

/// The same bytes with every `old` exchanged by `new`, which is as long.
pub(super) fn patched(mut bytes: Vec<u8>, old: &[u8], new: &[u8]) -> Vec<u8> {
    assert_eq!(old.len(), new.len());
    let places: Vec<usize> =
        bytes.windows(old.len()).enumerate().filter(|(_, it)| *it == old).map(|(at, _)| at).collect();
    assert!(!places.is_empty(), "nothing to patch");
    for at in places {
        bytes[at..at + new.len()].copy_from_slice(new);
    }
    bytes
}
