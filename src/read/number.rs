//! Number formats: whether a stored number is shown as a number, a percentage, a date or a time.
//!
//! In: a number and its format code (ECMA-376 part 1, 18.8.30/31). Out: a grid value that says
//! what the reader of the sheet sees. A cell typed as »Mai 2018« is stored as the date 01.05.2018
//! with the format `mmm yy`; printing the day would state what nobody wrote, so such dates become
//! the text »Mai 2018«. An amount of money keeps its unit: »1.234,50 €« and not »1234,5«.

use jiff::civil::{Date, DateTime, Time};

use crate::german::{self, Epoch};
use crate::grid::{Font, Value};
use crate::text::RichText;

/// How a number is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum NumberFormat {
    /// As a number.
    #[default]
    Plain,
    /// As a percentage.
    Percent,
    /// As a date.
    Date,
    /// As a date with a time of day.
    DateTime,
    /// As a time of day.
    Time,
    /// As elapsed hours (`[h]:mm`), which may be more than a day.
    Elapsed,
    /// As a month and a year.
    MonthYear,
    /// As a month.
    Month,
    /// As a year.
    Year,
    /// As an amount of money.
    Money(Money),
}

/// How an amount is shown: `1.234,50 €`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Money {
    /// Digits behind the comma.
    decimals: usize,
    /// A full stop before each three digits.
    grouped: bool,
    unit: &'static str,
}

/// What a format may name as the unit of an amount.
const UNITS: [&str; 4] = ["€", "EUR", "Euro", "T€"];

/// Most digits behind the comma that an amount is shown with.
const MOST_DECIMALS: usize = 4;

impl NumberFormat {
    /// The format behind a built-in id; `None` for ids that a file defines itself.
    pub(super) fn builtin(id: u32) -> Option<Self> {
        Some(match id {
            9 | 10 => Self::Percent,
            // The country's own currency; a file that names it in words has a code of its own.
            5 | 6 | 42 => Self::Money(Money { decimals: 0, grouped: true, unit: "€" }),
            7 | 8 | 44 => Self::Money(Money { decimals: 2, grouped: true, unit: "€" }),
            14..=16 | 27..=31 | 36 | 50..=54 | 57..=58 => Self::Date,
            17 | 55 | 56 => Self::MonthYear,
            18..=21 | 32..=35 | 45 | 47 => Self::Time,
            22 => Self::DateTime,
            46 => Self::Elapsed,
            0..=4 | 11..=13 | 37..=41 | 43 | 48 | 49 => Self::Plain,
            _ => return None,
        })
    }

    /// Reads a format code, of which the first section counts.
    pub(super) fn parse(code: &str) -> Self {
        // AM/PM and A/P: the »m« is no month.
        let lower = code.to_ascii_lowercase().replace("am/pm", "a").replace("a/p", "a");
        let mut letters = Vec::new();
        for token in tokens(&lower) {
            match token {
                Token::Char(letter) => letters.push(letter),
                Token::Bracket(it) if !it.is_empty() && it.trim_start_matches(['h', 'm', 's']).is_empty() => {
                    return Self::Elapsed;
                }
                _ => letters.push(' '),
            }
        }
        // Each group counts once.
        letters.dedup();
        letters.retain(|letter| matches!(letter, 'd' | 'm' | 'y' | 'h' | 's' | '%'));
        let at = |index: usize| letters.get(index).copied();
        let minutes =
            |index: usize| at(index + 1) == Some('s') || index.checked_sub(1).and_then(at) == Some('h');
        let month = (0..letters.len()).any(|index| at(index) == Some('m') && !minutes(index));
        // Minutes stand beside one of them.
        let time = letters.contains(&'h') || letters.contains(&'s');
        match (letters.contains(&'d'), month, letters.contains(&'y'), time) {
            (true, _, _, true) | (_, true, _, true) | (_, _, true, true) => Self::DateTime,
            (true, ..) => Self::Date,
            (false, true, true, _) => Self::MonthYear,
            (false, true, false, _) => Self::Month,
            (false, false, true, _) => Self::Year,
            (false, false, false, true) => Self::Time,
            (false, false, false, false) if letters.contains(&'%') => Self::Percent,
            (false, false, false, false) => Money::parse(code).map_or(Self::Plain, Self::Money),
        }
    }

    /// What the reader of the sheet sees where `number` is stored.
    pub(super) fn value(self, number: f64, epoch: Epoch) -> Value {
        let plain = Value::Number { value: number, percent: self == Self::Percent };
        if let Self::Money(money) = self {
            return money.shown(number).map_or(plain, plain_text);
        }
        if matches!(self, Self::Plain | Self::Percent) {
            return plain;
        }
        // A serial that Excel itself shows as #### stays a number.
        let Some((day, seconds)) = split(number) else { return plain };
        if self == Self::Elapsed {
            return elapsed(day * 86_400 + seconds);
        }
        let Some(time) = time_of_day(seconds) else { return plain };
        if self == Self::Time || (day == 0 && seconds > 0) {
            return Value::Time(time);
        }
        match epoch.day(day) {
            Some(date) => self.dated(date.to_datetime(time)),
            None => plain,
        }
    }

