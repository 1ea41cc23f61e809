//! The measures of the page ([`crate::write::measures`]) as Typst has them.

use typst::foundations::{Dict, IntoValue, Value, dict};
use typst::layout::{Abs, Em, Length};
use typst::visualize::{Color, Luma, ProcessColor};

use crate::document::Look;
pub(super) use crate::write::measures::*;

impl Pt {
    pub(super) fn abs(self) -> Abs {
        Abs::pt(self.0)
    }
}

impl IntoValue for Pt {
    fn into_value(self) -> Value {
        self.abs().into_value()
    }
}

/// A colour given as `RRGGBB`; greys without colour, so that printers take black ink alone.
pub(super) fn colour(hex: &str) -> Color {
    let [_, red, green, blue] = u32::from_str_radix(hex, 16).unwrap_or_default().to_be_bytes();
    if red == green && green == blue {
        return Color::Process(ProcessColor::Luma(Luma::new(f32::from(red) / 255.0, 1.0)));
    }
    Color::from_u8(red, green, blue, u8::MAX)
}

/// What the template shares with the Word file.
pub(super) fn measures(look: &Look) -> Dict {
    let sizes = Sizes::from(look);
    // Lines are as high as Word's, with nothing between them.
    let above = |line: f64| Length::from(Em::new(line * FONT_LINE - DESCENT));
    dict! {
        "top_edge" => above(look.line),
        "tight_top_edge" => above(1.0),
        "bottom_edge" => Length::from(Em::new(-DESCENT)),
        "gap" => Pt(look.gap),
        "narrow_gap" => narrow_gap(look),
        "cell_top" => Pt(CELL_TOP.0 + BORDER.0 / 2.0),
        "cell_bottom" => Pt(CELL_BOTTOM.0 + narrow_gap(look).0 + BORDER.0 / 2.0),
        "headings_before" => HEADING_BEFORE.to_vec(),
        "headings_after" => HEADING_AFTER.to_vec(),
        "entries_before" => ENTRY_BEFORE.to_vec(),
        "list_step" => LIST_STEP,
        "hyphenation" => look.hyphenation,
        "page_width" => PAGE_WIDTH,
        "page_height" => PAGE_HEIGHT,
        "margin_top" => MARGIN_TOP,
        "margin_bottom" => MARGIN_BOTTOM,
        "margin_side" => MARGIN_SIDE,
        "running_gutter" => RUNNING_GUTTER,
        "page_count_width" => PAGE_COUNT_WIDTH,
        "body_size" => sizes.body,
        "table_size" => sizes.table,
        "running_size" => sizes.running,
        "cover_size" => sizes.cover,
        "cell_side" => CELL_SIDE,
        "border" => BORDER,
        "logo_max_width" => LOGO_MAX_WIDTH,
        "logo_max_height" => LOGO_MAX_HEIGHT,
        "logo_after" => LOGO_AFTER,
        "title_before" => TITLE_BEFORE,
        "title_after" => TITLE_AFTER,
        "cover_gap" => COVER_AFTER,
        "link_colour" => colour(LINK_COLOUR),
        "quiet_colour" => colour(QUIET_COLOUR),
        "border_colour" => colour(BORDER_COLOUR),
        "head_fill" => colour(HEAD_FILL),
        "heading_sizes" => sizes.headings.to_vec(),
        "markers" => MARKERS.to_vec(),
    }
}
