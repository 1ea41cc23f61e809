//! The gap between what is struck and what stands for it: `40` and `65` would read as 4065.

use crate::text::{Format, Mark, Run};

/// Whether a gap belongs between two neighbouring runs of a text. It is drawn, never a character: no
/// version has one there.
pub(super) fn needs_gap(before: Option<&Run<'_, Format>>, behind: &Run<'_, Format>) -> bool {
    let Some(before) = before else { return false };
    let marks = (before.format.mark, behind.format.mark);
    matches!(marks, (Mark::Deleted, Mark::Inserted) | (Mark::Inserted, Mark::Deleted))
        && !before.text.ends_with(char::is_whitespace)
        && !behind.text.starts_with(char::is_whitespace)
}
