//! What a version says: a [`Report`] with its hand marks → the same report without them.
//!
//! Text struck by hand is no text of its version, underlined text is. Whatever was struck as a
//! whole is gone; white space that a removal leaves behind is tidied, so that it is no change.

use crate::model::{Abbreviation, Action, Field, Paragraph, Report, Section};
use crate::source::Located;
use crate::text::{Mark, Run, Text};

use super::words::is_visible;

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
    let settled = paragraphs.iter().map(|it| Paragraph { text: settled(&it.text), ..it.clone() });
    settled.filter(|it| !it.text.runs().is_empty()).collect()
}

fn located(text: &Located<Text>) -> Located<Text> {
    Located::new(settled(&text.value), text.at.clone())
}

/// One text without its hand marks. Empty where nothing visible remains.
pub(super) fn settled(text: &Text) -> Text {
    let mut runs: Vec<Run> = Vec::new();
    let mut at_seam = true;
    for run in text.runs() {
        if run.mark == Mark::Deleted {
            at_seam = true;
            continue;
        }
        let mut run = Run { mark: Mark::Kept, ..run.clone() };
        if at_seam {
            close_seam(&mut runs, &mut run);
        }
        if !run.text.is_empty() {
            runs.push(run);
            at_seam = false;
        }
    }
    trim_end(&mut runs);
    let visible = runs.iter().any(|run| run.text.chars().any(is_visible));
    if visible { runs.into_iter().collect() } else { Text::default() }
}

/// Leaves one space, or none before a closing mark, where something was taken out; nothing invisible
/// begins a text.
fn close_seam(runs: &mut Vec<Run>, next: &mut Run) {
    let closing = next.text.trim_start().starts_with(['.', ',', ';', ':', '!', '?', ')']);
    if closing {
        trim_end(runs);
    }
    let rest = match runs.last() {
        None => next.text.trim_start_matches(|c| !is_visible(c)),
        Some(last) if closing || last.text.ends_with(char::is_whitespace) => next.text.trim_start(),
        Some(_) => &next.text,
    };
    next.text = rest.to_owned();
}

fn trim_end(runs: &mut Vec<Run>) {
    while let Some(last) = runs.last_mut() {
        last.text.truncate(last.text.trim_end_matches(|c| !is_visible(c)).len());
        if !last.text.is_empty() {
            break;
        }
        runs.pop();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(parts: &[(&str, Mark)]) -> Text {
        parts.iter().map(|(text, mark)| Run { mark: *mark, ..Run::plain(*text) }).collect()
    }

    #[test]
    fn a_removal_leaves_no_stray_space() {
        let middle = text(&[("Die ", Mark::Kept), ("alte", Mark::Deleted), (" Halle", Mark::Kept)]);
        assert_eq!(settled(&middle).to_plain(), "Die Halle");
        let end = text(&[("Die Halle ", Mark::Kept), ("alt", Mark::Deleted), (" .", Mark::Kept)]);
        assert_eq!(settled(&end).to_plain(), "Die Halle.");
        let start = text(&[("Alt. ", Mark::Deleted), (" Neu. ", Mark::Inserted)]);
        assert_eq!(settled(&start).to_plain(), "Neu.");
    }

    #[test]
    fn a_text_struck_as_a_whole_is_gone() {
        let gone = text(&[("weg", Mark::Deleted), (" \u{ad}", Mark::Kept)]);
        assert_eq!(settled(&gone), Text::default());
    }
}
