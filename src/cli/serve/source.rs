//! Where the workbooks of the page come from: dropped onto it, or a folder.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use sachstand::diag::{Error, ErrorKind, is_command};
use sachstand::pipeline::LogoFile;
use sachstand::read::LARGEST_FILE;

use super::super::config::{self, Config, SETTINGS};
use super::super::disk::logo_beside;
use super::super::files::{self, ending};
use super::super::folder::Seen;
use super::super::inputs;
use super::ways::told;

/// Bytes of all files that lie on the page together.
const MOST: usize = 160 << 20;

/// The workbooks of the page, by their names.
#[derive(Clone)]
pub(super) enum Source {
    /// Files that were dropped or chosen.
    Dropped(BTreeMap<String, Arc<Vec<u8>>>),
    /// A folder: names are paths below it.
    Folder(FolderFiles),
}

/// The workbooks of a folder.
#[derive(Clone)]
pub(super) struct FolderFiles {
    pub(super) path: PathBuf,
    pub(super) workbooks: BTreeMap<String, PathBuf>,
    /// The names of those that are open in Excel or LibreOffice.
    pub(super) open: Vec<String>,
    /// As it was then.
    pub(super) seen: Seen,
}

impl Source {
    /// The names of the workbooks.
    pub(super) fn workbooks(&self) -> Vec<String> {
        match self {
            Self::Dropped(files) => {
                files.keys().filter(|name| inputs::is_named_workbook(Path::new(name))).cloned().collect()
            }
            Self::Folder(folder) => folder.workbooks.keys().cloned().collect(),
        }
    }

    /// The bytes of a workbook.
    ///
    /// # Errors
    /// Where it is not there any more or cannot be read.
    pub(super) fn read(&self, workbook: &str) -> Result<Vec<u8>, Error> {
        match self {
            Self::Dropped(files) => {
                files.get(workbook).map(|bytes| bytes.to_vec()).ok_or_else(|| gone(workbook))
            }
            Self::Folder(folder) => {
                files::read(folder.workbooks.get(workbook).ok_or_else(|| gone(workbook))?)
            }
        }
    }

    /// The logo file that a workbook names.
    pub(super) fn logo(&self, workbook: &str, name: &str) -> LogoFile {
        let missing = || std::io::Error::from(std::io::ErrorKind::NotFound);
        match self {
            Self::Dropped(files) => named(files, name).map(|bytes| bytes.to_vec()).ok_or_else(missing),
            Self::Folder(folder) => logo_beside(folder.workbooks.get(workbook).ok_or_else(missing)?, name),
        }
    }

    /// By what the settings of a workbook are known, the folder that they lie in: workbooks with the same key have
    /// the same. Those of the file that the call names are the same for all.
    pub(super) fn settings_key(&self, workbook: &str, named: Option<&Path>) -> PathBuf {
        match self {
            Self::Folder(folder) if named.is_none() => {
                let path = folder.workbooks.get(workbook).and_then(|path| path.parent());
                path.unwrap_or(&folder.path).to_owned()
            }
            Self::Folder(_) | Self::Dropped(_) => PathBuf::new(),
        }
    }

    /// The text of the settings with this key, and the file it came from; `named` is the file that the call
    /// names.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub(super) fn settings(
        &self,
        key: &Path,
        named: Option<&Path>,
    ) -> Result<(String, Option<PathBuf>), Error> {
        if let Self::Dropped(files) = self
            && let Some(bytes) = files.get(SETTINGS)
        {
            let text = config::text_of(bytes.to_vec()).map_err(|error| error.at(SETTINGS))?;
            return Ok((text, None));
        }
        // Of the workbook only its folder counts.
        let path = config::path(named, &key.join(SETTINGS));
        let text = path.as_deref().map(config::read).transpose()?;
        Ok((text.unwrap_or_default(), path))
    }

    /// Settings with their fonts: those beside the settings file, or dropped with it.
    ///
    /// # Errors
    /// Where there is a mistake in the text, or a font cannot be used.
    pub(super) fn config(&self, text: &str, path: Option<&Path>) -> Result<Config, Error> {
        let shown = path.map_or(SETTINGS.to_owned(), files::shown);
        let settings = config::parse(text).map_err(|error| error.at(shown))?;
        match self {
            Self::Dropped(files) if path.is_none() => Config::with_fonts(settings, |font| {
                named(files, font).map(|bytes| bytes.to_vec()).ok_or_else(|| font_missing(font))
            }),
            Self::Dropped(_) | Self::Folder(_) => Config::of_path(path, settings),
        }
    }
}

/// The dropped file that a workbook or its settings name: files are dropped without their folders.
fn named<'a>(files: &'a BTreeMap<String, Arc<Vec<u8>>>, name: &str) -> Option<&'a Arc<Vec<u8>>> {
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default().to_lowercase();
    files.iter().find(|(known, _)| known.to_lowercase() == name).map(|(_, bytes)| bytes)
}

