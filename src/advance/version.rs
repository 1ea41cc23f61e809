//! The number after a version, and where a version stands in a text.

use std::ops::Range;

use crate::diag::{Error, ErrorKind};
use crate::model::Version;

/// The next version: the last part plus one, so that 1.9 is followed by 1.10.
pub(super) fn next(version: &Version) -> Result<Version, Error> {
    let written = version.to_string();
    let (front, last) =
        written.rsplit_once('.').map_or(("", written.as_str()), |(front, last)| (front, last));
    let number = last.parse::<u32>().ok().and_then(|number| number.checked_add(1));
    let next = number.and_then(|number| match front {
        "" => number.to_string().parse().ok(),
        front => format!("{front}.{number}").parse().ok(),
    });
    next.ok_or_else(|| {
        Error::new(ErrorKind::Options, format!("Auf die Version »{version}« folgt keine"))
            .help("Die neue Version mit --version angeben")
    })
}

/// Where a version stands in a text as a word of its own; the last such place.
pub(super) fn find(text: &str, version: &str) -> Option<Range<usize>> {
    let stands_alone = |start: usize| {
        let before = text.get(..start).unwrap_or_default();
        let after = text.get(start + version.len()..).unwrap_or_default();
        let separator = |c: char| matches!(c, '.' | ',');
        let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        let mut before = before.chars().rev();
        let mut after = after.chars();
        let (left, right) = (before.next(), after.next());
        !(digit(left)
            || digit(right)
            || (left.is_some_and(separator) && digit(before.next()))
            || (right.is_some_and(separator) && digit(after.next())))
    };
    text.rmatch_indices(version)
        .map(|(start, _)| start)
        .find(|start| stands_alone(*start))
        .map(|start| start..start + version.len())
}

/// The name of the new file: the old name with the version replaced where it stands in it, else
/// with the new version behind it. Folders are left out, the ending stays.
pub(super) fn file_name(file: &str, old: &Version, new: &Version) -> String {
    let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
    let (stem, ending) = match name.rfind('.').filter(|dot| *dot > 0) {
        Some(dot)
            if name.get(dot + 1..).is_some_and(|ending| ending.starts_with(|c: char| c.is_alphabetic())) =>
        {
            name.split_at(dot)
        }
        _ => (name, ""),
    };
    for separator in [".", "-", "_"] {
        let written = |version: &Version| version.to_string().replace('.', separator);
        // A lone number may count anything, unless a »v« stands before it.
        let sure = |place: &Range<usize>| {
            old.to_string().contains('.')
                || stem.get(..place.start).is_some_and(|before| before.ends_with(['v', 'V']))
        };
        if let Some(place) = find(stem, &written(old)).filter(sure) {
            let (before, after) =
                (stem.get(..place.start).unwrap_or_default(), stem.get(place.end..).unwrap_or_default());
            return format!("{before}{}{after}{ending}", written(new));
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
