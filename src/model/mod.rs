//! The report: what a workbook says, once its layout has been understood.
//!
//! One [`Report`] is one version of one paper. Every text in it knows the cell it came from.
//! Change marks live on the runs ([`crate::text::Mark`]): in a report fresh from `interpret` they
//! are the marks the staff set by hand (underline, strike-through); in one that was compared with
//! its predecessor they are the computed ones.

mod change;
mod edition;
mod entry;
mod lineage;
mod version;
mod walk;

pub use change::{
    Area, Cells, Change, ChangeKind, ChangeRun, MarkOrigin, MarkSource, Part, Place, Target, ValueChange,
    WordCounts,
};
pub use edition::Edition;
pub use entry::{Detail, DetailColumn, DetailLine, DetailValue, Details, Entry};
pub use lineage::Lineage;
pub use version::Version;
pub use walk::{Spot, SpotKind, SpotMut, SpotPlace};

use std::sync::Arc;

use jiff::civil::Date;
use serde::Serialize;

use crate::source::{Located, Location};
use crate::text::Text;

/// One version of one paper.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Report {
    /// The workbook it was read from.
    pub file: Arc<str>,
    /// The sheet `Dokument`.
    pub facts: Facts,
    /// The heads of the two columns of the status tables.
    pub columns: Columns,
    /// The status tables, one per Handlungsfeld.
    pub fields: Vec<Field>,
    /// Running text before and after the tables.
    pub sections: Vec<Section>,
    /// The list of abbreviations, in the order of the sheet.
    pub abbreviations: Vec<Abbreviation>,
    /// Who may be named, and what stands for the names of the others.
    pub persons: Vec<Person>,
    /// The history of versions, in the order of the sheet.
    pub history: Vec<HistoryEntry>,
}

impl Report {
    /// The entries of the history that are older than this version.
    pub fn earlier_versions(&self) -> impl Iterator<Item = &HistoryEntry> {
        let own = self.facts.version.as_ref().map(|version| &version.value);
        self.history.iter().filter(move |entry| own.is_some_and(|own| entry.version.value < *own))
    }

    /// Forgets how the actions stood in earlier periods.
    pub fn leave_out_earlier(&mut self) {
        for action in self.fields.iter_mut().flat_map(|field| &mut field.actions) {
            action.status.retain_mut(|entry| {
                let Entry::Details(details) = entry else { return true };
                details.values.retain(|detail| detail.column != DetailColumn::Earlier);
                !details.values.is_empty()
            });
        }
    }

    /// Whether anything of it is not for the public.
    pub fn keeps_back(&self) -> bool {
        let mut actions = self.fields.iter().flat_map(|field| &field.actions);
        !self.columns.withheld.is_empty()
            || actions.any(|action| action.nonpublic)
            || self.sections.iter().any(|section| section.nonpublic)
    }

    /// Whether any text of the paper is marked as new or dropped.
    pub fn is_marked(&self) -> bool {
        self.texts().iter().filter_map(|spot| spot.words.formatted()).any(Text::is_marked)
    }
}

/// Facts about the paper: the sheet `Dokument`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Facts {
    /// Titel.
    pub title: Located<String>,
    /// Dokument: the short id that names the output files.
    pub id: Located<String>,
    /// Version; none where the workbook gives none that can be read.
    pub version: Option<Located<Version>>,
    /// Datum (Stand).
    pub date: Option<Located<Date>>,
    /// Ersteller.
    pub creator: Option<Located<String>>,
    /// Status, such as »Entwurf«.
    pub document_status: Option<Located<String>>,
    /// Verantwortlich.
    pub responsible: Option<Located<String>>,
    /// Vertraulichkeit, such as »nichtöffentlich«.
    pub confidentiality: Option<Located<String>>,
    /// Empfänger, one per line.
    pub recipients: Vec<Located<String>>,
    /// Organisation.
    pub organisation: Option<Located<String>>,
    /// Kurzbeschreibung on the cover, one per line.
    pub summary: Vec<Located<String>>,
    /// Logo: a file name, relative to the workbook.
    pub logo: Option<Located<String>>,
    /// Vorlagennummer.
    pub submission: Option<Located<String>>,
    /// Gremium.
    pub committee: Option<Located<String>>,
    /// Sitzungsdatum.
    pub session_date: Option<Located<Date>>,
    /// Tagesordnungspunkt.
    pub agenda_item: Option<Located<String>>,
    /// Anonymisiert ab Version.
    pub anonymised_from: Option<Located<Version>>,
    /// Rows whose key is not known: shown in the Dokumentinformation as they stand.
    pub others: Vec<(Located<String>, Located<String>)>,
}

