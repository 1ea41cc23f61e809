//! Finds web and mail addresses in running text.
//!
//! Only addresses that cannot be anything else count: those with a scheme, those that begin with
//! `www.`, and mail addresses. Punctuation behind an address is not part of it, nor is a bracket
//! that opens before it. Where struck text meets text that is not, an address ends.

use std::ops::Range;

use super::value::Glyph;

/// The longest address browsers agree on, in characters; also bounds the work on hostile cells.
const LONGEST: usize = 2083;

/// The addresses in a line with the stretch each covers, as positions in `line`.
pub(super) fn find_links(line: &[Glyph]) -> Vec<(Range<usize>, String)> {
    let mut links = Vec::new();
    let mut start = 0;
    while start < line.len() {
        let end = (start + 1..line.len()).find(|&at| ends_word(line, at)).unwrap_or(line.len());
        let word: Vec<char> = line[start..end].iter().map(|glyph| glyph.c).collect();
        if let Some((range, address)) = link_in(&word) {
            links.push((start + range.start..start + range.end, address));
        }
        start = end;
    }
    links
}

fn is_separator(c: char) -> bool {
    c.is_whitespace() || "<>\"„“”»«‚‘|".contains(c)
}

fn ends_word(line: &[Glyph], at: usize) -> bool {
    is_separator(line[at].c)
        || is_separator(line[at - 1].c)
        || line[at].font.strike != line[at - 1].font.strike
}

fn link_in(word: &[char]) -> Option<(Range<usize>, String)> {
    if !(5..=LONGEST).contains(&word.len()) || !word.contains(&'.') {
        return None;
    }
    let lower: Vec<char> = word.iter().map(char::to_ascii_lowercase).collect();
    let position = |needle: &str| {
        let needle: Vec<char> = needle.chars().collect();
        lower.windows(needle.len()).position(|window| window == needle.as_slice())
    };
    let web =
        ["https://", "http://", "www."].iter().filter_map(|scheme| Some((position(scheme)?, *scheme))).min();
    if let Some((start, scheme)) = web
        && (start == 0 || !word[start - 1].is_alphanumeric())
    {
        let end = start + without_punctuation(&word[start..]);
        let text: String = word[start..end].iter().collect();
        let host = text.get(scheme.len()..).unwrap_or_default().split(['/', '?', '#', ':']).next()?;
        let sound = host.contains('.') && host.split('.').all(|label| !label.is_empty());
        let sound = sound || (scheme == "www." && is_host(&format!("www.{host}")));
        let address = if scheme == "www." { format!("https://{text}") } else { text };
        return sound.then_some((start..end, address));
    }
    mail_in(word)
}

fn mail_in(word: &[char]) -> Option<(Range<usize>, String)> {
    let at = word.iter().position(|c| *c == '@')?;
    let local = word[..at].iter().rev().take_while(|c| c.is_alphanumeric() || "._%+-".contains(**c)).count();
    let start = at - local;
    let domain = word[at + 1..].iter().take_while(|c| c.is_alphanumeric() || "-.".contains(**c)).count();
    let mut end = at + 1 + domain;
    while end > at && matches!(word[end - 1], '.' | '-') {
        end -= 1;
    }
    let host: String = word.get(at + 1..end)?.iter().collect();
    let local: String = word[start..at].iter().collect();
    let sound = !local.is_empty() && !local.starts_with('.') && !local.ends_with('.') && is_host(&host);
    // `mailto:name@host` written out is one link.
    let scheme: String = word[..start].iter().collect::<String>().to_lowercase();
    let start = if scheme.ends_with("mailto:") { start - "mailto:".len() } else { start };
    sound.then(|| (start..end, format!("mailto:{local}@{host}")))
}

fn is_host(host: &str) -> bool {
    let labels: Vec<&str> = host.split('.').collect();
    let top = labels.last().copied().unwrap_or_default();
    labels.len() > 1
        && labels.iter().all(|label| !label.is_empty())
        && top.chars().count() > 1
        && top.chars().all(char::is_alphabetic)
}

/// The length of an address without the punctuation of the sentence around it.
fn without_punctuation(word: &[char]) -> usize {
    let mut end = word.len();
    while let Some(last) = end.checked_sub(1).and_then(|at| word.get(at)) {
        let opened = |open: char, close: char| {
            let count = |wanted: char| word[..end].iter().filter(|c| **c == wanted).count();
            *last == close && count(open) < count(close)
        };
        let loose = ".,;:!?'*…".contains(*last);
        if !(loose || opened('(', ')') || opened('[', ']') || opened('{', '}')) {
            break;
        }
        end -= 1;
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grid::Font;

    fn found(text: &str) -> Vec<(String, String)> {
        let line: Vec<Glyph> = text.chars().map(|c| Glyph { c, font: Font::default() }).collect();
        let links = find_links(&line).into_iter();
        links.map(|(range, address)| (line[range].iter().map(|glyph| glyph.c).collect(), address)).collect()
    }

    #[test]
    fn addresses_are_found_without_their_punctuation() {
        for (text, shown, address) in [
            ("siehe https://musterstadt.example/a(b).", "https://musterstadt.example/a(b)", ""),
            ("(www.musterstadt.example)", "www.musterstadt.example", "https://www.musterstadt.example"),
            ("»https://a.example/?q=1#x«, dann", "https://a.example/?q=1#x", ""),
            ("an info@krz.example.", "info@krz.example", "mailto:info@krz.example"),
            ("E-Mail:info@krz-muster.example;", "info@krz-muster.example", "mailto:info@krz-muster.example"),
            ("mailto:info@krz.example", "mailto:info@krz.example", "mailto:info@krz.example"),
            ("HTTPS://KRZ.example/Pfad", "HTTPS://KRZ.example/Pfad", ""),
        ] {
            let address = if address.is_empty() { shown } else { address };
            assert_eq!(found(text), [(shown.to_owned(), address.to_owned())], "{text}");
        }
    }

    #[test]
    fn other_texts_are_no_addresses() {
        for text in [
            "z.B. am 9.6.2026",
            "www",
            "www.",
            "https://",
            "http://localhost",
            "a@b",
            "@krz.example",
            "Version 1.14",
            "10.20.30.40",
            "bericht.docx",
            "50 € @ Stück.",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }
}
