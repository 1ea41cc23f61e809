//! Which row became which, and what the list of changes says of it.

use sachstand::model::{Area, ChangeKind, Part, Report};
use sachstand::text::{Format, Mark, Text};

use super::build::{
    abbreviation, action, compared, field, fields, kinds, numbered, outline, report, section,
};

const PLAN: &str = "• Die Planung der Radachse Nord ist beauftragt.\n• Der Förderantrag wurde gestellt.";
const HALL: &str = "• Die Sanierung der Sporthalle Süd beginnt im Herbst.\n• Angebote liegen vor.";
const LIBRARY: &str =
    "• Das Konzept für die Bibliothek wird erarbeitet.\n• Die Öffnungszeiten sind erweitert.";

fn town() -> Report {
    fields([
        field(
            "A: Verkehr",
            [action("Radachse Nord", PLAN), action("Parkleitsystem", "• Ausschreibung läuft.")],
        ),
        field("B: Bildung", [action("Sporthalle Süd", HALL), action("Stadtbibliothek", LIBRARY)]),
    ])
}

#[test]
fn the_same_twice_says_nothing() {
    let comparison = compared(&town(), &town());
    assert!(!comparison.report.is_marked());
    assert!(comparison.changes.is_empty());
}

#[test]
fn rows_in_another_order_bear_no_mark() {
    let mut sorted = town();
    sorted.fields[1].actions.swap(0, 1);
    let comparison = compared(&town(), &sorted);
    assert!(!comparison.report.is_marked());
    assert_eq!(comparison.changes.len(), 1);
    assert_eq!(comparison.changes[0].kind, ChangeKind::Moved);
    assert_ne!(comparison.changes[0].from, comparison.changes[0].to);
}

#[test]
fn a_field_in_another_place_bears_no_mark() {
    let mut turned = town();
    turned.fields.swap(0, 1);
    let comparison = compared(&town(), &turned);
    assert!(!comparison.report.is_marked());
    assert_eq!(comparison.changes.len(), 1, "{:?}", kinds(&comparison));
}

#[test]
fn an_action_that_changed_the_field_is_compared_with_its_old_text() {
    let mut current = town();
    let mut moved = current.fields[0].actions.remove(0);
    moved.status[1].paragraph_mut().unwrap().text = Text::plain("Der Förderantrag wurde bewilligt.");
    current.fields[1].actions.push(moved);
    let comparison = compared(&town(), &current);
    assert_eq!(kinds(&comparison), ["Moved Radachse Nord", "Reworded Radachse Nord"]);
    let change = &comparison.changes[0];
    assert_eq!(change.from.as_ref().map(|it| (it.field.as_str(), it.position)), Some(("A: Verkehr", 1)));
    assert_eq!(change.to.as_ref().map(|it| (it.field.as_str(), it.position)), Some(("B: Bildung", 3)));
    assert!(
        outline(&comparison.report)
            .contains(&"Der Förderantrag wurde [-gestellt.-]{+bewilligt.+}".to_owned())
    );
}

#[test]
fn a_renamed_action_keeps_its_entries() {
    let mut current = town();
    current.fields[0].actions[0].title[0].text = Text::plain("Radschnellweg zum Bahnhof");
    let comparison = compared(&town(), &current);
    assert_eq!(kinds(&comparison), ["Renamed Radschnellweg zum Bahnhof"]);
    assert!(!comparison.report.fields[0].actions[0].status[0].text().is_marked());
}

#[test]
fn a_renamed_field_keeps_its_actions() {
    let mut current = town();
    current.fields[1].title.value = Text::plain("B: Schule und Kultur");
    let comparison = compared(&town(), &current);
    assert_eq!(kinds(&comparison), ["Renamed B: Schule und Kultur"]);
    assert_eq!(outline(&comparison.report)[6], "## B: [-Bildung-]{+Schule und Kultur+}");
}

