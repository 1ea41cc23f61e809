//! Definitions of abbreviations inside a text: `Zentrales Gebäudemanagement (ZGM)`,
//! `ZGM (Zentrales Gebäudemanagement)` and, in a legend, `ZGM = Zentrales Gebäudemanagement`.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::german::nominative;
use crate::german::words::is_filler;

use super::scan::{NBSP, offset_of, pattern, starts_word, word_before};

/// A meaning that a text gives for an abbreviation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Definition {
    pub(super) short: String,
    pub(super) meaning: String,
    /// Whether it stands in a legend, where readers look for it.
    pub(super) legend: bool,
    /// Abbreviation and meaning, in bytes of the text.
    pub(super) range: Range<usize>,
}

// Most letters are counted behind the search: to compile a pattern that counts to a hundred takes a millisecond.

/// Most letters of an abbreviation.
const LONGEST_SHORT: usize = 12;
/// Most letters of a meaning in brackets, and in a legend.
const LONGEST_MEANING: usize = 120;
const LONGEST_IN_LEGEND: usize = 81;

/// `… (ZGM)`
static BEHIND: LazyLock<Regex> = LazyLock::new(|| pattern(r"~\(„?(?P<short>[A-Za-zÄÖÜäöüß&-]{2,})“?\)"));
/// `ZGM (…)`
static FRONT: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?P<short>[A-Za-zÄÖÜäöüß&-]{2,})~\((?P<meaning>[^()\[\]]{4,})\)"));
/// `Legende: PV = …; WP = …`: no sentence goes on around it.
static LEGEND: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:^|[:;,\n•–-])\s*(?<short>[A-Za-zÄÖÜäöüß&-]{2,12})~?=~?
        (?<meaning>[A-ZÄÖÜ][^=:;,.()\n]{3,}?)\s*(?:$|[;,.\n])",
    )
});

/// Words an definition is looked for in front of a bracket.
const REACH: usize = 9;

/// All definitions in `text`.
pub(super) fn definitions(text: &str) -> Vec<Definition> {
    if !text.contains(['(', '=']) {
        return Vec::new();
    }
    let behind = BEHIND.captures_iter(text).filter_map(|captures| {
        let short = captures.name("short").filter(|short| fits(short.as_str(), LONGEST_SHORT))?;
        let whole = captures.get(0)?;
        let start = meaning_before(text, whole.start(), short.as_str())?;
        Some(Definition {
            short: short.as_str().to_owned(),
            meaning: nominative(word_before(text, start), &plain(&text[start..whole.start()])),
            legend: false,
            range: start..whole.end(),
        })
    });
    let front = FRONT.captures_iter(text).filter_map(|captures| {
        let meaning = captures.name("meaning").filter(|meaning| fits(meaning.as_str(), LONGEST_MEANING))?;
        let (short, end) = captures.name("short").map(|word| (tail(word.as_str()), word.end()))?;
        let start = end - short.len();
        let trimmed =
            meaning.as_str().trim().trim_start_matches(['„', '"', '=']).trim_end_matches(['“', '"']).trim();
        let is_one = starts_word(text, start) && is_short(short) && spells(trimmed, short);
        is_one.then(|| Definition {
            short: short.to_owned(),
            meaning: plain(trimmed),
            legend: false,
            range: start..captures.get(0).map_or(meaning.end(), |whole| whole.end()),
        })
    });
    let legend = legends(text).into_iter();
    let mut found: Vec<Definition> = behind.chain(front).chain(legend).collect();
    found.sort_by_key(|definition| definition.range.start);
    found
}

/// The definitions of a legend. What ends one begins the next, so each is looked for behind the meaning
/// of the one before.
fn legends(text: &str) -> Vec<Definition> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(captures) = LEGEND.captures_at(text, from) {
        let (Some(short), Some(meaning)) = (captures.name("short"), captures.name("meaning")) else { break };
        from = meaning.end();
        if is_short(short.as_str()) && fits(meaning.as_str(), LONGEST_IN_LEGEND) {
            found.push(Definition {
                short: short.as_str().to_owned(),
                meaning: plain(meaning.as_str()),
                legend: true,
                range: short.start()..meaning.end(),
            });
        }
    }
    found
}

