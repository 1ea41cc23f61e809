//! Marks set by hand → a comparison, where the previous version is not at hand.

use crate::model::{Abbreviation, Action, Entry, Field, Paragraph, Report, Section, Spot};
use crate::text::{Mark, Text};

use super::Comparison;
use super::build::{FieldTrace, RowTrace, Trace};
use super::changes;
use super::merge::{Origin, ParagraphTrace};
use super::tokenized;

/// Takes the marks that stand in the cells (underlined: new, struck: gone) for the changes. The
/// report is returned as it came.
pub fn marks_from_cells(report: Report) -> Comparison {
    let trace = Trace {
        fields: report.fields.iter().map(field).collect(),
        sections: report.sections.iter().map(section).collect(),
        abbreviations: report.abbreviations.iter().map(abbreviation).collect(),
    };
    let changes = changes::list(&report, &trace, None);
    Comparison { report, changes }
}

fn field(field: &Field) -> FieldTrace {
    let actions: Vec<RowTrace> = field.actions.iter().map(action).collect();
    let new = is_new([&field.title.value]) && actions.iter().all(|row| row.origin.previous.is_none());
    FieldTrace { origin: origin(new), actions }
}

fn action(action: &Action) -> RowTrace {
    row(action.texts(), &action.title, &action.status)
}

fn section(section: &Section) -> RowTrace {
    row(section.texts(), &[], &tokenized::entries(&section.paragraphs))
}

fn abbreviation(entry: &Abbreviation) -> RowTrace {
    row(entry.texts(), &[], &[])
}

fn row(spots: Vec<Spot<'_>>, title: &[Paragraph], body: &[Entry]) -> RowTrace {
    let trace = |text: &Text| ParagraphTrace {
        previous: (!text.is_all(Mark::Inserted)).then_some((0, 0)),
        ..ParagraphTrace::default()
    };
    RowTrace {
        origin: origin(is_new(spots.iter().filter_map(|spot| spot.words.formatted()))),
        title: title.iter().map(|it| trace(&it.text)).collect(),
        body: body.iter().map(|it| trace(&it.text())).collect(),
    }
}

fn origin(new: bool) -> Origin {
    Origin { previous: (!new).then_some(0), moved: false }
}

/// Whether there is text, and all of it is underlined.
fn is_new<'a>(texts: impl IntoIterator<Item = &'a Text>) -> bool {
    let mut visible = false;
    let runs = texts.into_iter().flat_map(Text::runs).filter(|run| !run.text.trim().is_empty());
    runs.inspect(|_| visible = true).all(|run| run.format.mark == Mark::Inserted) && visible
}
