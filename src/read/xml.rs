//! A pull reader for the XML parts of a package.
//!
//! In: the bytes of a part. Out: elements and text, in the order of the file. Refused: document
//! type declarations and entities of the file's own (the stuff of entity bombs), nesting without
//! end, and a part that is not well-formed **to its last byte** – half a part would otherwise be
//! half a paper.

use std::borrow::Cow;

use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::fault;
use crate::diag::Error;

const DEPTH: usize = 200;

/// A part that is being read. Reading is by recursive descent: whoever is given a child reads it
/// to its end.
pub(super) struct Xml<'a> {
    part: &'a str,
    reader: Reader<&'a [u8]>,
    depth: usize,
}

/// An element that was opened.
pub(super) struct Tag<'a>(BytesStart<'a>);

/// What stands inside an element.
pub(super) enum Node<'a> {
    /// An element.
    Child(Tag<'a>),
    /// Characters.
    Text(Cow<'a, str>),
}

enum Token<'a> {
    Open(Tag<'a>),
    Text(Cow<'a, str>),
    Close,
    End,
}

impl<'a> Xml<'a> {
    /// Reads `bytes`; `part` names them in errors.
    pub(super) fn new(part: &'a str, bytes: &'a [u8]) -> Self {
        let mut reader = Reader::from_reader(bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes));
        reader.config_mut().expand_empty_elements = true;
        Self { part, reader, depth: 0 }
    }

    /// Opens the outermost element.
    pub(super) fn root(&mut self) -> Result<Tag<'a>, Error> {
        loop {
            match self.token()? {
                Token::Open(tag) => return Ok(tag),
                Token::Text(_) => {}
                Token::Close | Token::End => return Err(self.damaged("ist unvollständig")),
            }
        }
    }

    /// Reads on behind the outermost element to the end of the part.
    pub(super) fn finish(mut self) -> Result<(), Error> {
        loop {
            match self.token()? {
                Token::End => return Ok(()),
                Token::Text(text) if text.trim().is_empty() => {}
                _ => return Err(self.damaged("enthält fehlerhaftes XML")),
            }
        }
    }

    /// Visits the child elements of the element that was opened last, to its end.
    pub(super) fn children(
        &mut self,
        mut visit: impl FnMut(&mut Self, Tag<'a>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        self.nodes(|xml, node| match node {
            Node::Child(tag) => visit(xml, tag),
            Node::Text(_) => Ok(()),
        })
    }

    /// Visits child elements and text of the element that was opened last, to its end.
    pub(super) fn nodes(
        &mut self,
        mut visit: impl FnMut(&mut Self, Node<'a>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        loop {
            match self.token()? {
                Token::Open(tag) => visit(self, Node::Child(tag))?,
                Token::Text(text) => visit(self, Node::Text(text))?,
                Token::Close => return Ok(()),
                Token::End => return Err(self.damaged("ist unvollständig")),
            }
        }
    }

    /// Passes over the element that was opened last.
    pub(super) fn skip(&mut self) -> Result<(), Error> {
        let outside = self.depth.saturating_sub(1);
        while self.depth > outside {
            if let Token::End = self.token()? {
                return Err(self.damaged("ist unvollständig"));
            }
        }
        Ok(())
    }

    /// The text directly inside the element that was opened last.
    pub(super) fn text(&mut self) -> Result<String, Error> {
        let mut all = String::new();
        self.nodes(|xml, node| match node {
            Node::Child(_) => xml.skip(),
            Node::Text(text) => {
                all.push_str(&text);
                Ok(())
            }
        })?;
        Ok(all)
    }

    /// The error that this part is damaged; `what` is the end of the sentence.
    pub(super) fn damaged(&self, what: &str) -> Error {
        fault::damaged(format_args!("Der Teil »{}« {what}", self.part))
    }

    fn token(&mut self) -> Result<Token<'a>, Error> {
        loop {
            let event = match self.reader.read_event() {
                Ok(event) => event,
                Err(error) => return Err(self.damaged("enthält fehlerhaftes XML").because(error)),
            };
            return Ok(match event {
                Event::Start(start) => {
                    self.depth += 1;
                    if self.depth > DEPTH {
                        return Err(self.damaged("ist zu tief verschachtelt"));
                    }
                    Token::Open(Tag(start))
                }
                Event::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    Token::Close
                }
                Event::Text(text) => {
                    Token::Text(into_text(text.xml10_content(), || text.clone().into_inner()))
                }
                Event::CData(text) => {
                    Token::Text(into_text(text.xml10_content(), || text.clone().into_inner()))
                }
                Event::GeneralRef(reference) => Token::Text(Cow::Owned(self.resolve(&reference)?)),
                Event::DocType(_) => {
                    return Err(self.damaged(
                        "enthält eine Dokumenttyp-Deklaration (DTD), die keine Arbeitsmappe braucht",
                    ));
                }
                Event::Eof if self.depth > 0 => return Err(self.damaged("ist unvollständig")),
                Event::Eof => Token::End,
                Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) => continue,
            });
        }
    }

    fn resolve(&self, reference: &quick_xml::events::BytesRef<'_>) -> Result<String, Error> {
        match reference.resolve_char_ref() {
            Ok(Some(character)) => Ok(character.to_string()),
            Ok(None) => resolve_xml_entity(reference)
                .map(str::to_owned)
                .ok_or_else(|| self.damaged("enthält fehlerhaftes XML")),
            Err(error) => Err(self.damaged("enthält fehlerhaftes XML").because(error)),
        }
    }
}

