//! What the user is told in this stage: what a file is that is no workbook, and what of a workbook is not
//! read.

use crate::diag::{Error, ErrorKind, findings};
use crate::source::CellRef;

findings! {
    /// A sheet with comments or notes.
    comments_left_out(sheet: &str) CommentsLeftOut:
        format!("Das Blatt »{sheet}« enthält Kommentare oder Notizen"),
        "Was in den Bericht soll, in die Zellen schreiben; Kommentare wurden nicht übernommen";

    /// A sheet in the middle of which the file ends.
    sheet_cut(sheet: &str) SheetCut:
        format!("Das Blatt »{sheet}« bricht ab: Die Datei ist unvollständig"),
        "Die Arbeitsmappe aus einer Sicherung holen oder in Excel öffnen, prüfen und neu speichern; übernommen wurde, \
         was bis dahin zu lesen ist";

    /// A cell below the merged one that begins at `merged`.
    cell_covered(cell: CellRef, merged: CellRef) CellCovered:
        format!("Der Inhalt der Zelle {cell} ist von der verbundenen Zelle {merged} verdeckt"),
        "Zellverbund aufheben und den Inhalt prüfen; der verdeckte Inhalt wurde nicht übernommen";
}

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
