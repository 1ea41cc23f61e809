//! `sachstand` turns the Excel workbooks in which German town halls keep the status of their
//! projects into the finished committee paper, as Word and as PDF.
//!
//! The nouns are data ([`source`], [`text`], [`german`], [`grid`], [`model`], [`document`], [`diag`]), the
//! verbs are stages; a stage of the paper imports nouns, never another stage (but [`mod@recognise`], the
//! first half of two of them):
//!
//! 1. [`mod@read`]: bytes of a workbook → [`grid::Workbook`]. The only home of calamine.
//! 2. [`mod@interpret`]: [`grid::Workbook`] → [`model::Report`], by what [`mod@recognise`] says of
//!    sheets, headers and columns.
//! 3. [`mod@normalize`]: [`model::Report`] → the same with uniform text, and every rewrite.
//! 4. [`mod@diff`]: two versions of a [`model::Report`] → one with change marks, and the changes.
//! 5. [`mod@compose`]: [`model::Report`] → [`document::Document`].
//! 6. [`mod@write`]: [`document::Document`] → PDF and DOCX. The only home of Typst and docx-rs.
//!
//! [`pipeline`] knows their order. Around it stands [`mod@office`], the run over many workbooks: which
//! become papers, each against which version. Beside it stands [`mod@advance`], the workbook of the
//! next version: it asks reading and interpreting what the old one means; and [`mod@template`], a workbook
//! to begin with, which asks them whether it says what it is to say.
//!
//! The library never prints, never reads the clock, never touches the network and never opens a
//! file: bytes go in, bytes and findings come out.

pub mod advance;
pub mod compose;
pub mod diag;
pub mod diff;
pub mod document;
pub mod gate;
pub mod german;
pub mod grid;
pub mod interpret;
mod limits;
pub mod model;
pub mod normalize;
pub mod office;
mod ooxml;
pub mod persons;
pub mod pipeline;
pub mod read;
pub mod recognise;
pub mod redact;
pub mod settings;
pub mod source;
pub mod template;
pub mod text;
pub mod write;
