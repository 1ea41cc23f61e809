//! A finding about a stretch of one line, before it knows its cell.

use std::ops::Range;

use crate::diag::{Code, Diagnostic, Excerpt};
use crate::source::Location;

/// What is wrong with a stretch of a text.
#[derive(Clone, Debug)]
pub(super) struct Finding {
    pub(super) code: Code,
    pub(super) range: Range<usize>,
    pub(super) message: String,
    pub(super) help: &'static str,
}

impl Finding {
    /// The finding with its cell and the text around the stretch.
    pub(super) fn at(self, location: &Location, text: &str) -> Diagnostic {
        let diagnostic = Diagnostic::new(self.code, location.clone(), self.message).help(self.help);
        with_excerpt(diagnostic, text, self.range)
    }
}

/// The diagnostic with the text around the stretch it is about.
pub(super) fn with_excerpt(diagnostic: Diagnostic, text: &str, range: Range<usize>) -> Diagnostic {
    let shown = excerpt(text, range);
    diagnostic.excerpt(shown.text, shown.mark)
}

/// Characters shown on each side of the stretch in question.
const AROUND: usize = 60;

/// The stretch with a few words around it: a cell may hold pages, and a list of changes is read
/// line by line.
pub(super) fn excerpt(text: &str, range: Range<usize>) -> Excerpt {
    Excerpt::around(text, range, AROUND)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_excerpt_marks_the_stretch() {
        let text = format!("{}\u{a0}am 31.02.2020 {}", "lang ".repeat(40), "ä ".repeat(200));
        let at = text.find("31.").unwrap();
        let shown = excerpt(&text, at..at + 10);
        assert_eq!(&shown.text[shown.mark], "31.02.2020");
        assert!(shown.text.chars().count() < 150);
        assert!(excerpt("kurz", 0..4).text == "kurz");
    }
}
