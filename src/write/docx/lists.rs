//! The bulleted list: one real multi-level list of nine levels, tied to Word's list styles.

use docx_rs::{IndentLevel, NumberingId, ParagraphProperty};

use super::measures::{LIST_STEP, MARKERS};
use super::style::BULLETS;

/// Id of the list.
pub(super) const LIST: usize = 2;
/// Levels a list can have in Word (ECMA-376 part 1, 17.9.6).
const LEVELS: usize = 9;
/// The bullets' font: it has them, whatever the house font has.
const MARKER_FONT: &str = "Arial";

/// Where the text of an item of that level starts, in twips from the edge.
pub(super) fn text_indent(level: usize) -> i32 {
    LIST_STEP.twips() as i32 * (level.min(LEVELS - 1) as i32 + 1)
}

/// Puts a bullet of that level before the paragraph; levels beyond the last take the last.
pub(super) fn numbered(property: ParagraphProperty, level: usize) -> ParagraphProperty {
    property.numbering(NumberingId::new(LIST), IndentLevel::new(level.min(LEVELS - 1)))
}

/// The part that defines the list.
pub(super) fn numbering() -> String {
    let levels: String = (0..LEVELS).map(level).collect();
    format!(include_str!("parts/numbering.xml"), list = LIST, levels = levels)
}

fn level(level: usize) -> String {
    let style = BULLETS.get(level).map(|style| format!("<w:pStyle w:val=\"{style}\"/>"));
    format!(
        include_str!("parts/level.xml"),
        level = level,
        style = style.unwrap_or_default(),
        marker = MARKERS[level % MARKERS.len()],
        indent = text_indent(level),
        hanging = LIST_STEP.twips(),
        font = MARKER_FONT,
    )
}
