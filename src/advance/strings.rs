//! The shared strings of a workbook (ECMA-376 part 1, 18.4). A string may belong to many cells, so
//! none is ever changed: a cell with a new text gets a new string at the end of the table.

use std::collections::BTreeMap;

use super::rich::Rich;
use super::xml::{Element, Part, opened, with_attr};
use crate::diag::Error;

/// The table of shared strings, and what is added to it.
#[derive(Debug)]
pub(super) struct Strings {
    part: Part,
    root: Element,
    items: Vec<Element>,
    added: Vec<String>,
    index: BTreeMap<String, usize>,
    /// How many references cells gained (or lost).
    balance: i64,
}

impl Strings {
    /// Takes the part.
    pub(super) fn new(part: Part) -> Result<Self, Error> {
        let root = part.root()?;
        let mut items = part.children(&root)?;
        items.retain(|item| part.local(item) == "si");
        Ok(Self { part, root, items, added: Vec::new(), index: BTreeMap::new(), balance: 0 })
    }

    /// The string with this number, in runs.
    pub(super) fn get(&self, number: usize) -> Result<Rich, Error> {
        let item = self.items.get(number).ok_or_else(|| self.part.damaged())?;
        Rich::parse(&self.part, item)
    }

    /// Notes that a cell no longer refers to a string.
    pub(super) fn release(&mut self) {
        self.balance -= 1;
    }

    /// The number of a new string.
    pub(super) fn add(&mut self, text: &Rich) -> usize {
        self.balance += 1;
        let xml = text.to_xml(self.part.prefix(&self.root), "si");
        let next = self.items.len() + self.added.len();
        let (index, added) = (&mut self.index, &mut self.added);
        *index.entry(xml).or_insert_with_key(|xml| {
            added.push(xml.clone());
            next
        })
    }

    /// The part's name and its new bytes, where anything was added or released.
    pub(super) fn finish(self) -> Result<Option<(String, Vec<u8>)>, Error> {
        if self.added.is_empty() && self.balance == 0 {
            return Ok(None);
        }
        let part = &self.part;
        let mut tag = part.str(self.root.open.clone()).to_owned();
        if let Some(count) = part.number::<i64>(&self.root, "count") {
            tag = with_attr(&tag, "count", Some(&(count + self.balance).max(0).to_string()));
        }
        if let Some(count) = part.number::<usize>(&self.root, "uniqueCount") {
            tag = with_attr(&tag, "uniqueCount", Some(&(count + self.added.len()).to_string()));
        }
        // Behind the last string: an extension list must stay last (18.4.9).
        let behind = self.items.last().map_or(self.root.inner.start, |item| item.end);
        let added = self.added.concat();
        let edits = match self.root.is_single_tag() {
            true => vec![(self.root.whole(), format!("{}{added}</{}>", opened(&tag), part.tag(&self.root)))],
            false => vec![(self.root.open.clone(), tag), (behind..behind, added)],
        };
        Ok(Some((part.name().to_owned(), part.edited(edits)?)))
    }
}
