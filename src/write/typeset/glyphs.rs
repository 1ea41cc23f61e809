//! Characters that no font has: found before the layout, where their cell is still known.

use std::collections::BTreeSet;

use crate::diag::{Code, Diagnostic};
use crate::document::Document;
use crate::source::Location;

use super::world::Fonts;

/// Printed for a character that no font has; the finding names it.
const REPLACEMENT: char = '\u{fffd}';

/// One finding per text and missing character, in the order of the paper; a text that is printed
/// twice (the title) is reported once.
pub(super) fn missing(document: &Document, fonts: &Fonts, file: &Location) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let mut seen = BTreeSet::new();
    document.visit(&mut |text, place| {
        for (at, character) in text.char_indices() {
            let place = place.unwrap_or(file);
            if !has_glyph(character, fonts) && seen.insert((place.clone(), text.to_owned(), character)) {
                findings.push(finding(text, at, character, place));
            }
        }
    });
    findings
}

fn finding(text: &str, at: usize, character: char, place: &Location) -> Diagnostic {
    let code = format!("U+{:04X}", u32::from(character));
    Diagnostic::new(
        Code::CharacterMissing,
        place.clone(),
        format!("Das Zeichen »{character}« ({code}) gibt es in keiner der Schriften"),
    )
    .excerpt(text, at..at + character.len_utf8())
    .help("Das Zeichen in der Zelle ersetzen; in der PDF-Datei steht dafür »\u{fffd}«")
}

/// The character as it is printed: tabs would have no width, and a character without a glyph would
/// make the export fail.
pub(super) fn printed(character: char, fonts: &Fonts) -> char {
    match character {
        '\t' | '\n' | '\r' => ' ',
        _ if has_glyph(character, fonts) => character,
        _ => REPLACEMENT,
    }
}

/// Whether a character can be printed.
fn has_glyph(character: char, fonts: &Fonts) -> bool {
    is_unseen(character) || fonts.cover(character)
}

/// Whether a character needs no glyph: white space and the invisible format characters (soft
/// hyphen, joiners, direction marks, variation selectors).
pub(super) fn is_unseen(character: char) -> bool {
    character.is_whitespace()
        || matches!(character,
            '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}
