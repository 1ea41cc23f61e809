//! The texts of an XML part: what a reader sees, what was struck, and what stands in attributes.

use super::Secrets;
use super::fold::HARD;
use super::hits::{Hits, Unreadable};
use super::place::{Flow, Place, Seen};
use super::xml::{self, Attribute, Node};

/// The texts of a part.
pub(super) struct Story {
    place: Place,
    /// Everything, as if no change were tracked.
    all: Flow,
    /// The text without what was deleted; and without what was inserted. Paragraphs that have neither
    /// are left out.
    accepted: Flow,
    rejected: Flow,
    /// Whether the paragraph has either.
    changed: bool,
    /// Where in the two the paragraph begins.
    start: (usize, usize),
    /// What fields are told.
    fields: Flow,
    /// Values of attributes, comments and instructions.
    asides: Flow,
    /// Identifiers and addresses.
    codes: Flow,
    seen: Seen,
    deleted: usize,
    inserted: usize,
    /// Whether the run is struck through, and whether it is underlined: how a paper shows changes that
    /// Word does not track.
    struck: bool,
    underlined: bool,
    /// The elements that are open.
    open: Vec<Element>,
}

/// An element, as far as its text depends on it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Element {
    Run,
    RunProperties,
    /// Characters that are shown, or were.
    Characters,
    /// What a field is told.
    Instruction,
    Other,
}

impl Element {
    fn of(name: &str) -> Self {
        match name {
            "r" => Self::Run,
            "rPr" => Self::RunProperties,
            "t" | "delText" => Self::Characters,
            "instrText" | "delInstrText" => Self::Instruction,
            _ => Self::Other,
        }
    }
}

impl Story {
    /// Reads a part whose text stands at `place`.
    pub(super) fn read(part: &[u8], place: Place) -> Result<Self, Unreadable> {
        let flow = Flow::default;
        let mut story = Self {
            place,
            all: flow(),
            accepted: flow(),
            rejected: flow(),
            changed: false,
            start: (0, 0),
            fields: Flow::code(),
            asides: flow(),
            codes: Flow::code(),
            seen: Seen::default(),
            deleted: 0,
            inserted: 0,
            struck: false,
            underlined: false,
            open: Vec::new(),
        };
        xml::read(part, |node| story.take(node))?;
        Ok(story)
    }

    /// Looks for `secrets` in all of them.
    pub(super) fn search(&self, secrets: &Secrets, hits: &mut Hits) {
        for flow in [&self.all, &self.accepted, &self.rejected, &self.fields, &self.asides, &self.codes] {
            secrets.search(flow, hits);
        }
    }

    fn take(&mut self, node: Node<'_>) {
        match node {
            Node::Start { name, attributes } => {
                self.open.push(Element::of(name));
                self.start(name, attributes);
            }
            Node::End(name) => {
                self.open.pop();
                self.end(name);
            }
            Node::Text(text) => self.text(text),
            Node::Aside(text) => self.aside(Place::Structure, text, false),
        }
    }

