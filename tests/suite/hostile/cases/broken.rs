//! Files that are damaged, locked, or something else than their name says.

use std::io::Write as _;

use zip::CompressionMethod;
use zip::write::SimpleFileOptions;

use super::super::package::{Xlsx, cell, ods_of, patched, zipped, zipped_with};
use super::Case;
use super::Expected::{Paper, Refused};
use crate::support::root;

const DAMAGED: super::Expected = Refused("datei-beschaedigt");
const TOO_LARGE: super::Expected = Refused("datei-zu-gross");
const LOCKED: super::Expected = Refused("kennwortschutz");
const NO_WORKBOOK: super::Expected = Refused("keine-arbeitsmappe");

fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(root().join("tests/fixtures/read").join(name)).unwrap()
}

/// The first half of a file.
fn half(name: &'static str, file: &'static str, fixture_name: &'static str) -> Case {
    Case::new(name, file, DAMAGED, move |_| {
        let whole = fixture(fixture_name);
        whole[..whole.len() / 2].to_vec()
    })
}

/// A file that is something else.
fn text(name: &'static str, file: &'static str, content: &'static str) -> Case {
    Case::new(name, file, NO_WORKBOOK, move |_| content.into())
}

/// An xlsx with this part in place of the usual one.
fn part(name: &'static str, expected: super::Expected, part: &'static str, xml: String) -> Case {
    Case::xlsx(name, expected, move || Xlsx::new().part(part, xml.as_str()))
}

/// So many MB of zeros, as a part of a package.
fn zeros(part: &str, megabytes: usize) -> Vec<u8> {
    let mut parts = Xlsx::new().parts();
    parts.retain(|(name, _)| name != part);
    let mut bytes = b"<worksheet>".to_vec();
    bytes.resize(megabytes << 20, b' ');
    parts.push((part.to_owned(), bytes));
    zipped(&parts)
}

/// Many sheets that are one part of 30 MB.
fn one_part_often() -> Vec<u8> {
    let relation = |number: usize| {
        format!(
            "<Relationship Id=\"x{number}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/>"
        )
    };
    let sheet =
        |number: usize| format!("<sheet name=\"B{number}\" sheetId=\"{number}\" r:id=\"x{number}\"/>");
    let numbers = || 1..900;
    let mut padded = b"<worksheet><sheetData/>".to_vec();
    padded.resize(30 << 20, b' ');
    padded.extend(b"</worksheet>");
    Xlsx::new()
        .part("xl/_rels/workbook.xml.rels", format!("<Relationships>{}</Relationships>", numbers().map(relation).collect::<String>()))
        .part(
            "xl/workbook.xml",
            format!(
                "<workbook xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets>{}</sheets></workbook>",
                numbers().map(sheet).collect::<String>()
            ),
        )
        .part("xl/worksheets/sheet1.xml", padded)
        .bytes()
}

/// The record that says that an xls is encrypted (MS-XLS 2.4.117), behind the first one of its stream.
fn locked_xls() -> Vec<u8> {
    let mut bytes = fixture("paper.xls");
    let first = bytes.windows(4).position(|it| it == [0x09, 0x08, 0x10, 0x00]).unwrap() + 20;
    bytes[first] = 0x2F;
    bytes[first + 1] = 0;
    bytes
}

