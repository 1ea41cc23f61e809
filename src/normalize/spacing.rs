//! No-break spaces that DIN 5008 asks for: before units, after `§` and `Nr.`, between title and name.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::edit::Edit;
use super::line::Line;
use super::rule::Rule;
use super::scan::{
    NBSP, after, before, has_pair, is_function_word, letters_at, pattern, starts_word, word_before,
};
use super::vocabulary::Vocabulary;

/// All spaces of this kind.
pub(super) fn rewrite(line: &Line, vocabulary: &Vocabulary) -> Vec<(Rule, Edit)> {
    let text = line.text();
    let mut edits: Vec<(Rule, Edit)> = Vec::new();
    if text.bytes().any(|byte| byte.is_ascii_digit()) {
        edits.extend(units(text).map(|edit| (Rule::Unit, edit)));
        edits.extend(millions(text).map(|edit| (Rule::Unit, edit)));
        edits.extend(sections(text).map(|edit| (Rule::Section, edit)));
        edits.extend(numbers(text).map(|edit| (Rule::Number, edit)));
    }
    edits.extend(titles(text).map(|edit| (Rule::TitleName, edit)));
    // The last bytes of Ä, Ö and Ü stand for them.
    let capital = |byte: u8| byte.is_ascii_uppercase() || matches!(byte, 0x84 | 0x96 | 0x9c);
    if has_pair(text, |letter, stop| stop == b'.' && capital(letter)) {
        edits.extend(initials(text, vocabulary).map(|edit| (Rule::TitleName, edit)));
    }
    edits.sort_by_key(|(_, edit)| (edit.range.start, edit.range.end));
    edits
}

/// A number, a space or none, and a unit.
static UNIT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"
        (?P<n>[0-9](?:,[-–]{1,2})?) (?P<s>~?)
        (?P<unit> %|‰|€|°C|°F|T€|Mbit/s|MBit/s|kbit/s|Gbit/s|GBit/s|km/h|m/s|kWh|MWh|GWh|kWp|MWp|kVA|kW|MW|GW|km²|km|mm|cm²|cm|dm|m²|m³
            |qkm|qm|ha|kg|mg|ml|hl|kB|KB|MB|GB|TB|PB|MHz|GHz|kHz|Hz|dB|lx|EUR|TEUR|Euro|min|m|g|t|l|h )
        ",
    )
});

/// Units that are cut off a number without asking: nothing else looks like them.
const SURE: &[&str] = &[
    "%", "‰", "€", "°C", "°F", "T€", "Mbit/s", "MBit/s", "kbit/s", "Gbit/s", "GBit/s", "km/h", "kWh", "MWh",
    "GWh", "kWp", "MWp", "kW", "MW", "km²", "km", "mm", "cm²", "cm", "m²", "m³", "qkm", "qm", "kg", "ml",
    "kB", "MB", "GB", "TB", "MHz", "GHz", "kHz", "EUR", "TEUR",
];

fn units(text: &str) -> impl Iterator<Item = Edit> + '_ {
    UNIT.captures_iter(text).filter_map(move |captures| {
        let whole = captures.get(0)?.range();
        let unit = captures.name("unit")?;
        let space = captures.name("s")?.range();
        let symbol = !unit.as_str().starts_with(char::is_alphabetic);
        if !ends_unit(text, unit.end(), symbol)
            || captures.name("s")?.as_str() == "\u{a0}"
            || unit.as_str() == "Euro"
        {
            return None;
        }
        let number = number_before(text, captures.name("n")?.end())?;
        let clear = match (space.is_empty(), unit.len()) {
            (true, _) => SURE.contains(&unit.as_str()),
            (false, 1) if !symbol => !is_numbered(word_before(text, number)),
            (false, _) => true,
        };
        let written = format!("{}{NBSP}{}", captures.name("n")?.as_str(), unit.as_str());
        clear.then(|| Edit::new(whole, written))
    })
}

/// Where the number that ends at `end` begins; none where it is part of something longer.
fn number_before(text: &str, end: usize) -> Option<usize> {
    let head = text.get(..end)?;
    let start =
        head.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '–')).len();
    let number = head.get(start..)?;
    let lead = number.find(|c: char| c.is_ascii_digit())?;
    let last = before(text, start);
    let free = match last {
        // »Kosten:100€«, but not `10:30`
        Some(':') => before(text, start - 1).is_some_and(char::is_alphabetic),
        // »ca.60%«
        Some(c) if c.is_alphabetic() => number.starts_with('.') && lead == 1,
        Some(c) => !c.is_alphanumeric() && !matches!(c, '_' | '/' | '\\' | '#' | '@' | '='),
        None => true,
    };
    free.then_some(start + lead)
}

fn ends_unit(text: &str, end: usize, symbol: bool) -> bool {
    let mut rest = text.get(end..).unwrap_or_default().chars();
    match (rest.next(), rest.next()) {
        (Some(c), _) if c.is_alphanumeric() || matches!(c, '_' | '²' | '³' | '°' | '@') => false,
        (Some('-' | '–'), Some(next)) => !next.is_alphanumeric(),
        (Some('/'), Some(_)) => symbol,
        (Some('.'), Some(next)) => !next.is_alphanumeric(),
        _ => true,
    }
}

