//! Persons whom nobody listed: each with the sentences that name it, to be decided about.

use std::collections::BTreeMap;

use maud::{Markup, html};
use sachstand::advance::{Decision, Listing, persons_table};
use sachstand::diag::{Code, Diagnostic, Excerpt};
use sachstand::source::Location;

use super::super::super::summary::plural;
use super::super::source::{Source, can_be_changed};
use super::super::state::{Desk, PaperState};
use super::super::ways;
use super::findings::{excerpt_shown, place};

/// So many sentences are shown of a person.
const SHOWN: usize = 3;

/// Where a person is named.
type Named<'a> = (&'a Location, Option<&'a Excerpt>);

/// The part of the page.
pub(super) fn section(desk: &Desk) -> Markup {
    let paper = desk.selected_paper();
    let named = paper.map(|paper| unlisted(&paper.outcome.findings)).unwrap_or_default();
    let decided = paper.map(|paper| desk.decisions(&paper.outcome.file)).unwrap_or_default();
    // Each keeps its number: what is typed at one must not stand at another once that is decided about.
    let is_open = |name: &str| !decided.iter().any(|it| it.name == name);
    let open: Vec<_> = named.iter().enumerate().filter(|(_, (name, _))| is_open(name)).collect();
    html! {
        section data-teil="personen" aria-labelledby="personen-titel" hidden[named.is_empty() && decided.is_empty()] {
            h2 #personen-titel { "Personen, die nicht im Blatt »Personen« stehen" }
            @if let Some(paper) = paper {
                @if !open.is_empty() {
                    p { "Die öffentliche Ausgabe wartet, bis über jede entschieden ist." }
                }
                @for (number, (name, places)) in &open { (person(desk, paper, *number, name, places)) }
                @if !decided.is_empty() { (decisions(desk, paper, decided, open.is_empty())) }
            }
        }
    }
}

/// The persons of the findings in the order of the paper, each with the places where it is named.
fn unlisted(findings: &[Diagnostic]) -> Vec<(&str, Vec<Named<'_>>)> {
    let mut order = Vec::new();
    let mut places: BTreeMap<&str, Vec<Named<'_>>> = BTreeMap::new();
    for finding in findings.iter().filter(|it| it.code == Code::PersonUnlisted) {
        let first = (finding.subject.as_deref(), (&finding.at, finding.excerpt.as_ref()));
        let more = finding.more.iter().map(|it| (it.subject.as_deref(), (&it.at, it.excerpt.as_ref())));
        for (name, named) in std::iter::once(first).chain(more) {
            let Some(name) = name else { continue };
            if !places.contains_key(name) {
                order.push(name);
            }
            places.entry(name).or_default().push(named);
        }
    }
    order.into_iter().map(|name| (name, places.remove(name).unwrap_or_default())).collect()
}

