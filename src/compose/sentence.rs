//! A change in words: what was said and what is said now, for a reader who sees no underline.

use crate::diag::head;
use crate::model::{Area, Change, ChangeKind, ChangeRun, Part, Place, ValueChange};
use crate::text::{Mark, single_spaced};

/// So many passages of one text are told.
const PASSAGES: usize = 4;
/// So many characters of a passage are quoted.
const QUOTED: usize = 90;
/// So many bytes for each of them at most.
const BYTES: usize = 8;
/// So many of a text that is only to be known again.
const NAMED: usize = 40;

/// What happened: one sentence, or one for each value that changed.
pub(super) fn sentences(change: &Change) -> Vec<String> {
    let moved = matches!(change.kind, ChangeKind::Moved | ChangeKind::MovedReworded);
    let whole = (moved || change.values.is_empty()).then(|| sentence(change));
    whole.into_iter().chain(change.values.iter().map(value)).collect()
}

/// `Termin: 31.12.2025 → 30.06.2026`
fn value(change: &ValueChange) -> String {
    let ValueChange { label, from, to } = change;
    match (from.is_empty(), to.is_empty()) {
        (true, _) => format!("{label} neu: {}", head(to, QUOTED)),
        (_, true) => format!("{label} entfallen: {}", head(from, QUOTED)),
        _ => {
            let (from, to) = around_difference(from, to);
            format!("{label}: {} → {}", head(from, QUOTED), head(to, QUOTED))
        }
    }
}

fn sentence(change: &Change) -> String {
    let what = subject(change);
    let name = || quoted(&now(&change.runs), NAMED);
    let passages = passages(&change.runs);
    let changed = || told(&passages);
    // The values that changed are told one by one.
    let is_told = passages.is_empty() || !change.values.is_empty();
    let and = |told: String| if is_told { String::new() } else { format!("; geändert: {told}") };
    let from = change.from.as_ref().map(|from| origin(from, change)).unwrap_or_default();
    match change.kind {
        ChangeKind::Added => with_text(&format!("{what} neu"), &own_text(change, Mark::Inserted)),
        ChangeKind::Removed => with_text(&format!("{what} entfallen"), &own_text(change, Mark::Deleted)),
        ChangeKind::Renamed => format!("{what} geändert: {}", changed()),
        ChangeKind::Reworded if change.area == Area::Abbreviations => {
            format!("{what} geändert: {}", changed())
        }
        ChangeKind::Reworded => format!("{what} {} geändert: {}", name(), changed()),
        ChangeKind::Moved | ChangeKind::MovedReworded if change.target.paragraph.is_none() => {
            format!("{what} verschoben, bisher {from}{}", and(changed()))
        }
        ChangeKind::Moved | ChangeKind::MovedReworded => {
            format!("{what} {} verschoben, bisher {from}{}", name(), and(changed()))
        }
        ChangeKind::Split => {
            let count = change.runs.iter().flat_map(|run| run.text.matches('\n')).count() + 1;
            format!("{what} {} in {count} Einträge geteilt{}", name(), and(changed()))
        }
        ChangeKind::Joined => format!("{what} {} aus mehreren zusammengefasst{}", name(), and(changed())),
    }
}

/// What a change is about.
pub(super) fn subject(change: &Change) -> &'static str {
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

fn with_text(what: &str, text: &str) -> String {
    if text.trim().is_empty() { what.to_owned() } else { format!("{what}: {}", quoted(text, QUOTED)) }
}

/// What came or went with a whole; of a row, a field or a section without the title, which is told beside it.
fn own_text(change: &Change, mark: Mark) -> String {
    let runs = change.runs.iter().filter(|run| run.op == mark).map(|run| run.text.as_str());
    let text: String = runs.collect();
    match change.target.paragraph {
        Some(_) => text,
        None => text.split_once('\n').map_or_else(String::new, |(_, below)| below.to_owned()),
    }
}

/// The text as it reads now.
fn now(runs: &[ChangeRun]) -> String {
    let now: String =
        runs.iter().filter(|run| run.op != Mark::Deleted).map(|run| run.text.as_str()).collect();
    let first = now.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    first.to_owned()
}

/// The beginning of a text: so many characters as they are seen, each of which may be made of many.
fn quoted(text: &str, count: usize) -> String {
    let text = single_spaced(text);
    let front = text.get(..text.floor_char_boundary(count * BYTES)).unwrap_or_default();
    format!("»{}«", head(front, count))
}

/// A place in a text where something changed: what stood there and what stands there.
#[derive(Debug, Default, PartialEq, Eq)]
struct Passage {
    was: String,
    is: String,
}

/// The passages that changed, whole words of each.
fn passages(runs: &[ChangeRun]) -> Vec<Passage> {
    let mut passages = Vec::new();
    let mut open: Option<(&str, Passage)> = None;
    let mut before = "";
    for run in runs {
        match (run.op, &mut open) {
            (Mark::Kept, Some((_, passage))) if run.text.chars().all(|c| c == ' ') => {
                // Two words beside each other are one passage.
                passage.was.push_str(&run.text);
                passage.is.push_str(&run.text);
            }
            (Mark::Kept, _) => {
                passages.extend(open.take().map(|(before, passage)| passage.in_words(before, &run.text)));
                before = &run.text;
            }
            (op, _) => {
                let (_, passage) = open.get_or_insert_with(|| (before, Passage::default()));
                let side = if op == Mark::Deleted { &mut passage.was } else { &mut passage.is };
                side.push_str(&run.text);
            }
        }
    }
    passages.extend(open.map(|(before, passage)| passage.in_words(before, "")));
    passages.retain(|it| single_spaced(&it.was) != single_spaced(&it.is));
    passages
}

