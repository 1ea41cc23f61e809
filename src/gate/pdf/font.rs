//! What the codes of a font mean, by its ToUnicode map (ISO 32000-1, 9.10.3).

use std::collections::BTreeMap;

use super::file::File;
use super::value::{Item, Parser, Value};
use crate::gate::hits::Unreadable;

/// The longest range of codes.
const RANGE: u32 = 0xff00;
/// Codes of a font.
const CODES: usize = 1 << 17;

/// A font, as far as its text is concerned.
#[derive(Debug)]
pub(super) struct Font {
    /// Bytes of a code.
    length: usize,
    meanings: BTreeMap<u32, String>,
}

impl Font {
    /// Reads the map of a font.
    pub(super) fn read(file: &File<'_>, font: &Value<'_>) -> Result<Self, Unreadable> {
        let length = match (font.name_of(b"Subtype"), font.name_of(b"Encoding")) {
            (Some(b"Type0"), Some(b"Identity-H" | b"Identity-V")) => 2,
            (Some(b"Type1" | b"TrueType" | b"MMType1"), _) => 1,
            _ => return Err("eine Schrift ist von unbekannter Art".into()),
        };
        let map = match font.get(b"ToUnicode") {
            Some(Value::Reference(number)) => file.objects.get(number),
            _ => None,
        };
        let map = map.ok_or("eine Schrift sagt nicht, welche Zeichen sie zeigt")?.data()?;
        Ok(Self { length, meanings: meanings(&map)? })
    }

    /// The characters that a string shows.
    pub(super) fn text(&self, codes: &[u8], text: &mut String) -> Result<(), Unreadable> {
        for code in codes.chunks(self.length) {
            let code = code.iter().fold(0, |code, byte| code << 8 | u32::from(*byte));
            text.push_str(self.meanings.get(&code).ok_or("ein Zeichen sagt nicht, welches es ist")?);
        }
        Ok(())
    }
}

const DAMAGED: &str = "die Zeichentabelle einer Schrift ist beschädigt";

fn meanings(map: &[u8]) -> Result<BTreeMap<u32, String>, Unreadable> {
    let mut meanings = BTreeMap::new();
    let mut parser = Parser::new(map);
    let mut operands = Vec::new();
    while let Some(item) = parser.next()? {
        match item {
            Item::Value(value) => operands.push(value),
            Item::Word(word) => {
                match word {
                    b"endbfchar" => chars(&operands, &mut meanings)?,
                    b"endbfrange" => ranges(&operands, &mut meanings)?,
                    b"usecmap" => return Err(DAMAGED.into()),
                    _ => {}
                }
                operands.clear();
            }
        }
        if meanings.len() > CODES {
            return Err(DAMAGED.into());
        }
    }
    Ok(meanings)
}

fn chars(operands: &[Value<'_>], meanings: &mut BTreeMap<u32, String>) -> Result<(), Unreadable> {
    for pair in operands.chunks(2) {
        let [code, text] = pair else { return Err(DAMAGED.into()) };
        meanings.insert(code_of(code)?, utf_16(units(text)?));
    }
    Ok(())
}

fn ranges(operands: &[Value<'_>], meanings: &mut BTreeMap<u32, String>) -> Result<(), Unreadable> {
    for range in operands.chunks(3) {
        let [first, last, text] = range else { return Err(DAMAGED.into()) };
        let (first, last) = (code_of(first)?, code_of(last)?);
        if last < first || last - first >= RANGE || meanings.len() > CODES {
            return Err(DAMAGED.into());
        }
        for (code, index) in (first..=last).zip(0..) {
            let units = match text {
                Value::Array(texts) => units(texts.get(usize::from(index)).ok_or(DAMAGED)?)?,
                text => {
                    let mut units = units(text)?;
                    let end = units.last_mut().ok_or(DAMAGED)?;
                    *end = end.wrapping_add(index);
                    units
                }
            };
            meanings.insert(code, utf_16(units));
        }
    }
    Ok(())
}

fn code_of(value: &Value<'_>) -> Result<u32, Unreadable> {
    match value {
        Value::String(bytes) if bytes.len() <= 4 => {
            Ok(bytes.iter().fold(0, |code, byte| code << 8 | u32::from(*byte)))
        }
        _ => Err(DAMAGED.into()),
    }
}

fn units(value: &Value<'_>) -> Result<Vec<u16>, Unreadable> {
    let Value::String(bytes) = value else { return Err(DAMAGED.into()) };
    Ok(bytes.as_chunks::<2>().0.iter().map(|pair| u16::from_be_bytes(*pair)).collect())
}

fn utf_16(units: Vec<u16>) -> String {
    String::from_utf16_lossy(&units)
}
