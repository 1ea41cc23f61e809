//! What the internal edition says of parts that the public one does not have: »(nichtöffentlich)«.

use crate::german::{Said, is_nonpublic_title, said_by};
use crate::model::{Detail, Details, Edition, Section};
use crate::source::Located;
use crate::text::{Format, Mark, Style, Text};

/// A line that says so, above a text called `title` and marked like it; none where the title says so itself.
pub(super) fn line(title: &Text) -> Option<Text> {
    let format = Format { style: Style { italic: true, ..Style::default() }, ..title.mark().into() };
    (!says(title, is_nonpublic_title)).then(|| Text::from_iter([(word(), format)]))
}

/// The heading of a section; a blank one stays blank.
pub(super) fn heading(section: &Section) -> Located<Text> {
    let Located { value: title, at } = &section.title;
    let labels = section.nonpublic && !title.is_blank() && !says(title, is_nonpublic_title);
    Located::new(if labels { labelled(title) } else { title.clone() }, at.clone())
}

/// The values of a row, each of a nonpublic column under a label that says so.
pub(super) fn details(details: &Details) -> Details {
    let head = |head: &str| matches!(said_by(head), Said::Nonpublic { .. });
    let detail = |detail: &Detail| match detail.nonpublic && !says(&detail.label, head) {
        true => Detail { label: labelled(&detail.label), ..detail.clone() },
        false => detail.clone(),
    };
    Details { values: details.values.iter().map(detail).collect(), ..*details }
}

fn word() -> String {
    format!("({})", Edition::Internal.german())
}

fn labelled(text: &Text) -> Text {
    let mut labelled = text.clone();
    labelled.push(&format!(" {}", word()), text.mark().into());
    labelled
}

/// Whether a text says by itself who may read what stands under it: as it reads today, or as it did where
/// it is gone.
fn says(text: &Text, test: fn(&str) -> bool) -> bool {
    let standing = if text.is_all(Mark::Deleted) { text.previous() } else { text.current() };
    test(standing.as_str())
}
