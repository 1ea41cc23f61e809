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
    /// The names that mean it, the most usual first, with ` | ` between them.
    pub(crate) sure: &'static str,
    /// The names that may mean it, likewise.
    pub(crate) weak: &'static str,
}

/// Tables of names: behind each thing its sure names, the most usual first, and its weak ones.
macro_rules! synonyms {
    ($(
        $(#[$doc:meta])+
        $table:ident: $kind:ident { $($key:ident = $sure:literal $(weak $weak:literal)?;)+ }
    )+) => { $(
        $(#[$doc])+
        pub(crate) const $table: &[Synonyms<$kind>] =
            &[$(Synonyms { key: $kind::$key, sure: $sure, weak: concat!($($weak)?) },)+];
    )+ };
}

synonyms! {
    /// Names of sheets.
    SHEETS: SheetKind {
        Document = "Dokument | Dokumente | Dokumentinformation | Dokumentinformationen | Dokumentinfo | \
            Dokumentangaben | Dokumentdaten | Deckblatt | Titelblatt | Titelseite | Titel | Angaben | \
            Allgemeine Angaben | Angaben zum Dokument | Allgemein | Allgemeines | Stammdaten | Kopfdaten | \
            Metadaten | Eckdaten | Grunddaten | Bericht"
            weak "Info | Infos | Information | Informationen | Daten";
        Status = "Sachstand | Sachstände | Sachstandsbericht | Sachstandstabelle | Statusbericht | \
            Statustabelle | Handlungsfelder | Maßnahmen | Aktionen";
        Texts = "Texte | Text | Textbausteine | Begleittexte | Begleittext | Fließtexte | Fließtext"
            weak "Abschnitte | Erläuterungen | Einleitung";
        Abbreviations = "Abkürzungen | Abkürzung | Abkürzungsverzeichnis | Abkürzungsliste | \
            Verzeichnis der Abkürzungen | Abk. | Abk.-Verzeichnis | Glossar"
            weak "Begriffe | Verzeichnis";
        Persons = "Personen | Person | Personenliste | Personenverzeichnis | Namen | Namensliste | \
            Anonymisierung | Pseudonyme"
            weak "Beteiligte | Ansprechpartner";
        Versions = "Versionen | Version | Versionsliste | Versionsverzeichnis | Versionshistorie | \
            Versionsübersicht | Historie | Dokumenthistorie | Dokumentenhistorie | Änderungshistorie | \
            Änderungsverzeichnis | Änderungsnachweis | Änderungsprotokoll | Fortschreibungen"
            weak "Änderungen | Verlauf";
    }

    /// Heads of columns. Which of them count in a table, its reader says.
    COLUMNS: Column {
        Action = "Aktion | Aktionen | Aktion im Handlungsfeld | Aktionen im Handlungsfeld | Maßnahme | \
            Maßnahmen | Einzelmaßnahme | Einzelmaßnahmen | Maßnahmentitel | Maßnahmenbezeichnung | \
            Bezeichnung der Maßnahme | Aktivität | Aktivitäten | Vorhaben | Projekt | Projekte | \
            Projektname | Projekttitel | Projektbezeichnung | Aufgabe | Aufgaben | \
            Arbeitspaket | Arbeitspakete | Auftrag | Aufträge | Betreff | Antrag | Anträge | Antragstext | \
            Antragsgegenstand | Beschlussgegenstand | Beschlusstext | Gegenstand des Beschlusses | \
            Titel der Maßnahme | Empfehlung | Empfehlungen | Anliegen | Anregung | Prüffeststellung | Prüfauftrag | \
            Ratsauftrag | Vorschlag | Vorschläge | Idee | Ideen | Anfrage | Anfragen | \
            Feststellung | Feststellungen | Mangel | Mängel | Petition | Eingabe | Forderung | Handlungsempfehlung | \
            Bauvorhaben | Was ist zu tun? | Was steht an? | Was wollen wir machen? | Was? | \
            Story | Task | Action | Action Item | Work Package | Deliverable"
            weak "Thema | Themen | Bezeichnung | Gegenstand | Beschluss | Titel | Punkt | Teilziel | Ziel | \
            Ziele | Teilprojekt | Teilmaßnahme | Baustein | Inhalt | Beschreibung | Kurzbeschreibung | Name | \
            Beschreibung der Maßnahme | Vorgang | Leistung | Verfahren | Dienst | Objekt | Liegenschaft | \
            Straße | Weg | Linie | Gewerk | Schule | Einrichtung | Gebäude | Frage | Bauwerk | Ratsbeschluss | Item | Milestone | Meilenstein | Geplante Arbeiten | Arbeiten | To-do | To do | ToDo";
        Status = "Sachstand | Sachstände | Sachstandsbericht | Aktueller Sachstand | \
            Darstellung des Sachstands | Darstellung des Sachstandes | \
            Darstellung des Sachstands / Zielerreichung | Darstellung des Sachstandes / Zielerreichung | \
            Darstellung Sachstand | Darstellung Sachstand / Zielerreichung | Sachstand / Zielerreichung | \
            Sachstand und Zielerreichung | Stand der Umsetzung | Umsetzungsstand | Stand der Bearbeitung | \
            Bearbeitungsstand | Stand der Dinge | Stand der Arbeiten | Arbeitsstand | Stand der Maßnahme | \
            Stand des Projekts | Projektstand | Aktueller Stand | Derzeitiger Stand | Stand | \
            Stand der Durchführung | Stand der Realisierung | Stand der Erledigung | Stand der Zielerreichung | \
            Vollzug | Vollzugsvermerk | Erledigungsvermerk | Erledigungsstand | Erl.-Vermerk | Bearb.-Stand | \
            Stellungnahme der Verwaltung | Antwort der Verwaltung | Rückmeldung | Ist-Stand | Sachstandsmitteilung | \
            Wie ist der Stand? | Wo stehen wir? | Was bisher geschah | Was ist passiert? | Was ist bisher passiert? | Was geschah | Was ist geschehen? | Was wurde erreicht? | Kurzbericht | \
            Realisierung | Erledigung | Ausführung | Verfahrensstand | Bearbeitungsvermerk | Beantwortung | \
            Reaktion | Erreichtes | Zwischenbericht | Current State | Latest Update | Update | \
            Kurzdarstellung | Progress | Status Update | Progress Report | Veranlasst | Baufortschritt | \
            Zwischenstand | Realisierungsstand | Entwicklungsstand | Fortschritt | Umsetzung | Bericht | \
            Statusbericht"
            weak "Erläuterung | Erläuterungen | Bemerkung | Bemerkungen | Anmerkung | Anmerkungen | \
            Ergebnis | Ergebnisse | Status | Zielerreichung | Beschreibung | Kommentar | Notiz | Notizen | \
            Antwort | Stellungnahme | Rücklauf | Bem. | Anm. | Hinweis | Hinweise | Notes | Comment | Comments";
        Field = "Handlungsfeld | Handlungsfelder | Themenfeld | Themenfelder | Themenbereich | \
            Themenbereiche | Handlungsbereich | Handlungsschwerpunkt | Aktionsfeld | Aufgabenfeld | \
            Aufgabenbereich | Geschäftsfeld | Strategisches Ziel | Strategiefeld | Schwerpunkt | \
            Schwerpunkte | Bereich | Bereiche | Kapitel | Thema | Themen | Ziel | Ziele | Oberziel | \
            Leitziel | Rubrik | Kategorie | HF"
            weak "Projekt | Projekte | Programm | Abschnitt | Ortsteil | Stadtteil | Ortsbezirk | Quartier | \
            Objekt | Liegenschaft | Straße | Schule | Einrichtung | Gebäude | Standort | Gemeinde | Epic | \
            Workstream | Worum geht es? | Zielgruppe | Teilprojekt | Produktbereich | Sparte | Baustein | Handlungsansatz | Linienbündel | Kommune | Mitgliedsgemeinde | \
            Ort | Zuordnung | Cluster | Themencluster | Zielgruppe | Maßnahmenpaket";
        Number = "Nr | Nummer | Lfd. Nr. | Lfd Nummer | Laufende Nummer | Laufende Nr. | Ziffer | ID | \
            Kennung | Kennziffer | Pos. | Pos. Nr. | Maßnahmennummer | Maßnahmen-Nr. | Maßnahme Nr. | \
            Aktionsnummer | Aktions-Nr. | Aktion Nr. | Projektnummer | Projekt-Nr. | Vorhaben-Nr. | \
            Aktion-ID | Maßnahmen-ID | # | №";
        StateLabel = "Status | Ampel | Ampelstatus | Projektstatus | Umsetzungsstatus";
        Attainment = "Zielerreichung | Zielerreichung in % | Zielerreichung in Prozent | \
            Zielerreichungsgrad | Grad der Zielerreichung | Erfüllungsgrad | Erfüllung | Umsetzungsgrad | \
            Fertigstellungsgrad | Realisierungsgrad | Erledigungsgrad | Bearbeitungsgrad | \
            Fortschritt in % | % | in % | Prozent";
        Due = "Termin | Termine | Zieltermin | Endtermin | Frist | Fristen | Fällig | Fällig am | \
            Fällig bis | Fälligkeit | Erledigt bis | Zu erledigen bis | Umsetzung bis | Bis wann | Wann | \
            Zeitplan | Zeitraum | Zeithorizont | Zeitrahmen | Fertigstellung | Fertigstellungstermin | \
            Geplantes Ende | Deadline | Due | Due Date | Target Date | Bis wann?";
        Responsible = "Zuständig | Zuständige | Zuständige Stelle | Zuständigkeit | Zuständigkeiten | \
            Verantwortlich | Verantwortliche | Verantwortlicher | Verantwortlichkeit | Verantwortung | \
            Federführung | Federführend | Ansprechpartner | Ansprechpartnerin | Ansprechperson | \
            Ansprechpartner/in | Ansprechpartner/-in | Ansprechpartner*in | Bearbeiter | Bearbeiterin | \
            Bearbeiter/in | Bearbeitung | Bearbeitung durch | Projektleitung | Projektleiter | Wer | \
            Durch wen | Amt | Fachamt | Fachbereich | Dezernat | Dienststelle | Abteilung | \
            Owner | Responsible | Lead | Zust. | Verantw. | OE | Organisationseinheit | FB | Fachdienst | FD | Sachgebiet | Federführendes Amt | \
            Federführende Stelle";
        Part = "Teilmaßnahme | Teilmaßnahmen | Teilprojekt | Teilprojekte | Teilvorhaben | Teilaufgabe | \
            Teilaufgaben | Teilschritt | Teilschritte | Unterprojekt | Unterprojekte | Untermaßnahme | \
            Untermaßnahmen | Unterpunkt | Unterpunkte | Unteraufgabe | Arbeitsschritt | Arbeitsschritte | \
            Einzelschritt | Einzelschritte | Maßnahmenteil | Projektteil | Los | Bauabschnitt"
            weak "Arbeitspaket | Einzelmaßnahme | Baustein | Schritt | Schritte";
        Earlier = "Bisheriger Sachstand | Früherer Sachstand | Letzter Sachstand | Voriger Sachstand | \
            Vorheriger Sachstand | Sachstand alt | Sachstand bisher | Sachstand Vorjahr | Stand Vorjahr | \
            Bisheriger Stand | Letzter Stand | Voriger Stand | Vorheriger Stand";
        Other = "Kosten | Gesamtkosten | Baukosten | Projektkosten | Investitionskosten | Kostenschätzung | \
            Kostenrahmen | Mehrkosten | Folgekosten | Budget | Haushaltsmittel | Haushaltsansatz | Ansatz | \
            Mittel | Finanzierung | Finanzbedarf | Finanzielle Auswirkungen | Fördermittel | Förderung | \
            Förderprogramm | Förderquote | Fördersumme | Eigenanteil | Investition | Investitionen | Einsparung | \
            Einsparungen | Einsparpotenzial | Konsolidierungsbetrag | Betrag | Summe | Priorität | Prio | \
            Dringlichkeit | Gewichtung | Beschluss vom | Beschlussdatum | \
            Vorlage | Vorlagennummer | Drucksache | Drucksachennummer | DS-Nr. | Drs.-Nr. | BV-Nr. | TOP-Nr. | Vorlage-Nr. | Vorl.-Nr. | Aktenzeichen | Az. | \
            Antragsteller | Antragstellerin | Antragsteller/in | Fraktion | Partei | Einreicher | \
            Eingereicht von | Gestellt von | Eingang | Eingangsdatum | Sitzung | Sitzung am | Sitzungsdatum | \
            Gremium | Ausschuss | Datum | Geändert am | Letzte Änderung | Berichtsdatum | Stand vom | \
            Beginn | Start | Startdatum | Baubeginn | Geplanter Beginn | Beginn der Maßnahme | Laufzeit | Dauer | \
            Indikator | Indikatoren | Kennzahl | Kennzahlen | Messgröße | Zielwert | Zielgröße | Istwert | \
            Ist-Wert | Soll-Wert | Sollwert | Soll-Stand | Zielzustand | Ausgangslage | Ausgangssituation | \
            Hintergrund | Begründung | Anlass | Ort | Adresse | Lage | \
            Gemarkung | Wahlkreis | Quelle | Anlage | Anlagen | Link | Beteiligte | Beteiligte Stellen | \
            Beteiligte Ämter | Beteiligung | Bürgerbeteiligung | Akteure | Partner | Kooperationspartner | \
            Zielgruppe | Zielgruppen | Nächste Schritte | Nächster Schritt | Nächster Meilenstein | Was ist geplant? | Was fehlt noch? | Weiteres Vorgehen | Ausblick | \
            Risiko | Risiken | Hemmnisse | Hindernisse | Probleme | Hinweis | Hinweise | Bemerkung | Bemerkungen | \
            Anmerkung | Anmerkungen | Kommentar | Kommentare | Notiz | Notizen | Bem. | Anm. | Erläuterung | \
            Erläuterungen | Ergebnis | Wirkung | Nutzen | CO2-Einsparung | Einheit | Anzahl | Menge | Fläche | \
            Länge | Umfang | Aufwand | Personalbedarf | Personalaufwand | Stellen | Typ | Art | Art der Maßnahme | \
            Maßnahmenart | Maßnahmentyp | Produkt | Kostenstelle | Haushaltsstelle | Konto | Öffentlichkeitsarbeit | \
            Presse | Ziel | Ziele | Teilziel | Zielsetzung | Beschreibung | Beschreibung der Maßnahme | \
            Kurzbeschreibung | Inhalt | Empfehlung der Verwaltung | Abstimmung | Abstimmungsergebnis | \
            Verfasser | Auftragnehmer | Auftragsvergabe | Planer | Firma | Träger | Eigentümer";
        Nonpublic = "Nichtöffentlich | Nicht öffentlich | Nichtöffentlichkeit | NÖ | n. ö. | \
            Nur nichtöffentlich | Vertraulich | Vertraulichkeit | Intern | Nur intern";
        Public = "Öffentlich | ö/nö | öff./nöff. | Öffentlichkeit | Öffentliche Person | Person des öffentlichen Lebens | \
            Darf genannt werden | Nennung erlaubt | Nennen | Nennung | Amtsträger";
        Section = "Abschnitt | Abschnitte | Überschrift | Kapitel | Titel | Thema | Bezeichnung | Baustein";
        Text = "Text | Texte | Inhalt | Wortlaut | Fließtext | Absatz | Beschreibung" weak "Bemerkung";
        Position = "Position | Pos. | Stelle | Ort | Platz | Einordnung | vor / nach | vor oder nach | \
            Lage | Platzierung";
        Short = "Abkürzung | Abkürzungen | Abk. | Kürzel | Kurzform | Begriff | Akronym | Kurzbezeichnung"
            weak "Name | Wort";
        Meaning = "Bedeutung | Bedeutungen | Erklärung | Erläuterung | Langform | Langtext | Beschreibung | \
            Ausgeschrieben | Definition | Vollform | Steht für | Langbezeichnung"
            weak "Text | Bezeichnung";
        Variants = "Schreibweisen | Schreibweise | Varianten | Variante | Andere Schreibweisen | \
            Weitere Schreibweisen | Abweichende Schreibweisen | Schreibvarianten | Auch | Synonyme | \
            Alternativen";
        Name = "Name | Namen | Person | Personen | Personenname | Vor- und Nachname | Name der Person"
            weak "Vorname Nachname | Mitarbeiter | Mitarbeiterin";
        Replacement = "Ersatz | Ersatztext | Ersetzen durch | Ersetzung | Ersatzbezeichnung | Funktion | \
            Rolle | Funktionsbezeichnung | Anonymisiert | Anonymisiert als | Bezeichnung | Pseudonym"
            weak "Amt | Stelle";
        ReplacementGenitive = "Ersatz Genitiv | Ersatz im Genitiv | Genitiv | Ersatz 2. Fall | Wesfall | Ersatz Wesfall";
        ReplacementDative = "Ersatz Dativ | Ersatz im Dativ | Dativ | Ersatz 3. Fall | Wemfall | Ersatz Wemfall";
        ReplacementAccusative = "Ersatz Akkusativ | Ersatz im Akkusativ | Akkusativ | Ersatz 4. Fall | \
            Wenfall | Ersatz Wenfall";
        Version = "Version | Versionen | Versionsnummer | Versions-Nr. | Ver. | Fassung | Nr." weak "Stand";
        Date = "Datum | Stand | Tag | Erstellt am | Vom | Versionsdatum | Geändert am | Änderungsdatum";
        Remark = "Bemerkung | Bemerkungen | Anmerkung | Anmerkungen | Änderung | Änderungen | \
            Art der Änderung | Beschreibung | Beschreibung der Änderung | Grund | Anlass | Kommentar | \
            Inhalt | Hinweis | Erläuterung";
    }

    /// Keys of the sheet `Dokument`.
    FACTS: FactKey {
        Title = "Titel | Dokumenttitel | Titel des Dokuments | Titel des Berichts | Berichtstitel | \
            Überschrift | Betreff | Thema"
            weak "Bezeichnung | Name";
        Id = "Dokument | Dokument-ID | Dokumenten-ID | Dokumentkennung | Dokumentenkennung | \
            Dokumentnummer | Dokumentennummer | Dokument-Nr. | Dokumentname | Dokumentenname | Kurzname | \
            Kurztitel | Kurzbezeichnung | Kennung | Kürzel | Dateiname | ID"
            weak "Datei";
        Version = "Version | Versionsnummer | Versions-Nr. | Version Nr. | Fassung | Aktuelle Version | \
            Ausgabe";
        Date = "Datum | Stand | Datum (Stand) | Datum / Stand | Stand / Datum | Stand vom | Stand am | \
            Stand per | Stand zum | Aktueller Stand | Berichtsstand | Berichtsdatum | Stichtag | \
            Versionsdatum | Dokumentdatum | Ausgabedatum | Erstellt am | Erstellungsdatum";
        Creator = "Ersteller | Erstellerin | Ersteller/in | Ersteller*in | Erstellt von | Erstellt durch | \
            Autor | Autorin | Autoren | Autor/in | Verfasser | Verfasserin | Verfasser/in | Bearbeiter | \
            Bearbeiterin | Bearbeiter/in | Bearbeitet von | Sachbearbeitung | Sachbearbeiter | \
            Sachbearbeiterin";
        DocumentStatus = "Status | Dokumentstatus | Dokumentenstatus | Bearbeitungsstatus";
        Responsible = "Verantwortlich | Verantwortliche | Verantwortlicher | Verantwortlichkeit | \
            Verantwortung | Dokumentverantwortlich | Dokumentenverantwortlich | Zuständig | Zuständigkeit | \
            Federführung | Federführend | Ansprechpartner | Ansprechpartnerin | Ansprechperson";
        Confidentiality = "Vertraulichkeit | Vertraulichkeitsstufe | Klassifizierung | Einstufung | \
            Öffentlichkeit | Öffentlichkeitsstatus | Behandlung | Sitzungsteil | \
            Öffentlich / nichtöffentlich"
            weak "Öffentlich | Nichtöffentlich | Vertraulich | Intern | Nur intern";
        Recipients = "Empfänger | Empfängerin | Empfängerkreis | Empfängerliste | Verteiler | \
            Verteilerkreis | An";
        Organisation = "Organisation | Organisationseinheit | Behörde | Herausgeber | Herausgeberin | \
            Stadtverwaltung | Kommune | Verwaltung | Einrichtung | Institution"
            weak "Stadt | Gemeinde | Amt | Dienststelle | Fachbereich | Dezernat";
        Summary = "Kurzbeschreibung | Beschreibung | Untertitel | Zusammenfassung | Kurztext | Inhalt | \
            Kurzfassung | Gegenstand";
        Logo = "Logo | Logodatei | Datei des Logos | Wappen | Logo (Datei)";
        Submission = "Vorlagennummer | Vorlagen-Nr. | Vorlage Nr. | Vorlage-Nr. | Nummer der Vorlage | \
            Vorlage | Drucksache | Drucksachennummer | Drucksachen-Nr. | Drucksache Nr. | DS-Nr. | \
            Sitzungsvorlage | Beschlussvorlage | Mitteilungsvorlage";
        Committee = "Gremium | Gremien | Ausschuss | Beratendes Gremium | Sitzung des" weak "Rat";
        SessionDate = "Sitzungsdatum | Sitzungstermin | Sitzungstag | Sitzung am | Sitzung vom | \
            Datum der Sitzung | Tag der Sitzung | Sitzung";
        AgendaItem = "Tagesordnungspunkt | TOP | TOP Nr. | Punkt der Tagesordnung | Tagesordnung | TO-Punkt";
        AnonymisedFrom = "Anonymisiert ab Version | Anonymisiert ab | Anonymisierung ab Version | \
            Anonymisierung ab | Anonym ab Version | Ohne Namen ab Version | Namen entfallen ab Version";
    }
}
