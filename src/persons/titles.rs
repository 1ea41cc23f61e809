//! The words that stand around names: salutations, titles, particles.

/// Masculine or feminine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gender {
    /// »Herr«
    Male,
    /// »Frau«
    Female,
}

/// Whom a word in front of a name addresses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Address {
    /// One person: »Herr«, »Frau«.
    One(Gender),
    /// Several: »Herren«, »Familie«.
    Several,
}

/// What `word` addresses where a name follows it; a full stop may be missing (`Hr`).
pub fn address(word: &str) -> Option<Address> {
    let written = word.trim_end_matches('.').to_lowercase();
    let capital = word.starts_with(char::is_uppercase);
    Some(match written.as_str() {
        "herr" | "herrn" | "hr" | "hrn" => Address::One(Gender::Male),
        "frau" => Address::One(Gender::Female),
        "fr" if capital => Address::One(Gender::Female),
        "herren" | "damen" | "frauen" | "familie" | "fam" | "eheleute" | "eheleuten" | "ehepaar"
        | "gebrüder" | "gebrüdern" | "geschwister" | "geschwistern"
            if capital =>
        {
            Address::Several
        }
        _ => return None,
    })
}

/// How many of the `words` (with their full stops) are a title: `Prof.` `Dr.` `h.` `c.` Müller has four.
pub fn titles<S: AsRef<str>>(words: &[S]) -> usize {
    let mut count = 0;
    while let Some(length) = title(words.get(count..).unwrap_or_default(), count > 0) {
        count += length;
    }
    count
}

/// The length of the title that the words begin with.
fn title<S: AsRef<str>>(words: &[S], after_title: bool) -> Option<usize> {
    let part = |index: usize| words.get(index).map(|word| bare(word.as_ref()));
    // `a. D.` is a title, `A. D. Müller` is not.
    let initial = |word: &str| word.len() == 2 && word.starts_with(['A', 'I', 'H']);
    let first = part(0).filter(|_| !words.first().is_some_and(|word| initial(word.as_ref())))?;
    if part(1).is_some_and(|second| PAIRS.contains(&(first.as_str(), second.as_str()))) {
        return Some(2);
    }
    // »DI Wendt« is an engineer, »Di Lorenzo« a surname.
    let stands_alone = words.first().is_some_and(|word| matches!(word.as_ref(), "DI" | "DI."))
        || TITLES.contains(&first.as_str())
        || first.starts_with("dipl") && (first.len() == 4 || first.contains(['-', '.']))
        || first.ends_with("-ing");
    let goes_on = after_title && FIELDS.contains(&first.as_str());
    (stands_alone || goes_on).then_some(1)
}

/// A word in small letters without the full stop at its end and without brackets.
fn bare(word: &str) -> String {
    word.trim_matches(|c: char| matches!(c, '.' | ',' | '(' | ')')).to_lowercase()
}

#[rustfmt::skip]
const TITLES: &[&str] = &[
    "dr", "dres", "prof", "professor", "professorin", "doktor", "pd", "mag", "magister", "ing", "ra", "rain", "mdl",
    "mdb", "mdep", "mba", "mpa", "ll.m", "llm", "m.sc", "msc", "b.sc", "bsc", "m.a", "b.a", "m.eng", "b.eng", "m.ed",
    "b.ed", "ph.d", "phd", "dr.-ing", "a.d", "i.r", "h.c", "prof.in", "dr.in", "cand", "stud", "ddr", "mmag", "lic", "bakk", "bsc", "dkfm",
];

/// Titles in two words.
#[rustfmt::skip]
const PAIRS: &[(&str, &str)] = &[
    ("m", "sc"), ("b", "sc"), ("m", "eng"), ("b", "eng"), ("m", "ed"), ("b", "ed"), ("ll", "m"), ("ph", "d"),
    ("a", "d"), ("i", "r"), ("h", "c"),
];

/// What goes on behind a title: `Dr. rer. nat.`, `Dipl. Ing.`
#[rustfmt::skip]
const FIELDS: &[&str] = &[
    "med", "rer", "nat", "pol", "phil", "jur", "iur", "oec", "publ", "agr", "theol", "paed", "habil", "vet", "dent",
    "fh", "univ", "verw", "kfm", "kffr", "biol", "geogr", "soz", "päd", "techn", "arch", "inform", "volksw", "forstw",
    "em", "tu", "th", "betriebsw", "math", "phys", "chem", "geol",
];

/// Whether a word belongs to a surname that follows it: `von`, `v.`, `Van`.
pub fn is_particle(word: &str) -> bool {
    PARTICLES.contains(&word.trim_end_matches('.').to_lowercase().as_str())
}

#[rustfmt::skip]
const PARTICLES: &[&str] = &[
    "von", "van", "v", "vom", "der", "den", "dem", "de", "di", "da", "dos", "das", "del", "della", "du", "d", "zu", "zur", "zum", "am",
    "auf", "im", "in", "ten", "ter", "el", "al", "la", "le", "bin", "ibn", "y", "e",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_counted() {
        for (words, expected) in [
            ("Dr. Müller", 1),
            ("Prof. Dr. h. c. Müller", 4),
            ("Dipl.-Ing. (FH) Müller", 2),
            ("Dr. rer. nat. Müller", 3),
            ("M. Sc. Müller", 2),
            ("M. Müller", 0),
            ("Med. Müller", 0),
            ("Diplomat Müller", 0),
        ] {
            assert_eq!(titles(&words.split(' ').collect::<Vec<_>>()), expected, "{words}");
        }
    }
}
