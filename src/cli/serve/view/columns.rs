//! What the columns of the selected workbook were taken for, to be changed.

use maud::{Markup, html};
use sachstand::recognise::{Column, ColumnUse, SheetColumns, SheetKind};

use super::super::source::Source;
use super::super::state::{Desk, PaperState};

/// The part of the page.
pub(super) fn section(desk: &Desk) -> Markup {
    let paper = desk.selected_paper().filter(|paper| !paper.columns.is_empty());
    html! {
        section data-teil="spalten" aria-labelledby="spalten-titel" hidden[paper.is_none()] {
            h2 #spalten-titel { "Spalten" }
            @if let Some(paper) = paper {
                (unsaved(desk))
                details #spalten-alle {
                    summary { "Welche Spalte wofür gehalten wird" }
                    p .hilfe { "Ist eine Spalte falsch verstanden, wählen Sie, was sie ist. Es gilt für alle Spalten mit dieser Überschrift." }
                    @for (number, sheet) in paper.columns.iter().enumerate() { (table(paper, number, sheet)) }
                }
            }
        }
    }
}

/// Settings that were changed here: to be kept.
fn unsaved(desk: &Desk) -> Markup {
    html! {
        @if !desk.drafts.is_empty() {
            div .hinweis {
                p { "Sie haben Spalten anders gewählt. Damit das auch beim nächsten Mal gilt, muss es in der Datei »sachstand.toml« stehen, die neben der Arbeitsmappe liegt." }
                @match &desk.source {
                    Source::Folder(_) => form method="post" action="einstellungen" {
                        button #einstellungen-speichern { "In »sachstand.toml« speichern" }
                    },
                    Source::Dropped(_) => p { a #einstellungen-datei href="sachstand.toml" download { "»sachstand.toml« mitnehmen" } " und neben die Arbeitsmappe legen" },
                }
                form method="post" action="einstellungen-verwerfen" {
                    button #einstellungen-verwerfen { "Zurück zu den Einstellungen von vorher" }
                }
            }
        }
    }
}

fn table(paper: &PaperState, number: usize, sheet: &SheetColumns) -> Markup {
    let title = format!("spalten-blatt-{number}");
    html! {
        h3 id=(title) {
            "Blatt »" (sheet.sheet) "«: "
            @match sheet.kind { Some(kind) => { "gilt als " (kind) }, None => "nicht übernommen" }
        }
        @if !sheet.missing.is_empty() {
            p { "Es fehlt: " (sheet.missing.iter().map(|it| format!("»{it}«")).collect::<Vec<_>>().join(" und ")) }
        }
        div .tabelle tabindex="0" role="region" aria-labelledby=(title) {
            table {
                thead { tr { th scope="col" { "Spalte" } th scope="col" { "Überschrift" } th scope="col" { "gilt als" } th scope="col" { "weil" } } }
                tbody {
                    @for (place, column) in sheet.columns.iter().enumerate() { (row(paper, sheet, (number, place), column)) }
                }
            }
        }
    }
}

fn row(
    paper: &PaperState,
    sheet: &SheetColumns,
    (number, place): (usize, usize),
    column: &ColumnUse,
) -> Markup {
    let id = format!("spalte-{number}-{place}");
    html! {
        tr {
            td { (column.column) }
            th scope="row" { @if column.head.is_empty() { span .hilfe { "ohne Überschrift" } } @else { (column.head) } }
            td {
                @if column.head.is_empty() { (column.meaning.map_or("–", Column::german)) }
                @else { (choice(paper, sheet, &id, column)) }
            }
            td .hilfe { (column.reason) }
        }
    }
}

fn choice(paper: &PaperState, sheet: &SheetColumns, id: &str, column: &ColumnUse) -> Markup {
    html! {
        form method="post" action="spalte" data-sofort {
            input type="hidden" name="bericht" value=(paper.outcome.file);
            input type="hidden" name="ueberschrift" value=(column.head);
            label .unsichtbar for=(id) { "Spalte " (column.column) ", »" (column.head) "«, gilt als" }
            select id=(id) name="bedeutung" {
                option value="" selected[column.meaning.is_none()] {
                    @if column.meaning.is_none() { "nicht erkannt" } @else { "was das Programm selbst annimmt" }
                }
                @for meaning in choices(sheet) {
                    option value=(meaning.key()) selected[column.meaning == Some(meaning)] { (meaning.german()) }
                }
            }
            noscript { button .klein { "Übernehmen" } }
        }
    }
}

/// What a column of a sheet can be; in a sheet that was not recognised, that of a status table.
fn choices(sheet: &SheetColumns) -> Vec<Column> {
    sheet.kind.unwrap_or(SheetKind::Status).choices()
}
