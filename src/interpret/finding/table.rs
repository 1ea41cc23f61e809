//! What is wrong with a status table: its fields, actions and entries, and what stands around it.

use crate::diag::{Code, Diagnostic, short};
use crate::model::Entry;
use crate::recognise::ranges;
use crate::source::{CellRef, Located, Location};

/// Text above a table that the paper does not show.
pub(crate) fn text_above(at: &Location, text: &str) -> Diagnostic {
    let message = format!("»{}« über der Tabelle wurde nicht übernommen", short(text));
    Diagnostic::new(Code::TextAbove, at.clone(), message)
        .help("Was ins Papier gehört, in das Blatt Dokument oder Texte schreiben; sonst ist nichts zu tun")
}

/// A row that is none of the table's.
pub(crate) fn row_after(at: &Location, text: &str) -> Diagnostic {
    let message = format!("»{}« ist keine Zeile der Tabelle", short(text));
    Diagnostic::new(Code::RowAfter, at.clone(), message).help(
        "Zeile löschen oder ihren Text in das Blatt Texte schreiben; er steht im Papier hinter den Tabellen",
    )
}

/// The header again, without a table of its own below it.
pub(crate) fn header_repeated(at: &Location, row: u32) -> Diagnostic {
    let message = format!("Kopfzeile ist in Zeile {row} wiederholt");
    Diagnostic::new(Code::HeaderRepeated, at.clone(), message)
        .help("Zeile löschen (im Papier wird die Kopfzeile auf jeder Seite wiederholt); sie wurde übergangen")
}

/// Rows, at least one, that hold a number and nothing else.
pub(crate) fn rows_empty(at: &Location, rows: &[u32]) -> Diagnostic {
    let list = ranges(rows, |row| row.to_string()).unwrap_or_default();
    let message = match rows.len() {
        1 => format!("Zeile {list} enthält nur eine Nummer"),
        _ => format!("Zeilen {list} enthalten nur eine Nummer"),
    };
    Diagnostic::new(Code::RowEmpty, at.clone(), message)
        .help("Aktion und Sachstand ergänzen oder die Nummer löschen; die Zeile steht nicht im Papier")
}

/// A row taken for the heading of a field.
pub(crate) fn field_assumed(at: &Location, title: &str) -> Diagnostic {
    let message = format!("Zeile »{}« wurde als Handlungsfeld verstanden", short(title));
    Diagnostic::new(Code::FieldAssumed, at.clone(), message).help(
        "Zellen der Zeile verbinden oder eine Spalte »Handlungsfeld« anlegen, wenn das stimmt; ist es eine Aktion, \
         ihren Sachstand ergänzen",
    )
}

/// A field that comes again after another one.
pub(crate) fn field_twice(at: &Location, name: &str, first: &Location) -> Diagnostic {
    let message = format!("Handlungsfeld »{}« beginnt ein zweites Mal", short(name));
    Diagnostic::new(Code::FieldTwice, at.clone(), message).help(format!(
        "Zeilen eines Handlungsfelds untereinander stellen oder es umbenennen; die Aktionen stehen im Papier bei \
         dem Handlungsfeld aus {}",
        first.inside()
    ))
}

/// An action, or a `whole_table`, that belongs to no field.
pub(crate) fn field_missing(at: &Location, whole_table: bool) -> Diagnostic {
    let what = if whole_table { "Tabelle" } else { "Aktion" };
    let message = format!("{what} gehört zu keinem Handlungsfeld");
    Diagnostic::new(Code::FieldMissing, at.clone(), message).help(
        "Handlungsfeld in der Spalte davor oder über der Tabelle ergänzen; die Tabelle steht im Papier ohne \
         Überschrift",
    )
}

/// A field without any action.
pub(crate) fn field_empty(at: &Location, name: &str) -> Diagnostic {
    let message = format!("Handlungsfeld »{}« hat keine Aktion", short(name));
    Diagnostic::new(Code::FieldEmpty, at.clone(), message)
        .help("Aktionen ergänzen oder die Zeile löschen; im Papier steht nur die Überschrift")
}

/// The column Nr counts rows.
pub(crate) fn numbers_count_rows(at: &Location) -> Diagnostic {
    Diagnostic::new(Code::NumberPerRow, at.clone(), "Spalte »Nr« zählt Zeilen, nicht Aktionen").help(
        "Jeder Aktion eine Nummer geben und die Zeilen ihrer weiteren Einträge leer lassen; übernommen wurde die \
         Nummer der ersten Zeile jeder Aktion",
    )
}

/// A number beside a further entry of an action.
pub(crate) fn number_of_entry(number: &Located<String>) -> Diagnostic {
    let message =
        format!("Nr »{}« steht bei einem weiteren Eintrag der Aktion darüber", short(&number.value));
    Diagnostic::new(Code::NumberPerRow, number.at.clone(), message).help(
        "Nummer löschen oder in der Spalte »Aktion« ergänzen, wozu sie gehört; sie steht nicht im Papier",
    )
}

/// A number that Excel changed; `how` says into what.
pub(crate) fn number_changed(at: &Location, written: &str, how: &str) -> Diagnostic {
    let message = format!("Nr »{written}« ist {how}");
    Diagnostic::new(Code::NumberChanged, at.clone(), message).help(format!(
        "Spalte als Text formatieren und die Nummer neu eingeben; übernommen wurde »{written}«"
    ))
}

