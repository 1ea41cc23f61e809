//! Every string of a document, each with its kind and its cell: the one way through a paper.
//!
//! All parts are taken apart name by name: a new field does not compile before it is walked, or said
//! to hold no string.

use super::{Block, Cover, Document, Heading, Image, Item, Line, Paragraph, Properties, Row, Running, Table};
use crate::source::Location;
use crate::text::{Mark, Text, Words, WordsMut};

/// What a string of a document is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// In the properties of the files.
    Property,
    /// Not seen, but read aloud: what the logo shows, what a table is about.
    Alternative,
    /// Printed once.
    Body,
    /// Printed once, in front of the text that comes next.
    Label,
    /// Printed once, above the list of contents.
    Contents,
    /// Printed once, and once more in the contents. Of this level; its anchor comes just before.
    Heading(u8),
    /// Printed at the top of a table on each of its pages.
    Head,
    /// Printed on every page but the first.
    Running,
    /// The name of a place inside the paper: neither seen nor read.
    Anchor,
    /// The name of a place whose page is printed, with this mark.
    PageOf(Mark),
}

impl Kind {
    /// Whether it is seen on the pages.
    pub fn is_printed(self) -> bool {
        !matches!(self, Self::Property | Self::Alternative | Self::Anchor | Self::PageOf(_))
    }
}

/// The cells a string came from.
#[derive(Clone, Copy, Debug)]
pub struct Cells<'a> {
    first: Option<&'a Location>,
    more: &'a [(usize, Location)],
}

impl<'a> Cells<'a> {
    fn one(at: Option<&'a Location>) -> Self {
        Self { first: at, more: &[] }
    }

    /// The cell of the character at this byte of `words`, in the previous version where it is struck; none
    /// where the text is the program's own.
    pub fn at(self, words: Words<'_>, byte: usize) -> Option<&'a Location> {
        let own = self.more.iter().rev().find(|(from, _)| *from <= byte);
        let cell = own.map(|(_, cell)| cell).or(self.first);
        let mut runs = words.formatted().into_iter().flat_map(Text::runs);
        let mut end = 0;
        let run = runs.find(|run| {
            end += run.text.len();
            byte < end
        });
        match run.is_some_and(|run| run.format.mark == Mark::Deleted) {
            true => cell.map(Location::former),
            false => cell,
        }
    }
}

impl Document {
    /// Shows every string in the order of the paper: the properties first, header and footer last.
    /// Without a cell is what the program itself says.
    pub fn texts<'a>(&'a self, see: &mut dyn FnMut(Kind, Words<'a>, Option<&'a Location>)) {
        reading::document(self, &mut |kind, words, cells| see(kind, words, cells.first));
    }

    /// Hands out every string to be changed, in the order of [`Document::texts`].
    pub fn texts_mut<'a>(&'a mut self, change: &mut dyn FnMut(Kind, WordsMut<'a>, Option<&'a Location>)) {
        changing::document(self, &mut |kind, words, cells| change(kind, words, cells.first));
    }

    /// Shows every string that is printed.
    pub fn visit<'a>(&'a self, see: &mut dyn FnMut(&'a str, Option<&'a Location>)) {
        self.printed(&mut |_, words, cells| see(words.as_str(), cells.first));
    }

    /// Shows every string that is printed, with all of its cells.
    pub fn printed<'a>(&'a self, see: &mut dyn FnMut(Kind, Words<'a>, Cells<'a>)) {
        reading::document(self, &mut |kind, words, cells| {
            if kind.is_printed() {
                see(kind, words, cells);
            }
        });
    }
}

impl Row {
    /// Shows every string of its cells in the order of the paper.
    pub fn texts<'a>(&'a self, see: &mut dyn FnMut(Kind, Words<'a>, Option<&'a Location>)) {
        (0..self.cells.len()).for_each(|cell| self.texts_of(cell, see));
    }

    /// Shows every string of the cell at this index; none where there is no such cell.
    pub fn texts_of<'a>(&'a self, cell: usize, see: &mut dyn FnMut(Kind, Words<'a>, Option<&'a Location>)) {
        let see = &mut |kind, words, cells: Cells<'a>| see(kind, words, cells.first);
        self.cells.get(cell).into_iter().for_each(|blocks| reading::blocks(blocks, see));
    }
}

