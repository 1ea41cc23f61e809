//! The office run: workbooks → finished papers, each against its previous version.
//!
//! In: an [`RunOrder`] that names the workbooks. Bytes come and go through the [`Host`], which alone
//! knows what a name stands for. Out: the [`Outcome`] of each, **as papers finish**.
//!
//! 1. [`workbooks`]: every workbook is read once for its id and version; nothing else is kept, so
//!    that memory does not grow with the number of workbooks.
//! 2. [`plan`]: which become papers, against which previous version ([`versions`]).
//! 3. [`workers`]: so many papers at a time. A workbook is read again when its paper is made; that
//!    it is still the same is checked.
//! 4. [`fingerprint`]: an edition that would come out as it is in place is not made again.
//! 5. [`outcome`]: what became of it in each edition, what was noticed, what was written.
//!
//! Beside the run stand the comparison of two workbooks ([`compare`]) and the forms in which others
//! take results: [`json`], and the list of [`rewrites`] as a table.

mod difference;
mod fingerprint;
pub mod json;
mod outcome;
mod plan;
pub mod rewrites;
mod versions;
mod workbooks;
mod workers;

pub use difference::{Difference, compare};
pub use fingerprint::Digest;
pub use outcome::{Compared, Made, Outcome, Status};
pub use versions::Identity;

use std::num::NonZeroUsize;
use std::sync::Arc;

use crate::diag::{Error, ErrorKind};
use crate::document::Shown;
use crate::model::{Edition, Facts, MarkSource};
use crate::pipeline::{LogoFile, Paper};
use crate::settings::Settings;
use crate::write::typeset::{Typesetter, forget};
use workbooks::Unread;

/// Where bytes come from and go to. Its methods are called from several threads at once.
pub trait Host: Sync {
    /// The bytes of a workbook.
    ///
    /// # Errors
    /// Where they cannot be had.
    fn read(&self, workbook: &str) -> Result<Vec<u8>, Error>;

    /// The logo file that a workbook names.
    fn logo(&self, workbook: &str, name: &str) -> LogoFile;

    /// The folder of the papers of a workbook: files in different ones never replace each other.
    fn folder(&self, _workbook: &str) -> String {
        String::new()
    }

    /// The finished files of this name, without ending, that lie in the folder of the papers of a workbook.
    fn files(&self, _workbook: &str, _stem: &str) -> Vec<String> {
        Vec::new()
    }

    /// The files of an edition that are in place already, just as this one would make them; it is not made
    /// again then.
    fn in_place(&self, _wanted: &Wanted<'_>) -> Option<InPlace> {
        None
    }

    /// An edition is laid out: it can be looked at while its files are made. Pictures of it pass no gate.
    fn laid_out(&self, _wanted: &Wanted<'_>, _edition: Edition, _paper: &Arc<Paper>) {}

    /// Takes the files of a paper and puts them in place.
    ///
    /// # Errors
    /// Where that cannot be done.
    fn finish(&self, paper: FinishedPaper<'_>) -> Result<Placed, Error>;
}

/// An edition of a paper before it is made.
#[derive(Clone, Debug)]
pub struct Wanted<'a> {
    /// The name of its workbook.
    pub workbook: &'a str,
    /// The name of its files without ending, safe on every system.
    pub stem: String,
    /// The files that are ordered.
    pub formats: &'a [Format],
    /// The hash of everything that goes in.
    pub fingerprint: Digest,
}

/// Files that are in place and need not be made.
#[derive(Clone, Debug)]
pub struct InPlace {
    /// The files, as the user is to see them.
    pub files: Vec<String>,
    /// How many warnings there were when they were made; an edition with errors is always made again.
    pub warnings: usize,
}

/// Files that were put in place.
#[derive(Clone, Debug, Default)]
pub struct Placed {
    /// The files, as the user is to see them.
    pub written: Vec<String>,
    /// Files that somebody had changed since they were made: what they were called, and what they are
    /// called now.
    pub kept: Vec<(String, String)>,
}

/// The files of a paper.
#[derive(Clone, Debug)]
pub struct FinishedPaper<'a> {
    /// The paper.
    pub wanted: &'a Wanted<'a>,
    /// The files that were ordered, in the order of [`Format::ALL`].
    pub files: Vec<(Format, Vec<u8>)>,
    /// How many warnings there are; none where there are errors too.
    pub warnings: Option<usize>,
}

/// A kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Word.
    Docx,
    /// PDF.
    Pdf,
}

impl Format {
    /// Every kind.
    pub const ALL: [Self; 2] = [Self::Docx, Self::Pdf];

    /// The ending of such files.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Docx => "docx",
            Self::Pdf => "pdf",
        }
    }
}

