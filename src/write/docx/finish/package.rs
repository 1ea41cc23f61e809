//! The package: the parts docx-rs is not asked for (ECMA-376 part 2), and all of them packed.
//!
//! What hangs on nothing but the font and the measures are templates in `parts/`. In the settings:
//! hyphenation, Word's current layout rules, the language; nothing in there makes Word ask.

use jiff::civil::Date;

use super::super::context::Context;
use super::super::lists::numbering;
use super::super::measures::{BORDER_COLOUR, HEAD_FILL, LINK_COLOUR, QUIET_COLOUR};
use super::super::styles::styles;
use crate::diag::{Error, ErrorKind};
use crate::document::{Document, Properties};
use crate::ooxml::escape::escape;
use crate::ooxml::package;
use crate::ooxml::tree::Element;

/// Relationships of the document.
pub(super) const HEADER_ID: &str = "rIdHeader";
pub(super) const FOOTER_ID: &str = "rIdFooter";
pub(super) const LOGO_ID: &str = "rIdLogo";

const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";

/// Midnight of that day, as revisions and core properties write it.
pub(super) fn timestamp(date: Date) -> String {
    format!("{date}T00:00:00Z")
}

/// Packs all parts.
pub(super) fn pack(
    context: &Context<'_>,
    document: Vec<u8>,
    header: Vec<u8>,
    footer: Vec<u8>,
) -> Result<Vec<u8>, Error> {
    let font = escape(context.font);
    let Document { look, cover, .. } = context.document;
    let settings = format!(include_str!("../parts/settings.xml"), hyphenation = look.hyphenation);
    let parts = [
        ("[Content_Types].xml", part(include_str!("../parts/content_types.xml"))),
        ("_rels/.rels", part(include_str!("../parts/relationships.xml"))),
        ("docProps/core.xml", core(&context.document.properties).part()),
        ("docProps/app.xml", part(include_str!("../parts/app.xml"))),
        ("word/document.xml", document),
        ("word/_rels/document.xml.rels", relationships(context).part()),
        ("word/styles.xml", part(&styles(&font, cover.title.text.as_str(), look))),
        ("word/numbering.xml", part(&numbering())),
        ("word/settings.xml", part(&settings)),
        ("word/fontTable.xml", part(&format!(include_str!("../parts/font_table.xml"), font = font))),
        ("word/theme/theme1.xml", part(&theme(&font))),
        ("word/header1.xml", header),
        ("word/footer1.xml", footer),
    ];
    let mut parts = Vec::from(parts.map(|(name, bytes)| (name.to_owned(), bytes)));
    let logo = cover.logo.as_ref();
    parts.extend(logo.map(|logo| ("word/media/logo.png".to_owned(), logo.bytes.clone())));
    package::pack(&parts).map_err(|error| {
        Error::new(ErrorKind::Internal, "Die Word-Datei ließ sich nicht packen").because(error)
    })
}

/// A part from its template, whose lines are joined; one that begins in a tag goes on with it.
fn part(template: &str) -> Vec<u8> {
    let mut part = String::with_capacity(template.len());
    for line in template.lines().map(str::trim).filter(|line| !line.is_empty()) {
        part.extend([if line.starts_with('<') { "" } else { " " }, line]);
    }
    part.into_bytes()
}

/// The theme (ECMA-376 part 1, 20.1.6.9): the paper's own font and colours. Some versions of Word miss it,
/// and then offer others.
fn theme(font: &str) -> String {
    format!(
        include_str!("../parts/theme.xml"),
        font = font,
        link = LINK_COLOUR,
        quiet = QUIET_COLOUR,
        border = BORDER_COLOUR,
        head_fill = HEAD_FILL,
    )
}

/// The relationships of the document.
fn relationships(context: &Context<'_>) -> Element {
    let one = |id: &str, kind: &str, target: &str| {
        let kind = format!("{OFFICE}/relationships/{kind}");
        Element::new("Relationship").with("Id", id).with("Type", kind).with("Target", target)
    };
    let links = context.links.iter();
    let links = links.map(|(id, target)| one(&id, "hyperlink", target).with("TargetMode", "External"));
    Element::new("Relationships")
        .with("xmlns", format!("{PACKAGE}/relationships"))
        .children([
            one("rIdStyles", "styles", "styles.xml"),
            one("rIdNumbering", "numbering", "numbering.xml"),
            one("rIdSettings", "settings", "settings.xml"),
            one("rIdFonts", "fontTable", "fontTable.xml"),
            one("rIdTheme", "theme", "theme/theme1.xml"),
            one(HEADER_ID, "header", "header1.xml"),
            one(FOOTER_ID, "footer", "footer1.xml"),
        ])
        .children(context.document.cover.logo.as_ref().map(|_| one(LOGO_ID, "image", "media/logo.png")))
        .children(links)
}

/// Core properties (ECMA-376 part 2, clause 8).
fn core(properties: &Properties) -> Element {
    let text = |name: &str, text: &str| (!text.trim().is_empty()).then(|| Element::new(name).text(text));
    let date = |name: &str| {
        let date = timestamp(properties.date);
        Some(Element::new(name).with("xsi:type", "dcterms:W3CDTF").text(date))
    };
    let all = [
        text("dc:title", &properties.title),
        text("dc:subject", &properties.subject),
        text("dc:creator", &properties.author),
        text("cp:keywords", &properties.keywords.join(", ")),
        text("cp:lastModifiedBy", &properties.author),
        text("cp:revision", "1"),
        date("dcterms:created"),
        date("dcterms:modified"),
        text("dc:language", "de-DE"),
    ];
    Element::new("cp:coreProperties")
        .with("xmlns:cp", format!("{PACKAGE}/metadata/core-properties"))
        .with("xmlns:dc", "http://purl.org/dc/elements/1.1/")
        .with("xmlns:dcterms", "http://purl.org/dc/terms/")
        .with("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance")
        .children(all.into_iter().flatten())
}
