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
const SETTINGS: &str = "sachstand.toml";

/// The settings file that counts for a workbook, where there is one.
fn path(common: &CommonArgs, workbook: &Path) -> Option<PathBuf> {
    let usual = [workbook.with_file_name(SETTINGS), SETTINGS.into()];
    common.config.clone().or_else(|| usual.into_iter().find(|path| path.exists()))
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
    of_file(path(common, workbook).as_deref(), text)
}

fn of_file(path: Option<&Path>, text: Option<&TextArgs>) -> Result<Settings, Error> {
    let mut settings = path.map(read).transpose()?.unwrap_or_default();
    settings.rules.complete_abbreviations |= text.is_some_and(|text| text.complete_abbreviations);
    settings.created = source_date();
    Ok(settings)
}

/// Settings with a typesetter that has their fonts.
struct Config {
    settings: Settings,
    typesetter: Typesetter,
    digest: Digest,
}

impl Config {
    fn new(path: Option<&Path>, text: &TextArgs) -> Result<Self, Error> {
        let settings = of_file(path, Some(text))?;
        let folder = path.and_then(Path::parent).unwrap_or(Path::new(""));
        let fonts = settings.fonts.files.iter().map(|font| files::read(&folder.join(font)));
        let fonts = FontOptions { files: fonts.collect::<Result<_, _>>()? };
        let named = |error: Error| match path {
            Some(path) => error.at(files::shown(path)),
            None => error,
        };
        let digest = Digest::of_kit(&settings, &fonts);
        Ok(Self { typesetter: Typesetter::new(&fonts).map_err(named)?, settings, digest })
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
            let Some(path) = path(common, workbook) else {
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
        let Config { settings, typesetter, digest } = own.unwrap_or(&self.usual);
        Ok(Kit { settings, typesetter, digest })
    }
}

fn read(path: &Path) -> Result<Settings, Error> {
    let text = String::from_utf8(files::read(path)?).map_err(|error| {
        Error::new(ErrorKind::Options, "Die Datei ist nicht in UTF-8 gespeichert")
            .help("Im Editor mit »Speichern unter« und der Codierung UTF-8 speichern")
            .because(error)
    });
    text.and_then(|text| Settings::parse(&text)).map_err(|error| error.at(files::shown(path)))
}

/// The date of `SOURCE_DATE_EPOCH`, see <https://reproducible-builds.org/specs/source-date-epoch/>.
fn source_date() -> Option<Date> {
    let seconds = std::env::var("SOURCE_DATE_EPOCH").ok()?.parse().ok()?;
    Some(TimeZone::UTC.to_datetime(Timestamp::from_second(seconds).ok()?).date())
}
