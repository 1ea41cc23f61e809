//! The list of changes `tests/samples/changes.txt`: that it tells the whole difference of the two
//! versions of the first paper, and nothing else. Its notation is described at its top.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::source::{self, Paper};
use crate::Done;

/// A passage and where it stands: a title, a line of a cell, a row of the abbreviations.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Item {
    at: String,
    text: String,
}

/// One record of the list.
#[derive(Debug, Default)]
struct Change {
    number: String,
    object: String,
    event: String,
    values: Vec<(String, String)>,
}

impl Change {
    /// The first value of a key; blank where the record does not have it.
    fn get<'a>(&'a self, key: &'a str) -> &'a str {
        self.all(key).next().unwrap_or_default()
    }

    fn all<'a>(&'a self, key: &'a str) -> impl Iterator<Item = &'a str> {
        self.values.iter().filter(move |(name, _)| name == key).map(|(_, value)| value.as_str())
    }
}

/// Applies the list to version 1.13 and compares with version 1.14.
pub(crate) fn verify(texts: &Path) -> Done {
    let load = |name: &str| fs::read_to_string(texts.join(name)).map_err(|error| format!("{name}: {error}"));
    let (old, new) = (source::parse(&load("krm_1.13.txt")?)?, source::parse(&load("krm_1.14.txt")?)?);
    let changes = parse(&load("changes.txt")?)?;
    compare(&old, &new, &changes).map_err(|error| format!("changes.txt: {error}"))?;
    println!("changes.txt: {} passages tell the whole difference of 1.13 and 1.14", changes.len());
    Ok(())
}

fn parse(text: &str) -> Result<Vec<Change>, String> {
    let mut changes: Vec<Change> = Vec::new();
    for line in text.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        let misread = || format!("changes.txt: »{line}« is neither the head nor a value of a record");
        if let Some(pair) = line.strip_prefix("  ") {
            let (key, value) = pair.split_once(": ").ok_or_else(misread)?;
            let change = changes.last_mut().ok_or_else(misread)?;
            change.values.push((key.to_owned(), value.to_owned()));
        } else {
            let mut head = line.split(' ').map(str::to_owned);
            let (Some(number), Some(object), Some(event)) = (head.next(), head.next(), head.next()) else {
                return Err(misread());
            };
            changes.push(Change { number, object, event, values: Vec::new() });
        }
    }
    Ok(changes)
}

/// One side of a marked text: the previous version's or the current one's.
fn side(marked: &str, current: bool) -> String {
    let (dropped, kept) = if current { (("[-", "-]"), ("{+", "+}")) } else { (("{+", "+}"), ("[-", "-]")) };
    let mut rest = marked;
    let mut text = String::new();
    while let Some((before, after)) = rest.split_once(dropped.0) {
        text.push_str(before);
        rest = after.split_once(dropped.1).map_or("", |(_, after)| after);
    }
    text.push_str(rest);
    text.replace(kept.0, "").replace(kept.1, "")
}

/// All passages of a paper in their order.
fn items(paper: &Paper) -> Vec<Item> {
    let mut items = Vec::new();
    let mut add = |at: &str, text: &str| items.push(Item { at: at.to_owned(), text: text.to_owned() });
    for section in &paper.sections {
        for line in section.cells.iter().flat_map(|cell| &cell.lines) {
            add(&format!("Texte › {}", section.title), bare(line).as_str());
        }
    }
    for field in &paper.fields {
        add("Handlungsfelder", &field.title);
        for action in &field.actions {
            let title = action.title.join(" / ");
            add(&field.title, &title);
            for line in action.cells.iter().flat_map(|cell| &cell.lines) {
                add(&format!("{} › {title}", field.title), bare(line).as_str());
            }
        }
    }
    for row in paper.lists.iter().filter(|list| list.sheet == "Abkürzungen").flat_map(|list| &list.rows) {
        if let [short, meaning, ..] = row.as_slice() {
            add("Abkürzungen", &format!("{short} = {meaning}"));
        }
    }
    items
}

/// A line without bullet, indentation and the signs of bold words.
fn bare(line: &str) -> String {
    let line = line.trim();
    let marker = ["• ", "– ", "- ", "o "].iter().find_map(|marker| line.strip_prefix(marker));
    marker.unwrap_or(line).trim().replace("**", "")
}

/// Both versions with every listed change taken back must be alike, passage for passage.
fn compare(old: &Paper, new: &Paper, changes: &[Change]) -> Result<(), String> {
    let titles = renamed(changes);
    let (mut old, mut new) = (items(old), items(new));
    // A moved action leaves its place in both versions; its passages are compared on their own.
    let mut blocks = Vec::new();
    for change in changes.iter().filter(|change| change.object == "action" && change.event == "moved") {
        let text = change.get("text");
        let before = lift(&mut old, change.get("was"), text);
        let after = lift(&mut new, change.get("at"), text);
        blocks.push((renew(before, change.get("at"), text, &titles), after));
    }
    let mut sides = vec![(old.into_iter().map(|item| renewed(item, &titles)).collect(), new)];
    sides.extend(blocks);
    for change in changes.iter().filter(|change| !(change.object == "action" && change.event == "moved")) {
        take_back(change, &mut sides, &titles)?;
    }
    for (old, new) in sides {
        let differs = |(old, new): &(&Item, &Item)| old != new;
        if let Some((old, new)) = old.iter().zip(&new).find(differs) {
            return Err(format!("a difference is not listed:\n1.13: {old:?}\n1.14: {new:?}"));
        }
        if old.len() != new.len() {
            return Err(format!("{} passages of 1.13 face {} of 1.14", old.len(), new.len()));
        }
    }
    Ok(())
}

