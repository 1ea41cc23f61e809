//! The finishing pass: docx-rs' parts → the package.
//!
//! 1. [`story`] completes text, header and footer: what docx-rs lacks, stable ids.
//! 2. [`styles`] completes styles and lists.
//! 3. [`order`] puts every element's children into the order of the schema.
//! 4. [`package`] writes the remaining parts and packs all of them.

mod order;
mod package;
mod story;
mod styles;

use docx_rs::XMLDocx;

use super::context::Context;
use crate::diag::{Error, ErrorKind};
use crate::ooxml::tree::Element;

/// Finishes and packs the parts.
pub(super) fn finish(built: XMLDocx, context: &Context<'_>) -> Result<Vec<u8>, Error> {
    let mut story = story::Story::new(context);
    let document = part(&built.document, |root| story.finish(root))?;
    let header = running(&built.headers, &mut story)?;
    let footer = running(&built.footers, &mut story)?;
    let styles = part(&built.styles, styles::styles)?;
    let numbering = part(&built.numberings, styles::numbering)?;
    package::pack(context, package::Parts { document, header, footer, styles, numbering })
}

fn running(parts: &[Vec<u8>], story: &mut story::Story<'_>) -> Result<Vec<u8>, Error> {
    match parts {
        [only] => part(only, |root| story.finish(root)),
        _ => Err(Error::new(ErrorKind::Internal, "Kopf- oder Fußzeile der Word-Datei fehlt")),
    }
}

fn part(bytes: &[u8], finish: impl FnOnce(&mut Element)) -> Result<Vec<u8>, Error> {
    let mut root = Element::parse("docx-rs", bytes).map_err(|error| {
        Error::new(ErrorKind::Internal, "Ein Teil der Word-Datei ließ sich nicht zusammensetzen")
            .because(error)
    })?;
    finish(&mut root);
    order::sort(&mut root);
    Ok(root.part())
}
