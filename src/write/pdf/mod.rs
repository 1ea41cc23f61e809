//! The PDF, typeset by Typst. The only home of Typst.
//!
//! 1. every character is looked up in the fonts ([`glyphs`]): one that none has is a finding;
//! 2. the document becomes **content, never markup** ([`content`]), every text with its place
//!    ([`places`]); the template `report.typ` says how it looks, and it is laid out in a [`world`]
//!    without files, packages, network or clock;
//! 3. the laid-out pages are searched for text that runs out of its column ([`overflow`]); it may
//!    break there in another layout ([`breaks`]), and what is still too wide is a finding;
//! 4. export as PDF/UA-1 and PDF/A-2a in one file.

mod breaks;
mod content;
mod glyphs;
mod overflow;
mod places;
mod world;

use std::sync::Arc;

use typst::diag::{SourceDiagnostic, Warned as Compiled};
use typst::foundations::{Datetime, NativeElement, Smart};
use typst::introspection::{Introspector, MetadataElem};
use typst::model::HeadingElem;
use typst_layout::PagedDocument;
use typst_pdf::{PdfStandard, PdfStandards, Timestamp};

use crate::diag::{Code, Diagnostic, Error, ErrorKind, Warned};
use crate::document::{Document, PageNumbers, Properties};
use crate::source::Location;
use breaks::Breaks;
use overflow::Wide;
use places::Places;
use world::{Shared, World};

/// How often a layout is tried with more words that may break anywhere.
const LAYOUTS: usize = 4;

/// Typesets papers. Fonts and template are loaded once and shared by all papers and threads.
#[derive(Clone)]
pub struct Typesetter {
    shared: Arc<Shared>,
}

/// Fonts of the PDF.
#[derive(Clone, Debug, Default)]
pub struct FontOptions {
    /// Font files (TrueType or OpenType) of a house font; used before the built-in ones.
    pub files: Vec<Vec<u8>>,
}

/// A laid-out paper.
pub struct Layout {
    pages: PagedDocument,
    properties: Properties,
}

impl Typesetter {
    /// Loads the built-in fonts and those of `fonts`.
    ///
    /// # Errors
    /// [`ErrorKind::Options`] where a font file cannot be read.
    pub fn new(fonts: &FontOptions) -> Result<Self, Error> {
        Ok(Self { shared: Arc::new(Shared::new(&fonts.files)?) })
    }

    /// Lays the paper out. Missing characters and texts too wide are findings; `file` is named
    /// where the text is the program's own.
    ///
    /// # Errors
    /// [`ErrorKind::Internal`] where the template fails.
    pub fn layout(&self, document: &Document, file: &Location) -> Result<Warned<Layout>, Error> {
        let mut findings = glyphs::missing(document, &self.shared.fonts, file);
        let (mut texts, mut cells) = (Vec::new(), Vec::new());
        document.visit(&mut |text, at| {
            texts.push(text.to_owned());
            cells.push(at);
        });
        let mut breaks = Breaks::default();
        let (mut pages, mut places) = self.compile(document, &breaks)?;
        let mut wide = overflow::find(&pages, &places, &texts);
        for _ in 1..LAYOUTS {
            if !breaks.allow(&wide) {
                break;
            }
            (pages, places) = self.compile(document, &breaks)?;
            wide = overflow::find(&pages, &places, &texts);
        }
        let at = |wide: &Wide| cells.get(wide.text).copied().flatten().unwrap_or(file).clone();
        findings.extend(wide.iter().map(|it| too_wide(it, at(it))));
        Ok(Warned::new(Layout { pages, properties: document.properties.clone() }, findings))
    }

    fn compile(&self, document: &Document, breaks: &Breaks) -> Result<(PagedDocument, Places), Error> {
        let (inputs, places) = content::inputs(document, breaks, &self.shared.fonts)?;
        let world = World::new(self.shared.clone(), inputs);
        let Compiled { output, .. } = typst::compile::<PagedDocument>(&world);
        let pages = output.map_err(|errors| internal("Das Setzen der PDF-Datei ist gescheitert", &errors))?;
        Ok((pages, places))
    }
}

impl Layout {
    /// On which pages the headings stand. The contents lists of both files print these numbers.
    pub fn page_numbers(&self) -> PageNumbers {
        let introspector = self.pages.introspector();
        let mut numbers = PageNumbers { total: self.pages.pages().len() as u32, ..PageNumbers::default() };
        let headings = introspector.query(&HeadingElem::ELEM.select());
        let rows = introspector.query(&MetadataElem::ELEM.select());
        for anchored in headings.iter().chain(&rows) {
            let page = anchored.location().and_then(|at| introspector.page(at));
            if let (Some(label), Some(page)) = (anchored.label(), page) {
                numbers.anchors.insert(label.resolve().to_string(), page.get() as u32);
            }
        }
        numbers
    }

    /// Exports the file.
    ///
    /// # Errors
    /// [`ErrorKind::Internal`] where the paper does not meet PDF/UA-1 or PDF/A-2a.
    pub fn pdf(&self) -> Result<Vec<u8>, Error> {
        let standards = PdfStandards::new(&[PdfStandard::Ua_1, PdfStandard::A_2a])
            .map_err(|error| Error::new(ErrorKind::Internal, error.message().to_string()))?;
        let options = typst_pdf::PdfOptions {
            ident: Smart::Custom(format!("{} {}", self.properties.subject, self.properties.title)),
            creator: Smart::Custom(Some(concat!("sachstand ", env!("CARGO_PKG_VERSION")).into())),
            timestamp: timestamp(&self.properties),
            standards,
            ..typst_pdf::PdfOptions::default()
        };
        typst_pdf::pdf(&self.pages, &options)
            .map_err(|errors| internal("Die PDF-Datei erfüllt PDF/UA-1 oder PDF/A-2a nicht", &errors))
    }
}

/// Forgets what earlier layouts have memoised; without it the memory grows with every paper.
pub fn forget() {
    comemo::evict(0);
}

fn timestamp(properties: &Properties) -> Option<Timestamp> {
    let date = properties.date;
    let (month, day) = (u8::try_from(date.month()).ok()?, u8::try_from(date.day()).ok()?);
    Datetime::from_ymd_hms(i32::from(date.year()), month, day, 0, 0, 0).map(Timestamp::new_utc)
}

/// What Typst says stays the error's cause: it is English and speaks of the template.
fn internal(message: &str, errors: &[SourceDiagnostic]) -> Error {
    let details: Vec<&str> = errors.iter().map(|error| error.message.as_str()).collect();
    Error::new(ErrorKind::Internal, message)
        .help("Bitte melden Sie den Fehler mit der Arbeitsmappe; die vorhandenen Dateien bleiben unverändert")
        .because(details.join("; "))
}

fn too_wide(wide: &Wide, at: Location) -> Diagnostic {
    let message = format!("»{}« ist breiter als die Spalte", wide.characters);
    Diagnostic::new(Code::Overflow, at, message)
        .help("Den Text in der Zelle kürzen oder durch ein Leerzeichen teilen; in der PDF-Datei ragt er über den Rand")
}
