//! A cell's text in runs, and how marks set by hand are accepted in it.
//!
//! - Struck text goes, and with it the white space it leaves behind.
//! - A line that is struck but for its bullet and closing punctuation goes with its line break.
//! - An underline goes, but where it shows a link: under a web or mail address, and under the whole
//!   text of a cell with a hyperlink. That is how `interpret` understands it too.

use std::ops::Range;
use std::rc::Rc;

use super::styles::Change;
use crate::diag::Error;
use crate::grid::Font;
use crate::limits::Budget;
use crate::ooxml::escape::{encode, escape};
use crate::ooxml::part::Part;
use crate::ooxml::rich;
use crate::ooxml::xml::{ElementRange, Xml};
use crate::text::{BULLETS, Patch, RichText, SPACED_BULLETS, links, take_out};

/// What stands in front of a line, or behind its last word, and is no text by itself.
const FRAME: [&str; 3] = [BULLETS, SPACED_BULLETS, "\u{f0b7}\u{f0a7}.,;:!?()[]…"];

/// A text as a workbook holds it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct CellText(RichText<RunFont>);

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
    font: Font,
}

/// Which marks are accepted: carried out, and gone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Accept {
    /// Struck text goes.
    pub(super) strike: bool,
    /// The underline goes.
    pub(super) underline: bool,
}

/// A text whose marks were accepted.
#[derive(Debug)]
pub(super) struct Accepted {
    /// The new text; `None` where it is the old one.
    pub(super) text: Option<CellText>,
    /// Whether an underline was taken away.
    pub(super) no_underline: bool,
}

impl RunFont {
    /// What it is in a cell with this font.
    fn within(&self, cell: Font) -> Font {
        self.own.as_ref().map_or(cell, |own| own.font)
    }

    fn xml(&self) -> &str {
        self.own.as_ref().map_or("", |own| if self.bare { &own.not_underlined } else { &own.xml })
    }
}

impl CellText {
    /// A text in the font of its cell.
    pub(super) fn plain(text: &str) -> Self {
        Self(RichText::plain(text))
    }

    /// Reads a string item or an inline string (18.4.8 si, 18.3.1.53 is). Readings above
    /// characters (18.4.6 rPh) are not kept: they count characters that may go.
    pub(super) fn parse(part: &Part, item: &ElementRange) -> Result<Self, Error> {
        let own = |xml: &mut Xml<'_>| Own::parse(part, &xml.element()?).map(Rc::new);
        let text = rich::runs(&mut part.xml(item)?, &mut Budget::default(), own)?;
        Ok(Self(text.map(|own| RunFont { own: own.clone(), bare: false })))
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

    /// Accepts the marks; `cell` is the font of the cell, which runs without their own have, and a
    /// `link` is a cell with a hyperlink.
    pub(super) fn accept(&self, accept: Accept, cell: Font, link: bool) -> Accepted {
        let only_link = link && self.0.all_visible(|font| font.within(cell).underline);
        let mut text = match accept.underline && !only_link {
            true => bared(&self.0, cell),
            false => self.0.clone(),
        };
        if accept.strike {
            text = without_struck(&text, cell);
        }
        let no_underline = text.runs().any(|run| run.format.bare && !run.text.trim().is_empty());
        let rewritten = text.runs().any(|run| run.format.bare && run.format.own.is_some());
        let changed = rewritten || text.as_str().len() < self.0.as_str().len();
        Accepted { text: changed.then_some(Self(text)), no_underline }
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
    fn parse(part: &Part, properties: &ElementRange) -> Result<Self, Error> {
        let change = Change { no_underline: true, ..Change::default() };
        Ok(Self {
            xml: part.str(properties.whole()).to_owned(),
            not_underlined: change.font(part, properties)?,
            font: rich::font(&mut part.xml(properties)?)?,
        })
    }
}

/// The text without what is struck.
fn without_struck(text: &RichText<RunFont>, cell: Font) -> RichText<RunFont> {
    let length = text.as_str().len();
    let is_struck = |font: &RunFont| font.within(cell).strike;
    let mut kept = RichText::default();
    let mut after_removed = false;
    for line in text.lines() {
        let line_break = line.end..(line.end + 1).min(length);
        let (last, line) = (line.end == length, text.slice(line));
        let bullet = letter_bullet(line.as_str());
        let struck = !line.all_visible(|font| !is_struck(font));
        let left = line.chars().filter(|(_, c, font)| !c.is_whitespace() && !is_struck(font));
        let left: Vec<(usize, char, _)> = left.take(4).collect();
        let is_frame = |c: char| FRAME.iter().any(|signs| signs.contains(c));
        let rest_is_frame = left.iter().all(|(at, c, _)| is_frame(*c) || bullet == Some(*at));
        let whole = struck && rest_is_frame && left.len() < 4;
        let break_struck = text.runs_in(line_break.clone()).any(|run| is_struck(run.format));
        after_removed = whole || (!struck && left.is_empty() && after_removed && break_struck);
        match after_removed {
            false => kept.append(&take_out(&line, |font| struck && is_struck(font))),
            // The last line goes with the break before it, and the white space before that: a
            // carriage return would be a line of its own.
            true if last => kept.truncate(kept.as_str().trim_end().len()),
            true => continue,
        }
        kept.append(&text.slice(line_break));
    }
    kept
}

/// Where the letter o begins a line as its bullet; anywhere else it is a word, or part of one.
fn letter_bullet(line: &str) -> Option<usize> {
    let behind = line.trim_start().strip_prefix('o')?;
    behind.starts_with(char::is_whitespace).then(|| line.len() - behind.len() - 1)
}

/// The text without the underlines that are marks.
fn bared(text: &RichText<RunFont>, cell: Font) -> RichText<RunFont> {
    let mut bared = RichText::default();
    let mut push = |range: Range<usize>, is_link: bool| {
        let bare = |font: &RunFont| RunFont { bare: !is_link && font.within(cell).underline, ..font.clone() };
        bared.extend(text.runs_in(range).map(|run| (run.text, bare(run.format))));
    };
    for line in text.lines() {
        let mut done = line.start;
        for (link, _) in
            links::find(text, line.clone(), |one, other| one.within(cell).strike == other.within(cell).strike)
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
