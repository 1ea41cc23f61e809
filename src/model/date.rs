//! Calendar dates as the paper writes them.

use jiff::civil::Date;

/// `TT.MM.JJJJ` (DIN 5008).
pub fn german_date(date: Date) -> String {
    format!("{:02}.{:02}.{:04}", date.day(), date.month(), date.year())
}

const MONTHS: [&str; 12] = [
    "januar",
    "februar",
    "märz",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "dezember",
];

/// Reads a text that is a date and nothing else: `9.6.2026`, `09.06.26`, `2026-06-09`,
/// `9. Juni 2026`, `9. Jun. 2026`. Two-digit years lie in 2000–2099. `None` where it is no date,
/// or no day of the calendar.
pub fn parse_date(text: &str) -> Option<Date> {
    let text = text.trim();
    if let Some((year, rest)) = text.split_once('-') {
        let (month, day) = rest.split_once('-')?;
        return (year.len() == 4).then(|| date(year, month.parse().ok()?, day)).flatten();
    }
    let (day, rest) = text.split_once('.')?;
    let rest = rest.trim();
    match rest.split_once(|c: char| c == '.' || c.is_whitespace()) {
        Some((month, year)) if month.bytes().all(|byte| byte.is_ascii_digit()) => {
            date(year.trim(), month.parse().ok()?, day)
        }
        Some((month, year)) => date(year.trim(), month_number(month)?, day),
        None => None,
    }
}

fn month_number(name: &str) -> Option<i8> {
    let name = name.to_lowercase();
    let full = |month: &&str| month.starts_with(&name) && name.chars().count() >= 3;
    let at = MONTHS
        .iter()
        .position(|month| full(month) || (*month == "märz" && ["mrz", "maerz"].contains(&&*name)));
    at.map(|index| index as i8 + 1)
}

fn date(year: &str, month: i8, day: &str) -> Option<Date> {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(year) || !digits(day) {
        return None;
    }
    let number: i16 = year.parse().ok()?;
    let year = match year.len() {
        2 => 2000 + number,
        4 => number,
        _ => return None,
    };
    Date::new(year, month, day.parse().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn written_forms_are_read() {
        for text in [
            "9.6.2026",
            "09.06.26",
            "2026-06-09",
            "9. Juni 2026",
            "9.Juni 2026",
            "9. Jun. 2026",
            " 09. 06. 2026 ",
        ] {
            assert_eq!(parse_date(text).map(german_date).as_deref(), Some("09.06.2026"), "{text}");
        }
        assert_eq!(parse_date("1. Mrz 2026").map(german_date).as_deref(), Some("01.03.2026"));
    }

    #[test]
    fn what_is_no_day_is_refused() {
        for text in [
            "",
            "31.02.2026",
            "5/6/2026",
            "1.13.2026",
            "Juni 2026",
            "9.6.",
            "9.6.126",
            "1. Ju 2026",
            "+9.6.2026",
        ] {
            assert_eq!(parse_date(text), None, "{text}");
        }
    }
}
