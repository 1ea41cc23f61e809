//! The ids of the styles; how they look stands in [`super::styles`].
//!
//! Built-in styles carry Word's English names, which Word shows in the user's language; the styles
//! of our own have German names.

// ---- paragraphs ----
pub(super) const NORMAL: &str = "Normal";
pub(super) const BODY: &str = "BodyText";
pub(super) const DETAILS: &str = "Angaben";
pub(super) const HEADINGS: [&str; 2] = ["Heading1", "Heading2"];
pub(super) const TITLE: &str = "Title";
pub(super) const SUBTITLE: &str = "Subtitle";
pub(super) const COVER_SUMMARY: &str = "Kurzbeschreibung";
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

// ---- tables ----
pub(super) const TABLE: &str = "Sachstandstabelle";

/// Word's style of that id for the list level (0 is the outermost), and whether the level has one
/// of its own: Word knows five.
pub(super) fn of_level<'a>(styles: &[&'a str; 5], level: usize) -> (&'a str, bool) {
    (styles[level.min(4)], level < 5)
}

/// The one of two styles for a heading's level; deeper levels than the second look like the second.
pub(super) fn of_heading(styles: &[&'static str; 2], level: u8) -> &'static str {
    styles[usize::from(level > 1)]
}
