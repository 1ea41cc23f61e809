//! What sheets, columns and keys ([`kinds`]) are called: the tables of synonyms ([`tables`]), the
//! additions of a configuration file ([`Names`]) and the tolerant comparison ([`vocabulary`]).

mod kinds;
mod lights;
mod tables;
mod vocabulary;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use kinds::{Column, FactKey, Hue, SheetKind};
pub use lights::Lights;
pub(super) use tables::{COLUMNS, FACTS, SHEETS};
pub(super) use vocabulary::Hit;
pub(super) use vocabulary::is_supplement;
pub(crate) use vocabulary::{Likeness, Vocabulary, begins_with, is_one_of};

/// Further names an office uses, beside the usual ones the program knows. A table of the
/// configuration file `sachstand.toml`; every key takes a list of names, that of a colour a word:
///
/// ```toml
/// [namen]
/// nur-nichtoeffentlich = ["Kosten"]
/// [namen.blaetter]
/// personen = ["Beteiligte"]
/// [namen.spalten]
/// aktion = ["Arbeitspaket", "Baustein"]
/// sachstand = ["Was ist passiert?"]
/// [namen.angaben]
/// vorlagennummer = ["Kennung im Ratsinformationssystem"]
/// [namen.ampel]
/// gruen = "im Plan"
/// ```
///
/// Case, umlaut spelling, blanks, hyphens and punctuation need not agree. A name given here wins
/// over the built-in ones.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct Names {
    /// Names of sheets.
    #[serde(rename = "blaetter")]
    pub sheets: BTreeMap<SheetKind, Vec<String>>,
    /// Heads of columns, of the status table and of the lists.
    #[serde(rename = "spalten")]
    pub columns: BTreeMap<Column, Vec<String>>,
    /// Heads of columns that only the nonpublic edition has.
    #[serde(rename = "nur-nichtoeffentlich")]
    pub nonpublic_columns: Vec<String>,
    /// Keys of the sheet `Dokument`.
    #[serde(rename = "angaben")]
    pub facts: BTreeMap<FactKey, Vec<String>>,
    /// What colours mean.
    #[serde(rename = "ampel")]
    pub lights: Lights,
}

impl Names {
    /// A list of names, all of them empty, for everything that can have further names.
    pub fn every() -> Self {
        fn none<K: Copy + Ord>(kinds: &[K]) -> BTreeMap<K, Vec<String>> {
            kinds.iter().map(|kind| (*kind, Vec::new())).collect()
        }
        let words = Hue::ALL.iter().map(|hue| (*hue, String::new())).collect();
        Self {
            sheets: none(SheetKind::ALL),
            columns: none(Column::ALL),
            nonpublic_columns: Vec::new(),
            facts: none(FactKey::ALL),
            lights: Lights { words, ..Lights::default() },
        }
    }
}
