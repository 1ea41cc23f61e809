//! Finds web and mail addresses in running text.
//!
//! Only addresses that cannot be anything else count: those with a scheme, those that begin with
//! `www.`, and mail addresses. Punctuation behind an address is not part of it, nor is a bracket
//! that opens before it.

use std::ops::Range;

use super::RichText;

/// The longest address browsers agree on, in characters (Windows opens no longer one,
/// `INTERNET_MAX_URL_LENGTH`); also bounds the work on hostile cells.
pub const LONGEST: usize = 2083;

/// The addresses inside `line`, a stretch of `text`, with the stretch each covers. Where two
/// neighbours are not in `one_piece`, an address ends.
pub fn find<F>(
    text: &RichText<F>,
    line: Range<usize>,
    one_piece: impl Fn(&F, &F) -> bool,
) -> Vec<(Range<usize>, String)> {
    let mut links = Vec::new();
    let mut start = line.start;
    let mut last: Option<&F> = None;
    for run in text.runs_in(line.clone()) {
        if last.is_some_and(|last| !one_piece(last, run.format)) {
            collect(text.as_str(), start..run.start, &mut links);
            start = run.start;
        }
        last = Some(run.format);
    }
    collect(text.as_str(), start..line.end, &mut links);
    links
}

/// The addresses in a stretch that is all in one piece.
fn collect(text: &str, range: Range<usize>, links: &mut Vec<(Range<usize>, String)>) {
    let mut start = range.start;
    for word in text.get(range).unwrap_or_default().split(is_separator) {
        if let Some((found, address)) = link_in(word) {
            links.push((start + found.start..start + found.end, address));
        }
        start += word.len();
        start += text.get(start..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    }
}

fn is_separator(c: char) -> bool {
    c.is_whitespace() || "<>\"„“”»«‚‘|".contains(c)
}

fn link_in(word: &str) -> Option<(Range<usize>, String)> {
    if word.len() < 5 || !word.contains('.') || word.chars().count() > LONGEST {
        return None;
    }
    let lower = word.to_ascii_lowercase();
    let schemes = ["https://", "http://", "www."].iter();
    if let Some((start, scheme)) = schemes.filter_map(|scheme| Some((lower.find(scheme)?, *scheme))).min()
        && !word[..start].ends_with(char::is_alphanumeric)
    {
        let text = without_punctuation(&word[start..]);
        let host = text.get(scheme.len()..).unwrap_or_default().split(['/', '?', '#', ':']).next()?;
        let sound = host.contains('.') && host.split('.').all(|label| !label.is_empty());
        let sound = sound || (scheme == "www." && is_host(&format!("www.{host}")));
        let address = if scheme == "www." { format!("https://{text}") } else { text.to_owned() };
        return sound.then_some((start..start + text.len(), address));
    }
    mail_in(word)
}

fn mail_in(word: &str) -> Option<(Range<usize>, String)> {
    let (before, behind) = word.split_once('@')?;
    let outside = |c: char| !(c.is_alphanumeric() || "._%+-".contains(c));
    let local = before.rsplit(outside).next().unwrap_or_default();
    let end = behind.find(|c: char| !(c.is_alphanumeric() || "-.".contains(c))).unwrap_or(behind.len());
    let host = behind[..end].trim_end_matches(['.', '-']);
    let sound = !local.is_empty() && !local.starts_with('.') && !local.ends_with('.') && is_host(host);
    // `mailto:name@host` written out is one link.
    let front = &before[..before.len() - local.len()];
    let scheme = if front.to_lowercase().ends_with("mailto:") { "mailto:".len() } else { 0 };
    let start = front.len() - scheme;
    sound.then(|| (start..before.len() + 1 + host.len(), format!("mailto:{local}@{host}")))
}

fn is_host(host: &str) -> bool {
    let labels: Vec<&str> = host.split('.').collect();
    let top = labels.last().copied().unwrap_or_default();
    labels.len() > 1
        && labels.iter().all(|label| !label.is_empty())
        && top.chars().count() > 1
        && top.chars().all(char::is_alphabetic)
}

/// An address without the punctuation of the sentence around it.
fn without_punctuation(mut word: &str) -> &str {
    while let Some(last) = word.chars().next_back() {
        let opened = |open: char, close: char| {
            last == close && word.matches(open).count() < word.matches(close).count()
        };
        let loose = ".,;:!?'*…".contains(last);
        if !(loose || opened('(', ')') || opened('[', ']') || opened('{', '}')) {
            break;
        }
        word = &word[..word.len() - last.len_utf8()];
    }
    word
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(String, String)> {
        let line = RichText::<()>::plain(text);
        let links = find(&line, 0..text.len(), |_, _| true).into_iter();
        links.map(|(range, address)| (text[range].to_owned(), address)).collect()
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

    #[test]
    fn an_address_ends_where_the_piece_ends() {
        let text = RichText::from_iter([("www.alt.example", 1), ("www.neu.example", 2)]);
        let links = find(&text, 0..30, |one, other| one == other);
        assert_eq!(links.iter().map(|(range, _)| range.clone()).collect::<Vec<_>>(), [0..15, 15..30]);
    }
}
