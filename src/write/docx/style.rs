//! The ids of the styles and what goes with them.
//!
//! Built-in styles carry Word's English names, which Word shows in the user's language; the styles
//! of our own have German names.

use docx_rs::RunFonts;

// ---- paragraphs ----
pub(super) const NORMAL: &str = "Normal";
pub(super) const BODY: &str = "BodyText";
pub(super) const DETAILS: &str = "Angaben";
pub(super) const HEADINGS: [&str; 2] = ["Heading1", "Heading2"];
pub(super) const TITLE: &str = "Title";
pub(super) const SUBTITLE: &str = "Subtitle";
pub(super) const COVER_SUMMARY: &str = "Kurzbeschreibung";
pub(super) const COVER_AS_OF: &str = "AktuellerStand";
pub(super) const COVER_ORGANISATION: &str = "Organisation";
pub(super) const COVER_FACT: &str = "Deckblattangabe";
pub(super) const CONTENTS_TITLE: &str = "TOCHeading";
pub(super) const CONTENTS: [&str; 2] = ["TOC1", "TOC2"];
pub(super) const BULLETS: [&str; 5] =
    ["ListBullet", "ListBullet2", "ListBullet3", "ListBullet4", "ListBullet5"];
pub(super) const CONTINUES: [&str; 5] =
    ["ListContinue", "ListContinue2", "ListContinue3", "ListContinue4", "ListContinue5"];
pub(super) const TABLE_HEAD: &str = "Tabellenkopf";
/// A paragraph that Word needs and nobody should see.
pub(super) const INVISIBLE: &str = "Abstandshalter";
pub(super) const HEADER: &str = "Header";
pub(super) const FOOTER: &str = "Footer";

// ---- characters ----
pub(super) const INSERTED: &str = "Neu";
pub(super) const DELETED: &str = "Gestrichen";
pub(super) const HYPERLINK: &str = "Hyperlink";
pub(super) const STRONG: &str = "Strong";

// ---- tables ----
pub(super) const TABLE: &str = "Sachstandstabelle";

// ---- what docx-rs has no word for ----
/// The styles of our own: Word does not know them.
pub(super) const CUSTOM: [&str; 9] = [
    DETAILS,
    COVER_SUMMARY,
    COVER_AS_OF,
    COVER_ORGANISATION,
    COVER_FACT,
    TABLE_HEAD,
    INVISIBLE,
    INSERTED,
    DELETED,
];
/// Their words are not hyphenated.
pub(super) const UNHYPHENATED: [&str; 6] = [HEADINGS[0], HEADINGS[1], TITLE, CONTENTS_TITLE, HEADER, FOOTER];

/// Word's style of that id for the list level (0 is the outermost), and whether the level has one
/// of its own: Word knows five.
pub(super) fn of_level<'a>(styles: &[&'a str; 5], level: usize) -> (&'a str, bool) {
    (styles[level.min(4)], level < 5)
}

/// The one of two styles for a heading's level; deeper levels than the second look like the second.
pub(super) fn of_heading(styles: &[&'static str; 2], level: u8) -> &'static str {
    styles[usize::from(level > 1)]
}

/// `font` for every script.
pub(super) fn fonts(font: &str) -> RunFonts {
    RunFonts::new().ascii(font).hi_ansi(font).cs(font).east_asia(font)
}
