//! Blocks: headings, paragraphs, lists and tables in the order of the document.

use std::collections::BTreeMap;

use docx_rs::{LineSpacing, Paragraph, ParagraphChild, Table};

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

/// A place that can be linked to.
struct Bookmark {
    id: usize,
    name: String,
    page: u32,
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
    /// The bookmark of each anchor.
    anchors: BTreeMap<&'a str, Bookmark>,
    links: Links,
    tables: Vec<table::Note>,
}

impl<'a> Writer<'a> {
    /// A writer for `document`; every heading and every row with an anchor must have its page.
    pub(super) fn new(
        document: &'a Document,
        pages: &PageNumbers,
        options: &DocxOptions,
    ) -> Result<Self, Error> {
        let (mut headings, mut rows) = (Vec::new(), Vec::new());
        collect_anchored(&document.blocks, &mut headings, &mut rows);
        let page = |anchor: &str| pages.anchors.get(anchor).copied().ok_or_else(|| no_page(anchor));
        let toc = |index: usize| format!("_Toc{:09}", 100_000_001 + index);
        let mut anchors = BTreeMap::new();
        let mut entries = Vec::new();
        for (index, heading) in headings.into_iter().enumerate() {
            let (bookmark, page) = (toc(index), page(&heading.anchor)?);
            let name = bookmark.clone();
            anchors.insert(heading.anchor.as_str(), Bookmark { id: index + 1, name, page });
            entries.push(Entry { heading, bookmark, page });
        }
        for (index, anchor) in rows.into_iter().enumerate() {
            let name = format!("_Ref{:09}", 100_000_001 + index);
            anchors.insert(anchor, Bookmark { id: entries.len() + index + 1, name, page: page(anchor)? });
        }
        Ok(Self { changes: options.changes, entries, anchors, links: Links::default(), tables: Vec::new() })
    }

    /// What was remembered.
    pub(super) fn into_notes(self) -> Notes {
        Notes { links: self.links, tables: self.tables, bookmarks: self.anchors.len() }
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
            Some(anchor) => Some(Target::Inside(self.anchors.get(anchor)?.name.clone())),
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
            Block::Page { anchor } => vec![self.page_of(anchor).into()],
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
        let paragraph = self.paragraph(heading_style(heading), &heading.text);
        let paragraph = self.bookmarked(paragraph, &heading.anchor);
        if heading.new_page { on_new_page(paragraph) } else { paragraph }
    }

    /// The paragraph with the bookmark of `anchor` around its text.
    pub(super) fn bookmarked(&self, mut paragraph: Paragraph, anchor: &str) -> Paragraph {
        let Some(bookmark) = self.anchors.get(anchor) else { return paragraph };
        let text = std::mem::take(&mut paragraph.children);
        paragraph = paragraph.add_bookmark_start(bookmark.id, &bookmark.name);
        paragraph.children.extend(text);
        paragraph.add_bookmark_end(bookmark.id)
    }

    /// The number of the page of `anchor`, a link to it.
    fn page_of(&self, anchor: &str) -> Paragraph {
        let Some(bookmark) = self.anchors.get(anchor) else { return styled(style_map::NORMAL) };
        let reference = format!(r" PAGEREF {} \h ", bookmark.name);
        let number = contents::field(&reference, &bookmark.page.to_string());
        let number = number.into_iter().map(|run| ParagraphChild::Run(Box::new(run))).collect();
        let link = inline::hyperlink(&Target::Inside(bookmark.name.clone()), number);
        styled(style_map::NORMAL).add_hyperlink(link)
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
