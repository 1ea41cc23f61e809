//! The section: page size, margins, running header and footer.

use docx_rs::{Docx, Footer, Header, PageMargin, Paragraph, Run};

use super::context::Context;
use super::inline::{self, field};
use super::measures::*;
use super::piece::{Piece, styled, with_runs};
use super::style;
use crate::document::{Look, Running};

/// The document with its one section. The cover has neither header nor
/// footer; the number of pages is prefilled in the footer.
pub(super) fn assemble(pieces: Vec<Piece>, context: &Context<'_>) -> Docx {
    let running = &context.document.running;
    let margins = PageMargin::new()
        .top(MARGIN_TOP.twips() as i32)
        .bottom(Pt(MARGIN_BOTTOM.0 + CELL_RESERVE.0).twips() as i32)
        .left(MARGIN_SIDE.twips() as i32)
        .right(MARGIN_SIDE.twips() as i32)
        .header(HEADER_DISTANCE.twips() as i32)
        .footer(FOOTER_DISTANCE.twips() as i32);
    let docx = Docx::new()
        .page_size(PAGE_WIDTH.twips(), PAGE_HEIGHT.twips())
        .page_margin(margins)
        .title_pg()
        .header(Header::new().add_paragraph(header(running, &context.document.look)))
        .footer(Footer::new().add_paragraph(footer(running, context.pages)));
    pieces.into_iter().fold(docx, |docx, piece| match piece {
        Piece::Paragraph(paragraph) => docx.add_paragraph(*paragraph),
        Piece::Table(table) => docx.add_table(*table),
    })
}

fn header(running: &Running, look: &Look) -> Paragraph {
    let runs = [&running.header_left, between(running, look), &running.header_right].map(inline::plain);
    with_runs(styled(style::HEADER), runs)
}

/// What stands between the two texts of the header: on one line where both have room, else on two.
pub(super) fn between(running: &Running, look: &Look) -> &'static str {
    let letters = running.header_left.chars().count() + running.header_right.chars().count();
    if letters as f64 * MEAN_LETTER * look.running_size > TEXT_WIDTH.0 { "\n\t" } else { "\t" }
}

/// `Seite X von Y` stands on the right. The first page that shows it is the second.
fn footer(running: &Running, total: u32) -> Paragraph {
    let runs = [inline::plain(&running.footer_left), Run::new().add_tab(), inline::plain("Seite ")]
        .into_iter()
        .chain(field(" PAGE ", "2"))
        .chain([inline::plain(" von ")])
        .chain(field(" NUMPAGES ", &total.to_string()));
    with_runs(styled(style::FOOTER), runs)
}
