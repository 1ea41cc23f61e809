//! Words among bytes that are none: what fonts, profiles and pictures say of themselves.

use super::Secrets;
use super::fold::HARD;
use super::hits::Hits;
use super::place::{Flow, Place};

/// Characters that make a word among bytes: fewer come about by chance.
const WORD: usize = 4;

/// Looks for `secrets` in bytes that hold text in Latin letters, of one or two bytes each or UTF-8.
pub(super) fn search(bytes: &[u8], place: Place, secrets: &Secrets, hits: &mut Hits) {
    if let Ok(text) = std::str::from_utf8(bytes) {
        secrets.search(&Flow::of(place, text), hits);
    }
    let single = bytes.iter().map(|byte| u16::from(*byte));
    let mut texts = words(single);
    for (skip, order) in [(0, true), (1, true), (0, false), (1, false)] {
        let pairs = bytes.get(skip..).unwrap_or_default().as_chunks::<2>().0;
        let unit = |pair: &[u8; 2]| if order { u16::from_be_bytes(*pair) } else { u16::from_le_bytes(*pair) };
        texts.push_str(&words(pairs.iter().map(unit)));
    }
    secrets.search(&Flow::of(place, texts), hits);
    // UTF-8 among other bytes.
    let lossy: String =
        bytes.utf8_chunks().flat_map(|chunk| [chunk.valid(), "\0"]).filter(|it| it.len() > 3).collect();
    if !lossy.is_empty() {
        let lossy: String = lossy.chars().map(|c| if c.is_control() { HARD } else { c }).collect();
        secrets.search(&Flow::of(place, lossy), hits);
    }
}

/// The stretches of at least [`WORD`] characters of European scripts.
fn words(units: impl Iterator<Item = u16>) -> String {
    let mut all = String::new();
    let mut word = String::new();
    for unit in units.chain([0]) {
        match char::from_u32(u32::from(unit)) {
            Some(c @ (' '..='~' | '\u{a0}'..='\u{17f}' | '\t' | '\n' | '\r')) => word.push(c),
            _ => {
                if word.chars().count() >= WORD {
                    all.push_str(&word);
                    all.push(HARD);
                }
                word.clear();
            }
        }
    }
    all
}
