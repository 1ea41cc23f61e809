//! The logo on the cover.

use std::io::{Cursor, Error, ErrorKind};

use crate::diag::{Code, Diagnostic, Warned};
use crate::document::Image;
use crate::model::Facts;

/// The largest logo in pixels, in either direction.
const LARGEST: u32 = 8_000;

/// Reads the logo that the workbook names. `file` holds the bytes of that file, read by the caller:
/// the library opens no files. A file that is missing or no PNG or JPEG is a finding, and the paper
/// comes without a logo.
pub fn logo(facts: &Facts, file: Result<Vec<u8>, Error>) -> Warned<Option<Image>> {
    let Some(name) = &facts.logo else { return Warned::new(None, Vec::new()) };
    let organisation = facts.organisation.as_ref();
    let alternative = organisation.map_or("Logo".to_owned(), |it| format!("Logo: {}", it.value));
    let problem = match file.map(|bytes| decode(&bytes, alternative)) {
        Ok(Some(image)) => return Warned::new(Some(image), Vec::new()),
        Ok(None) => "ist kein lesbares Bild",
        Err(error) if error.kind() == ErrorKind::NotFound => "gibt es nicht",
        Err(_) => "kann nicht gelesen werden",
    };
    let message = format!("Die Logo-Datei »{}« {problem}", name.value);
    let finding = Diagnostic::new(Code::LogoUnusable, name.at.clone(), message).help(
        "Eine PNG- oder JPEG-Datei neben die Arbeitsmappe legen und ihren Namen eintragen; \
         der Bericht erscheint ohne Logo",
    );
    Warned::new(None, vec![finding])
}

/// Reads a PNG or JPEG file; whatever it was, the result is a PNG, which both writers embed. `None`
/// where it is no such image or too large.
fn decode(bytes: &[u8], alternative: String) -> Option<Image> {
    let mut reader = image::ImageReader::new(Cursor::new(bytes)).with_guessed_format().ok()?;
    let mut limits = image::Limits::default();
    (limits.max_image_width, limits.max_image_height) = (Some(LARGEST), Some(LARGEST));
    reader.limits(limits);
    let image = reader.decode().ok()?;
    let mut png = Cursor::new(Vec::new());
    image.write_to(&mut png, image::ImageFormat::Png).ok()?;
    Some(Image { bytes: png.into_inner(), alternative, width: image.width(), height: image.height() })
}
