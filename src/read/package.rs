//! A zip package and its parts, inflated within limits.
//!
//! Only the parts that are asked for are inflated, and the bytes are counted **while** inflating:
//! what the package declares about sizes is not believed.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::{fault, limits};
use crate::diag::Error;

/// A package that was opened.
pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// Index of each part by its name in lower case: Excel ignores case, and so must we.
    names: BTreeMap<String, usize>,
    left: u64,
}

impl<'a> Package<'a> {
    /// Reads the directory of the package.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Error> {
        // Counted before the zip crate sees them: it allocates for each entry.
        let entries = bytes.windows(4).filter(|window| window == b"PK\x01\x02").count();
        if entries > limits::ENTRIES {
            return Err(fault::too_large(format_args!("Sie hat mehr als {} Bestandteile", limits::ENTRIES)));
        }
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
    pub(super) fn has(&self, name: &str) -> bool {
        self.names.contains_key(&normalized(name))
    }

    /// The names of all parts, in lower case.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.names.keys().map(String::as_str)
    }

    /// The bytes of a part, where there is one.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, Error> {
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
        Ok(Some(bytes))
    }

    /// The bytes of a part that no workbook of its format lacks.
    pub(super) fn require(&mut self, name: &str) -> Result<Vec<u8>, Error> {
        self.part(name)?.ok_or_else(|| fault::damaged(format_args!("Der Teil »{name}« fehlt")))
    }
}

fn unreadable(name: &str) -> Error {
    fault::damaged(format_args!("Der Teil »{name}« lässt sich nicht entpacken"))
}

/// Some writers put backslashes or a leading slash into the names.
fn normalized(name: &str) -> String {
    name.trim_start_matches('/').replace('\\', "/").to_lowercase()
}
