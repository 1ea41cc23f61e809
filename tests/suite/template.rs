//! Workbooks to begin with: an empty one, and one that takes over what another says.

use std::path::{Path, PathBuf};

use jiff::civil::date;
use rust_xlsxwriter::{Format, FormatUnderline, Url, Workbook};
use sachstand::advance::{AdvanceOptions, advance};
use sachstand::diag::{Code, Diagnostic, ErrorKind};
use sachstand::model::{Action, Edition, Entry, Field, Report, Section};
use sachstand::pipeline::{self, understand};
use sachstand::settings::Settings;
use sachstand::template::{TemplateOptions, empty, from_report};
use sachstand::text::Text;

use crate::heads;
use crate::support::{self, book, python, root, samples, stdout, temporary, tool};

fn report(bytes: &[u8], name: &str) -> Report {
    understand(bytes, name, &Settings::default()).unwrap().value
}

/// What a new workbook takes over from another: both reports, and what was noticed.
fn carried(bytes: &[u8], name: &str) -> (Report, Report, Vec<Diagnostic>) {
    let old = report(bytes, name);
    let made = from_report(&old, &TemplateOptions::default()).unwrap();
    (old, report(&made.value, name), made.findings)
}

/// All that the tables of a report say, without the places.
fn tables(report: &Report) -> String {
    let action = |action: &Action| {
        let title: Vec<_> = action.title.iter().map(|it| (it.kind, it.level, &it.text)).collect();
        let status: Vec<_> = action.status.iter().map(entry).collect();
        let number = action.number.as_ref().map(|it| &it.value);
        format!("  {number:?} {title:?} {}\n    {}\n", action.nonpublic, status.join("\n    "))
    };
    let field = |field: &Field| {
        let actions: String = field.actions.iter().map(action).collect();
        format!("{:?}\n{actions}", field.title.value)
    };
    report.fields.iter().map(field).collect()
}

fn entry(entry: &Entry) -> String {
    match entry {
        Entry::Paragraph(it) => format!("{:?} {} {:?}", it.kind, it.level, it.text),
        Entry::Details(it) => {
            let lines: Vec<_> = it.lines().into_iter().map(|line| line.text).collect();
            format!(
                "{} {lines:?} {:?}",
                it.level,
                it.values.iter().map(|it| it.nonpublic).collect::<Vec<_>>()
            )
        }
    }
}

fn every_sample() -> Vec<(String, Vec<u8>)> {
    let folders = ["tests/fixtures/read", "tests/fixtures/advance"];
    let fixtures = folders.iter().flat_map(|it| std::fs::read_dir(root().join(it)).unwrap());
    let files = samples().into_iter().chain(fixtures.map(|it| it.unwrap().path()));
    let mut files: Vec<PathBuf> = files.collect();
    files.sort();
    let name = |path: &Path| path.file_name().unwrap().to_string_lossy().into_owned();
    let files = files.into_iter().map(|path| (name(&path), std::fs::read(&path).unwrap()));
    files.chain(heads::workbooks()).collect()
}

/// The samples that read otherwise in some places, each with the finding that says so. Their heads mean what
/// they mean by what stands above or beside them alone: groups of heads, and columns that are two things.
const OTHERWISE: [&str; 4] = [
    "Klimaschutzteilkonzept Liegenschaften, zwei Kopfzeilen und Gruppen",
    "Notunterkünfte und Asyl: Landkreis, Unterbringungskonzept",
    "Projektcontrolling Hochbau, Ampelbericht mit Gruppenkopf",
    "Zwei Kopfzeilen, Ampel und Text je Halbjahr",
];

