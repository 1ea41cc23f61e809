//! For whom a paper is, as its Vertraulichkeit says.

use serde::Serialize;

use super::Facts;

/// Who is to read a paper.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Edition {
    /// Everybody: without the persons and rows that are not for the public.
    Public,
    /// The committee in closed session and the office: everything.
    #[default]
    Internal,
}

impl Edition {
    /// What papers and messages call it.
    pub fn german(self) -> &'static str {
        match self {
            Self::Public => "öffentlich",
            Self::Internal => "nichtöffentlich",
        }
    }
}

impl Facts {
    /// For whom the paper is; none where it has no Vertraulichkeit. Whatever does not plainly say »öffentlich«
    /// is taken for internal.
    pub fn edition(&self) -> Option<Edition> {
        let said = &self.confidentiality.as_ref()?.value;
        Some(if is_public(said) { Edition::Public } else { Edition::Internal })
    }
}

/// Whether a Vertraulichkeit says »öffentlich« without reserve: »öffentlich (Teil A)«, »ö«, but not
/// »öffentlich / nichtöffentlich«, »öffentlich nach Freigabe«, »öffentlich?«.
fn is_public(said: &str) -> bool {
    let folded = said.to_lowercase().replace("o\u{308}", "ö").replace("oe", "ö");
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let mut words = words.skip_while(|word| ["als", "ist"].contains(word));
    let first = words.next().unwrap_or_default();
    let public = ["ö", "öff", "public"].contains(&first)
        || first
            .strip_prefix("öffentlich")
            .is_some_and(|end| ["", "e", "er", "es", "en", "em"].contains(&end));
    public && !folded.contains('?') && !words.any(is_reserve)
}

/// Whether a word behind »öffentlich« takes it back, in part or for a time.
fn is_reserve(word: &str) -> bool {
    let stems =
        ["nicht", "nö", "kein", "teil", "intern", "vertraulich", "geheim", "eingeschränkt", "beschränkt"];
    let words = [
        "n",
        "nur",
        "erst",
        "noch",
        "nach",
        "ab",
        "bis",
        "vor",
        "sobald",
        "wenn",
        "falls",
        "sofern",
        "außer",
        "ausser",
        "ohne",
        "oder",
        "vorbehaltlich",
        "gesperrt",
        "vs",
        "nfd",
    ];
    words.contains(&word) || word != "teil" && stems.iter().any(|stem| word.starts_with(stem))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_plain_public_is_public() {
        for said in [
            "öffentlich",
            "Öffentlich",
            "ÖFFENTLICH",
            "oeffentlich",
            "o\u{308}ffentlich",
            "ö",
            "Ö",
            "oe",
            "öff.",
            "öffentlich (Teil A)",
            "öffentlicher Teil",
            "öffentliche Sitzung",
            "öffentlich, Teil A der Sitzung",
        ] {
            assert!(is_public(said), "{said}");
        }
        for said in [
            "nichtöffentlich",
            "nicht öffentlich",
            "nö",
            "n.ö.",
            "vertraulich",
            "VS-NfD",
            "intern",
            "ja",
            "",
            "nur für den Dienstgebrauch",
            "öffentlich / nichtöffentlich",
            "ö/nö",
            "öffentlich, Teil B nicht",
            "öffentlich nach Freigabe",
            "öffentlich ab 01.07.2026",
            "erst nach der Sitzung öffentlich",
            "öffentlich?",
            "teilweise öffentlich",
            "öffentlich teilweise",
            "Öffentlichkeit",
            "öffentlich (intern)",
        ] {
            assert!(!is_public(said), "{said}");
        }
    }
}
