//! Where a printed character comes from: its text and the byte in it. Typst carries a span with
//! every glyph; here a span points into the document's texts instead of a source file.

use std::num::NonZeroU64;
use std::ops::Range;

use typst::layout::{Abs, Frame, FrameItem, Point};
use typst::syntax::{FileId, RootedPath, Span, VirtualPath, VirtualRoot};
use typst::text::TextItem;
use typst_layout::PagedDocument;

use crate::diag::{Error, ErrorKind};

/// The bits of a span that number a node in its file; the file's id stands above them.
const NUMBER_BITS: u32 = 48;
/// The first number that Typst gives to a node.
const FIRST: u64 = 2;

/// The pieces in which the texts of a document go to Typst, in the order of the document.
pub(super) struct Places {
    /// Stands for the document in Typst's spans; no such file exists.
    file: FileId,
    pieces: Vec<Piece>,
    /// How far to the right each text may reach.
    edges: Vec<Abs>,
    /// The rows of the status tables, in order.
    rows: Vec<StatusRow>,
}

/// A stretch of a text, or words of the program's own within it.
struct Piece {
    text: usize,
    /// Its bytes in the text; none for words of the program's own.
    source: Option<Range<usize>>,
}

/// The texts of a row of a status table.
#[derive(Clone, Debug)]
pub(super) struct StatusRow {
    /// What the row is called.
    pub(super) name: String,
    /// The numbers of the texts in its left cell, and how far they reach.
    pub(super) action: (Range<usize>, Abs),
    /// Of those in its right cell.
    pub(super) status: Range<usize>,
    /// The anchor of the heading right above, where it is the first row below one.
    pub(super) heading: Option<String>,
}

/// A stretch of text on a line of a page.
pub(super) struct Stretch<'a> {
    /// The page, counted from 0.
    pub(super) page: usize,
    /// The number of its text; none for what the template itself prints.
    pub(super) text: Option<usize>,
    /// Its bytes in the text; none for words of the program's own.
    pub(super) source: Option<Range<usize>>,
    /// Its characters as printed.
    pub(super) characters: &'a str,
    /// Where it begins and ends on the page, from the left.
    pub(super) reach: Range<Abs>,
    /// The line its letters stand on, from the top of the page.
    pub(super) baseline: Abs,
    /// The size of its letters.
    pub(super) size: Abs,
}

impl Places {
    pub(super) fn new() -> Result<Self, Error> {
        let path = VirtualPath::new("/document")
            .map_err(|_| Error::new(ErrorKind::Internal, "Pfad der Texte ungültig"))?;
        let file = RootedPath::new(VirtualRoot::Project, path).intern();
        Ok(Self { file, pieces: Vec::new(), edges: Vec::new(), rows: Vec::new() })
    }

    /// Counts a text that may reach as far as `edge`; its number.
    pub(super) fn text(&mut self, edge: Abs) -> usize {
        self.edges.push(edge);
        self.edges.len() - 1
    }

    /// How many texts were counted so far.
    pub(super) fn counted(&self) -> usize {
        self.edges.len()
    }

    /// Remembers a row of a status table, whose texts were counted last.
    pub(super) fn row(&mut self, row: StatusRow) {
        self.rows.push(row);
    }

    /// The rows of the status tables, in order.
    pub(super) fn rows(&self) -> &[StatusRow] {
        &self.rows
    }

    /// How far to the right a text may reach.
    pub(super) fn edge(&self, text: usize) -> Option<Abs> {
        self.edges.get(text).copied()
    }

    /// Counts a piece of a text; the span that leads back to it.
    pub(super) fn span(&mut self, text: usize, source: Option<Range<usize>>) -> Span {
        let number = FIRST + self.pieces.len() as u64;
        self.pieces.push(Piece { text, source });
        let file = u64::from(self.file.into_raw().get()) << NUMBER_BITS;
        NonZeroU64::new(file | number).map_or(Span::detached(), Span::from_raw)
    }

    /// Whether what bears this span are words of the program's own.
    pub(super) fn is_own(&self, span: Span) -> bool {
        self.piece(span).is_some_and(|piece| piece.source.is_none())
    }

    fn piece(&self, span: Span) -> Option<&Piece> {
        let number = span.into_raw().get() & ((1 << NUMBER_BITS) - 1);
        let index = usize::try_from(number.checked_sub(FIRST)?).ok()?;
        self.pieces.get(index).filter(|_| span.id() == Some(self.file))
    }

    /// Shows every stretch of text on the pages, in the order of the layout.
    pub(super) fn walk<'a>(&self, pages: &'a PagedDocument, see: &mut dyn FnMut(Stretch<'a>)) {
        for (page, it) in pages.pages().iter().enumerate() {
            self.frame(page, &it.frame, Point::zero(), see);
        }
    }

    fn frame<'a>(&self, page: usize, frame: &'a Frame, origin: Point, see: &mut dyn FnMut(Stretch<'a>)) {
        for (position, item) in frame.items() {
            let at = origin + *position;
            match item {
                FrameItem::Group(group) => {
                    let shift = Point::new(group.transform.tx, group.transform.ty);
                    self.frame(page, &group.frame, at + shift, see);
                }
                FrameItem::Text(item) => self.item(page, item, at, see),
                _ => {}
            }
        }
    }

    fn item<'a>(&self, page: usize, item: &'a TextItem, at: Point, see: &mut dyn FnMut(Stretch<'a>)) {
        let mut x = at.x;
        for glyphs in item.glyphs.chunk_by(|one, next| one.span.0 == next.span.0) {
            let from = x;
            x += glyphs.iter().map(|glyph| glyph.x_advance.at(item.size)).sum::<Abs>();
            // Glyphs of a script that runs to the left come in reverse.
            let start = glyphs.iter().map(|glyph| glyph.range.start).min().unwrap_or_default();
            let end = glyphs.iter().map(|glyph| glyph.range.end).max().unwrap_or_default();
            let offset = glyphs.iter().map(|glyph| usize::from(glyph.span.1)).min().unwrap_or_default();
            let piece = glyphs.first().and_then(|glyph| self.piece(glyph.span.0));
            let characters = item.text.get(usize::from(start)..usize::from(end));
            let Some(characters) = characters else { continue };
            let source = piece.and_then(|piece| piece.source.as_ref()).map(|source| {
                let start = source.start + offset;
                start..(start + characters.len()).min(source.end).max(start)
            });
            let text = piece.map(|piece| piece.text);
            see(Stretch { page, text, source, characters, reach: from..x, baseline: at.y, size: item.size });
        }
    }
}
