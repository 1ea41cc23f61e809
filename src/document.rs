//! The finished paper as one neutral tree: what both writers print, in the order they print it.
//!
//! Nothing in here knows DOCX or PDF. Change marks are meaning ([`crate::text::Mark`] on the runs);
//! each writer decides how new and dropped text looks. Both writers must print every text of the
//! tree exactly once, in its order (running header and footer aside).

use std::collections::BTreeMap;
use std::io::Cursor;

use jiff::civil::Date;
use serde::Serialize;

use crate::source::Location;
use crate::text::Text;

/// A finished paper.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Document {
    /// Properties of the file.
    pub properties: Properties,
    /// The cover page.
    pub cover: Cover,
    /// Running header and footer, from the second page on.
    pub running: Running,
    /// Everything after the cover.
    pub blocks: Vec<Block>,
}

/// Where headings and rows with an anchor stand in the laid-out paper. Pages are counted from 1, the
/// cover included.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageNumbers {
    /// The page of each anchor.
    pub anchors: BTreeMap<String, u32>,
    /// How many pages there are.
    pub total: u32,
}

/// How changes against the previous version are shown in a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Shown {
    /// New text underlined, dropped text struck through.
    #[default]
    Marked,
    /// As revisions of Word, which a reader can accept or reject.
    Tracked,
    /// Not at all.
    Unmarked,
}

/// Properties of the file (core properties of the DOCX, document information and XMP of the PDF).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Properties {
    /// Title.
    pub title: String,
    /// Author: the Ersteller, else the organisation.
    pub author: String,
    /// One line about the paper: id, version, date.
    pub subject: String,
    /// Keywords.
    pub keywords: Vec<String>,
    /// The date both files carry as created and changed; the paper's own date.
    pub date: Date,
}

/// The cover page: printed in the order of its members.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Cover {
    /// The logo, if any.
    pub logo: Option<Image>,
    /// The short description, one per line.
    pub summary: Vec<Line>,
    /// `Aktueller Stand: …`
    pub as_of: Option<Line>,
    /// The title, in large type.
    pub title: Line,
    /// The document's id with its version.
    pub id: Line,
    /// The organisation.
    pub organisation: Option<Line>,
    /// Label and value: Ersteller, Vorlagennummer, Gremium, Sitzungsdatum, TOP, Vertraulichkeit.
    pub facts: Vec<(String, Line)>,
}

/// A line of text and its cell.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Line {
    /// The text.
    pub text: Text,
    /// The cell it came from; none for a text of the program's own.
    #[serde(skip)]
    pub at: Option<Location>,
}

/// An image.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Image {
    /// The file's bytes: PNG.
    #[serde(skip)]
    pub bytes: Vec<u8>,
    /// Alternative text for screen readers.
    pub alternative: String,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
}

impl Image {
    /// Reads a PNG or JPEG file; whatever it was, the result is a PNG, which both writers embed.
    /// `None` where it is no such image or larger than 8,000 pixels in one direction.
    pub fn decode(bytes: &[u8], alternative: &str) -> Option<Self> {
        let mut reader = image::ImageReader::new(Cursor::new(bytes)).with_guessed_format().ok()?;
        let mut limits = image::Limits::default();
        (limits.max_image_width, limits.max_image_height) = (Some(8_000), Some(8_000));
        reader.limits(limits);
        let image = reader.decode().ok()?;
        let mut png = Cursor::new(Vec::new());
        image.write_to(&mut png, image::ImageFormat::Png).ok()?;
        let (width, height) = (image.width(), image.height());
        Some(Self { bytes: png.into_inner(), alternative: alternative.to_owned(), width, height })
    }
}

/// Running header and footer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Running {
    /// Left in the header: the organisation.
    pub header_left: String,
    /// Right in the header: the short title.
    pub header_right: String,
    /// Left in the footer: id, version, date. Right stands `Seite X von Y`.
    pub footer_left: String,
}

/// A block of the paper.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "type", rename_all = "lowercase")]
pub enum Block {
    /// The list of contents; starts a page of its own. Its heading is not listed in itself.
    Contents {
        /// Its heading.
        title: String,
    },
    /// A heading.
    Heading(Heading),
    /// A paragraph.
    Paragraph(Paragraph),
    /// A bulleted list.
    List(List),
    /// A table.
    Table(Table),
    /// The number of the page on which an anchor stands, as a link to it.
    Page {
        /// The anchor of a heading or a row.
        anchor: String,
    },
}

