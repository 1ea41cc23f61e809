//! The difference between two versions as text: what is compared, every change, the sums.

use std::fmt::Write as _;

use sachstand::compose::{change_place, described};
use sachstand::model::{Change, ChangeKind, MarkOrigin};
use sachstand::office::Difference;
use sachstand::text::single_spaced;

use super::summary::plural;
use super::terminal::{heading, runs};

/// The whole comparison as text.
pub(super) fn shown(it: &Difference) -> String {
    let mut out = head(it);
    for group in it.changes.chunk_by(|one, next| title(one) == title(next)) {
        out.push_str(&listed(group));
    }
    let _ = writeln!(out, "{}", summary(&it.changes));
    out
}

/// What is compared with what, and how changes are shown.
fn head(it: &Difference) -> String {
    let name = format!("{}, {}", it.current.facts.id.value, it.edition.german());
    let mut out = format!("{}\n", heading(&name));
    for (word, report) in [("alt", &it.previous), ("neu", &it.current)] {
        let facts = &report.facts;
        let version = facts.version.as_ref().map(|it| format!("Version {}", it.value));
        let date = facts.date.as_ref().map(|it| format!("Stand {}", it.value.strftime("%d.%m.%Y")));
        let known: Vec<String> = version.into_iter().chain(date).collect();
        let known = if known.is_empty() { String::new() } else { format!(" ({})", known.join(", ")) };
        let _ = writeln!(out, "  {word}: {}{known}", report.file);
    }
    if it.marks == MarkOrigin::ByHand {
        out.push_str("  nach den Kennzeichnungen in den Zellen, nicht errechnet\n");
    }
    out.push('\n');
    out
}

/// The changes of one Aktion, section or abbreviation under its name.
fn listed(group: &[Change]) -> String {
    let mut out = group.first().map_or_else(String::new, |it| format!("{}\n", heading(&title(it))));
    for change in group {
        let _ = writeln!(out, "  {}{}", described(change), cells(change));
        out.push_str(&runs(&change.runs, 4));
    }
    out.push('\n');
    out
}

fn title(change: &Change) -> String {
    let names = [change_place(change), &change.action];
    let names: Vec<String> =
        names.into_iter().filter(|name| !name.trim().is_empty()).map(single_spaced).collect();
    names.join(" › ")
}

/// The cells of both sides: ` · Sachstand!C4 → Sachstand!C5`
fn cells(change: &Change) -> String {
    let inside = |at: &Option<sachstand::source::Location>| at.as_ref().map(|at| at.inside());
    match (inside(&change.cells.previous), inside(&change.cells.current)) {
        (Some(one), Some(other)) if one != other => format!(" · {one} → {other}"),
        (Some(one), None) => format!(" · {one} (alt)"),
        (_, Some(one)) => format!(" · {one}"),
        (None, None) => String::new(),
    }
}

/// »54 Änderungen: 3 neu, 2 entfallen, 49 geändert; 120 Wörter neu, 80 entfallen«
fn summary(changes: &[Change]) -> String {
    if changes.is_empty() {
        return "Keine Änderungen".into();
    }
    let count = |kinds: &[ChangeKind]| changes.iter().filter(|it| kinds.contains(&it.kind)).count();
    let kinds = [
        (count(&[ChangeKind::Added]), "neu"),
        (count(&[ChangeKind::Removed]), "entfallen"),
        (count(&[ChangeKind::Reworded]), "geändert"),
        (count(&[ChangeKind::Renamed]), "umbenannt"),
        (count(&[ChangeKind::Moved, ChangeKind::MovedReworded]), "verschoben"),
        (count(&[ChangeKind::Split]), "geteilt"),
        (count(&[ChangeKind::Joined]), "zusammengefasst"),
    ];
    let kinds: Vec<String> =
        kinds.iter().filter(|(count, _)| *count > 0).map(|(count, word)| format!("{count} {word}")).collect();
    let inserted = changes.iter().map(|it| it.words.inserted).sum();
    let deleted: usize = changes.iter().map(|it| it.words.deleted).sum();
    format!(
        "{}: {}; {} neu, {deleted} entfallen",
        plural(changes.len(), "Änderung", "Änderungen"),
        kinds.join(", "),
        plural(inserted, "Wort", "Wörter")
    )
}
