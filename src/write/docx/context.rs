//! What the writing of one paper knows and remembers.

use std::collections::BTreeMap;

use super::DocxOptions;
use super::hyperlink::{Relationships, Target};
use crate::diag::{Error, ErrorKind};
use crate::document::{Block, Document, Heading, PageNumbers, Shown, Table};

/// A place that can be linked to.
pub(super) struct Bookmark {
    /// From 1 on.
    pub(super) id: usize,
    pub(super) name: String,
    pub(super) page: u32,
}

/// The paper, its places, and what the finishing pass will have to know.
pub(super) struct Context<'a> {
    pub(super) document: &'a Document,
    /// The font's name.
    pub(super) font: &'a str,
    /// How changes are shown.
    pub(super) changes: Shown,
    /// How many pages there are.
    pub(super) pages: u32,
    /// The headings in order.
    pub(super) headings: Vec<&'a Heading>,
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
        let (mut headings, mut rows) = (Vec::new(), Vec::new());
        collect_anchored(&document.blocks, &mut headings, &mut rows);
        let of_headings: Vec<&str> = headings.iter().map(|heading| heading.anchor.as_str()).collect();
        let mut bookmarks = BTreeMap::new();
        for (kind, anchors) in [("_Toc", of_headings), ("_Ref", rows)] {
            for (index, anchor) in anchors.into_iter().enumerate() {
                let name = format!("{kind}{:09}", 100_000_001 + index);
                let page = *pages.anchors.get(anchor).ok_or_else(|| no_page(anchor))?;
                bookmarks.insert(anchor, Bookmark { id: bookmarks.len() + 1, name, page });
            }
        }
        Ok(Self {
            document,
            font: &options.font,
            changes: options.changes,
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

/// The headings, and the anchors of rows, in the order of the document.
fn collect_anchored<'a>(blocks: &'a [Block], headings: &mut Vec<&'a Heading>, rows: &mut Vec<&'a str>) {
    for block in blocks {
        match block {
            Block::Heading(heading) => headings.push(heading),
            Block::List(list) => {
                list.items.iter().for_each(|item| collect_anchored(&item.blocks, headings, rows));
            }
            Block::Table(table) => {
                rows.extend(table.rows.iter().filter_map(|row| row.anchor.as_deref()));
                let cells = table.rows.iter().flat_map(|row| &row.cells);
                cells.for_each(|cell| collect_anchored(&cell.blocks, headings, rows));
            }
            Block::Contents { .. } | Block::Paragraph(_) | Block::Page { .. } => {}
        }
    }
}

fn no_page(anchor: &str) -> Error {
    Error::new(ErrorKind::Internal, format!("Für die Stelle »{anchor}« ist keine Seitenzahl bekannt"))
}
