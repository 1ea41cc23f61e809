//! Persons put on the sheet `Personen`: what the new workbook says, and that nothing else changes.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use rust_xlsxwriter::{Format, FormatUnderline, Table, TableColumn, Workbook as Book};
use sachstand::advance::{Decision, Listing, list_persons, persons_table};
use sachstand::diag::{Code, Diagnostic, Error, ErrorKind, grouped};
use sachstand::document::Shown;
use sachstand::german::CENTURY_PIVOT;
use sachstand::grid::Value;
use sachstand::model::{Edition, MarkSource, Person, Report};
use sachstand::pipeline::{Order, Paper, load, publish};
use sachstand::recognise::Names;
use sachstand::settings::Settings;

use crate::support::{self, python, root, stdout, temporary, tool};

fn public(name: &str) -> Listing {
    Listing { name: name.into(), decision: Decision::Public }
}

fn role(name: &str, cases: [&str; 4]) -> Listing {
    let [nominative, rest @ ..] = cases.map(str::to_owned);
    let [genitive, dative, accusative] = rest.map(|text| (!text.is_empty()).then_some(text));
    Listing { name: name.into(), decision: Decision::Role { nominative, genitive, dative, accusative } }
}

fn both() -> [Listing; 2] {
    [
        role(
            "Petra Sommerfeld",
            ["die Amtsleitung", "der Amtsleitung", "der Amtsleitung", "die Amtsleitung"],
        ),
        public("Jo Brandt"),
    ]
}

fn list(bytes: &[u8], persons: &[Listing]) -> Result<(Vec<u8>, Vec<Diagnostic>), Error> {
    let done = list_persons(bytes, "mappe.xlsx", persons, &Names::default(), CENTURY_PIVOT)?;
    Ok((done.value, done.findings))
}

fn listed(bytes: &[u8], persons: &[Listing]) -> Vec<u8> {
    let (new, findings) = list(bytes, persons).unwrap();
    assert_eq!(new, list(bytes, persons).unwrap().0, "twice the same");
    assert!(findings.iter().all(|it| it.code == Code::FormulasStale), "{findings:#?}");
    new
}

fn report(bytes: &[u8]) -> Report {
    load(bytes, "mappe.xlsx", &Settings::default()).unwrap().report
}

/// A person in one line: name, the four cases, whether it may be named.
fn line(person: &Person) -> String {
    let role = person.replacement.as_ref();
    let case = |text: Option<&str>| text.unwrap_or("-").to_owned();
    let cases = role.map(|role| {
        let further = [&role.genitive, &role.dative, &role.accusative];
        let further = further.map(|it| case(it.as_ref().map(|it| it.value.as_str())));
        [&[role.nominative.value.clone()][..], &further].concat().join(", ")
    });
    format!("{}: {} {}", person.name.value, cases.unwrap_or_default(), person.public)
}

fn lines(bytes: &[u8]) -> Vec<String> {
    report(bytes).persons.iter().map(line).collect()
}

const BOTH: [&str; 2] = [
    "Petra Sommerfeld: die Amtsleitung, der Amtsleitung, der Amtsleitung, die Amtsleitung false",
    "Jo Brandt:  true",
];

fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let read = |index| {
        let mut file = archive.by_index(index).unwrap();
        let mut content = Vec::new();
        file.read_to_end(&mut content).unwrap();
        (file.name().unwrap().into_owned(), content)
    };
    (0..zip::ZipArchive::new(Cursor::new(bytes)).unwrap().len()).map(read).collect()
}

/// The names of the parts that changed or came; all others are the same, in the same order.
fn changed(old: &[u8], new: &[u8]) -> Vec<String> {
    let (old, new) = (parts(old), parts(new));
    let names = |parts: &[(String, Vec<u8>)]| parts.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
    assert_eq!(names(&new)[..old.len()], names(&old)[..]);
    let before: BTreeMap<_, _> = old.into_iter().collect();
    new.into_iter()
        .filter(|(name, content)| before.get(name) != Some(content))
        .map(|(name, _)| name)
        .collect()
}

fn part(bytes: &[u8], name: &str) -> String {
    String::from_utf8(parts(bytes).into_iter().find(|(it, _)| it == name).unwrap().1).unwrap()
}