#[test]
fn every_sample_reads_the_same_in_the_new_workbook() {
    let mut otherwise = Vec::new();
    let mut count = 0;
    for (name, bytes) in every_sample() {
        if understand(&bytes, &name, &Settings::default()).is_err() {
            continue;
        }
        count += 1;
        let (mut old, mut new, findings) = carried(&bytes, &name);
        if findings.iter().any(|it| it.code == Code::AdvancedDiffers) {
            otherwise.push(name);
            continue;
        }
        // Heads that say what they are by their contents alone become the plain ones, with a finding.
        if findings.iter().any(|it| it.code == Code::NameAssumed) {
            old.columns = new.columns.clone();
        }
        // Notes below a table have a heading then, likewise.
        if findings.iter().any(|it| it.code == Code::SectionIncomplete) {
            [&mut old, &mut new].into_iter().for_each(|it| it.sections.iter_mut().for_each(untitled));
        }
        assert_eq!(old.facts, new.facts, "{name}");
        assert_eq!(old.sections, new.sections, "{name}");
        assert_eq!(old.abbreviations, new.abbreviations, "{name}");
        assert_eq!(old.persons, new.persons, "{name}");
        assert_eq!(old.history, new.history, "{name}");
        assert_eq!(
            (&old.columns.action, &old.columns.status),
            (&new.columns.action, &new.columns.status),
            "{name}"
        );
        assert_eq!(old.keeps_back(), new.keeps_back(), "{name}");
        assert_eq!(tables(&old), tables(&new), "{name}");
    }
    otherwise.sort();
    assert_eq!(otherwise, OTHERWISE);
    assert!(count > 400, "{count}");
}

fn untitled(section: &mut Section) {
    section.title.value = Text::default();
}

#[test]
fn an_empty_workbook_is_checked_without_a_finding_and_becomes_a_paper() {
    let bytes = fresh();
    assert_eq!(bytes, fresh(), "the same input gives the same bytes");
    let loaded = pipeline::load(&bytes, "Sachstand.xlsx", &Settings::default()).unwrap();
    assert_eq!(loaded.findings, []);
    assert!(loaded.rewrites.is_empty(), "{:?}", loaded.rewrites);
    let (_folder, path) = temporary("Sachstand.xlsx", &bytes);
    let built = support::build(&path, None, &Settings::default());
    assert_eq!(built.findings, []);
    assert_eq!(built.report.facts.edition(), Some(Edition::Internal), "in doubt not for everybody");
    let undated = report(&empty(&TemplateOptions::default()).unwrap(), "Sachstand.xlsx");
    assert_eq!(undated.facts.date, None);
}

fn fresh() -> Vec<u8> {
    empty(&TemplateOptions { date: Some(date(2026, 9, 1)), ..TemplateOptions::default() }).unwrap()
}

#[test]
fn an_empty_workbook_can_be_advanced() {
    let next = advance(&fresh(), "Sachstand_1.0.xlsx", &AdvanceOptions::default()).unwrap().value;
    assert_eq!(next.version.to_string(), "1.1");
    let next = AdvanceOptions { version: "1.10".parse().ok(), ..AdvanceOptions::default() };
    let next = advance(&fresh(), "Sachstand_1.0.xlsx", &next).unwrap().value;
    let facts = report(&next.bytes, &next.file_name).facts;
    assert_eq!(facts.version.unwrap().value.to_string(), "1.10");
}

const LOOK: &str = "import openpyxl, sys, zipfile
book = openpyxl.load_workbook(sys.argv[1])
print(' '.join(book.sheetnames))
for sheet in book:
    print(sheet.title, sheet.freeze_panes, sheet.auto_filter.ref, sheet.print_title_rows, sheet.sheet_properties.pageSetUpPr.fitToPage)
    for it in sheet.data_validations.dataValidation:
        assert it.promptTitle or it.type == 'list', it
        if it.type == 'list':
            print(' ', it.sqref, it.formula1, it.showErrorMessage)
    assert not any(cell.comment for row in sheet.iter_rows() for cell in row)
print(book['Dokument']['B4'].number_format, book['Dokument']['B4'].value, book['Dokument']['B5'].number_format)
print(book['Sachstand']['B2'].number_format, book['Versionen']['A2'].number_format, book['Versionen']['B2'].is_date)
print(book.properties.title, book.properties.creator)
rows = zipfile.ZipFile(sys.argv[1]).read('xl/worksheets/sheet2.xml').decode()
assert ' ht=\"60\"' in rows and 'customHeight' not in rows, rows
";

