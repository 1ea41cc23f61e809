//! The cover page, in the order of [`Cover`]'s members.

use docx_rs::{
    BorderType, LineSpacing, LineSpacingType, Paragraph, ParagraphBorder, ParagraphBorderPosition,
    ParagraphBorders, Pic, Run,
};

use super::super::cover::gaps;
use super::context::Context;
use super::inline;
use super::measures::*;
use super::piece::paragraph;
use super::revision;
use super::style::*;
use crate::document::{Cover, Image, Line};

/// The cover's paragraphs.
pub(super) fn cover(cover: &Cover, context: &mut Context<'_>) -> Vec<Paragraph> {
    let gaps = gaps(cover, &context.document.look);
    let mut paragraphs: Vec<Paragraph> = cover.logo.as_ref().map(logo).into_iter().collect();
    let mut line = |style: &str, line: &Line| paragraph(style, &line.text, context);
    paragraphs.extend(cover.summary.iter().map(|summary| line(COVER_SUMMARY, summary)));
    if let (None, Some(first)) = (&cover.logo, paragraphs.first_mut()) {
        *first = std::mem::take(first).line_spacing(spaced(gaps.above_summary));
    }
    let as_of = cover.as_of.as_ref().map(|as_of| line(SUBTITLE, as_of));
    paragraphs.extend(as_of.map(|as_of| as_of.line_spacing(gap_above(gaps.above_as_of))));
    paragraphs.push(line(TITLE, &cover.title));
    paragraphs.push(line(SUBTITLE, &cover.id));
    let foot = paragraphs.len();
    paragraphs.extend(cover.organisation.as_ref().map(|organisation| line(COVER_ORGANISATION, organisation)));
    paragraphs.extend(cover.facts.iter().map(|(label, value)| fact(label, value, context)));
    if let Some(first) = paragraphs.get_mut(foot) {
        *first = under_a_rule(std::mem::take(first)).line_spacing(spaced(gaps.above_rule));
    }
    paragraphs
}

/// The gap in front of a text: Word takes the wider one of two spaces, Typst adds the gap to that of its texts.
fn gap_above(gap: Pt) -> LineSpacing {
    spaced(Pt(gap.0 + COVER_AFTER.0))
}

fn spaced(before: Pt) -> LineSpacing {
    LineSpacing::new().before(before.twips()).after(COVER_AFTER.twips())
}

/// The logo as large as fits; the finishing pass gives it its alternative text.
fn logo(image: &Image) -> Paragraph {
    let (width, height) = (image.width.max(1) as f64, image.height.max(1) as f64);
    let scale = (LOGO_MAX_WIDTH.0 / width).min(LOGO_MAX_HEIGHT.0 / height);
    let picture = Pic::new_with_dimensions(image.bytes.clone(), 1, 1)
        .size(Pt(width * scale).emu().max(1), Pt(height * scale).emu().max(1));
    let spacing = LineSpacing::new().after(Pt(LOGO_AFTER.0 + COVER_AFTER.0).twips());
    let spacing = spacing.line(TIGHT_LINE).line_rule(LineSpacingType::Auto);
    Paragraph::new().add_run(Run::new().add_image(picture)).line_spacing(spacing)
}

/// Label and value.
fn fact(label: &str, value: &Line, context: &mut Context<'_>) -> Paragraph {
    let mut paragraph = self::paragraph(COVER_FACT, &value.text, context);
    let label = inline::plain(&format!("{label}: ")).color(QUIET_COLOUR);
    let whole = revision::whole([&value.text], context.changes);
    paragraph.children.insert(0, revision::child(label, whole, context.changes));
    paragraph
}

fn under_a_rule(mut paragraph: Paragraph) -> Paragraph {
    let line = ParagraphBorder::new(ParagraphBorderPosition::Top)
        .val(BorderType::Single)
        .size(BORDER.eighths())
        .space(6)
        .color(BORDER_COLOUR);
    paragraph.property = paragraph.property.set_borders(ParagraphBorders::with_empty().set(line));
    paragraph
}
