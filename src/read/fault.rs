//! The errors of this stage: every German text that says why a file cannot be read.

use crate::diag::{Error, ErrorKind};

const SAVE_AS: &str = "In Excel als Excel-Arbeitsmappe (.xlsx) speichern und diese Datei verwenden";

/// The file is something else than a workbook of the five formats; `what` says what it is
/// (»eine PDF-Datei«).
pub(super) fn not_a_workbook(what: &str) -> Error {
    Error::new(ErrorKind::NotAWorkbook, format!("Die Datei ist {what}, keine lesbare Arbeitsmappe"))
        .help(SAVE_AS)
}

/// The file is no workbook and nothing else that is known.
pub(super) fn unknown() -> Error {
    Error::new(ErrorKind::NotAWorkbook, "Die Datei ist keine Arbeitsmappe (xlsx, xlsm, xlsb, xls, ods)")
        .help(SAVE_AS)
}

/// Nothing is in the file.
pub(super) fn empty() -> Error {
    Error::new(ErrorKind::NotAWorkbook, "Die Datei ist leer")
        .help("Prüfen, ob die Arbeitsmappe vollständig kopiert oder heruntergeladen wurde")
}

/// The file can only be opened with a password.
pub(super) fn encrypted() -> Error {
    Error::new(ErrorKind::Encrypted, "Die Arbeitsmappe ist mit einem Kennwort verschlüsselt")
        .help("In Excel unter Datei › Informationen › Arbeitsmappe schützen das Kennwort entfernen und neu speichern")
}

/// The file breaks the rules of its format; `what` says where (»der Teil »xl/workbook.xml« fehlt«).
pub(super) fn damaged(what: impl std::fmt::Display) -> Error {
    Error::new(ErrorKind::Damaged, format!("Die Arbeitsmappe ist beschädigt: {what}"))
        .help("In Excel mit Datei › Öffnen › Öffnen und Reparieren öffnen und neu speichern")
}

/// The file goes beyond what any paper needs; `what` says in which respect.
pub(super) fn too_large(what: impl std::fmt::Display) -> Error {
    Error::new(ErrorKind::TooLarge, format!("Die Arbeitsmappe ist zu groß: {what}"))
        .help("Nicht benötigte Blätter, Zeilen und Spalten löschen und die Arbeitsmappe neu speichern")
}
