//! What a head can mean: by its name, and by what stands below it.

use std::collections::BTreeSet;

use super::age::is_time;
use super::labels::HeadCell;
use super::names::Column::{
    self, Action, Attainment, Due, Field, Nonpublic, Number, Other, Part, Public, Responsible, StateLabel,
    Status,
};
use super::names::{Hit, Likeness, SheetKind, Vocabulary};
use super::profile::Profile;
use crate::german::fold;

/// What a name is worth that the office has given: more than all that a built-in name and contents can be.
pub(super) const GIVEN: i32 = 1000;

/// A meaning that a head can have.
#[derive(Clone, Copy, Debug)]
pub(super) struct Meaning {
    pub(super) key: Column,
    /// How it was recognised.
    pub(super) likeness: Likeness,
    /// What the name is worth: 100 and more for one that means nothing else, 0 for none.
    pub(super) worth: i32,
}

impl Meaning {
    fn likely(key: Column) -> Self {
        Self { key, likeness: Likeness::Likely, worth: 60 }
    }
}

/// What the name of a head can mean: what the office says of it, else that of its own below a group's, else
/// both together.
pub(super) fn by_name(cell: &mut HeadCell, vocabulary: &Vocabulary<Column>) -> Vec<Hit<Column>> {
    let given = vocabulary.own(&cell.label);
    cell.given = !given.is_empty();
    if cell.given {
        return given;
    }
    let mut hits = vocabulary.find(&cell.own);
    if cell.own != cell.label && hits.iter().all(|hit| hit.likeness != Likeness::Sure) {
        hits.extend(vocabulary.find(&cell.label));
    }
    hits
}

/// The meanings of a head in a table of this kind, each once, the name that is worth most first. `hits`:
/// what its name can mean.
pub(super) fn meanings(
    cell: &HeadCell,
    hits: &[Hit<Column>],
    kind: SheetKind,
    profile: &Profile,
) -> Vec<Meaning> {
    // A head that says by its name which rows are public is nothing else, whatever stands below it: what is no
    // answer there makes its row nonpublic. An »Öffentlich« over reports is the exception.
    let sorts = |hit: &&Hit<Column>| {
        matches!(hit.key, Nonpublic | Public) && hit.likeness == Likeness::Sure && hit.whole
    };
    let only = kind == SheetKind::Status && hits.iter().any(|hit| sorts(&hit)) && !profile.is_prose();
    let hits = hits.iter().filter(|hit| !only || sorts(hit));
    let worth = |hit| if cell.given { GIVEN } else { worth(hit) };
    let meanings = hits.map(|hit| Meaning { key: hit.key, likeness: hit.likeness, worth: worth(hit) });
    let mut meanings: Vec<Meaning> = meanings.collect();
    if kind == SheetKind::Status && !only && !cell.given {
        narrow(&mut meanings, &cell.label, profile);
        widen(&mut meanings, &cell.label, profile);
        guess(&mut meanings, profile);
    }
    meanings.sort_by_key(|meaning| -meaning.worth);
    let mut seen = BTreeSet::new();
    meanings.retain(|meaning| seen.insert(meaning.key));
    meanings
}

/// What a name is worth.
fn worth(hit: &Hit<Column>) -> i32 {
    // Of two names, the more usual one counts more; one of the office's own counts most.
    let usual = match (hit.place, hit.likeness) {
        (Some(place), _) => 10 - i32::try_from(place.min(100) / 10).unwrap_or_default(),
        (None, Likeness::Sure) => 200,
        (None, _) => 0,
    };
    let name = match (hit.likeness, hit.whole) {
        (Likeness::Sure, true) => 100,
        // `Sachstand / Nächste Schritte`
        (Likeness::Sure, false) if hit.key == Other => 40,
        (Likeness::Sure, false) => 70,
        (Likeness::Typo, _) => 65,
        (Likeness::Likely, _) => 55,
        (Likeness::Weak, true) => 40,
        (Likeness::Weak, false) => 20,
        (Likeness::Content, _) => 0,
    };
    name + usual
}

/// Whether a name says one of these.
fn says(meanings: &[Meaning], keys: &[Column]) -> bool {
    meanings.iter().any(|meaning| keys.contains(&meaning.key) && meaning.worth >= 50)
}

/// Takes back what a word in the head or the contents rule out, for what they say instead.
fn narrow(meanings: &mut Vec<Meaning>, label: &str, profile: &Profile) {
    let label = label.to_lowercase();
    // »Projekt« may name a group; then it must be one.
    let group = profile.may_group();
    meanings.retain(|it| group || it.key != Field || it.likeness != Likeness::Weak);
    // »Umsetzungsstand in %«
    let share = label.contains('%') || label.contains("prozent") || profile.is_share();
    if share && says(meanings, &[Status, StateLabel, Due]) {
        meanings.retain(|it| !matches!(it.key, Status | Due));
        meanings.push(Meaning::likely(Attainment));
    }
    // »Umsetzung durch«
    if label.ends_with(" durch") {
        meanings.retain(|it| it.key != Status);
        meanings.push(Meaning::likely(Responsible));
    }
}

/// Adds what a name means over contents of a certain kind.
fn widen(meanings: &mut Vec<Meaning>, label: &str, profile: &Profile) {
    let folded = fold(label);
    if is_time(label) && profile.is_named() {
        meanings.push(Meaning { key: Status, likeness: Likeness::Sure, worth: 60 });
    }
    // »Umsetzungsstand« over catchwords, and a »Status« that is all there is.
    if profile.is_catchwords() && says(meanings, &[Status]) {
        meanings.push(Meaning::likely(StateLabel));
    }
    if profile.is_catchwords() && says(meanings, &[StateLabel]) {
        meanings.push(Meaning { key: Status, likeness: Likeness::Weak, worth: 45 });
    }
    // »Antrag« over numbers, »HSK-Nr.«
    let ends = ["nr", "nummer", "id", "kuerzel", "kennung", "ziffer", "schluessel"];
    let named = ends.iter().any(|end| folded.ends_with(end)) && !says(meanings, &[Other]);
    let over_numbers = profile.is_numbered() && says(meanings, &[Action, Part]);
    if over_numbers || named && profile.fits(Number) > 0 {
        meanings.push(Meaning::likely(Number));
    }
    // »Projekt« over several rows, before »Maßnahme«
    let plain = folded.contains("massnahme") || folded.contains("aktion");
    if says(meanings, &[Action]) && !plain && profile.is_group() {
        meanings.push(Meaning { key: Field, likeness: Likeness::Weak, worth: 45 });
    }
}

/// Adds what the contents alone could be, unless the name and the contents say something else.
fn guess(meanings: &mut Vec<Meaning>, profile: &Profile) {
    let others = [Field, Number, Due, Responsible, Attainment, Nonpublic, Public];
    let others: Vec<Column> = others.into_iter().filter(|key| profile.fits(*key) > -40).collect();
    if says(meanings, &others) {
        return;
    }
    let guessed = |key: Column| Meaning { key, likeness: Likeness::Content, worth: 0 };
    meanings.extend(profile.is_prose().then(|| guessed(Status)));
    let named = profile.is_named() && !says(meanings, &[Status]);
    meanings.extend(named.then(|| guessed(Action)));
}
