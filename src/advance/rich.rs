//! A cell's text in runs, and how hand marks are carried out in it.
//!
//! - Struck text goes, and with it the white space it leaves behind.
//! - A line that is struck but for its bullet and closing punctuation goes with its line break.
//! - An underline goes, but where it shows a link: under a web or mail address, and under the whole
//!   text of a cell with a hyperlink. That is how `interpret` understands it too.

use std::ops::Range;

use super::styles;
use super::xml::{Element, Part, escape};
use crate::diag::Error;
use crate::grid::Font;
use crate::interpret::addresses;

/// What stands in front of a line, or behind its last word, and is no text by itself.
const FRAME: &str = "-‐‑–—−⁃*·•∙●⚫o◦○▪■▫□‣➢➤►▶▸◆♦❖\u{f0b7}\u{f0a7}.,;:!?()[]…";

/// A text in runs.
#[derive(Clone, Debug, Default)]
pub(super) struct Rich {
    runs: Vec<Run>,
}

#[derive(Clone, Debug, Default)]
struct Run {
    own: Option<Own>,
    text: String,
}

/// The font of a run that has its own, as XML.
#[derive(Clone, Debug)]
struct Own {
    xml: String,
    not_underlined: String,
    underline: bool,
    strike: bool,
}

/// What is to be done with a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cleaning {
    /// Take struck text out.
    pub(super) strike: bool,
    /// Take the underline away.
    pub(super) underline: bool,
    /// The cell is a hyperlink.
    pub(super) link: bool,
}

/// What came of it.
#[derive(Debug)]
pub(super) struct Cleaned {
    /// The new text; `None` where it is the old one.
    pub(super) text: Option<Rich>,
    /// Whether an underline was taken away.
    pub(super) no_underline: bool,
}

/// A character as it is written in the file: `_x000D_` is one.
struct Unit {
    text: String,
    c: char,
    run: usize,
    underline: bool,
    strike: bool,
    gone: bool,
    bare: bool,
}

impl Unit {
    fn shows(&self) -> bool {
        !self.gone && !self.c.is_whitespace()
    }
}

impl Rich {
    /// A text in the font of its cell.
    pub(super) fn plain(text: &str) -> Self {
        Self { runs: vec![Run { own: None, text: text.to_owned() }] }
    }

    /// Reads a string item or an inline string (18.4.8 si, 18.3.1.53 is). Readings above
    /// characters (18.4.6 rPh) are not kept: they count characters that may go.
    pub(super) fn parse(part: &Part, item: &Element) -> Result<Self, Error> {
        let mut runs = Vec::new();
        for child in part.children(item)? {
            match part.local(&child) {
                "t" => runs.push(Run { own: None, text: part.text(&child)? }),
                "r" => {
                    let mut run = Run::default();
                    for child in part.children(&child)? {
                        match part.local(&child) {
                            "t" => run.text.push_str(&part.text(&child)?),
                            "rPr" => run.own = Some(Own::parse(part, &child)?),
                            _ => {}
                        }
                    }
                    runs.push(run);
                }
                _ => {}
            }
        }
        Ok(Self { runs })
    }

    /// The element `tag` with these runs.
    pub(super) fn to_xml(&self, prefix: &str, tag: &str) -> String {
        let t = |text: &str| {
            let keep = text.starts_with(char::is_whitespace) || text.ends_with(char::is_whitespace);
            let keep = keep || text.contains(['\n', '\r', '\t']) || text.contains("  ");
            let space = if keep { " xml:space=\"preserve\"" } else { "" };
            format!("<{prefix}t{space}>{}</{prefix}t>", escape(text))
        };
        let inner: String = match self.runs.as_slice() {
            [Run { own: None, text }] => t(text),
            runs => runs
                .iter()
                .map(|run| {
                    let own = run.own.as_ref().map(|own| own.xml.as_str()).unwrap_or_default();
                    format!("<{prefix}r>{own}{}</{prefix}r>", t(&run.text))
                })
                .collect(),
        };
        format!("<{prefix}{tag}>{inner}</{prefix}{tag}>")
    }

