//! What the codes of a font mean, by its ToUnicode map (ISO 32000-1, 9.10.3).

use super::file::File;
use super::value::{Parser, Value};
use crate::gate::hits::Unreadable;

/// What is read aloud around marks, a sign for each.
const WORDS: [&str; 4] = ["[neu]", "[Ende neu]", "[entfallen]", "[Ende entfallen]"];
/// The longest range of codes.
const RANGE: usize = 0xff00;

/// A font, as far as its text is concerned.
#[derive(Debug)]
pub(super) struct Font {
    /// Bytes of a code.
    length: usize,
    meanings: Meanings,
}

/// The characters of each code, by the code.
type Meanings = Vec<Option<String>>;

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

    /// The characters that a string shows, and those of them that are seen: a single sign that says what a mark
    /// is, is read aloud alone.
    pub(super) fn text(&self, codes: &[u8], text: &mut String, seen: &mut String) -> Result<(), Unreadable> {
        for code in codes.chunks(self.length) {
            let code = code.iter().fold(0, |code, byte| code << 8 | usize::from(*byte));
            let meaning = self.meanings.get(code).and_then(Option::as_deref);
            let meaning = meaning.ok_or("ein Zeichen sagt nicht, welches es ist")?;
            text.push_str(meaning);
            if !WORDS.contains(&meaning) {
                seen.push_str(meaning);
            }
        }
        Ok(())
    }
}

const DAMAGED: &str = "die Zeichentabelle einer Schrift ist beschädigt";

fn meanings(map: &[u8]) -> Result<Meanings, Unreadable> {
    let mut meanings = Meanings::new();
    let mut parser = Parser::new(map);
    let mut operands = Vec::new();
    while let Some(operator) = parser.operator(&mut operands)? {
        match operator {
            b"endbfchar" => chars(&operands, &mut meanings)?,
            b"endbfrange" => ranges(&operands, &mut meanings)?,
            b"usecmap" => return Err(DAMAGED.into()),
            _ => {}
        }
    }
    Ok(meanings)
}

fn chars(operands: &[Value<'_>], meanings: &mut Meanings) -> Result<(), Unreadable> {
    for pair in operands.chunks(2) {
        let [code, text] = pair else { return Err(DAMAGED.into()) };
        put(meanings, code_of(code)?, units(text)?);
    }
    Ok(())
}

fn ranges(operands: &[Value<'_>], meanings: &mut Meanings) -> Result<(), Unreadable> {
    for range in operands.chunks(3) {
        let [first, last, text] = range else { return Err(DAMAGED.into()) };
        let (first, last) = (code_of(first)?, code_of(last)?);
        if last < first || last - first >= RANGE {
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
            put(meanings, code, units);
        }
    }
    Ok(())
}

fn put(meanings: &mut Meanings, code: usize, units: Vec<u16>) {
    if code >= meanings.len() {
        meanings.resize(code + 1, None);
    }
    meanings[code] = Some(String::from_utf16_lossy(&units));
}

fn code_of(value: &Value<'_>) -> Result<usize, Unreadable> {
    match value {
        Value::String(bytes) if bytes.len() <= 2 => {
            Ok(bytes.iter().fold(0, |code, byte| code << 8 | usize::from(*byte)))
        }
        _ => Err(DAMAGED.into()),
    }
}

fn units(value: &Value<'_>) -> Result<Vec<u16>, Unreadable> {
    let Value::String(bytes) = value else { return Err(DAMAGED.into()) };
    Ok(bytes.as_chunks::<2>().0.iter().map(|pair| u16::from_be_bytes(*pair)).collect())
}