pub(super) fn cases() -> Vec<Case> {
    let bomb = "<!DOCTYPE a [<!ENTITY b \"ha\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\"><!ENTITY d \"&c;&c;&c;&c;&c;&c;\">]>\
                <sst><si><t>&d;</t></si></sst>";
    let foreign = "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/hostname\">]><sst><si><t>&b;</t></si></sst>";
    let deep = format!("<worksheet>{}{}</worksheet>", "<a>".repeat(100_000), "</a>".repeat(100_000));
    let mut cases = vec![
        text("empty", "leer.xlsx", ""),
        text("one-byte", "kurz.xls", "\u{1}"),
        text("html-named-xls", "export.xls", "<html><table><tr><td>Aktion</td></tr></table></html>"),
        text("csv-named-xlsx", "export.xlsx", "Handlungsfeld;Aktion;Sachstand\nSchulen;Mensa;fertig\n"),
        text("csv-with-bom-named-ods", "export.ods", "\u{feff}Handlungsfeld;Aktion\n"),
        text("pdf-named-xlsx", "bericht.xlsx", "%PDF-1.7\n%\u{fffd}\n1 0 obj\n"),
        text("rtf-named-xls", "bericht.xls", "{\\rtf1\\ansi Bericht}"),
        text(
            "xml-2003-named-xls",
            "alt.xls",
            "<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"/>",
        ),
        Case::new("signature-alone", "rest.xlsx", DAMAGED, |_| b"PK\x05\x06".to_vec()),
        half("half-xlsx", "halb.xlsx", "paper.xlsx"),
        half("half-xlsm", "halb.xlsm", "paper.xlsm"),
        half("half-xlsb", "halb.xlsb", "paper.xlsb"),
        half("half-ods", "halb.ods", "paper.ods"),
        Case::new("half-xls", "halb.xls", DAMAGED, |_| {
            let whole = fixture("paper.xls");
            whole[..whole.len() / 2].to_vec()
        }),
        Case::new("png-named-xlsx", "bild.xlsx", NO_WORKBOOK, |_| {
            std::fs::read(root().join("input/stadtgruen_logo.png")).unwrap()
        }),
        Case::new("zip-of-zips", "archiv.xlsx", NO_WORKBOOK, |_| {
            let inner = zipped(&[("a.zip".to_owned(), zipped(&[("b".to_owned(), vec![0; 1 << 20])]))]);
            zipped(&[("a.zip".to_owned(), inner.clone()), ("b.zip".to_owned(), inner)])
        }),
        Case::new("docx-named-xlsx", "brief.xlsx", NO_WORKBOOK, |_| {
            let relations = "<Relationships><Relationship Id=\"a\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>";
            zipped(&[
                ("_rels/.rels".to_owned(), relations.into()),
                ("word/document.xml".to_owned(), b"<document/>".to_vec()),
            ])
        }),
        Case::new("xlsx-named-xls", "bericht.xls", Paper, |_| Xlsx::new().bytes()),
        Case::new("encrypted-xlsx", "geheim.xlsx", LOCKED, |_| fixture("encrypted.xlsx")),
        Case::new("encrypted-xls", "geheim.xls", LOCKED, |_| locked_xls()),
        Case::new("encrypted-entry", "geheim.xlsx", LOCKED, |_| {
            // The flag for an encrypted entry, in the local headers and in the directory.
            let bytes = Xlsx::new().bytes();
            let flags = |mut bytes: Vec<u8>, signature: &[u8], at: usize| {
                let places: Vec<usize> = bytes
                    .windows(4)
                    .enumerate()
                    .filter(|(_, it)| *it == signature)
                    .map(|(at, _)| at)
                    .collect();
                places.into_iter().for_each(|place| bytes[place + at] |= 1);
                bytes
            };
            flags(flags(bytes, b"PK\x03\x04", 6), b"PK\x01\x02", 8)
        }),
        Case::new("unknown-compression", "fremd.xlsx", DAMAGED, |_| {
            let mut bytes = Xlsx::new().bytes();
            for (signature, at) in [(b"PK\x03\x04", 8), (b"PK\x01\x02", 10)] {
                let places: Vec<usize> = bytes
                    .windows(4)
                    .enumerate()
                    .filter(|(_, it)| it == signature)
                    .map(|(at, _)| at)
                    .collect();
                places.into_iter().for_each(|place| bytes[place + at] = 14);
            }
            bytes
        }),
        Case::new("wrong-checksums", "kaputt.xlsx", DAMAGED, |_| {
            let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
            patched(zipped_with(&Xlsx::new().parts(), stored), b"beauftragt", b"erledigt. ")
        }),
        Case::new("zip64", "gross.xlsx", Paper, |_| {
            zipped_with(&Xlsx::new().parts(), SimpleFileOptions::default().large_file(true))
        }),
        Case::new("bytes-before-the-zip", "selbst.xlsx", NO_WORKBOOK, |_| {
            [b"MZ\0\0 a program in front".to_vec(), Xlsx::new().bytes()].concat()
        }),
        Case::new("parts-twice", "doppelt.xlsx", Paper, |_| {
            let mut parts = Xlsx::new().parts();
            parts.push(("xl/worksheets/sheeta.xml".to_owned(), b"<worksheet/>".to_vec()));
            patched(zipped(&parts), b"sheeta.xml", b"sheet1.xml")
        }),
        Case::new("names-that-lead-out", "pfade.xlsx", Paper, |_| {
            let mut parts = Xlsx::new().parts();
            for name in [
                "../../../etc/passwd",
                "/etc/passwd",
                "C:\\Windows\\a.txt",
                "xl/../../b",
                "\u{1b}[2J\u{202e}",
            ] {
                parts.push((name.to_owned(), b"x".to_vec()));
            }
            zipped(&parts)
        }),
        Case::new("too-many-parts", "teile.xlsx", TOO_LARGE, |_| {
            let mut parts = Xlsx::new().parts();
            parts.extend((0..20_000).map(|number| (format!("a/{number}"), Vec::new())));
            zipped(&parts)
        }),
        Case::new("bomb-of-blanks", "bombe.xlsx", TOO_LARGE, |_| zeros("xl/worksheets/sheet2.xml", 80)),
        Case::new("bomb-in-the-relations", "bombe.xlsx", TOO_LARGE, |_| zeros("_rels/.rels", 80)),
        Case::new("one-part-for-many-sheets", "bombe.xlsx", TOO_LARGE, |_| one_part_often()),
        part("entity-bomb", DAMAGED, "xl/sharedStrings.xml", bomb.to_owned()),
        part("foreign-entity", DAMAGED, "xl/sharedStrings.xml", foreign.to_owned()),
        part("deep-nesting", DAMAGED, "xl/worksheets/sheet2.xml", deep),
        part("open-elements", DAMAGED, "xl/worksheets/sheet2.xml", "<worksheet><sheetData>".to_owned()),
        part("no-xml", DAMAGED, "xl/workbook.xml", "kein XML".to_owned()),
        part("no-sheets", DAMAGED, "xl/workbook.xml", "<workbook><sheets/></workbook>".to_owned()),
        part("no-relations", DAMAGED, "xl/_rels/workbook.xml.rels", "<Relationships/>".to_owned()),
        Case::xlsx("not-utf-8", DAMAGED, || {
            Xlsx::new().part(
                "xl/worksheets/sheet2.xml",
                &b"<worksheet><sheetData><row><c t=\"str\"><v>\xff\xfe</v></c></row></sheetData></worksheet>"
                    [..],
            )
        }),
        Case::xlsx("sheet-in-utf-16", Paper, || {
            let sheet = format!(
                "\u{feff}<?xml version=\"1.0\" encoding=\"UTF-16\"?><worksheet><sheetData><row>{}</row></sheetData></worksheet>",
                cell("Notiz")
            );
            let bytes: Vec<u8> = sheet.encode_utf16().flat_map(u16::to_le_bytes).collect();
            Xlsx::new().sheet("Notizen", [["x"]]).part("xl/worksheets/sheet3.xml", bytes)
        }),
        Case::xlsx("sheet-with-bom", Paper, || {
            Xlsx::new().part("xl/worksheets/sheet3.xml", "\u{feff}<worksheet/>").sheet("Notizen", [["x"]])
        }),
        Case::xlsx("sheet-outside-the-package", DAMAGED, || {
            Xlsx::new().part(
                "xl/_rels/workbook.xml.rels",
                "<Relationships><Relationship Id=\"s1\" TargetMode=\"External\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"file:///etc/passwd\"/></Relationships>",
            )
        }),
        Case::new("ods-cut-at-a-tag", "tabelle.ods", DAMAGED, |_| {
            ods_of(
                "<office:document-content><office:body><office:spreadsheet><table:table table:name=\"A\"><table:table-row>",
            )
        }),
        Case::new("encrypted-ods", "geheim.ods", LOCKED, |_| {
            let manifest = "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"><manifest:file-entry manifest:full-path=\"content.xml\" manifest:size=\"9\"><manifest:encryption-data/></manifest:file-entry></manifest:manifest>";
            zipped(&[
                ("mimetype".to_owned(), b"application/vnd.oasis.opendocument.spreadsheet".to_vec()),
                ("META-INF/manifest.xml".to_owned(), manifest.into()),
                ("content.xml".to_owned(), vec![7; 100]),
            ])
        }),
    ];
    // Every size in the directory of the compound file and of its sectors is a lie.
    cases.extend(
        [
            (30, "xls-sector-size", DAMAGED),
            (44, "xls-sector-count", Paper),
            (48, "xls-directory", DAMAGED),
            (68, "xls-chain", DAMAGED),
        ]
        .map(|(at, name, expected)| {
            Case::new(name, "alt.xls", expected, move |_| {
                let mut bytes = fixture("paper.xls");
                (&mut bytes[at..at + 4]).write_all(&[0xFE, 0xFF, 0xFF, 0x7F]).unwrap();
                bytes
            })
        }),
    );
    cases
}
