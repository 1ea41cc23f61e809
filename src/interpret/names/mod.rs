//! What sheets, columns and keys are called: the tables of synonyms ([`tables`]), the additions of
//! a configuration file ([`Names`]) and the tolerant comparison ([`vocabulary`]).

mod tables;
mod vocabulary;

use std::collections::BTreeMap;

use serde::Deserialize;

pub(super) use tables::{COLUMNS, FACTS, SHEETS};
pub(super) use vocabulary::{Hit, Likeness, Vocabulary, fold};

/// Further names an office uses, beside the usual ones the program knows. A table of the
/// configuration file `sachstand.toml`; every key takes a list of names:
///
/// ```toml
/// [namen.blaetter]
/// personen = ["Beteiligte"]
/// [namen.spalten]
/// aktion = ["Arbeitspaket", "Baustein"]
/// sachstand = ["Was ist passiert?"]
/// [namen.angaben]
/// vorlagennummer = ["Kennung im Ratsinformationssystem"]
/// ```
///
/// Case, umlaut spelling, blanks, hyphens and punctuation need not agree. A name given here wins
/// over the built-in ones.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Names {
    /// Names of sheets.
    #[serde(rename = "blaetter", alias = "blätter")]
    pub sheets: BTreeMap<SheetKind, Vec<String>>,
    /// Heads of columns, of the status table and of the lists.
    #[serde(rename = "spalten")]
    pub columns: BTreeMap<Column, Vec<String>>,
    /// Keys of the sheet `Dokument`.
    #[serde(rename = "angaben")]
    pub facts: BTreeMap<FactKey, Vec<String>>,
}

/// What a sheet is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SheetKind {
    /// `Dokument`: facts about the paper.
    #[serde(rename = "dokument")]
    Document,
    /// `Sachstand`: a status table. There may be several.
    #[serde(rename = "sachstand")]
    Status,
    /// `Texte`: running text.
    #[serde(rename = "texte")]
    Texts,
    /// `Abkürzungen`: the list of abbreviations.
    #[serde(rename = "abkuerzungen", alias = "abkürzungen")]
    Abbreviations,
    /// `Personen`: who may be named.
    #[serde(rename = "personen")]
    Persons,
    /// `Versionen`: the history.
    #[serde(rename = "versionen")]
    Versions,
}

impl SheetKind {
    /// The name the manual uses.
    pub fn german(self) -> &'static str {
        match self {
            Self::Document => "Dokument",
            Self::Status => "Sachstand",
            Self::Texts => "Texte",
            Self::Abbreviations => "Abkürzungen",
            Self::Persons => "Personen",
            Self::Versions => "Versionen",
        }
    }
}

/// What a column is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
pub enum Column {
    /// Aktion.
    #[serde(rename = "aktion")]
    Action,
    /// Sachstand.
    #[serde(rename = "sachstand")]
    Report,
    /// Handlungsfeld.
    #[serde(rename = "handlungsfeld")]
    Field,
    /// Nr.
    #[serde(rename = "nr")]
    Number,
    /// Status.
    #[serde(rename = "status")]
    Status,
    /// Zielerreichung.
    #[serde(rename = "zielerreichung")]
    Goal,
    /// Termin.
    #[serde(rename = "termin")]
    Due,
    /// Zuständig.
    #[serde(rename = "zustaendig", alias = "zuständig")]
    Responsible,
    /// Nichtöffentlich.
    #[serde(rename = "nichtoeffentlich", alias = "nichtöffentlich")]
    Nonpublic,
    /// Öffentlich: of a person, or (with its sense turned) of a row of the status table.
    #[serde(rename = "oeffentlich", alias = "öffentlich")]
    Public,
    /// Abschnitt, of the sheet `Texte`.
    #[serde(rename = "abschnitt")]
    Section,
    /// Text.
    #[serde(rename = "text")]
    Text,
    /// Position.
    #[serde(rename = "position")]
    Position,
    /// Abkürzung.
    #[serde(rename = "abkuerzung", alias = "abkürzung")]
    Short,
    /// Bedeutung.
    #[serde(rename = "bedeutung")]
    Meaning,
    /// Schreibweisen.
    #[serde(rename = "schreibweisen")]
    Variants,
    /// Name, of the sheet `Personen`.
    #[serde(rename = "name")]
    Name,
    /// Ersatz.
    #[serde(rename = "ersatz")]
    Replacement,
    /// Version, of the sheet `Versionen`.
    #[serde(rename = "version")]
    Version,
    /// Datum.
    #[serde(rename = "datum")]
    Date,
    /// Bemerkung.
    #[serde(rename = "bemerkung")]
    Remark,
}

