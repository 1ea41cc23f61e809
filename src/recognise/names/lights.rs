//! Traffic lights: what colours are called, and which columns show them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Hue, is_one_of};
use crate::german::fold;
use crate::grid::Rgb;

/// What the colours of a column mean, `[namen.ampel]` in `sachstand.toml`:
///
/// ```toml
/// [namen.ampel]
/// spalten = ["Risiko"]
/// ohne = ["Kosten"]
/// gruen = "im Plan"
/// rot = "gefährdet"
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
pub struct Lights {
    /// Heads of columns whose colours are lights in any case.
    #[serde(rename = "spalten")]
    pub columns: Vec<String>,
    /// Heads of columns whose colours mean nothing.
    #[serde(rename = "ohne")]
    pub without: Vec<String>,
    /// What stands for a colour; where there is nothing, its name does.
    #[serde(flatten)]
    pub words: BTreeMap<Hue, String>,
}

impl Lights {
    /// The word for a colour.
    pub(crate) fn word(&self, hue: Hue) -> &str {
        self.own(hue).unwrap_or(hue.german())
    }

    /// The office's own word for a colour.
    pub(crate) fn own(&self, hue: Hue) -> Option<&str> {
        self.words.get(&hue).map(|word| word.trim()).filter(|word| !word.is_empty())
    }

    /// Whether a head is one of `heads`.
    pub(crate) fn lists(heads: &[String], head: &str) -> bool {
        heads.iter().any(|listed| fold(listed) == fold(head))
    }

    /// Whether the head of a column says that it shows lights.
    pub(crate) fn names_lights(head: &str) -> bool {
        let usual = "status bewertung farbe trend risiko rag fortschritt einschaetzung gesamtstatus projektstatus \
                     statusfarbe umsetzungsstatus erfuellung zielerreichung tendenz kritikalitaet lage stimmung gruen gelb rot orange";
        fold(head).contains("ampel") || is_one_of(head, usual)
    }
}

impl Hue {
    /// The name that people have for a colour; none for one that is nearly white.
    pub(crate) fn of(Rgb(color): Rgb) -> Option<Self> {
        let [red, green, blue] = color.map(|part| f64::from(part) / 255.0);
        let (most, least) = (red.max(green).max(blue), red.min(green).min(blue));
        let (light, chroma) = (f64::midpoint(most, least), most - least);
        if chroma < 0.06 {
            return match light {
                light if light < 0.2 => Some(Self::Black),
                light if light < 0.93 => Some(Self::Grey),
                _ => None,
            };
        }
        let sixth = if most == red {
            ((green - blue) / chroma).rem_euclid(6.0)
        } else if most == green {
            (blue - red) / chroma + 2.0
        } else {
            (red - green) / chroma + 4.0
        };
        // Gold, which Excel calls orange, stands for yellow in most offices' lights.
        Some(match sixth * 60.0 {
            15.0..40.0 if light < 0.3 => Self::Brown,
            15.0..40.0 => Self::Orange,
            40.0..68.0 => Self::Yellow,
            68.0..165.0 => Self::Green,
            165.0..195.0 => Self::Turquoise,
            195.0..255.0 => Self::Blue,
            255.0..295.0 => Self::Violet,
            295.0..345.0 => Self::Pink,
            _ => Self::Red,
        })
    }

    /// The colour of this name, as [`Hue::german`] has it.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|hue| hue.german() == name)
    }

    /// Whether it is one of a traffic light.
    pub(crate) fn is_light(self) -> bool {
        matches!(self, Self::Green | Self::Yellow | Self::Orange | Self::Red)
    }

    /// The shape that stands beside its name, for prints in black and white.
    pub(crate) fn shape(self) -> char {
        match self {
            Self::Green => '●',
            Self::Yellow => '▲',
            Self::Orange => '◊',
            Self::Red => '■',
            Self::Grey => '○',
            _ => '□',
        }
    }

    /// Whether a text is no more than a letter or word for it.
    pub(crate) fn is_said_by(self, text: &str) -> bool {
        let letters = match self {
            Self::Green => "g gr gruen green",
            Self::Yellow => "g ge y gelb yellow amber a",
            Self::Orange => "o orange a amber gelb",
            Self::Red => "r rot red",
            Self::Blue => "b blau blue",
            Self::Grey => "grau gray grey",
            _ => "",
        };
        is_one_of(text, letters) || fold(text) == fold(self.german())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_have_the_names_that_people_give_them() {
        for (color, name) in [
            (0x00B050, "grün"),
            (0x92D050, "grün"),
            (0xC6EFCE, "grün"),
            (0xE2EFDA, "grün"),
            (0x63BE7B, "grün"),
            (0xFFFF00, "gelb"),
            (0xFFC000, "gelb"),
            (0xFFEB9C, "gelb"),
            (0xED7D31, "orange"),
            (0xFFA500, "orange"),
            (0xFF0000, "rot"),
            (0xC00000, "rot"),
            (0xFFC7CE, "rot"),
            (0xF8696B, "rot"),
            (0x00B0F0, "blau"),
            (0x4472C4, "blau"),
            (0x7030A0, "violett"),
            (0xA6A6A6, "grau"),
            (0x000000, "schwarz"),
        ] {
            let [_, red, green, blue] = u32::to_be_bytes(color);
            assert_eq!(Hue::of(Rgb([red, green, blue])).map(Hue::german), Some(name), "{color:06X}");
        }
        assert_eq!(Hue::of(Rgb([242; 3])), None);
    }
}