/// A heading. All of them are listed in the contents.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Heading {
    /// 1 or 2; levels are consecutive (PDF/UA-1, clause 7.4.2).
    pub level: u8,
    /// Name for links, unique in the document: `h1`, `h2` …
    pub anchor: String,
    /// Starts on a new page.
    pub new_page: bool,
    /// The text.
    pub text: Text,
    /// The cell it came from.
    #[serde(skip)]
    pub at: Option<Location>,
}

/// A paragraph.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Paragraph {
    /// How it looks.
    pub role: Role,
    /// The text.
    pub text: Text,
    /// The cell it came from.
    #[serde(skip)]
    pub at: Option<Location>,
}

/// What a paragraph is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Running text.
    Body,
    /// A line of labels and values (Status, Termin …): smaller.
    Details,
}

/// A bulleted list.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct List {
    /// Its items.
    pub items: Vec<Item>,
}

/// An item: its first paragraph, then whatever belongs under it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Item {
    /// The text beside the bullet.
    pub text: Text,
    /// The cell it came from.
    #[serde(skip)]
    pub at: Option<Location>,
    /// Further paragraphs and lists inside the item.
    pub blocks: Vec<Block>,
}

/// A table of two or more columns with one header row.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Table {
    /// What it shows, for screen readers.
    pub summary: String,
    /// What it is for.
    pub kind: TableKind,
    /// The width of each column in parts of the whole: `[1, 2]`.
    pub columns: Vec<u8>,
    /// The header row, repeated on every page.
    pub header: Vec<Text>,
    /// The rows; each has as many cells as there are columns.
    pub rows: Vec<Row>,
}

/// What a table is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum TableKind {
    /// Action and status; rows break across pages.
    Status,
    /// Key and value, the first cell of each row a header of its row.
    Facts,
    /// A list such as the overview of changes: plain cells.
    Listing,
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Row {
    /// Name for links, unique in the document, where something links to the row.
    pub anchor: Option<String>,
    /// Its cells from left to right.
    pub cells: Vec<Cell>,
}

/// A cell of a table.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Cell {
    /// Paragraphs and lists.
    pub blocks: Vec<Block>,
}

impl Document {
    /// Calls `see` with every text that is printed and its cell, in the order of the paper; the
    /// texts of header and footer come last.
    pub fn visit<'a>(&'a self, see: &mut dyn FnMut(&str, Option<&'a Location>)) {
        self.cover.visit(see);
        for block in &self.blocks {
            block.visit(see);
        }
        let Running { header_left, header_right, footer_left } = &self.running;
        for text in [header_left, header_right, footer_left] {
            see(text, None);
        }
    }
}

impl Cover {
    fn visit<'a>(&'a self, see: &mut dyn FnMut(&str, Option<&'a Location>)) {
        let mut line = |line: &'a Line| see(&line.text.to_plain(), line.at.as_ref());
        self.summary.iter().for_each(&mut line);
        self.as_of.iter().for_each(&mut line);
        line(&self.title);
        line(&self.id);
        self.organisation.iter().for_each(&mut line);
        for (label, value) in &self.facts {
            see(label, None);
            see(&value.text.to_plain(), value.at.as_ref());
        }
    }
}

impl Block {
    fn visit<'a>(&'a self, see: &mut dyn FnMut(&str, Option<&'a Location>)) {
        match self {
            Block::Contents { title } => see(title, None),
            Block::Page { .. } => {}
            Block::Heading(heading) => see(&heading.text.to_plain(), heading.at.as_ref()),
            Block::Paragraph(paragraph) => see(&paragraph.text.to_plain(), paragraph.at.as_ref()),
            Block::List(list) => {
                for item in &list.items {
                    see(&item.text.to_plain(), item.at.as_ref());
                    item.blocks.iter().for_each(|block| block.visit(see));
                }
            }
            Block::Table(table) => {
                table.header.iter().for_each(|head| see(&head.to_plain(), None));
                let cells = table.rows.iter().flat_map(|row| &row.cells);
                cells.flat_map(|cell| &cell.blocks).for_each(|block| block.visit(see));
            }
        }
    }
}
