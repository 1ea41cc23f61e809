//! Workbooks that are well formed and strange: values out of range, names that mislead, structures that
//! contradict themselves.

use super::super::package::{Xlsx, cell, ods, rows};
use super::Case;
use super::Expected::{Paper, PaperWith, Refused};

const DAMAGED: super::Expected = Refused("datei-beschaedigt");

/// A row of the status table whose Sachstand is this XML of a cell.
fn status(xml: &str) -> String {
    format!("<row>{}{}{xml}</row>", cell("Schulen"), cell("Mensa"))
}

fn of_cell(name: &'static str, expected: super::Expected, xml: &'static str) -> Case {
    Case::xlsx(name, expected, move || Xlsx::new().table(&status(xml)))
}

/// A paper with more behind the cells of its status table.
fn behind(name: &'static str, expected: super::Expected, xml: &'static str) -> Case {
    Case::xlsx(name, expected, move || Xlsx::new().around("", xml))
}

const ANSI: &str = "\u{1b}[2J\u{1b}]0;Titel\u{7}";
const BIDI: &str = "Fehler\u{202e}[x]\u{2066}\u{2028}\u{85}\u{200f}";

pub(super) fn cases() -> Vec<Case> {
    vec![
        of_cell("style-negative", Paper, "<c s=\"-1\"><v>1</v></c>"),
        of_cell("style-huge", Paper, "<c s=\"4294967295\"><v>1</v></c>"),
        of_cell("style-beyond-numbers", Paper, "<c s=\"99999999999999999999\"><v>1</v></c>"),
        of_cell("string-index-huge", DAMAGED, "<c t=\"s\"><v>4294967295</v></c>"),
        of_cell("string-index-negative", DAMAGED, "<c t=\"s\"><v>-1</v></c>"),
        of_cell("number-infinite", DAMAGED, "<c><v>INF</v></c>"),
        of_cell("number-huge", Paper, "<c><v>1.7976931348623157e308</v></c>"),
        of_cell("date-before-the-calendar", DAMAGED, "<c t=\"d\"><v>0000-00-00T99:99:99</v></c>"),
        of_cell("reference-huge", DAMAGED, "<c r=\"A99999999999\"><v>1</v></c>"),
        of_cell("reference-zero", DAMAGED, "<c r=\"A0\"><v>1</v></c>"),
        of_cell("reference-no-column", DAMAGED, "<c r=\"ZZZZZZZ1\"><v>1</v></c>"),
        of_cell("kind-unknown", Paper, "<c t=\"neu\"><v>1</v></c>"),
        of_cell("spill-error", PaperWith("formelfehler"), "<c t=\"e\"><v>#SPILL!</v></c>"),
        of_cell("unknown-error", PaperWith("formelfehler"), "<c t=\"e\"><v>\u{202e}#NEU!</v></c>"),
        of_cell("formula-without-result", PaperWith("formel-nicht-berechnet"), "<c><f>A1</f></c>"),
        of_cell(
            "escaped-controls",
            Paper,
            "<c t=\"inlineStr\"><is><t>a_x0000__x001B_[2J_xD800_b_xFFFF_</t></is></c>",
        ),
        Case::xlsx("dates-out-of-range", Paper, || {
            let styles =
                "<styleSheet><cellXfs><xf numFmtId=\"14\"/><xf numFmtId=\"46\"/></cellXfs></styleSheet>";
            let cells = ["-1", "0", "60", "2958466", "1e300", "-1e300", "45000.999999999"];
            let rows: String = cells
                .iter()
                .enumerate()
                .map(|(at, value)| status(&format!("<c s=\"{}\"><v>{value}</v></c>", at % 2)))
                .collect();
            Xlsx::new().table(&rows).part("xl/styles.xml", styles)
        }),
        Case::xlsx("number-format-huge", Paper, || {
            let code = "0.0#,".repeat(20_000);
            let styles = format!(
                "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"{code}\"/></numFmts><cellXfs><xf numFmtId=\"164\"/></cellXfs></styleSheet>"
            );
            Xlsx::new().table(&status("<c s=\"0\"><v>1.5</v></c>")).part("xl/styles.xml", styles)
        }),
        Case::xlsx("cell-twice", DAMAGED, || {
            Xlsx::new().table("<row r=\"9\"><c r=\"A9\"><v>1</v></c><c r=\"A9\"><v>2</v></c></row>")
        }),
        Case::xlsx("rows-in-any-order", Paper, || {
            let row = |number: u32| {
                format!(
                    "<row r=\"{number}\"><c r=\"B{number}\"><v>{number}</v></c><c r=\"C{number}\"><v>1</v></c></row>"
                )
            };
            Xlsx::new().table(&[1_048_576, 9, 70_000, 3].map(row).concat())
        }),
        behind(
            "merged-everything",
            Refused("angaben-fehlen"),
            "<mergeCells><mergeCell ref=\"A1:XFD1048576\"/></mergeCells>",
        ),
        behind(
            "merged-in-circles",
            Paper,
            "<mergeCells><mergeCell ref=\"A5:B6\"/><mergeCell ref=\"B6:C7\"/><mergeCell ref=\"A5:C7\"/><mergeCell ref=\"A5:B6\"/></mergeCells>",
        ),
        behind(
            "merged-nonsense",
            DAMAGED,
            "<mergeCells><mergeCell ref=\"\u{1b}[2J\u{202e}:B\"/></mergeCells>",
        ),
        Case::xlsx("links-of-all-kinds", PaperWith("link-unzulaessig"), || {
            let targets = [
                "javascript:alert(1)",
                "file:///etc/passwd",
                "\\\\server\\freigabe",
                "https://a.example/\u{202e}gpj.exe",
                "mailto:a@b.example?body=\r\nx",
            ];
            let link = |(at, target): (usize, &&str)| {
                format!(
                    "<Relationship Id=\"l{at}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink\" TargetMode=\"External\" Target=\"{}\"/>",
                    super::super::package::escaped(target)
                )
            };
            let relations = format!(
                "<Relationships>{}</Relationships>",
                targets.iter().enumerate().map(link).collect::<String>()
            );
            let links: String = (0..targets.len())
                .map(|at| format!("<hyperlink ref=\"C{}\" r:id=\"l{at}\"/>", at + 2))
                .collect();
            Xlsx::new()
                .rows(
                    (0..targets.len())
                        .map(|at| ["Schulen".to_owned(), format!("Aktion {at}"), "Stand".to_owned()]),
                )
                .around("", &format!("<hyperlinks>{links}</hyperlinks>"))
                .part("xl/worksheets/_rels/sheet2.xml.rels", relations)
        }),
        Case::xlsx("external-workbooks", Paper, || {
            Xlsx::new()
                .table(&status("<c t=\"str\"><f>[1]Tabelle!A1</f><v>geholt</v></c>"))
                .part("xl/externalLinks/externalLink1.xml", "<externalLink><externalBook/></externalLink>")
        }),
        Case::xlsx("sheet-names-that-mislead", PaperWith("blatt-unbekannt"), || {
            Xlsx::new()
                .sheet(&format!("A{ANSI}"), [["x", "y"]])
                .sheet(BIDI, [["x", "y"]])
                .sheet("B\nFehler[datei-beschaedigt]: gefälscht\n  --> c", [["x", "y"]])
        }),
        Case::xlsx("sheet-name-of-100000-characters", PaperWith("blatt-unbekannt"), || {
            Xlsx::new().sheet(&"Blatt".repeat(20_000), [["x", "y"]])
        }),
        Case::xlsx("texts-that-mislead", Paper, || {
            Xlsx::new()
                .fact("Titel", &format!("Bericht {BIDI}"))
                .fact(&format!("Unbekannt {BIDI}"), &format!("Wert {BIDI}"))
                .rows([[BIDI, "31.02.2026 \u{202e}", &format!("Am 31.02.2026 {BIDI} und »offen")]])
        }),
        Case::xlsx("id-that-leads-out", Paper, || {
            Xlsx::new().fact("Dokument", "../../../tmp/x\\y:CON.\u{202e}").fact("Version", "1.0/../..")
        }),
        Case::xlsx("id-of-300-wide-characters", Paper, || Xlsx::new().fact("Dokument", &"報".repeat(300))),
        Case::xlsx("version-of-10000-digits", PaperWith("version-unlesbar"), || {
            Xlsx::new().fact("Version", &"9".repeat(10_000))
        }),
        Case::xlsx("title-of-32767-characters", Paper, || Xlsx::new().fact("Titel", &"Titel ".repeat(5_461))),
        Case::xlsx("title-of-one-long-word", Paper, || Xlsx::new().fact("Titel", &"T".repeat(5_000))),
        Case::xlsx("right-to-left", Paper, || {
            Xlsx::of_status(&"עברית \u{202e}abc\u{202c} العربية ".repeat(100))
        }),
        Case::xlsx("accents-heaped", Paper, || {
            Xlsx::of_status(&format!("a{}", "\u{301}\u{316}".repeat(5_000)))
        }),
        Case::xlsx("characters-without-glyphs", PaperWith("zeichen-fehlt"), || {
            Xlsx::of_status(&"🚒𓀀\u{f0b7}\u{e000}日\u{10fffd}".repeat(500))
        }),
        Case::xlsx("joiners-alone", Paper, || {
            Xlsx::of_status(&format!("a{}b", "\u{200d}\u{2060}\u{ad}".repeat(10_000)))
        }),
        Case::xlsx("hidden-everything", Refused("angaben-fehlen"), || {
            Xlsx::new().part("xl/workbook.xml", "<workbook xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"Sachstand\" sheetId=\"2\" state=\"veryHidden\" r:id=\"s2\"/></sheets></workbook>")
        }),
        Case::xlsx("head-alone", Paper, || Xlsx::new().table("")),
        Case::xlsx("head-a-hundred-times", Paper, || {
            Xlsx::new().table(&rows(
                (0..100).flat_map(|_| [["Handlungsfeld", "Aktion", "Sachstand"], ["Schulen", "Mensa", "x"]]),
            ))
        }),
        Case::xlsx("the-same-row-1000-times", PaperWith("eintrag-doppelt"), || {
            Xlsx::new().rows((0..1_000).map(|_| ["Schulen", "Mensa", "Der Umbau ist beauftragt."]))
        }),
        Case::new("ods-columns-without-end", "tabelle.ods", Paper, |_| {
            ods(
                "<table:table-column table:number-columns-repeated=\"2147483648\" table:visibility=\"collapse\"/>",
                "",
                "",
            )
        }),
        Case::new("ods-cells-without-end", "tabelle.ods", Refused("datei-zu-gross"), |_| {
            ods(
                "",
                "<table:table-row table:number-rows-repeated=\"2147483648\"><table:table-cell table:number-columns-repeated=\"2147483648\" office:value-type=\"string\"><text:p>x</text:p></table:table-cell></table:table-row>",
                "",
            )
        }),
        Case::new("ods-spans-without-end", "tabelle.ods", Paper, |_| {
            ods(
                "",
                "<table:table-row><table:table-cell table:number-columns-spanned=\"4294967295\" table:number-rows-spanned=\"4294967295\" office:value-type=\"string\"><text:p>x</text:p></table:table-cell></table:table-row>",
                "",
            )
        }),
        Case::new("ods-blanks-without-end", "tabelle.ods", Paper, |_| {
            ods(
                "",
                "<table:table-row><table:table-cell/><table:table-cell/><table:table-cell office:value-type=\"string\"><text:p>x<text:s text:c=\"4294967295\"/>y</text:p></table:table-cell></table:table-row>",
                "",
            )
        }),
        Case::new("ods-hidden-rows-in-300-tables", "tabelle.ods", Paper, |_| {
            let table = |number: u32| {
                format!(
                    "<table:table table:name=\"T{number}\"><table:table-row table:visibility=\"collapse\" table:number-rows-repeated=\"1048576\"><table:table-cell/></table:table-row></table:table>"
                )
            };
            ods("", "", &(0..300).map(table).collect::<String>())
        }),
    ]
}
