//! Blocks: headings, paragraphs, lists and tables in the order of the document.

use std::collections::BTreeMap;

use docx_rs::{LineSpacing, Paragraph, Table};

use super::contents;
use super::inline;
use super::links::{Links, Target};
use super::lists;
use super::measures::TABLE_AFTER;
use super::revision;
use super::style_map::{self, BODY, BULLETS, CONTINUES, DETAILS, HEADINGS, INVISIBLE};
use super::table;
use super::{Changes, DocxOptions};
use crate::diag::{Error, ErrorKind};
use crate::document::{self, Block, Document, Heading, Item, PageNumbers, Role};
use crate::text::{Mark, Text};

/// A paragraph or a table of the Word file.
pub(super) enum Piece {
    Paragraph(Box<Paragraph>),
    Table(Box<Table>),
}

impl From<Paragraph> for Piece {
    fn from(paragraph: Paragraph) -> Self {
        Self::Paragraph(Box::new(paragraph))
    }
}

/// Where blocks stand.
#[derive(Clone, Copy, Default)]
pub(super) struct Place {
    /// How many lists enclose them.
    lists: usize,
    /// Whether a cell of a table does.
    cell: bool,
}

impl Place {
    /// In a cell.
    pub(super) const CELL: Self = Self { lists: 0, cell: true };
}

/// A heading with its bookmark and page.
pub(super) struct Entry<'a> {
    pub(super) heading: &'a Heading,
    pub(super) bookmark: String,
    pub(super) page: u32,
}

/// What the finishing pass has to know about the document.
pub(super) struct Notes {
    /// Links out of the document.
    pub(super) links: Links,
    /// The tables in the order in which they open.
    pub(super) tables: Vec<table::Note>,
    /// How many bookmarks there are; their ids run from 1.
    pub(super) bookmarks: usize,
}

/// Turns blocks into pieces and remembers what the finishing pass needs.
pub(super) struct Writer<'a> {
    changes: Changes,
    entries: Vec<Entry<'a>>,
    /// The entry of each anchor.
    anchors: BTreeMap<&'a str, usize>,
    links: Links,
    tables: Vec<table::Note>,
}

impl<'a> Writer<'a> {
    /// A writer for `document`; every heading must have its page.
    pub(super) fn new(
        document: &'a Document,
        pages: &PageNumbers,
        options: &DocxOptions,
    ) -> Result<Self, Error> {
        let mut headings = Vec::new();
        collect_headings(&document.blocks, &mut headings);
        let entries = headings
            .into_iter()
            .enumerate()
            .map(|(index, heading)| {
                let page = pages.headings.get(&heading.anchor).copied().ok_or_else(|| no_page(heading))?;
                Ok(Entry { heading, bookmark: format!("_Toc{:09}", 100_000_001 + index), page })
            })
            .collect::<Result<Vec<_>, Error>>()?;
        let anchors =
            entries.iter().enumerate().map(|(index, entry)| (entry.heading.anchor.as_str(), index)).collect();
        Ok(Self { changes: options.changes, entries, anchors, links: Links::default(), tables: Vec::new() })
    }

    /// What was remembered.
    pub(super) fn into_notes(self) -> Notes {
        Notes { links: self.links, tables: self.tables, bookmarks: self.entries.len() }
    }

    /// How changes are shown.
    pub(super) fn changes(&self) -> Changes {
        self.changes
    }

    /// The headings.
    pub(super) fn entries(&self) -> &[Entry<'a>] {
        &self.entries
    }

    /// Where `link` leads, if the paper may link there.
    pub(super) fn link(&mut self, link: &str) -> Option<Target> {
        match link.strip_prefix('#') {
            Some(anchor) => {
                let entry = self.entries.get(*self.anchors.get(anchor)?)?;
                Some(Target::Heading(entry.bookmark.clone()))
            }
            None => self.links.id(link).map(Target::Outside),
        }
    }

    /// Remembers a table that opens.
    pub(super) fn note(&mut self, table: table::Note) {
        self.tables.push(table);
    }

    /// Everything after the cover. It starts a page, as does what follows the contents.
    pub(super) fn body(&mut self, blocks: &[Block]) -> Vec<Piece> {
        let mut pieces = Vec::new();
        let mut new_page = true;
        for (index, block) in blocks.iter().enumerate() {
            let start = pieces.len();
            pieces.extend(self.block(block, blocks.get(index + 1), Place::default()));
            if new_page {
                start_page(&mut pieces, start);
            }
            new_page = matches!(block, Block::Contents { .. });
        }
        closed(pieces)
    }

    /// The blocks of a cell, whose row carries the mark `row` as a whole.
    pub(super) fn cell(&mut self, blocks: &[Block], row: Mark) -> Vec<Piece> {
        let pieces = self.blocks(blocks, Place::CELL);
        match (pieces.last(), row) {
            (Some(Piece::Paragraph(_)), Mark::Inserted | Mark::Deleted) => pieces,
            _ => closed(pieces),
        }
    }

    fn blocks(&mut self, blocks: &[Block], place: Place) -> Vec<Piece> {
        let next = |index: usize| blocks.get(index + 1);
        let pieces = blocks.iter().enumerate().map(|(index, block)| self.block(block, next(index), place));
        pieces.flatten().collect()
    }

