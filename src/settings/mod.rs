//! What an office can set, read from `sachstand.toml`.
//!
//! ```toml
//! [schrift]
//! dateien = ["HausSans-Regular.ttf", "HausSans-Bold.ttf"]
//! docx = "Haus Sans"
//! ```

mod check;
mod edit;
mod typography;

pub use edit::{with_column, without_column};
pub use typography::{Changes, Preset, Typography};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::diag::Error;
use crate::document::Look;
use crate::normalize::Rules;
use crate::recognise::Names;

/// All settings; every one has a default.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// `[schrift]`: fonts.
    #[serde(rename = "schrift")]
    pub fonts: Fonts,
    /// `[namen]`: further names of sheets, columns and keys.
    #[serde(rename = "namen")]
    pub names: Names,
    /// `[tabelle]`: what is taken from the status table.
    #[serde(rename = "tabelle")]
    pub table: Table,
    /// `[regeln]`: how texts are made uniform.
    #[serde(rename = "regeln")]
    pub rules: Rules,
    /// `[satz]`: how the texts are set.
    #[serde(rename = "satz")]
    pub typography: Typography,
    /// `[aenderungen]`: how changes are shown.
    #[serde(rename = "aenderungen")]
    pub changes: Changes,
    /// The date the files carry as created, where it is not to be the paper's own. Not from the
    /// file: from the environment (`SOURCE_DATE_EPOCH`).
    #[serde(skip)]
    pub created: Option<Date>,
}

/// What is taken from the status table.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct Table {
    /// Whether the status of earlier periods, where it has columns of its own, stands below the newest.
    #[serde(rename = "fruehere-sachstaende")]
    pub earlier: bool,
}

impl Default for Table {
    fn default() -> Self {
        Self { earlier: true }
    }
}

/// Fonts of the papers.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct Fonts {
    /// Font files for the PDF, relative to `sachstand.toml`; none for the built-in font.
    #[serde(rename = "dateien")]
    pub files: Vec<String>,
    /// Name of the font in the Word file.
    pub docx: String,
}

impl Default for Fonts {
    fn default() -> Self {
        Self { files: Vec::new(), docx: "Arial".into() }
    }
}

impl Settings {
    /// Reads the text of `sachstand.toml`. Case and umlauts of keys do not matter.
    ///
    /// # Errors
    /// [`ErrorKind::Options`](crate::diag::ErrorKind::Options) where there is a mistake in it; the message names
    /// the line and the key, the help what may stand there.
    pub fn parse(text: &str) -> Result<Self, Error> {
        check::read(text)
    }

    /// Everything there is to set, each key with a value of its kind.
    pub fn known() -> toml::Table {
        let all = Self { names: Names::every(), typography: Typography::every(), ..Self::default() };
        toml::Table::try_from(all).unwrap_or_default()
    }

    /// How the texts of a paper are set.
    pub fn look(&self) -> Look {
        self.typography.look(&self.changes)
    }
}
