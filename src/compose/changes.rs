//! The Änderungsübersicht: where what changed, so that a change is found without seeing underlines.

use crate::document::{Block, Row, TableKind};
use crate::model::{Area, Change, ChangeKind, Part, Place};

use super::Paper;
use super::blocks::{self, body, table};
use super::fields::{row_anchor, row_of};

/// Adds the overview, one row for each Aktion (section, abbreviation) with changes.
pub(super) fn add(paper: &mut Paper, changes: &[Change]) {
    if changes.is_empty() {
        return;
    }
    let rows = changes
        .chunk_by(|one, next| (one.area, &one.field, &one.action) == (next.area, &next.field, &next.action));
    let columns = [("Handlungsfeld oder Abschnitt", 5), ("Aktion", 6), ("Änderung", 7), ("Seite", 2)];
    let summary = "Was sich gegenüber der vorigen Fassung geändert hat";
    let table = table(TableKind::Listing, summary, columns, rows.map(|together| row(paper, together)));
    paper.heading(1, "Änderungsübersicht", None);
    paper.blocks.push(table);
}

/// Changes of one Aktion.
fn row(paper: &Paper, changes: &[Change]) -> Row {
    let first = changes.first();
    let page = first.and_then(|change| anchor(paper, change)).map(|anchor| Block::Page { anchor });
    let text = |text: &str| vec![body(text, None)];
    blocks::row([
        text(first.map_or("", change_place)),
        text(first.map_or("", |change| &change.action)),
        changes.iter().map(|change| body(described(change), None)).collect(),
        page.into_iter().collect(),
    ])
}

/// The name of the part of the paper that a change is in: Handlungsfeld, section or list.
pub fn change_place(change: &Change) -> &str {
    match change.area {
        Area::Abbreviations => "Abkürzungsverzeichnis",
        Area::Field | Area::Section => &change.field,
    }
}

fn anchor(paper: &Paper, change: &Change) -> Option<String> {
    if let Some((field, row)) = row_of(change) {
        return Some(row_anchor(field, row));
    }
    let index = if change.area == Area::Abbreviations { 0 } else { change.target.index };
    paper.anchors.get(&(change.area, index)).cloned()
}

/// What happened, in a few words: `Eintrag geändert (3 Wörter neu, 2 entfallen)`.
pub fn described(change: &Change) -> String {
    let what = subject(change);
    let happened = match change.kind {
        ChangeKind::Added => "neu",
        ChangeKind::Removed => "entfallen",
        ChangeKind::Reworded => "geändert",
        ChangeKind::Renamed => "umbenannt",
        ChangeKind::Moved | ChangeKind::MovedReworded => "verschoben",
    };
    let from =
        change.from.as_ref().map(|from| format!(" (bisher {})", origin(from, change))).unwrap_or_default();
    let and = if change.kind == ChangeKind::MovedReworded { " und geändert" } else { "" };
    format!("{what} {happened}{from}{and}{}", counts(change))
}

fn subject(change: &Change) -> &'static str {
    match (change.area, change.target.part, change.target.row) {
        (Area::Abbreviations, Part::Status, _) => "Bedeutung",
        (Area::Abbreviations, ..) => "Abkürzung",
        (Area::Field, Part::Whole | Part::Title, None) => "Handlungsfeld",
        (Area::Field, Part::Whole, Some(_)) => "Aktion",
        (Area::Field, Part::Title, Some(_)) => "Bezeichnung",
        (Area::Field, Part::Status, _) => "Eintrag",
        (Area::Section, Part::Status, _) => "Absatz",
        (Area::Section, ..) => "Abschnitt",
    }
}

/// Where something stood before, as far as it differs from where it stands.
fn origin(from: &Place, change: &Change) -> String {
    let same = |to: &Option<Place>, of: fn(&Place) -> &str| to.as_ref().is_some_and(|to| of(to) == of(from));
    let (field, action) = (same(&change.to, |it| &it.field), same(&change.to, |it| &it.action));
    match (field, action || from.action.is_empty()) {
        (true, true) => format!("an Stelle {}", from.position),
        (true, false) => format!("bei »{}«", from.action),
        (false, true) => format!("in »{}«", from.field),
        (false, false) => format!("in »{}« bei »{}«", from.field, from.action),
    }
}

fn counts(change: &Change) -> String {
    let words = |count: usize| if count == 1 { "1 Wort".to_owned() } else { format!("{count} Wörter") };
    match (change.words.inserted, change.words.deleted) {
        (0, 0) => String::new(),
        (inserted, 0) => format!(": {} neu", words(inserted)),
        (0, deleted) => format!(": {} entfallen", words(deleted)),
        (inserted, deleted) => format!(": {} neu, {deleted} entfallen", words(inserted)),
    }
}
