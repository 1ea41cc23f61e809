//! The pieces of which the Word file is made: paragraphs and tables.

use docx_rs::{LineSpacing, Paragraph, ParagraphChild, Run, Table};

use super::context::Context;
use super::inline;
use super::revision;
use super::style;
use crate::text::Text;

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

/// An empty paragraph of that style; `Normal` need not be named.
pub(super) fn styled(style: &str) -> Paragraph {
    match style {
        style::NORMAL => Paragraph::new(),
        _ => Paragraph::new().style(style),
    }
}

/// A paragraph that Word needs and nobody should see.
pub(super) fn invisible() -> Paragraph {
    styled(style::INVISIBLE)
}

/// A paragraph of that style with that text.
pub(super) fn paragraph(style: &str, text: &Text, context: &mut Context<'_>) -> Paragraph {
    let mut paragraph = styled(style);
    paragraph.children = inline::children(text, context);
    revision::paragraph(paragraph, revision::whole([text], context.changes))
}

/// The paragraph with these runs behind what it has.
pub(super) fn with_runs(mut paragraph: Paragraph, runs: impl IntoIterator<Item = Run>) -> Paragraph {
    paragraph.children.extend(runs.into_iter().map(|run| ParagraphChild::Run(Box::new(run))));
    paragraph
}

/// The paragraph with the bookmark of `anchor` around its text.
pub(super) fn bookmarked(mut paragraph: Paragraph, anchor: &str, context: &Context<'_>) -> Paragraph {
    let Some(bookmark) = context.bookmarks.get(anchor) else { return paragraph };
    let text = std::mem::take(&mut paragraph.children);
    paragraph = paragraph.add_bookmark_start(bookmark.id, &bookmark.name);
    paragraph.children.extend(text);
    paragraph.add_bookmark_end(bookmark.id)
}

/// The paragraph at the top of a page, without the space above it: Word keeps it even there.
pub(super) fn on_new_page(paragraph: Paragraph) -> Paragraph {
    paragraph.page_break_before(true).line_spacing(LineSpacing::new().before(0))
}
