//! Numbers, dates and times in German form (DIN 5008), and dates read from what people type.

use jiff::civil::{Date, DateTime, Time};

use super::calendar::{month, year};

/// A number with decimal comma and the 15 digits Excel keeps: `2,5`.
pub fn number(value: f64) -> String {
    let rounded = format!("{value:.14e}").parse().unwrap_or(value);
    let rounded = if rounded == 0.0 { 0.0 } else { rounded };
    rounded.to_string().replace('.', ",")
}

/// Percent points with a no-break space: `60 %`.
pub fn percent(points: f64) -> String {
    format!("{}\u{a0}%", number(points))
}

/// A number with this many digits behind the comma, the others grouped by full stops or not:
/// `1.234,50`. None for one that has more digits than a number keeps.
pub fn decimals(value: f64, decimals: usize, grouped: bool) -> Option<String> {
    const MOST: f64 = 1e15;
    let scaled = value.abs() * 10_f64.powi(i32::try_from(decimals).ok()?);
    // Binary noise must not decide which way 2.675 is rounded.
    let scaled: f64 = format!("{scaled:.14e}").parse().unwrap_or(scaled);
    let scaled = scaled.round();
    if !(0.0..MOST).contains(&scaled) {
        return None;
    }
    let digits = format!("{scaled:0>width$.0}", width = decimals + 1);
    let (whole, fraction) = digits.split_at(digits.len() - decimals);
    let mut text = String::from(if value < 0.0 && scaled > 0.0 { "-" } else { "" });
    for (at, digit) in whole.chars().enumerate() {
        if grouped && at > 0 && (whole.len() - at).is_multiple_of(3) {
            text.push('.');
        }
        text.push(digit);
    }
    if !fraction.is_empty() {
        text.push(',');
        text.push_str(fraction);
    }
    Some(text)
}

/// `TT.MM.JJJJ`.
pub fn date(date: Date) -> String {
    format!("{:02}.{:02}.{:04}", date.day(), date.month(), date.year())
}

/// `HH:MM Uhr`.
pub fn time(time: Time) -> String {
    format!("{:02}:{:02} Uhr", time.hour(), time.minute())
}

/// `TT.MM.JJJJ, HH:MM Uhr`.
pub fn date_time(moment: DateTime) -> String {
    format!("{}, {}", date(moment.date()), time(moment.time()))
}

/// `ja` or `nein`.
pub fn yes_no(yes: bool) -> &'static str {
    if yes { "ja" } else { "nein" }
}

/// Reads a text that is a date and nothing else: `9.6.2026`, `09.06.26`, `2026-06-09`,
/// `9. Juni 2026`, `9. Jun. 2026`. Two-digit years below `pivot` lie in 20xx. `None` where it is no
/// date, or no day of the calendar.
pub fn parse_date(text: &str, pivot: u8) -> Option<Date> {
    let text = text.trim();
    let (year_text, month_text, day) = match text.split_once('-') {
        Some((year, rest)) if year.len() == 4 => {
            rest.split_once('-').map(|(month, day)| (year, month, day))?
        }
        Some(_) => return None,
        None => {
            let (day, rest) = text.split_once('.')?;
            let (month, year) = rest.trim().split_once(|c: char| c == '.' || c.is_whitespace())?;
            (year.trim(), month, day)
        }
    };
    let digits = |text: &str| text.parse().ok().filter(|_| text.bytes().all(|byte| byte.is_ascii_digit()));
    let month = digits(month_text).or_else(|| month(month_text).map(|(number, _)| number))?;
    Date::new(year(year_text, pivot)?, month, digits(day)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_german_and_free_of_binary_noise() {
        for (value, text) in [
            (2.5, "2,5"),
            (3.0, "3"),
            (-0.0, "0"),
            (0.1 + 0.2, "0,3"),
            (1234567.0, "1234567"),
            (1e21, "1000000000000000000000"),
            (-4.25, "-4,25"),
        ] {
            assert_eq!(number(value), text);
        }
        assert_eq!(percent(0.57 * 100.0), "57\u{a0}%");
        assert_eq!(percent(12.5), "12,5\u{a0}%");
        assert_eq!(decimals(-1234567.675, 2, true).as_deref(), Some("-1.234.567,68"));
        assert_eq!(decimals(0.4, 0, true).as_deref(), Some("0"));
        assert_eq!(decimals(1e15, 0, false), None);
    }

    #[test]
    fn moments_are_written_out() {
        let moment = jiff::civil::date(2026, 6, 9).at(14, 5, 0, 0);
        assert_eq!(date_time(moment), "09.06.2026, 14:05 Uhr");
    }

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
            assert_eq!(parse_date(text, 50).map(date).as_deref(), Some("09.06.2026"), "{text}");
        }
        assert_eq!(parse_date("1. Mrz 2026", 50).map(date).as_deref(), Some("01.03.2026"));
        let turned = [50, 87].map(|pivot| parse_date("9.6.86", pivot).map(|day| day.year()));
        assert_eq!(turned, [Some(1986), Some(2086)]);
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
            "9.+6.2026",
            "9.6.-26",
        ] {
            assert_eq!(parse_date(text, 50), None, "{text}");
        }
    }
}
