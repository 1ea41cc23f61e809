//! Yes or no, in the ways people write it.

use crate::recognise::fold;

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
        let folded = fold(text);
        let starts = |words: &[&str]| words.iter().any(|word| folded.starts_with(word));
        if starts(&["nichtoeff", "nichtoff", "vertraulich", "streng", "intern", "nurintern", "geheim"])
            || folded == "noe"
        {
            return Self::Yes;
        }
        if starts(&["oeffentlich"]) || folded == "oe" {
            return Self::No;
        }
        Self::parse(text)
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
