//! Files made to hurt: each must come back, with an error or with a grid, and soon.

use std::io::Write;

use sachstand::diag::ErrorKind;

use super::{FIXTURES, fixture, ods, package, parts, read, xlsx, xlsx_with};

fn kind(bytes: &[u8]) -> ErrorKind {
    read(bytes).unwrap_err().kind()
}

#[test]
fn a_bomb_of_zeros_is_not_inflated() {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    zip.start_file("mimetype", zip::write::SimpleFileOptions::default()).unwrap();
    zip.write_all(b"application/vnd.oasis.opendocument.spreadsheet").unwrap();
    zip.start_file("content.xml", zip::write::SimpleFileOptions::default()).unwrap();
    let zeros = vec![0; 1 << 20];
    for _ in 0..1024 {
        zip.write_all(&zeros).unwrap();
    }
    assert_eq!(kind(&zip.finish().unwrap().into_inner()), ErrorKind::TooLarge);
}

#[test]
fn entity_bombs_and_foreign_files_are_refused() {
    let bomb = "<!DOCTYPE a [<!ENTITY b \"ha\"><!ENTITY c \"&b;&b;&b;&b;\">]><sst><si><t>&c;</t></si></sst>";
    let foreign = "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/hostname\">]><sst><si><t>&b;</t></si></sst>";
    for strings in [bomb, foreign] {
        assert_eq!(
            kind(&xlsx_with("<worksheet/>", &[("xl/sharedStrings.xml", strings)])),
            ErrorKind::Damaged
        );
    }
}

#[test]
fn forged_counts_are_not_believed() {
    let strings = "<sst count=\"99999999999\" uniqueCount=\"4294967295\"><si><t>Wort</t></si></sst>";
    let sheet = "<worksheet><dimension ref=\"A1:XFD1048576\"/><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>\
        <row r=\"1048576\"><c r=\"XFD1048576\" t=\"s\"><v>0</v></c></row></sheetData></worksheet>";
    let book = read(&xlsx_with(sheet, &[("xl/sharedStrings.xml", strings)])).unwrap().value;
    assert_eq!(book.sheets[0].rows.len(), 2);
}

#[test]
fn a_string_used_often_does_not_fill_the_memory() {
    let strings = format!("<sst><si><t>{}</t></si></sst>", "x".repeat(32_000));
    let rows = "<row><c t=\"s\"><v>0</v></c></row>".repeat(190_000);
    let sheet = format!("<worksheet><sheetData>{rows}</sheetData></worksheet>");
    assert_eq!(kind(&xlsx_with(&sheet, &[("xl/sharedStrings.xml", &strings)])), ErrorKind::TooLarge);
}

#[test]
fn overlapping_regions_and_links_do_not_take_forever() {
    let rows = "<row><c><v>1</v></c></row>".repeat(100_000);
    let merged = "<mergeCell ref=\"A1:XFD1048576\"/>".repeat(100_000);
    let links = "<hyperlink ref=\"A1:XFD1048576\" r:id=\"a\"/>".repeat(100_000);
    for tail in [format!("<mergeCells>{merged}</mergeCells>"), format!("<hyperlinks>{links}</hyperlinks>")] {
        let sheet = format!("<worksheet xmlns:r=\"x\"><sheetData>{rows}</sheetData>{tail}</worksheet>");
        let relations = "<Relationships><Relationship Id=\"a\" Type=\"x\" TargetMode=\"External\" Target=\"https://a.example\"/></Relationships>";
        let bytes = xlsx_with(&sheet, &[("xl/worksheets/_rels/sheet1.xml.rels", relations)]);
        match read(&bytes) {
            Ok(book) => assert!(book.findings.len() < 100_000),
            Err(error) => assert_eq!(error.kind(), ErrorKind::TooLarge),
        }
    }
}