/// Both walks are one text; they differ in what they lend.
macro_rules! walk {
    ($name:ident, $words:ident $(, $mutable:tt)?) => {
        mod $name {
            use super::*;

            type See<'see, 'a> = dyn FnMut(Kind, $words<'a>, Cells<'a>) + 'see;

            pub(super) fn document<'a>(document: &'a $($mutable)? Document, see: &mut See<'_, 'a>) {
                let Document { properties, look: _, cover: front, running, blocks: body } = document;
                let Properties { title, author, subject, keywords, date: _ } = properties;
                for property in [title, author, subject].into_iter().chain(keywords) {
                    see(Kind::Property, $words::Plain(property), Cells::one(None));
                }
                cover(front, see);
                blocks(body, see);
                let Running { header_left, header_right, footer_left } = running;
                for text in [header_left, header_right, footer_left] {
                    see(Kind::Running, $words::Plain(text), Cells::one(None));
                }
            }

            fn cover<'a>(cover: &'a $($mutable)? Cover, see: &mut See<'_, 'a>) {
                let Cover { logo, summary, as_of, title, id, organisation, facts } = cover;
                if let Some(Image { bytes: _, alternative, width: _, height: _ }) = logo {
                    see(Kind::Alternative, $words::Plain(alternative), Cells::one(None));
                }
                for it in summary.into_iter().chain(as_of).chain([title, id]).chain(organisation) {
                    line(it, see);
                }
                for (label, value) in facts {
                    see(Kind::Label, $words::Plain(label), Cells::one(None));
                    line(value, see);
                }
            }

            fn line<'a>(line: &'a $($mutable)? Line, see: &mut See<'_, 'a>) {
                let Line { text, at } = line;
                see(Kind::Body, $words::Text(text), Cells::one(at.as_ref()));
            }

            pub(super) fn blocks<'a>(blocks: &'a $($mutable)? Vec<Block>, see: &mut See<'_, 'a>) {
                for block in blocks {
                    match block {
                        Block::Contents { title } => see(Kind::Contents, $words::Plain(title), Cells::one(None)),
                        Block::Heading(Heading { level, anchor, new_page: _, text, at }) => {
                            see(Kind::Anchor, $words::Plain(anchor), Cells::one(None));
                            see(Kind::Heading(*level), $words::Text(text), Cells::one(at.as_ref()));
                        }
                        Block::Paragraph(Paragraph { role: _, text, at, cells }) => {
                            let cells = Cells { first: at.as_ref(), more: cells.as_slice() };
                            see(Kind::Body, $words::Text(text), cells);
                        }
                        Block::List(items) => {
                            for Item { text, at, blocks: more } in items {
                                see(Kind::Body, $words::Text(text), Cells::one(at.as_ref()));
                                self::blocks(more, see);
                            }
                        }
                        Block::Table(it) => table(it, see),
                        Block::Page { anchor, mark } => {
                            see(Kind::PageOf(*mark), $words::Plain(anchor), Cells::one(None));
                        }
                    }
                }
            }

            fn table<'a>(table: &'a $($mutable)? Table, see: &mut See<'_, 'a>) {
                let Table { summary, kind: _, columns: _, header, rows } = table;
                see(Kind::Alternative, $words::Plain(summary), Cells::one(None));
                for head in header {
                    see(Kind::Head, $words::Text(head), Cells::one(None));
                }
                for Row { anchor, cells } in rows {
                    if let Some(anchor) = anchor {
                        see(Kind::Anchor, $words::Plain(anchor), Cells::one(None));
                    }
                    for cell in cells {
                        blocks(cell, see);
                    }
                }
            }
        }
    };
}

walk!(reading, Words);
walk!(changing, WordsMut, mut);