    fn start(&mut self, name: &str, attributes: &[Attribute<'_>]) {
        match name {
            "del" | "moveFrom" => self.deleted += 1,
            "ins" | "moveTo" => self.inserted += 1,
            "r" => (self.struck, self.underlined) = (false, false),
            "strike" | "dstrike" if self.is_of_run() => self.struck = is_on(attributes),
            "u" if self.is_of_run() => self.underlined = is_on(attributes),
            "tab" | "ptab" => self.shown("\t"),
            "br" | "cr" => self.shown("\n"),
            "noBreakHyphen" => self.shown("\u{1e}"),
            "softHyphen" => self.shown("\u{ad}"),
            "sym" => self.symbol(attributes),
            _ => {}
        }
        self.changed |= self.deleted + self.inserted > 0 || self.struck || self.underlined;
        for (key, value) in attributes {
            let (place, code) = attribute(name, key, value, self.place);
            if !is_vocabulary(value) {
                self.aside(place, value, code);
            }
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "del" | "moveFrom" => self.deleted = self.deleted.saturating_sub(1),
            "ins" | "moveTo" => self.inserted = self.inserted.saturating_sub(1),
            "p" => {
                (self.struck, self.underlined) = (false, false);
                self.shown("\n");
                self.end_paragraph();
            }
            "instrText" | "delInstrText" | "r" | "t" | "delText" => {}
            "fldChar" => self.fields.push(Place::Field, "\n"),
            // Two properties are two texts.
            _ if self.place == Place::Properties => self.shown("\n\0\n"),
            _ => {}
        }
    }

    fn end_paragraph(&mut self) {
        if !self.changed {
            self.accepted.truncate(self.start.0);
            self.rejected.truncate(self.start.1);
        }
        self.start = (self.accepted.text.len(), self.rejected.text.len());
        self.changed = self.deleted + self.inserted > 0;
    }

    fn text(&mut self, text: &str) {
        match self.open.last() {
            Some(Element::Instruction) => self.fields.push(Place::Field, text),
            // White space between elements is none of the text.
            Some(Element::Characters) => self.shown(text),
            _ if text.trim().is_empty() => {}
            _ => self.shown(text),
        }
    }

    /// Whether an element that begins says how a run looks: not a style, not the end of a paragraph.
    fn is_of_run(&self) -> bool {
        matches!(self.open.as_slice(), [.., Element::Run, Element::RunProperties, _])
    }

    fn shown(&mut self, text: &str) {
        self.all.push(self.place, text);
        if self.deleted == 0 && !self.struck {
            self.accepted.push(self.place, text);
        }
        if self.inserted == 0 && !self.underlined {
            self.rejected.push(self.place, text);
        }
    }

    /// A character given by its number in a font.
    fn symbol(&mut self, attributes: &[Attribute<'_>]) {
        let value = attributes.iter().find(|(key, _)| *key == "char").map(|(_, value)| value.as_ref());
        let number = value.and_then(|value| u32::from_str_radix(value, 16).ok());
        // Fonts of symbols keep their 256 characters here.
        let plain = number.map(|number| if number & 0xff00 == 0xf000 { number & 0xff } else { number });
        if let Some(c) = plain.and_then(char::from_u32) {
            self.shown(c.encode_utf8(&mut [0; 4]));
        }
    }

    fn aside(&mut self, place: Place, text: &str, code: bool) {
        let says_something = text.chars().filter(|c| c.is_alphabetic()).nth(1).is_some();
        if says_something && self.seen.is_new(place, text) {
            let flow = if code { &mut self.codes } else { &mut self.asides };
            flow.push(place, text);
            flow.push(place, HARD.encode_utf8(&mut [0; 4]));
        }
    }
}

/// Whether an element turns something on: present means on, unless its value says otherwise.
fn is_on(attributes: &[Attribute<'_>]) -> bool {
    let value = attributes.iter().find(|(key, _)| *key == "val").map(|(_, value)| value.as_ref());
    !matches!(value, Some("0" | "false" | "off" | "none"))
}

/// Where the value of an attribute stands in the eyes of the user, and whether it is an identifier or
/// address.
fn attribute(element: &str, name: &str, value: &str, part: Place) -> (Place, bool) {
    let address = value.contains(':') && (value.contains("://") || value.contains("mailto:"));
    match (element, name) {
        ("bookmarkStart" | "bookmarkEnd", "name") => (Place::Bookmark, true),
        ("hyperlink" | "docLocation", "anchor") => (Place::Anchor, true),
        ("Relationship", "Target") => (Place::Link, true),
        ("fldSimple", "instr") => (Place::Field, true),
        (_, "descr" | "title" | "tooltip" | "alt") | ("tblCaption" | "tblDescription", _) => {
            (Place::Alternative, false)
        }
        (_, "author" | "initials") => (Place::Comment, false),
        (_, "id" | "Id" | "anchor") => (Place::Structure, true),
        _ if matches!(part, Place::Style | Place::Properties) => (part, address),
        _ => (Place::Structure, address),
    }
}

/// Values by which Word files hold together and which are also names of persons. Each is one only as a
/// whole value.
const VOCABULARY: &[&str] = &[
    "Both",
    "Strong",
    "Normal",
    "Title",
    "Subtitle",
    "Header",
    "Footer",
    "Neu",
    "Hyperlink",
    "Organisation",
    "Block",
    "Link",
    "Text",
    "Page",
    "Center",
];

fn is_vocabulary(value: &str) -> bool {
    VOCABULARY.contains(&value)
}
