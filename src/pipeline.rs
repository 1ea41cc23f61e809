//! The order of the stages of a paper, from the bytes of its workbook to those of its files. Only
//! advancing a workbook, which makes no paper, has an order of its own.

use std::collections::BTreeMap;

use crate::compose::{ComposeOptions, Nameless, compose, logo};
use crate::diag::{Error, Warned, errors};
use crate::diff::{self, Comparison};
use crate::document::{Document, Dropped, Look, PageNumbers, Shown};
use crate::gate::{self, Secrets};
pub use crate::interpret::SheetColumns;
use crate::limits::Extent;
use crate::model::{Change, Edition, Lineage, MarkOrigin, MarkSource, Person, Report, Spot, SpotKind};
use crate::normalize::{self, Normalized};
use crate::persons::{Form, forms};
use crate::redact::{self, Redacted};
use crate::settings::Settings;
use crate::source::Location;
use crate::write::docx::{self, DocxOptions};
use crate::write::pdf;
use crate::write::picture::picture;
use crate::write::typeset::{OnPage, Pages, Typesetter};
use crate::{interpret, read};

/// Reads a workbook and understands its layout; its text is as it was typed in.
///
/// # Errors
/// Where the file is no readable workbook or holds no status table; the error names `file`.
pub fn understand(bytes: &[u8], file: &str, settings: &Settings) -> Result<Warned<Report>, Error> {
    let Warned { value: workbook, mut findings } = read::read(bytes, file).map_err(|error| error.at(file))?;
    let interpreted = interpret::interpret(&workbook, &settings.names, settings.rules.pivot_year)
        .map_err(|error| error.at(file))?;
    let mut report = interpreted.noted_in(&mut findings);
    measure(&report).map_err(|error| error.at(file))?;
    if !settings.table.earlier {
        report.leave_out_earlier();
    }
    Ok(Warned::new(report, findings))
}

/// Refuses a report that no pages can hold, before much is done with it.
fn measure(report: &Report) -> Result<(), Error> {
    let mut extent = Extent::default();
    let unprinted =
        |kind| matches!(kind, SpotKind::PersonName | SpotKind::PersonReplacement | SpotKind::Variant);
    for Spot { kind, place: _, words, at } in report.texts().into_iter().filter(|spot| !unprinted(spot.kind))
    {
        let runs = words.formatted().map_or(1, |text| text.runs().count());
        extent.text(words.as_str(), runs, at)?;
        if matches!(kind, SpotKind::FieldTitle | SpotKind::SectionTitle) {
            extent.heading(words.as_str(), runs, at)?;
        }
        if kind == SpotKind::FieldTitle {
            extent.table()?;
        }
    }
    Ok(())
}

/// Reads a workbook and tells how its columns are understood, also where they make no status table.
///
/// # Errors
/// Where the file is no readable workbook; the error names `file`.
pub fn columns(bytes: &[u8], file: &str, settings: &Settings) -> Result<Vec<SheetColumns>, Error> {
    let workbook = read::read(bytes, file).map_err(|error| error.at(file))?.value;
    Ok(interpret::columns(&workbook, &settings.names))
}

/// Reads a workbook, understands its layout and makes its text uniform.
///
/// # Errors
/// Where the file is no readable workbook or holds no status table; the error names `file`.
pub fn load(bytes: &[u8], file: &str, settings: &Settings) -> Result<Normalized, Error> {
    let Warned { value, findings } = understand(bytes, file, settings)?;
    let mut done = normalize::normalize(value, &settings.rules);
    done.findings.splice(..0, findings);
    Ok(done)
}

/// Both versions of a report as the public may read them.
pub fn publish(report: &Report, previous: Option<&Report>, allow_unlisted: bool) -> Warned<Redacted> {
    // To align the versions takes a while, and is of use only where something is secret.
    let lineage = |previous| match report.keeps_back() {
        true => diff::lineage(previous, report),
        false => Lineage::default(),
    };
    let previous = previous.map(|previous| (previous, lineage(previous)));
    let previous = previous.as_ref().map(|(previous, lineage)| (*previous, lineage));
    redact::redact(report, previous, allow_unlisted)
}

/// Marks what changed in `report` since `previous`, and says where the marks come from. Where both the
/// hand and the computation have marked, each passage on which they disagree is a finding.
///
/// # Errors
/// Where the two versions cannot be rebuilt from the result: a bug.
pub fn mark(
    report: &Report,
    previous: Option<&Report>,
    source: MarkSource,
) -> Result<Warned<(Comparison, MarkOrigin)>, Error> {
    let compared = match (source, previous) {
        (MarkSource::Cells, _) | (MarkSource::Auto, None) if report.is_marked() => {
            (diff::marks_from_cells(report.clone()), MarkOrigin::ByHand)
        }
        (MarkSource::Auto | MarkSource::Computed, Some(previous)) => {
            let comparison = diff::diff(previous, report)?;
            let findings = diff::audit(&comparison, report);
            return Ok(Warned::new((comparison, against(previous)), findings));
        }
        (MarkSource::Cells, Some(_)) => (unmarked(report), MarkOrigin::ByHand),
        (_, _) => (unmarked(report), without_previous(report)),
    };
    Ok(Warned::new(compared, Vec::new()))
}

