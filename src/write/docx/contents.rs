//! The list of contents: a real contents field of Word, filled in, so that Word need not update it.

use docx_rs::{FieldCharType, Paragraph, Run};

use super::context::{Bookmark, Context, Entry};
use super::hyperlink::{Target, hyperlink};
use super::inline;
use super::piece::{invisible, paragraph, styled, with_runs};
use super::revision::{self, Marking};
use super::style::{self, CONTENTS, CONTENTS_TITLE};
use crate::text::Text;

/// The headings of levels 1 and 2 (`\o`), each a link (`\h`), without page numbers in Word's web
/// view (`\z`), paragraphs of an outline level included (`\u`).
const FIELD: &str = r#" TOC \o "1-2" \h \z \u "#;

/// Title and entries.
pub(super) fn contents(title: &str, context: &mut Context<'_>) -> Vec<Paragraph> {
    let mut paragraphs = vec![paragraph(CONTENTS_TITLE, &Text::plain(title), context)];
    for heading in &context.headings {
        let Some(bookmark) = context.bookmarks.get(heading.anchor) else { continue };
        let style = styled(style::of_heading(&CONTENTS, heading.level));
        let first = paragraphs.len() == 1;
        let start = if first { with_runs(style, inline::opening(FIELD)) } else { style };
        paragraphs.push(entry(start, heading, bookmark, context.changes));
    }
    if paragraphs.len() > 1 {
        paragraphs.push(with_runs(invisible(), [inline::field_mark(FieldCharType::End)]));
    }
    paragraphs
}

/// A heading with its page number, both a link to it.
fn entry(start: Paragraph, heading: &Entry<'_>, bookmark: &Bookmark, changes: Marking) -> Paragraph {
    let whole = revision::whole([heading.text], changes);
    let mut children = inline::unlinked(heading.text, changes);
    let number = std::iter::once(Run::new().add_tab()).chain(inline::page_reference(bookmark));
    children.extend(number.map(|run| revision::child(run, whole, changes)));
    let link = hyperlink(Target::Inside(bookmark.name.clone()), children);
    revision::paragraph(start.add_hyperlink(link), whole)
}
