//! Quarters, half-years, calendar weeks, ranges of years.

use std::ops::Range;
use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::german::words::{is_numbering, is_roman};
use crate::german::year;

use super::edit::Edit;
use super::glossary::Glossary;
use super::line::Line;
use super::rule::{Rule, Rules};
use super::scan::{
    after, before, ends_word, is_digit, is_space, offset_of, pattern, same_but_spaces, starts_word,
    word_before,
};

/// Quarters, half-years and weeks to be written the one way.
pub(super) fn rewrite(line: &Line, rules: &Rules, glossary: &Glossary) -> Vec<Edit> {
    let text = line.text();
    let mut edits = Vec::new();
    let mut find = |rule, regex, read: &dyn Fn(&Captures<'_>, Range<usize>) -> Option<Written>| {
        edits.extend(found(text, rule, regex, read));
    };
    // Of one character each: such a search runs over many bytes at once.
    if text.contains('Q') || text.contains('q') {
        find(Rule::Quarter, &QUARTER_Q, &|captures, range| {
            quarter_q(text, captures, range, rules.pivot_year)
        });
        find(Rule::Quarter, &QUARTER, &|captures, range| quarter(text, captures, range));
    }
    let has_half = text.contains('H') || text.contains("halbj");
    if has_half && !glossary.means_otherwise("HJ", "halbjahr") {
        find(Rule::HalfYear, &HALF_H, &|captures, range| half_h(text, captures, range));
        // Everything that `HALF` finds has one of these.
        if ["HJ", "Hj", "Hbj", "albj", "HALBJ"].iter().any(|part| text.contains(part)) {
            find(Rule::HalfYear, &HALF, &|captures, range| half(text, captures, range));
        }
    }
    if text.contains("KW") && !glossary.means_otherwise("KW", "woche") {
        find(Rule::Week, &WEEK, &|captures, range| week(text, captures, range));
    }
    if text.contains('-') || text.contains('–') {
        find(Rule::YearRange, &YEARS, &|captures, range| years(text, captures, range));
    }
    edits.sort_by_key(|edit| (edit.range.start, usize::MAX - edit.range.end));
    edits
}

/// A stretch, and how it is written the one way.
type Written = (Range<usize>, String);

/// Whether a text ends with `zwischen` and the first period of two.
fn opens_pair(head: &str) -> bool {
    let period = head.rsplit_once("zwischen").map_or("", |(_, period)| period);
    period.starts_with(is_space)
        && period.contains(is_digit)
        && period.chars().filter(|c| c.is_alphabetic()).count() <= 2
}

/// What `regex` finds and `read` understands, no part of a longer number or word.
fn found<'t>(
    text: &'t str,
    rule: Rule,
    regex: &'static Regex,
    read: impl Fn(&Captures<'_>, Range<usize>) -> Option<Written> + 't,
) -> impl Iterator<Item = Edit> + 't {
    regex.captures_iter(text).filter_map(move |captures| {
        let range = captures.get(0)?.range();
        let free = starts_word(text, range.start) && before(text, range.start) != Some('.');
        if !free || !ends_period(text, range.end) {
            return None;
        }
        let (range, written) = with_article(text, read(&captures, range)?);
        let same = same_but_spaces(text.get(range.clone())?, &written);
        (!same).then(|| Edit::new(rule, range, written))
    })
}

/// What a word in front of a period is where the period is written out. An abbreviation goes
/// without its article (`seit Q3/2021`), the noun does not (`seit dem 3. Quartal 2021`).
const ARTICLES: [(&str, &str); 14] = [
    ("in", "im"),
    ("ab", "ab dem"),
    ("seit", "seit dem"),
    ("bis", "bis zum"),
    ("von", "vom"),
    ("zu", "zum"),
    ("mit", "mit dem"),
    ("nach", "nach dem"),
    ("vor", "vor dem"),
    ("für", "für das"),
    ("zwischen", "zwischen dem"),
    ("Anfang", "Anfang des"),
    ("Mitte", "Mitte des"),
    ("Ende", "Ende des"),
];

