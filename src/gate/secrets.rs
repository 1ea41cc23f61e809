//! What must not stand in a public file.

use std::borrow::Cow;

use super::fold::Folded;
use super::hits::Hits;
use super::names::Names;
use super::passages::Passages;
use super::place::Flow;
use crate::persons::Form;

/// The names and texts that must not stand in a public file, prepared for the search: made once for
/// the files of a paper.
#[derive(Debug)]
pub struct Secrets {
    names: Names,
    passages: Passages,
}

impl Secrets {
    /// What must not stand in a public file:
    ///
    /// - the forms of `barred` names, but for those that are everyday words, unless they stand inside a
    ///   longer form of a person who is `allowed`;
    /// - the texts of `withheld` rows, paragraph by paragraph or several with line ends between them, as
    ///   far as they stand in none of the `lawful` texts, which are those of the public edition.
    pub fn new(barred: &[Form], allowed: &[Form], withheld: &[String], lawful: &[String]) -> Self {
        Self {
            names: Names::new(barred, allowed),
            passages: Passages::new(withheld.iter().map(String::as_str), lawful.iter().map(String::as_str)),
        }
    }

    /// Whether nothing is secret.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty() && self.passages.is_empty()
    }

    /// Looks for everything in `flow`, as it stands and with the codes of addresses undone.
    pub(super) fn search(&self, flow: &Flow, hits: &mut Hits) {
        self.search_text(flow, hits);
        if !flow.text.contains('%') && !has_international(&flow.text) {
            return;
        }
        for (place, text) in flow.texts() {
            for undone in [unescaped(text), international(text)] {
                if let Cow::Owned(undone) = undone {
                    let mut undone = Flow::of(place, undone);
                    undone.is_code = flow.is_code;
                    self.search_text(&undone, hits);
                }
            }
        }
    }

    fn search_text(&self, flow: &Flow, hits: &mut Hits) {
        let folded = Folded::new(&flow.text);
        let names = self.names.find(&flow.text, &folded, flow.is_code);
        for range in names.into_iter().chain(self.passages.find(&folded)) {
            let at = folded.spots.get(range.start).map_or(0, |spot| spot.at as usize);
            hits.add(flow.place(at), folded.shown(&flow.text, range.start, range.end));
        }
    }
}

/// A text with `%C3%BC` read as ü.
fn unescaped(text: &str) -> Cow<'_, str> {
    let hex = |bytes: Option<&[u8]>| {
        let digits = std::str::from_utf8(bytes?).ok()?;
        u8::from_str_radix(digits, 16).ok().filter(|_| !digits.starts_with('+'))
    };
    let bytes = text.as_bytes();
    let mut undone = Vec::new();
    let mut rest = bytes;
    let mut any = false;
    while let Some(at) = rest.iter().position(|byte| *byte == b'%') {
        undone.extend_from_slice(&rest[..at]);
        rest = &rest[at..];
        match hex(rest.get(1..3)) {
            Some(byte) => {
                undone.push(byte);
                rest = &rest[3..];
                any = true;
            }
            None => {
                undone.push(b'%');
                rest = &rest[1..];
            }
        }
    }
    if !any {
        return Cow::Borrowed(text);
    }
    undone.extend_from_slice(rest);
    // Escaped Latin-1 is no UTF-8; its letters count too.
    let lossy = |bytes: Vec<u8>| bytes.into_iter().map(char::from).collect();
    Cow::Owned(String::from_utf8(undone).unwrap_or_else(|error| lossy(error.into_bytes())))
}

/// Whether a text may hold labels of international host names.
fn has_international(text: &str) -> bool {
    text.contains("xn--") || text.contains("XN--")
}

/// A text with the labels of international host names (`xn--mller-kva`) as they are shown.
fn international(text: &str) -> Cow<'_, str> {
    if !has_international(text) {
        return Cow::Borrowed(text);
    }
    let label = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let mut shown = String::new();
    let mut rest = text;
    while let Some(end) = rest.find(|c| !label(c)).or((!rest.is_empty()).then_some(rest.len())) {
        let (word, behind) = rest.split_at(end);
        shown.push_str(&idna::domain_to_unicode(word).0);
        let next = behind.chars().next();
        shown.extend(next);
        rest = &behind[next.map_or(0, char::len_utf8)..];
    }
    Cow::Owned(shown)
}
