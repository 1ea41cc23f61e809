//! Dates: found once, then either written the one way, or reported, or left alone.

use std::ops::Range;
use std::sync::LazyLock;

use jiff::civil::Date;
use regex::{Captures, Regex};

use crate::diag::Code;
use crate::german::words::{begins_sentence, has_a_day};
use crate::german::{self, month, month_spellings, weekday, weekday_name};

use super::edit::Edit;
use super::finding::Finding;
use super::line::Line;
use super::rule::{Rule, Rules};
use super::scan::{NBSP, after, before, has_pair, is_digit, is_space, offset_of, pattern, word_before};

/// A stretch that is a date or a period of dates.
struct Found {
    range: Range<usize>,
    reading: Reading,
}

enum Reading {
    /// To be written as given; the day (the first one of a period) for the check of its weekday.
    Day { rule: Rule, written: String, first: Option<Date> },
    /// No such day: what is wrong about it.
    Wrong { code: Code, problem: &'static str, help: &'static str },
}

impl Reading {
    /// A day alone, in numbers.
    fn of(date: Option<Date>) -> Self {
        let read = |date| Self::Day { rule: Rule::Date, written: german::date(date), first: Some(date) };
        date.map_or(NO_SUCH_DAY, read)
    }
}

/// Dates to be rewritten.
pub(super) fn rewrite(line: &Line, rules: &Rules) -> Vec<Edit> {
    let found = scan(line, rules.pivot_year).into_iter().filter_map(|found| match found.reading {
        Reading::Day { rule, written, .. } => Some(Edit::new(rule, found.range, written)),
        Reading::Wrong { .. } => None,
    });
    found.collect()
}

/// Days that do not exist, ambiguous forms, weekdays that do not fit.
pub(super) fn check(line: &Line, rules: &Rules) -> Vec<Finding> {
    let text = line.text();
    let mut findings = Vec::new();
    for found in scan(line, rules.pivot_year) {
        if line.is_protected(&found.range) {
            continue;
        }
        match found.reading {
            Reading::Wrong { code, problem, help } if rules.check_dates => {
                let message = format!("»{}« {problem}", &text[found.range.clone()]);
                findings.push(Finding { code, range: found.range, message, help });
            }
            Reading::Day { first: Some(first), .. } if rules.check_weekdays => {
                findings.extend(wrong_weekday(text, &found.range, first));
            }
            _ => {}
        }
    }
    if rules.check_dates {
        findings.extend(slashed(line));
        findings.extend(impossible(line));
    }
    findings
}

fn scan(line: &Line, pivot: u8) -> Vec<Found> {
    let text = line.text();
    let mut found: Vec<Found> = Vec::new();
    if has_pair(text, |digit, stop| digit.is_ascii_digit() && stop == b'.') {
        found.extend(NUMERIC.captures_iter(text).filter_map(|captures| numeric(text, &captures, pivot)));
        found.extend(NAMED.captures_iter(text).filter_map(|captures| named(text, &captures, pivot)));
    }
    if text.contains('-') {
        found.extend(ISO.captures_iter(text).filter_map(|captures| iso(text, &captures)));
    }
    found.sort_by_key(|found| found.range.start);
    found
}

const NO_SUCH_DAY: Reading = Reading::Wrong {
    code: Code::DateInvalid,
    problem: "ist kein Kalendertag",
    help: "Datum in der Zelle berichtigen; der Text wurde unverändert übernommen",
};

const REVERSED: Reading = Reading::Wrong {
    code: Code::DateRangeReversed,
    problem: "endet, bevor es beginnt",
    help: "Zeitraum in der Zelle prüfen; der Text wurde unverändert übernommen",
};

/// `9.6.16`, `09. 06. 2016`, `1.-3.5.2020`, `1.1.-31.12.2020`, `3.4. und 5.6.2020`.
static NUMERIC: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"
        (?P<list> (?: [0-9]{1,2}\.[0-9]{1,2}\. (?:,~|/) )* )
        (?: (?P<d0>[0-9]{1,2})\. (?: ~?(?P<m0>[0-9]{1,2})\. (?: ~?(?P<y0>[0-9]{4}|[0-9]{2}) )? )?
            (?P<sep> ~?[-–]~? | / | ~(?:bis|bis~zum|und|sowie|oder)~ ) )?
        (?P<d>[0-9]{1,2})\.(?P<s1>~?)(?P<m>[0-9]{1,2})\.(?P<s2>~?)(?P<y>[0-9]{4}|[0-9]{2})
        ",
    )
});

