//! Flat paragraphs with levels → nested blocks.

use crate::document::{Block, Cell, Item, List, Paragraph, Role, Row, Table, TableKind};
use crate::model::{self, Entry, ParagraphKind};
use crate::source::{Located, Location};
use crate::text::Text;

/// What is placed: an item of a list, or a block of its own.
enum Leaf {
    Item(Item),
    Block(Block),
}

/// Nests `paragraphs`: an item of level n + 1 becomes a list inside the item of level n before it,
/// a continuing paragraph of level n + 1 stands inside that item. A level that no item above it
/// explains is brought down to the deepest one that exists, so that no paragraph is lost.
pub(super) fn nest(paragraphs: &[model::Paragraph]) -> Vec<Block> {
    let mut blocks = Vec::new();
    for it in paragraphs {
        place(&mut blocks, paragraph(it), it.level);
    }
    blocks
}

/// Nests the entries of a status cell likewise; the details of a row stand in one line.
pub(super) fn nest_entries(entries: &[Entry]) -> Vec<Block> {
    let mut blocks = Vec::new();
    for entry in entries {
        let leaf = match entry {
            Entry::Paragraph(it) => paragraph(it),
            Entry::Details(details) => Leaf::Block(Block::Paragraph(Paragraph {
                role: Role::Details,
                text: details.line(),
                at: entry.at().cloned(),
            })),
        };
        place(&mut blocks, leaf, entry.level());
    }
    blocks
}

fn paragraph(paragraph: &model::Paragraph) -> Leaf {
    let (text, at) = (paragraph.text.clone(), &paragraph.at);
    match paragraph.kind {
        ParagraphKind::Bullet => Leaf::Item(Item { text, at: Some(at.clone()), blocks: Vec::new() }),
        ParagraphKind::Plain => Leaf::Block(body(text, Some(at))),
    }
}

fn place(blocks: &mut Vec<Block>, leaf: Leaf, level: u8) {
    match (level, leaf, blocks.last_mut()) {
        (1.., leaf, Some(Block::List(List { items }))) if !items.is_empty() => {
            if let Some(item) = items.last_mut() {
                place(&mut item.blocks, leaf, level - 1);
            }
        }
        (_, Leaf::Item(item), Some(Block::List(list))) => list.items.push(item),
        (_, Leaf::Item(item), _) => blocks.push(Block::List(List { items: vec![item] })),
        (_, Leaf::Block(block), _) => blocks.push(block),
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
    Row { anchor: None, cells: cells.map(|blocks| Cell { blocks }).into() }
}

/// What was read from a cell, as what stands in a cell.
pub(super) fn located<T: Clone + Into<Text>>(text: &Located<T>) -> Vec<Block> {
    vec![body(text.value.clone(), Some(&text.at))]
}

/// A paragraph of running text.
pub(super) fn body(text: impl Into<Text>, at: Option<&Location>) -> Block {
    Block::Paragraph(Paragraph { role: Role::Body, text: text.into(), at: at.cloned() })
}
