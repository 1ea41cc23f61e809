//! `advance`: what changes in the next version of a workbook, and that nothing else does.

mod layout;
mod outside;
mod values;

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use sachstand::advance::{AdvanceOptions, Advanced, advance};
use sachstand::diag::{Diagnostic, Error, ErrorKind};
use sachstand::grid::{Font, Value, Workbook};
use sachstand::source::CellRef;

use crate::support::root;

fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(root().join("tests/fixtures/advance").join(name)).unwrap()
}

fn advanced(bytes: &[u8], name: &str) -> (Advanced, Vec<Diagnostic>) {
    let done = advance(bytes, name, &AdvanceOptions::default()).unwrap();
    (done.value, done.findings)
}

fn refused(name: &str) -> Error {
    advance(&fixture(name), name, &AdvanceOptions::default()).unwrap_err()
}

fn workbook(bytes: &[u8]) -> Workbook {
    sachstand::read::read(bytes, "mappe.xlsx").unwrap().value
}

/// What a cell holds: struck text as `[-…-]`, underlined text as `{+…+}`.
fn shown(value: &Value) -> String {
    let Value::Text(runs) = value else { return format!("{value:?}") };
    let mut text = String::new();
    for run in runs.runs() {
        let Font { strike, underline, .. } = *run.format;
        let (start, end) = match (strike, underline) {
            (true, _) => ("[-", "-]"),
            (_, true) => ("{+", "+}"),
            _ => ("", ""),
        };
        text.push_str(&format!("{start}{}{end}", run.text.replace('\n', "⏎")));
    }
    text
}

fn cells(workbook: &Workbook) -> BTreeMap<(usize, CellRef), (String, Option<String>)> {
    let mut cells = BTreeMap::new();
    for (tab, sheet) in workbook.sheets.iter().enumerate() {
        for row in &sheet.rows {
            for cell in &row.cells {
                cells.insert((tab, cell.at), (shown(&cell.value), cell.link.clone()));
            }
        }
    }
    cells
}

/// The cells that differ, one line each, in the order of sheets, rows and columns.
fn changes(old: &[u8], new: &[u8]) -> Vec<String> {
    let (old, new) = (workbook(old), workbook(new));
    let traits = |workbook: &Workbook| -> Vec<_> {
        let sheets = workbook.sheets.iter();
        sheets.map(|sheet| (sheet.name.clone(), sheet.hidden, sheet.merged.clone())).collect()
    };
    assert_eq!(traits(&old), traits(&new));
    let (before, after) = (cells(&old), cells(&new));
    let mut all: Vec<_> = before.keys().chain(after.keys()).copied().collect();
    all.sort();
    all.dedup();
    let differ = all.into_iter().filter(|at| before.get(at) != after.get(at));
    let blank = (String::new(), None);
    differ
        .map(|(tab, at)| {
            let (one, two) =
                (before.get(&(tab, at)).unwrap_or(&blank), after.get(&(tab, at)).unwrap_or(&blank));
            format!("{}!{at} {} -> {}", old.sheets[tab].name, one.0, two.0).trim_end().to_owned()
        })
        .collect()
}

fn parts(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut parts = BTreeMap::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).unwrap();
        let mut content = Vec::new();
        file.read_to_end(&mut content).unwrap();
        parts.insert(file.name().unwrap().into_owned(), content);
    }
    parts
}

/// The names of the parts whose bytes differ; all others must be there in the same order.
fn changed_parts(old: &[u8], new: &[u8]) -> Vec<String> {
    let names = |bytes: &[u8]| -> Vec<String> {
        let archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        archive.file_names().map(|name| name.unwrap().into_owned()).collect()
    };
    assert_eq!(names(old), names(new));
    let (old, new) = (parts(old), parts(new));
    old.iter().filter(|(name, content)| new[*name] != **content).map(|(name, _)| name.clone()).collect()
}

