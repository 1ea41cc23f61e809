//! How the styles look: `parts/styles.xml`, filled with the measures of the paper.
//!
//! Type size and spacing of plain text are document defaults and `Normal` says nothing: only so can
//! the table style make the text of a table smaller (ECMA-376 part 1, 17.7.2). That style has thin grey
//! lines, a shaded head that the first row alone gets, and a bold first column where the table asks
//! for it. Headings, title, header and footer are not hyphenated.

use super::lists::{LIST, text_indent};
use super::measures::*;

/// The part for a paper with this title; `font` is escaped.
pub(super) fn styles(font: &str, title: &str) -> String {
    format!(
        include_str!("parts/styles.xml"),
        font = font,
        body_size = BODY_SIZE.half_points(),
        table_size = TABLE_SIZE.half_points(),
        details_size = DETAILS_SIZE.half_points(),
        running_size = RUNNING_SIZE.half_points(),
        heading_1_size = HEADING_SIZES[0].half_points(),
        heading_2_size = HEADING_SIZES[1].half_points(),
        title_size = title_size(title).half_points(),
        cover_size = COVER_SIZE.half_points(),
        line = LINE,
        tight = TIGHT_LINE,
        invisible_line = INVISIBLE_LINE.twips(),
        body_after = BODY_AFTER.twips(),
        item_after = ITEM_AFTER.twips(),
        heading_1_before = HEADING_BEFORE[0].twips(),
        heading_1_after = HEADING_AFTER[0].twips(),
        heading_2_before = HEADING_BEFORE[1].twips(),
        heading_2_after = HEADING_AFTER[1].twips(),
        entry_before = ENTRY_BEFORE.twips(),
        entry_after = ENTRY_AFTER.twips(),
        as_of_before = COVER_GAPS[1].twips(),
        title_before = TITLE_BEFORE.twips(),
        title_after = TITLE_AFTER.twips(),
        cover_after = COVER_AFTER.twips(),
        cell_top = CELL_TOP.twips(),
        cell_side = CELL_SIDE.twips(),
        cell_bottom = CELL_BOTTOM.twips(),
        cell_after = CELL_AFTER.twips(),
        text_width = TEXT_WIDTH.twips(),
        fact_tab = FACT_TAB.twips(),
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
        let all = styles("Arial", "Bericht");
        let paragraphs = [
            NORMAL,
            BODY,
            DETAILS,
            TITLE,
            SUBTITLE,
            COVER_SUMMARY,
            COVER_AS_OF,
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
