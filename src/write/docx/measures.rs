//! The measures of the Word file: the page's own ([`crate::write::measures`]) in Word's units, and
//! what Word alone has, chosen so that both files break their pages about alike.

pub(super) use crate::write::measures::*;

impl Pt {
    /// Twentieths of a point: positions, margins, spacing.
    pub(super) fn twips(self) -> u32 {
        (self.0 * 20.0).round() as u32
    }

    /// Half points: type sizes.
    pub(super) fn half_points(self) -> usize {
        (self.0 * 2.0).round() as usize
    }

    /// Eighths of a point: borders.
    pub(super) fn eighths(self) -> usize {
        (self.0 * 8.0).round() as usize
    }

    /// English Metric Units (12,700 to the point): images.
    pub(super) fn emu(self) -> u32 {
        (self.0 * 12_700.0).round() as u32
    }
}

// ---- header and footer: from the edge of the sheet ----
pub(super) const HEADER_DISTANCE: Pt = Pt::cm(1.5);
pub(super) const FOOTER_DISTANCE: Pt = Pt::cm(1.25);

// ---- lines ----
/// A line of labels and values.
pub(super) const DETAILS_SIZE: Pt = Pt(9.5);
/// Line pitch in 240ths of the font's own line (1.149 em for Arial and Liberation Sans): 273 gives
/// 1.307 em, which is 14.4 pt at 11 pt and Typst's `leading: 0.62em` (cap height 0.688 em).
pub(super) const LINE: i32 = 273;
/// Headings, title, header and footer: 1.149 em, Typst's `leading: 0.46em`.
pub(super) const TIGHT_LINE: i32 = 240;

// ---- space between paragraphs, added to the line pitch ----
pub(super) const BODY_AFTER: Pt = Pt(6.0);
pub(super) const ITEM_AFTER: Pt = Pt(2.0);
pub(super) const CELL_AFTER: Pt = Pt(2.0);
pub(super) const HEADING_BEFORE: [Pt; 2] = [Pt(17.0), Pt(11.0)];
pub(super) const HEADING_AFTER: [Pt; 2] = [Pt(7.0), Pt(5.0)];
/// Between a table and the paragraph, list or table after it.
pub(super) const TABLE_AFTER: Pt = Pt(9.0);
/// Height of a paragraph that Word needs and nobody should see.
pub(super) const INVISIBLE_LINE: Pt = Pt(1.0);

// ---- lists ----
/// Indent of each level: the bullet hangs in it, the text starts after it.
pub(super) const LIST_STEP: Pt = Pt(11.0);

// ---- tables ----
pub(super) const CELL_TOP: Pt = Pt(4.0);
/// The last paragraph of a cell adds [`CELL_AFTER`] to it.
pub(super) const CELL_BOTTOM: Pt = Pt(1.0);

// ---- contents ----
pub(super) const ENTRY_AFTER: Pt = Pt(3.0);
/// Above an entry of the first level.
pub(super) const ENTRY_BEFORE: Pt = Pt(4.0);

// ---- cover ----
/// What the gaps on the cover share among them: the height of the text area less a reserve for
/// lines that wrap elsewhere than estimated.
pub(super) const COVER_HEIGHT: Pt = Pt::cm(29.7 - 3.0 - 2.5 - 1.5);
/// The gaps at their widest: above the short description where there is no logo, above
/// `Aktueller Stand`, above the rule over the organisation and the facts.
pub(super) const COVER_GAPS: [Pt; 3] = [COVER_TOP, Pt::cm(3.5), Pt::cm(5.0)];
pub(super) const TITLE_AFTER: Pt = Pt::cm(0.4);
pub(super) const COVER_AFTER: Pt = Pt(4.0);
/// Where the values stand beside their labels.
pub(super) const FACT_TAB: Pt = Pt::cm(4.5);

/// How wide a letter of Arial is on average, bold ones included, in parts of its size.
pub(super) const MEAN_LETTER: f64 = 0.56;