    fn block(&mut self, block: &Block, next: Option<&Block>, place: Place) -> Vec<Piece> {
        match block {
            Block::Contents { title } => contents::contents(title, self),
            Block::Heading(heading) => vec![self.heading(heading).into()],
            Block::Paragraph(paragraph) => vec![self.paragraph_block(paragraph, place).into()],
            Block::List(list) => list.items.iter().flat_map(|item| self.item(item, place)).collect(),
            Block::Table(table) => {
                let table = Piece::Table(Box::new(table::table(table, self)));
                std::iter::once(table).chain(self.gap(next).map(Piece::from)).collect()
            }
        }
    }

    /// The space after a table: Word joins two tables with nothing between them. A heading brings
    /// its own space, unless it goes away with a revision.
    fn gap(&self, next: Option<&Block>) -> Option<Paragraph> {
        match next? {
            Block::Heading(heading) if revision::whole(&heading.text, self.changes) == Mark::Kept => None,
            _ => Some(invisible().line_spacing(LineSpacing::new().after(TABLE_AFTER.twips()))),
        }
    }

    /// A paragraph of that style with that text.
    pub(super) fn paragraph(&mut self, style: &str, text: &Text) -> Paragraph {
        let mut paragraph = styled(style);
        paragraph.children = inline::children(text, self);
        revision::paragraph(paragraph, revision::whole(text, self.changes))
    }

    fn heading(&mut self, heading: &Heading) -> Paragraph {
        let mut paragraph = self.paragraph(heading_style(heading), &heading.text);
        if let Some(&index) = self.anchors.get(heading.anchor.as_str()) {
            let text = std::mem::take(&mut paragraph.children);
            paragraph = paragraph.add_bookmark_start(index + 1, &self.entries[index].bookmark);
            paragraph.children.extend(text);
            paragraph = paragraph.add_bookmark_end(index + 1);
        }
        if heading.new_page { on_new_page(paragraph) } else { paragraph }
    }

    fn paragraph_block(&mut self, block: &document::Paragraph, place: Place) -> Paragraph {
        let Some(level) = place.lists.checked_sub(1) else {
            let style = match block.role {
                Role::Body if place.cell => style_map::NORMAL,
                Role::Body => BODY,
                Role::Details => DETAILS,
            };
            return self.paragraph(style, &block.text);
        };
        let indent = lists::text_indent(level);
        match (block.role, style_map::for_level(&CONTINUES, level)) {
            (Role::Body, (style, true)) => self.paragraph(style, &block.text),
            (Role::Body, (style, false)) => {
                self.paragraph(style, &block.text).indent(Some(indent), None, None, None)
            }
            (Role::Details, _) => self.paragraph(DETAILS, &block.text).indent(Some(indent), None, None, None),
        }
    }

    fn item(&mut self, item: &Item, place: Place) -> Vec<Piece> {
        let (style, own) = style_map::for_level(&BULLETS, place.lists);
        let mut paragraph = self.paragraph(style, &item.text);
        if !own {
            paragraph.property = lists::numbered(paragraph.property, place.lists);
        }
        let mut pieces = vec![Piece::from(paragraph)];
        pieces.extend(self.blocks(&item.blocks, Place { lists: place.lists + 1, ..place }));
        pieces
    }
}

/// An empty paragraph of that style; `Normal` need not be named.
pub(super) fn styled(style: &str) -> Paragraph {
    match style {
        style_map::NORMAL => Paragraph::new(),
        _ => Paragraph::new().style(style),
    }
}

/// A paragraph that Word needs and nobody should see.
pub(super) fn invisible() -> Paragraph {
    styled(INVISIBLE)
}

/// Ends a cell or the body: Word wants a paragraph there. Its end cannot be part of a revision, so
/// where the last one goes away with a revision, an invisible one is there to stay.
fn closed(mut pieces: Vec<Piece>) -> Vec<Piece> {
    match pieces.last() {
        None => pieces.push(Paragraph::new().into()),
        Some(Piece::Table(_)) => pieces.push(invisible().into()),
        Some(Piece::Paragraph(last)) if revision::is_whole(last) => pieces.push(invisible().into()),
        Some(Piece::Paragraph(_)) => {}
    }
    pieces
}

/// Makes the piece at `start` begin a page.
fn start_page(pieces: &mut Vec<Piece>, start: usize) {
    match pieces.get_mut(start) {
        Some(Piece::Paragraph(paragraph)) => {
            **paragraph = on_new_page(std::mem::take(paragraph));
        }
        _ => pieces.insert(start, on_new_page(invisible()).into()),
    }
}

/// The paragraph at the top of a page, without the space above it.
fn on_new_page(paragraph: Paragraph) -> Paragraph {
    paragraph.page_break_before(true).line_spacing(LineSpacing::new().before(0))
}

fn heading_style(heading: &Heading) -> &'static str {
    HEADINGS[level_index(heading)]
}

/// 0 for the outermost level; deeper levels than the second look like the second.
pub(super) fn level_index(heading: &Heading) -> usize {
    usize::from(heading.level > 1)
}

fn collect_headings<'a>(blocks: &'a [Block], headings: &mut Vec<&'a Heading>) {
    for block in blocks {
        match block {
            Block::Heading(heading) => headings.push(heading),
            Block::List(list) => list.items.iter().for_each(|item| collect_headings(&item.blocks, headings)),
            Block::Table(table) => {
                let cells = table.rows.iter().flat_map(|row| &row.cells);
                cells.for_each(|cell| collect_headings(&cell.blocks, headings));
            }
            Block::Contents { .. } | Block::Paragraph(_) => {}
        }
    }
}

fn no_page(heading: &Heading) -> Error {
    let message = format!("Für die Überschrift »{}« ist keine Seitenzahl bekannt", heading.text.to_plain());
    Error::new(ErrorKind::Internal, message)
}