/// Files by the names they were dropped with; one of a name that is there takes its place.
///
/// # Errors
/// Where the name is none of a file that goes into a paper, or there would be too much on the page.
pub(super) fn dropped(
    files: &mut BTreeMap<String, Arc<Vec<u8>>>,
    name: &str,
    bytes: Vec<u8>,
) -> Result<(), Error> {
    let name = checked_name(name)?;
    let others: usize = files.iter().filter(|(other, _)| **other != name).map(|(_, it)| it.len()).sum();
    if others + bytes.len() > MOST {
        return Err(too_much(&name));
    }
    files.insert(name, Arc::new(bytes));
    Ok(())
}

/// A name as it may stand among the files: of a workbook or of what belongs to one, without folders and
/// without what is no character of a name.
fn checked_name(name: &str) -> Result<String, Error> {
    let is_plain = |c: char| !c.is_control() && !is_command(c) && !matches!(c, '/' | '\\' | ':');
    let shown = told(name);
    if name.is_empty() || name.len() > 255 || name.starts_with('.') || !name.chars().all(is_plain) {
        let error = Error::new(ErrorKind::Options, format!("»{shown}« ist kein Name einer Datei"));
        return Err(error.help("Die Datei umbenennen und noch einmal auf die Seite ziehen"));
    }
    if !inputs::goes_into_paper(Path::new(name)) || inputs::locked(name).is_some() {
        let error = Error::new(ErrorKind::NotAWorkbook, format!("»{shown}« ist keine Arbeitsmappe"));
        return Err(error.help(
            "Arbeitsmappen enden auf .xlsx, .xlsm, .xlsb, .xls oder .ods; dazu kommen Logos (.png, .jpg) und \
             »sachstand.toml«",
        ));
    }
    Ok(name.to_owned())
}

/// Whether a workbook is of a kind that can be changed without touching what else is in it.
pub(super) fn can_be_changed(name: &str) -> bool {
    ["xlsx", "xlsm"].contains(&ending(Path::new(name)).as_str())
}

/// That a file is larger than any workbook.
pub(super) fn too_large(name: &str) -> Error {
    let message = format!("»{}« hat mehr als {} MB", told(name), LARGEST_FILE >> 20);
    Error::new(ErrorKind::TooLarge, message)
        .help("Keine Arbeitsmappe braucht so viel: Bilder und nicht benötigte Blätter entfernen")
}

fn too_much(name: &str) -> Error {
    let message = format!("Mit »{name}« lägen mehr als {} MB auf der Seite", MOST >> 20);
    Error::new(ErrorKind::TooLarge, message).help(
        "Arbeitsmappen von der Seite nehmen, die fertig sind, oder statt der Dateien ihren Ordner öffnen",
    )
}

fn gone(workbook: &str) -> Error {
    Error::new(ErrorKind::Io, format!("»{workbook}« liegt nicht mehr auf der Seite")).at(workbook)
}

fn font_missing(font: &str) -> Error {
    Error::new(ErrorKind::Options, format!("Die Schrift »{font}« liegt nicht auf der Seite"))
        .help("Die Datei der Schrift mit auf die Seite ziehen")
}

/// The name of a workbook below its folder, with `/` on every system.
pub(super) fn name_below(folder: &Path, path: &Path) -> String {
    files::shown(path.strip_prefix(folder).unwrap_or(path))
}

/// A folder as it is shown and opened: without links and dots in it, where that can be told.
pub(super) fn plain_folder(path: &Path) -> PathBuf {
    let plain = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    // Windows writes such paths in a form that nobody knows.
    let known = plain.to_str().and_then(|plain| plain.strip_prefix(r"\\?\"));
    match known.map(|known| (known, known.strip_prefix("UNC\\"))) {
        Some((_, Some(share))) => PathBuf::from(format!(r"\\{share}")),
        Some((known, None)) => PathBuf::from(known),
        None => plain,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_files_are_taken() {
        for name in ["Bericht 1.xlsx", "Ämter.ODS", "logo.png", "sachstand.toml"] {
            assert_eq!(checked_name(name).unwrap(), name);
        }
        for name in [
            "../a.xlsx",
            "/etc/a.xlsx",
            "C:\\a.xlsx",
            "a\\b.xlsx",
            ".a.xlsx",
            "",
            "a\u{0}.xlsx",
            "a\u{202e}.xlsx",
            "~$a.xlsx",
            "a.exe",
            "passwd",
        ] {
            assert!(checked_name(name).is_err(), "{name}");
        }
    }

    #[test]
    fn what_lies_on_the_page_is_limited() {
        let mut files = BTreeMap::new();
        dropped(&mut files, "a.xlsx", vec![0; MOST]).unwrap();
        assert!(dropped(&mut files, "b.xlsx", vec![0]).is_err());
        dropped(&mut files, "a.xlsx", vec![0; 10]).unwrap();
        dropped(&mut files, "b.xlsx", vec![0]).unwrap();
        assert_eq!(files.len(), 2);
    }
}
