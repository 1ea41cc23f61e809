//! Places where a line may break without a hyphen, for what is wider than its column.

use std::collections::BTreeSet;
use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::Printed;
use super::faults::Wide;
use super::ink::PageFault;

/// A place where a line may break without a hyphen.
pub(super) const BREAK: &str = "\u{200b}";

/// What tells an address from a word.
const ADDRESS: [char; 2] = ['@', '/'];
/// Behind these a long address may break; behind a hyphen nobody would know whether it is one of its own.
const SIGNS: [char; 8] = ['@', '.', '/', '_', '?', '&', '=', '#'];

/// Where more may break than in good typesetting.
#[derive(Default)]
pub(super) struct Breaks {
    /// The number of a text and a byte in it.
    points: BTreeSet<(usize, usize)>,
    /// The words that may be hyphenated whatever the look says: the number of the text, first byte and end.
    hyphenated: BTreeSet<(usize, usize, usize)>,
    /// Whether headings and details may part from what follows them.
    pub(super) loose: bool,
}

impl Breaks {
    /// Lets what is too wide break: behind its no-break spaces first, then behind the signs of an address, else with
    /// a hyphen, and where that has been tried between any two characters of its last word. Whether there is a
    /// new break point.
    pub(super) fn allow(&mut self, wide: &[Wide]) -> bool {
        let before = self.points.len() + self.hyphenated.len();
        for Wide { text, range, characters } in wide {
            let spaces = characters.match_indices(char::is_whitespace);
            let behind: Vec<usize> = spaces.map(|(at, space)| range.start + at + space.len()).collect();
            let last = behind.last().copied().unwrap_or(range.start);
            let tried = self.points.len();
            self.points.extend(behind.into_iter().map(|at| (*text, at)));
            let word = characters.get(last - range.start..).unwrap_or_default();
            if self.points.len() == tried && word.contains(ADDRESS) {
                let signs = word.match_indices(SIGNS).map(|(at, sign)| at + sign.len());
                self.points.extend(signs.filter(|at| *at < word.len()).map(|at| (*text, last + at)));
            }
            let is_hyphenated =
                !word.contains(ADDRESS) && self.hyphenated.insert((*text, last, last + word.len()));
            if self.points.len() == tried && !is_hyphenated {
                self.anywhere(*text, last, word);
            }
        }
        self.points.len() + self.hyphenated.len() > before
    }

    /// The words of a text that may be hyphenated whatever the look says.
    pub(super) fn hyphenated(&self, text: usize) -> impl Iterator<Item = Range<usize>> {
        self.hyphenated.range((text, 0, 0)..(text + 1, 0, 0)).map(|(_, start, end)| *start..*end)
    }

    /// Lets everything break: blocks from what follows them, and the texts at fault between any two
    /// characters.
    pub(super) fn loosen(&mut self, faults: &[PageFault], texts: &[Printed<'_>]) {
        self.loose = true;
        for number in faults.iter().filter_map(|fault| fault.text) {
            self.anywhere(number, 0, texts.get(number).map_or("", |it| it.text));
        }
    }

    /// Lets a line break between any two of these characters, which begin at byte `start` of a text.
    fn anywhere(&mut self, text: usize, start: usize, characters: &str) {
        let inside = characters.grapheme_indices(true).skip(1);
        self.points.extend(inside.map(|(at, _)| (text, start + at)));
    }

    /// Whether the line may break before this byte of a text.
    pub(super) fn at(&self, text: usize, byte: usize) -> bool {
        self.points.contains(&(text, byte))
    }
}
