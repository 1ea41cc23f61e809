//! Dropped text where it is not struck: in brackets that say so, or left out.

use std::collections::BTreeMap;

use crate::document::{Block, Dropped, Heading, Item, Paragraph, Row, Table};
use crate::source::Location;
use crate::text::{Mark, Text, take_out};

const BEFORE: &str = "[entfallen: ";
const BEHIND: &str = "]";

/// The anchors that are gone, each with the one that stands for it.
pub(super) type Moved = BTreeMap<String, String>;

/// Shows dropped text as asked for.
pub(super) fn show(blocks: Vec<Block>, dropped: Dropped) -> (Vec<Block>, Moved) {
    let mut done = Done { change: unchanged, moved: Moved::new(), heading: None, headless: false };
    done.change = match dropped {
        Dropped::Struck => return (blocks, done.moved),
        Dropped::Bracketed => bracketed,
        Dropped::LeftOut => left_out,
    };
    let blocks = done.blocks(blocks);
    (blocks, done.moved)
}

/// A text in its new form, and where in it the bytes of the old one stand.
type Change = fn(&Text) -> (Text, Shift);

/// Where stretches of a text began, and where they begin now; ascending.
type Shift = Vec<(usize, usize)>;

/// What has been shown so far.
struct Done {
    change: Change,
    moved: Moved,
    /// The anchor of the last heading that is left.
    heading: Option<String>,
    /// Whether the heading above is gone.
    headless: bool,
}

impl Done {
    fn blocks(&mut self, blocks: Vec<Block>) -> Vec<Block> {
        blocks.into_iter().flat_map(|block| self.block(block)).collect()
    }

    fn block(&mut self, block: Block) -> Vec<Block> {
        match block {
            Block::Heading(it) => self.heading(it).map(Block::Heading).into_iter().collect(),
            Block::Paragraph(it) => self.paragraph(it).map(Block::Paragraph).into_iter().collect(),
            Block::List(items) => self.list(items),
            Block::Table(it) => self.table(it).map(Block::Table).into_iter().collect(),
            block @ (Block::Contents { .. } | Block::Page { .. }) => vec![block],
        }
    }

    /// The text as it is shown; none where nothing of it is left.
    fn text(&self, text: &Text) -> Option<(Text, Shift)> {
        let (shown, shift) = (self.change)(text);
        (text.is_blank() || !shown.is_blank()).then_some((shown, shift))
    }

    fn heading(&mut self, heading: Heading) -> Option<Heading> {
        let Some((text, _)) = self.text(&heading.text) else {
            self.gone(heading.anchor);
            self.headless = true;
            return None;
        };
        self.heading = Some(heading.anchor.clone());
        self.headless = false;
        Some(Heading { text, ..heading })
    }

    /// The last heading stands for an anchor that is gone.
    fn gone(&mut self, anchor: String) {
        self.moved.extend(self.heading.clone().map(|heading| (anchor, heading)));
    }

    fn paragraph(&self, paragraph: Paragraph) -> Option<Paragraph> {
        let (text, shift) = self.text(&paragraph.text)?;
        let moved = |(at, cell): (usize, Location)| (moved(at, &shift).min(text.as_str().len()), cell);
        let cells = paragraph.cells.into_iter().map(moved).collect();
        Some(Paragraph { text, cells, ..paragraph })
    }

    /// What stood below an item that is gone takes its place.
    fn list(&mut self, items: Vec<Item>) -> Vec<Block> {
        let mut list = Vec::new();
        for Item { text, at, blocks } in items {
            let blocks = self.blocks(blocks);
            match self.text(&text) {
                Some((text, _)) => list.push(Item { text, at, blocks }),
                None => blocks.into_iter().for_each(|block| match block {
                    Block::List(items) => list.extend(items),
                    Block::Paragraph(Paragraph { text, at, .. }) => {
                        list.push(Item { text, at, blocks: Vec::new() });
                    }
                    other => match list.last_mut() {
                        Some(item) => item.blocks.push(other),
                        None => list.push(Item { text: Text::default(), at: None, blocks: vec![other] }),
                    },
                }),
            }
        }
        if list.is_empty() { Vec::new() } else { vec![Block::List(list)] }
    }

    fn table(&mut self, table: Table) -> Option<Table> {
        // One whose rows went elsewhere went with its heading.
        let had_rows = !table.rows.is_empty() || self.headless;
        let rows: Vec<Row> = table.rows.into_iter().filter_map(|row| self.row(row)).collect();
        (!had_rows || !rows.is_empty()).then_some(Table { rows, ..table })
    }