/// A paper with two persons in its text and these rows on the sheet `Personen`, from its second row on.
fn book(rows: &[&[&str]]) -> Book {
    let text = "Frau Petra Sommerfeld und Herr Jo Brandt prüfen den Plan.";
    let mut book = support::book("Schulen", "1.0", &[("Neubau", text)]);
    if !rows.is_empty() {
        let sheet = book.add_worksheet().set_name("Personen").unwrap();
        let bold = Format::new().set_bold();
        for (cells, row) in rows.iter().zip(1..) {
            for (text, column) in cells.iter().zip(1..).filter(|(text, _)| !text.is_empty()) {
                sheet.write_with_format(row, column, *text, &bold).unwrap();
            }
        }
    }
    book
}

fn saved(rows: &[&[&str]]) -> Vec<u8> {
    book(rows).save_to_buffer().unwrap()
}

const OLD: &[&str] = &["Uwe Altmann", "ja", "der Leiter"];
const OLD_LINE: &str = "Uwe Altmann: der Leiter, -, -, - true";

#[test]
fn without_the_sheet_it_is_added_as_the_last_one() {
    let old = saved(&[]);
    let new = listed(&old, &both());
    assert_eq!(lines(&new), BOTH);
    let expected =
        ["[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet3.xml"];
    let mut names = changed(&old, &new);
    assert_eq!(names.pop().as_deref(), expected.last().copied());
    names.sort();
    assert_eq!(names, ["[Content_Types].xml", "xl/_rels/workbook.xml.rels", "xl/workbook.xml"]);
    let sheets = part(&new, "xl/workbook.xml");
    assert!(
        sheets.contains("name=\"Personen\" sheetId=\"3\"") && sheets.contains("</sheet></sheets>"),
        "{sheets}"
    );
    // The next ones stand below them.
    let more = listed(&new, &[public("Ada Lindner")]);
    assert_eq!(lines(&more), [BOTH[0], BOTH[1], "Ada Lindner:  true"]);
    assert_eq!(changed(&new, &more), ["xl/sharedStrings.xml", "xl/worksheets/sheet3.xml"]);
}

#[test]
fn rows_go_below_the_last_entry_and_look_like_it() {
    let head: &[&str] = &["Name", "Öffentlich", "Ersatz", "Genitiv", "Dativ", "Akkusativ"];
    let old = saved(&[head, OLD]);
    let new = listed(&old, &both());
    assert_eq!(lines(&new), [OLD_LINE, BOTH[0], BOTH[1]]);
    assert_eq!(changed(&old, &new), ["xl/worksheets/sheet3.xml", "xl/sharedStrings.xml"]);
    let sheet = part(&new, "xl/worksheets/sheet3.xml");
    let format = |cell: &str| {
        let tag = sheet.split(&format!("<c r=\"{cell}\"")).nth(1).unwrap();
        tag.split('>').next().unwrap().split("s=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
    };
    assert_eq!(format("B3"), format("B4"));
    assert!(sheet.contains("<dimension ref=\"B2:G5\"/>"), "{sheet}");
}

/// A row that was taken off the list by hand is a model all the same.
#[test]
fn a_new_row_is_not_struck_where_the_last_one_is() {
    let mut old = book(&[]);
    let sheet = old.add_worksheet().set_name("Personen").unwrap();
    let gone = Format::new().set_font_strikethrough().set_underline(FormatUnderline::Single);
    sheet.write_row(0, 0, ["Name", "Ersatz", "Öffentlich"]).unwrap();
    sheet.write_row_with_format(1, 0, ["Uwe Altmann", "der Leiter", "ja"], &gone).unwrap();
    let new = listed(&old.save_to_buffer().unwrap(), &[public("Jo Brandt")]);
    assert_eq!(lines(&new).last().unwrap(), BOTH[1]);
    let rows = sachstand::read::read(&new, "a.xlsx").unwrap().value.sheets[2].rows.clone();
    let Value::Text(name) = &rows[2].cells[0].value else { panic!("{rows:?}") };
    assert!(name.all_visible(|font| !font.strike && !font.underline), "{name:?}");
}

#[test]
fn columns_that_are_lacking_are_added_where_nothing_stands() {
    let old = saved(&[&["Name"], &["Uwe Altmann"]]);
    let new = listed(&old, &both());
    assert_eq!(lines(&new)[1..], BOTH);
    let full = saved(&[&["Name", "Ersatz"], &["Uwe Altmann", "der Leiter", "(bis 2020)"]]);
    assert_eq!(lines(&listed(&full, &[role("Jo Brandt", ["die Leitung", "", "", ""])])).len(), 2);
    let error = list(&full, &[public("Jo Brandt")]).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Incomplete);
    assert!(error.message().contains("keine Spalte »Öffentlich«"), "{error}");
    assert_eq!(error.file(), Some("mappe.xlsx"));
}

