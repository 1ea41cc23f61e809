//! A pull reader for the XML parts of a package.
//!
//! In: the bytes of a part. Out: elements and text, in the order of the file. Refused: document
//! type declarations and entities of the file's own (the stuff of entity bombs), nesting without
//! end, and a part that is not well-formed **to its last byte** – half a part would otherwise be
//! half a paper.

use std::borrow::Cow;
use std::ops::Range;

use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::fault;
use crate::diag::Error;
use crate::limits;

/// A part that is being read, by recursive descent: whoever is given a child reads as much of it as
/// it needs; the rest is passed over.
pub(crate) struct Xml<'a> {
    part: &'a str,
    reader: Reader<&'a [u8]>,
    depth: usize,
    /// Where in the part the reader begins.
    base: usize,
    /// Where the tag, text or whatever was read last stands in the part.
    last: Range<usize>,
}

/// The start tag of an element.
pub(crate) struct Tag<'a>(BytesStart<'a>);

/// What stands inside an element.
pub(crate) enum Item<'a> {
    /// An element.
    Child(Tag<'a>),
    /// Characters.
    Text(Cow<'a, str>),
}

impl<'a> Xml<'a> {
    /// Reads `bytes`; `part` names them in errors.
    pub(crate) fn new(part: &'a str, bytes: &'a [u8]) -> Self {
        let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        Self::inside(part, text, bytes.len() - text.len())
    }

    /// Reads the stretch `bytes` of a part, which begins at `base`.
    pub(crate) fn inside(part: &'a str, bytes: &'a [u8], base: usize) -> Self {
        let mut reader = Reader::from_reader(bytes);
        reader.config_mut().expand_empty_elements = true;
        Self { part, reader, depth: 0, base, last: base..base }
    }

    /// Visits the elements directly inside the outermost one of the whole part `bytes`.
    pub(crate) fn read(
        part: &'a str,
        bytes: &'a [u8],
        visit: impl FnMut(&mut Self, Tag<'a>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let mut xml = Self::new(part, bytes);
        xml.root()?;
        xml.children(visit)?;
        xml.finish()
    }

    /// Opens the outermost element.
    pub(crate) fn root(&mut self) -> Result<Tag<'a>, Error> {
        while let Some(item) = self.item()? {
            if let Item::Child(tag) = item {
                return Ok(tag);
            }
        }
        Err(self.damaged("ist unvollständig"))
    }

    /// Reads on behind the outermost element to the end of the part.
    pub(crate) fn finish(mut self) -> Result<(), Error> {
        while let Some(item) = self.item()? {
            if !matches!(item, Item::Text(text) if text.trim().is_empty()) {
                return Err(self.malformed());
            }
        }
        Ok(())
    }

    /// Visits the child elements of the element that was opened last, to its end.
    pub(crate) fn children(
        &mut self,
        mut visit: impl FnMut(&mut Self, Tag<'a>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        self.nodes(|xml, item| match item {
            Item::Child(tag) => visit(xml, tag),
            Item::Text(_) => Ok(()),
        })
    }

    /// Visits child elements and text of the element that was opened last, to its end.
    pub(crate) fn nodes(
        &mut self,
        mut visit: impl FnMut(&mut Self, Item<'a>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let inside = self.depth;
        while let Some(item) = self.item()? {
            visit(self, item)?;
            self.leave(inside)?;
        }
        Ok(())
    }

    /// Passes over what is left of all elements deeper than `depth`.
    fn leave(&mut self, depth: usize) -> Result<(), Error> {
        while self.depth > depth {
            self.item()?;
        }
        Ok(())
    }

    /// Passes over the element that was opened last, and says where it stands.
    pub(crate) fn element(&mut self) -> Result<ElementRange, Error> {
        let open = self.last.clone();
        self.leave(self.depth.saturating_sub(1))?;
        Ok(ElementRange { inner: open.end..self.last.start, end: self.last.end, open })
    }

    /// The text directly inside the element that was opened last.
    pub(crate) fn text(&mut self) -> Result<String, Error> {
        let mut all = String::new();
        self.nodes(|_, item| {
            if let Item::Text(text) = item {
                all.push_str(&text);
            }
            Ok(())
        })?;
        Ok(all)
    }

    /// The error that this part is damaged; `what` is the end of the sentence.
    pub(crate) fn damaged(&self, what: &str) -> Error {
        fault::damaged(format_args!("Der Teil »{}« {what}", self.part))
    }

    fn malformed(&self) -> Error {
        self.damaged("enthält fehlerhaftes XML")
    }

    /// What comes next; `None` where an element, or the part, ends.
    fn item(&mut self) -> Result<Option<Item<'a>>, Error> {
        loop {
            let start = self.position();
            let event = self.reader.read_event().map_err(|error| self.malformed().because(error))?;
            self.last = start..self.position();
            return Ok(Some(match event {
                Event::Start(start) => {
                    self.depth += 1;
                    if self.depth > limits::DEPTH {
                        return Err(self.damaged("ist zu tief verschachtelt"));
                    }
                    Item::Child(Tag(start))
                }
                Event::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    return Ok(None);
                }
                Event::Text(text) => into_text(text.xml10_content(), || text.clone().into_inner()),
                Event::CData(text) => into_text(text.xml10_content(), || text.clone().into_inner()),
                Event::GeneralRef(reference) => Item::Text(Cow::Owned(self.resolve(&reference)?)),
                Event::DocType(_) => {
                    return Err(self.damaged(
                        "enthält eine Dokumenttyp-Deklaration (DTD), die keine Arbeitsmappe braucht",
                    ));
                }
                Event::Eof if self.depth > 0 => return Err(self.damaged("ist unvollständig")),
                Event::Eof => return Ok(None),
                Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) => continue,
            }));
        }
    }

    fn position(&self) -> usize {
        self.base.saturating_add(usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX))
    }

    fn resolve(&self, reference: &quick_xml::events::BytesRef<'_>) -> Result<String, Error> {
        let character = reference.resolve_char_ref().map_err(|error| self.malformed().because(error))?;
        let text = character.map(String::from).or_else(|| resolve_xml_entity(reference).map(str::to_owned));
        text.ok_or_else(|| self.malformed())
    }
}

