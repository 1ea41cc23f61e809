//! The measures of the page that both files share, in **points**.
//!
//! What only one of them knows (Word's line pitch and spacing, Typst's leading) stands with its
//! writer.

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
pub(super) const BODY_SIZE: Pt = Pt(11.0);
pub(super) const TABLE_SIZE: Pt = Pt(10.0);
/// Header and footer.
pub(super) const RUNNING_SIZE: Pt = Pt(9.0);
/// By level.
pub(super) const HEADING_SIZES: [Pt; 2] = [Pt(16.0), Pt(13.0)];
/// The title by its length: up to so many characters.
const TITLE_SIZES: [(usize, Pt); 3] = [(160, Pt(28.0)), (400, Pt(20.0)), (usize::MAX, COVER_SIZE)];
/// Short description, `Aktueller Stand` and document id on the cover.
pub(super) const COVER_SIZE: Pt = Pt(13.0);

// ---- tables and rules ----
/// Between the text of a cell and its border, on the left and on the right.
pub(super) const CELL_SIDE: Pt = Pt(6.0);
/// Borders of cells, the rules under the header, over the footer and on the cover.
pub(super) const BORDER: Pt = Pt(0.5);

// ---- change marks ----
/// Between what is struck and what is new.
pub(super) const MARK_GAP: Pt = Pt(2.0);

// ---- cover ----
pub(super) const LOGO_MAX_WIDTH: Pt = Pt::cm(6.0);
pub(super) const LOGO_MAX_HEIGHT: Pt = Pt::cm(3.0);
pub(super) const LOGO_AFTER: Pt = Pt::cm(1.5);
/// Above the short description where there is no logo.
pub(super) const COVER_TOP: Pt = Pt::cm(4.0);
/// Between `Aktueller Stand` and the title.
pub(super) const TITLE_BEFORE: Pt = Pt::cm(0.3);

// ---- lists ----
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
    size.map_or(COVER_SIZE, |(_, size)| *size)
}
