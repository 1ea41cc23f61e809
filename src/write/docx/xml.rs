//! A small XML tree: what the finishing pass reads docx-rs' parts into and writes the package from.
//!
//! Names keep their prefix (`w:p`), values are kept unescaped and escaped when they are written, so
//! that no text of a workbook can break a part.

use quick_xml::Reader;
use quick_xml::escape::{escape, unescape};
use quick_xml::events::{BytesStart, Event};

use crate::diag::{Error, ErrorKind};

/// An element with its attributes and children.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Element {
    pub(super) name: String,
    pub(super) attributes: Vec<(String, String)>,
    pub(super) children: Vec<Node>,
}

/// A child of an element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Node {
    Element(Element),
    Text(String),
}

const DECLARATION: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#;

impl Element {
    /// An empty element.
    pub(super) fn new(name: impl Into<String>) -> Self {
        Self { name: name.into(), ..Self::default() }
    }

    /// An element with nothing but a `w:val`.
    pub(super) fn val(name: impl Into<String>, value: impl ToString) -> Self {
        Self::new(name).with("w:val", value)
    }

    /// Adds an attribute.
    pub(super) fn with(mut self, name: impl Into<String>, value: impl ToString) -> Self {
        self.attributes.push((name.into(), value.to_string()));
        self
    }

    /// Adds a child.
    pub(super) fn child(mut self, child: Element) -> Self {
        self.push(child);
        self
    }

    /// Adds children.
    pub(super) fn children(mut self, children: impl IntoIterator<Item = Element>) -> Self {
        self.children.extend(children.into_iter().map(Node::Element));
        self
    }

    /// Adds a text.
    pub(super) fn text(mut self, text: impl Into<String>) -> Self {
        self.children.push(Node::Text(text.into()));
        self
    }

    /// Adds a child.
    pub(super) fn push(&mut self, child: Element) {
        self.children.push(Node::Element(child));
    }

    /// The value of an attribute.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// Sets an attribute, in its old place if it is there.
    pub(super) fn set(&mut self, name: &str, value: impl ToString) {
        match self.attributes.iter_mut().find(|(key, _)| key == name) {
            Some((_, old)) => *old = value.to_string(),
            None => self.attributes.push((name.to_owned(), value.to_string())),
        }
    }

    /// Removes an attribute.
    pub(super) fn unset(&mut self, name: &str) {
        self.attributes.retain(|(key, _)| key != name);
    }

    /// The child elements.
    pub(super) fn elements_mut(&mut self) -> impl Iterator<Item = &mut Element> {
        self.children.iter_mut().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// The first child element of that name, made if there is none.
    pub(super) fn child_mut(&mut self, name: &str) -> &mut Element {
        let named = |node: &Node| matches!(node, Node::Element(element) if element.name == name);
        let at = self.children.iter().position(named).unwrap_or_else(|| {
            self.push(Element::new(name));
            self.children.len() - 1
        });
        match &mut self.children[at] {
            Node::Element(element) => element,
            Node::Text(_) => unreachable!("`at` is the position of an element"),
        }
    }

    /// Reads a part.
    pub(super) fn parse(part: &[u8]) -> Result<Self, Error> {
        read(part).map_err(|error| {
            Error::new(ErrorKind::Internal, "Ein Teil der Word-Datei ließ sich nicht zusammensetzen")
                .because(error)
        })
    }

    /// The part as bytes, with its declaration.
    pub(super) fn part(&self) -> Vec<u8> {
        let mut out = String::from(DECLARATION);
        self.write(&mut out);
        out.into_bytes()
    }

    fn write(&self, out: &mut String) {
        out.push('<');
        out.push_str(&self.name);
        for (name, value) in &self.attributes {
            out.extend([" ", name, "=\"", &escape(clean(value)), "\""]);
        }
        if self.children.is_empty() {
            out.push_str("/>");
            return;
        }
        out.push('>');
        for child in &self.children {
            match child {
                Node::Element(element) => element.write(out),
                Node::Text(text) => out.push_str(&escape(clean(text))),
            }
        }
        out.extend(["</", &self.name, ">"]);
    }
}

/// `text` without the characters that XML 1.0 (clause 2.2) has no way to write.
fn clean(text: &str) -> String {
    text.chars().filter(|&c| !is_forbidden(c)).collect()
}

fn is_forbidden(c: char) -> bool {
    matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}

fn read(part: &[u8]) -> Result<Element, quick_xml::Error> {
    let mut reader = Reader::from_reader(part);
    reader.config_mut().expand_empty_elements = true;
    let mut root = Element::default();
    let mut open: Vec<Element> = Vec::new();
    loop {
        match reader.read_event()? {
            Event::Start(start) => open.push(element(&start)?),
            Event::End(_) => {
                if let Some(done) = open.pop() {
                    open.last_mut().unwrap_or(&mut root).push(done);
                }
            }
            Event::Text(text) => add_text(&mut open, &text),
            Event::GeneralRef(name) => add_text(&mut open, &unescape(&format!("&{};", &*name))?),
            Event::Eof => break,
            _ => {}
        }
    }
    let first = root.children.into_iter().find_map(|node| match node {
        Node::Element(element) => Some(element),
        Node::Text(_) => None,
    });
    Ok(first.unwrap_or_default())
}

fn add_text(open: &mut [Element], text: &str) {
    let Some(parent) = open.last_mut() else { return };
    match parent.children.last_mut() {
        Some(Node::Text(before)) => before.push_str(text),
        _ => parent.children.push(Node::Text(text.to_owned())),
    }
}

fn element(start: &BytesStart<'_>) -> Result<Element, quick_xml::Error> {
    let mut element = Element::new(start.name().as_ref());
    for attribute in start.attributes() {
        let attribute = attribute?;
        element
            .attributes
            .push((attribute.key.as_ref().to_owned(), unescape(&attribute.value)?.into_owned()));
    }
    Ok(element)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_reads_back_the_same() {
        let hostile = "a & b < c > d \" e ' f ]]> &amp; \u{a0}🏛";
        let tree =
            Element::new("w:p").with("w:x", hostile).child(Element::new("w:t").text(hostile)).text(hostile);
        assert_eq!(Element::parse(&tree.part()).unwrap(), tree);
    }

    #[test]
    fn characters_xml_cannot_hold_are_left_out() {
        let part = Element::new("a").with("b", "1\u{1f}2").text("x\0y\u{ffff}z").part();
        assert!(String::from_utf8(part).unwrap().ends_with(r#"<a b="12">xyz</a>"#));
    }

    #[test]
    fn a_broken_part_is_an_error() {
        assert!(Element::parse(b"<a><b></a>").is_err());
    }
}
