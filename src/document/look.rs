//! How the texts of a paper are set: what an office can choose, alike in both files.

use serde::{Deserialize, Serialize};

/// How the texts of a paper are set. Lengths are in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Look {
    /// Whether words may be hyphenated.
    pub hyphenation: bool,
    /// The size of running text; headings and the cover grow with it.
    pub text_size: f64,
    /// The size of text in tables.
    pub table_size: f64,
    /// The size of labels and values (Status, Termin …) in tables.
    pub details_size: f64,
    /// The size of header and footer.
    pub running_size: f64,
    /// The pitch of lines in parts of the font's own, as Word counts it: 1 is single.
    pub line: f64,
    /// The space between two paragraphs of running text, added to the pitch; lists and tables have half of it.
    pub gap: f64,
    /// How dropped text is shown.
    pub dropped: Dropped,
    /// Whether the PDF says marks in words for those who do not see them.
    pub spoken: bool,
}

impl Look {
    /// The size of running text where none is chosen.
    pub const TEXT_SIZE: f64 = 11.0;
    /// The smallest header and footer.
    const SMALLEST: f64 = 9.0;

    /// The look with all texts but header and footer in one size, in half points as Word counts.
    pub fn sized(self, size: f64) -> Self {
        let size = (size * 2.0).round() / 2.0;
        let running_size = (size - 2.0).max(Self::SMALLEST);
        Self { text_size: size, table_size: size, details_size: size, running_size, ..self }
    }
}

impl Default for Look {
    fn default() -> Self {
        Self {
            hyphenation: true,
            text_size: Self::TEXT_SIZE,
            table_size: 10.0,
            details_size: 9.5,
            running_size: Self::SMALLEST,
            line: 1.14,
            gap: 6.0,
            dropped: Dropped::default(),
            spoken: true,
        }
    }
}

/// How text is shown that was dropped since the previous version.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub enum Dropped {
    /// Struck through.
    #[default]
    #[serde(rename = "durchgestrichen")]
    Struck,
    /// In brackets that say so, not struck: some systems black out what is struck.
    #[serde(rename = "klammern")]
    Bracketed,
    /// Not at all; the overview of changes alone tells of it.
    #[serde(rename = "weglassen")]
    LeftOut,
}
