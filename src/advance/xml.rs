//! XML parts as text with positions: found elements are changed in place, every other byte stays.
//!
//! In: the bytes of a part that the reader has accepted (well-formed to its end, no DTD). Out: the
//! same text with some stretches replaced. No part is ever written anew from a model, because what
//! the model does not know would be lost.

use std::borrow::Cow;
use std::ops::Range;

use quick_xml::Reader;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::Event;

use crate::diag::{Error, ErrorKind};

/// Stretches to replace, in any order.
pub(super) type Edits = Vec<(Range<usize>, String)>;

const BOM: &str = "\u{feff}";

/// A part.
#[derive(Debug)]
pub(super) struct Part {
    name: String,
    text: String,
}

/// An element by its positions in the part.
#[derive(Clone, Debug)]
pub(super) struct Element {
    /// The start tag, or the whole of an empty element.
    pub(super) open: Range<usize>,
    /// What stands between the tags.
    pub(super) inner: Range<usize>,
    /// The end of the element.
    pub(super) end: usize,
}

impl Element {
    /// The whole element.
    pub(super) fn whole(&self) -> Range<usize> {
        self.open.start..self.end
    }

    /// Whether it is written as one tag.
    pub(super) fn is_single_tag(&self) -> bool {
        self.end == self.open.end
    }
}

impl Part {
    /// Takes the bytes of the part `name`.
    pub(super) fn new(name: &str, bytes: Vec<u8>) -> Result<Self, Error> {
        let text = String::from_utf8(bytes).map_err(|error| damaged(name).because(error))?;
        Ok(Self { name: name.to_owned(), text })
    }

    /// Its name.
    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// A stretch of it.
    pub(super) fn str(&self, range: Range<usize>) -> &str {
        self.text.get(range).unwrap_or_default()
    }

    /// The error that it is damaged.
    pub(super) fn damaged(&self) -> Error {
        damaged(&self.name)
    }

    /// The outermost element.
    pub(super) fn root(&self) -> Result<Element, Error> {
        let start = if self.text.starts_with(BOM) { BOM.len() } else { 0 };
        self.elements(start..self.text.len())?.into_iter().next().ok_or_else(|| self.damaged())
    }

    /// The elements directly inside an element.
    pub(super) fn children(&self, of: &Element) -> Result<Vec<Element>, Error> {
        self.elements(of.inner.clone())
    }

    /// The first child with this local name.
    pub(super) fn child(&self, of: &Element, local: &str) -> Result<Option<Element>, Error> {
        Ok(self.children(of)?.into_iter().find(|child| self.local(child) == local))
    }

    fn elements(&self, range: Range<usize>) -> Result<Vec<Element>, Error> {
        let mut reader = Reader::from_str(self.str(range.clone()));
        let mut found: Vec<Element> = Vec::new();
        let (mut depth, mut at) = (0_usize, range.start);
        loop {
            let event = reader.read_event().map_err(|error| self.damaged().because(error))?;
            let next = range.start + usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
            match event {
                Event::Start(_) => {
                    if depth == 0 {
                        found.push(Element { open: at..next, inner: next..next, end: next });
                    }
                    depth += 1;
                }
                Event::Empty(_) if depth == 0 => {
                    found.push(Element { open: at..next, inner: next..next, end: next });
                }
                Event::End(_) => {
                    depth = depth.saturating_sub(1);
                    if let Some(last) = found.last_mut().filter(|_| depth == 0) {
                        (last.inner.end, last.end) = (at, next);
                    }
                }
                Event::Eof => break,
                _ => {}
            }
            at = next;
        }
        if depth == 0 { Ok(found) } else { Err(self.damaged()) }
    }

    /// The name of an element as written.
    pub(super) fn tag(&self, element: &Element) -> &str {
        let open = self.str(element.open.clone());
        let name = open.strip_prefix('<').unwrap_or(open);
        name.split(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>')).next().unwrap_or_default()
    }

    /// The name of an element without its prefix.
    pub(super) fn local(&self, element: &Element) -> &str {
        let tag = self.tag(element);
        tag.rsplit_once(':').map_or(tag, |(_, local)| local)
    }

    /// The prefix of an element with its colon; elements put beside it need the same.
    pub(super) fn prefix(&self, element: &Element) -> &str {
        let tag = self.tag(element);
        tag.find(':').and_then(|colon| tag.get(..=colon)).unwrap_or_default()
    }

    /// An attribute by its name as written.
    pub(super) fn attr(&self, element: &Element, name: &str) -> Option<String> {
        let open = self.str(element.open.clone());
        let found = attributes(open).into_iter().find(|attribute| attribute.name == name)?;
        decode(found.value).ok().map(Cow::into_owned)
    }

    /// An attribute as a number.
    pub(super) fn number<N: std::str::FromStr>(&self, element: &Element, name: &str) -> Option<N> {
        self.attr(element, name)?.trim().parse().ok()
    }

    /// The text directly inside an element.
    pub(super) fn text(&self, element: &Element) -> Result<String, Error> {
        let inner = self.str(element.inner.clone());
        if !inner.contains(['<', '&', '\r']) {
            return Ok(inner.to_owned());
        }
        decode(inner).map(Cow::into_owned).map_err(|()| self.damaged())
    }

    /// The bytes of the part with `edits` made.
    pub(super) fn edited(&self, mut edits: Edits) -> Result<Vec<u8>, Error> {
        edits.sort_by_key(|(range, _)| (range.start, range.end));
        let mut text = String::with_capacity(self.text.len() + 1024);
        let mut at = 0;
        for (range, new) in edits {
            let kept = self.text.get(at..range.start).ok_or_else(|| overlapping(&self.name))?;
            text.push_str(kept);
            text.push_str(&new);
            at = range.end;
        }
        text.push_str(self.text.get(at..).ok_or_else(|| overlapping(&self.name))?);
        Ok(text.into_bytes())
    }
}

fn damaged(part: &str) -> Error {
    Error::new(
        ErrorKind::Damaged,
        format!("Die Arbeitsmappe ist beschädigt: Der Teil »{part}« ist fehlerhaft"),
    )
    .help("In Excel mit Datei › Öffnen › Öffnen und Reparieren öffnen und neu speichern")
}

fn overlapping(part: &str) -> Error {
    Error::new(ErrorKind::Internal, format!("Änderungen im Teil »{part}« überschneiden sich"))
}

/// Text with entities, CDATA and line ends resolved; elements inside are passed over.
fn decode(raw: &str) -> Result<Cow<'_, str>, ()> {
    if !raw.contains(['<', '&', '\r']) {
        return Ok(Cow::Borrowed(raw));
    }
    let mut reader = Reader::from_str(raw);
    let mut text = String::with_capacity(raw.len());
    let mut depth = 0_usize;
    loop {
        match reader.read_event().map_err(|_| ())? {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            Event::Eof => return Ok(Cow::Owned(text)),
            _ if depth > 0 => {}
            Event::Text(inside) => text.push_str(&inside.xml10_content()),
            Event::CData(inside) => text.push_str(&inside.xml10_content()),
            Event::GeneralRef(name) => match name.resolve_char_ref().map_err(|_| ())? {
                Some(character) => text.push(character),
                None => text.push_str(resolve_xml_entity(&name).ok_or(())?),
            },
            _ => {}
        }
    }
}