/// A quarter or half-year with the word in front of it, where an abbreviation was written out there.
fn with_article(text: &str, (range, written): Written) -> Written {
    let noun = ["Quartal", "Halbjahr"].into_iter().find(|noun| written.contains(noun));
    let typed = text.get(range.clone()).unwrap_or_default().to_lowercase();
    let Some(noun) = noun.filter(|noun| !typed.contains(&noun.to_lowercase())) else {
        return (range, written);
    };
    let word = word_before(text, range.start);
    let small = word.to_lowercase();
    let second_of_two = small == "und" && opens_pair(&text[..offset_of(text, word)]);
    if second_of_two {
        return (offset_of(text, word)..range.end, format!("{word} dem {written}"));
    }
    let found = ARTICLES.iter().find(|(bare, _)| word == *bare || small == *bare);
    let start = offset_of(text, word);
    // The second half of a range needs none: `1. Quartal 2020 bis 3. Quartal 2020`; nor does an ordinal
    // behind these two: `ab 2. Halbjahr 2021`.
    let free = matches!(&*small, "ab" | "bis") && !typed.starts_with('q');
    let second = free || small == "bis" && word_before(text, start).ends_with(is_digit);
    let Some((bare, full)) = found.filter(|_| !second && text[start + word.len()..].starts_with(is_space))
    else {
        return (range, written);
    };
    let written = match full.strip_suffix(" des") {
        Some(_) => written.replacen(noun, if noun == "Quartal" { "Quartals" } else { "Halbjahres" }, 1),
        None => written,
    };
    let mut full = (*full).to_owned();
    if word != *bare {
        full.replace_range(..1, &full[..1].to_uppercase());
    }
    (start..range.end, format!("{full} {written}"))
}

/// `Q1/2020`, `Q1 2020`, `Q 1/20`.
static QUARTER_Q: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"[Qq]\.?~?(?P<q>[1-4])(?:~?/~?|~)(?P<y>[0-9]{4}|[0-9]{2})"));

fn quarter_q(text: &str, captures: &Captures<'_>, range: Range<usize>, pivot: u8) -> Option<Written> {
    let digits = captures.name("y")?.as_str();
    let year = paper_year(digits, pivot)?;
    let short_year_after_blank = digits.len() == 2 && !text.get(range.clone())?.contains('/');
    let model = matches!(word_before(text, range.start), "Audi" | "Infiniti" | "Frage" | "Fragen");
    let clear = !is_second_of_pair(text, range.start) && !model && !short_year_after_blank;
    clear.then(|| (range, format!("{}. Quartal {year}", &captures["q"])))
}

/// `1.Quartal 2020`, `2. Q. 2020`, `4 Quartal 2018`, `IV. Quartal 2019`, `Quartal 4/2019`,
/// `1.- 3. Q 2014`.
static QUARTER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"
        (?: (?: (?P<from>[1-4]|III|II|I)\.?~?[-–]~? )?
            (?P<n>[1-4]|IV|III|II|I) (?P<dot>\.?) (?P<s>~?) (?P<word>[Qq]uartals|[Qq]uartal(?:en|e)?|QUARTAL|Quart\.|Qu\.|[Qq]tl\.|Q\.?)
            (?: ~?/?~? (?P<y>[0-9]{4}) )?
          | Quartal~(?P<n2>[1-4]|IV|III|II|I)~?/~?(?P<y2>[0-9]{4}) )
        ",
    )
});

