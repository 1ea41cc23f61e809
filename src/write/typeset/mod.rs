//! Typesets the paper: [`Document`] → [`Pages`]. Typst lays them out.
//!
//! 1. every character is looked up in the fonts ([`glyphs`]): one that none has is a finding;
//! 2. the document becomes **content, never markup** ([`content`]), every text with its place
//!    ([`places`]); the template `report.typ` says how it looks ([`template`]), and it is laid out in
//!    a [`world`] without files, packages, network or clock, with a part of it [`ahead`] where there is a
//!    second thread;
//! 3. the pages are searched for what must not be there ([`faults`], [`ink`]): text that runs out of
//!    its column may break there in another layout, and where a page is at fault everything may
//!    ([`breaks`]); what is wrong even then is a finding;
//! 4. the pages must hold every text of the document ([`proof`]);
//! 5. the words for those who do not see the marks become blanks ([`spoken`]), and an
//!    action that runs over a page names itself again ([`continued`]).
//!
//! Where the text of a cell came to stand is told by [`cells`].

mod ahead;
mod breaks;
mod cells;
mod content;
mod continued;
mod faults;
mod finding;
mod glyphs;
mod ink;
mod measures;
mod places;
mod proof;
mod running;
mod spoken;
mod template;
mod world;

use std::collections::BTreeSet;
use std::sync::Arc;

use rayon::iter::{IndexedParallelIterator as _, IntoParallelRefIterator as _, ParallelIterator as _};
use typst::diag::{SourceDiagnostic, Warned as Compiled};
use typst::foundations::NativeElement;
use typst::introspection::{Introspector, MetadataElem};
use typst::layout::Abs;
use typst::model::HeadingElem;
use typst_layout::{Page, PagedDocument};

use crate::diag::{Error, ErrorKind, Warned};
use crate::document::{Block, Cells, Document, Kind, Look, PageNumbers, Properties};
use crate::limits::Extent;
use crate::source::Location;
use crate::text::Words;
use breaks::Breaks;
pub use cells::OnPage;
use continued::Continued;
use faults::Faults;
use measures::MARGIN_TOP;
use places::Places;
use spoken::Letters;
use template::Inputs;
use world::{Shared, World};

/// How often a layout is tried with more places where a line may break.
const LAYOUTS: usize = 5;

/// Typesets papers. Fonts and template are loaded once and shared by all papers and threads.
#[derive(Clone)]
pub struct Typesetter {
    shared: Arc<Shared>,
}

/// Fonts of the pages.
#[derive(Clone, Debug, Default)]
pub struct FontOptions {
    /// Font files (TrueType or OpenType) of a house font; used before the built-in ones.
    pub files: Vec<Vec<u8>>,
}

/// The laid-out pages of a paper.
pub struct Pages {
    /// As Typst has them.
    pub(super) paged: PagedDocument,
    /// Where each printed character comes from.
    places: Places,
    /// What the paper says about itself.
    pub(super) properties: Properties,
    /// The anchors of the headings above a table whose first row runs over the page.
    runs_over: BTreeSet<String>,
}

impl Typesetter {
    /// Loads the built-in fonts and those of `fonts`.
    ///
    /// # Errors
    /// [`ErrorKind::Options`] where a font file cannot be read.
    pub fn new(fonts: &FontOptions) -> Result<Self, Error> {
        Ok(Self { shared: Arc::new(Shared::new(&fonts.files, None)?) })
    }

    /// The same with the built-in fonts and one of fixed pitch for lines of [`crate::document::Role::Code`].
    ///
    /// # Errors
    /// [`ErrorKind::Options`] where the font file cannot be read.
    pub fn with_fixed_pitch(font: &[u8]) -> Result<Self, Error> {
        Ok(Self { shared: Arc::new(Shared::new(&[], Some(font))?) })
    }

    /// The paper with header and footer shortened to two lines: their texts stand in full on the cover.
    pub fn fitted(&self, mut document: Document) -> Document {
        running::fit(&mut document, &self.shared.fonts.widths());
        document
    }

