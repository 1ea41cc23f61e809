//! The chapter Handlungsfelder: what the tables show, the legend, then one table per field.

use crate::document::{Block, Dropped, Row, TableKind};
use crate::model::{
    Action, Area, Change, Columns, Field, Paragraph, ParagraphKind, Position, Report, Target,
};
use crate::source::Located;
use crate::text::{Mark, Text, single_spaced};

use super::blocks::{body, nest, nest_entries, row, table};
use super::{ComposeOptions, Paper, legend, named, nonpublic};

pub(super) fn add(paper: &mut Paper, report: &Report, options: &ComposeOptions) {
    let own = report.sections.iter().enumerate().find(|(_, section)| section.position == Position::Tables);
    if own.is_none_or(|(_, section)| section.title.value.is_blank()) {
        paper.heading(1, "Handlungsfelder", None);
    }
    match own {
        Some((index, section)) => {
            // The heading is that of the tables below as well.
            paper.part(1, &section.title, Area::Section, index);
            let label = section.nonpublic.then(|| nonpublic::line(&section.title.value)).flatten();
            paper.blocks.extend(label.map(|label| body(label, Some(&section.title.at))));
            paper.blocks.extend(nest(&section.paragraphs));
        }
        None => paper.blocks.push(body(introduction(report, options.look.dropped), None)),
    }
    paper.blocks.extend(legend::legend(&report.facts, options));
    for (index, field) in report.fields.iter().enumerate() {
        paper.part(2, &field.title, Area::Field, index);
        let linked = |row: usize| options.changes.iter().any(|change| refers(change, (index, row)));
        let anchor = |row| linked(row).then(|| row_anchor(index, row));
        paper.blocks.push(status(field, &report.columns, anchor));
    }
}

/// Field and row of a target, where it is a row.
pub(super) fn row_of(area: Area, target: Target) -> Option<(usize, usize)> {
    (area == Area::Field).then_some((target.index, target.row?))
}

/// Whether the overview names the page of a row for this change.
fn refers(change: &Change, row: (usize, usize)) -> bool {
    [Some(change.target), change.origin].into_iter().flatten().any(|it| row_of(change.area, it) == Some(row))
}

/// The anchor of a row.
pub(super) fn row_anchor(field: usize, row: usize) -> String {
    format!("r{}-{}", field + 1, row + 1)
}

/// What the tables show, in the words of their heads.
fn introduction(report: &Report, dropped: Dropped) -> String {
    let Columns { action, status, .. } = &report.columns;
    let is_left = |field: &&Field| dropped != Dropped::LeftOut || !field.title.value.is_all(Mark::Deleted);
    let tables = match report.fields.iter().filter(is_left).count() {
        1 => "Die folgende Tabelle zeigt".to_owned(),
        _ => "Die folgenden Tabellen zeigen, nach Handlungsfeldern geordnet,".to_owned(),
    };
    format!("{tables} links »{}« und rechts »{}«.", single_spaced(action), single_spaced(status))
}

/// Action to status, about 1 : 2.
fn heads(columns: &Columns) -> [(&str, u8); 2] {
    [(&columns.action, 1), (&columns.status, 2)]
}

fn status(field: &Field, columns: &Columns, anchor: impl Fn(usize) -> Option<String>) -> Block {
    let title = field.title.value.current().to_plain();
    let summary = match title.trim() {
        "" => "Aktionen und ihr Sachstand".to_owned(),
        title => format!("Aktionen und ihr Sachstand im Handlungsfeld »{}«", named(title)),
    };
    let rows = field.actions.iter().enumerate().map(|(index, action)| Row {
        anchor: anchor(index),
        ..row([titled(action), nest_entries(&action.status)])
    });
    table(TableKind::Status, summary, heads(columns), rows)
}

/// What stands in the left column; a row that is not for the public says so.
fn titled(action: &Action) -> Vec<Block> {
    let title = numbered(action);
    let first = title.first().map(|first| first.text.clone()).unwrap_or_default();
    let label = action.nonpublic.then(|| nonpublic::line(&first)).flatten();
    label.map(|label| body(label, Some(&action.at))).into_iter().chain(nest(&title)).collect()
}

/// The paragraphs of the action, the first one led by its number.
fn numbered(action: &Action) -> Vec<Paragraph> {
    let mut title = action.title.clone();
    let Some(Located { value: number, at }) = &action.number else { return title };
    match title.first_mut() {
        Some(first) => {
            let mut led = Text::from_iter([(format!("{number} "), first.text.mark().into())]);
            led.append(&first.text);
            first.text = led;
        }
        None => {
            let text = number.as_str().into();
            title.push(Paragraph { kind: ParagraphKind::Plain, level: 0, text, at: at.clone() });
        }
    }
    title
}