#[test]
fn another_program_sees_lists_frozen_heads_and_versions_as_text() {
    let (_folder, path) = temporary("neu.xlsx", &fresh());
    let Some(output) = python("openpyxl", &["-c", LOOK, path.to_str().unwrap()]) else { return };
    let seen = stdout(output);
    for line in [
        "Dokument Sachstand Texte Abkürzungen Personen Versionen",
        "Sachstand A2 A1:I4 $1:$1 True",
        "Versionen A2 None $1:$1 True",
        "  B9 \"öffentlich,nichtöffentlich\" False",
        "  E2:E2004 \"offen,in Vorbereitung,in Umsetzung,abgeschlossen,zurückgestellt,entfallen\" False",
        "  I2:I2004 \"ja,nein\" False",
        "  C2:C2003 \"vor,nach\" False",
        "  F2:F2001 \"ja,nein\" False",
        "@ 1.0 dd.mm.yyyy",
        "@ @ True",
        "Sachstandsbericht (Beispiel, bitte überschreiben) None",
    ] {
        assert!(seen.lines().any(|it| it == line), "{line}\n{seen}");
    }
}

#[test]
fn libreoffice_keeps_every_text() {
    let (folder, path) = temporary("neu.xlsx", &fresh());
    let out = folder.path().join("out");
    let profile = format!("-env:UserInstallation=file://{}", folder.path().join("profile").display());
    let [path, out_name] = [&path, &out].map(|it| it.to_str().unwrap());
    let call = [profile.as_str(), "--headless", "--convert-to", "ods", "--outdir", out_name, path];
    if tool("soffice", &call).is_none() {
        return;
    }
    let saved = std::fs::read(out.join("neu.ods")).unwrap();
    assert_eq!(tables(&report(&fresh(), "neu")), tables(&report(&saved, "neu")));
}

/// A workbook whose status cells and title are these.
fn with_statuses(statuses: &[&str]) -> Vec<u8> {
    let names: Vec<String> = (1..=statuses.len()).map(|nth| format!("Vorhaben {nth}")).collect();
    let rows: Vec<(&str, &str)> = names.iter().map(String::as_str).zip(statuses.iter().copied()).collect();
    support::workbook("b", "1.10", &rows)
}

#[test]
fn hostile_texts_stay_texts() {
    let texts =
        ["=1+1", "+49 1234", "@SUMME(A1)", "-5 Grad", "Text _x0041_ bleibt", "o. g. Stelle", "– ", "1) eins"];
    let actions = texts.map(|text| format!("{text} Vorhaben"));
    let rows: Vec<(&str, &str)> = actions.iter().map(String::as_str).zip(texts).collect();
    let bytes = support::workbook("b", "1.10", &rows);
    let (old, new, findings) = carried(&bytes, "a.xlsx");
    assert_eq!(tables(&old), tables(&new));
    assert_eq!(findings, []);
    let made = from_report(&old, &TemplateOptions::default()).unwrap().value;
    let (_folder, path) = temporary("a.xlsx", &made);
    let script = "import openpyxl, sys
for row in openpyxl.load_workbook(sys.argv[1])['Sachstand'].iter_rows():
    for cell in row:
        assert cell.data_type != 'f', cell
        if str(cell.value).startswith(('=', '+', '@', '-')): assert cell.quotePrefix, cell";
    let seen = python("openpyxl", &["-c", script, path.to_str().unwrap()]);
    seen.into_iter().for_each(|seen| drop(stdout(seen)));
}

#[test]
fn control_characters_of_a_report_harm_nothing() {
    let mut old = report(&with_statuses(&["Ein Text."]), "a.xlsx");
    let bad = "Ti\u{1}tel\u{b}\u{fffe}";
    old.facts.title.value = bad.into();
    let made = from_report(&old, &TemplateOptions::default()).unwrap();
    assert_eq!(report(&made.value, "a.xlsx").facts.title.value, "Titel");
    assert!(
        made.findings.iter().any(|it| it.code == Code::AdvancedDiffers),
        "a text that changes is a finding"
    );
}

