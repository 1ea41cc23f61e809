//! The file as a whole (ISO 32000-1, 7.5): every object in it, and proof that it has nothing else.
//!
//! The file is read from its first byte to its last, not by its table of objects, so that nothing can
//! lie where no table points to; the table must then point to the very objects that were met. One
//! version of one file, as the program writes it: no earlier versions, no encryption, no objects packed
//! into streams.

use std::collections::BTreeMap;

use super::lex::Token;
use super::value::{DAMAGED, Parser, Value};
use crate::gate::hits::Unreadable;
use crate::gate::inflate::inflate;

/// Bytes of a stream.
const STREAM: usize = 64 << 20;
/// Objects of a file.
const OBJECTS: usize = 1_000_000;

/// An object of the file.
#[derive(Debug)]
pub(super) struct Object<'a> {
    /// Its value, or the dictionary of its stream.
    pub(super) value: Value<'a>,
    /// The data of its stream as they lie in the file.
    pub(super) stream: Option<&'a [u8]>,
    at: usize,
}

/// All objects of a file.
#[derive(Debug)]
pub(super) struct File<'a> {
    /// By their numbers.
    pub(super) objects: BTreeMap<u32, Object<'a>>,
    /// The dictionary at the end of the file.
    pub(super) trailer: Value<'a>,
    /// All comments between and in the objects.
    pub(super) comments: Vec<&'a [u8]>,
}

impl<'a> File<'a> {
    /// Reads a file.
    pub(super) fn read(bytes: &'a [u8]) -> Result<Self, Unreadable> {
        if !bytes.starts_with(b"%PDF-1.") {
            return Err("sie ist keine PDF-Datei".into());
        }
        let mut parser = Parser::new(bytes);
        let mut objects = BTreeMap::new();
        loop {
            let at = match parser.token()? {
                Some(Token::Number(number)) => Value::Number(number).count().ok_or(DAMAGED)?,
                Some(Token::Word(b"xref")) => break,
                _ => return Err(DAMAGED.into()),
            };
            let number = u32::try_from(at).map_err(|_| DAMAGED)?;
            let object = object(&mut parser, bytes, number)?;
            if objects.len() >= OBJECTS || objects.insert(number, object).is_some() {
                return Err("sie enthält eine frühere Fassung von sich".into());
            }
        }
        table(&mut parser, &objects)?;
        let trailer @ Value::Dict(_) = parser.object()? else { return Err(DAMAGED.into()) };
        end(&mut parser, bytes)?;
        if trailer.get(b"Encrypt").is_some()
            || trailer.get(b"Prev").is_some()
            || trailer.get(b"XRefStm").is_some()
        {
            return Err("sie ist verschlüsselt oder enthält eine frühere Fassung von sich".into());
        }
        Ok(Self { objects, trailer, comments: parser.comments })
    }

    /// The value itself, where it is a reference that of the object.
    pub(super) fn resolve<'s>(&'s self, value: &'s Value<'a>) -> Option<&'s Value<'a>> {
        match value {
            Value::Reference(number) => self.objects.get(number).map(|object| &object.value),
            value => Some(value),
        }
    }

    /// The entry of a dictionary, itself and its value resolved.
    pub(super) fn get<'s>(&'s self, value: &'s Value<'a>, key: &[u8]) -> Option<&'s Value<'a>> {
        self.resolve(self.resolve(value)?.get(key)?)
    }
}

impl Object<'_> {
    /// The data of its stream, as they were before they were packed.
    pub(super) fn data(&self) -> Result<Vec<u8>, Unreadable> {
        let packed = self.stream.unwrap_or_default();
        if self.value.get(b"F").is_some() || self.value.get(b"DecodeParms").is_some() {
            return Err("ein Datenstrom ist auf unbekannte Weise gepackt".into());
        }
        let filters = self.filters();
        match filters.as_slice() {
            [] => Ok(packed.to_vec()),
            [b"FlateDecode"] => inflate(packed, true, STREAM)
                .ok_or_else(|| "ein Datenstrom lässt sich nicht entpacken".into()),
            _ => Err("ein Datenstrom ist auf unbekannte Weise gepackt".into()),
        }
    }

    /// The names of its filters; of a filter that is no name, an empty one.
    pub(super) fn filters(&self) -> Vec<&[u8]> {
        let filters = self.value.get(b"Filter").map(Value::items).unwrap_or_default();
        filters.iter().map(|filter| filter.name().unwrap_or_default()).collect()
    }
}

