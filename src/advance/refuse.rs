//! What cannot be rewritten without loss, and is refused.

use crate::diag::{Error, ErrorKind};
use crate::read::{Format, Parts, recognise, xlsx_parts};

/// The parts of a workbook that can be rewritten; says why where it cannot.
pub(super) fn open(bytes: &[u8]) -> Result<Parts<'_>, Error> {
    let refuse = |message: String, help: &str| Err(Error::new(ErrorKind::Unsupported, message).help(help));
    let parts = match recognise(bytes)? {
        Format::Xlsx { package, main } => xlsx_parts(package, main)?,
        other => {
            let format = match other {
                Format::Xlsb { .. } => "xlsb",
                Format::Ods { .. } => "ods",
                _ => "xls",
            };
            return refuse(
                format!("Eine Arbeitsmappe im Format {format} kann nicht fortgeschrieben werden"),
                "In Excel mit Datei › Speichern unter als Excel-Arbeitsmappe (.xlsx) speichern, mit Makros als .xlsm, \
                 und diese Datei fortschreiben",
            );
        }
    };
    let has = |folder: &str| parts.names().any(|name| name.starts_with(folder));
    if has("_xmlsignatures/") {
        return refuse(
            "Die Arbeitsmappe ist digital signiert; jede Änderung macht die Signatur ungültig".into(),
            "In Excel eine Kopie ohne Signatur speichern und diese fortschreiben",
        );
    }
    if has("xl/revisions/") {
        return refuse(
            "Die Arbeitsmappe ist zur gemeinsamen Bearbeitung freigegeben und führt ein Änderungsprotokoll"
                .into(),
            "In Excel unter Überprüfen die Freigabe aufheben, speichern und diese Datei fortschreiben",
        );
    }
    Ok(parts)
}
