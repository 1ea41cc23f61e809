//! A cell's text in runs, and how hand marks are carried out in it.
//!
//! - Struck text goes, and with it the white space it leaves behind.
//! - A line that is struck but for its bullet and closing punctuation goes with its line break.
//! - An underline goes, but where it shows a link: under a web or mail address, and under the whole
//!   text of a cell with a hyperlink. That is how `interpret` understands it too.

use std::ops::Range;
use std::rc::Rc;

use super::styles;
use super::xml::{Element, Part, escape};
use crate::diag::Error;
use crate::grid::Font;
use crate::text::{Patch, RichText, links, take_out};

/// What stands in front of a line, or behind its last word, and is no text by itself.
const FRAME: &str = "-‐‑–—−⁃*·•∙●⚫o◦○▪■▫□‣➢➤►▶▸◆♦❖\u{f0b7}\u{f0a7}.,;:!?()[]…";

/// A text as a workbook holds it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Rich(RichText<RunFont>);

/// The font of a run.
#[derive(Clone, Debug, Default, PartialEq)]
struct RunFont {
    /// Its own, as XML; without one it has that of the cell.
    own: Option<Rc<Own>>,
    /// Whether its underline is taken away.
    bare: bool,
}

/// A font of a run.
#[derive(Debug, PartialEq)]
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

impl RunFont {
    fn own(own: Own) -> Self {
        Self { own: Some(Rc::new(own)), bare: false }
    }

    fn underline(&self, cell: Font) -> bool {
        self.own.as_ref().map_or(cell.underline, |own| own.underline)
    }

    fn strike(&self, cell: Font) -> bool {
        self.own.as_ref().map_or(cell.strike, |own| own.strike)
    }

    fn xml(&self) -> &str {
        self.own.as_ref().map_or("", |own| if self.bare { &own.not_underlined } else { &own.xml })
    }
}

impl Rich {
    /// A text in the font of its cell.
    pub(super) fn plain(text: &str) -> Self {
        Self(RichText::plain(text))
    }

    /// Reads a string item or an inline string (18.4.8 si, 18.3.1.53 is). Readings above
    /// characters (18.4.6 rPh) are not kept: they count characters that may go.
    pub(super) fn parse(part: &Part, item: &Element) -> Result<Self, Error> {
        let mut text = RichText::default();
        for child in part.children(item)? {
            match part.local(&child) {
                "t" => text.push(&decode(&part.text(&child)?), RunFont::default()),
                "r" => {
                    let mut font = RunFont::default();
                    for child in part.children(&child)? {
                        match part.local(&child) {
                            "t" => text.push(&decode(&part.text(&child)?), font.clone()),
                            "rPr" => font = RunFont::own(Own::parse(part, &child)?),
                            _ => {}
                        }
                    }
                }
                _ => {}
            }
        }
        Ok(Self(text))
    }

    /// The element `tag` with these runs.
    pub(super) fn to_xml(&self, prefix: &str, tag: &str) -> String {
        let t = |text: &str| {
            let keep = text.starts_with(char::is_whitespace) || text.ends_with(char::is_whitespace);
            let keep = keep || text.contains(['\n', '\r', '\t']) || text.contains("  ");
            let space = if keep { " xml:space=\"preserve\"" } else { "" };
            format!("<{prefix}t{space}>{}</{prefix}t>", escape(&encode(text)))
        };
        let inner: String = match self.0.runs().all(|run| run.format.own.is_none()) {
            true => t(self.0.as_str()),
            false => {
                let run = |font: &RunFont, text| format!("<{prefix}r>{}{}</{prefix}r>", font.xml(), t(text));
                self.0.runs().map(|it| run(it.format, it.text)).collect()
            }
        };
        format!("<{prefix}{tag}>{inner}</{prefix}{tag}>")
    }

    /// Whether nothing in it shows.
    pub(super) fn is_blank(&self) -> bool {
        self.0.is_blank()
    }

