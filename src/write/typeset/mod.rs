//! Typesets the paper: [`Document`] → [`Pages`]. Typst lays them out.
//!
//! 1. every character is looked up in the fonts ([`glyphs`]): one that none has is a finding;
//! 2. the document becomes **content, never markup** ([`content`]), every text with its place
//!    ([`places`]); the template `report.typ` says how it looks ([`template`]), and it is laid out in
//!    a [`world`] without files, packages, network or clock;
//! 3. the pages are searched for text that runs out of its column ([`overflow`]); it may break there
//!    in another layout ([`breaks`]), and what is still too wide is a finding;
//! 4. the pages must hold every text of the document ([`proof`]).

mod breaks;
mod content;
mod glyphs;
mod measures;
mod overflow;
mod places;
mod proof;
mod template;
mod world;

use std::sync::Arc;

use typst::diag::{SourceDiagnostic, Warned as Compiled};
use typst::foundations::NativeElement;
use typst::introspection::{Introspector, MetadataElem};
use typst::model::HeadingElem;
use typst_layout::PagedDocument;

use crate::diag::{Code, Diagnostic, Error, ErrorKind, Warned};
use crate::document::{Document, PageNumbers, Properties};
use crate::source::Location;
use breaks::Breaks;
use overflow::Wide;
use places::Places;
use world::{Shared, World};

/// How often a layout is tried with more places where a line may break.
const LAYOUTS: usize = 4;

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
    /// What the paper says about itself.
    pub(super) properties: Properties,
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
    /// [`ErrorKind::Internal`] where the template fails, or the pages do not hold the document.
    pub fn typeset(&self, document: &Document, file: &Location) -> Result<Warned<Pages>, Error> {
        let fonts = &self.shared.fonts;
        let mut findings = glyphs::missing(document, fonts, file);
        let (mut texts, mut cells) = (Vec::new(), Vec::new());
        document.visit(&mut |text, at| {
            texts.push(text);
            cells.push(at);
        });
        let mut breaks = Breaks::default();
        let (mut paged, mut places) = self.compile(document, &breaks)?;
        let mut wide = overflow::find(&paged, &places, &texts);
        for _ in 1..LAYOUTS {
            if !breaks.allow(&wide) {
                break;
            }
            (paged, places) = self.compile(document, &breaks)?;
            wide = overflow::find(&paged, &places, &texts);
        }
        proof::prove(&paged, &places, document, fonts)?;
        let at = |wide: &Wide| cells.get(wide.text).copied().flatten().unwrap_or(file).clone();
        findings.extend(wide.iter().map(|it| too_wide(it, at(it))));
        Ok(Warned::new(Pages { paged, properties: document.properties.clone() }, findings))
    }

    fn compile(&self, document: &Document, breaks: &Breaks) -> Result<(PagedDocument, Places), Error> {
        let (inputs, places) = template::inputs(document, breaks, &self.shared.fonts)?;
        let world = World::new(self.shared.clone(), inputs);
        let Compiled { output, .. } = typst::compile::<PagedDocument>(&world);
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
    Error::new(ErrorKind::Internal, message)
        .help("Bitte melden Sie den Fehler mit der Arbeitsmappe; die vorhandenen Dateien bleiben unverändert")
        .because(details.join("; "))
}

fn too_wide(wide: &Wide, at: Location) -> Diagnostic {
    let message = format!("»{}« ist breiter als die Spalte", wide.characters);
    Diagnostic::new(Code::Overflow, at, message)
        .help("Den Text in der Zelle kürzen oder durch ein Leerzeichen teilen; in der PDF-Datei ragt er über den Rand")
}
