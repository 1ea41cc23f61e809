//! What `archive` can be told.

use std::path::PathBuf;

use crate::words;

pub(super) const HELP: &str = "\
cargo xtask archive [options]

Builds the program (profile dist: minutes) and the manual, and packs both with samples, licences, the list of crates
and checksums: target/archive/sachstand-<version>-<target>.zip. Its day is SOURCE_DATE_EPOCH, else that of the
version in CHANGELOG.md, else that of the last commit.

  --program FILE   a finished program; none is built then
  --to FOLDER      where the archive is put";

/// The options of a call.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Options {
    pub(super) program: Option<PathBuf>,
    pub(super) to: Option<PathBuf>,
}

impl Options {
    /// Reads the words of a call; nothing where help is wanted.
    ///
    /// # Errors
    /// Where a word is not known.
    pub(super) fn parse(arguments: &[String]) -> Result<Option<Self>, String> {
        let mut options = Self::default();
        let read = words::read(arguments, HELP, |word, value| {
            match word {
                "--program" => options.program = Some(value()?.into()),
                "--to" => options.to = Some(value()?.into()),
                _ => return Ok(false),
            }
            Ok(true)
        })?;
        Ok(read.then_some(options))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(words: &str) -> Result<Option<Options>, String> {
        Options::parse(&words.split_whitespace().map(str::to_owned).collect::<Vec<_>>())
    }

    #[test]
    fn a_program_and_a_folder_can_be_named() {
        let options = parse("--program a/b --to c").unwrap().unwrap();
        assert_eq!(options, Options { program: Some("a/b".into()), to: Some("c".into()) });
        assert_eq!(parse("--to c --help"), Ok(None));
        for wrong in ["--program", "--fast", "c"] {
            assert!(parse(wrong).is_err(), "{wrong}");
        }
    }
}
