//! Characters that no font has: found before the layout, where their cell is still known, and what is
//! printed for them.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Diagnostic, findings};
use crate::document::Document;
use crate::source::Location;

use super::world::Fonts;

/// Printed for a character that no font has and that has no stand-in; the finding names it.
const REPLACEMENT: &str = "\u{fffd}";

/// Signs that offices use and that the fonts lack, and what is printed for them: a sign that says the
/// same, with its colour in words where the colour is all it says.
#[rustfmt::skip]
const STAND_INS: &[(char, &str)] = &[
    ('✅', "✓"), ('❎', "☒"), ('❌', "✗"), ('❓', "?"), ('❔', "?"), ('❗', "!"), ('❕', "!"), ('⭐', "★"), ('🌟', "★"),
    ('➕', "+"), ('➖', "–"), ('✨', "*"), ('⏩', "»"), ('⏪', "«"),
    ('🟢', "● grün"), ('🟡', "● gelb"), ('🟠', "● orange"), ('🔴', "● rot"), ('🔵', "● blau"), ('🟣', "● violett"),
    ('🟤', "● braun"), ('🟩', "■ grün"), ('🟨', "■ gelb"), ('🟧', "■ orange"), ('🟥', "■ rot"), ('🟦', "■ blau"),
    ('🟪', "■ violett"), ('🟫', "■ braun"), ('⬛', "■"), ('⬜', "□"), ('🔺', "▲"), ('🔻', "▼"), ('🔼', "▲"), ('🔽', "▼"),
    ('🔶', "◆"), ('🔷', "◆"), ('🔸', "◆"), ('🔹', "◆"), ('🔘', "◉"), ('🆗', "OK"), ('🆕', "NEU"),
];

/// The most characters that a finding names.
const MOST_NAMED: usize = 12;

findings! {
    /// Characters that no font has.
    not_printed(names: &str) CharacterMissing:
        format!("Zeichen, die es in keiner der Schriften gibt: »{names}«"),
        format!("Die Zeichen in der Zelle ersetzen; in der PDF-Datei steht für jedes »{REPLACEMENT}«");
    /// Characters that no font has, and what is printed for each.
    replaced(names: &str) CharacterReplaced:
        format!("Für Zeichen, die es in keiner der Schriften gibt, stehen andere: »{names}«"),
        "Wenn das nicht passt, die Zeichen in der Zelle ersetzen";
}

/// The characters of a cell's text that no font has: each once, with its place in the text.
type Missing<'a> = BTreeMap<(usize, &'a Location, &'a str), Vec<(usize, char)>>;

/// One finding per text with missing characters, and one where others are printed for them, in the
/// order of the paper; a text that is printed twice (the title) is reported once. The program's own texts
/// quote those of cells; of a character that they alone have, `file` is named.
pub(super) fn missing(document: &Document, fonts: &Fonts, file: &Location) -> Vec<Diagnostic> {
    let mut order = BTreeMap::new();
    let mut missing = Missing::new();
    let mut in_cells = BTreeSet::new();
    for own in [false, true] {
        document.printed(&mut |_, words, cells| {
            let text = words.as_str();
            for (at, character) in text.char_indices().filter(|(_, it)| !has_glyph(*it, fonts)) {
                let cell = cells.at(words, at);
                if cell.is_none() != own || own && in_cells.contains(&character) {
                    continue;
                }
                in_cells.insert(character);
                let place = cell.unwrap_or(file);
                let next = order.len();
                let first = *order.entry((place, text)).or_insert(next);
                let characters = missing.entry((first, place, text)).or_default();
                if !characters.iter().any(|(_, it)| *it == character) {
                    characters.push((at, character));
                }
            }
        });
    }
    let findings = missing.into_iter().flat_map(|((_, place, text), characters)| {
        let (others, none): (Vec<_>, Vec<_>) =
            characters.into_iter().partition(|(_, character)| stand_in(*character).is_some());
        let shown = |finding: Diagnostic, characters: &[(usize, char)]| {
            let first = characters.first().map(|(at, character)| *at..at + character.len_utf8());
            first.map(|first| finding.excerpt(text, first))
        };
        let with_stand_in = |it: char| format!("{it} als {}", stand_in(it).unwrap_or_default());
        [
            shown(not_printed(place, &names(&none, " ", name)), &none),
            shown(replaced(place, &names(&others, ", ", with_stand_in)), &others),
        ]
    });
    findings.flatten().collect()
}

fn names(characters: &[(usize, char)], between: &str, name: impl Fn(char) -> String) -> String {
    let mut names: Vec<String> = characters.iter().take(MOST_NAMED).map(|(_, it)| name(*it)).collect();
    names.extend((characters.len() > MOST_NAMED).then(|| "…".to_owned()));
    names.join(between)
}

/// A character as a message names it: by its number where it means nothing outside its font.
fn name(character: char) -> String {
    if is_private(character) { format!("U+{:04X}", u32::from(character)) } else { character.to_string() }
}

fn stand_in(character: char) -> Option<&'static str> {
    STAND_INS.iter().find(|(sign, _)| *sign == character).map(|(_, stand_in)| *stand_in)
}

/// What is printed for a character, if not the character itself: tabs would have no width, and a
/// character without a glyph would make the export fail.
pub(super) fn printed(character: char, fonts: &Fonts) -> Option<&'static str> {
    match character {
        '\t' | '\n' | '\r' => Some(" "),
        _ if has_glyph(character, fonts) => None,
        _ => Some(stand_in(character).unwrap_or(REPLACEMENT)),
    }
}

/// A text as it is printed.
pub(super) fn shown(text: &str, fonts: &Fonts) -> String {
    let mut shown = String::with_capacity(text.len());
    for character in text.chars() {
        match printed(character, fonts) {
            None => shown.push(character),
            Some(other) => shown.push_str(other),
        }
    }
    shown
}

/// Whether a character can be printed. Those of private use mean nothing outside their font, and
/// PDF/A-2a takes none of them (ISO 19005-2, 6.2.11.7.3).
fn has_glyph(character: char, fonts: &Fonts) -> bool {
    is_unseen(character) || !is_private(character) && fonts.cover(character)
}

fn is_private(character: char) -> bool {
    matches!(character, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}')
}

/// Whether a character needs no glyph: white space and the invisible format characters (soft
/// hyphen, joiners, direction marks, variation selectors).
pub(super) fn is_unseen(character: char) -> bool {
    character.is_whitespace()
        || matches!(character,
            '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}