#[test]
fn a_list_without_heads_and_a_blank_sheet_are_filled() {
    let mut old = book(&[]);
    old.add_worksheet().set_name("Personen").unwrap().write_row(0, 0, ["Uwe Altmann", "der Leiter"]).unwrap();
    let old = old.save_to_buffer().unwrap();
    assert_eq!(lines(&listed(&old, &both()))[1..], BOTH);
    let mut blank = book(&[]);
    blank.add_worksheet().set_name("PERSONEN").unwrap();
    let blank = blank.save_to_buffer().unwrap();
    let new = listed(&blank, &both());
    assert_eq!(lines(&new), BOTH);
    assert_eq!(changed(&blank, &new), ["xl/worksheets/sheet3.xml", "xl/sharedStrings.xml"]);
}

#[test]
fn a_table_grows_by_the_rows() {
    for rows in [2, 3, 5] {
        let mut old = book(&[]);
        let sheet = old.add_worksheet().set_name("Personen").unwrap();
        sheet.write_row(0, 0, ["Name", "Ersatz", "Öffentlich"]).unwrap();
        sheet.write_row(1, 0, ["Uwe Altmann", "der Leiter", "ja"]).unwrap();
        let table = Table::new()
            .set_columns(&["Name", "Ersatz", "Öffentlich"].map(|name| TableColumn::new().set_header(name)));
        sheet.add_table(0, 0, rows - 1, 2, &table).unwrap();
        let old = old.save_to_buffer().unwrap();
        let new = listed(&old, &[role("Petra Sommerfeld", ["die Leitung", "", "", ""]), public("Jo Brandt")]);
        assert_eq!(lines(&new)[2], "Jo Brandt:  true");
        let table = part(&new, "xl/tables/table1.xml");
        assert_eq!(table.matches(&format!("ref=\"A1:C{}\"", rows.max(4))).count(), 2, "{table}");
        let error = list(&old, &both()).unwrap_err();
        assert!(error.message().contains("»Ersatz Genitiv«"), "{error}");
    }
}

/// What openpyxl and LibreOffice wrote: strings in the cells and shared ones, macros, objects, formulas.
#[test]
fn workbooks_of_other_programs_get_their_rows() {
    for name in ["marks.xlsx", "marks.lo.xlsx", "macros.xlsm", "epoch1904.xlsx"] {
        let old = std::fs::read(root().join("tests/fixtures/advance").join(name)).unwrap();
        let before = lines(&old);
        let new = listed(&old, &both());
        assert_eq!(lines(&new)[before.len()..], BOTH, "{name}");
        let names = changed(&old, &new);
        assert!(names.iter().all(|it| !it.contains("vba") && !it.contains("media")), "{names:?}");
    }
    for name in ["signed.xlsx", "../read/paper.ods", "../read/paper.xlsb"] {
        let old = std::fs::read(root().join("tests/fixtures/advance").join(name)).unwrap();
        let error = list(&old, &both()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Unsupported, "{name}: {error}");
        assert!(!error.help_text().unwrap().contains("fortschreib"), "{error:?}");
    }
}

