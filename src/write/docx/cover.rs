//! The cover page, in the order of [`Cover`]'s members.

use docx_rs::{
    BorderType, LineSpacing, Paragraph, ParagraphBorder, ParagraphBorderPosition, ParagraphBorders, Pic, Run,
};

use super::block::{Piece, Writer};
use super::inline;
use super::measures::*;
use super::revision;
use super::style_map::*;
use crate::document::{Cover, Image, Line};

/// The cover's paragraphs.
pub(super) fn cover(cover: &Cover, writer: &mut Writer<'_>) -> Vec<Piece> {
    let mut paragraphs: Vec<Paragraph> = cover.logo.as_ref().map(logo).into_iter().collect();
    let mut line = |style: &str, line: &Line| writer.paragraph(style, &line.text);
    paragraphs.extend(cover.summary.iter().map(|summary| line(COVER_SUMMARY, summary)));
    paragraphs.extend(cover.as_of.as_ref().map(|as_of| line(COVER_AS_OF, as_of)));
    paragraphs.push(line(TITLE, &cover.title));
    paragraphs.push(line(SUBTITLE, &cover.id));
    let foot = paragraphs.len();
    paragraphs.extend(cover.organisation.as_ref().map(|organisation| line(COVER_ORGANISATION, organisation)));
    paragraphs.extend(cover.facts.iter().map(|(label, value)| fact(label, value, writer)));
    if let Some(first) = paragraphs.get_mut(foot) {
        *first = under_a_rule(std::mem::take(first));
    }
    if let (None, Some(first)) = (&cover.logo, paragraphs.first_mut()) {
        *first = std::mem::take(first).line_spacing(LineSpacing::new().before(COVER_TOP.twips()));
    }
    paragraphs.into_iter().map(Piece::from).collect()
}

/// The logo as large as fits; the finishing pass gives it its alternative text.
fn logo(image: &Image) -> Paragraph {
    let (width, height) = (image.width.max(1) as f32, image.height.max(1) as f32);
    let scale = (LOGO_MAX_WIDTH.0 / width).min(LOGO_MAX_HEIGHT.0 / height);
    let picture = Pic::new_with_dimensions(image.bytes.clone(), 1, 1)
        .size(Pt(width * scale).emu().max(1), Pt(height * scale).emu().max(1));
    let spacing = pitch(LineSpacing::new().after(LOGO_AFTER.twips()), TIGHT_LINE);
    Paragraph::new().add_run(Run::new().add_image(picture)).line_spacing(spacing)
}

/// Label, tab, value.
fn fact(label: &str, value: &Line, writer: &mut Writer<'_>) -> Paragraph {
    let mut paragraph = writer.paragraph(COVER_FACT, &value.text);
    let label = inline::plain(&format!("{label}:")).color(QUIET_COLOUR).add_tab();
    let whole = revision::whole(&value.text, writer.changes());
    paragraph.children.insert(0, revision::child(label, whole, writer.changes()));
    paragraph
}

fn under_a_rule(mut paragraph: Paragraph) -> Paragraph {
    let line = ParagraphBorder::new(ParagraphBorderPosition::Top)
        .val(BorderType::Single)
        .size(BORDER.eighths())
        .space(6)
        .color(BORDER_COLOUR);
    paragraph.property = paragraph.property.set_borders(ParagraphBorders::with_empty().set(line));
    paragraph.line_spacing(LineSpacing::new().before(FACTS_BEFORE.twips()).after(COVER_AFTER.twips()))
}
