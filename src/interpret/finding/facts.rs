//! What is wrong with the sheet `Dokument`, with versions and dates.

use jiff::civil::Date;

use crate::diag::{findings, short};
use crate::german;
use crate::model::Version;
use crate::recognise::FactKey;
use crate::source::Location;

findings! {
    /// There is no sheet `Dokument`.
    sheet_missing() SheetMissing:
        "Blatt »Dokument« fehlt",
        "Blatt »Dokument« anlegen, in Spalte A Titel, Dokument, Version, Datum und so weiter, in Spalte B \
         die Angaben; ersatzweise gilt der Dateiname";

    /// A text that is neither key nor value.
    no_fact(text: &str) FactUnknown:
        format!("»{}« ist keine Angabe", short(text)),
        "Wenn der Text in den Bericht gehört, in Spalte A schreiben, was er bedeutet; er wurde nicht übernommen";

    /// A key nobody knows.
    key_unknown(name: &str) FactUnknown:
        format!("Angabe »{}« ist nicht bekannt", short(name)),
        "Schreibweise prüfen; die Zeile steht so in der Dokumentinformation. Eigene Namen stehen in \
         sachstand.toml unter [namen.angaben]";

    /// A row for the office alone.
    key_left_out(name: &str) WorkingColumn:
        format!("Angabe »{}« ist nur für die Verwaltung: sie steht in keiner Ausgabe", short(name)),
        "Wenn das stimmt, ist nichts zu tun; soll sie in den Bericht, die Angabe umbenennen";

    /// A key that was recognised by a guess.
    key_assumed(name: &str, key: FactKey) NameAssumed:
        format!("Angabe »{}« wurde als »{key}« verstanden", short(name)),
        format!("In der Zelle »{key}« schreiben, wenn das stimmt, sonst den Namen in sachstand.toml unter \
                 [namen.angaben] eintragen");

    /// Two names for the same fact, with different values; the first one counts.
    same_meaning(name: &str, key: FactKey, label: &str, value: &str) FactUnknown:
        format!("Angabe »{}« bedeutet dasselbe wie »{}«", short(name), short(label)),
        format!("Zeile löschen oder umbenennen; als {key} gilt »{}«, die Zeile steht so in der \
                 Dokumentinformation", short(value));

    /// Two values for the same fact; the first one counts.
    twice(key: FactKey, first: &str, second: &str) FactTwice:
        format!("{key} ist zweimal angegeben: »{}« und »{}«", short(first), short(second)),
        format!("Eine der beiden Angaben löschen; verwendet wurde »{}«", short(first));

    /// A further value of a key that takes one.
    surplus_value(key: FactKey, value: &str) FactWithoutKey:
        format!("{key} hat mehr als einen Wert: »{}«", short(value)),
        "Wert löschen oder mit einem eigenen Schlüssel in Spalte A versehen; verwendet wurde der erste";

    /// A value below the one of the key above.
    value_without_key(value: &str) FactWithoutKey:
        format!("Wert »{}« hat keinen Schlüssel", short(value)),
        "In Spalte A ergänzen, was der Wert bedeutet, oder ihn löschen; er steht in der Dokumentinformation \
         unter dem Schlüssel darüber";

    /// A required fact that is not there; `meanwhile` says what counts instead.
    missing(key: FactKey, meanwhile: &str) FactMissing:
        format!("Angabe »{key}« fehlt"),
        format!("Im Blatt Dokument eine Zeile »{key}« mit ihrem Wert ergänzen; {meanwhile}");

    /// A version that has lost its zeros.
    version_is_number(written: &str) VersionNumber:
        format!("Version »{written}« ist als Zahl eingegeben"),
        format!("Zelle als Text formatieren und die Version neu eingeben: Excel macht aus 1.10 die Zahl 1,1; \
                 übernommen wurde »{written}«");

    /// A version that Excel took for a day.
    version_is_date(shown: &str, date: Date) VersionUnreadable:
        format!("Version »{shown}« ist ein Datum"),
        format!("Zelle als Text formatieren und die Version neu eingeben: Excel macht aus »{1}.{2:02}« oder \
                 »{0}.{1}« ein Datum; der Bericht hat so keine Versionsnummer",
                 date.day(), date.month(), date.year().rem_euclid(100));

    /// A version with something around it.
    version_assumed(written: &str, version: &Version) VersionAssumed:
        format!("Version »{}« wurde als »{version}« gelesen", short(written)),
        "Nur die Nummer mit Punkten angeben, etwa 1.14";

    /// A text that is no version.
    version_unreadable(written: &str) VersionUnreadable:
        format!("»{}« ist keine Versionsnummer", short(written)),
        "Eine Nummer aus Ziffern und Punkten angeben, etwa 1.14; die Angabe wurde weggelassen";

    /// A text that is no date.
    date_unreadable(written: &str) DateUnreadable:
        format!("»{}« ist kein Datum", short(written)),
        "Ein Datum in der Form TT.MM.JJJJ eingeben (die Zelle als Datum formatieren); die Angabe wurde \
         weggelassen";

    /// A paper that calls itself public with so many nonpublic actions and sections, of which `first` is the
    /// first.
    public_mismatch(said: &str, counts: [usize; 2], first: &Location) PublicMismatch:
        format!("Vertraulichkeit ist »{}«, aber {}; das steht nur in der nichtöffentlichen Ausgabe", short(said),
                are_nonpublic(counts)),
        format!("Wenn das stimmt, ist nichts zu tun; sonst die Spalte »Nichtöffentlich« prüfen (zuerst {})",
                first.inside());

    /// Nonpublic actions and sections in a paper without a Vertraulichkeit.
    confidentiality_missing(counts: [usize; 2]) ConfidentialityMissing:
        format!("Angabe »Vertraulichkeit« fehlt, aber {}", are_nonpublic(counts)),
        "Im Blatt Dokument eine Zeile »Vertraulichkeit« mit öffentlich oder nichtöffentlich ergänzen; \
         vorsichtshalber gilt der ganze Bericht als nichtöffentlich";

    /// The paper's version is not in the history.
    version_not_in_history(version: &Version, newest: &Version) HistoryMismatch:
        format!("Version »{version}« steht nicht in der Versionsliste"),
        format!("Im Blatt Versionen eine Zeile ergänzen oder die Version im Blatt Dokument berichtigen; die \
                 neueste dort ist »{newest}«");

    /// The history goes beyond the paper's version.
    history_is_newer(newest: &Version, version: &Version) HistoryMismatch:
        format!("Die Versionsliste nennt die neuere Version »{newest}«"),
        format!("Im Blatt Dokument die Version erhöhen oder die Zeile löschen; der Bericht trägt »{version}«");

    /// The history has another date for the paper's version.
    history_date_differs(listed: Date, version: &Version, date: Date) DateMismatch:
        format!("Datum »{}« der Version »{version}« weicht vom Blatt Dokument ab (»{}«)",
                german::date(listed), german::date(date)),
        "Eines der beiden Daten berichtigen; als Stand gilt das Datum aus dem Blatt Dokument";

    /// The session lies before the paper's date.
    session_before_date(session: Date, date: Date) DateMismatch:
        format!("Sitzungsdatum »{}« liegt vor dem Stand »{}«", german::date(session), german::date(date)),
        "Eines der beiden Daten berichtigen; beide stehen so im Bericht";

    /// A date of the paper that is years from all other dates of the workbook.
    date_far_off(date: Date, nearest: Date) DateMismatch:
        format!("Datum »{}« liegt Jahre neben allen anderen (das nächste ist »{}«)",
                german::date(date), german::date(nearest)),
        "Datum prüfen und das Jahr mit vier Ziffern schreiben; es steht so im Bericht";

    /// A date of the paper before there were such papers.
    date_long_ago(date: Date) DateMismatch:
        format!("Datum »{}« liegt weit zurück", german::date(date)),
        "Datum prüfen und das Jahr mit vier Ziffern schreiben; es steht so im Bericht";
}

/// »2 Aktionen und 1 Abschnitt sind nichtöffentlich«
fn are_nonpublic([actions, sections]: [usize; 2]) -> String {
    let counted =
        |count: usize, one: &str, more: &str| format!("{count} {}", if count == 1 { one } else { more });
    let actions_said = (actions > 0).then(|| counted(actions, "Aktion", "Aktionen"));
    let sections_said = (sections > 0).then(|| counted(sections, "Abschnitt", "Abschnitte"));
    let all: Vec<String> = actions_said.into_iter().chain(sections_said).collect();
    format!("{} {} nichtöffentlich", all.join(" und "), if actions + sections == 1 { "ist" } else { "sind" })
}
