//! The chapter Handlungsfelder: what the tables show, the legend, then one table per field.

use crate::document::{Block, Cell, Row, Table, TableKind};
use crate::model::{Action, Columns, Field, Paragraph, Position, Report};
use crate::text::{Run, Text};

use super::blocks::{body, nest};
use super::{Marks, Paper, legend};

pub(super) fn add(paper: &mut Paper, report: &Report, marks: &Marks) {
    let own = report.sections.iter().find(|section| section.position == Position::Tables);
    match own.filter(|section| !section.title.value.is_blank()) {
        Some(section) => paper.heading(1, section.title.value.clone(), Some(&section.title.at)),
        None => paper.heading(1, "Handlungsfelder", None),
    }
    match own {
        Some(section) => paper.blocks.extend(nest(&section.paragraphs)),
        None => paper.blocks.push(body(introduction(report), None)),
    }
    paper.blocks.push(pattern(&report.columns));
    paper.blocks.extend(legend::legend(&report.facts, marks));
    for field in &report.fields {
        if !field.title.value.is_blank() {
            paper.heading(2, field.title.value.clone(), Some(&field.title.at));
        }
        paper.blocks.push(table(field, &report.columns));
    }
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
            cells: vec![cell("Bezeichnung der Aktion"), cell("Stand der Umsetzung in Stichpunkten")],
        }],
    })
}

/// Action to status, about 1 : 2.
const WIDTHS: [u8; 2] = [1, 2];

fn heads(columns: &Columns) -> Vec<Text> {
    vec![columns.action.as_str().into(), columns.status.as_str().into()]
}

fn table(field: &Field, columns: &Columns) -> Block {
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
        rows: field.actions.iter().map(row).collect(),
    })
}

fn row(action: &Action) -> Row {
    Row { cells: vec![Cell { blocks: nest(&numbered(action)) }, Cell { blocks: nest(&action.status) }] }
}

/// The paragraphs of the action, the first one led by its number.
fn numbered(action: &Action) -> Vec<Paragraph> {
    let mut title = action.title.clone();
    if let Some(number) = &action.number {
        match title.first_mut() {
            Some(first) => {
                let mark = first.mark();
                let lead = Run { mark, ..Run::plain(format!("{} ", number.value)) };
                first.text = [lead].into_iter().chain(first.text.runs().iter().cloned()).collect();
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
