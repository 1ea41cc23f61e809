//! Places where a line may break without a hyphen, for what is wider than its column.

use std::collections::BTreeSet;

use unicode_segmentation::UnicodeSegmentation;

use super::overflow::Wide;

/// A place where a line may break without a hyphen.
pub(super) const BREAK: &str = "\u{200b}";

/// Break points: the number of a text and a byte in it.
#[derive(Default)]
pub(super) struct Breaks {
    points: BTreeSet<(usize, usize)>,
}

impl Breaks {
    /// Lets what is too wide break: behind its no-break spaces first, and where that has been tried
    /// between any two characters of its last word. Whether there is a new break point.
    pub(super) fn allow(&mut self, wide: &[Wide]) -> bool {
        let before = self.points.len();
        for Wide { text, range, characters } in wide {
            let spaces = characters.match_indices(char::is_whitespace);
            let behind: Vec<usize> = spaces.map(|(at, space)| range.start + at + space.len()).collect();
            let last = behind.last().copied().unwrap_or(range.start);
            let tried = self.points.len();
            self.points.extend(behind.into_iter().map(|at| (*text, at)));
            if self.points.len() == tried {
                let word = characters.get(last - range.start..).unwrap_or_default();
                let inside = word.grapheme_indices(true).map(|(at, _)| last + at).filter(|at| *at > last);
                self.points.extend(inside.map(|at| (*text, at)));
            }
        }
        self.points.len() > before
    }

    /// Whether the line may break before this byte of a text.
    pub(super) fn at(&self, text: usize, byte: usize) -> bool {
        self.points.contains(&(text, byte))
    }
}
