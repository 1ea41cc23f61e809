//! The order of the stages; the only module that knows it.

use crate::compose::{ComposeOptions, Marks, compose};
use crate::diag::{Code, Diagnostic, Error, Warned};
use crate::document::{Document, Image, PageNumbers};
use crate::model::Report;
use crate::settings::Settings;
use crate::source::Location;
use crate::write::docx::{self, DocxOptions};
use crate::write::pdf::{Layout, Typesetter};
use crate::{interpret, read};

/// Reads a workbook and understands its layout.
///
/// # Errors
/// Where the file is no readable workbook or holds no status table; the error names `file`.
pub fn load(bytes: &[u8], file: &str, settings: &Settings) -> Result<Warned<Report>, Error> {
    let Warned { value: workbook, mut findings } = read::read(bytes, file).map_err(|error| error.at(file))?;
    let interpreted = interpret::interpret(&workbook, &settings.names).map_err(|error| error.at(file))?;
    findings.extend(interpreted.findings);
    Ok(Warned::new(interpreted.value, findings))
}

/// A logo file, read by the caller: the library opens no files.
pub type LogoFile = Result<Vec<u8>, std::io::Error>;

/// A laid-out paper, ready to be exported.
pub struct Paper {
    document: Document,
    layout: Layout,
    pages: PageNumbers,
}

impl Paper {
    /// Composes and lays out the paper of `report`.
    ///
    /// # Errors
    /// Where the template fails: a bug.
    pub fn new(
        report: &Report,
        logo: Option<LogoFile>,
        typesetter: &Typesetter,
        settings: &Settings,
    ) -> Result<Warned<Self>, Error> {
        let mut findings = Vec::new();
        let logo = logo.and_then(|file| decode_logo(report, file, &mut findings));
        let marks = if report.is_marked() { Marks::ByHand } else { Marks::None };
        let document = compose(report, &ComposeOptions { logo, marks, created: settings.created });
        let laid_out = typesetter.layout(&document, &Location::file(report.file.clone()))?;
        findings.extend(laid_out.findings);
        let pages = laid_out.value.page_numbers();
        Ok(Warned::new(Self { document, layout: laid_out.value, pages }, findings))
    }

    /// The composed document.
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// Where its headings stand.
    pub fn pages(&self) -> &PageNumbers {
        &self.pages
    }

    /// The PDF file.
    ///
    /// # Errors
    /// Where the paper does not meet PDF/UA-1 or PDF/A-2a: a bug.
    pub fn pdf(&self) -> Result<Vec<u8>, Error> {
        self.layout.pdf()
    }

    /// The Word file.
    ///
    /// # Errors
    /// Where a part cannot be finished: a bug.
    pub fn docx(&self, settings: &Settings) -> Result<Vec<u8>, Error> {
        let options = DocxOptions { font: settings.fonts.docx.clone(), ..DocxOptions::default() };
        docx::docx(&self.document, &self.pages, &options)
    }
}

fn decode_logo(report: &Report, file: LogoFile, findings: &mut Vec<Diagnostic>) -> Option<Image> {
    let name = report.facts.logo.as_ref()?;
    let alternative = match &report.facts.organisation {
        Some(organisation) => format!("Logo: {}", organisation.value),
        None => "Logo".to_owned(),
    };
    let problem = match file.map(|bytes| Image::decode(&bytes, &alternative)) {
        Ok(Some(image)) => return Some(image),
        Ok(None) => "ist kein lesbares Bild",
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => "gibt es nicht",
        Err(_) => "kann nicht gelesen werden",
    };
    let message = format!("Die Logo-Datei »{}« {problem}", name.value);
    findings.push(Diagnostic::new(Code::LogoUnusable, name.at.clone(), message).help(
        "Eine PNG- oder JPEG-Datei neben die Arbeitsmappe legen und ihren Namen eintragen; \
         der Bericht erscheint ohne Logo",
    ));
    None
}

/// The name of a paper's files without their ending: `<Dokument>_v<Version>`, made of characters
/// that Windows allows in file names.
pub fn file_stem(report: &Report) -> String {
    let facts = &report.facts;
    let name = match &facts.version {
        Some(version) => format!("{}_v{}", facts.id.value, version.value),
        None => facts.id.value.clone(),
    };
    let safe = |c: char| if c.is_alphanumeric() || matches!(c, '-' | '_' | '.') { c } else { '_' };
    let name: String = name.trim().chars().map(safe).take(120).collect();
    let name = name.trim_matches('.');
    // Windows gives these names to devices, whatever their ending.
    let device = ["con", "prn", "aux", "nul"].contains(&name.to_lowercase().as_str());
    if name.is_empty() || device { format!("Bericht_{name}") } else { name.to_owned() }
}
