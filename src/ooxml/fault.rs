//! What the user is told of a file that cannot be opened.

use crate::diag::{Error, ErrorKind};
pub(crate) use crate::limits::too_large;

/// The file breaks the rules of its format; `what` says where (»Der Teil »xl/workbook.xml« fehlt«).
pub(crate) fn damaged(what: impl std::fmt::Display) -> Error {
    Error::new(ErrorKind::Damaged, format!("Die Arbeitsmappe ist beschädigt: {what}"))
        .help("In Excel mit Datei › Öffnen › Öffnen und Reparieren öffnen und neu speichern")
}

/// The file can only be opened with a password.
pub(crate) fn encrypted() -> Error {
    Error::new(ErrorKind::Encrypted, "Die Arbeitsmappe ist mit einem Kennwort verschlüsselt")
        .help("In Excel unter Datei › Informationen › Arbeitsmappe schützen das Kennwort entfernen und neu speichern")
}
