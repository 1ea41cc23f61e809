//! Texts shortened for a message: whole words, and `…` for what was left out.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation as _;

use super::Excerpt;

/// Characters of a text that is quoted in a message.
const QUOTED: usize = 60;

/// The beginning of a text, short enough to be quoted in a message.
pub fn short(text: &str) -> String {
    head(text, QUOTED)
}

/// The first `count` characters as they are seen, whole words of them.
pub fn head(text: &str, count: usize) -> String {
    cut_head(text, count).map_or_else(|| text.to_owned(), |front| format!("{front} …"))
}

/// The last `count` characters as they are seen, whole words of them.
pub fn tail(text: &str, count: usize) -> String {
    cut_tail(text, count).map_or_else(|| text.to_owned(), |back| format!("… {back}"))
}

/// What [`head`] leaves of a text that is too long.
fn cut_head(text: &str, count: usize) -> Option<&str> {
    let front = front(text, count)?;
    let words = front.rfind(char::is_whitespace).filter(|at| *at > 0).unwrap_or(front.len());
    Some(front.get(..words)?.trim_end())
}

/// What [`tail`] leaves of a text that is too long.
fn cut_tail(text: &str, count: usize) -> Option<&str> {
    let back = back(text, count)?;
    let words = back.trim_end().find(char::is_whitespace).unwrap_or(0);
    Some(back.get(words..)?.trim_start())
}

/// The first `count` characters as they are seen, where there are more.
pub(super) fn front(text: &str, count: usize) -> Option<&str> {
    let mut end = None;
    for (nth, (at, c)) in text.char_indices().take(count + 1).enumerate() {
        if !is_plain(c) {
            end = text.grapheme_indices(true).nth(count).map(|(at, _)| at);
            break;
        }
        end = (nth == count).then_some(at);
    }
    text.get(..end?)
}

/// The last `count` characters as they are seen, where there are more.
pub(super) fn back(text: &str, count: usize) -> Option<&str> {
    let mut start = None;
    for (nth, (at, c)) in text.char_indices().rev().take(count + 1).enumerate() {
        if !is_plain(c) {
            let cluster = text.grapheme_indices(true).rev().nth(count);
            start = cluster.map(|(at, cluster)| at + cluster.len());
            break;
        }
        start = (nth == count).then_some(at + c.len_utf8());
    }
    text.get(start?..)
}

/// Whether a character among its like is one that is seen: below U+0300 nothing joins but CR and LF,
/// and of what else is common no dash, quotation mark or euro sign does. Most texts are like that,
/// and every rewrite has an excerpt.
fn is_plain(c: char) -> bool {
    c < '\u{300}' && c != '\r' || matches!(c, '\u{2010}'..='\u{2027}' | '€')
}

impl Excerpt {
    /// The stretch `mark` (bytes) of a text with so many characters on each side of it.
    pub fn around(text: &str, mark: Range<usize>, count: usize) -> Self {
        let part = |range| text.get(range).unwrap_or_default();
        let (before, inside, after) = (part(0..mark.start), part(mark.clone()), part(mark.end..text.len()));
        let (lead, before) = cut_tail(before, count).map_or(("", before), |back| ("… ", back));
        let (after, rest) = cut_head(after, count).map_or((after, ""), |front| (front, " …"));
        let start = lead.len() + before.len();
        Self { text: [lead, before, inside, after, rest].concat(), mark: start..start + inside.len() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_long_texts_are_cut_and_between_words() {
        assert_eq!(short("kurz"), "kurz");
        let long = "Einführung eines Informationssicherheitsmanagementsystems nach BSI-Grundschutz";
        assert_eq!(short(long), "Einführung eines Informationssicherheitsmanagementsystems …");
        assert_eq!(head(&"x".repeat(9), 4), "xxxx …");
        assert_eq!(tail("die Prüfung der Anlage", 12), "… der Anlage");
        assert_eq!(tail(&"x".repeat(9), 4), "… xxxx");
    }

    #[test]
    fn characters_are_counted_as_they_are_seen() {
        assert_eq!(head("e\u{301}e\u{301}e\u{301}", 2), "e\u{301}e\u{301} …");
        assert_eq!(head("🚒🚒🚒", 3), "🚒🚒🚒");
    }
}
