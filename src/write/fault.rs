//! What the user is told of a finished file that is not let out.

use crate::diag::{Error, ErrorKind, short};
use crate::source::Location;

/// The error that `file` (»die Word-Datei«) does not hold the paper; `how` says why, `at` where in
/// the workbook.
pub(super) fn broken(file: &str, how: &str, at: Option<&Location>) -> Error {
    let place = at.map(Location::inside).filter(|place| !place.is_empty());
    let place = place.map(|place| format!(", {place}")).unwrap_or_default();
    let message = format!("{file} gibt den Bericht nicht richtig wieder ({how}{place})");
    Error::new(ErrorKind::Internal, message).help(
        "Bitte melden Sie den Fehler mit der Arbeitsmappe; es wurde kein Bericht erstellt, damit keiner entsteht, in \
         dem ein Text fehlt, doppelt oder verändert ist",
    )
}

/// The error that `text` is not in `file` as it should be.
pub(super) fn differs(file: &str, text: &str, at: Option<&Location>) -> Error {
    broken(file, &format!("{} fehlt oder steht anders darin", quoted(text)), at)
}

/// The beginning of a text in quotation marks.
pub(super) fn quoted(text: &str) -> String {
    format!("»{}«", short(text))
}
