//! One object (ISO 32000-1, 7.3.8 and 7.3.10).

use super::value::Value;
use crate::gate::hits::Unreadable;
use crate::gate::inflate::inflate;

/// Bytes of a stream, unpacked.
const STREAM: usize = 64 << 20;

/// An object of the file.
#[derive(Debug)]
pub(super) struct Object<'a> {
    /// Its value, or the dictionary of its stream.
    pub(super) value: Value<'a>,
    /// The data of its stream as they lie in the file.
    pub(super) stream: Option<&'a [u8]>,
}

impl Object<'_> {
    /// The data of its stream, as they were before they were packed.
    pub(super) fn data(&self) -> Result<Vec<u8>, Unreadable> {
        self.data_within(STREAM)
    }

    /// The same, where they are at most `limit` bytes.
    pub(super) fn data_within(&self, limit: usize) -> Result<Vec<u8>, Unreadable> {
        let packed = self.stream.unwrap_or_default();
        if self.value.get(b"F").is_some() || self.value.get(b"DecodeParms").is_some() {
            return Err("ein Datenstrom ist auf unbekannte Weise gepackt".into());
        }
        let filters = self.filters();
        match filters.as_slice() {
            [] => Ok(packed.to_vec()),
            [b"FlateDecode"] => {
                inflate(packed, true, limit).ok_or_else(|| "ein Datenstrom lässt sich nicht entpacken".into())
            }
            _ => Err("ein Datenstrom ist auf unbekannte Weise gepackt".into()),
        }
    }

    /// The names of its filters; of a filter that is no name, an empty one.
    pub(super) fn filters(&self) -> Vec<&[u8]> {
        let filters = self.value.get(b"Filter").map(Value::items).unwrap_or_default();
        filters.iter().map(|filter| filter.name().unwrap_or_default()).collect()
    }
}
