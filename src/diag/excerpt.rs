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
    let plain = text.char_indices().take(count + 1).all(|(_, c)| is_plain(c));
    let cut = match plain {
        true => text.char_indices().nth(count).map(|(end, _)| end),
        false => text.grapheme_indices(true).nth(count).map(|(end, _)| end),
    };
    match cut {
        None => text.to_owned(),
        Some(end) => {
            let front = text.get(..end).unwrap_or_default();
            let words = front.rfind(char::is_whitespace).filter(|at| *at > 0).unwrap_or(end);
            format!("{} …", front.get(..words).unwrap_or(front).trim_end())
        }
    }
}

/// The last `count` characters as they are seen, whole words of them.
pub fn tail(text: &str, count: usize) -> String {
    let plain = text.char_indices().rev().take(count + 1).all(|(_, c)| is_plain(c));
    let cut = match plain {
        true => text.char_indices().rev().nth(count).map(|(at, c)| at + c.len_utf8()),
        false => text.grapheme_indices(true).rev().nth(count).map(|(at, cut)| at + cut.len()),
    };
    match cut {
        None => text.to_owned(),
        Some(start) => {
            let back = text.get(start..).unwrap_or_default();
            let words = back.trim_end().find(char::is_whitespace).unwrap_or(0);
            format!("… {}", back.get(words..).unwrap_or(back).trim_start())
        }
    }
}

/// Whether a character among its like is one that is seen: below U+0300 nothing joins but CR and LF.
/// Most texts are like that, and every rewrite has an excerpt.
fn is_plain(c: char) -> bool {
    c < '\u{300}' && c != '\r'
}

impl Excerpt {
    /// The stretch `mark` (bytes) of a text with so many characters on each side of it.
    pub fn around(text: &str, mark: Range<usize>, count: usize) -> Self {
        let part = |range| text.get(range).unwrap_or_default();
        let (before, inside) = (tail(part(0..mark.start), count), part(mark.clone()));
        let after = head(part(mark.end..text.len()), count);
        let mark = before.len()..before.len() + inside.len();
        Self { text: [&before, inside, &after].concat(), mark }
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
