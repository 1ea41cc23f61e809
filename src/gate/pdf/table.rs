//! The table of objects: the cross-reference stream, which is the trailer as well (ISO 32000-1, 7.5.8).

use std::collections::BTreeMap;

use super::object::Object;
use super::value::{DAMAGED, Parser, Value};
use crate::gate::hits::Unreadable;
use crate::gate::inflate::inflate;

/// Where an object lies.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Entry {
    /// So many bytes behind the start of the file.
    At(usize),
    /// In the object stream of this number, as which of its objects, from 0.
    In(u32, usize),
}

/// Makes sure that a table names the objects that were met, each where it was met, and no other one.
pub(super) fn check(table: &Object<'_>, met: &BTreeMap<u32, Entry>) -> Result<(), Unreadable> {
    const ROW: usize = 8;
    if !is_known(&table.value) {
        return Err("die Tabelle ihrer Objekte ist von unbekannter Art".into());
    }
    let size = met.len() + 1;
    let data = inflate(table.stream.unwrap_or_default(), true, size * ROW).ok_or(DAMAGED)?;
    if data.len() != size * ROW || table.value.get(b"Size").and_then(Value::count) != Some(size) {
        return Err(DAMAGED.into());
    }
    let mut fields = [0; ROW - 1];
    for (number, [predictor, differences @ ..]) in (0..).zip(data.as_chunks::<ROW>().0) {
        for (field, difference) in fields.iter_mut().zip(differences) {
            *field = u8::wrapping_add(*field, *difference);
        }
        let is_met = entry(fields).is_some_and(|entry| met.get(&number) == Some(&entry));
        if *predictor != 2 || !(is_met || number == 0 && fields == [0; ROW - 1]) {
            return Err(DAMAGED.into());
        }
    }
    Ok(())
}

/// No earlier table, no encryption, one section, and its entries packed as the program packs them.
fn is_known(table: &Value<'_>) -> bool {
    const KEYS: [&[u8]; 9] =
        [b"Type", b"Size", b"W", b"Root", b"Info", b"ID", b"Filter", b"DecodeParms", b"Length"];
    let says = |key: &[u8], value: &[u8]| {
        Parser::new(value).object().is_ok_and(|value| table.get(key) == Some(&value))
    };
    table.has_keys(&KEYS)
        && says(b"Type", b"/XRef")
        && says(b"W", b"[1 4 2]")
        && says(b"Filter", b"/FlateDecode")
        && says(b"DecodeParms", b"<</Predictor 12/Columns 7>>")
}

/// What the fields of an entry say; none where no object is used, or one of a later generation.
fn entry([kind, a, b, c, d, e, f]: [u8; 7]) -> Option<Entry> {
    let place = u32::from_be_bytes([a, b, c, d]);
    match (kind, u16::from_be_bytes([e, f])) {
        (1, 0) => Some(Entry::At(place as usize)),
        (2, index) => Some(Entry::In(place, usize::from(index))),
        _ => None,
    }
}
