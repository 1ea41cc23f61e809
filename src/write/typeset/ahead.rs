//! What a second thread lays out ahead: the document with nothing in the first half of its table rows.
//!
//! Typst memoises what it has laid out. While the paper is busy with the first half of the rows, the second
//! thread lays out the other one, and the paper finds its paragraphs done. All tables and cells are there in
//! both, for Typst tells elements apart by their order. What is laid out ahead is thrown away; no
//! page depends on it.
//!
//! It costs memory as well as time, so that only papers of the usual length are laid out so.

use typst::foundations::{Content, Packed};
use typst::model::{TableChild, TableElem, TableItem};

use crate::document::{Block, Row};

/// What a text costs beside its letters, in letters.
const TEXT: usize = 40;

/// What a heading or table costs beside its texts: far more memory than time.
const BLOCK: usize = 150;

/// Three times what a paper of 25 pages costs.
const MOST: usize = 250_000;

/// With how many rows the paper begins while the others are laid out ahead; none where no second thread can,
/// or it does not pay.
pub(super) fn first_rows(blocks: &[Block]) -> Option<usize> {
    if rayon::current_num_threads() < 2 {
        return None;
    }
    let costs = costs(blocks);
    let all: usize = costs.iter().sum();
    let mut so_far = 0;
    let is_first = |cost: &&usize| {
        so_far += **cost;
        so_far * 2 <= all
    };
    let pays = all > 0 && all + blocks.len() * BLOCK <= MOST;
    pays.then(|| costs.iter().take_while(is_first).count())
}

/// What it costs to lay out each row.
fn costs(blocks: &[Block]) -> Vec<usize> {
    let rows = blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(&table.rows),
        _ => None,
    });
    rows.flatten().map(cost).collect()
}

fn cost(row: &Row) -> usize {
    let mut cost = 0;
    row.texts(&mut |_, words, _| cost += TEXT + words.as_str().len());
    cost
}

/// A table with nothing in its first cells below the head.
pub(super) fn without_first(mut table: TableElem, cells: usize) -> TableElem {
    let items = table.children.iter_mut().filter_map(|child| match child {
        TableChild::Item(TableItem::Cell(cell)) => Some(cell),
        _ => None,
    });
    for cell in items.take(cells) {
        let mut empty = Packed::unpack(cell.clone());
        empty.body = Content::empty();
        *cell = Packed::new(empty);
    }
    table
}
