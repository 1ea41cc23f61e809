//! How the styles look, one place for all of them. Those docx-rs cannot write stand in
//! [`raw_styles`], which the finishing pass adds.
//!
//! Type size and spacing of plain text are document defaults and `Normal` says nothing: only so can
//! the table style make the text of a table smaller (ECMA-376 part 1, 17.7.2).

use docx_rs::{
    AlignmentType, BorderType, LineSpacing, LineSpacingType, ParagraphBorder, ParagraphBorderPosition,
    ParagraphBorders, SpecialIndentType, Style, StyleType, Styles, Tab, TabLeaderType, TabValueType,
};

use super::lists;
use super::measures::*;
use super::style::*;
use crate::ooxml::tree::Element;

/// All styles docx-rs can write.
pub(super) fn styles(font: &str) -> Styles {
    let all = Styles::new()
        .default_fonts(fonts(font))
        .default_size(BODY_SIZE.half_points())
        .default_line_spacing(pitch(gaps(Pt(0.0), Pt(0.0)), LINE));
    let all = paragraphs()
        .into_iter()
        .chain(cover())
        .chain(list_styles())
        .chain(running())
        .fold(all, Styles::add_style);
    characters().into_iter().fold(all, Styles::add_style)
}

fn paragraph(id: &str, name: &str, based_on: &str) -> Style {
    Style::new(id, StyleType::Paragraph).name(name).based_on(based_on)
}

/// A line pitch in 240ths of the font's own line.
pub(super) fn pitch(spacing: LineSpacing, line: i32) -> LineSpacing {
    spacing.line(line).line_rule(LineSpacingType::Auto)
}

fn gaps(before: Pt, after: Pt) -> LineSpacing {
    LineSpacing::new().before(before.twips()).after(after.twips())
}

fn keep_next(mut style: Style) -> Style {
    style.paragraph_property = style.paragraph_property.keep_next(true).keep_lines(true);
    style
}

fn tab(mut style: Style, at: Pt, kind: TabValueType, leader: TabLeaderType) -> Style {
    let tab = Tab::new().val(kind).leader(leader).pos(at.twips() as usize);
    style.paragraph_property = style.paragraph_property.add_tab(tab);
    style
}

fn rule(mut style: Style, at: ParagraphBorderPosition) -> Style {
    let line =
        ParagraphBorder::new(at).val(BorderType::Single).size(BORDER.eighths()).space(4).color(BORDER_COLOUR);
    style.paragraph_property = style.paragraph_property.set_borders(ParagraphBorders::with_empty().set(line));
    style
}

fn paragraphs() -> Vec<Style> {
    let tight = |before, after| pitch(gaps(before, after), TIGHT_LINE);
    let heading = |level: usize| {
        let style = paragraph(HEADINGS[level], &format!("heading {}", level + 1), NORMAL)
            .next(BODY)
            .ui_priority(9)
            .bold()
            .size(HEADING_SIZES[level].half_points())
            .line_spacing(tight(HEADING_BEFORE[level], HEADING_AFTER[level]))
            .outline_lvl(level);
        keep_next(style)
    };
    let entry = |level: usize| {
        let before = if level == 0 { ENTRY_BEFORE } else { Pt(0.0) };
        let style = paragraph(CONTENTS[level], &format!("toc {}", level + 1), NORMAL)
            .next(NORMAL)
            .ui_priority(39)
            .q_format(false)
            .indent(Some(LIST_STEP.twips() as i32 * level as i32), None, None, None)
            .line_spacing(gaps(before, ENTRY_AFTER));
        tab(style, TEXT_WIDTH, TabValueType::Right, TabLeaderType::Dot)
    };
    vec![
        paragraph(BODY, "Body Text", NORMAL).line_spacing(gaps(Pt(0.0), BODY_AFTER)),
        paragraph(DETAILS, "Angaben", NORMAL)
            .size(DETAILS_SIZE.half_points())
            .color(QUIET_COLOUR)
            .line_spacing(gaps(Pt(0.0), CELL_AFTER)),
        heading(0),
        heading(1),
        keep_next(
            paragraph(CONTENTS_TITLE, "TOC Heading", NORMAL)
                .next(NORMAL)
                .ui_priority(39)
                .bold()
                .size(HEADING_SIZES[0].half_points())
                .line_spacing(tight(Pt(0.0), HEADING_AFTER[0])),
        ),
        entry(0),
        entry(1),
        keep_next(paragraph(TABLE_HEAD, "Tabellenkopf", NORMAL).bold()),
        paragraph(INVISIBLE, "Abstandshalter", NORMAL).q_format(false).size(2).line_spacing(
            gaps(Pt(0.0), Pt(0.0)).line(INVISIBLE_LINE.twips() as i32).line_rule(LineSpacingType::Exact),
        ),
    ]
}