impl Column {
    /// The name the manual uses.
    pub fn german(self) -> &'static str {
        match self {
            Self::Action => "Aktion",
            Self::Report => "Sachstand",
            Self::Field => "Handlungsfeld",
            Self::Number => "Nr",
            Self::Status => "Status",
            Self::Goal => "Zielerreichung",
            Self::Due => "Termin",
            Self::Responsible => "Zuständig",
            Self::Nonpublic => "Nichtöffentlich",
            Self::Public => "Öffentlich",
            Self::Section => "Abschnitt",
            Self::Text => "Text",
            Self::Position => "Position",
            Self::Short => "Abkürzung",
            Self::Meaning => "Bedeutung",
            Self::Variants => "Schreibweisen",
            Self::Name => "Name",
            Self::Replacement => "Ersatz",
            Self::Version => "Version",
            Self::Date => "Datum",
            Self::Remark => "Bemerkung",
        }
    }
}

/// What a row of the sheet `Dokument` says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
pub enum FactKey {
    /// Titel.
    #[serde(rename = "titel")]
    Title,
    /// Dokument: the short id.
    #[serde(rename = "dokument")]
    Id,
    /// Version.
    #[serde(rename = "version")]
    Version,
    /// Datum.
    #[serde(rename = "datum")]
    Date,
    /// Ersteller.
    #[serde(rename = "ersteller")]
    Creator,
    /// Status.
    #[serde(rename = "status")]
    Status,
    /// Verantwortlich.
    #[serde(rename = "verantwortlich")]
    Responsible,
    /// Vertraulichkeit.
    #[serde(rename = "vertraulichkeit")]
    Confidentiality,
    /// Empfänger.
    #[serde(rename = "empfaenger", alias = "empfänger")]
    Recipients,
    /// Organisation.
    #[serde(rename = "organisation")]
    Organisation,
    /// Kurzbeschreibung.
    #[serde(rename = "kurzbeschreibung")]
    Summary,
    /// Logo.
    #[serde(rename = "logo")]
    Logo,
    /// Vorlagennummer.
    #[serde(rename = "vorlagennummer")]
    Submission,
    /// Gremium.
    #[serde(rename = "gremium")]
    Committee,
    /// Sitzungsdatum.
    #[serde(rename = "sitzungsdatum")]
    SessionDate,
    /// Tagesordnungspunkt.
    #[serde(rename = "tagesordnungspunkt")]
    AgendaItem,
    /// Anonymisiert ab Version.
    #[serde(rename = "anonymisiert-ab")]
    AnonymisedFrom,
}

impl FactKey {
    /// The name the manual uses.
    pub fn german(self) -> &'static str {
        match self {
            Self::Title => "Titel",
            Self::Id => "Dokument",
            Self::Version => "Version",
            Self::Date => "Datum",
            Self::Creator => "Ersteller",
            Self::Status => "Status",
            Self::Responsible => "Verantwortlich",
            Self::Confidentiality => "Vertraulichkeit",
            Self::Recipients => "Empfänger",
            Self::Organisation => "Organisation",
            Self::Summary => "Kurzbeschreibung",
            Self::Logo => "Logo",
            Self::Submission => "Vorlagennummer",
            Self::Committee => "Gremium",
            Self::SessionDate => "Sitzungsdatum",
            Self::AgendaItem => "Tagesordnungspunkt",
            Self::AnonymisedFrom => "Anonymisiert ab Version",
        }
    }
}
