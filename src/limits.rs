//! What a file may ask of this machine, from its bytes to the pages: all limits stand here.
//!
//! They lie far above every real status workbook (a paper of 20 pages has 5,000 words, some 50 kB) and
//! far below what would exhaust memory: together they keep the work on any file below 512 MiB.

use crate::diag::{Error, ErrorKind, errors, short};
use crate::german::grouped;
use crate::source::{CellRef, Location};

/// Bytes of the file itself.
pub(crate) const FILE: usize = 100 << 20;
/// Entries of the package.
const ENTRIES: usize = 10_000;
/// Bytes of one part, inflated.
pub(crate) const PART: u64 = 64 << 20;
/// Bytes of all parts that are read, inflated.
pub(crate) const PACKAGE: u64 = 192 << 20;
/// Sheets of a workbook.
const SHEETS: usize = 1_000;
/// Shared strings, cell formats and the like.
const TABLE: usize = 300_000;

const CELLS: usize = 200_000;
/// Characters of a cell; Excel allows 32,767.
const CELL: usize = 100_000;
/// Bytes of all texts.
const TEXT: usize = 64 << 20;
const STEPS: usize = 20_000_000;
/// Elements of XML inside each other.
pub(crate) const DEPTH: usize = 200;
/// Cells whose looks are kept.
pub(crate) const LOOKS: usize = 100_000;
/// Steps of laying conditional formats on cells: what lies beyond has no look.
pub(crate) const RULE_STEPS: usize = 4_000_000;
/// Bytes of the stream of an xls; a status paper has some 100 kB.
pub(crate) const XLS_STREAM: usize = 32 << 20;
/// Bytes of the shared strings of an xls.
pub(crate) const XLS_TABLE: usize = 16 << 20;
/// Cells between the outermost ones of an xls: calamine lays them all out, 32 bytes each and more than once.
pub(crate) const XLS_AREA: usize = 2_000_000;
/// What a run or cell costs in memory beside its characters.
const OVERHEAD: usize = 64;

/// What is left of the limits while one workbook is read.
#[derive(Debug)]
pub(crate) struct Budget {
    cells: usize,
    text: usize,
    steps: usize,
}

impl Default for Budget {
    fn default() -> Self {
        Self { cells: CELLS, text: TEXT, steps: STEPS }
    }
}

impl Budget {
    /// Pays for one cell that is not blank.
    pub(crate) fn cell(&mut self) -> Result<(), Error> {
        pay(&mut self.cells, 1, || format!("Sie hat mehr als {} ausgefüllte Zellen", grouped(CELLS)))
    }

    /// Pays for the text of a cell of `sheet`.
    pub(crate) fn cell_text(&mut self, sheet: &str, at: CellRef, text: &str) -> Result<(), Error> {
        // Bytes are counted sooner than characters, and are never fewer.
        match text.len() > CELL && text.chars().count() > CELL {
            true => Err(cell_too_long(sheet, at)),
            false => self.text(text.len()),
        }
    }

    /// Pays for a run or a link of `bytes` bytes of text.
    pub(crate) fn text(&mut self, bytes: usize) -> Result<(), Error> {
        self.bytes(bytes.saturating_add(OVERHEAD))
    }

    /// Pays for `bytes` bytes more in a run.
    pub(crate) fn bytes(&mut self, bytes: usize) -> Result<(), Error> {
        pay(&mut self.text, bytes, || format!("Sie hat mehr als {} MB Text", TEXT >> 20))
    }

    /// Pays for `steps` steps of a search whose length the file decides.
    pub(crate) fn steps(&mut self, steps: usize) -> Result<(), Error> {
        pay(&mut self.steps, steps, || "Sie hat zu viele verbundene Zellen oder Verknüpfungen".to_owned())
    }
}

/// The file goes beyond what any paper needs; `what` says in which respect.
pub(crate) fn too_large(what: impl std::fmt::Display) -> Error {
    Error::new(ErrorKind::TooLarge, format!("Die Arbeitsmappe ist zu groß: {what}"))
        .help("Nicht benötigte Blätter, Zeilen und Spalten löschen und die Arbeitsmappe neu speichern")
}

errors! {
    /// A cell holds more than any program lets somebody type.
    cell_too_long(sheet: &str, cell: CellRef) TooLarge:
        format!("Die Zelle {sheet}!{cell} hat mehr als {} Zeichen", grouped(CELL)),
        "Den Text auf mehrere Zellen verteilen; Excel erlaubt 32.767 Zeichen in einer Zelle";
    /// A heading that no bookmark can hold.
    name_too_long(place: &str, beginning: &str) TooLarge:
        format!("Eine Überschrift{place} hat mehr als {} Zeichen: »{beginning}«", grouped(NAME)),
        "Den Text kürzen oder unter eine kurze Überschrift stellen";
    /// A paper would have too many pages.
    paper_too_long(until: &str, texts: usize, letters: usize) TooLarge:
        format!("Der Bericht ist zu lang: {until} sind es schon {} Absätze mit {} Zeichen", grouped(texts), grouped(letters)),
        "Erledigtes löschen oder den Bericht auf mehrere Arbeitsmappen verteilen; für das Zehnfache eines Berichts von \
         20 Seiten ist Platz";
}