fn cover() -> Vec<Style> {
    vec![
        paragraph(TITLE, "Title", NORMAL)
            .next(SUBTITLE)
            .ui_priority(10)
            .bold()
            .size(TITLE_SIZE.half_points())
            .line_spacing(pitch(gaps(TITLE_BEFORE, TITLE_AFTER), TIGHT_LINE)),
        paragraph(SUBTITLE, "Subtitle", NORMAL)
            .next(BODY)
            .ui_priority(11)
            .size(COVER_SIZE.half_points())
            .line_spacing(gaps(Pt(0.0), COVER_AFTER)),
        paragraph(COVER_SUMMARY, "Kurzbeschreibung", NORMAL)
            .size(COVER_SIZE.half_points())
            .color(QUIET_COLOUR)
            .line_spacing(gaps(Pt(0.0), COVER_AFTER)),
        paragraph(COVER_AS_OF, "Aktueller Stand", NORMAL)
            .size(COVER_SIZE.half_points())
            .line_spacing(gaps(COVER_GAPS[1], COVER_AFTER)),
        paragraph(COVER_ORGANISATION, "Organisation", NORMAL).bold().line_spacing(gaps(Pt(0.0), COVER_AFTER)),
        tab(
            paragraph(COVER_FACT, "Deckblattangabe", NORMAL)
                .indent(
                    Some(FACT_TAB.twips() as i32),
                    Some(SpecialIndentType::Hanging(FACT_TAB.twips() as i32)),
                    None,
                    None,
                )
                .line_spacing(gaps(Pt(0.0), COVER_AFTER)),
            FACT_TAB,
            TabValueType::Left,
            TabLeaderType::None,
        ),
    ]
}

fn list_styles() -> Vec<Style> {
    let numbered = |name: &str, level: usize| match level {
        0 => name.to_owned(),
        _ => format!("{name} {}", level + 1),
    };
    let spacing = || gaps(Pt(0.0), ITEM_AFTER);
    let bullets = BULLETS.iter().enumerate().map(|(level, id)| {
        let mut style = paragraph(id, &numbered("List Bullet", level), NORMAL).line_spacing(spacing());
        style.paragraph_property = lists::numbered(style.paragraph_property, level);
        style
    });
    let continues = CONTINUES.iter().enumerate().map(|(level, id)| {
        let indent = lists::text_indent(level);
        paragraph(id, &numbered("List Continue", level), NORMAL).line_spacing(spacing()).indent(
            Some(indent),
            None,
            None,
            None,
        )
    });
    bullets.chain(continues).collect()
}

fn running() -> Vec<Style> {
    let line = |id: &str, name: &str, border| {
        let style = paragraph(id, name, NORMAL)
            .q_format(false)
            .ui_priority(99)
            .size(RUNNING_SIZE.half_points())
            .color(QUIET_COLOUR)
            .line_spacing(pitch(LineSpacing::new(), TIGHT_LINE))
            .align(AlignmentType::Left);
        rule(tab(style, TEXT_WIDTH, TabValueType::Right, TabLeaderType::None), border)
    };
    vec![
        line(HEADER, "header", ParagraphBorderPosition::Bottom),
        line(FOOTER, "footer", ParagraphBorderPosition::Top),
    ]
}

