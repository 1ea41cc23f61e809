//! The measures of the Word file: the page's own ([`crate::write::measures`]) in Word's units, and
//! what Word alone has, chosen so that both files break their pages about alike.

use crate::document::Look;
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

/// At the foot of a page the PDF keeps the inner margin of a cell that goes on overleaf; Word and LibreOffice
/// do not.
pub(super) const CELL_RESERVE: Pt = Pt(1.0);

// ---- lines ----
/// The pitch of lines as Word counts it, in 240ths of the font's own line.
pub(super) fn line(look: &Look) -> i32 {
    (look.line * 240.0).round() as i32
}
/// Headings, title, header and footer: the font's own line.
pub(super) const TIGHT_LINE: i32 = 240;

// ---- space between paragraphs, added to the line pitch ----
/// Height of a paragraph that Word needs and nobody should see.
pub(super) const INVISIBLE_LINE: Pt = Pt(1.0);

/// Between a table and the paragraph, list or table after it, beside the invisible line that is there.
pub(super) fn table_after(look: &Look) -> Pt {
    Pt((look.gap - INVISIBLE_LINE.0).max(0.0))
}
