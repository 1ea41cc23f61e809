//! Yes or no, in the ways people write it.

use crate::german::fold;
use crate::recognise::{begins_with, is_one_of};

/// Reads a cell under a head such as »Nichtöffentlich« or »Öffentlich«.
pub(super) fn yes_no(text: &str) -> Option<bool> {
    match text.trim() {
        "✓" | "✔" | "☑" | "☒" | "×" | "✗" | "•" | "●" => return Some(true),
        "" | "-" | "–" | "—" | "☐" | "□" | "/" | "./." => return Some(false),
        _ => {}
    }
    match fold(text).as_str() {
        "ja" | "j" | "x" | "xx" | "1" | "wahr" | "true" | "yes" | "y" => Some(true),
        "nein" | "n" | "0" | "falsch" | "false" | "no" => Some(false),
        _ => None,
    }
}

/// Whether a text says that something is nonpublic: the answer to »Nichtöffentlich?«, also in the words
/// `nichtöffentlich`, `nö`, `vertraulich`, `öffentlich`, `ö`. None where it is neither yes nor no.
pub(super) fn is_nonpublic(text: &str) -> Option<bool> {
    let yes = "nichtoeff nichtoff vertraulich streng intern nurintern geheim";
    if begins_with(text, yes) || is_one_of(text, "noe") {
        return Some(true);
    }
    if begins_with(text, "oeffentlich") || is_one_of(text, "oe") {
        return Some(false);
    }
    yes_no(text)
}

/// Whether a text says that something is public; in no doubt where it only says that it is not
/// nonpublic.
pub(super) fn is_public(text: &str) -> Option<bool> {
    yes_no(text).or_else(|| is_nonpublic(text).map(|nonpublic| !nonpublic))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_read_and_doubt_is_kept() {
        for (text, answer) in [
            ("Ja", Some(true)),
            (" X ", Some(true)),
            ("1", Some(true)),
            ("WAHR", Some(true)),
            ("Nicht-öffentlich", Some(true)),
            ("nö", Some(true)),
            ("n. ö.", Some(true)),
            ("nein", Some(false)),
            ("–", Some(false)),
            ("0", Some(false)),
            ("öffentlich", Some(false)),
            ("vielleicht", None),
            ("teilweise", None),
            ("ja?", Some(true)),
        ] {
            assert_eq!(is_nonpublic(text), answer, "{text}");
        }
    }
}
