//! The list of contents: a real contents field of Word, filled in, so that Word need not update it.

use docx_rs::{FieldCharType, InstrText, Paragraph, ParagraphChild, Run};

use super::Changes;
use super::block::{self, Entry, Piece, Writer};
use super::inline;
use super::links::Target;
use super::revision;
use super::style_map::{CONTENTS, CONTENTS_TITLE};
use crate::text::Text;

/// The headings of levels 1 and 2 (`\o`), each a link (`\h`), without page numbers in Word's web
/// view (`\z`), paragraphs of an outline level included (`\u`).
const FIELD: &str = r#" TOC \o "1-2" \h \z \u "#;

/// Title and entries.
pub(super) fn contents(title: &str, writer: &mut Writer<'_>) -> Vec<Piece> {
    let mut pieces = vec![Piece::from(writer.paragraph(CONTENTS_TITLE, &Text::plain(title)))];
    let changes = writer.changes();
    let entries = writer.entries();
    for (index, item) in entries.iter().enumerate() {
        pieces.push(entry(item, index == 0, changes).into());
    }
    if !entries.is_empty() {
        pieces.push(block::invisible().add_run(mark(FieldCharType::End)).into());
    }
    pieces
}

/// A heading with its page number, both a link to it. The first one opens the field.
fn entry(entry: &Entry<'_>, first: bool, changes: Changes) -> Paragraph {
    let text = &entry.heading.text;
    let whole = revision::whole(text, changes);
    let reference = format!(r" PAGEREF {} \h ", entry.bookmark);
    let mut children = inline::unlinked(text, changes);
    let number = std::iter::once(Run::new().add_tab()).chain(field(&reference, &entry.page.to_string()));
    children.extend(number.map(|run| revision::child(run, whole, changes)));
    let link = inline::hyperlink(&Target::Inside(entry.bookmark.clone()), children);
    let mut paragraph = block::styled(CONTENTS[block::level_index(entry.heading)]);
    if first {
        paragraph.children.extend(opening(FIELD).map(|run| ParagraphChild::Run(Box::new(run))));
    }
    revision::paragraph(paragraph.add_hyperlink(link), whole)
}

/// A field with its result (ECMA-376 part 1, 17.16.18).
pub(super) fn field(instruction: &str, result: &str) -> Vec<Run> {
    opening(instruction).into_iter().chain([inline::plain(result), mark(FieldCharType::End)]).collect()
}

fn opening(instruction: &str) -> [Run; 3] {
    let instruction = InstrText::Unsupported(instruction.to_owned());
    [mark(FieldCharType::Begin), Run::new().add_instr_text(instruction), mark(FieldCharType::Separate)]
}

fn mark(kind: FieldCharType) -> Run {
    Run::new().add_field_char(kind, false)
}
