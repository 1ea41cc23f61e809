//! The finished paper as one neutral tree: what both writers print, in the order they print it.
//!
//! Nothing in here knows DOCX or PDF. Change marks are meaning ([`crate::text::Mark`] on the runs);
//! each writer decides how new and dropped text looks. Both writers must print every text of the
//! tree exactly once, in its order (running header and footer aside).

mod look;
mod walk;

pub use look::{Dropped, Look};
pub use walk::{Cells, Kind};

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::source::Location;
use crate::text::{Mark, Text};

/// A finished paper.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// Properties of the file.
    pub properties: Properties,
    /// How its texts are set.
    pub look: Look,
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
    /// The anchors of the headings that begin their page.
    pub begins_page: BTreeSet<String>,
    /// The anchors of the headings above a table whose first row runs over the page.
    pub runs_over: BTreeSet<String>,
    /// How many pages there are.
    pub total: u32,
}

/// How changes against the previous version are shown in a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Shown {
    /// New text underlined, dropped text struck through.
    #[default]
    Marked,
    /// As revisions of Word, which a reader can accept or reject: accepting all gives this version,
    /// rejecting all the previous one.
    Tracked,
    /// Not at all.
    Unmarked,
}

/// Properties of the file (core properties of the DOCX, document information and XMP of the PDF).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Properties {
    /// Title.
    pub title: String,
    /// Author: the Ersteller, else the organisation; of a public paper always the organisation.
    pub author: String,
    /// One line about the paper: id, version, date.
    pub subject: String,
    /// Keywords.
    pub keywords: Vec<String>,
    /// The date both files carry as created and changed; the paper's own date.
    pub date: Date,
}

/// The cover page: printed in the order of its members.
#[derive(Clone, Debug, PartialEq)]
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
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// The text.
    pub text: Text,
    /// The cell it came from; none for a text of the program's own.
    pub at: Option<Location>,
}

/// An image.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Image {
    /// The file's bytes: PNG.
    pub bytes: Vec<u8>,
    /// Alternative text for screen readers.
    pub alternative: String,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
}

/// Running header and footer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Running {
    /// Left in the header: the organisation.
    pub header_left: String,
    /// Right in the header: the short title.
    pub header_right: String,
    /// Left in the footer: id, version, date. Right stands `Seite X von Y`.
    pub footer_left: String,
}

/// A block of the paper.
#[derive(Clone, Debug, PartialEq)]
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
    List(Vec<Item>),
    /// A table.
    Table(Table),
    /// The number of the page on which an anchor stands, as a link to it.
    Page {
        /// The anchor of a heading or a row.
        anchor: String,
        /// Whether the number is new.
        mark: Mark,
    },
}

/// A heading. All of them are listed in the contents.
#[derive(Clone, Debug, PartialEq)]
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
    pub at: Option<Location>,
}

/// A paragraph.
#[derive(Clone, Debug, PartialEq)]
pub struct Paragraph {
    /// How it looks.
    pub role: Role,
    /// The text.
    pub text: Text,
    /// The cell it came from.
    pub at: Option<Location>,
    /// Further cells it came from, each with the byte from which on it is their text.
    pub cells: Vec<(usize, Location)>,
}

/// What a paragraph is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Running text.
    Body,
    /// A line of labels and values (Status, Termin …): smaller.
    Details,
    /// A line as it is typed or printed by a program, close to those around it. No paper of a workbook has one.
    Code,
}

/// An item: its first paragraph, then whatever belongs under it.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// The text beside the bullet.
    pub text: Text,
    /// The cell it came from.
    pub at: Option<Location>,
    /// Further paragraphs and lists inside the item.
    pub blocks: Vec<Block>,
}

/// A table of two or more columns with one header row.
#[derive(Clone, Debug, PartialEq)]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableKind {
    /// Action and status; rows break across pages.
    Status,
    /// Key and value, the first cell of each row a header of its row.
    Facts,
    /// A list such as the overview of changes: plain cells.
    Listing,
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Name for links, unique in the document, where something links to the row.
    pub anchor: Option<String>,
    /// Its cells from left to right: paragraphs and lists.
    pub cells: Vec<Vec<Block>>,
}
