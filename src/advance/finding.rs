//! What the user is told: every German text that says what to look at in the new workbook, or why
//! there is none. The code that finds it out names it here by what is wrong.

use crate::diag::{Error, ErrorKind, errors, findings, short};
use crate::model::Version;
use crate::recognise::Column;
use crate::source::{CellRef, Location};

errors! {
    /// There is no sheet `Dokument`.
    document_missing() Incomplete:
        "Blatt »Dokument« fehlt",
        "Blatt »Dokument« mit den Zeilen Version und Datum anlegen";

    /// The old workbook has no version that can be raised.
    version_missing() Incomplete:
        "Die Version im Blatt »Dokument« fehlt oder ist nicht lesbar",
        "In die Zeile »Version« eine Nummer wie 1.14 eintragen; die Zelle dazu als Text formatieren";

    /// The version has no cell.
    version_row_missing() Incomplete:
        "Das Blatt »Dokument« hat keine Zeile »Version«",
        "Zeile »Version« ergänzen; die Version stand bisher nur im Dateinamen";

    /// A date was given and has no cell.
    date_row_missing() Incomplete:
        "Das Blatt »Dokument« hat keine Zeile »Datum«",
        "Zeile »Datum« ergänzen oder --date weglassen";

    /// A date was given for a cell that says `Datum: 24.04.2026`.
    date_without_cell() Incomplete:
        "Das Datum steht im Blatt »Dokument« mit in der Zelle seines Schlüssels",
        "Das Datum in die Zelle daneben schreiben";

    /// The last part of the version cannot be raised.
    no_successor(version: &Version) Options:
        format!("Auf die Version »{version}« folgt keine"),
        "Die neue Version mit --version angeben";

    /// The version that was given is no later one.
    not_higher(version: &Version, previous: &Version) Options:
        format!("Version »{version}« ist nicht höher als die bisherige Version »{previous}«"),
        "Mit --version eine höhere Version angeben oder die Angabe weglassen";

    /// Only the formats made of XML can be rewritten in place.
    format_unsupported(format: &str) Unsupported:
        format!("Eine Arbeitsmappe im Format {format} kann nicht geändert werden"),
        "In Excel mit Datei › Speichern unter als Excel-Arbeitsmappe (.xlsx) speichern, mit Makros als .xlsm, und \
         diese Datei nehmen";

    /// Any change would break the signature.
    signed() Unsupported:
        "Die Arbeitsmappe ist digital signiert; jede Änderung macht die Signatur ungültig",
        "In Excel eine Kopie ohne Signatur speichern und diese nehmen";

    /// The log of changes would no longer fit.
    shared_workbook() Unsupported:
        "Die Arbeitsmappe ist zur gemeinsamen Bearbeitung freigegeben und führt ein Änderungsprotokoll",
        "In Excel unter Überprüfen die Freigabe aufheben, speichern und diese Datei nehmen";

    /// A formula stands where a value must be written.
    formula_in_the_way(at: &Location) Unsupported:
        format!("In der Zelle {} steht eine Formel, wo etwas einzutragen ist", at.inside()),
        "Formel in der Zelle durch ihren Wert ersetzen oder löschen, speichern und noch einmal versuchen";

    /// Excel would not open the new workbook.
    too_many_formats() TooLarge:
        "Die Arbeitsmappe hat zu viele Zellformate",
        "Nicht benötigte Formate in Excel löschen und die Arbeitsmappe neu speichern";

    /// Nobody is to be listed.
    person_without_name() Options:
        "Eine Person ohne Namen lässt sich nicht in die Liste schreiben",
        "Den Namen so angeben, wie er in den Texten steht";

    /// A name that is neither replaced nor allowed.
    person_without_role(name: &str) Options:
        format!("Für »{}« fehlt, was an die Stelle des Namens tritt", short(name)),
        "Einen Ersatz angeben, etwa »die Projektleitung«, oder den Namen zulassen";

    /// Excel would cut the text.
    person_too_long() Options:
        "Name oder Ersatz ist länger als eine Zelle",
        "Einen kürzeren Ersatz angeben, etwa »die Projektleitung«";

    /// What a person needs has no place, and a column cannot be added without moving something.
    person_column_missing(sheet: &str, column: Column) Incomplete:
        format!("Das Blatt »{sheet}« hat keine Spalte »{column}«"),
        format!("In Excel im Blatt »{sheet}« eine Spalte mit der Überschrift »{column}« anlegen, speichern und noch \
                 einmal versuchen");

    /// No row is left.
    sheet_full(sheet: &str) TooLarge:
        format!("Im Blatt »{sheet}« ist keine Zeile mehr frei"),
        "Nicht benötigte Zeilen am Ende des Blatts löschen";

    /// Every name that a new sheet could have is that of another one.
    person_sheet_taken() Incomplete:
        "Das Blatt »Personen« hält etwas anderes als die Liste der Personen",
        "Das Blatt umbenennen oder darin die Überschriften »Name«, »Ersatz« und »Öffentlich« anlegen";

    /// The new workbook says something else than the old one.
    rest_differs() Internal: "Die neue Arbeitsmappe läse sich anders als die alte", UNWRITTEN;

    /// The new workbook lists others than were meant.
    persons_differ() Internal: "In der neuen Arbeitsmappe stünden andere Personen als gewünscht", UNWRITTEN;

    /// The new workbook is damaged.
    not_readable() Internal: "Die neue Arbeitsmappe ließe sich nicht lesen", UNWRITTEN;

    /// The new workbook says another version.
    wrong_version(meant: &Version) Internal:
        format!("Die neue Arbeitsmappe hätte nicht die Version »{meant}«"), UNWRITTEN;
}

