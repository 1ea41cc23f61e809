//! The status entries of an action → rows of the table: one where that is possible.
//!
//! More are needed where values of optional columns hold from a later entry on, where another address is
//! laid on the text, and where a cell is full. A further row begins with a list item of the outermost
//! level wherever there is one, so that it goes on with the list above it.

use std::sync::Arc;

use super::cell::laid_link;
use super::pieces::{FULL, fitting, weight_of};
use crate::diag::Diagnostic;
use crate::model::{Detail, DetailColumn, Details, Entry, Paragraph, ParagraphKind};

/// What stands in a row of the table.
#[derive(Clone, Debug, Default)]
pub(super) struct ActionRow {
    /// The cell of the column Sachstand.
    pub(super) paragraphs: Vec<Paragraph>,
    /// The values of the optional columns.
    pub(super) values: Vec<Detail>,
    /// Nothing may follow in it.
    closed: bool,
}

impl ActionRow {
    /// The address laid on its text.
    pub(super) fn link(&self) -> Option<Arc<str>> {
        self.paragraphs.first().and_then(|paragraph| laid_link(&paragraph.text))
    }

    fn is_blank(&self) -> bool {
        self.paragraphs.is_empty() && self.values.is_empty()
    }

    fn takes(&self, paragraph: &Paragraph) -> bool {
        let taken: usize = self.paragraphs.iter().map(weight_of).sum();
        let same_link = self.paragraphs.is_empty() || self.link() == laid_link(&paragraph.text);
        !self.closed && same_link && taken + weight_of(paragraph) <= FULL
    }
}

/// The rows of an action; there is at least one.
pub(super) fn rows(entries: &[Entry], findings: &mut Vec<Diagnostic>) -> Vec<ActionRow> {
    let mut rows = vec![ActionRow::default()];
    for entry in entries {
        match entry {
            Entry::Paragraph(paragraph) => {
                fitting([paragraph.clone()], findings).into_iter().for_each(|it| put(it, &mut rows));
            }
            Entry::Details(details) => put_details(details, &mut rows),
        }
    }
    rows
}

fn put(paragraph: Paragraph, rows: &mut Vec<ActionRow>) {
    if rows.last().is_none_or(|row| !row.takes(&paragraph)) {
        rows.push(ActionRow::default());
    }
    rows.last_mut().into_iter().for_each(|row| row.paragraphs.push(paragraph.clone()));
}

fn put_details(details: &Details, rows: &mut Vec<ActionRow>) {
    let earlier = details.values.iter().all(|value| value.column == DetailColumn::Earlier);
    let first = rows.len() == 1;
    let Some(row) = rows.last_mut() else { return };
    let untouched = row.is_blank();
    if earlier {
        // They stand behind all else of their row.
        row.values.extend(details.values.iter().cloned());
        row.closed = true;
    } else if first && untouched {
        row.values = details.values.clone();
    } else {
        let paragraphs = if details.level == 0 { Vec::new() } else { split_off(row) };
        let new = ActionRow { paragraphs, values: details.values.clone(), closed: true };
        match rows.len() > 1 && rows.last().is_some_and(|row| row.is_blank()) {
            true => rows.last_mut().into_iter().for_each(|row| *row = new.clone()),
            false => rows.push(new),
        }
    }
}

/// Takes from a row the entry to which details behind it belong: from its last outermost item on.
fn split_off(row: &mut ActionRow) -> Vec<Paragraph> {
    if row.closed {
        return Vec::new();
    }
    let outermost = |it: &Paragraph| it.level == 0 && it.kind == ParagraphKind::Bullet;
    let at = row.paragraphs.iter().rposition(outermost).unwrap_or_default();
    row.paragraphs.split_off(at)
}
