//! Object streams: objects one behind the other (ISO 32000-1, 7.5.7).

use std::ops::Range;

use super::object::Object;
use super::value::{DAMAGED, Parser, Value};
use crate::gate::hits::Unreadable;

/// What an object stream holds.
#[derive(Debug)]
pub(super) struct Unpacked {
    /// The number of the stream.
    pub(super) number: u32,
    data: Vec<u8>,
    /// The numbers of the objects, and where each lies in the data.
    places: Vec<(u32, Range<usize>)>,
}

impl Unpacked {
    /// Unpacks a stream, and takes its bytes from those that are `left`.
    pub(super) fn new(number: u32, stream: &Object<'_>, left: &mut usize) -> Result<Self, Unreadable> {
        if !stream.value.has_keys(&[b"Type", b"N", b"First", b"Filter", b"Length"]) {
            return Err("ein Objektstrom ist von unbekannter Art".into());
        }
        let data = stream.data_within(*left)?;
        *left = left.saturating_sub(data.len());
        let count = |key| stream.value.get(key).and_then(Value::count).ok_or(DAMAGED);
        let places = places(&data, count(b"First")?, count(b"N")?)?;
        Ok(Self { number, data, places })
    }

    /// The objects with their numbers; what comments say is added to `comments`.
    pub(super) fn objects<'a>(
        &'a self,
        comments: &mut Vec<&'a [u8]>,
    ) -> Result<Vec<(u32, Value<'a>)>, Unreadable> {
        let object = |(number, place): &(u32, Range<usize>)| {
            // Words of neighbours must not be read as one.
            let source = self.data.get(place.clone()).and_then(|source| source.strip_suffix(b"\n"));
            let mut parser = Parser::new(source.ok_or(DAMAGED)?);
            let value = parser.object()?;
            if parser.token()?.is_some() {
                return Err(DAMAGED.into());
            }
            comments.extend(parser.comments);
            Ok((*number, value))
        };
        self.places.iter().map(object).collect()
    }
}

/// The numbers of `count` objects that lie from `first` on, each up to the next one and the last up to the end.
fn places(data: &[u8], first: usize, count: usize) -> Result<Vec<(u32, Range<usize>)>, Unreadable> {
    let mut parser = Parser::new(data.get(..first).ok_or(DAMAGED)?);
    let (mut numbers, mut starts) = (Vec::new(), Vec::new());
    for _ in 0..count {
        numbers.push(u32::try_from(parser.count()?).map_err(|_| DAMAGED)?);
        starts.push(first + parser.count()?);
    }
    let is_whole = parser.token()?.is_none() && parser.comments.is_empty();
    if !is_whole || starts.first() != Some(&first) {
        return Err(DAMAGED.into());
    }
    let ends = starts.iter().skip(1).copied().chain([data.len()]);
    let places = starts.iter().zip(ends).map(|(start, end)| *start..end);
    Ok(numbers.into_iter().zip(places).collect())
}