    /// Lays the paper out. Missing characters and what is wrong on the pages are findings; `file` is
    /// named where the text is the program's own.
    ///
    /// # Errors
    /// [`ErrorKind::TooLarge`] where it is too long; [`ErrorKind::Internal`] where the template fails, or the pages do not hold the document.
    pub fn typeset(&self, document: &Document, file: &Location) -> Result<Warned<Pages>, Error> {
        measure(document)?;
        let mut findings = glyphs::missing(document, &self.shared.fonts, file);
        let texts = printed(document, file);
        let mut breaks = Breaks::default();
        let mut layout = self.lay_out(document, &texts, &mut breaks)?;
        if layout.badness() > 0 {
            let first = layout.faults.pages.clone();
            breaks.loosen(&first, &texts);
            let loose = self.lay_out(document, &texts, &mut breaks)?;
            if loose.badness() < layout.badness() {
                layout = loose;
                findings.extend(finding::loosened(&first, &texts, file));
            }
        }
        layout.proof?;
        findings.extend(finding::faults(&layout.faults, &texts, file));
        let runs_over = continued::headings_above(&layout.paged, &layout.places);
        let paged = self.finished(layout.paged, &layout.places, &document.look)?;
        let properties = document.properties.clone();
        Ok(Warned::new(Pages { paged, places: layout.places, properties, runs_over }, findings))
    }

    /// The pages with what no layout can do; no letter of theirs gets lost or comes along but those names.
    ///
    /// # Errors
    /// [`ErrorKind::Internal`] where one does: a bug.
    fn finished(
        &self,
        mut paged: PagedDocument,
        places: &Places,
        look: &Look,
    ) -> Result<PagedDocument, Error> {
        let font = self.shared.fonts.regular();
        let continued = font.as_ref().map(|font| Continued::find(&paged, places, font, look));
        let is_done = continued.as_ref().is_none_or(Continued::is_empty)
            && !paged.pages().iter().any(|page| spoken::needs(&page.frame, places));
        if is_done {
            return Ok(paged);
        }
        let info = paged.info_mut().clone();
        let pages = paged.pages().par_iter().enumerate().map(|(number, page)| {
            let mut page = page.clone();
            let before = Letters::of(&page.frame);
            spoken::frame(&mut page.frame, places);
            let is_whole = before == Letters::of(&page.frame);
            if let (Some(continued), Some(font)) = (&continued, &font) {
                continued.write(number, &mut page, font, look);
            }
            is_whole.then_some(page)
        });
        let pages: Option<Vec<Page>> = pages.collect();
        let lost = || Error::new(ErrorKind::Internal, "Beim Fertigstellen der Seiten ging Text verloren");
        Ok(PagedDocument::new(pages.ok_or_else(lost)?.into_iter().collect(), info))
    }

