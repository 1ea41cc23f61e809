//! Reading and writing files. What is written is put in place as a whole: a temporary file beside the target
//! is renamed.

use std::collections::BTreeSet;
use std::fs::{self, TryLockError};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use sachstand::diag::{Error, ErrorKind};
use sachstand::read::LARGEST_FILE;
use tempfile::NamedTempFile;

/// The largest file that is read, in bytes.
const MAX_BYTES: u64 = LARGEST_FILE as u64;

/// The ending of a file's name, in small letters.
pub(super) fn ending(path: &Path) -> String {
    path.extension().unwrap_or_default().to_string_lossy().to_lowercase()
}

/// Where the next version of a workbook goes: beside the old one, or where it is `wanted`. Its ending
/// is that of the old one: Excel opens no other.
///
/// # Errors
/// Where the ending is another one.
pub(super) fn next_to(old: &Path, wanted: Option<&Path>, name: &str) -> Result<PathBuf, Error> {
    let Some(wanted) = wanted else { return Ok(old.with_file_name(name)) };
    if wanted.is_dir() {
        return Ok(wanted.join(name));
    }
    let needed = ending(Path::new(name));
    if ending(wanted) == needed {
        return Ok(wanted.to_owned());
    }
    let message = format!("»{}« endet nicht auf ».{needed}« wie die alte Arbeitsmappe", shown(wanted));
    Err(Error::new(ErrorKind::Options, message).at(shown(wanted)).help(format!(
        "Bei --output einen Namen mit der Endung .{needed} angeben; es wurde nichts geschrieben"
    )))
}

/// The name of a new workbook.
///
/// # Errors
/// Where its ending is not that of a workbook as the program writes it.
pub(super) fn workbook(path: &Path) -> Result<&Path, Error> {
    if ending(path) == "xlsx" {
        return Ok(path);
    }
    let message = format!("»{}« endet nicht auf ».xlsx«", shown(path));
    Err(Error::new(ErrorKind::Options, message)
        .at(shown(path))
        .help("Einen Namen mit der Endung .xlsx angeben; es wurde nichts geschrieben"))
}

/// Checks that papers can go into this folder, which may not exist yet.
///
/// # Errors
/// Where it is a file, or looks like the name of one.
pub(super) fn output_folder(folder: &Path) -> Result<(), Error> {
    let file = folder.ancestors().find(|it| it.is_file());
    let named = ["docx", "pdf"].contains(&ending(folder).as_str()) && !folder.exists();
    let problem = match file {
        Some(file) => format!("»{}« ist eine Datei und kein Ordner", shown(file)),
        None if named => format!("»{}« sieht nach einer Datei aus, nötig ist ein Ordner", shown(folder)),
        None => return Ok(()),
    };
    Err(Error::new(ErrorKind::Options, problem).at(shown(folder)).help(
        "Bei --output einen Ordner nennen; die Dateien heißen nach »Dokument« und »Version« der Arbeitsmappe",
    ))
}

/// The bytes of a file.
///
/// # Errors
/// Where it cannot be read or is far larger than a workbook.
pub(super) fn read(path: &Path) -> Result<Vec<u8>, Error> {
    bytes(path).map_err(|error| match error.kind() {
        io::ErrorKind::FileTooLarge => {
            let message = format!("Die Datei hat mehr als {} MB", LARGEST_FILE >> 20);
            let help = "Keine Arbeitsmappe, Schrift oder Einstellungsdatei braucht so viel: die Datei prüfen; aus einer \
                        Arbeitsmappe Bilder und nicht benötigte Blätter entfernen";
            Error::new(ErrorKind::TooLarge, message).at(shown(path)).help(help)
        }
        io::ErrorKind::InvalidInput => io_error(path, "ist keine Datei", error),
        _ => io_error(path, "kann nicht gelesen werden", error),
    })
}

