//! Fingerprints: whether a paper would come out as it did the last time, told without making it.
//!
//! Only hashes are ever written down: what a workbook says cannot be read from them.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{Previous, RunOrder};
use crate::model::Edition;
use crate::pipeline::LogoFile;
use crate::settings::Settings;
use crate::write::typeset::FontOptions;

/// A hash (BLAKE3, 256 bits, as 64 hexadecimal digits). The default is that of nothing at all.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(transparent)]
pub struct Digest(String);

impl Digest {
    /// The hash of some parts; how they are cut counts.
    pub fn of<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> Self {
        let mut hasher = blake3::Hasher::new();
        for part in parts {
            hasher.update(&(part.len() as u64).to_le_bytes()).update(part);
        }
        Self(hasher.finalize().to_hex().to_string())
    }

    /// The hash of settings with the fonts that they name.
    pub fn of_kit(settings: &Settings, fonts: &FontOptions) -> Self {
        let settings = format!("{settings:?}");
        Self::of([settings.as_bytes()].into_iter().chain(fonts.files.iter().map(Vec::as_slice)))
    }

    fn bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The sources of the program: what makes the papers, with template and fonts.
const PROGRAM: [&str; 2] = [env!("CARGO_PKG_VERSION"), env!("SACHSTAND_SOURCES")];

/// The fingerprint of an edition: of everything that its files depend on. `workbooks` are the hashes of its
/// workbook and of that of the previous version, `others` what was noticed about further ones.
pub(super) fn fingerprint(
    order: &RunOrder<'_>,
    (kit, workbooks, others): (&Digest, [&Digest; 2], &str),
    logo: Option<&LogoFile>,
    edition: Edition,
) -> Digest {
    let [version, sources] = PROGRAM.map(str::as_bytes);
    let options = format!(
        "{edition:?} {} {:?} {:?} {} {}",
        order.allow_unlisted,
        order.marks,
        order.shown,
        order.change_list,
        matches!(order.previous, Previous::Nothing),
    );
    let logo = match logo {
        None => Digest::default(),
        Some(Ok(bytes)) => Digest::of([bytes.as_slice()]),
        Some(Err(error)) => Digest::of([format!("{:?}", error.kind()).as_bytes()]),
    };
    let [current, previous] = workbooks.map(Digest::bytes);
    let [options, others] = [options.as_bytes(), others.as_bytes()];
    Digest::of([version, sources, kit.bytes(), current, previous, logo.bytes(), options, others])
}
