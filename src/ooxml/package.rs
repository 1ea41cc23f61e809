//! A zip package and its parts (ECMA-376 part 2): read within limits, written, or copied with some
//! parts exchanged.
//!
//! Only the parts that are asked for are inflated, and the bytes are counted **while** inflating:
//! what the package declares about sizes is not believed. What is written depends on nothing but
//! what is handed over: no clock, no order but the caller's.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};

use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use super::fault;
use crate::diag::Error;
use crate::limits;

/// A package that was opened.
pub(crate) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// Index of each part by its name in lower case: Excel ignores case, and so must we.
    names: BTreeMap<String, usize>,
    left: u64,
}

impl<'a> Package<'a> {
    /// Reads the directory of the package.
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Self, Error> {
        // Counted before the zip crate sees them: it allocates for each entry.
        let entries = bytes.windows(4).filter(|window| window == b"PK\x01\x02").count();
        limits::entries(entries)?;
        let archive = ZipArchive::new(Cursor::new(bytes))
            .map_err(|error| fault::damaged("Das ZIP-Archiv ist unvollständig").because(error))?;
        let mut names = BTreeMap::new();
        for (index, name) in archive.file_names().enumerate() {
            if let Ok(name) = name {
                names.entry(normalized(&name)).or_insert(index);
            }
        }
        Ok(Self { archive, names, left: limits::PACKAGE })
    }

    /// Whether the package has a part of this name.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.names.contains_key(&normalized(name))
    }

    /// The names of all parts, in lower case.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.names.keys().map(String::as_str)
    }

    /// The bytes of a part, where there is one.
    pub(crate) fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, Error> {
        let Some(&index) = self.names.get(&normalized(name)) else { return Ok(None) };
        let file = match self.archive.by_index(index) {
            Ok(file) => file,
            Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => return Err(fault::encrypted()),
            Err(error) => return Err(unreadable(name).because(error)),
        };
        let limit = limits::PART.min(self.left);
        let mut bytes = Vec::new();
        file.take(limit + 1).read_to_end(&mut bytes).map_err(|error| unreadable(name).because(error))?;
        let size = bytes.len() as u64;
        if size > limit {
            return Err(fault::too_large(format_args!(
                "Der Teil »{name}« hat entpackt mehr als {} MB",
                limit >> 20
            )));
        }
        self.left -= size;
        let utf_8 = in_utf_8(&bytes).map_err(|error| unreadable(name).because(error))?;
        Ok(Some(utf_8.unwrap_or(bytes)))
    }

    /// The bytes of a part that no workbook of its format lacks.
    pub(crate) fn require(&mut self, name: &str) -> Result<Vec<u8>, Error> {
        self.part(name)?.ok_or_else(|| fault::damaged(format_args!("Der Teil »{name}« fehlt")))
    }
}

/// A part in UTF-16 (ECMA-376 part 2, 8.1.4 allows it) in UTF-8, and without the declaration that calls
/// it UTF-16; none where it is no such part.
fn in_utf_8(bytes: &[u8]) -> Result<Option<Vec<u8>>, std::string::FromUtf16Error> {
    let unit: fn([u8; 2]) -> u16 = match bytes {
        [0xff, 0xfe, ..] => u16::from_le_bytes,
        [0xfe, 0xff, ..] => u16::from_be_bytes,
        _ => return Ok(None),
    };
    let (pairs, _) = bytes.as_chunks::<2>();
    let units: Vec<u16> = pairs.iter().skip(1).map(|pair| unit(*pair)).collect();
    let text = String::from_utf16(&units)?;
    let rest = text.strip_prefix("<?xml").and_then(|rest| rest.split_once("?>")).map_or(&*text, |(_, it)| it);
    Ok(Some(rest.as_bytes().to_vec()))
}

fn unreadable(name: &str) -> Error {
    fault::damaged(format_args!("Der Teil »{name}« lässt sich nicht entpacken"))
}

/// Some writers put backslashes or a leading slash into the names.
fn normalized(name: &str) -> String {
    name.trim_start_matches('/').replace('\\', "/").to_lowercase()
}

/// Why a package could not be written: nothing that the user could mend.
type Failure = Box<dyn std::error::Error + Send + Sync>;

/// A package of these parts, in this order.
pub(crate) fn pack(parts: &[(String, Vec<u8>)]) -> Result<Vec<u8>, Failure> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(name.as_str(), options)?;
        zip.write_all(bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}

/// Whether a package is one that [`pack`] made, to the last byte.
pub(crate) fn is_packed_here(bytes: &[u8]) -> bool {
    let parts = || -> Result<Vec<(String, Vec<u8>)>, Failure> {
        let mut package = Package::open(bytes)?;
        let names = package.archive.file_names().map(|name| Ok(name?.into_owned()));
        let names: Vec<String> = names.collect::<Result<_, ZipError>>()?;
        names.into_iter().map(|name| Ok((name.clone(), package.require(&name)?))).collect()
    };
    parts().and_then(|parts| pack(&parts)).is_ok_and(|packed| packed == bytes)
}

/// The package `bytes` with the parts `changed` exchanged, by their names, and the parts `added` behind all
/// others. Every other entry is copied as it is packed.
pub(crate) fn exchange(
    bytes: &[u8],
    changed: &[(String, Vec<u8>)],
    added: &[(String, Vec<u8>)],
) -> Result<Vec<u8>, Failure> {
    let mut left: BTreeMap<String, &[u8]> =
        changed.iter().map(|(name, content)| (normalized(name), content.as_slice())).collect();
    let mut source = ZipArchive::new(Cursor::new(bytes))?;
    let mut target = ZipWriter::new(Cursor::new(Vec::with_capacity(bytes.len() + 4096)));
    for index in 0..source.len() {
        let entry = source.by_index_raw(index)?;
        let name = entry.name()?.into_owned();
        let Some(content) = left.remove(&normalized(&name)) else {
            target.raw_copy_file(entry)?;
            continue;
        };
        let method = match entry.compression() {
            CompressionMethod::Stored => CompressionMethod::Stored,
            _ => CompressionMethod::Deflated,
        };
        // The old entry's time, never the clock's.
        let options = SimpleFileOptions::default()
            .compression_method(method)
            .last_modified_time(entry.last_modified().unwrap_or_default());
        target.start_file(name, options)?;
        target.write_all(content)?;
    }
    for (name, content) in added {
        // The clock is not asked: the same input gives the same bytes.
        target.start_file(
            name.as_str(),
            SimpleFileOptions::default().last_modified_time(DateTime::default()),
        )?;
        target.write_all(content)?;
    }
    target.set_raw_comment(source.comment().into())?;
    match left.is_empty() {
        true => Ok(target.finish()?.into_inner()),
        false => Err("a changed part is not in the package".into()),
    }
}
