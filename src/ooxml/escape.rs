//! Characters that a part cannot hold as they are.

/// Text as it may stand between tags, or as the value of an attribute. Left out is what XML 1.0
/// (clause 2.2) has no way to write; a carriage return would be read as a line feed.
pub(crate) fn escape(text: &str) -> String {
    let text: String = text.chars().filter(|&c| !is_forbidden(c)).collect();
    quick_xml::escape::escape(&text).into_owned()
}

fn is_forbidden(c: char) -> bool {
    matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}

/// The length of `_xHHHH_` in bytes, SpreadsheetML's own escape for characters that XML cannot hold
/// (ECMA-376 part 1, 22.9.2.19 ST_Xstring).
const ESCAPED: usize = 7;

/// The UTF-16 unit behind `_xHHHH_` at the start of a text.
fn escaped(text: &str) -> Option<u16> {
    let digits = text.strip_prefix("_x")?.get(..4)?;
    let whole =
        text.as_bytes().get(6) == Some(&b'_') && digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    whole.then(|| u16::from_str_radix(digits, 16).ok()).flatten()
}

/// Resolves every `_xHHHH_` of a text.
pub(crate) fn unescape(text: &str) -> String {
    let mut units = Vec::new();
    let mut done = 0;
    for (at, _) in text.match_indices("_x") {
        if let Some(unit) = text.get(at..).and_then(escaped).filter(|_| at >= done) {
            units.extend(text[done..at].encode_utf16());
            units.push(unit);
            done = at + ESCAPED;
        }
    }
    if units.is_empty() {
        return text.to_owned();
    }
    units.extend(text[done..].encode_utf16());
    // Half a surrogate pair is no character in any encoding.
    String::from_utf16_lossy(&units)
}

/// The other way round: what XML cannot hold, and what would be resolved, as `_xHHHH_`.
pub(crate) fn encode(text: &str) -> String {
    let mut raw = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let literal = c == '_' && text.get(at..).is_some_and(|rest| escaped(rest).is_some());
        match literal || c < ' ' && !matches!(c, '\n' | '\t') {
            true => raw.push_str(&format!("_x{:04X}_", u32::from(c))),
            false => raw.push(c),
        }
    }
    raw
}
