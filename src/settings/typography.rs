//! `[satz]` and `[aenderungen]`: how the texts of a paper are set and its changes shown.

use std::ops::RangeInclusive;

use serde::{Deserialize, Serialize};

use crate::document::{Dropped, Look};

/// The numbers there are to set, and what they may be.
pub(super) const NUMBERS: [(&str, RangeInclusive<f64>); 3] =
    [("schriftgroesse", 10.0..=14.0), ("zeilenabstand", 1.0..=2.0), ("absatzabstand", 0.0..=24.0)];

/// The words there are to choose from.
pub(super) const CHOICES: [(&str, &[&str]); 2] = [
    ("vorgabe", &["standard", "barrierefrei"]),
    ("entfallen", &["durchgestrichen", "klammern", "weglassen"]),
];

/// How the texts of a paper are set; what is none follows from the preset.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct Typography {
    /// Where the others start from.
    #[serde(rename = "vorgabe")]
    pub preset: Preset,
    /// Whether words may be hyphenated.
    #[serde(rename = "silbentrennung")]
    pub hyphenation: Option<bool>,
    /// The size of all texts but headings, header and footer, in points.
    #[serde(rename = "schriftgroesse")]
    pub size: Option<f64>,
    /// The pitch of lines in parts of the font's own.
    #[serde(rename = "zeilenabstand")]
    pub line: Option<f64>,
    /// The space between two paragraphs of running text, in points.
    #[serde(rename = "absatzabstand")]
    pub gap: Option<f64>,
}

/// A set of choices under one name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Preset {
    /// What the program was made for.
    #[default]
    Standard,
    /// As the rules of several states for accessible documents ask: 12 points, no hyphenation, wider lines.
    #[serde(rename = "barrierefrei")]
    Accessible,
}

/// How changes are shown.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct Changes {
    /// How dropped text is shown.
    #[serde(rename = "entfallen")]
    pub dropped: Dropped,
    /// Whether the PDF says marks in words for those who do not see them.
    #[serde(rename = "vorlesen")]
    pub spoken: bool,
}

impl Default for Changes {
    fn default() -> Self {
        Self { dropped: Dropped::default(), spoken: true }
    }
}

impl Typography {
    /// With every setting set, so that all of them are written.
    pub(super) fn every() -> Self {
        let Look { hyphenation, text_size, line, gap, .. } = Look::default();
        Self {
            preset: Preset::default(),
            hyphenation: Some(hyphenation),
            size: Some(text_size),
            line: Some(line),
            gap: Some(gap),
        }
    }

    /// The look that comes of it.
    pub(super) fn look(&self, changes: &Changes) -> Look {
        let preset = match self.preset {
            Preset::Standard => Look::default(),
            Preset::Accessible => Look { hyphenation: false, line: 1.15, ..Look::default() }.sized(12.0),
        };
        let sized = self.size.map_or(preset, |size| preset.sized(size));
        Look {
            hyphenation: self.hyphenation.unwrap_or(sized.hyphenation),
            line: self.line.unwrap_or(sized.line),
            gap: self.gap.unwrap_or(sized.gap),
            dropped: changes.dropped,
            spoken: changes.spoken,
            ..sized
        }
    }
}
