//! `sachstand` turns the Excel workbooks in which German town halls keep the status of their
//! projects into the finished committee paper, as Word and as PDF.
//!
//! The nouns are data ([`source`], [`text`], [`grid`], [`model`], [`document`], [`diag`]), the verbs
//! are stages; a stage imports nouns, never another stage:
//!
//! 1. [`read`]: bytes of a workbook → [`grid::Workbook`]. The only home of calamine.
//! 2. [`interpret`]: [`grid::Workbook`] → [`model::Report`].
//! 3. [`compose`]: [`model::Report`] → [`document::Document`].
//! 4. [`write`]: [`document::Document`] → PDF and DOCX. The only home of Typst and docx-rs.
//!
//! The library never prints, never reads the clock, never touches the network and never opens a
//! file: bytes go in, bytes and findings come out.

pub mod advance;
pub mod compose;
pub mod diag;
pub mod diff;
pub mod document;
pub mod editions;
pub mod grid;
pub mod interpret;
pub mod model;
pub mod normalize;
pub mod pipeline;
pub mod read;
pub mod settings;
pub mod source;
pub mod text;
pub mod write;
