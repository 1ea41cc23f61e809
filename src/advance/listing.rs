//! Persons whom a clerk decided about: what the page hands over → what stands in a row, and how it is to be read.

use super::finding;
use crate::diag::Error;
use crate::model::{Person, Role};
use crate::recognise::Column;
use crate::source::{Located, Location};
use crate::text::single_spaced;

/// As many characters as Excel takes in a cell.
const MAX_CELL: usize = 32_767;

/// A person whom a clerk decided about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listing {
    /// The name as it stands in the texts: the subject of the finding `person-nicht-gelistet`.
    pub name: String,
    /// What becomes of it in a public edition.
    pub decision: Decision,
}

/// What becomes of a name in a public edition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    /// A role stands for it, in the four cases as far as they are given.
    Role {
        /// Ersatz: »die Projektleitung«.
        nominative: String,
        /// Ersatz Genitiv: »der Projektleitung«.
        genitive: Option<String>,
        /// Ersatz Dativ.
        dative: Option<String>,
        /// Ersatz Akkusativ.
        accusative: Option<String>,
    },
    /// It may stand: a person of public life, or no person at all.
    Public,
}

impl Listing {
    /// What stands in its row, in the usual order of the columns; blank where nothing does. Each is one line.
    pub(super) fn cells(&self) -> [(Column, String); 6] {
        let (role, public) = match &self.decision {
            Decision::Role { nominative, genitive, dative, accusative } => {
                ([Some(nominative), genitive.as_ref(), dative.as_ref(), accusative.as_ref()], "nein")
            }
            Decision::Public => ([None; 4], "ja"),
        };
        let [nominative, genitive, dative, accusative] =
            role.map(|text| text.map(|it| one_line(it)).unwrap_or_default());
        [
            (Column::Name, one_line(&self.name)),
            (Column::Replacement, nominative),
            (Column::ReplacementGenitive, genitive),
            (Column::ReplacementDative, dative),
            (Column::ReplacementAccusative, accusative),
            (Column::Public, public.to_owned()),
        ]
    }

    /// The person as the sheet is to be read, found at `at`; an error where the row would say nothing.
    pub(super) fn person(&self, at: &Location) -> Result<Person, Error> {
        let cells = self.cells();
        if cells.iter().any(|(_, text)| text.encode_utf16().count() > MAX_CELL) {
            return Err(finding::person_too_long());
        }
        let [(_, name), nominative, genitive, dative, accusative, _] = cells;
        let located = |text: String| Located::new(text, at.clone());
        let given = |(_, text): (Column, String)| (!text.is_empty()).then(|| located(text));
        let public = self.decision == Decision::Public;
        let replacement = match given(nominative) {
            Some(nominative) => {
                let (genitive, dative, accusative) = (given(genitive), given(dative), given(accusative));
                Some(Role { nominative, genitive, dative, accusative })
            }
            None if public => None,
            None => return Err(finding::person_without_role(&name)),
        };
        if name.is_empty() {
            return Err(finding::person_without_name());
        }
        Ok(Person { name: located(name), replacement, public })
    }
}

/// A text as it stands in one line of a cell: control characters count as blanks.
fn one_line(text: &str) -> String {
    let plain: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    single_spaced(&plain)
}
