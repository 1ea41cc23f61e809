//! Where in a file a text stands, and texts that know it.

use std::collections::{BTreeMap, HashSet};
use std::fmt;

/// A place in a finished file, in the words of who reads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Place {
    /// The text of a Word file.
    Text,
    /// The text of a page of a PDF, from 1.
    Page(usize),
    /// A part of a page that no page shows, or a drawing inside one.
    Drawing,
    /// Header of the pages.
    Header,
    /// Footer of the pages.
    Footer,
    /// Footnote or endnote.
    Note,
    /// Comment.
    Comment,
    /// Field.
    Field,
    /// Properties of the file, or its XMP.
    Properties,
    /// Bookmark of a Word file, or an entry of a PDF's outline.
    Bookmark,
    /// Target inside the file.
    Anchor,
    /// Target of a link.
    Link,
    /// Annotation of a PDF: its text.
    Annotation,
    /// Alternative text, replacement text, expansion or title of an element.
    Alternative,
    /// Style or list.
    Style,
    /// Picture.
    Picture,
    /// Attachment.
    Attachment,
    /// Label of pages.
    PageLabel,
    /// Layer.
    Layer,
    /// Name of a part inside the file.
    PartName,
    /// Everything by which a file holds together.
    Structure,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Text => "im Text",
            Self::Page(number) => return write!(f, "im Text der Seite {number}"),
            Self::Drawing => "in einer Zeichnung",
            Self::Header => "in der Kopfzeile",
            Self::Footer => "in der Fußzeile",
            Self::Note => "in einer Fußnote",
            Self::Comment => "in einem Kommentar",
            Self::Field => "in einem Feld",
            Self::Properties => "in den Eigenschaften",
            Self::Bookmark => "in einem Lesezeichen",
            Self::Anchor => "in einem Sprungziel",
            Self::Link => "in einem Link",
            Self::Annotation => "in einer Anmerkung",
            Self::Alternative => "in einem Alternativtext",
            Self::Style => "in einer Formatvorlage",
            Self::Picture => "in einem Bild",
            Self::Attachment => "in einem Anhang",
            Self::PageLabel => "in einer Seitenbezeichnung",
            Self::Layer => "im Namen einer Ebene",
            Self::PartName => "im Namen eines Bestandteils der Datei",
            Self::Structure => "im Aufbau der Datei",
        })
    }
}

/// Texts in the order in which they are read, each with its place.
#[derive(Debug, Default)]
pub(super) struct Flow {
    /// The texts, with the marks of [`super::fold`] between them.
    pub(super) text: String,
    /// Whether they are identifiers and addresses, in which names are written small.
    pub(super) is_code: bool,
    places: Vec<(usize, Place)>,
}

impl Flow {
    /// A text.
    pub(super) fn of(place: Place, text: impl Into<String>) -> Self {
        Self { text: text.into(), is_code: false, places: vec![(0, place)] }
    }

    /// For identifiers and addresses.
    pub(super) fn code() -> Self {
        Self { is_code: true, ..Self::default() }
    }

    /// Adds a text.
    pub(super) fn push(&mut self, place: Place, text: &str) {
        if self.places.last().is_none_or(|(_, last)| *last != place) {
            self.places.push((self.text.len(), place));
        }
        self.text.push_str(text);
    }

    /// Adds what another flow holds.
    pub(super) fn append(&mut self, more: &Self) {
        more.texts().for_each(|(place, text)| self.push(place, text));
    }

    /// Takes everything behind `length` bytes away.
    pub(super) fn truncate(&mut self, length: usize) {
        self.text.truncate(length);
        self.places.retain(|(start, _)| *start < length);
    }

    /// Its texts, each as long as its place stays the same.
    pub(super) fn texts(&self) -> impl Iterator<Item = (Place, &str)> {
        let ends = self.places.iter().skip(1).map(|(start, _)| *start).chain([self.text.len()]);
        let texts = self.places.iter().zip(ends);
        texts.filter_map(|((start, place), end)| Some((*place, self.text.get(*start..end)?)))
    }

    /// The place of a byte of the text.
    pub(super) fn place(&self, at: usize) -> Place {
        let behind = self.places.partition_point(|(start, _)| *start <= at);
        let last = behind.checked_sub(1).and_then(|index| self.places.get(index));
        last.map_or(Place::Structure, |(_, place)| *place)
    }
}

/// Texts that were met, by their places: most of what holds a file together comes hundreds of times.
#[derive(Debug, Default)]
pub(super) struct Seen(BTreeMap<Place, HashSet<String>>);

impl Seen {
    /// Whether `text` is met at `place` for the first time.
    pub(super) fn is_new(&mut self, place: Place, text: &str) -> bool {
        let texts = self.0.entry(place).or_default();
        !texts.contains(text) && texts.insert(text.to_owned())
    }
}
