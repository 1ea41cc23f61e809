//! Reads a Word file back: every part of it, and proof that it has nothing else.

mod package;

use super::hits::{FileKind, Hits, Unreadable};
use super::place::{Flow, Place};
use super::story::Story;
use super::{Secrets, picture};
use crate::diag::Error;

/// Makes sure that a finished Word file holds nothing of `secrets`.
///
/// # Errors
/// [`crate::diag::ErrorKind::Withheld`] where it does, with what was found and where;
/// [`crate::diag::ErrorKind::Unproven`] where it has a part that is not known or cannot be read.
pub fn docx(bytes: &[u8], secrets: &Secrets) -> Result<(), Error> {
    if secrets.is_empty() {
        return Ok(());
    }
    let mut hits = Hits::default();
    search(bytes, secrets, &mut hits).map_err(|why| why.told(FileKind::Word))?;
    hits.told(FileKind::Word)
}

fn search(bytes: &[u8], secrets: &Secrets, hits: &mut Hits) -> Result<(), Unreadable> {
    for (name, bytes) in package::parts(bytes)? {
        let mut names = Flow::code();
        names.push(Place::PartName, &name);
        secrets.search(&names, hits);
        match kind(&name) {
            Some(Kind::Xml(place)) => Story::read(&bytes, place)?.search(secrets, hits),
            Some(Kind::Image) => picture::search(&bytes, secrets, hits)?,
            None => return Err(Unreadable::new(format!("der Bestandteil »{name}« ist nicht bekannt"))),
        }
    }
    Ok(())
}

enum Kind {
    Xml(Place),
    Image,
}

/// What a part is; none where a paper has no such part.
fn kind(name: &str) -> Option<Kind> {
    let (folder, file) = name.rsplit_once('/').unwrap_or(("", name));
    let (stem, ending) = file.rsplit_once('.')?;
    let place = match (folder, stem.trim_end_matches(|c: char| c.is_ascii_digit()), ending) {
        ("word/media", _, "png" | "jpg" | "jpeg") => return Some(Kind::Image),
        ("", "[Content_Types]", "xml") | ("_rels" | "word/_rels" | "docProps/_rels", _, "rels") => {
            Place::Structure
        }
        ("docProps", "core" | "app" | "custom", "xml") => Place::Properties,
        ("word", "document", "xml") => Place::Text,
        ("word", "header", "xml") => Place::Header,
        ("word", "footer", "xml") => Place::Footer,
        ("word", "footnotes" | "endnotes", "xml") => Place::Note,
        ("word", "comments", "xml") => Place::Comment,
        ("word", "styles" | "numbering", "xml") | ("word/theme", "theme", "xml") => Place::Style,
        ("word", "settings" | "fontTable" | "webSettings", "xml") => Place::Structure,
        _ => return None,
    };
    Some(Kind::Xml(place))
}
