//! Number formats: whether a stored number is shown as a number, a percentage, a date or a time.
//!
//! In: a number and its format code (ECMA-376 part 1, 18.8.30/31). Out: a grid value that says
//! what the reader of the sheet sees. A cell typed as »Mai 2018« is stored as the date 01.05.2018
//! with the format `mmm yy`; printing the day would state what nobody wrote, so such dates become
//! the text »Mai 2018«. What is shown of other numbers: [`digits`](super::digits).

use std::sync::Arc;

use jiff::civil::{Date, DateTime, Time};

use super::digits::{Sections, Shown, Token, tokens};
use crate::german::{self, Epoch};
use crate::grid::{Font, Value};
use crate::text::RichText;

/// How a number is shown.
#[derive(Clone, Debug, Default)]
pub(super) struct NumberFormat {
    /// What kind of thing is shown.
    pub(super) kind: Kind,
    /// How: by the code; none for the format `General`.
    sections: Option<Arc<Sections>>,
}

/// What a number is shown as.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Kind {
    /// As a number.
    #[default]
    Number,
    /// As a date.
    Date,
    /// As a date with a time of day.
    DateTime,
    /// As a time of day.
    Time,
    /// As elapsed time (`[h]:mm`), which may be more than a day.
    Elapsed,
    /// As a month and a year.
    MonthYear,
    /// As a month.
    Month,
    /// As a year.
    Year,
    /// As a day of the week.
    Weekday,
}

impl NumberFormat {
    /// The format behind a built-in id as German Excel has it; `None` for ids that a file defines
    /// itself.
    pub(super) fn builtin(id: u32) -> Option<Self> {
        let code = match id {
            0 | 49 => "General",
            1 => "0",
            2 => "0.00",
            3 => "#,##0",
            4 => "#,##0.00",
            // The country's own currency; a file that names it in words has a code of its own.
            5 | 6 => "#,##0 \"€\";-#,##0 \"€\"",
            7 | 8 => "#,##0.00 \"€\";-#,##0.00 \"€\"",
            9 => "0%",
            10 => "0.00%",
            11 => "0.00E+00",
            12 => "# ?/?",
            13 => "# ??/??",
            14..=16 | 27..=31 | 36 | 50..=54 | 57..=58 => "dd.mm.yyyy",
            17 | 55 | 56 => "mmm yy",
            18..=21 | 32..=35 | 45 | 47 => "hh:mm",
            22 => "dd.mm.yyyy hh:mm",
            37 | 38 => "#,##0;-#,##0",
            39 | 40 => "#,##0.00;-#,##0.00",
            41 => "#,##0;-#,##0;\"-\"",
            42 => "#,##0 \"€\";-#,##0 \"€\";\"-\" \"€\"",
            43 => "#,##0.00;-#,##0.00;\"-\"",
            44 => "#,##0.00 \"€\";-#,##0.00 \"€\";\"-\" \"€\"",
            46 => "[h]:mm:ss",
            48 => "##0.0E+0",
            _ => return None,
        };
        Some(Self::parse(code))
    }

    /// Reads a format code.
    pub(super) fn parse(code: &str) -> Self {
        let kind = Kind::parse(code);
        let general = code.trim().is_empty() || code.eq_ignore_ascii_case("General") || code == "@";
        let sections = (!general && kind == Kind::Number).then(|| Arc::new(Sections::parse(code)));
        Self { kind, sections }
    }

    /// What the reader of the sheet sees where `number` is stored.
    pub(super) fn value(&self, number: f64, epoch: Epoch) -> Value {
        let shown = self.sections.as_ref().map(|sections| sections.show(number));
        let Shown { text, percent } = shown.unwrap_or_default();
        let plain = Value::Number { value: number, percent, shown: text.map(Into::into) };
        if self.kind == Kind::Number {
            return plain;
        }
        // A serial that Excel itself shows as #### stays a number.
        let Some((day, seconds)) = split(number) else { return plain };
        if self.kind == Kind::Elapsed {
            return elapsed(day * 86_400 + seconds);
        }
        let Some(time) = time_of_day(seconds) else { return plain };
        if self.kind == Kind::Time || (day == 0 && seconds > 0) {
            return Value::Time(time);
        }
        match epoch.day(day) {
            Some(date) => self.kind.dated(date.to_datetime(time)),
            None => plain,
        }
    }

    /// A text as its cell shows it: a format may put something before or behind it (`@" (alt)"`).
    pub(super) fn text(&self, text: RichText<Font>, font: Font) -> RichText<Font> {
        let around = self.sections.as_ref().and_then(|sections| sections.around_text());
        let Some((before, after)) = around.filter(|_| !text.is_blank()) else { return text };
        let mut whole = RichText::from_iter([(before, font)]);
        whole.append(&text);
        whole.push(after, font);
        whole
    }
}

impl Kind {
    /// What a format code shows, by its first section.
    fn parse(code: &str) -> Self {
        // AM/PM and A/P: the »m« is no month.
        let lower = code.to_ascii_lowercase().replace("am/pm", "a").replace("a/p", "a");
        let lower = lower.replace("general", "");
        let mut letters = Vec::new();
        for token in tokens(&lower).take_while(|token| *token != Token::Char(';')) {
            match token {
                Token::Char(letter) => letters.push(letter),
                Token::Bracket(it) if !it.is_empty() && it.trim_start_matches(['h', 'm', 's']).is_empty() => {
                    return Self::Elapsed;
                }
                _ => letters.push(' '),
            }
        }
        let weekday = letters.iter().filter(|letter| **letter == 'd').count() > 2;
        // Each group counts once.
        letters.dedup();
        letters.retain(|letter| matches!(letter, 'd' | 'm' | 'y' | 'h' | 's'));
        let at = |index: usize| letters.get(index).copied();
        let minutes =
            |index: usize| at(index + 1) == Some('s') || index.checked_sub(1).and_then(at) == Some('h');
        let month = (0..letters.len()).any(|index| at(index) == Some('m') && !minutes(index));
        // Minutes stand beside one of them.
        let time = letters.contains(&'h') || letters.contains(&'s');
        match (letters.contains(&'d'), month, letters.contains(&'y'), time) {
            (true, _, _, true) | (_, true, _, true) | (_, _, true, true) => Self::DateTime,
            (true, false, false, _) if weekday => Self::Weekday,
            (true, ..) => Self::Date,
            (false, true, true, _) => Self::MonthYear,
            (false, true, false, _) => Self::Month,
            (false, false, true, _) => Self::Year,
            (false, false, false, true) => Self::Time,
            (false, false, false, false) => Self::Number,
        }
    }

    /// Whether a day, a month or a year is shown.
    pub(super) fn is_date(self) -> bool {
        matches!(
            self,
            Self::Date | Self::DateTime | Self::MonthYear | Self::Month | Self::Year | Self::Weekday
        )
    }

    /// What is shown of a date and time.
    pub(super) fn dated(self, at: DateTime) -> Value {
        let month = german::month_name(at.month());
        match self {
            Self::DateTime if at.time() != Time::midnight() => Value::DateTime(at),
            Self::MonthYear => plain_text(format!("{month} {}", at.year())),
            Self::Month => plain_text(month.to_owned()),
            Self::Year => plain_text(at.year().to_string()),
            Self::Weekday => plain_text(german::weekday_name(at.date()).to_owned()),
            _ => Value::Date(at.date()),
        }
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

/// The time of day so many seconds after midnight.
pub(super) fn time_of_day(seconds: i64) -> Option<Time> {
    let (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    Time::new(hour.try_into().ok()?, minute as i8, second as i8, 0).ok()
}
