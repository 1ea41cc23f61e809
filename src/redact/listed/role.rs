//! What stands in place of a name, in the case that its sentence asks for.

use super::view::key;
use crate::model::Role;
use crate::persons::functions::is_function;
use crate::persons::titles::Gender;
use crate::text::single_spaced;

/// A grammatical case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Case {
    Nominative,
    Genitive,
    Dative,
    Accusative,
}

/// The gender and number of a role, as far as they decide its forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Masculine,
    Feminine,
    Neuter,
    Plural,
}

/// A role in all cases that are known.
#[derive(Clone, Debug)]
pub(super) struct Spoken {
    /// As the list gives it.
    given: String,
    /// Nominative, genitive, dative, accusative, with their article.
    cases: [Option<String>; 4],
    kind: Option<Kind>,
    /// Its noun, folded: `projektleiter`.
    noun: String,
    /// What hangs on the noun, folded: `des`, `bauamts`.
    rest: Vec<String>,
    /// It is the same in every case: »FB 51«.
    fixed: bool,
}

/// What stands for a person whose row gives no role; such a row is an error of its own.
const NOBODY: &str = "[nicht öffentlich]";

impl Spoken {
    pub(super) fn new(role: Option<&Role>) -> Self {
        let said = |value: &crate::source::Located<String>| Some(single_spaced(&value.value));
        let given = role.and_then(|role| said(&role.nominative)).filter(|given| !given.is_empty());
        let Some(given) = given else {
            let cases = [Some(NOBODY.to_owned()), None, None, None];
            return Self {
                given: NOBODY.into(),
                cases,
                kind: None,
                noun: String::new(),
                rest: Vec::new(),
                fixed: true,
            };
        };
        let listed =
            |case: fn(&Role) -> Option<&crate::source::Located<String>>| role.and_then(case).and_then(said);
        let [genitive, dative, accusative] = [
            listed(|role| role.genitive.as_ref()),
            listed(|role| role.dative.as_ref()),
            listed(|role| role.accusative.as_ref()),
        ];
        let phrase = Phrase::read(&given);
        let kind = phrase.kind(dative.as_deref());
        let with_article = phrase.with_article(kind);
        let derived = |case| kind.and_then(|kind| with_article.in_case(kind, case));
        let cases = [
            Some(with_article.text()),
            genitive.or_else(|| derived(Case::Genitive)),
            dative.or_else(|| derived(Case::Dative)),
            accusative.or_else(|| derived(Case::Accusative)),
        ];
        let fixed = phrase.article.is_empty() && phrase.is_sign() && cases.iter().flatten().count() == 1;
        Self {
            given,
            cases,
            kind,
            noun: key(&phrase.noun),
            rest: phrase.rest.split_whitespace().map(key).collect(),
            fixed,
        }
    }

    /// The role in a case, and whether that is sure: where the case is not given, it is the nominative.
    pub(super) fn in_case(&self, case: Case) -> (&str, bool) {
        let nominative = self.cases[0].as_deref().unwrap_or(&self.given);
        let sure = self.kind != Some(Kind::Plural);
        match self.cases.get(case as usize).and_then(Option::as_deref) {
            Some(said) => (said, sure),
            None => (nominative, self.fixed && sure),
        }
    }

    /// As the list gives it: where it stands for itself.
    pub(super) fn given(&self) -> &str {
        &self.given
    }

    /// Whether it is the same in both cases.
    pub(super) fn is_same_in(&self, one: Case, other: Case) -> bool {
        self.in_case(one) == self.in_case(other) && self.in_case(one).1
    }

    /// Whether a noun in any case is that of the role: `Projektleiters`.
    pub(super) fn is_said_by(&self, noun: &str) -> bool {
        let rest = noun.strip_prefix(self.noun.trim_end_matches('e')).unwrap_or("-");
        !self.noun.is_empty() && matches!(rest, "" | "e" | "s" | "es" | "n" | "en" | "r" | "er")
    }

    /// Whether words end with the role in any case: how many of them are its noun and what hangs on it.
    pub(super) fn ends(&self, words: &[&str]) -> Option<usize> {
        let noun = words.len().checked_sub(self.rest.len() + 1)?;
        let (noun, rest) = words.get(noun..)?.split_first()?;
        (self.is_said_by(noun) && rest.iter().eq(self.rest.iter())).then_some(self.rest.len() + 1)
    }

    /// Man or woman, where the role says so.
    pub(super) fn gender_of_person(&self) -> Option<Gender> {
        let person = is_function(&self.noun);
        match self.kind {
            Some(Kind::Masculine) if person => Some(Gender::Male),
            Some(Kind::Feminine) if person && self.noun.ends_with("in") => Some(Gender::Female),
            _ => None,
        }
    }
}

