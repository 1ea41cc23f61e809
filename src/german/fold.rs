//! The form in which names are compared.

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// Brings a name into the form in which names are compared: lower case, umlauts written out,
/// nothing but letters and digits. Raised digits (footnote marks) count as nothing, as do
/// asterisks, colons, hyphens, blanks and line breaks.
pub(crate) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut add = |c: char| match c {
        'ä' => folded.push_str("ae"),
        'ö' => folded.push_str("oe"),
        'ü' => folded.push_str("ue"),
        'ß' => folded.push_str("ss"),
        '%' => folded.push_str("prozent"),
        '#' | '№' => folded.push_str("nr"),
        c if c.is_alphabetic() || c.is_ascii_digit() => folded.push(c),
        _ => {}
    };
    // Composing what is composed already took most of the time.
    match is_nfc_quick(text.chars()) {
        IsNormalized::Yes => text.chars().flat_map(char::to_lowercase).for_each(&mut add),
        _ => text.nfc().flat_map(char::to_lowercase).for_each(&mut add),
    }
    folded
}
