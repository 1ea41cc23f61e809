//! The Word file: [`Document`] and the page numbers of the laid-out paper → DOCX.
//!
//! 1. [`style`], [`styles`], [`lists`] and [`measures`] say how the paper looks; the parts of the file
//!    that say so are templates in `parts/`.
//! 2. [`cover`], [`contents`], [`block`], [`table`], [`inline`] and [`page`] turn the document's tree
//!    into docx-rs' own; [`revision`] decides what is marked how, [`context`] remembers places, links
//!    and tables.
//! 3. [`finish`] completes docx-rs' parts and packs them: schema order, what docx-rs lacks, stable ids.
//! 4. [`proof`] reads the finished file back and compares its text with the document's.
//!
//! The same document gives the same bytes, in any process and after any other document.

mod block;
mod contents;
mod context;
mod cover;
mod finish;
mod hyperlink;
mod inline;
mod lists;
mod measures;
mod page;
mod piece;
mod proof;
mod revision;
mod style;
mod styles;
mod table;

use crate::diag::Error;
use crate::document::{Document, PageNumbers, Shown};
use context::Context;
use piece::Piece;

/// How the Word file is made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocxOptions {
    /// The font's name; Word takes the font from the reader's machine.
    pub font: String,
    /// How changes against the previous version are shown.
    pub changes: Shown,
}

impl Default for DocxOptions {
    fn default() -> Self {
        Self { font: "Arial".to_owned(), changes: Shown::default() }
    }
}

/// Writes the Word file. `pages` tells on which page each heading stands.
///
/// # Errors
/// [`crate::diag::ErrorKind::Internal`] where a page is missing, a part cannot be finished or the
/// finished file does not hold the text of the document.
pub fn docx(document: &Document, pages: &PageNumbers, options: &DocxOptions) -> Result<Vec<u8>, Error> {
    let mut context = Context::new(document, pages, options)?;
    let cover = cover::cover(&document.cover, &mut context);
    let mut pieces: Vec<Piece> = cover.into_iter().map(Piece::from).collect();
    pieces.extend(block::body(&document.blocks, &mut context));
    let file = finish::finish(page::assemble(pieces, &context).build(), &context)?;
    proof::prove(&file, document, pages, options.changes)?;
    Ok(file)
}
