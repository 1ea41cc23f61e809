//! What was found, and what is told of it.

use super::place::Place;
use crate::diag::{Error, errors};

/// What was found that must not be there.
#[derive(Debug, Default)]
pub(super) struct Hits(Vec<Hit>);

/// A name or passage in a file.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Hit {
    /// Where.
    pub(super) place: Place,
    /// As it stands there.
    pub(super) found: String,
}

impl Hits {
    /// Takes a hit, each once.
    pub(super) fn add(&mut self, place: Place, found: String) {
        let hit = Hit { place, found };
        if self.0.len() < ENOUGH && !self.0.contains(&hit) {
            self.0.push(hit);
        }
    }

    /// Takes the hits of another search.
    pub(super) fn append(&mut self, more: Self) {
        more.0.into_iter().for_each(|Hit { place, found }| self.add(place, found));
    }

    /// What is told of them; nothing where there are none.
    ///
    /// # Errors
    /// [`crate::diag::ErrorKind::Withheld`] where there are some.
    pub(super) fn told(self, file: FileKind) -> Result<(), Error> {
        let Self(mut hits) = self;
        hits.sort_by_key(|hit| hit.place);
        if hits.is_empty() { Ok(()) } else { Err(withheld(file, &hits)) }
    }
}

/// More hits than anybody looks at.
const ENOUGH: usize = 200;
/// Hits that are shown.
const SHOWN: usize = 5;
/// Characters of a hit that are shown.
const LENGTH: usize = 60;

/// Which file is looked at.
#[derive(Clone, Copy, Debug)]
pub(super) enum FileKind {
    /// The Word file.
    Word,
    /// The PDF.
    Pdf,
}

impl FileKind {
    fn name(self) -> &'static str {
        match self {
            Self::Word => "Word-Datei",
            Self::Pdf => "PDF-Datei",
        }
    }
}

fn listed(hits: &[Hit]) -> String {
    let shown = hits.iter().take(SHOWN).map(|hit| {
        let found = crate::diag::head(&hit.found, LENGTH);
        format!("»{found}« {}", hit.place)
    });
    let shown = shown.collect::<Vec<_>>().join(", ");
    match hits.len().saturating_sub(SHOWN) {
        0 => shown,
        1 => format!("{shown} und an einer weiteren Stelle"),
        more => format!("{shown} und an {more} weiteren Stellen"),
    }
}

errors! {
    /// A name or passage that must not be public stands in a finished file.
    withheld(file: FileKind, hits: &[Hit]) Withheld:
        format!("Die öffentliche Ausgabe wurde nicht geschrieben: in der {} stünde, was nicht öffentlich ist: {}",
                file.name(), listed(hits)),
        "Eine vorhandene Datei bleibt, wie sie ist. Formulieren Sie die Stelle in der \
         Arbeitsmappe ohne den Namen oder den Satz, oder geben Sie im Blatt »Personen« bei »Öffentlich« ja an, wenn die Person \
         genannt werden darf. Der nichtöffentliche Bericht (--edition intern) ist davon nicht betroffen";
    /// A finished file has something in it that cannot be read back.
    unproven(file: FileKind, what: &str) Unproven:
        format!("Ob in der öffentlichen {} nichts steht, was nicht öffentlich ist, lässt sich nicht prüfen: {what}", file.name()),
        "Die Datei wurde nicht geschrieben, eine vorhandene bleibt, wie sie ist. Bitte melden Sie den Fehler mit der Arbeitsmappe; \
         der nichtöffentliche Bericht (--edition intern) ist davon nicht betroffen";
}

/// Why a file cannot be read back, in German.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Unreadable(pub(super) String);

impl Unreadable {
    /// With this reason.
    pub(super) fn new(why: impl Into<String>) -> Self {
        Self(why.into())
    }

    /// The error that is told.
    pub(super) fn told(self, file: FileKind) -> Error {
        unproven(file, &self.0)
    }
}

impl From<&str> for Unreadable {
    fn from(why: &str) -> Self {
        Self::new(why)
    }
}
