//! Tables: fixed columns, a head that repeats, rows that break across pages.

use docx_rs::{Table, TableCell, TableRow, WidthType};

use super::super::together;
use super::context::Context;
use super::measures::TEXT_WIDTH;
use super::piece::{Piece, bookmarked, paragraph};
use super::revision;
use super::style;
use crate::document::{self, Block, Row};
use crate::text::{Mark, Text};

/// Writes the blocks of a cell whose row carries that mark as a whole. A parameter of [`table`], since
/// the blocks of a cell can be tables again.
type CellWriter<'a> = fn(&'a [Block], Mark, &mut Context<'a>) -> Vec<Piece>;

/// The table. Its width is that of the text.
pub(super) fn table<'a>(
    table: &'a document::Table,
    context: &mut Context<'a>,
    blocks: CellWriter<'a>,
) -> Table {
    context.tables.push(table);
    let widths = widths(&parts(table));
    let mut rows = vec![head(&table.header, &widths, context)];
    rows.extend(table.rows.iter().map(|row| {
        let written = self::row(row, &widths, context, blocks);
        if together::row(table, row, &context.document.look) { written.cant_split() } else { written }
    }));
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
fn head(texts: &[Text], widths: &[usize], context: &mut Context<'_>) -> TableRow {
    let empty = Text::default();
    let cells = widths.iter().enumerate().map(|(index, &width)| {
        let text = texts.get(index).unwrap_or(&empty);
        cell(width).add_paragraph(paragraph(style::TABLE_HEAD, text, context))
    });
    let row = TableRow::new(cells.collect()).cant_split();
    revision::row(row, revision::whole(texts, context.changes))
}

fn row<'a>(row: &'a Row, widths: &[usize], context: &mut Context<'a>, blocks: CellWriter<'a>) -> TableRow {
    let whole = revision::whole(revision::texts_of_cells(row), context.changes);
    let cells = widths.iter().enumerate().map(|(index, &width)| {
        let content: &[Block] = row.cells.get(index).map_or(&[], Vec::as_slice);
        let mut pieces = blocks(content, whole, context);
        if let (0, Some(anchor), Some(Piece::Paragraph(first))) = (index, &row.anchor, pieces.first_mut()) {
            **first = bookmarked(std::mem::take(first), anchor, context);
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