#[test]
fn what_is_gone_stands_struck_in_its_old_place() {
    let mut current = town();
    current.fields[1].actions.remove(0);
    current.fields[1].actions.insert(0, action("Musikschule", "• Räume angemietet."));
    current.fields[0].actions.remove(1);
    current.fields.push(field("C: Neues", [action("Neue Aktion", "• Beginn.")]));
    let comparison = compared(&town(), &current);
    let titles: Vec<String> =
        outline(&comparison.report).into_iter().filter(|it| it.starts_with('#')).collect();
    assert_eq!(
        titles,
        [
            "## A: Verkehr",
            "# Radachse Nord",
            "# [-Parkleitsystem-]",
            "## B: Bildung",
            "# [-Sporthalle Süd-]",
            "# {+Musikschule+}",
            "# Stadtbibliothek",
            "## {+C: Neues+}",
            "# {+Neue Aktion+}",
        ]
    );
    assert_eq!(
        kinds(&comparison),
        [
            "Removed Parkleitsystem",
            "Removed Sporthalle Süd",
            "Added Musikschule",
            "Added C: Neues",
            "Added Neue Aktion",
        ]
    );
    let removed = &comparison.changes[1];
    assert_eq!((removed.words.inserted, removed.words.deleted), (0, 13));
    assert_eq!((removed.target.index, removed.target.row), (1, Some(0)));
    assert!(removed.cells.current.is_none() && removed.cells.previous.is_some());
}

#[test]
fn a_field_that_is_gone_stands_struck_with_its_actions() {
    let mut current = town();
    current.fields.remove(0);
    let comparison = compared(&town(), &current);
    assert_eq!(comparison.report.fields.len(), 2);
    assert_eq!(outline(&comparison.report)[0], "## [-A: Verkehr-]");
    assert_eq!(kinds(&comparison), ["Removed A: Verkehr", "Removed Radachse Nord", "Removed Parkleitsystem"]);
}

#[test]
fn the_number_counts_before_the_words() {
    let previous =
        fields([field("A", [numbered("1", "Erstes Vorhaben", PLAN), numbered("2", "Zweites", HALL)])]);
    let current = fields([field(
        "A",
        [
            numbered("2", "Zweites", HALL),
            numbered("1", "Völlig anderer Titel", "• Ganz neuer Stand der Dinge."),
        ],
    )]);
    let comparison = compared(&previous, &current);
    assert!(kinds(&comparison).contains(&"Renamed Völlig anderer Titel".to_owned()));
    assert_eq!(comparison.report.fields[0].actions.len(), 2);
}

#[test]
fn a_list_numbered_anew_is_aligned_by_its_words() {
    let old =
        [("1", "Radachse Nord", PLAN), ("2", "Sporthalle Süd", HALL), ("3", "Stadtbibliothek", LIBRARY)];
    let new = [
        ("1", "Hallenbad", "• Die Technik wird erneuert."),
        ("2", "Radachse Nord", PLAN),
        ("3", "Sporthalle Süd", HALL),
        ("4", "Stadtbibliothek", LIBRARY),
    ];
    let report =
        |rows: &[(&str, &str, &str)]| fields([field("A", rows.iter().map(|it| numbered(it.0, it.1, it.2)))]);
    assert_eq!(kinds(&compared(&report(&old), &report(&new))), ["Added Hallenbad"]);
    assert_eq!(kinds(&compared(&report(&new), &report(&old))), ["Removed Hallenbad"]);
}

#[test]
fn an_entry_that_changed_the_action_is_no_new_text() {
    let mut current = town();
    let entry = current.fields[1].actions[0].status.remove(0);
    current.fields[0].actions[1].status.push(entry);
    let comparison = compared(&town(), &current);
    assert!(!comparison.report.is_marked());
    assert_eq!(kinds(&comparison), ["Moved Parkleitsystem"]);
    let from = comparison.changes[0].from.as_ref().unwrap();
    assert_eq!((from.action.as_str(), from.position), ("Sporthalle Süd", 1));
    assert_eq!(comparison.changes[0].target.part, Part::Status);
}

#[test]
fn layout_is_no_text() {
    let lines = |text: &str| fields([field("A", [action("Aktion", text)])]);
    let bullets = lines("• Erster Stand der Dinge.\n• Zweiter Stand der Dinge.");
    for other in [
        "Erster Stand der Dinge.\nZweiter Stand der Dinge.",
        "• Erster Stand der Dinge.\n  – Zweiter Stand der Dinge.",
        "Erster  Stand\u{a0}der Dinge. Zweiter Stand der Din\u{ad}ge.",
        "Erster Stand\nder Dinge. Zweiter\nStand der Dinge.",
    ] {
        let comparison = compared(&bullets, &lines(other));
        assert!(!comparison.report.is_marked(), "{:?}", outline(&comparison.report));
        assert!(comparison.changes.is_empty());
        assert!(compared(&lines(other), &bullets).changes.is_empty());
    }
}

