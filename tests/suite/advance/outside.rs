//! Programs of others open the new workbooks: openpyxl, LibreOffice; rust_xlsxwriter wrote one.

use rust_xlsxwriter::{Format, FormatUnderline, Workbook as Book};

use super::{advanced, changes, fixture, parts, workbook};
use crate::support::{python, stdout, temporary, tool};

const FIXTURES: [&str; 4] = ["marks.xlsx", "marks.lo.xlsx", "macros.xlsm", "epoch1904.xlsx"];

#[test]
fn openpyxl_reads_layout_and_values_as_before() {
    let script = r#"
import sys
from openpyxl import load_workbook
def look(name):
    book = load_workbook(name, rich_text=True, keep_vba=name.endswith("m"))
    out = []
    for sheet in book:
        out.append((sheet.title, sheet.freeze_panes, sorted(map(str, sheet.merged_cells.ranges)), sheet.auto_filter.ref,
                    sheet.protection.sheet, sheet.print_title_rows, len(sheet._images), list(sheet.tables),
                    len(sheet.conditional_formatting), len(sheet.data_validations.dataValidation),
                    {k: v.width for k, v in sheet.column_dimensions.items()}, sheet.row_dimensions[4].height,
                    sorted((c.coordinate, c.comment.text) for r in sheet.iter_rows() for c in r if c.comment),
                    sorted((c.coordinate, c.hyperlink.target) for r in sheet.iter_rows() for c in r if c.hyperlink),
                    sorted((c.coordinate, c.value) for r in sheet.iter_rows() for c in r if c.data_type == "f"),
                    [(c.coordinate, c.border.bottom.style, c.fill.fgColor.rgb, c.font.b, c.font.name, c.number_format,
                      c.alignment.wrap_text) for r in sheet.iter_rows(max_row=sheet.max_row - (sheet.title == "Versionen"))
                     for c in r if sheet.title != "Versionen"]))
    return out, sorted(book.defined_names)
old, new = look(sys.argv[1]), look(sys.argv[2])
for one, two in zip(old[0], new[0]):
    assert one == two, (one, two)
assert old[1] == new[1]
book = load_workbook(sys.argv[2])
sheet = book["Versionen"]
last, above = sheet[sheet.max_row], sheet[sheet.max_row - 1]
assert last[0].value == book["Dokument"]["B3"].value, last[0].value
assert [c.border.left.style for c in last] == [c.border.left.style for c in above]
assert last[1].number_format == above[1].number_format and last[1].value is None
struck = [c.coordinate for name in ("Sachstand", "Texte", "Abkürzungen") if name in book for r in book[name].iter_rows()
          for c in r if c.font.strike]
assert struck == [], struck
print("ok")
"#;
    for name in FIXTURES {
        let old = fixture(name);
        let (_old_folder, old_path) = temporary(name, &old);
        let (_new_folder, new_path) = temporary(name, &advanced(&old, name).0.bytes);
        let arguments = ["-c", script, &old_path.to_string_lossy(), &new_path.to_string_lossy()];
        let Some(output) = python("openpyxl", &arguments) else { return };
        assert_eq!(stdout(output).trim(), "ok", "{name}");
    }
}

#[test]
fn libreoffice_reads_the_same_texts() {
    for name in FIXTURES {
        let new = advanced(&fixture(name), name).0.bytes;
        let (folder, path) = temporary(name, &new);
        let profile = format!("-env:UserInstallation=file://{}/profile", folder.path().display());
        let out = folder.path().join("out");
        let arguments = [
            &profile,
            "--headless",
            "--convert-to",
            "xlsx:Calc MS Excel 2007 XML",
            "--outdir",
            &out.to_string_lossy(),
            &path.to_string_lossy(),
        ];
        let Some(_) = tool("soffice", &arguments) else { return };
        let again = std::fs::read(out.join(name).with_extension("xlsx")).unwrap();
        let texts = |bytes: &[u8]| -> Vec<String> {
            let cells = super::cells(&workbook(bytes));
            let texts = cells.into_iter().map(|((tab, at), (text, _))| format!("{tab} {at} {text}"));
            // These are formulas, which LibreOffice calculates.
            texts
                .filter(|text| !["0 D1 ", "1 F11 ", "6 A3 "].iter().any(|cell| text.starts_with(cell)))
                .collect()
        };
        let (ours, theirs) = (texts(&new), texts(&again));
        assert_eq!(ours, theirs, "{name}");
    }
}

/// Shared strings, as Excel writes them: two cells have the same rich string, one of them in a sheet
/// that is not part of the paper.
#[test]
fn a_string_that_another_cell_shares_is_not_touched() {
    let struck = Format::new().set_font_strikethrough();
    let underlined = Format::new().set_underline(FormatUnderline::Double);
    let plain = Format::new();
    let mut book = Book::new();
    let sheet = book.add_worksheet().set_name("Dokument").unwrap();
    for (row, (key, value)) in
        [("Titel", "Kurz"), ("Dokument", "kurz"), ("Version", "1.0"), ("Datum", "01.02.2026")]
            .into_iter()
            .enumerate()
    {
        sheet.write(row as u32, 0, key).unwrap();
        sheet.write(row as u32, 1, value).unwrap();
    }
    let runs = [(&plain, "bis "), (&struck, "Mai"), (&plain, " "), (&underlined, "Juni")];
    let status = book.add_worksheet().set_name("Sachstand").unwrap();
    for (column, head) in ["Handlungsfeld", "Aktion", "Sachstand"].into_iter().enumerate() {
        status.write(0, column as u16, head).unwrap();
    }
    status.write(1, 0, "A").unwrap();
    status.write(1, 1, "B").unwrap();
    status.write_rich_string(1, 2, &runs).unwrap();
    status.write_with_format(2, 2, "gemeinsam", &struck).unwrap();
    status.write(3, 2, "gemeinsam").unwrap();
    let other = book.add_worksheet().set_name("Intern").unwrap();
    other.write_rich_string(0, 0, &runs).unwrap();
    other.write_with_format(1, 0, "gemeinsam", &underlined).unwrap();
    let old = book.save_to_buffer().unwrap();

    let (new, findings) = advanced(&old, "kurz.xlsx");
    assert!(findings.is_empty(), "{findings:#?}");
    assert_eq!(
        changes(&old, &new.bytes),
        [
            "Dokument!B3 1.0 -> 1.1",
            "Dokument!B4 01.02.2026 ->",
            "Sachstand!C2 bis [-Mai-] {+Juni+} -> bis Juni",
            "Sachstand!C3 [-gemeinsam-] ->",
        ]
    );
    let strings = String::from_utf8(parts(&new.bytes)["xl/sharedStrings.xml"].clone()).unwrap();
    let before = String::from_utf8(parts(&old)["xl/sharedStrings.xml"].clone()).unwrap();
    let items = |xml: &str| xml.matches("<si>").count();
    assert_eq!(items(&strings), items(&before) + 2);
    assert!(strings.contains(&format!("uniqueCount=\"{}\"", items(&strings))));
    let kept = before.split_once("<si>").unwrap().1.trim_end_matches("</sst>");
    assert!(strings.contains(kept));
}
