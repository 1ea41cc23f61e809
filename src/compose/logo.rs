//! The logo on the cover.

use std::io::{Cursor, Error, ErrorKind};

use image::{ImageReader, Limits};

use super::named;
use crate::diag::{Code, Diagnostic, Warned, short};
use crate::document::Image;
use crate::limits;
use crate::model::Facts;

/// What is said of a picture beyond the limits.
const TOO_LARGE: &str = "ist zu groß";

/// Reads the logo that the workbook names. `file` holds the bytes of that file, read by the caller:
/// the library opens no files. A file that is missing, too large or no PNG or JPEG is a finding, and the
/// paper comes without a logo.
pub fn logo(facts: &Facts, file: Result<Vec<u8>, Error>) -> Warned<Option<Image>> {
    let Some(name) = &facts.logo else { return Warned::new(None, Vec::new()) };
    let organisation = facts.organisation.as_ref();
    let alternative = organisation.map_or("Logo".to_owned(), |it| format!("Logo: {}", named(&it.value)));
    let problem = match file.map(|bytes| decode(&bytes, alternative)) {
        Ok(Ok(image)) => return Warned::new(Some(image), Vec::new()),
        Ok(Err(problem)) => problem,
        Err(error) if error.kind() == ErrorKind::NotFound => "gibt es nicht",
        Err(error) if error.kind() == ErrorKind::FileTooLarge => TOO_LARGE,
        Err(_) => "kann nicht gelesen werden",
    };
    let message = format!("Die Logo-Datei »{}« {problem}", short(&name.value));
    let finding = Diagnostic::new(Code::LogoUnusable, name.at.clone(), message).help(
        "Eine PNG- oder JPEG-Datei von höchstens 8.000 Bildpunkten Breite und Höhe und zusammen 20 Millionen Bildpunkten neben die Arbeitsmappe legen und \
         ihren Namen eintragen; der Bericht erscheint ohne Logo",
    );
    Warned::new(None, vec![finding])
}

/// Reads a PNG or JPEG file; whatever it was, the result is a PNG, which both writers embed. Its size is
/// checked before it is unpacked.
fn decode(bytes: &[u8], alternative: String) -> Result<Image, &'static str> {
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(unreadable)?;
    let mut most = Limits::default();
    (most.max_image_width, most.max_image_height) = (Some(limits::LOGO_SIDE), Some(limits::LOGO_SIDE));
    most.max_alloc = Some(limits::LOGO);
    reader.limits(most);
    let image = reader.decode().map_err(|error| match error {
        image::ImageError::Limits(_) => TOO_LARGE,
        error => unreadable(error),
    })?;
    let mut png = Cursor::new(Vec::new());
    image.write_to(&mut png, image::ImageFormat::Png).map_err(unreadable)?;
    Ok(Image { bytes: png.into_inner(), alternative, width: image.width(), height: image.height() })
}

fn unreadable(_: impl std::error::Error) -> &'static str {
    "ist kein lesbares Bild"
}