    /// What is shown of a date and time.
    pub(super) fn dated(self, at: DateTime) -> Value {
        let month = german::month_name(at.month());
        match self {
            Self::DateTime if at.time() != Time::midnight() => Value::DateTime(at),
            Self::MonthYear => plain_text(format!("{month} {}", at.year())),
            Self::Month => plain_text(month.to_owned()),
            Self::Year => plain_text(at.year().to_string()),
            _ => Value::Date(at.date()),
        }
    }
}

impl Money {
    /// Reads the first section of a format code; `None` where it names no unit behind the digits,
    /// or shows thousands of what is stored.
    fn parse(code: &str) -> Option<Self> {
        let (mut digits, mut unit) = (String::new(), String::new());
        for token in tokens(code) {
            match token {
                Token::Literal(text) => unit.push_str(&text),
                Token::Bracket(inside) => {
                    let symbol = inside.strip_prefix('$').and_then(|rest| rest.split('-').next());
                    unit.push_str(symbol.unwrap_or_default());
                }
                Token::Char(digit @ ('#' | '0' | '?' | ',' | '.')) => digits.push(digit),
                Token::Char(character) => unit.push(character),
            }
        }
        let (whole, fraction) = digits.split_once('.').unwrap_or((&digits, ""));
        let scaled = whole.ends_with(',') || fraction.contains(',');
        let fits = !whole.is_empty() && !scaled && fraction.len() <= MOST_DECIMALS;
        let exact = fraction.chars().all(|digit| digit == '0');
        let unit = UNITS.into_iter().find(|known| *known == unit.trim_matches([' ', '\u{a0}', '-']))?;
        (fits && exact).then(|| Self { decimals: fraction.len(), grouped: whole.contains(','), unit })
    }

    /// The amount in words; `None` for one that has more digits than a number keeps.
    fn shown(self, number: f64) -> Option<String> {
        Some(format!("{}\u{a0}{}", german::decimals(number, self.decimals, self.grouped)?, self.unit))
    }
}

/// A day, or a day and a time, as ISO 8601 writes them.
pub(super) fn moment(written: &str) -> Option<DateTime> {
    let written = written.trim().trim_end_matches('Z');
    let day = |_| written.parse::<Date>().map(|date| date.at(0, 0, 0, 0));
    written.parse().or_else(day).ok()
}

/// A duration as `[h]:mm` shows it.
pub(super) fn elapsed(seconds: i64) -> Value {
    if let Some(time) = time_of_day(seconds) {
        return Value::Time(time);
    }
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    plain_text(match seconds {
        0 => format!("{hours}:{minutes:02}"),
        _ => format!("{hours}:{minutes:02}:{seconds:02}"),
    })
}

/// A value that came out of a number, in the font of its cell.
pub(super) fn in_font(mut value: Value, font: Font) -> Value {
    if let Value::Text(text) = &mut value {
        *text = text.map(|_| font);
    }
    value
}

/// Text in the cell's plain font.
fn plain_text(text: String) -> Value {
    Value::Text(RichText::plain(text))
}

/// Whole days and seconds of a serial number, rounded to the second: 0.1 days times 86,400 is not
/// a whole number of seconds in binary.
fn split(number: f64) -> Option<(i64, i64)> {
    // 31 December 9999 in the 1900 system.
    if !(0.0..2_958_466.0).contains(&number) {
        return None;
    }
    let seconds = (number * 86_400.0).round() as i64;
    Some((seconds / 86_400, seconds % 86_400))
}

fn time_of_day(seconds: i64) -> Option<Time> {
    let (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    Time::new(hour.try_into().ok()?, minute as i8, second as i8, 0).ok()
}

/// A piece of a format code.
enum Token {
    /// Characters shown as they are.
    Literal(String),
    /// What stands in square brackets.
    Bracket(String),
    Char(char),
}

/// The first section of a format code, piece by piece.
fn tokens(code: &str) -> impl Iterator<Item = Token> {
    let mut characters = code.chars();
    std::iter::from_fn(move || {
        let character = characters.next().filter(|&next| next != ';')?;
        let mut until = |end: char| characters.by_ref().take_while(|&next| next != end).collect();
        Some(match character {
            '"' => Token::Literal(until('"')),
            '[' => Token::Bracket(until(']')),
            '\\' => Token::Literal(characters.next().into_iter().collect()),
            // White space as wide as the next character, or so much of that as fits.
            '_' | '*' => {
                characters.next();
                Token::Literal(String::new())
            }
            character => Token::Char(character),
        })
    })
}
