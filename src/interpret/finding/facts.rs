//! What is wrong with the sheet `Dokument`, with versions and dates.

use jiff::civil::Date;

use crate::diag::{Code, Diagnostic, short};
use crate::german;
use crate::model::Version;
use crate::recognise::FactKey;
use crate::source::{Located, Location};

/// There is no sheet `Dokument`.
pub(crate) fn sheet_missing(file: &Location) -> Diagnostic {
    Diagnostic::new(Code::SheetMissing, file.clone(), "Blatt »Dokument« fehlt").help(
        "Blatt »Dokument« anlegen, in Spalte A Titel, Dokument, Version, Datum und so weiter, in Spalte B die \
         Angaben; ersatzweise gilt der Dateiname",
    )
}

/// A text that is neither key nor value.
pub(crate) fn no_fact(at: &Location, text: &str) -> Diagnostic {
    let message = format!("»{}« ist keine Angabe", short(text));
    Diagnostic::new(Code::FactUnknown, at.clone(), message).help(
        "Wenn der Text ins Papier gehört, in Spalte A schreiben, was er bedeutet; er wurde nicht übernommen",
    )
}

/// A key nobody knows.
pub(crate) fn key_unknown(at: &Location, name: &str) -> Diagnostic {
    let message = format!("Angabe »{}« ist nicht bekannt", short(name));
    Diagnostic::new(Code::FactUnknown, at.clone(), message).help(
        "Schreibweise prüfen; die Zeile steht so in der Dokumentinformation. Eigene Namen stehen in \
         sachstand.toml unter [namen.angaben]",
    )
}

/// A key that was recognised by a guess.
pub(crate) fn key_assumed(at: &Location, name: &str, key: FactKey) -> Diagnostic {
    let german = key.german();
    let message = format!("Angabe »{}« wurde als »{german}« verstanden", short(name));
    Diagnostic::new(Code::NameAssumed, at.clone(), message).help(format!(
        "In der Zelle »{german}« schreiben, wenn das stimmt, sonst den Namen in sachstand.toml unter \
         [namen.angaben] eintragen"
    ))
}

/// Two names for the same fact, with different values; the first one counts.
pub(crate) fn same_meaning(at: &Location, name: &str, key: FactKey, first: (&str, &str)) -> Diagnostic {
    let (label, value) = first;
    let message = format!("Angabe »{}« bedeutet dasselbe wie »{}«", short(name), short(label));
    Diagnostic::new(Code::FactUnknown, at.clone(), message).help(format!(
        "Zeile löschen oder umbenennen; als {} gilt »{}«, die Zeile steht so in der Dokumentinformation",
        key.german(),
        short(value)
    ))
}

/// Two values for the same fact; the first one counts.
pub(crate) fn twice(at: &Location, key: FactKey, first: &str, second: &str) -> Diagnostic {
    let (german, first) = (key.german(), short(first));
    let message = format!("{german} ist zweimal angegeben: »{first}« und »{}«", short(second));
    Diagnostic::new(Code::FactTwice, at.clone(), message)
        .help(format!("Eine der beiden Angaben löschen; verwendet wurde »{first}«"))
}

/// A further value of a key that takes one.
pub(crate) fn surplus_value(at: &Location, key: FactKey, value: &str) -> Diagnostic {
    let message = format!("{} hat mehr als einen Wert: »{}«", key.german(), short(value));
    Diagnostic::new(Code::FactWithoutKey, at.clone(), message)
        .help("Wert löschen oder mit einem eigenen Schlüssel in Spalte A versehen; verwendet wurde der erste")
}

/// A value below the one of the key above.
pub(crate) fn value_without_key(at: &Location, value: &str) -> Diagnostic {
    let message = format!("Wert »{}« hat keinen Schlüssel", short(value));
    Diagnostic::new(Code::FactWithoutKey, at.clone(), message).help(
        "In Spalte A ergänzen, was der Wert bedeutet, oder ihn löschen; er steht in der Dokumentinformation \
         unter dem Schlüssel darüber",
    )
}

/// A required fact that is not there; `meanwhile` says what counts instead.
pub(crate) fn missing(at: &Location, key: FactKey, meanwhile: &str) -> Diagnostic {
    let german = key.german();
    let message = format!("Angabe »{german}« fehlt");
    let help = format!("Im Blatt Dokument eine Zeile »{german}« mit ihrem Wert ergänzen; {meanwhile}");
    Diagnostic::new(Code::FactMissing, at.clone(), message).help(help)
}

