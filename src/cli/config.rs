//! The settings of a run: `sachstand.toml`, the fonts it names, and the environment.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use sachstand::diag::{Error, ErrorKind};
use sachstand::office::{Digest, Kit};
use sachstand::settings::Settings;
use sachstand::write::typeset::{FontOptions, Typesetter};

use super::args::{CommonArgs, TextArgs};
use super::files;

/// The settings file that is read where none is named: beside the workbook, else where the program was
/// started.
pub(super) const SETTINGS: &str = "sachstand.toml";

/// The settings file that counts for a workbook, where there is one: the one that was named, or the usual one.
pub(super) fn path(named: Option<&Path>, workbook: &Path) -> Option<PathBuf> {
    let usual = [workbook.with_file_name(SETTINGS), SETTINGS.into()];
    named.map(Path::to_owned).or_else(|| usual.into_iter().find(|path| path.exists()))
}

/// The settings for a workbook; those of the call go before those of its file.
///
/// # Errors
/// Where the file cannot be read or understood.
pub(super) fn settings(
    workbook: &Path,
    common: &CommonArgs,
    text: Option<&TextArgs>,
) -> Result<Settings, Error> {
    of_file(path(common.config.as_deref(), workbook).as_deref(), text)
}

fn of_file(path: Option<&Path>, text: Option<&TextArgs>) -> Result<Settings, Error> {
    let mut settings = match path {
        Some(path) => parse(&read(path)?).map_err(|error| error.at(files::shown(path)))?,
        None => parse("")?,
    };
    settings.rules.complete_abbreviations |= text.is_some_and(|text| text.complete_abbreviations);
    Ok(settings)
}

/// The settings that the text of a file and the environment tell.
///
/// # Errors
/// Where there is a mistake in the text.
pub(super) fn parse(text: &str) -> Result<Settings, Error> {
    Ok(Settings { created: source_date(), ..Settings::parse(text)? })
}

/// Settings with a typesetter that has their fonts.
pub(super) struct Config {
    settings: Settings,
    typesetter: Typesetter,
    digest: Digest,
}

impl Config {
    fn new(path: Option<&Path>, text: &TextArgs) -> Result<Self, Error> {
        Self::of_path(path, of_file(path, Some(text))?)
    }

    /// Settings with the fonts that they name, which lie beside the settings file.
    ///
    /// # Errors
    /// Where a font cannot be read or used.
    pub(super) fn of_path(path: Option<&Path>, settings: Settings) -> Result<Self, Error> {
        let folder = path.and_then(Path::parent).unwrap_or(Path::new(""));
        let named = |error: Error| match path {
            Some(path) => error.at(files::shown(path)),
            None => error,
        };
        Self::with_fonts(settings, |font| files::read(&folder.join(font))).map_err(named)
    }

    /// Settings with the fonts that they name, as they are read.
    ///
    /// # Errors
    /// Where a font cannot be read or used.
    pub(super) fn with_fonts(
        settings: Settings,
        read: impl Fn(&str) -> Result<Vec<u8>, Error>,
    ) -> Result<Self, Error> {
        let fonts = settings.fonts.files.iter().map(|font| read(font));
        let fonts = FontOptions { files: fonts.collect::<Result<_, _>>()? };
        let digest = Digest::of_kit(&settings, &fonts);
        Ok(Self { typesetter: Typesetter::new(&fonts)?, settings, digest })
    }

    /// What a run needs of it.
    pub(super) fn kit(&self) -> Kit<'_> {
        Kit { settings: &self.settings, typesetter: &self.typesetter, digest: &self.digest }
    }
}

/// The settings of several workbooks.
pub(super) struct Configs {
    /// Those of each settings file, or why they cannot be used.
    all: Vec<Result<Config, Error>>,
    /// Which of them count for the workbook of a name.
    of: BTreeMap<String, usize>,
    usual: Config,
}

impl Configs {
    /// Reads each settings file once.
    ///
    /// # Errors
    /// Where none of the workbooks has settings that can be used: one cannot be read or understood, or a font
    /// not be used.
    pub(super) fn of<'a>(
        workbooks: impl Iterator<Item = (&'a String, &'a Path)>,
        common: &CommonArgs,
        text: &TextArgs,
    ) -> Result<Self, Error> {
        let mut configs = Self { all: Vec::new(), of: BTreeMap::new(), usual: Config::new(None, text)? };
        let mut known: BTreeMap<PathBuf, usize> = BTreeMap::new();
        let mut has_usual = false;
        for (name, workbook) in workbooks {
            let Some(path) = path(common.config.as_deref(), workbook) else {
                has_usual = true;
                continue;
            };
            let at = match known.get(&path) {
                Some(at) => *at,
                None => {
                    configs.all.push(Config::new(Some(&path), text));
                    *known.entry(path).or_insert(configs.all.len() - 1)
                }
            };
            configs.of.insert(name.clone(), at);
        }
        match configs.all.first() {
            Some(Err(error)) if !has_usual && configs.all.iter().all(Result::is_err) => Err(error.clone()),
            _ => Ok(configs),
        }
    }

    /// What counts for the workbook of this name.
    ///
    /// # Errors
    /// Where its settings cannot be used.
    pub(super) fn kit(&self, workbook: &str) -> Result<Kit<'_>, Error> {
        let own = self.of.get(workbook).and_then(|at| self.all.get(*at));
        let own = own.map(|own| own.as_ref().map_err(Error::clone)).transpose()?;
        Ok(own.unwrap_or(&self.usual).kit())
    }
}

/// The text of a settings file.
///
/// # Errors
/// Where it cannot be read or is no text.
pub(super) fn read(path: &Path) -> Result<String, Error> {
    text_of(files::read(path)?).map_err(|error| error.at(files::shown(path)))
}

/// The bytes of a settings file as text.
///
/// # Errors
/// Where they are none.
pub(super) fn text_of(bytes: Vec<u8>) -> Result<String, Error> {
    String::from_utf8(bytes).map_err(|error| {
        Error::new(ErrorKind::Options, "Die Datei ist nicht in UTF-8 gespeichert")
            .help("Im Editor mit »Speichern unter« und der Codierung UTF-8 speichern")
            .because(error)
    })
}

/// The date of `SOURCE_DATE_EPOCH`, see <https://reproducible-builds.org/specs/source-date-epoch/>.
fn source_date() -> Option<Date> {
    let seconds = std::env::var("SOURCE_DATE_EPOCH").ok()?.parse().ok()?;
    Some(TimeZone::UTC.to_datetime(Timestamp::from_second(seconds).ok()?).date())
}
