//! A part as a tree that can be changed and written.
//!
//! Names keep their prefix (`w:p`), values are kept unescaped and escaped when they are written, so
//! that no text of a workbook can break a part.

use super::escape::escape;
use super::xml::{Item, Tag, Xml};
use crate::diag::Error;

/// An element with its attributes and children.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Element {
    pub(crate) name: String,
    pub(crate) attributes: Vec<(String, String)>,
    pub(crate) children: Vec<Node>,
}

/// A child of an element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Node {
    Element(Element),
    Text(String),
}

const DECLARATION: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#;

impl Element {
    /// An empty element.
    pub(crate) fn new(name: impl Into<String>) -> Self {
        Self { name: name.into(), ..Self::default() }
    }

    /// An element with nothing but a `w:val`.
    pub(crate) fn val(name: impl Into<String>, value: impl ToString) -> Self {
        Self::new(name).with("w:val", value)
    }

    /// Adds an attribute.
    pub(crate) fn with(mut self, name: impl Into<String>, value: impl ToString) -> Self {
        self.attributes.push((name.into(), value.to_string()));
        self
    }

    /// Adds children.
    pub(crate) fn children(mut self, children: impl IntoIterator<Item = Element>) -> Self {
        self.children.extend(children.into_iter().map(Node::Element));
        self
    }

    /// Adds a text.
    pub(crate) fn text(mut self, text: impl Into<String>) -> Self {
        self.children.push(Node::Text(text.into()));
        self
    }

    /// Adds a child.
    pub(crate) fn push(&mut self, child: Element) {
        self.children.push(Node::Element(child));
    }

    /// The value of an attribute.
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// Sets an attribute, in its old place if it is there.
    pub(crate) fn set(&mut self, name: &str, value: impl ToString) {
        match self.attributes.iter_mut().find(|(key, _)| key == name) {
            Some((_, old)) => *old = value.to_string(),
            None => self.attributes.push((name.to_owned(), value.to_string())),
        }
    }

    /// Removes an attribute.
    pub(crate) fn unset(&mut self, name: &str) {
        self.attributes.retain(|(key, _)| key != name);
    }

    /// The child elements.
    pub(crate) fn elements_mut(&mut self) -> impl Iterator<Item = &mut Element> {
        self.children.iter_mut().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// The first child element of that name, made if there is none.
    pub(crate) fn child_mut(&mut self, name: &str) -> &mut Element {
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

    /// Reads a part; `name` names it in errors.
    pub(crate) fn parse(name: &str, part: &[u8]) -> Result<Self, Error> {
        let mut xml = Xml::new(name, part);
        let tag = xml.root()?;
        let root = Self::read(&mut xml, &tag)?;
        xml.finish()?;
        Ok(root)
    }

    /// Reads the element that was opened last.
    fn read(xml: &mut Xml<'_>, tag: &Tag<'_>) -> Result<Self, Error> {
        let mut element = Self { attributes: tag.attributes()?, ..Self::new(tag.name()) };
        xml.nodes(|xml, item| {
            match (item, element.children.last_mut()) {
                (Item::Child(tag), _) => element.push(Self::read(xml, &tag)?),
                (Item::Text(text), Some(Node::Text(before))) => before.push_str(&text),
                (Item::Text(text), _) => element.children.push(Node::Text(text.into_owned())),
            }
            Ok(())
        })?;
        Ok(element)
    }

    /// The part as bytes, with its declaration.
    pub(crate) fn part(&self) -> Vec<u8> {
        let mut out = String::from(DECLARATION);
        self.write(&mut out);
        out.into_bytes()
    }

    fn write(&self, out: &mut String) {
        out.push('<');
        out.push_str(&self.name);
        for (name, value) in &self.attributes {
            out.extend([" ", name, "=\"", &escape(value), "\""]);
        }
        if self.children.is_empty() {
            out.push_str("/>");
            return;
        }
        out.push('>');
        for child in &self.children {
            match child {
                Node::Element(element) => element.write(out),
                Node::Text(text) => out.push_str(&escape(text)),
            }
        }
        out.extend(["</", &self.name, ">"]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_reads_back_the_same() {
        let hostile = "a & b < c > d \" e ' f ]]> &amp; \u{a0}🏛";
        let tree = Element::new("w:p")
            .with("w:x", hostile)
            .children([Element::new("w:t").text(hostile)])
            .text(hostile);
        assert_eq!(Element::parse("a.xml", &tree.part()).unwrap(), tree);
    }

    #[test]
    fn characters_xml_cannot_hold_are_left_out() {
        let part = Element::new("a").with("b", "1\u{1f}2").text("x\0y\u{ffff}z").part();
        assert!(String::from_utf8(part).unwrap().ends_with(r#"<a b="12">xyz</a>"#));
    }

    #[test]
    fn a_broken_part_is_an_error() {
        assert!(Element::parse("a.xml", b"<a><b></a>").is_err());
    }
}
