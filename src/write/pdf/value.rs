//! The document as Typst values. Texts become strings, never markup source: what a clerk types
//! into a cell cannot become a command.

use std::collections::BTreeSet;

use serde_json::Value as Json;
use typst::foundations::{Array, Bytes, Dict, IntoValue, Value};
use unicode_segmentation::UnicodeSegmentation;

use crate::diag::{Error, ErrorKind};
use crate::document::Document;

use super::world::Fonts;

/// A place where a line may break without a hyphen.
const BREAK: &str = "\u{200b}";
/// Printed for a character that no font has; the finding names it.
const REPLACEMENT: char = '\u{fffd}';

/// Words that may break anywhere, since they are wider than their column.
#[derive(Default)]
pub(super) struct Breaks {
    words: BTreeSet<String>,
}

impl Breaks {
    /// Lets these texts break anywhere. Whether there was a new one among them.
    pub(super) fn allow(&mut self, texts: &[String]) -> bool {
        let before = self.words.len();
        self.words.extend(texts.iter().cloned());
        self.words.len() > before
    }

    fn apply(&self, text: String) -> String {
        let mut text = text;
        for word in self.words.iter().filter(|word| !word.is_empty()) {
            if text.contains(word.as_str()) {
                let parted = word.graphemes(true).collect::<Vec<_>>().join(BREAK);
                text = text.replace(word.as_str(), &parted);
            }
        }
        text
    }
}

/// The values the template reads from `sys.inputs`: `document`, `fonts`, `logo`.
pub(super) fn inputs(document: &Document, breaks: &Breaks, fonts: &Fonts) -> Result<Dict, Error> {
    let failed = |error| Error::new(ErrorKind::Internal, "Werte für die PDF-Datei").because(error);
    let mut json = serde_json::to_value(document).map_err(failed)?;
    prepare(&mut json, breaks, fonts);
    let value: Value = serde_json::from_value(json).map_err(failed)?;
    let logo = document.cover.logo.as_ref().map(|logo| Bytes::new(logo.bytes.clone()));
    let families: Array = fonts.families.iter().map(|family| family.as_str().into_value()).collect();
    Ok(Dict::from_iter([
        ("document".into(), value),
        ("fonts".into(), families.into_value()),
        ("logo".into(), logo.into_value()),
    ]))
}

/// Makes every string printable. Keys and the values of enums hold none of these characters.
fn prepare(json: &mut Json, breaks: &Breaks, fonts: &Fonts) {
    match json {
        Json::String(text) => *text = breaks.apply(printable(text, fonts)),
        Json::Array(items) => items.iter_mut().for_each(|item| prepare(item, breaks, fonts)),
        Json::Object(members) => members.values_mut().for_each(|member| prepare(member, breaks, fonts)),
        Json::Null | Json::Bool(_) | Json::Number(_) => {}
    }
}

/// Tabs would have no width; a character without a glyph would make the export fail.
fn printable(text: &str, fonts: &Fonts) -> String {
    let shown = |character: char| match character {
        '\t' | '\n' | '\r' => ' ',
        _ if super::glyphs::needs_glyph(character) && !fonts.cover(character) => REPLACEMENT,
        _ => character,
    };
    text.chars().map(shown).collect()
}
