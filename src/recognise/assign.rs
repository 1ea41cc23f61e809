//! Which column is what: of all ways to give the heads of a table their meanings, the one in which
//! names and contents fit best together.
//!
//! Each head claims meanings by its name, and what stands below it speaks for or against each
//! ([`Profile::fits`]). The columns a table must have are chosen together, so that »Thema« is the
//! group beside »Maßnahme« and the action beside nothing else; the others follow, the best claim
//! first, each meaning once.

use std::cmp::Reverse;
use std::ops::Range;

use super::age::{Age, is_time, without_time};
use super::audience::{set_apart, settle};
use super::labels::HeadCell;
use super::meanings::{GIVEN, Meaning, by_name, meanings};
use super::names::{Column, Hit, Likeness, SheetKind, Vocabulary};
use super::profile::Profile;
use crate::german::{Said, fold};
use crate::grid::Row;

/// What a claim must be worth, name and contents together, and what one without a name.
const ENOUGH: i32 = 30;
const ENOUGH_UNNAMED: i32 = 10;

/// What the newest of several reports is worth, so that a short new one stands before a long old one.
const NEWEST: i32 = 60;

/// What a claim to a main column loses where the head keeps its column out of the public edition, so that the
/// one for everybody stands before it.
const HELD_BACK: i32 = 60;

/// So many heads, the best, are tried for a column that a table must have: a bound for hostile files.
const TRIED: usize = 8;

/// A meaning that a head could have.
#[derive(Clone, Copy, Debug)]
struct Claim {
    /// Which of the heads.
    head: usize,
    /// What stands below it groups rows, or its name says field.
    groups: bool,
    key: Column,
    likeness: Likeness,
    /// What the name is worth.
    name: i32,
    /// What name and contents are worth.
    points: i32,
}

/// How sure a header is; the greater the surer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Rank {
    /// How the least sure of the required columns was recognised.
    pub(crate) required: Reverse<Likeness>,
    /// How many columns are known.
    pub(crate) known: usize,
    /// How many of them by what stands below alone.
    pub(super) guessed: usize,
}

/// A column that a table lacks.
#[derive(Clone, Debug)]
pub(crate) struct Missing {
    /// Which one.
    pub(crate) key: Column,
    /// The head that it could be, by what stands below.
    pub(crate) candidate: Option<String>,
}

/// Gives each head its meaning. Returns how sure the result is, and nothing where a column that the
/// table must have is missing. `rows`: those below the header.
pub(super) fn assign(
    cells: &mut [HeadCell],
    vocabulary: &Vocabulary<Column>,
    kind: SheetKind,
    rows: &[Row],
) -> Option<Rank> {
    // A row in which no head has a name is none, whatever stands below it.
    let mut hits: Vec<Vec<Hit<Column>>> = cells.iter_mut().map(|cell| by_name(cell, vocabulary)).collect();
    if hits.iter().all(Vec::is_empty) {
        return None;
    }
    set_apart(cells, &mut hits, vocabulary, kind, rows);
    let rows = if kind == SheetKind::Status { rows } else { &[] };
    let profiles: Vec<Profile> = cells.iter().map(|cell| Profile::of(rows, cell.first)).collect();
    let claims = Claims::new(cells, &hits, kind, &profiles);
    let chosen = claims.best(kind.required_columns())?;
    for claim in claims.0.iter().filter(|claim| claim.key == Column::Status && claim.name >= 40) {
        cells[claim.head].reports = true;
    }
    for claim in &chosen {
        let cell = &mut cells[claim.head];
        (cell.key, cell.likeness) = (Some(claim.key), claim.likeness);
        cell.fits = claim.points - claim.name >= 10;
    }
    if kind == SheetKind::Status {
        complete(cells, &profiles);
    }
    claims.leave(cells);
    settle(cells, kind);
    let required = chosen.iter().filter(|claim| kind.required_columns().contains(&claim.key));
    let required = required.map(|claim| claim.likeness).max()?;
    let known = chosen.len();
    let guessed = chosen.iter().filter(|claim| claim.likeness == Likeness::Content).count();
    Some(Rank { required: Reverse(required), known, guessed })
}