/// A report that nothing is compared with: a first version, or one whose history tells of others.
fn without_previous(report: &Report) -> MarkOrigin {
    match report.earlier_versions().next() {
        None => MarkOrigin::None,
        Some(_) => MarkOrigin::Missing,
    }
}

fn against(previous: &Report) -> MarkOrigin {
    MarkOrigin::Against {
        version: previous.facts.version.as_ref().map(|version| version.value.clone()),
        date: previous.facts.date.as_ref().map(|date| date.value),
    }
}

/// The paper without marks: nothing is compared, the legend only names the previous version.
fn clean(report: &Report, previous: Option<&Report>) -> (Comparison, MarkOrigin) {
    let by_hand = if report.is_marked() { MarkOrigin::ByHand } else { without_previous(report) };
    (unmarked(report), previous.map_or(by_hand, against))
}

/// The current text alone.
fn unmarked(report: &Report) -> Comparison {
    Comparison { report: diff::without_marks(report), changes: Vec::new() }
}

/// A logo file, read by the caller: the library opens no files.
pub type LogoFile = Result<Vec<u8>, std::io::Error>;

/// What a paper is made of.
#[derive(Debug)]
pub struct Order<'a> {
    /// The version to be made.
    pub report: &'a Report,
    /// The version before it.
    pub previous: Option<&'a Report>,
    /// Who is to read the paper.
    pub edition: Edition,
    /// Whether a public edition may name persons whom nobody listed.
    pub allow_unlisted: bool,
    /// The logo file, where the workbook names one.
    pub logo: Option<LogoFile>,
    /// Which marks count.
    pub source: MarkSource,
    /// How changes are shown. Tracked is for the Word file; the PDF then shows them marked.
    pub shown: Shown,
    /// Whether the overview of changes is printed.
    pub change_list: bool,
    /// Whether a version before it may be among workbooks that cannot be read.
    pub unread: bool,
}

/// A laid-out paper, ready to be exported.
pub struct Paper {
    document: Document,
    word_document: Option<Document>,
    /// The id that it prints: in a public edition without the name that it may hold.
    pub id: String,
    /// What changed against the previous version.
    pub changes: Vec<Change>,
    /// Where its change marks come from.
    pub marks: MarkOrigin,
    pages: Pages,
    numbers: PageNumbers,
    docx: DocxOptions,
    release: Release,
}

/// On what condition the files of a paper are handed out.
enum Release {
    /// It is internal.
    Free,
    /// The gate finds nothing in them, and they name nobody who is not listed.
    Gate(Box<Secrets>, Unlisted),
}

/// So many times a paper names persons whom nobody listed, unless that is allowed.
type Unlisted = usize;

impl Release {
    fn of(public: &Redacted, allow_unlisted: bool) -> Self {
        let forms = |persons: &[Person]| -> Vec<Form> {
            persons.iter().flat_map(|person| forms(&person.name.value)).collect()
        };
        let (barred, named) = (forms(&public.barred), forms(&public.named));
        let secrets = Secrets::new(&barred, &named, &public.withheld, &public.lawful());
        Self::Gate(Box::new(secrets), if allow_unlisted { 0 } else { public.unlisted })
    }

    /// The file, if it may be handed out; `gate` reads such files. Whatever keeps it back is told at once.
    fn hand_out(
        &self,
        file: Vec<u8>,
        gate: fn(&[u8], &Secrets) -> Result<(), Error>,
    ) -> Result<Vec<u8>, Error> {
        let Self::Gate(secrets, unlisted) = self else { return Ok(file) };
        let unlisted = (*unlisted > 0).then(|| held_back(*unlisted));
        let reasons = unlisted.into_iter().chain(gate(&file, secrets).err());
        reasons.reduce(Error::and).map_or(Ok(file), Err)
    }
}

errors! {
    /// A public paper names persons whom nobody listed.
    held_back(places: usize) Withheld:
        format!("Die öffentliche Ausgabe wurde nicht geschrieben: nicht gelistete Personen an {places} {}",
                if places == 1 { "Stelle" } else { "Stellen" }),
        "Die Personen aus den Meldungen im Blatt »Personen« ergänzen, oder mit --allow-unlisted trotzdem schreiben";
}

