//! The spellings under which a name is looked up.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization as _;

use super::letters::{self, Script};

/// The words of a name in every spelling, folded: `Jürgen-Özgür` gives juergen, jurgen, oezguer, ozgur.
/// Names that are still in other letters give none.
pub(crate) fn spellings(name: &str, script: Script) -> BTreeSet<String> {
    let parts = name.split(|c: char| c.is_whitespace() || matches!(c, '-' | '(' | ')' | '/' | '\u{200c}'));
    let latin = parts.flat_map(|part| letters::latin(&part.to_lowercase(), script));
    let folded = latin.flat_map(|word| [folded(&word, "e"), folded(&word, "")]);
    folded.filter(|word| word.len() > 1 && word.bytes().all(|b| b.is_ascii_lowercase())).collect()
}

/// The word in ASCII; `umlaut` is what stands behind the letter for its two dots. Apostrophes are left out.
fn folded(word: &str, umlaut: &str) -> String {
    let mut folded = String::new();
    for c in word.nfc() {
        match c {
            'ä' | 'ö' | 'ü' => {
                folded.push(match c {
                    'ä' => 'a',
                    'ö' => 'o',
                    _ => 'u',
                });
                folded.push_str(umlaut);
            }
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'ø' => folded.push('o'),
            'ł' => folded.push('l'),
            'đ' | 'ð' => folded.push('d'),
            'þ' => folded.push_str("th"),
            'ı' => folded.push('i'),
            'ə' => folded.push('e'),
            '\'' | '’' | '‘' | 'ʻ' | 'ʼ' | '`' => {}
            _ => folded.extend(std::iter::once(c).nfd().filter(|c| !('\u{300}'..='\u{36f}').contains(c))),
        }
    }
    folded
}
