//! The package: the parts docx-rs is not asked for (ECMA-376 part 2), and all of them packed.

use jiff::civil::Date;

use super::super::context::Context;
use super::styles::LANGUAGE;
use crate::diag::{Error, ErrorKind};
use crate::document::Properties;
use crate::ooxml::package;
use crate::ooxml::tree::Element;

/// Relationships of the document.
pub(super) const HEADER_ID: &str = "rIdHeader";
pub(super) const FOOTER_ID: &str = "rIdFooter";
pub(super) const LOGO_ID: &str = "rIdLogo";

const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const WORD_TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// The finished parts.
pub(super) struct Parts {
    pub(super) document: Vec<u8>,
    pub(super) header: Vec<u8>,
    pub(super) footer: Vec<u8>,
    pub(super) styles: Vec<u8>,
    pub(super) numbering: Vec<u8>,
}

/// Midnight of that day, as revisions and core properties write it.
pub(super) fn timestamp(date: Date) -> String {
    format!("{date}T00:00:00Z")
}

/// Packs all parts.
pub(super) fn pack(context: &Context<'_>, parts: Parts) -> Result<Vec<u8>, Error> {
    let logo = context.document.cover.logo.as_ref();
    let properties = &context.document.properties;
    let mut entries = vec![
        ("[Content_Types].xml".to_owned(), content_types().part()),
        ("_rels/.rels".to_owned(), package_relationships().part()),
        ("docProps/core.xml".to_owned(), core(properties).part()),
        ("docProps/app.xml".to_owned(), app().part()),
        ("word/document.xml".to_owned(), parts.document),
        ("word/_rels/document.xml.rels".to_owned(), relationships(context).part()),
        ("word/styles.xml".to_owned(), parts.styles),
        ("word/numbering.xml".to_owned(), parts.numbering),
        ("word/settings.xml".to_owned(), settings().part()),
        ("word/fontTable.xml".to_owned(), fonts(context.font).part()),
        ("word/header1.xml".to_owned(), parts.header),
        ("word/footer1.xml".to_owned(), parts.footer),
    ];
    entries.extend(logo.map(|logo| ("word/media/logo.png".to_owned(), logo.bytes.clone())));
    package::pack(&entries).map_err(|error| {
        Error::new(ErrorKind::Internal, "Die Word-Datei ließ sich nicht packen").because(error)
    })
}

fn content_types() -> Element {
    let default = |extension: &str, kind: &str| {
        Element::new("Default").with("Extension", extension).with("ContentType", kind)
    };
    let part =
        |name: &str, kind: String| Element::new("Override").with("PartName", name).with("ContentType", kind);
    let word = |name: &str, kind: &str| part(&format!("/word/{name}.xml"), format!("{WORD_TYPE}.{kind}+xml"));
    Element::new("Types")
        .with("xmlns", format!("{PACKAGE}/content-types"))
        .children([
            default("rels", "application/vnd.openxmlformats-package.relationships+xml"),
            default("xml", "application/xml"),
            default("png", "image/png"),
        ])
        .children([
            word("document", "document.main"),
            word("styles", "styles"),
            word("numbering", "numbering"),
            word("settings", "settings"),
            word("fontTable", "fontTable"),
            word("header1", "header"),
            word("footer1", "footer"),
            part(
                "/docProps/core.xml",
                "application/vnd.openxmlformats-package.core-properties+xml".to_owned(),
            ),
            part(
                "/docProps/app.xml",
                "application/vnd.openxmlformats-officedocument.extended-properties+xml".to_owned(),
            ),
        ])
}

fn relationship(id: &str, kind: &str, target: &str) -> Element {
    Element::new("Relationship").with("Id", id).with("Type", kind).with("Target", target)
}

fn package_relationships() -> Element {
    Element::new("Relationships").with("xmlns", format!("{PACKAGE}/relationships")).children([
        relationship("rId1", &format!("{OFFICE}/relationships/officeDocument"), "word/document.xml"),
        relationship(
            "rId2",
            &format!("{PACKAGE}/relationships/metadata/core-properties"),
            "docProps/core.xml",
        ),
        relationship("rId3", &format!("{OFFICE}/relationships/extended-properties"), "docProps/app.xml"),
    ])
}

fn relationships(context: &Context<'_>) -> Element {
    let office = |id: &str, kind: &str, target: &str| {
        relationship(id, &format!("{OFFICE}/relationships/{kind}"), target)
    };
    let links = context.links.iter();
    let links = links.map(|(id, target)| office(&id, "hyperlink", target).with("TargetMode", "External"));
    Element::new("Relationships")
        .with("xmlns", format!("{PACKAGE}/relationships"))
        .children([
            office("rIdStyles", "styles", "styles.xml"),
            office("rIdNumbering", "numbering", "numbering.xml"),
            office("rIdSettings", "settings", "settings.xml"),
            office("rIdFonts", "fontTable", "fontTable.xml"),
            office(HEADER_ID, "header", "header1.xml"),
            office(FOOTER_ID, "footer", "footer1.xml"),
        ])
        .children(context.document.cover.logo.as_ref().map(|_| office(LOGO_ID, "image", "media/logo.png")))
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
        text("dc:language", LANGUAGE),
    ];
    Element::new("cp:coreProperties")
        .with("xmlns:cp", format!("{PACKAGE}/metadata/core-properties"))
        .with("xmlns:dc", "http://purl.org/dc/elements/1.1/")
        .with("xmlns:dcterms", "http://purl.org/dc/terms/")
        .with("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance")
        .children(all.into_iter().flatten())
}

fn app() -> Element {
    Element::new("Properties")
        .with("xmlns", format!("{OFFICE}/extended-properties"))
        .child(Element::new("Application").text("sachstand"))
}

/// Hyphenation, Word's current layout rules, the language. Nothing in here makes Word ask.
fn settings() -> Element {
    let rule = |name: &str, value: u8| {
        Element::new("w:compatSetting")
            .with("w:name", name)
            .with("w:uri", "http://schemas.microsoft.com/office/word")
            .with("w:val", value)
    };
    Element::new("w:settings").with("xmlns:w", WORD).children([
        Element::new("w:zoom").with("w:percent", 100),
        Element::val("w:defaultTabStop", 709),
        Element::new("w:autoHyphenation"),
        Element::val("w:consecutiveHyphenLimit", 3),
        Element::val("w:hyphenationZone", 425),
        Element::new("w:doNotHyphenateCaps"),
        Element::val("w:characterSpacingControl", "doNotCompress"),
        Element::new("w:compat").children([
            rule("compatibilityMode", 15),
            rule("overrideTableStyleFontSizeAndJustification", 1),
            rule("enableOpenTypeFeatures", 1),
            rule("doNotFlipMirrorIndents", 1),
            rule("differentiateMultirowTableHeaders", 1),
        ]),
        Element::val("w:themeFontLang", LANGUAGE),
        Element::val("w:decimalSymbol", ","),
        Element::val("w:listSeparator", ";"),
    ])
}

fn fonts(font: &str) -> Element {
    Element::new("w:fonts").with("xmlns:w", WORD).child(Element::new("w:font").with("w:name", font).children(
        [
            Element::val("w:charset", "00"),
            Element::val("w:family", "swiss"),
            Element::val("w:pitch", "variable"),
        ],
    ))
}