/// A version that has lost its zeros.
pub(crate) fn version_is_number(at: &Location, written: &str) -> Diagnostic {
    let message = format!("Version »{written}« ist als Zahl eingegeben");
    Diagnostic::new(Code::VersionNumber, at.clone(), message).help(format!(
        "Zelle als Text formatieren und die Version neu eingeben: Excel macht aus 1.10 die Zahl 1,1; \
         übernommen wurde »{written}«"
    ))
}

/// A version that Excel took for a day.
pub(crate) fn version_is_date(at: &Location, shown: &str, date: Date) -> Diagnostic {
    let (day, month, year) = (date.day(), date.month(), date.year().rem_euclid(100));
    let message = format!("Version »{shown}« ist ein Datum");
    Diagnostic::new(Code::VersionUnreadable, at.clone(), message).help(format!(
        "Zelle als Text formatieren und die Version neu eingeben: Excel macht aus »{month}.{year:02}« oder \
         »{day}.{month}« ein Datum; das Papier hat so keine Versionsnummer"
    ))
}

/// A version with something around it.
pub(crate) fn version_assumed(at: &Location, written: &str, version: &Version) -> Diagnostic {
    let message = format!("Version »{}« wurde als »{version}« gelesen", short(written));
    Diagnostic::new(Code::VersionAssumed, at.clone(), message)
        .help("Nur die Nummer mit Punkten angeben, etwa 1.14")
}

/// A text that is no version.
pub(crate) fn version_unreadable(at: &Location, written: &str) -> Diagnostic {
    let message = format!("»{}« ist keine Versionsnummer", short(written));
    Diagnostic::new(Code::VersionUnreadable, at.clone(), message)
        .help("Eine Nummer aus Ziffern und Punkten angeben, etwa 1.14; die Angabe wurde weggelassen")
}

/// A text that is no date.
pub(crate) fn date_unreadable(at: &Location, written: &str) -> Diagnostic {
    let message = format!("»{}« ist kein Datum", short(written));
    Diagnostic::new(Code::DateUnreadable, at.clone(), message).help(
        "Ein Datum in der Form TT.MM.JJJJ eingeben (die Zelle als Datum formatieren); die Angabe wurde weggelassen",
    )
}

/// A paper that calls itself public with nonpublic actions, of which `first` is the first.
pub(crate) fn public_mismatch(said: &Located<String>, count: usize, first: &Location) -> Diagnostic {
    let noun = if count == 1 { "Aktion ist" } else { "Aktionen sind" };
    let message = format!("Vertraulichkeit ist »{}«, aber {count} {noun} nichtöffentlich", said.value);
    Diagnostic::new(Code::PublicMismatch, said.at.clone(), message).help(format!(
        "Vertraulichkeit auf »nichtöffentlich« setzen oder die Spalte »Nichtöffentlich« prüfen (zuerst {})",
        first.inside()
    ))
}

/// The paper's version is not in the history.
pub(crate) fn version_not_in_history(version: &Located<Version>, newest: &Version) -> Diagnostic {
    let message = format!("Version »{}« steht nicht in der Historie", version.value);
    Diagnostic::new(Code::HistoryMismatch, version.at.clone(), message).help(format!(
        "Im Blatt Versionen eine Zeile ergänzen oder die Version im Blatt Dokument berichtigen; die neueste dort \
         ist »{newest}«"
    ))
}

/// The history goes beyond the paper's version.
pub(crate) fn history_is_newer(newest: &Located<Version>, version: &Version) -> Diagnostic {
    let message = format!("Historie kennt die neuere Version »{}«", newest.value);
    Diagnostic::new(Code::HistoryMismatch, newest.at.clone(), message).help(format!(
        "Im Blatt Dokument die Version erhöhen oder die Zeile löschen; das Papier trägt »{version}«"
    ))
}

/// The history has another date for the paper's version.
pub(crate) fn history_date_differs(listed: &Located<Date>, version: &Version, date: Date) -> Diagnostic {
    let message = format!(
        "Datum »{}« der Version »{version}« weicht vom Blatt Dokument ab (»{}«)",
        german::date(listed.value),
        german::date(date)
    );
    Diagnostic::new(Code::DateMismatch, listed.at.clone(), message)
        .help("Eines der beiden Daten berichtigen; als Stand gilt das Datum aus dem Blatt Dokument")
}

/// The session lies before the paper's date.
pub(crate) fn session_before_date(session: &Located<Date>, date: Date) -> Diagnostic {
    let message = format!(
        "Sitzungsdatum »{}« liegt vor dem Stand »{}«",
        german::date(session.value),
        german::date(date)
    );
    Diagnostic::new(Code::DateMismatch, session.at.clone(), message)
        .help("Eines der beiden Daten berichtigen; beide stehen so im Papier")
}
