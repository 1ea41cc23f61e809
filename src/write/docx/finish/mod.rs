//! The finishing pass: docx-rs' parts → the package.
//!
//! 1. [`story`] completes text, header and footer: what docx-rs lacks, stable ids.
//! 2. [`order`] puts every element's children into the order of the schema.
//! 3. [`package`] writes the remaining parts, styles and lists among them, and packs all of them.

mod order;
mod package;
mod story;

use docx_rs::XMLDocx;

use super::context::Context;
use crate::diag::{Error, ErrorKind};
use crate::ooxml::tree::Element;
use story::Story;

/// Finishes and packs the parts.
pub(super) fn finish(built: XMLDocx, context: &Context<'_>) -> Result<Vec<u8>, Error> {
    let mut story = Story::new(context);
    let document = part(&built.document, &mut story)?;
    let header = running(&built.headers, &mut story)?;
    let footer = running(&built.footers, &mut story)?;
    package::pack(context, document, header, footer)
}

fn running(parts: &[Vec<u8>], story: &mut Story<'_>) -> Result<Vec<u8>, Error> {
    match parts {
        [only] => part(only, story),
        _ => Err(Error::new(ErrorKind::Internal, "Kopf- oder Fußzeile der Word-Datei fehlt")),
    }
}

fn part(bytes: &[u8], story: &mut Story<'_>) -> Result<Vec<u8>, Error> {
    let mut root = Element::parse("docx-rs", bytes).map_err(|error| {
        Error::new(ErrorKind::Internal, "Ein Teil der Word-Datei ließ sich nicht zusammensetzen")
            .because(error)
    })?;
    story.finish(&mut root);
    order::sort(&mut root);
    Ok(root.part())
}