fn fits(text: &str, most: usize) -> bool {
    text.chars().nth(most).is_none()
}

/// The last letters of a word, as many as an abbreviation can have: behind a hyphen it is one of its own.
fn tail(word: &str) -> &str {
    let start = word.char_indices().rev().nth(LONGEST_SHORT - 1).map_or(0, |(at, _)| at);
    &word[start..]
}

fn plain(text: &str) -> String {
    text.trim().replace(NBSP, " ")
}

fn is_short(word: &str) -> bool {
    word.chars().filter(|c| c.is_uppercase()).count() >= 2
}

/// Where the words that spell `short` begin, the fewest of them.
fn meaning_before(text: &str, end: usize, short: &str) -> Option<usize> {
    if !is_short(short) {
        return None;
    }
    let head = text.get(..end)?;
    let near = head.char_indices().rev().nth(160).map_or(0, |(index, _)| index);
    let sentence = head[near..].rsplit(['.', ':', ';', '!', '?', '(', ')', '„', '"']).next()?;
    for word in sentence.split_whitespace().rev().take(REACH) {
        let start = offset_of(text, word);
        let words = text.get(start..end)?;
        // One space more than the list of words is no harm: a comma inside is.
        if words.contains(',') {
            return None;
        }
        if spells(words, short) && word.starts_with(char::is_alphabetic) {
            return Some(start);
        }
    }
    None
}

/// Whether the letters of `short` stand in `words` in their order, every word of weight giving at
/// least its first.
pub(super) fn spells(words: &str, short: &str) -> bool {
    let words: Vec<Vec<char>> = words
        .split_whitespace()
        .map(|word| word.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect())
        .filter(|word: &Vec<char>| !word.is_empty())
        .collect();
    let letters: Vec<char> = short.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect();
    let size: usize = words.iter().map(Vec::len).sum();
    if words.len() > 12 || letters.len() > 12 || size <= letters.len() + 2 || size > 160 {
        return false;
    }
    words.first().and_then(|word| word.first()) == letters.first() && from(&words, &letters, true)
}

/// Matches the words one after the other; a word may take several letters.
fn from(words: &[Vec<char>], letters: &[char], first: bool) -> bool {
    let Some((word, rest)) = words.split_first() else { return letters.is_empty() };
    let small = is_filler(&word.iter().collect::<String>());
    if small && !first && from(rest, letters, false) {
        return true;
    }
    if word.first() != letters.first() || letters.is_empty() {
        return false;
    }
    // As many letters as the word can give, down to one.
    (1..=taken(word, letters)).rev().any(|count| from(rest, &letters[count..], false))
}

/// How many of `letters` stand in `word` in their order.
fn taken(word: &[char], letters: &[char]) -> usize {
    let mut left = letters.iter().peekable();
    for c in word {
        left.next_if_eq(&c);
    }
    letters.len() - left.count()
}

/// Whether two meanings are the same but for case, hyphens and endings.
pub(super) fn same_meaning(a: &str, b: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        let words =
            text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase);
        words
            .filter(|word| !matches!(word.as_str(), "der" | "die" | "das" | "des" | "dem" | "den" | "und"))
            .collect()
    };
    let (a, b) = (words(a), words(b));
    let alike = a.iter().zip(&b).all(|(a, b)| same_word(a, b));
    // One may say more than the other: »… der Stadt Musterstadt«.
    let longer = a.len() == b.len() || a.len() > 1 && b.len() > 1;
    alike && longer || same_word(&a.concat(), &b.concat())
}

/// Whether two words differ in nothing but an ending: `Systems`, `System`.
fn same_word(a: &str, b: &str) -> bool {
    const ENDINGS: &[&str] = &["", "e", "en", "er", "es", "em", "n", "s", "ern", "ns"];
    let common =
        a.chars().zip(b.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum::<usize>();
    let ending = |word: &str| {
        (0..=2).any(|back| {
            // `neues`, `neuer`: the ending may begin inside what both have in common.
            let stem =
                word[..common].char_indices().rev().nth(back).map_or(0, |(index, c)| index + c.len_utf8());
            ENDINGS.contains(&&word[stem..])
        })
    };
    common >= 3 && ending(a) && ending(b) || a == b
}
