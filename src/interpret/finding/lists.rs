//! What is wrong with the sheets `Texte`, `Abkürzungen`, `Personen` and `Versionen`.

use crate::diag::{findings, short};
use crate::model::{Position, Version};
use crate::recognise::Column;
use crate::source::Location;

findings! {
    /// A list without a header, whose columns are taken in their usual order.
    header_missing(sheet: &str, columns: &[Column]) HeaderMissing:
        format!("Blatt »{sheet}« hat keine Kopfzeile"),
        format!("Über die Liste die Spaltennamen setzen: {}; angenommen wurden sie in dieser Reihenfolge",
                columns.iter().map(|column| column.german()).collect::<Vec<_>>().join(", "));

    /// The header of a list again.
    header_repeated(row: u32) HeaderRepeated:
        format!("Kopfzeile ist in Zeile {row} wiederholt"),
        "Zeile löschen; sie wurde übergangen";

    /// A column of a list that nothing is made of: with a head, or one that is only named by its letters.
    column_unknown(name: &str, has_head: bool) ColumnUnknown:
        match has_head {
            true => format!("Spalte »{}« wurde nicht übernommen", short(name)),
            false => format!("»{name}« wurde nicht übernommen"),
        },
        "Spalte umbenennen, wenn ihr Inhalt in den Bericht gehört; eigene Namen stehen in sachstand.toml unter \
         [namen.spalten]";

    /// A meaning without an abbreviation.
    abbreviation_missing(meaning: &str) AbbreviationIncomplete:
        format!("Bedeutung »{}« hat keine Abkürzung", short(meaning)),
        "Abkürzung ergänzen oder die Zeile löschen; der Text wurde an die Bedeutung darüber angehängt";

    /// An abbreviation without a meaning.
    meaning_missing(abbreviation: &str) AbbreviationIncomplete:
        format!("Abkürzung »{}« hat keine Bedeutung", short(abbreviation)),
        "Bedeutung ergänzen; im Verzeichnis steht die Abkürzung sonst allein";

    /// An abbreviation listed again with the same meaning.
    abbreviation_repeated(name: &str, first: &Location) AbbreviationRepeated:
        format!("Abkürzung »{}« steht zweimal in der Liste", short(name)),
        format!("Eine der beiden Zeilen löschen (die erste ist {}); sie steht einmal im Bericht", first.inside());

    /// An abbreviation listed again with another meaning.
    two_meanings(name: &str, one: &str, two: &str, first: &Location) AbbreviationTwice:
        format!("Abkürzung »{}« hat zwei Bedeutungen: »{}« und »{}«", short(name), short(one), short(two)),
        format!("Eine der beiden Zeilen löschen oder ändern (die erste ist {}); beide stehen im Bericht",
                first.inside());

    /// An abbreviation that differs in nothing but its case from one above.
    case_differs(name: &str, other: &str, first: &Location) SpellingUnclear:
        format!("Abkürzungen »{}« und »{}« unterscheiden sich nur in Groß- und Kleinschreibung", short(name),
                short(other)),
        format!("Eine der beiden Zeilen löschen, wenn dasselbe gemeint ist (die andere ist {}); beide stehen im \
                 Bericht, und ihre Schreibweise wird nicht vereinheitlicht", first.inside());

    /// A row with a replacement for nobody.
    person_without_name(replacement: &str) PersonWithoutName:
        format!("Zeile mit dem Ersatz »{}« hat keinen Namen", short(replacement)),
        "Namen ergänzen oder die Zeile löschen; sie blieb unberücksichtigt";

    /// A cell that does not say whether the person may be named.
    public_unreadable(said: &str, name: &str) PublicUnreadable:
        format!("»{}« bei »{}« ist weder ja noch nein", short(said), short(name)),
        "In der Spalte »Öffentlich« ja oder nein eintragen; vorsichtshalber gilt nein";

    /// A person listed again.
    person_twice(name: &str, first: &Location) PersonTwice:
        format!("Person »{}« steht zweimal in der Liste", short(name)),
        format!("Eine der beiden Zeilen löschen (die erste ist {})", first.inside());

    /// A person who may not be named, and who has no other name.
    replacement_missing(name: &str) PersonWithoutReplacement:
        format!("Person »{}« ist nicht öffentlich und hat keinen Ersatz", short(name)),
        "In der Spalte »Ersatz« eine Funktion eintragen, etwa »die Projektleitung«, oder »Öffentlich« auf ja \
         setzen";

    /// A replacement that names the person.
    replacement_names_person(role: &str) PersonWithoutReplacement:
        format!("Ersatz »{}« enthält den Namen selbst", short(role)),
        "In der Spalte »Ersatz« eine Funktion ohne Namen eintragen, etwa »die Projektleitung«";

    /// A name that no text can contain.
    person_unlikely(name: &str) PersonUnlikely:
        format!("Name »{}« kommt so in keinem Text vor", short(name)),
        "Den Namen als »Vorname Nachname« oder »Nachname, Vorname« eintragen, jede Person in einer eigenen \
         Zeile";

    /// A row of the history without a version.
    history_without_version(remark: &str) HistoryIncomplete:
        format!("Zeile »{}« hat keine Version", short(remark)),
        "Versionsnummer ergänzen oder die Zeile löschen; sie wurde nicht übernommen";

    /// A version listed again.
    history_twice(version: &Version, first: &Location) HistoryTwice:
        format!("Version »{version}« steht zweimal in der Versionsliste"),
        format!("Eine der beiden Zeilen löschen oder berichtigen (die erste ist {})", first.inside());

    /// A section with a heading and nothing below it.
    section_without_text(name: &str) SectionIncomplete:
        format!("Abschnitt »{}« hat keinen Text", short(name)),
        "Text ergänzen oder die Zeile löschen; im Bericht steht nur die Überschrift";

    /// A text without a heading above it.
    text_without_section(text: &str) SectionIncomplete:
        format!("Text »{}« gehört zu keinem Abschnitt", short(text)),
        "In der Spalte »Abschnitt« eine Überschrift ergänzen; im Bericht steht der Text ohne";

    /// A cell that does not say whether its section is for the public.
    section_nonpublic_unreadable(said: &str) PublicUnreadable:
        format!("»{}« ist weder ja noch nein", short(said)),
        "Mit ja oder nein antworten; vorsichtshalber gilt der Abschnitt als nichtöffentlich";

    /// A section whose heading says that it is nonpublic.
    section_nonpublic_by_title(title: &str) NonpublicAssumed:
        format!("Abschnitt »{}« gilt als nichtöffentlich", short(title)),
        "Wenn das stimmt, ist nichts zu tun; sonst die Überschrift des Abschnitts ändern";

    /// A section of whose text a line begins with that it is nonpublic.
    section_nonpublic_by_text(text: &str) NonpublicAssumed:
        format!("Text »{}« gilt mit seinem Abschnitt als nichtöffentlich", short(text)),
        "Wenn das stimmt, ist nichts zu tun; sonst den Anfang der Zeile ändern";

    /// A position other than that of the section above.
    position_differs() PositionAssumed:
        "Position passt nicht zu der des Abschnitts darüber",
        "In der Spalte »Abschnitt« eine eigene Überschrift ergänzen oder die Position angleichen; der Text \
         steht im Abschnitt darüber";

    /// A section without a position; `assumed` is what its name suggests.
    position_missing(name: &str, assumed: Position) PositionAssumed:
        format!("Abschnitt »{}« hat keine Position", short(name)),
        format!("In der Spalte »Position« vor oder nach eintragen; angenommen wurde »{}«",
                if assumed == Position::After { "nach" } else { "vor" });

    /// A position that is neither before nor after.
    position_unreadable(said: &str) PositionAssumed:
        format!("Position »{}« ist weder vor noch nach", short(said)),
        "»vor« oder »nach« eintragen; wo der Abschnitt steht, wurde nach seiner Überschrift angenommen";
}
