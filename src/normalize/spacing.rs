//! No-break spaces that DIN 5008 asks for: before units, after `§` and `Nr.`, between title and name.

use std::sync::LazyLock;

use regex::{Match, Regex};

use crate::german::words::{CLEAR_UNITS, SPACED_UNITS, is_form_of_address, is_hardly_a_name};

use super::edit::Edit;
use super::glossary::Glossary;
use super::line::Line;
use super::rule::Rule;
use super::scan::{NBSP, after, before, has_pair, is_digit, letters_at, pattern, starts_word, word_before};

/// All spaces of this kind.
pub(super) fn rewrite(line: &Line, glossary: &Glossary) -> Vec<Edit> {
    let text = line.text();
    let mut edits: Vec<Edit> = Vec::new();
    if text.bytes().any(|byte| byte.is_ascii_digit()) {
        edits.extend(join(text, Rule::Unit, &UNIT, |number, unit| is_measure(text, number, unit)));
        edits.extend(join(text, Rule::Unit, &MILLIONS, |count, unit| {
            starts_word(text, count.start()) && ends_unit(text, unit.end(), true)
        }));
        edits.extend(join(text, Rule::Section, &SECTION, |_, _| true));
        edits.extend(join(text, Rule::Number, &NUMBER, |word, _| is_reference(text, word)));
    }
    edits.extend(join(text, Rule::TitleName, &TITLE, |title, name| is_titled(text, title, name)));
    // The last bytes of Ä, Ö and Ü stand for them.
    let capital = |byte: u8| byte.is_ascii_uppercase() || matches!(byte, 0x84 | 0x96 | 0x9c);
    if has_pair(text, |letter, stop| stop == b'.' && capital(letter)) {
        let found =
            join(text, Rule::TitleName, &INITIAL, |initial, name| is_initial(text, initial, name, glossary));
        edits.extend(found);
    }
    edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
    edits
}

/// Joins the groups `a` and `b` of a pattern by a no-break space, where `clear` says so.
fn join<'t>(
    text: &'t str,
    rule: Rule,
    regex: &'static Regex,
    clear: impl Fn(Match<'t>, Match<'t>) -> bool + 't,
) -> impl Iterator<Item = Edit> + 't {
    let mut from = 0;
    let pairs = std::iter::from_fn(move || {
        let captures = regex.captures_at(text, from)?;
        let pair = (captures.name("a")?, captures.name("b")?);
        // What is joined to one may itself be joined to the next: `Prof. Dr. Muster`.
        from = pair.1.start();
        Some(pair)
    });
    pairs
        .filter(move |(a, b)| clear(*a, *b))
        .map(move |(a, b)| Edit::new(rule, a.start()..b.end(), format!("{}{NBSP}{}", a.as_str(), b.as_str())))
}

/// A number, a space or none, and a unit, the longest that fits.
static UNIT: LazyLock<Regex> = LazyLock::new(|| {
    let mut units = [CLEAR_UNITS, SPACED_UNITS].concat();
    units.sort_by_key(|unit| std::cmp::Reverse(unit.len()));
    pattern(&format!(r"(?P<a>[0-9](?:,[-–]{{1,2}})?) ~? (?P<b>{})", units.join("|")))
});

fn is_measure(text: &str, number: Match<'_>, unit: Match<'_>) -> bool {
    let space = &text[number.end()..unit.start()];
    let symbol = !unit.as_str().starts_with(char::is_alphabetic);
    if space == "\u{a0}" || !ends_unit(text, unit.end(), symbol) {
        return false;
    }
    let Some(number) = number_before(text, number.end()) else { return false };
    match (space.is_empty(), unit.len()) {
        (true, _) => CLEAR_UNITS.contains(&unit.as_str()),
        (false, 1) if !symbol => !is_numbered(word_before(text, number)),
        (false, _) => true,
    }
}