/// What papers are compared with.
#[derive(Clone, Copy, Debug)]
pub enum Previous<'a> {
    /// The next lower version of the same paper, among the workbooks and these beside them, which become
    /// no papers.
    Among(&'a [String]),
    /// The workbook that the user names.
    Named(&'a str),
    /// Nothing.
    Nothing,
}

/// Which editions of a paper are made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Editions {
    /// The one that the Vertraulichkeit of its workbook tells: the public one only where it says öffentlich.
    #[default]
    AsMarked,
    /// This one.
    Only(Edition),
    /// Both.
    Both,
}

impl Editions {
    /// Those of the paper of a workbook with these facts.
    pub(crate) fn of(self, facts: &Facts) -> Vec<Edition> {
        match self {
            Self::AsMarked => vec![facts.edition().unwrap_or_default()],
            Self::Only(edition) => vec![edition],
            Self::Both => vec![Edition::Public, Edition::Internal],
        }
    }
}

/// What is to be made.
pub struct RunOrder<'a> {
    /// The names of the workbooks.
    pub workbooks: &'a [String],
    /// What the papers are compared with.
    pub previous: Previous<'a>,
    /// Whether every version becomes a paper, not only the newest of each.
    pub all_versions: bool,
    /// Which editions of each paper.
    pub editions: Editions,
    /// Whether a public edition may name persons whom nobody listed.
    pub allow_unlisted: bool,
    /// Which marks count.
    pub marks: MarkSource,
    /// How changes are shown.
    pub shown: Shown,
    /// Whether the overview of changes is printed.
    pub change_list: bool,
    /// The files of each paper.
    pub formats: &'a [Format],
    /// How many papers are made at the same time.
    pub jobs: NonZeroUsize,
    /// What counts for the workbook of this name.
    /// It is an error where its settings cannot be used: then its paper is not made.
    pub kit: &'a (dyn Fn(&str) -> Result<Kit<'a>, Error> + Sync),
}

/// The settings that count for a workbook, and the typesetter with the fonts they name.
#[derive(Clone, Copy)]
pub struct Kit<'a> {
    /// The settings.
    pub settings: &'a Settings,
    /// The typesetter.
    pub typesetter: &'a Typesetter,
    /// The hash of both: see [`Digest::of_kit`].
    pub digest: &'a Digest,
}

/// What happens in a run.
#[derive(Debug)]
pub enum Event {
    /// The workbook of this name was read for the first time.
    Read(String),
    /// All were read; so many outcomes are to come.
    Planned(usize),
    /// Work on the paper of this workbook begins.
    Begun(String),
    /// What became of a workbook.
    Done(Box<Outcome>),
}

/// Makes every paper that is to be made and tells what becomes of each workbook, as papers finish;
/// [`Outcome::position`] is the order of the workbooks. One that cannot be
/// read does not keep the others from being made; an older version that is only compared with has no
/// outcome: its findings are those of an old paper.
///
/// # Errors
/// Where the previous version that was named cannot be read or belongs to none of the papers;
/// nothing was made then.
pub fn run(host: &dyn Host, order: &RunOrder<'_>, on: &mut dyn FnMut(Event)) -> Result<(), Error> {
    let beside = match order.previous {
        Previous::Among(beside) => beside,
        Previous::Named(name) => &[name.to_owned()],
        Previous::Nothing => &[],
    };
    let ((workbooks, mut unreadable), (others, mut lost)) = workbooks::read(host, order, beside, on);
    // A list of rewrites among the workbooks is passed over.
    unreadable.retain(|(_, error)| error.kind() != ErrorKind::Unused);
    if matches!(order.previous, Previous::Named(_))
        && let Some((_, error)) = lost.pop()
    {
        return Err(error);
    }
    let unread = Unread {
        named: workbooks::damaged(order.workbooks, &unreadable),
        beside: workbooks::damaged(beside, &lost),
    };
    let steps = plan::plan(host, &workbooks, &others, order)?;
    let planned = steps.into_iter().map(|step| (step.0.index, Ok(step)));
    let mut steps: Vec<_> =
        planned.chain(unreadable.into_iter().map(|(index, error)| (index, Err(error)))).collect();
    steps.sort_by_key(|(index, _)| *index);
    on(Event::Planned(steps.len()));
    let work = |(position, step): (usize, (usize, _)), send: &mut dyn FnMut(Event)| {
        send(Event::Begun(order.workbooks.get(step.0).cloned().unwrap_or_default()));
        // What the last paper left; a process that makes only one need not tidy up.
        forget();
        send(Event::Done(Box::new(outcome::outcome(host, order, &unread, position, step))));
    };
    workers::in_parallel(order.jobs, steps.into_iter().enumerate(), work, on);
    Ok(())
}
