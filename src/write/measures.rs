//! The measures of the page that both files share, in **points**.
//!
//! What only one of them knows (the tabs of Word's contents, how Typst draws a rule) stands with its writer.

use crate::document::Look;

/// A length in points.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub(super) struct Pt(pub(super) f64);

impl Pt {
    /// A length given in centimetres.
    pub(super) const fn cm(length: f64) -> Self {
        Self(length * 72.0 / 2.54)
    }
}

// ---- page (A4 portrait) ----
pub(super) const PAGE_WIDTH: Pt = Pt::cm(21.0);
pub(super) const PAGE_HEIGHT: Pt = Pt::cm(29.7);
pub(super) const MARGIN_TOP: Pt = Pt::cm(3.0);
pub(super) const MARGIN_BOTTOM: Pt = Pt::cm(2.5);
/// On the left and on the right.
pub(super) const MARGIN_SIDE: Pt = Pt::cm(2.5);
/// How near to the upper or lower edge of the page header and footer may come; printers leave this blank.
pub(super) const PAGE_EDGE: Pt = Pt::cm(0.7);
/// Width of the text, and so of every table.
pub(super) const TEXT_WIDTH: Pt = Pt::cm(21.0 - 2.5 - 2.5);

/// Between what stands left and right in header and footer.
pub(super) const RUNNING_GUTTER: Pt = Pt::cm(1.0);
/// Width of `Seite X von Y` in the footer.
pub(super) const PAGE_COUNT_WIDTH: Pt = Pt::cm(3.0);

// ---- type sizes ----
/// By level, for running text of [`Look::TEXT_SIZE`].
const HEADING_SIZES: [f64; 2] = [16.0, 13.0];
/// Short description, `Aktueller Stand` and document id on the cover, likewise.
const COVER_SIZE: f64 = 13.0;
/// The title by its length: up to so many characters.
const TITLE_SIZES: [(usize, f64); 3] = [(160, 28.0), (400, 20.0), (usize::MAX, COVER_SIZE)];

/// The sizes of the texts of a paper.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sizes {
    /// Running text.
    pub(super) body: Pt,
    /// Text in tables.
    pub(super) table: Pt,
    /// Lines of labels and values.
    pub(super) details: Pt,
    /// Header and footer.
    pub(super) running: Pt,
    /// Headings by level.
    pub(super) headings: [Pt; 2],
    /// What stands on the cover above the rule, but for the title.
    pub(super) cover: Pt,
}

impl From<&Look> for Sizes {
    fn from(look: &Look) -> Self {
        // Word counts in half points.
        let grown = |size: f64| Pt((size * look.text_size / Look::TEXT_SIZE * 2.0).round() / 2.0);
        Self {
            body: Pt(look.text_size),
            table: Pt(look.table_size),
            details: Pt(look.details_size),
            running: Pt(look.running_size),
            headings: HEADING_SIZES.map(grown),
            cover: grown(COVER_SIZE),
        }
    }
}

// ---- lines ----
/// The height of a line of Arial and Liberation Sans by themselves, in parts of their size.
pub(super) const FONT_LINE: f64 = 1.149;
/// How far a line reaches below its letters' foot, likewise. What is more than the font's own line stands
/// above it.
pub(super) const DESCENT: f64 = 0.244;

/// How wide a letter is on average, bold ones included, in parts of its size.
pub(super) const MEAN_LETTER: f64 = 0.56;

/// From one line of a text in this size to the next.
pub(super) fn pitch(size: Pt, look: &Look) -> Pt {
    Pt(size.0 * look.line * FONT_LINE)
}

/// About how high a text stands on lines of this width.
pub(super) fn estimated_height(text: &str, size: Pt, width: Pt, look: &Look) -> Pt {
    let letters_per_line = (width.0 / (MEAN_LETTER * size.0)).max(1.0);
    let lines = (text.chars().count() as f64 / letters_per_line).ceil().max(1.0);
    Pt(lines * pitch(size, look).0)
}

// ---- space between paragraphs, added to the pitch of lines ----
/// Above a heading, by level.
pub(super) const HEADING_BEFORE: [Pt; 2] = [Pt(22.0), Pt(16.0)];
/// Below it.
pub(super) const HEADING_AFTER: [Pt; 2] = [Pt(10.0), Pt(8.0)];

/// In lists and tables.
pub(super) fn narrow_gap(look: &Look) -> Pt {
    Pt(look.gap / 2.0)
}

// ---- contents ----
/// Above an entry, by level.
pub(super) const ENTRY_BEFORE: [Pt; 2] = [Pt(4.0), Pt(3.0)];

// ---- tables and rules ----
/// Between the text of a cell and its border, on the left and on the right.
pub(super) const CELL_SIDE: Pt = Pt(6.0);
/// Between the border and the first line of a cell, and between the last with its gap and the border.
pub(super) const CELL_TOP: Pt = Pt(2.0);
pub(super) const CELL_BOTTOM: Pt = Pt(0.3);
/// Borders of cells, the rules under the header, over the footer and on the cover.
pub(super) const BORDER: Pt = Pt(0.5);

// ---- change marks ----
/// Between what is struck and what is new.
pub(super) const MARK_GAP: Pt = Pt(2.0);

// ---- cover ----
pub(super) const LOGO_MAX_WIDTH: Pt = Pt::cm(6.0);
pub(super) const LOGO_MAX_HEIGHT: Pt = Pt::cm(3.0);
pub(super) const LOGO_AFTER: Pt = Pt::cm(1.5);
/// Above and below the title.
pub(super) const TITLE_BEFORE: Pt = Pt::cm(0.3);
pub(super) const TITLE_AFTER: Pt = Pt::cm(0.4);
/// Below every other text.
pub(super) const COVER_AFTER: Pt = Pt(4.0);

// ---- lists ----
/// Indent of each level: the bullet hangs in it, the text starts after it.
pub(super) const LIST_STEP: Pt = Pt(11.0);
/// The bullets by level, then again from the first.
pub(super) const MARKERS: [&str; 3] = ["•", "–", "▪"];

// ---- colours (RRGGBB) ----
/// Links are coloured, never underlined: an underline means new. Contrast 5.9 : 1 on white, 4.8 : 1 on the head row
/// of a table, and 3.5 : 1 to the black text around, of which WCAG asks for 3 where nothing else sets a link apart
/// (1.4.1, technique G183).
pub(super) const LINK_COLOUR: &str = "0B60C8";
pub(super) const QUIET_COLOUR: &str = "464646";
pub(super) const BORDER_COLOUR: &str = "828282";
/// Behind the head row of a table.
pub(super) const HEAD_FILL: &str = "E8E8E8";

/// The size of the title: smaller where it is so long that it would fill the cover.
pub(super) fn title_size(title: &str) -> Pt {
    let length = title.chars().count();
    let size = TITLE_SIZES.iter().find(|(longest, _)| length <= *longest);
    Pt(size.map_or(COVER_SIZE, |(_, size)| *size))
}