fn numeric(text: &str, captures: &Captures<'_>, pivot: u8) -> Option<Found> {
    let range = captures.get(0)?.range();
    let last = Numbers::read(captures, pivot)?;
    let plausible = ends_number(text, range.end) && last.is_plausible(text, range.start, captures);
    if !plausible || !starts_number(text, range.start) {
        return None;
    }
    match Joint::of(captures) {
        Some(joint) => paired(text, captures, &last, &joint, pivot),
        None if captures.name("list").is_none_or(|list| list.is_empty()) => single(captures, &last),
        None => {
            let written = padded_list(captures) + &german::date(last.date?);
            Some(Found { range, reading: Reading::Day { rule: Rule::Date, written, first: None } })
        }
    }
}

/// A date alone, from the day's number on.
fn single(captures: &Captures<'_>, last: &Numbers) -> Option<Found> {
    let range = captures.name("d")?.start()..captures.get(0)?.end();
    Some(Found { range, reading: Reading::of(last.date) })
}

/// What stands between two dates.
struct Joint<'t> {
    typed: &'t str,
    in_words: bool,
    dash: bool,
}

impl<'t> Joint<'t> {
    fn of(captures: &Captures<'t>) -> Option<Self> {
        let typed = captures.name("sep")?.as_str();
        let in_words = typed.chars().any(char::is_alphabetic);
        Some(Self { typed, in_words, dash: !in_words && typed != "/" })
    }

    /// From one to the other, and not the one and the other.
    fn is_range(&self) -> bool {
        self.dash || self.typed.contains("bis")
    }

    /// The rule that writes two dates of this kind, and what it writes between them.
    fn written(&self, rule: Rule) -> (Rule, &'t str) {
        if self.dash { (Rule::DateRange, "–") } else { (rule, self.typed) }
    }
}

/// Two dates with something between them; the first may lack month and year. None where it is not
/// clear.
fn paired(
    text: &str,
    captures: &Captures<'_>,
    last: &Numbers,
    joint: &Joint<'_>,
    pivot: u8,
) -> Option<Found> {
    let range = captures.get(0)?.range();
    let found = |reading| Some(Found { range: range.clone(), reading });
    let Some(date) = last.date else { return found(NO_SUCH_DAY) };
    let number = |name: &str| captures.name(name).and_then(|found| found.as_str().parse::<i8>().ok());
    let (d0, m0) = (number("d0")?, number("m0"));
    let y0 = match captures.name("y0") {
        Some(digits) => Some(year(digits.as_str(), pivot)?),
        None => None,
    };
    // The first number does not belong to the date.
    if joint.in_words && m0.is_none() && !announces_date(word_before(text, range.start)) {
        return single(captures, last);
    }
    let Some(first) = date_of(y0.unwrap_or(date.year()), m0.unwrap_or(date.month()), d0) else {
        return match y0.is_some() {
            true => found(NO_SUCH_DAY),
            false if m0.is_some() && !joint.in_words => None,
            false => single(captures, last),
        };
    };
    let crosses_a_year = m0.is_some() && y0.is_none();
    if joint.is_range() && first >= date && !crosses_a_year {
        return found(REVERSED);
    }
    let start = match (m0, y0) {
        (_, Some(_)) => german::date(first),
        (Some(month), None) => format!("{d0:02}.{month:02}."),
        (None, None) => format!("{d0:02}."),
    };
    let (rule, between) = joint.written(Rule::Date);
    let written = format!("{}{start}{between}{}", padded_list(captures), german::date(date));
    found(Reading::Day { rule, written, first: Some(first) })
}

/// `1.3., 4.5.` in front of a date, with two digits each.
fn padded_list(captures: &Captures<'_>) -> String {
    let list = captures.name("list").map_or("", |found| found.as_str());
    let digit = |c: Option<char>| c.is_some_and(is_digit);
    let mut written = String::new();
    for (at, c) in list.char_indices() {
        let alone = digit(Some(c)) && !digit(before(list, at)) && !digit(after(list, at + 1));
        written.extend(alone.then_some('0'));
        written.push(c);
    }
    written
}

/// Day, month and year as typed.
struct Numbers {
    date: Option<Date>,
    day: i8,
    month: i8,
    year: i16,
    two_digit_year: bool,
}