#[test]
fn formatting_is_no_change_and_survives_on_both_sides() {
    let plain = |text| (text, Format::default());
    let bold = |text| (text, Format::bold());
    let link = ("Anlage 2", Format { link: Some("https://beispiel.de".into()), ..Format::default() });
    let mut previous = town();
    previous.fields[0].actions[0].status[1].paragraph_mut().unwrap().text =
        [plain("Der "), bold("Antrag"), plain(" ruht.")].into_iter().collect();
    let mut current = previous.clone();
    current.fields[0].actions[0].status[1].paragraph_mut().unwrap().text =
        [bold("Der"), plain(" Antrag ruht.")].into_iter().collect();
    assert!(compared(&previous, &current).changes.is_empty());
    current.fields[0].actions[0].status[1].paragraph_mut().unwrap().text =
        [plain("Der "), link.clone(), plain(" ruht.")].into_iter().collect();
    let merged = compared(&previous, &current).report;
    let text = merged.fields[0].actions[0].status[1].text();
    let runs = text.runs().collect::<Vec<_>>();
    assert!(runs.iter().any(|run| run.format.style.bold && run.text == "Antrag"), "{runs:?}");
    assert!(runs.iter().any(|run| run.format.link == link.1.link && run.text == "Anlage 2"), "{runs:?}");
}

#[test]
fn sections_are_matched_by_title_or_text() {
    let previous = Report {
        sections: vec![
            section(
                "Einleitung",
                "Der Bericht stellt den Stand der Umsetzung dar.\nEr wird fortgeschrieben.",
            ),
            section("Ausblick", "Die nächste Fassung erscheint im Herbst."),
        ],
        ..report()
    };
    let current = Report {
        sections: vec![
            section(
                "Vorbemerkung",
                "Der Bericht stellt den Stand der Umsetzung dar.\nEr wird jährlich fortgeschrieben.",
            ),
            section("Ausblick", "Die nächste Fassung erscheint im Frühjahr."),
        ],
        ..report()
    };
    let comparison = compared(&previous, &current);
    assert_eq!(
        outline(&comparison.report),
        [
            "== [-Einleitung-]{+Vorbemerkung+}",
            "Der Bericht stellt den Stand der Umsetzung dar.",
            "Er wird {+jährlich +}fortgeschrieben.",
            "== Ausblick",
            "Die nächste Fassung erscheint im [-Herbst.-]{+Frühjahr.+}",
        ]
    );
    assert!(comparison.changes.iter().all(|it| it.area == Area::Section));
}

#[test]
fn abbreviations_are_matched_by_the_short_form() {
    let list = |rows: &[(&str, &str)]| Report {
        abbreviations: rows.iter().map(|(short, meaning)| abbreviation(short, meaning)).collect(),
        ..report()
    };
    let previous =
        list(&[("VHS", "Volkshochschule"), ("KEG", "Kreisentwicklungsgesellschaft"), ("RP", "Regierung")]);
    let current =
        list(&[("RP", "Regierungspräsidium"), ("VHS", "Volkshochschule"), ("OB", "Oberbürgermeister")]);
    let comparison = compared(&previous, &current);
    let rows: Vec<String> = outline(&comparison.report);
    assert!(rows.contains(&"RP: [-Regierung-]{+Regierungspräsidium+}".to_owned()), "{rows:?}");
    assert!(rows.contains(&"[-KEG-]: [-Kreisentwicklungsgesellschaft-]".to_owned()), "{rows:?}");
    assert!(rows.contains(&"VHS: Volkshochschule".to_owned()), "{rows:?}");
    let mut kinds = kinds(&comparison);
    kinds.sort();
    assert_eq!(kinds, ["Added OB", "Removed KEG", "Reworded RP"]);
}

#[test]
fn same_titles_are_told_apart_by_their_status() {
    let previous = fields([field("A", [action("Maßnahmen", PLAN), action("Maßnahmen", HALL)])]);
    let current = fields([field(
        "A",
        [
            action("Maßnahmen", "• Ganz anderes Thema ohne Bezug."),
            action("Maßnahmen", PLAN),
            action("Maßnahmen", HALL),
        ],
    )]);
    assert_eq!(kinds(&compared(&previous, &current)), ["Added Maßnahmen"]);
}

