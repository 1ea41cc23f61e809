//! What the writing of one paper knows and remembers.

use std::collections::BTreeMap;

use super::DocxOptions;
use super::hyperlink::{Relationships, Target};
use super::revision::Marking;
use crate::diag::{Error, ErrorKind};
use crate::document::{Document, Kind, PageNumbers, Table};
use crate::text::{Text, Words};

/// A place that can be linked to.
pub(super) struct Bookmark {
    /// From 1 on.
    pub(super) id: usize,
    pub(super) name: String,
    pub(super) page: u32,
    /// Whether it begins its page in the PDF.
    pub(super) begins_page: bool,
    /// Whether it stands above a table whose first row runs over the page in the PDF.
    pub(super) runs_over: bool,
}

/// A heading as the contents list it.
pub(super) struct Entry<'a> {
    pub(super) level: u8,
    pub(super) anchor: &'a str,
    pub(super) text: &'a Text,
}

/// The paper, its places, and what the finishing pass will have to know.
pub(super) struct Context<'a> {
    pub(super) document: &'a Document,
    /// The font's name.
    pub(super) font: &'a str,
    /// How changes are shown.
    pub(super) changes: Marking,
    /// How many pages there are.
    pub(super) pages: u32,
    /// The headings in order.
    pub(super) headings: Vec<Entry<'a>>,
    /// The bookmark of each anchor.
    pub(super) bookmarks: BTreeMap<&'a str, Bookmark>,
    /// Where links out of the document lead.
    pub(super) links: Relationships,
    /// The tables written so far, in the order in which they open.
    pub(super) tables: Vec<&'a Table>,
}

impl<'a> Context<'a> {
    /// For `document`; every heading and every row with an anchor must have its page.
    pub(super) fn new(
        document: &'a Document,
        pages: &PageNumbers,
        options: &'a DocxOptions,
    ) -> Result<Self, Error> {
        let (mut headings, mut rows) = (Vec::<Entry<'_>>::new(), Vec::new());
        document.texts(&mut |kind, words, _| match (kind, words) {
            (Kind::Anchor, Words::Plain(anchor)) => rows.push(anchor.as_str()),
            // The anchor that was seen last is that of the heading, not of a row.
            (Kind::Heading(level), Words::Text(text)) => {
                headings.extend(rows.pop().map(|anchor| Entry { level, anchor, text }));
            }
            _ => {}
        });
        let of_headings = headings.iter().map(|heading| heading.anchor).collect();
        let mut bookmarks = BTreeMap::new();
        for (kind, anchors) in [("_Toc", of_headings), ("_Ref", rows)] {
            for (index, anchor) in anchors.into_iter().enumerate() {
                let name = format!("{kind}{:09}", 100_000_001 + index);
                let page = *pages.anchors.get(anchor).ok_or_else(|| no_page(anchor))?;
                let begins_page = pages.begins_page.contains(anchor);
                let runs_over = pages.runs_over.contains(anchor);
                let id = bookmarks.len() + 1;
                bookmarks.insert(anchor, Bookmark { id, name, page, begins_page, runs_over });
            }
        }
        Ok(Self {
            document,
            font: &options.font,
            changes: Marking { shown: options.changes, dropped: document.look.dropped },
            pages: pages.total,
            headings,
            bookmarks,
            links: Relationships::default(),
            tables: Vec::new(),
        })
    }

    /// Where `link` leads, if the paper may link there.
    pub(super) fn link(&mut self, link: &str) -> Option<Target> {
        match link.strip_prefix('#') {
            Some(anchor) => Some(Target::Inside(self.bookmarks.get(anchor)?.name.clone())),
            None => self.links.id(link).map(Target::Outside),
        }
    }
}

fn no_page(anchor: &str) -> Error {
    Error::new(ErrorKind::Internal, format!("Für die Stelle »{anchor}« ist keine Seitenzahl bekannt"))
}
