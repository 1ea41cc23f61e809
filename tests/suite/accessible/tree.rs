//! A tagged PDF: its structure, bookmarks and links, read without anything of the program.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::content::{Page, pages};

/// A PDF that was read.
pub(crate) struct Tagged {
    pub(crate) document: Document,
    pub(crate) pages: Vec<Page>,
    /// The elements at the top of the structure.
    pub(crate) top: Vec<Element>,
    /// What own tags stand for.
    pub(crate) roles: BTreeMap<String, String>,
}

/// An element of the structure.
#[derive(Clone, Debug)]
pub(crate) struct Element {
    /// Its tag, by the map of roles.
    pub(crate) tag: String,
    /// Its own entries.
    pub(crate) entries: Dictionary,
    /// Its attributes, those of all owners together.
    pub(crate) attributes: BTreeMap<String, Object>,
    pub(crate) kids: Vec<Kid>,
}

/// What an element holds.
#[derive(Clone, Debug)]
pub(crate) enum Kid {
    Element(Element),
    /// Marked content: the page, counted from 0, and its number there.
    Content(usize, i64),
    /// An annotation.
    Object(ObjectId),
}

/// A bookmark.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Bookmark {
    pub(crate) level: usize,
    pub(crate) title: String,
    /// Counted from 0.
    pub(crate) page: Option<usize>,
}

/// The tags of ISO 32000-1, 14.8.4.
pub(crate) const STANDARD: &str = "Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private \
    P H H1 H2 H3 H4 H5 H6 L LI Lbl LBody Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code \
    Link Annot Ruby RB RT RP Warichu WT WP Figure Formula Form";

/// Whether it is a tag of the standard.
pub(crate) fn is_standard(tag: &str) -> bool {
    STANDARD.split_whitespace().any(|it| it == tag)
}

impl Tagged {
    pub(crate) fn read(pdf: &[u8]) -> Self {
        let document = Document::load_mem(pdf).unwrap();
        let pages = pages(&document);
        let mut tagged = Self { document, pages, top: Vec::new(), roles: BTreeMap::new() };
        let Some(root) = tagged.entry(tagged.document.catalog().unwrap(), b"StructTreeRoot").cloned() else {
            return tagged;
        };
        let root = root.as_dict().unwrap();
        if let Some(roles) = tagged.entry(root, b"RoleMap") {
            let roles = roles.as_dict().unwrap().iter();
            tagged.roles = roles.map(|(tag, role)| (name(tag), name(role.as_name().unwrap()))).collect();
        }
        let kids = tagged.kids(root, None);
        tagged.top = kids
            .into_iter()
            .filter_map(|kid| if let Kid::Element(it) = kid { Some(it) } else { None })
            .collect();
        tagged
    }

    /// The entry of a dictionary, looked up where it is a reference.
    pub(crate) fn entry<'d>(&'d self, dictionary: &'d Dictionary, key: &[u8]) -> Option<&'d Object> {
        dictionary.get_deref(key, &self.document).ok()
    }

    /// The dictionary below a path of keys from the catalog on.
    pub(crate) fn below_catalog(&self, path: &[&[u8]]) -> Option<&Object> {
        let (last, path) = path.split_last()?;
        let catalog = self.document.catalog().unwrap();
        let mut at: &Dictionary = catalog;
        for key in path {
            at = self.entry(at, key)?.as_dict().ok()?;
        }
        self.entry(at, last)
    }

    fn page_number(&self, id: ObjectId) -> Option<usize> {
        self.pages.iter().position(|page| page.id == id)
    }

    fn kids(&self, parent: &Dictionary, page: Option<usize>) -> Vec<Kid> {
        let kids = match self.entry(parent, b"K") {
            None => Vec::new(),
            Some(Object::Array(kids)) => kids.clone(),
            // As it is written: what an annotation is called must not be looked up.
            Some(_) => vec![parent.get(b"K").unwrap().clone()],
        };
        kids.iter().map(|kid| self.kid(kid, page)).collect()
    }

    fn kid(&self, kid: &Object, page: Option<usize>) -> Kid {
        let kid = self.document.dereference(kid).unwrap().1;
        if let Object::Integer(number) = kid {
            return Kid::Content(page.unwrap(), *number);
        }
        let entries = kid.as_dict().unwrap();
        let own = entries.get(b"Pg").ok().map(|page| self.page_number(page.as_reference().unwrap()).unwrap());
        let page = own.or(page);
        match entries.get(b"Type").ok().map(|it| it.as_name().unwrap()) {
            Some(b"MCR") => {
                let number = entries.get(b"MCID").unwrap().as_i64().unwrap();
                Kid::Content(page.unwrap(), number)
            }
            Some(b"OBJR") => Kid::Object(entries.get(b"Obj").unwrap().as_reference().unwrap()),
            _ => Kid::Element(self.element(entries, page)),
        }
    }

    fn element(&self, entries: &Dictionary, page: Option<usize>) -> Element {
        let tag = name(entries.get(b"S").unwrap().as_name().unwrap());
        let attributes = match self.entry(entries, b"A") {
            None => Vec::new(),
            Some(Object::Array(all)) => all.clone(),
            Some(one) => vec![one.clone()],
        };
        let attributes = attributes.iter().filter_map(|it| {
            let it = self.document.dereference(it).unwrap().1;
            it.as_dict().ok().cloned()
        });
        let attributes = attributes.flat_map(|it| it.into_iter().map(|(key, value)| (name(&key), value)));
        let attributes: BTreeMap<_, _> = attributes.collect();
        let kids = self.kids(entries, page);
        let mut entries = entries.clone();
        entries.remove(b"K");
        Element { tag: self.role(&tag), entries, attributes, kids }
    }

