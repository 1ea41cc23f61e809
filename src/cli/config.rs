//! The settings of a run: `sachstand.toml`, the fonts it names, and the environment.

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use sachstand::diag::{Error, ErrorKind};
use sachstand::settings::Settings;
use sachstand::write::typeset::{FontOptions, Typesetter};

use super::args::{CommonArgs, TextArgs};
use super::files;

/// The settings file that is read where none is named.
const SETTINGS: &str = "sachstand.toml";

/// Settings and the folder they lie in.
pub(super) struct Config {
    pub(super) settings: Settings,
    folder: PathBuf,
}

impl Config {
    /// Reads the settings; those of the call go before those of the file.
    ///
    /// # Errors
    /// Where the file cannot be read or understood.
    pub(super) fn new(common: &CommonArgs, text: Option<&TextArgs>) -> Result<Self, Error> {
        let path = common.config.as_deref().unwrap_or(Path::new(SETTINGS));
        let wanted = common.config.is_some() || path.exists();
        let mut settings = if wanted { read(path)? } else { Settings::default() };
        settings.rules.complete_abbreviations |= text.is_some_and(|text| text.complete_abbreviations);
        settings.created = source_date();
        Ok(Self { settings, folder: path.parent().map(Path::to_path_buf).unwrap_or_default() })
    }

    /// The typesetter with the fonts of the office.
    ///
    /// # Errors
    /// Where a font cannot be read or used.
    pub(super) fn typesetter(&self) -> Result<Typesetter, Error> {
        let fonts = self.settings.fonts.files.iter().map(|font| files::read(&self.folder.join(font)));
        Typesetter::new(&FontOptions { files: fonts.collect::<Result<_, _>>()? })
    }
}

fn read(path: &Path) -> Result<Settings, Error> {
    let text = String::from_utf8(files::read(path)?).map_err(|error| {
        Error::new(ErrorKind::Options, "Die Datei ist nicht in UTF-8 gespeichert").because(error)
    });
    text.and_then(|text| Settings::parse(&text)).map_err(|error| error.at(files::shown(path)))
}

/// The date of `SOURCE_DATE_EPOCH`, see <https://reproducible-builds.org/specs/source-date-epoch/>.
fn source_date() -> Option<Date> {
    let seconds = std::env::var("SOURCE_DATE_EPOCH").ok()?.parse().ok()?;
    Some(TimeZone::UTC.to_datetime(Timestamp::from_second(seconds).ok()?).date())
}
