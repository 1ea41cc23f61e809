//! What a version says: a [`Report`] with its hand marks → the same report without them.
//!
//! Text struck by hand is no text of its version, underlined text is. Whatever was struck as a
//! whole is gone; white space that a removal leaves behind is tidied, so that it is no change.

use crate::model::{Abbreviation, Action, Field, Paragraph, Report, Section};
use crate::source::Located;
use crate::text::Text;

/// The report as its version reads: struck text removed, nothing marked, no blank paragraphs.
pub(super) fn edition(report: &Report) -> Report {
    Report {
        fields: report.fields.iter().filter_map(field).collect(),
        sections: report.sections.iter().filter_map(section).collect(),
        abbreviations: report.abbreviations.iter().filter_map(abbreviation).collect(),
        ..report.clone()
    }
}

fn field(field: &Field) -> Option<Field> {
    let actions: Vec<Action> = field.actions.iter().filter_map(action).collect();
    let title = located(&field.title);
    let struck = title.value.is_blank() && actions.is_empty();
    (!struck).then_some(Field { title, actions })
}

fn action(action: &Action) -> Option<Action> {
    let (title, status) = (paragraphs(&action.title), paragraphs(&action.status));
    let struck = title.is_empty() && status.is_empty();
    (!struck).then(|| Action { title, status, ..action.clone() })
}

fn section(section: &Section) -> Option<Section> {
    let (title, paragraphs) = (located(&section.title), paragraphs(&section.paragraphs));
    let struck = title.value.is_blank() && paragraphs.is_empty();
    (!struck).then_some(Section { title, paragraphs, position: section.position })
}

fn abbreviation(row: &Abbreviation) -> Option<Abbreviation> {
    let (short, meaning) = (located(&row.short), located(&row.meaning));
    let struck = short.value.is_blank() && meaning.value.is_blank();
    (!struck).then(|| Abbreviation { short, meaning, variants: row.variants.clone() })
}

fn paragraphs(paragraphs: &[Paragraph]) -> Vec<Paragraph> {
    let settled = paragraphs.iter().map(|it| Paragraph { text: it.text.settled(), ..it.clone() });
    settled.filter(|it| !it.text.is_empty()).collect()
}

fn located(text: &Located<Text>) -> Located<Text> {
    Located::new(text.value.settled(), text.at.clone())
}
