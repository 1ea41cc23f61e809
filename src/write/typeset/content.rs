//! Blocks and texts as Typst content. Texts become text elements, never markup source: what a clerk
//! types into a cell cannot become a command. Every text carries its place (see [`Places`]).
//!
//! The template `report.typ` says how most of it looks; the marks, the words for those who do not
//! see them, and the details stand here.

use std::num::{NonZeroU32, NonZeroUsize};
use std::ops::Range;

use typst::foundations::{Content, IntoValue, Label, NativeElement, Packed, Smart};
use typst::introspection::MetadataElem;
use typst::layout::{
    Abs, BlockBody, BlockElem, BoxElem, Fr, HElem, PagebreakElem, Sizing, Spacing, TrackSizings,
};
use typst::model::{
    Destination, EmphElem, HeadingElem, LinkElem, LinkTarget, ListElem, ListItem, OutlineElem, ParElem,
    StrongElem, Supplement, TableCell, TableChild, TableElem, TableHeader, TableItem, Url,
};
use typst::pdf::{TableCellKind, TableHeaderScope};
use typst::text::{FontFamily, FontList, StrikeElem, SubElem, SuperElem, TextElem, TextSize, UnderlineElem};
use typst::utils::PicoStr;
use unicode_segmentation::UnicodeSegmentation;

use crate::diag::Error;
use crate::document::{Block, Dropped, Heading, Item, Look, Paragraph, Role, Row, Table, TableKind};
use crate::text::{Format, Mark, Run, Text};

use super::super::{gap::needs_gap, together, together::leads_in, uri};
use super::ahead;
use super::breaks::{BREAK, Breaks};
use super::glyphs::{printed, shown};
use super::measures::{CELL_SIDE, MARGIN_SIDE, MARK_GAP, QUIET_COLOUR, TEXT_WIDTH, colour};
use super::places::{Places, StatusRow};
use super::running;
use super::spoken::{self, JOINER, LAID_OUT, NO_BREAK};
use super::world::Fonts;

/// The longest text, in bytes, that keeps with what follows it: one that fills a page would push
/// everything behind it off the pages.
const LONGEST_STICKY: usize = 300;
/// How many lines of details keep with what follows them, likewise.
const MOST_STICKY: usize = 6;
/// A word with a slash stays whole where it has no more letters and one of its parts no more than
/// [`SHORT_PART`]: `FB/4`, `km/h`, `und/oder`, but no address.
const LONGEST_WHOLE: usize = 16;
const SHORT_PART: usize = 3;
/// The longest piece of a text, in bytes: Typst counts those of a piece in 16 bits.
const LONGEST_PIECE: usize = 60_000;

/// Builds content and remembers where each text of it comes from.
pub(super) struct Builder<'a> {
    breaks: &'a Breaks,
    fonts: &'a Fonts,
    look: &'a Look,
    places: Places,
    /// How far to the right the next text may reach.
    edge: Abs,
    /// The anchor of a heading that stands right above the next row.
    heading: Option<String>,
    /// The words of the text that do not break like others.
    special: Vec<(Range<usize>, Word)>,
}

impl<'a> Builder<'a> {
    pub(super) fn new(breaks: &'a Breaks, fonts: &'a Fonts, look: &'a Look) -> Result<Self, Error> {
        let edge = MARGIN_SIDE.abs() + TEXT_WIDTH.abs();
        Ok(Self { breaks, fonts, look, places: Places::new()?, edge, heading: None, special: Vec::new() })
    }

    /// Where each text came from.
    pub(super) fn into_places(self) -> Places {
        self.places
    }

    /// All blocks of a document, and the same for what is laid out [`ahead`], if anything is.
    pub(super) fn document(&mut self, blocks: &[Block]) -> (Content, Option<Content>) {
        let Some(mut left_out) = ahead::first_rows(blocks) else { return (self.blocks(blocks), None) };
        let (mut whole, mut ahead_of_it) = (Vec::new(), Vec::new());
        for (at, block) in blocks.iter().enumerate() {
            if let Block::Table(table) = block {
                let rows = left_out.min(table.rows.len());
                left_out -= rows;
                let it = self.table(table);
                ahead_of_it.push(ahead::without_first(it.clone(), rows * table.columns.len()).pack());
                whole.push(it.pack());
            } else {
                let it = self.block(block, blocks.get(at + 1..).unwrap_or_default());
                ahead_of_it.push(it.clone());
                whole.push(it);
            }
        }
        (Content::sequence(whole), Some(Content::sequence(ahead_of_it)))
    }

