//! What a cell can hold, and texts cut to it.

use super::cell::Lines;
use super::finding;
use super::lines::FRONT;
use crate::diag::Diagnostic;
use crate::model::Paragraph;
use crate::text::Text;

/// What Excel lets a cell hold, in UTF-16 units.
pub(super) const FULL: usize = 32_767;

/// What the format of a stretch takes of a formatted text at most, which is measured as it is stored.
const FORMAT: usize = 260;

/// How much of a cell a text takes.
pub(super) fn weight(text: &Lines) -> usize {
    match text.runs().count() {
        0 | 1 => text.as_str().encode_utf16().count(),
        runs => runs * FORMAT + text.as_str().chars().map(stored).sum::<usize>(),
    }
}

/// The units of a character as it is stored.
fn stored(c: char) -> usize {
    match c {
        '&' | '<' | '>' => 5,
        c => c.len_utf16(),
    }
}

/// How much of a cell a paragraph takes with all that stands before it, however it is set.
pub(super) fn weight_of(paragraph: &Paragraph) -> usize {
    let text = &paragraph.text;
    text.as_str().chars().map(stored).sum::<usize>() + (text.runs().count() + 1) * FORMAT + FRONT
}

/// The paragraphs with those divided between words that no cell could hold.
pub(super) fn fitting(
    paragraphs: impl IntoIterator<Item = Paragraph>,
    findings: &mut Vec<Diagnostic>,
) -> Vec<Paragraph> {
    let mut fitting = Vec::new();
    for paragraph in paragraphs {
        if weight_of(&paragraph) <= FULL {
            fitting.push(paragraph);
            continue;
        }
        findings.push(finding::divided(&paragraph.at, paragraph.text.as_str()));
        let pieces = divided(&paragraph.text);
        fitting.extend(pieces.into_iter().map(|text| Paragraph { text, ..paragraph.clone() }));
    }
    fitting
}

/// A text in pieces, each of which a cell can hold.
fn divided(text: &Text) -> Vec<Text> {
    let (mut pieces, mut start, mut blank, mut taken) = (Vec::new(), 0, None, 0);
    let runs = text.runs().map(|run| run.start);
    let starts: std::collections::BTreeSet<usize> = runs.collect();
    for (at, c) in text.as_str().char_indices() {
        taken += stored(c) + if starts.contains(&at) { FORMAT } else { 0 };
        if c.is_whitespace() {
            blank = Some(at);
        }
        if taken + FRONT + 2 * FORMAT > FULL {
            let end = blank.filter(|blank| *blank > start).unwrap_or(at);
            pieces.push(text.slice(start..end));
            let behind = text.slice(end..at + c.len_utf8());
            taken = behind.as_str().chars().map(stored).sum::<usize>() + behind.runs().count() * FORMAT;
            (start, blank) = (end, None);
        }
    }
    pieces.push(text.slice(start..text.as_str().len()));
    let trimmed = |piece: &Text| piece.slice(piece.trimmed(0..piece.as_str().len()));
    pieces.iter().map(trimmed).filter(|piece| !piece.is_empty()).collect()
}
