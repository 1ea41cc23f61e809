//! Text with formatting and change marks: the smallest noun, shared by the report, the comparison
//! and the finished document.
//!
//! A [`Text`] is a sequence of [`Run`]s. Formatting ([`Style`]) and meaning ([`Mark`]) are kept
//! apart: that a word is new or dropped is a fact about it, and each writer decides how to show it.

use serde::Serialize;

/// Formatting that carries over into the paper.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
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

/// A stretch of text with one formatting, one mark and at most one link target.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Run {
    /// The characters; never empty inside a [`Text`], no line breaks.
    pub text: String,
    /// Formatting.
    pub style: Style,
    /// Change since the previous version.
    pub mark: Mark,
    /// Link target (`https:`, `http:` or `mailto:`).
    pub link: Option<String>,
}

impl Run {
    /// Plain text.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// Bold text.
    pub fn bold(text: impl Into<String>) -> Self {
        Self { style: Style { bold: true, ..Style::default() }, ..Self::plain(text) }
    }

    fn continues(&self, other: &Run) -> bool {
        self.style == other.style && self.mark == other.mark && self.link == other.link
    }
}

/// A text of one line: runs in reading order, none empty, no two neighbours alike.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Text {
    runs: Vec<Run>,
}

impl Text {
    /// Unformatted text.
    pub fn plain(text: impl Into<String>) -> Self {
        Self::from_iter([Run::plain(text)])
    }

    /// The runs in reading order.
    pub fn runs(&self) -> &[Run] {
        &self.runs
    }

    /// Appends a run, joining it to the last one where they differ in nothing but their text.
    pub fn push(&mut self, run: Run) {
        if run.text.is_empty() {
            return;
        }
        match self.runs.last_mut() {
            Some(last) if last.continues(&run) => last.text.push_str(&run.text),
            _ => self.runs.push(run),
        }
    }

    /// All characters, whatever their mark.
    pub fn to_plain(&self) -> String {
        self.runs.iter().map(|run| run.text.as_str()).collect()
    }

    /// Whether there is nothing but white space.
    pub fn is_blank(&self) -> bool {
        self.runs.iter().all(|run| run.text.trim().is_empty())
    }

    /// Whether any run is new or dropped.
    pub fn is_marked(&self) -> bool {
        self.runs.iter().any(|run| run.mark != Mark::Kept)
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
        let kept = self.runs.iter().filter(|run| run.mark != mark);
        kept.map(|run| Run { mark: Mark::Kept, ..run.clone() }).collect()
    }

    /// The same text with every run carrying `mark`.
    pub fn marked(&self, mark: Mark) -> Text {
        self.runs.iter().map(|run| Run { mark, ..run.clone() }).collect()
    }
}

impl FromIterator<Run> for Text {
    fn from_iter<I: IntoIterator<Item = Run>>(runs: I) -> Self {
        let mut text = Text::default();
        for run in runs {
            text.push(run);
        }
        text
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

#[cfg(test)]
mod tests {
    use super::*;

    fn run(text: &str, mark: Mark) -> Run {
        Run { mark, ..Run::plain(text) }
    }

    #[test]
    fn like_runs_join_and_empty_ones_vanish() {
        let text = Text::from_iter([Run::plain("a"), Run::plain(""), Run::plain("b"), Run::bold("c")]);
        assert_eq!(text.runs().len(), 2);
        assert_eq!(text.to_plain(), "abc");
    }

    #[test]
    fn both_versions_come_back_out_of_a_marked_text() {
        let text = Text::from_iter([
            run("bis ", Mark::Kept),
            run("Mai", Mark::Deleted),
            run("Juni", Mark::Inserted),
        ]);
        assert_eq!(text.previous(), Text::plain("bis Mai"));
        assert_eq!(text.current(), Text::plain("bis Juni"));
    }
}