    fn blocks(&mut self, blocks: &[Block]) -> Content {
        let block = |(at, block)| self.block(block, blocks.get(at + 1..).unwrap_or_default());
        Content::sequence(blocks.iter().enumerate().map(block))
    }

    /// A block in front of those that `follow`.
    fn block(&mut self, block: &Block, follow: &[Block]) -> Content {
        match block {
            Block::Contents { title } => {
                let title = Smart::Custom(Some(self.plain(title)));
                let outline = OutlineElem::new().with_title(title).with_depth(NonZeroUsize::new(2)).pack();
                Content::sequence([new_page(), outline, new_page()])
            }
            Block::Heading(heading) => self.heading(heading, follow),
            Block::Paragraph(paragraph) => self.paragraph(paragraph, follow),
            Block::List(items) => {
                let items = items.iter().map(|item| self.item(item));
                ListElem::new(items.collect()).pack()
            }
            Block::Table(table) => self.table(table).pack(),
            // The template knows how to find the page.
            Block::Page { anchor, .. } => {
                let number = MetadataElem::new(anchor.as_str().into_value()).pack();
                ParElem::new(labelled(number, "page-of")).pack()
            }
        }
    }

    fn heading(&mut self, heading: &Heading, follow: &[Block]) -> Content {
        let level = NonZeroUsize::new(heading.level.into()).unwrap_or(NonZeroUsize::MIN);
        let mut it = HeadingElem::new(self.text(&heading.text)).with_level(Smart::Custom(level));
        // With nothing below it, it has nothing to keep with. The template knows it by this.
        if matches!(follow.first(), Some(Block::Heading(next)) if next.level <= heading.level) {
            it = it.with_supplement(Smart::Custom(Some(Supplement::Content(TextElem::packed("parts")))));
        }
        let stands_above = matches!(follow.first(), Some(Block::Table(it)) if it.kind == TableKind::Status);
        self.heading = stands_above.then(|| heading.anchor.clone());
        let it = labelled(it.pack(), &heading.anchor);
        if heading.new_page { Content::sequence([new_page(), it]) } else { it }
    }

    fn paragraph(&mut self, paragraph: &Paragraph, follow: &[Block]) -> Content {
        let text = self.text(&paragraph.text);
        match paragraph.role {
            Role::Body => {
                let leads = follow.first().is_some_and(|next| leads_in(&paragraph.text, next));
                self.kept(ParElem::new(text).pack(), leads)
            }
            Role::Details => {
                let is_details =
                    |it: &&Block| matches!(it, Block::Paragraph(Paragraph { role: Role::Details, .. }));
                let below = follow.iter().take_while(is_details).count();
                let is_short = paragraph.text.as_str().len() <= LONGEST_STICKY && below < MOST_STICKY;
                let text = text
                    .set(TextElem::size, TextSize(Abs::pt(self.look.details_size).into()))
                    .set(TextElem::fill, colour(QUIET_COLOUR).into());
                self.kept(ParElem::new(text).pack(), is_short)
            }
            Role::Code => self.code(text),
        }
    }

    /// A line of code: it has no hyphens but its own.
    fn code(&self, text: Content) -> Content {
        let text = text
            .set(TextElem::size, TextSize(Abs::pt(self.look.details_size).into()))
            .set(TextElem::hyphenate, Smart::Custom(false));
        let families = self.fonts.fixed.iter().chain(&self.fonts.families);
        let families = families.map(|family| FontFamily::new(family));
        let text = text.set(TextElem::font, FontList(families.collect()));
        ParElem::new(text).pack().set(ParElem::spacing, Abs::zero().into())
    }

    /// A paragraph that is never alone at the foot of a page, where good pages are to be had.
    fn kept(&self, paragraph: Content, sticky: bool) -> Content {
        if !sticky || self.breaks.loose {
            return paragraph;
        }
        BlockElem::new().with_sticky(true).with_body(Some(BlockBody::Content(paragraph))).pack()
    }

    fn item(&mut self, item: &Item) -> Packed<ListItem> {
        let leads = item.blocks.first().is_some_and(|next| leads_in(&item.text, next));
        let first = ParElem::new(self.text(&item.text)).pack();
        let first = self.kept(first, leads);
        let more = self.blocks(&item.blocks);
        Packed::new(ListItem::new(Content::sequence([first, more])))
    }