/// The same for whoever needs the reason alone.
///
/// # Errors
/// Likewise; `InvalidInput` for what is neither file nor folder: to open a pipe may take forever.
pub(super) fn bytes(path: &Path) -> io::Result<Vec<u8>> {
    let meta = fs::metadata(path)?;
    if !meta.is_file() {
        return Err(match meta.is_dir() {
            // A folder that nobody may look into has a better reason.
            true => fs::read_dir(path).err().unwrap_or_else(|| io::ErrorKind::IsADirectory.into()),
            false => io::ErrorKind::InvalidInput.into(),
        });
    }
    let too_large = || Err(io::ErrorKind::FileTooLarge.into());
    if meta.len() > MAX_BYTES {
        return too_large();
    }
    // A vector that grows while it is read would take the memory several times. The file may grow as well.
    let mut bytes = Vec::with_capacity(meta.len() as usize + 1);
    fs::File::open(path)?.take(MAX_BYTES + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MAX_BYTES { too_large() } else { Ok(bytes) }
}

/// Writes a file as a whole or not at all.
///
/// # Errors
/// Where the folder cannot be made or the file cannot be replaced (it may be open in Word).
pub(super) fn write(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    prepare(path, bytes)?.put()
}

/// A file that is written, but not yet in its place.
pub(super) struct Prepared {
    file: NamedTempFile,
    path: PathBuf,
}

/// Writes a file beside its place.
///
/// # Errors
/// Where that cannot be done, or it is seen that the file could not be put in place.
pub(super) fn prepare(path: &Path, bytes: &[u8]) -> Result<Prepared, Error> {
    replaceable(path).map_err(|error| unwritable(path, error, REPLACE))?;
    let file = temporary(path, bytes).map_err(|error| unwritable(path, error, REPLACE))?;
    Ok(Prepared { file, path: path.to_owned() })
}

/// Whether what is in this place can be replaced. Windows replaces no file that another program has open,
/// and says so only when it is tried.
fn replaceable(path: &Path) -> io::Result<()> {
    if path.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    if cfg!(windows) && path.exists() {
        fs::OpenOptions::new().write(true).open(path)?;
    }
    Ok(())
}

impl Prepared {
    /// Puts it in place of the old one, if there is one: a reader sees one or the other.
    ///
    /// # Errors
    /// Where the old one cannot be replaced.
    pub(super) fn put(self) -> Result<(), Error> {
        let Self { file, path } = self;
        file.persist(&path).map(drop).map_err(|error| unwritable(&path, error.error, REPLACE))
    }
}

const REPLACE: &str = "Die Datei schließen, wenn sie geöffnet ist, freien Platz und Schreibrechte prüfen";

/// Writes a file as a whole, and only where there is none of that name.
///
/// # Errors
/// Where there is one, or the file cannot be written.
pub(super) fn write_new(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let failed = |error: io::Error| match error.kind() {
        io::ErrorKind::AlreadyExists => Error::new(ErrorKind::Io, format!("»{}« gibt es schon", shown(path)))
            .at(shown(path))
            .help("Die Datei umbenennen oder einen anderen Namen angeben; sie wurde nicht verändert"),
        _ => unwritable(path, error, "Freien Platz und Schreibrechte prüfen"),
    };
    // Not every file system can rename without replacing; where there is a file, nothing is tried.
    if fs::symlink_metadata(path).is_ok() {
        return Err(failed(io::ErrorKind::AlreadyExists.into()));
    }
    let file = temporary(path, bytes).map_err(failed)?;
    file.persist_noclobber(path).map(drop).map_err(|error| failed(error.error))
}

/// The bytes in a temporary file in the folder of `path`, which is made where there is none.
fn temporary(path: &Path, bytes: &[u8]) -> io::Result<NamedTempFile> {
    let folder = path.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    sweep(folder);
    let mut file = locked(folder)?;
    file.write_all(bytes)?;
    Ok(file)
}

/// What the names of temporary files begin and end with.
const TEMPORARY: [&str; 2] = [".sachstand-", ".tmp"];

/// An empty temporary file that [`sweep`] leaves alone while this process lives.
fn locked(folder: &Path) -> io::Result<NamedTempFile> {
    loop {
        let file = builder().prefix(TEMPORARY[0]).suffix(TEMPORARY[1]).tempfile_in(folder)?;
        // Not every file system can lock; on such a one nothing is swept either. Between being made and
        // being locked it may have been swept away by another process.
        match file.as_file().try_lock() {
            Err(TryLockError::WouldBlock) => {}
            _ if file.path().exists() => return Ok(file),
            _ => {}
        }
    }
}

/// Takes away what a run that was ended by force left in a folder, once in each run.
pub(super) fn sweep(folder: &Path) {
    static SWEPT: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());
    if !SWEPT.lock().unwrap_or_else(PoisonError::into_inner).insert(folder.to_owned()) {
        return;
    }
    let left = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let [front, back] = TEMPORARY;
        name.starts_with(front) && name.ends_with(back)
    };
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    for path in entries.filter(left) {
        // Locked until it is gone: whoever has just made it sees that it was swept away, and makes another.
        let Ok(file) = fs::OpenOptions::new().write(true).open(&path) else { continue };
        if file.try_lock().is_ok() {
            let _ = fs::remove_file(path);
        }
    }
}

