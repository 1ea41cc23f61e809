//! How the styles look: `parts/styles.xml`, filled with the measures of the paper.
//!
//! Type size and spacing of plain text are document defaults and `Normal` says nothing: only so can
//! the table style make the text of a table smaller (ECMA-376 part 1, 17.7.2). That style has thin grey
//! lines, a shaded head that the first row alone gets, and a bold first column where the table asks
//! for it. Headings, title, header and footer are not hyphenated.

use super::lists::{LIST, text_indent};
use super::measures::*;
use crate::document::Look;

/// The part for a paper with this title and look; `font` is escaped.
pub(super) fn styles(font: &str, title: &str, look: &Look) -> String {
    let sizes = Sizes::from(look);
    let narrow = narrow_gap(look).twips();
    format!(
        include_str!("parts/styles.xml"),
        font = font,
        body_size = sizes.body.half_points(),
        table_size = sizes.table.half_points(),
        details_size = sizes.details.half_points(),
        running_size = sizes.running.half_points(),
        heading_1_size = sizes.headings[0].half_points(),
        heading_2_size = sizes.headings[1].half_points(),
        title_size = title_size(title).half_points(),
        cover_size = sizes.cover.half_points(),
        line = line(look),
        tight = TIGHT_LINE,
        invisible_line = INVISIBLE_LINE.twips(),
        body_after = Pt(look.gap).twips(),
        item_after = narrow,
        heading_1_before = HEADING_BEFORE[0].twips(),
        heading_1_after = HEADING_AFTER[0].twips(),
        heading_2_before = HEADING_BEFORE[1].twips(),
        heading_2_after = HEADING_AFTER[1].twips(),
        entry_1_before = ENTRY_BEFORE[0].twips(),
        entry_2_before = ENTRY_BEFORE[1].twips(),
        title_before = TITLE_BEFORE.twips(),
        title_after = Pt(TITLE_AFTER.0 + 2.0 * COVER_AFTER.0).twips(),
        cover_after = COVER_AFTER.twips(),
        cell_top = CELL_TOP.twips(),
        cell_side = CELL_SIDE.twips(),
        cell_bottom = CELL_BOTTOM.twips(),
        cell_after = narrow,
        text_width = TEXT_WIDTH.twips(),
        list = LIST,
        indent_1 = text_indent(0),
        indent_2 = text_indent(1),
        indent_3 = text_indent(2),
        indent_4 = text_indent(3),
        indent_5 = text_indent(4),
        border = BORDER.eighths(),
        border_colour = BORDER_COLOUR,
        quiet = QUIET_COLOUR,
        link = LINK_COLOUR,
        head_fill = HEAD_FILL,
    )
}

#[cfg(test)]
mod tests {
    use super::super::style::*;
    use super::*;

    #[test]
    fn every_style_that_is_used_is_defined() {
        let all = styles("Arial", "Bericht", &Look::default());
        let paragraphs = [
            NORMAL,
            BODY,
            DETAILS,
            TITLE,
            SUBTITLE,
            COVER_SUMMARY,
            COVER_ORGANISATION,
            COVER_FACT,
            CONTENTS_TITLE,
            TABLE_HEAD,
            INVISIBLE,
            HEADER,
            FOOTER,
            INSERTED,
            DELETED,
            HYPERLINK,
            TABLE,
        ];
        for id in [&paragraphs[..], &HEADINGS, &CONTENTS, &BULLETS, &CONTINUES].concat() {
            assert_eq!(all.matches(&format!("w:styleId=\"{id}\"")).count(), 1, "{id}");
        }
    }
}
