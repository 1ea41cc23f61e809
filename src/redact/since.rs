//! What of the version before has become secret since: struck through, it would still be read.
//!
//! A row or section is secret where what it became is. The values of a column are where its head says so
//! today (»Kosten« that is »Kosten (nichtöffentlich)« or »Kosten intern« now), or where they stand in a
//! secret column of the same row today. What the version before kept back itself stays kept back.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::rows::Secrecy;
use crate::german::{fold, subject};
use crate::model::{Action, Detail, DetailColumn, Entry, Lineage, Paragraph, Report, Section};
use crate::source::Location;
use crate::text::Text;

/// Values of fewer words stand everywhere, unless there are figures in them.
const TELLING: usize = 3;

/// What tells columns from another: their purpose, and where that is their own, what their head is about.
type Key = (DetailColumn, String);
type Sheet = Option<Arc<str>>;

/// Today's report, asked about the version before.
#[derive(Debug)]
pub(super) struct Since<'a> {
    lineage: &'a Lineage,
    actions: BTreeMap<&'a Location, &'a Action>,
    sections: BTreeMap<&'a Location, &'a Section>,
    /// The titles of secret actions and the headings of secret sections.
    titles: BTreeSet<String>,
    headings: BTreeSet<String>,
    /// The columns of each sheet that are secret, and those that are not.
    secret: BTreeMap<Sheet, BTreeSet<Key>>,
    open: BTreeMap<Sheet, BTreeSet<Key>>,
}

impl<'a> Since<'a> {
    /// Asks `today`, as it is before anything is taken out.
    pub(super) fn new(today: &'a Report, lineage: &'a Lineage) -> Self {
        let actions = || today.fields.iter().flat_map(|field| &field.actions);
        let (mut secret, mut open) = (BTreeMap::<Sheet, BTreeSet<Key>>::new(), BTreeMap::new());
        for column in &today.columns.withheld {
            let key = key(column.column, &column.head.value);
            secret.entry(column.head.at.sheet.clone()).or_default().insert(key);
        }
        for action in actions() {
            let columns: &mut BTreeSet<Key> = open.entry(action.at.sheet.clone()).or_default();
            let values = details(action).filter(|detail| !detail.nonpublic);
            columns.extend(values.map(|detail| key(detail.column, detail.label.as_str())));
        }
        let of_actions = actions().filter(|action| action.nonpublic);
        let of_sections = today.sections.iter().filter(|section| section.nonpublic);
        Self {
            lineage,
            actions: actions().map(|action| (&action.at, action)).collect(),
            sections: today.sections.iter().map(|section| (&section.title.at, section)).collect(),
            titles: of_actions.map(|action| title(&action.title)).collect(),
            headings: of_sections.map(|section| heading(&section.title.value)).collect(),
            secret,
            open,
        }
    }

    fn successor(&self, action: &Location) -> Option<&'a Action> {
        self.actions.get(self.lineage.actions.get(action)?).copied()
    }

    /// Whether the column of a value is secret on the sheet where its row stands today; of a row that stands
    /// on none, whether one such column is secret anywhere.
    fn column(&self, sheet: &Sheet, key: &Key) -> bool {
        let holds = |columns: &BTreeMap<Sheet, BTreeSet<Key>>| {
            columns.get(sheet).is_some_and(|columns| columns.contains(key))
        };
        match self.open.contains_key(sheet) {
            true => holds(&self.secret) && !holds(&self.open),
            false => self.secret.values().any(|columns| columns.contains(key)),
        }
    }

    /// Whether what a value says stands in a secret column of the row today, and in no other.
    fn moved(&self, now: &Action, key: &Key, detail: &Detail) -> bool {
        let said = lines(detail);
        let telling =
            said.contains(|c: char| c.is_ascii_digit()) || said.split_whitespace().nth(TELLING - 1).is_some();
        let stays = self.open.get(&now.at.sheet).is_some_and(|columns| columns.contains(key));
        let stands = |nonpublic: bool| {
            let mut values = details(now).filter(|detail| detail.nonpublic == nonpublic);
            values.any(|detail| lines(detail) == said)
        };
        !said.is_empty() && (telling || !stays) && stands(true) && !stands(false)
    }
}

impl Secrecy for Since<'_> {
    fn action(&self, action: &Action) -> bool {
        action.nonpublic
            || match self.successor(&action.at) {
                Some(now) => now.nonpublic,
                // A row that was rewritten while it became secret may not be known again but by its title.
                None => {
                    let title = title(&action.title);
                    !title.is_empty() && self.titles.contains(&title)
                }
            }
    }

    fn section(&self, section: &Section) -> bool {
        let at = self.lineage.sections.get(&section.title.at);
        section.nonpublic
            || match at.and_then(|at| self.sections.get(at)) {
                Some(now) => now.nonpublic,
                None => {
                    let heading = heading(&section.title.value);
                    !heading.is_empty() && self.headings.contains(&heading)
                }
            }
    }

    fn value(&self, action: &Location, detail: &Detail) -> bool {
        let now = self.successor(action);
        let key = key(detail.column, detail.label.as_str());
        detail.nonpublic
            || self.column(now.map_or(&action.sheet, |now| &now.at.sheet), &key)
            || now.is_some_and(|now| self.moved(now, &key, detail))
    }
}

fn key(column: DetailColumn, head: &str) -> Key {
    let own = matches!(column, DetailColumn::Other | DetailColumn::Earlier);
    (column, if own { subject(head) } else { String::new() })
}

fn details(action: &Action) -> impl Iterator<Item = &Detail> {
    let values = action.status.iter().filter_map(|entry| match entry {
        Entry::Details(details) => Some(&details.values),
        Entry::Paragraph(_) => None,
    });
    values.flatten()
}

fn lines(detail: &Detail) -> String {
    let lines: Vec<String> = detail.lines.iter().map(|line| line.settled().to_plain()).collect();
    lines.join("\n")
}

/// What an action is called: all of it where it is struck.
fn title(title: &[Paragraph]) -> String {
    let said = |of: fn(&Text) -> Text| -> String {
        title.iter().map(|paragraph| fold(of(&paragraph.text).as_str())).collect()
    };
    let settled = said(Text::settled);
    if settled.is_empty() { said(Text::clone) } else { settled }
}

fn heading(title: &Text) -> String {
    subject(title.settled().as_str())
}
