//! Blocks and texts as Typst content. Texts become text elements, never markup source: what a clerk
//! types into a cell cannot become a command. Every text carries its place (see [`Places`]).
//!
//! The template `report.typ` says how most of it looks; the marks, the words for those who do not
//! see them, and the details stand here.

use std::num::{NonZeroU32, NonZeroUsize};

use typst::foundations::{Content, IntoValue, Label, NativeElement, Packed, Smart};
use typst::introspection::MetadataElem;
use typst::layout::{Abs, BlockBody, BlockElem, Em, Fr, PagebreakElem, Sizing, TrackSizings};
use typst::model::{
    Destination, EmphElem, HeadingElem, LinkElem, LinkTarget, ListElem, ListItem, OutlineElem, ParElem,
    StrongElem, TableCell, TableChild, TableElem, TableHeader, TableItem, Url,
};
use typst::pdf::{TableCellKind, TableHeaderScope};
use typst::text::{StrikeElem, SubElem, SuperElem, TextElem, TextSize, UnderlineElem};
use typst::utils::PicoStr;
use typst::visualize::Color;
use unicode_segmentation::UnicodeSegmentation;

use crate::diag::Error;
use crate::document::{Block, Heading, Item, Paragraph, Role, Row, Table, TableKind};
use crate::text::{Format, Mark, Run, Text};

use super::super::uri;
use super::breaks::{BREAK, Breaks};
use super::glyphs::{printed, shown};
use super::measures::{CELL_SIDE, MARGIN_SIDE, QUIET_COLOUR, TEXT_WIDTH, colour};
use super::places::Places;
use super::world::Fonts;

/// The longest text, in bytes, that keeps with what follows it: one that fills a page would push
/// everything behind it off the pages.
const LONGEST_STICKY: usize = 300;
/// A word of the header or footer may break behind so many letters: about half of its line.
const LONGEST_RUNNING: usize = 24;
/// The longest piece of a text, in bytes: Typst counts those of a piece in 16 bits.
const LONGEST_PIECE: usize = 60_000;

/// Builds content and remembers where each text of it comes from.
pub(super) struct Builder<'a> {
    breaks: &'a Breaks,
    fonts: &'a Fonts,
    places: Places,
    /// How far to the right the next text may reach.
    edge: Abs,
}

impl<'a> Builder<'a> {
    pub(super) fn new(breaks: &'a Breaks, fonts: &'a Fonts) -> Result<Self, Error> {
        let edge = MARGIN_SIDE.abs() + TEXT_WIDTH.abs();
        Ok(Self { breaks, fonts, places: Places::new()?, edge })
    }

    /// Where each text came from.
    pub(super) fn into_places(self) -> Places {
        self.places
    }

    pub(super) fn blocks(&mut self, blocks: &[Block]) -> Content {
        Content::sequence(blocks.iter().map(|block| self.block(block)))
    }

    fn block(&mut self, block: &Block) -> Content {
        match block {
            Block::Contents { title } => {
                let title = Smart::Custom(Some(self.plain(title)));
                let outline = OutlineElem::new().with_title(title).with_depth(NonZeroUsize::new(2)).pack();
                Content::sequence([new_page(), outline, new_page()])
            }
            Block::Heading(heading) => self.heading(heading),
            Block::Paragraph(paragraph) => self.paragraph(paragraph),
            Block::List(items) => {
                let items = items.iter().map(|item| self.item(item));
                ListElem::new(items.collect()).pack()
            }
            Block::Table(table) => self.table(table),
            // The template knows how to find the page.
            Block::Page { anchor } => {
                let number = MetadataElem::new(anchor.as_str().into_value()).pack();
                ParElem::new(labelled(number, "page-of")).pack()
            }
        }
    }

    fn heading(&mut self, heading: &Heading) -> Content {
        let level = NonZeroUsize::new(heading.level.into()).unwrap_or(NonZeroUsize::MIN);
        let it = HeadingElem::new(self.text(&heading.text)).with_level(Smart::Custom(level)).pack();
        let it = labelled(it, &heading.anchor);
        if heading.new_page { Content::sequence([new_page(), it]) } else { it }
    }

    fn paragraph(&mut self, paragraph: &Paragraph) -> Content {
        let text = self.text(&paragraph.text);
        match paragraph.role {
            Role::Body => ParElem::new(text).pack(),
            Role::Details => {
                let sticky = paragraph.text.as_str().len() <= LONGEST_STICKY;
                let text = text
                    .set(TextElem::size, TextSize(Em::new(0.92).into()))
                    .set(TextElem::fill, colour(QUIET_COLOUR).into());
                let body = BlockBody::Content(ParElem::new(text).pack());
                // Never alone at the foot of a page.
                BlockElem::new().with_sticky(sticky).with_body(Some(body)).pack()
            }
        }
    }

