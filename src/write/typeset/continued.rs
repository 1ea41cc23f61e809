//! An action that runs over a page names itself again in its left cell: »Radwege (Fortsetzung)«.
//!
//! Typst's tables cannot do that. In the finished pages the left cell of such a row is empty, and beside each
//! line of the right one there is room for a line of the left one. What is written there is an artifact (PDF 1.7,
//! 14.8.2.2): a screen reader, which knows no pages, has heard the name.

use std::collections::{BTreeMap, BTreeSet};

use typst::foundations::{Content, NativeElement};
use typst::introspection::{Location, Tag, TagFlags};
use typst::layout::{Abs, Em, FrameItem, Point};
use typst::pdf::{ArtifactElem, ArtifactKind};
use typst::text::{FontInstance, Glyph, Lang, TextItem};
use typst::utils::hash128;
use typst::visualize::Paint;
use typst_layout::{Page, PagedDocument};
use unicode_segmentation::UnicodeSegmentation;

use super::measures::{CELL_SIDE, MARGIN_SIDE, Pt, QUIET_COLOUR, colour, pitch};
use super::places::{Places, StatusRow};
use crate::document::Look;

/// Stands behind the name.
const AGAIN: &str = "(Fortsetzung)";
/// Stands for what is left out of a name.
const MORE: &str = "…";
/// So many letters of a word at least say what it is.
const LEAST: usize = 3;
/// The most lines of a name.
const MOST_LINES: usize = 3;

/// The part of a row that stands on a page.
#[derive(Default)]
struct Part {
    /// Whether anything stands in its left cell.
    is_named: bool,
    /// The lines of its right cell, from the top of the page.
    lines: Vec<Abs>,
}

/// What is written into an empty left cell.
struct Name {
    page: usize,
    /// The first line, from the top of the page.
    baseline: Abs,
    lines: Vec<String>,
}

/// Where the name of a row is to be written again, and how.
pub(super) struct Continued {
    names: Vec<Name>,
}

impl Continued {
    /// Finds the rows that go on from a page before, and fits their names into `font`.
    pub(super) fn find(pages: &PagedDocument, places: &Places, font: &FontInstance, look: &Look) -> Self {
        let mut parts: BTreeMap<(usize, usize), Part> = BTreeMap::new();
        let rows = places.rows();
        // What is smaller is raised or lowered, or read aloud alone: no line of its own.
        let smallest = Abs::pt(look.details_size.min(look.table_size) * 0.9);
        places.walk(pages, &mut |stretch| {
            let Some(number) = stretch.text else { return };
            let Some((at, row)) = row_of(rows, number) else { return };
            let part = || (stretch.page, at);
            if row.action.0.contains(&number) {
                parts.entry(part()).or_default().is_named = true;
            } else if stretch.size >= smallest {
                parts.entry(part()).or_default().lines.push(stretch.baseline);
            }
        });
        let size = Abs::pt(look.table_size);
        let unnamed = parts.into_iter().filter(|(_, part)| !part.is_named);
        let names = unnamed.filter_map(|((page, at), mut part)| {
            part.lines.sort_unstable();
            part.lines.dedup_by(|next, line| *next - *line < size / 2.0);
            let row = rows.get(at).filter(|row| !row.name.trim().is_empty())?;
            let width = row.action.1 - left_edge();
            let fits = |text: &str| advance(text, font).at(size) <= width;
            let lines = fitted(&row.name, part.lines.len().min(MOST_LINES), fits)?;
            Some(Name { page, baseline: *part.lines.first()?, lines })
        });
        Self { names: names.collect() }
    }

    /// Whether there is nothing to write.
    pub(super) fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// Writes the names of the page with this number, from 0.
    pub(super) fn write(&self, number: usize, page: &mut Page, font: &FontInstance, look: &Look) {
        let pitch = pitch(Pt(look.table_size), look).abs();
        for (at, name) in self.names.iter().enumerate().filter(|(_, name)| name.page == number) {
            let flags = TagFlags { introspectable: false, tagged: true };
            let location = Location::new(hash128(&("continued", at)));
            let artifact = ArtifactElem::new(Content::empty()).with_kind(ArtifactKind::Page);
            page.frame
                .push(Point::zero(), FrameItem::Tag(Tag::Start(artifact.pack().located(location), flags)));
            for (line, text) in name.lines.iter().enumerate() {
                let at = Point::new(left_edge(), name.baseline + pitch * line as f64);
                page.frame.push(at, FrameItem::Text(item(text, font, look)));
            }
            page.frame.push(Point::zero(), FrameItem::Tag(Tag::End(location, 0, flags)));
        }
    }
}