fn pay(left: &mut usize, price: usize, what: impl Fn() -> String) -> Result<(), Error> {
    *left = left.checked_sub(price).ok_or_else(|| too_large(what()))?;
    Ok(())
}

/// Refuses a table of the file that has grown beyond [`TABLE`] entries; `what` names the entries.
pub(crate) fn table(len: usize, what: &str) -> Result<(), Error> {
    at_most(TABLE, len, what)
}

/// Refuses a package of more than [`ENTRIES`] entries.
pub(crate) fn entries(len: usize) -> Result<(), Error> {
    at_most(ENTRIES, len, "Bestandteile")
}

/// Refuses a list of more than [`SHEETS`] sheets.
pub(crate) fn sheets(len: usize) -> Result<(), Error> {
    at_most(SHEETS, len, "Blätter")
}

fn at_most(most: usize, len: usize, what: &str) -> Result<(), Error> {
    match len > most {
        true => Err(too_large(format_args!("Sie hat mehr als {} {what}", grouped(most)))),
        false => Ok(()),
    }
}

/// Bytes of memory that the pages of a paper may need, by the prices below.
const PAPER: usize = 440 << 20;
/// What a paragraph costs, be it in a cell of a table or in a list.
const PARAGRAPH: usize = 36 << 10;
/// What a row of a table costs beside its paragraphs.
const ROW: usize = 16 << 10;
/// What a heading costs beside its paragraph: it stands in the contents too.
const HEADING: usize = 80 << 10;
/// Letters of a heading, in units of UTF-16: its bookmark is a string, and one of PDF/A has 32,767 bytes at most (ISO
/// 19005-2, 6.1.13). The words for the mark of a stretch count as well.
const NAME: usize = 15_000;
const WORDS: usize = "[entfallen][Ende entfallen]".len();
/// What a table costs beside its paragraphs.
const TABLE_FRAME: usize = 90 << 10;
/// What a stretch in one format costs.
const RUN: usize = 4 << 10;
/// What a byte of text costs, and one of a word that no line holds, for it may break anywhere.
const LETTER: usize = 512;
const LONG_LETTER: usize = 3 * LETTER;
/// The longest word, in bytes, that is one.
const WORD: usize = 100;

/// How much of the limit for a paper its texts have used up. The prices were measured: how much more
/// memory the layout needs for a thousand more of each.
#[derive(Debug, Default)]
pub(crate) struct Extent {
    cost: usize,
    paragraphs: usize,
    letters: usize,
}

impl Extent {
    /// Pays for a text in so many formats; `at` is its cell.
    pub(crate) fn text(&mut self, text: &str, runs: usize, at: Option<&Location>) -> Result<(), Error> {
        let price = |word: &str| word.len() * if word.len() > WORD { LONG_LETTER } else { LETTER };
        let letters: usize = text.split_inclusive(char::is_whitespace).map(price).sum();
        self.paragraphs += 1;
        self.letters += text.chars().count();
        self.pay(PARAGRAPH + letters + runs.saturating_sub(1) * RUN, at)
    }

    /// Pays for what makes a heading of this text in so many formats.
    pub(crate) fn heading(&mut self, text: &str, runs: usize, at: Option<&Location>) -> Result<(), Error> {
        let words = runs.saturating_mul(WORDS);
        if text.len() + words > NAME && text.encode_utf16().count() + words > NAME {
            return Err(name_too_long(
                &place(at).map(|it| format!(" ({it})")).unwrap_or_default(),
                &short(text),
            ));
        }
        self.pay(HEADING, at)
    }

    /// Pays for a table without its texts.
    pub(crate) fn table(&mut self) -> Result<(), Error> {
        self.pay(TABLE_FRAME, None)
    }

    /// Pays for so many rows of a table without their texts.
    pub(crate) fn rows(&mut self, count: usize) -> Result<(), Error> {
        self.pay(count.saturating_mul(ROW), None)
    }

    fn pay(&mut self, price: usize, at: Option<&Location>) -> Result<(), Error> {
        self.cost = self.cost.saturating_add(price);
        if self.cost <= PAPER {
            return Ok(());
        }
        let until = place(at).map_or_else(|| "Insgesamt".to_owned(), |place| format!("Bis {place}"));
        Err(paper_too_long(&until, self.paragraphs, self.letters))
    }
}

/// The place of a cell in its file, where it is known.
fn place(at: Option<&Location>) -> Option<String> {
    at.map(Location::inside).filter(|place| !place.is_empty())
}

/// Pixels of a logo in either direction.
pub(crate) const LOGO_SIDE: u32 = 8_000;
/// Bytes of a logo once it is unpacked: 32 million pixels of a photo.
pub(crate) const LOGO: u64 = 96 << 20;
