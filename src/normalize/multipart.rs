//! Abbreviations of several parts: `z.B.` becomes `z. B.` (DIN 5008), with no-break spaces.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::Regex;

use super::edit::Edit;
use super::line::Line;
use super::scan::{NBSP, after, before, is_space, letters_at, pattern};

/// Those that are normalised, as Duden spells them.
pub(super) const TABLE: &[&str] = &[
    "a. a. O.",
    "a. D.",
    "a. F.",
    "a. n. g.",
    "b. a. w.",
    "b. B.",
    "b. w.",
    "d. Ä.",
    "d. h.",
    "d. i.",
    "d. J.",
    "d. M.",
    "e. G.",
    "e. V.",
    "g. g. A.",
    "i. A.",
    "i. Allg.",
    "i. b. F.",
    "i. B.",
    "i. d. F.",
    "i. d. F. v.",
    "i. d. R.",
    "i. d. S.",
    "i. e.",
    "i. e. S.",
    "i. G.",
    "i. H. d.",
    "i. H. v.",
    "i. L.",
    "i. O.",
    "i. R.",
    "i. R. d.",
    "i. R. v.",
    "i. S. d.",
    "i. S. e.",
    "i. S. v.",
    "i. Ü.",
    "i. V.",
    "i. V. m.",
    "i. W.",
    "i. w. S.",
    "i. Z. m.",
    "k. A.",
    "k. o.",
    "k. w.",
    "l. T.",
    "m. a. W.",
    "m. E.",
    "m. W.",
    "m. W. v.",
    "n. b.",
    "n. Chr.",
    "n. F.",
    "n. i. O.",
    "n. J.",
    "n. n.",
    "N. N.",
    "n. ö.",
    "n. v.",
    "o. a.",
    "o. ä.",
    "o. Ä.",
    "o. B.",
    "o. g.",
    "o. J.",
    "o. O.",
    "o. V.",
    "p. a.",
    "p. P.",
    "s. a.",
    "s. Anl.",
    "s. o.",
    "s. S.",
    "s. u.",
    "u. a.",
    "u. a. m.",
    "u. ä.",
    "u. Ä.",
    "u. E.",
    "u. g.",
    "u. M.",
    "u. U.",
    "u. v. a.",
    "u. v. a. m.",
    "u. v. m.",
    "u. z.",
    "u. Z.",
    "v. a.",
    "v. Chr.",
    "v. H.",
    "v. J.",
    "v. M.",
    "v. T.",
    "z. B.",
    "z. d. A.",
    "z. H.",
    "z. Hd.",
    "z. Hdn.",
    "z. K.",
    "z. n. V.",
    "z. S.",
    "z. T.",
    "z. w. V.",
    "z. Z.",
    "z. Zt.",
];

/// Those that are so common that the last full stop may be missing (`z.B`, `i.d.R`).
const SURE_WITHOUT_STOP: &[&str] = &["z. B.", "d. h.", "i. d. R.", "i. V. m.", "o. g.", "u. a."];

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
            spaced(text, start, start + found.end(), extra)
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
    (start >= from && !before(text, start).is_some_and(joined)).then_some(start)
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
        let known = SURE_WITHOUT_STOP.contains(&entry) && next.is_some_and(is_space) && typed.contains('.');
        return known.then(|| Edit::new(start..end, no_break(entry)));
    }
    let word = letters_at(text, end);
    let tail = text.get(end + word.len()..).unwrap_or_default();
    match word.chars().count() {
        0 if next.is_some_and(|c| c.is_ascii_digit() || matches!(c, '_' | '@' | '\\')) => None,
        0 => Some(Edit::new(start..end, no_break(entry))),
        // `z.B.bei`: the next word was joined on.
        1..=2 => None,
        _ if tail.starts_with(['.', '@', '_', '\\'])
            && tail[1..].starts_with(|c: char| c.is_alphanumeric()) =>
        {
            None
        }
        _ => Some(Edit::new(start..end, format!("{} ", no_break(entry)))),
    }
}

/// The table by its entries without spaces.
static COMPACT: LazyLock<BTreeMap<String, &str>> =
    LazyLock::new(|| TABLE.iter().map(|entry| (entry.replace(' ', ""), *entry)).collect());

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
    let entry = COMPACT.get(&lower).copied().filter(|entry| begins_sentences(entry))?;
    Some(first.to_string() + entry.get(1..)?)
}

/// Those that stand at the beginning of a sentence, with a capital.
fn begins_sentences(entry: &str) -> bool {
    matches!(
        entry,
        "z. B."
            | "d. h."
            | "i. d. R."
            | "u. a."
            | "v. a."
            | "u. U."
            | "z. T."
            | "z. Zt."
            | "z. Z."
            | "s. o."
            | "s. u."
            | "o. g."
            | "i. V. m."
            | "m. E."
            | "i. S. d."
            | "i. S. v."
            | "i. R. d."
            | "i. Z. m."
            | "i. Allg."
    )
}

fn no_break(entry: &str) -> String {
    entry.chars().map(|c| if c == ' ' { NBSP } else { c }).collect()
}
