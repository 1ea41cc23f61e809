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
    let mut texts = words(bytes.iter().map(|byte| u16::from(*byte)).collect());
    for (skip, order) in [(0, true), (1, true), (0, false), (1, false)] {
        let pairs = bytes.get(skip..).unwrap_or_default().as_chunks::<2>().0;
        let unit = |pair: &[u8; 2]| if order { u16::from_be_bytes(*pair) } else { u16::from_le_bytes(*pair) };
        texts.push_str(&words(pairs.iter().map(unit).collect()));
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
fn words(units: Vec<u16>) -> String {
    let mut words = String::new();
    for word in units.split(|unit| !is_text(*unit)).filter(|word| word.len() >= WORD) {
        words.extend(word.iter().filter_map(|unit| char::from_u32(u32::from(*unit))));
        words.push(HARD);
    }
    words
}

fn is_text(unit: u16) -> bool {
    matches!(unit, 0x20..=0x7e | 0xa0..=0x17f | 0x09 | 0x0a | 0x0d)
}
