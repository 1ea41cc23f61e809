//! What there is to recognise: kinds of sheets, columns and facts, by the names of the manual.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Enums whose variants have a German name and a name in the settings.
macro_rules! kinds {
    ($(
        $(#[$doc:meta])*
        enum $name:ident {
            $($(#[$more:meta])* $variant:ident = $german:literal, $key:literal;)+
        }
    )+) => { $(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
        pub enum $name {
            $(#[doc = $german] $(#[$more])* #[serde(rename = $key)] $variant,)+
        }

        impl $name {
            /// Every one.
            pub(crate) const ALL: &[Self] = &[$(Self::$variant,)+];

            /// The name the manual uses.
            pub fn german(self) -> &'static str {
                match self { $(Self::$variant => $german,)+ }
            }

            /// Its name in `sachstand.toml`.
            pub fn key(self) -> &'static str {
                match self { $(Self::$variant => $key,)+ }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.german())
            }
        }
    )+ };
}

kinds! {
    /// What a sheet is for.
    enum SheetKind {
        /// Facts about the paper.
        Document = "Dokument", "dokument";
        /// A status table. There may be several.
        Status = "Sachstand", "sachstand";
        /// Running text.
        Texts = "Texte", "texte";
        /// The list of abbreviations.
        Abbreviations = "Abkürzungen", "abkuerzungen";
        /// Who may be named.
        Persons = "Personen", "personen";
        /// The history.
        Versions = "Versionen", "versionen";
    }

    /// What a column is for.
    enum Column {
        Action = "Aktion", "aktion";
        /// The text that says how an action stands; `status` everywhere in the code.
        Status = "Sachstand", "sachstand";
        Field = "Handlungsfeld", "handlungsfeld";
        Number = "Nr", "nr";
        /// A label such as »in Umsetzung«, or a traffic light.
        StateLabel = "Status", "status";
        /// How far the goal is attained, in percent.
        Attainment = "Zielerreichung", "zielerreichung";
        Due = "Termin", "termin";
        Responsible = "Zuständig", "zustaendig";
        /// A second level below the action, each with a status of its own.
        Part = "Teilmaßnahme", "teilmassnahme";
        /// The status as it stood before.
        Earlier = "Früherer Sachstand", "frueherer-sachstand";
        /// Of the office's own; printed as »head: value«.
        Other = "Einzelangabe", "einzelangabe";
        /// Of the office's own, and in no edition.
        Working = "Arbeitsspalte", "arbeitsspalte";
        Nonpublic = "Nichtöffentlich", "nichtoeffentlich";
        /// Of a person, or (with its sense turned) of a row of the status table.
        Public = "Öffentlich", "oeffentlich";
        /// Of the sheet `Texte`.
        Section = "Abschnitt", "abschnitt";
        Text = "Text", "text";
        Position = "Position", "position";
        Short = "Abkürzung", "abkuerzung";
        Meaning = "Bedeutung", "bedeutung";
        Variants = "Schreibweisen", "schreibweisen";
        /// Of the sheet `Personen`.
        Name = "Name", "name";
        Replacement = "Ersatz", "ersatz";
        ReplacementGenitive = "Ersatz Genitiv", "ersatz-genitiv";
        ReplacementDative = "Ersatz Dativ", "ersatz-dativ";
        ReplacementAccusative = "Ersatz Akkusativ", "ersatz-akkusativ";
        /// Of the sheet `Versionen`.
        Version = "Version", "version";
        Date = "Datum", "datum";
        Remark = "Bemerkung", "bemerkung";
    }

    /// A colour of a traffic light or of other cells.
    enum Hue {
        Green = "grün", "gruen";
        Yellow = "gelb", "gelb";
        Orange = "orange", "orange";
        Red = "rot", "rot";
        Blue = "blau", "blau";
        Turquoise = "türkis", "tuerkis";
        Violet = "violett", "violett";
        Pink = "rosa", "rosa";
        Brown = "braun", "braun";
        Grey = "grau", "grau";
        Black = "schwarz", "schwarz";
    }

    /// What a row of the sheet `Dokument` says.
    enum FactKey {
        Title = "Titel", "titel";
        /// The short id.
        Id = "Dokument", "dokument";
        Version = "Version", "version";
        Date = "Datum", "datum";
        Creator = "Ersteller", "ersteller";
        /// The state of the document itself, such as »Entwurf«.
        DocumentStatus = "Status", "status";
        Responsible = "Verantwortlich", "verantwortlich";
        Confidentiality = "Vertraulichkeit", "vertraulichkeit";
        Recipients = "Empfänger", "empfaenger";
        Organisation = "Organisation", "organisation";
        Summary = "Kurzbeschreibung", "kurzbeschreibung";
        Logo = "Logo", "logo";
        Submission = "Vorlagennummer", "vorlagennummer";
        Committee = "Gremium", "gremium";
        SessionDate = "Sitzungsdatum", "sitzungsdatum";
        AgendaItem = "Tagesordnungspunkt", "tagesordnungspunkt";
        AnonymisedFrom = "Anonymisiert ab Version", "anonymisiert-ab";
    }
}

impl SheetKind {
    /// What a column of its table can be set to (`[namen.spalten]`), in the order in which a table has them; for
    /// the facts, which have no columns, nothing. Which columns only one kind can have, the list says; that of the
    /// status table goes from what heads a row to what is printed beside it, to who may read it.
    pub fn choices(self) -> Vec<Column> {
        // Who may be named is needed whatever a head says.
        let working = !matches!(self, Self::Document | Self::Persons);
        self.columns().iter().copied().chain(working.then_some(Column::Working)).collect()
    }

    /// The columns its table can have, in their usual order.
    pub(crate) fn columns(self) -> &'static [Column] {
        use Column::*;
        match self {
            Self::Document => &[],
            Self::Status => &[
                Field,
                Number,
                Action,
                Part,
                Status,
                Earlier,
                StateLabel,
                Attainment,
                Due,
                Responsible,
                Other,
                Nonpublic,
                Public,
            ],
            Self::Texts => &[Section, Text, Position, Nonpublic, Public],
            Self::Abbreviations => &[Short, Meaning, Variants],
            Self::Persons => {
                &[Name, Replacement, ReplacementGenitive, ReplacementDative, ReplacementAccusative, Public]
            }
            Self::Versions => &[Version, Date, Remark],
        }
    }

    /// The columns without which a row is no header of its table.
    pub(crate) fn required_columns(self) -> &'static [Column] {
        match self {
            Self::Document => &[],
            Self::Status => &[Column::Action, Column::Status],
            Self::Texts => &[Column::Text],
            Self::Abbreviations => &[Column::Short, Column::Meaning],
            Self::Persons => &[Column::Name],
            Self::Versions => &[Column::Version],
        }
    }
}
