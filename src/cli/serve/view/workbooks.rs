//! Where workbooks come in: dropped, chosen, or in a folder that is watched.

use maud::{Markup, html};

use super::super::super::files::shown;
use super::super::source::{FolderFiles, Source};
use super::super::state::{Desk, PreviousChoice};
use super::super::ways;
use sachstand::read::LARGEST_FILE;

/// The part of the page.
pub(super) fn section(desk: &Desk) -> Markup {
    html! {
        section data-teil="arbeitsmappen" aria-labelledby="arbeitsmappen-titel" {
            h2 #arbeitsmappen-titel { "Arbeitsmappen" }
            @match &desk.source {
                Source::Dropped(files) => {
                    (drop_zone(files.is_empty()))
                    @if files.is_empty() { (folder_form()) (beginning()) } @else {
                        (dropped(desk))
                        details #ordner-statt-dateien { summary { "Stattdessen einen Ordner öffnen" } (folder_form()) }
                    }
                }
                Source::Folder(folder) => (watched(folder)),
            }
        }
    }
}

fn drop_zone(empty: bool) -> Markup {
    html! {
        div #ablage .ablage .leer[empty] data-groesste=(LARGEST_FILE) {
            p {
                label for="dateien" {
                    "Arbeitsmappen hierher ziehen oder auswählen, am besten auch die der vorigen Fassung"
                }
            }
            input #dateien type="file" multiple accept=".xlsx,.xlsm,.xlsb,.xls,.ods,.toml,.png,.jpg,.jpeg,.ttf,.otf";
        }
    }
}

fn folder_form() -> Markup {
    html! {
        form method="post" action="ordner" {
            p { label for="ordner" { "Einen Ordner öffnen: Was Sie darin in Excel speichern, erscheint hier von selbst" } }
            p .zeile {
                input #ordner type="text" name="pfad" required autocomplete="off" spellcheck="false"
                    aria-describedby="ordner-hilfe";
                button #ordner-oeffnen { "Ordner öffnen" }
            }
            p #ordner-hilfe .hilfe {
                "Im Explorer oben in die Adresszeile klicken, die Adresse kopieren und hier einfügen"
            }
        }
    }
}

/// What there is for who has no workbook yet.
fn beginning() -> Markup {
    html! {
        p {
            "Noch keine Arbeitsmappe? " a href="vorlage.xlsx" download { "Leere Arbeitsmappe mitnehmen" }
            ", in Excel ausfüllen und wieder hierher ziehen."
        }
    }
}

/// The workbooks that were dropped.
fn dropped(desk: &Desk) -> Markup {
    let Source::Dropped(files) = &desk.source else { return html! {} };
    html! {
        ul .dateien {
            @for (number, name) in files.keys().enumerate() {
                li {
                    span { (name) }
                    @if desk.changed.contains(name) {
                        a id={"geaendert-" (number)} href={"arbeitsmappe?" (ways::query(&[("bericht", name)]))} download { "mit den Personen mitnehmen" }
                    }
                    form method="post" action="entfernen" {
                        input type="hidden" name="name" value=(name);
                        button #{"entfernen-" (number)} .klein aria-label={"Wegnehmen: »" (name) "«"} { "Wegnehmen" }
                    }
                }
            }
        }
        (previous(desk))
    }
}

/// The choice of the previous version: only where there is something to choose from.
pub(super) fn previous(desk: &Desk) -> Markup {
    let names = desk.source.workbooks();
    if names.len() < 2 {
        return html! {};
    }
    let chosen = &desk.choices.previous;
    let is_named = |name: &String| *chosen == PreviousChoice::Named(name.clone());
    html! {
        form .wahl method="post" action="vorige" data-sofort {
            label for="vorige" { "Verglichen wird mit" }
            select #vorige name="vorige" {
                option value="auto" selected[*chosen == PreviousChoice::Found] { "der vorigen Fassung" }
                option value="keine" selected[*chosen == PreviousChoice::Nothing] { "keiner anderen Fassung" }
                @for name in &names {
                    option value={"datei:" (name)} selected[is_named(name)] { (name) }
                }
            }
            noscript { button { "Übernehmen" } }
        }
    }
}

fn watched(folder: &FolderFiles) -> Markup {
    html! {
        p {
            "Ordner »" (shown(&folder.path)) "« mit "
            @match folder.workbooks.len() {
                0 => "noch keiner Arbeitsmappe",
                1 => "einer Arbeitsmappe",
                count => { (count) " Arbeitsmappen" }
            }
            ". Was Sie in Excel speichern, erscheint hier von selbst."
        }
        @for name in &folder.open {
            p .hilfe { "»" (name) "« ist noch in Excel geöffnet: Es zählt, was zuletzt gespeichert wurde." }
        }
        form method="post" action="schliessen" { button #ordner-schliessen { "Ordner schließen" } }
    }
}
