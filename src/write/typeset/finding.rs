//! What is said of faults on the pages.

use super::Printed;
use super::faults::{Faults, Wide};
use super::ink::{PageFault, Wrong};
use crate::diag::{Diagnostic, findings, short};
use crate::source::Location;

findings! {
    /// A text is wider than its column.
    too_wide(characters: &str) Overflow:
        format!("»{}« ist breiter als die Spalte", short(characters)),
        "Den Text in der Zelle kürzen oder durch ein Leerzeichen teilen; in der PDF-Datei ragt er über den Rand";
    /// A page is wrong even where everything may break.
    page_fault(page: usize, what: &str) PageFaulty:
        format!("Seite {page}: {what}"),
        "Die Seite in der PDF-Datei ansehen und den Text in der Zelle kürzen oder auf mehrere Zellen verteilen";
    /// A page was wrong until everything could break.
    loosened_page(page: usize, what: &str) LayoutLoosened:
        format!("Damit alles auf die Seiten passt, wurde der Umbruch gelockert (Seite {page}: {what})"),
        "Die Seiten in der PDF-Datei ansehen; wo ein Umbruch stört, den Text in der Zelle kürzen";
}

/// What is wrong on the pages, each fault of a text once. What a text that is too wide runs into is no
/// fault of its own.
pub(super) fn faults(faults: &Faults, texts: &[Printed<'_>], file: &Location) -> Vec<Diagnostic> {
    let wide = faults.wide.iter().map(|Wide { text, range, characters }| {
        too_wide(texts.get(*text).map_or(file, |it| it.at(range.start)), characters)
    });
    let is_own =
        |fault: &PageFault| faults.wide.is_empty() || !matches!(fault.wrong, Wrong::Outside | Wrong::Over);
    let pages = once(&faults.pages).into_iter().filter(is_own).map(|fault| {
        let (at, what) = told(fault, texts, file);
        page_fault(at, fault.page + 1, &what)
    });
    wide.chain(pages).collect()
}

/// That the layout was loosened for the first of these faults.
pub(super) fn loosened(faults: &[PageFault], texts: &[Printed<'_>], file: &Location) -> Option<Diagnostic> {
    let first = faults.first()?;
    let (at, what) = told(*first, texts, file);
    Some(loosened_page(at, first.page + 1, &what))
}

/// The faults, of those that a text has on several pages the first.
fn once(faults: &[PageFault]) -> Vec<PageFault> {
    let mut first: Vec<PageFault> = Vec::new();
    for fault in faults {
        let known = |it: &PageFault| fault.text.is_some() && (it.text, it.wrong) == (fault.text, fault.wrong);
        if !first.iter().any(known) {
            first.push(*fault);
        }
    }
    first
}

/// The cell of a fault, and what it is.
fn told<'a>(fault: PageFault, texts: &[Printed<'a>], file: &'a Location) -> (&'a Location, String) {
    let text = fault.text.and_then(|text| texts.get(text));
    let quoted = text.map_or_else(|| "ein Text".to_owned(), |it| format!("»{}«", short(it.text)));
    let what = match fault.wrong {
        Wrong::Outside => format!("{quoted} steht außerhalb des Platzes für Text"),
        Wrong::Over => format!("{quoted} steht über anderem Text"),
        Wrong::Alone => format!("die Überschrift {quoted} steht allein am Fuß"),
        Wrong::Empty => "die Seite hat keinen Text".to_owned(),
    };
    (text.map_or(file, |it| it.at(0)), what)
}
