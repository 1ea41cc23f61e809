//! How the page and its requests call things: the names in addresses and forms.

use sachstand::diag::{one_line, short};
use sachstand::document::Shown;
use sachstand::model::Edition;
use sachstand::office::Editions;

/// The choice of editions: its name in the form, what the page calls it, what it means.
pub(super) const EDITIONS: &[(&str, &str, Editions)] = &[
    ("auto", "wie in der Arbeitsmappe", Editions::AsMarked),
    ("oeffentlich", "öffentlich", Editions::Only(Edition::Public)),
    ("nichtoeffentlich", "nichtöffentlich", Editions::Only(Edition::Internal)),
    ("beide", "beide", Editions::Both),
];

/// How changes are shown, likewise.
pub(super) const SHOWN: &[(&str, &str, Shown)] = &[
    ("markiert", "unterstrichen und durchgestrichen", Shown::Marked),
    ("ueberarbeitung", "in Word als Überarbeitungen", Shown::Tracked),
    ("keine", "nicht zeigen", Shown::Unmarked),
];

/// The name of an edition.
pub(super) fn edition(edition: Edition) -> &'static str {
    match edition {
        Edition::Public => "oeffentlich",
        Edition::Internal => "nichtoeffentlich",
    }
}

/// The edition of a name.
pub(super) fn edition_named(name: &str) -> Option<Edition> {
    [Edition::Public, Edition::Internal].into_iter().find(|it| edition(*it) == name)
}

/// The query of an address (application/x-www-form-urlencoded).
pub(super) fn query(pairs: &[(&str, &str)]) -> String {
    serde_urlencoded::to_string(pairs).unwrap_or_default()
}

/// What somebody has typed or called a file, as it may be quoted: on one line and not too long.
pub(super) fn told(text: &str) -> String {
    short(&one_line(text))
}