/// Where the number that ends at `end` begins; none where it is part of something longer.
fn number_before(text: &str, end: usize) -> Option<usize> {
    let head = text.get(..end)?;
    let start =
        head.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '–')).len();
    let number = head.get(start..)?;
    let lead = number.find(is_digit)?;
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
        (Some('/'), Some(next)) => symbol || next == '(',
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
    LazyLock::new(|| pattern(r"(?P<a>Mio\.?|Mrd\.?|Tsd\.?)\x20?(?P<b>€|EUR|%)"));

static SECTION: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?P<a>§§?)\x20?(?P<b>[0-9])"));

static NUMBER: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?P<a>Nrn\.|Nr\.|Abs\.|Art\.)\x20?(?P<b>[0-9]+)"));

/// Whether `Nr.`, `Abs.` or `Art.` names a number, and does not end a sentence: »von dieser Art. 5
/// Stellen«.
fn is_reference(text: &str, word: Match<'_>) -> bool {
    const KINDS: &[&str] =
        &["dieser", "jeder", "aller", "solcher", "einer", "neuer", "gleicher", "der", "seiner", "ihrer"];
    let hyphen = before(text, word.start()) == Some('-');
    let kind = hyphen || KINDS.contains(&word_before(text, word.start()));
    (hyphen || starts_word(text, word.start())) && !(word.as_str() == "Art." && kind)
}

/// Academic titles in front of a name or another title.
static TITLE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"
        (?P<a> (?:Prof|Dr|Mag)\.(?:-Ing\.)? | Dipl\.-[A-ZÄÖÜ][A-Za-zäöüß]*\. | (?:Dr|Prof)\.~(?:med|phil|jur|rer)\.
            | rer\.~(?:nat|pol)\. | h\.~?c\.)
        \x20? (?P<b>[A-ZÄÖÜ])
        ",
    )
});

fn is_titled(text: &str, title: Match<'_>, name: Match<'_>) -> bool {
    let word = letters_at(text, name.start());
    let initial = word.chars().count() == 1 && after(text, name.start() + word.len()) == Some('.');
    let named = initial || word.chars().count() > 1 && !is_hardly_a_name(word);
    named && starts_word(text, title.start())
}

/// `A. Schmidt`: sure after `Frau`, a title, another initial, a small word or a bracket, or where
/// the workbook knows the person.
static INITIAL: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?P<a>[A-ZÄÖÜ]\.(?:-[A-ZÄÖÜ]\.)?)\x20(?P<b>[A-ZÄÖÜ])"));

fn is_initial(text: &str, initial: Match<'_>, name: Match<'_>, glossary: &Glossary) -> bool {
    const SMALL: &[&str] = &["von", "durch", "mit", "und", "an", "bei", "für", "sowie", "oder", "gegenüber"];
    let (start, name) = (initial.start(), letters_at(text, name.start()));
    let long = name.chars().count() > 1;
    if !starts_word(text, start) || before(text, start) == Some('-') || long && is_hardly_a_name(name) {
        return false;
    }
    let word = word_before(text, start);
    let introduced = is_form_of_address(word) || SMALL.contains(&word) || before(text, start) == Some('(');
    let second = word.len() <= 3 && word.ends_with('.') && word.starts_with(char::is_uppercase);
    // »… ist M. Krause.«: nothing that is lettered goes before it, and the sentence ends behind the name.
    let led_in = word.ends_with(':') || word.len() > 1 && word.chars().all(char::is_lowercase);
    let closes = ends_clause(text, initial.end() + 1 + name.len());
    match long {
        true => introduced || second || led_in && closes || glossary.is_surname(name),
        false => introduced && after(text, initial.end() + 1 + name.len()) == Some('.'),
    }
}

/// Whether a clause ends at `at`.
fn ends_clause(text: &str, at: usize) -> bool {
    let rest = text.get(at..).unwrap_or_default();
    rest.is_empty()
        || rest.starts_with([',', ';', ')'])
        || rest.starts_with('.') && rest[1..].trim().is_empty()
}
