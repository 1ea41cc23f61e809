//! Dates: found once, then either written the one way, or reported, or left alone.

use std::ops::Range;
use std::sync::LazyLock;

use jiff::civil::Date;
use regex::{Captures, Regex};

use crate::diag::Code;
use crate::model::german_date;

use super::calendar::{day, is_month, month, weekday, weekday_name, year};
use super::edit::Edit;
use super::finding::Finding;
use super::line::Line;
use super::rule::{Rule, Rules};
use super::scan::{NBSP, after, before, has_pair, is_space, pattern, word_before};

/// A stretch that is a date or a period of dates.
struct Found {
    range: Range<usize>,
    reading: Reading,
}

enum Reading {
    /// To be written as given; the day (the first one of a period) for the check of its weekday.
    Day { rule: Rule, written: String, first: Option<Date> },
    /// No such day: what is wrong about it.
    Wrong { code: Code, problem: String, help: &'static str },
}

/// Dates to be rewritten.
pub(super) fn rewrite(line: &Line, rules: &Rules) -> Vec<(Rule, Edit)> {
    let found = scan(line, rules.pivot_year).into_iter().filter_map(|found| match found.reading {
        Reading::Day { rule, written, .. } => Some((rule, Edit::new(found.range, written))),
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
                findings.push(Finding { code, range: found.range, message, help: help.into() });
            }
            Reading::Day { first: Some(first), .. } if rules.check_weekdays => {
                findings.extend(wrong_weekday(text, &found.range, first));
            }
            _ => {}
        }
    }
    if rules.check_dates {
        findings.extend(slashed(line));
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

const NO_SUCH_DAY: &str = "Datum in der Zelle berichtigen; der Text wurde unverändert übernommen";

fn no_such_day() -> Reading {
    Reading::Wrong { code: Code::DateInvalid, problem: "ist kein Kalendertag".into(), help: NO_SUCH_DAY }
}

fn reversed() -> Reading {
    Reading::Wrong {
        code: Code::DateRangeReversed,
        problem: "endet, bevor es beginnt".into(),
        help: "Zeitraum in der Zelle prüfen; der Text wurde unverändert übernommen",
    }
}

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
    let whole = captures.get(0)?.range();
    let last = Numbers::read(captures, ["d", "m", "y"], pivot)?;
    let separator = captures.name("sep").map(|found| found.as_str());
    if !ends_number(text, whole.end) || !last.is_plausible(text, whole.start, captures) {
        return None;
    }
    let starts = starts_number(text, whole.start);
    let short_list = captures.name("list").is_none_or(|list| list.is_empty());
    match separator {
        Some(separator) if starts => match paired(text, captures, &last, separator, pivot) {
            Paired::Read(reading) => Some(Found { range: whole, reading }),
            Paired::Alone => single(captures, &last),
            Paired::Unclear => None,
        },
        None if starts && !short_list => {
            let written = format!("{}{}", padded_list(captures), last.written()?);
            let reading = Reading::Day { rule: Rule::Date, written, first: None };
            Some(Found { range: whole, reading })
        }
        None if starts => single(captures, &last),
        _ => None,
    }
}

/// A date alone, from the day's number on.
fn single(captures: &Captures<'_>, last: &Numbers) -> Option<Found> {
    let range = captures.name("d")?.start()..captures.get(0)?.end();
    let reading = match last.date {
        Some(date) => Reading::Day { rule: Rule::Date, written: german_date(date), first: Some(date) },
        None => no_such_day(),
    };
    Some(Found { range, reading })
}

enum Paired {
    Read(Reading),
    /// The first number does not belong to the date.
    Alone,
    Unclear,
}

/// Two dates with something between them; the first may lack month and year.
fn paired(text: &str, captures: &Captures<'_>, last: &Numbers, separator: &str, pivot: u8) -> Paired {
    let Some(date) = last.date else { return Paired::Read(no_such_day()) };
    let in_words = separator.chars().any(char::is_alphabetic);
    let number = |name: &str| captures.name(name).and_then(|found| found.as_str().parse::<i8>().ok());
    let (Some(d0), m0) = (number("d0"), number("m0")) else { return Paired::Unclear };
    if in_words
        && m0.is_none()
        && !announces_date(word_before(text, captures.get(0).map_or(0, |all| all.start())))
    {
        return Paired::Alone;
    }
    let y0 = captures.name("y0").map(|found| year(found.as_str(), pivot));
    let first_year = match y0 {
        Some(None) => return Paired::Unclear,
        Some(Some(year)) => year,
        None => date.year(),
    };
    let Some(first) = day(first_year, m0.unwrap_or(date.month()), d0) else {
        return match m0.is_some() && y0.is_none() && !in_words {
            true => Paired::Unclear,
            false if y0.is_some() => Paired::Read(no_such_day()),
            false => Paired::Alone,
        };
    };
    let crosses_a_year = m0.is_some() && y0.is_none();
    let is_range = !in_words && separator != "/" || separator.contains("bis");
    if is_range && first >= date && !crosses_a_year {
        return Paired::Read(reversed());
    }
    let start = match (m0, y0) {
        (_, Some(_)) => german_date(first),
        (Some(month), None) => format!("{d0:02}.{month:02}."),
        (None, None) => format!("{d0:02}."),
    };
    let dash = !in_words && separator != "/";
    let (rule, between) = if dash { (Rule::DateRange, "–") } else { (Rule::Date, separator) };
    let written = format!("{}{start}{between}{}", padded_list(captures), german_date(date));
    Paired::Read(Reading::Day { rule, written, first: Some(first) })
}

/// `1.3., 4.5.` in front of a date, with two digits each.
fn padded_list(captures: &Captures<'_>) -> String {
    let list = captures.name("list").map_or("", |found| found.as_str());
    let mut written = String::new();
    let mut digits = 0;
    for (index, c) in list.char_indices() {
        let next = list[index + c.len_utf8()..].chars().next();
        if c.is_ascii_digit() && digits == 0 && next == Some('.') {
            written.push('0');
        }
        digits = if c.is_ascii_digit() { digits + 1 } else { 0 };
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
    fn read(captures: &Captures<'_>, names: [&str; 3], pivot: u8) -> Option<Self> {
        let [day_text, month_text, year_text] =
            names.map(|name| captures.name(name).map(|found| found.as_str()));
        let (day_number, month_number) = (day_text?.parse().ok()?, month_text?.parse().ok()?);
        let year_number = year(year_text?, pivot)?;
        Some(Self {
            date: day(year_number, month_number, day_number),
            day: day_number,
            month: month_number,
            year: year_number,
            two_digit_year: year_text?.len() == 2,
        })
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
        let word = word_before(text, start);
        (1..=31).contains(&self.day)
            && (1..=12).contains(&self.month)
            && (!spaced || announces_date(word))
            && !is_product(word)
    }

    fn written(&self) -> Option<String> {
        self.date.map(german_date)
    }
}

/// A word after which a date comes.
fn announces_date(word: &str) -> bool {
    const WORDS: &[&str] = &[
        "am", "Am", "vom", "Vom", "bis", "Bis", "zum", "Zum", "ab", "Ab", "seit", "Seit", "den", "der",
        "dem", "von", "Von", "beim", "zwischen", "Zwischen",
    ];
    WORDS.contains(&word) || weekday(word.trim_end_matches(',')).is_some()
}

/// A name in mixed case, as products have: `PostgreSQL 9.6.16`.
fn is_product(word: &str) -> bool {
    let mut letters = word.chars().zip(word.chars().skip(1));
    letters.any(|(a, b)| a.is_lowercase() && b.is_uppercase())
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
    pattern(
        r"
        (?: (?P<d0>[0-9]{1,2})\. (?P<sep> ~?[-–]~? | / | ~(?:bis|bis~zum|und|sowie|oder)~ ) )?
        (?P<d>[0-9]{1,2})\. (?P<s1>~?)
        (?P<m> [Jj]anuar|[Jj]änner|[Ff]ebruar|[Ff]eber|[Mm]ärz|[Aa]pril|[Mm]ai|[Jj]uni|[Jj]uli|[Aa]ugust|[Ss]eptember|[Oo]ktober
            |[Nn]ovember|[Dd]ezember|JANUAR|FEBRUAR|MÄRZ|APRIL|MAI|JUNI|JULI|AUGUST|SEPTEMBER|OKTOBER|NOVEMBER|DEZEMBER
            |Jan|Jän|Febr?|Mrz|Mär|Maerz|Apr|Jun|Jul|Aug|Sept?|Okt|Nov|Dez )
        (?P<dot>\.?) (?: (?P<s2>~?) (?P<y>[0-9]{4}|[0-9]{2}) )?
        ",
    )
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
    let range = start..year_text.end();
    let Some(date) = day(year_number, number, day_number) else {
        return (day_number <= 39).then(|| Found { range, reading: no_such_day() });
    };
    let written = format!("{day_number}.{NBSP}{full}{NBSP}{year_number}");
    let Some(separator) = captures.name("sep").map(|found| found.as_str()) else {
        return Some(Found {
            range,
            reading: Reading::Day { rule: Rule::MonthName, written, first: Some(date) },
        });
    };
    let d0: i8 = captures.name("d0")?.as_str().parse().ok()?;
    let in_words = separator.chars().any(char::is_alphabetic);
    if in_words && !announces_date(word_before(text, start)) {
        let range = captures.name("d")?.start()..year_text.end();
        return Some(Found { range, reading: Reading::Day { rule: Rule::MonthName, written, first: None } });
    }
    let first = day(year_number, number, d0)?;
    let dash = !in_words && separator != "/";
    if first >= date && (dash || separator.contains("bis")) {
        return Some(Found { range, reading: reversed() });
    }
    let (rule, between) = if dash { (Rule::DateRange, "–") } else { (Rule::MonthName, separator) };
    let written = format!("{d0}.{between}{written}");
    Some(Found { range, reading: Reading::Day { rule, written, first: Some(first) } })
}

/// Whether the digits behind a month are its year, not a time or a count.
fn is_year(text: &str, range: Range<usize>) -> bool {
    let rest = text.get(range.end..).unwrap_or_default();
    if !ends_number(text, range.end) {
        return false;
    }
    let closes =
        rest.is_empty() || rest.starts_with(')') || rest.starts_with('.') && rest[1..].trim().is_empty();
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
    let spelt_out = is_month(name.as_str());
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
    let numbers = Numbers::read(captures, ["d", "m", "y"], 0)?;
    let free = starts_number(text, range.start) && ends_number(text, range.end);
    if !free
        || !(1900..2100).contains(&numbers.year)
        || !(1..=12).contains(&numbers.month)
        || numbers.day > 31
    {
        return None;
    }
    let reading = match numbers.date {
        Some(date) => Reading::Day { rule: Rule::Date, written: german_date(date), first: Some(date) },
        None => no_such_day(),
    };
    Some(Found { range, reading })
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
            help: "Datum in der Form TT.MM.JJJJ schreiben; der Text wurde unverändert übernommen".into(),
            range,
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
            german_date(date),
            weekday_name(date)
        ),
        help: "Wochentag oder Datum in der Zelle berichtigen; der Wochentag wurde unverändert übernommen"
            .into(),
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

/// Where `part`, a slice of `text`, begins.
fn offset_of(text: &str, part: &str) -> usize {
    (part.as_ptr() as usize).saturating_sub(text.as_ptr() as usize).min(text.len())
}
