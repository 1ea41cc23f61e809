//! Workbook → report: what sheets, columns and rows mean.
//!
//! In goes a [`Workbook`] as it was read, out comes the [`Report`] with every text knowing its
//! cell, and a finding for everything that was assumed, left out or looks wrong. The steps:
//!
//! 1. [`recognise`](mod@crate::recognise): which sheet is what, where its header is, what its columns
//!    are.
//!    `lights`: colours that mean something become words.
//!    `working`: what is for the office alone goes.
//! 2. `facts`, `lists`, `texts`, `parse`: the sheets `Dokument`, `Abkürzungen`, `Personen`, `Versionen` and
//!    `Texte`.
//! 3. `table`: the status tables, in whichever layout, into fields, actions and entries.
//! 4. `value`, `lines`, `runs`: a cell into text, lines into bullets with levels, fonts
//!    into formatting and change marks, addresses into links. What is decided there about bullets
//!    and marks is written at the head of those modules.
//! 5. `run_in_heads`: underlines that are formatting; `checks`: facts that contradict each other.
//!
//! Nothing is lost silently: what is not understood is either kept (in the details of its action,
//! in the Dokumentinformation, behind the tables) or named in a finding.
//!
//! ```
//! # use sachstand::{german::CENTURY_PIVOT, grid::Workbook, interpret::interpret, recognise::Names};
//! let empty = Workbook { file: "leer.xlsx".into(), sheets: Vec::new() };
//! let error = interpret(&empty, &Names::default(), CENTURY_PIVOT).unwrap_err();
//! assert_eq!(error.message(), "Die Arbeitsmappe enthält kein sichtbares Blatt mit Inhalt");
//! ```

mod checks;
mod facts;
mod finding;
mod lights;
mod lines;
mod lists;
mod parse;
mod run_in_heads;
mod runs;
mod table;
mod texts;
mod value;
mod working;
mod yes_no;

use crate::diag::{Error, ErrorKind, Findings, Warned, short};
use crate::grid::{Sheet, Workbook};
use crate::model::{Columns, Position, Report, Section};
use crate::recognise::{Column, Names, Nearest, SheetKind, Sheets, nearest, recognise, report_hidden_parts};
pub use crate::recognise::{ColumnUse, SheetColumns, columns};
use crate::source::{Located, Location};
use crate::text::Text;

/// Understands a workbook; two-digit years below `pivot` lie in 20xx.
///
/// # Errors
/// [`ErrorKind::Incomplete`] where no paper can be made at all: no visible sheet holds anything, or
/// none of them a status table.
pub fn interpret(workbook: &Workbook, names: &Names, pivot: u8) -> Result<Warned<Report>, Error> {
    let mut findings = Findings::default();
    let mut recognised = Findings::default();
    let sheets = recognise(workbook, names, &mut recognised);
    let in_words = lights::in_words(workbook, &sheets, &names.lights, &mut findings);
    // Words where colours were may say what a column is.
    let (workbook, sheets) = match &in_words {
        Some(workbook) => (workbook, recognise(workbook, names, &mut findings)),
        None => {
            findings.extend(recognised.with(()).findings);
            (workbook, sheets)
        }
    };
    if sheets.status().next().is_none() {
        return Err(match (sheets.hidden_tables.as_slice(), sheets.working_tables.as_slice()) {
            ([], []) => incomplete(workbook, names),
            ([], working) => working_table(workbook, working),
            (hidden, _) => hidden_table(workbook, hidden),
        });
    }
    for (table, head) in sheets.status() {
        head.report(table.sheet, &mut findings);
        report_hidden_parts(table.sheet, Some(head), &mut findings);
    }
    let shown = working::without_columns(workbook, &sheets);
    let sheets = sheets.on(&shown);
    let file = Location::file(workbook.file.clone());
    let facts = facts::read(sheets.document, &file, &sheets.keys, pivot, &mut findings);
    if let Some(sheet) = sheets.document {
        report_hidden_parts(sheet, None, &mut findings);
    }
    let mut report = Report {
        file: workbook.file.clone(),
        facts,
        columns: Columns::default(),
        fields: Vec::new(),
        sections: Vec::new(),
        abbreviations: Vec::new(),
        persons: Vec::new(),
        history: Vec::new(),
    };
    let notes = table::read(&sheets, pivot, &mut report, &mut findings);
    read_lists(&sheets, pivot, &mut report, &mut findings);
    for (paragraphs, nonpublic) in notes.into_iter().zip([false, true]) {
        let Some(first) = paragraphs.first() else { continue };
        let title = Located::new(Text::default(), first.at.clone());
        report.sections.push(Section { title, position: Position::After, paragraphs, nonpublic });
    }
    run_in_heads::unmark(&mut report, &mut findings);
    checks::check(&report, &mut findings);
    Ok(findings.with(report))
}

