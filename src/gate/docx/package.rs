//! The zip file: its entries, and proof that nothing lies between, behind or beside them.

use std::io::Cursor;

use zip::{CompressionMethod, ZipArchive};

use crate::gate::hits::Unreadable;
use crate::gate::inflate::inflate;

/// Entries that a paper may have.
const ENTRIES: usize = 1_000;
/// Bytes of all its parts.
const SIZE: usize = 256 << 20;
/// Bytes of a local header, of one in the directory, and of the end of the directory, without names.
const LOCAL: u64 = 30;
const CENTRAL: u64 = 46;
const END: usize = 22;

/// Names and contents of all entries.
pub(super) fn parts(bytes: &[u8]) -> Result<Vec<(String, Vec<u8>)>, Unreadable> {
    let end = End::read(bytes).ok_or(UNSOUND)?;
    if end.entries > ENTRIES {
        return Err("sie hat zu viele Bestandteile".into());
    }
    let entries = entries(bytes)?;
    let (mut position, mut directory, mut left) = (0, 0, SIZE);
    let mut parts = Vec::new();
    for entry in &entries {
        if entry.start != position
            || local_name(bytes, position, entry.name.len()) != Some(entry.name.as_bytes())
        {
            return Err(UNSOUND.into());
        }
        // Extra fields, comments and descriptors would make the file longer than this.
        let data = (position + LOCAL).saturating_add(entry.name.len() as u64);
        position = data.saturating_add(entry.packed);
        directory += CENTRAL + entry.name.len() as u64;
        let packed = stretch(bytes, data, position).ok_or(UNSOUND)?;
        let content = if entry.deflated { inflate(packed, false, left) } else { Some(packed.to_vec()) };
        let content = content.filter(|content| content.len() as u64 == entry.size);
        let content = content.ok_or("ein Bestandteil lässt sich nicht lesen")?;
        left = left.saturating_sub(content.len());
        parts.push((entry.name.clone(), content));
    }
    let whole = end.entries == parts.len() && end.start == position && end.size == directory;
    if whole && end.at == position + directory { Ok(parts) } else { Err(UNSOUND.into()) }
}

const UNSOUND: &str = "zwischen ihren Bestandteilen liegt etwas, das nicht zu ihnen gehört";

/// An entry of the directory.
struct Entry {
    start: u64,
    name: String,
    deflated: bool,
    packed: u64,
    size: u64,
}

/// The entries in the order in which they lie in the file.
fn entries(bytes: &[u8]) -> Result<Vec<Entry>, Unreadable> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| UNSOUND)?;
    let mut entries = Vec::new();
    for index in 0..archive.len() {
        let entry = archive.by_index_raw(index).map_err(|_| "ein Bestandteil lässt sich nicht lesen")?;
        let deflated = match entry.compression() {
            CompressionMethod::Deflated => true,
            CompressionMethod::Stored => false,
            _ => return Err("ein Bestandteil lässt sich nicht lesen".into()),
        };
        if entry.encrypted() {
            return Err("ein Bestandteil ist verschlüsselt".into());
        }
        let name = String::from_utf8(entry.name_raw().to_vec()).map_err(|_| UNSOUND)?;
        let (start, packed, size) = (entry.header_start(), entry.compressed_size(), entry.size());
        entries.push(Entry { start, name, deflated, packed, size });
    }
    entries.sort_by_key(|entry| entry.start);
    Ok(entries)
}

fn local_name(bytes: &[u8], header: u64, length: usize) -> Option<&[u8]> {
    stretch(bytes, header + LOCAL, header + LOCAL + length as u64)
}

fn stretch(bytes: &[u8], start: u64, end: u64) -> Option<&[u8]> {
    bytes.get(usize::try_from(start).ok()?..usize::try_from(end).ok()?)
}

/// The end of the directory: the last bytes of the file, without a comment.
struct End {
    at: u64,
    entries: usize,
    size: u64,
    start: u64,
}

impl End {
    fn read(bytes: &[u8]) -> Option<Self> {
        let at = bytes.len().checked_sub(END)?;
        let end = bytes.get(at..)?;
        let number = |at: usize| Some(u64::from(u32::from_le_bytes(end.get(at..at + 4)?.try_into().ok()?)));
        let count = |at: usize| Some(usize::from(u16::from_le_bytes(end.get(at..at + 2)?.try_into().ok()?)));
        let sound = end.starts_with(b"PK\x05\x06") && count(20)? == 0 && count(8)? == count(10)?;
        sound.then_some(Self { at: at as u64, entries: count(10)?, size: number(12)?, start: number(16)? })
    }
}