/// A noun phrase in the nominative: article, adjectives, noun, and what hangs on it.
#[derive(Clone, Debug)]
struct Phrase {
    article: String,
    adjectives: Vec<String>,
    noun: String,
    rest: String,
}

impl Phrase {
    fn read(text: &str) -> Self {
        let mut words = text.split(' ').peekable();
        let is_article = |word: &&str| {
            matches!(*word, "der" | "die" | "das" | "ein" | "eine" | "Der" | "Die" | "Das" | "Ein" | "Eine")
        };
        let article = words.next_if(is_article).unwrap_or_default().to_lowercase();
        let mut adjectives = Vec::new();
        while let Some(word) =
            words.next_if(|word| !article.is_empty() && word.starts_with(char::is_lowercase))
        {
            adjectives.push(word.to_owned());
        }
        let noun = words.next().unwrap_or_default().to_owned();
        Self { article, adjectives, noun, rest: words.collect::<Vec<_>>().join(" ") }
    }

    fn text(&self) -> String {
        let words = std::iter::once(&self.article).chain(&self.adjectives).chain([&self.noun, &self.rest]);
        words.filter(|word| !word.is_empty()).map(String::as_str).collect::<Vec<_>>().join(" ")
    }

    /// Whether its noun is a sign, or a sign tells it from others: `FB`, `51`, `Person A`.
    fn is_sign(&self) -> bool {
        !self.noun.contains(char::is_lowercase)
            || self.rest.contains(|c: char| c.is_ascii_digit())
            || self.rest.chars().count() == 1
    }

    fn kind(&self, dative: Option<&str>) -> Option<Kind> {
        let noun = self.noun.to_lowercase();
        let ends = |endings: &[&str]| endings.iter().any(|ending| noun.ends_with(ending));
        match self.article.as_str() {
            "der" => Some(Kind::Masculine),
            "das" => Some(Kind::Neuter),
            "eine" => Some(Kind::Feminine),
            "ein" if ends(MASCULINE) => Some(Kind::Masculine),
            "die" if dative.is_some_and(|dative| dative.starts_with("den ")) => Some(Kind::Plural),
            "die" if dative.is_some_and(|dative| dative.starts_with("der ")) => Some(Kind::Feminine),
            "die" if ends(FEMININE) && !ends(&["innen"]) => Some(Kind::Feminine),
            "die" if ends(&["innen", "en", "er", "leute", "glieder"]) => Some(Kind::Plural),
            "die" => Some(Kind::Feminine),
            "" if self.is_sign() => None,
            "" if ends(FEMININE) => Some(Kind::Feminine),
            "" if ends(MASCULINE) && is_function(&self.noun) => Some(Kind::Masculine),
            _ => None,
        }
    }

    /// The same with the article that a role written without one has in a sentence.
    fn with_article(&self, kind: Option<Kind>) -> Self {
        let article = match kind {
            _ if !self.article.is_empty() => return self.clone(),
            Some(Kind::Masculine) => "der",
            Some(Kind::Feminine) => "die",
            _ => "",
        };
        Self { article: article.to_owned(), ..self.clone() }
    }

    /// The phrase in another case, where its endings follow from the noun for sure.
    fn in_case(&self, kind: Kind, case: Case) -> Option<String> {
        let definite = !self.article.starts_with("ein");
        let article = match (kind, case, definite) {
            (_, Case::Nominative, _)
            | (Kind::Feminine | Kind::Neuter | Kind::Plural, Case::Accusative, _) => {
                return Some(self.text());
            }
            (Kind::Plural, ..) => return None,
            (Kind::Feminine, _, true) => "der",
            (Kind::Feminine, _, false) => "einer",
            (_, Case::Genitive, true) => "des",
            (_, Case::Genitive, false) => "eines",
            (_, Case::Dative, true) => "dem",
            (_, Case::Dative, false) => "einem",
            (_, Case::Accusative, true) => "den",
            (_, Case::Accusative, false) => "einen",
        };
        let noun =
            if kind == Kind::Feminine { Some(self.noun.clone()) } else { declined(&self.noun, kind, case) }?;
        let oblique = |word: &String| {
            let stem = word
                .strip_suffix('e')
                .or_else(|| word.strip_suffix("er"))
                .or_else(|| word.strip_suffix("es"));
            stem.map_or_else(|| word.clone(), |stem| format!("{stem}en"))
        };
        let adjectives = self.adjectives.iter().map(oblique).collect();
        Some(Self { article: article.to_owned(), adjectives, noun, rest: self.rest.clone() }.text())
    }
}

