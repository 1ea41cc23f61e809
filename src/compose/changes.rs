//! The Änderungsübersicht: where what changed and how, in words, so that a change is found and understood
//! without seeing underlines.

use crate::document::{Block, Row, Shown, TableKind};
use crate::model::{Area, Change, ChangeKind, MarkOrigin, Report, Target};
use crate::text::{Mark, Text};

use super::blocks::{self, body, table};
use super::fields::{row_anchor, row_of};
use super::legend::bracketed;
use super::sentence::{origin, sentences, subject};
use super::{ComposeOptions, Paper, known};

/// What happened, as the overview is divided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Group {
    New,
    Dropped,
    Altered,
    Moved,
}

impl Group {
    const ALL: [Self; 4] = [Self::New, Self::Dropped, Self::Altered, Self::Moved];

    fn of(change: &Change) -> Self {
        match change.kind {
            ChangeKind::Added => Self::New,
            ChangeKind::Removed => Self::Dropped,
            ChangeKind::Reworded | ChangeKind::Renamed | ChangeKind::Split | ChangeKind::Joined => {
                Self::Altered
            }
            ChangeKind::Moved | ChangeKind::MovedReworded => Self::Moved,
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::New => "neu",
            Self::Dropped => "entfallen",
            Self::Altered => "geändert",
            Self::Moved => "verschoben",
        }
    }

    fn heading(self) -> &'static str {
        match self {
            Self::New => "Neu",
            Self::Dropped => "Entfallen",
            Self::Altered => "Geändert",
            Self::Moved => "Verschoben",
        }
    }
}

/// Adds the overview: a table for each kind of change, one row for each Aktion (section, abbreviation).
///
/// Where changes are Word's revisions, all of it is one: when they are rejected it tells of nothing.
pub(super) fn add(paper: &mut Paper, report: &Report, options: &ComposeOptions) {
    let changes = &options.changes;
    if changes.is_empty() {
        return;
    }
    let start = paper.blocks.len();
    paper.heading(1, "Änderungsübersicht", None);
    paper.blocks.push(body(summary(changes, &options.marks), None));
    for group in Group::ALL {
        let own: Vec<&Change> = changes.iter().filter(|change| Group::of(change) == group).collect();
        if !own.is_empty() {
            paper.heading(2, group.heading(), None);
            let table = self::table_of(paper, group, &own, &report.columns.action);
            paper.blocks.push(table);
        }
    }
    if options.shown == Shown::Tracked {
        paper.blocks.iter_mut().skip(start).for_each(as_new);
    }
}

/// `Änderungen gegenüber der vorigen Fassung (Version 1.13): 3 neu, 2 entfallen und 7 geändert. …`
fn summary(changes: &[Change], marks: &MarkOrigin) -> String {
    let against = match marks {
        MarkOrigin::Against { version, date } => bracketed(&known(version.as_ref(), *date)),
        _ => String::new(),
    };
    let count = |group| changes.iter().filter(|change| Group::of(change) == group).count();
    let counts = Group::ALL.map(|group| (count(group), group.word()));
    let mut counts: Vec<String> = counts
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| format!("{count} {word}"))
        .collect();
    let last = counts.pop().unwrap_or_default();
    let counted = if counts.is_empty() { last } else { format!("{} und {last}", counts.join(", ")) };
    let has_arrow = |change: &Change| change.values.iter().any(|it| !it.from.is_empty() && !it.to.is_empty());
    let arrow = match changes.iter().any(has_arrow) {
        true => "; ein Pfeil steht zwischen dem bisherigen und dem neuen Wert",
        false => "",
    };
    format!(
        "Änderungen gegenüber der vorigen Fassung{against}: {counted}. Genannt ist die Seite dieses Berichts, auf \
         der die Aktion oder der Abschnitt beginnt{arrow}."
    )
}

