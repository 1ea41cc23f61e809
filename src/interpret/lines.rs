//! Lines of a cell → paragraphs and list items with their levels.
//!
//! **What is a bullet.** A line that starts with one of the glyphs nobody uses for anything else
//! (`•`, `▪`, `■`, `‣`, `➢` … and Word's symbol-font bullets), or with `-`, `–`, `—`, `*`, `·` or a
//! lone `o` and white space behind it. `-5 %`, `-gewinnung`, `*)`, `o. g.` and `→ …` are text. A
//! dash with a capital letter right behind it (`-Ausbau`) is a bullet where two lines of the cell
//! begin so. Hyphen, dashes and minus sign are one kind of marker.
//!
//! **Its level.** A line indented deeper is deeper; among lines indented alike, a kind of marker
//! not seen before is deeper and one seen before returns to its level.
//!
//! **Lines without a marker:**
//! - Under a bullet they continue it as a paragraph (level plus 1), under the innermost bullet that
//!   is not indented deeper than they are. After a blank line, and not indented, they end the list.
//! - In a status cell with bullets further down, they lead in to those: paragraphs of level 0.
//! - In a status cell without any bullet, each line is an entry; one that ends with a colon leads
//!   in to the next, an indented one continues the one above, and lines numbered `1.`, `2.` … or
//!   `a)`, `b)` … keep their numbers and get no bullet, nor do the other lines of such a cell; one
//!   labelled `3)`, `(3)` or `c)` gets none wherever it stands.
//! - Where each entry has its row ([`Mode::Row`]), the first line of the row is the entry, and
//!   what follows in the cell belongs to it.
//! - In running text and in the cell of the action they are paragraphs; in running text, one that
//!   is not indented ends the list above it.

use std::ops::Range;

use super::runs::{Decoration, Formatter};
use super::value::CellText;
use crate::model::{Entry, Paragraph, ParagraphKind};
use crate::text::{BULLETS, SPACED_BULLETS};

/// How lines without a marker are to be understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    /// The cell holds all entries of an action.
    Entries,
    /// The cell holds one entry, with all that belongs to it.
    Row {
        /// A row that begins with a marker belongs to the row without one above it.
        nested: bool,
        /// The row leads in to the marked rows below it.
        leads_in: bool,
    },
    /// The cell of an action.
    Title,
    /// Running text.
    Running,
}

/// Deepest level of a list; Word has nine.
const DEEPEST: usize = 8;

/// Collects the paragraphs of consecutive cells; bullets carry their levels from cell to cell.
#[derive(Debug, Default)]
pub(super) struct Outline {
    /// The open levels: the kind of marker that opened each, none for a row that is an entry by itself,
    /// and its indentation.
    open: Vec<(Option<char>, usize)>,
    /// All entries, in reading order.
    pub(super) entries: Vec<Entry>,
}

impl Outline {
    /// Appends a cell.
    pub(super) fn cell(&mut self, cell: &CellText, mode: Mode, decoration: Decoration) {
        let formatter = Formatter::new(cell, decoration);
        let lines = lines(cell);
        let mut plan = Plan::new(&lines, mode);
        self.begin(&lines, mode);
        for (at, line) in lines.iter().enumerate() {
            let (kind, level) = match line.marker {
                Some(marker) => (ParagraphKind::Bullet, self.place(marker, line.indent)),
                None => self.unmarked(line, at, &mut plan),
            };
            let level = level.min(DEEPEST) as u8;
            let (text, at) = (formatter.text(line.range.clone()), cell.at.clone());
            self.entries.push(Entry::Paragraph(Paragraph { kind, level, text, at }));
        }
    }

    /// All paragraphs, in reading order.
    pub(super) fn paragraphs(self) -> Vec<Paragraph> {
        let paragraphs = self.entries.into_iter().filter_map(|entry| match entry {
            Entry::Paragraph(paragraph) => Some(paragraph),
            Entry::Details(_) => None,
        });
        paragraphs.collect()
    }

