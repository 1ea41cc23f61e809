//! Texts and fields: [`Text`] → runs, links and revisions of a paragraph.

use docx_rs::{BreakType, FieldCharType, InstrText, ParagraphChild, Run, RunChild, VertAlignType};
use unicode_segmentation::UnicodeSegmentation as _;

use super::super::gap::needs_gap;
use super::context::{Bookmark, Context};
use super::hyperlink::{Target, hyperlink};
use super::measures::{LINK_COLOUR, MARK_GAP};
use super::revision::{self, Marking};
use super::style;
use crate::document::Shown;
use crate::text::{self, Format, Mark, Text};

/// The text as children of a paragraph. Neighbouring runs of one link become one link.
pub(super) fn children(text: &Text, context: &mut Context<'_>) -> Vec<ParagraphChild> {
    linked(text, context.changes, |link| context.link(link))
}

/// The text without its links: for an entry of the contents, which is a link itself.
pub(super) fn unlinked(text: &Text, changes: Marking) -> Vec<ParagraphChild> {
    linked(text, changes, |_| None)
}

fn linked(
    text: &Text,
    changes: Marking,
    mut target: impl FnMut(&str) -> Option<Target>,
) -> Vec<ParagraphChild> {
    let mut children = Vec::new();
    for runs in with_gaps(text, changes).chunk_by(|(a, _), (b, _)| a.format.link == b.format.link) {
        let target = runs.first().and_then(|(run, _)| run.format.link.as_deref()).and_then(&mut target);
        let linked = target.is_some();
        let parts = runs.iter().map(|(run, gap)| {
            let written = self::run(run, linked, changes);
            let written = if *gap { written.character_spacing(MARK_GAP.twips() as i32) } else { written };
            revision::child(written, run.format.mark, changes)
        });
        match target {
            Some(target) => children.push(ParagraphChild::Hyperlink(hyperlink(target, parts.collect()))),
            None => children.extend(parts),
        }
    }
    children
}

/// The runs, each with whether a gap follows: then it is a single letter, since Word draws a gap
/// behind letters. Word shows revisions apart itself, and the gap would stay when they are accepted.
fn with_gaps(text: &Text, changes: Marking) -> Vec<(text::Run<'_, Format>, bool)> {
    let mut runs: Vec<(text::Run<'_, Format>, bool)> = Vec::new();
    for run in text.runs() {
        let before = runs.last().map(|(before, _)| before.clone());
        if let Some(before) = before.filter(|it| changes.shown == Shown::Marked && needs_gap(Some(it), &run))
        {
            let last = before.text.grapheme_indices(true).next_back().map_or(0, |(at, _)| at);
            let (front, last) = before.text.split_at_checked(last).unwrap_or_default();
            runs.pop();
            let start = before.start + front.len();
            let front = text::Run { text: front, ..before.clone() };
            runs.extend((!front.text.is_empty()).then_some((front, false)));
            runs.push((text::Run { text: last, start, ..before }, true));
        }
        runs.push((run, false));
    }
    runs
}

/// Characters without formatting.
pub(super) fn plain(text: &str) -> Run {
    let mut run = Run::new();
    for (index, line) in text.replace('\r', "").split('\n').enumerate() {
        if index > 0 {
            run = run.add_break(BreakType::TextWrapping);
        }
        for (index, part) in line.split('\t').enumerate() {
            if index > 0 {
                run = run.add_tab();
            }
            if !part.is_empty() {
                run.children.push(RunChild::Text(docx_rs::Text::new(part)));
            }
        }
    }
    run
}

fn run(source: &text::Run<'_, Format>, linked: bool, changes: Marking) -> Run {
    let mut run = plain(source.text);
    let Format { style, mark, .. } = *source.format;
    if style.bold {
        run = run.bold();
    }
    if style.italic {
        run = run.italic();
    }
    let raised = style.superscript.then_some(VertAlignType::SuperScript);
    if let Some(position) = raised.or(style.subscript.then_some(VertAlignType::SubScript)) {
        run.run_property = run.run_property.vert_align(position);
    }
    // A run has one character style: where the mark needs it, a link keeps its colour.
    match revision::style(mark, changes) {
        Some(style) => {
            let run = shown(run.style(style), mark);
            if linked { run.color(LINK_COLOUR) } else { run }
        }
        None if linked => run.style(style::HYPERLINK),
        None => run,
    }
}

/// The mark's look on the run itself as well: some readers forget character styles (LibreOffice in
/// the contents list, anything text is pasted into), and a mark must never get lost.
fn shown(run: Run, mark: Mark) -> Run {
    match mark {
        Mark::Kept => run,
        Mark::Inserted => run.underline("single"),
        Mark::Deleted => run.strike(),
    }
}

/// A field with its result (ECMA-376 part 1, 17.16.18).
pub(super) fn field(instruction: &str, result: &str) -> Vec<Run> {
    opening(instruction).into_iter().chain([plain(result), field_mark(FieldCharType::End)]).collect()
}

/// The number of the page on which the bookmark stands.
pub(super) fn page_reference(bookmark: &Bookmark) -> Vec<Run> {
    field(&format!(r" PAGEREF {} \h ", bookmark.name), &bookmark.page.to_string())
}

/// What stands before the result of a field.
pub(super) fn opening(instruction: &str) -> [Run; 3] {
    let instruction = InstrText::Unsupported(instruction.to_owned());
    let instruction = Run::new().add_instr_text(instruction);
    [field_mark(FieldCharType::Begin), instruction, field_mark(FieldCharType::Separate)]
}

/// Begin, middle or end of a field.
pub(super) fn field_mark(kind: FieldCharType) -> Run {
    Run::new().add_field_char(kind, false)
}
