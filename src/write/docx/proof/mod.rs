//! The proof: a Word file that loses, doubles or alters a text of the paper is not let out.
//!
//! The finished bytes are read back ([`reading`]), with nothing of the code that wrote them, and
//! compared with the document paragraph by paragraph: characters, order, and what is marked as new
//! or dropped, be it as a look or as a revision. Contents entries and page fields count with the
//! numbers they show. Paragraphs without text are passed over: Word wants some of its own.

mod reading;

use super::page::between;
use crate::diag::Error;
use crate::document::{Document, Dropped, Kind, PageNumbers, Running, Shown};
use crate::source::Location;
use crate::text::{Mark, RichText, Text};
use crate::write::fault;

const FILE: &str = "die Word-Datei";

/// A paragraph in stretches of one mark. Control characters do not count.
type Printed = RichText<Mark>;

fn push(paragraph: &mut Printed, text: &str, mark: Mark) {
    let shown =
        |c: &char| matches!(c, '\t' | '\n') || !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}');
    paragraph.push(&text.chars().filter(shown).collect::<String>(), mark);
}

/// Compares the finished file with what it was made from.
///
/// # Errors
/// [`crate::diag::ErrorKind::Internal`] at the first paragraph that differs.
pub(super) fn prove(
    file: &[u8],
    document: &Document,
    pages: &PageNumbers,
    changes: Shown,
) -> Result<(), Error> {
    let read = reading::paragraphs(file)
        .map_err(|error| fault::broken(FILE, "sie lässt sich nicht lesen", None).because(error))?;
    let mut read = read.into_iter().filter(|paragraph| !paragraph.is_blank());
    for (expected, at) in expected(document, pages, changes) {
        if !expected.is_blank() && read.next().as_ref() != Some(&expected) {
            return Err(fault::differs(FILE, expected.as_str(), at));
        }
    }
    match read.next() {
        Some(more) => {
            let how = format!("{} steht zu viel darin", fault::quoted(more.as_str()));
            Err(fault::broken(FILE, &how, None))
        }
        None => Ok(()),
    }
}

/// What must stand in the file, in order, each paragraph with its cell.
fn expected<'a>(
    document: &'a Document,
    pages: &PageNumbers,
    changes: Shown,
) -> Vec<(Printed, Option<&'a Location>)> {
    let page = |anchor: &str| pages.anchors.get(anchor).map(u32::to_string).unwrap_or_default();
    // What the program adds to a text goes away with it where all of it goes away with a revision.
    let added = |text: &Text| if changes == Shown::Tracked { text.mark() } else { Mark::Kept };
    let in_brackets = document.look.dropped == Dropped::Bracketed;
    let seen = |mark| if in_brackets && mark == Mark::Deleted { Mark::Kept } else { mark };
    let printed = |before: &str, text: &Text, after: &str| {
        let mut paragraph = Printed::default();
        push(&mut paragraph, before, added(text));
        text.runs().for_each(|run| push(&mut paragraph, run.text, seen(run.format.mark)));
        push(&mut paragraph, after, added(text));
        paragraph
    };
    let plain = |text: &str| printed("", &Text::plain(text), "");
    let numbered = |anchor: &str, mark| printed("", &Text::plain(page(anchor)).marked(mark), "");
    let (mut all, mut contents, mut entries) = (Vec::new(), None, Vec::new());
    let (mut anchor, mut label) = ("", None);
    document.texts(&mut |kind, words, at| match kind {
        Kind::Property | Kind::Alternative | Kind::Running => {}
        Kind::Anchor => anchor = words.as_str(),
        Kind::Label => label = Some(words.as_str()),
        Kind::PageOf(mark) => all.push((numbered(words.as_str(), mark), at)),
        Kind::Contents => {
            all.push((plain(words.as_str()), at));
            contents = Some(all.len());
        }
        Kind::Heading(_) => {
            all.push((printed("", &words.text(), ""), at));
            entries.push((printed("", &words.text(), &format!("\t{}", page(anchor))), at));
        }
        Kind::Body | Kind::Head => {
            let label = label.take().map(|label| format!("{label}: ")).unwrap_or_default();
            all.push((printed(&label, &words.text(), ""), at));
        }
    });
    if let Some(at) = contents {
        all.splice(at..at, entries);
    }
    let Running { header_left, header_right, footer_left } = &document.running;
    all.push((
        plain(&format!("{header_left}{}{header_right}", between(&document.running, &document.look))),
        None,
    ));
    all.push((plain(&format!("{footer_left}\tSeite 2 von {}", pages.total)), None));
    all
}

#[cfg(test)]
mod tests;
