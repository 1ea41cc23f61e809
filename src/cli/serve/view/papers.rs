//! The papers: how each stands, and its files to take along.

use maud::{Markup, html};
use sachstand::diag::{Error, ErrorKind};
use sachstand::model::{Edition, MarkOrigin};
use sachstand::office::{Format, Made};

use super::super::super::config::SETTINGS;
use super::super::super::summary::{failures, plural};
use super::super::source::can_be_changed;
use super::super::state::{Desk, PaperState};
use super::super::ways;
use super::help;

/// The part of the page.
pub(super) fn section(desk: &Desk) -> Markup {
    html! {
        section data-teil="berichte" aria-labelledby="berichte-titel" hidden[desk.papers.is_empty()] {
            h2 #berichte-titel { @if desk.papers.len() > 1 { "Berichte" } @else { "Bericht" } }
            @if desk.papers.len() > 1 { (list(desk)) }
            @if let Some(paper) = desk.selected_paper() { (files(desk, paper)) }
        }
    }
}

/// »KRM_Sachstand 1.14«, or the name of a workbook that could not be read.
pub(super) fn name(paper: &PaperState) -> String {
    match &paper.outcome.identity {
        Some(identity) => match identity.number() {
            Some(version) => format!("{} {version}", identity.id.value),
            None => identity.id.value.clone(),
        },
        None => paper.outcome.file.clone(),
    }
}

fn list(desk: &Desk) -> Markup {
    html! {
        div .tabelle tabindex="0" role="region" aria-label="Liste der Berichte" {
            table {
                thead { tr { th scope="col" { "Bericht" } th scope="col" { "Fehler" } th scope="col" { "Warnungen" } th scope="col" { "Stand" } } }
                tbody {
                    @for (number, paper) in desk.papers.iter().enumerate() {
                        @let (errors, warnings) = paper.counts();
                        @let chosen = desk.selected.as_ref() == Some(&paper.outcome.file);
                        tr .gewaehlt[chosen] {
                            th scope="row" {
                                form method="post" action="zeigen" {
                                    input type="hidden" name="bericht" value=(paper.outcome.file);
                                    button #{"zeigen-" (number)} .verweis aria-current=[chosen.then_some("true")]
                                        title=(paper.outcome.file) { (name(paper)) }
                                }
                            }
                            td { (errors) }
                            td { (warnings) }
                            td { (state(paper)) }
                        }
                    }
                }
            }
        }
    }
}

fn state(paper: &PaperState) -> &'static str {
    let made = |made: &Made| made.written.is_ok();
    match &paper.outcome.made {
        _ if paper.stale => "wird erstellt",
        Err(_) => "nicht erstellt",
        Ok(editions) if editions.is_empty() => "Kopie",
        Ok(editions) if editions.iter().all(made) => "fertig",
        Ok(editions) if editions.iter().any(made) => "zum Teil fertig",
        Ok(_) => "zurückgehalten",
    }
}

/// The files of the selected paper, or why there are none.
fn files(desk: &Desk, paper: &PaperState) -> Markup {
    html! {
        h3 { (name(paper)) }
        @for made in paper.outcome.editions() { (edition(desk, paper, made)) }
        @for error in failures(&paper.outcome) {
            div .fehler {
                p { strong { @if error.kind() == ErrorKind::Withheld { "Zurückgehalten: " } @else { "Fehler: " } } (place(error)) (error.message()) }
                @if let Some(help) = help::of_error(error) { p .hilfe { (help) } }
            }
        }
        @if paper.outcome.editions().any(|made| made.written.is_ok()) {
            p {
                @match paper.outcome.rewrites.len() {
                    0 => "Nichts war zu vereinheitlichen.",
                    count => a #vereinheitlichungen href={"vereinheitlichungen.xlsx?" (ways::query(&[("bericht", &paper.outcome.file)]))} download {
                        (plural(count, "Vereinheitlichung", "Vereinheitlichungen")) " als Liste für Excel"
                    }
                }
            }
        }
    }
}

