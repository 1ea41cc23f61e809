//! How German is written: numbers, dates, months, weekdays, and the words that decide where a
//! sentence ends or what a shortened word is.
//!
//! - [`calendar`]: months, weekdays, two-digit years, the serial days of a workbook.
//! - [`fold`](mod@fold): the form in which names are compared.
//! - [`form`]: numbers, dates and times in German form (DIN 5008), and dates read from it.
//! - [`nominative`]: a term taken out of its sentence.
//! - [`period`]: quarters, half-years and other periods.
//! - [`secrecy`]: what a name says about who may read what stands under it.
//! - [`words`]: word lists, each once.
//!
//! All of it is pure: `9.6.86` is the 9 June 1986, whoever reads it with the same pivot.

mod calendar;
mod fold;
mod form;
mod nominative;
mod period;
mod secrecy;
pub mod words;

pub use calendar::{
    CENTURY_PIVOT, Epoch, is_short_calendar_word, month, month_name, month_spellings, weekday, weekday_name,
    year,
};
pub(crate) use fold::fold;
pub use form::{date, date_time, general, grouped, number, parse_date, percent, rounded, time, yes_no};
pub use nominative::nominative;
pub use period::parse_period;
pub(crate) use secrecy::{
    Said, begins_nonpublic, is_nonpublic_title, is_working_sheet, said_by, says_nonpublic, subject,
};