fn read_lists(sheets: &Sheets<'_>, pivot: u8, report: &mut Report, findings: &mut Findings) {
    for table in &sheets.tables {
        match table.kind {
            SheetKind::Texts => report.sections = texts::read(table, findings),
            SheetKind::Abbreviations => report.abbreviations = lists::abbreviations(table, findings),
            SheetKind::Persons => report.persons = lists::persons(table, findings),
            SheetKind::Versions => report.history = lists::history(table, pivot, findings),
            SheetKind::Document | SheetKind::Status => {}
        }
    }
}

/// The only tables stand on hidden sheets.
fn hidden_table(workbook: &Workbook, hidden: &[&Sheet]) -> Error {
    let names: Vec<String> = hidden.iter().map(|sheet| format!("»{}«", sheet.name)).collect();
    let message = match names.as_slice() {
        [name] => format!("Das Blatt {name} mit der Tabelle ist ausgeblendet"),
        names => format!("Die Blätter {} mit den Tabellen sind ausgeblendet", names.join(", ")),
    };
    Error::new(ErrorKind::Incomplete, message).help(UNHIDE).at(workbook.file.to_string())
}

/// The only tables stand on sheets for the office alone.
fn working_table(workbook: &Workbook, working: &[&Sheet]) -> Error {
    let names: Vec<String> = working.iter().map(|sheet| format!("»{}«", sheet.name)).collect();
    let quoted: Vec<String> = working.iter().map(|sheet| format!("{:?}", sheet.name)).collect();
    let message = match names.as_slice() {
        [name] => format!("Das Blatt {name} mit der Tabelle ist nach seinem Namen ein Arbeitsblatt"),
        names => {
            format!("Die Blätter {} mit den Tabellen sind nach ihren Namen Arbeitsblätter", names.join(", "))
        }
    };
    let help = format!(
        "Arbeitsblätter stehen in keiner Ausgabe; das Blatt umbenennen oder in sachstand.toml neben der Arbeitsmappe \
         eintragen:\n[namen.blaetter]\nsachstand = [{}]",
        quoted.join(", ")
    );
    Error::new(ErrorKind::Incomplete, message).help(help).at(workbook.file.to_string())
}

const UNHIDE: &str = "Blatt einblenden (Rechtsklick auf einen Blattreiter, »Einblenden«; steht es dort nicht, mit \
                      Alt+F11 im Fenster »Eigenschaften« den Wert »Visible« auf »-1 - xlSheetVisible« setzen); \
                      ausgeblendete Blätter werden nicht übernommen";

fn incomplete(workbook: &Workbook, names: &Names) -> Error {
    let visible = workbook.sheets.iter().filter(|sheet| !sheet.hidden && !sheet.rows.is_empty());
    let visible: Vec<String> = visible.map(|sheet| format!("»{}«", sheet.name)).collect();
    let error = match (nearest(workbook, names), visible.join(", ").as_str()) {
        (_, "") => {
            Error::new(ErrorKind::Incomplete, "Die Arbeitsmappe enthält kein sichtbares Blatt mit Inhalt")
                .help(UNHIDE)
        }
        (Some((sheet, nearest)), _) => columns_missing(sheet, &nearest),
        (None, visible) => Error::new(
            ErrorKind::Incomplete,
            "Über die Tabelle bitte eine Kopfzeile mit »Aktion« und »Sachstand« setzen: kein Blatt hat eine",
        )
        .help(format!(
            "Auch andere Spaltennamen sind möglich, wenn sie in sachstand.toml unter [namen.spalten] stehen; \
             durchsucht wurde: {visible}"
        )),
    };
    error.at(workbook.file.to_string())
}

/// A table whose header lacks columns: what was understood, what is missing, and how it is mended.
fn columns_missing(sheet: &str, Nearest { head, missing }: &Nearest) -> Error {
    let list = |items: Vec<String>| items.join(" und ");
    let wanted = list(missing.iter().map(|it| format!("»{}«", it.key)).collect());
    let known = head.cells.iter().filter_map(|cell| Some((cell, cell.key?)));
    let known = known.filter(|(_, key)| *key != Column::Other);
    let known: Vec<String> = known.map(|(cell, key)| format!("»{}« als {key}", short(&cell.label))).collect();
    let lines = missing.iter().map(|it| {
        let name = it.candidate.as_deref().unwrap_or("Überschrift der Spalte");
        format!("{} = [{name:?}]", it.key.key())
    });
    let lines: Vec<String> = lines.collect();
    let plural = if missing.len() > 1 { "Spalten" } else { "eine Spalte" };
    Error::new(
        ErrorKind::Incomplete,
        format!("In Blatt »{sheet}«, Zeile {}, bitte {plural} {wanted} nennen", head.first_row),
    )
    .help(format!(
        "Verstanden wurde: {}. Es fehlt: {wanted}. Die Überschrift in der Tabelle ändern oder in sachstand.toml \
         neben der Arbeitsmappe eintragen, welche es ist:\n[namen.spalten]\n{}",
        known.join(", "),
        lines.join("\n"),
    ))
}
