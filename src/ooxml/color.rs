//! Colours (ECMA-376 part 1, 18.8.3 CT_Color): as such, by the number in a palette, or as one of the
//! theme's, made lighter or darker.

use super::xml::{Tag, Xml};
use crate::diag::Error;
use crate::grid::Rgb;

/// The colours that others are named by.
#[derive(Clone, Debug)]
pub(crate) struct Palette {
    /// The theme's (20.1.6.2 clrScheme), in the order in which workbooks count them: both pairs of
    /// light and dark are swapped.
    pub(crate) theme: Vec<Rgb>,
    /// Those with a number (18.8.27 indexedColors).
    pub(crate) indexed: Vec<Rgb>,
}

/// The theme that Office has used since 2013.
const OFFICE: [u32; 12] = [
    0xFFFFFF, 0x000000, 0xE7E6E6, 0x44546A, 0x4472C4, 0xED7D31, 0xA5A5A5, 0xFFC000, 0x5B9BD5, 0x70AD47,
    0x0563C1, 0x954F72,
];

/// The usual palette from number 8 on; those before are the first eight again.
const INDEXED: [u32; 56] = [
    0x000000, 0xFFFFFF, 0xFF0000, 0x00FF00, 0x0000FF, 0xFFFF00, 0xFF00FF, 0x00FFFF, 0x800000, 0x008000,
    0x000080, 0x808000, 0x800080, 0x008080, 0xC0C0C0, 0x808080, 0x9999FF, 0x993366, 0xFFFFCC, 0xCCFFFF,
    0x660066, 0xFF8080, 0x0066CC, 0xCCCCFF, 0x000080, 0xFF00FF, 0xFFFF00, 0x00FFFF, 0x800080, 0x800000,
    0x008080, 0x0000FF, 0x00CCFF, 0xCCFFFF, 0xCCFFCC, 0xFFFF99, 0x99CCFF, 0xFF99CC, 0xCC99FF, 0xFFCC99,
    0x3366FF, 0x33CCCC, 0x99CC00, 0xFFCC00, 0xFF9900, 0xFF6600, 0x666699, 0x969696, 0x003366, 0x339966,
    0x003300, 0x333300, 0x993300, 0x993366, 0x333399, 0x333333,
];

impl Default for Palette {
    fn default() -> Self {
        let all = |colors: &[u32]| colors.iter().copied().map(number).collect::<Vec<_>>();
        let mut indexed = all(INDEXED.get(..8).unwrap_or_default());
        indexed.extend(all(&INDEXED));
        Self { theme: all(&OFFICE), indexed }
    }
}

impl Palette {
    /// Reads the colours of a theme part.
    pub(crate) fn read_theme(&mut self, part: &str, bytes: &[u8]) -> Result<(), Error> {
        let mut colors = Vec::new();
        Xml::read(part, bytes, |xml, tag| match tag.local() {
            "themeElements" => xml.children(|xml, tag| match tag.local() {
                "clrScheme" => xml.children(|xml, _| {
                    let mut color = None;
                    xml.children(|_, tag| {
                        color = tag.attr("lastClr")?.or(tag.attr("val")?).and_then(|hex| hexadecimal(&hex));
                        Ok(())
                    })?;
                    colors.push(color.unwrap_or(Rgb([0; 3])));
                    Ok(())
                }),
                _ => Ok(()),
            }),
            _ => Ok(()),
        })?;
        for pair in [(0, 1), (2, 3)] {
            if colors.len() > pair.1 {
                colors.swap(pair.0, pair.1);
            }
        }
        self.theme = colors;
        Ok(())
    }

    /// The colour that an element names; none for the automatic one.
    pub(crate) fn color(&self, tag: &Tag<'_>) -> Result<Option<Rgb>, Error> {
        let tint = tag.attr("tint")?.and_then(|tint| tint.parse().ok()).unwrap_or(0.0);
        let color = match (tag.attr("rgb")?, tag.number("theme")?, tag.number("indexed")?) {
            (Some(hex), ..) => hexadecimal(&hex),
            (_, Some(theme), _) => self.theme.get(theme as usize).copied(),
            (_, _, Some(index)) => self.indexed.get(index as usize).copied(),
            _ => None,
        };
        Ok(color.map(|color| tinted(color, tint)))
    }
}

/// `FF00B050` or `00B050`, with or without `#`.
pub(crate) fn hexadecimal(text: &str) -> Option<Rgb> {
    let digits = text.trim().trim_start_matches('#');
    let last = digits.get(digits.len().checked_sub(6)?..)?;
    u32::from_str_radix(last, 16).ok().map(number)
}

fn number(number: u32) -> Rgb {
    let [_, red, green, blue] = number.to_be_bytes();
    Rgb([red, green, blue])
}

/// A colour made lighter (to 1) or darker (to -1): its luminance is moved (18.8.19 fgColor).
pub(crate) fn tinted(Rgb(color): Rgb, tint: f64) -> Rgb {
    if tint == 0.0 || !(-1.0..=1.0).contains(&tint) {
        return Rgb(color);
    }
    let [least, most] =
        [color.iter().min(), color.iter().max()].map(|it| f64::from(*it.unwrap_or(&0)) / 255.0);
    let old = f64::midpoint(least, most);
    let new = if tint < 0.0 { old * (1.0 + tint) } else { old * (1.0 - tint) + tint };
    // Hue and saturation stay: each part keeps its distance from the middle, as far as there is room.
    let room = |luminance: f64| 1.0 - (2.0 * luminance - 1.0).abs();
    let stretch = if room(old) > 0.0 { room(new) / room(old) } else { 0.0 };
    Rgb(color.map(|part| {
        ((new + (f64::from(part) / 255.0 - old) * stretch) * 255.0).round().clamp(0.0, 255.0) as u8
    }))
}

/// Whether a colour is none but black, white or grey.
pub(crate) fn is_chromatic(Rgb(color): Rgb) -> bool {
    let [least, most] = [color.iter().min(), color.iter().max()].map(|it| *it.unwrap_or(&0));
    most - least > 40
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_of_the_theme_are_tinted_as_excel_shows_them() {
        // Accent 6, »heller 60 %« and »dunkler 25 %« (0xC5E0B3 and 0x548135 in Excel).
        let accent = number(0x70AD47);
        let near = |one: Rgb, other: u32| {
            one.0.iter().zip(number(other).0).all(|(one, other)| one.abs_diff(other) <= 2)
        };
        assert!(near(tinted(accent, 0.6), 0xC5E0B3), "{:?}", tinted(accent, 0.6));
        assert!(near(tinted(accent, -0.25), 0x548135), "{:?}", tinted(accent, -0.25));
        assert_eq!(Palette::default().indexed.get(10), Some(&Rgb([255, 0, 0])));
    }
}
