//! Words → sentences, by the habits of German office prose.
//!
//! A full stop ends a sentence unless it belongs to an abbreviation (`Abs.`, `z. B.`), an ordinal
//! or date (`8. Mai`, `2. Quartal`) or an initial. Where it could be either, the next word decides:
//! a capitalised article, pronoun or preposition begins a sentence. In doubt two sentences stay
//! together, which costs a comparison nothing but a little context.

use std::ops::Range;

use crate::german::is_short_calendar_word;
use crate::german::words::{begins_sentence, is_roman, may_be_abbreviation};

use super::words::Word;

/// The sentences of a text as ranges of its words; a paragraph always ends one.
pub(super) fn sentences(words: &[Word]) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let mut start = 0;
    for at in 0..words.len() {
        let ends =
            words.get(at + 1).is_none_or(|next| next.opens || ends_before(words[at].text(), next.text()));
        if ends {
            sentences.push(start..at + 1);
            start = at + 1;
        }
    }
    sentences
}

fn ends_before(word: &str, next: &str) -> bool {
    let core = word.trim_end_matches([')', ']', '“', '”', '"', '«', '‹', '’']);
    let Some(stem) = core.strip_suffix(['.', '!', '?', '…']) else { return false };
    let opening = next.trim_start_matches(['(', '[', '„', '»', '"', '›', '‚', '“']);
    let starts = opening.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || "§–-•".contains(c));
    match core.ends_with('.') && may_go_on(stem) {
        true => begins_sentence(opening),
        false => starts,
    }
}

/// Whether a full stop after `stem` may stand inside a sentence.
fn may_go_on(stem: &str) -> bool {
    let stem = stem.trim_start_matches(|c: char| !c.is_alphanumeric());
    let last = stem.rsplit(['.', '-', '/']).next().unwrap_or(stem);
    let initial = last.chars().count() == 1 && last.chars().all(char::is_alphabetic);
    let ordinal = last.len() <= 2 && !last.is_empty() && last.bytes().all(|byte| byte.is_ascii_digit());
    initial || ordinal || is_roman(last) || may_be_abbreviation(last) || is_short_calendar_word(last)
}

#[cfg(test)]
mod tests {
    use super::super::words::Interner;
    use super::*;
    use crate::text::Text;

    fn split(text: &str) -> Vec<String> {
        let words = Interner::default().words(&Text::plain(text));
        let join =
            |range: Range<usize>| words[range].iter().map(|word| word.text()).collect::<Vec<_>>().join(" ");
        sentences(&words).into_iter().map(join).collect()
    }

    #[test]
    fn full_stops_inside_a_sentence_do_not_end_it() {
        for whole in [
            "Gefördert wird z. B. Dämmung gem. § 4 Abs. 1 Nr. 3 der Richtlinie.",
            "Am 8. Mai und im 2. Quartal berichtet Dr. A. Sommer über Maßnahme 3.1.2 in Bad Au.",
            "Die Kosten von ca. 1,2 Mio. Euro trägt die Stadt bzw. Gemeinde.",
            "Der III. Bauabschnitt folgt (vgl. Anlage).",
        ] {
            assert_eq!(split(whole), [whole]);
        }
    }

    #[test]
    fn sentences_end_where_the_next_begins() {
        assert_eq!(split("Es ist fertig. 12 Plätze fehlen. „Gut!“ (Stand 2026.) Ende?").len(), 5);
        assert_eq!(
            split("Beginn ist der 8. Die Frist endet am 30.06.2026. Danach ruht es usw. Der Rat tagt.").len(),
            4
        );
    }
}
