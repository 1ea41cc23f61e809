//! XML parts as text with positions: found elements are changed in place, every other byte stays.
//!
//! In: the bytes of a part that the reader has accepted (well-formed to its end, no DTD). Out: the
//! same text with some stretches replaced. No part is ever written anew from a model, because what
//! the model does not know would be lost.

use std::ops::Range;

use super::escape::escape;
use super::fault;
use super::xml::{ElementRange, Tag, Xml};
use crate::diag::{Error, ErrorKind};

/// Stretches to replace, in any order.
pub(crate) type Edits = Vec<(Range<usize>, String)>;

/// A part.
#[derive(Debug)]
pub(crate) struct Part {
    name: String,
    text: String,
}

impl Part {
    /// Takes the bytes of the part `name`.
    pub(crate) fn new(name: &str, bytes: Vec<u8>) -> Result<Self, Error> {
        let text = String::from_utf8(bytes).map_err(|error| damaged(name).because(error))?;
        Ok(Self { name: name.to_owned(), text })
    }

    /// A stretch of it.
    pub(crate) fn str(&self, range: Range<usize>) -> &str {
        self.text.get(range).unwrap_or_default()
    }

    /// The error that it is damaged.
    pub(crate) fn damaged(&self) -> Error {
        damaged(&self.name)
    }

    /// The outermost element.
    pub(crate) fn root(&self) -> Result<ElementRange, Error> {
        let mut xml = Xml::new(&self.name, self.text.as_bytes());
        xml.root()?;
        xml.element()
    }

    /// A reader that has opened an element.
    pub(crate) fn xml(&self, element: &ElementRange) -> Result<Xml<'_>, Error> {
        let whole = self.str(element.whole());
        let mut xml = Xml::inside(&self.name, whole.as_bytes(), element.open.start);
        xml.root()?;
        Ok(xml)
    }

    /// The elements directly inside an element.
    pub(crate) fn children(&self, of: &ElementRange) -> Result<Vec<ElementRange>, Error> {
        let mut found = Vec::new();
        self.xml(of)?.children(|xml, _| {
            found.push(xml.element()?);
            Ok(())
        })?;
        Ok(found)
    }

    /// Those of them with this local name.
    pub(crate) fn children_named(&self, of: &ElementRange, local: &str) -> Result<Vec<ElementRange>, Error> {
        let mut found = self.children(of)?;
        found.retain(|child| self.local(child) == local);
        Ok(found)
    }

    /// The first child with this local name.
    pub(crate) fn child(&self, of: &ElementRange, local: &str) -> Result<Option<ElementRange>, Error> {
        Ok(self.children_named(of, local)?.into_iter().next())
    }

    /// The start tag of an element.
    pub(crate) fn tag(&self, element: &ElementRange) -> Tag<'_> {
        Tag::new(self.str(element.open.clone()))
    }

    /// The text directly inside an element.
    pub(crate) fn text(&self, element: &ElementRange) -> Result<String, Error> {
        self.xml(element)?.text()
    }

    /// The name of an element as written.
    pub(crate) fn name_of(&self, element: &ElementRange) -> &str {
        let open = self.str(element.open.clone());
        let name = open.strip_prefix('<').unwrap_or(open);
        name.split(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>')).next().unwrap_or_default()
    }

    /// The name of an element without its prefix.
    pub(crate) fn local(&self, element: &ElementRange) -> &str {
        self.name_of(element).rsplit(':').next().unwrap_or_default()
    }

    /// The prefix of an element with its colon; elements put beside it need the same.
    pub(crate) fn prefix(&self, element: &ElementRange) -> &str {
        let name = self.name_of(element);
        name.find(':').and_then(|colon| name.get(..=colon)).unwrap_or_default()
    }

    /// The edit that sets an attribute of an element.
    pub(crate) fn set_attr(&self, element: &ElementRange, name: &str, value: &str) -> (Range<usize>, String) {
        (element.open.clone(), with_attr(self.str(element.open.clone()), name, Some(value)))
    }

    /// A stretch of it without the elements `left_out`, which lie in it one behind the other.
    pub(crate) fn without<'e>(
        &self,
        range: Range<usize>,
        left_out: impl IntoIterator<Item = &'e ElementRange>,
    ) -> String {
        let (mut text, mut at) = (String::new(), range.start);
        for element in left_out {
            text.push_str(self.str(at..element.open.start));
            at = element.end;
        }
        text + self.str(at..range.end)
    }

    /// The edits that give an element the start tag `tag`, and `content` at the place `at` inside it.
    pub(crate) fn with_content(&self, element: &ElementRange, tag: &str, at: usize, content: &str) -> Edits {
        match element.is_single_tag() {
            true => {
                vec![(element.whole(), format!("{}{content}</{}>", opened(tag), self.name_of(element)))]
            }
            false => vec![(element.open.clone(), tag.to_owned()), (at..at, content.to_owned())],
        }
    }

    /// The name of the part, and its bytes with `edits` made.
    pub(crate) fn edited(&self, mut edits: Edits) -> Result<(String, Vec<u8>), Error> {
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
        Ok((self.name.clone(), text.into_bytes()))
    }
}

fn damaged(part: &str) -> Error {
    fault::damaged(format_args!("Der Teil »{part}« ist fehlerhaft"))
}

fn overlapping(part: &str) -> Error {
    Error::new(ErrorKind::Internal, format!("Änderungen im Teil »{part}« überschneiden sich"))
}

/// Where an attribute of a well-formed start tag stands, with the white space in front.
fn attribute(tag: &str, name: &str) -> Option<Range<usize>> {
    let mut at = tag.find(|c: char| c.is_ascii_whitespace() || c == '>')?;
    loop {
        let (written, value) = tag.get(at..)?.split_once('=')?;
        let mark = value.trim_start().chars().next().filter(|mark| matches!(mark, '"' | '\''))?;
        let start = at + written.len() + 1 + value.find(mark)? + 1;
        let end = start + tag.get(start..)?.find(mark)? + 1;
        if written.trim() == name {
            return Some(at..end);
        }
        at = end;
    }
}

/// A start tag with an attribute set, or removed.
pub(crate) fn with_attr(tag: &str, name: &str, value: Option<&str>) -> String {
    let new = value.map(|value| format!(" {name}=\"{}\"", escape(value))).unwrap_or_default();
    let place = attribute(tag, name).unwrap_or_else(|| {
        let end = tag.strip_suffix("/>").or(tag.strip_suffix('>')).unwrap_or(tag).trim_end().len();
        end..end
    });
    let (before, after) =
        (tag.get(..place.start).unwrap_or_default(), tag.get(place.end..).unwrap_or_default());
    format!("{before}{new}{after}")
}

/// A start tag, made one that content can follow.
pub(crate) fn opened(tag: &str) -> String {
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
        let (_, edited) = part.edited(vec![(children[1].whole(), "<a:c/>".into())]).unwrap();
        assert_eq!(String::from_utf8(edited).unwrap(), text.replace("<a:b/>", "<a:c/>"));
    }
}
