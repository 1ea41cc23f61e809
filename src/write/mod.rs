//! Writes the paper: [`crate::document::Document`] → PDF and DOCX.
//!
//! The pages are laid out first ([`typeset`]), then exported as PDF: only the layout knows on which
//! page a heading stands, and the DOCX prints the same numbers in its contents list. For the screen a page is a
//! [`mod@picture`].
//!
//! What both files share stands here: the [`measures`] of the page, the gaps on the [`cover`], the form of
//! link targets ([`uri`]), where marks need a [`gap`] between them, what stays [`together`], and what the user
//! is told where a file does not hold the paper ([`fault`]). [`is_own`] knows such files again.

mod cover;
pub mod docx;
mod fault;
mod gap;
mod measures;
mod own;
pub mod pdf;
pub mod picture;
mod together;
pub mod typeset;
mod uri;

pub use own::is_own;