/// Whether the public edition may say that it names no persons.
fn nameless(public: &Redacted) -> Nameless {
    let facts = &public.report.facts;
    let wanted = !public.barred.is_empty() || facts.anonymised_from.is_some();
    match (wanted && public.unlisted == 0, public.names_public) {
        (false, _) => Nameless::No,
        (true, true) => Nameless::ButPublic,
        (true, false) => Nameless::Yes,
    }
}

/// How the texts of a paper are set. Revisions show dropped text by themselves, and in the PDF beside them it
/// is struck: whatever else the settings say would stay when they are rejected.
fn look(settings: &Settings, shown: Shown) -> Look {
    let look = settings.look();
    match shown {
        Shown::Tracked => Look { dropped: Dropped::Struck, ..look },
        Shown::Marked | Shown::Unmarked => look,
    }
}

impl Paper {
    /// Composes and lays out a paper.
    ///
    /// # Errors
    /// Where the template or the comparison fails: a bug.
    pub fn new(
        order: Order<'_>,
        typesetter: &Typesetter,
        settings: &Settings,
    ) -> Result<Warned<Self>, Error> {
        let mut findings = Vec::new();
        let public = (order.edition == Edition::Public)
            .then(|| publish(order.report, order.previous, order.allow_unlisted).noted_in(&mut findings));
        let (current, previous) = match &public {
            Some(public) => (&public.report, public.previous.as_ref()),
            None => (order.report, order.previous),
        };
        let (Comparison { report, changes }, marks) = match order.shown {
            Shown::Unmarked => clean(current, previous),
            Shown::Marked | Shown::Tracked => mark(current, previous, order.source)?.noted_in(&mut findings),
        };
        let marks = if order.unread && marks == MarkOrigin::None { MarkOrigin::Missing } else { marks };
        let logo = order.logo.and_then(|file| logo(&report.facts, file).noted_in(&mut findings));
        let options = ComposeOptions {
            edition: order.edition,
            nameless: public.as_ref().map_or(Nameless::No, nameless),
            logo,
            marks: marks.clone(),
            shown: order.shown,
            look: look(settings, order.shown),
            changes: if order.change_list { changes.clone() } else { Vec::new() },
            created: settings.created,
        };
        let compose = |options: &ComposeOptions| typesetter.fitted(compose(&report, options));
        let document = compose(&options);
        let (document, word_document) = match order.shown {
            Shown::Tracked => (compose(&ComposeOptions { shown: Shown::Marked, ..options }), Some(document)),
            Shown::Marked | Shown::Unmarked => (document, None),
        };
        let file = Location::file(report.file.clone());
        let (pages, release) = rayon::join(
            || typesetter.typeset(&document, &file),
            || public.as_ref().map_or(Release::Free, |public| Release::of(public, order.allow_unlisted)),
        );
        let pages = pages?.noted_in(&mut findings);
        let docx = DocxOptions { font: settings.fonts.docx.clone(), changes: order.shown };
        let numbers = pages.numbers();
        Ok(Warned::new(
            Self {
                document,
                word_document,
                id: report.facts.id.value,
                changes,
                marks,
                pages,
                numbers,
                docx,
                release,
            },
            findings,
        ))
    }

    /// The composed document.
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// Where its headings stand.
    pub fn pages(&self) -> &PageNumbers {
        &self.numbers
    }

    /// A page as it looks, by its number from 1: a PNG file with so many pixels per point. Whatever the edition, it
    /// is for the clerk alone: no gate reads pictures.
    pub fn picture(&self, page: usize, pixels_per_point: f64) -> Option<Vec<u8>> {
        picture(&self.pages, page, pixels_per_point)
    }

    /// Where on the pages the text of each cell begins.
    pub fn cells(&self) -> BTreeMap<Location, OnPage> {
        self.pages.cells(&self.document)
    }

    /// The PDF file.
    ///
    /// # Errors
    /// Where the paper does not meet PDF/UA-1 or PDF/A-2a: a bug; [`ErrorKind::Withheld`] where a public
    /// one holds what is not for the public.
    ///
    /// [`ErrorKind::Withheld`]: crate::diag::ErrorKind::Withheld
    pub fn pdf(&self) -> Result<Vec<u8>, Error> {
        self.release.hand_out(pdf::pdf(&self.pages)?, gate::pdf)
    }

    /// The Word file.
    ///
    /// # Errors
    /// Where a part cannot be finished: a bug; [`ErrorKind::Withheld`] where a public one holds what is not
    /// for the public.
    ///
    /// [`ErrorKind::Withheld`]: crate::diag::ErrorKind::Withheld
    pub fn docx(&self) -> Result<Vec<u8>, Error> {
        let document = self.word_document.as_ref().unwrap_or(&self.document);
        self.release.hand_out(docx::docx(document, &self.numbers, &self.docx)?, gate::docx)
    }
}