/// The heads of the two columns of the status tables.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Columns {
    /// Head of the left column.
    pub action: String,
    /// Head of the right column.
    pub status: String,
    /// The columns that the internal edition alone has, or none, whether or not anything stands below them.
    pub withheld: Vec<WithheldColumn>,
}

/// A column of a status table that is not for the public.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct WithheldColumn {
    /// What stands below it.
    pub column: DetailColumn,
    /// Its head.
    pub head: Located<String>,
}

impl Default for Columns {
    fn default() -> Self {
        Self {
            action: "Aktion im Handlungsfeld".into(),
            status: "Darstellung des Sachstands / Zielerreichung".into(),
            withheld: Vec::new(),
        }
    }
}

/// A field of action (Handlungsfeld) with its status table.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Field {
    /// Its title; blank where the table stands without one.
    pub title: Located<Text>,
    /// Its rows.
    pub actions: Vec<Action>,
}

/// An action (Aktion) and its status.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Action {
    /// Nr, where the table has that column: the key by which versions are aligned.
    pub number: Option<Located<String>>,
    /// The cell of the action: usually one paragraph, several entries stay several.
    pub title: Vec<Paragraph>,
    /// The status entries, flat and in reading order.
    pub status: Vec<Entry>,
    /// Nichtöffentlich: the row must not appear in a public edition.
    pub nonpublic: bool,
    /// The cell of the action.
    pub at: Location,
}

/// A paragraph or list item.
#[derive(Clone, Debug, Serialize)]
pub struct Paragraph {
    /// What it is.
    pub kind: ParagraphKind,
    /// Depth from 0. An item of an outer list and a paragraph outside any list have level 0;
    /// a paragraph that continues an item has that item's level plus 1.
    pub level: u8,
    /// Its text.
    pub text: Text,
    /// The cell it stands in.
    pub at: Location,
}

impl PartialEq for Paragraph {
    /// By content; the place does not count.
    fn eq(&self, other: &Self) -> bool {
        (self.kind, self.level, &self.text) == (other.kind, other.level, &other.text)
    }
}

/// What a paragraph is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ParagraphKind {
    /// Running text.
    Plain,
    /// An item of a bulleted list.
    Bullet,
}

/// Running text before or after the tables.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Section {
    /// Abschnitt: its heading; blank where it has none.
    pub title: Located<Text>,
    /// Where it stands.
    pub position: Position,
    /// Its paragraphs, flat and in reading order.
    pub paragraphs: Vec<Paragraph>,
    /// Nichtöffentlich: it must not appear in a public edition.
    pub nonpublic: bool,
}

/// Where a section of running text stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Position {
    /// Before the tables (`vor`).
    Before,
    /// After the tables (`nach`).
    After,
    /// The section named `Handlungsfelder`: it replaces the default text above the tables.
    Tables,
}

/// A row of the list of abbreviations.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Abbreviation {
    /// Abkürzung.
    pub short: Located<Text>,
    /// Bedeutung.
    pub meaning: Located<Text>,
    /// Schreibweisen: variants to unify, split at commas, semicolons and line breaks.
    pub variants: Vec<String>,
}

/// A row of the sheet `Personen`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Person {
    /// Name as it stands in the texts.
    pub name: Located<String>,
    /// Ersatz: the role that replaces it in a public edition.
    pub replacement: Option<Role>,
    /// Öffentlich: may be named (a mayor, say).
    pub public: bool,
}

/// What stands for a person's name, in the four cases as far as the workbook gives them.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Role {
    /// Ersatz, with or without its article: »die Projektleitung«.
    pub nominative: Located<String>,
    /// Ersatz Genitiv: »der Projektleitung«.
    pub genitive: Option<Located<String>>,
    /// Ersatz Dativ.
    pub dative: Option<Located<String>>,
    /// Ersatz Akkusativ.
    pub accusative: Option<Located<String>>,
}

impl Role {
    /// The cases that are given, the nominative first.
    pub fn cases(&self) -> impl Iterator<Item = &Located<String>> {
        let further = [&self.genitive, &self.dative, &self.accusative];
        std::iter::once(&self.nominative).chain(further.into_iter().flatten())
    }
}

/// A row of the sheet `Versionen`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct HistoryEntry {
    /// Version.
    pub version: Located<Version>,
    /// Datum.
    pub date: Option<Located<Date>>,
    /// Bemerkung.
    pub remark: Option<Located<String>>,
}
