//! Flat paragraphs with levels → nested blocks.

use crate::document::{Block, Item, Paragraph, Role, Row, Table, TableKind};
use crate::model::{self, DetailLine, Entry, ParagraphKind};
use crate::source::{Located, Location};
use crate::text::Text;

use super::nonpublic;

/// Nests `paragraphs`: an item of level n + 1 becomes a list inside the item of level n before it,
/// a continuing paragraph of level n + 1 stands inside that item. A level that no item above it
/// explains is brought down to the deepest one that exists, so that no paragraph is lost.
pub(super) fn nest(paragraphs: &[model::Paragraph]) -> Vec<Block> {
    nested(paragraphs.iter().map(|it| (paragraph(it), it.level)))
}

/// Nests the entries of a status cell likewise.
pub(super) fn nest_entries(entries: &[Entry]) -> Vec<Block> {
    let blocks = |entry: &Entry| match entry {
        Entry::Paragraph(it) => vec![paragraph(it)],
        Entry::Details(details) => {
            let line = |DetailLine { text, mut cells }| {
                let first = (!cells.is_empty()).then(|| cells.remove(0).1);
                Paragraph { role: Role::Details, text, at: first, cells }
            };
            nonpublic::details(details).lines().into_iter().map(line).map(Block::Paragraph).collect()
        }
    };
    nested(entries.iter().flat_map(|it| blocks(it).into_iter().map(|block| (block, it.level()))))
}

/// A paragraph; an item as a list of its own.
fn paragraph(paragraph: &model::Paragraph) -> Block {
    let (text, at) = (paragraph.text.clone(), Some(paragraph.at.clone()));
    match paragraph.kind {
        ParagraphKind::Bullet => Block::List(vec![Item { text, at, blocks: Vec::new() }]),
        ParagraphKind::Plain => Block::Paragraph(Paragraph { role: Role::Body, text, at, cells: Vec::new() }),
    }
}

fn nested(leaves: impl Iterator<Item = (Block, u8)>) -> Vec<Block> {
    let mut blocks = Vec::new();
    leaves.for_each(|(leaf, level)| place(&mut blocks, leaf, level));
    blocks
}

fn place(blocks: &mut Vec<Block>, leaf: Block, level: u8) {
    match (level, blocks.last_mut(), leaf) {
        // No list is without items.
        (1.., Some(Block::List(items)), leaf) => {
            if let Some(item) = items.last_mut() {
                place(&mut item.blocks, leaf, level - 1);
            }
        }
        (_, Some(Block::List(items)), Block::List(more)) => items.extend(more),
        (.., leaf) => blocks.push(leaf),
    }
}

/// A table; of each column the head and the width in parts of the whole.
pub(super) fn table<const N: usize>(
    kind: TableKind,
    summary: impl Into<String>,
    columns: [(&str, u8); N],
    rows: impl Iterator<Item = Row>,
) -> Block {
    Block::Table(Table {
        summary: summary.into(),
        kind,
        columns: columns.map(|(_, width)| width).into(),
        header: columns.map(|(head, _)| head.into()).into(),
        rows: rows.collect(),
    })
}

/// A row of cells, each with its paragraphs and lists.
pub(super) fn row<const N: usize>(cells: [Vec<Block>; N]) -> Row {
    Row { anchor: None, cells: cells.into() }
}

/// What was read from a cell, as what stands in a cell.
pub(super) fn located<T: Clone + Into<Text>>(text: &Located<T>) -> Vec<Block> {
    vec![body(text.value.clone(), Some(&text.at))]
}

/// A paragraph of running text.
pub(super) fn body(text: impl Into<Text>, at: Option<&Location>) -> Block {
    Block::Paragraph(Paragraph { role: Role::Body, text: text.into(), at: at.cloned(), cells: Vec::new() })
}
