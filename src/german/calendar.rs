//! Months, weekdays, two-digit years, and the serial days of a workbook.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday, date};

/// Two-digit years below this one lie in 20xx, the others in 19xx: `49` is 2049, `50` is 1950. An
/// office can set another pivot for all its texts and dates (`jahrhundertgrenze`).
pub const CENTURY_PIVOT: u8 = 50;

/// Reads a year of two or four digits; two-digit years below `pivot` lie in 20xx.
pub fn year(digits: &str, pivot: u8) -> Option<i16> {
    let number: i16 = digits.parse().ok().filter(|_| digits.bytes().all(|byte| byte.is_ascii_digit()))?;
    match digits.len() {
        2 if number < i16::from(pivot) => Some(2000 + number),
        2 => Some(1900 + number),
        4 => Some(number),
        _ => None,
    }
}

/// The names of each month, the Austrian one second, and the ways in which they are shortened.
const MONTHS: [(&[&str], &[&str]); 12] = [
    (&["Januar", "Jänner"], &["Jan", "Jän"]),
    (&["Februar", "Feber"], &["Febr", "Feb"]),
    (&["März"], &["Maerz", "Mrz", "Mär"]),
    (&["April"], &["Apr"]),
    (&["Mai"], &[]),
    (&["Juni"], &["Jun"]),
    (&["Juli"], &["Jul"]),
    (&["August"], &["Aug"]),
    (&["September"], &["Sept", "Sep"]),
    (&["Oktober"], &["Okt"]),
    (&["November"], &["Nov"]),
    (&["Dezember"], &["Dez"]),
];

/// The name of the month with this number (1–12).
pub fn month_name(number: i8) -> &'static str {
    let month = usize::try_from(number).ok().and_then(|number| MONTHS.get(number.checked_sub(1)?));
    month.and_then(|(names, _)| names.first()).copied().unwrap_or_default()
}

/// The number (1–12) and full name of a month, written out or shortened, in any case, with or
/// without full stop. The Austrian names stay as they are.
pub fn month(word: &str) -> Option<(i8, &'static str)> {
    let word = word.trim_end_matches('.').to_lowercase();
    let same = |name: &&&str| name.to_lowercase() == word;
    (1..).zip(&MONTHS).find_map(|(number, (names, short))| {
        let name =
            names.iter().find(same).or_else(|| names.first().filter(|_| short.iter().any(|it| same(&it))));
        name.map(|name| (number, *name))
    })
}

/// All that a month may be called in a text, no spelling behind one that it begins with: names also
/// in small letters and in capitals.
pub fn month_spellings() -> Vec<String> {
    let names = MONTHS.iter().flat_map(|(names, _)| *names);
    let names = names.flat_map(|name| [(*name).to_owned(), name.to_lowercase(), name.to_uppercase()]);
    names.chain(MONTHS.iter().flat_map(|(_, short)| *short).map(|name| (*name).to_owned())).collect()
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
pub fn weekday(word: &str) -> Option<Weekday> {
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
pub fn weekday_name(date: Date) -> &'static str {
    WEEKDAYS.iter().find(|(day, _, _)| *day == date.weekday()).map_or("", |(_, name, _)| name)
}

/// Whether a word, in any case and without its full stop, is a shortened month or weekday: `Febr`,
/// `MO`.
pub fn is_short_calendar_word(word: &str) -> bool {
    let word = word.to_lowercase();
    let days = WEEKDAYS.iter().map(|(_, _, short)| short);
    MONTHS.iter().flat_map(|(_, short)| *short).chain(days).any(|short| short.to_lowercase() == word)
}

/// Day zero of the serial days in which workbooks keep dates (ECMA-376 part 1, 18.17.4.1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Epoch {
    /// Day 1 is 1 January 1900, and 1900 counts as a leap year (Windows).
    #[default]
    Y1900,
    /// Day 0 is 1 January 1904 (the old Mac).
    Y1904,
}

impl Epoch {
    /// The day with this serial number. None for day 60, the 29 February 1900 that never was, and
    /// day 0, the »0 January« that Excel shows where a date formula refers to an empty cell.
    pub fn day(self, serial: i64) -> Option<Date> {
        let zero = match self {
            Self::Y1904 => date(1904, 1, 1),
            Self::Y1900 if serial == 0 || serial == 60 => return None,
            Self::Y1900 if serial < 60 => date(1899, 12, 31),
            Self::Y1900 => date(1899, 12, 30),
        };
        zero.checked_add(serial.days()).ok()
    }

    /// The serial number of a day; none before 1904, or before the 1 March 1900 from which on all
    /// programs count alike.
    pub fn serial(self, day: Date) -> Option<i32> {
        let (zero, first) = match self {
            Self::Y1904 => (date(1904, 1, 1), date(1904, 1, 1)),
            Self::Y1900 => (date(1899, 12, 30), date(1900, 3, 1)),
        };
        (day >= first).then(|| zero.until(day).ok().map(|span| span.get_days())).flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_years_turn_at_the_pivot() {
        let years = ["49", "50", "86", "2086", "986", "+9", "20 6"].map(|digits| year(digits, CENTURY_PIVOT));
        assert_eq!(years, [Some(2049), Some(1950), Some(1986), Some(2086), None, None, None]);
    }

    #[test]
    fn months_are_read_as_people_write_them() {
        for (word, month) in [
            ("Januar", Some((1, "Januar"))),
            ("JÄNNER", Some((1, "Jänner"))),
            ("febr.", Some((2, "Februar"))),
            ("Mrz", Some((3, "März"))),
            ("maerz", Some((3, "März"))),
            ("Sept.", Some((9, "September"))),
            ("Ju", None),
        ] {
            assert_eq!(super::month(word), month, "{word}");
        }
        assert_eq!((month_name(0), month_name(12), month_name(13)), ("", "Dezember", ""));
    }

    #[test]
    fn no_spelling_of_a_month_hides_a_longer_one() {
        let spellings = month_spellings();
        for (at, long) in spellings.iter().enumerate() {
            assert!(
                spellings[..at].iter().all(|before| !long.starts_with(before.as_str()) || before == long),
                "{long}"
            );
        }
    }

    #[test]
    fn weekdays_are_read_and_named() {
        assert_eq!(weekday("Sonnabend"), weekday("Sa."));
        assert_eq!((weekday("montags"), weekday("Montags")), (None, Some(Weekday::Monday)));
        assert_eq!(weekday_name(date(2026, 6, 9)), "Dienstag");
        let short = ["MO", "Jän", "sept", "Mai", "Juni"].map(is_short_calendar_word);
        assert_eq!(short, [true, true, true, false, false]);
    }

    #[test]
    fn serial_days_are_those_of_excel() {
        for (epoch, serial, day) in [
            (Epoch::Y1900, 46136, date(2026, 4, 24)),
            (Epoch::Y1904, 46136 - 1462, date(2026, 4, 24)),
            (Epoch::Y1900, 61, date(1900, 3, 1)),
            (Epoch::Y1904, 0, date(1904, 1, 1)),
        ] {
            assert_eq!((epoch.serial(day), epoch.day(serial.into())), (Some(serial), Some(day)));
        }
        assert_eq!(Epoch::Y1900.serial(date(1900, 2, 1)), None);
        assert_eq!(Epoch::Y1900.day(32), Some(date(1900, 2, 1)));
        assert_eq!([0, 60].map(|serial| Epoch::Y1900.day(serial)), [None, None]);
    }
}