#[test]
fn a_gone_entry_stays_behind_what_preceded_it() {
    let previous = fields([field(
        "A",
        [action(
            "Aktion",
            "• Oberpunkt eins\n  – Unterpunkt alpha\n• Punkt zwei gestrichen\n• Punkt drei bleibt",
        )],
    )]);
    let current = fields([field(
        "A",
        [action(
            "Aktion",
            "• Oberpunkt eins\n  – Unterpunkt alpha\n  – Neuer Unterpunkt\n• Punkt drei bleibt",
        )],
    )]);
    let merged = compared(&previous, &current).report;
    let texts = outline(&merged);
    assert_eq!(
        texts[2..],
        [
            "Oberpunkt eins",
            "Unterpunkt alpha",
            "{+Neuer Unterpunkt+}",
            "[-Punkt zwei gestrichen-]",
            "Punkt drei bleibt"
        ]
    );
}

#[test]
fn the_json_form_is_the_documented_one() {
    let mut current = town();
    current.fields[0].actions[0].status[1].paragraph_mut().unwrap().text =
        Text::plain("Der Förderantrag wurde bewilligt.");
    let changes = compared(&town(), &current).changes;
    let json = serde_json::to_value(&changes).unwrap();
    assert_eq!(
        json,
        serde_json::json!([{
            "area": "field",
            "field": "A: Verkehr",
            "action": "Radachse Nord",
            "kind": "reworded",
            "runs": [
                { "op": "equal", "text": "Der Förderantrag wurde " },
                { "op": "deleted", "text": "gestellt." },
                { "op": "inserted", "text": "bewilligt." },
            ],
            "words": { "inserted": 1, "deleted": 1 },
            "cells": { "previous": "fassung.xlsx › Sachstand!B3", "current": "fassung.xlsx › Sachstand!B3" },
            "target": { "part": "status", "index": 0, "row": 0, "paragraph": 1 },
        }])
    );
    assert!(changes[0].runs.iter().all(|run| run.op != Mark::Kept || !run.text.is_empty()));
}

#[test]
fn what_was_only_renamed_is_no_other_place() {
    let mut current = town();
    current.fields[0].title.value = Text::plain("A: Verkehr und Mobilität");
    current.fields[0].actions.swap(0, 1);
    let comparison = compared(&town(), &current);
    let change = comparison.changes.iter().find(|it| it.kind == ChangeKind::Moved).unwrap();
    let (from, to) = (change.from.as_ref().unwrap(), change.to.as_ref().unwrap());
    assert_eq!(
        (from.field.as_str(), to.field.as_str()),
        ("A: Verkehr und Mobilität", "A: Verkehr und Mobilität")
    );
    assert_ne!(from.position, to.position);
}

#[test]
fn the_place_of_a_bullet_counts_bullets_only() {
    let lead = |first: &str, second: &str| {
        let mut report =
            fields([field("A", [action("Plätze", &format!("Es gab:\n• {first}\n• {second}\n• Ende."))])]);
        report.fields[0].actions[0].status[0].paragraph_mut().unwrap().kind =
            sachstand::model::ParagraphKind::Plain;
        report
    };
    let (sand, toys) = ("Die Sandfläche ist erweitert.", "Alle Spielgeräte wurden geprüft.");
    let comparison = compared(&lead(toys, sand), &lead(sand, toys));
    let change = &comparison.changes[0];
    assert_eq!((change.kind, comparison.changes.len()), (ChangeKind::Moved, 1));
    let positions = [&change.from, &change.to].map(|place| place.as_ref().unwrap().position);
    assert!(positions == [1, 2] || positions == [2, 1], "{positions:?}");
}

#[test]
fn a_new_meaning_of_a_kept_abbreviation_keeps_its_line() {
    let list = |meaning| Report { abbreviations: vec![abbreviation("IoT", meaning)], ..report() };
    let comparison = compared(&list("Internet of Things"), &list("Internet der Dinge"));
    let change = &comparison.changes[0];
    assert_eq!((change.kind, change.target.part), (ChangeKind::Reworded, Part::Status));
    assert_eq!((change.runs[0].op, change.runs[0].text.lines().next()), (Mark::Kept, Some("IoT")));
    assert!(change.runs[0].text.starts_with("IoT\n"), "{:?}", change.runs);
}