impl Passage {
    /// The passage with what stands of its first and last word before and behind it.
    fn in_words(self, before: &str, behind: &str) -> Self {
        let is_word = |c: char| c.is_alphanumeric();
        // Where nothing stands, the neighbour does.
        let begins = |side: &str| side.chars().next().or(behind.chars().next()).is_some_and(is_word);
        let ends = |side: &str| side.chars().next_back().or(before.chars().next_back()).is_some_and(is_word);
        let sides = [&self.was, &self.is];
        let front = before.trim_end_matches(is_word).len();
        let front = if sides.iter().any(|side| begins(side)) { before.get(front..) } else { None };
        let rest = behind.len() - behind.trim_start_matches(is_word).len();
        let rest = if sides.iter().any(|side| ends(side)) { behind.get(..rest) } else { None };
        let whole = |side: &str| format!("{}{side}{}", front.unwrap_or_default(), rest.unwrap_or_default());
        Self { was: whole(&self.was), is: whole(&self.is) }
    }
}

fn told(passages: &[Passage]) -> String {
    let all: Vec<String> = passages.iter().filter_map(|passage| one(passage, passages)).collect();
    let mut told: Vec<String> = all.iter().take(PASSAGES).cloned().collect();
    match all.len().saturating_sub(PASSAGES) {
        0 => {}
        1 => told.push("und eine weitere Stelle".to_owned()),
        more => told.push(format!("und {more} weitere Stellen")),
    }
    if told.is_empty() { "nur Leerzeichen".to_owned() } else { told.join("; ") }
}

/// One of the passages in words; none for the place that another one went away from.
fn one(passage: &Passage, all: &[Passage]) -> Option<String> {
    let Passage { was, is } = passage;
    let same = |one: &str, other: &str| single_spaced(one) == single_spaced(other);
    Some(match (was.trim().is_empty(), is.trim().is_empty()) {
        (true, _) if all.iter().any(|it| it.is.trim().is_empty() && same(&it.was, is)) => {
            format!("umgestellt {}", quoted(is, QUOTED))
        }
        (_, true) if all.iter().any(|it| it.was.trim().is_empty() && same(&it.is, was)) => return None,
        (true, _) => format!("neu {}", quoted(is, QUOTED)),
        (_, true) => format!("entfallen {}", quoted(was, QUOTED)),
        _ => {
            let (was, is) = around_difference(was, is);
            format!("statt {} jetzt {}", quoted(was, QUOTED), quoted(is, QUOTED))
        }
    })
}

/// Two texts from shortly before where they begin to differ, if that is too far behind to be quoted.
fn around_difference<'t>(one: &'t str, other: &'t str) -> (&'t str, &'t str) {
    let common = one.char_indices().zip(other.chars()).find(|((_, a), b)| a != b);
    let at = common.map_or(one.len().min(other.len()), |((at, _), _)| at);
    if one.get(..at).is_none_or(|front| front.chars().count() < QUOTED / 2) {
        return (one, other);
    }
    let before: String = one.get(..at).unwrap_or_default().chars().rev().take(NAMED / 2).collect();
    let near = at - before.len();
    let start =
        one.get(near..at).and_then(|it| it.find(char::is_whitespace)).map_or(near, |space| near + space + 1);
    (one.get(start..).unwrap_or(one), other.get(start..).unwrap_or(other))
}

/// Where something stood before, as far as it differs from where it stands.
pub(super) fn origin(from: &Place, change: &Change) -> String {
    let same = |to: &Option<Place>, of: fn(&Place) -> &str| to.as_ref().is_some_and(|to| of(to) == of(from));
    let (field, action) = (same(&change.to, |it| &it.field), same(&change.to, |it| &it.action));
    match (field, action || from.action.is_empty()) {
        (true, true) => format!("an Stelle {}", from.position),
        (true, false) => format!("bei »{}«", from.action),
        (false, true) => format!("in »{}«", from.field),
        (false, false) => format!("in »{}« bei »{}«", from.field, from.action),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told_of(runs: &[(&str, Mark)]) -> String {
        let runs: Vec<ChangeRun> =
            runs.iter().map(|(text, op)| ChangeRun { op: *op, text: (*text).to_owned() }).collect();
        told(&passages(&runs))
    }

    #[test]
    fn passages_are_told_in_whole_words() {
        use Mark::{Deleted, Inserted, Kept};
        for (runs, expected) in [
            (
                &[("bis ", Kept), ("Mai", Deleted), ("Juni", Inserted), (" geprüft.", Kept)][..],
                "statt »Mai« jetzt »Juni«",
            ),
            (
                &[("Haupt", Kept), ("straße", Deleted), ("platz", Inserted)],
                "statt »Hauptstraße« jetzt »Hauptplatz«",
            ),
            (&[("Schul", Kept), ("en", Inserted), (" und", Kept)], "statt »Schul« jetzt »Schulen«"),
            (&[("Die Halle", Kept), (" ist saniert", Inserted), (".", Kept)], "neu »ist saniert«"),
            (
                &[("Mai", Deleted), ("Juni", Inserted), (" ", Kept), ("2025", Deleted), ("2026", Inserted)],
                "statt »Mai 2025« jetzt »Juni 2026«",
            ),
            (&[("Gut. ", Deleted), ("Fertig.", Kept), (" Gut.", Inserted)], "umgestellt »Gut.«"),
            (&[("a", Kept), (" ", Deleted), ("b", Kept)], "statt »a b« jetzt »ab«"),
        ] {
            assert_eq!(told_of(runs), expected, "{runs:?}");
        }
    }
}
