//! What is wrong with the sheets `Texte`, `Abkürzungen`, `Personen` and `Versionen`.

use crate::diag::{Code, Diagnostic, short};
use crate::grid::Sheet;
use crate::model::{Position, Version};
use crate::recognise::{SheetKind, column_name};
use crate::source::{Located, Location};

/// A list without a header, whose columns are taken in their usual order.
pub(crate) fn header_missing(sheet: &Sheet, kind: SheetKind) -> Diagnostic {
    let names: Vec<&str> = kind.columns().iter().map(|column| column.german()).collect();
    let message = format!("Blatt »{}« hat keine Kopfzeile", sheet.name);
    Diagnostic::new(Code::HeaderMissing, sheet.at.clone(), message).help(format!(
        "Über die Liste die Spaltennamen setzen: {}; angenommen wurden sie in dieser Reihenfolge",
        names.join(", ")
    ))
}

/// The header of a list again.
pub(crate) fn header_repeated(at: &Location, row: u32) -> Diagnostic {
    let message = format!("Kopfzeile ist in Zeile {row} wiederholt");
    Diagnostic::new(Code::HeaderRepeated, at.clone(), message).help("Zeile löschen; sie wurde übergangen")
}

/// A column of a list that nothing is made of.
pub(crate) fn column_unknown(at: &Location, label: &str, column: u32) -> Diagnostic {
    let name = column_name(label, column);
    let name = if label.is_empty() { name } else { format!("Spalte »{}«", short(&name)) };
    let message = format!("{name} wurde nicht übernommen");
    Diagnostic::new(Code::ColumnUnknown, at.clone(), message).help(
        "Spalte umbenennen, wenn ihr Inhalt ins Papier gehört; eigene Namen stehen in sachstand.toml unter \
         [namen.spalten]",
    )
}

/// A meaning without an abbreviation.
pub(crate) fn abbreviation_missing(at: &Location, meaning: &str) -> Diagnostic {
    let message = format!("Bedeutung »{}« hat keine Abkürzung", short(meaning));
    Diagnostic::new(Code::AbbreviationIncomplete, at.clone(), message)
        .help("Abkürzung ergänzen oder die Zeile löschen; der Text wurde an die Bedeutung darüber angehängt")
}

/// An abbreviation without a meaning.
pub(crate) fn meaning_missing(at: &Location, abbreviation: &str) -> Diagnostic {
    let message = format!("Abkürzung »{}« hat keine Bedeutung", short(abbreviation));
    Diagnostic::new(Code::AbbreviationIncomplete, at.clone(), message)
        .help("Bedeutung ergänzen; im Verzeichnis steht die Abkürzung sonst allein")
}

/// An abbreviation listed again with the same meaning.
pub(crate) fn abbreviation_repeated(at: &Location, name: &str, first: &Location) -> Diagnostic {
    let message = format!("Abkürzung »{}« steht zweimal in der Liste", short(name));
    Diagnostic::new(Code::AbbreviationRepeated, at.clone(), message).help(format!(
        "Eine der beiden Zeilen löschen (die erste ist {}); sie steht einmal im Papier",
        first.inside()
    ))
}

/// An abbreviation listed again with another meaning.
pub(crate) fn two_meanings(at: &Location, name: &str, meanings: [&str; 2], first: &Location) -> Diagnostic {
    let [one, two] = meanings.map(short);
    let message = format!("Abkürzung »{}« hat zwei Bedeutungen: »{one}« und »{two}«", short(name));
    Diagnostic::new(Code::AbbreviationTwice, at.clone(), message).help(format!(
        "Eine der beiden Zeilen löschen oder ändern (die erste ist {}); beide stehen im Papier",
        first.inside()
    ))
}

/// A row with a replacement for nobody.
pub(crate) fn person_without_name(at: &Location, replacement: &str) -> Diagnostic {
    let message = format!("Zeile mit dem Ersatz »{}« hat keinen Namen", short(replacement));
    Diagnostic::new(Code::PersonWithoutName, at.clone(), message)
        .help("Namen ergänzen oder die Zeile löschen; sie blieb unberücksichtigt")
}

/// A cell that does not say whether the person may be named.
pub(crate) fn public_unreadable(at: &Location, said: &str, name: &str) -> Diagnostic {
    let message = format!("»{}« bei »{}« ist weder ja noch nein", short(said), short(name));
    Diagnostic::new(Code::PublicUnreadable, at.clone(), message)
        .help("In der Spalte »Öffentlich« ja oder nein eintragen; vorsichtshalber gilt nein")
}