/// The package with the text of every XML part rewritten.
fn rewritten(bytes: &[u8], rewrite: impl Fn(&str, String) -> String) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts(bytes) {
        writer.start_file(&*name, zip::write::SimpleFileOptions::default()).unwrap();
        let content = rewrite(&name, String::from_utf8(content).unwrap());
        std::io::Write::write_all(&mut writer, content.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[test]
fn prefixed_elements_and_hidden_sheets_stay_right() {
    let start = regex::Regex::new(r"<(/?)([a-zA-Z])").unwrap();
    let prefixed = |name: &str, text: String| match name.ends_with("core.xml") || name.ends_with("app.xml") {
        false => start.replace_all(&text, "<${1}x:$2").replace(" xmlns=\"", " xmlns:x=\""),
        true => text,
    };
    for rows in [&[][..], &[&["Name", "Ersatz", "Öffentlich", "Genitiv", "Dativ", "Akkusativ"], OLD]] {
        let mut book = book(rows);
        book.define_name("Sachstand!Bereich", "=Sachstand!$A$1:$B$2").unwrap();
        book.worksheet_from_name("Dokument").unwrap().set_selected(true);
        let sheet = book.add_worksheet().set_name("Lager").unwrap();
        sheet.write(0, 0, "x").unwrap().set_hidden(true);
        let old = rewritten(&book.save_to_buffer().unwrap(), prefixed);
        let new = listed(&old, &both());
        assert_eq!(lines(&new).iter().rev().take(2).rev().collect::<Vec<_>>(), BOTH);
        let sheets = part(&new, "xl/workbook.xml");
        assert!(!sheets.contains("<sheet "), "{sheets}");
        assert_eq!(sheets.matches("state=\"hidden\"").count(), 1, "{sheets}");
        assert!(sheets.contains("localSheetId=\"1\""), "{sheets}");
    }
}

#[test]
fn who_is_listed_is_not_listed_again() {
    let head: &[&str] = &["Name", "Öffentlich", "Ersatz"];
    let old = saved(&[head, OLD, &["Petra Sommerfeld", "", "die Kasse"]]);
    let same = [public("uwe  altmann"), role("Petra Sommerfeld", ["die Kasse", "", "", ""])];
    assert_eq!(list(&old, &same).unwrap(), (old.clone(), Vec::new()));
    let (new, findings) =
        list(&old, &[public("Petra Sommerfeld"), public("Jo Brandt"), public("Jo Brandt")]).unwrap();
    assert_eq!(lines(&new).len(), 3);
    let told: Vec<_> = findings.iter().map(|it| (it.code, it.at.inside())).collect();
    assert_eq!(told, [(Code::PersonTwice, "Personen!B4".to_owned())]);
    let kinds = [public(" \t"), role("Jo Brandt", [" ", "", "", ""]), public(&"x".repeat(40_000))];
    for listing in kinds {
        assert_eq!(list(&old, &[listing]).unwrap_err().kind(), ErrorKind::Options);
    }
}

#[test]
fn no_text_becomes_a_command_or_markup() {
    let hostile = [
        "=1+1",
        "+49 Müller",
        "-Anton",
        "@Berta",
        "<&> \"Carl\"",
        "_x0041_ Dora",
        "Emil\tErnst\r\nEich",
        "]]> Fritz",
    ];
    for rows in [&[][..], &[&["Name", "Öffentlich", "Ersatz"], OLD]] {
        let old = saved(rows);
        let persons: Vec<Listing> =
            hostile.iter().map(|name| role(name, [&format!("{name} x"), "", "", ""])).collect();
        let new = listed(&old, &persons);
        let names: Vec<String> = report(&new).persons.iter().map(|it| it.name.value.clone()).collect();
        let names = &names[names.len() - hostile.len()..];
        assert_eq!(names[..6], hostile[..6]);
        assert_eq!(names[6..], ["Emil Ernst Eich", "]]> Fritz"]);
        for (name, content) in parts(&new).iter().filter(|(name, _)| name.starts_with("xl/worksheets/")) {
            assert!(!String::from_utf8_lossy(content).contains("<f>"), "{name}");
        }
    }
    let table =
        persons_table(&[role("=1+1", ["@Leitung", "der\tLeitung", "", "\"Rat\" x"]), public("Emil\nErnst")]);
    let lines: Vec<Vec<&str>> = table.lines().map(|line| line.split('\t').collect()).collect();
    assert_eq!(
        lines,
        [
            ["Name", "Ersatz", "Ersatz Genitiv", "Ersatz Dativ", "Ersatz Akkusativ", "Öffentlich"],
            ["'=1+1", "'@Leitung", "der Leitung", "", "\"\"\"Rat\"\" x\"", "nein"],
            ["Emil Ernst", "", "", "", "", "ja"],
        ]
    );
}

/// From the finding to the finished list: the paper is not held back any more.
#[test]
fn the_persons_of_a_finding_can_be_listed() {
    let old = saved(&[]);
    let found = publish(&report(&old), None, false);
    assert_eq!(found.value.unlisted, 2);
    let found = grouped(found.findings);
    let unlisted = found.iter().find(|it| it.code == Code::PersonUnlisted).unwrap();
    let more = unlisted.more.iter().map(|place| place.subject.clone());
    let subjects: Vec<String> = std::iter::once(unlisted.subject.clone()).chain(more).flatten().collect();
    assert_eq!(subjects, ["Petra Sommerfeld", "Jo Brandt"]);
    let new = listed(&old, &[role(&subjects[0], ["die Amtsleitung", "", "", ""]), public(&subjects[1])]);
    let paper = |bytes: &[u8]| {
        let report = report(bytes);
        let order = Order {
            report: &report,
            previous: None,
            edition: Edition::Public,
            allow_unlisted: false,
            logo: None,
            source: MarkSource::Auto,
            shown: Shown::Marked,
            change_list: true,
            unread: false,
        };
        let paper = Paper::new(order, &support::TYPESETTER, &Settings::default()).unwrap().value;
        support::pdf_of(&paper).and_then(|_| paper.docx()).map(drop).map_err(|error| error.kind())
    };
    assert_eq!(paper(&old), Err(ErrorKind::Withheld));
    assert_eq!(paper(&new), Ok(()));
    let redacted = publish(&report(&new), None, false).value;
    let texts: Vec<String> =
        redacted.report.texts().iter().map(|spot| spot.words.as_str().to_owned()).collect();
    assert!(texts.iter().any(|it| it.contains("Amtsleitung") && it.contains("Jo Brandt")), "{texts:?}");
    assert!(!texts.iter().any(|it| it.contains("Sommerfeld")), "{texts:?}");
}

#[test]
fn other_programs_read_the_new_workbooks() {
    let script = "
import sys
from openpyxl import load_workbook
sheet = load_workbook(sys.argv[1], keep_vba=sys.argv[1].endswith('m'))['Personen']
rows = [[c.value for c in row if c.value is not None] for row in sheet.iter_rows(min_row=sheet.max_row - 1)]
print(rows, {c.data_type for row in sheet.iter_rows() for c in row if c.value is not None})
";
    let head: &[&str] = &["Name", "Ersatz", "Öffentlich"];
    for rows in [&[][..], &[head, &["Uwe Altmann", "der Leiter", "ja"]]] {
        let persons = [role("Petra Sommerfeld", ["die Leitung", "", "", ""]), public("=Jo & <Brandt>")];
        let (folder, path) = temporary("mappe.xlsx", &listed(&saved(rows), &persons));
        let Some(output) = python("openpyxl", &["-c", script, &path.to_string_lossy()]) else { return };
        let expected = "[['Petra Sommerfeld', 'die Leitung', 'nein'], ['=Jo & <Brandt>', 'ja']] {'s'}";
        assert_eq!(stdout(output).trim(), expected);
        let profile = format!("-env:UserInstallation=file://{}/profile", folder.path().display());
        let out = folder.path().join("out");
        let kind = "csv:Text - txt - csv (StarCalc):9,34,76,1,,0,false,true,false,false,false,3";
        let sheet = [&profile, "--headless", "--convert-to", kind, "--outdir"].map(str::to_owned);
        let sheet = sheet.into_iter().chain([out.to_string_lossy().into(), path.to_string_lossy().into()]);
        let arguments: Vec<String> = sheet.collect();
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let Some(_) = tool("soffice", &arguments) else { return };
        let text = std::fs::read_to_string(out.join("mappe-Personen.csv")).unwrap();
        assert!(text.contains("Petra Sommerfeld\tdie Leitung\t"), "{text}");
        assert!(text.contains("=Jo & <Brandt>"), "{text}");
    }
}
