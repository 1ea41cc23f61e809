//! What stays on one page, alike in both files.

use crate::document::{Block, Row, TableKind};
use crate::text::Text;

/// The texts of a row that stays together, and their bytes: about a third of a page.
const MOST_TEXTS: usize = 16;
const MOST_BYTES: usize = 1_000;
/// The longest text that stays with the list below it, about two lines: one of more has room at the foot of a
/// page by itself.
const LONGEST: usize = 120;

/// Whether a row stays on one page. A status may run over pages; of another row that fills one, LibreOffice
/// would cut lines.
pub(super) fn row(kind: TableKind, row: &Row) -> bool {
    let (mut texts, mut bytes) = (0, 0);
    row.texts(&mut |_, words, _| {
        texts += 1;
        bytes += words.as_str().len();
    });
    kind != TableKind::Status && texts <= MOST_TEXTS && bytes <= MOST_BYTES
}

/// Whether a text leads in to the list below it, as »Offen sind:« does: it must not stand alone at the foot
/// of a page.
pub(super) fn leads_in(text: &Text, next: &Block) -> bool {
    let leads = text.as_str().trim_end().ends_with(':') && text.as_str().len() <= LONGEST;
    leads && matches!(next, Block::List(_))
}
