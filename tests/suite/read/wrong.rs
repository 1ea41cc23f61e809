//! Files that are no workbook, or one that cannot be opened: what the user is told, in full.

use super::{fixture, ods_content, package, read, told, xlsx, xlsx_with};

const SAVE: &str = "In Excel als Excel-Arbeitsmappe (.xlsx) speichern und diese Datei verwenden";
const REPAIR: &str = "In Excel mit Datei › Öffnen › Öffnen und Reparieren öffnen und neu speichern";
const SHRINK: &str = "Nicht benötigte Blätter, Zeilen und Spalten löschen und die Arbeitsmappe neu speichern";

#[test]
fn other_files_are_called_by_their_name() {
    let rels = |target: &str| {
        format!(
            r#"<Relationships><Relationship Id="a" Type="x/officeDocument" Target="{target}"/></Relationships>"#
        )
    };
    let office = |target: &str| package(&[("_rels/.rels", rels(target).as_bytes())]);
    for (bytes, what) in [
        (b"%PDF-1.7\n%\xE2\xE3".to_vec(), "eine PDF-Datei"),
        (br"{\rtf1 Text}".to_vec(), "ein RTF-Dokument"),
        (b"Nr;Aktion\r\n1;Br\xFCcke\r\n".to_vec(), "eine Textdatei (CSV)"),
        ("\u{FEFF}Nr\tAktion".as_bytes().to_vec(), "eine Textdatei (CSV)"),
        (b"\xFF\xFEN\0r\0;\0".to_vec(), "eine Textdatei (CSV)"),
        (
            b"\xEF\xBB\xBF\n<HTML><table><tr>".to_vec(),
            "eine Webseite (HTML) mit dem Namen einer Arbeitsmappe",
        ),
        (b"MIME-Version: 1.0\n".to_vec(), "eine Webseite (MHTML) mit dem Namen einer Arbeitsmappe"),
        (
            b"<?xml version='1.0'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'/>".to_vec(),
            "eine XML-Kalkulationstabelle 2003",
        ),
        (
            b"<?xml?><office:document xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0'>"
                .to_vec(),
            "eine unverpackte OpenDocument-Datei (fods)",
        ),
        (b"<?xml version='1.0'?><a/>".to_vec(), "eine XML-Datei"),
        (b"\x09\x04\x06\0\0\0\x10\0".to_vec(), "eine Tabelle aus Excel 4 oder älter"),
        (office("word/document.xml"), "ein Word-Dokument"),
        (office("ppt/presentation.xml"), "eine PowerPoint-Präsentation"),
        (package(&[("mimetype", b"application/vnd.oasis.opendocument.text")]), "ein Textdokument (ODT)"),
        (package(&[("Index/Document.iwa", b"x")]), "ein Apple-Dokument (Numbers oder Pages)"),
        (package(&[("bild.png", b"x")]), "ein ZIP-Archiv"),
    ] {
        let expected = format!(
            "[keine-arbeitsmappe] arbeit.xlsx: Die Datei ist {what}, keine lesbare Arbeitsmappe\n{SAVE}"
        );
        assert_eq!(told(&bytes), expected);
    }
    assert_eq!(
        told(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
        format!(
            "[keine-arbeitsmappe] arbeit.xlsx: Die Datei ist keine Arbeitsmappe (xlsx, xlsm, xlsb, xls, ods)\n{SAVE}"
        )
    );
    assert_eq!(
        told(b""),
        "[keine-arbeitsmappe] arbeit.xlsx: Die Datei ist leer\n\
         Prüfen, ob die Arbeitsmappe vollständig kopiert oder heruntergeladen wurde"
    );
}

#[test]
fn encrypted_workbooks_ask_for_their_password_to_be_removed() {
    let expected = "[kennwortschutz] arbeit.xlsx: Die Arbeitsmappe ist mit einem Kennwort verschlüsselt\n\
        In Excel unter Datei › Informationen › Arbeitsmappe schützen das Kennwort entfernen und neu speichern";
    assert_eq!(told(&fixture("encrypted.xlsx")), expected);

    let mime: (&str, &[u8]) = ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet");
    let manifest = b"<manifest:manifest><manifest:file-entry manifest:full-path=\"content.xml\">\
        <manifest:encryption-data/></manifest:file-entry></manifest:manifest>";
    assert_eq!(
        told(&package(&[mime, ("META-INF/manifest.xml", manifest), ("content.xml", b"\x8F")])),
        expected
    );
    assert_eq!(told(&package(&[mime, ("encrypted-package", b"\x8F")])), expected);

    // FilePass (MS-XLS 2.4.117) is the record behind BOF.
    let mut xls = fixture("paper.xls");
    let begin = xls.windows(8).position(|bytes| bytes == b"\x09\x08\x10\0\0\x06\x05\0").unwrap();
    xls[begin + 20..begin + 22].copy_from_slice(&[0x2F, 0]);
    assert_eq!(told(&xls), expected);
}

#[test]
fn damage_is_named_with_its_place() {
    let damaged = |what: &str| {
        format!("[datei-beschaedigt] arbeit.xlsx: Die Arbeitsmappe ist beschädigt: {what}\n{REPAIR}")
    };
    for (bytes, what) in [
        (fixture("paper.xlsx")[..3000].to_vec(), "Das ZIP-Archiv ist unvollständig"),
        (fixture("paper.xls")[..3000].to_vec(), "Das Verzeichnis der Datei ist unvollständig"),
        (xlsx("<row><c><v>1</v></c>"), "Der Teil »xl/worksheets/sheet1.xml« enthält fehlerhaftes XML"),
        (xlsx_with("<worksheet><sheetData>", &[]), "Der Teil »xl/worksheets/sheet1.xml« ist unvollständig"),
        (
            xlsx_with("<worksheet/><worksheet/>", &[]),
            "Der Teil »xl/worksheets/sheet1.xml« enthält fehlerhaftes XML",
        ),
        (xlsx_with("", &[]), "Der Teil »xl/worksheets/sheet1.xml« ist unvollständig"),
        (
            xlsx("<row><c><v>viel</v></c></row>"),
            "Der Teil »xl/worksheets/sheet1.xml« hat in der Zelle A1 einen ungültigen Wert »viel«",
        ),
        (
            xlsx("<row><c t=\"s\"><v>7</v></c></row>"),
            "Der Teil »xl/worksheets/sheet1.xml« hat in der Zelle A1 einen ungültigen Wert »7«",
        ),
        (
            xlsx("<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"A1\"><v>2</v></c></row>"),
            "Die Zelle A1 kommt mehrfach vor",
        ),
        (
            xlsx("<row r=\"1\"><c r=\"A99999999999\"><v>1</v></c></row>"),
            "Der Teil »xl/worksheets/sheet1.xml« nennt eine ungültige Zelle »A99999999999«",
        ),
        (
            xlsx("<row r=\"1\"><c r=\"A2\"><v>1</v></c></row>"),
            "Der Teil »xl/worksheets/sheet1.xml« nennt eine ungültige Zelle »A2«",
        ),
        (xlsx("<row r=\"0\"/>"), "Der Teil »xl/worksheets/sheet1.xml« nennt eine ungültige Zeile"),
        (
            xlsx_with("<worksheet><mergeCells><mergeCell ref=\"B2:A1\"/></mergeCells></worksheet>", &[]),
            "Der Teil »xl/worksheets/sheet1.xml« nennt einen ungültigen Zellbereich »B2:A1«",
        ),
        (
            xlsx_with("<!DOCTYPE x [<!ENTITY a \"b\">]><worksheet/>", &[]),
            "Der Teil »xl/worksheets/sheet1.xml« enthält eine Dokumenttyp-Deklaration (DTD), die keine Arbeitsmappe braucht",
        ),
        (
            xlsx_with("<worksheet>&a;</worksheet>", &[]),
            "Der Teil »xl/worksheets/sheet1.xml« enthält fehlerhaftes XML",
        ),
        (xlsx_with("<worksheet/>", &[("xl/workbook.xml", "<workbook/>")]), "Sie hat kein Blatt mit Zellen"),
        (package(&[("[Content_Types].xml", b"<Types/>")]), "Der Teil »_rels/.rels« fehlt"),
        (
            package(&[("mimetype", b"application/vnd.oasis.opendocument.spreadsheet")]),
            "Der Teil »content.xml« fehlt",
        ),
        (ods_content("<office:document-content><office:body>"), "Der Teil »content.xml« ist unvollständig"),
    ] {
        assert_eq!(told(&bytes), damaged(what));
    }
}

#[test]
fn limits_are_named_with_what_to_do() {
    let large =
        |what: &str| format!("[datei-zu-gross] arbeit.xlsx: Die Arbeitsmappe ist zu groß: {what}\n{SHRINK}");
    let cells = "<row><c><v>1</v></c></row>".repeat(200_001);
    assert_eq!(told(&xlsx(&cells)), large("Sie hat mehr als 200.000 ausgefüllte Zellen"));
    assert_eq!(
        told(&xlsx(&" ".repeat(65 << 20))),
        large("Der Teil »xl/worksheets/sheet1.xml« hat entpackt mehr als 64 MB")
    );
    let entries: Vec<String> = (0..10_001).map(|index| index.to_string()).collect();
    let entries: Vec<(&str, &[u8])> = entries.iter().map(|name| (name.as_str(), &b""[..])).collect();
    assert_eq!(told(&package(&entries)), large("Sie hat mehr als 10.000 Bestandteile"));
}

#[test]
fn every_error_keeps_its_cause_for_the_technician() {
    let error = read(&fixture("paper.xlsx")[..3000]).unwrap_err();
    assert!(std::error::Error::source(&error).is_some());
}