    /// What of the lists above stays open at the start of a cell.
    fn begin(&mut self, lines: &[Line<'_>], mode: Mode) {
        let marked = lines.first().is_some_and(|line| line.marker.is_some());
        let under_row = self.open.first().is_some_and(|open| open.0.is_none());
        let keeps = match mode {
            Mode::Row { nested, .. } => marked && (nested || !under_row),
            Mode::Running => marked,
            Mode::Entries | Mode::Title => false,
        };
        if !keeps {
            self.open.clear();
        }
    }

    /// Where a bullet belongs: its level.
    fn place(&mut self, marker: char, indent: usize) -> usize {
        let marker = Some(marker);
        let same = |open: &(Option<char>, usize)| open.0 == marker && open.1.abs_diff(indent) <= 1;
        if let Some(at) = self.open.iter().rposition(same) {
            self.open.truncate(at + 1);
            return at;
        }
        let top = self.open.last().map_or(0, |open| open.1);
        let is_sibling = if indent >= top {
            // A marker seen further out, indented like its neighbour here, is that one's sibling.
            indent == top && self.open.len() > 1 && self.open.iter().any(|open| open.0 == marker)
        } else {
            let floor = usize::from(self.open.first().is_some_and(|open| open.0.is_none()));
            while self.open.len() > floor && self.open.last().is_some_and(|open| open.1 > indent) {
                self.open.pop();
            }
            self.open.len() > floor && self.open.last().is_some_and(|open| open.1 == indent)
        };
        if !is_sibling {
            self.open.push((marker, indent));
        }
        self.open.len() - 1
    }

    fn unmarked(&mut self, line: &Line<'_>, at: usize, plan: &mut Plan) -> (ParagraphKind, usize) {
        if let Mode::Row { leads_in, .. } = plan.mode
            && at == 0
        {
            if leads_in {
                return (ParagraphKind::Plain, 0);
            }
            self.open.push((None, line.indent));
            let kind = if line.label().is_some() { ParagraphKind::Plain } else { ParagraphKind::Bullet };
            return (kind, 0);
        }
        if let Some(outer) = self.open.first() {
            let outside = line.indent <= outer.1;
            let ends = match plan.mode {
                Mode::Row { .. } => false,
                Mode::Running => outside,
                Mode::Entries | Mode::Title => outside && line.after_blank,
            };
            if ends {
                self.open.clear();
                return (ParagraphKind::Plain, 0);
            }
            while self.open.len() > 1 && self.open.last().is_some_and(|open| open.1 > line.indent) {
                self.open.pop();
            }
            return (ParagraphKind::Plain, self.open.len());
        }
        if plan.mode != Mode::Entries || plan.marked || plan.numbered || line.label().is_some() {
            return (ParagraphKind::Plain, 0);
        }
        match plan.entry_indent {
            Some(entry) if line.indent > entry + 1 => (ParagraphKind::Plain, 1),
            _ if line.text.ends_with(':') && at + 1 < plan.lines => (ParagraphKind::Plain, 0),
            _ => {
                plan.entry_indent = Some(line.indent);
                (ParagraphKind::Bullet, 0)
            }
        }
    }
}

/// What must be known of a cell before its first line is understood.
struct Plan {
    mode: Mode,
    lines: usize,
    marked: bool,
    numbered: bool,
    /// The indentation of the last line that is an entry without a marker.
    entry_indent: Option<usize>,
}

impl Plan {
    fn new(lines: &[Line<'_>], mode: Mode) -> Self {
        let marked = lines.iter().any(|line| line.marker.is_some());
        Self { mode, lines: lines.len(), marked, numbered: is_numbered(lines), entry_indent: None }
    }
}

/// A line of a cell that says something.
struct Line<'a> {
    after_blank: bool,
    indent: usize,
    marker: Option<char>,
    /// What stands behind indentation and marker, and where in the cell.
    text: &'a str,
    range: Range<usize>,
}

impl Line<'_> {
    /// The number in front of the text: of `3. Ausbau`, `3.) Ausbau`, and what [`Line::label`] knows.
    fn number(&self) -> Option<u32> {
        let ordinal = || {
            let word = self.text.split(char::is_whitespace).next()?;
            let digits = word.strip_suffix(".)").or_else(|| word.strip_suffix('.'))?;
            if self.text.len() > word.len() { digits.parse().ok() } else { None }
        };
        self.label().or_else(ordinal)
    }

    /// The number in front of the text that can be nothing but that of a list: of `3) Ausbau`,
    /// `(3) Ausbau`, `3)Ausbau` and `c) Ausbau`.
    fn label(&self) -> Option<u32> {
        let (label, behind) = self.text.strip_prefix('(').unwrap_or(self.text).split_once(')')?;
        let apart = behind.starts_with(char::is_whitespace);
        let letter = label.parse().ok().filter(|it: &char| it.is_ascii_lowercase() && apart);
        let letter = letter.map(|letter| u32::from(letter) - u32::from('a') + 1);
        let is_digits = label.bytes().all(|byte| byte.is_ascii_digit());
        let follows = apart || behind.starts_with(char::is_alphabetic);
        let number = (is_digits && label.len() <= 3 && follows).then(|| label.parse().ok());
        letter.or(number.flatten())
    }

