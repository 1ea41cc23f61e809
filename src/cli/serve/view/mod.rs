//! The page as HTML. Every part that changes by itself has a name (`data-teil`), by which the script exchanges it.

mod choices;
mod columns;
mod findings;
mod help;
mod pages;
mod papers;
mod persons;
mod workbooks;

use maud::{DOCTYPE, Markup, html};
use sachstand::diag::{Diagnostic, Error};

use super::super::summary::plural;
use super::state::{Desk, Notice};

/// The whole page.
pub(super) fn page(desk: &Desk) -> Markup {
    let status = status(desk);
    document(
        &title(desk),
        true,
        html! {
            a .sprung href="#seiten" { "Zu den Seiten des Berichts" }
            header {
                h1 { "Sachstandsbericht" }
                p { "Arbeitsmappe ablegen, Meldungen ansehen, Bericht mitnehmen. Nichts verlässt diesen Rechner." }
            }
            p #stand .stand role="status" aria-live="polite" data-teil="stand" data-arbeit[desk.run.running] { (status) }
            main {
                div .arbeit {
                    (workbooks::section(desk))
                    (notice(desk))
                    (papers::section(desk))
                    (persons::section(desk))
                    (findings::section(desk))
                    (choices::section(desk))
                    (columns::section(desk))
                    (papers::next(desk))
                }
                (pages::section(desk))
            }
            footer {
                p { "sachstand " (env!("CARGO_PKG_VERSION")) ". Das Programm endet, wenn Sie diese Seite schließen." }
            }
        },
    )
}

/// The page that says why there is none.
pub(super) fn refused(why: &str, help: &str) -> Markup {
    document(
        why,
        false,
        html! {
            header { h1 { "sachstand" } }
            main { div .arbeit { p { strong { (why) } "." } p { (help) "." } } }
        },
    )
}

/// A page; without `live` it neither looks like the page nor keeps itself up to date: who is refused gets nothing more.
fn document(title: &str, live: bool, body: Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang="de" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (title) }
                @if live {
                    link rel="stylesheet" href="stil.css";
                    link rel="icon" href="zeichen.svg";
                    script src="seite.js" defer {}
                }
            }
            body { (body) }
        }
    }
}

/// What the tab is called: what is shown, and how it stands.
fn title(desk: &Desk) -> String {
    let Some(paper) = desk.selected_paper() else { return "Sachstandsbericht".into() };
    let name = papers::name(paper);
    match paper.counts() {
        (0, _) => format!("{name} – Sachstandsbericht"),
        (errors, _) => format!("{errors} Fehler – {name} – Sachstandsbericht"),
    }
}

/// How far the work is, in a sentence: read aloud when it changes.
fn status(desk: &Desk) -> String {
    let run = &desk.run;
    let workbooks = desk.source.workbooks().len();
    match (run.running, run.planned) {
        (true, Some(count)) if count > 1 => {
            return format!("Die Berichte werden erstellt: {} von {count} fertig", run.done);
        }
        (true, Some(_)) => return "Der Bericht wird erstellt".into(),
        (true, None) if workbooks > 1 => {
            return format!("Die Arbeitsmappen werden gelesen: {} von {workbooks}", run.read);
        }
        (true, None) if workbooks == 1 => return "Die Arbeitsmappe wird gelesen".into(),
        _ => {}
    }
    let (errors, warnings) =
        desk.papers.iter().map(|paper| paper.counts()).fold((0, 0), |(a, b), (c, d)| (a + c, b + d));
    let counts = format!("{errors} Fehler, {}", plural(warnings, "Warnung", "Warnungen"));
    let finished = desk.papers.iter().filter(|paper| paper.is_finished()).count();
    match desk.papers.len() {
        _ if desk.failed.is_some() => "Es wurde kein Bericht erstellt".into(),
        0 if workbooks == 0 => "Noch liegt keine Arbeitsmappe auf der Seite".into(),
        0 => "Es wurde kein Bericht erstellt".into(),
        1 if finished == 1 => format!("Der Bericht ist fertig: {counts}"),
        1 => format!("Der Bericht ist nicht fertig: {counts}"),
        count if count == finished => format!("{count} Berichte sind fertig: {counts}"),
        count => {
            let verb = if finished == 1 { "ist" } else { "sind" };
            format!("{finished} von {count} Berichten {verb} fertig: {counts}")
        }
    }
}

/// What is said about what was done last, and why a run failed.
fn notice(desk: &Desk) -> Markup {
    html! {
        div aria-live="polite" data-teil="hinweis" {
            @if let Some(error) = &desk.failed { (error_box(error, false)) }
            @match &desk.notice {
                Some(Notice::Done(text)) => p .hinweis { (text) },
                Some(Notice::Failed(errors)) => { @for error in errors { (error_box(error, true)) } }
                Some(Notice::Noticed(text, noticed)) => (noticed_box(text, noticed, html! {})),
                Some(Notice::Made(text, noticed)) => (noticed_box(text, noticed, html! {
                    @if let Some(made) = &desk.made {
                        p { a #angelegt-hinweis href="angelegt" download=(made.name) { "»" (made.name) "« mitnehmen" } }
                    }
                })),
                None => {}
            }
        }
    }
}

/// What was done, with what was noticed.
fn noticed_box(text: &str, noticed: &[Diagnostic], more: Markup) -> Markup {
    html! {
        div .hinweis {
            p { (text) }
            (more)
            @if !noticed.is_empty() { ul { @for it in noticed { li { (short_finding(it)) } } } }
        }
    }
}

/// An error with what to do; `refused` is what was wanted last.
fn error_box(error: &Error, refused: bool) -> Markup {
    html! {
        div .fehler data-fehler[refused] role="alert" {
            p { strong { "Fehler: " } (papers::place(error)) (error.message()) }
            @if let Some(help) = help::of_error(error) { p .hilfe { (help) } }
        }
    }
}

fn short_finding(finding: &Diagnostic) -> Markup {
    let place = finding.at.inside();
    html! {
        @if !place.is_empty() { strong { (place) } " " }
        (finding.message)
        @if let Some(help) = help::of_finding(finding) { br; span .hilfe { (help) } }
    }
}
