//! Header and footer: two lines of each text, however wide its letters.

use unicode_segmentation::UnicodeSegmentation;

use super::measures::{PAGE_COUNT_WIDTH, RUNNING_GUTTER, TEXT_WIDTH};
use super::world::Widths;
use crate::document::{Document, Look, Running};

/// More would grow out of the page.
const MOST_LINES: usize = 2;
/// Stands for what was left out.
const MORE: &str = " …";

/// How wide a text of the header may be, in parts of its size: half of the line.
pub(super) fn header_width(look: &Look) -> f64 {
    (TEXT_WIDTH.0 - RUNNING_GUTTER.0) / 2.0 / look.running_size
}

/// How wide a text of the footer may be, in parts of its size.
pub(super) fn footer_width(look: &Look) -> f64 {
    (TEXT_WIDTH.0 - RUNNING_GUTTER.0 - PAGE_COUNT_WIDTH.0) / look.running_size
}

/// Shortens header and footer to what two lines hold.
pub(super) fn fit(document: &mut Document, widths: &Widths<'_>) {
    let Running { header_left, header_right, footer_left } = &mut document.running;
    let (header, footer) = (header_width(&document.look), footer_width(&document.look));
    let all = [(header_left, header), (header_right, header), (footer_left, footer)];
    for (text, width) in all {
        *text = fitted(text, width, widths);
    }
}

/// The text, or as many of its words as two lines of that width hold; of one wider than a line, as
/// many of its characters.
fn fitted(text: &str, width: f64, widths: &Widths<'_>) -> String {
    let fits = |text: &str| lines(text, width, widths) <= MOST_LINES;
    if fits(text) {
        return text.to_owned();
    }
    let ends: Vec<usize> = text.grapheme_indices(true).map(|(at, _)| at).collect();
    let shortened = |end: usize| format!("{}{MORE}", text.get(..end).unwrap_or_default().trim_end());
    let count = ends.partition_point(|end| fits(&shortened(*end)));
    let end = count.checked_sub(1).and_then(|last| ends.get(last)).copied().unwrap_or_default();
    let (front, rest) = text.split_at_checked(end).unwrap_or_default();
    let word = front.rfind(char::is_whitespace).map_or(0, |space| front.ceil_char_boundary(space + 1));
    let behind = rest.find(char::is_whitespace).unwrap_or(rest.len());
    let cut = text.get(word..end + behind).unwrap_or_default();
    let cut_inside = behind == 0 || word == 0 || is_wide(cut, width, widths);
    shortened(if cut_inside { end } else { word })
}

/// How many lines a text takes: as many words on each as fit, a wider one on lines of its own.
fn lines(text: &str, width: f64, widths: &Widths<'_>) -> usize {
    let space = widths.of(" ");
    let (mut lines, mut filled) = (0, width);
    for word in text.split_whitespace() {
        let wide = widths.of(word);
        if filled + space + wide > width {
            lines += 1;
            filled = 0.0;
        } else {
            filled += space;
        }
        filled += wide;
        while filled > width {
            lines += 1;
            filled -= width;
        }
    }
    lines
}

/// Whether a word of the header or footer is wider than the line.
pub(super) fn is_wide(word: &str, line: f64, widths: &Widths<'_>) -> bool {
    widths.of(word) > line
}
