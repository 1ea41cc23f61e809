//! The text in the order of the structure (ISO 32000-1, 14.7), in which a paragraph goes on over the
//! end of its page and no other cell comes between.

use std::collections::{BTreeMap, BTreeSet};

use super::content::Marked;
use super::file::File;
use super::lex;
use super::value::{DAMAGED, Value};
use crate::gate::hits::Unreadable;
use crate::gate::place::{Flow, Place};

/// Elements inside each other.
const DEPTH: usize = 100;

/// The text of all pages.
#[derive(Debug, Default)]
pub(super) struct Ordered {
    /// As seen.
    pub(super) seen: Flow,
    /// As read aloud.
    pub(super) spoken: Flow,
    /// As seen, without what is struck through; and without what is underlined. Paragraphs that have
    /// neither are left out.
    pub(super) accepted: Flow,
    pub(super) rejected: Flow,
}

/// Puts the `marked` content of `pages` (their object numbers with their numbers) in order.
pub(super) fn ordered(
    file: &File<'_>,
    marked: &BTreeMap<(u32, usize), Marked>,
    pages: &BTreeMap<u32, usize>,
) -> Result<Ordered, Unreadable> {
    let root = file.get(&file.trailer, b"Root").and_then(|catalog| file.get(catalog, b"StructTreeRoot"));
    let (seen, read, ordered) = (BTreeSet::new(), BTreeSet::new(), Ordered::default());
    let mut walk =
        Walk { file, marked, pages, seen, read, ordered, struck: false, underlined: false, decorated: false };
    if let Some(kids) = root.and_then(|root| root.get(b"K")) {
        walk.kids(kids, None, 0)?;
    }
    // What belongs to no element is read all the same.
    for (page, number) in marked.keys() {
        walk.content(Some(*page), Some(*number));
    }
    Ok(walk.ordered)
}

struct Walk<'w, 'f> {
    file: &'w File<'f>,
    marked: &'w BTreeMap<(u32, usize), Marked>,
    pages: &'w BTreeMap<u32, usize>,
    /// Elements and marked content that were met.
    seen: BTreeSet<u32>,
    read: BTreeSet<(u32, usize)>,
    ordered: Ordered,
    struck: bool,
    underlined: bool,
    /// Whether the paragraph has either.
    decorated: bool,
}

impl<'f> Walk<'_, 'f> {
    fn kids(&mut self, kids: &Value<'f>, page: Option<u32>, depth: usize) -> Result<(), Unreadable> {
        if depth > DEPTH {
            return Err(DAMAGED.into());
        }
        for kid in kids.items() {
            match kid {
                Value::Number(_) => self.content(page, kid.count()),
                Value::Reference(number) => {
                    let element = self.file.objects.get(number).map(|object| &object.value);
                    match element {
                        // A list of kids that is an object of its own.
                        Some(list @ Value::Array(_)) if self.seen.insert(*number) => {
                            self.kids(list, page, depth + 1)?
                        }
                        Some(element) if self.seen.insert(*number) => self.element(element, page, depth)?,
                        _ => return Err(DAMAGED.into()),
                    }
                }
                kid => self.element(kid, page, depth)?,
            }
        }
        Ok(())
    }

    fn element(&mut self, element: &Value<'f>, page: Option<u32>, depth: usize) -> Result<(), Unreadable> {
        let own = match element.get(b"Pg") {
            Some(Value::Reference(number)) => Some(*number),
            _ => None,
        };
        let page = own.or(page);
        if element.name_of(b"Type") == Some(b"OBJR") {
            return Ok(());
        }
        if let Some(number) = element.get(b"MCID") {
            self.content(page, number.count());
            return Ok(());
        }
        let kind = element.name_of(b"S").unwrap_or_default();
        if INLINE.contains(&kind) {
            return self.inside(element, page, depth);
        }
        let place = self.place(page);
        let decorated = std::mem::take(&mut self.decorated);
        let start = (self.ordered.accepted.text.len(), self.ordered.rejected.text.len());
        self.push(place, "\n", "\n");
        self.inside(element, page, depth)?;
        self.push(place, "\n", "\n");
        if !self.decorated {
            self.ordered.accepted.truncate(start.0);
            self.ordered.rejected.truncate(start.1);
        }
        self.decorated |= decorated;
        Ok(())
    }

    fn inside(&mut self, element: &Value<'f>, page: Option<u32>, depth: usize) -> Result<(), Unreadable> {
        let (struck, underlined) = (self.struck, self.underlined);
        match decoration(self.file, element) {
            Some(b"LineThrough") => (self.struck, self.decorated) = (true, true),
            Some(b"Underline") => (self.underlined, self.decorated) = (true, true),
            _ => {}
        }
        let spoken = self.ordered.spoken.text.len();
        if let Some(kids) = element.get(b"K") {
            self.kids(kids, page, depth + 1)?;
        }
        if let Some(Value::String(text)) = element.get(b"ActualText") {
            self.ordered.spoken.truncate(spoken);
            self.push(self.place(page), "", &lex::text(text));
        }
        (self.struck, self.underlined) = (struck, underlined);
        Ok(())
    }

    fn content(&mut self, page: Option<u32>, number: Option<usize>) {
        let Some(key) = page.zip(number).filter(|key| self.read.insert(*key)) else { return };
        let Some(marked) = self.marked.get(&key) else { return };
        self.push(self.place(page), &marked.seen, &marked.spoken);
    }

    fn place(&self, page: Option<u32>) -> Place {
        page.and_then(|page| self.pages.get(&page)).map_or(Place::Structure, |number| Place::Page(*number))
    }

    fn push(&mut self, place: Place, seen: &str, spoken: &str) {
        self.ordered.seen.push(place, seen);
        self.ordered.spoken.push(place, spoken);
        if !self.struck {
            self.ordered.accepted.push(place, seen);
        }
        if !self.underlined {
            self.ordered.rejected.push(place, seen);
        }
    }
}

/// The line over or under the text of an element (ISO 32000-1, 14.8.5.4.4).
fn decoration<'v>(file: &'v File<'_>, element: &'v Value<'_>) -> Option<&'v [u8]> {
    let attributes = file.get(element, b"A")?.items().iter();
    attributes.filter_map(|attributes| file.get(attributes, b"TextDecorationType")?.name()).next()
}

/// Elements inside a line.
const INLINE: &[&[u8]] =
    &[b"Span", b"Link", b"Strong", b"Em", b"Quote", b"Code", b"Reference", b"Annot", b"Datetime"];