fn person(desk: &Desk, paper: &PaperState, number: usize, name: &str, places: &[Named<'_>]) -> Markup {
    let id = |part: &str| format!("person-{number}-{part}");
    html! {
        div .person {
            h3 { (name) }
            @for (at, excerpt) in places.iter().take(SHOWN) {
                p { (place(desk, at)) }
                @if let Some(excerpt) = excerpt { (excerpt_shown(excerpt)) }
            }
            @if places.len() > SHOWN { p .hilfe { "und an " (plural(places.len() - SHOWN, "weiteren Stelle", "weiteren Stellen")) } }
            form .zeile method="post" action="person" aria-label={"Entscheidung über " (name)} {
                (whom(paper, name))
                button id=(id("oeffentlich")) name="entscheidung" value="oeffentlich" { "darf genannt werden" }
                button id=(id("keine")) name="entscheidung" value="keine" { "keine Person" }
            }
            // A form of its own: Enter in one of its fields presses its button and no other.
            details id=(id("rolle")) {
                summary { "Rolle eintragen" }
                form method="post" action="person" aria-label={"Rolle für " (name)} {
                    (whom(paper, name))
                    p .hilfe { "Was statt des Namens im öffentlichen Bericht steht, mit Artikel: »der Projektleiter«, »die Amtsleitung«." }
                    p .zeile {
                        (field(&id("ersatz"), "ersatz", "Rolle", true))
                        (field(&id("genitiv"), "genitiv", "Genitiv, wenn er anders lautet", false))
                        (field(&id("dativ"), "dativ", "Dativ", false))
                        (field(&id("akkusativ"), "akkusativ", "Akkusativ", false))
                        button id=(id("eintragen")) name="entscheidung" value="rolle" { "Rolle eintragen" }
                    }
                }
            }
        }
    }
}

fn whom(paper: &PaperState, name: &str) -> Markup {
    html! {
        input type="hidden" name="bericht" value=(paper.outcome.file);
        input type="hidden" name="name" value=(name);
    }
}

fn field(id: &str, name: &str, label: &str, required: bool) -> Markup {
    html! {
        span .feld {
            label for=(id) { (label) }
            input id=(id) type="text" name=(name) required[required] autocomplete="off";
        }
    }
}

/// What was decided, and how it gets into the workbook.
fn decisions(desk: &Desk, paper: &PaperState, decided: &[Listing], all: bool) -> Markup {
    let workbook = &paper.outcome.file;
    html! {
        h3 { "Entschieden" }
        ul .dateien {
            @for (number, listing) in decided.iter().enumerate() {
                li {
                    span { strong { (listing.name) } ": " (said(&listing.decision)) }
                    form method="post" action="person-zurueck" {
                        input type="hidden" name="bericht" value=(workbook);
                        input type="hidden" name="name" value=(listing.name);
                        button .klein id={"zurueck-" (number)} aria-label={"Zurücknehmen: Entscheidung über " (listing.name)} { "Zurücknehmen" }
                    }
                }
            }
        }
        div .hinweis {
            @if !all { p { "Sie können erst über alle entscheiden und dann weitermachen." } }
            @if can_be_changed(workbook) {
                p {
                    a #personen-arbeitsmappe href={"personen.datei?" (ways::query(&[("bericht", workbook)]))} download {
                        "Arbeitsmappe mit diesen Personen mitnehmen"
                    }
                }
                @match desk.source {
                    Source::Dropped(_) => {
                        p .hilfe { "Es ist eine Kopie Ihrer Arbeitsmappe, in der nur das Blatt »Personen« ergänzt ist. Arbeiten Sie damit weiter." }
                        form method="post" action="personen-verwenden" {
                            input type="hidden" name="bericht" value=(workbook);
                            button #personen-verwenden { "Auf der Seite mit dieser Kopie weitermachen" }
                        }
                    }
                    Source::Folder(_) => p .hilfe {
                        "Es ist eine Kopie Ihrer Arbeitsmappe, in der nur das Blatt »Personen« ergänzt ist. Speichern Sie sie anstelle der alten in den Ordner."
                    },
                }
            } @else {
                p .hilfe { "In dieser Art von Arbeitsmappe kann das Programm nichts ergänzen: Fügen Sie die Zeilen bitte selbst ein." }
            }
            details #personen-tabelle {
                summary { "Zum Einfügen in das Blatt »Personen«" }
                label .unsichtbar for="personen-text" { "Zeilen für das Blatt »Personen«" }
                textarea #personen-text readonly rows=(decided.len() + 2) { (persons_table(decided)) }
                button #personen-kopieren type="button" data-kopieren="personen-text" { "Kopieren" }
            }
        }
    }
}

fn said(decision: &Decision) -> String {
    match decision {
        Decision::Role { nominative, .. } => format!("im öffentlichen Bericht »{nominative}«"),
        Decision::Public => "bleibt im öffentlichen Bericht stehen".into(),
    }
}
