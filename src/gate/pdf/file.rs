//! The file as a whole (ISO 32000-1, 7.5): every object in it, and proof that it has nothing else.
//!
//! The file is read from its first byte to its last, not by its table of objects, so that nothing can
//! lie where no table points to; the table must then point to the very objects that were met. One
//! version of one file, as the program writes it: no earlier versions, no encryption, what is no stream
//! in object streams, and the table in a stream behind all others.

use std::collections::BTreeMap;

use super::lex::Token;
use super::object::Object;
use super::packed::Unpacked;
use super::table::{self, Entry};
use super::value::{DAMAGED, Parser, Value};
use crate::gate::hits::Unreadable;

/// Bytes of all object streams, unpacked.
const PACKED: usize = 64 << 20;
/// Objects of a file.
const OBJECTS: usize = 1_000_000;

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
    /// Reads a file; what its object streams hold lies in `unpacked`.
    pub(super) fn read(bytes: &'a [u8], unpacked: &'a mut Vec<Unpacked>) -> Result<Self, Unreadable> {
        if !bytes.starts_with(b"%PDF-1.") {
            return Err("sie ist keine PDF-Datei".into());
        }
        let mut parser = Parser::new(bytes);
        let mut met = Met::default();
        let mut last = None;
        while let Some((number, at)) = head(&mut parser, bytes)? {
            met.take(number, Entry::At(at), stream(&mut parser, bytes)?)?;
            last = Some((number, at));
        }
        let (number, at) = last.ok_or(DAMAGED)?;
        end(&mut parser, bytes, at)?;
        let table = met.objects.remove(&number).ok_or(DAMAGED)?;
        *unpacked = met.unpack()?;
        let mut comments = parser.comments;
        for stream in &*unpacked {
            met.take_all(stream, &mut comments)?;
        }
        table::check(&table, &met.entries)?;
        Ok(Self { objects: met.objects, trailer: table.value, comments })
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

/// Objects while they are met.
#[derive(Default)]
struct Met<'a> {
    objects: BTreeMap<u32, Object<'a>>,
    /// Where each of them was met, also those that only hold others.
    entries: BTreeMap<u32, Entry>,
}

impl<'a> Met<'a> {
    fn take(&mut self, number: u32, entry: Entry, object: Object<'a>) -> Result<(), Unreadable> {
        if self.entries.len() >= OBJECTS || self.entries.insert(number, entry).is_some() {
            return Err("sie enthält eine frühere Fassung von sich".into());
        }
        self.objects.insert(number, object);
        Ok(())
    }

    /// Takes all objects of an object stream.
    fn take_all(&mut self, stream: &'a Unpacked, comments: &mut Vec<&'a [u8]>) -> Result<(), Unreadable> {
        for (index, (number, value)) in stream.objects(comments)?.into_iter().enumerate() {
            self.take(number, Entry::In(stream.number, index), Object { value, stream: None })?;
        }
        Ok(())
    }

    /// Unpacks the object streams; what they hold takes their place.
    fn unpack(&mut self) -> Result<Vec<Unpacked>, Unreadable> {
        let mut left = PACKED;
        let is_packed = |object: &Object<'_>| object.value.name_of(b"Type") == Some(b"ObjStm");
        let streams = self.objects.extract_if(.., |_, object| is_packed(object));
        streams.map(|(number, stream)| Unpacked::new(number, &stream, &mut left)).collect()
    }
}

/// `1 0 obj`: the number of an object and where it begins; none at `startxref`.
fn head(parser: &mut Parser<'_>, bytes: &[u8]) -> Result<Option<(u32, usize)>, Unreadable> {
    let number = match parser.token()? {
        Some(Token::Number(number)) => Value::Number(number).count().ok_or(DAMAGED)?,
        Some(Token::Word(b"startxref")) => return Ok(None),
        _ => return Err(DAMAGED.into()),
    };
    let number = u32::try_from(number).map_err(|_| DAMAGED)?;
    let digits = number.checked_ilog10().unwrap_or(0) as usize + 1;
    let at = parser.lexer.position().saturating_sub(digits);
    let head = format!("{number} 0 obj");
    if !bytes.get(at..).is_some_and(|rest| rest.starts_with(head.as_bytes())) {
        return Err(DAMAGED.into());
    }
    parser.lexer.go_to(at + head.len());
    Ok(Some((number, at)))
}

/// `<< … >> stream … endstream endobj`: what is no stream stands in an object stream.
fn stream<'a>(parser: &mut Parser<'a>, bytes: &'a [u8]) -> Result<Object<'a>, Unreadable> {
    let value = parser.object()?;
    if parser.token()? != Some(Token::Word(b"stream")) {
        return Err(DAMAGED.into());
    }
    let length = value.get(b"Length").and_then(Value::count).ok_or(DAMAGED)?;
    let start = match bytes.get(parser.lexer.position()..) {
        Some([b'\r', b'\n', ..]) => 2,
        Some([b'\n', ..]) => 1,
        _ => return Err(DAMAGED.into()),
    } + parser.lexer.position();
    let data = bytes.get(start..start + length).ok_or(DAMAGED)?;
    parser.lexer.go_to(start + length);
    let tail = [parser.token()?, parser.token()?];
    let sound = tail == [Some(Token::Word(b"endstream")), Some(Token::Word(b"endobj"))];
    if sound { Ok(Object { value, stream: Some(data) }) } else { Err(DAMAGED.into()) }
}

/// Behind `startxref` where the table begins, `%%EOF` and not a byte more but the end of the line.
fn end(parser: &mut Parser<'_>, bytes: &[u8], table: usize) -> Result<(), Unreadable> {
    if parser.count()? != table {
        return Err(DAMAGED.into());
    }
    let rest = bytes.get(parser.lexer.position()..).unwrap_or_default();
    match rest.trim_ascii() {
        b"%%EOF" => Ok(()),
        _ => Err("hinter ihrem Ende liegt noch etwas".into()),
    }
}