fn table_of(paper: &Paper, group: Group, changes: &[&Change], action: &str) -> Block {
    const PLACE: &str = "Handlungsfeld oder Abschnitt";
    let action = if action.trim().is_empty() { "Aktion" } else { action };
    let summary = format!("Änderungsübersicht: {}", group.word());
    if group == Group::Moved {
        let rows = changes.iter().map(|change| moved(paper, change));
        let columns = [(PLACE, 5), (action, 5), ("Änderung", 8), ("Von Seite", 3), ("Auf Seite", 3)];
        return table(TableKind::Listing, summary, columns, rows);
    }
    let together = changes
        .chunk_by(|one, next| (one.area, &one.field, &one.action) == (next.area, &next.field, &next.action));
    let columns = [(PLACE, 5), (action, 5), ("Änderung", 11), ("Seite", 3)];
    table(TableKind::Listing, summary, columns, together.map(|changes| row(paper, changes)))
}

/// Changes of one Aktion.
fn row(paper: &Paper, changes: &[&Change]) -> Row {
    let first = changes.first();
    let told = changes.iter().flat_map(|change| sentences(change));
    blocks::row([
        text(first.map_or("", |change| change_place(change))),
        text(first.map_or("", |change| &change.action)),
        told.map(|sentence| body(sentence, None)).collect(),
        page(first.and_then(|change| anchor(paper, change))),
    ])
}

/// What moved, with the page from which it came.
fn moved(paper: &Paper, change: &Change) -> Row {
    blocks::row([
        text(change_place(change)),
        text(&change.action),
        sentences(change).into_iter().map(|sentence| body(sentence, None)).collect(),
        page(change.origin.and_then(|origin| anchor_of(paper, change.area, origin))),
        page(anchor(paper, change)),
    ])
}

fn text(text: &str) -> Vec<Block> {
    vec![body(text, None)]
}

fn page(anchor: Option<String>) -> Vec<Block> {
    anchor.map(|anchor| Block::Page { anchor, mark: Mark::Kept }).into_iter().collect()
}

/// Marks a block of the overview as new.
fn as_new(block: &mut Block) {
    let new = |text: &mut Text| *text = text.marked(Mark::Inserted);
    match block {
        Block::Heading(heading) => new(&mut heading.text),
        Block::Paragraph(paragraph) => new(&mut paragraph.text),
        Block::Table(table) => {
            table.header.iter_mut().for_each(new);
            table.rows.iter_mut().flat_map(|row| row.cells.iter_mut().flatten()).for_each(as_new);
        }
        Block::Page { mark, .. } => *mark = Mark::Inserted,
        Block::List(_) | Block::Contents { .. } => {}
    }
}

/// The name of the part of the paper that a change is in: Handlungsfeld, section or list.
pub fn change_place(change: &Change) -> &str {
    match change.area {
        Area::Abbreviations => "Abkürzungsverzeichnis",
        Area::Field | Area::Section => &change.field,
    }
}

fn anchor(paper: &Paper, change: &Change) -> Option<String> {
    anchor_of(paper, change.area, change.target)
}

/// The anchor of a part of the paper, or of the heading above where it is left out.
fn anchor_of(paper: &Paper, area: Area, target: Target) -> Option<String> {
    let anchor = match row_of(area, target) {
        Some((field, row)) => row_anchor(field, row),
        None => {
            let index = if area == Area::Abbreviations { 0 } else { target.index };
            paper.anchors.get(&(area, index)).cloned()?
        }
    };
    Some(paper.moved.get(&anchor).cloned().unwrap_or(anchor))
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
        ChangeKind::Split => "geteilt",
        ChangeKind::Joined => "aus mehreren zusammengefasst",
    };
    let from =
        change.from.as_ref().map(|from| format!(" (bisher {})", origin(from, change))).unwrap_or_default();
    let and = if change.kind == ChangeKind::MovedReworded { " und geändert" } else { "" };
    format!("{what} {happened}{from}{and}{}", counts(change))
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