/// A word after which a number with a letter is a house, a class or a paragraph: `Hauptstr. 5 m`.
fn is_numbered(word: &str) -> bool {
    const ENDS: &[&str] = &[
        "straße", "Straße", "str.", "Str.", "strasse", "weg", "Weg", "platz", "Platz", "allee", "Allee",
        "gasse", "ring", "Ring", "damm", "ufer", "markt", "Markt", "hof", "berg", "graben", "tor", "Anlage",
        "Klasse", "Abs.", "Absatz", "Satz", "Nr.", "§", "Art.", "Artikel", "Raum", "Zimmer", "Haus",
        "Gebäude", "Block", "Punkt", "Ziffer", "Ziff.", "Buchst.", "lit.", "Teil", "Gruppe", "Variante", "E",
        "A", "EG", "S", "B", "W", "R",
    ];
    ENDS.iter().any(|end| match end.len() {
        1 => word == *end,
        _ => word.ends_with(end),
    })
}

static MILLIONS: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?P<w>Mio\.?|Mrd\.?|Tsd\.?)\x20?(?P<u>€|EUR|%)"));

fn millions(text: &str) -> impl Iterator<Item = Edit> + '_ {
    MILLIONS.captures_iter(text).filter_map(move |captures| {
        let whole = captures.get(0)?.range();
        let clear = starts_word(text, whole.start) && ends_unit(text, whole.end, true);
        clear.then(|| Edit::new(whole, format!("{}{NBSP}{}", &captures["w"], &captures["u"])))
    })
}

static SECTION: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?P<sign>§§?)\x20?(?P<n>[0-9])"));

fn sections(text: &str) -> impl Iterator<Item = Edit> + '_ {
    let found = SECTION.captures_iter(text);
    found.filter_map(|captures| {
        Some(Edit::new(captures.get(0)?.range(), format!("{}{NBSP}{}", &captures["sign"], &captures["n"])))
    })
}

static NUMBER: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?P<word>Nrn\.|Nr\.|Abs\.|Art\.)\x20?(?P<n>[0-9]+)"));

fn numbers(text: &str) -> impl Iterator<Item = Edit> + '_ {
    NUMBER.captures_iter(text).filter_map(move |captures| {
        let whole = captures.get(0)?.range();
        let at = captures.name("word")?.start();
        let free = starts_word(text, at) || before(text, at).is_some_and(|c| c == '-');
        // »von dieser Art. 5 Stellen«: a sentence ends here.
        let kind = matches!(
            word_before(text, at),
            "dieser"
                | "jeder"
                | "aller"
                | "solcher"
                | "einer"
                | "neuer"
                | "gleicher"
                | "der"
                | "seiner"
                | "ihrer"
        );
        let sentence = &captures["word"] == "Art." && (kind || before(text, at) == Some('-'));
        (free && !sentence)
            .then(|| Edit::new(whole, format!("{}{NBSP}{}", &captures["word"], &captures["n"])))
    })
}

/// Academic titles in front of a name or another title.
static TITLE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"
        (?: (?:Prof|Dr|Mag)\.(?:-Ing\.)? | Dipl\.-[A-ZÄÖÜ][A-Za-zäöüß]*\. | (?:Dr|Prof)\.~(?:med|phil|jur|rer)\. | rer\.~(?:nat|pol)\. | h\.~?c\.)
        \x20? (?P<next>[A-ZÄÖÜ])
        ",
    )
});

fn titles(text: &str) -> impl Iterator<Item = Edit> + '_ {
    TITLE.captures_iter(text).filter_map(move |captures| {
        let whole = captures.get(0)?.range();
        let next = captures.name("next")?.start();
        let word = letters_at(text, next);
        let initial = word.chars().count() == 1 && after(text, next + word.len()) == Some('.');
        let named = initial || word.chars().count() > 1 && !is_function_word(word);
        let named = named && starts_word(text, whole.start);
        let title = text.get(whole.start..next)?.trim_end_matches(' ');
        named.then(|| Edit::new(whole, format!("{title}{NBSP}{}", &captures["next"])))
    })
}

/// `A. Schmidt`: sure after `Frau`, a title, another initial, a small word or a bracket, or where
/// the workbook knows the person.
static INITIAL: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?P<i>[A-ZÄÖÜ]\.(?:-[A-ZÄÖÜ]\.)?)\x20(?P<next>[A-ZÄÖÜ])"));

fn initials<'t>(text: &'t str, vocabulary: &'t Vocabulary) -> impl Iterator<Item = Edit> + 't {
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let captures = INITIAL.captures_at(text, from)?;
            let whole = captures.get(0)?.range();
            from = captures.name("next")?.start();
            if let Some(edit) = initial(text, whole, from, vocabulary) {
                return Some(edit);
            }
        }
    })
}

fn initial(text: &str, whole: Range<usize>, next: usize, vocabulary: &Vocabulary) -> Option<Edit> {
    let name = letters_at(text, next);
    let long = name.chars().count() > 1;
    if !starts_word(text, whole.start)
        || before(text, whole.start) == Some('-')
        || long && is_function_word(name)
    {
        return None;
    }
    let word = word_before(text, whole.start);
    let address = matches!(
        word,
        "Herr"
            | "Herrn"
            | "Frau"
            | "Hr."
            | "Fr."
            | "Hrn."
            | "Familie"
            | "Dr."
            | "Prof."
            | "Kollegin"
            | "Kollege"
    );
    let initial = word.len() <= 3 && word.ends_with('.') && word.starts_with(char::is_uppercase);
    let small = matches!(
        word,
        "von" | "durch" | "mit" | "und" | "an" | "bei" | "für" | "sowie" | "oder" | "gegenüber"
    );
    let bracket = before(text, whole.start) == Some('(');
    let sure = match long {
        true => address || initial || small || bracket || vocabulary.is_surname(name),
        false => (address || small || bracket) && after(text, next + name.len()) == Some('.'),
    };
    let given = text.get(whole.start..next)?.trim_end_matches(' ');
    sure.then(|| Edit::new(whole.clone(), format!("{given}{NBSP}{}", &text[next..whole.end])))
}
