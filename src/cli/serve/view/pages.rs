//! The pages of the selected paper, as pictures.

use std::collections::BTreeMap;

use maud::{Markup, html};
use sachstand::document::Block;
use sachstand::model::Edition;

use super::super::super::summary::plural;
use super::super::state::{Desk, Laid};
use super::super::ways;
use super::papers;

/// Width and height of a page on the screen, in points; A4 is as good as 595 by 842.
const SIZE: (u32, u32) = (595, 842);
/// Pixels per point for screens of usual and of double fineness: a page is shown up to one and a half times its
/// size.
const FINENESS: [(&str, &str); 2] = [("1.5", "1x"), ("3", "2x")];

/// The part of the page.
pub(super) fn section(desk: &Desk) -> Markup {
    let shown = desk.shown_pages();
    html! {
        section #seiten .seiten aria-labelledby="seiten-titel" tabindex="0" {
            div data-teil="seiten-kopf" {
                h2 #seiten-titel { "Seiten" }
                @if let Some((edition, laid)) = shown { (head(desk, edition, laid)) }
                @else if desk.papers.is_empty() { p .hilfe { "Hier erscheinen die Seiten des Berichts." } }
                @else if !desk.run.running { p .hilfe { "Von diesem Bericht gibt es keine Seiten; warum, steht unter »Bericht«." } }
            }
            ol #blaetter .blaetter data-stand=[shown.map(|(edition, laid)| key(edition, laid))] {
                @if let Some((edition, laid)) = shown {
                    @let headings = headings(laid);
                    @let total = laid.paper.pages().total;
                    @for number in 1..=total { (sheet(number, total, edition, laid, headings.get(&number))) }
                }
            }
        }
    }
}

fn head(desk: &Desk, edition: Edition, laid: &Laid) -> Markup {
    let editions = desk.selected_paper().map(papers::editions).unwrap_or_default();
    let workbook = desk.selected.as_deref().unwrap_or_default();
    let ready = desk.selected_paper().is_none_or(|paper| {
        paper.outcome.editions().all(|made| made.edition != edition || made.written.is_ok())
    });
    html! {
        p .hilfe {
            (plural(laid.paper.pages().total as usize, "Seite", "Seiten")) ", Ausgabe " (edition.german())
            @if !ready { " (noch zurückgehalten)" }
            ". Es sind Bilder; mit einem Screenreader lesen Sie die PDF-Datei, sie ist dafür gemacht."
        }
        @if editions.len() > 1 {
            form method="post" action="zeigen" {
                input type="hidden" name="bericht" value=(workbook);
                div .zeile { @for it in editions {
                    button #{"ausgabe-" (ways::edition(it))} name="ausgabe" value=(ways::edition(it)) aria-pressed=(if it == edition { "true" } else { "false" }) {
                        "Ausgabe " (it.german())
                    }
                } }
            }
        }
    }
}

/// By what pictures are known: other ones have another key.
fn key(edition: Edition, laid: &Laid) -> String {
    format!("{}-{:.16}", ways::edition(edition), laid.fingerprint.to_string())
}

fn sheet(number: u32, total: u32, edition: Edition, laid: &Laid, headings: Option<&Vec<String>>) -> Markup {
    let address = |fineness: &str| {
        let (key, number) = (key(edition, laid), number.to_string());
        let pairs =
            [("ausgabe", ways::edition(edition)), ("nummer", &number), ("fein", fineness), ("stand", &key)];
        format!("seite.png?{}", ways::query(&pairs))
    };
    let fine = FINENESS.map(|(fineness, screen)| format!("{} {screen}", address(fineness)));
    let headings = headings.map(|it| format!(": {}", it.join(", "))).unwrap_or_default();
    html! {
        li #{"seite-" (number)} tabindex="-1" {
            img src=(address(FINENESS[0].0)) srcset=(fine.join(", ")) width=(SIZE.0) height=(SIZE.1) loading="lazy" decoding="async"
                alt={"Seite " (number) " von " (total) (headings)};
            span .nummer aria-hidden="true" { (number) " / " (total) }
        }
    }
}

/// The headings that stand on each page.
fn headings(laid: &Laid) -> BTreeMap<u32, Vec<String>> {
    let mut headings: BTreeMap<u32, Vec<String>> = BTreeMap::new();
    for block in &laid.paper.document().blocks {
        let Block::Heading(heading) = block else { continue };
        if let Some(page) = laid.paper.pages().anchors.get(&heading.anchor) {
            headings.entry(*page).or_default().push(heading.text.current().to_plain());
        }
    }
    headings
}
