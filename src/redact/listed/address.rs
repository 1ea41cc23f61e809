//! Addresses that carry a name, and the numbers and addresses behind one.

use std::collections::BTreeSet;
use std::ops::Range;

use super::index::Index;
use super::view::{Token, tokens};
use crate::persons::lists::is_first_name;
use crate::text::Text;

/// An address in a text, as a range of tokens.
#[derive(Clone, Debug)]
pub(super) struct Address {
    pub(super) tokens: Range<usize>,
    /// A mail address, not a page.
    pub(super) mail: bool,
}

/// Whom an address names.
#[derive(Clone, Debug, Default)]
pub(super) struct Named {
    pub(super) persons: BTreeSet<usize>,
    /// The first name is another.
    pub(super) other: bool,
}

/// All addresses of a text, in order.
pub(super) fn addresses(tokens: &[Token]) -> Vec<Address> {
    let mut found: Vec<Address> = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let free = found.last().map_or(0, |last| last.tokens.end);
        if at < free {
            continue;
        }
        if token.is("@") {
            found.extend(mail(tokens, at, free));
        } else if token.word && begins_page(tokens, at) {
            found.push(Address { tokens: at..end_of(tokens, at + 1, |_| true), mail: token.key == "mailto" });
        }
    }
    found
}

fn begins_page(tokens: &[Token], at: usize) -> bool {
    let sign = |index: usize, sign: &str| {
        tokens.get(at + index).is_some_and(|token| token.is(sign) && !token.spaced)
    };
    match tokens.get(at).map(|token| token.key.as_str()) {
        Some("www") => sign(1, "."),
        Some("mailto") => sign(1, ":"),
        Some(_) => sign(1, ":") && sign(2, "/") && sign(3, "/"),
        None => false,
    }
}

/// The end of what hangs together from `from` on, without the signs of the sentence.
fn end_of(tokens: &[Token], from: usize, belongs: impl Fn(&Token) -> bool) -> usize {
    let rest = tokens.get(from..).unwrap_or_default();
    let closes = |token: &Token| {
        !token.word
            && matches!(token.text.as_str(), ")" | "]" | "»" | "«" | "\"" | "“" | "”" | ">" | "<" | "|" | ";")
    };
    let mut end =
        from + rest.iter().take_while(|token| !token.spaced && !closes(token) && belongs(token)).count();
    while end > from && tokens.get(end - 1).is_some_and(|last| !last.word && last.text != "/") {
        end -= 1;
    }
    end
}

fn mail(tokens: &[Token], at: usize, free: usize) -> Option<Address> {
    let belongs = |token: &Token| token.word || matches!(token.text.as_str(), "." | "_" | "-" | "+" | "%");
    let host = end_of(tokens, at + 1, belongs);
    let mut start = at;
    while start > free
        && tokens.get(start).is_some_and(|token| !token.spaced)
        && tokens.get(start - 1).is_some_and(belongs)
    {
        start -= 1;
    }
    (host > at + 1).then_some(Address { tokens: start..host, mail: true })
}

/// Whom the tokens of an address name.
pub(super) fn named(tokens: &[Token], index: &Index) -> Named {
    let words: Vec<&str> =
        tokens.iter().filter(|token| token.word).map(|token| without_number(&token.key)).collect();
    let mut full = BTreeSet::new();
    let mut shared = BTreeSet::new();
    let mut other = false;
    for (at, word) in words.iter().enumerate() {
        full.extend(index.with_handle(word).into_iter().flatten());
        for end in at + 2..=(at + 4).min(words.len()) {
            let joined = words.get(at..end).unwrap_or_default().concat();
            full.extend(index.with_handles(&joined).into_iter().flatten());
        }
        let entries = index
            .surnames(word)
            .iter()
            .filter(|entry| entry.words.len() == 1 && !entry.part && !entry.everyday);
        let bearers: Vec<usize> = entries.map(|entry| entry.person).collect();
        if !bearers.is_empty() {
            let beside = [at.checked_sub(1), Some(at + 1)]
                .into_iter()
                .flatten()
                .filter_map(|beside| words.get(beside));
            other |= beside.into_iter().any(|word| word.len() > 2 && is_first_name(word));
            shared.extend(bearers);
        }
    }
    if full.is_empty() { Named { persons: shared, other } } else { Named { persons: full, other: false } }
}

fn without_number(word: &str) -> &str {
    let bare = word.trim_end_matches(|c: char| c.is_ascii_digit());
    if bare.is_empty() { word } else { bare }
}

/// The person who may not be named and whom the target of a link names.
pub(super) fn barred_in_link(link: &str, index: &Index) -> Option<usize> {
    // The signs of an address may be written in numbers: `%C3%BC`, `%20`.
    let named = named(&tokens(&Text::plain(unescaped(link)), None, |_| false), index).persons;
    named.into_iter().find(|person| index.persons.get(*person).is_some_and(|person| !person.public))
}

