//! The bulleted list: one real multi-level list of nine levels, tied to Word's list styles.

use docx_rs::{
    AbstractNumbering, IndentLevel, Level, LevelJc, LevelText, NumberFormat, Numbering, NumberingId,
    Numberings, ParagraphProperty, SpecialIndentType, Start,
};

use super::measures::{LIST_STEP, MARKERS};
use super::style::{self, BULLETS};

/// Id of the list; docx-rs takes 1 for a list of its own, which the finishing pass drops.
const LIST: usize = 2;
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

/// The list's definition.
pub(super) fn numberings() -> Numberings {
    let list = (0..LEVELS).map(level).fold(AbstractNumbering::new(LIST), AbstractNumbering::add_level);
    Numberings::new().add_abstract_numbering(list).add_numbering(Numbering::new(LIST, LIST))
}

fn level(level: usize) -> Level {
    let marker = MARKERS[level % MARKERS.len()];
    let hanging = SpecialIndentType::Hanging(LIST_STEP.twips() as i32);
    let definition = Level::new(
        level,
        Start::new(1),
        NumberFormat::new("bullet"),
        LevelText::new(marker),
        LevelJc::new("left"),
    )
    .indent(Some(text_indent(level)), Some(hanging), None, None)
    .fonts(style::fonts(MARKER_FONT));
    match BULLETS.get(level) {
        Some(style) => definition.paragraph_style(*style),
        None => definition,
    }
}
