//! Blocks: headings, paragraphs, lists and tables in the order of the document.

use docx_rs::{LineSpacing, Paragraph, ParagraphChild};

use super::contents;
use super::context::Context;
use super::hyperlink::{Target, hyperlink};
use super::inline;
use super::lists;
use super::measures::TABLE_AFTER;
use super::piece::{self, Piece, invisible, on_new_page, paragraph, styled};
use super::revision;
use super::style::{self, BODY, BULLETS, CONTINUES, DETAILS, HEADINGS};
use super::table;
use crate::document::{self, Block, Heading, Item, Role};
use crate::text::Mark;

/// Where blocks stand.
#[derive(Clone, Copy, Default)]
struct Place {
    /// How many lists enclose them.
    lists: usize,
    /// Whether a cell of a table does.
    cell: bool,
}

/// Everything after the cover. It starts a page, as does what follows the contents.
pub(super) fn body<'a>(all: &'a [Block], context: &mut Context<'a>) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut new_page = true;
    for (index, one) in all.iter().enumerate() {
        let start = pieces.len();
        pieces.extend(block(one, all.get(index + 1), Place::default(), context));
        if new_page {
            start_page(&mut pieces, start);
        }
        new_page = matches!(one, Block::Contents { .. });
    }
    closed(pieces)
}

/// The blocks of a cell, whose row carries the mark `row` as a whole.
fn cell<'a>(all: &'a [Block], row: Mark, context: &mut Context<'a>) -> Vec<Piece> {
    let pieces = blocks(all, Place { lists: 0, cell: true }, context);
    match (pieces.last(), row) {
        (Some(Piece::Paragraph(_)), Mark::Inserted | Mark::Deleted) => pieces,
        _ => closed(pieces),
    }
}

fn blocks<'a>(all: &'a [Block], place: Place, context: &mut Context<'a>) -> Vec<Piece> {
    let next = |index: usize| all.get(index + 1);
    all.iter().enumerate().flat_map(|(index, one)| block(one, next(index), place, context)).collect()
}

fn block<'a>(block: &'a Block, next: Option<&Block>, place: Place, context: &mut Context<'a>) -> Vec<Piece> {
    match block {
        Block::Contents { title } => {
            contents::contents(title, context).into_iter().map(Piece::from).collect()
        }
        Block::Heading(heading) => vec![self::heading(heading, context).into()],
        Block::Page { anchor } => vec![page_of(anchor, context).into()],
        Block::Paragraph(block) => vec![paragraph_block(block, place, context).into()],
        Block::List(items) => items.iter().flat_map(|it| item(it, place, context)).collect(),
        Block::Table(table) => {
            let table = Piece::Table(Box::new(table::table(table, context, cell)));
            std::iter::once(table).chain(gap(next, context).map(Piece::from)).collect()
        }
    }
}

/// The space after a table: Word joins two tables with nothing between them. A heading brings its
/// own space, unless it goes away with a revision.
fn gap(next: Option<&Block>, context: &Context<'_>) -> Option<Paragraph> {
    match next? {
        Block::Heading(heading) if revision::whole([&heading.text], context.changes) == Mark::Kept => None,
        _ => Some(invisible().line_spacing(LineSpacing::new().after(TABLE_AFTER.twips()))),
    }
}

fn heading(heading: &Heading, context: &mut Context<'_>) -> Paragraph {
    let paragraph = paragraph(style::of_heading(&HEADINGS, heading.level), &heading.text, context);
    let paragraph = piece::bookmarked(paragraph, &heading.anchor, context);
    if heading.new_page { on_new_page(paragraph) } else { paragraph }
}

/// The number of the page of `anchor`, a link to it.
fn page_of(anchor: &str, context: &Context<'_>) -> Paragraph {
    let Some(bookmark) = context.bookmarks.get(anchor) else { return styled(style::NORMAL) };
    let number = inline::page_reference(bookmark);
    let number = number.into_iter().map(|run| ParagraphChild::Run(Box::new(run))).collect();
    styled(style::NORMAL).add_hyperlink(hyperlink(Target::Inside(bookmark.name.clone()), number))
}

fn paragraph_block(block: &document::Paragraph, place: Place, context: &mut Context<'_>) -> Paragraph {
    let level = place.lists.checked_sub(1);
    let (style, indented) = match (block.role, level) {
        (Role::Body, None) if place.cell => (style::NORMAL, true),
        (Role::Body, None) => (BODY, true),
        (Role::Body, Some(level)) => style::of_level(&CONTINUES, level),
        (Role::Details, _) => (DETAILS, level.is_none()),
    };
    let paragraph = paragraph(style, &block.text, context);
    match level {
        Some(level) if !indented => paragraph.indent(Some(lists::text_indent(level)), None, None, None),
        _ => paragraph,
    }
}

fn item<'a>(item: &'a Item, place: Place, context: &mut Context<'a>) -> Vec<Piece> {
    let (style, own) = style::of_level(&BULLETS, place.lists);
    let mut paragraph = paragraph(style, &item.text, context);
    if !own {
        paragraph.property = lists::numbered(paragraph.property, place.lists);
    }
    let mut pieces = vec![Piece::from(paragraph)];
    pieces.extend(blocks(&item.blocks, Place { lists: place.lists + 1, ..place }, context));
    pieces
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
