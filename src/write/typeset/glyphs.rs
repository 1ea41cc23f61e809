//! Characters that no font has: found before the layout, where their cell is still known, and what is
//! printed for them.

use std::collections::BTreeSet;

use crate::diag::{Code, Diagnostic};
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

/// One finding per text and missing character, in the order of the paper; a text that is printed
/// twice (the title) is reported once. `file` is named where a text has no place.
pub(super) fn missing(document: &Document, fonts: &Fonts, file: &Location) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let mut seen = BTreeSet::new();
    document.printed(&mut |words, cells| {
        let text = words.as_str();
        for (at, character) in text.char_indices().filter(|(_, it)| !has_glyph(*it, fonts)) {
            let place = cells.at(words, at).unwrap_or(file);
            if seen.insert((place.clone(), text.to_owned(), character)) {
                findings.push(finding(text, at, character, place));
            }
        }
    });
    findings
}

fn finding(text: &str, at: usize, character: char, place: &Location) -> Diagnostic {
    let stand_in = stand_in(character);
    let code = if stand_in.is_some() { Code::CharacterReplaced } else { Code::CharacterMissing };
    let number = format!("U+{:04X}", u32::from(character));
    let message = format!("Das Zeichen »{character}« ({number}) gibt es in keiner der Schriften");
    let help = format!(
        "Das Zeichen in der Zelle ersetzen; in der PDF-Datei steht dafür »{}«",
        stand_in.unwrap_or(REPLACEMENT)
    );
    Diagnostic::new(code, place.clone(), message).excerpt(text, at..at + character.len_utf8()).help(help)
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
    let is_private = matches!(character, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}');
    is_unseen(character) || !is_private && fonts.cover(character)
}

/// Whether a character needs no glyph: white space and the invisible format characters (soft
/// hyphen, joiners, direction marks, variation selectors).
pub(super) fn is_unseen(character: char) -> bool {
    character.is_whitespace()
        || matches!(character,
            '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}
