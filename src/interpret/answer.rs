//! Yes or no, in the ways people write it.

use super::names::fold;

/// What a cell says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Answer {
    /// Yes.
    Yes,
    /// No.
    No,
    /// Neither can be told.
    Unclear,
}

impl Answer {
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

    /// Whether a text says that something is nonpublic: an [`Answer`] to »Nichtöffentlich?«, also
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
            ("Ja", Answer::Yes),
            (" X ", Answer::Yes),
            ("1", Answer::Yes),
            ("WAHR", Answer::Yes),
            ("Nicht-öffentlich", Answer::Yes),
            ("nö", Answer::Yes),
            ("n. ö.", Answer::Yes),
            ("nein", Answer::No),
            ("–", Answer::No),
            ("0", Answer::No),
            ("öffentlich", Answer::No),
            ("vielleicht", Answer::Unclear),
            ("teilweise", Answer::Unclear),
            ("ja?", Answer::Yes),
        ] {
            assert_eq!(Answer::nonpublic(text), answer, "{text}");
        }
    }
}
