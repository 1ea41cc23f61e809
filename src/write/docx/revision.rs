//! Changes: as marks of the paper's own ([`Shown::Marked`]) or as Word's revisions
//! ([`Shown::Tracked`], ECMA-376 part 1, 17.13.5).
//!
//! Author and date of all revisions are set by the finishing pass.

use docx_rs::{Delete, Insert, Paragraph, ParagraphChild, Run, TableRow};

use super::style::{DELETED, INSERTED};
use crate::document::{Dropped, Row, Shown};
use crate::text::{Mark, Text};

/// How changes are shown in a file.
#[derive(Clone, Copy, Debug)]
pub(super) struct Marking {
    /// As marks, as revisions or not at all.
    pub(super) shown: Shown,
    /// How text looks that was dropped.
    pub(super) dropped: Dropped,
}

/// The character style that shows the mark; none where it is a revision, or its text says it.
pub(super) fn style(mark: Mark, changes: Marking) -> Option<&'static str> {
    match (changes.shown, mark) {
        (Shown::Tracked, _) | (_, Mark::Kept) => None,
        (_, Mark::Inserted) => Some(INSERTED),
        (_, Mark::Deleted) => (changes.dropped == Dropped::Struck).then_some(DELETED),
    }
}

/// A run inside its revision, if it is one.
pub(super) fn child(run: Run, mark: Mark, changes: Marking) -> ParagraphChild {
    match (changes.shown, mark) {
        (Shown::Tracked, Mark::Inserted) => ParagraphChild::Insert(Insert::new(run)),
        (Shown::Tracked, Mark::Deleted) => ParagraphChild::Delete(Delete::new().add_run(run)),
        _ => ParagraphChild::Run(Box::new(run)),
    }
}

/// The mark all of the texts carry; [`Mark::Kept`] where their runs differ, and without revisions.
pub(super) fn whole<'a>(texts: impl IntoIterator<Item = &'a Text>, changes: Marking) -> Mark {
    let mut marks = texts.into_iter().flat_map(Text::runs).map(|run| run.format.mark);
    let first = marks.next().unwrap_or_default();
    match changes.shown {
        Shown::Tracked if marks.all(|mark| mark == first) => first,
        _ => Mark::Kept,
    }
}

/// Makes the end of the paragraph part of the revision, so that no empty paragraph is left behind.
pub(super) fn paragraph(paragraph: Paragraph, whole: Mark) -> Paragraph {
    match whole {
        Mark::Kept => paragraph,
        Mark::Inserted => paragraph.insert("", ""),
        Mark::Deleted => paragraph.delete("", ""),
    }
}

/// Whether the paragraph goes away with a revision.
pub(super) fn is_whole(paragraph: &Paragraph) -> bool {
    let mark = &paragraph.property.run_property;
    mark.ins.is_some() || mark.del.is_some()
}

/// Makes the row part of the revision, so that no empty row is left behind.
pub(super) fn row(row: TableRow, whole: Mark) -> TableRow {
    match whole {
        Mark::Kept => row,
        Mark::Inserted => row.insert(Insert::new_with_empty()),
        Mark::Deleted => row.delete(Delete::new()),
    }
}

/// All texts of the cells.
pub(super) fn texts_of_cells(row: &Row) -> Vec<&Text> {
    let mut texts = Vec::new();
    row.texts(&mut |_, words, _| texts.extend(words.formatted()));
    texts
}
