//! Text with formatting, links and change marks: the smallest noun, shared by the grid, the report,
//! the comparison and the finished document.
//!
//! A [`RichText`] is one string whose stretches carry a format. In the grid that is a font, in the
//! report a [`Format`]: what carries over into the paper ([`Style`], link) and what it means
//! ([`Mark`]), kept apart. That a word is new or dropped is a fact about it, and each writer decides
//! how to show it.

pub mod links;
mod rich;
mod splice;
mod tidy;
mod words;

pub use rich::{RichText, Run, Runs};
pub use splice::{Patch, shifted};
pub use tidy::take_out;
pub use words::{Words, WordsMut};

use std::sync::Arc;

use serde::ser::SerializeSeq as _;
use serde::{Serialize, Serializer};

/// Formatting that carries over into the paper.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct Style {
    /// Bold.
    pub bold: bool,
    /// Italic.
    pub italic: bool,
    /// Raised, as in m².
    pub superscript: bool,
    /// Lowered, as in CO₂.
    pub subscript: bool,
}

impl Style {
    /// Bold.
    pub const BOLD: Self = Self { bold: true, italic: false, superscript: false, subscript: false };
}

/// What happened to a text since the previous version.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Mark {
    /// It stood there already.
    #[default]
    Kept,
    /// New in this version: shown underlined.
    Inserted,
    /// Dropped in this version: shown struck through.
    Deleted,
}

/// How a stretch of the report's text looks and what it means.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Format {
    /// Formatting.
    pub style: Style,
    /// Change since the previous version.
    pub mark: Mark,
    /// Link target (`https:`, `http:` or `mailto:`; `#` and the name of an anchor inside the paper).
    pub link: Option<Arc<str>>,
}

impl Format {
    /// Bold.
    pub fn bold() -> Self {
        Style::BOLD.into()
    }

    /// The same with another mark.
    pub fn marked(&self, mark: Mark) -> Self {
        Self { mark, ..self.clone() }
    }
}

impl From<Style> for Format {
    fn from(style: Style) -> Self {
        Self { style, ..Self::default() }
    }
}

impl From<Mark> for Format {
    fn from(mark: Mark) -> Self {
        Self { mark, ..Self::default() }
    }
}

/// A text of the report: one line, without line breaks.
pub type Text = RichText<Format>;

impl Text {
    /// Whether any run is new or dropped.
    pub fn is_marked(&self) -> bool {
        self.runs().any(|run| run.format.mark != Mark::Kept)
    }

    /// The mark of the whole text: that of all its runs where they agree, else `Kept`.
    pub fn mark(&self) -> Mark {
        let mut marks = self.runs().map(|run| run.format.mark);
        let first = marks.next().unwrap_or_default();
        if marks.all(|mark| mark == first) { first } else { Mark::Kept }
    }

    /// Whether there is text, and all of it that shows carries `mark`.
    pub fn is_all(&self, mark: Mark) -> bool {
        !self.is_blank() && self.all_visible(|format| format.mark == mark)
    }

    /// The text as it stands in this version: dropped runs gone, no marks.
    pub fn current(&self) -> Text {
        self.without(Mark::Deleted)
    }

    /// The text as it stood in the previous version: new runs gone, no marks.
    pub fn previous(&self) -> Text {
        self.without(Mark::Inserted)
    }

    fn without(&self, mark: Mark) -> Text {
        self.filter_map(|format| (format.mark != mark).then(|| format.marked(Mark::Kept)))
    }

    /// The same text with every run carrying `mark`.
    pub fn marked(&self, mark: Mark) -> Text {
        self.map(|format| format.marked(mark))
    }

    /// The text as its version reads, without marks: what was dropped is gone, and with it the white
    /// space that it leaves behind. Empty where nothing visible remains.
    pub fn settled(&self) -> Text {
        let shows = |c: Option<char>| c.is_none_or(is_visible);
        let mut chars = self.as_str().chars();
        if !self.is_marked() && shows(chars.next()) && shows(chars.next_back()) {
            return self.clone();
        }
        let text = take_out(self, |format| format.mark == Mark::Deleted);
        let start = text.as_str().find(is_visible);
        let end = text.as_str().trim_end_matches(|c| !is_visible(c)).len();
        start.map_or_else(Text::default, |start| text.slice(start..end).marked(Mark::Kept))
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Text::plain(text)
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Text::plain(text)
    }
}

/// A text is the list of its runs.
impl Serialize for Text {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Flat<'a> {
            text: &'a str,
            style: Style,
            mark: Mark,
            link: Option<&'a str>,
        }
        let mut runs = serializer.serialize_seq(None)?;
        for run in self.runs() {
            let Format { style, mark, link } = run.format;
            runs.serialize_element(&Flat {
                text: run.text,
                style: *style,
                mark: *mark,
                link: link.as_deref(),
            })?;
        }
        runs.end()
    }
}

/// What begins an item of a list.
pub const BULLETS: &str = "•·∙●⚫◦▪■▫‣⁃➢➤►▶▸❖◆♦";
/// What begins one where white space follows, as a letter o does.
pub const SPACED_BULLETS: &str = "-‐‑–—−*○□";

/// The words of a text with one space between them, whatever white space stood there.
pub fn single_spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a spreadsheet would take a text for a formula where it is typed or pasted in: a text of a workbook
/// must not become a command (OWASP, CSV injection). An apostrophe in front keeps it text.
pub fn is_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n'])
}

/// Whether a character counts where texts are compared: soft hyphens, zero-width characters and
/// white space do not.
pub fn is_visible(c: char) -> bool {
    !c.is_whitespace() && !matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(parts: &[(&str, Mark)]) -> Text {
        parts.iter().map(|(text, mark)| (text, Format::from(*mark))).collect()
    }

    #[test]
    fn both_versions_come_back_out_of_a_marked_text() {
        let text = text(&[("bis ", Mark::Kept), ("Mai", Mark::Deleted), ("Juni", Mark::Inserted)]);
        assert_eq!(text.previous(), Text::plain("bis Mai"));
        assert_eq!(text.current(), Text::plain("bis Juni"));
        assert_eq!(text.mark(), Mark::Kept);
        assert_eq!(text.marked(Mark::Inserted).mark(), Mark::Inserted);
    }

    #[test]
    fn a_removal_leaves_no_stray_space() {
        let middle = text(&[("Die ", Mark::Kept), ("alte", Mark::Deleted), (" Halle", Mark::Kept)]);
        assert_eq!(middle.settled().as_str(), "Die Halle");
        let end = text(&[("Die Halle ", Mark::Kept), ("alt", Mark::Deleted), (" .", Mark::Kept)]);
        assert_eq!(end.settled().as_str(), "Die Halle.");
        let start = text(&[("Alt. ", Mark::Deleted), (" Neu. ", Mark::Inserted)]);
        assert_eq!(start.settled().as_str(), "Neu.");
    }

    #[test]
    fn a_text_struck_as_a_whole_is_gone() {
        let gone = text(&[("weg", Mark::Deleted), (" \u{ad}", Mark::Kept)]);
        assert_eq!(gone.settled(), Text::default());
    }
}
