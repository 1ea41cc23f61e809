//! Taking a passage out of a line without leaving stray white space behind.

use super::RichText;

/// The line without the runs for which `gone` holds. Where something was taken out, one space stays
/// between two words, none before a closing mark, and none at the ends of the line. White space that
/// begins the line is its indentation and stays.
pub fn take_out<F: Clone + PartialEq>(line: &RichText<F>, gone: impl Fn(&F) -> bool) -> RichText<F> {
    let mut kept = RichText::default();
    let mut at_seam = false;
    for run in line.runs() {
        if gone(run.format) {
            at_seam = true;
            continue;
        }
        let mut text = run.text;
        if at_seam {
            let ahead = line.runs_in(run.start..line.as_str().len()).filter(|run| !gone(run.format));
            let next = ahead.flat_map(|run| run.text.chars()).find(|c| !c.is_whitespace());
            text = close_seam(&mut kept, text, next);
        }
        if !text.is_empty() {
            kept.push(text, run.format.clone());
            at_seam = false;
        }
    }
    if at_seam {
        close_seam(&mut kept, "", None);
    }
    kept
}

/// Takes the white space at a seam away; what is left of the text behind it. `next` is the first
/// character behind the seam that shows.
fn close_seam<'t, F: Clone + PartialEq>(
    before: &mut RichText<F>,
    behind: &'t str,
    next: Option<char>,
) -> &'t str {
    let closes = next.is_none_or(|c| matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | ')'));
    // A bullet keeps the space behind it.
    if closes && before.as_str().contains(char::is_alphanumeric) {
        before.truncate(before.as_str().trim_end().len());
    }
    let spaced = before.as_str().chars().next_back().is_none_or(char::is_whitespace);
    if closes || spaced { behind.trim_start() } else { behind }
}