impl Numbers {
    fn read(captures: &Captures<'_>, pivot: u8) -> Option<Self> {
        let number = |name: &str| captures.name(name)?.as_str().parse().ok();
        let (day, month, digits) = (number("d")?, number("m")?, captures.name("y")?.as_str());
        let year = year(digits, pivot)?;
        Some(Self { date: date_of(year, month, day), day, month, year, two_digit_year: digits.len() == 2 })
    }

    /// Whether the numbers look like a date at all, right or wrong. A short year says less, so it
    /// needs a month that exists, no product's name in front, and words such as `am` where blanks
    /// stand between the numbers.
    fn is_plausible(&self, text: &str, start: usize, captures: &Captures<'_>) -> bool {
        if !self.two_digit_year {
            return self.day > 0 && self.month > 0 && (self.day <= 31 || self.month <= 12);
        }
        let spaced =
            ["s1", "s2"].iter().any(|name| captures.name(name).is_some_and(|found| !found.is_empty()));
        (1..=31).contains(&self.day)
            && (1..=12).contains(&self.month)
            && (!spaced || announces_date(word_before(text, start)))
            && !is_version(text, start)
    }
}

/// A day of the calendar, or none.
fn date_of(year: i16, month: i8, day: i8) -> Option<Date> {
    Date::new(year, month, day).ok()
}

/// A year that a date in a town's paper may lie in; numbers beyond are something else.
fn year(digits: &str, pivot: u8) -> Option<i16> {
    german::year(digits, pivot).filter(|year| (1800..=2199).contains(year))
}

/// A word after which a date comes.
fn announces_date(word: &str) -> bool {
    const WORDS: &[&str] = &[
        "am", "Am", "vom", "Vom", "bis", "Bis", "zum", "Zum", "ab", "Ab", "seit", "Seit", "den", "der",
        "dem", "von", "Von", "beim", "zwischen", "Zwischen",
    ];
    WORDS.contains(&word) || weekday(word.trim_end_matches(',')).is_some()
}

/// Whether a number with full stops at `start` is the version of what is named in front of it:
/// `PostgreSQL 9.6.16`, `Keycloak 9.6.16 auf 9.6.17`. A name may be any capitalised word, so that only
/// a noun that has a day (`Ratssitzung 9.6.16`) makes it a date. A leading zero tells a day as well.
fn is_version(text: &str, start: usize) -> bool {
    const JOINTS: &[&str] = &["auf", "und", "oder", "bis", "zu", "/", "–", "-", "→"];
    let mut word = word_before(text, start);
    if text[start..].starts_with('0') {
        return false;
    }
    // The version it came from: its name stands in front of that.
    while JOINTS.contains(&word) {
        let number = word_before(text, offset_of(text, word));
        let is_number = number.contains('.') && number.chars().all(|c| c.is_ascii_digit() || c == '.');
        if !is_number {
            return false;
        }
        word = word_before(text, offset_of(text, number));
    }
    let name = word.trim_end_matches(char::is_numeric);
    let is_common = announces_date(word) || begins_sentence(name) || has_a_day(name);
    name.starts_with(char::is_uppercase) && word.ends_with(char::is_alphanumeric) && !is_common
}

fn starts_number(text: &str, start: usize) -> bool {
    before(text, start).is_none_or(|c| {
        let joined = c.is_alphanumeric()
            || matches!(c, '.' | ',' | '/' | '-' | '–' | '_' | '#' | '\\' | '@' | '+' | '=');
        !joined && c != super::scan::MASK
    })
}

fn ends_number(text: &str, end: usize) -> bool {
    let mut rest = text.get(end..).unwrap_or_default().chars();
    match (rest.next(), rest.next()) {
        (Some(c), _)
            if c.is_alphanumeric() || matches!(c, '_' | '/' | '%' | '€' | '\\' | '@' | '=' | '*') =>
        {
            false
        }
        (Some('.' | ',' | ':'), Some(next)) => !next.is_ascii_digit(),
        (Some('-' | '–'), Some(next)) => !next.is_alphanumeric(),
        _ => true,
    }
}