fn characters() -> Vec<Style> {
    let character = |id: &str, name: &str| Style::new(id, StyleType::Character).name(name);
    let mut deleted = character(DELETED, "Gestrichen");
    deleted.run_property = deleted.run_property.strike();
    vec![
        character(INSERTED, "Neu").underline("single"),
        deleted,
        character(HYPERLINK, "Hyperlink").ui_priority(99).q_format(false).color(LINK_COLOUR),
        character(STRONG, "Strong").ui_priority(22).bold(),
    ]
}

/// The styles docx-rs cannot write: Word's defaults for characters, tables and lists, and the table
/// style.
pub(super) fn raw_styles() -> Vec<Element> {
    let default = |kind: &str, id: &str, name: &str| {
        Element::new("w:style").with("w:type", kind).with("w:default", 1).with("w:styleId", id).children([
            Element::val("w:name", name),
            Element::val("w:uiPriority", 99),
            Element::new("w:semiHidden"),
            Element::new("w:unhideWhenUsed"),
        ])
    };
    let plain =
        Element::new("w:tblPr").child(width("w:tblInd", 0)).child(margins(Pt(0.0), CELL_SIDE, Pt(0.0)));
    vec![
        default("character", "DefaultParagraphFont", "Default Paragraph Font"),
        default("table", "TableNormal", "Normal Table").child(plain),
        default("numbering", "NoList", "No List"),
        table_style(),
    ]
}

fn width(name: &str, twips: u32) -> Element {
    Element::new(name).with("w:w", twips).with("w:type", "dxa")
}

fn margins(top: Pt, side: Pt, bottom: Pt) -> Element {
    Element::new("w:tblCellMar").children([
        width("w:top", top.twips()),
        width("w:left", side.twips()),
        width("w:bottom", bottom.twips()),
        width("w:right", side.twips()),
    ])
}

/// Thin grey lines, a shaded head that the first row alone gets, a bold first column where the
/// table asks for it.
fn table_style() -> Element {
    let line = |side: &str| {
        Element::val(format!("w:{side}"), "single")
            .with("w:sz", BORDER.eighths())
            .with("w:space", 0)
            .with("w:color", BORDER_COLOUR)
    };
    let borders = ["top", "left", "bottom", "right", "insideH", "insideV"].map(line);
    let bold = || Element::new("w:rPr").child(Element::new("w:b")).child(Element::new("w:bCs"));
    let part = |which: &str| Element::new("w:tblStylePr").with("w:type", which).child(bold());
    let shade = Element::val("w:shd", "clear").with("w:color", "auto").with("w:fill", HEAD_FILL);
    let spacing = Element::new("w:spacing")
        .with("w:before", 0)
        .with("w:after", CELL_AFTER.twips())
        .with("w:line", LINE)
        .with("w:lineRule", "auto");
    let size = TABLE_SIZE.half_points();
    Element::new("w:style")
        .with("w:type", "table")
        .with("w:customStyle", 1)
        .with("w:styleId", TABLE)
        .children([
            Element::val("w:name", "Sachstandstabelle"),
            Element::val("w:basedOn", "TableNormal"),
            Element::new("w:qFormat"),
            Element::new("w:pPr").child(spacing),
            Element::new("w:rPr").child(Element::val("w:sz", size)).child(Element::val("w:szCs", size)),
            Element::new("w:tblPr").children([
                width("w:tblInd", 0),
                Element::new("w:tblBorders").children(borders),
                margins(CELL_TOP, CELL_SIDE, CELL_BOTTOM),
            ]),
            part("firstRow").child(Element::new("w:tcPr").child(shade)),
            part("firstCol"),
        ])
}
