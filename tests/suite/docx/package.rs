//! Reads a Word file back: its parts, and their XML as a tree.

use std::io::{Cursor, Read as _};

use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::Event;
use zip::ZipArchive;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tag {
    pub(crate) name: String,
    pub(crate) attributes: Vec<(String, String)>,
    pub(crate) children: Vec<Tag>,
    /// The characters directly in the element.
    pub(crate) text: String,
}

impl Tag {
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// This element and everything in it, in order.
    pub(crate) fn walk(&self) -> Vec<&Tag> {
        let mut all = vec![self];
        self.children.iter().for_each(|child| all.extend(child.walk()));
        all
    }

    /// All elements of that name.
    pub(crate) fn all(&self, name: &str) -> Vec<&Tag> {
        self.walk().into_iter().filter(|tag| tag.name == name).collect()
    }

    /// The first child of that name.
    pub(crate) fn child(&self, name: &str) -> Option<&Tag> {
        self.children.iter().find(|tag| tag.name == name)
    }

    /// The first element reached by those names.
    pub(crate) fn path(&self, names: &[&str]) -> Option<&Tag> {
        names.iter().try_fold(self, |tag, name| tag.child(name))
    }
}

/// The parts by name, in the order of the file.
pub(crate) fn parts(docx: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut zip = ZipArchive::new(Cursor::new(docx)).unwrap();
    (0..zip.len())
        .map(|index| {
            let mut file = zip.by_index(index).unwrap();
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).unwrap();
            (file.name().unwrap().into_owned(), bytes)
        })
        .collect()
}

/// A part as a tree.
pub(crate) fn part(docx: &[u8], name: &str) -> Tag {
    let (_, bytes) =
        parts(docx).into_iter().find(|(part, _)| part == name).unwrap_or_else(|| panic!("no {name}"));
    tree(&bytes)
}

pub(crate) fn tree(bytes: &[u8]) -> Tag {
    let mut reader = Reader::from_reader(bytes);
    reader.config_mut().expand_empty_elements = true;
    let mut open = vec![Tag::default()];
    loop {
        match reader.read_event().unwrap() {
            Event::Start(start) => {
                let attributes = start.attributes().map(|attribute| {
                    let attribute = attribute.unwrap();
                    (attribute.key.as_ref().to_owned(), unescape(&attribute.value).unwrap().into_owned())
                });
                open.push(Tag {
                    name: start.name().as_ref().to_owned(),
                    attributes: attributes.collect(),
                    ..Tag::default()
                });
            }
            Event::End(_) => {
                let done = open.pop().unwrap();
                open.last_mut().unwrap().children.push(done);
            }
            Event::Text(text) => open.last_mut().unwrap().text.push_str(&text),
            Event::GeneralRef(name) => {
                let text = unescape(&format!("&{};", &*name)).unwrap().into_owned();
                open.last_mut().unwrap().text.push_str(&text);
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(open.len(), 1, "an element stays open");
    open.remove(0).children.remove(0)
}

/// Which version of a text with revisions is read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Version {
    /// Everything, revised or not.
    All,
    /// All revisions accepted.
    Accepted,
    /// All revisions rejected.
    Rejected,
}

impl Version {
    /// What vanishes in this version.
    fn drops(self, name: &str) -> bool {
        matches!((self, name), (Self::Accepted, "w:del") | (Self::Rejected, "w:ins"))
    }

    fn drops_in(self, properties: Option<&Tag>) -> bool {
        properties.is_some_and(|properties| properties.children.iter().any(|tag| self.drops(&tag.name)))
    }
}

/// A paragraph as a reader sees it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Read {
    pub(crate) style: String,
    pub(crate) text: String,
}

/// The paragraphs of a part in order. A paragraph whose end vanishes runs on into the next one and
/// takes its style from there; a row that vanishes takes its cells along. Texts of fields are read,
/// their instructions are not.
pub(crate) fn paragraphs(root: &Tag, version: Version) -> Vec<Read> {
    let mut reading = Reading { version, done: Vec::new(), open: String::new() };
    reading.container(root);
    reading.done
}

struct Reading {
    version: Version,
    done: Vec<Read>,
    open: String,
}

impl Reading {
    fn container(&mut self, tag: &Tag) {
        for child in &tag.children {
            match child.name.as_str() {
                "w:p" => self.paragraph(child),
                "w:tr" if self.version.drops_in(child.child("w:trPr")) => {}
                "w:sectPr" | "w:tblPr" | "w:tcPr" | "w:trPr" => {}
                _ => self.container(child),
            }
        }
    }

    fn paragraph(&mut self, tag: &Tag) {
        self.inline(tag);
        if self.version.drops_in(tag.path(&["w:pPr", "w:rPr"])) {
            return;
        }
        let style =
            tag.path(&["w:pPr", "w:pStyle"]).and_then(|style| style.attribute("w:val")).unwrap_or("Normal");
        self.done.push(Read { style: style.to_owned(), text: std::mem::take(&mut self.open) });
    }

    fn inline(&mut self, tag: &Tag) {
        for child in &tag.children {
            match child.name.as_str() {
                "w:pPr" | "w:rPr" | "w:instrText" | "w:delInstrText" => {}
                "w:t" | "w:delText" => self.open.push_str(&child.text),
                "w:tab" => self.open.push('\t'),
                "w:br" => self.open.push('\n'),
                "w:softHyphen" => self.open.push('\u{ad}'),
                name if self.version.drops(name) => {}
                _ => self.inline(child),
            }
        }
    }
}
