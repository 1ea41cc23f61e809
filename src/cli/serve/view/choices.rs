//! What the papers are to be like.

use maud::{Markup, html};

use super::super::state::Desk;
use super::super::ways::{EDITIONS, SHOWN};

/// The part of the page.
pub(super) fn section(desk: &Desk) -> Markup {
    let choices = &desk.choices;
    html! {
        section data-teil="wahl" aria-labelledby="wahl-titel" hidden[desk.papers.is_empty()] {
            h2 #wahl-titel { "Ausgabe und Änderungen" }
            form .wahl method="post" action="wahl" data-sofort {
                label for="ausgabe" { "Ausgabe" }
                select #ausgabe name="ausgabe" {
                    @for (name, text, value) in EDITIONS {
                        option value=(name) selected[choices.editions == *value] { (text) }
                    }
                }
                label for="aenderungen" { "Änderungen" }
                select #aenderungen name="aenderungen" {
                    @for (name, text, value) in SHOWN {
                        option value=(name) selected[choices.shown == *value] { (text) }
                    }
                }
                span .haken {
                    input #uebersicht type="checkbox" name="uebersicht" value="ja" checked[choices.change_list];
                    label for="uebersicht" { "Änderungsübersicht am Ende" }
                }
                noscript { button { "Übernehmen" } }
            }
        }
    }
}
