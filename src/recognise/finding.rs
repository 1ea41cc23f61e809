//! The findings of this stage: every German text that says what was assumed about sheets, columns
//! and rows.

use super::names::{Column, Likeness, SheetKind};
use crate::diag::{findings, short};
use crate::source::column_letters;

findings! {
    /// The name on the tab was recognised by a guess.
    sheet_assumed(sheet: &str, kind: SheetKind) NameAssumed:
        format!("Blatt »{sheet}« wurde als »{kind}« verstanden"),
        format!("Blatt »{kind}« nennen, wenn das stimmt, sonst umbenennen oder den Namen in sachstand.toml \
                 unter [namen.blaetter] eintragen");

    /// A second sheet of a kind that can be there once.
    sheet_twice(sheet: &str, kind: SheetKind, first: &str) SheetTwice:
        format!("Zwei Blätter »{kind}«: »{first}« und »{sheet}«"),
        format!("Eines der beiden löschen oder umbenennen; verwendet wurde »{first}«, »{sheet}« blieb \
                 unberücksichtigt");

    /// A hidden sheet; `needed`: it was used all the same; `table`: it holds a status table.
    sheet_hidden(sheet: &str, needed: bool, table: bool) SheetHidden:
        match table {
            true => format!("Blatt »{sheet}« mit einer Tabelle ist ausgeblendet"),
            false => format!("Blatt »{sheet}« ist ausgeblendet"),
        },
        match needed {
            true => "Blatt einblenden oder löschen; weil der Bericht es braucht, wurde es trotzdem berücksichtigt",
            false => "Blatt einblenden, wenn es in den Bericht gehört, sonst löschen; es wurde nicht übernommen",
        };

    /// A sheet of no known kind.
    sheet_unknown(sheet: &str) SheetUnknown:
        format!("Blatt »{sheet}« wurde nicht übernommen"),
        "Wenn es in den Bericht gehört: über die Spalten einer Tabelle »Aktion« und »Sachstand« \
         schreiben, sonst das Blatt Dokument, Texte, Abkürzungen, Personen oder Versionen nennen; eigene Namen \
         stehen in sachstand.toml unter [namen]";

    /// A sheet called a status table that has no header of one.
    header_missing(sheet: &str) HeaderMissing:
        format!("Blatt »{sheet}« hat keine Kopfzeile mit »Aktion« und »Sachstand«"),
        "Über die Tabelle eine Zeile mit den Spaltennamen setzen (Handlungsfeld, Aktion, Sachstand); eigene \
         Namen stehen in sachstand.toml unter [namen.spalten]; das Blatt wurde nicht übernommen";

    /// The head `label` was recognised by a guess.
    column_assumed(label: &str, key: Column, likeness: Likeness) NameAssumed:
        format!("Spalte »{}« wurde als »{key}« verstanden{}", short(label),
                if likeness == Likeness::Typo { " (Schreibfehler?)" } else { "" }),
        format!("Spalte »{key}« nennen, wenn das stimmt, sonst umbenennen oder den Namen in sachstand.toml \
                 unter [namen.spalten] eintragen");

    /// The head `label` would mean `key`, had not the head `first` that meaning.
    column_twice(key: Column, first: &str, label: &str) ColumnTwice:
        format!("Zwei Spalten könnten »{key}« sein: »{}« und »{}«", short(first), short(label)),
        format!("Eine der beiden umbenennen; als »{key}« gilt »{}«, der Inhalt von »{}« steht im Bericht \
                 beim Sachstand", short(first), short(label));

    /// A column for the office alone, which no edition has; `else_key`: what it would else be.
    column_working(label: &str, hidden: bool, else_key: Option<Column>) WorkingColumn:
        format!("{} »{}« ist eine Arbeitsspalte: sie steht in keiner Ausgabe",
                if hidden { "Ausgeblendete Spalte" } else { "Spalte" }, short(label)),
        match else_key {
            Some(key) => format!("Wenn das stimmt, ist nichts zu tun; soll sie in den Bericht, die Spalte umbenennen \
                                  oder in sachstand.toml unter [namen.spalten] eintragen: {} = [{label:?}]", key.key()),
            None => "Wenn das stimmt, ist nichts zu tun; soll sie in den Bericht, die Spalte umbenennen".into(),
        };

    /// A column that only the nonpublic edition has; `rows`: with it go all rows of the table.
    column_nonpublic(label: &str, key: Column, rows: bool) NonpublicColumn:
        match rows {
            true => format!("Spalte »{}« ist nichtöffentlich: alle Aktionen der Tabelle stehen nur in der \
                             nichtöffentlichen Ausgabe", short(label)),
            false => format!("Spalte »{}« steht nur in der nichtöffentlichen Ausgabe", short(label)),
        },
        format!("Wenn das stimmt, ist nichts zu tun; soll sie in jede Ausgabe, die Spalte umbenennen oder in \
                 sachstand.toml unter [namen.spalten] eintragen: {} = [{label:?}]", key.key());

    /// A sheet for the office alone.
    sheet_working(sheet: &str, kind: SheetKind) WorkingColumn:
        format!("Blatt »{sheet}« ist ein Arbeitsblatt: es steht in keiner Ausgabe"),
        format!("Wenn das stimmt, ist nichts zu tun; soll es in den Bericht, das Blatt umbenennen oder in \
                 sachstand.toml unter [namen.blaetter] eintragen: {} = [{sheet:?}]", kind.key());

    /// A list without one of its columns, which is for the office alone.
    list_working(sheet: &str, label: &str) WorkingColumn:
        format!("Blatt »{sheet}« steht in keiner Ausgabe: Spalte »{}« ist eine Arbeitsspalte", short(label)),
        "Wenn das stimmt, ist nichts zu tun; soll es in den Bericht, die Spalte umbenennen";

    /// Hidden rows of a sheet that is used.
    rows_hidden(rows: &[u32]) RowsHidden:
        match (rows.len(), ranges(rows, |row| row.to_string())) {
            (1, row) => format!("Zeile {row} ist ausgeblendet"),
            (_, list) => format!("Zeilen {list} sind ausgeblendet"),
        },
        "Filter aufheben oder Zeilen einblenden und prüfen; sie stehen trotzdem im Bericht, was nicht \
         hineingehört, bitte löschen";

    /// Hidden columns of a sheet that is used.
    columns_hidden(columns: &[u32]) ColumnsHidden:
        match (columns.len(), ranges(columns, column_letters)) {
            (1, column) => format!("Spalte {column} ist ausgeblendet"),
            (_, list) => format!("Spalten {list} sind ausgeblendet"),
        },
        "Spalten einblenden und prüfen; ihr Inhalt wurde trotzdem berücksichtigt, was nicht in den Bericht \
         gehört, bitte löschen";
}

/// Numbers with runs drawn together: `3, 5–7, 9`; nothing for no number.
pub(crate) fn ranges(numbers: &[u32], show: impl Fn(u32) -> String) -> String {
    let shown = numbers.chunk_by(|a, b| a + 1 == *b).map(|run| match run {
        [first, .., last] if run.len() > 2 => format!("{}–{}", show(*first), show(*last)),
        few => few.iter().map(|number| show(*number)).collect::<Vec<_>>().join(", "),
    });
    shown.collect::<Vec<_>>().join(", ")
}
