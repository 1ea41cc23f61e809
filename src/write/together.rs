//! What stays on one page, alike in both files.

use super::measures::{CELL_SIDE, Pt, Sizes, TEXT_WIDTH, estimated_height, narrow_gap};
use crate::document::{Block, Look, Row, Table, TableKind};
use crate::text::Text;

/// The highest row that stays together, in points: about a third of a page.
const HIGHEST: f64 = 230.0;
/// The longest text that stays with the list below it, about two lines: one of more has room at the foot of a
/// page by itself.
const LONGEST: usize = 120;

/// Whether a row of a table stays on one page. A status may run over pages; of another row that fills one,
/// LibreOffice would cut lines.
pub(super) fn row(table: &Table, row: &Row, look: &Look) -> bool {
    table.kind != TableKind::Status && height(table, row, look) <= HIGHEST
}

/// About how high a row is, in points.
fn height(table: &Table, row: &Row, look: &Look) -> f64 {
    let sum: f64 = table.columns.iter().copied().map(f64::from).sum();
    let size = Sizes::from(look).table;
    let cell = |(cell, part): (usize, &u8)| {
        let width = Pt(TEXT_WIDTH.0 * f64::from(*part) / sum.max(1.0) - 2.0 * CELL_SIDE.0);
        let mut height = 0.0;
        row.texts_of(cell, &mut |_, words, _| {
            height += estimated_height(words.as_str(), size, width, look).0 + narrow_gap(look).0;
        });
        height
    };
    table.columns.iter().enumerate().map(cell).fold(0.0, f64::max)
}

/// Whether a text leads in to the list below it, as »Offen sind:« does: it must not stand alone at the foot
/// of a page.
pub(super) fn leads_in(text: &Text, next: &Block) -> bool {
    let leads = text.as_str().trim_end().ends_with(':') && text.as_str().len() <= LONGEST;
    leads && matches!(next, Block::List(_))
}
