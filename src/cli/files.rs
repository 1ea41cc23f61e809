//! Finding, reading and writing files.

use std::fs;
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use sachstand::diag::{Error, ErrorKind};

/// Endings of workbooks.
const ENDINGS: [&str; 5] = ["xlsx", "xlsm", "xlsb", "xls", "ods"];
/// The largest file that is read, in bytes; workbooks are far smaller.
const MAX_BYTES: u64 = 128 << 20;

/// The workbooks meant by `inputs`: files as they are, folders by the workbooks that lie in them,
/// sorted by name.
///
/// # Errors
/// Where a path does not exist or a folder holds no workbook.
pub(super) fn workbooks(inputs: &[PathBuf]) -> Result<Vec<PathBuf>, Error> {
    let mut files = Vec::new();
    for input in inputs {
        let meta = fs::metadata(input).map_err(|error| {
            io_error(input, "nicht gefunden", error)
                .help("Schreibweise und Ort prüfen; »sachstand --help« zeigt, welche Befehle es gibt")
        })?;
        if meta.is_dir() { files.extend(in_folder(input)?) } else { files.push(input.clone()) }
    }
    let mut seen = std::collections::BTreeSet::new();
    files.retain(|file| seen.insert(file.clone()));
    Ok(files)
}

/// The workbooks that lie beside those that were named one by one and are not among them. A folder that
/// cannot be read holds none.
pub(super) fn beside(inputs: &[PathBuf], found: &[PathBuf]) -> Vec<PathBuf> {
    let folders: std::collections::BTreeSet<&Path> =
        inputs.iter().filter(|input| input.is_file()).filter_map(|input| input.parent()).collect();
    let here = |folder: &Path| if folder.as_os_str().is_empty() { PathBuf::from(".") } else { folder.into() };
    let all = folders.into_iter().flat_map(|folder| in_folder(&here(folder)).unwrap_or_default());
    let all = all.map(|path| path.strip_prefix(".").map(Path::to_path_buf).unwrap_or(path));
    all.filter(|path| !found.contains(path)).collect()
}

fn in_folder(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let failed = |error| io_error(folder, "kann nicht gelesen werden", error);
    let entries = fs::read_dir(folder).map_err(failed)?.collect::<Result<Vec<_>, _>>().map_err(failed)?;
    let mut files: Vec<PathBuf> =
        entries.into_iter().map(|entry| entry.path()).filter(|it| is_workbook(it)).collect();
    files.sort();
    if files.is_empty() {
        let message = "Im Ordner liegt keine Arbeitsmappe";
        return Err(Error::new(ErrorKind::Io, message).at(shown(folder)).help(
            "Arbeitsmappen (.xlsx, .xlsm, .xlsb, .xls, .ods) in den Ordner legen oder beim Aufruf nennen",
        ));
    }
    Ok(files)
}

/// A workbook, but not Excel's or LibreOffice's lock file beside an open one.
fn is_workbook(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let lock = name.starts_with("~$") || name.starts_with('.');
    !lock && path.is_file() && ENDINGS.contains(&ending(path).as_str())
}

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
    let failed = |error| io_error(path, "kann nicht gelesen werden", error);
    let mut bytes = Vec::new();
    let file = fs::File::open(path).map_err(failed)?;
    file.take(MAX_BYTES + 1).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() as u64 > MAX_BYTES {
        return Err(Error::new(ErrorKind::TooLarge, "Die Datei ist größer als 128 MB")
            .at(shown(path))
            .help("Bilder und nicht benötigte Blätter aus der Arbeitsmappe entfernen"));
    }
    Ok(bytes)
}

/// Writes a file as a whole or not at all: to a temporary file beside it, then renamed.
///
/// # Errors
/// Where the folder cannot be made or the file cannot be replaced (it may be open in Word).
pub(super) fn write(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let help = "Die Datei schließen, wenn sie geöffnet ist, freien Platz und Schreibrechte prüfen";
    let failed = |error| unwritable(path, error, help);
    let file = temporary(path, bytes).map_err(failed)?;
    file.persist(path).map(drop).map_err(|error| failed(error.error))
}

/// Writes a file as a whole, and only where there is none of that name.
///
/// # Errors
/// Where there is one, or the file cannot be written.
pub(super) fn write_new(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let failed = |error: io::Error| {
        match error.kind() {
        io::ErrorKind::AlreadyExists => {
            Error::new(ErrorKind::Io, format!("»{}« gibt es schon", shown(path))).at(shown(path)).help(
                "Die Datei umbenennen oder mit --output einen anderen Namen angeben; sie wurde nicht verändert",
            )
        }
        _ => unwritable(path, error, "Freien Platz und Schreibrechte prüfen"),
    }
    };
    // Not every file system can rename without replacing; where there is a file, nothing is tried.
    if fs::symlink_metadata(path).is_ok() {
        return Err(failed(io::ErrorKind::AlreadyExists.into()));
    }
    let file = temporary(path, bytes).map_err(failed)?;
    file.persist_noclobber(path).map(drop).map_err(|error| failed(error.error))
}

/// The bytes in a temporary file in the folder of `path`, which is made where there is none.
fn temporary(path: &Path, bytes: &[u8]) -> io::Result<tempfile::NamedTempFile> {
    let folder = path.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut file = temporary_in(folder)?;
    file.write_all(bytes)?;
    Ok(file)
}

fn unwritable(path: &Path, error: io::Error, help: &str) -> Error {
    io_error(path, "kann nicht geschrieben werden", error).help(help)
}

#[cfg(unix)]
fn temporary_in(folder: &Path) -> io::Result<tempfile::NamedTempFile> {
    use std::os::unix::fs::PermissionsExt as _;
    // A temporary file is private by default; the paper gets the rights any new file would have.
    tempfile::Builder::new().permissions(fs::Permissions::from_mode(0o666)).tempfile_in(folder)
}

#[cfg(not(unix))]
fn temporary_in(folder: &Path) -> io::Result<tempfile::NamedTempFile> {
    tempfile::NamedTempFile::new_in(folder)
}

/// A path as the user gave it, with `/` on every system.
pub(super) fn shown(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

fn io_error(path: &Path, problem: &str, error: io::Error) -> Error {
    let reason = match error.kind() {
        io::ErrorKind::NotFound => " (gibt es nicht)",
        io::ErrorKind::PermissionDenied => " (kein Zugriff)",
        io::ErrorKind::StorageFull => " (kein Platz mehr)",
        _ => "",
    };
    Error::new(ErrorKind::Io, format!("»{}« {problem}{reason}", shown(path)))
        .at(shown(path))
        .help("Schreibweise, Ort und Zugriffsrechte prüfen")
        .because(error)
}
