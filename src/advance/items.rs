//! A list inside a part whose items cells refer to by their number: shared strings, fonts, cell
//! formats. An item may belong to many cells, so none is ever changed; new ones stand at the end.

use std::collections::BTreeMap;

use crate::diag::Error;
use crate::ooxml::part::{Edits, Part, with_attr};
use crate::ooxml::xml::ElementRange;

/// The items of a list, and what is added to it.
#[derive(Debug, Default)]
pub(super) struct ItemList {
    /// None where the part lacks the list; it then has no items.
    list: Option<ElementRange>,
    items: Vec<ElementRange>,
    added: Vec<String>,
    numbers: BTreeMap<String, usize>,
}

impl ItemList {
    /// The items `items` of the element `list`.
    pub(super) fn new(list: ElementRange, items: Vec<ElementRange>) -> Self {
        Self { list: Some(list), items, ..Self::default() }
    }

    /// The item with this number, as the part has it.
    pub(super) fn get(&self, number: usize) -> Option<&ElementRange> {
        self.items.get(number)
    }

    /// The number of a new item; one that was added before is not added again.
    pub(super) fn add(&mut self, xml: String) -> usize {
        let (next, added) = (self.items.len() + self.added.len(), &mut self.added);
        *self.numbers.entry(xml).or_insert_with_key(|xml| {
            added.push(xml.clone());
            next
        })
    }

    /// How many items were added.
    pub(super) fn added(&self) -> i64 {
        i64::try_from(self.added.len()).unwrap_or(i64::MAX)
    }

    /// The edits that add the new items, with these attributes of the list, where it has them, raised.
    pub(super) fn edits(&self, part: &Part, raised: &[(&str, i64)]) -> Result<Edits, Error> {
        let Some(list) = self.list.as_ref().filter(|_| raised.iter().any(|(_, by)| *by != 0)) else {
            return Ok(Edits::new());
        };
        let mut tag = part.str(list.open.clone()).to_owned();
        for (name, by) in raised {
            if let Some(count) = part.tag(list).number(name)? {
                tag = with_attr(&tag, name, Some(&(i64::from(count) + by).max(0).to_string()));
            }
        }
        // Behind the last item: an extension list must stay last (18.4.9).
        let behind = self.items.last().map_or(list.inner.start, |item| item.end);
        Ok(part.with_content(list, &tag, behind, &self.added.concat()))
    }
}
