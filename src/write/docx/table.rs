//! Tables: fixed columns, a head that repeats, rows that break across pages.

use docx_rs::{Table, TableCell, TableRow, WidthType};

use super::block::{Piece, Writer};
use super::measures::TEXT_WIDTH;
use super::revision;
use super::style_map;
use crate::document::{self, Cell, Row, TableKind};
use crate::text::Text;

/// What the finishing pass has to know about a table.
pub(super) struct Note {
    /// What it shows, for screen readers.
    pub(super) summary: String,
    /// Whether the first cell of each row is the head of its row.
    pub(super) first_column: bool,
}

/// The table. Its width is that of the text.
pub(super) fn table(table: &document::Table, writer: &mut Writer<'_>) -> Table {
    writer.note(Note { summary: table.summary.clone(), first_column: table.kind == TableKind::Facts });
    let widths = widths(&parts(table));
    let head = head(&table.header, &widths, writer);
    // A status may run over pages; the rows of other tables are short and stay together.
    let together = table.kind != TableKind::Status;
    let rows = table.rows.iter().map(|row| {
        let row = self::row(row, &widths, writer);
        if together { row.cant_split() } else { row }
    });
    let rows: Vec<_> = std::iter::once(head).chain(rows.collect::<Vec<_>>()).collect();
    Table::without_borders(rows).set_grid(widths)
}

/// The columns' parts of the width; as many as the widest row has cells.
fn parts(table: &document::Table) -> Vec<u8> {
    let cells =
        table.rows.iter().map(|row| row.cells.len()).chain([table.header.len(), table.columns.len(), 1]);
    let mut parts: Vec<u8> = table.columns.iter().map(|&part| part.max(1)).collect();
    parts.resize(cells.max().unwrap_or(1), 1);
    parts
}

/// Column widths in twips; rounded so that they add up to the width of the text.
fn widths(parts: &[u8]) -> Vec<usize> {
    let total = TEXT_WIDTH.twips() as usize;
    let sum: usize = parts.iter().map(|&part| usize::from(part)).sum();
    let mut before = 0;
    let mut seen = 0;
    let edges = parts.iter().map(|&part| {
        seen += usize::from(part);
        let edge = total * seen / sum.max(1);
        edge - std::mem::replace(&mut before, edge)
    });
    edges.collect()
}

/// The head row. Its paragraphs keep with the next row (style `Tabellenkopf`), so that it never
/// stands alone at the foot of a page.
fn head(texts: &[Text], widths: &[usize], writer: &mut Writer<'_>) -> TableRow {
    let whole = revision::whole_row(texts, writer.changes());
    let empty = Text::default();
    let cells = widths.iter().enumerate().map(|(index, &width)| {
        let text = texts.get(index).unwrap_or(&empty);
        cell(width).add_paragraph(writer.paragraph(style_map::TABLE_HEAD, text))
    });
    revision::row(TableRow::new(cells.collect()).cant_split(), whole)
}

fn row(row: &Row, widths: &[usize], writer: &mut Writer<'_>) -> TableRow {
    let whole = revision::whole_row(revision::texts_of_cells(&row.cells), writer.changes());
    let empty = Cell { blocks: Vec::new() };
    let cells = widths.iter().enumerate().map(|(index, &width)| {
        let blocks = &row.cells.get(index).unwrap_or(&empty).blocks;
        let mut pieces = writer.cell(blocks, whole);
        if let (0, Some(anchor), Some(Piece::Paragraph(first))) = (index, &row.anchor, pieces.first_mut()) {
            **first = writer.bookmarked(std::mem::take(first), anchor);
        }
        pieces.into_iter().fold(cell(width), add)
    });
    revision::row(TableRow::new(cells.collect()), whole)
}

fn cell(width: usize) -> TableCell {
    TableCell::new().width(width, WidthType::Dxa)
}

fn add(cell: TableCell, piece: Piece) -> TableCell {
    match piece {
        Piece::Paragraph(paragraph) => cell.add_paragraph(*paragraph),
        Piece::Table(table) => cell.add_table(*table),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_fill_the_text_width_exactly() {
        for parts in [vec![1, 2], vec![1, 1, 1], vec![3, 7, 255, 1], vec![1]] {
            assert_eq!(widths(&parts).iter().sum::<usize>(), TEXT_WIDTH.twips() as usize);
        }
        assert_eq!(widths(&[1, 2]), [3023, 6048]);
    }
}
