//! The words for those who do not see the marks, and what is left of places where a line may break.
//!
//! PDF 1.7 has no tag for inserted or deleted text, and screen readers pass over underlines. So »[neu]«,
//! »[Ende neu]« and the like stand around what is marked. They are laid out too small to move anything; in
//! the finished pages each becomes **one blank glyph** of no width in an ordinary size, whose text
//! (`ToUnicode`, PDF 1.7, 9.10.3) is the words, as that of a ligature is its letters. So they are read
//! aloud, found and copied, and nothing is hidden on the page: no tiny, no pale, no invisible letters.

use typst::layout::{Abs, Em, Frame, FrameItem};
use typst::text::{Glyph, TextItem};

use super::places::Places;
use crate::document::{Dropped, Look};
use crate::text::Mark;

/// The size in which the words are laid out.
pub(super) const LAID_OUT: Abs = Abs::raw(0.01);
/// Where a line may break or must not: done with when the pages are laid out. Typst has some of its own.
const UNREAD: [char; 2] = ['\u{200b}', '\u{2060}'];
/// No line break beside these: in front of words that stand behind punctuation, and between two words.
pub(super) const JOINER: &str = "\u{2060}";
pub(super) const NO_BREAK: &str = "\u{a0}";
/// The size of their glyphs in the finished pages.
const SIZE: Abs = Abs::raw(10.0);
/// The blanks that stand for the words; each word has its own, so that its text is that of the glyph.
const BLANKS: [(&str, char); 4] = [
    ("[neu]", '\u{2000}'),
    ("[Ende neu]", '\u{2001}'),
    ("[entfallen]", '\u{2002}'),
    ("[Ende entfallen]", '\u{2003}'),
];

/// The words in front of a stretch with this mark and those behind it; none where it needs none.
pub(super) fn words(mark: Mark, look: &Look) -> Option<[&'static str; 2]> {
    let [(new, _), (end_new, _), (dropped, _), (end_dropped, _)] = BLANKS;
    match mark {
        Mark::Inserted if look.spoken => Some([new, end_new]),
        // Brackets say it themselves.
        Mark::Deleted if look.spoken && look.dropped == Dropped::Struck => Some([dropped, end_dropped]),
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
    whole.retain(|item| {
        match item {
            FrameItem::Group(group) => frame(&mut group.frame, places),
            FrameItem::Text(text) if is_own(text, places) => blank(text),
            FrameItem::Text(text) => without_breaks(text),
            _ => {}
        }
        true
    });
}

/// Makes each of the words a blank.
fn blank(item: &mut TextItem) {
    let (mut text, mut blanks) = (String::new(), Vec::new());
    for glyphs in item.glyphs.chunk_by(|one, next| one.span.0 == next.span.0) {
        let start = glyphs.iter().map(|glyph| glyph.range().start).min().unwrap_or_default();
        let end = glyphs.iter().map(|glyph| glyph.range().end).max().unwrap_or_default();
        // What kept the words on one line is not read.
        let words = item.text.get(start..end).unwrap_or_default().replace(JOINER, "").replace(NO_BREAK, " ");
        let own = BLANKS.iter().find(|(own, _)| *own == words).map(|(_, blank)| *blank);
        let glyph = own.into_iter().chain([' ']).find_map(|blank| item.font.ttf().glyph_index(blank));
        let from = text.len() as u16;
        text.push_str(&words);
        blanks.extend(glyphs.first().map(|first| Glyph {
            id: glyph.map_or(0, |glyph| glyph.0),
            x_advance: Em::zero(),
            x_offset: Em::zero(),
            range: from..text.len() as u16,
            ..first.clone()
        }));
    }
    (item.text, item.glyphs, item.size) = (text.into(), blanks, SIZE);
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