    /// Whether nothing in it shows.
    pub(super) fn is_blank(&self) -> bool {
        self.runs.iter().all(|run| run.text.trim().is_empty())
    }

    /// Carries out the marks; `cell` is the font of the cell, which runs without their own have.
    pub(super) fn clean(&self, cell: Font, what: Cleaning) -> Cleaned {
        let mut units = self.units(cell);
        if what.strike {
            take_out_struck(&mut units);
        }
        let only_link =
            what.link && units.iter().filter(|unit| !unit.c.is_whitespace()).all(|unit| unit.underline);
        if what.underline && !only_link {
            mark_bare(&mut units);
        }
        let no_underline = units.iter().any(|unit| unit.bare && unit.shows());
        let changed = units.iter().any(|unit| unit.gone || (unit.bare && self.is_own(unit.run)));
        Cleaned { text: changed.then(|| self.rebuilt(&units)), no_underline }
    }

    /// The same text with the version in it replaced; nothing else where the version does not stand
    /// in it as a word.
    pub(super) fn with_version(&self, old: &str, new: &str) -> Option<Self> {
        let mut units = self.units(Font::default());
        let text: String = units.iter().map(|unit| unit.c).collect();
        let found = super::version::find(&text, old)?;
        let first = text.get(..found.start)?.chars().count();
        let last = first + text.get(found)?.chars().count();
        for (at, unit) in units.iter_mut().enumerate().take(last).skip(first) {
            unit.gone = at > first;
            if at == first {
                unit.text = new.to_owned();
            }
        }
        Some(self.rebuilt(&units))
    }

    fn is_own(&self, run: usize) -> bool {
        self.runs.get(run).is_some_and(|run| run.own.is_some())
    }

    fn units(&self, cell: Font) -> Vec<Unit> {
        let mut units: Vec<Unit> = Vec::new();
        for (run, content) in self.runs.iter().enumerate() {
            let own = content.own.as_ref();
            let (underline, strike) =
                own.map_or((cell.underline, cell.strike), |own| (own.underline, own.strike));
            let mut rest = content.text.as_str();
            while let Some(first) = rest.chars().next() {
                let (length, c) = escaped(rest).map_or((first.len_utf8(), first), |c| (7, c));
                let (text, behind) = rest.split_at(length);
                units.push(Unit {
                    text: text.to_owned(),
                    c,
                    run,
                    underline,
                    strike,
                    gone: false,
                    bare: false,
                });
                rest = behind;
            }
        }
        units
    }

    fn rebuilt(&self, units: &[Unit]) -> Self {
        let mut runs: Vec<Run> = Vec::new();
        let mut last: Option<(usize, bool)> = None;
        for unit in units.iter().filter(|unit| !unit.gone) {
            let key = (unit.run, unit.bare);
            match runs.last_mut().filter(|_| last == Some(key)) {
                Some(run) => run.text.push_str(&unit.text),
                None => {
                    let own = self.runs.get(unit.run).and_then(|run| run.own.clone());
                    let own = own.map(|own| if unit.bare { own.bared() } else { own });
                    runs.push(Run { own, text: unit.text.clone() });
                    last = Some(key);
                }
            }
        }
        Self { runs }
    }
}

impl Own {
    fn parse(part: &Part, properties: &Element) -> Result<Self, Error> {
        let (underline, strike) = styles::marks(part, properties);
        Ok(Self {
            xml: part.str(properties.whole()).to_owned(),
            not_underlined: styles::without_marks(part, properties, true, false)?,
            underline,
            strike,
        })
    }

    fn bared(self) -> Self {
        Self { xml: self.not_underlined.clone(), underline: false, ..self }
    }
}

/// The character behind `_xHHHH_` at the start of a text (22.9.2.19 ST_Xstring).
fn escaped(text: &str) -> Option<char> {
    let digits = text.strip_prefix("_x")?.get(..4)?;
    let whole = text.get(6..7) == Some("_") && digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    whole.then(|| u32::from_str_radix(digits, 16).ok().and_then(char::from_u32).unwrap_or('\u{fffd}'))
}

