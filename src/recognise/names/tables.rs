//! The synonyms as data. Each name stands once per use; it is compared folded (see
//! [`fold`](super::vocabulary::fold)), so case, umlauts, blanks, hyphens and punctuation do not matter here.
//!
//! `sure` names mean nothing else. `weak` names mean the column only where no better one is there
//! (»Status« over the column that holds the reports): using one is reported.

use super::kinds::{Column, FactKey, SheetKind};

/// The names of one thing.
pub(crate) struct Synonyms<K> {
    /// The thing.
    pub(crate) key: K,
    sure: &'static str,
    weak: &'static str,
}

impl<K> Synonyms<K> {
    /// Names that mean it, the most usual first.
    pub(crate) fn sure(&self) -> impl Iterator<Item = &'static str> + use<K> {
        split(self.sure)
    }

    /// Names that may mean it, the most usual first.
    pub(crate) fn weak(&self) -> impl Iterator<Item = &'static str> + use<K> {
        split(self.weak)
    }
}

fn split(names: &'static str) -> impl Iterator<Item = &'static str> {
    names.split('|').map(str::trim).filter(|name| !name.is_empty())
}

const fn names<K>(key: K, sure: &'static str, weak: &'static str) -> Synonyms<K> {
    Synonyms { key, sure, weak }
}

/// Names of sheets.
pub(crate) const SHEETS: &[Synonyms<SheetKind>] = &[
    names(
        SheetKind::Document,
        "Dokument | Dokumente | Dokumentinformation | Dokumentinformationen | Dokumentinfo | \
         Dokumentangaben | Dokumentdaten | Deckblatt | Titelblatt | Titelseite | Titel | Angaben | \
         Allgemeine Angaben | Angaben zum Dokument | Allgemein | Allgemeines | Stammdaten | Kopfdaten | \
         Metadaten | Eckdaten | Grunddaten | Bericht",
        "Info | Infos | Information | Informationen | Daten",
    ),
    names(
        SheetKind::Status,
        "Sachstand | Sachstände | Sachstandsbericht | Sachstandstabelle | Statusbericht | Statustabelle | \
         Handlungsfelder | Maßnahmen | Aktionen",
        "",
    ),
    names(
        SheetKind::Texts,
        "Texte | Text | Textbausteine | Begleittexte | Begleittext | Fließtexte | Fließtext",
        "Abschnitte | Erläuterungen | Einleitung",
    ),
    names(
        SheetKind::Abbreviations,
        "Abkürzungen | Abkürzung | Abkürzungsverzeichnis | Abkürzungsliste | Verzeichnis der Abkürzungen | \
         Abk. | Abk.-Verzeichnis | Glossar",
        "Begriffe | Verzeichnis",
    ),
    names(
        SheetKind::Persons,
        "Personen | Person | Personenliste | Personenverzeichnis | Namen | Namensliste | Anonymisierung | \
         Pseudonyme",
        "Beteiligte | Ansprechpartner",
    ),
    names(
        SheetKind::Versions,
        "Versionen | Version | Versionsliste | Versionsverzeichnis | Versionshistorie | Versionsübersicht | \
         Historie | Dokumenthistorie | Dokumentenhistorie | Änderungshistorie | Änderungsverzeichnis | \
         Änderungsnachweis | Änderungsprotokoll | Fortschreibungen",
        "Änderungen | Verlauf",
    ),
];

/// Heads of columns. Which of them count in a table, its reader says.
pub(crate) const COLUMNS: &[Synonyms<Column>] = &[
    names(
        Column::Action,
        "Aktion | Aktionen | Aktion im Handlungsfeld | Aktionen im Handlungsfeld | Maßnahme | Maßnahmen | \
         Einzelmaßnahme | Einzelmaßnahmen | Maßnahmentitel | Maßnahmenbezeichnung | \
         Bezeichnung der Maßnahme | Aktivität | Aktivitäten | Vorhaben | Projekt | Projekte | Projektname | \
         Projekttitel | Projektbezeichnung | Teilprojekt | Aufgabe | Aufgaben | Arbeitspaket | \
         Arbeitspakete | Auftrag | Aufträge",
        "Thema | Themen | Bezeichnung | Gegenstand | Beschluss | Titel | Punkt | Teilziel | Ziel | Ziele | \
         Handlungsfeld",
    ),
    names(
        Column::Status,
        "Sachstand | Sachstände | Sachstandsbericht | Aktueller Sachstand | Darstellung des Sachstands | \
         Darstellung des Sachstandes | Darstellung des Sachstands / Zielerreichung | \
         Darstellung des Sachstandes / Zielerreichung | Darstellung Sachstand | \
         Darstellung Sachstand / Zielerreichung | Sachstand / Zielerreichung | \
         Sachstand und Zielerreichung | Stand der Umsetzung | Umsetzungsstand | Stand der Bearbeitung | \
         Bearbeitungsstand | Stand der Dinge | Stand der Arbeiten | Arbeitsstand | Stand der Maßnahme | \
         Stand des Projekts | Projektstand | Aktueller Stand | Derzeitiger Stand | Stand | Zwischenstand | \
         Realisierungsstand | Entwicklungsstand | Fortschritt | Umsetzung | Bericht | Statusbericht",
        "Erläuterung | Erläuterungen | Bemerkung | Bemerkungen | Anmerkung | Anmerkungen | Ergebnis | \
         Ergebnisse | Status | Zielerreichung | Beschreibung",
    ),
    names(
        Column::Field,
        "Handlungsfeld | Handlungsfelder | Themenfeld | Themenfelder | Themenbereich | Themenbereiche | \
         Handlungsbereich | Handlungsschwerpunkt | Aktionsfeld | Aufgabenfeld | Aufgabenbereich | \
         Geschäftsfeld | Strategisches Ziel | Strategiefeld | Schwerpunkt | Schwerpunkte | Bereich | \
         Bereiche | Kapitel | Thema | Themen | Ziel | Ziele | Oberziel | Leitziel | Rubrik | Kategorie | \
         HF",
        "Projekt | Projekte | Programm | Abschnitt",
    ),
    names(
        Column::Number,
        "Nr | Nummer | Lfd. Nr. | Lfd Nummer | Laufende Nummer | Laufende Nr. | Ziffer | ID | Kennung | \
         Kennziffer | Pos. | Pos. Nr. | Maßnahmennummer | Maßnahmen-Nr. | Maßnahme Nr. | Aktionsnummer | \
         Aktions-Nr. | Aktion Nr. | Projektnummer | Projekt-Nr. | Vorhaben-Nr. | Aktion-ID | Maßnahmen-ID | \
         # | №",
        "",
    ),
    names(Column::StateLabel, "Status | Ampel | Ampelstatus | Projektstatus | Umsetzungsstatus", ""),
    names(
        Column::Attainment,
        "Zielerreichung | Zielerreichung in % | Zielerreichung in Prozent | Zielerreichungsgrad | \
         Grad der Zielerreichung | Erfüllungsgrad | Erfüllung | Umsetzungsgrad | Fertigstellungsgrad | \
         Realisierungsgrad | Erledigungsgrad | Bearbeitungsgrad | Fortschritt in % | % | in % | Prozent",
        "",
    ),
    names(
        Column::Due,
        "Termin | Termine | Zieltermin | Endtermin | Frist | Fristen | Fällig | Fällig am | Fällig bis | \
         Fälligkeit | Erledigt bis | Zu erledigen bis | Umsetzung bis | Bis wann | Wann | Zeitplan | \
         Zeitraum | Zeithorizont | Zeitrahmen | Fertigstellung | Fertigstellungstermin | Geplantes Ende | \
         Deadline",
        "",
    ),
    names(
        Column::Responsible,
        "Zuständig | Zuständige | Zuständige Stelle | Zuständigkeit | Zuständigkeiten | Verantwortlich | \
         Verantwortliche | Verantwortlicher | Verantwortlichkeit | Verantwortung | Federführung | \
         Federführend | Ansprechpartner | Ansprechpartnerin | Ansprechperson | Ansprechpartner/in | \
         Ansprechpartner/-in | Ansprechpartner*in | Bearbeiter | Bearbeiterin | Bearbeiter/in | \
         Bearbeitung | Bearbeitung durch | Projektleitung | Projektleiter | Wer | Durch wen | Amt | \
         Fachamt | Fachbereich | Dezernat | Dienststelle | Abteilung",
        "",
    ),
    names(
        Column::Nonpublic,
        "Nichtöffentlich | Nicht öffentlich | Nichtöffentlichkeit | NÖ | n. ö. | Nur nichtöffentlich | \
         Vertraulich | Vertraulichkeit | Intern | Nur intern",
        "",
    ),
    names(
        Column::Public,
        "Öffentlich | Öffentlichkeit | Öffentliche Person | Person des öffentlichen Lebens | \
         Darf genannt werden | Nennung erlaubt | Nennen | Nennung | Amtsträger | ö",
        "",
    ),
    names(
        Column::Section,
        "Abschnitt | Abschnitte | Überschrift | Kapitel | Titel | Thema | Bezeichnung | Baustein",
        "",
    ),
    names(Column::Text, "Text | Texte | Inhalt | Wortlaut | Fließtext | Absatz | Beschreibung", "Bemerkung"),
    names(
        Column::Position,
        "Position | Pos. | Stelle | Ort | Platz | Einordnung | vor / nach | vor oder nach | Lage | \
         Platzierung",
        "",
    ),
    names(
        Column::Short,
        "Abkürzung | Abkürzungen | Abk. | Kürzel | Kurzform | Begriff | Akronym | Kurzbezeichnung",
        "Name | Wort",
    ),
    names(
        Column::Meaning,
        "Bedeutung | Bedeutungen | Erklärung | Erläuterung | Langform | Langtext | Beschreibung | \
         Ausgeschrieben | Definition | Vollform | Steht für | Langbezeichnung",
        "Text | Bezeichnung",
    ),
    names(
        Column::Variants,
        "Schreibweisen | Schreibweise | Varianten | Variante | Andere Schreibweisen | \
         Weitere Schreibweisen | Abweichende Schreibweisen | Schreibvarianten | Auch | Synonyme | \
         Alternativen",
        "",
    ),
    names(
        Column::Name,
        "Name | Namen | Person | Personen | Personenname | Vor- und Nachname | Name der Person",
        "Vorname Nachname | Mitarbeiter | Mitarbeiterin",
    ),
    names(
        Column::Replacement,
        "Ersatz | Ersatztext | Ersetzen durch | Ersetzung | Ersatzbezeichnung | Funktion | Rolle | \
         Funktionsbezeichnung | Anonymisiert | Anonymisiert als | Bezeichnung | Pseudonym",
        "Amt | Stelle",
    ),
    names(
        Column::Version,
        "Version | Versionen | Versionsnummer | Versions-Nr. | Ver. | Fassung | Nr.",
        "Stand",
    ),
    names(
        Column::Date,
        "Datum | Stand | Tag | Erstellt am | Vom | Versionsdatum | Geändert am | Änderungsdatum",
        "",
    ),
    names(
        Column::Remark,
        "Bemerkung | Bemerkungen | Anmerkung | Anmerkungen | Änderung | Änderungen | Art der Änderung | \
         Beschreibung | Beschreibung der Änderung | Grund | Anlass | Kommentar | Inhalt | Hinweis | \
         Erläuterung",
        "",
    ),
];

/// Keys of the sheet `Dokument`.
pub(crate) const FACTS: &[Synonyms<FactKey>] = &[
    names(
        FactKey::Title,
        "Titel | Dokumenttitel | Titel des Dokuments | Titel des Berichts | Berichtstitel | Überschrift | \
         Betreff | Thema",
        "Bezeichnung | Name",
    ),
    names(
        FactKey::Id,
        "Dokument | Dokument-ID | Dokumenten-ID | Dokumentkennung | Dokumentenkennung | Dokumentnummer | \
         Dokumentennummer | Dokument-Nr. | Dokumentname | Dokumentenname | Kurzname | Kurztitel | \
         Kurzbezeichnung | Kennung | Kürzel | Dateiname | ID",
        "Datei",
    ),
    names(
        FactKey::Version,
        "Version | Versionsnummer | Versions-Nr. | Version Nr. | Fassung | Aktuelle Version | Ausgabe",
        "",
    ),
    names(
        FactKey::Date,
        "Datum | Stand | Datum (Stand) | Datum / Stand | Stand / Datum | Stand vom | Stand am | Stand per | \
         Stand zum | Aktueller Stand | Berichtsstand | Berichtsdatum | Stichtag | Versionsdatum | \
         Dokumentdatum | Ausgabedatum | Erstellt am | Erstellungsdatum",
        "",
    ),
    names(
        FactKey::Creator,
        "Ersteller | Erstellerin | Ersteller/in | Ersteller*in | Erstellt von | Erstellt durch | Autor | \
         Autorin | Autoren | Autor/in | Verfasser | Verfasserin | Verfasser/in | Bearbeiter | \
         Bearbeiterin | Bearbeiter/in | Bearbeitet von | Sachbearbeitung | Sachbearbeiter | \
         Sachbearbeiterin",
        "",
    ),
    names(FactKey::DocumentStatus, "Status | Dokumentstatus | Dokumentenstatus | Bearbeitungsstatus", ""),
    names(
        FactKey::Responsible,
        "Verantwortlich | Verantwortliche | Verantwortlicher | Verantwortlichkeit | Verantwortung | \
         Dokumentverantwortlich | Dokumentenverantwortlich | Zuständig | Zuständigkeit | Federführung | \
         Federführend | Ansprechpartner | Ansprechpartnerin | Ansprechperson",
        "",
    ),
    names(
        FactKey::Confidentiality,
        "Vertraulichkeit | Vertraulichkeitsstufe | Klassifizierung | Einstufung | Öffentlichkeit | \
         Öffentlichkeitsstatus | Behandlung | Sitzungsteil | Öffentlich / nichtöffentlich",
        "Öffentlich | Nichtöffentlich",
    ),
    names(
        FactKey::Recipients,
        "Empfänger | Empfängerin | Empfängerkreis | Empfängerliste | Verteiler | Verteilerkreis | An",
        "",
    ),
    names(
        FactKey::Organisation,
        "Organisation | Organisationseinheit | Behörde | Herausgeber | Herausgeberin | Stadtverwaltung | \
         Kommune | Verwaltung | Einrichtung | Institution",
        "Stadt | Gemeinde | Amt | Dienststelle | Fachbereich | Dezernat",
    ),
    names(
        FactKey::Summary,
        "Kurzbeschreibung | Beschreibung | Untertitel | Zusammenfassung | Kurztext | Inhalt | Kurzfassung | \
         Gegenstand",
        "",
    ),
    names(FactKey::Logo, "Logo | Logodatei | Datei des Logos | Wappen | Logo (Datei)", ""),
    names(
        FactKey::Submission,
        "Vorlagennummer | Vorlagen-Nr. | Vorlage Nr. | Vorlage-Nr. | Nummer der Vorlage | Vorlage | \
         Drucksache | Drucksachennummer | Drucksachen-Nr. | Drucksache Nr. | DS-Nr. | Sitzungsvorlage | \
         Beschlussvorlage | Mitteilungsvorlage",
        "",
    ),
    names(FactKey::Committee, "Gremium | Gremien | Ausschuss | Beratendes Gremium | Sitzung des", "Rat"),
    names(
        FactKey::SessionDate,
        "Sitzungsdatum | Sitzungstermin | Sitzungstag | Sitzung am | Sitzung vom | Datum der Sitzung | \
         Tag der Sitzung | Sitzung",
        "",
    ),
    names(
        FactKey::AgendaItem,
        "Tagesordnungspunkt | TOP | TOP Nr. | Punkt der Tagesordnung | Tagesordnung | TO-Punkt",
        "",
    ),
    names(
        FactKey::AnonymisedFrom,
        "Anonymisiert ab Version | Anonymisiert ab | Anonymisierung ab Version | Anonymisierung ab | \
         Anonym ab Version | Ohne Namen ab Version | Namen entfallen ab Version",
        "",
    ),
];
