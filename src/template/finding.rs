//! What the user is told of a new workbook, by what is wrong.

use crate::diag::{Error, errors, findings, short};

findings! {
    /// The new workbook says something else here than the old one.
    differs(what: &str) AdvancedDiffers:
        format!("{what} liest sich in der neuen Arbeitsmappe anders"),
        "Die Stelle in der neuen Arbeitsmappe mit der alten vergleichen und dort berichtigen";

    /// Aktion and Sachstand are called otherwise.
    heads_plain(action: &str, status: &str) NameAssumed:
        format!("Die Spalten »{}« und »{}« heißen in der neuen Arbeitsmappe »Aktion« und »Sachstand«",
                short(action), short(status)),
        "So steht es auch über den Tabellen des Berichts; andere Überschriften in der neuen Arbeitsmappe eintragen und \
         mit check prüfen";

    /// What only settings keep back is kept back by the head itself.
    head_withheld(old: &str, new: &str) NonpublicColumn:
        format!("Die Spalte »{}« heißt in der neuen Arbeitsmappe »{}«", short(old), short(new)),
        "So bleibt sie auch ohne die Einstellungen nichtöffentlich; die Überschrift so lassen";

    /// The head of a column for the office alone is there, its contents are not.
    working_column(head: &str) WorkingColumn:
        format!("Der Inhalt der Spalte »{}« wurde nicht übernommen", short(head)),
        "In der neuen Arbeitsmappe ist die Spalte leer; was dort stehen soll, aus der alten kopieren";

    /// Notes below the tables have a heading.
    notes_titled(title: &str) SectionIncomplete:
        format!("Text unter der Tabelle steht in der neuen Arbeitsmappe im Blatt »Texte« als Abschnitt »{title}«"),
        "Den Abschnitt dort ansehen und umbenennen, wenn er anders heißen soll";

    /// A value that stood beside no key has one.
    fact_named(key: &str, value: &str) FactWithoutKey:
        format!("»{}« steht in der neuen Arbeitsmappe unter »{key}«", short(value)),
        "Im Blatt »Dokument« die Angabe davor richtig benennen";

    /// A text is divided that no cell can hold.
    divided(text: &str) CellFull:
        format!("Der Text »{}« ist länger, als eine Zelle in Excel sein darf, und wurde auf mehrere Zeilen verteilt",
                short(text)),
        "Den Text in der neuen Arbeitsmappe kürzen oder selbst in Absätze teilen";

    /// An address has no place.
    link_lost(link: &str) LinkRefused:
        format!("Der Hyperlink »{}« wurde nicht übernommen", short(link)),
        "Die Adresse in der neuen Arbeitsmappe in den Text schreiben: ein Hyperlink gilt dort für die ganze Zelle";
}

errors! {
    /// A text that cannot be divided is longer than a cell.
    too_long(what: &str) TooLarge:
        format!("Der Text »{}« ist länger, als eine Zelle in Excel sein darf (32.767 Zeichen)", short(what)),
        "Den Text in der alten Arbeitsmappe kürzen; es wurde nichts geschrieben";

    /// More rows than a sheet has.
    too_many_rows(sheet: &str) TooLarge:
        format!("Das Blatt »{sheet}« hätte mehr Zeilen, als Excel erlaubt (1.048.576)"),
        "Die alte Arbeitsmappe auf mehrere Berichte verteilen; es wurde nichts geschrieben";

    /// What was withheld would be public.
    would_publish(what: &str) Internal:
        format!("In der neuen Arbeitsmappe wäre nicht mehr nichtöffentlich: {what}"), UNWRITTEN;

    /// The new workbook cannot be made.
    not_written() Internal: "Die neue Arbeitsmappe ließ sich nicht erzeugen", UNWRITTEN;

    /// The new workbook cannot be read.
    not_readable() Internal: "Die neue Arbeitsmappe ließe sich nicht lesen", UNWRITTEN;
}

const UNWRITTEN: &str = "Bitte melden; es wurde nichts geschrieben";

/// Why a workbook could not be made.
pub(super) fn failed(cause: rust_xlsxwriter::XlsxError) -> Error {
    not_written().because(cause)
}
