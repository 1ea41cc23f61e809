//! What became of a workbook: its paper, or why there is none.

use std::collections::HashSet;
use std::sync::Arc;

use super::fingerprint::fingerprint;
use super::plan::{Step, Task};
use super::workbooks::{Unread, Workbook};
use super::{
    Digest, Editions, FinishedPaper, Format, Host, Identity, InPlace, Placed, Previous, RunOrder, Wanted,
    versions, workers,
};
use crate::diag::{Diagnostic, Error, ErrorKind, Severity, errors, findings, grouped};
use crate::document::Shown;
use crate::model::{Edition, MarkOrigin, Report};
use crate::normalize::Rewrite;
use crate::pipeline::{LogoFile, Order, Paper, SheetColumns};
use crate::source::Location;

/// What became of one workbook.
#[derive(Debug)]
pub struct Outcome {
    /// Its place among the outcomes of the run, from 0, in the order of the workbooks.
    pub position: usize,
    /// The name of the workbook.
    pub file: String,
    /// Which version of which paper it is; none where it could not be read.
    pub identity: Option<Identity>,
    /// What was noticed: in the workbook, about its previous version, making the paper.
    pub findings: Vec<Diagnostic>,
    /// What was made uniform in a paper that was made.
    pub rewrites: Vec<Rewrite>,
    /// How its columns were understood, for whoever asks for that.
    pub columns: Vec<SheetColumns>,
    /// Its paper, once for each edition that was ordered, or why there is none; nothing for a mere copy of
    /// another workbook.
    pub made: Result<Vec<Made>, Error>,
}

/// An edition of a paper.
#[derive(Debug)]
pub struct Made {
    /// Which one.
    pub edition: Edition,
    /// What it was compared with; none where it could not be laid out.
    pub compared: Option<Compared>,
    /// The files that were put in place, as the host names them, or why there are none.
    pub written: Result<Vec<String>, Error>,
    /// What is in place already, where nothing had to be made.
    pub unchanged: Option<InPlace>,
}

/// What a paper was compared with.
#[derive(Clone, Debug)]
pub struct Compared {
    /// The workbook of the previous version, where there is one.
    pub previous: Option<String>,
    /// Where the change marks come from.
    pub marks: MarkOrigin,
    /// How many changes the paper shows; none where it is to show none.
    pub changes: Option<usize>,
}

/// How it ended, the worst last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// Done.
    Done,
    /// Done, but there are findings of severity error.
    Findings,
    /// Something could not be done at all.
    Failed,
}

impl Outcome {
    /// How it ended. A public edition that was held back is a finding: the clerk has to decide.
    pub fn status(&self) -> Status {
        let held_back = |error: &Error| error.kind() == ErrorKind::Withheld;
        let worst =
            self.errors().map(|error| if held_back(error) { Status::Findings } else { Status::Failed });
        worst.chain([Status::of(&self.findings)]).max().unwrap_or(Status::Done)
    }

    /// The editions of its paper.
    pub fn editions(&self) -> impl Iterator<Item = &Made> {
        self.made.iter().flatten()
    }

    /// The files that were put in place.
    pub fn written(&self) -> impl Iterator<Item = &String> {
        self.editions().filter_map(|made| made.written.as_ref().ok()).flatten()
    }

    /// Whether every edition was in place already, and none was made.
    pub fn is_unchanged(&self) -> bool {
        self.editions().count() > 0 && self.editions().all(|made| made.unchanged.is_some())
    }

    /// Why there is no paper, or not every edition of it.
    pub fn errors(&self) -> impl Iterator<Item = &Error> {
        let of_editions = self.editions().filter_map(|made| made.written.as_ref().err());
        self.made.as_ref().err().into_iter().chain(of_editions)
    }
}

impl Status {
    /// The status of what was done with these findings.
    pub fn of(findings: &[Diagnostic]) -> Self {
        let bad = findings.iter().any(|finding| finding.severity() == Severity::Error);
        if bad { Self::Findings } else { Self::Done }
    }
}

/// Does what is to be done about the workbook with this index, unless it could not be read.
pub(super) fn outcome(
    host: &dyn Host,
    order: &RunOrder<'_>,
    unread: &Unread,
    position: usize,
    (index, step): (usize, Result<Step<'_>, Error>),
) -> Outcome {
    let mut outcome = Outcome {
        position,
        file: order.workbooks.get(index).cloned().unwrap_or_default(),
        identity: step.as_ref().ok().map(|(workbook, _)| workbook.identity.clone()),
        findings: Vec::new(),
        rewrites: Vec::new(),
        columns: Vec::new(),
        made: Ok(Vec::new()),
    };
    let work = |(workbook, task): Step<'_>| match task {
        Task::LeaveOut(finding) => {
            outcome.findings.push(finding);
            Err(Error::new(ErrorKind::Unused, "Die Arbeitsmappe wurde nicht verwendet")
                .help("Die Meldung zu dieser Arbeitsmappe sagt, warum"))
        }
        Task::Copy(finding) => {
            outcome.findings.push(finding);
            Ok(Vec::new())
        }
        Task::Make(previous, finding) => {
            let searched = !matches!(order.previous, Previous::Nothing);
            let unread = if searched { unread.possible(&workbook.name) } else { Vec::new() };
            let logo = workbook.logo.as_ref().map(|logo| host.logo(&workbook.name, logo));
            make(host, order, &Sources { workbook, previous, unread, finding, logo }, &mut outcome)
        }
    };
    let made = workers::guarded(|| step.and_then(work));
    outcome.made = made.map_err(|error| error.at(outcome.file.as_str()));
    outcome.findings = grouped(once_each(outcome.findings));
    outcome
}