/// The lines of a text, without their line breaks.
fn lines(units: &[Unit]) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let mut start = 0;
    for (at, unit) in units.iter().enumerate() {
        if unit.c == '\n' {
            lines.push(start..at);
            start = at + 1;
        }
    }
    lines.push(start..units.len());
    lines
}

fn take_out_struck(units: &mut [Unit]) {
    let mut after_removed = false;
    for line in lines(units) {
        let breaks = line.end..(line.end + 1).min(units.len());
        let Some(inside) = units.get_mut(line.clone()) else { continue };
        let struck = inside.iter().any(|unit| unit.strike && unit.shows());
        let blank = !inside.iter().any(Unit::shows);
        let rest_is_frame =
            inside.iter().filter(|unit| unit.shows() && !unit.strike).all(|unit| FRAME.contains(unit.c));
        let left = inside.iter().filter(|unit| unit.shows() && !unit.strike).count();
        let whole = struck && rest_is_frame && (left < 4 || left == 0);
        if struck && !whole {
            inside.iter_mut().for_each(|unit| unit.gone = unit.strike);
            tidy(inside);
        }
        let breaks_struck = units.get(breaks.clone()).is_some_and(|end| end.iter().any(|unit| unit.strike));
        after_removed = whole || (blank && after_removed && breaks_struck);
        if after_removed {
            remove_line(units, line);
        }
    }
}

/// Removes a line with the line break behind it; the last one with the break before it.
fn remove_line(units: &mut [Unit], line: Range<usize>) {
    let is_last = line.end >= units.len();
    let end = (line.end + 1).min(units.len());
    for unit in units.get_mut(line.start..end).into_iter().flatten() {
        unit.gone = true;
    }
    if is_last {
        let before = units.get_mut(..line.start).unwrap_or_default();
        // White space before the break goes too: a carriage return would be a line of its own.
        for unit in before.iter_mut().rev().filter(|unit| !unit.gone) {
            if !unit.c.is_whitespace() {
                break;
            }
            unit.gone = true;
        }
    }
}

/// Takes away the white space that a removal inside a line leaves behind.
fn tidy(line: &mut [Unit]) {
    let seams: Vec<usize> = (0..line.len())
        .filter(|&at| line[at].gone && line.get(at + 1).is_none_or(|next| !next.gone))
        .collect();
    for seam in seams {
        let (before, after) = line.split_at_mut(seam + 1);
        let next = after.iter().find(|unit| unit.shows()).map(|unit| unit.c);
        let closes = next.is_none_or(|c| matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | ')'));
        let has_words = before.iter().any(|unit| !unit.gone && unit.c.is_alphanumeric());
        if closes && has_words {
            let spaces = before.iter_mut().rev().filter(|unit| !unit.gone);
            spaces.take_while(|unit| unit.c.is_whitespace()).for_each(|unit| unit.gone = true);
        }
        let last = before.iter().rev().find(|unit| !unit.gone);
        if closes || last.is_none_or(|unit| unit.c.is_whitespace()) {
            let spaces = after.iter_mut().take_while(|unit| unit.c.is_whitespace());
            spaces.for_each(|unit| unit.gone = true);
        }
    }
}

/// Marks the characters that lose their underline.
fn mark_bare(units: &mut [Unit]) {
    for line in lines(units) {
        let Some(inside) = units.get_mut(line) else { continue };
        let font = |unit: &Unit| Font { underline: unit.underline, strike: unit.strike, ..Font::default() };
        let characters: Vec<(char, Font)> = inside.iter().map(|unit| (unit.c, font(unit))).collect();
        let links = addresses(&characters);
        for (at, unit) in inside.iter_mut().enumerate() {
            unit.bare = unit.underline && !links.iter().any(|link| link.contains(&at));
        }
    }
    // A line break has no look of its own.
    for unit in units.iter_mut().filter(|unit| unit.c == '\n' && unit.underline) {
        unit.bare = true;
    }
}

#[cfg(test)]
mod tests;