    fn row(&mut self, row: Row) -> Option<Row> {
        let had_text = !row.cells.iter().all(Vec::is_empty);
        let cells: Vec<Vec<Block>> = row.cells.into_iter().map(|cell| self.blocks(cell)).collect();
        if had_text && cells.iter().all(Vec::is_empty) {
            row.anchor.into_iter().for_each(|anchor| self.gone(anchor));
            return None;
        }
        Some(Row { anchor: row.anchor, cells })
    }
}

fn unchanged(text: &Text) -> (Text, Shift) {
    (text.clone(), Shift::new())
}

/// Where a byte of the old text stands in the new one.
fn moved(at: usize, shift: &[(usize, usize)]) -> usize {
    let before = shift.iter().rev().find(|(old, _)| *old <= at);
    before.map_or(at, |(old, new)| new + (at - old))
}

/// Each dropped stretch in brackets; white space at its ends stays outside, and alone needs none.
fn bracketed(text: &Text) -> (Text, Shift) {
    let (mut shown, mut shift) = (Text::default(), Shift::new());
    let runs: Vec<_> = text.runs().collect();
    for runs in runs.chunk_by(|one, next| one.format.mark == next.format.mark) {
        let (Some(first), Some(last)) = (runs.first(), runs.last()) else { continue };
        let (start, end) = (first.start, last.range().end);
        let words = text.trimmed(start..end);
        if first.format.mark != Mark::Deleted || words.is_empty() {
            shift.push((start, shown.as_str().len()));
            shown.append(&text.slice(start..end));
            continue;
        }
        let inside_word = shown.as_str().ends_with(char::is_alphanumeric) && words.start == start;
        shown.append(&text.slice(start..words.start));
        shown.push(BEFORE, Mark::Deleted.into());
        shift.push((words.start, shown.as_str().len()));
        shown.append(&text.slice(words.clone()));
        shown.push(BEHIND, Mark::Deleted.into());
        let behind = text.as_str().get(words.end..).unwrap_or_default();
        if !inside_word && behind.starts_with(char::is_alphanumeric) {
            shown.push(" ", Mark::Deleted.into());
        }
        shown.append(&text.slice(words.end..end));
    }
    (shown, shift)
}

/// The text without what was dropped; what is new keeps its mark.
fn left_out(text: &Text) -> (Text, Shift) {
    let is_dropped = |format: &crate::text::Format| format.mark == Mark::Deleted;
    if !text.runs().any(|run| is_dropped(run.format)) {
        return unchanged(text);
    }
    let length = |end: usize| take_out(&text.slice(0..end), is_dropped).as_str().len();
    let shift = text.runs().map(|run| (run.start, length(run.start)));
    (take_out(text, is_dropped), shift.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(parts: &[(&str, Mark)]) -> Text {
        parts.iter().map(|(text, mark)| (*text, (*mark).into())).collect()
    }

    #[test]
    fn brackets_stand_around_words() {
        use Mark::{Deleted, Inserted, Kept};
        for (parts, shown) in [
            (&[("bis ", Kept), ("Mai", Deleted), ("Juni", Inserted)][..], "bis [entfallen: Mai] Juni"),
            (&[("Die", Kept), (" alte", Deleted), (" Halle", Kept)], "Die [entfallen: alte] Halle"),
            (&[("Haupt", Kept), ("straße", Deleted), ("platz", Inserted)], "Haupt[entfallen: straße]platz"),
            (&[("(", Kept), ("27", Deleted), ("21", Inserted), (")", Kept)], "([entfallen: 27] 21)"),
            (&[("Halle", Kept), (" ", Deleted), (".", Kept)], "Halle ."),
        ] {
            assert_eq!(bracketed(&text(parts)).0.as_str(), shown);
        }
    }

    #[test]
    fn a_cell_stays_with_its_words() {
        let text = text(&[("Ziel: 4", Mark::Kept), ("0", Mark::Deleted), (" · Termin: Mai", Mark::Kept)]);
        let at = text.as_str().find("Termin").unwrap();
        for change in [bracketed, left_out] {
            let (shown, shift) = change(&text);
            assert!(shown.as_str()[moved(at, &shift)..].starts_with("Termin"), "{}", shown.as_str());
        }
    }
}
