//! What the user is told: every German text that says what to look at in the new workbook, or why
//! there is none. The code that finds it out names it here by what is wrong.

use crate::diag::{Code, Diagnostic, Error, ErrorKind, short};
use crate::grid::Sheet;
use crate::model::Version;
use crate::source::{CellRef, Location};

fn incomplete(message: &str, help: &str) -> Error {
    Error::new(ErrorKind::Incomplete, message).help(help)
}

pub(super) fn document_missing() -> Error {
    incomplete("Blatt »Dokument« fehlt", "Blatt »Dokument« mit den Zeilen Version und Datum anlegen")
}

pub(super) fn version_missing() -> Error {
    incomplete(
        "Die Version im Blatt »Dokument« fehlt oder ist nicht lesbar",
        "In die Zeile »Version« eine Nummer wie 1.14 eintragen; die Zelle dazu als Text formatieren",
    )
}

pub(super) fn version_row_missing() -> Error {
    incomplete(
        "Das Blatt »Dokument« hat keine Zeile »Version«",
        "Zeile »Version« ergänzen; die Version stand bisher nur im Dateinamen",
    )
}

pub(super) fn date_row_missing() -> Error {
    incomplete("Das Blatt »Dokument« hat keine Zeile »Datum«", "Zeile »Datum« ergänzen oder --date weglassen")
}

/// A date was given for a cell that says `Datum: 24.04.2026`.
pub(super) fn date_without_cell() -> Error {
    incomplete(
        "Das Datum steht im Blatt »Dokument« mit in der Zelle seines Schlüssels",
        "Das Datum in die Zelle daneben schreiben",
    )
}

pub(super) fn no_successor(version: &Version) -> Error {
    Error::new(ErrorKind::Options, format!("Auf die Version »{version}« folgt keine"))
        .help("Die neue Version mit --version angeben")
}

pub(super) fn not_higher(version: &Version, previous: &Version) -> Error {
    let message = format!("Version »{version}« ist nicht höher als die bisherige Version »{previous}«");
    Error::new(ErrorKind::Options, message)
        .help("Mit --version eine höhere Version angeben oder die Angabe weglassen")
}

fn unsupported(message: impl Into<String>, help: &str) -> Error {
    Error::new(ErrorKind::Unsupported, message).help(help)
}

pub(super) fn format_unsupported(format: &str) -> Error {
    unsupported(
        format!("Eine Arbeitsmappe im Format {format} kann nicht fortgeschrieben werden"),
        "In Excel mit Datei › Speichern unter als Excel-Arbeitsmappe (.xlsx) speichern, mit Makros als .xlsm, und \
         diese Datei fortschreiben",
    )
}

pub(super) fn signed() -> Error {
    unsupported(
        "Die Arbeitsmappe ist digital signiert; jede Änderung macht die Signatur ungültig",
        "In Excel eine Kopie ohne Signatur speichern und diese fortschreiben",
    )
}

pub(super) fn shared_workbook() -> Error {
    unsupported(
        "Die Arbeitsmappe ist zur gemeinsamen Bearbeitung freigegeben und führt ein Änderungsprotokoll",
        "In Excel unter Überprüfen die Freigabe aufheben, speichern und diese Datei fortschreiben",
    )
}

/// A formula stands where a value must be written.
pub(super) fn formula_in_the_way(at: &Location) -> Error {
    unsupported(
        format!("In der Zelle {} steht eine Formel, wo Version oder Datum stehen müssen", at.inside()),
        "Formel in der Zelle durch ihren Wert ersetzen, speichern und noch einmal fortschreiben",
    )
}

pub(super) fn too_many_formats() -> Error {
    Error::new(ErrorKind::TooLarge, "Die Arbeitsmappe hat zu viele Zellformate")
        .help("Nicht benötigte Formate in Excel löschen und die Arbeitsmappe neu speichern")
}

pub(super) fn not_packed(cause: Box<dyn std::error::Error + Send + Sync>) -> Error {
    Error::new(ErrorKind::Internal, "Die neue Arbeitsmappe ließ sich nicht packen").because(cause)
}

fn failed(message: impl Into<String>) -> Error {
    Error::new(ErrorKind::Internal, message).help("Bitte melden; es wurde nichts geschrieben")
}

pub(super) fn not_readable(cause: Error) -> Error {
    failed("Die neue Arbeitsmappe ließe sich nicht lesen").because(cause)
}

pub(super) fn wrong_version(meant: &Version) -> Error {
    failed(format!("Die neue Arbeitsmappe hätte nicht die Version »{meant}«"))
}

/// Words are missing or were added; `what` says which.
pub(super) fn words_differ(file: Location, what: &str, words: &[String]) -> Diagnostic {
    let message = format!("In der neuen Arbeitsmappe {what} Wörter: {}", words.join(", "));
    Diagnostic::new(Code::AdvancedDiffers, file, message).help(
        "Die neue Arbeitsmappe mit der alten vergleichen; ohne die Kennzeichnungen müssten beide gleich \
         lauten",
    )
}