/// A person listed again.
pub(crate) fn person_twice(name: &Located<String>, first: &Location) -> Diagnostic {
    let message = format!("Person »{}« steht zweimal in der Liste", short(&name.value));
    Diagnostic::new(Code::PersonTwice, name.at.clone(), message)
        .help(format!("Eine der beiden Zeilen löschen (die erste ist {})", first.inside()))
}

/// A person who may not be named, and who has no other name.
pub(crate) fn replacement_missing(name: &Located<String>) -> Diagnostic {
    let message = format!("Person »{}« ist nicht öffentlich und hat keinen Ersatz", short(&name.value));
    Diagnostic::new(Code::PersonWithoutReplacement, name.at.clone(), message).help(
        "In der Spalte »Ersatz« eine Funktion eintragen, etwa »die Projektleitung«, oder »Öffentlich« auf ja \
         setzen",
    )
}

/// A replacement that names the person.
pub(crate) fn replacement_names_person(role: &Located<String>) -> Diagnostic {
    let message = format!("Ersatz »{}« enthält den Namen selbst", short(&role.value));
    Diagnostic::new(Code::PersonWithoutReplacement, role.at.clone(), message)
        .help("In der Spalte »Ersatz« eine Funktion ohne Namen eintragen, etwa »die Projektleitung«")
}

/// A name that no text can contain.
pub(crate) fn person_unlikely(name: &Located<String>) -> Diagnostic {
    let message = format!("Name »{}« kommt so in keinem Text vor", short(&name.value));
    Diagnostic::new(Code::PersonUnlikely, name.at.clone(), message).help(
        "Den Namen so eintragen, wie er in den Texten steht (»Vorname Nachname« oder »Nachname«), jede Person in \
         einer eigenen Zeile",
    )
}

/// A row of the history without a version.
pub(crate) fn history_without_version(at: &Location, remark: &str) -> Diagnostic {
    let message = format!("Zeile »{}« hat keine Version", short(remark));
    Diagnostic::new(Code::HistoryIncomplete, at.clone(), message)
        .help("Versionsnummer ergänzen oder die Zeile löschen; sie wurde nicht übernommen")
}

/// A version listed again.
pub(crate) fn history_twice(version: &Located<Version>, first: &Location) -> Diagnostic {
    let message = format!("Version »{}« steht zweimal in der Historie", version.value);
    Diagnostic::new(Code::HistoryTwice, version.at.clone(), message)
        .help(format!("Eine der beiden Zeilen löschen oder berichtigen (die erste ist {})", first.inside()))
}

/// A section with a heading and nothing below it.
pub(crate) fn section_without_text(at: &Location, name: &str) -> Diagnostic {
    let message = format!("Abschnitt »{}« hat keinen Text", short(name));
    Diagnostic::new(Code::SectionIncomplete, at.clone(), message)
        .help("Text ergänzen oder die Zeile löschen; im Papier steht nur die Überschrift")
}

/// A text without a heading above it.
pub(crate) fn text_without_section(at: &Location, text: &str) -> Diagnostic {
    let message = format!("Text »{}« gehört zu keinem Abschnitt", short(text));
    Diagnostic::new(Code::SectionIncomplete, at.clone(), message)
        .help("In der Spalte »Abschnitt« eine Überschrift ergänzen; im Papier steht der Text ohne")
}

/// A position other than that of the section above.
pub(crate) fn position_differs(at: &Location) -> Diagnostic {
    let message = "Position passt nicht zu der des Abschnitts darüber";
    Diagnostic::new(Code::PositionAssumed, at.clone(), message).help(
        "In der Spalte »Abschnitt« eine eigene Überschrift ergänzen oder die Position angleichen; der Text steht im \
         Abschnitt darüber",
    )
}

/// A section without a position; `assumed` is what its name suggests.
pub(crate) fn position_missing(at: &Location, name: &str, assumed: Position) -> Diagnostic {
    let place = if assumed == Position::After { "nach" } else { "vor" };
    let message = format!("Abschnitt »{}« hat keine Position", short(name));
    Diagnostic::new(Code::PositionAssumed, at.clone(), message)
        .help(format!("In der Spalte »Position« vor oder nach eintragen; angenommen wurde »{place}«"))
}

/// A position that is neither before nor after.
pub(crate) fn position_unreadable(at: &Location, said: &str) -> Diagnostic {
    let message = format!("Position »{}« ist weder vor noch nach", short(said));
    Diagnostic::new(Code::PositionAssumed, at.clone(), message)
        .help("vor oder nach eintragen: wo der Abschnitt steht, wurde nach seiner Überschrift angenommen")
}