/// The text with its line ends made uniform, borrowed from the part where nothing had to change.
fn into_text<'a>(uniform: Cow<'_, str>, raw: impl FnOnce() -> Cow<'a, str>) -> Cow<'a, str> {
    match uniform {
        Cow::Borrowed(_) => raw(),
        Cow::Owned(text) => Cow::Owned(text),
    }
}

impl Tag<'_> {
    /// The name without its prefix.
    pub(super) fn local(&self) -> &str {
        self.0.name().into_inner().rsplit(':').next().unwrap_or_default()
    }

    /// The name as written.
    pub(super) fn name(&self) -> &str {
        self.0.name().into_inner()
    }

    /// The value of the attribute that is written `name`.
    pub(super) fn attr(&self, name: &str) -> Result<Option<String>, Error> {
        self.find(|key| key == name)
    }

    /// The value of the attribute `local` in the namespace of relationships, whatever its prefix.
    pub(super) fn relation(&self, local: &str) -> Result<Option<String>, Error> {
        self.find(|key| key.split_once(':').is_some_and(|(_, name)| name == local))
    }

    /// The attribute as a number; `None` where it is missing or none.
    pub(super) fn number(&self, name: &str) -> Result<Option<u32>, Error> {
        Ok(self.attr(name)?.and_then(|value| value.trim().parse().ok()))
    }

    /// Whether the attribute is set to true (`1`, `true`, `on`).
    pub(super) fn flag(&self, name: &str) -> Result<bool, Error> {
        Ok(matches!(self.attr(name)?.as_deref(), Some("1" | "true" | "on")))
    }

    fn find(&self, wanted: impl Fn(&str) -> bool) -> Result<Option<String>, Error> {
        let bad =
            |error: quick_xml::Error| fault::damaged("Ein Teil enthält fehlerhaftes XML").because(error);
        for attribute in self.0.attributes().with_checks(false) {
            let attribute = attribute.map_err(|error| bad(error.into()))?;
            if wanted(attribute.key.into_inner()) {
                let value = attribute.normalized_value(XmlVersion::Explicit1_0).map_err(bad)?;
                return Ok(Some(value.into_owned()));
            }
        }
        Ok(None)
    }
}
