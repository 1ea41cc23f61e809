//! The error type: the program could not work.

use std::fmt;
use std::sync::Arc;

use super::code::ids;

/// What a user can do about a bug.
const REPORT: &str =
    "Bitte melden Sie den Fehler mit der Arbeitsmappe; die vorhandenen Dateien bleiben unverändert";

/// A message and its help.
type Reason = (String, Option<String>);

/// Why the program could not work on a file. One line of German, with what to do about it.
#[derive(Clone, Debug)]
pub struct Error {
    kind: ErrorKind,
    message: String,
    help: Option<String>,
    /// Where there are several reasons, the message and help of each.
    reasons: Box<[Reason]>,
    file: Option<String>,
    source: Option<Arc<dyn std::error::Error + Send + Sync>>,
}

ids! {
    /// What kind of failure an [`Error`] is.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    ErrorKind {
        /// The file is no workbook, or not one of the five formats.
        NotAWorkbook = "keine-arbeitsmappe";
        /// The workbook is protected by a password.
        Encrypted = "kennwortschutz";
        /// The workbook is damaged.
        Damaged = "datei-beschaedigt";
        /// The workbook exceeds a limit that guards against hostile files.
        TooLarge = "datei-zu-gross";
        /// The workbook lacks what a paper cannot be made without.
        Incomplete = "angaben-fehlen";
        /// The workbook is not used; a finding says why.
        Unused = "nicht-verwendet";
        /// A public paper was held back: it would tell what is not for the public.
        Withheld = "ausgabe-zurueckgehalten";
        /// The workbook is sound, but cannot be rewritten without losing something.
        Unsupported = "nicht-fortschreibbar";
        /// Fonts or options given by the user cannot be used.
        Options = "einstellung-ungueltig";
        /// A file or folder could not be read or written.
        Io = "zugriff-fehlgeschlagen";
        /// The system has no more memory.
        Memory = "speicher-erschoepft";
        /// A finished public file could not be read back: it is not put in place.
        Unproven = "ausgabe-nicht-pruefbar";
        /// A check of the program on its own work failed: a bug, not a mistake of the user.
        Internal = "programmfehler";
    }
}

impl Error {
    /// An error with a message in German (no full stop).
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        let (message, help) = (message.into(), (kind == ErrorKind::Internal).then(|| REPORT.to_owned()));
        Self { kind, message, help, reasons: Box::default(), file: None, source: None }
    }

    /// Says what the user can do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// The same for other reasons as well, each told once. What both messages begin with, up to a colon, is
    /// not repeated. That something is held back counts less than that it failed.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        if self.kind == ErrorKind::Withheld {
            self.kind = other.kind;
        }
        let mut reasons = self.reasons();
        for reason in other.reasons() {
            if !reasons.contains(&reason) {
                reasons.push(reason);
            }
        }
        self.message = joined(&reasons);
        let mut helps: Vec<&str> = reasons.iter().filter_map(|(_, help)| help.as_deref()).collect();
        helps.dedup();
        self.help = (!helps.is_empty()).then(|| helps.join(". "));
        self.reasons = reasons.into();
        self.file = self.file.or(other.file);
        self.source = self.source.or(other.source);
        self
    }

    fn reasons(&self) -> Vec<Reason> {
        match &*self.reasons {
            [] => vec![(self.message.clone(), self.help.clone())],
            reasons => reasons.to_vec(),
        }
    }

    /// Names the file, unless one is named already.
    #[must_use]
    pub fn at(mut self, file: impl Into<String>) -> Self {
        self.file.get_or_insert(file.into());
        self
    }

    /// Keeps the underlying error as the cause.
    #[must_use]
    pub fn because(mut self, source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        self.source = Some(Arc::from(source.into()));
        self
    }

    /// What kind of failure it is.
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// What went wrong.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// What the user can do.
    pub fn help_text(&self) -> Option<&str> {
        self.help.as_deref()
    }

    /// The file it is about.
    pub fn file(&self) -> Option<&str> {
        self.file.as_deref()
    }
}

fn joined(reasons: &[Reason]) -> String {
    let begin = |reason: &str| reason.split_once(": ").map(|(begin, _)| format!("{begin}: "));
    let mut joined = String::new();
    let mut last = None;
    for (reason, _) in reasons {
        let begins = begin(reason);
        let rest = begins.as_deref().filter(|_| begins == last).and_then(|it| reason.strip_prefix(it));
        if !joined.is_empty() {
            joined.push_str("; ");
        }
        joined.push_str(rest.unwrap_or(reason));
        last = begins;
    }
    joined
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.file {
            Some(file) => write!(f, "{file}: {}", self.message),
            None => f.write_str(&self.message),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_reasons_are_one_message() {
        let held =
            |why: &str, help: &str| Error::new(ErrorKind::Withheld, format!("Nicht da: {why}")).help(help);
        let both = held("a: b", "A").and(held("c", "A")).and(held("a: b", "A").and(held("d", "D")));
        assert_eq!((both.message(), both.help_text()), ("Nicht da: a: b; c; d", Some("A. D")));
        let failed = both.and(Error::new(ErrorKind::Unproven, "Kaputt: e").at("f"));
        assert_eq!(failed.message(), "Nicht da: a: b; c; d; Kaputt: e");
        assert_eq!((failed.kind(), failed.file()), (ErrorKind::Unproven, Some("f")));
        assert_eq!(failed.and(held("g", "A")).kind(), ErrorKind::Unproven);
    }
}
