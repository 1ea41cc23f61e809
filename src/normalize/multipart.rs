//! Abbreviations of several parts: `z.B.` becomes `z. B.` (DIN 5008), with no-break spaces.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::Regex;

use crate::german::words::{
    COMMON_MULTIPART_ABBREVIATIONS, LEADING_MULTIPART_ABBREVIATIONS, MULTIPART_ABBREVIATIONS,
};

use super::edit::Edit;
use super::line::Line;
use super::rule::Rule;
use super::scan::{NBSP, after, before, is_space, letters_at, pattern};

/// Two to five short parts, each but the last with a full stop; at the beginning of the text given.
static PARTS: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^[A-Za-zÄÖÜäöü](?:\.~?[A-Za-zÄÖÜäöü]){1,4}(?:hr|hdn|dn|d|t|llg|nl)?\.?"));

/// Spacing of the abbreviations in the table and in `extra`.
pub(super) fn rewrite(line: &Line, extra: &[String]) -> Vec<Edit> {
    let text = line.text();
    let mut edits = Vec::new();
    let mut from = 0;
    while let Some(stop) = text.get(from..).and_then(|rest| rest.find('.')).map(|stop| from + stop) {
        let edit = first_part(text, from, stop).and_then(|start| {
            let found = PARTS.find(text.get(start..)?)?;
            let edit = spaced(text, start, start + found.end(), extra)?;
            behind_a_day(text, edit)
        });
        from = edit.as_ref().map_or(stop + 1, |edit| edit.range.end.max(stop));
        edits.extend(edit);
    }
    edits
}

/// Where the single letter in front of the full stop at `stop` stands, if it is the first part of
/// something. Nearly every full stop ends a longer word, and the pattern need not run.
fn first_part(text: &str, from: usize, stop: usize) -> Option<usize> {
    let joined =
        |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '@' | '\\' | '&' | '\'' | '’');
    let start = stop - before(text, stop)?.len_utf8();
    let free = !before(text, start).is_some_and(joined) || ends_with_day(&text[..start]);
    (start >= from && free).then_some(start)
}

/// `1.10.d.J.`: a day without its year right in front of an abbreviation.
static DAY: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?:^|[^0-9A-Za-zÄÖÜäöüß.,/-])[0-3]?[0-9]\.~?(?:[01]?[0-9]\.)?$"));

fn ends_with_day(head: &str) -> bool {
    // The longest that the pattern takes.
    let near = head.char_indices().rev().nth(9).map_or(0, |(at, _)| at);
    head.ends_with('.') && DAY.is_match(&head[near..])
}

/// The edit with a space in front, where its abbreviation was written onto a day; `d. J.` and `d. M.`
/// alone follow one.
fn behind_a_day(text: &str, edit: Edit) -> Option<Edit> {
    if before(text, edit.range.start) != Some('.') {
        return Some(edit);
    }
    let follows = ["d.\u{a0}J.", "d.\u{a0}M."].iter().any(|entry| edit.with.trim_end() == *entry);
    follows.then(|| Edit { with: format!("{NBSP}{}", edit.with), ..edit })
}

fn spaced(text: &str, start: usize, end: usize, extra: &[String]) -> Option<Edit> {
    // The longest entry of the table that the text begins with: `u. v. a. m.` before `u. v. a.`
    let mut end = end;
    loop {
        let typed = text.get(start..end)?;
        let compact: String = typed.chars().filter(|c| !is_space(*c)).collect();
        let edit = lookup(&compact, extra)
            .and_then(|entry| finish(text, start, end, &entry, compact.ends_with('.')));
        if edit.is_some() {
            return edit;
        }
        let shorter = typed.trim_end_matches('.').rfind('.')?;
        end = start + shorter + 1;
        if !typed[..shorter].contains('.') {
            return None;
        }
    }
}

fn finish(text: &str, start: usize, end: usize, entry: &str, stopped: bool) -> Option<Edit> {
    let typed = text.get(start..end)?;
    let next = after(text, end);
    if !stopped {
        let known = COMMON_MULTIPART_ABBREVIATIONS.contains(&entry)
            && next.is_some_and(is_space)
            && typed.contains('.');
        return known.then(|| Edit::new(Rule::Multipart, start..end, no_break(entry)));
    }
    let word = letters_at(text, end);
    let tail = text.get(end + word.len()..).unwrap_or_default();
    match word.chars().count() {
        0 if next.is_some_and(|c| c.is_ascii_digit() || matches!(c, '_' | '@' | '\\')) => None,
        0 => Some(Edit::new(Rule::Multipart, start..end, no_break(entry))),
        // `z.B.bei`: the next word was joined on.
        1..=2 => None,
        _ if tail.starts_with(['.', '@', '_', '\\'])
            && tail[1..].starts_with(|c: char| c.is_alphanumeric()) =>
        {
            None
        }
        _ => Some(Edit::new(Rule::Multipart, start..end, format!("{} ", no_break(entry)))),
    }
}

/// The table by its entries without spaces.
static COMPACT: LazyLock<BTreeMap<String, &str>> =
    LazyLock::new(|| MULTIPART_ABBREVIATIONS.iter().map(|entry| (entry.replace(' ', ""), *entry)).collect());

/// The entry that spells `compact` (without spaces, with or without its last full stop), with the
/// capital of the text where it begins a sentence.
fn lookup(compact: &str, extra: &[String]) -> Option<String> {
    let with_stop = if compact.ends_with('.') { compact.to_owned() } else { format!("{compact}.") };
    let same = |entry: &&String, text: &str| entry.chars().filter(|c| !is_space(*c)).eq(text.chars());
    let listed = COMPACT.get(&with_stop).copied();
    let own = || extra.iter().find(|entry| same(entry, &with_stop)).map(String::as_str);
    if let Some(entry) = listed.or_else(own) {
        return Some(entry.to_owned());
    }
    let first = with_stop.chars().next()?;
    let lower: String = first.to_lowercase().chain(with_stop.chars().skip(1)).collect();
    let entry =
        COMPACT.get(&lower).copied().filter(|entry| LEADING_MULTIPART_ABBREVIATIONS.contains(entry))?;
    Some(first.to_string() + entry.get(1..)?)
}

fn no_break(entry: &str) -> String {
    entry.chars().map(|c| if c == ' ' { NBSP } else { c }).collect()
}