/// Characters as they may stand between tags. A carriage return would be read as a line feed.
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '\r' => escaped.push_str("&#13;"),
            other => escaped.push(other),
        }
    }
    escaped
}

struct Attribute<'a> {
    name: &'a str,
    /// As written, between the quotation marks.
    value: &'a str,
    /// With the white space in front.
    whole: Range<usize>,
}

/// The attributes of a start tag that is known to be well-formed.
fn attributes(tag: &str) -> Vec<Attribute<'_>> {
    let mut found = Vec::new();
    let name_end = tag.find(|c: char| c.is_ascii_whitespace() || c == '>').unwrap_or(tag.len());
    let mut at = name_end;
    while let Some(rest) = tag.get(at..) {
        let Some(equals) = rest.find('=') else { break };
        let (before, after) = rest.split_at(equals);
        let Some(quote) = after.find(['"', '\'']) else { break };
        let mark = if after.as_bytes().get(quote) == Some(&b'"') { '"' } else { '\'' };
        let value = after.get(quote + 1..).unwrap_or_default();
        let Some(length) = value.find(mark) else { break };
        let end = at + equals + quote + 1 + length + 1;
        found.push(Attribute {
            name: before.trim(),
            value: value.get(..length).unwrap_or_default(),
            whole: at..end,
        });
        at = end;
    }
    found
}

/// A start tag with an attribute set, or removed. `value` must need no escape.
pub(super) fn with_attr(tag: &str, name: &str, value: Option<&str>) -> String {
    let found = attributes(tag).into_iter().find(|attribute| attribute.name == name);
    let new = value.map(|value| format!(" {name}=\"{value}\"")).unwrap_or_default();
    let place = match found {
        Some(attribute) => attribute.whole,
        None => {
            let end = tag.strip_suffix("/>").or(tag.strip_suffix('>')).unwrap_or(tag).trim_end().len();
            end..end
        }
    };
    let (before, after) =
        (tag.get(..place.start).unwrap_or_default(), tag.get(place.end..).unwrap_or_default());
    format!("{before}{new}{after}")
}

/// A start tag, made one that content can follow.
pub(super) fn opened(tag: &str) -> String {
    tag.strip_suffix("/>").map_or_else(|| tag.to_owned(), |start| format!("{}>", start.trim_end()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_are_changed_and_nothing_else() {
        assert_eq!(with_attr(r#"<c r="A1" t='s' />"#, "t", None), r#"<c r="A1" />"#);
        assert_eq!(with_attr(r#"<c r="A1"/>"#, "s", Some("7")), r#"<c r="A1" s="7"/>"#);
        assert_eq!(with_attr(r#"<x:c  r = "A1" s="3">"#, "s", Some("7")), r#"<x:c  r = "A1" s="7">"#);
        assert_eq!(opened(r#"<c r="A1" />"#), r#"<c r="A1">"#);
    }

    #[test]
    fn elements_know_their_places() {
        let text = "\u{feff}<?xml version=\"1.0\"?>\n<a:r x='1'><!-- <b> --><a:b>1 &lt; 2<![CDATA[ & 3]]>&#228;</a:b><a:b/></a:r>\n";
        let part = Part::new("p.xml", text.as_bytes().to_vec()).unwrap();
        let root = part.root().unwrap();
        assert_eq!((part.local(&root), part.prefix(&root)), ("r", "a:"));
        let children = part.children(&root).unwrap();
        assert_eq!(part.text(&children[0]).unwrap(), "1 < 2 & 3ä");
        assert_eq!(part.str(children[0].inner.clone()), "1 &lt; 2<![CDATA[ & 3]]>&#228;");
        assert!(children[1].is_single_tag());
        let edited = part.edited(vec![(children[1].whole(), "<a:c/>".into())]).unwrap();
        assert_eq!(String::from_utf8(edited).unwrap(), text.replace("<a:b/>", "<a:c/>"));
    }
}