impl Claim {
    /// A plain name is always enough, whatever stands below it.
    fn is_enough(&self) -> bool {
        self.name >= 100 || self.points >= if self.name > 0 { ENOUGH } else { ENOUGH_UNNAMED }
    }
}

/// Gives the heads of a row that is no header of a status table those meanings that they have by their
/// names, and says which columns are missing and which heads could be these.
pub(super) fn assign_known(
    cells: &mut [HeadCell],
    vocabulary: &Vocabulary<Column>,
    rows: &[Row],
) -> Vec<Missing> {
    let profiles: Vec<Profile> = cells.iter().map(|cell| Profile::of(rows, cell.first)).collect();
    let mut hits: Vec<Vec<Hit<Column>>> = cells.iter_mut().map(|cell| by_name(cell, vocabulary)).collect();
    set_apart(cells, &mut hits, vocabulary, SheetKind::Status, rows);
    let claims = Claims::new(cells, &hits, SheetKind::Status, &profiles);
    for claim in claims.with_others(Vec::new()) {
        (cells[claim.head].key, cells[claim.head].likeness) = (Some(claim.key), claim.likeness);
    }
    let free = |cell: &HeadCell| cell.key.is_none_or(|key| key == Column::Other);
    let missing = SheetKind::Status.required_columns().iter();
    let missing = missing.filter(|key| cells.iter().all(|cell| cell.key != Some(**key)));
    let candidate = |key: Column| {
        let fits = cells.iter().zip(&profiles).filter(|(cell, _)| free(cell));
        let fits = fits.map(|(cell, profile)| (profile.fits(key), cell)).filter(|(points, _)| *points > 0);
        fits.rev().max_by_key(|(points, _)| *points).map(|(_, cell)| cell.label.clone())
    };
    missing.map(|key| Missing { key: *key, candidate: candidate(*key) }).collect()
}

/// All claims, the best first.
struct Claims(Vec<Claim>);

impl Claims {
    fn new(cells: &[HeadCell], hits: &[Vec<Hit<Column>>], kind: SheetKind, profiles: &[Profile]) -> Self {
        let mut claims = Vec::new();
        for (head, ((cell, hits), profile)) in cells.iter().zip(hits).zip(profiles).enumerate() {
            if cell.key == Some(Column::Working) {
                continue;
            }
            for Meaning { key, likeness, worth: name } in meanings(cell, hits, kind, profile) {
                let fits = if kind == SheetKind::Status { profile.fits(key) } else { 0 };
                let groups = profile.is_group() || fold(&cell.label).contains("feld");
                let main = matches!(key, Column::Action | Column::Status);
                let held_back =
                    if main && matches!(cell.said, Said::Nonpublic { .. }) { HELD_BACK } else { 0 };
                claims.push(Claim { head, groups, key, likeness, name, points: name + fits - held_back });
            }
        }
        without_prose(&mut claims, profiles);
        first_names(&mut claims, profiles);
        without_notes(&mut claims, cells);
        let reports = || claims.iter().filter(|claim| claim.key == Column::Status && claim.name >= 50);
        let ages = reports().map(|claim| (Age::of(&cells[claim.head].label).rank(), claim.head));
        let newest = ages.clone().max().filter(|newest| ages.clone().any(|age| age.0 < newest.0));
        if let Some((_, head)) = newest {
            let newest = claims.iter_mut().filter(|claim| claim.head == head && claim.key == Column::Status);
            newest.for_each(|claim| claim.points += NEWEST);
        }
        claims.sort_by_key(|claim| (-claim.points, claim.head));
        Self(claims)
    }