fn codes(findings: &[Diagnostic]) -> Vec<String> {
    findings
        .iter()
        .map(|finding| format!("{} {}", finding.code.id(), finding.at.inside()).trim_end().to_owned())
        .collect()
}

/// Every change of `marks.xlsx`, and of the same workbook saved by LibreOffice and with macros.
const CHANGES: &str = "\
Dokument!B3 1.9 -> 1.10
Dokument!B4 Date(2026-04-24) ->
Dokument!B5 [-Entwurf-] Zur Beratung -> Zur Beratung
Sachstand!D4 • Die Planung [-läuft-] {+ist abgeschlossen+}.⏎[-• Der Zuschuss ist beantragt.⏎-]• Der [-erste -]\
Bau beginnt im [-Mai-]{+Juni+}.⏎{+• Der Zuschuss ist bewilligt.+} -> • Die Planung ist abgeschlossen.⏎\
• Der Bau beginnt im Juni.⏎• Der Zuschuss ist bewilligt.
Sachstand!A6 Number { value: 3.0, percent: false, shown: None } ->
Sachstand!C6 [-Fahrradstraße Nord-] ->
Sachstand!D6 [-• Die Straße ist umgewidmet.-] ->
Sachstand!E6 entfällt ->
Sachstand!F6 Number { value: 1.0, percent: true, shown: Some(\"100\\u{a0}%\") } ->
Sachstand!C7 Takt [-verdichten-]{+ verbessern+} -> Takt verbessern
Sachstand!D7 {+• Ganz neuer Eintrag+} -> • Ganz neuer Eintrag
Sachstand!D8 [-• Ganz gestrichener Eintrag-] ->
Sachstand!E10 Date(2026-03-01) ->
Texte!B2 Der Bericht [-nennt-]{+beschreibt+} den Stand. -> Der Bericht beschreibt den Stand.
Texte!A3 [-Alte Fassung-] ->
Texte!B3 [-Wird nicht mehr gebraucht.-] ->
Texte!C3 vor ->
Abkürzungen!A3 [-MIV-] ->
Abkürzungen!B3 [-motorisierter Individualverkehr-] ->
Abkürzungen!C3 M.I.V. ->
Versionen!A4  -> 1.10";

const FINDINGS: &str = "\
zeile-geleert Sachstand!C6
zeile-geleert Texte!A3
zeile-geleert Abkürzungen!A3
streichung-belassen Personen!A2
formeln-neu-berechnen
version-auch-anderswo Dokument!B8
angaben-uebernommen Dokument!B5";

#[test]
fn marks_are_carried_out_and_nothing_else_changes() {
    for name in ["marks.xlsx", "marks.lo.xlsx", "macros.xlsm"] {
        let old = fixture(name);
        let (new, findings) = advanced(&old, name);
        assert_eq!(changes(&old, &new.bytes).join("\n"), CHANGES, "{name}");
        assert_eq!(codes(&findings).join("\n"), FINDINGS, "{name}: {findings:#?}");
        assert_eq!((new.previous.to_string(), new.version.to_string()), ("1.9".into(), "1.10".into()));
        let (stem, ending) = name.rsplit_once('.').unwrap();
        assert_eq!(new.file_name, format!("{stem}_v1.10.{ending}"));
    }
}

#[test]
fn every_part_that_does_not_change_is_the_same_to_the_byte() {
    let common =
        ["xl/styles.xml", "xl/tables/table1.xml", "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"];
    let common =
        [&common[..], &["xl/worksheets/sheet3.xml", "xl/worksheets/sheet4.xml", "xl/worksheets/sheet6.xml"]]
            .concat();
    for (name, more) in [
        ("marks.xlsx", &[][..]),
        ("macros.xlsm", &[]),
        ("marks.lo.xlsx", &["xl/sharedStrings.xml", "xl/workbook.xml"]),
    ] {
        let old = fixture(name);
        let (new, _) = advanced(&old, name);
        let mut expected = [&common[..], more].concat();
        expected.sort_unstable();
        assert_eq!(changed_parts(&old, &new.bytes), expected, "{name}");
        let comment = |bytes: &[u8]| zip::ZipArchive::new(Cursor::new(bytes)).unwrap().comment().to_vec();
        assert_eq!(comment(&old), comment(&new.bytes));
        assert_eq!(new.bytes, advanced(&old, name).0.bytes, "{name} twice");
    }
}

/// In the parts that do change, only cells do: everything around the cells is compared as text.
#[test]
fn inside_a_sheet_only_cells_change() {
    let cell = regex::Regex::new(r"(?s)<c [^>]*?/>|<c [^>]*>.*?</c>").unwrap();
    for name in ["marks.xlsx", "marks.lo.xlsx"] {
        let old = fixture(name);
        let (old, new) = (parts(&old), parts(&advanced(&old, name).0.bytes));
        let frame = |part: &[u8]| cell.replace_all(&String::from_utf8_lossy(part), "<c/>").into_owned();
        for sheet in 1..=5 {
            let part = format!("xl/worksheets/sheet{sheet}.xml");
            assert_eq!(frame(&old[&part]), frame(&new[&part]), "{name} {part}");
        }
        let versions = frame(&new["xl/worksheets/sheet6.xml"]);
        assert!(versions.contains("A1:C4"), "{versions}");
        let table = String::from_utf8_lossy(&new["xl/tables/table1.xml"]).into_owned();
        assert!(table.contains("ref=\"A1:C4\"") && !table.contains("A1:C3"), "{table}");
    }
}

#[test]
fn what_must_be_refused_is_refused() {
    for (name, kind, part) in [
        ("signed.xlsx", ErrorKind::Unsupported, "digital signiert"),
        ("formula.lo.xlsx", ErrorKind::Unsupported, "Dokument!B3"),
        ("formula.xlsx", ErrorKind::Incomplete, "Version"),
        ("../read/paper.xls", ErrorKind::Unsupported, "Format xls "),
        ("../read/paper.xlsb", ErrorKind::Unsupported, "Format xlsb "),
        ("../read/paper.ods", ErrorKind::Unsupported, "Format ods "),
        ("../read/encrypted.xlsx", ErrorKind::Encrypted, "Kennwort"),
        ("../read/paper.xlsx", ErrorKind::Incomplete, "Dokument"),
        ("make.py", ErrorKind::NotAWorkbook, "Textdatei"),
    ] {
        let error = refused(name);
        assert_eq!(error.kind(), kind, "{name}: {error}");
        assert!(error.message().contains(part), "{name}: {error}");
        assert!(error.help_text().is_some() && error.file() == Some(name));
    }
}

#[test]
fn the_samples_go_on() {
    let name = "krm_sachstand_1.14.xlsx";
    let old = std::fs::read(root().join("input").join(name)).unwrap();
    let (new, findings) = advanced(&old, name);
    assert_eq!(new.file_name, "krm_sachstand_1.15.xlsx");
    assert_eq!(
        changes(&old, &new.bytes),
        ["Dokument!B4 1.14 -> 1.15", "Dokument!B5 Date(2026-04-24) ->", "Versionen!A7  -> 1.15"]
    );
    assert_eq!(changed_parts(&old, &new.bytes).len(), 3);
    assert_eq!(codes(&findings), ["angaben-uebernommen Dokument!B7"], "{findings:#?}");
    let report = |bytes: &[u8]| {
        let names = sachstand::recognise::Names::default();
        sachstand::interpret::interpret(&workbook(bytes), &names, sachstand::german::CENTURY_PIVOT)
            .unwrap()
            .value
    };
    let (old, new) = (report(&old), report(&new.bytes));
    assert_eq!((old.fields, old.sections, old.abbreviations), (new.fields, new.sections, new.abbreviations));
    assert_eq!((new.facts.date, new.history.len()), (None, old.history.len() + 1));
}

/// The package with the text of every XML part rewritten.
fn rewritten(bytes: &[u8], rewrite: impl Fn(&str, String) -> String) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts(bytes) {
        writer.start_file(&*name, zip::write::SimpleFileOptions::default()).unwrap();
        let content = match String::from_utf8(content) {
            Ok(text) => rewrite(&name, text).into_bytes(),
            Err(error) => error.into_bytes(),
        };
        std::io::Write::write_all(&mut writer, &content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// Some programs write every element with a prefix.
#[test]
fn a_prefix_before_every_element_changes_nothing() {
    let start = regex::Regex::new(r"<(/?)([a-zA-Z])").unwrap();
    let old = rewritten(&fixture("marks.xlsx"), |name, text| {
        match name.starts_with("xl/worksheets/sheet") || name == "xl/styles.xml" {
            true => start.replace_all(&text, "<${1}x:$2").replace(" xmlns=\"", " xmlns:x=\""),
            false => text,
        }
    });
    let (new, _) = advanced(&old, "marks.xlsx");
    assert_eq!(changes(&old, &new.bytes).join("\n"), CHANGES);
    for (name, content) in parts(&new.bytes) {
        let text = String::from_utf8_lossy(&content).into_owned();
        assert!(!name.starts_with("xl/worksheets/sheet") || !text.contains("<c "), "{name}");
    }
}

/// XML may put attributes in single quotes. The row above the new one has a format of its own, and
/// a relationship has another name for its namespace.
#[test]
fn attributes_in_single_quotes_are_read_like_any_others() {
    let attribute = regex::Regex::new(r#"([\w:]+) ?="([^"'<]*)""#).unwrap();
    let tag = regex::Regex::new(r"<[^?!][^>]*>").unwrap();
    let old = rewritten(&fixture("marks.xlsx"), |_, text| {
        let text = text.replace(
            "<row r=\"3\"><c r=\"A3\" s=\"17\"",
            "<row r=\"3\" s=\"17\" customFormat=\"1\"><c r=\"A3\" s=\"17\"",
        );
        let quoted = |tag: &regex::Captures<'_>| attribute.replace_all(&tag[0], "$1\n= '$2'").into_owned();
        tag.replace_all(&text, quoted).into_owned()
    });
    let (new, findings) = advanced(&old, "marks.xlsx");
    assert_eq!(changes(&old, &new.bytes).join("\n"), CHANGES);
    assert_eq!(codes(&findings).join("\n"), FINDINGS);
    let parts = parts(&new.bytes);
    let text = |name: &str| String::from_utf8_lossy(&parts[name]).into_owned();
    let versions = text("xl/worksheets/sheet6.xml");
    assert!(versions.contains(r#"<row r="4" s="17" customFormat="1">"#), "{versions}");
    assert!(text("xl/tables/table1.xml").contains(r#"ref="A1:C4""#));
}

/// The second step finds no marks any more.
#[test]
fn marks_are_gone_after_one_step() {
    for name in ["marks.xlsx", "marks.lo.xlsx"] {
        let (first, _) = advanced(&fixture(name), name);
        let (second, findings) = advanced(&first.bytes, &first.file_name);
        assert_eq!(
            changes(&first.bytes, &second.bytes),
            ["Dokument!B3 1.10 -> 1.11", "Versionen!A5  -> 1.11"],
            "{name}"
        );
        assert!(!codes(&findings).iter().any(|code| code.starts_with("zeile-geleert")), "{findings:#?}");
        let expected = ["xl/tables/table1.xml", "xl/worksheets/sheet1.xml", "xl/worksheets/sheet6.xml"];
        let changed = changed_parts(&first.bytes, &second.bytes);
        assert!(expected.iter().all(|part| changed.contains(&(*part).to_owned())));
        assert!(!changed.contains(&"xl/worksheets/sheet2.xml".to_owned()), "{changed:?}");
    }
}
