//! The chapter Handlungsfelder: what the tables show, the legend, then one table per field.

use crate::document::{Block, Cell, Row, Table, TableKind};
use crate::model::{Action, Area, Change, Columns, Field, Paragraph, Position, Report};
use crate::text::Text;

use super::blocks::{body, nest, nest_entries};
use super::{ComposeOptions, Paper, legend};

pub(super) fn add(paper: &mut Paper, report: &Report, options: &ComposeOptions) {
    let own = report.sections.iter().find(|section| section.position == Position::Tables);
    let index = report.sections.iter().position(|section| section.position == Position::Tables);
    match own.filter(|section| !section.title.value.is_blank()) {
        Some(section) => paper.heading(1, section.title.value.clone(), Some(&section.title.at)),
        None => paper.heading(1, "Handlungsfelder", None),
    }
    if let Some(index) = index {
        paper.names(Area::Section, index);
    }
    match own {
        Some(section) => paper.blocks.extend(nest(&section.paragraphs)),
        None => paper.blocks.push(body(introduction(report), None)),
    }
    paper.blocks.push(pattern(&report.columns));
    paper.blocks.extend(legend::legend(&report.facts, &options.marks, options.shown));
    for (index, field) in report.fields.iter().enumerate() {
        if !field.title.value.is_blank() {
            paper.heading(2, field.title.value.clone(), Some(&field.title.at));
        }
        paper.names(Area::Field, index);
        let linked = |row: usize| options.changes.iter().any(|change| row_of(change) == Some((index, row)));
        paper.blocks.push(table(field, &report.columns, |row| linked(row).then(|| row_anchor(index, row))));
    }
}

/// Field and row that a change is about, where it is about a row.
pub(super) fn row_of(change: &Change) -> Option<(usize, usize)> {
    (change.area == Area::Field).then_some((change.target.index, change.target.row?))
}

/// The anchor of a row.
pub(super) fn row_anchor(field: usize, row: usize) -> String {
    format!("r{}-{}", field + 1, row + 1)
}

fn introduction(report: &Report) -> String {
    let tables = match report.fields.len() {
        1 => "Die folgende Tabelle zeigt".to_owned(),
        count => format!("Die folgenden {count} Tabellen zeigen, nach Handlungsfeldern geordnet,"),
    };
    format!(
        "{tables} die Aktionen und ihren Sachstand. In der linken Spalte steht die Aktion, \
         in der rechten der Stand ihrer Umsetzung:"
    )
}

/// The heads of the two columns with what stands below them.
fn pattern(columns: &Columns) -> Block {
    let cell = |text: &str| Cell { blocks: vec![body(text, None)] };
    Block::Table(Table {
        summary: "Muster der folgenden Tabellen".into(),
        kind: TableKind::Status,
        columns: WIDTHS.into(),
        header: heads(columns),
        rows: vec![Row {
            anchor: None,
            cells: vec![cell("Bezeichnung der Aktion"), cell("Stand der Umsetzung in Stichpunkten")],
        }],
    })
}

/// Action to status, about 1 : 2.
const WIDTHS: [u8; 2] = [1, 2];

fn heads(columns: &Columns) -> Vec<Text> {
    vec![columns.action.as_str().into(), columns.status.as_str().into()]
}

fn table(field: &Field, columns: &Columns, anchor: impl Fn(usize) -> Option<String>) -> Block {
    let title = field.title.value.current().to_plain();
    let summary = match title.trim() {
        "" => "Aktionen und ihr Sachstand".to_owned(),
        title => format!("Aktionen und ihr Sachstand im Handlungsfeld »{title}«"),
    };
    Block::Table(Table {
        summary,
        kind: TableKind::Status,
        columns: WIDTHS.into(),
        header: heads(columns),
        rows: field.actions.iter().enumerate().map(|(index, action)| row(action, anchor(index))).collect(),
    })
}

fn row(action: &Action, anchor: Option<String>) -> Row {
    Row {
        anchor,
        cells: vec![Cell { blocks: nest(&numbered(action)) }, Cell { blocks: nest_entries(&action.status) }],
    }
}

/// The paragraphs of the action, the first one led by its number.
fn numbered(action: &Action) -> Vec<Paragraph> {
    let mut title = action.title.clone();
    if let Some(number) = &action.number {
        match title.first_mut() {
            Some(first) => {
                let mark = first.mark();
                let mut led = Text::from_iter([(format!("{} ", number.value), mark.into())]);
                led.append(&first.text);
                first.text = led;
            }
            None => title.push(Paragraph {
                kind: crate::model::ParagraphKind::Plain,
                level: 0,
                text: number.value.as_str().into(),
                at: number.at.clone(),
            }),
        }
    }
    title
}