    fn item(&mut self, item: &Item) -> Packed<ListItem> {
        let first = ParElem::new(self.text(&item.text)).pack();
        let more = self.blocks(&item.blocks);
        Packed::new(ListItem::new(Content::sequence([first, more])))
    }

    fn table(&mut self, table: &Table) -> Content {
        let outside = self.edge;
        let edges = edges(&table.columns);
        let cell = |cell: TableCell| TableItem::Cell(Packed::new(cell));
        let mut head = Vec::new();
        for (index, text) in table.header.iter().enumerate() {
            self.edge = edges.get(index).copied().unwrap_or(outside);
            head.push(cell(TableCell::new(self.text(text))));
        }
        self.edge = outside;
        let mut children = vec![TableChild::Header(Packed::new(TableHeader::new(head)))];
        for row in &table.rows {
            children
                .extend(self.row(row, &edges, table.kind).into_iter().map(|it| TableChild::Item(cell(it))));
        }
        let columns = table.columns.iter().map(|part| Sizing::Fr(Fr::new((*part).into())));
        TableElem::new(children)
            .with_columns(TrackSizings(columns.collect()))
            .with_summary(Some(self.shown(&table.summary).into()))
            .pack()
    }

    fn row(&mut self, row: &Row, edges: &[Abs], kind: TableKind) -> Vec<TableCell> {
        let outside = self.edge;
        let mut anchor = row.anchor.as_deref();
        let mut cells = Vec::new();
        for (index, cell) in row.cells.iter().enumerate() {
            self.edge = edges.get(index).copied().unwrap_or(outside);
            let mut body = self.blocks(cell);
            if let Some(anchor) = anchor.take() {
                let mark = labelled(MetadataElem::new("row".into_value()).pack(), anchor);
                body = Content::sequence([mark, body]);
            }
            cells.push(match (kind, cells.is_empty()) {
                (TableKind::Facts, true) => TableCell::new(StrongElem::new(body).pack())
                    .with_kind(Smart::Custom(TableCellKind::Header(NonZeroU32::MIN, TableHeaderScope::Row))),
                _ => TableCell::new(body),
            });
        }
        self.edge = outside;
        cells
    }

    /// A text without formatting.
    pub(super) fn plain(&mut self, text: &str) -> Content {
        let number = self.places.text(self.edge);
        self.characters(number, 0, text)
    }

    /// A text of the header or footer. Two of them share a line, so that a word that takes more than its
    /// half may break inside.
    pub(super) fn running(&mut self, text: &str) -> Content {
        let number = self.places.text(self.edge);
        let mut parts = Vec::new();
        let (mut from, mut letters) = (0, 0);
        for (at, cluster) in text.grapheme_indices(true) {
            letters = if cluster.trim().is_empty() { 0 } else { letters + 1 };
            if letters > LONGEST_RUNNING {
                parts.push(self.characters(number, from, text.get(from..at).unwrap_or_default()));
                let span = self.places.span(number, Some(at..at + cluster.len()));
                parts.push(TextElem::packed(BREAK).spanned(span));
                from = at;
            }
        }
        parts.push(self.characters(number, from, text.get(from..).unwrap_or_default()));
        Content::sequence(parts)
    }

    pub(super) fn text(&mut self, text: &Text) -> Content {
        let number = self.places.text(self.edge);
        let mut parts = Vec::new();
        let runs: Vec<_> = text.runs().collect();
        // Neighbours with the same mark (bold and plain, say) are announced once.
        for runs in runs.chunk_by(|one, next| one.format.mark == next.format.mark) {
            let mark = runs.first().map_or(Mark::Kept, |run| run.format.mark);
            let words = spoken(mark);
            parts.extend(words.map(|words| self.spoken(number, format!("[{words}]"))));
            parts.extend(runs.iter().map(|run| self.run(number, run)));
            let last = runs.last().and_then(|run| run.text.chars().next_back());
            // No line break between a bracket and a letter; behind punctuation a word joiner keeps
            // the words on the line of their text (beside a letter it would forbid to hyphenate).
            let joiner = if last.is_some_and(char::is_alphanumeric) { "" } else { "\u{2060}" };
            parts.extend(words.map(|words| self.spoken(number, format!("{joiner}[Ende {words}]"))));
        }
        Content::sequence(parts)
    }

