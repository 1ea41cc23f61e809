//! What is wrong with a status table: its fields, actions and entries, and what stands around it.

use crate::diag::{findings, short};
use crate::grid::{Object, ObjectKind};
use crate::model::Entry;
use crate::recognise::ranges;
use crate::source::{CellRef, Located, Location};

findings! {
    /// Text above a table that the paper does not show.
    text_above(text: &str) TextAbove:
        format!("»{}« über der Tabelle wurde nicht übernommen", short(text)),
        "Was in den Bericht gehört, in das Blatt Dokument oder Texte schreiben; sonst ist nichts zu tun";

    /// A row that is none of the table's.
    row_after(text: &str) RowAfter:
        format!("»{}« ist keine Zeile der Tabelle", short(text)),
        "Zeile löschen oder ihren Text in das Blatt Texte schreiben; er steht im Bericht hinter den Tabellen";

    /// The header again, without a table of its own below it.
    header_repeated(row: u32) HeaderRepeated:
        format!("Kopfzeile ist in Zeile {row} wiederholt"),
        "Zeile löschen (im Bericht wird die Kopfzeile auf jeder Seite wiederholt); sie wurde übergangen";

    /// Rows, at least one, that hold a number and nothing else.
    rows_empty(rows: &[u32]) RowEmpty:
        match (rows.len(), ranges(rows, |row| row.to_string())) {
            (1, row) => format!("Zeile {row} enthält nur eine Nummer"),
            (_, list) => format!("Zeilen {list} enthalten nur eine Nummer"),
        },
        "Aktion und Sachstand ergänzen oder die Nummer löschen; die Zeile steht nicht im Bericht";

    /// A row taken for the heading of a field.
    field_assumed(title: &str) FieldAssumed:
        format!("Zeile »{}« wurde als Handlungsfeld verstanden", short(title)),
        "Zellen der Zeile verbinden oder eine Spalte »Handlungsfeld« anlegen, wenn das stimmt; ist es eine \
         Aktion, ihren Sachstand ergänzen";

    /// A field that comes again after another one.
    field_twice(name: &str, first: &Location) FieldTwice:
        format!("Handlungsfeld »{}« beginnt ein zweites Mal", short(name)),
        format!("Zeilen eines Handlungsfelds untereinander stellen oder es umbenennen; die Aktionen stehen \
                 im Bericht bei dem Handlungsfeld aus {}", first.inside());

    /// An action, or a `whole_table`, that belongs to no field.
    field_missing(whole_table: bool) FieldMissing:
        format!("{} gehört zu keinem Handlungsfeld", if whole_table { "Tabelle" } else { "Aktion" }),
        "Handlungsfeld in der Spalte davor oder über der Tabelle ergänzen; die Tabelle steht im Bericht ohne \
         Überschrift";

    /// A field without any action.
    field_empty(name: &str) FieldEmpty:
        format!("Handlungsfeld »{}« hat keine Aktion", short(name)),
        "Aktionen ergänzen oder die Zeile löschen; im Bericht steht nur die Überschrift";

    /// The column Nr counts rows.
    numbers_count_rows() NumberPerRow:
        "Spalte »Nr« zählt Zeilen, nicht Aktionen",
        "Jeder Aktion eine Nummer geben und die Zeilen ihrer weiteren Einträge leer lassen; übernommen wurde \
         die Nummer der ersten Zeile jeder Aktion";

    /// A number beside a further entry of an action.
    number_of_entry(number: &str) NumberPerRow:
        format!("Nr »{}« steht bei einem weiteren Eintrag der Aktion darüber", short(number)),
        "Nummer löschen oder in der Spalte »Aktion« ergänzen, wozu sie gehört; sie steht nicht im Bericht";

    /// A number that Excel changed; `how` says into what.
    number_changed(written: &str, how: &str) NumberChanged:
        format!("Nr »{written}« ist {how}"),
        format!("Spalte als Text formatieren und die Nummer neu eingeben; übernommen wurde »{written}«");

    /// A number that an action above has too.
    number_twice(number: &str, first: &str) NumberTwice:
        format!("Nr »{number}« ist zweimal vergeben"),
        format!("Jeder Aktion eine eigene Nummer geben (die erste steht in {first}): an ihr werden die \
                 Versionen verglichen");

    /// An action of the same name as one above, in its field.
    action_twice(name: &str, first: &str) ActionTwice:
        format!("Aktion »{}« steht zweimal im Handlungsfeld", short(name)),
        format!("Zusammenfassen oder umbenennen (zuerst in {first}); beide stehen im Bericht");

    /// A status without an action: that with a number, else that which begins with a text.
    action_missing(number: Option<&Located<String>>, status: &[Entry]) ActionMissing:
        match number {
            Some(number) => format!("Nr »{}« hat keine Aktion", number.value),
            None => {
                let text = status.first().map(|entry| entry.text().to_plain()).unwrap_or_default();
                format!("Sachstand »{}« hat keine Aktion", short(&text))
            }
        },
        "Aktion in der Zelle ergänzen; im Bericht bleibt die linke Spalte hier leer";

    /// An action without a status; its cell may be merged with that of an action above.
    status_missing(name: &str, merged_with: Option<CellRef>) StatusMissing:
        match (short(name), merged_with) {
            (name, Some(cell)) => {
                format!("Aktion »{name}« hat keinen Sachstand: ihre Zelle ist mit {cell} verbunden")
            }
            (name, None) => format!("Aktion »{name}« hat keinen Sachstand"),
        },
        "Sachstand ergänzen oder die Aktion löschen; im Bericht bleibt die rechte Spalte hier leer";

    /// The same entry again in an action.
    entry_twice(text: &str) EntryTwice:
        format!("Eintrag »{}« steht zweimal in der Aktion", short(text)),
        "Einen der beiden Einträge löschen; im Bericht stehen beide";

    /// A picture or the like over a cell of the table.
    object_left_out(object: &Object) ObjectLeftOut:
        {
            let what = match object.kind {
                ObjectKind::Picture => "Bild",
                ObjectKind::TextBox => "Textfeld",
                ObjectKind::Chart => "Diagramm",
            };
            match object.text.as_str() {
                "" => format!("{what} in der Tabelle steht nicht im Bericht"),
                text => format!("{what} »{}« in der Tabelle steht nicht im Bericht", short(text)),
            }
        },
        "Was daraus in den Bericht gehört, als Text in die Zelle schreiben";

    /// A row that adds up those above it.
    total_left_out(name: &str) TotalLeftOut:
        format!("Summenzeile »{}« wurde nicht übernommen", short(name)),
        "Soll die Summe im Bericht stehen, sie in das Blatt Texte schreiben; sonst ist nichts zu tun";

    /// All cells of a kind are underlined.
    all_underlined(what: &str) FormatAsLayout:
        format!("Alle {what} sind unterstrichen"),
        "Unterstreichung entfernen, denn sie bedeutet »neu«; sie wurde als Gestaltung verstanden und \
         weggelassen";

    /// A cell under `label` that is neither yes nor no.
    nonpublic_unreadable(said: &str, label: &str) PublicUnreadable:
        format!("»{}« in Spalte »{}« ist weder ja noch nein", short(said), short(label)),
        "Mit ja oder nein antworten; vorsichtshalber gilt die Aktion als nichtöffentlich";

    /// Rows of an action that disagree.
    nonpublic_partly(action: &str) PublicPartly:
        format!("Nur ein Teil der Aktion »{}« ist nichtöffentlich", short(action)),
        "Die Angabe in die erste Zeile der Aktion setzen oder die Aktion teilen; vorsichtshalber gilt die \
         ganze Aktion als nichtöffentlich";

    /// An action that does not answer »Öffentlich?« where others do.
    public_unanswered(action: &str) PublicUnreadable:
        format!("Aktion »{}« sagt nicht, ob sie öffentlich ist", short(action)),
        "In der Spalte »Öffentlich« ja oder nein eintragen; vorsichtshalber gilt die Aktion als \
         nichtöffentlich";

    /// A field whose title says that all of it is nonpublic.
    nonpublic_by_title(title: &str) NonpublicAssumed:
        format!("»{}« gilt mit allen Aktionen als nichtöffentlich", short(title)),
        "Wenn das stimmt, ist nichts zu tun; sonst den Titel ändern und einzelne Aktionen in der Spalte \
         »Nichtöffentlich« kennzeichnen";

    /// An action that says itself that it is nonpublic.
    action_nonpublic_by_title(title: &str) NonpublicAssumed:
        format!("»{}« gilt als nichtöffentlich: Titel oder Sachstand sagt es", short(title)),
        "Wenn das stimmt, ist nichts zu tun; sonst das Wort dort streichen";

    /// A table under a text that says that it is not for everybody.
    table_nonpublic_by_text(text: &str) NonpublicAssumed:
        format!("Die Tabelle unter »{}« gilt mit allen Aktionen als nichtöffentlich", short(text)),
        "Wenn das stimmt, ist nichts zu tun; sonst den Text über der Tabelle löschen und einzelne Aktionen in der Spalte \
         »Nichtöffentlich« kennzeichnen";

    /// Degrees of attainment without a percent sign in these rows; the first was read as `example`.
    percent_assumed(rows: &[u32], example: &str) AttainmentAssumed:
        format!("Zielerreichung ist ohne %-Zeichen angegeben ({} {})",
                if rows.len() == 1 { "Zeile" } else { "Zeilen" }, ranges(rows, |row| row.to_string())),
        format!("Spalte als Prozent formatieren; die Zahlen wurden als Prozent verstanden (»{example}«)");

    /// A degree of attainment that none can reach.
    percent_outside(written: &str) AttainmentOutside:
        format!("Zielerreichung »{written}« liegt nicht zwischen 0 und 100 %"),
        "Wert in der Zelle berichtigen; er steht sonst so im Bericht";

    /// A column of unknown meaning: with a head, or one that is only named by its letters.
    column_unknown(name: &str, has_head: bool) ColumnUnknown:
        match has_head {
            true => format!("Spalte »{}« ist nicht bekannt", short(name)),
            false => format!("»{name}« hat keine Überschrift"),
        },
        format!("Spalte umbenennen oder löschen; ihr Inhalt steht im Bericht beim Sachstand als »{name}: …«");
}
