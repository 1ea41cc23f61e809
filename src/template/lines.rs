//! Paragraphs and list items → the lines of a cell, so that reading them gives the same again.
//!
//! A list item has a marker, and each level its own kind and an indentation; a paragraph that continues
//! an item is indented as far as the text of that item; one that ends a list stands behind a blank line.
//! How they are read stands at the head of `interpret::lines`.

use super::cell::Lines;
use crate::model::{Paragraph, ParagraphKind};
use crate::text::{Format, Text};

/// The markers of the levels, from the outermost.
const MARKERS: [&str; 6] = ["•", "–", "▪", "◦", "‣", "◆"];

/// By how much each level is indented.
const STEP: usize = 4;

/// How far the text of an item stands behind its marker.
const BEHIND: usize = 2;

/// What indentation, marker and line break of a paragraph take at most, in characters.
pub(super) const FRONT: usize = 10 * STEP;

/// The text of a cell that holds these paragraphs.
pub(super) fn lines(paragraphs: &[Paragraph]) -> Lines {
    let mut lines = Lines::default();
    let mut in_list = false;
    for (at, paragraph) in paragraphs.iter().enumerate() {
        let outside = paragraph.kind == ParagraphKind::Plain && paragraph.level == 0;
        let ends_list = in_list && outside;
        let breaks = if at == 0 { "" } else { "\n" };
        lines.push(breaks, Format::default());
        lines.push(if ends_list { "\n" } else { "" }, Format::default());
        lines.push(&front(paragraph), Format::default());
        lines.append(&paragraph.text);
        in_list = !outside;
    }
    lines
}

/// The text of a status cell: one item alone needs no marker where nothing in it can be taken for one.
pub(super) fn status(paragraphs: &[Paragraph], alone: bool) -> Lines {
    match paragraphs {
        [only] if alone && only.level == 0 && only.kind == ParagraphKind::Bullet && is_safe(&only.text) => {
            only.text.clone()
        }
        paragraphs => lines(paragraphs),
    }
}

fn is_safe(text: &Text) -> bool {
    text.as_str().starts_with(char::is_uppercase)
}

fn front(paragraph: &Paragraph) -> String {
    let level = usize::from(paragraph.level);
    match paragraph.kind {
        ParagraphKind::Bullet => {
            let marker = MARKERS.get(level % MARKERS.len()).copied().unwrap_or_default();
            format!("{}{marker} ", " ".repeat(level * STEP))
        }
        ParagraphKind::Plain => match level.checked_sub(1) {
            Some(item) => " ".repeat(item * STEP + BEHIND),
            None => String::new(),
        },
    }
}