/// Titles of 1.13 that read otherwise in 1.14.
fn renamed(changes: &[Change]) -> BTreeMap<String, String> {
    let titles = changes.iter().filter(|change| matches!(&*change.object, "field" | "action"));
    let renamed = titles.filter(|change| change.event == "changed");
    renamed.map(|change| (side(change.get("text"), false), side(change.get("text"), true))).collect()
}

/// The same passage with the titles in its place as 1.14 has them.
fn renewed(item: Item, titles: &BTreeMap<String, String>) -> Item {
    let part = |part: &str| titles.get(part).cloned().unwrap_or_else(|| part.to_owned());
    Item { at: item.at.split(" › ").map(part).collect::<Vec<_>>().join(" › "), ..item }
}

/// Takes an action, its title and entries, out of a version.
fn lift(items: &mut Vec<Item>, field: &str, title: &str) -> Vec<Item> {
    let place = format!("{field} › {title}");
    items.extract_if(.., |item| item.at == place || (item.at == field && item.text == title)).collect()
}

/// The passages of a moved action under the place it has now.
fn renew(block: Vec<Item>, field: &str, title: &str, titles: &BTreeMap<String, String>) -> Vec<Item> {
    let place = |item: Item| {
        let at = if item.text == title { field.to_owned() } else { format!("{field} › {title}") };
        renewed(Item { at, ..item }, titles)
    };
    block.into_iter().map(place).collect()
}

/// Removes what a record speaks of from the side or sides that have it.
fn take_back(
    change: &Change,
    sides: &mut [(Vec<Item>, Vec<Item>)],
    titles: &BTreeMap<String, String>,
) -> Result<(), String> {
    let at = change.get("at");
    let marked: Vec<&str> = change.all("text").collect();
    for (index, text) in marked.iter().enumerate() {
        // Further texts of a new or dropped action are its entries.
        let title = marked.first().map(|title| side(title, change.event == "new")).unwrap_or_default();
        let at = if index == 0 { at.to_owned() } else { format!("{at} › {title}") };
        let was = if change.event == "moved" { change.get("was") } else { &at };
        let was = renewed(Item { at: was.to_owned(), text: side(text, false) }, titles);
        let now = Item { at, text: side(text, true) };
        let found = match change.event.as_str() {
            "changed" => swap(sides, &was, &now),
            "moved" => remove(sides, &was, true) && remove(sides, &now, false),
            "new" => was.text.is_empty() && remove(sides, &now, false),
            "dropped" => now.text.is_empty() && remove(sides, &was, true),
            _ => false,
        };
        if !found {
            return Err(format!("record {}: not found:\n{was:?}\n{now:?}", change.number));
        }
    }
    if change.event == "same" {
        let item = |key: &str| Item { at: at.to_owned(), text: change.get(key).to_owned() };
        if !swap(sides, &item("before"), &item("after")) {
            return Err(format!("record {}: not found at {at}", change.number));
        }
    }
    Ok(())
}

/// Gives a passage of 1.13 the text of 1.14, where both versions have theirs.
fn swap(sides: &mut [(Vec<Item>, Vec<Item>)], was: &Item, now: &Item) -> bool {
    sides.iter_mut().any(|(old, new)| {
        let place = old.iter_mut().find(|item| *item == was).filter(|_| new.contains(now));
        place.map(|item| now.clone_into(item)).is_some()
    })
}

fn remove(sides: &mut [(Vec<Item>, Vec<Item>)], item: &Item, old: bool) -> bool {
    sides.iter_mut().any(|(before, after)| {
        let items = if old { before } else { after };
        let place = items.iter().position(|other| other == item);
        place.map(|index| items.remove(index)).is_some()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paper(entries: &str) -> Paper {
        source::parse(&format!("@@ Sachstand\n## Feld\n### Aktion\n{entries}")).unwrap()
    }

    fn verdict(old: &str, new: &str, changes: &str) -> Result<(), String> {
        compare(&paper(old), &paper(new), &parse(changes).unwrap())
    }

    #[test]
    fn both_sides_come_out_of_a_marked_text() {
        let text = "bis [-Mai-]{+Juni+} 2025{+, spätestens+}";
        assert_eq!(side(text, false), "bis Mai 2025");
        assert_eq!(side(text, true), "bis Juni 2025, spätestens");
    }

    #[test]
    fn a_listed_change_is_accepted() {
        let changes = "1 entry changed\n  at: Feld › Aktion\n  text: bis [-Mai-]{+Juni+}\n";
        assert_eq!(verdict("| • bis Mai\n", "| • bis Juni\n", changes), Ok(()));
    }

    #[test]
    fn an_unlisted_change_is_reported() {
        let error = verdict("| • bis Mai\n", "| • bis Juni\n", "").unwrap_err();
        assert!(error.contains("not listed"), "{error}");
    }

    #[test]
    fn a_listed_change_that_is_none_is_reported() {
        let changes = "1 entry new\n  at: Feld › Aktion\n  text: {+neu+}\n";
        assert!(verdict("| • bis Mai\n", "| • bis Mai\n", changes).unwrap_err().contains("record 1"));
    }

    #[test]
    fn an_unlisted_move_is_reported() {
        assert!(verdict("| • a\n| • b\n", "| • b\n| • a\n", "").is_err());
        let changes = "1 entry moved\n  at: Feld › Aktion\n  was: Feld › Aktion\n  text: a\n";
        assert_eq!(verdict("| • a\n| • b\n", "| • b\n| • a\n", changes), Ok(()));
    }

    #[test]
    fn the_list_tells_the_whole_difference_of_the_samples() {
        verify(&crate::root().join("tests/samples")).unwrap();
    }
}