fn quarter(text: &str, captures: &Captures<'_>, range: Range<usize>) -> Option<Written> {
    if is_mixed_pair(text, range.start) {
        return None;
    }
    let number = captures.name("n").or(captures.name("n2"))?.as_str();
    let word = captures.name("word").map_or("quartal".to_owned(), |word| word.as_str().to_lowercase());
    let name = match word.as_str() {
        "quartals" => "Quartals",
        "quartale" | "quartalen" => return None,
        _ => "Quartal",
    };
    let first =
        captures.name("from").map(|from| arabic(from.as_str()).filter(|from| Some(*from) < arabic(number)));
    let written = match first {
        Some(first) => format!("{}.–{}. {name}", first?, arabic(number)?),
        None => format!("{}. {name}", arabic(number)?),
    };
    if let Some(digits) = captures.name("y").or(captures.name("y2")) {
        return Some((range, format!("{written} {}", paper_year(digits.as_str(), 0)?)));
    }
    // Without a year a bare `Q` or a count (»4 Quartal«) is not sure enough.
    let dotted = word.starts_with("quartal") && !captures["dot"].is_empty();
    let clear = dotted && (is_roman(number) || captures["s"].is_empty() || first.is_some());
    let end = captures.name("word")?.end();
    (clear && ends_word(text, end)).then_some((range.start..end, written))
}

/// `H1/2020`; with a blank only after a word of time, for `H2 2020` may be hydrogen.
static HALF_H: LazyLock<Regex> = LazyLock::new(|| pattern(r"H(?P<n>[12])(?P<sep>~?/~?|~)(?P<y>[0-9]{4})"));

fn half_h(text: &str, captures: &Captures<'_>, range: Range<usize>) -> Option<Written> {
    const TIMES: &[&str] = &[
        "im", "Im", "in", "In", "ab", "Ab", "bis", "Bis", "seit", "Seit", "zum", "Ende", "Anfang", "für",
        "Für",
    ];
    let year = paper_year(&captures["y"], 0)?;
    let clear = captures["sep"].contains('/') || TIMES.contains(&word_before(text, range.start));
    (clear && !is_second_of_pair(text, range.start))
        .then(|| (range, format!("{}. Halbjahr {year}", &captures["n"])))
}

/// `2. HJ 2020`, `1 HJ 2020`, `HJ 1/2020`, `1.Halbjahr 2020`, `ersten HJ 2020`.
static HALF: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"
        (?: (?P<n>[12]|II|I) (?P<dot>\.?) (?P<s>~?) | (?P<word>(?:[Ee]rst|[Zz]weit)e[nsmr]?~) )
            (?P<half>HJ\.?|Hj\.?|Hbj\.?|Halbj\.|[Hh]albjahre?s?|HALBJAHR) (?: ~?/?~? (?P<y>[0-9]{4}) )?
        | HJ~?(?P<n2>[12])~?/~?(?P<y2>[0-9]{4})
        ",
    )
});

fn half(text: &str, captures: &Captures<'_>, range: Range<usize>) -> Option<Written> {
    if is_mixed_pair(text, range.start) {
        return None;
    }
    let half = captures.name("half").map_or("Halbjahr", |half| half.as_str());
    let name = match half.to_lowercase().as_str() {
        "halbjahrs" | "halbjahres" => half,
        "halbjahre" => return None,
        _ => "Halbjahr",
    };
    let number = captures.name("n").or(captures.name("n2")).map(|number| number.as_str());
    let written = match captures.name("word") {
        Some(word) => format!("{}{name}", word.as_str()),
        None => format!("{}. {name}", arabic(number?)?),
    };
    if let Some(digits) = captures.name("y").or(captures.name("y2")) {
        return Some((range, format!("{written} {}", paper_year(digits.as_str(), 0)?)));
    }
    let end = captures.name("half")?.end();
    let dotted = captures.name("dot").is_some_and(|dot| !dot.is_empty());
    let cramped = captures.name("s").is_some_and(|space| space.is_empty());
    let clear = match half.to_lowercase().starts_with("halbjahr") {
        true => dotted && (number.is_some_and(is_roman) || cramped),
        false => (dotted || captures.name("word").is_some()) && !half.ends_with('.'),
    };
    (clear && ends_word(text, end)).then_some((range.start..end, written))
}

/// `12. KW 2020`, `KW12/2020`.
static WEEK: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?: (?P<w>[0-9]{1,2})\.~?KW~?/?~? | KW~?(?P<w2>[0-9]{1,2})~?/~? ) (?P<y>[0-9]{4})")
});

