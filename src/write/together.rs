//! What stays on one page, alike in both files.

use super::cover::MEAN_LETTER;
use super::measures::{CELL_SIDE, FONT_LINE, TEXT_WIDTH, narrow_gap};
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
    let pitch = look.table_size * look.line * FONT_LINE;
    let cell = |(cell, part): (&Vec<Block>, &u8)| {
        let width = TEXT_WIDTH.0 * f64::from(*part) / sum.max(1.0) - 2.0 * CELL_SIDE.0;
        let letters_per_line = (width / (MEAN_LETTER * look.table_size)).max(1.0);
        let mut height = 0.0;
        let of_cell = Row { anchor: None, cells: vec![cell.clone()] };
        of_cell.texts(&mut |_, words, _| {
            let lines = (words.as_str().chars().count() as f64 / letters_per_line).ceil().max(1.0);
            height += lines * pitch + narrow_gap(look).0;
        });
        height
    };
    row.cells.iter().zip(&table.columns).map(cell).fold(0.0, f64::max)
}

/// Whether a text leads in to the list below it, as »Offen sind:« does: it must not stand alone at the foot
/// of a page.
pub(super) fn leads_in(text: &Text, next: &Block) -> bool {
    let leads = text.as_str().trim_end().ends_with(':') && text.as_str().len() <= LONGEST;
    leads && matches!(next, Block::List(_))
}
