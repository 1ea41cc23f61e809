//! Small reports for the tests.

use std::sync::Arc;

use sachstand::diff::{Comparison, diff};
use sachstand::model::{
    Abbreviation, Action, Columns, Entry, Facts, Field, Paragraph, Position, Report, Section,
};
use sachstand::source::{Located, Location};
use sachstand::text::Text;

use super::marked::{cell, notation, paragraph};

/// A report without any content.
pub(super) fn report() -> Report {
    let at = Location::file("fassung.xlsx");
    let facts = Facts {
        title: Located::new("Sachstand".into(), at.clone()),
        id: Located::new("sachstand".into(), at),
        version: None,
        date: None,
        creator: None,
        document_status: None,
        responsible: None,
        confidentiality: None,
        recipients: Vec::new(),
        organisation: None,
        summary: Vec::new(),
        logo: None,
        submission: None,
        committee: None,
        session_date: None,
        agenda_item: None,
        anonymised_from: None,
        others: Vec::new(),
    };
    Report {
        file: Arc::from("fassung.xlsx"),
        facts,
        columns: Columns::default(),
        fields: Vec::new(),
        sections: Vec::new(),
        abbreviations: Vec::new(),
        persons: Vec::new(),
        history: Vec::new(),
    }
}

/// A report with these fields.
pub(super) fn fields(fields: impl IntoIterator<Item = Field>) -> Report {
    Report { fields: fields.into_iter().collect(), ..report() }
}

/// A Handlungsfeld.
pub(super) fn field(title: &str, actions: impl IntoIterator<Item = Action>) -> Field {
    Field { title: Located::new(Text::plain(title), cell(1, 1)), actions: actions.into_iter().collect() }
}

/// An Aktion; each line of its status is a paragraph.
pub(super) fn action(title: &str, status: &str) -> Action {
    Action {
        number: None,
        title: title.lines().map(paragraph).collect(),
        status: status.lines().map(paragraph).map(Entry::from).collect(),
        nonpublic: false,
        at: cell(3, 1),
    }
}

/// An Aktion with its Nr.
pub(super) fn numbered(number: &str, title: &str, status: &str) -> Action {
    Action { number: Some(Located::new(number.into(), cell(3, 1))), ..action(title, status) }
}

/// A section of running text.
pub(super) fn section(title: &str, text: &str) -> Section {
    Section {
        title: Located::new(Text::plain(title), cell(1, 1)),
        position: Position::Before,
        paragraphs: text.lines().map(paragraph).collect(),
        nonpublic: false,
    }
}

/// A row of the list of abbreviations.
pub(super) fn abbreviation(short: &str, meaning: &str) -> Abbreviation {
    Abbreviation {
        short: Located::new(Text::plain(short), cell(2, 1)),
        meaning: Located::new(Text::plain(meaning), cell(2, 2)),
        variants: Vec::new(),
    }
}

/// One action whose status are these paragraphs.
pub(super) fn status(paragraphs: Vec<Paragraph>) -> Report {
    let status = paragraphs.into_iter().map(Entry::from).collect();
    let action = Action { status, ..action("Aktion", "") };
    fields([field("Handlungsfeld", [action])])
}

/// Compares, expecting the proof to hold.
pub(super) fn compared(previous: &Report, current: &Report) -> Comparison {
    diff(previous, current).unwrap()
}

/// A report as lines in the notation: `## field`, `# action`, then its entries.
pub(super) fn outline(report: &Report) -> Vec<String> {
    let mut lines = Vec::new();
    for field in &report.fields {
        lines.push(format!("## {}", notation(&field.title.value)));
        for action in &field.actions {
            lines.extend(action.title.iter().map(|it| format!("# {}", notation(&it.text))));
            lines.extend(action.status.iter().map(|it| notation(&it.text())));
        }
    }
    for section in &report.sections {
        lines.push(format!("== {}", notation(&section.title.value)));
        lines.extend(section.paragraphs.iter().map(|it| notation(&it.text)));
    }
    for entry in &report.abbreviations {
        lines.push(format!("{}: {}", notation(&entry.short.value), notation(&entry.meaning.value)));
    }
    lines
}

/// The kinds of changes with the action or field they are about.
pub(super) fn kinds(comparison: &Comparison) -> Vec<String> {
    let name = |name: &str, field: &str| if name.is_empty() { field.to_owned() } else { name.to_owned() };
    let line = |it: &sachstand::model::Change| format!("{:?} {}", it.kind, name(&it.action, &it.field));
    comparison.changes.iter().map(line).collect()
}
