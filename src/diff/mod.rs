//! Two versions of a report → one report with change marks, and the list of what changed.
//!
//! 1. [`settled`]: what each version says, hand marks carried out.
//! 2. [`tokenized`], [`words`], [`sentences`]: the report as rows, paragraphs, sentences, words.
//! 3. [`rows`], [`paragraphs`]: which row and paragraph became which (on the ground of [`lcs`],
//!    [`similarity`], [`assignment`] and [`segment_alignment`]).
//! 4. [`text_alignment`], [`word_alignment`], [`markup`]: which words stayed, and the text with its
//!    marks.
//! 5. [`merge`], [`build`]: the merged report; [`changes`]: the list of changes.
//! 6. [`proof`]: both versions come back out of the merged report, or there is no result.
//!
//! # The editor's conventions
//!
//! * **A mark covers whole words with their punctuation.** A word is what stands between two white
//!   spaces: quotes, brackets, hyphenated parts and a full stop belong to it. `geprüft,` that becomes
//!   `geprüft` is `[-geprüft,-]{+geprüft+}`; `10%` and `10 %`, `z.B.` and `z. B.` are the same.
//! * **Brackets that both parts have stand outside**, unless their partner is marked: `([-27-]{+21+}`
//!   ([`brackets`]).
//! * **The struck part stands before the inserted one**, without a space between them; the writers
//!   draw a gap.
//! * **A space belongs to the mark only of a plain insertion or deletion**: the one behind it, or
//!   the one before it at the end of a text. `die {+neue +}Halle`, `fertig.{+ Abnahme folgt.+}`.
//! * **Neighbouring changes are drawn together** where a short word kept between them would cost
//!   more marks than it is worth: `[-März und Oktober-]{+April und November+}`. A word of four
//!   letters or more always stands, and so does any word between two plain insertions.
//! * **A sentence rewritten for the most part** (no more than half of its words kept, or less than two
//!   fifths where they stand together) is struck and written anew as a whole.
//! * **A sentence kept word for word is never marked**, except that of sentences changing places in
//!   one paragraph the lighter ones are struck and inserted: a paragraph has one order only.
//! * **A paragraph or row that moved** bears no marks for it; it is compared with what it was, and
//!   the list of changes tells the move. Level and bullet are no text, and a paragraph cut in two, or
//!   two made one, is a line break more or less.
//! * **What is gone** stands struck where it stood: behind what preceded it, before what is new there.

mod assignment;
mod audit;
mod brackets;
mod build;
mod changes;
mod hand;
mod lcs;
mod markup;
mod merge;
mod paragraphs;
mod proof;
mod rows;
mod segment_alignment;
mod sentences;
mod settled;
mod similarity;
mod text_alignment;
mod tokenized;
mod word_alignment;
mod words;

pub use audit::audit;
pub use hand::marks_from_cells;

use crate::diag::Error;
use crate::model::{Change, Lineage, Report};

/// What came out of a comparison.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// The merged report: the current version with everything that is gone struck in its old place,
    /// every text marked. Facts, columns, persons and history are the current ones.
    pub report: Report,
    /// The changes in the order of the paper.
    pub changes: Vec<Change>,
}

/// Compares two versions of a paper. Marks set by hand in either of them are carried out first:
/// struck text is no text of its version, underlined text is.
///
/// # Errors
///
/// [`crate::diag::ErrorKind::Internal`] where the versions cannot be rebuilt from the result: a paper
/// with wrong marks is worse than none.
pub fn diff(previous: &Report, current: &Report) -> Result<Comparison, Error> {
    let (before, after) = (settled::settled(previous), settled::settled(current));
    let (report, trace) = build::build(&before, &after);
    proof::prove((previous, current), (&before, &after), &report, &trace)?;
    let changes = changes::list(&report, &trace, Some(&before));
    Ok(Comparison { report, changes })
}

/// What the actions and sections of `previous` became in `current`.
pub fn lineage(previous: &Report, current: &Report) -> Lineage {
    let (before, after) = (settled::settled(previous), settled::settled(current));
    build::lineage(&before, &after)
}

/// The report as its version reads, without marks: what was struck by hand is gone, what was
/// underlined stands.
pub fn without_marks(report: &Report) -> Report {
    settled::settled(report)
}