/// `08. Mai 2018`, `8.Mai 2018`, `8. Sept. 2018`, `1.-3. Mai 2020`.
static NAMED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"
        (?: (?P<d0>[0-9]{{1,2}})\. (?P<sep> ~?[-–]~? | / | ~(?:bis|bis~zum|und|sowie|oder)~ ) )?
        (?P<d>[0-9]{{1,2}})\. (?P<s1>~?)
        (?P<m>{months})
        (?P<dot>\.?) (?: (?P<s2>~?) (?P<y>[0-9]{{4}}|[0-9]{{2}}) )?
        ",
        months = month_spellings().join("|")
    ))
});

fn named(text: &str, captures: &Captures<'_>, pivot: u8) -> Option<Found> {
    let name = captures.name("m")?;
    let (number, full) = month(name.as_str())?;
    let day_number: i8 = captures.name("d")?.as_str().parse().ok()?;
    let start = captures.get(0)?.start();
    if !starts_number(text, start) || before(text, start).is_some_and(|c| c == '(' && day_number > 31) {
        return None;
    }
    let year_text = captures.name("y").filter(|found| is_year(text, found.range()));
    let Some(year_text) = year_text else { return without_year(text, captures, day_number, full) };
    let year_number = year(year_text.as_str(), pivot)?;
    let found = |from, reading| Some(Found { range: from..year_text.end(), reading });
    let Some(date) = date_of(year_number, number, day_number) else {
        return found(start, NO_SUCH_DAY).filter(|_| day_number <= 39);
    };
    let written = format!("{day_number}.{NBSP}{full}{NBSP}{year_number}");
    let alone = |written, first| Reading::Day { rule: Rule::MonthName, written, first };
    let Some(joint) = Joint::of(captures) else { return found(start, alone(written, Some(date))) };
    if joint.in_words && !announces_date(word_before(text, start)) {
        return found(captures.name("d")?.start(), alone(written, None));
    }
    let d0: i8 = captures.name("d0")?.as_str().parse().ok()?;
    let first = date_of(year_number, number, d0)?;
    if first >= date && joint.is_range() {
        return found(start, REVERSED);
    }
    let (rule, between) = joint.written(Rule::MonthName);
    found(start, Reading::Day { rule, written: format!("{d0}.{between}{written}"), first: Some(first) })
}

/// Whether the digits behind a month are its year, not a time or a count.
fn is_year(text: &str, range: Range<usize>) -> bool {
    let rest = text.get(range.end..).unwrap_or_default();
    if !ends_number(text, range.end) {
        return false;
    }
    let closes = rest.is_empty()
        || rest.starts_with([')', '“', '"', '«', '‘', ','])
        || rest.starts_with('.') && rest[1..].trim().is_empty();
    range.len() == 4
        && before(text, range.start) != Some('.')
        && !rest.trim_start_matches(is_space).starts_with("Uhr")
        || range.len() == 4 && before(text, range.start) == Some('.')
        || closes
}

/// A day and month: mended where a blank is missing or a zero too many; whole already, it stays.
fn without_year(text: &str, captures: &Captures<'_>, day_number: i8, full: &str) -> Option<Found> {
    let name = captures.name("m")?;
    let end = name.end();
    let spelt_out = name.as_str() == full;
    let written_day = captures.name("d")?;
    let mended = captures.name("s1")?.is_empty() || written_day.as_str().starts_with('0');
    let free =
        captures.name("sep").is_none() && after(text, end).is_none_or(|c| !c.is_alphanumeric() && c != '-');
    let is_day = (1..=31).contains(&day_number);
    if [spelt_out, mended, free, is_day].contains(&false) {
        return None;
    }
    let written = format!("{day_number}.{NBSP}{full}");
    let reading = Reading::Day { rule: Rule::MonthName, written, first: None };
    Some(Found { range: written_day.start()..end, reading })
}

static ISO: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?P<y>[0-9]{4})-(?P<m>[0-9]{2})-(?P<d>[0-9]{2})"));

fn iso(text: &str, captures: &Captures<'_>) -> Option<Found> {
    let range = captures.get(0)?.range();
    let numbers = Numbers::read(captures, 0)?;
    let free = starts_number(text, range.start) && ends_number(text, range.end);
    let plausible = (1900..2100).contains(&numbers.year) && (1..=12).contains(&numbers.month);
    (free && plausible && numbers.day <= 31).then(|| Found { range, reading: Reading::of(numbers.date) })
}

static SLASHED: LazyLock<Regex> = LazyLock::new(|| pattern(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4}|[0-9]{2})"));