    fn word_behind_number(&self) -> Option<&str> {
        let word = self.text.split_whitespace().nth(1)?;
        Some(word.trim_matches(|c: char| !c.is_alphanumeric()))
    }
}

/// Whether a cell has lines with `1.`, `2.` …: no date and no `1. Quartal` goes on so. What stands
/// above them leads in to them.
fn is_numbered(lines: &[Line<'_>]) -> bool {
    let numbered = lines.iter().filter_map(|line| Some((line.number()?, line.word_behind_number())));
    // `1. Quartal …`, `2. Quartal …` are ordinals, not the numbers of a list.
    let goes_on =
        matches!(numbered.collect::<Vec<_>>().as_slice(), [(1, first), (2, second), ..] if first != second);
    goes_on || lines.iter().filter_map(Line::label).take(2).eq([1, 2])
}

/// Whether the first line of a cell has a marker.
pub(super) fn begins_marked(cell: &CellText) -> bool {
    lines(cell).first().is_some_and(|line| line.marker.is_some())
}

/// Whether a cell is one line without a marker that ends with a colon.
pub(super) fn is_lead_in(cell: &CellText) -> bool {
    matches!(lines(cell).as_slice(), [line] if line.marker.is_none() && line.text.ends_with(':'))
}

/// How many lines without a marker a cell has, where it has no marked one; else 0.
pub(super) fn unmarked_lines(cell: &CellText) -> usize {
    let lines = lines(cell);
    if lines.iter().any(|line| line.marker.is_some()) { 0 } else { lines.len() }
}

/// The lines that are not blank.
fn lines(cell: &CellText) -> Vec<Line<'_>> {
    let texts =
        || cell.text.lines().map(|range| (cell.text.as_str().get(range.clone()).unwrap_or_default(), range));
    let tight = texts().filter(|(line, _)| tight_dash(line.trim())).count() >= 2;
    let mut after_blank = false;
    let full = texts().filter_map(|(line, range)| {
        let line = Line { after_blank, ..parse(line, range.start, tight) };
        after_blank = line.text.is_empty();
        (!after_blank).then_some(line)
    });
    full.collect()
}

/// Reads indentation and marker of a line that begins at `start`. A tab counts as four blanks.
/// `tight`: a dash may be followed by a capital letter directly.
fn parse(line: &str, start: usize, tight: bool) -> Line<'_> {
    let blank = line.chars().take_while(|c| c.is_whitespace());
    let indent = blank.map(|c| if c == '\t' { 4 } else { 1 }).sum();
    let text = line.trim();
    let mut rest = text.chars();
    let (marker, rest) = match rest.next() {
        Some(first) if is_marker(first, rest.clone().next()) || (tight && tight_dash(text)) => {
            (Some(kind(first)), rest.as_str().trim_start())
        }
        _ => (None, text),
    };
    let at = start + line.trim_end().len() - rest.len();
    // A marker with nothing behind it says nothing: the line counts as blank.
    let marker = marker.filter(|_| !rest.is_empty());
    Line { after_blank: false, indent, marker, text: rest, range: at..at + rest.len() }
}

fn is_marker(c: char, next: Option<char>) -> bool {
    let apart = next.map(char::is_whitespace);
    BULLETS.contains(c)
        || (SPACED_BULLETS.contains(c) && apart.unwrap_or(true))
        || (c == 'o' && apart.unwrap_or(false))
}

fn tight_dash(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(|dash| kind(dash) == '-') && chars.next().is_some_and(char::is_uppercase)
}

/// Markers that people type for one another are one kind.
fn kind(c: char) -> char {
    match c {
        '-' | '‐' | '‑' | '–' | '—' | '−' | '⁃' => '-',
        '•' | '·' | '∙' | '●' | '⚫' => '•',
        'o' | '◦' | '○' => 'o',
        '▪' | '■' | '▫' | '□' => '▪',
        '‣' | '➢' | '➤' | '►' | '▶' | '▸' => '‣',
        '◆' | '♦' | '❖' => '◆',
        c => c,
    }
}

#[cfg(test)]
mod tests;