    fn table(&mut self, table: &Table) -> TableElem {
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
            let together = !self.breaks.loose && together::row(table, row, self.look);
            let kept = |it: TableCell| if together { it.with_breakable(Smart::Custom(false)) } else { it };
            let cells = self.row(row, &edges, table.kind).into_iter();
            children.extend(cells.map(|it| TableChild::Item(cell(kept(it)))));
        }
        let columns = table.columns.iter().map(|part| Sizing::Fr(Fr::new((*part).into())));
        TableElem::new(children)
            .with_columns(TrackSizings(columns.collect()))
            .with_summary(Some(self.shown(&table.summary).into()))
    }

    fn row(&mut self, row: &Row, edges: &[Abs], kind: TableKind) -> Vec<TableCell> {
        let outside = self.edge;
        let mut anchor = row.anchor.as_deref();
        let mut cells = Vec::new();
        let mut starts = Vec::new();
        for (index, cell) in row.cells.iter().enumerate() {
            self.edge = edges.get(index).copied().unwrap_or(outside);
            starts.push(self.places.counted());
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
        if let (TableKind::Status, [action, status], Some(edge)) = (kind, &starts[..], edges.first()) {
            let (action, status) = (*action..*status, *status..self.places.counted());
            let heading = self.heading.take();
            self.places.row(StatusRow { name: name(row), action: (action, *edge), status, heading });
        }
        cells
    }

    /// A text without formatting.
    pub(super) fn plain(&mut self, text: &str) -> Content {
        let number = self.places.text(self.edge);
        self.special = self.special_words(number, text);
        self.characters(number, 0, text)
    }

    /// A text of the header or footer on lines of that width, in parts of its size. It may break at every
    /// space, and a word that is wider than the line anywhere.
    pub(super) fn running(&mut self, text: &str, line: f64) -> Content {
        let number = self.places.text(self.edge);
        self.special = Vec::new();
        let widths = self.fonts.widths();
        let mut parts = Vec::new();
        let mut at = 0;
        for word in text.split_inclusive(char::is_whitespace) {
            let is_wide = running::is_wide(word.trim_end(), line, &widths);
            let breaks = word.grapheme_indices(true).skip(1).filter(|_| is_wide);
            let mut from = 0;
            for end in breaks.map(|(end, _)| end).chain([word.len()]) {
                let span = self.places.span(number, Some(at + from..at + end));
                parts.push(TextElem::packed(BREAK).spanned(span));
                parts.push(self.characters(number, at + from, word.get(from..end).unwrap_or_default()));
                from = end;
            }
            at += word.len();
        }
        Content::sequence(parts)
    }

    pub(super) fn text(&mut self, text: &Text) -> Content {
        let number = self.places.text(self.edge);
        self.special = self.special_words(number, text.as_str());
        let mut parts = Vec::new();
        let runs: Vec<_> = text.runs().collect();
        let mut before = None;
        // Neighbours with the same mark (bold and plain, say) are announced once.
        for runs in runs.chunk_by(|one, next| one.format.mark == next.format.mark) {
            let mark = runs.first().map_or(Mark::Kept, |run| run.format.mark);
            if runs.first().is_some_and(|run| needs_gap(before, run)) {
                parts.push(HElem::new(Spacing::Rel(MARK_GAP.abs().into())).with_weak(true).pack());
            }
            before = runs.last();
            let words = spoken::words(mark, self.look);
            parts.extend(words.map(|[before, _]| self.spoken(number, before.to_owned())));
            parts.extend(runs.iter().map(|run| self.run(number, run)));
            let last = runs.last().and_then(|run| run.text.chars().next_back());
            // No line break between a bracket and a letter; behind punctuation a word joiner keeps
            // the words on the line of their text (beside a letter it would forbid to hyphenate).
            let joiner = if last.is_some_and(char::is_alphanumeric) { "" } else { JOINER };
            parts.extend(words.map(|[_, behind]| self.spoken(number, format!("{joiner}{behind}"))));
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
            Mark::Deleted if self.look.dropped == Dropped::Struck => StrikeElem::new(it).pack(),
            Mark::Deleted => it,
        }
    }

    /// Words for those who do not see the marks, too small to move anything.
    fn spoken(&mut self, number: usize, words: String) -> Content {
        let span = self.places.span(number, None);
        TextElem::packed(words.replace(' ', NO_BREAK))
            .spanned(span)
            .set(TextElem::size, TextSize(Abs::pt(LAID_OUT).into()))
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

    /// The words of a text that do not break like others, in order.
    fn special_words(&self, number: usize, text: &str) -> Vec<(Range<usize>, Word)> {
        let mut words = special_words(text);
        let is_free = |range: &Range<usize>, words: &[(Range<usize>, Word)]| {
            words.iter().all(|(other, _)| other.end <= range.start || range.end <= other.start)
        };
        for range in self.breaks.hyphenated(number) {
            if is_free(&range, &words) {
                words.push((range, Word::Hyphenated));
            }
        }
        words.sort_by_key(|(range, _)| range.start);
        words
    }

    /// A piece of a text. Words of a few letters with a slash (`FB/4`) and mail addresses stay on one line where
    /// there is room, a web address breaks where it has a slash, none with a hyphen.
    fn piece(&mut self, number: usize, start: usize, characters: &str) -> Option<Content> {
        let mut parts = Vec::new();
        let mut from = 0;
        let mut add = |range: Range<usize>, word: Option<Word>| {
            if range.is_empty() {
                return;
            }
            let end = range.end;
            let span = self.places.span(number, Some(start + range.start..start + range.end));
            let text = TextElem::packed(characters.get(range).unwrap_or_default()).spanned(span);
            let unhyphenated = |text: Content| text.set(TextElem::hyphenate, Smart::Custom(false));
            parts.push(match word {
                // A box that is wider than its column breaks like a paragraph.
                Some(Word::Whole) => BoxElem::new().with_body(Some(unhyphenated(text))).pack(),
                Some(Word::Unhyphenated | Word::Mail) => unhyphenated(text),
                Some(Word::Hyphenated) => text.set(TextElem::hyphenate, Smart::Custom(true)),
                None => text,
            });
            let goes_on =
                word == Some(Word::Mail) && characters.get(..end).is_some_and(|it| it.ends_with('-'));
            if goes_on {
                let span = self.places.span(number, Some(start + end..start + end));
                parts.push(unhyphenated(TextElem::packed(JOINER).spanned(span)));
            }
        };
        let end = start + characters.len();
        for (range, word) in self.special.iter().filter(|(it, _)| it.start < end && start < it.end) {
            // Of a part that is cut off nothing is left to keep whole.
            let is_cut = range.start < start || end < range.end;
            let word = if is_cut && *word == Word::Whole { Word::Unhyphenated } else { *word };
            let range = range.start.max(start) - start..range.end.min(end) - start;
            add(from..range.start, None);
            from = range.end;
            let hyphens = characters.get(range.clone()).unwrap_or_default().match_indices('-');
            let ends = hyphens.filter(|_| word == Word::Mail).map(|(at, _)| range.start + at + 1);
            let mut at = range.start;
            for end in ends.chain([range.end]) {
                add(at..end, Some(word));
                at = end;
            }
        }
        add(from..characters.len(), None);
        (!parts.is_empty()).then(|| Content::sequence(parts))
    }

    /// A text as far as the fonts can show it.
    pub(super) fn shown(&self, text: &str) -> String {
        shown(text, self.fonts)
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

/// How a word breaks that is not like others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Word {
    /// Not at all.
    Whole,
    /// Not even behind a hyphen of its own, which would look like one of the line.
    Mail,
    /// Without a hyphen.
    Unhyphenated,
    /// With a hyphen, even where words are not hyphenated otherwise.
    Hyphenated,
}

/// The words that do not break like others, by their bytes in order.
fn special_words(text: &str) -> Vec<(Range<usize>, Word)> {
    let mut at = 0;
    let words = text.split_inclusive(char::is_whitespace).filter_map(|word| {
        let start = at;
        at += word.len();
        let word = word.trim_end();
        Some((start..start + word.len(), special(word)?))
    });
    words.collect()
}

/// How a word breaks, if not like others. An address is one in all of its parts, also where some are new.
fn special(word: &str) -> Option<Word> {
    let is_short = |part: &str| part.chars().filter(|c| c.is_alphanumeric()).count() <= SHORT_PART;
    let has_slash =
        || word.contains('/') && word.chars().count() <= LONGEST_WHOLE && word.split('/').any(is_short);
    match word {
        _ if uri::is_web(word) => Some(Word::Unhyphenated),
        _ if uri::is_mail(word) => Some(Word::Mail),
        _ if has_slash() => Some(Word::Whole),
        _ => None,
    }
}

/// What a row of a status table is called: the text of its first cell, as it reads or did.
fn name(row: &Row) -> String {
    let mut name = String::new();
    row.texts_of(0, &mut |_, words, _| {
        let text = words.text();
        let now = if text.is_all(Mark::Deleted) { text.previous() } else { text.current() };
        name.extend([now.as_str(), " "]);
    });
    name
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
