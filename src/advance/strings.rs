//! The shared strings of a workbook (ECMA-376 part 1, 18.4): a cell with a new text gets a new string.

use super::cell_text::CellText;
use super::items::ItemList;
use crate::diag::Error;
use crate::ooxml::part::{Edits, Part};

/// The table of shared strings, and what is added to it.
#[derive(Debug)]
pub(super) struct Strings {
    part: Part,
    prefix: String,
    items: ItemList,
    /// How many references cells gained (or lost).
    balance: i64,
}

impl Strings {
    /// Takes the part.
    pub(super) fn new(part: Part) -> Result<Self, Error> {
        let root = part.root()?;
        let items = part.children_named(&root, "si")?;
        let prefix = part.prefix(&root).to_owned();
        Ok(Self { part, prefix, items: ItemList::new(root, items), balance: 0 })
    }

    /// The string with this number, in runs.
    pub(super) fn get(&self, number: usize) -> Result<CellText, Error> {
        let item = self.items.get(number).ok_or_else(|| self.part.damaged())?;
        CellText::parse(&self.part, item)
    }

    /// Notes that a cell no longer refers to a string.
    pub(super) fn release(&mut self) {
        self.balance -= 1;
    }

    /// The number of a new string.
    pub(super) fn add(&mut self, text: &CellText) -> usize {
        self.balance += 1;
        self.items.add(text.to_xml(&self.prefix, "si"))
    }

    /// The part, and what changes in it.
    pub(super) fn finish(self) -> Result<(Part, Edits), Error> {
        let raised = [("count", self.balance), ("uniqueCount", self.items.added())];
        let edits = self.items.edits(&self.part, &raised)?;
        Ok((self.part, edits))
    }
}