    /// Carries out the marks; `cell` is the font of the cell, which runs without their own have.
    pub(super) fn clean(&self, cell: Font, what: Cleaning) -> Cleaned {
        let only_link = what.link && self.0.all_visible(|font| font.underline(cell));
        let mut text = match what.underline && !only_link {
            true => bared(&self.0, cell),
            false => self.0.clone(),
        };
        if what.strike {
            text = without_struck(&text, cell);
        }
        let no_underline = text.runs().any(|run| run.format.bare && !run.text.trim().is_empty());
        let rewritten = text.runs().any(|run| run.format.bare && run.format.own.is_some());
        let changed = rewritten || text.as_str().len() < self.0.as_str().len();
        Cleaned { text: changed.then_some(Self(text)), no_underline }
    }

    /// The same text with the version in it replaced; nothing else where the version does not stand
    /// in it as a word.
    pub(super) fn with_version(&self, old: &str, new: &str) -> Option<Self> {
        let found = super::version::find(self.0.as_str(), old)?;
        let with = |start: usize| if start == found.start { new.to_owned() } else { String::new() };
        let runs = self.0.runs_in(found.clone());
        let patches: Vec<Patch> =
            runs.map(|run| Patch { range: run.range(), with: with(run.start), to_right: true }).collect();
        let mut text = self.0.clone();
        text.splice(&patches);
        Some(Self(text))
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
}

/// Resolves `_xHHHH_`, the escape for characters that XML cannot hold (22.9.2.19 ST_Xstring).
fn decode(raw: &str) -> String {
    let mut text = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = rest.find("_x") {
        let (before, behind) = rest.split_at(at);
        text.push_str(before);
        let length = match escaped(behind) {
            Some(c) => {
                text.push(c);
                7
            }
            None => {
                text.push_str("_x");
                2
            }
        };
        rest = behind.get(length..).unwrap_or_default();
    }
    text.push_str(rest);
    text
}

/// The other way round.
fn encode(text: &str) -> String {
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

/// The character behind `_xHHHH_` at the start of a text.
fn escaped(text: &str) -> Option<char> {
    let digits = text.strip_prefix("_x")?.get(..4)?;
    let whole = text.get(6..7) == Some("_") && digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    whole.then(|| u32::from_str_radix(digits, 16).ok().and_then(char::from_u32).unwrap_or('\u{fffd}'))
}

/// The text without what is struck.
fn without_struck(text: &RichText<RunFont>, cell: Font) -> RichText<RunFont> {
    let length = text.as_str().len();
    let mut kept = RichText::default();
    let mut after_removed = false;
    for line in text.lines() {
        let line_break = line.end..(line.end + 1).min(length);
        let (mut struck, mut left, mut rest_is_frame) = (false, 0, true);
        for run in text.runs_in(line.clone()) {
            let shown = run.text.chars().filter(|c| !c.is_whitespace());
            match run.format.strike(cell) {
                true => struck |= shown.count() > 0,
                false => shown.for_each(|c| {
                    left += 1;
                    rest_is_frame &= FRAME.contains(c);
                }),
            }
        }
        let whole = struck && rest_is_frame && left < 4;
        let break_struck = text.runs_in(line_break.clone()).any(|run| run.format.strike(cell));
        after_removed = whole || (!struck && left == 0 && after_removed && break_struck);
        match after_removed {
            false if struck => kept.append(&take_out(&text.slice(line), |font| font.strike(cell))),
            false => kept.append(&text.slice(line)),
            // The last line goes with the break before it, and the white space before that: a
            // carriage return would be a line of its own.
            true if line.end == length => kept.truncate(kept.as_str().trim_end().len()),
            true => continue,
        }
        kept.append(&text.slice(line_break));
    }
    kept
}

/// The text without the underlines that are marks.
fn bared(text: &RichText<RunFont>, cell: Font) -> RichText<RunFont> {
    let mut bared = RichText::default();
    let mut push = |range: Range<usize>, is_link: bool| {
        let bare = |font: &RunFont| RunFont { bare: !is_link && font.underline(cell), ..font.clone() };
        bared.extend(text.runs_in(range).map(|run| (run.text, bare(run.format))));
    };
    for line in text.lines() {
        let mut done = line.start;
        for (link, _) in links::find(text, line.clone(), |one, other| one.strike(cell) == other.strike(cell))
        {
            push(done..link.start, false);
            done = link.end;
            push(link, true);
        }
        // A line break has no look of its own.
        push(done..(line.end + 1).min(text.as_str().len()), false);
    }
    bared
}

#[cfg(test)]
mod tests;
