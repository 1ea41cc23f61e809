//! Entries → zip and checksums: sorted, with one time, so that the same entries give the same bytes.

use std::io::{Cursor, Write as _};

use jiff::civil::Date;
use sha2::{Digest as _, Sha256};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipWriter};

use super::Found;

/// Holds the checksums of all other files.
const SUMS: &str = "SHA256SUMS";
/// For Windows: older programs take a text without it for one of the system's own characters.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// A file of the archive.
pub(super) struct Entry {
    name: String,
    bytes: Vec<u8>,
    mode: u32,
}

impl Entry {
    pub(super) fn file(name: impl Into<String>, bytes: Vec<u8>) -> Self {
        Self { name: name.into(), bytes, mode: 0o644 }
    }

    /// A file that can be started.
    pub(super) fn program(name: impl Into<String>, bytes: Vec<u8>) -> Self {
        Self { mode: 0o755, ..Self::file(name, bytes) }
    }

    /// A text that the editor of Windows shows as well.
    pub(super) fn text(name: &str, text: &str) -> Self {
        let lines: String = text.lines().flat_map(|line| [line, "\r\n"]).collect();
        Self::file(name, format!("{BYTE_ORDER_MARK}{lines}").into_bytes())
    }
}

/// The entries in a folder, with their checksums.
pub(super) fn zip(folder: &str, mut entries: Vec<Entry>, day: Date) -> Found<Vec<u8>> {
    entries.sort_by(|one, other| one.name.cmp(&other.name));
    let sums: String = entries.iter().map(|entry| line(&entry.bytes, &entry.name)).collect();
    entries.push(Entry::file(SUMS, sums.into_bytes()));
    entries.sort_by(|one, other| one.name.cmp(&other.name));
    let time = DateTime::from_date_and_time(
        day.year().try_into()?,
        day.month().try_into()?,
        day.day().try_into()?,
        0,
        0,
        0,
    )?;
    let options = SimpleFileOptions::default()
        .system(System::Unix)
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(time);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for Entry { name, bytes, mode } in &entries {
        zip.start_file(format!("{folder}/{name}"), options.unix_permissions(*mode))?;
        zip.write_all(bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}

/// The line of a file for `sha256sum --check`.
pub(super) fn line(bytes: &[u8], name: &str) -> String {
    let hex: String = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    format!("{hex}  {name}\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_is_written_as_other_programs_write_it() {
        let sum = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  a b.txt\n";
        assert_eq!(line(b"abc", "a b.txt"), sum);
    }

    #[test]
    fn texts_end_their_lines_as_windows_does() {
        assert_eq!(Entry::text("a.txt", "eins\nzwei\r\n").bytes, "\u{feff}eins\r\nzwei\r\n".as_bytes());
    }

    #[test]
    fn the_order_in_which_entries_come_changes_nothing() {
        let entries = || vec![Entry::file("b", vec![1]), Entry::program("a", vec![2])];
        let day = jiff::civil::date(2026, 3, 1);
        let turned = entries().into_iter().rev().collect();
        assert_eq!(zip("f", entries(), day).unwrap(), zip("f", turned, day).unwrap());
        assert!(
            zip("f", entries(), jiff::civil::date(1970, 1, 1)).is_err(),
            "a zip knows no day before 1980"
        );
    }
}
