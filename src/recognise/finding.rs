//! The findings of this stage: every German text that says what was assumed about sheets, columns
//! and rows.

use super::names::{Column, Likeness, SheetKind};
use crate::diag::{Code, Diagnostic, short};
use crate::grid::Sheet;
use crate::source::{Location, column_letters};

/// The name on the tab was recognised by a guess.
pub(super) fn sheet_assumed(sheet: &Sheet, kind: SheetKind) -> Diagnostic {
    let german = kind.german();
    let message = format!("Blatt »{}« wurde als »{german}« verstanden", sheet.name);
    Diagnostic::new(Code::NameAssumed, sheet.at.clone(), message).help(format!(
        "Blatt »{german}« nennen, wenn das stimmt, sonst umbenennen oder den Namen in sachstand.toml unter \
         [namen.blaetter] eintragen"
    ))
}

/// A second sheet of a kind that can be there once.
pub(super) fn sheet_twice(sheet: &Sheet, kind: SheetKind, first: &Sheet) -> Diagnostic {
    let message = format!("Zwei Blätter »{}«: »{}« und »{}«", kind.german(), first.name, sheet.name);
    Diagnostic::new(Code::SheetTwice, sheet.at.clone(), message).help(format!(
        "Eines der beiden löschen oder umbenennen; verwendet wurde »{}«, »{}« blieb unberücksichtigt",
        first.name, sheet.name
    ))
}

/// A hidden sheet; `needed`: it was used all the same.
pub(super) fn sheet_hidden(sheet: &Sheet, needed: bool) -> Diagnostic {
    let message = format!("Blatt »{}« ist ausgeblendet", sheet.name);
    let help = if needed {
        "Blatt einblenden oder löschen; weil das Papier es braucht, wurde es trotzdem berücksichtigt"
    } else {
        "Blatt einblenden, wenn es ins Papier gehört, sonst löschen; es wurde nicht übernommen"
    };
    Diagnostic::new(Code::SheetHidden, sheet.at.clone(), message).help(help)
}

/// A sheet of no known kind.
pub(super) fn sheet_unknown(sheet: &Sheet) -> Diagnostic {
    let message = format!("Blatt »{}« wurde nicht übernommen", sheet.name);
    Diagnostic::new(Code::SheetUnknown, sheet.at.clone(), message).help(
        "Wenn es ins Papier gehört: für eine Tabelle Spalten »Aktion« und »Sachstand« überschreiben, sonst das \
         Blatt Dokument, Texte, Abkürzungen, Personen oder Versionen nennen; eigene Namen stehen in \
         sachstand.toml unter [namen]",
    )
}

/// A sheet called a status table that has no header of one.
pub(super) fn header_missing(sheet: &Sheet) -> Diagnostic {
    let message = format!("Blatt »{}« hat keine Kopfzeile mit »Aktion« und »Sachstand«", sheet.name);
    Diagnostic::new(Code::HeaderMissing, sheet.at.clone(), message).help(
        "Über die Tabelle eine Zeile mit den Spaltennamen setzen (Handlungsfeld, Aktion, Sachstand); eigene Namen \
         stehen in sachstand.toml unter [namen.spalten]; das Blatt wurde nicht übernommen",
    )
}

/// The head `label` was recognised by a guess.
pub(super) fn column_assumed(at: Location, label: &str, key: Column, guess: Likeness) -> Diagnostic {
    let german = key.german();
    let doubt = if guess == Likeness::Typo { " (Schreibfehler?)" } else { "" };
    let message = format!("Spalte »{}« wurde als »{german}« verstanden{doubt}", short(label));
    Diagnostic::new(Code::NameAssumed, at, message).help(format!(
        "Spalte »{german}« nennen, wenn das stimmt, sonst umbenennen oder den Namen in sachstand.toml unter \
         [namen.spalten] eintragen"
    ))
}

/// The head `label` would mean `key`, had not the head `first` that meaning.
pub(super) fn column_twice(at: Location, key: Column, first: &str, label: &str) -> Diagnostic {
    let (german, first, label) = (key.german(), short(first), short(label));
    let message = format!("Zwei Spalten könnten »{german}« sein: »{first}« und »{label}«");
    Diagnostic::new(Code::ColumnTwice, at, message).help(format!(
        "Eine der beiden umbenennen; als »{german}« gilt »{first}«, der Inhalt von »{label}« steht im Papier bei \
         den Einzelangaben"
    ))
}

/// Hidden rows of a sheet that is used; none where `rows` is empty.
pub(super) fn rows_hidden(sheet: &Sheet, rows: &[u32]) -> Option<Diagnostic> {
    let list = ranges(rows, |row| row.to_string())?;
    let (noun, verb) = if rows.len() == 1 { ("Zeile", "ist") } else { ("Zeilen", "sind") };
    let message = format!("{noun} {list} {verb} ausgeblendet");
    Some(Diagnostic::new(Code::RowsHidden, sheet.at.clone(), message).help(
        "Filter aufheben oder Zeilen einblenden und prüfen; sie stehen trotzdem im Papier, was nicht \
         hineingehört, bitte löschen",
    ))
}

/// Hidden columns of a sheet that is used; none where `columns` is empty.
pub(super) fn columns_hidden(sheet: &Sheet, columns: &[u32]) -> Option<Diagnostic> {
    let list = ranges(columns, column_letters)?;
    let (noun, verb) = if columns.len() == 1 { ("Spalte", "ist") } else { ("Spalten", "sind") };
    let message = format!("{noun} {list} {verb} ausgeblendet");
    Some(Diagnostic::new(Code::ColumnsHidden, sheet.at.clone(), message).help(
        "Spalten einblenden und prüfen; ihr Inhalt wurde trotzdem berücksichtigt, was nicht ins Papier \
         gehört, bitte löschen",
    ))
}

/// Numbers with runs drawn together: `3, 5–7, 9`; `None` for no number.
pub(crate) fn ranges(numbers: &[u32], show: impl Fn(u32) -> String) -> Option<String> {
    let follows = |a: &u32, b: &u32| a + 1 == *b;
    let shown = numbers
        .chunk_by(follows)
        .filter_map(|run| Some((show(*run.first()?), show(*run.last()?), run.len())));
    let shown: Vec<String> = shown
        .map(|(first, last, length)| match length {
            1 => first,
            2 => format!("{first}, {last}"),
            _ => format!("{first}–{last}"),
        })
        .collect();
    (!shown.is_empty()).then(|| shown.join(", "))
}