/// An address with its `%C3%BC` read.
fn unescaped(link: &str) -> String {
    let mut bytes = Vec::with_capacity(link.len());
    let mut rest = link.as_bytes();
    while let [first, behind @ ..] = rest {
        let code = (*first == b'%').then(|| behind.get(..2)).flatten();
        let byte = code.and_then(|code| u8::from_str_radix(std::str::from_utf8(code).ok()?, 16).ok());
        bytes.push(byte.unwrap_or(*first));
        rest = if byte.is_some() { behind.get(2..).unwrap_or_default() } else { behind };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// What stands behind a name to reach the person: telephone numbers and those mail `addresses` that name
/// somebody. Each range takes the sign in front with it.
pub(super) fn contacts(tokens: &[Token], end: usize, addresses: &[Address]) -> Vec<Range<usize>> {
    let token = |at: usize| tokens.get(at);
    let sign =
        |at: usize, signs: &[&str]| token(at).is_some_and(|token| signs.iter().any(|sign| token.is(sign)));
    if sign(end, &["(", "[", "<"]) {
        return in_brackets(tokens, end, addresses);
    }
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut at = end;
    loop {
        let begins =
            if sign(at, &[",", ";", ":"]) || sign(at, &["-"]) && token(at).is_some_and(|dash| dash.spaced) {
                at + 1
            } else {
                at
            };
        let Some(stop) = contact(tokens, begins, addresses, false) else { break };
        found.push(at..stop);
        at = stop;
    }
    found
}

/// Contacts in brackets behind a name; the brackets go where nothing else stands in them.
fn in_brackets(tokens: &[Token], open: usize, addresses: &[Address]) -> Vec<Range<usize>> {
    let close = (open + 1..tokens.len())
        .take(40)
        .find(|at| tokens.get(*at).is_some_and(|token| [")", "]", ">"].iter().any(|sign| token.is(sign))));
    let Some(close) = close else { return Vec::new() };
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut kept = 0;
    let mut at = open + 1;
    while at < close {
        let separated = tokens.get(at).is_some_and(|token| token.is(",") || token.is(";"));
        let begins = at + usize::from(separated);
        match contact(tokens, begins, addresses, kept == 0).filter(|stop| *stop <= close) {
            Some(stop) => {
                found.push(at..stop);
                at = stop;
            }
            None => {
                kept += usize::from(!separated);
                at += 1;
            }
        }
    }
    let all = (kept == 0 && !found.is_empty()).then_some(open..close + 1);
    all.map_or(found, |all| Vec::from([all]))
}

/// The end of a telephone number or address that begins at a token, its label included.
fn contact(tokens: &[Token], at: usize, addresses: &[Address], bracketed: bool) -> Option<usize> {
    let token = |at: usize| tokens.get(at);
    let sign = |at: usize, sign: &str| token(at).is_some_and(|token| token.is(sign));
    let mut number = at;
    let first = token(at)?;
    let labelled = LABELS.contains(&first.key.as_str()) || first.is("☎") || first.is("✆");
    if labelled {
        number += 1;
        // `E-Mail:`, `Tel.-Nr.:`
        while token(number).is_some_and(|token| {
            matches!(token.key.as_str(), "nr" | "mail" | "nummer" | "adresse")
                || [".", ":", "-"].iter().any(|sign| token.is(sign) && !token.spaced)
        }) {
            number += 1;
        }
    }
    if let Ok(address) = addresses.binary_search_by_key(&number, |address| address.tokens.start) {
        return addresses.get(address).filter(|address| address.mail).map(|address| address.tokens.end);
    }
    let dashed = sign(number, "-") && token(number + 1).is_some_and(|token| !token.spaced);
    if dashed || sign(number, "+") {
        number += 1;
    }
    let is_number = |at: usize| {
        token(at).is_some_and(|token| token.word && token.key.chars().all(|c| c.is_ascii_digit()))
    };
    if !is_number(number) {
        return None;
    }
    let mut end = number + 1;
    loop {
        let joined =
            ["/", "-", ".", "("].iter().any(|joint| sign(end, joint)) || sign(end, ")") && !bracketed;
        if is_number(end) {
            end += 1;
        } else if joined && is_number(end + 1) {
            end += 2;
        } else {
            break;
        }
    }
    let digits: usize = tokens
        .get(number..end)
        .unwrap_or_default()
        .iter()
        .filter(|token| token.word)
        .map(|token| token.key.len())
        .sum();
    let year = end == number + 1
        && token(number).is_some_and(|token| {
            token.key.len() == 4 && (token.key.starts_with("19") || token.key.starts_with("20"))
        });
    let alone = bracketed && (3..=5).contains(&digits) && !year && sign(end, ")");
    (labelled && digits > 1 || dashed && (2..=5).contains(&digits) || alone).then_some(end)
}

#[rustfmt::skip]
const LABELS: &[&str] = &[
    "tel", "telefon", "telefonnummer", "durchwahl", "dw", "app", "apparat", "mobil", "handy", "fax", "telefax", "nebenstelle", "nst",
    "rufnummer", "fon", "phone", "mail", "email", "e", "hausruf", "hausapparat", "ruf",
];
