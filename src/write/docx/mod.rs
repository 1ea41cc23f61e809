//! The Word file: [`Document`] and the page numbers of the laid-out paper → DOCX.
//!
//! 1. [`style_map`], [`lists`] and [`measures`] say how the paper looks.
//! 2. [`cover`], [`contents`], [`block`], [`table`], [`inline`] and [`page`] turn the document's tree
//!    into docx-rs' own; [`revision`] decides what is marked how.
//! 3. [`finish`] completes docx-rs' parts and packs them: schema order, what docx-rs lacks, stable ids.
//!
//! The same document gives the same bytes, in any process and after any other document.

mod block;
mod contents;
mod cover;
mod finish;
mod inline;
mod links;
mod lists;
mod measures;
mod page;
mod revision;
mod style_map;
mod table;
mod xml;

use crate::diag::Error;
use crate::document::{Document, PageNumbers};

/// How the Word file is made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocxOptions {
    /// The font's name; Word takes the font from the reader's machine.
    pub font: String,
    /// How changes against the previous version are shown.
    pub changes: Changes,
}

impl Default for DocxOptions {
    fn default() -> Self {
        Self { font: "Arial".to_owned(), changes: Changes::default() }
    }
}

/// How changes against the previous version are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Changes {
    /// As the paper itself shows them: new text underlined, dropped text struck through.
    #[default]
    Marked,
    /// As Word's own revisions, which a reader can accept or reject: accepting all gives this
    /// version, rejecting all the previous one.
    Tracked,
}

/// Writes the Word file. `pages` tells on which page each heading stands.
pub fn docx(document: &Document, pages: &PageNumbers, options: &DocxOptions) -> Result<Vec<u8>, Error> {
    let mut writer = block::Writer::new(document, pages, options)?;
    let mut pieces = cover::cover(&document.cover, &mut writer);
    pieces.extend(writer.body(&document.blocks));
    let built = page::assemble(pieces, &document.running, pages.total, &options.font).build();
    finish::finish(built, &finish::Facts { document, font: &options.font, notes: writer.into_notes() })
}
