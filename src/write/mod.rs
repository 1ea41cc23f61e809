//! Writes the paper: [`crate::document::Document`] → PDF and DOCX.
//!
//! The pages are laid out first ([`typeset`]), then exported as PDF: only the layout knows on which page a heading stands, and the DOCX
//! prints the same numbers in its contents list.
//!
//! What both files share stands here: the [`measures`] of the page and the form of link targets
//! ([`uri`]).

pub mod docx;
mod measures;
pub mod pdf;
pub mod typeset;
mod uri;
