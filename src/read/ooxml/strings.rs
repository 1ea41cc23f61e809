//! Strings in runs: shared strings and strings inside a cell (ECMA-376 part 1, 18.4).

use super::super::limits::{self, Budget};
use super::super::xml::Xml;
use super::styles;
use crate::diag::Error;
use crate::grid::Font;
use crate::text::RichText;

/// A string, each run with its own font where it has one: it then has nothing of the cell's.
pub(in crate::read) type Runs = RichText<Option<Font>>;

/// Reads the part `sharedStrings.xml`. Its counts are hints that may lie; only what stands there
/// counts.
pub(super) fn read(part: &str, bytes: &[u8], budget: &mut Budget) -> Result<Vec<Runs>, Error> {
    let mut strings = Vec::new();
    let mut xml = Xml::new(part, bytes);
    xml.root()?;
    xml.children(|xml, tag| {
        if tag.local() != "si" {
            return xml.skip();
        }
        strings.push(runs(xml, budget)?);
        limits::table(strings.len(), "verschiedene Texte")
    })?;
    xml.finish()?;
    Ok(strings)
}

/// The runs of the element `si` or `is` that was opened last. Phonetic runs (`rPh`) are readings
/// of what already stands there.
pub(super) fn runs(xml: &mut Xml<'_>, budget: &mut Budget) -> Result<Runs, Error> {
    let mut runs = Runs::default();
    let mut push = |text: String, font| {
        budget.text(text.len())?;
        runs.push(&unescape(&text), font);
        Ok(())
    };
    xml.children(|xml, tag| match tag.local() {
        "t" => push(xml.text()?, None),
        "r" => {
            let mut own = None;
            xml.children(|xml, tag| match tag.local() {
                "rPr" => {
                    own = Some(styles::font(xml)?);
                    Ok(())
                }
                "t" => push(xml.text()?, own),
                _ => xml.skip(),
            })
        }
        _ => xml.skip(),
    })?;
    Ok(runs)
}

/// Resolves `_xHHHH_`, the escape for characters that XML cannot hold (22.9.2.19 ST_Xstring).
pub(super) fn unescape(text: &str) -> String {
    if !text.contains("_x") {
        return text.to_owned();
    }
    let mut units = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some(character) = rest.chars().next() {
        if let Some(unit) = escaped(rest) {
            units.push(unit);
            rest = rest.get(7..).unwrap_or_default();
        } else {
            units.extend_from_slice(character.encode_utf16(&mut [0; 2]));
            rest = rest.get(character.len_utf8()..).unwrap_or_default();
        }
    }
    // Half a surrogate pair is no character in any encoding.
    String::from_utf16_lossy(&units)
}

fn escaped(text: &str) -> Option<u16> {
    let digits = text.strip_prefix("_x")?.get(..4)?;
    let whole =
        text.as_bytes().get(6) == Some(&b'_') && digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    whole.then(|| u16::from_str_radix(digits, 16).ok()).flatten()
}
