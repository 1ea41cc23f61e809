//! Strings and names of objects, each with what it is to the user.

use std::borrow::Cow;
use std::collections::HashSet;

use super::lex;
use super::value::Value;
use crate::gate::Secrets;
use crate::gate::fold::HARD;
use crate::gate::hits::Hits;
use crate::gate::place::{Flow, Place, Seen};

/// The strings of a file that are no text shown on a page.
#[derive(Debug)]
pub(super) struct Strings {
    texts: Flow,
    codes: Flow,
    seen: Seen,
    names: HashSet<Vec<u8>>,
}

impl Default for Strings {
    fn default() -> Self {
        Self { texts: Flow::default(), codes: Flow::code(), seen: Seen::default(), names: HashSet::new() }
    }
}

impl Strings {
    /// Looks for `secrets` in all of them.
    pub(super) fn search(&self, secrets: &Secrets, hits: &mut Hits) {
        secrets.search(&self.texts, hits);
        secrets.search(&self.codes, hits);
    }

    /// Takes what other strings are.
    pub(super) fn append(&mut self, more: Self) {
        self.texts.append(&more.texts);
        self.codes.append(&more.codes);
    }

    /// Takes a string.
    pub(super) fn add(&mut self, place: Place, string: &[u8]) {
        let text = lex::text(string);
        let says_something = text.chars().filter(|c| c.is_alphabetic()).nth(1).is_some();
        if !says_something || !self.seen.is_new(place, &text) {
            return;
        }
        let code = matches!(place, Place::Link | Place::Anchor | Place::Attachment | Place::Structure);
        let flow = if code { &mut self.codes } else { &mut self.texts };
        flow.push(place, &text);
        flow.push(place, HARD.encode_utf8(&mut [0; 4]));
    }

    /// Takes everything in a value.
    pub(super) fn take(&mut self, value: &Value<'_>) {
        match value {
            Value::Name(name) => self.name(name),
            Value::String(text) => self.add(Place::Structure, text),
            Value::Array(items) => items.iter().for_each(|item| self.take(item)),
            Value::Dict(entries) => {
                for (key, entry) in entries {
                    self.name(key);
                    if matches!(entry, Value::String(_) | Value::Array(_)) {
                        self.entry(place(key, entries), entry);
                    } else {
                        self.take(entry);
                    }
                }
            }
            Value::Number(_) | Value::Word | Value::Reference(_) => {}
        }
    }

    fn entry(&mut self, place: Place, value: &Value<'_>) {
        match value {
            Value::String(text) => self.add(place, text),
            Value::Array(items) => items.iter().for_each(|item| self.entry(place, item)),
            value => self.take(value),
        }
    }

    fn name(&mut self, name: &[u8]) {
        // The same few names come thousands of times.
        if !self.names.contains(name) {
            self.names.insert(name.to_vec());
            if !VOCABULARY.contains(&name) {
                self.add(Place::Structure, name);
            }
        }
    }
}

/// What the string behind `key` is to the user.
fn place(key: &[u8], entries: &[(Cow<'_, [u8]>, Value<'_>)]) -> Place {
    let has = |key: &[u8]| entries.iter().any(|(name, _)| name.as_ref() == key);
    let properties = ["Creator", "Producer", "CreationDate", "Author"].iter().any(|key| has(key.as_bytes()));
    match key {
        _ if properties => Place::Properties,
        b"Title" => Place::Bookmark,
        b"Alt" | b"ActualText" | b"E" | b"T" | b"TU" | b"Summary" => Place::Alternative,
        b"Contents" | b"RC" | b"Subj" | b"CA" | b"V" | b"DV" => Place::Annotation,
        b"URI" => Place::Link,
        b"Dest" | b"D" | b"Names" | b"Limits" => Place::Anchor,
        b"F" | b"UF" | b"Desc" => Place::Attachment,
        b"P" => Place::PageLabel,
        b"Name" => Place::Layer,
        _ => Place::Structure,
    }
}

/// Names of the format itself (ISO 32000-1) that persons bear as well.
const VOCABULARY: &[&[u8]] = &[
    b"Link",
    b"Block",
    b"Lang",
    b"Art",
    b"Alt",
    b"Span",
    b"Part",
    b"Note",
    b"Form",
    b"Page",
    b"Strong",
    b"Title",
    b"Root",
    b"Kids",
    b"Rect",
    b"Index",
    b"Limits",
    b"Names",
    b"Border",
    b"Contents",
    b"Column",
    b"Row",
    b"Start",
    b"Center",
    b"Solid",
    b"Circle",
    b"Width",
    b"Height",
    b"Length",
    b"Size",
    b"Parent",
    b"First",
    b"Last",
    b"Next",
    b"Prev",
    b"Count",
    b"Font",
    b"Filter",
    b"Code",
    b"Quote",
    b"Index",
    b"Ruby",
    b"Warichu",
    b"Figure",
    b"Table",
    b"Document",
    b"Sect",
    b"Terms",
    b"Marked",
    b"Order",
    b"Rotate",
    b"Header",
    b"Footer",
    b"Author",
    b"Info",
    b"Summary",
    b"Scope",
    b"Both",
    b"Headers",
    b"Name",
    b"Pages",
    b"Matrix",
    b"Domain",
    b"Range",
];
