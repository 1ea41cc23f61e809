//! The proof: a Word file that loses, doubles or alters a text of the paper is not let out.
//!
//! The finished bytes are read back ([`reading`]), with nothing of the code that wrote them, and
//! compared with the document paragraph by paragraph: characters, order, and what is marked as new
//! or dropped, be it as a look or as a revision. Contents entries and page fields count with the
//! numbers they show. Paragraphs without text are passed over: Word wants some of its own.

mod reading;
#[cfg(test)]
mod tests;

use crate::diag::{Error, ErrorKind};
use crate::document::{Block, Document, Line, PageNumbers, Shown};
use crate::source::Location;
use crate::text::{Mark, Text};

/// A paragraph: its stretches of one mark, in order. Control characters do not count.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Printed(Vec<(Mark, String)>);

impl Printed {
    fn push(&mut self, mark: Mark, text: &str) {
        let shown =
            |c: &char| matches!(c, '\t' | '\n') || !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}');
        let text = text.chars().filter(shown);
        match self.0.last_mut() {
            Some((last, before)) if *last == mark => before.extend(text),
            _ => self.0.push((mark, text.collect())),
        }
        self.0.pop_if(|(_, text)| text.is_empty());
    }

    fn is_blank(&self) -> bool {
        self.0.iter().all(|(_, text)| text.trim().is_empty())
    }

    fn plain(&self) -> String {
        self.0.iter().map(|(_, text)| text.as_str()).collect()
    }
}

/// Compares the finished file with what it was made from.
///
/// # Errors
/// [`ErrorKind::Internal`] at the first paragraph that differs.
pub(super) fn prove(
    file: &[u8],
    document: &Document,
    pages: &PageNumbers,
    changes: Shown,
) -> Result<(), Error> {
    let mut expected = Expected { pages, changes, printed: Vec::new(), contents: None, entries: Vec::new() };
    expected.document(document);
    let read =
        reading::paragraphs(file).ok_or_else(|| broken("sie lässt sich nicht lesen".to_owned(), None))?;
    let mut read = read.into_iter().filter(|paragraph| !paragraph.is_blank());
    for (expected, at) in expected.printed.iter().filter(|(paragraph, _)| !paragraph.is_blank()) {
        if read.next().as_ref() != Some(expected) {
            return Err(broken(format!("»{}« fehlt oder steht anders darin", excerpt(expected)), *at));
        }
    }
    match read.next() {
        Some(more) => Err(broken(format!("»{}« steht zu viel darin", excerpt(&more)), None)),
        None => Ok(()),
    }
}

fn broken(how: String, at: Option<&Location>) -> Error {
    let place = at.map(|at| format!(", {}", at.inside())).unwrap_or_default();
    Error::new(
        ErrorKind::Internal,
        format!("die Word-Datei gibt den Bericht nicht richtig wieder ({how}{place})"),
    )
    .help(
        "Es wurde keine Word-Datei erzeugt, damit keine mit fehlendem oder falschem Text entsteht. Bitte \
             melden Sie den Fehler mit der Arbeitsmappe.",
    )
}

fn excerpt(paragraph: &Printed) -> String {
    let text = paragraph.plain();
    match text.char_indices().nth(60) {
        Some((end, _)) => format!("{} …", text[..end].trim_end()),
        None => text,
    }
}

/// What must stand in the file, in order, each paragraph with its cell.
struct Expected<'a> {
    pages: &'a PageNumbers,
    changes: Shown,
    printed: Vec<(Printed, Option<&'a Location>)>,
    /// Where the entries of the contents belong.
    contents: Option<usize>,
    entries: Vec<(Printed, Option<&'a Location>)>,
}

impl<'a> Expected<'a> {
    fn document(&mut self, document: &'a Document) {
        let cover = &document.cover;
        let lines = cover.summary.iter().chain(&cover.as_of).chain([&cover.title, &cover.id]);
        lines.chain(&cover.organisation).for_each(|line| self.text(&line.text, line.at.as_ref()));
        cover.facts.iter().for_each(|(label, value)| self.fact(label, value));
        self.blocks(&document.blocks);
        if let Some(at) = self.contents {
            self.printed.splice(at..at, self.entries.drain(..));
        }
        let running = &document.running;
        self.plain(&format!("{}\t{}", running.header_left, running.header_right));
        self.plain(&format!("{}\tSeite 2 von {}", running.footer_left, self.pages.total));
    }

    fn blocks(&mut self, blocks: &'a [Block]) {
        for block in blocks {
            match block {
                Block::Contents { title } => {
                    self.plain(title);
                    self.contents = Some(self.printed.len());
                }
                Block::Heading(heading) => {
                    self.text(&heading.text, heading.at.as_ref());
                    let mut entry = printed(&heading.text);
                    entry.push(self.whole(&heading.text), &format!("\t{}", self.page(&heading.anchor)));
                    self.entries.push((entry, heading.at.as_ref()));
                }
                Block::Page { anchor } => self.plain(&self.page(anchor)),
                Block::Paragraph(paragraph) => self.text(&paragraph.text, paragraph.at.as_ref()),
                Block::List(list) => {
                    for item in &list.items {
                        self.text(&item.text, item.at.as_ref());
                        self.blocks(&item.blocks);
                    }
                }
                Block::Table(table) => {
                    table.header.iter().for_each(|head| self.text(head, None));
                    let cells = table.rows.iter().flat_map(|row| &row.cells);
                    cells.for_each(|cell| self.blocks(&cell.blocks));
                }
            }
        }
    }

    fn fact(&mut self, label: &str, value: &'a Line) {
        let mut fact = Printed::default();
        fact.push(self.whole(&value.text), &format!("{label}:\t"));
        printed(&value.text).0.iter().for_each(|(mark, text)| fact.push(*mark, text));
        self.printed.push((fact, value.at.as_ref()));
    }

    fn text(&mut self, text: &Text, at: Option<&'a Location>) {
        self.printed.push((printed(text), at));
    }

    fn plain(&mut self, text: &str) {
        self.text(&Text::plain(text), None);
    }

    /// The mark of what the program adds to a text: that of the text where all of it goes away with
    /// a revision.
    fn whole(&self, text: &Text) -> Mark {
        match self.changes {
            Shown::Tracked => text.mark(),
            Shown::Marked | Shown::Unmarked => Mark::Kept,
        }
    }

    fn page(&self, anchor: &str) -> String {
        self.pages.anchors.get(anchor).map(u32::to_string).unwrap_or_default()
    }
}

fn printed(text: &Text) -> Printed {
    let mut printed = Printed::default();
    text.runs().for_each(|run| printed.push(run.format.mark, run.text));
    printed
}