/// A noun that is not feminine in a case other than the nominative, where its ending tells how it is
/// declined.
fn declined(noun: &str, kind: Kind, case: Case) -> Option<String> {
    let lower = noun.to_lowercase();
    let ends = |endings: &[&str]| endings.iter().any(|ending| lower.ends_with(ending));
    if !noun.chars().all(|c| c.is_alphabetic() || c == '-') {
        return None;
    }
    if kind == Kind::Masculine {
        if lower.ends_with('e') {
            return Some(format!("{noun}n"));
        }
        if ends(&["ent", "ant", "ist", "ekt"]) {
            return Some(format!("{noun}en"));
        }
        // `ein Beauftragter` is declined like an adjective.
        if !ends(MASCULINE) || ends(&["tragter", "ordneter", "sitzender", "stellter", "amter", "leitender"]) {
            return None;
        }
    }
    if case != Case::Genitive {
        return Some(noun.to_owned());
    }
    (!ends(&["s", "x", "z", "ß", "sch"])).then(|| format!("{noun}s"))
}

#[rustfmt::skip]
const FEMININE: &[&str] = &[
    "ung", "heit", "keit", "schaft", "tion", "sion", "rin", "tin", "gin", "lin", "chefin", "nin", "din", "stelle", "kraft", "person",
    "spitze", "enz", "behörde", "gruppe", "schule", "aufsicht", "kanzlei", "kämmerei", "hilfe", "frau", "kasse",
];

#[rustfmt::skip]
const MASCULINE: &[&str] = &[
    "er", "or", "eur", "är", "ent", "ant", "ist", "ekt", "rat", "vorstand", "dienst", "bereich", "chef", "betrieb",
    "verband", "verein", "ausschuss", "anwalt",
];

/// Draws preposition and article together: `von` and »dem Leiter« as `vom` and »Leiter«. A preposition
/// with a capital keeps it.
pub(super) fn contracted<'r>(preposition: &str, role: &'r str) -> Option<(String, &'r str)> {
    let (article, rest) = role.split_once(' ')?;
    let joined = match (key(preposition).as_str(), article) {
        ("von", "dem") => "vom",
        ("zu", "dem") => "zum",
        ("zu", "der") => "zur",
        ("bei", "dem") => "beim",
        ("an", "dem") => "am",
        ("in", "dem") => "im",
        _ => return None,
    };
    Some((
        if preposition.starts_with(char::is_uppercase) { capital(joined) } else { joined.to_owned() },
        rest,
    ))
}

/// The text with a capital at its start.
pub(super) fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Located, Location};

    fn spoken(given: &str) -> Spoken {
        let nominative = Located::new(given.to_owned(), Location::file("a.xlsx"));
        Spoken::new(Some(&Role { nominative, genitive: None, dative: None, accusative: None }))
    }

    #[test]
    fn what_the_article_makes_sure_is_derived() {
        for (given, genitive, dative, accusative) in [
            ("die Projektleitung", "der Projektleitung", "der Projektleitung", "die Projektleitung"),
            ("Projektleitung", "der Projektleitung", "der Projektleitung", "die Projektleitung"),
            (
                "die stellvertretende Leitung",
                "der stellvertretenden Leitung",
                "der stellvertretenden Leitung",
                "die stellvertretende Leitung",
            ),
            (
                "der Leiter des Fachbereichs 51",
                "des Leiters des Fachbereichs 51",
                "dem Leiter des Fachbereichs 51",
                "den Leiter des Fachbereichs 51",
            ),
            ("der Dezernent", "des Dezernenten", "dem Dezernenten", "den Dezernenten"),
            ("der Beauftragte", "des Beauftragten", "dem Beauftragten", "den Beauftragten"),
            ("das Projektbüro", "des Projektbüros", "dem Projektbüro", "das Projektbüro"),
            ("eine Mitarbeiterin", "einer Mitarbeiterin", "einer Mitarbeiterin", "eine Mitarbeiterin"),
            ("ein Beauftragter", "?", "?", "?"),
            ("der Magistrat", "des Magistrats", "dem Magistrat", "den Magistrat"),
            ("die Mitarbeiterinnen", "?", "?", "?"),
            ("FB 51", "FB 51", "FB 51", "FB 51"),
        ] {
            let spoken = spoken(given);
            for (case, expected) in
                [(Case::Genitive, genitive), (Case::Dative, dative), (Case::Accusative, accusative)]
            {
                let (said, sure) = spoken.in_case(case);
                assert_eq!(if sure { said } else { "?" }, expected, "{given} {case:?}");
            }
        }
    }

    #[test]
    fn prepositions_swallow_the_article() {
        assert_eq!(contracted("von", "dem Leiter"), Some(("vom".into(), "Leiter")));
        assert_eq!(contracted("Zu", "der Leitung"), Some(("Zur".into(), "Leitung")));
        assert_eq!(contracted("mit", "dem Leiter"), None);
    }
}