    /// The best choice that has all of `required`.
    fn best(&self, required: &[Column]) -> Option<Vec<Claim>> {
        let claims = |key: Column| {
            self.0.iter().filter(move |claim| claim.key == key && claim.is_enough()).take(TRIED)
        };
        let mut starts: Vec<Vec<Claim>> = vec![Vec::new()];
        for key in required {
            let longer = |start: &Vec<Claim>| {
                let start = start.clone();
                let free = claims(*key).filter(|claim| start.iter().all(|it| it.head != claim.head));
                free.map(|claim| [start.as_slice(), &[*claim]].concat()).collect::<Vec<_>>()
            };
            starts = starts.iter().flat_map(longer).collect();
        }
        let choices = starts.into_iter().map(|start| self.with_others(start)).filter(|it| is_sound(it));
        // Of equals the first.
        choices.rev().max_by_key(|choice| worth(choice))
    }

    /// A choice completed by the best claims for the other columns.
    fn with_others(&self, mut choice: Vec<Claim>) -> Vec<Claim> {
        for claim in self.0.iter().filter(|claim| claim.is_enough() && claim.name > 0) {
            let free = |it: &Claim| {
                use Column::{Earlier, Nonpublic, Other, Public};
                let several = matches!(claim.key, Other | Earlier | Nonpublic | Public);
                let group = |it: &Claim| it.key == Column::Action && it.head < claim.head;
                let left = |it: &Claim| it.key == Column::Action && it.head > claim.head;
                let behind = claim.key == Column::Field && !claim.groups && group(it)
                    || claim.key == Column::Part && left(it);
                let behind = behind && claim.name < GIVEN;
                it.head != claim.head && (it.key != claim.key || several) && !behind
            };
            if choice.iter().all(free) {
                choice.push(*claim);
            }
        }
        choice
    }

    /// What becomes of heads whose meaning another one has: a value of their own beside it, and where
    /// it matters which is meant, a rival.
    fn leave(&self, cells: &mut [HeadCell]) {
        for at in 0..cells.len() {
            if cells[at].key.is_some() {
                continue;
            }
            let own = self.0.iter().filter(|claim| claim.head == at && claim.name >= 50);
            let Some(claim) = own.max_by_key(|claim| claim.name) else { continue };
            match claim.key {
                Column::Action | Column::Status | Column::Nonpublic | Column::Public
                    if claim.points >= claim.name =>
                {
                    cells[at].rival = cells.iter().any(|it| it.key == Some(claim.key)).then_some(claim.key);
                }
                _ => cells[at].key = Some(Column::Other),
            }
        }
    }
}

/// Notes are no reports where something else is.
fn without_notes(claims: &mut Vec<Claim>, cells: &[HeadCell]) {
    let notes = |claim: &Claim| cells[claim.head].said == Said::Note;
    let named = |claim: &Claim| claim.name >= 100 || claim.name > 0 && claim.points >= claim.name;
    let mut reports = claims.iter().filter(|claim| claim.key == Column::Status && !notes(claim));
    if reports.any(|claim| claim.is_enough() && named(claim)) {
        claims.retain(|claim| claim.key != Column::Status || !notes(claim));
    }
}

/// What a table is about stands at its left: the first column of names counts more than others without a
/// known head.
fn first_names(claims: &mut [Claim], profiles: &[Profile]) {
    let unnamed = |claim: &&mut Claim| claim.key == Column::Action && claim.name == 0 && claim.points > 0;
    let open = |claim: &&mut Claim| unnamed(claim) && !profiles[claim.head].is_group();
    if let Some(first) = claims.iter_mut().filter(open).min_by_key(|claim| claim.head) {
        first.points += 25;
    }
}

/// Where no report is prose, catchwords are all there is to report.
fn without_prose(claims: &mut [Claim], profiles: &[Profile]) {
    let prose = claims.iter().any(|claim| claim.key == Column::Status && profiles[claim.head].is_prose());
    let catchwords = |claim: &&mut Claim| claim.key == Column::Status && profiles[claim.head].is_catchwords();
    for claim in claims.iter_mut().filter(catchwords).filter(|_| !prose) {
        claim.points += 50;
    }
}