fn week(text: &str, captures: &Captures<'_>, range: Range<usize>) -> Option<Written> {
    let number: u8 = captures.name("w").or(captures.name("w2"))?.as_str().parse().ok()?;
    let year = paper_year(&captures["y"], 0)?;
    let clear = (1..=53).contains(&number) && !is_second_of_pair(text, range.start);
    clear.then(|| (range, format!("KW {number}/{year}")))
}

/// `2018-2020`, also with blanks around hyphen or dash.
static YEARS: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?P<a>[0-9]{4})(?:-|~[-–]~|~–|–~|~-|-~)(?P<b>[0-9]{4})"));

fn years(text: &str, captures: &Captures<'_>, range: Range<usize>) -> Option<Written> {
    let (a, b): (u16, u16) = (captures["a"].parse().ok()?, captures["b"].parse().ok()?);
    let are_years = (1900..=2100).contains(&a) && (1900..=2100).contains(&b) && a < b;
    let word = word_before(text, range.start);
    let numbered = is_numbering(word) || word.ends_with(is_digit);
    let joined =
        before(text, range.start).is_some_and(|c| matches!(c, '-' | '–' | '/' | ',' | '.' | ':' | '+' | '#'));
    let goes_on = text.get(range.end..)?.trim_start_matches(is_space).starts_with(['–', '-', '€']);
    (are_years && !numbered && !joined && !goes_on).then(|| (range, format!("{a}–{b}")))
}

fn paper_year(digits: &str, pivot: u8) -> Option<i16> {
    year(digits, pivot).filter(|year| (1950..2100).contains(year))
}

fn arabic(number: &str) -> Option<u8> {
    let roman = (1..).zip(["I", "II", "III", "IV"]).find(|(_, roman)| *roman == number);
    roman.map_or_else(|| number.parse().ok(), |(value, _)| Some(value))
}

/// Nothing that makes a longer number or word follows.
fn ends_period(text: &str, end: usize) -> bool {
    let mut rest = text.get(end..).unwrap_or_default().chars();
    match (rest.next(), rest.next()) {
        (Some(c), _) if c.is_alphanumeric() || matches!(c, '_' | '/' | '%' | '=' | '@' | '\\') => false,
        (Some('-' | '–' | '.' | ',' | ':'), Some(next)) => !next.is_alphanumeric(),
        _ => true,
    }
}

/// Whether a number without a year stands in front: `Q1 bis Q3/2020`, `1.-3. Quartal 2020`. Changing
/// only its second half would leave it mixed.
fn is_second_of_pair(text: &str, start: usize) -> bool {
    first_of_pair(text, start).is_some_and(|first| {
        let number = first.len() < 4 && first.ends_with(is_digit);
        number || is_roman(first)
    })
}

/// The same where the second half keeps its form: `1. und 2. HJ 2020` may become `1. und 2. Halbjahr
/// 2020`, `I. und II. HJ` may not.
fn is_mixed_pair(text: &str, start: usize) -> bool {
    let ordinal = |first: &str| {
        let behind = offset_of(text, first) + first.len();
        first.chars().all(is_digit) && after(text, behind) == Some('.')
    };
    is_second_of_pair(text, start) && !first_of_pair(text, start).is_some_and(ordinal)
}

/// The word before a dash, comma or `und` that ends at `start`, without its full stop.
fn first_of_pair(text: &str, start: usize) -> Option<&str> {
    const JOINTS: &[&str] = &["-", "–", "/", "+", "&", ",", "und", "bis", "oder", "u.", "sowie"];
    let head = text.get(..start)?.trim_end_matches(is_space);
    let joint = JOINTS.iter().find(|joint| head.ends_with(**joint))?;
    let first = head.strip_suffix(joint)?.trim_end_matches(is_space).trim_end_matches('.');
    let mut letters = first.char_indices().rev().take(5).take_while(|(_, c)| c.is_alphanumeric());
    let word = &first[letters.by_ref().last().map_or(first.len(), |(index, _)| index)..];
    // A comma may end anything: »in Phase 2, Q1/2021«.
    (*joint != "," || word.starts_with(char::is_alphabetic)).then_some(word)
}