    fn run(&mut self, number: usize, run: &Run<'_, Format>) -> Content {
        let mut it = self.characters(number, run.start, run.text);
        let Format { style, mark, link } = run.format;
        if style.bold {
            it = StrongElem::new(it).pack();
        }
        if style.italic {
            it = EmphElem::new(it).pack();
        }
        if style.superscript {
            it = SuperElem::new(it).pack();
        }
        if style.subscript {
            it = SubElem::new(it).pack();
        }
        if let Some(target) = link.as_deref().and_then(target) {
            it = LinkElem::new(target, it).pack();
        }
        // An underline always means new: links are coloured only.
        match mark {
            Mark::Kept => it,
            Mark::Inserted => {
                let offset = Smart::Custom(Abs::pt(1.5).into());
                UnderlineElem::new(it).with_evade(false).with_offset(offset).pack()
            }
            Mark::Deleted => StrikeElem::new(it).pack(),
        }
    }

    /// Words for those who do not see the marks: PDF 1.7 has no tags for inserted and deleted text,
    /// and screen readers pass over underlines. Too small and too pale to be seen, they are read
    /// aloud and come along when text is copied.
    fn spoken(&mut self, number: usize, words: String) -> Content {
        let span = self.places.span(number, None);
        TextElem::packed(words)
            .spanned(span)
            .set(TextElem::size, TextSize(Abs::pt(0.01).into()))
            .set(TextElem::fill, Color::WHITE.into())
            .set(TextElem::hyphenate, Smart::Custom(false))
    }

    /// Characters that begin at byte `start` of the text `number`. A piece ends where a line may
    /// break and where a character is printed as another one, so that bytes can be counted in it.
    fn characters(&mut self, number: usize, start: usize, characters: &str) -> Content {
        let mut parts = Vec::new();
        let mut from = 0;
        for (at, character) in characters.char_indices() {
            let may_break = self.breaks.at(number, start + at);
            let stand_in = printed(character, self.fonts);
            if may_break || stand_in.is_some() || at - from > LONGEST_PIECE {
                let piece = characters.get(from..at).unwrap_or_default();
                parts.extend(self.piece(number, start + from, piece));
                from = at;
            }
            let end = at + character.len_utf8();
            let mut own = |shown: String| {
                let span = self.places.span(number, Some(start + at..start + end));
                parts.push(TextElem::packed(shown).spanned(span));
            };
            if may_break {
                // At the start of a run, shaping makes one cluster of it and what follows.
                own(BREAK.to_owned());
            }
            if let Some(stand_in) = stand_in {
                own(stand_in.to_owned());
                from = end;
            }
        }
        parts.extend(self.piece(number, start + from, characters.get(from..).unwrap_or_default()));
        Content::sequence(parts)
    }

    fn piece(&mut self, number: usize, start: usize, characters: &str) -> Option<Content> {
        let mut span = || self.places.span(number, Some(start..start + characters.len()));
        (!characters.is_empty()).then(|| TextElem::packed(characters).spanned(span()))
    }

    /// A text as far as the fonts can show it.
    pub(super) fn shown(&self, text: &str) -> String {
        shown(text, self.fonts)
    }
}

/// The words that are read aloud for a mark.
pub(super) fn spoken(mark: Mark) -> Option<&'static str> {
    match mark {
        Mark::Kept => None,
        Mark::Inserted => Some("neu"),
        Mark::Deleted => Some("entfallen"),
    }
}

/// Where a link leads; none where a paper may not link there.
fn target(link: &str) -> Option<LinkTarget> {
    match link.strip_prefix('#') {
        Some(anchor) => label(anchor).map(LinkTarget::Label),
        None => Url::new(uri::target(link)?).ok().map(|url| LinkTarget::Dest(Destination::Url(url))),
    }
}

fn label(name: &str) -> Option<Label> {
    Label::new(PicoStr::intern(name))
}

fn labelled(content: Content, name: &str) -> Content {
    match label(name) {
        Some(label) => content.labelled(label),
        None => content,
    }
}

fn new_page() -> Content {
    PagebreakElem::new().with_weak(true).pack()
}

/// The right edge of the text in each column of a table.
fn edges(parts: &[u8]) -> Vec<Abs> {
    let whole: f64 = parts.iter().copied().map(f64::from).sum();
    let mut edge = MARGIN_SIDE.abs();
    let parts = parts.iter().map(|part| {
        edge += TEXT_WIDTH.abs() * (f64::from(*part) / whole);
        edge - CELL_SIDE.abs()
    });
    parts.collect()
}
