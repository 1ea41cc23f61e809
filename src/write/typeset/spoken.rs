//! The words for those who do not see the marks, and what is left of places where a line may break.
//!
//! PDF 1.7 has no tag for inserted or deleted text, and screen readers pass over underlines. So »[neu]«,
//! »[Ende neu]« and the like stand around what is marked. They are laid out too small to move anything; in
//! the finished pages they become **blanks of the font** in the marked text itself, in its size and colour,
//! which take no room and have the words as their text (`ToUnicode`, PDF 1.7, 9.10.3), as a ligature has its
//! letters. So they are read aloud, found and copied, and nothing is hidden: no tiny, no pale, no invisible
//! letters. What was tried beside stands in `docs/barrierefreiheit.md`.

use std::collections::BTreeMap;

use typst::foundations::Content;
use typst::introspection::Tag;
use typst::layout::{Abs, Em, Frame, FrameItem};
use typst::model::HeadingElem;
use typst::text::{FontInstance, Glyph, TextElem, TextItem};

use super::places::Places;
use crate::document::{Dropped, Look};
use crate::text::Mark;

/// The size in which the words are laid out, in points.
pub(super) const LAID_OUT: f64 = 0.01;
/// The size of blanks that stand alone, in points.
const SIZE: f64 = 10.0;
/// Where a line may break or must not: done with when the pages are laid out. Typst has some of its own.
const UNREAD: [char; 2] = ['\u{200b}', '\u{2060}'];
/// No line break beside these: in front of words that stand behind punctuation, and between two words.
pub(super) const JOINER: &str = "\u{2060}";
pub(super) const NO_BREAK: &str = "\u{a0}";

/// The words in front of what is new or dropped, and those behind it.
const NEW: [&str; 2] = ["[neu]", "[Ende neu]"];
const DROPPED: [&str; 2] = ["[entfallen]", "[Ende entfallen]"];
/// The blanks that stand for the words, each for its own: so narrow that no reader thinks of a new line
/// where they lie over their neighbours.
const BLANKS: [(&str, char); 4] =
    [(NEW[0], '\u{200a}'), (NEW[1], '\u{200b}'), (DROPPED[0], '\u{2006}'), (DROPPED[1], '\u{2009}')];

/// The words in front of a stretch with this mark and those behind it; none where it needs none.
pub(super) fn words(mark: Mark, look: &Look) -> Option<[&'static str; 2]> {
    match mark {
        Mark::Inserted if look.spoken => Some(NEW),
        // Brackets say it themselves.
        Mark::Deleted if look.spoken && look.dropped == Dropped::Struck => Some(DROPPED),
        _ => None,
    }
}

/// Whether there are such words or characters in a part of a page.
pub(super) fn needs(frame: &Frame, places: &Places) -> bool {
    frame.items().any(|(_, item)| match item {
        FrameItem::Group(group) => needs(&group.frame, places),
        FrameItem::Text(text) => is_own(text, places) || text.text.contains(UNREAD),
        _ => false,
    })
}

/// How often each letter is read on a page, white space and what says where lines break left out.
#[derive(PartialEq, Eq)]
pub(super) struct Letters {
    /// Of the letters before [`USUAL_END`], by their number.
    usual: Vec<u32>,
    /// All others, sorted.
    others: Vec<char>,
}

/// Nearly every letter stands before this one.
const USUAL_END: char = '\u{2200}';

impl Letters {
    pub(super) fn of(frame: &Frame) -> Self {
        let mut letters = Self { usual: vec![0; USUAL_END as usize], others: Vec::new() };
        letters.count(frame);
        letters.others.sort_unstable();
        letters
    }

    fn count(&mut self, frame: &Frame) {
        for (_, item) in frame.items() {
            match item {
                FrameItem::Group(group) => self.count(&group.frame),
                FrameItem::Text(text) => {
                    // Several glyphs may share their letters.
                    for glyphs in text.glyphs.chunk_by(|one, next| one.range == next.range) {
                        let shown = glyphs.first().and_then(|glyph| text.text.get(glyph.range()));
                        shown.unwrap_or_default().chars().for_each(|letter| self.letter(letter));
                    }
                }
                _ => {}
            }
        }
    }

    fn letter(&mut self, letter: char) {
        if letter.is_whitespace() || UNREAD.contains(&letter) {
            return;
        }
        match self.usual.get_mut(letter as usize) {
            Some(count) => *count += 1,
            None => self.others.push(letter),
        }
    }
}

/// Whether the words of an item are the program's own.
fn is_own(item: &TextItem, places: &Places) -> bool {
    item.glyphs.first().is_some_and(|glyph| places.is_own(glyph.span.0))
}

/// Makes the words blanks, and takes out the characters that say where a line may break: they would come
/// along when a text is copied.
pub(super) fn frame(whole: &mut Frame, places: &Places) {
    if !needs(whole, places) {
        return;
    }
    let mut words = gathered(whole, places);
    let mut at = 0;
    whole.retain(|item| {
        let here = words.remove(&at).unwrap_or_default();
        at += 1;
        match item {
            FrameItem::Group(group) => frame(&mut group.frame, places),
            FrameItem::Tag(Tag::Start(element, _)) => name_plainly(element),
            FrameItem::Text(text) if is_own(text, places) => {
                let alone = here.alone.concat();
                if alone.is_empty() {
                    return false;
                }
                stand_alone(text, &alone);
            }
            FrameItem::Text(text) => {
                without_breaks(text);
                for (words, behind) in [(here.before, false), (here.behind, true)] {
                    add(text, &words.concat(), behind);
                }
            }
            _ => {}
        }
        true
    });
}

