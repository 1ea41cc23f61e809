//! The number after a version, and where a version stands in a text.

use std::ops::Range;

use super::finding;
use crate::diag::Error;
use crate::model::Version;

/// The next version: the last part plus one, so that 1.9 is followed by 1.10.
pub(super) fn next(version: &Version) -> Result<Version, Error> {
    let written = version.to_string();
    let (front, last) = written.split_at(written.rfind('.').map_or(0, |dot| dot + 1));
    let number = last.parse::<u32>().ok().and_then(|number| number.checked_add(1));
    let next = number.and_then(|number| format!("{front}{number}").parse().ok());
    next.ok_or_else(|| finding::no_successor(version))
}

/// Where a version stands in a text as a word of its own; the last such place.
pub(super) fn find(text: &str, version: &str) -> Option<Range<usize>> {
    let stands_alone = |place: &Range<usize>| {
        let before = text.get(..place.start).unwrap_or_default();
        let after = text.get(place.end..).unwrap_or_default();
        !number_goes_on(before.chars().rev()) && !number_goes_on(after.chars())
    };
    text.rmatch_indices(version).map(|(start, _)| start..start + version.len()).find(stands_alone)
}

/// Whether a number goes on with these characters: a digit, or one behind a separator.
fn number_goes_on(mut beside: impl Iterator<Item = char>) -> bool {
    let next = match beside.next() {
        Some('.' | ',') => beside.next(),
        next => next,
    };
    next.is_some_and(|c| c.is_ascii_digit())
}

/// The name of the new file: the old name with the version replaced where it stands in it, else
/// with the new version behind it. Folders are left out, the ending stays.
pub(super) fn file_name(file: &str, old: &Version, new: &Version) -> String {
    let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
    let begins_ending = |dot: &usize| {
        *dot > 0 && name.get(dot + 1..).is_some_and(|ending| ending.starts_with(char::is_alphabetic))
    };
    let (stem, ending) = name.rfind('.').filter(begins_ending).map_or((name, ""), |dot| name.split_at(dot));
    for separator in [".", "-", "_"] {
        let written = |version: &Version| version.to_string().replace('.', separator);
        // A lone number may count anything, unless a »v« stands before it.
        let sure = |place: &Range<usize>| {
            old.to_string().contains('.')
                || stem.get(..place.start).is_some_and(|before| before.ends_with(['v', 'V']))
        };
        if let Some(place) = find(stem, &written(old)).filter(sure) {
            let mut stem = stem.to_owned();
            stem.replace_range(place, &written(new));
            return stem + ending;
        }
    }
    format!("{stem}_v{new}{ending}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn version(text: &str) -> Version {
        text.parse().unwrap()
    }

    #[test]
    fn the_last_part_is_raised() {
        for (old, new) in [
            ("1.14", "1.15"),
            ("1.9", "1.10"),
            ("1.0", "1.1"),
            ("2", "3"),
            ("1.2.9", "1.2.10"),
            ("1.09", "1.10"),
        ] {
            assert_eq!(next(&version(old)).unwrap().to_string(), new);
        }
        assert!(next(&version("1.4294967295")).is_err());
    }

    #[test]
    fn the_file_keeps_its_name() {
        for (file, old, new, name) in [
            ("input/krm_sachstand_1.14.xlsx", "1.14", "1.15", "krm_sachstand_1.15.xlsx"),
            ("Bericht v1.9 (Entwurf).xlsm", "1.9", "1.10", "Bericht v1.10 (Entwurf).xlsm"),
            (r"C:\Daten\bericht_1-9.xlsx", "1.9", "1.10", "bericht_1-10.xlsx"),
            ("Bericht.xlsx", "1.9", "1.10", "Bericht_v1.10.xlsx"),
            ("Bericht 11.9.xlsx", "1.9", "1.10", "Bericht 11.9_v1.10.xlsx"),
            ("Bericht 1.9.2026.xlsx", "1.9", "1.10", "Bericht 1.9.2026_v1.10.xlsx"),
            ("Bericht 2026 v2.xlsx", "2", "3", "Bericht 2026 v3.xlsx"),
            ("bericht_1.14", "1.14", "1.15", "bericht_1.15"),
            ("TOP 2 Bericht.xlsx", "2", "3", "TOP 2 Bericht_v3.xlsx"),
        ] {
            assert_eq!(file_name(file, &version(old), &version(new)), name);
        }
    }
}