/// Keeps a file under a name that says that it was changed by hand, and returns that name. It is in its
/// place until another is put there.
///
/// # Errors
/// Where that cannot be done.
pub(super) fn keep(path: &Path) -> Result<PathBuf, Error> {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let mut number = 1;
    loop {
        let kept = path.with_file_name(format!("{stem}_bearbeitet_{number}.{}", ending(path)));
        match fs::hard_link(path, &kept) {
            Ok(()) => return Ok(kept),
            // A run that was ended by force may have kept it already.
            Err(_) if fs::symlink_metadata(&kept).is_ok() => match (bytes(path), bytes(&kept)) {
                (Ok(one), Ok(other)) if one == other => return Ok(kept),
                _ => number += 1,
            },
            // Not every file system has links.
            Err(_) => return write_new(&kept, &read(path)?).map(|()| kept),
        }
    }
}

fn unwritable(path: &Path, error: io::Error, help: &str) -> Error {
    io_error(path, "kann nicht geschrieben werden", error).help(help)
}

#[cfg(unix)]
fn builder<'a>() -> tempfile::Builder<'a, 'a> {
    use std::os::unix::fs::PermissionsExt as _;
    // A temporary file is private by default; the paper gets the rights any new file would have.
    let mut builder = tempfile::Builder::new();
    builder.permissions(fs::Permissions::from_mode(0o666));
    builder
}

#[cfg(not(unix))]
fn builder<'a>() -> tempfile::Builder<'a, 'a> {
    tempfile::Builder::new()
}

/// A path as the user gave it, with `/` on every system.
pub(super) fn shown(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

/// An error about a file, with its reason in German.
pub(super) fn io_error(path: &Path, problem: &str, error: io::Error) -> Error {
    let open = is_open(path, &error);
    let reason = match error.kind() {
        _ if open => " (in einem anderen Programm geöffnet)",
        io::ErrorKind::NotFound => " (gibt es nicht)",
        io::ErrorKind::PermissionDenied => " (kein Zugriff)",
        io::ErrorKind::ReadOnlyFilesystem => " (schreibgeschützt)",
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => {
            " (kein Platz mehr)"
        }
        io::ErrorKind::IsADirectory => " (ist ein Ordner)",
        io::ErrorKind::InvalidFilename => " (der Name ist zu lang oder enthält unzulässige Zeichen)",
        _ => "",
    };
    let help = match open {
        true => "Die Datei in Excel oder Word schließen und den Aufruf wiederholen",
        false => "Schreibweise, Ort und Zugriffsrechte prüfen",
    };
    Error::new(ErrorKind::Io, format!("»{}« {problem}{reason}", shown(path)))
        .at(shown(path))
        .help(help)
        .because(error)
}

/// Whether a file cannot be used because another program has it open: Windows says so (a violation of
/// sharing or of a lock), or there is the file that Excel, Word or LibreOffice puts beside an open one.
fn is_open(path: &Path, error: &io::Error) -> bool {
    let sharing = cfg!(windows) && matches!(error.raw_os_error(), Some(32 | 33));
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    // Word puts its two characters in place of the first two of a long name.
    let cut: String = name.chars().skip(2).collect();
    let locks = [format!("~${name}"), format!("~${cut}"), format!(".~lock.{name}#")];
    let denied = error.kind() == io::ErrorKind::PermissionDenied;
    sharing || (denied && locks.iter().any(|lock| path.with_file_name(lock).exists()))
}
