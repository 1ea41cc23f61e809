//! OLE compound files (MS-CFB), the container of xls and of encrypted workbooks.
//!
//! calamine's reader follows chains of sectors wherever they lead, also in circles. Here a chain
//! ends after as many sectors as the file has; what was read is wrapped anew for calamine.

use std::collections::BTreeSet;

use super::bytes::Bytes;
use crate::diag::Error;
use crate::ooxml::fault;

const END_OF_CHAIN: u32 = 0xFFFF_FFFE;
const FREE: u32 = 0xFFFF_FFFF;
/// Ids from here on are no sectors.
const RESERVED: u32 = 0xFFFF_FFFA;
const NO_ENTRY: u32 = 0xFFFF_FFFF;
const MINI_SECTOR: usize = 64;
/// Streams shorter than this lie in the mini stream.
const MINI_CUTOFF: usize = 4096;

/// A compound file that was opened.
#[derive(Default)]
pub(super) struct Compound<'a> {
    bytes: &'a [u8],
    sector: usize,
    fat: Vec<u32>,
    mini_fat: Vec<u32>,
    mini: Vec<u8>,
    /// What lies directly in the root: an embedded workbook lies in a storage of its own.
    entries: Vec<DirEntry>,
}

#[derive(Clone)]
struct DirEntry {
    name: String,
    left: u32,
    right: u32,
    child: u32,
    start: u32,
    size: usize,
}

impl<'a> Compound<'a> {
    /// Reads the tables of sectors and the root directory.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Error> {
        let shift = u16_at(bytes, 30).filter(|shift| matches!(shift, 9 | 12)).ok_or_else(broken)?;
        let sector = 1 << shift;
        let mut file = Self { bytes, sector, ..Self::default() };
        file.fat = file.read_fat()?;
        let directory = file.chain(u32_at(bytes, 48).ok_or_else(broken)?)?;
        let all: Vec<DirEntry> = directory.chunks_exact(128).filter_map(|raw| entry(raw, shift)).collect();
        let root = all.first().ok_or_else(broken)?.clone();
        if u32_at(bytes, 64).is_some_and(|count| count > 0) {
            file.mini = file.chain(root.start)?;
            file.mini_fat = words(&file.chain(u32_at(bytes, 60).ok_or_else(broken)?)?).collect();
        }
        file.entries = siblings(&all, root.child);
        Ok(file)
    }

    /// Whether the root has a stream or storage of this name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.entries.iter().any(|entry| entry.name.eq_ignore_ascii_case(name))
    }

    /// The bytes of a stream in the root; of one that the file breaks off in, those that are there.
    pub(super) fn stream(&self, name: &str) -> Result<Option<Vec<u8>>, Error> {
        let Some(entry) = self.entries.iter().find(|entry| entry.name.eq_ignore_ascii_case(name)) else {
            return Ok(None);
        };
        let mut bytes = match entry.size < MINI_CUTOFF {
            true => self.mini_chain(entry.start)?,
            false => follow(entry.start, &self.fat, self.bytes.len(), |id| {
                Some(self.sector_at(id).unwrap_or(&[]))
            })?,
        };
        bytes.truncate(entry.size);
        Ok(Some(bytes))
    }

    fn read_fat(&self) -> Result<Vec<u32>, Error> {
        let mut tables: Vec<u32> = words(self.bytes.get(76..512).ok_or_else(broken)?).collect();
        let mut next = u32_at(self.bytes, 68).ok_or_else(broken)?;
        let most = self.bytes.len() / self.sector;
        let mut steps = 0;
        while next < RESERVED {
            let mut more: Vec<u32> = words(self.sector_at(next).ok_or_else(broken)?).collect();
            next = more.pop().ok_or_else(broken)?;
            tables.extend(more);
            steps += 1;
            if steps > most {
                return Err(broken());
            }
        }
        tables.retain(|id| *id < RESERVED);
        if tables.len() > most {
            return Err(broken());
        }
        let mut fat = Vec::new();
        for id in tables {
            fat.extend(words(self.sector_at(id).ok_or_else(broken)?));
        }
        Ok(fat)
    }

    /// Sector `id`; the last one of a file may be cut short.
    fn sector_at(&self, id: u32) -> Option<&'a [u8]> {
        let start = (id as usize).checked_add(1)?.checked_mul(self.sector)?;
        let rest = self.bytes.get(start..).filter(|rest| !rest.is_empty())?;
        Some(rest.get(..self.sector).unwrap_or(rest))
    }

    fn chain(&self, start: u32) -> Result<Vec<u8>, Error> {
        follow(start, &self.fat, self.bytes.len(), |id| self.sector_at(id))
    }

    fn mini_chain(&self, start: u32) -> Result<Vec<u8>, Error> {
        let sector = |id: u32| self.mini.get(id as usize * MINI_SECTOR..)?.get(..MINI_SECTOR);
        follow(start, &self.mini_fat, MINI_CUTOFF, sector)
    }
}