/// Gives a heading the name by which its bookmark calls it: without what kept words on one line.
fn name_plainly(element: &mut Content) {
    let Some(heading) = element.to_packed_mut::<HeadingElem>() else { return };
    let name = heading.body.plain_text();
    if name.contains(JOINER) || name.contains(NO_BREAK) {
        heading.body = TextElem::packed(plain(&name));
    }
}

/// A text without what kept its words on one line.
fn plain(text: &str) -> String {
    text.replace(JOINER, "").replace(NO_BREAK, " ")
}

/// Words that go to an item.
#[derive(Default)]
struct Words {
    /// Into the text, in front of its letters and behind them.
    before: Vec<String>,
    behind: Vec<String>,
    /// There is no text beside them.
    alone: Vec<String>,
}

/// The words in a frame, by the number of the item to which each goes.
fn gathered(frame: &Frame, places: &Places) -> BTreeMap<usize, Words> {
    let items: Vec<&FrameItem> = frame.items().map(|(_, item)| item).collect();
    let marked = |at: &usize| match items.get(*at) {
        Some(FrameItem::Text(text)) => !is_own(text, places) && text.text.contains(|c| !UNREAD.contains(&c)),
        _ => false,
    };
    // Tags and lines may stand between words and their text; a box is a frame of its own, and between the words
    // in front of a blank at the end of a line and those behind it there is no text.
    let is_end = |at: &usize| match items.get(*at) {
        Some(FrameItem::Group(_)) => true,
        Some(FrameItem::Text(text)) => is_own(text, places),
        _ => false,
    };
    let mut gathered: BTreeMap<usize, Words> = BTreeMap::new();
    for (at, item) in items.iter().enumerate() {
        let FrameItem::Text(text) = item else { continue };
        if !is_own(text, places) {
            continue;
        }
        for words in own(text) {
            let is_behind = [NEW[1], DROPPED[1]].contains(&&*words);
            let target = match is_behind {
                true => (0..at).rev().take_while(|at| !is_end(at)).find(marked),
                false => (at + 1..items.len()).take_while(|at| !is_end(at)).find(marked),
            };
            let entry = gathered.entry(target.unwrap_or(at)).or_default();
            match (target, is_behind) {
                (None, _) => entry.alone.push(words),
                (_, true) => entry.behind.push(words),
                (_, false) => entry.before.push(words),
            }
        }
    }
    gathered
}

/// The words of an item of the program's own, without what kept them on one line.
fn own(item: &TextItem) -> Vec<String> {
    let words = item.glyphs.chunk_by(|one, next| one.span.0 == next.span.0).map(|glyphs| {
        let start = glyphs.iter().map(|glyph| glyph.range().start).min().unwrap_or_default();
        let end = glyphs.iter().map(|glyph| glyph.range().end).max().unwrap_or_default();
        plain(item.text.get(start..end).unwrap_or_default())
    });
    words.collect()
}

/// Adds words as blanks in front of the letters of an item or behind them: over both neighbours by halves.
fn add(item: &mut TextItem, words: &str, behind: bool) {
    let Some(beside) = (if behind { item.glyphs.last() } else { item.glyphs.first() }).cloned() else {
        return;
    };
    // Typst counts bytes in 16 bits; no line of a page comes near.
    if item.text.len() + words.len() > u16::MAX.into() {
        return;
    }
    let blanks: Vec<_> = parts(words, &item.font).collect();
    let whole: Em = blanks.iter().map(|(_, _, width)| *width).sum();
    let start = if behind { item.text.len() } else { 0 };
    let mut end = start;
    let mut x_offset = -whole / 2.0;
    let added = blanks.into_iter().map(|(part, id, width)| {
        let range = end as u16..(end + part.len()) as u16;
        end += part.len();
        let glyph = Glyph { id, x_advance: Em::zero(), x_offset, range, ..beside.clone() };
        x_offset += width;
        glyph
    });
    let added: Vec<Glyph> = added.collect();
    if behind {
        item.text.push_str(words);
        item.glyphs.extend(added);
    } else {
        let by = words.len() as u16;
        for glyph in &mut item.glyphs {
            glyph.range = glyph.range.start + by..glyph.range.end + by;
        }
        item.glyphs.splice(..0, added);
        item.text = format!("{words}{}", item.text).into();
    }
}

/// Makes an item nothing but blanks.
fn stand_alone(item: &mut TextItem, words: &str) {
    item.glyphs.truncate(1);
    add(item, words, false);
    item.glyphs.pop();
    (item.text, item.size) = (words.into(), Abs::pt(SIZE));
}

/// The blanks that words are made of, in order: the text, the glyph and the width of each. A font that lacks
/// one has a space.
fn parts(words: &str, font: &FontInstance) -> impl Iterator<Item = (&'static str, u16, Em)> {
    let mut rest = words;
    std::iter::from_fn(move || {
        let (part, blank) = BLANKS.iter().find(|(part, _)| rest.starts_with(part))?;
        rest = rest.get(part.len()..).unwrap_or_default();
        let glyph = [*blank, ' '].into_iter().find_map(|blank| font.ttf().glyph_index(blank));
        let id = glyph.map_or(0, |glyph| glyph.0);
        Some((*part, id, font.x_advance(id).unwrap_or_default()))
    })
}

/// Takes out the characters that say where a line may break; what is in one cluster with them stays.
fn without_breaks(item: &mut TextItem) {
    let TextItem { text, glyphs, .. } = item;
    glyphs.retain_mut(|glyph| {
        let characters = text.get(glyph.range()).unwrap_or_default();
        let rest = characters.trim_start_matches(UNREAD);
        let shown = rest.trim_end_matches(UNREAD);
        glyph.range.start += (characters.len() - rest.len()) as u16;
        glyph.range.end -= (rest.len() - shown.len()) as u16;
        !shown.is_empty()
    });
}