#[test]
fn a_text_longer_than_a_cell_is_divided_and_said() {
    let words = "Sanierung und Ausbau ".repeat(2_000);
    let mut old = report(&with_statuses(&["Kurz."]), "a.xlsx");
    let action = &mut old.fields[0].actions[0];
    let Some(Entry::Paragraph(paragraph)) = action.status.first_mut() else { panic!() };
    paragraph.text = Text::plain(words.trim_end());
    let made = from_report(&old, &TemplateOptions::default()).unwrap();
    let divided: Vec<_> = made.findings.iter().filter(|it| it.code == Code::CellFull).collect();
    assert_eq!(divided.len(), 1, "{:?}", made.findings);
    let new = report(&made.value, "a.xlsx");
    let texts: Vec<String> = new.fields[0].actions[0].status.iter().map(|it| it.text().to_plain()).collect();
    assert_eq!(texts.join(" "), words.trim_end(), "no word is lost");
    assert!(texts.len() > 1);
    old.facts.title.value = "x".repeat(40_000);
    let error = from_report(&old, &TemplateOptions::default()).unwrap_err();
    assert_eq!((error.kind(), error.file()), (ErrorKind::TooLarge, Some("a.xlsx")));
}

#[test]
fn formats_marks_and_links_are_carried_over() {
    let mut book = book("b", "1.1", &[]);
    let sheet = book.worksheet_from_name("Sachstand").unwrap();
    let (plain, bold) = (Format::new(), Format::new().set_bold());
    let new = Format::new().set_underline(FormatUnderline::Single).set_italic();
    let gone = Format::new().set_font_strikethrough();
    let parts = [(&plain, "Bis "), (&gone, "Mai"), (&new, "Juni"), (&plain, " gilt "), (&bold, "<A & B>")];
    sheet.write_row(1, 0, ["Schulen", "Lüftung"]).unwrap().write_rich_string(1, 2, &parts).unwrap();
    sheet.write_row(2, 0, ["Schulen", "Dach"]).unwrap();
    sheet.write_url(2, 2, Url::new("https://stadt.example/a?b=1#c").set_text("Zum Plan")).unwrap();
    sheet.write_row(3, 0, ["Schulen", "Dach", "Mehr auf https://stadt.example/dach und im Amt."]).unwrap();
    let (old, new, findings) = carried(&book.save_to_buffer().unwrap(), "a.xlsx");
    assert_eq!(tables(&old), tables(&new));
    assert_eq!(findings, []);
    assert!(new.is_marked());
}

#[test]
fn what_is_withheld_stays_so() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("Projekte").unwrap();
    let heads = ["Projekt", "Sachstand", "Kosten", "Notiz intern", "NÖ"];
    sheet.write_row(0, 0, heads).unwrap();
    sheet
        .write_row(1, 0, ["Verkauf", "Das Angebot liegt vor.", "5 Mio. €", "Gegenseite anrufen", "x"])
        .unwrap();
    sheet.write_row(2, 0, ["Brücke", "Das Gutachten liegt vor.", "2 Mio. €", "Presse fragt", ""]).unwrap();
    let settings = Settings::parse("[namen]\nnur-nichtoeffentlich = [\"Kosten\"]\n").unwrap();
    let old = understand(&book.save_to_buffer().unwrap(), "a.xlsx", &settings).unwrap().value;
    let made =
        from_report(&old, &TemplateOptions { names: settings.names, ..TemplateOptions::default() }).unwrap();
    // Without the settings, too.
    let new = report(&made.value, "a.xlsx");
    let secret: Vec<bool> = new.fields[0].actions.iter().map(|it| it.nonpublic).collect();
    assert_eq!(secret, [true, false]);
    let details = new.fields[0].actions.iter().flat_map(|it| &it.status).filter_map(|entry| match entry {
        Entry::Details(details) => Some(details.values.clone()),
        Entry::Paragraph(_) => None,
    });
    let details: Vec<_> = details.flatten().collect();
    assert!(details.len() == 2 && details.iter().all(|it| it.nonpublic), "{details:?}");
    let heads: Vec<_> = new.columns.withheld.iter().map(|it| it.head.value.as_str()).collect();
    assert_eq!(heads, ["Kosten (nichtöffentlich)", "Notiz intern"]);
    let codes: Vec<_> = made.findings.iter().map(|it| it.code).collect();
    assert!(codes.contains(&Code::WorkingColumn) && codes.contains(&Code::NonpublicColumn), "{codes:?}");
    assert!(!format!("{new:?}").contains("Gegenseite"));
}