/// Both editions of a paper mostly notice the same.
fn once_each(mut findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut known = HashSet::new();
    findings.retain(|finding| known.insert(finding.clone()));
    findings
}

/// A workbook, the one before it, those that could not be read, and what the plan noticed.
struct Sources<'a> {
    workbook: &'a Workbook<'a>,
    previous: Option<&'a Workbook<'a>>,
    /// The workbooks that may be another version.
    unread: Vec<&'a str>,
    finding: Option<Diagnostic>,
    logo: Option<LogoFile>,
}

impl Sources<'_> {
    /// Whether a previous version was named that is none of this paper.
    fn foreign(&self, order: &RunOrder<'_>) -> bool {
        matches!(order.previous, Previous::Named(_)) && self.previous.is_none()
    }

    /// The logo for one more edition.
    fn logo(&self) -> Option<LogoFile> {
        let copy = |logo: &LogoFile| match logo {
            Ok(bytes) => Ok(bytes.clone()),
            Err(error) => Err(error.kind().into()),
        };
        self.logo.as_ref().map(copy)
    }
}

/// Makes the paper of a workbook in each edition, unless it is in place; what is noticed goes to `outcome`,
/// also where it fails.
fn make(
    host: &dyn Host,
    order: &RunOrder<'_>,
    sources: &Sources<'_>,
    outcome: &mut Outcome,
) -> Result<Vec<Made>, Error> {
    let (workbook, previous) = (sources.workbook, sources.previous);
    let asked = workbook.editions.iter().map(|edition| (*edition, wanted(order, sources, *edition)));
    let asked: Vec<(Edition, Wanted<'_>)> = asked.collect();
    let in_place: Vec<Option<Made>> =
        asked.iter().map(|(edition, wanted)| unchanged(host, *edition, wanted)).collect();
    if in_place.iter().all(Option::is_some) {
        return Ok(in_place.into_iter().flatten().collect());
    }
    let current = workbook.load(host, workbook.kit.settings)?;
    outcome.findings.extend(current.findings.iter().cloned().chain(sources.finding.clone()));
    // Both versions are read by the settings of the newer one: another rule is no change of the paper.
    let before = previous.map(|previous| previous.load(host, workbook.kit.settings)).transpose()?;
    let reports = (&current.report, before.as_ref().map(|before| &before.report));
    let noticed = outcome.findings.clone();
    let mut make = |edition, wanted: &Wanted<'_>| {
        let mut findings = noticed.clone();
        let made = make_edition(host, order, sources, (edition, wanted, reports), &mut findings);
        outcome.findings.extend(findings.drain(noticed.len()..));
        made
    };
    let made = asked.iter().zip(in_place);
    let made: Vec<Made> = made
        .map(|((edition, wanted), in_place)| in_place.unwrap_or_else(|| make(*edition, wanted)))
        .collect();
    if made.iter().any(|made| made.written.is_ok()) {
        outcome.rewrites.clone_from(&current.rewrites);
    }
    Ok(made)
}

/// An edition as it is asked of the host.
fn wanted<'a>(order: &'a RunOrder<'_>, sources: &'a Sources<'_>, edition: Edition) -> Wanted<'a> {
    let workbook = sources.workbook;
    let none = Digest::default();
    let digests = [&workbook.digest, sources.previous.map_or(&none, |previous| &previous.digest)];
    let others = format!("{:?} {:?} {}", sources.unread, sources.finding, sources.foreign(order));
    Wanted {
        workbook: &workbook.name,
        stem: workbook.identity.file_stem(edition),
        formats: order.formats,
        fingerprint: fingerprint(
            order,
            (workbook.kit.digest, digests, &others),
            sources.logo.as_ref(),
            edition,
        ),
    }
}

/// An edition that is in place just as it would be made.
fn unchanged(host: &dyn Host, edition: Edition, wanted: &Wanted<'_>) -> Option<Made> {
    let in_place = host.in_place(wanted)?;
    Some(Made { edition, compared: None, written: Ok(Vec::new()), unchanged: Some(in_place) })
}