#[test]
fn repetition_in_an_ods_is_bounded() {
    let cell = "<table:table-cell table:number-columns-repeated=\"16384\" office:value-type=\"string\"><text:p>x</text:p></table:table-cell>";
    let rows = format!("<table:table-row table:number-rows-repeated=\"1048576\">{cell}</table:table-row>");
    assert_eq!(kind(&ods(&rows)), ErrorKind::TooLarge);
    let spaces = "<table:table-row><table:table-cell office:value-type=\"string\"><text:p>x<text:s text:c=\"4294967295\"/></text:p></table:table-cell></table:table-row>";
    assert!(read(&ods(spaces)).is_ok());
    let outside = "<table:table-row table:number-rows-repeated=\"4294967295\"/><table:table-row><table:table-cell office:value-type=\"string\"><text:p>x</text:p></table:table-cell></table:table-row>";
    assert_eq!(kind(&ods(outside)), ErrorKind::Damaged);
}

#[test]
fn nesting_has_an_end() {
    let deep = format!("{}{}", "<a>".repeat(100_000), "</a>".repeat(100_000));
    assert_eq!(kind(&xlsx_with(&format!("<worksheet>{deep}</worksheet>"), &[])), ErrorKind::Damaged);
    let spans = format!("{}x{}", "<text:span>".repeat(5_000), "</text:span>".repeat(5_000));
    let cell = format!(
        "<table:table-row><table:table-cell office:value-type=\"string\"><text:p>{spans}</text:p></table:table-cell></table:table-row>"
    );
    assert_eq!(kind(&ods(&cell)), ErrorKind::Damaged);
}

#[test]
fn an_xml_cut_anywhere_comes_back_as_an_error() {
    let whole = "<office:document-content><office:body><office:spreadsheet><table:table table:name=\"B\">\
        <table:table-row><table:table-cell office:value-type=\"string\"><text:p>a<text:s/>b</text:p></table:table-cell>\
        </table:table-row></table:table></office:spreadsheet></office:body></office:document-content>";
    let sheet = "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"str\"><f>X</f><v>a&amp;b</v></c></row></sheetData></worksheet>";
    for end in 0..whole.len() {
        let error = read(&super::ods_content(&whole[..end])).map(|_| end).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Damaged);
    }
    for end in 0..sheet.len() {
        assert_eq!(kind(&xlsx_with(&sheet[..end], &[])), ErrorKind::Damaged, "{end}");
    }
}

/// A small generator with a fixed seed: the same damage in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % below.max(1)
    }
}

#[test]
fn real_files_cut_and_scratched_come_back() {
    let mut dice = Dice(14);
    for name in FIXTURES {
        let whole = fixture(name);
        for step in 0..40 {
            let _ = read(&whole[..whole.len() * step / 40]);
        }
        for _ in 0..150 {
            let mut scratched = whole.clone();
            for _ in 0..=dice.roll(6) {
                let at = dice.roll(scratched.len());
                scratched[at] = dice.roll(256) as u8;
            }
            let _ = read(&scratched);
        }
    }
}

/// Damage inside the parts, behind the checksums of the zip.
#[test]
fn the_parts_of_real_packages_scratched_come_back() {
    let mut dice = Dice(7);
    for name in ["paper.xlsb", "paper.ods", "paper.lo.xlsx"] {
        let parts = parts(&fixture(name));
        for _ in 0..200 {
            let mut scratched = parts.clone();
            let which = dice.roll(scratched.len());
            let bytes = &mut scratched[which].1;
            for _ in 0..=dice.roll(4) {
                let at = dice.roll(bytes.len());
                if let Some(byte) = bytes.get_mut(at) {
                    *byte = [0, 0xFF, b'<', b'"', dice.roll(256) as u8][dice.roll(5)];
                }
            }
            let scratched: Vec<(&str, &[u8])> =
                scratched.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
            let _ = read(&package(&scratched));
        }
    }
}

/// The numbers of an xls that calamine would take on trust, each set to extremes.
#[test]
fn every_word_of_an_xls_may_lie() {
    let whole = fixture("paper.xls");
    for (at, lie) in (0..whole.len() - 4).step_by(2).zip([[0xFF, 0xFF], [0, 0x80], [0, 0]].iter().cycle()) {
        let mut scratched = whole.clone();
        scratched[at..at + 2].copy_from_slice(lie);
        let _ = read(&scratched);
    }
}

#[test]
fn a_sheet_with_no_cells_is_a_sheet() {
    assert!(read(&xlsx("")).unwrap().value.sheets[0].rows.is_empty());
}