/// `1 0 obj … endobj`, behind its number.
fn object<'a>(parser: &mut Parser<'a>, bytes: &'a [u8], number: u32) -> Result<Object<'a>, Unreadable> {
    let digits = number.checked_ilog10().unwrap_or(0) as usize + 1;
    let at = parser.lexer.position().saturating_sub(digits);
    let head = [parser.token()?, parser.token()?];
    if head != [Some(Token::Number(0.0)), Some(Token::Word(b"obj"))] {
        return Err(DAMAGED.into());
    }
    let value = parser.object()?;
    match parser.token()? {
        Some(Token::Word(b"endobj")) => Ok(Object { value, stream: None, at }),
        Some(Token::Word(b"stream")) => {
            let stream = Some(stream(parser, bytes, &value)?);
            Ok(Object { value, stream, at })
        }
        _ => Err(DAMAGED.into()),
    }
}

/// The data behind `stream`, up to `endstream endobj`.
fn stream<'a>(parser: &mut Parser<'a>, bytes: &'a [u8], dict: &Value<'_>) -> Result<&'a [u8], Unreadable> {
    let length = dict.get(b"Length").and_then(Value::count).ok_or(DAMAGED)?;
    let start = match bytes.get(parser.lexer.position()..) {
        Some([b'\r', b'\n', ..]) => 2,
        Some([b'\n', ..]) => 1,
        _ => return Err(DAMAGED.into()),
    } + parser.lexer.position();
    let data = bytes.get(start..start + length).ok_or(DAMAGED)?;
    parser.lexer.go_to(start + length);
    let tail = [parser.token()?, parser.token()?];
    let sound = tail == [Some(Token::Word(b"endstream")), Some(Token::Word(b"endobj"))];
    if sound { Ok(data) } else { Err(DAMAGED.into()) }
}

/// The table of objects, behind `xref` and up to `trailer`: it must name those that were met.
fn table(parser: &mut Parser<'_>, objects: &BTreeMap<u32, Object<'_>>) -> Result<(), Unreadable> {
    let mut used = 0;
    loop {
        let first = match parser.token()?.ok_or(DAMAGED)? {
            Token::Word(b"trailer") => break,
            Token::Number(number) => Value::Number(number).count().ok_or(DAMAGED)?,
            _ => return Err(DAMAGED.into()),
        };
        let count = whole(parser.token()?)?;
        for number in (first..).take(count) {
            let (at, _generation) = (whole(parser.token()?)?, whole(parser.token()?)?);
            match parser.token()?.ok_or(DAMAGED)? {
                Token::Word(b"f") => {}
                Token::Word(b"n") => {
                    let object = u32::try_from(number).ok().and_then(|number| objects.get(&number));
                    if object.is_none_or(|object| object.at != at) {
                        return Err(DAMAGED.into());
                    }
                    used += 1;
                }
                _ => return Err(DAMAGED.into()),
            }
        }
    }
    if used == objects.len() { Ok(()) } else { Err(DAMAGED.into()) }
}

fn whole(token: Option<Token<'_>>) -> Result<usize, Unreadable> {
    match token {
        Some(Token::Number(number)) => Ok(Value::Number(number).count().ok_or(DAMAGED)?),
        _ => Err(DAMAGED.into()),
    }
}

/// `startxref`, its number, `%%EOF` and not a byte more but the end of the line.
fn end(parser: &mut Parser<'_>, bytes: &[u8]) -> Result<(), Unreadable> {
    if parser.token()? != Some(Token::Word(b"startxref")) {
        return Err(DAMAGED.into());
    }
    whole(parser.token()?)?;
    let rest = bytes.get(parser.lexer.position()..).unwrap_or_default();
    match rest.trim_ascii() {
        b"%%EOF" => Ok(()),
        _ => Err("hinter ihrem Ende liegt noch etwas".into()),
    }
}