/// The anchors of the headings above a table whose first row runs over the page.
pub(super) fn headings_above(pages: &PagedDocument, places: &Places) -> BTreeSet<String> {
    let mut first: BTreeMap<usize, usize> = BTreeMap::new();
    let mut over = BTreeSet::new();
    let rows = places.rows();
    places.walk(pages, &mut |stretch| {
        let Some((at, row)) = stretch.text.and_then(|number| row_of(rows, number)) else { return };
        if let Some(heading) = &row.heading
            && *first.entry(at).or_insert(stretch.page) != stretch.page
        {
            over.insert(heading.clone());
        }
    });
    over
}

/// The row in which a text stands, and its index.
fn row_of(rows: &[StatusRow], number: usize) -> Option<(usize, &StatusRow)> {
    let at = rows.partition_point(|row| row.action.0.start <= number).checked_sub(1)?;
    let row = rows.get(at)?;
    (row.action.0.contains(&number) || row.status.contains(&number)).then_some((at, row))
}

fn left_edge() -> Abs {
    MARGIN_SIDE.abs() + CELL_SIDE.abs()
}

/// As much of a name as so many lines hold, with [`AGAIN`] behind it.
fn fitted(name: &str, most: usize, fits: impl Fn(&str) -> bool) -> Option<Vec<String>> {
    let words: Vec<&str> = name.split_whitespace().filter(|word| word.chars().all(is_plain)).collect();
    let shortened = |count: usize| -> Vec<&str> {
        let kept = words.iter().copied().take(count);
        kept.chain((count < words.len()).then_some(MORE)).chain([AGAIN]).collect()
    };
    let whole_words = (1..=words.len()).rev().map(shortened);
    let mut tries = whole_words.map(|words| words.join(" ")).chain(beginnings(words.first().copied()));
    tries.find_map(|text| wrapped(&text, &fits).filter(|lines| lines.len() <= most))
}

/// Whether a character is set by itself: no part of a script that is shaped, no sign from another font.
fn is_plain(c: char) -> bool {
    matches!(c, '!'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' | '\u{2010}'..='\u{2027}' | '\u{20ac}')
}

/// Less and less of the first word of a name, at last nothing.
fn beginnings(word: Option<&str>) -> impl Iterator<Item = String> {
    let word = word.unwrap_or_default();
    let ends: Vec<usize> = word.grapheme_indices(true).map(|(at, _)| at).collect();
    ends.into_iter()
        .skip(LEAST)
        .rev()
        .map(|end| format!("{}{MORE} {AGAIN}", word.get(..end).unwrap_or_default()))
        .chain([format!("{MORE} {AGAIN}")])
}

/// The words on lines; none where a word is wider than a line.
fn wrapped(text: &str, fits: impl Fn(&str) -> bool) -> Option<Vec<String>> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ') {
        let longer = lines.last().map(|last| format!("{last} {word}")).filter(|longer| fits(longer));
        match (longer, lines.last_mut()) {
            (Some(longer), Some(last)) => *last = longer,
            _ if fits(word) => lines.push(word.to_owned()),
            _ => return None,
        }
    }
    Some(lines)
}

/// How wide a text is, without kerning.
fn advance(text: &str, font: &FontInstance) -> Em {
    text.chars().filter_map(|character| glyph(character, font)).map(|(_, advance)| advance).sum()
}

fn glyph(character: char, font: &FontInstance) -> Option<(u16, Em)> {
    let id = font.ttf().glyph_index(character)?.0;
    Some((id, font.x_advance(id)?))
}

fn item(text: &str, font: &FontInstance, look: &Look) -> TextItem {
    let glyphs = text.char_indices().filter_map(|(at, character)| {
        let (id, x_advance) = glyph(character, font)?;
        let end = at + character.len_utf8();
        Some(Glyph {
            id,
            x_advance,
            x_offset: Em::zero(),
            y_advance: Em::zero(),
            y_offset: Em::zero(),
            range: at as u16..end as u16,
            span: (typst::syntax::Span::detached(), 0),
        })
    });
    TextItem {
        font: font.clone(),
        size: Abs::pt(look.table_size),
        fill: Paint::Solid(colour(QUIET_COLOUR)),
        stroke: None,
        lang: Lang::GERMAN,
        region: None,
        glyphs: glyphs.collect(),
        text: text.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_shortened_to_the_lines_there_are() {
        let fits = |text: &str| text.chars().count() <= 20;
        let name = "Leitlinie zum Einsatz künstlicher Intelligenz";
        let on = |most| fitted(name, most, fits).map(|lines| lines.join("|"));
        assert_eq!(on(1).as_deref(), Some("Leitl… (Fortsetzung)"));
        assert_eq!(on(2).as_deref(), Some("Leitlinie zum …|(Fortsetzung)"));
        assert_eq!(on(3).as_deref(), Some("Leitlinie zum|Einsatz künstlicher|… (Fortsetzung)"));
        assert_eq!(
            fitted("Radwege", 1, |text| text.chars().count() <= 30).unwrap(),
            ["Radwege (Fortsetzung)"]
        );
        assert_eq!(fitted("x", 1, |_| false), None);
    }
}
