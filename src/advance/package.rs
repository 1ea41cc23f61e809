//! The package around the parts: every entry that does not change is copied as it is packed.

use std::collections::BTreeMap;
use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use crate::diag::{Error, ErrorKind};

/// The package `bytes` with the parts `changed` exchanged, by their names.
pub(super) fn exchange(bytes: &[u8], changed: &[(String, Vec<u8>)]) -> Result<Vec<u8>, Error> {
    let mut left: BTreeMap<String, &[u8]> =
        changed.iter().map(|(name, content)| (normalized(name), content.as_slice())).collect();
    let mut source = ZipArchive::new(Cursor::new(bytes)).map_err(failed)?;
    let mut target = ZipWriter::new(Cursor::new(Vec::with_capacity(bytes.len() + 4096)));
    for index in 0..source.len() {
        let entry = source.by_index_raw(index).map_err(failed)?;
        let name = entry.name().map_err(failed)?.into_owned();
        let Some(content) = left.remove(&normalized(&name)) else {
            target.raw_copy_file(entry).map_err(failed)?;
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
        target.start_file(name, options).map_err(failed)?;
        target.write_all(content).map_err(failed)?;
    }
    target.set_raw_comment(source.comment().into()).map_err(failed)?;
    match left.is_empty() {
        true => Ok(target.finish().map_err(failed)?.into_inner()),
        false => Err(failed("a changed part is not in the package")),
    }
}

/// Names differ in case, and some writers put a slash in front or backslashes in.
fn normalized(name: &str) -> String {
    name.trim_start_matches('/').replace('\\', "/").to_lowercase()
}

fn failed(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Error {
    Error::new(ErrorKind::Internal, "Die neue Arbeitsmappe ließ sich nicht packen").because(error)
}
