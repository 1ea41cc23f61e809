//! What `figures` can be told.

use std::path::PathBuf;

use crate::words;

pub(super) const HELP: &str = "\
cargo xtask figures [options]

Builds the program (profiles release and dist), its state before the work on speed, and a small program of docx-rs
and genpdf; measures them and pandoc + LibreOffice in turns; prints the figures as Markdown. About 25 minutes of
building at first, and 15 of measuring: on a machine that does nothing else.

  --quick            few rounds, small batches, without dist and the state before
  --rounds N         rounds of the run that compares one paper
  --before COMMIT    another state before
  --program PATH     a finished program to measure; nothing of the product is built then but what is named here
  --also PATH=NAME   a further finished program of ours; may be told several times
  --only PART        paper, ten, batch or folder; may be told several times";

/// The last state before the work on speed.
const BEFORE: &str = "53000c4";

/// A part of the measurements.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// One paper, against others.
    Paper,
    /// The paper, ten times as long.
    Ten,
    /// Many small papers.
    Batch,
    /// A folder of very many workbooks.
    Folder,
}

/// The options of a call.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Options {
    pub(super) quick: bool,
    rounds: Option<usize>,
    before: Option<String>,
    pub(super) program: Option<PathBuf>,
    pub(super) also: Vec<(PathBuf, String)>,
    only: Vec<Part>,
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
                "--quick" => options.quick = true,
                "--rounds" => {
                    options.rounds = Some(value()?.parse().map_err(|_| "--rounds needs a number")?);
                }
                "--before" => options.before = Some(value()?),
                "--program" => options.program = Some(value()?.into()),
                "--also" => {
                    let also = value()?;
                    let (path, name) = also.split_once('=').ok_or("--also needs PATH=NAME")?;
                    options.also.push((path.into(), name.to_owned()));
                }
                "--only" => options.only.push(match value()?.as_str() {
                    "paper" => Part::Paper,
                    "ten" => Part::Ten,
                    "batch" => Part::Batch,
                    "folder" => Part::Folder,
                    other => return Err(format!("unknown part »{other}«\n\n{HELP}")),
                }),
                _ => return Ok(false),
            }
            Ok(true)
        })?;
        Ok(read.then_some(options))
    }

    /// Whether this part is measured.
    pub(super) fn wants(&self, part: Part) -> bool {
        self.only.is_empty() || self.only.contains(&part)
    }

    /// Whether what is handed out is built and measured.
    pub(super) fn dist(&self) -> bool {
        !self.quick && self.program.is_none()
    }

    /// The commit that is the state before, where it is measured.
    pub(super) fn before(&self) -> Option<&str> {
        self.before.as_deref().or_else(|| self.dist().then_some(BEFORE))
    }

    /// Rounds over one paper; one more before them does not count.
    pub(super) fn rounds(&self) -> usize {
        self.rounds.unwrap_or(self.of(15, 3)).max(1)
    }

    /// One number for a whole run and one for a quick one.
    pub(super) fn of(&self, whole: usize, quick: usize) -> usize {
        if self.quick { quick } else { whole }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(words: &str) -> Result<Option<Options>, String> {
        Options::parse(&words.split_whitespace().map(str::to_owned).collect::<Vec<_>>())
    }

    #[test]
    fn a_whole_run_measures_everything_and_a_quick_one_builds_little() {
        let whole = parse("").unwrap().unwrap();
        assert!(whole.dist() && whole.before() == Some(BEFORE) && whole.wants(Part::Folder));
        let quick = parse("--quick --only ten --only batch").unwrap().unwrap();
        assert!(!quick.dist() && quick.before().is_none());
        assert!(quick.wants(Part::Ten) && quick.wants(Part::Batch) && !quick.wants(Part::Paper));
        let named = parse("--quick --before 4a06a68 --rounds 7 --also a/b=c=d").unwrap().unwrap();
        assert_eq!((named.before(), named.rounds()), (Some("4a06a68"), 7));
        assert_eq!(named.also, [("a/b".into(), "c=d".into())]);
    }

    #[test]
    fn what_is_not_known_is_said() {
        assert_eq!(parse("--quick --help"), Ok(None));
        for wrong in ["--fast", "--rounds", "--rounds x", "--also a", "--only all"] {
            assert!(parse(wrong).is_err(), "{wrong}");
        }
    }
}
