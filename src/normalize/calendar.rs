//! Days: numbers into dates, month names, weekdays.

use jiff::civil::{Date, Weekday};

/// Years that a date in a town's paper may lie in; numbers beyond are something else.
const YEARS: std::ops::RangeInclusive<i16> = 1800..=2199;

/// Reads a year of two or four digits; two-digit years below `pivot` lie in 20xx.
pub(super) fn year(digits: &str, pivot: u8) -> Option<i16> {
    let number: i16 = digits.parse().ok()?;
    match digits.len() {
        2 if number < i16::from(pivot) => Some(2000 + number),
        2 => Some(1900 + number),
        4 => YEARS.contains(&number).then_some(number),
        _ => None,
    }
}

/// Full names, then the ways in which they are shortened (lower case, without full stop).
const MONTHS: [(&str, &[&str]); 12] = [
    ("Januar", &["jan", "jän", "jänner"]),
    ("Februar", &["feb", "febr", "feber"]),
    ("März", &["mrz", "mär", "maerz"]),
    ("April", &["apr"]),
    ("Mai", &[]),
    ("Juni", &["jun"]),
    ("Juli", &["jul"]),
    ("August", &["aug"]),
    ("September", &["sep", "sept"]),
    ("Oktober", &["okt"]),
    ("November", &["nov"]),
    ("Dezember", &["dez"]),
];

/// The number (1–12) and full name of a month; the Austrian names stay as they are.
pub(super) fn month(name: &str) -> Option<(i8, &'static str)> {
    let name = name.trim_end_matches('.').to_lowercase();
    let at = MONTHS
        .iter()
        .position(|(full, short)| full.to_lowercase() == name || short.contains(&name.as_str()))?;
    let full = match name.as_str() {
        "jänner" => "Jänner",
        "feber" => "Feber",
        _ => MONTHS[at].0,
    };
    Some((i8::try_from(at).ok()? + 1, full))
}

/// Whether `word` is the full name of a month.
pub(super) fn is_month(word: &str) -> bool {
    MONTHS.iter().any(|(full, _)| *full == word)
}

const WEEKDAYS: [(Weekday, &str, &str); 7] = [
    (Weekday::Monday, "Montag", "Mo"),
    (Weekday::Tuesday, "Dienstag", "Di"),
    (Weekday::Wednesday, "Mittwoch", "Mi"),
    (Weekday::Thursday, "Donnerstag", "Do"),
    (Weekday::Friday, "Freitag", "Fr"),
    (Weekday::Saturday, "Samstag", "Sa"),
    (Weekday::Sunday, "Sonntag", "So"),
];

/// Reads a weekday, written out or shortened to two letters.
pub(super) fn weekday(word: &str) -> Option<Weekday> {
    let word = word.trim_end_matches('.');
    if word == "Sonnabend" {
        return Some(Weekday::Saturday);
    }
    let found = WEEKDAYS.iter().find(|(_, full, short)| {
        word == *short || word.strip_prefix(full).is_some_and(|rest| rest.is_empty() || rest == "s")
    });
    found.map(|(day, _, _)| *day)
}

/// The German name of the weekday of `date`.
pub(super) fn weekday_name(date: Date) -> &'static str {
    WEEKDAYS.iter().find(|(day, _, _)| *day == date.weekday()).map_or("", |(_, name, _)| name)
}

/// A day of the calendar, or none.
pub(super) fn day(year: i16, month: i8, day: i8) -> Option<Date> {
    Date::new(year, month, day).ok()
}
