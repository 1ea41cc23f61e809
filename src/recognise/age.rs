//! Of which time a head speaks: of several columns with reports, the newest holds the Sachstand.

use super::names::{is_one_of, is_supplement};
use crate::german::words::is_roman;
use crate::german::{fold, month};

/// The time a head names; the greater the newer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Age {
    /// What its words say: -1 for »bisheriger Sachstand«, 1 for »neuer Sachstand«, else 0.
    said: i8,
    /// The year, 0 where none is named.
    year: u32,
    /// The month; of a quarter or half-year its last. 0 where none is named.
    month: u32,
}

impl Age {
    /// Reads a head: »Sachstand 1. Halbjahr 2026«, »Stand 30.06.2026«, »Q3«, »Bericht neu«.
    pub(super) fn of(label: &str) -> Self {
        let separators = [' ', '/', ',', '\u{a0}', '(', ')', '\n', ':', '[', ']'];
        let words: Vec<&str> = label.split(separators).filter(|word| !word.is_empty()).collect();
        let old = "alt alter altes bisher bisherig bisheriger bisherige frueher frueherer vorher vorheriger \
                   vorige voriger letzter letzte vorjahr vorjahres vorperiode vorbericht";
        let new = "neu neuer neues aktuell aktueller aktuelle derzeit derzeitiger jetzt jetziger heute \
                   fortschreibung fortgeschrieben";
        let says = |list| words.iter().any(|word| is_one_of(word, list));
        let said = i8::from(says(new)) - i8::from(says(old));
        let year = words.iter().filter_map(|word| year(word)).max().unwrap_or_default();
        let months = words.iter().filter_map(|word| month_in(word));
        let month = months.chain(words.windows(2).filter_map(|pair| part(pair[0], pair[1])));
        let month = month.max().unwrap_or_default();
        // `HJ 1/25`, `30.06.25`
        let short =
            words.last().and_then(|word| word.rsplit('.').next()?.trim_start_matches('\'').parse().ok());
        let short = short.filter(|short| year == 0 && month > 0 && (20..60).contains(short));
        Self { said, year: short.map_or(year, |short: u32| 2000 + short), month }
    }

    /// What ages are compared by: a head that names no time speaks of today.
    pub(super) fn rank(self) -> impl Ord + Copy {
        let today = self.year == 0 && self.month == 0;
        (self.said, if today { u32::MAX } else { self.year }, self.month)
    }
}

/// Whether a head is a time and nothing else: `2025`, `I. Halbjahr`, `31.12.2024`, `Stand Mai`.
pub(super) fn is_time(label: &str) -> bool {
    let age = Age::of(label);
    let words = || label.split(['/', ' ', '\n']);
    age.said != 0 && words().count() == 1 || (age.year, age.month) != (0, 0) && words().all(is_supplement)
}

/// What a head says beside its time, folded: `2024 Text` and `2025 Text` are the same.
pub(super) fn without_time(label: &str) -> String {
    label.split([' ', '/', '\n']).filter(|word| !is_supplement(word)).map(fold).collect()
}

fn year(word: &str) -> Option<u32> {
    let years = word.split(|c: char| !c.is_ascii_digit()).filter(|digits| digits.len() == 4);
    years.filter_map(|digits| digits.parse().ok()).filter(|year| (1900..2200).contains(year)).max()
}

/// The month a word names by itself: `Mai`, `30.06.2026`, `06.2026`, `Q2`, `H1`.
fn month_in(word: &str) -> Option<u32> {
    if let Some((number, _)) = month(word.trim_end_matches('.')) {
        return u32::try_from(number).ok();
    }
    let seasons = ["fruehjahr", "sommer", "herbst", "winter"];
    if let Some(season) = seasons.iter().position(|season| *season == fold(word)) {
        return Some(3 * (season as u32 + 1));
    }
    if let Some(nth) = word.strip_prefix(['Q', 'q']).and_then(nth) {
        return Some(3 * nth);
    }
    if let Some(nth) =
        word.strip_prefix(['H', 'h']).map(|word| word.trim_start_matches(['J', 'j'])).and_then(nth)
    {
        return Some(6 * nth);
    }
    let numbers: Vec<&str> = word.split(['.', '-']).filter(|part| !part.is_empty()).collect();
    let number = match numbers.as_slice() {
        [year, month, _] if year.len() == 4 => month,
        [_, month, _] | [_, month] if month.len() <= 2 => month,
        [month, year] if year.len() == 4 => month,
        _ => return None,
    };
    number.parse().ok().filter(|number| (1..=12).contains(number))
}

/// The month two words name: `1. Halbjahr`, `III. Quartal`, `Quartal 3`, `HJ 2`, `II 2025`, `09 2025`.
fn part(first: &str, second: &str) -> Option<u32> {
    let months = |word: &str| {
        let folded = word.trim_end_matches('.').to_lowercase();
        let is = |names: &[&str]| names.iter().any(|name| folded.starts_with(name));
        match folded.as_str() {
            "q" | "qu" => Some(3),
            "hj" => Some(6),
            _ if is(&["quartal"]) => Some(3),
            _ if is(&["halbj"]) => Some(6),
            _ => None,
        }
    };
    let named = months(second).and_then(|months| Some(months * nth(first)?));
    let named = named.or_else(|| months(first).and_then(|months| Some(months * nth(second)?)));
    named.or_else(|| {
        year(second)?;
        let roman = is_roman(first.trim_end_matches('.')).then(|| nth(first)).flatten();
        roman.map(|nth| 3 * nth).or_else(|| first.parse().ok().filter(|month| (1..=12).contains(month)))
    })
}

/// `1.`, `1`, `I`, `IV.` as a number.
fn nth(word: &str) -> Option<u32> {
    let word = word.trim_end_matches('.');
    let roman = ["I", "II", "III", "IV"].iter().position(|it| *it == word).map(|at| at as u32 + 1);
    roman.or_else(|| word.parse().ok().filter(|nth| (1..=4).contains(nth)))
}