const UNWRITTEN: &str = "Bitte melden; es wurde nichts geschrieben";

/// The new package could not be made.
pub(super) fn not_packed(cause: Box<dyn std::error::Error + Send + Sync>) -> Error {
    Error::new(ErrorKind::Internal, "Die neue Arbeitsmappe ließ sich nicht packen").because(cause)
}

findings! {
    /// Words are missing or were added; `what` says which.
    words_differ(what: &str, words: &[String]) AdvancedDiffers:
        format!("In der neuen Arbeitsmappe {what} Wörter: {}", words.join(", ")),
        "Die neue Arbeitsmappe mit der alten vergleichen; ohne die Kennzeichnungen müssten beide gleich lauten";

    /// Excel takes zeros at the end of a number away.
    version_was_number(old: &str, new: &str) VersionNumber:
        format!("Version »{old}« war als Zahl eingegeben"),
        format!("Prüfen, ob »{new}« stimmt: Excel macht aus 1.10 die Zahl 1,1; die neue Version steht als Text \
                 in der Zelle");

    /// The old version stands in another cell too.
    version_elsewhere(version: &str, text: &str) VersionElsewhere:
        format!("Die Version »{version}« steht auch in »{}«", short(text)),
        "Von Hand ändern, wenn die Version des Berichts gemeint ist; die Zelle blieb, wie sie war";

    /// The date cannot go without its key.
    date_beside_key() DateKept:
        "Das Datum steht mit in der Zelle seines Schlüssels",
        "Datum von Hand ändern und besser in eine eigene Zelle schreiben; es blieb stehen";

    /// A date that a formula says is not left blank.
    date_calculated() DateKept:
        "Das Datum wird von einer Formel berechnet",
        "Prüfen, ob die Formel das richtige Datum ergibt; sie blieb stehen";

    /// Facts that may have been true of the old version only.
    carried_over(facts: &[String]) FactsCarriedOver:
        format!("Aus der alten Version übernommen: {}", facts.join(", ")),
        "Im Blatt »Dokument« prüfen, ob die Angaben für die neue Version noch stimmen";

    /// The history cannot get a row for the new version.
    history_without_version(sheet: &str) HistoryUnclear:
        format!("Blatt »{sheet}« hat keine Spalte »Version«"),
        "Zeile für die neue Version von Hand ergänzen";

    /// The new row stands where no reader looks for it.
    history_newest_on_top(sheet: &str) HistoryUnclear:
        format!("Blatt »{sheet}« führt die neueste Version oben"),
        "Die neue Zeile am Ende der Liste von Hand nach oben setzen";

    /// Cells that are not struck went with the entry they belong to.
    row_emptied(name: &str, cells: &[String]) RowEmptied:
        format!("Mit »{}« sind auch entfallen: {}", short(name), cells.join(", ")),
        "Prüfen, ob das so gemeint ist; die Zellen wurden geleert, weil sie zu Gestrichenem gehörten, die Zeile \
         blieb leer stehen";

    /// A struck heading with text below it.
    struck_heading(name: &str) StruckKept:
        format!("»{}« ist gestrichen, hat aber noch Text, der nicht gestrichen ist", short(name)),
        "Auch den Text streichen oder die Streichung aufheben; die Zelle blieb mit ihrer Streichung stehen, weil \
         der Text sonst zu der Überschrift darüber gehören würde";

    /// A value whose entry goes.
    beside_struck(text: &str) StruckKept:
        format!("»{}« steht neben einem gestrichenen Eintrag", short(text)),
        "Löschen, wenn es mit dem Eintrag entfallen soll; die Zelle blieb stehen";

    /// The sheet holds records and is left to the staff; the place is the first struck cell.
    struck_record(sheet: &str) StruckKept:
        format!("Blatt »{sheet}« enthält Durchgestrichenes"),
        "Von Hand löschen, was nicht mehr gilt; in diesem Blatt blieb alles, wie es war";

    /// A struck formula: others may count on it.
    struck_formula(cell: CellRef) StruckKept:
        format!("Die gestrichene Zelle {cell} enthält eine Formel"),
        "Formel von Hand löschen, wenn sie entfallen soll; die Zelle blieb, wie sie war";

    /// A person whom the list treats in another way; the place is that of the name.
    person_listed(name: &str) PersonTwice:
        format!("Person »{}« steht schon mit anderen Angaben in der Liste", short(name)),
        "Die Zeile von Hand ändern, wenn die neue Angabe gelten soll; sie blieb, wie sie war";

    /// Formulas may depend on cells that have changed.
    formulas_stale() FormulasStale:
        "Die Arbeitsmappe enthält Formeln, deren Ergebnisse veraltet sein können",
        "Die neue Arbeitsmappe in Excel öffnen (dabei wird neu gerechnet) und speichern";
}
