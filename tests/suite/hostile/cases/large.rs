//! Workbooks that are sound and far too large, each in one respect.

use super::super::package::{Xlsx, cell, ods, zipped};
use super::Case;
use super::Expected::{Paper, PaperWith, Refused};
use crate::support::root;

const TOO_LARGE: super::Expected = Refused("datei-zu-gross");

fn status(
    name: &'static str,
    expected: super::Expected,
    text: impl Fn() -> String + Send + Sync + 'static,
) -> Case {
    Case::xlsx(name, expected, move || Xlsx::of_status(&text()))
}

/// A status table of so many rows.
fn rows(
    name: &'static str,
    expected: super::Expected,
    count: usize,
    row: impl Fn(usize) -> [String; 3] + Send + Sync + 'static,
) -> Case {
    Case::xlsx(name, expected, move || Xlsx::new().rows((0..count).map(&row)))
}

/// A paper with a further sheet of so many rows of two cells.
fn sheet(
    name: &'static str,
    expected: super::Expected,
    title: &'static str,
    head: [&'static str; 2],
    count: usize,
    row: impl Fn(usize) -> [String; 2] + Send + Sync + 'static,
) -> Case {
    Case::xlsx(name, expected, move || {
        let head = head.map(str::to_owned);
        Xlsx::new().sheet(title, std::iter::once(head).chain((0..count).map(&row)))
    })
}

/// A cell of this many runs, every other one struck.
fn runs(count: usize) -> String {
    let runs: String = (0..count)
        .map(|number| match number % 2 {
            0 => "<r><t>ab </t></r>",
            _ => "<r><rPr><strike/></rPr><t>cd </t></r>",
        })
        .collect();
    format!("<row>{}{}<c t=\"inlineStr\"><is>{runs}</is></c></row>", cell("Schulen"), cell("Mensa"))
}

/// The xlsb of the fixtures with so many hidden ranges of columns (MS-XLSB 2.4.323) in its sheets.
fn xlsb_columns(count: usize) -> Vec<u8> {
    use std::io::Read as _;
    let bytes = std::fs::read(root().join("tests/fixtures/read/paper.xlsb")).unwrap();
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut record = vec![0x3C, 18];
    record.extend([0, 0, 0, 0, 0xFF, 0x3F, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0]);
    let mut parts = Vec::new();
    for index in 0..zip.len() {
        let mut file = zip.by_index(index).unwrap();
        let name = file.name().unwrap().into_owned();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        if name.contains("worksheets/sheet") && name.ends_with(".bin") {
            // Behind the record that begins the sheet.
            let rest = bytes.split_off(3);
            bytes.extend(record.repeat(count));
            bytes.extend(rest);
        }
        parts.push((name, bytes));
    }
    zipped(&parts)
}

pub(super) fn cases() -> Vec<Case> {
    let words = |count: usize| "Wort ".repeat(count);
    let of = |field: &str, number: usize| {
        [field.to_owned(), format!("Aktion {number}"), "Der Stand ist gut.".to_owned()]
    };
    vec![
        status("cell-of-1000000-letters", TOO_LARGE, || "x".repeat(1_000_000)),
        status("cell-of-1000000-letters-in-words", TOO_LARGE, move || words(200_000)),
        status("cell-of-32767-letters", PaperWith("zelle-voll"), || "x".repeat(32_767)),
        status("cell-of-32767-letters-in-words", Paper, move || words(6_500)),
        status("bullets-100000-in-a-cell", TOO_LARGE, || "- a\n".repeat(100_000)),
        status("bullets-8000-in-a-cell", Paper, || "- a\n".repeat(8_000)).large(),
        status("bullets-nested-ever-deeper", Paper, || {
            (0..250).map(|depth| format!("{}- a\n", " ".repeat(depth))).collect()
        }),
        status("lines-of-nothing", Paper, || "\n".repeat(32_000)),
        status("dates-10000-in-cells", Paper, || "31.02.2026 ".repeat(2_900)),
        status("brackets-and-quotes", Paper, || "(»[„(".repeat(6_000)),
        status("dots-and-digits", Paper, || "1.1.".repeat(8_000)),
        rows("fields-10000", TOO_LARGE, 10_000, move |number| of(&format!("Feld {number}"), number)).large(),
        rows("actions-30000-of-a-field", TOO_LARGE, 30_000, move |number| of("Schulen", number)).large(),
        // As much as there may be.
        rows("actions-4000-of-a-field", Paper, 4_000, move |number| of("Schulen", number)).large(),
        rows("fields-1000", Paper, 1_000, move |number| of(&format!("Feld {number}"), number)).large(),
        rows("actions-2500-of-a-field", Paper, 2_500, move |number| of("Schulen", number)).large(),
        rows("cells-300-of-30000-letters", TOO_LARGE, 300, move |number| {
            ["Schulen".into(), format!("Aktion {number}"), words(6_000)]
        }).large(),
        rows("entries-50000", TOO_LARGE, 100, |number| {
            let entries: String = (0..500).map(|entry| format!("01.02.2026: Eintrag {entry}\n")).collect();
            ["Schulen".into(), format!("Aktion {number}"), entries]
        }).large(),
        sheet("texts-20000", TOO_LARGE, "Texte", ["Abschnitt", "Text"], 20_000, |number| {
            [format!("Abschnitt {number}"), format!("Ein Text {number}.")]
        }).large(),
        sheet("abbreviations-4000", Paper, "Abkürzungen", ["Abkürzung", "Bedeutung"], 4_000, |number| {
            [format!("AK{number}"), format!("Amt für Kunde {number}")]
        })
        .large(),
        sheet(
            "abbreviations-60000",
            TOO_LARGE,
            "Abkürzungen",
            ["Abkürzung", "Bedeutung"],
            60_000,
            |number| [format!("AK{number}"), format!("Amt für Kunde {number}")],
        ).large(),
        sheet("persons-20000", Paper, "Personen", ["Name", "Ersatz"], 20_000, |number| {
            [format!("Ute Bn{number}mann"), "die Leitung".to_owned()]
        })
        .large(),
        sheet("versions-20000", TOO_LARGE, "Versionen", ["Version", "Bemerkung"], 20_000, |number| {
            [format!("0.{number}"), "geändert".to_owned()]
        }).large(),
        Case::xlsx("facts-20000", TOO_LARGE, || {
            Xlsx::new().facts((0..20_000).map(|number| [format!("Angabe {number}"), "Wert".to_owned()]))
        }).large(),
        Case::xlsx("runs-200000-in-a-cell", TOO_LARGE, || Xlsx::new().table(&runs(200_000))),
        Case::xlsx("runs-5000-in-a-cell", Paper, || Xlsx::new().table(&runs(5_000))),
        Case::xlsx("cells-300000", TOO_LARGE, || {
            Xlsx::new().table(&"<row><c><v>1</v></c></row>".repeat(300_000))
        }).large(),
        Case::xlsx("sheets-2000", TOO_LARGE, || {
            (0..2_000).fold(Xlsx::new(), |book, number| book.sheet(&format!("Blatt {number}"), [["x"]]))
        }),
        Case::xlsx("hidden-columns-100000-times", PaperWith("spalten-ausgeblendet"), || {
            Xlsx::new().around(
                &format!("<cols>{}</cols>", "<col min=\"1\" max=\"16384\" hidden=\"1\"/>".repeat(100_000)),
                "",
            )
        }),
        Case::new("hidden-columns-100000-times-xlsb", "tabelle.xlsb", Paper, |_| xlsb_columns(100_000)),
        Case::xlsx("merges-100000-over-all", PaperWith("zelle-verdeckt"), || {
            let merged = "<mergeCell ref=\"A5:XFD1048576\"/>".repeat(100_000);
            Xlsx::new()
                .table(&"<row><c><v>1</v></c></row>".repeat(1_000))
                .around("", &format!("<mergeCells>{merged}</mergeCells>"))
        }),
        Case::xlsx("formats-100000-over-all", Paper, || {
            let rule = "<conditionalFormatting sqref=\"A1:XFD1048576\"><cfRule type=\"cellIs\" dxfId=\"0\" operator=\"equal\"><formula>\"x\"</formula></cfRule></conditionalFormatting>";
            Xlsx::new()
                .table(&"<row><c><v>1</v></c></row>".repeat(5_000))
                .around("", &rule.repeat(100_000))
                .part("xl/styles.xml", "<styleSheet><dxfs><dxf><fill><patternFill><bgColor rgb=\"FFFF0000\"/></patternFill></fill></dxf></dxfs></styleSheet>")
        })
        .large(),
        Case::xlsx("link-of-1000000-letters", PaperWith("link-unzulaessig"), || {
            let target = format!("https://a.example/{}", "x".repeat(1_000_000));
            Xlsx::new()
                .around("", "<hyperlinks><hyperlink ref=\"C2\" r:id=\"l\"/></hyperlinks>")
                .part("xl/worksheets/_rels/sheet2.xml.rels", format!("<Relationships><Relationship Id=\"l\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink\" TargetMode=\"External\" Target=\"{target}\"/></Relationships>"))
        }),
        Case::new("ods-rows-of-1000000-letters", "tabelle.ods", TOO_LARGE, move |_| {
            let cell = format!(
                "<table:table-cell office:value-type=\"string\"><text:p>{}</text:p></table:table-cell>",
                words(200_000)
            );
            ods("", &format!("<table:table-row>{cell}{cell}{cell}</table:table-row>"), "")
        }),
        // The same paper twice with other words: the comparison has nothing to hold on to.
        Case::new("a-previous-version-of-other-words", "neu.xlsx", Paper, |folder| {
            let version = |version: &str, word: &str| {
                let rows = (0..300).map(|number| {
                    ["Schulen".to_owned(), format!("{word} {number}"), format!("{word} ").repeat(60)]
                });
                Xlsx::new().fact("Version", version).rows(rows).bytes()
            };
            std::fs::write(folder.join("alt.xlsx"), version("1.0", "alt")).unwrap();
            version("1.1", "neu")
        })
        .large(),
        Case::new("a-previous-version-with-a-rewritten-cell", "neu.xlsx", Paper, |folder| {
            let version = |version: &str, step: usize| {
                let text: String = (0..4_000).map(|number| format!("w{} ", number * step % 97)).collect();
                Xlsx::of_status(&text).fact("Version", version).bytes()
            };
            std::fs::write(folder.join("alt.xlsx"), version("1.0", 7)).unwrap();
            version("1.1", 11)
        })
        .large(),
    ]
}
