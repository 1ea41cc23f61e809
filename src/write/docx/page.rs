//! The section: page size, margins, running header and footer.

use docx_rs::{Docx, Footer, Header, PageMargin, Paragraph, ParagraphChild, Run};

use super::block::{self, Piece};
use super::contents::field;
use super::inline;
use super::lists;
use super::measures::*;
use super::style_map;
use crate::document::Running;

/// The document with its styles, lists and its one section. The cover has neither header nor
/// footer; `total` is the number of pages, prefilled in the footer.
pub(super) fn assemble(pieces: Vec<Piece>, running: &Running, total: u32, font: &str) -> Docx {
    let margins = PageMargin::new()
        .top(MARGIN_TOP.twips() as i32)
        .bottom(MARGIN_BOTTOM.twips() as i32)
        .left(MARGIN_SIDE.twips() as i32)
        .right(MARGIN_SIDE.twips() as i32)
        .header(HEADER_DISTANCE.twips() as i32)
        .footer(FOOTER_DISTANCE.twips() as i32);
    let docx = Docx::new()
        .styles(style_map::styles(font))
        .numberings(lists::numberings())
        .page_size(PAGE_WIDTH.twips(), PAGE_HEIGHT.twips())
        .page_margin(margins)
        .title_pg()
        .header(Header::new().add_paragraph(header(running)))
        .footer(Footer::new().add_paragraph(footer(running, total)));
    pieces.into_iter().fold(docx, |docx, piece| match piece {
        Piece::Paragraph(paragraph) => docx.add_paragraph(*paragraph),
        Piece::Table(table) => docx.add_table(*table),
    })
}

fn header(running: &Running) -> Paragraph {
    let runs =
        [inline::plain(&running.header_left), Run::new().add_tab(), inline::plain(&running.header_right)];
    with_runs(block::styled(style_map::HEADER), runs)
}

/// `Seite X von Y` stands on the right. The first page that shows it is the second.
fn footer(running: &Running, total: u32) -> Paragraph {
    let runs = [inline::plain(&running.footer_left), Run::new().add_tab(), inline::plain("Seite ")]
        .into_iter()
        .chain(field(" PAGE ", "2"))
        .chain([inline::plain(" von ")])
        .chain(field(" NUMPAGES ", &total.to_string()));
    with_runs(block::styled(style_map::FOOTER), runs)
}

fn with_runs(mut paragraph: Paragraph, runs: impl IntoIterator<Item = Run>) -> Paragraph {
    paragraph.children.extend(runs.into_iter().map(|run| ParagraphChild::Run(Box::new(run))));
    paragraph
}
