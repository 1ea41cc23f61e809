//! Flat paragraphs with levels → nested blocks.

use crate::document::{Block, Item, List, Paragraph, Role};
use crate::model::{self, ParagraphKind};
use crate::source::Location;
use crate::text::Text;

/// Nests `paragraphs`: an item of level n + 1 becomes a list inside the item of level n before it,
/// a continuing paragraph of level n + 1 stands inside that item. A level that no item above it
/// explains is brought down to the deepest one that exists, so that no paragraph is lost.
pub(super) fn nest(paragraphs: &[model::Paragraph]) -> Vec<Block> {
    let mut blocks = Vec::new();
    for paragraph in paragraphs {
        place(&mut blocks, paragraph, paragraph.level);
    }
    blocks
}

fn place(blocks: &mut Vec<Block>, paragraph: &model::Paragraph, level: u8) {
    if let (1.., Some(Block::List(list))) = (level, blocks.last_mut())
        && let Some(item) = list.items.last_mut()
    {
        return place(&mut item.blocks, paragraph, level - 1);
    }
    match (paragraph.kind, blocks.last_mut()) {
        (ParagraphKind::Bullet, Some(Block::List(list))) => list.items.push(item(paragraph)),
        (ParagraphKind::Bullet, _) => blocks.push(Block::List(List { items: vec![item(paragraph)] })),
        (ParagraphKind::Plain, _) => blocks.push(body(paragraph.text.clone(), Some(&paragraph.at))),
        (ParagraphKind::Details, _) => blocks.push(Block::Paragraph(Paragraph {
            role: Role::Details,
            text: paragraph.text.clone(),
            at: Some(paragraph.at.clone()),
        })),
    }
}

fn item(paragraph: &model::Paragraph) -> Item {
    Item { text: paragraph.text.clone(), at: Some(paragraph.at.clone()), blocks: Vec::new() }
}

/// A paragraph of running text.
pub(super) fn body(text: impl Into<Text>, at: Option<&Location>) -> Block {
    Block::Paragraph(Paragraph { role: Role::Body, text: text.into(), at: at.cloned() })
}
