//! The gate: reads the finished public files back before they are put in place, and refuses them where
//! they hold what is not public.
//!
//! In: the bytes of a DOCX or PDF file, and the [`Secrets`]: names with all their forms, and the texts
//! of withheld rows. Out: nothing, or an [`crate::diag::Error`] that says what stands where.
//!
//! What wrote the files is not asked and shares no code with what reads them here. Reading is strict:
//! where a part or stream is not known, cannot be read, or where bytes belong to nothing, the file is
//! refused as well, since nobody can say what it holds.
//!
//! 1. `docx` and `pdf` read a file into [`place::Flow`]s: texts in the order in which they are read,
//!    each in every order that makes sense (with and without struck text, by page and by structure).
//! 2. [`fold`] brings them into one spelling.
//! 3. [`names`] and [`passages`] look for what must not be there.

mod bytes;
mod docx;
mod fold;
mod hits;
mod inflate;
mod institutions;
mod names;
mod passages;
mod pdf;
mod picture;
mod place;
mod secrets;
mod story;
mod xml;

pub use docx::docx;
pub use pdf::pdf;
pub use secrets::Secrets;
