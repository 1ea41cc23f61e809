//! Periods as people write them under »Termin«.

use jiff::civil::Date;

use super::{month, parse_date};

/// Reads a text that is a period and nothing else: `2026`, `Juni 2026`, `2. Quartal 2026`, `Q2/2026`,
/// `1. Halbjahr 2026`, `01.04.2026 – 30.06.2026`. First and last day, both included; `None` where it
/// is no period. Two-digit years below `pivot` lie in 20xx.
pub fn parse_period(text: &str, pivot: u8) -> Option<(Date, Date)> {
    days(text, pivot).or_else(|| part_of_year(text))
}

/// Two days with a dash or »bis« between them.
fn days(text: &str, pivot: u8) -> Option<(Date, Date)> {
    let text = text.trim().strip_prefix("von ").unwrap_or(text);
    let (from, to) = ["–", "—", "-", " bis "].iter().find_map(|dash| text.split_once(dash))?;
    let (first, last) = (parse_date(from, pivot)?, parse_date(to.trim().trim_start_matches("zum "), pivot)?);
    (first <= last).then_some((first, last))
}

fn part_of_year(text: &str) -> Option<(Date, Date)> {
    let parts: Vec<&str> = text.split([' ', '\u{a0}', '/', '.']).filter(|part| !part.is_empty()).collect();
    let (year, part) = parts.split_last()?;
    let year: i16 = (year.len() == 4).then(|| year.parse().ok()).flatten()?;
    let (first, months) = match part {
        [] => (1, 12),
        [name] => match (month(name), name.strip_prefix(['Q', 'q'])) {
            (Some((number, _)), _) => (number, 1),
            (None, number) => (nth(number?, 4)?, 3),
        },
        [number, word] if word.eq_ignore_ascii_case("quartal") => (nth(number, 4)?, 3),
        [number, word] if word.eq_ignore_ascii_case("halbjahr") => (nth(number, 2)?, 6),
        _ => return None,
    };
    let last = Date::new(year, first + months - 1, 1).ok()?.last_of_month();
    Some((Date::new(year, first, 1).ok()?, last))
}

/// The first month of the part of the year with that number, of so many parts.
fn nth(number: &str, parts: i8) -> Option<i8> {
    let roman = ["I", "II", "III", "IV"].iter().position(|it| *it == number).map(|at| at as i8 + 1);
    let number = roman.or_else(|| number.parse().ok())?;
    (1..=parts).contains(&number).then_some((number - 1) * (12 / parts) + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_are_read_by_their_first_and_last_day() {
        for (text, days) in [
            ("2026", "2026-01-01 2026-12-31"),
            ("Februar 2028", "2028-02-01 2028-02-29"),
            ("Mrz. 2026", "2026-03-01 2026-03-31"),
            ("2. Quartal 2026", "2026-04-01 2026-06-30"),
            ("IV. Quartal 2026", "2026-10-01 2026-12-31"),
            ("Q3/2026", "2026-07-01 2026-09-30"),
            ("2. Halbjahr\u{a0}2026", "2026-07-01 2026-12-31"),
            ("01.04.2026 – 30.06.2026", "2026-04-01 2026-06-30"),
            ("von 1.4.2026 bis zum 30.6.2026", "2026-04-01 2026-06-30"),
        ] {
            let read = parse_period(text, 50).map(|(first, last)| format!("{first} {last}"));
            assert_eq!(read.as_deref(), Some(days), "{text}");
        }
    }

    #[test]
    fn other_texts_are_no_periods() {
        for text in
            ["", "laufend", "09.06.2026", "5. Quartal 2026", "Quartal 2026", "26", "30.6.2026 - 1.4.2026"]
        {
            assert_eq!(parse_period(text, 50), None, "{text}");
        }
    }
}
