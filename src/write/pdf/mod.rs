//! The PDF: [`Pages`] → bytes, PDF/UA-1 and PDF/A-2a in one file.
//!
//! 1. krilla exports the pages;
//! 2. [`export`] takes apart what it wrote;
//! 3. [`compact`] packs that;
//! 4. [`seal`] marks it, and tells later whether somebody changed it.

mod compact;
mod export;
mod seal;
#[cfg(test)]
mod tests;

use typst::foundations::{Datetime, Smart};
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use super::typeset::{Pages, internal};
use crate::diag::{Error, ErrorKind};
use crate::document::Properties;

pub(super) use seal::is_sealed;

/// Exports laid-out pages.
///
/// # Errors
/// [`ErrorKind::Internal`] where the paper does not meet PDF/UA-1 or PDF/A-2a, or where its export is not as
/// [`compact`] expects it.
pub fn pdf(pages: &Pages) -> Result<Vec<u8>, Error> {
    const FAULT: &str = "Die PDF-Datei erfüllt PDF/UA-1 oder PDF/A-2a nicht";
    let standards = PdfStandards::new(&[PdfStandard::Ua_1, PdfStandard::A_2a])
        .map_err(|error| Error::new(ErrorKind::Internal, FAULT).because(error.message().to_string()))?;
    let properties = &pages.properties;
    let options = PdfOptions {
        ident: Smart::Custom(format!("{} {}", properties.subject, properties.title)),
        creator: Smart::Custom(Some(concat!("sachstand ", env!("CARGO_PKG_VERSION")).to_owned())),
        timestamp: timestamp(properties),
        standards,
        ..PdfOptions::default()
    };
    let export = typst_pdf::pdf(&pages.paged, &options).map_err(|errors| internal(FAULT, &errors))?;
    compact::compact(&export)
        .ok_or_else(|| Error::new(ErrorKind::Internal, "Die PDF-Datei ist anders aufgebaut als erwartet"))
}

fn timestamp(properties: &Properties) -> Option<Timestamp> {
    let date = properties.date;
    let (month, day) = (u8::try_from(date.month()).ok()?, u8::try_from(date.day()).ok()?);
    Datetime::from_ymd_hms(i32::from(date.year()), month, day, 0, 0, 0).map(Timestamp::new_utc)
}
