//! What a version says: a [`Report`] with its hand marks → the same report without them.
//!
//! Text struck by hand is no text of its version, underlined text is. Whatever was struck as a
//! whole is gone; white space that a removal leaves behind is tidied, so that it is no change.

use crate::model::{Paragraph, Report};
use crate::text::WordsMut;

/// The report as its version reads: struck text removed, nothing marked, no blank paragraphs.
pub(super) fn settled(report: &Report) -> Report {
    let mut report = report.clone();
    for spot in report.texts_mut() {
        if let WordsMut::Text(text) = spot.words {
            *text = text.settled();
        }
    }
    let has_text = |paragraph: &Paragraph| !paragraph.text.is_empty();
    report.fields.retain_mut(|field| {
        field.actions.retain_mut(|action| {
            action.title.retain(has_text);
            action.status.retain(|entry| !entry.text().is_empty());
            !action.title.is_empty() || !action.status.is_empty()
        });
        !field.title.value.is_empty() || !field.actions.is_empty()
    });
    report.sections.retain_mut(|section| {
        section.paragraphs.retain(has_text);
        !section.title.value.is_empty() || !section.paragraphs.is_empty()
    });
    report.abbreviations.retain(|row| !row.short.value.is_empty() || !row.meaning.value.is_empty());
    report
}
