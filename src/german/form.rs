//! Numbers, dates and times in German form (DIN 5008), and dates read from what people type.

use jiff::civil::{Date, DateTime, Time};

use super::calendar::{month, year};

/// A number with decimal comma and the 15 digits Excel keeps: `2,5`.
pub fn number(value: f64) -> String {
    let rounded = format!("{value:.14e}").parse().unwrap_or(value);
    let rounded = if rounded == 0.0 { 0.0 } else { rounded };
    rounded.to_string().replace('.', ",")
}

/// A count in groups of three digits: `200.000`.
pub fn grouped(count: usize) -> String {
    let digits = count.to_string();
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push('.');
        }
        grouped.push(digit);
    }
    grouped
}

/// Percent points with a no-break space: `60 %`.
pub fn percent(points: f64) -> String {
    format!("{}\u{a0}%", general(points))
}

/// A number as Excel shows it in a cell without a number format: all digits of a whole number, else as
/// many as ten places hold.
pub fn general(value: f64) -> String {
    const PLACES: usize = 10;
    let whole = format!("{:.0}", value.abs().trunc()).len();
    let places = PLACES.saturating_sub(whole);
    let rounded = rounded(value, i32::try_from(places).unwrap_or_default());
    if value.fract() == 0.0 || rounded == 0.0 || whole > PLACES {
        return number(value);
    }
    number(rounded)
}

/// A number rounded to this decimal place, half away from zero; binary noise must not decide which way
/// 2.675 is rounded.
pub fn rounded(value: f64, decimals: i32) -> f64 {
    let power = 10_f64.powi(decimals.abs());
    let scaled = if decimals < 0 { value / power } else { value * power };
    let scaled: f64 = format!("{scaled:.14e}").parse().unwrap_or(scaled);
    let scaled = scaled.round();
    if decimals < 0 { scaled * power } else { scaled / power }
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
        let counts = [7, 999, 1_000, 32_767, 1_234_567].map(grouped);
        assert_eq!(counts, ["7", "999", "1.000", "32.767", "1.234.567"]);
        assert_eq!(percent(0.57 * 100.0), "57\u{a0}%");
        assert_eq!(percent(12.5), "12,5\u{a0}%");
        let general = [1.0 / 3.0, 1234567.891, 100.0 / 3.0, 123456789012.0, 0.05, -0.1, 1e-12].map(general);
        let shown =
            ["0,333333333", "1234567,891", "33,33333333", "123456789012", "0,05", "-0,1", "0,000000000001"];
        assert_eq!(general, shown);
        assert_eq!([rounded(1.005, 2), rounded(45_499.0, -3), rounded(-0.5, 0)], [1.01, 45_000.0, -1.0]);
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