    /// What a tag stands for in the end.
    pub(crate) fn role(&self, tag: &str) -> String {
        let mut tag = tag;
        for _ in 0..=self.roles.len() {
            match self.roles.get(tag) {
                Some(role) if !is_standard(tag) => tag = role,
                _ => break,
            }
        }
        tag.to_owned()
    }

    /// All elements, each before those in it.
    pub(crate) fn elements(&self) -> Vec<&Element> {
        self.top.iter().flat_map(Element::all).collect()
    }

    /// All elements with that tag.
    pub(crate) fn tagged(&self, tag: &str) -> Vec<&Element> {
        self.elements().into_iter().filter(|it| it.tag == tag).collect()
    }

    /// Headings with their level.
    pub(crate) fn headings(&self) -> Vec<(usize, &Element)> {
        self.elements().into_iter().filter_map(|it| Some((it.level()?, it))).collect()
    }

    /// What is read of an element.
    pub(crate) fn text(&self, element: &Element) -> String {
        if let Ok(text) = element.entries.get(b"ActualText") {
            return lopdf::decode_text_string(text).unwrap();
        }
        let kids = element.kids.iter().map(|kid| match kid {
            Kid::Element(element) => self.text(element),
            Kid::Content(page, number) => self.pages[*page].marked.get(number).cloned().unwrap_or_default(),
            Kid::Object(_) => String::new(),
        });
        kids.collect()
    }

    /// Every bookmark in order.
    pub(crate) fn bookmarks(&self) -> Vec<Bookmark> {
        let mut found = Vec::new();
        if let Some(outlines) = self.below_catalog(&[b"Outlines"]) {
            self.bookmarks_below(outlines.as_dict().unwrap(), 1, &mut found);
        }
        found
    }

    fn bookmarks_below(&self, parent: &Dictionary, level: usize, found: &mut Vec<Bookmark>) {
        let mut next = self.entry(parent, b"First");
        while let Some(entry) = next {
            let entry = entry.as_dict().unwrap();
            let title = lopdf::decode_text_string(entry.get(b"Title").unwrap()).unwrap();
            found.push(Bookmark { level, title, page: self.target(entry) });
            self.bookmarks_below(entry, level + 1, found);
            next = self.entry(entry, b"Next");
        }
    }

    /// The page to which a bookmark or link leads, counted from 0.
    pub(crate) fn target(&self, entry: &Dictionary) -> Option<usize> {
        let action = self.entry(entry, b"A").and_then(|it| it.as_dict().ok());
        let target = self.entry(entry, b"Dest").or_else(|| self.entry(action?, b"D"))?;
        match target {
            Object::Array(place) => self.page_number(place.first()?.as_reference().ok()?),
            named => self.named(match named {
                Object::Name(name) => name,
                Object::String(name, _) => name,
                _ => return None,
            }),
        }
    }

    /// The page of a named destination.
    fn named(&self, name: &[u8]) -> Option<usize> {
        let place = match self.below_catalog(&[b"Dests"]) {
            Some(all) => self.entry(all.as_dict().unwrap(), name)?,
            None => self.in_names(self.below_catalog(&[b"Names", b"Dests"])?.as_dict().unwrap(), name)?,
        };
        let place = match place {
            Object::Dictionary(entries) => self.entry(entries, b"D")?,
            other => other,
        };
        self.page_number(place.as_array().ok()?.first()?.as_reference().ok()?)
    }

    /// The value of a name in a tree of names.
    fn in_names<'d>(&'d self, node: &'d Dictionary, wanted: &[u8]) -> Option<&'d Object> {
        if let Some(names) = self.entry(node, b"Names") {
            let pair = names
                .as_array()
                .ok()?
                .chunks(2)
                .find(|pair| pair[0].as_str().is_ok_and(|it| it == wanted))?;
            return Some(self.document.dereference(&pair[1]).ok()?.1);
        }
        let kids = self.entry(node, b"Kids")?.as_array().ok()?;
        kids.iter()
            .find_map(|kid| self.in_names(self.document.dereference(kid).ok()?.1.as_dict().ok()?, wanted))
    }
}

impl Element {
    /// The element and all in it.
    pub(crate) fn all(&self) -> Vec<&Element> {
        let mut all = vec![self];
        self.elements().for_each(|it| all.extend(it.all()));
        all
    }

    /// The elements directly in it.
    pub(crate) fn elements(&self) -> impl Iterator<Item = &Element> {
        self.kids.iter().filter_map(|kid| if let Kid::Element(it) = kid { Some(it) } else { None })
    }

    /// Its level, where it is a heading.
    pub(crate) fn level(&self) -> Option<usize> {
        self.tag.strip_prefix('H')?.parse().ok()
    }

    /// The page on which it begins.
    pub(crate) fn page(&self) -> Option<usize> {
        self.kids.iter().find_map(|kid| match kid {
            Kid::Element(element) => element.page(),
            Kid::Content(page, _) => Some(*page),
            Kid::Object(_) => None,
        })
    }

    /// The annotations in it.
    pub(crate) fn annotations(&self) -> Vec<ObjectId> {
        let objects = self.all().into_iter().flat_map(|it| &it.kids);
        objects.filter_map(|kid| if let Kid::Object(id) = kid { Some(*id) } else { None }).collect()
    }

    /// A name among its attributes.
    pub(crate) fn attribute(&self, key: &str) -> Option<String> {
        self.attributes.get(key).map(|it| it.as_name().map_or_else(|_| format!("{it:?}"), name))
    }
}

pub(crate) fn name(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
