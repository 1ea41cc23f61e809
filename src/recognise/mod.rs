//! Workbook → which sheet is what, which row is the header of its table, which column is what.
//!
//! In goes a [`Workbook`](crate::grid::Workbook) as it was read, out come its [`Sheets`], and a finding
//! for every sheet that was left out or recognised by a guess. The steps:
//!
//! 1. [`names`]: synonyms and tolerant comparison; [`Names`] adds an office's own.
//! 2. [`sheets`]: which sheet is what, by its name and by what it holds.
//! 3. [`head`]: where a table's header row is and what its columns are. [`labels`] reads the heads,
//!    [`meanings`] tells what each can mean by its name and by what stands below it ([`profile`]), [`assign`]
//!    chooses for the whole table, the newest of several periods ([`age`]); [`audience`] sets apart what is for
//!    the office alone; [`columns`] tells the clerk.
//! 4. [`keys`]: which cells of the sheet `Dokument` are keys, and of which values.
//! 5. [`rows`], [`merges`], [`notes`], [`number`]: what a row below the header is.
//!
//! Nothing here says what a recognised cell means. That is the work of `interpret`, for which this
//! is the first half; `advance` asks the same questions, because it must write into exactly those
//! cells that were understood. Both therefore use this stage.

mod age;
mod assign;
mod audience;
mod columns;
mod finding;
mod head;
mod keys;
mod labels;
mod meanings;
mod merges;
mod names;
mod notes;
mod number;
mod profile;
mod rows;
mod sheets;

pub(crate) use columns::nearest;
pub use columns::{ColumnUse, SheetColumns, columns};
pub(crate) use finding::ranges;
pub(crate) use head::{Head, Nearest};
pub(crate) use keys::{Line, lines};
pub(crate) use labels::{HeadCell, tidy};
pub use names::{Column, FactKey, Hue, Lights, Names, SheetKind};
pub(crate) use names::{Likeness, Vocabulary, begins_with, is_one_of};
pub(crate) use notes::{first_note, is_date_line, is_sentence, is_total};
pub(crate) use number::looks_like_number;
pub(crate) use rows::{RowKind, Rows};
pub(crate) use sheets::{Sheets, Table, recognise, report_hidden_parts};