pub(super) fn version_was_number(at: Location, old: &str, new: &str) -> Diagnostic {
    Diagnostic::new(Code::VersionNumber, at, format!("Version »{old}« war als Zahl eingegeben")).help(format!(
        "Prüfen, ob »{new}« stimmt: Excel macht aus 1.10 die Zahl 1,1; die neue Version steht als Text in der \
         Zelle"
    ))
}

pub(super) fn version_elsewhere(at: Location, version: &str, text: &str) -> Diagnostic {
    let message = format!("Die Version »{version}« steht auch in »{}«", short(text));
    Diagnostic::new(Code::VersionElsewhere, at, message)
        .help("Von Hand ändern, wenn die Version des Berichts gemeint ist; die Zelle blieb, wie sie war")
}

pub(super) fn date_beside_key(at: Location) -> Diagnostic {
    Diagnostic::new(Code::DateKept, at, "Das Datum steht mit in der Zelle seines Schlüssels")
        .help("Datum von Hand ändern und besser in eine eigene Zelle schreiben; es blieb stehen")
}

pub(super) fn date_calculated(at: Location) -> Diagnostic {
    Diagnostic::new(Code::DateKept, at, "Das Datum wird von einer Formel berechnet")
        .help("Prüfen, ob die Formel das richtige Datum ergibt; sie blieb stehen")
}

pub(super) fn carried_over(at: Location, facts: &[String]) -> Diagnostic {
    let message = format!("Aus der alten Version übernommen: {}", facts.join(", "));
    Diagnostic::new(Code::FactsCarriedOver, at, message)
        .help("Im Blatt »Dokument« prüfen, ob die Angaben für die neue Version noch stimmen")
}

pub(super) fn history_without_version(sheet: &Sheet) -> Diagnostic {
    history_unclear(sheet, "hat keine Spalte »Version«", "Zeile für die neue Version von Hand ergänzen")
}

pub(super) fn history_newest_on_top(sheet: &Sheet) -> Diagnostic {
    history_unclear(
        sheet,
        "führt die neueste Version oben",
        "Die neue Zeile am Ende der Liste von Hand nach oben setzen",
    )
}

fn history_unclear(sheet: &Sheet, what: &str, help: &str) -> Diagnostic {
    let message = format!("Blatt »{}« {what}", sheet.name);
    Diagnostic::new(Code::HistoryUnclear, sheet.at.clone(), message).help(help)
}

/// Cells that are not struck went with the entry they belong to.
pub(super) fn row_emptied(at: Location, name: &str, cells: &[String]) -> Diagnostic {
    let message = format!("Mit »{}« sind auch entfallen: {}", short(name), cells.join(", "));
    Diagnostic::new(Code::RowEmptied, at, message).help(
        "Prüfen, ob das so gemeint ist; die Zellen wurden geleert, weil sie zu Gestrichenem gehörten, die Zeile \
         blieb leer stehen",
    )
}

pub(super) fn struck_heading(at: Location, name: &str) -> Diagnostic {
    let message = format!("»{}« ist gestrichen, hat aber noch Text, der nicht gestrichen ist", short(name));
    Diagnostic::new(Code::StruckKept, at, message).help(
        "Auch den Text streichen oder die Streichung aufheben; die Zelle blieb mit ihrer Streichung stehen, weil der \
         Text sonst zu der Überschrift darüber gehören würde",
    )
}

pub(super) fn beside_struck(at: Location, text: &str) -> Diagnostic {
    let message = format!("»{}« steht neben einem gestrichenen Eintrag", short(text));
    Diagnostic::new(Code::StruckKept, at, message)
        .help("Löschen, wenn es mit dem Eintrag entfallen soll; die Zelle blieb stehen")
}

/// The sheet holds records and is left to the staff; `cell` is the first struck one.
pub(super) fn struck_record(sheet: &Sheet, cell: CellRef) -> Diagnostic {
    let message = format!("Blatt »{}« enthält Durchgestrichenes", sheet.name);
    Diagnostic::new(Code::StruckKept, sheet.locate(cell), message)
        .help("Von Hand löschen, was nicht mehr gilt; in diesem Blatt blieb alles, wie es war")
}

pub(super) fn struck_formula(at: Location, cell: CellRef) -> Diagnostic {
    Diagnostic::new(Code::StruckKept, at, format!("Die gestrichene Zelle {cell} enthält eine Formel"))
        .help("Formel von Hand löschen, wenn sie entfallen soll; die Zelle blieb, wie sie war")
}

pub(super) fn formulas_stale(file: Location) -> Diagnostic {
    let message = "Die Arbeitsmappe enthält Formeln, deren Ergebnisse veraltet sein können";
    Diagnostic::new(Code::FormulasStale, file, message)
        .help("Die neue Arbeitsmappe in Excel öffnen (dabei wird neu gerechnet) und speichern")
}
