//! Text as it can be shown: a file must neither give commands to a terminal nor forge lines of a message.

use std::borrow::Cow;

/// The text without what a terminal would obey: instead of a control character stands the sign for it,
/// instead of one that turns the direction or ends the line the replacement character. Line feeds stay.
pub fn visible(text: &str) -> Cow<'_, str> {
    match text.contains(is_command) {
        true => text.chars().map(|c| if is_command(c) { sign(c) } else { c }).collect(),
        false => Cow::Borrowed(text),
    }
}

/// The text as a part of one line: line breaks shown as `⏎`.
pub fn one_line(text: &str) -> Cow<'_, str> {
    let is_break = |c: char| matches!(c, '\n' | '\r' | '\t');
    let lines = match text.contains(is_break) {
        true => text.replace("\r\n", "⏎").replace(['\n', '\r'], "⏎").replace('\t', " ").into(),
        false => Cow::Borrowed(text),
    };
    match visible(&lines) {
        Cow::Borrowed(_) => lines,
        Cow::Owned(shown) => shown.into(),
    }
}

/// Whether a terminal, or whoever reads the output line by line, would take this for a command: control
/// characters but the line feed, signs for the direction (Unicode 9, Bidi_Control), and separators of lines.
pub fn is_command(c: char) -> bool {
    c.is_control() && c != '\n'
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn sign(c: char) -> char {
    match c {
        '\0'..='\x1f' => char::from_u32(0x2400 + u32::from(c)),
        '\x7f' => Some('\u{2421}'),
        _ => None,
    }
    .unwrap_or(char::REPLACEMENT_CHARACTER)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_become_signs_and_all_else_stays() {
        assert_eq!(visible("a\x1b[2J\u{7}\u{7f}\u{9b}\u{202e}b\nc"), "a␛[2J␇␡��b\nc");
        let plain = "Straße – »ja«\u{a0}\u{ad}\u{200d}日\nעברית";
        assert!(matches!(visible(plain), Cow::Borrowed(it) if it == plain));
        assert_eq!(one_line("a\r\nb\tc\rd\x1b"), "a⏎b c⏎d␛");
    }
}