    /// Lays the paper out, again where more places are found at which lines must break.
    fn lay_out(
        &self,
        document: &Document,
        texts: &[Printed<'_>],
        breaks: &mut Breaks,
    ) -> Result<Layout, Error> {
        let mut layouts = 1;
        loop {
            let (paged, places) = self.compile(document, breaks)?;
            let faults = faults::find(&paged, &places, texts);
            if layouts == LAYOUTS || !breaks.allow(&faults.wide) {
                let proof = proof::prove(&paged, &places, document, &self.shared.fonts);
                return Ok(Layout { paged, places, faults, proof });
            }
            layouts += 1;
        }
    }

    fn compile(&self, document: &Document, breaks: &Breaks) -> Result<(PagedDocument, Places), Error> {
        let Inputs { values, has_ahead, places } = template::inputs(document, breaks, &self.shared.fonts)?;
        let world = World::new(self.shared.clone(), values);
        let lay_out = |world: &World| typst::compile::<PagedDocument>(world);
        let Compiled { output, .. } = match has_ahead {
            true => rayon::join(|| lay_out(&world), || drop(lay_out(&world.ahead()))).0,
            false => lay_out(&world),
        };
        let paged = output.map_err(|errors| internal("Das Setzen der Seiten ist gescheitert", &errors))?;
        Ok((paged, places))
    }
}

impl Pages {
    /// On which pages headings and rows stand. The contents lists of both files print these numbers.
    pub fn numbers(&self) -> PageNumbers {
        let introspector = self.paged.introspector();
        let mut numbers = PageNumbers { total: self.paged.pages().len() as u32, ..PageNumbers::default() };
        let headings = introspector.query(&HeadingElem::ELEM.select());
        let rows = introspector.query(&MetadataElem::ELEM.select());
        for anchored in headings.iter().chain(&rows) {
            let page = anchored.location().and_then(|at| introspector.page(at));
            if let (Some(label), Some(page)) = (anchored.label(), page) {
                numbers.anchors.insert(label.resolve().to_string(), page.get() as u32);
            }
        }
        numbers.runs_over = self.runs_over.clone();
        let top = MARGIN_TOP.abs() + Abs::pt(1.0);
        for heading in &headings {
            let position = heading.location().and_then(|at| introspector.position(at));
            let begins = position.is_some_and(|at| at.point.y <= top);
            let label = heading.label().filter(|_| begins);
            numbers.begins_page.extend(label.map(|label| label.resolve().to_string()));
        }
        numbers
    }
}

/// Forgets what earlier layouts have memoised; without it the memory grows with every paper.
pub fn forget() {
    comemo::evict(0);
}

/// What Typst says stays the error's cause: it is English and speaks of the template.
pub(super) fn internal(message: &str, errors: &[SourceDiagnostic]) -> Error {
    let details: Vec<&str> = errors.iter().map(|error| error.message.as_str()).collect();
    Error::new(ErrorKind::Internal, message).because(details.join("; "))
}

/// Refuses a document that is too long to be laid out.
fn measure(document: &Document) -> Result<(), Error> {
    let mut extent = Extent::default();
    let mut done = Ok(());
    document.texts(&mut |kind, words, at| {
        let runs = words.formatted().map_or(1, |text| text.runs().count());
        let measured = match kind {
            Kind::Alternative => extent.table(),
            Kind::Heading(_) => {
                let text = words.as_str();
                extent.heading(text, runs, at).and_then(|()| extent.text(text, runs, at))
            }
            kind if kind.is_printed() => extent.text(words.as_str(), runs, at),
            _ => Ok(()),
        };
        if done.is_ok() {
            done = measured;
        }
    });
    let rows = document.blocks.iter().map(|block| match block {
        Block::Table(table) => table.rows.len(),
        _ => 0,
    });
    done.and_then(|()| extent.rows(rows.sum()))
}

/// A text that is printed.
#[derive(Clone, Copy)]
struct Printed<'a> {
    text: &'a str,
    kind: Kind,
    words: Words<'a>,
    cells: Cells<'a>,
    /// Named where a text is the program's own.
    file: &'a Location,
}

impl<'a> Printed<'a> {
    /// The cell of the character at this byte.
    fn at(&self, byte: usize) -> &'a Location {
        self.cells.at(self.words, byte).unwrap_or(self.file)
    }
}

/// The printed texts by their number.
fn printed<'a>(document: &'a Document, file: &'a Location) -> Vec<Printed<'a>> {
    let mut texts = Vec::new();
    document.printed(&mut |kind, words, cells| {
        texts.push(Printed { text: words.as_str(), kind, words, cells, file });
    });
    texts
}

/// Laid-out pages, what is wrong on them, and whether they hold the document.
struct Layout {
    paged: PagedDocument,
    places: Places,
    faults: Faults,
    proof: Result<(), Error>,
}

impl Layout {
    /// How much is wrong on the pages. A lost text is worse than anything that looks bad.
    fn badness(&self) -> usize {
        if self.proof.is_err() { usize::MAX } else { self.faults.pages.len() }
    }
}
