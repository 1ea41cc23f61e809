//! Blocks: headings, paragraphs, lists and tables in the order of the document.

use docx_rs::{LineSpacing, Paragraph};

use super::super::together::leads_in;
use super::contents;
use super::context::Context;
use super::hyperlink::{Target, hyperlink};
use super::inline;
use super::lists;
use super::measures::{Pt, Sizes, table_after};
use super::piece::{self, Piece, invisible, on_new_page, paragraph, styled};
use super::revision;
use super::style::{self, BODY, BULLETS, CONTINUES, DETAILS, HEADINGS};
use super::table;
use crate::document::{self, Block, Heading, Item, Role, Shown};
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
        let next = all.get(index + 1);
        pieces.extend(block(one, next, Place::default(), context));
        if new_page {
            start_page(&mut pieces, start);
        }
        end_of_list(&mut pieces[start..], one, next, context);
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
        Block::Page { anchor, mark } => vec![page_of(anchor, *mark, context).into()],
        Block::Paragraph(block) => {
            let paragraph = paragraph_block(block, place, context);
            let leads = next.is_some_and(|next| leads_in(&block.text, next));
            vec![if leads { paragraph.keep_next(true) } else { paragraph }.into()]
        }
        Block::List(items) => items.iter().flat_map(|it| item(it, place, context)).collect(),
        Block::Table(table) => {
            let table = Piece::Table(Box::new(table::table(table, context, cell)));
            std::iter::once(table).chain(gap(next, context).map(Piece::from)).collect()
        }
    }
}

/// The end of a list in front of a paragraph has the gap of a paragraph.
fn end_of_list(pieces: &mut [Piece], block: &Block, next: Option<&Block>, context: &Context<'_>) {
    let (Block::List(_), Some(Block::Paragraph(_)), Some(Piece::Paragraph(last))) =
        (block, next, pieces.last_mut())
    else {
        return;
    };
    let gap = LineSpacing::new().after(Pt(context.document.look.gap).twips());
    **last = std::mem::take(&mut **last).line_spacing(gap);
}

/// The space after a table: Word joins two tables with nothing between them. A heading brings its
/// own space, unless it goes away with a revision.
fn gap(next: Option<&Block>, context: &Context<'_>) -> Option<Paragraph> {
    match next? {
        Block::Heading(heading) if revision::whole([&heading.text], context.changes) == Mark::Kept => None,
        _ => Some(
            invisible().line_spacing(LineSpacing::new().after(table_after(&context.document.look).twips())),
        ),
    }
}

fn heading(heading: &Heading, context: &mut Context<'_>) -> Paragraph {
    let paragraph = paragraph(style::of_heading(&HEADINGS, heading.level), &heading.text, context);
    let paragraph = piece::bookmarked(paragraph, &heading.anchor, context);
    if begins_page(heading, context) { on_new_page(paragraph) } else { paragraph }
}

/// Whether a heading begins a page. Where it does in the PDF it does here as well: so what the lines before
/// differ in is made up for.
fn begins_page(heading: &Heading, context: &Context<'_>) -> bool {
    heading.new_page || context.bookmarks.get(heading.anchor.as_str()).is_some_and(|it| it.begins_page)
}

/// The number of the page of `anchor`, a link to it.
fn page_of(anchor: &str, mark: Mark, context: &Context<'_>) -> Paragraph {
    let Some(bookmark) = context.bookmarks.get(anchor) else { return styled(style::NORMAL) };
    let number = inline::page_reference(bookmark).into_iter();
    let number = number.map(|run| revision::child(run, mark, context.changes)).collect();
    let link = hyperlink(Target::Inside(bookmark.name.clone()), number);
    let whole = if context.changes.shown == Shown::Tracked { mark } else { Mark::Kept };
    revision::paragraph(styled(style::NORMAL).add_hyperlink(link), whole)
}

fn paragraph_block(block: &document::Paragraph, place: Place, context: &mut Context<'_>) -> Paragraph {
    let level = place.lists.checked_sub(1);
    let (style, indented) = match (block.role, level) {
        (Role::Body, None) if place.cell => (style::NORMAL, true),
        (Role::Body, None) => (BODY, true),
        (Role::Body, Some(level)) => style::of_level(&CONTINUES, level),
        (Role::Details | Role::Code, _) => (DETAILS, level.is_none()),
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
    if item.blocks.first().is_some_and(|next| leads_in(&item.text, next)) {
        paragraph = paragraph.keep_next(true);
    }
    if place.cell {
        // The bullet has the size of the paragraph's end; LibreOffice does not take it from the table's style.
        let size = Sizes::from(&context.document.look).table.half_points();
        paragraph.property.run_property = std::mem::take(&mut paragraph.property.run_property).size(size);
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
