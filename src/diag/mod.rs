//! Findings and errors: the two channels.
//!
//! A [`Diagnostic`] says that the *data* is wrong: all of them are collected, each names its cell,
//! and the work goes on where it can. An [`Error`] says that the *program* could not work. Both are
//! values; [`render`] turns them into text for a terminal, and nothing in here prints.

mod code;
mod error;
mod excerpt;
mod group;
mod meant;
pub mod render;
mod visible;

pub use code::{Code, Severity};
pub use error::{Error, ErrorKind};
pub use excerpt::{head, short, tail};
pub use group::grouped;
pub use meant::meant;
pub use visible::{is_command, one_line, visible};

use std::ops::Range;

use serde::Serialize;

use crate::source::Location;

/// A finding about the data.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Diagnostic {
    /// Stable code, such as `datum-ungueltig`.
    pub code: Code,
    /// What is wrong, in German, the value quoted in »…«, no full stop.
    pub message: String,
    /// Where.
    pub at: Location,
    /// The text in question.
    pub excerpt: Option<Excerpt>,
    /// What to do, and what the program did meanwhile.
    pub help: Option<String>,
    /// What it is about, whole and as it is written, where a program acts on it: the name of a person.
    pub subject: Option<String>,
    /// Further places of the same cause, in reading order: see [`grouped`].
    pub more: Vec<Place>,
}

/// A further place of a finding.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Place {
    /// What is wrong there.
    pub message: String,
    /// Where.
    pub at: Location,
    /// The text in question.
    pub excerpt: Option<Excerpt>,
    /// What it is about there, as in [`Diagnostic::subject`]: places of one cause may be about several.
    pub subject: Option<String>,
}

/// A text with the stretch in question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Hash)]
pub struct Excerpt {
    /// The text of the cell or of one of its lines.
    pub text: String,
    /// The stretch in bytes of `text`, on character boundaries.
    pub mark: Range<usize>,
}

impl Diagnostic {
    /// A finding without help. Every finding should say what to do: see [`Diagnostic::help`].
    pub fn new(code: Code, at: Location, message: impl Into<String>) -> Self {
        let message = message.into();
        Self { code, message, at, excerpt: None, help: None, subject: None, more: Vec::new() }
    }

    /// Says what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Shows the text and marks the stretch `mark` (bytes) in it. A stretch that does not fit the
    /// text is left out rather than shown wrong.
    #[must_use]
    pub fn excerpt(mut self, text: impl Into<String>, mark: Range<usize>) -> Self {
        let text = text.into();
        let fits = text.get(mark.clone()).is_some();
        self.excerpt = fits.then_some(Excerpt { text, mark });
        self
    }

    /// Names what it is about, for callers that act on it: a message may show it shortened.
    #[must_use]
    pub fn about(mut self, subject: impl Into<String>) -> Self {
        self.subject = Some(subject.into());
        self
    }

    /// Names further places.
    #[must_use]
    pub fn also(mut self, more: impl IntoIterator<Item = Place>) -> Self {
        self.more.extend(more);
        self
    }

    /// The severity of its code.
    pub fn severity(&self) -> Severity {
        self.code.severity()
    }
}

/// A table of findings. Each becomes a function named after what is wrong, which takes the place and
/// what the message needs to know; behind them stand the code, the message and the help.
macro_rules! findings {
    ($(
        $(#[$doc:meta])+
        $name:ident($($known:ident: $type:ty),*) $code:ident: $message:expr, $help:expr;
    )+) => { $(
        $(#[$doc])+
        pub(crate) fn $name(at: &$crate::source::Location, $($known: $type),*) -> $crate::diag::Diagnostic {
            $crate::diag::Diagnostic::new($crate::diag::Code::$code, at.clone(), $message).help($help)
        }
    )+ };
}
pub(crate) use findings;

/// A table of errors, likewise.
macro_rules! errors {
    ($(
        $(#[$doc:meta])+
        $name:ident($($known:ident: $type:ty),*) $kind:ident: $message:expr, $help:expr;
    )+) => { $(
        $(#[$doc])+
        pub(crate) fn $name($($known: $type),*) -> $crate::diag::Error {
            $crate::diag::Error::new($crate::diag::ErrorKind::$kind, $message).help($help)
        }
    )+ };
}
pub(crate) use errors;

/// Takes the findings of a stage: collects them, or, where it is muted, forgets them.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    list: Vec<Diagnostic>,
    muted: bool,
}

impl Findings {
    /// One that forgets everything: for whoever asks again what was reported before.
    pub(crate) fn muted() -> Self {
        Self { list: Vec::new(), muted: true }
    }

    /// Takes a finding.
    pub(crate) fn push(&mut self, finding: Diagnostic) {
        self.extend([finding]);
    }

    /// Takes several findings.
    pub(crate) fn extend(&mut self, findings: impl IntoIterator<Item = Diagnostic>) {
        self.list.extend(findings.into_iter().filter(|_| !self.muted));
    }

    /// Does something during which this is muted unless `heard`.
    pub(crate) fn heard_if<T>(&mut self, heard: bool, work: impl FnOnce(&mut Self) -> T) -> T {
        let muted = self.muted;
        self.muted |= !heard;
        let result = work(self);
        self.muted = muted;
        result
    }

    /// A result with what was collected.
    pub(crate) fn with<T>(self, value: T) -> Warned<T> {
        Warned::new(value, self.list)
    }
}

/// A result together with what was noticed on the way.
#[derive(Clone, Debug)]
pub struct Warned<T> {
    /// The result.
    pub value: T,
    /// Findings in the order in which they were met.
    pub findings: Vec<Diagnostic>,
}

impl<T> Warned<T> {
    /// A result with its findings.
    pub fn new(value: T, findings: Vec<Diagnostic>) -> Self {
        Self { value, findings }
    }

    /// The result; its findings are put behind those of `list`.
    pub fn noted_in(self, list: &mut Vec<Diagnostic>) -> T {
        list.extend(self.findings);
        self.value
    }
}