/// Whether a choice rests on more than contents: what no name says must stand beside what one does.
fn is_sound(choice: &[Claim]) -> bool {
    let guessed = choice.iter().filter(|claim| claim.likeness == Likeness::Content).count();
    let plain = |claim: &&Claim| claim.key != Column::Other || claim.name >= 100;
    let named = choice.iter().filter(|claim| claim.likeness < Likeness::Weak).filter(plain);
    let count = named.clone().count();
    // Typing errors and nothing else is no header.
    let typing_errors = count > 0 && named.clone().all(|claim| claim.likeness == Likeness::Typo);
    !typing_errors && (guessed == 0 || count > 0 && guessed <= count + 1)
}

/// What a choice is worth: its claims, and the order in which tables are read.
fn worth(choice: &[Claim]) -> i32 {
    let at = |key: Column| choice.iter().find(|claim| claim.key == key).map(|claim| claim.head);
    let before = |left: Column, right: Column, yes: i32, no: i32| match (at(left), at(right)) {
        (Some(left), Some(right)) if left < right => yes,
        (Some(_), Some(_)) => no,
        _ => 0,
    };
    // That a column could also be of the office's own says little.
    let points = choice.iter().map(|claim| if claim.key == Column::Other { 10 } else { claim.points });
    let points: i32 = points.sum();
    points + before(Column::Action, Column::Status, 10, 0) + before(Column::Field, Column::Action, 10, -25)
}

/// The columns of a status table that follow from the others: older reports, the group before the action
/// and its number where no head names them, and the second level below it.
fn complete(cells: &mut [HeadCell], profiles: &[Profile]) {
    let at = |key| cells.iter().position(|cell| cell.key == Some(key));
    let (Some(action), Some(status)) = (at(Column::Action), at(Column::Status)) else { return };
    earlier(cells, status, profiles);
    let unknown = |cell: &HeadCell| cell.key.is_none();
    let vague = |cell: &HeadCell| {
        let open = cell.key.is_none_or(|key| key == Column::Other && cell.likeness != Likeness::Sure);
        open && cell.label.chars().count() < 6
    };
    let mut by_contents = |key: Column, heads: Range<usize>, fits: &dyn Fn(&HeadCell, &Profile) -> bool| {
        let missing = cells.iter().all(|cell| cell.key != Some(key));
        let found = cells.iter_mut().zip(profiles).take(heads.end).skip(heads.start);
        let found = found.filter(|_| missing).find(|(cell, profile)| fits(cell, profile));
        if let Some((cell, _)) = found {
            (cell.key, cell.likeness) = (Some(key), Likeness::Content);
        }
    };
    by_contents(Column::Field, 0..action, &|cell, profile| unknown(cell) && profile.is_group());
    by_contents(Column::Number, 0..action, &|cell, profile| vague(cell) && profile.is_numbering());
    if profiles[action].is_group() {
        let level = |cell: &HeadCell, profile: &Profile| unknown(cell) && profile.fits(Column::Part) >= 10;
        by_contents(Column::Part, action + 1..status, &level);
    }
}

/// Marks the reports that are older than the one chosen.
fn earlier(cells: &mut [HeadCell], status: usize, profiles: &[Profile]) {
    let (newest, named) = (Age::of(&cells[status].label).rank(), without_time(&cells[status].label));
    for (cell, profile) in cells.iter_mut().zip(profiles) {
        let reports = cell.reports || is_time(&cell.label) || without_time(&cell.label) == named;
        let open = match cell.key {
            None | Some(Column::Other) => true,
            Some(key) => key == Column::StateLabel && cell.likeness == Likeness::Likely,
        };
        if open && !cell.given && reports && Age::of(&cell.label).rank() < newest && profile.may_report() {
            (cell.key, cell.likeness, cell.fits) = (Some(Column::Earlier), Likeness::Likely, true);
        }
    }
}
