//! Yes or no, in the ways people write it.

use crate::recognise::{begins_with, fold, is_one_of};

/// What a cell says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum YesNo {
    /// Yes.
    Yes,
    /// No.
    No,
    /// Neither can be told.
    Unclear,
}

impl YesNo {
    /// Reads a cell under a head such as »Nichtöffentlich« or »Öffentlich«.
    pub(super) fn parse(text: &str) -> Self {
        let text = text.trim();
        if matches!(text, "✓" | "✔" | "☑" | "☒" | "×" | "✗" | "•" | "●") {
            return Self::Yes;
        }
        if matches!(text, "" | "-" | "–" | "—" | "☐" | "□" | "/" | "./.") {
            return Self::No;
        }
        match fold(text).as_str() {
            "ja" | "j" | "x" | "xx" | "1" | "wahr" | "true" | "yes" | "y" => Self::Yes,
            "nein" | "n" | "0" | "falsch" | "false" | "no" => Self::No,
            _ => Self::Unclear,
        }
    }

    /// Whether a text says that something is nonpublic: an [`YesNo`] to »Nichtöffentlich?«, also
    /// in the words `nichtöffentlich`, `nö`, `vertraulich`, `öffentlich`, `ö`.
    pub(super) fn nonpublic(text: &str) -> Self {
        let yes = "nichtoeff nichtoff vertraulich streng intern nurintern geheim";
        if begins_with(text, yes) || is_one_of(text, "noe") {
            return Self::Yes;
        }
        if begins_with(text, "oeffentlich") || is_one_of(text, "oe") {
            return Self::No;
        }
        Self::parse(text)
    }

    /// Whether a text says that something is public; in no doubt where it only says that it is not
    /// nonpublic.
    pub(super) fn public(text: &str) -> Self {
        match Self::parse(text) {
            Self::Unclear => Self::nonpublic(text).turned(),
            answer => answer,
        }
    }

    /// The answer to the opposite question.
    pub(super) fn turned(self) -> Self {
        match self {
            Self::Yes => Self::No,
            Self::No => Self::Yes,
            Self::Unclear => Self::Unclear,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_read_and_doubt_is_kept() {
        for (text, answer) in [
            ("Ja", YesNo::Yes),
            (" X ", YesNo::Yes),
            ("1", YesNo::Yes),
            ("WAHR", YesNo::Yes),
            ("Nicht-öffentlich", YesNo::Yes),
            ("nö", YesNo::Yes),
            ("n. ö.", YesNo::Yes),
            ("nein", YesNo::No),
            ("–", YesNo::No),
            ("0", YesNo::No),
            ("öffentlich", YesNo::No),
            ("vielleicht", YesNo::Unclear),
            ("teilweise", YesNo::Unclear),
            ("ja?", YesNo::Yes),
        ] {
            assert_eq!(YesNo::nonpublic(text), answer, "{text}");
        }
    }
}