/// The text with its line ends made uniform, borrowed from the part where nothing had to change.
fn into_text<'a>(uniform: Cow<'_, str>, raw: impl FnOnce() -> Cow<'a, str>) -> Item<'a> {
    Item::Text(match uniform {
        Cow::Borrowed(_) => raw(),
        Cow::Owned(text) => Cow::Owned(text),
    })
}

/// An element by its places in the part.
#[derive(Clone, Debug)]
pub(crate) struct ElementRange {
    /// The start tag, or the whole of an empty element.
    pub(crate) open: Range<usize>,
    /// What stands between the tags.
    pub(crate) inner: Range<usize>,
    /// The end of the element.
    pub(crate) end: usize,
}

impl ElementRange {
    /// The whole element.
    pub(crate) fn whole(&self) -> Range<usize> {
        self.open.start..self.end
    }

    /// Whether it is written as one tag.
    pub(crate) fn is_single_tag(&self) -> bool {
        self.end == self.open.end
    }
}

impl<'a> Tag<'a> {
    /// The start tag `tag`, as written from `<` to `>`.
    pub(crate) fn new(tag: &'a str) -> Self {
        let content = tag.trim_start_matches('<').trim_end_matches('>').trim_end_matches('/');
        let name = content.find(|c: char| c.is_ascii_whitespace()).unwrap_or(content.len());
        Self(BytesStart::from_content(content, name))
    }

    /// The name as written.
    pub(crate) fn name(&self) -> &str {
        self.0.name().into_inner()
    }

    /// The name without its prefix.
    pub(crate) fn local(&self) -> &str {
        self.name().rsplit(':').next().unwrap_or_default()
    }

    /// The names, as written, and the values of all attributes.
    pub(crate) fn attributes(&self) -> Result<Vec<(String, String)>, Error> {
        self.matching(|_| true).collect()
    }

    /// The value of the attribute that is written `name`.
    pub(crate) fn attr(&self, name: &str) -> Result<Option<String>, Error> {
        self.find(|key| key == name)
    }

    /// The value of the attribute `local` in the namespace of relationships, whatever its prefix.
    pub(crate) fn relation(&self, local: &str) -> Result<Option<String>, Error> {
        self.find(|key| key.split_once(':').is_some_and(|(_, name)| name == local))
    }

    /// The attribute as a number; `None` where it is missing or none.
    pub(crate) fn number(&self, name: &str) -> Result<Option<u32>, Error> {
        Ok(self.attr(name)?.and_then(|value| value.trim().parse().ok()))
    }

    /// Whether the attribute is set to true (22.9.2.7 ST_OnOff: `1`, `true`, `on`).
    pub(crate) fn flag(&self, name: &str) -> Result<bool, Error> {
        Ok(matches!(self.attr(name)?.as_deref(), Some("1" | "true" | "on")))
    }

    /// Whether an element that turns something on does so: present means on, unless its value says
    /// otherwise (18.4.13 u has a `none` of its own).
    pub(crate) fn is_on(&self) -> Result<bool, Error> {
        Ok(!matches!(self.attr("val")?.as_deref(), Some("0" | "false" | "off" | "none")))
    }

    fn find(&self, wanted: impl Fn(&str) -> bool) -> Result<Option<String>, Error> {
        Ok(self.matching(wanted).next().transpose()?.map(|(_, value)| value))
    }

    fn matching(
        &self,
        wanted: impl Fn(&str) -> bool,
    ) -> impl Iterator<Item = Result<(String, String), Error>> {
        let bad =
            |error: quick_xml::Error| fault::damaged("Ein Teil enthält fehlerhaftes XML").because(error);
        let mut attributes = self.0.attributes();
        attributes.with_checks(false);
        attributes.filter_map(move |attribute| {
            let attribute = match attribute {
                Ok(attribute) => attribute,
                Err(error) => return Some(Err(bad(error.into()))),
            };
            let name = attribute.key.into_inner();
            let value = || attribute.normalized_value(XmlVersion::Explicit1_0).map_err(bad);
            wanted(name).then(|| Ok((name.to_owned(), value()?.into_owned())))
        })
    }
}