fn edition(desk: &Desk, paper: &PaperState, made: &Made) -> Markup {
    let workbook = &paper.outcome.file;
    let word = made.edition.german();
    let ready: Vec<(Format, String, usize)> = Format::ALL
        .iter()
        .filter_map(|format| {
            let (file, bytes) = desk.file(workbook, made.edition, *format)?;
            Some((*format, file, bytes.len()))
        })
        .collect();
    html! {
        @if made.written.is_ok() {
            p {
                strong { "Ausgabe " (word) } ": " (compared(made))
            }
            ul .dateien {
                @for (format, file, bytes) in &ready {
                    @let address = ways::query(&[("bericht", workbook), ("ausgabe", ways::edition(made.edition)), ("art", format.ending())]);
                    li {
                        a #{"datei-" (ways::edition(made.edition)) "-" (format.ending())} href={"datei?" (address)} download=(file) {
                            @match format { Format::Docx => "Word-Datei mitnehmen", Format::Pdf => "PDF-Datei mitnehmen" }
                            span .unsichtbar { ", " (word) }
                        }
                        span .hilfe { (file) ", " (bytes.div_ceil(1000)) " kB" }
                    }
                }
            }
        }
    }
}

/// The file that an error is about, where it is not the workbook: »sachstand.toml, Zeile 3«.
pub(super) fn place(error: &Error) -> String {
    let file = error.file().filter(|file| file.ends_with(SETTINGS));
    file.map_or_else(String::new, |file| format!("»{file}«, "))
}

/// »gegenüber Version 1.13: 54 Änderungen«
fn compared(made: &Made) -> String {
    let Some(compared) = &made.compared else { return "fertig".into() };
    let Some(changes) = compared.changes else { return "ohne Kennzeichnung der Änderungen".into() };
    let changes = plural(changes, "Änderung", "Änderungen");
    match &compared.marks {
        MarkOrigin::None => "eine erste Fassung".into(),
        MarkOrigin::Missing => "ohne Vergleich mit einer früheren Fassung".into(),
        MarkOrigin::ByHand => format!("mit den Kennzeichnungen aus den Zellen, {changes}"),
        MarkOrigin::Against { version: Some(version), .. } => {
            format!("gegenüber Version {version}, {changes}")
        }
        MarkOrigin::Against { version: None, .. } => {
            format!("gegenüber {}, {changes}", compared.previous.as_deref().unwrap_or_default())
        }
    }
}

/// Workbooks that can be made of this one.
pub(super) fn next(desk: &Desk) -> Markup {
    let paper = desk.selected_paper().filter(|paper| paper.outcome.identity.is_some());
    html! {
        section data-teil="naechste" aria-labelledby="naechste-titel" hidden[paper.is_none()] {
            h2 #naechste-titel { "Weiter mit der Arbeitsmappe" }
            @if let Some(paper) = paper {
                @if can_be_changed(&paper.outcome.file) { (next_version(paper)) }
                form method="post" action="muster" {
                    input type="hidden" name="bericht" value=(paper.outcome.file);
                    h3 { "Ins Muster übertragen" }
                    p .hilfe { "Legt eine neue Arbeitsmappe im Muster des Programms an, mit allem, was diese sagt." }
                    button #muster-anlegen { "Ins Muster übertragen" }
                }
                @if let Some(made) = desk.made.as_ref().filter(|made| made.of == paper.outcome.file) {
                    p { a #angelegt href="angelegt" download=(made.name) { "»" (made.name) "« mitnehmen" } }
                }
            }
        }
    }
}

fn next_version(paper: &PaperState) -> Markup {
    html! {
        form method="post" action="naechste" {
            input type="hidden" name="bericht" value=(paper.outcome.file);
            h3 { "Nach der Sitzung: die nächste Version" }
            p .hilfe {
                "Legt die Arbeitsmappe der nächsten Version an: Durchgestrichenes ist gelöscht, Unterstreichungen sind "
                "aufgehoben. Ihre Arbeitsmappe bleibt, wie sie ist."
            }
            p .zeile {
                span .feld {
                    label for="naechste-version" { "Version (sonst die nächste)" }
                    input #naechste-version type="text" name="version" size="8" inputmode="decimal" autocomplete="off";
                }
                span .feld {
                    label for="naechste-datum" { "Datum, TT.MM.JJJJ (sonst leer)" }
                    input #naechste-datum type="text" name="datum" size="12" autocomplete="off";
                }
                button #naechste-anlegen { "Nächste Version anlegen" }
            }
        }
    }
}

/// Both editions, where a paper has them: which is shown.
pub(super) fn editions(paper: &PaperState) -> Vec<Edition> {
    paper
        .outcome
        .editions()
        .filter(|made| made.compared.is_some() || made.unchanged.is_some())
        .map(|made| made.edition)
        .collect()
}
