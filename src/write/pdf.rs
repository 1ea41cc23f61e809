//! The PDF: [`Pages`] → bytes, PDF/UA-1 and PDF/A-2a in one file.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use typst::foundations::{Datetime, Smart};
use typst::utils::hash128;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use super::typeset::{Pages, internal};
use crate::diag::{Error, ErrorKind};
use crate::document::Properties;

/// How the program that made a file is called in its properties, before its version.
const PROGRAM: &str = "sachstand ";

/// Exports laid-out pages.
///
/// # Errors
/// [`ErrorKind::Internal`] where the paper does not meet PDF/UA-1 or PDF/A-2a.
pub fn pdf(pages: &Pages) -> Result<Vec<u8>, Error> {
    const FAULT: &str = "Die PDF-Datei erfüllt PDF/UA-1 oder PDF/A-2a nicht";
    let standards = PdfStandards::new(&[PdfStandard::Ua_1, PdfStandard::A_2a])
        .map_err(|error| Error::new(ErrorKind::Internal, FAULT).because(error.message().to_string()))?;
    let properties = &pages.properties;
    let options = PdfOptions {
        ident: Smart::Custom(format!("{} {}", properties.subject, properties.title)),
        creator: Smart::Custom(Some(format!("{PROGRAM}{}", env!("CARGO_PKG_VERSION")))),
        timestamp: timestamp(properties),
        standards,
        ..PdfOptions::default()
    };
    typst_pdf::pdf(&pages.paged, &options).map_err(|errors| internal(FAULT, &errors))
}

fn timestamp(properties: &Properties) -> Option<Timestamp> {
    let date = properties.date;
    let (month, day) = (u8::try_from(date.month()).ok()?, u8::try_from(date.day()).ok()?);
    Datetime::from_ymd_hms(i32::from(date.year()), month, day, 0, 0, 0).map(Timestamp::new_utc)
}

/// Whether a PDF is as [`pdf`] made it; none where it is another PDF.
///
/// Behind all pages and the tables that they need stand the properties, the catalog and the trailer, with the
/// hash of all that is in front: the second half of the file identifier (PDF 1.7, 14.4), as krilla makes it.
pub(super) fn is_as_written(file: &[u8]) -> Option<bool> {
    let last = |needle: &[u8], file: &[u8]| file.windows(needle.len()).rposition(|it| it == needle);
    let metadata = last(b" 0 obj", file.get(..last(b"/Type/Metadata", file)?)?)?;
    let number = file[..metadata].iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
    let (pages, rest) = file.split_at(metadata - number);
    let id = format!(")({})]", STANDARD.encode(hash128(pages).to_be_bytes()));
    let ends = rest.ends_with(b"%%EOF") && last(b"%%EOF", rest) == Some(rest.len() - 5);
    let named = last(format!("<xmp:CreatorTool>{PROGRAM}").as_bytes(), rest).is_some();
    Some(ends && named && last(id.as_bytes(), rest).is_some())
}