/// `05/06/2020` is the fifth of June or the sixth of May.
fn slashed(line: &Line) -> Vec<Finding> {
    let text = line.text();
    let found = SLASHED.captures_iter(text).filter_map(|captures| {
        let range = captures.get(0)?.range();
        let numbers =
            [1, 2].map(|group| captures.get(group).and_then(|found| found.as_str().parse::<u8>().ok()));
        let [Some(a), Some(b)] = numbers else { return None };
        let like_a_day = (1..=31).contains(&a) && (1..=31).contains(&b) && a.min(b) <= 12;
        let year_shown = captures.get(3)?.len() == 4 || announces_date(word_before(text, range.start));
        let free =
            starts_number(text, range.start) && ends_number(text, range.end) && !line.is_protected(&range);
        (like_a_day && year_shown && free).then(|| Finding {
            code: Code::DateAmbiguous,
            message: format!("»{}« ist als Datum nicht eindeutig", &text[range.clone()]),
            help: "Datum in der Form TT.MM.JJJJ schreiben; der Text wurde unverändert übernommen",
            range,
        })
    });
    found.collect()
}

/// `bis 31.4.`: a day without its year, behind a word that says that it is one.
static SHORT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"(?P<d>[0-9]{{1,2}})\.~?(?:(?P<m>[0-9]{{1,2}})\.|(?P<name>{}))",
        month_spellings().join("|")
    ))
});

/// Days without a year that no year has. Those with one are found when they are read.
fn impossible(line: &Line) -> Vec<Finding> {
    const LEAP_YEAR: i16 = 2000;
    let text = line.text();
    let found = SHORT.captures_iter(text).filter_map(|captures| {
        let range = captures.get(0)?.range();
        let day: i8 = captures.name("d")?.as_str().parse().ok()?;
        let number = match (captures.name("m"), captures.name("name")) {
            (Some(number), _) => number.as_str().parse().ok()?,
            (None, name) => month(name?.as_str())?.0,
        };
        let rest = text.get(range.end..)?.trim_start_matches(['.', ' ', NBSP]);
        let alone = starts_number(text, range.start) && !rest.starts_with(char::is_alphanumeric)
            || text[range.end..].starts_with(is_space) && !rest.starts_with(is_digit);
        let announced = announces_date(word_before(text, range.start));
        let wrong = (1..=31).contains(&day)
            && (1..=12).contains(&number)
            && date_of(LEAP_YEAR, number, day).is_none();
        (wrong && alone && announced && !line.is_protected(&range)).then(|| {
            let message = format!("»{}« ist kein Kalendertag", &text[range.clone()]);
            let help = "Datum in der Zelle berichtigen; der Text wurde unverändert übernommen";
            Finding { code: Code::DateInvalid, range, message, help }
        })
    });
    found.collect()
}

/// A weekday beside a date that is another day of the week.
fn wrong_weekday(text: &str, range: &Range<usize>, date: Date) -> Option<Finding> {
    let (named, stretch) = weekday_before(text, range).or_else(|| weekday_after(text, range))?;
    (named != date.weekday()).then(|| Finding {
        code: Code::WeekdayWrong,
        message: format!(
            "»{}«: Der {} ist ein {}",
            &text[stretch.clone()],
            german::date(date),
            weekday_name(date)
        ),
        help: "Wochentag oder Datum in der Zelle berichtigen; der Wochentag wurde unverändert übernommen",
        range: stretch,
    })
}

fn weekday_before(text: &str, range: &Range<usize>) -> Option<(jiff::civil::Weekday, Range<usize>)> {
    let mut start = range.start;
    let mut word = word_before(text, start);
    if matches!(word, "den" | "dem" | "der" | "am") {
        start = offset_of(text, word);
        word = word_before(text, start);
    }
    let bare = word.trim_end_matches(',');
    let is_word = bare == "So" && !word.ends_with(',');
    let day = weekday(bare).filter(|_| !is_word)?;
    let start = offset_of(text, word);
    let joined = matches!(word_before(text, start), "bis" | "und" | "oder" | "/" | "-" | "–");
    (!joined).then_some((day, start..range.end))
}

fn weekday_after(text: &str, range: &Range<usize>) -> Option<(jiff::civil::Weekday, Range<usize>)> {
    let rest = text.get(range.end..)?;
    let inner = rest.trim_start_matches(is_space).strip_prefix('(')?;
    let (word, _) = inner.split_once(')')?;
    let day = weekday(word)?;
    Some((day, range.start..offset_of(text, inner) + word.len() + 1))
}
