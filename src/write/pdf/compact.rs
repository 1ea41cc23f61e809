//! What krilla wrote, as small as it can be: objects that are no streams go into object streams (PDF 1.7,
//! 7.5.7), and the table of objects with the trailer becomes a cross-reference stream (7.5.8).
//!
//! The tags of a paper are thousands of small objects, half of its bytes; krilla writes each of them in plain
//! text and with a line of its own in the table. Streams are copied as they are.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use rayon::iter::ParallelIterator;
use rayon::slice::ParallelSlice;

use super::export::Export;
use super::seal;

/// Objects in an object stream: a reader that wants one of them unpacks all.
const OBJECTS: usize = 1_000;
/// Bytes of an entry of the cross-reference stream.
const ENTRY: usize = 7;
/// Its fields have 1, 4 and 2 bytes (PDF 1.7, 7.5.8.2), of each of which stands there by how much it differs from
/// the one above (7.4.4.4, »Up«): most rows are then the same.
const ENTRIES: &str = "/W[1 4 2]/DecodeParms<</Predictor 12/Columns 7>>";

type Entry = [u8; ENTRY];

/// Packs what krilla wrote; none where that is not as expected.
pub(super) fn compact(export: &[u8]) -> Option<Vec<u8>> {
    let export = Export::read(export)?;
    let mut file = export.header.to_vec();
    // Object 0 is free (PDF 1.7, 7.5.4).
    let mut entries = vec![Entry::default()];
    let mut packed = Vec::new();
    let first = export.objects.len() + 1;
    for (object, number) in export.objects.iter().zip(1_usize..) {
        if object.is_stream() {
            entries.push(entry(1, file.len(), 0)?);
            file.extend(object.source);
        } else {
            entries.push(entry(2, first + packed.len() / OBJECTS, packed.len() % OBJECTS)?);
            packed.push((number, object.value));
        }
    }
    let streams: Vec<Vec<u8>> = packed.par_chunks(OBJECTS).map(object_stream).collect::<Option<_>>()?;
    for (stream, number) in streams.iter().zip(first..) {
        entries.push(entry(1, file.len(), 0)?);
        writeln!(file, "{number} 0 obj").ok()?;
        file.extend(stream);
    }
    entries.push(entry(1, file.len(), 0)?);
    finish(file, &entries, export.trailer)
}

/// An entry of type 1, the offset of an object, or of type 2, the number of an object stream and the index in
/// it (PDF 1.7, 7.5.8.3).
fn entry(kind: u8, place: usize, index: usize) -> Option<Entry> {
    let [a, b, c, d] = u32::try_from(place).ok()?.to_be_bytes();
    let [e, f] = u16::try_from(index).ok()?.to_be_bytes();
    Some([kind, a, b, c, d, e, f])
}

/// An object stream, from its dictionary on: number and offset of each object, then the objects.
fn object_stream(objects: &[(usize, &[u8])]) -> Option<Vec<u8>> {
    let (mut index, mut values) = (Vec::new(), Vec::new());
    for (number, value) in objects {
        write!(index, "{number} {} ", values.len()).ok()?;
        values.extend(*value);
        values.push(b'\n');
    }
    let data = deflated(&[&index, &values])?;
    let (count, first, length) = (objects.len(), index.len(), data.len());
    let dict =
        format!("<</Type/ObjStm/N {count}/First {first}/Filter/FlateDecode/Length {length}>>\nstream\n");
    Some([dict.as_bytes(), &data, b"\nendstream\nendobj\n"].concat())
}

/// Adds the cross-reference stream to the file, and where it begins.
fn finish(mut file: Vec<u8>, entries: &[Entry], trailer: &str) -> Option<Vec<u8>> {
    let (start, number) = (file.len(), entries.len() - 1);
    let data = deflated(&[&differences(entries)])?;
    let (size, length) = (entries.len(), data.len());
    let dict = format!("/Type/XRef/Size {size}{ENTRIES}/Filter/FlateDecode/Length {length}");
    write!(file, "{number} 0 obj\n<<{dict}{trailer}<").ok()?;
    let end = format!("\nendstream\nendobj\nstartxref\n{start}\n%%EOF");
    Some(seal::seal(&file, &[seal::BEHIND, &data, end.as_bytes()].concat()))
}

/// Each entry as the difference to the one before, behind the number of the predictor.
fn differences(entries: &[Entry]) -> Vec<u8> {
    let mut rows = Vec::with_capacity(entries.len() * (1 + ENTRY));
    let mut before = Entry::default();
    for entry in entries {
        rows.push(2);
        rows.extend(entry.iter().zip(before).map(|(byte, before)| byte.wrapping_sub(before)));
        before = *entry;
    }
    rows
}

fn deflated(parts: &[&[u8]]) -> Option<Vec<u8>> {
    let mut deflate = ZlibEncoder::new(Vec::new(), Compression::default());
    parts.iter().try_for_each(|part| deflate.write_all(part)).ok()?;
    deflate.finish().ok()
}
