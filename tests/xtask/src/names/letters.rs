//! Cyrillic and Greek names in Latin letters: as the Duden does, as passports do (ICAO 9303, older ones
//! as in English), which is what German offices copy.

use std::collections::BTreeSet;

/// A language that is written in other letters.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Script {
    Latin,
    Greek,
    Russian,
    Ukrainian,
    /// Bulgarian and Macedonian.
    Bulgarian,
}

/// A letter and what it becomes: in the Duden's way, in passports, as in English.
const CYRILLIC: &[(char, [&str; 3])] = &[
    ('а', ["a", "a", "a"]),
    ('б', ["b", "b", "b"]),
    ('в', ["w", "v", "v"]),
    ('г', ["g", "g", "g"]),
    ('ґ', ["g", "g", "g"]),
    ('д', ["d", "d", "d"]),
    ('ѓ', ["gj", "gj", "gj"]),
    ('е', ["e", "e", "e"]),
    ('ё', ["jo", "e", "yo"]),
    ('є', ["je", "ie", "ye"]),
    ('ж', ["sch", "zh", "zh"]),
    ('з', ["s", "z", "z"]),
    ('ѕ', ["ds", "dz", "dz"]),
    ('и', ["i", "i", "i"]),
    ('і', ["i", "i", "i"]),
    ('ї', ["ji", "i", "yi"]),
    ('й', ["j", "i", "y"]),
    ('ј', ["j", "j", "j"]),
    ('к', ["k", "k", "k"]),
    ('ќ', ["kj", "kj", "kj"]),
    ('л', ["l", "l", "l"]),
    ('љ', ["lj", "lj", "lj"]),
    ('м', ["m", "m", "m"]),
    ('н', ["n", "n", "n"]),
    ('њ', ["nj", "nj", "nj"]),
    ('о', ["o", "o", "o"]),
    ('п', ["p", "p", "p"]),
    ('р', ["r", "r", "r"]),
    ('с', ["s", "s", "s"]),
    ('т', ["t", "t", "t"]),
    ('у', ["u", "u", "u"]),
    ('ф', ["f", "f", "f"]),
    ('х', ["ch", "kh", "kh"]),
    ('ц', ["z", "ts", "ts"]),
    ('ч', ["tsch", "ch", "ch"]),
    ('џ', ["dsch", "dj", "dzh"]),
    ('ш', ["sch", "sh", "sh"]),
    ('щ', ["schtsch", "shch", "shch"]),
    ('ъ', ["", "ie", ""]),
    ('ы', ["y", "y", "y"]),
    ('ь', ["", "", ""]),
    ('э', ["e", "e", "e"]),
    ('ю', ["ju", "iu", "yu"]),
    ('я', ["ja", "ia", "ya"]),
];

/// Letters that stand for another sound in Ukrainian, and those in Bulgarian, however they are written.
const UKRAINIAN: &[(char, &str)] = &[('г', "h"), ('и', "y")];
const BULGARIAN: &[(char, &str)] = &[('х', "h"), ('щ', "sht"), ('ъ', "a")];

/// Greek by ELOT 743, the standard of passports; the longer first.
const GREEK: &[(&str, &str)] = &[
    ("αυ", "av"),
    ("ευ", "ev"),
    ("ου", "ou"),
    ("γγ", "ng"),
    ("μπ", "b"),
    ("α", "a"),
    ("β", "v"),
    ("γ", "g"),
    ("δ", "d"),
    ("ε", "e"),
    ("ζ", "z"),
    ("η", "i"),
    ("θ", "th"),
    ("ι", "i"),
    ("κ", "k"),
    ("λ", "l"),
    ("μ", "m"),
    ("ν", "n"),
    ("ξ", "x"),
    ("ο", "o"),
    ("π", "p"),
    ("ρ", "r"),
    ("σ", "s"),
    ("ς", "s"),
    ("τ", "t"),
    ("υ", "y"),
    ("φ", "f"),
    ("χ", "ch"),
    ("ψ", "ps"),
    ("ω", "o"),
];

/// A word in lower case in Latin letters, in each usual way; itself where it needs none.
pub(crate) fn latin(word: &str, script: Script) -> BTreeSet<String> {
    let ways: &[usize] = match script {
        Script::Latin => return [word.to_owned()].into(),
        Script::Greek => return [greek(word)].into(),
        Script::Bulgarian => &[2],
        Script::Russian | Script::Ukrainian => &[0, 1, 2],
    };
    // »Dmitrij« and »Dmitrii« are also written with one letter at the end.
    let ends = [("ий", "y"), ("ий", "i"), ("ый", "y"), ("", "")];
    let stems = ends.iter().filter_map(|(end, latin)| Some((word.strip_suffix(end)?, latin)));
    stems.flat_map(|(stem, end)| ways.iter().map(move |way| cyrillic(stem, script, *way) + end)).collect()
}

fn cyrillic(word: &str, script: Script, way: usize) -> String {
    let own = match script {
        Script::Ukrainian => UKRAINIAN,
        Script::Bulgarian => BULGARIAN,
        _ => &[],
    };
    let latin = |c: char| {
        let own = own.iter().find(|(letter, _)| *letter == c).map(|(_, latin)| *latin);
        own.or_else(|| CYRILLIC.iter().find(|(letter, _)| *letter == c).map(|(_, latin)| latin[way]))
    };
    word.chars().map(|c| latin(c).map_or(String::from(c), str::to_owned)).collect()
}

fn greek(word: &str) -> String {
    use unicode_normalization::UnicodeNormalization as _;
    let plain: String = word.nfd().filter(|c| !('\u{300}'..='\u{36f}').contains(c)).collect();
    let mut rest = plain.as_str();
    let mut latin = String::new();
    while let Some(c) = rest.chars().next() {
        let found = GREEK.iter().find_map(|(greek, latin)| Some((rest.strip_prefix(greek)?, *latin)));
        match found {
            Some((after, letters)) => {
                latin.push_str(letters);
                rest = after;
            }
            None => {
                latin.push(c);
                rest = &rest[c.len_utf8()..];
            }
        }
    }
    latin
}
