//! Writes the paper: [`crate::document::Document`] → PDF and DOCX.
//!
//! The PDF is laid out first: only the layout knows on which page a heading stands, and the DOCX
//! prints the same numbers in its contents list.

pub mod docx;
pub mod pdf;
