//! What a clerk is told of keys and columns as a cell is chosen, and the words that can be chosen.
//!
//! They are input messages and lists of data validation: nothing of them is content of a cell, so that
//! nothing of them can come into a paper. Comments would, as a finding, in every run.

use super::sheet::Role;
use crate::recognise::{Column, FactKey};

/// What a key of the sheet `Dokument` asks for. Excel shows 255 characters.
pub(super) fn of_fact(key: FactKey) -> &'static str {
    match key {
        FactKey::Title => "Titel des Berichts, wie er auf dem Deckblatt stehen soll.",
        FactKey::Id => {
            "Kurze Bezeichnung ohne Version. Sie gibt den fertigen Dateien den Namen und bleibt von Version zu \
                        Version gleich."
        }
        FactKey::Version => {
            "Zum Beispiel 1.10. Die Zelle ist als Text formatiert, damit aus 1.10 nicht 1,1 wird."
        }
        FactKey::Date => "Stand des Berichts, zum Beispiel 09.06.2026.",
        FactKey::Creator => "Wer den Bericht erstellt: eine Stelle oder ein Amt.",
        FactKey::DocumentStatus => "Stand dieses Dokuments. Andere Wörter als die der Liste sind möglich.",
        FactKey::Responsible => "Wer für den Bericht verantwortlich ist.",
        FactKey::Confidentiality => {
            "öffentlich oder nichtöffentlich. Alles andere als »öffentlich« gilt als nichtöffentlich."
        }
        FactKey::Recipients => "Wer den Bericht bekommt; jeder in einer eigenen Zeile (Alt+Eingabe).",
        FactKey::Organisation => "Name der Stadt, Gemeinde oder Einrichtung.",
        FactKey::Summary => "Ein oder zwei Sätze für das Deckblatt.",
        FactKey::Logo => {
            "Name einer Bilddatei (PNG oder JPEG), die im selben Ordner liegt wie diese Arbeitsmappe."
        }
        FactKey::Submission => "Nummer der Vorlage; steht auf dem Deckblatt, wenn sie ausgefüllt ist.",
        FactKey::Committee => "Gremium, das den Bericht berät.",
        FactKey::SessionDate => "Tag der Sitzung, zum Beispiel 24.06.2026.",
        FactKey::AgendaItem => "Nummer des Tagesordnungspunkts.",
        FactKey::AnonymisedFrom => "Version, ab der Personen nicht mehr genannt werden, zum Beispiel 1.10.",
    }
}

/// What a column is for.
pub(super) fn of_column(role: Role) -> &'static str {
    match role {
        Role::Key => {
            "Die Angaben, die das Programm kennt. Eigene Zeilen darunter sind möglich; sie stehen in der \
                      Dokumentinformation."
        }
        Role::Fact => "Hier steht der Wert der Angabe. Was Sie nicht brauchen, bleibt leer.",
        Role::Of(column) => named(column),
    }
}

fn named(column: Column) -> &'static str {
    match column {
        Column::Field => {
            "Überschrift über mehreren Aktionen. Sie darf in jeder Zeile stehen oder nur in der ersten. Die \
                          Beispiele bitte überschreiben."
        }
        Column::Number => {
            "Nummer der Aktion, wenn Sie eine haben. Sie bleibt von Version zu Version gleich; die Spalte ist \
                           als Text formatiert."
        }
        Column::Action => "Was getan wird: eine Zeile je Aktion.",
        Column::Status => {
            "Wie es steht. Jede Zeile, die mit • beginnt, wird ein Aufzählungspunkt; eine neue Zeile in der Zelle \
                           mit Alt+Eingabe. Neues brauchen Sie nicht zu kennzeichnen."
        }
        Column::StateLabel => "Ein Wort zum Stand. Andere Wörter als die der Liste sind möglich.",
        Column::Attainment => "Wie weit das Ziel erreicht ist, in Prozent.",
        Column::Due => "Ein Tag wie 31.12.2026 oder ein Zeitraum wie 4. Quartal 2026.",
        Column::Responsible => "Amt oder Stelle, die zuständig ist.",
        Column::Earlier => "Sachstand eines älteren Zeitraums; er steht im Bericht darunter.",
        Column::Other => {
            "Eine Spalte Ihres Hauses: sie steht mit ihrer Überschrift beim Sachstand der Aktion."
        }
        Column::Working => "Eine Spalte für die Verwaltung: sie steht in keiner öffentlichen Ausgabe.",
        Column::Nonpublic => {
            "Mit einem »ja« steht die Zeile nur in der nichtöffentlichen Ausgabe. Im Zweifel: ja."
        }
        Column::Section => {
            "Überschrift des Abschnitts. »Handlungsfelder« ersetzt den Text, der sonst über den Tabellen steht."
        }
        Column::Text => {
            "Text des Abschnitts; Zeilen, die mit • beginnen, werden Aufzählungspunkte (neue Zeile mit Alt+Eingabe)."
        }
        Column::Position => "vor oder nach den Tabellen.",
        Column::Short => "Abkürzung, wie sie im Bericht steht.",
        Column::Meaning => "Was sie bedeutet.",
        Column::Variants => "Andere Schreibweisen, die zu dieser werden sollen; mehrere mit Komma trennen.",
        Column::Name => "Vor- und Nachname einer Person, die in den Texten vorkommt.",
        Column::Replacement => {
            "Was in der öffentlichen Ausgabe an ihrer Stelle steht, zum Beispiel: die Projektleitung."
        }
        Column::ReplacementGenitive => "Wo es anders lautet, der Genitiv: der Projektleitung.",
        Column::ReplacementDative => "Wo es anders lautet, der Dativ: der Projektleitung.",
        Column::ReplacementAccusative => "Wo es anders lautet, der Akkusativ: die Projektleitung.",
        Column::Public => "ja: Die Person darf auch öffentlich genannt werden.",
        Column::Version => "Zum Beispiel 1.10. Die Spalte ist als Text formatiert.",
        Column::Date => "Stand dieser Version.",
        Column::Remark => "Was in dieser Version anders ist.",
        Column::Part => "Eine zweite Ebene unter der Aktion.",
    }
}

/// The words that can be chosen for a key; others may be typed.
pub(super) fn choices_of_fact(key: FactKey) -> &'static [&'static str] {
    match key {
        FactKey::Confidentiality => &["öffentlich", "nichtöffentlich"],
        FactKey::DocumentStatus => &["Entwurf", "abgestimmt", "beschlossen"],
        _ => &[],
    }
}

/// The words that can be chosen below a head; others may be typed.
pub(super) fn choices_of_column(role: Role) -> &'static [&'static str] {
    match role {
        Role::Of(Column::StateLabel) => {
            &["offen", "in Vorbereitung", "in Umsetzung", "abgeschlossen", "zurückgestellt", "entfallen"]
        }
        Role::Of(Column::Nonpublic | Column::Public) => &["ja", "nein"],
        Role::Of(Column::Position) => &["vor", "nach"],
        _ => &[],
    }
}