/// The bytes of the sectors from `start` on, `table` naming the one behind each; no more than `most`,
/// or the chain is a circle.
fn follow<'s>(
    start: u32,
    table: &[u32],
    most: usize,
    sector: impl Fn(u32) -> Option<&'s [u8]>,
) -> Result<Vec<u8>, Error> {
    let mut all = Vec::new();
    let mut id = start;
    while id < RESERVED {
        all.extend_from_slice(sector(id).ok_or_else(broken)?);
        if all.len() > most {
            return Err(broken());
        }
        id = table.get(id as usize).copied().ok_or_else(broken)?;
    }
    Ok(all)
}

/// A compound file that holds `stream` as its only stream `Workbook`. With sectors of 4096 bytes
/// the header alone lists enough of the table of sectors for 450 MB.
pub(super) fn wrap(mut stream: Vec<u8>) -> Vec<u8> {
    const SECTOR: usize = 4096;
    let size = stream.len().max(MINI_CUTOFF);
    stream.resize(size.next_multiple_of(SECTOR), 0);
    let data = stream.len() / SECTOR;
    // The table of sectors comes first, then the directory, then the data; it covers itself too.
    let tables = (1 + data).div_ceil(SECTOR / 4 - 1);
    let directory = tables as u32;
    let mut fat = vec![0xFFFF_FFFD; tables];
    fat.push(END_OF_CHAIN);
    fat.extend((1..data as u32).map(|index| directory + 1 + index));
    fat.push(END_OF_CHAIN);
    fat.resize(tables * (SECTOR / 4), FREE);

    let mut file = vec![0; SECTOR];
    put(&mut file, 0, b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1");
    put(&mut file, 24, &[0x3E, 0, 4, 0, 0xFE, 0xFF, 12, 0, 6, 0]);
    put(&mut file, 44, &(tables as u32).to_le_bytes());
    put(&mut file, 48, &directory.to_le_bytes());
    put(&mut file, 56, &(MINI_CUTOFF as u32).to_le_bytes());
    put(&mut file, 60, &END_OF_CHAIN.to_le_bytes());
    put(&mut file, 68, &END_OF_CHAIN.to_le_bytes());
    let ids = (0..109).map(|index| if index < directory { index } else { FREE });
    put(&mut file, 76, &ids.flat_map(u32::to_le_bytes).collect::<Vec<u8>>());
    file.extend(fat.iter().flat_map(|id| id.to_le_bytes()));
    let at = file.len();
    file.resize(at + SECTOR, 0);
    directory_entry(&mut file, at, "Root Entry", 5, 1, 0, 0);
    directory_entry(&mut file, at + 128, "Workbook", 2, NO_ENTRY, directory + 1, size as u32);
    file.append(&mut stream);
    file
}

fn directory_entry(to: &mut [u8], at: usize, name: &str, kind: u8, child: u32, start: u32, size: u32) {
    let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    put(to, at, &name);
    put(to, at + 64, &(name.len() as u16 + 2).to_le_bytes());
    put(to, at + 66, &[kind, 1]);
    // No siblings.
    put(to, at + 68, &[0xFF; 8]);
    put(to, at + 76, &child.to_le_bytes());
    put(to, at + 116, &start.to_le_bytes());
    put(to, at + 120, &size.to_le_bytes());
}

fn put(to: &mut [u8], at: usize, bytes: &[u8]) {
    if let Some(place) = to.get_mut(at..at + bytes.len()) {
        place.copy_from_slice(bytes);
    }
}

fn entry(raw: &[u8], shift: u16) -> Option<DirEntry> {
    let name = Bytes(raw).utf16(32).ok()?;
    // The upper half of the size is rubbish in files with small sectors (MS-CFB 2.6.1).
    let high = if shift == 9 { 0 } else { u32_at(raw, 124)? as usize };
    Some(DirEntry {
        name: name.split('\0').next().unwrap_or_default().to_owned(),
        left: u32_at(raw, 68)?,
        right: u32_at(raw, 72)?,
        child: u32_at(raw, 76)?,
        start: u32_at(raw, 116)?,
        size: high.checked_shl(32).unwrap_or(usize::MAX) | u32_at(raw, 120)? as usize,
    })
}

/// The entries of one storage: a tree of siblings below `top`.
fn siblings(all: &[DirEntry], top: u32) -> Vec<DirEntry> {
    let (mut found, mut seen, mut open) = (Vec::new(), BTreeSet::new(), vec![top]);
    while let Some(id) = open.pop() {
        let Some(entry) = all.get(id as usize).filter(|_| id != NO_ENTRY && seen.insert(id)) else {
            continue;
        };
        open.extend([entry.left, entry.right]);
        found.push(entry.clone());
    }
    found
}

fn words(bytes: &[u8]) -> impl Iterator<Item = u32> {
    bytes.as_chunks().0.iter().map(|word| u32::from_le_bytes(*word))
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

fn broken() -> Error {
    fault::damaged("Das Verzeichnis der Datei ist unvollständig")
}
