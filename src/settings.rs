//! What an office can set, read from `sachstand.toml`.
//!
//! ```toml
//! [schrift]
//! dateien = ["HausSans-Regular.ttf", "HausSans-Bold.ttf"]
//! docx = "Haus Sans"
//! ```

use jiff::civil::Date;
use serde::Deserialize;

use crate::diag::{Error, ErrorKind};
use crate::normalize::Rules;
use crate::recognise::Names;

/// All settings; every one has a default.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// `[schrift]`: fonts.
    #[serde(rename = "schrift")]
    pub fonts: Fonts,
    /// `[namen]`: further names of sheets, columns and keys.
    #[serde(rename = "namen")]
    pub names: Names,
    /// `[regeln]`: how texts are made uniform.
    #[serde(rename = "regeln")]
    pub rules: Rules,
    /// The date the files carry as created, where it is not to be the paper's own. Not from the
    /// file: from the environment (`SOURCE_DATE_EPOCH`).
    #[serde(skip)]
    pub created: Option<Date>,
}

/// Fonts of the papers.
#[derive(Clone, Debug, Deserialize)]
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
    /// Reads the text of `sachstand.toml`.
    ///
    /// # Errors
    /// [`ErrorKind::Options`] where it is not valid; the message names the line.
    pub fn parse(text: &str) -> Result<Self, Error> {
        toml::from_str(text).map_err(|error| {
            let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
            let line = before.matches('\n').count() + 1;
            Error::new(ErrorKind::Options, format!("Zeile {line} ist nicht verständlich"))
                .help("Welche Einstellungen es gibt, steht im Handbuch unter »Einstellungen«")
                .because(error)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_are_optional_and_unknown_ones_named_by_line() {
        assert_eq!(Settings::parse("").unwrap().fonts.docx, "Arial");
        assert_eq!(Settings::parse("[schrift]\ndocx = \"Haus\"\n").unwrap().fonts.docx, "Haus");
        let wrong = Settings::parse("[schrift]\nschnitt = \"fett\"\n").unwrap_err();
        assert_eq!(wrong.message(), "Zeile 2 ist nicht verständlich");
    }
}
