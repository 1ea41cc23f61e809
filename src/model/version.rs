//! Version numbers of papers.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use serde::Serialize;

/// A version such as `1.14`. Compared part by part, so that 1.9 comes before 1.10; missing parts
/// count as zero. Printed as it was written.
#[derive(Clone, Debug, Serialize)]
#[serde(transparent)]
pub struct Version {
    written: String,
    /// Without zeros at the end: `[1, 14]`.
    #[serde(skip)]
    parts: Vec<u32>,
}

/// The text is no version: digits and full stops only, with an optional `V` in front.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("keine Versionsnummer")]
pub struct NotAVersion;

impl FromStr for Version {
    type Err = NotAVersion;

    /// Reads `1.14`, `v1.14`, `V 1.14`, `Version 1.14`.
    fn from_str(text: &str) -> Result<Self, NotAVersion> {
        let text = text.trim();
        let lower = text.to_lowercase();
        let prefix = ["version", "ver.", "v.", "v"].into_iter().find(|prefix| lower.starts_with(prefix));
        let written = text[prefix.map_or(0, str::len)..].trim();
        // For Rust, a number may have a sign.
        let parse = |part: &str| part.parse().ok().filter(|_| !part.starts_with('+')).ok_or(NotAVersion);
        let mut parts = written.split('.').map(parse).collect::<Result<Vec<u32>, _>>()?;
        while parts.last() == Some(&0) {
            parts.pop();
        }
        Ok(Self { written: written.to_owned(), parts })
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.written)
    }
}

impl PartialEq for Version {
    fn eq(&self, other: &Self) -> bool {
        self.parts == other.parts
    }
}

impl Eq for Version {}

impl PartialOrd for Version {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Version {
    fn cmp(&self, other: &Self) -> Ordering {
        self.parts.cmp(&other.parts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn version(text: &str) -> Version {
        text.parse().unwrap()
    }

    #[test]
    fn parts_are_compared_as_numbers() {
        assert!(version("1.9") < version("1.10"));
        assert!(version("1.14") < version("2"));
        assert_eq!(version("1.0"), version("1"));
    }

    #[test]
    fn a_version_is_printed_as_written() {
        assert_eq!(version("Version 1.10").to_string(), "1.10");
        assert_eq!(version(" v2.0 ").to_string(), "2.0");
    }

    #[test]
    fn other_texts_are_no_version() {
        for bad in ["", "eins", "1,14", "1..2", "1.", "-1", "1.2a", "99999999999"] {
            assert_eq!(bad.parse::<Version>(), Err(NotAVersion), "{bad}");
        }
    }
}