/// Makes one edition; that it fails does not keep the other from being made.
fn make_edition(
    host: &dyn Host,
    order: &RunOrder<'_>,
    sources: &Sources<'_>,
    (edition, wanted, (report, before)): (Edition, &Wanted<'_>, (&Report, Option<&Report>)),
    findings: &mut Vec<Diagnostic>,
) -> Made {
    let (workbook, previous, unread) = (sources.workbook, sources.previous, &sources.unread);
    let foreign = sources.foreign(order);
    let paper = Order {
        report,
        previous: before,
        edition,
        allow_unlisted: order.allow_unlisted,
        logo: sources.logo(),
        source: order.marks,
        shown: order.shown,
        change_list: order.change_list,
        unread: !unread.is_empty() || foreign,
    };
    let paper = Paper::new(paper, workbook.kit.typesetter, workbook.kit.settings);
    let failed = |error: Error| Err(error.at(workbook.name.as_str()));
    let paper = match paper {
        Ok(paper) => paper.noted_in(findings),
        Err(error) => return Made { edition, compared: None, written: failed(error), unchanged: None },
    };
    let paper = Arc::new(paper);
    host.laid_out(wanted, edition, &paper);
    let lost = !foreign && paper.marks == MarkOrigin::Missing && report.earlier_versions().next().is_some();
    if lost && !matches!(order.previous, Previous::Nothing) {
        findings.push(versions::missing(&workbook.identity, unread));
    } else if !unread.is_empty() {
        findings.push(versions::unread(&workbook.identity, unread, previous.map(|it| it.name.as_str())));
    }
    let compared = Compared {
        previous: previous.map(|previous| previous.name.clone()),
        marks: paper.marks.clone(),
        changes: (order.shown != Shown::Unmarked).then_some(paper.changes.len()),
    };
    let named = (paper.id != workbook.identity.id.value).then(id_names_person);
    let written = finish(host, &paper, wanted, named, findings).or_else(failed);
    if order.editions == Editions::AsMarked && edition == Edition::Internal && written.is_ok() {
        let public = host.files(&workbook.name, &workbook.identity.file_stem(Edition::Public));
        findings.extend(public.iter().map(|file| public_left(&workbook.identity.id.at, file)));
    }
    Made { edition, compared: Some(compared), written, unchanged: None }
}

errors! {
    /// The id holds a name, and the files would be called by it.
    id_names_person() Withheld:
        "Die öffentliche Ausgabe wurde nicht geschrieben: die Angabe »Dokument« nennt eine Person",
        "Im Blatt »Dokument« unter »Dokument« eine Bezeichnung ohne Namen eintragen; die Dateien heißen danach";
}

findings! {
    /// The public edition of a paper that does not call itself public lies in the folder.
    public_left(file: &str) PublicLeft:
        format!("Im Ausgabeordner liegt noch die öffentliche Ausgabe »{file}«; die Arbeitsmappe nennt sich nicht öffentlich"),
        "Die Datei löschen, wenn der Bericht nicht öffentlich ist, und prüfen, ob sie schon weitergegeben wurde";
    /// A finished file that somebody changed since is not lost.
    file_kept(file: &str, kept: &str) FileKept:
        format!("Die Datei »{file}« wurde von Hand geändert, seit sie erstellt wurde, oder stammt nicht von diesem \
                 Programm"),
        format!("Sie heißt jetzt »{kept}«. Was davon bleiben soll, in die Arbeitsmappe eintragen; die Datei »{kept}« \
                 danach löschen");
}

/// Has the files of a paper put in place; none where one cannot be made, with every reason against it.
fn finish(
    host: &dyn Host,
    paper: &Paper,
    wanted: &Wanted<'_>,
    against: Option<Error>,
    findings: &mut Vec<Diagnostic>,
) -> Result<Vec<String>, Error> {
    let ordered = |format: Format, make: &(dyn Fn() -> Result<Vec<u8>, Error> + Sync)| {
        wanted.formats.contains(&format).then(|| make().map(|file| (format, file)))
    };
    let (docx, pdf) =
        rayon::join(|| ordered(Format::Docx, &|| paper.docx()), || ordered(Format::Pdf, &|| paper.pdf()));
    let (mut files, mut against) = (Vec::new(), Vec::from_iter(against));
    for file in docx.into_iter().chain(pdf) {
        match file {
            Ok(file) => files.push(file),
            Err(error) => against.push(error),
        }
    }
    if let Some(error) = against.into_iter().reduce(Error::and) {
        return Err(error);
    }
    let sound = Status::of(findings) == Status::Done;
    let warnings = sound.then(|| grouped(once_each(findings.clone())).len());
    let Placed { written, kept } = host.finish(FinishedPaper { wanted, files, warnings })?;
    let at = Location::file(wanted.workbook);
    findings.extend(kept.iter().map(|(file, kept)| file_kept(&at, file, kept)));
    Ok(written)
}