/// A number that an action above has too.
pub(crate) fn number_twice(number: &Located<String>, first: &str) -> Diagnostic {
    let message = format!("Nr »{}« ist zweimal vergeben", number.value);
    Diagnostic::new(Code::NumberTwice, number.at.clone(), message).help(format!(
        "Jeder Aktion eine eigene Nummer geben (die erste steht in {first}): an ihr werden die Versionen verglichen"
    ))
}

/// An action of the same name as one above, in its field.
pub(crate) fn action_twice(at: &Location, name: &str, first: &str) -> Diagnostic {
    let message = format!("Aktion »{}« steht zweimal im Handlungsfeld", short(name));
    Diagnostic::new(Code::ActionTwice, at.clone(), message)
        .help(format!("Zusammenfassen oder umbenennen (zuerst in {first}); beide stehen im Papier"))
}

/// A status without an action: that with a number, else that which begins with a text.
pub(crate) fn action_missing(
    at: &Location,
    number: Option<&Located<String>>,
    status: &[Entry],
) -> Diagnostic {
    let text = status.first().map(|entry| entry.text().to_plain()).unwrap_or_default();
    let message = match number {
        Some(number) => format!("Nr »{}« hat keine Aktion", number.value),
        None => format!("Sachstand »{}« hat keine Aktion", short(&text)),
    };
    Diagnostic::new(Code::ActionMissing, at.clone(), message)
        .help("Aktion in der Zelle ergänzen; im Papier bleibt die linke Spalte hier leer")
}

/// An action without a status; its cell may be merged with that of an action above.
pub(crate) fn status_missing(at: &Location, name: &str, merged_with: Option<CellRef>) -> Diagnostic {
    let name = short(name);
    let message = match merged_with {
        Some(cell) => format!("Aktion »{name}« hat keinen Sachstand: ihre Zelle ist mit {cell} verbunden"),
        None => format!("Aktion »{name}« hat keinen Sachstand"),
    };
    Diagnostic::new(Code::StatusMissing, at.clone(), message)
        .help("Sachstand ergänzen oder die Aktion löschen; im Papier bleibt die rechte Spalte hier leer")
}

/// The same entry again in an action.
pub(crate) fn entry_twice(at: &Location, text: &str) -> Diagnostic {
    let message = format!("Eintrag »{}« steht zweimal in der Aktion", short(text));
    Diagnostic::new(Code::EntryTwice, at.clone(), message)
        .help("Einen der beiden Einträge löschen; im Papier stehen beide")
}

/// All cells of a kind are underlined.
pub(crate) fn all_underlined(first: &Location, what: &str) -> Diagnostic {
    Diagnostic::new(Code::FormatAsLayout, first.clone(), format!("Alle {what} sind unterstrichen")).help(
        "Unterstreichung entfernen, denn sie bedeutet »neu«; sie wurde als Gestaltung verstanden und weggelassen",
    )
}

/// A cell under `label` that is neither yes nor no.
pub(crate) fn nonpublic_unreadable(at: &Location, said: &str, label: &str) -> Diagnostic {
    let message = format!("»{}« in Spalte »{}« ist weder ja noch nein", short(said), short(label));
    Diagnostic::new(Code::PublicUnreadable, at.clone(), message)
        .help("ja oder nein eintragen; vorsichtshalber gilt die Aktion als nichtöffentlich")
}

/// Rows of an action that disagree.
pub(crate) fn nonpublic_partly(at: &Location, action: &str) -> Diagnostic {
    let message = format!("Nur ein Teil der Aktion »{}« ist nichtöffentlich", short(action));
    Diagnostic::new(Code::PublicPartly, at.clone(), message).help(
        "Die Angabe in die erste Zeile der Aktion setzen oder die Aktion teilen; vorsichtshalber gilt die ganze \
         Aktion als nichtöffentlich",
    )
}

/// An action that does not answer »Öffentlich?« where others do.
pub(crate) fn public_unanswered(at: &Location, action: &str) -> Diagnostic {
    let message = format!("Aktion »{}« sagt nicht, ob sie öffentlich ist", short(action));
    Diagnostic::new(Code::PublicUnreadable, at.clone(), message).help(
        "In der Spalte »Öffentlich« ja oder nein eintragen; vorsichtshalber gilt die Aktion als nichtöffentlich",
    )
}

/// Degrees of attainment without a percent sign; one of them was read as `example`.
pub(crate) fn percent_assumed(at: &Location, example: &str) -> Diagnostic {
    Diagnostic::new(Code::AttainmentAssumed, at.clone(), "Zielerreichung ist ohne %-Zeichen angegeben").help(
        format!("Spalte als Prozent formatieren; die Zahlen wurden als Prozent verstanden (»{example}«)"),
    )
}

/// A degree of attainment that none can reach.
pub(crate) fn percent_outside(at: &Location, written: &str) -> Diagnostic {
    let message = format!("Zielerreichung »{written}« liegt nicht zwischen 0 und 100 %");
    Diagnostic::new(Code::AttainmentOutside, at.clone(), message)
        .help("Wert in der Zelle berichtigen; er steht sonst so im Papier")
}

/// A column of unknown meaning: with a head, or one that is only named by its letters.
pub(crate) fn column_unknown(at: &Location, name: &str, has_head: bool) -> Diagnostic {
    let message = match has_head {
        true => format!("Spalte »{}« ist nicht bekannt", short(name)),
        false => format!("{name} hat keine Überschrift"),
    };
    Diagnostic::new(Code::ColumnUnknown, at.clone(), message).help(format!(
        "Spalte umbenennen oder löschen; ihr Inhalt steht im Papier bei den Einzelangaben als »{name}: …«"
    ))
}
