//! Aligns fields and rows: which Handlungsfeld, Aktion, section or abbreviation became which.
//!
//! The number counts first, then the same words, then similarity. Two rows that carry the same number
//! are the same row, unless the words say otherwise: where a list was numbered anew, the title of
//! one of them stands elsewhere word for word.

use std::collections::BTreeMap;

use super::assignment::{Assignment, Candidate, candidate_pairs, in_order, leave_open};
use super::similarity::{Stems, percent};
use super::tokenized::{Tokenized, TokenizedRow};
use super::words::Interner;

/// Least similarity of rows in the same field.
const NEAR: u32 = 40;
/// Least similarity of rows that changed the field.
const FAR: u32 = 55;
/// Least similarity of fields, by title or by the share of rows they have in common.
const FIELD: u32 = 50;
/// The weight of a title that identifies a row wherever it stands: two long words.
const TELLING: u32 = 40;

/// The rows of one version and their keys.
struct KeyedRows<'a> {
    rows: &'a [TokenizedRow],
    titles: Vec<Option<u32>>,
    bodies: Vec<u32>,
    title_stems: Vec<Stems>,
    body_stems: Vec<Stems>,
}

impl<'a> KeyedRows<'a> {
    fn new(rows: &'a [TokenizedRow], interner: &mut Interner) -> Self {
        let stems = |items: &[Tokenized]| Stems::join(items.iter().map(|item| &item.stems));
        Self {
            rows,
            titles: rows.iter().map(|row| row.title_id(interner)).collect(),
            bodies: rows.iter().map(|row| row.body_id(interner)).collect(),
            title_stems: rows.iter().map(|row| stems(&row.title)).collect(),
            body_stems: rows.iter().map(|row| stems(&row.body)).collect(),
        }
    }

    fn number(&self, row: usize) -> Option<&'a str> {
        self.rows[row].number.as_deref()
    }

    /// Everything a row says.
    fn stems(&self, row: usize) -> Stems {
        Stems::join([&self.title_stems[row], &self.body_stems[row]])
    }
}

/// The links between the rows and, through `fields`, between the fields they stand in.
pub(super) fn align_rows(
    previous: &[TokenizedRow],
    current: &[TokenizedRow],
    fields: &mut FieldAlignment,
    interner: &mut Interner,
) -> Assignment {
    let sides = (KeyedRows::new(previous, interner), KeyedRows::new(current, interner));
    let mut links = Assignment::new(previous.len(), current.len());
    fields.by_title();
    by_number(&mut links, &sides, fields);
    by_words_inside(&mut links, &sides, fields);
    by_words_anywhere(&mut links, &sides);
    fields.by_content(&links, (previous, current));
    by_words_inside(&mut links, &sides, fields);
    by_similarity(&mut links, &sides, fields);
    links
}

/// The fields of both versions.
pub(super) struct FieldAlignment {
    titles: (Vec<Title>, Vec<Title>),
    /// Which became which.
    pub(super) links: Assignment,
}

/// The words of a title as one number, and its stems.
type Title = (u32, Stems);

impl FieldAlignment {
    /// The fields with these titles.
    pub(super) fn new((previous, current): (&[Tokenized], &[Tokenized])) -> Self {
        let titles = |items: &[Tokenized]| items.iter().map(|it| (it.id, it.stems.clone())).collect();
        let links = Assignment::new(previous.len(), current.len());
        Self { titles: (titles(previous), titles(current)), links }
    }

    /// A single field on either side, for rows that stand in none.
    pub(super) fn one() -> Self {
        let titles = || vec![Title::default()];
        Self { titles: (titles(), titles()), links: Assignment::new(1, 1) }
    }

    fn by_title(&mut self) {
        let (old, new) = &self.titles;
        self.links.by_key(|i| Some(old[i].0), |j| Some(new[j].0), in_order);
    }

    /// Links renamed fields: by the rows they share, or by their titles.
    fn by_content(&mut self, links: &Assignment, (previous, current): (&[TokenizedRow], &[TokenizedRow])) {
        let (old, new) = &self.titles;
        let mut sizes = (vec![0; old.len()], vec![0; new.len()]);
        previous.iter().for_each(|row| sizes.0[row.parent] += 1);
        let mut shared: BTreeMap<(usize, usize), u32> = BTreeMap::new();
        for (j, row) in current.iter().enumerate() {
            sizes.1[row.parent] += 1;
            if let Some(i) = links.previous(j) {
                *shared.entry((previous[i].parent, row.parent)).or_default() += 1;
            }
        }
        let sharing =
            shared.into_iter().map(|((i, j), count)| (i, j, percent(count, sizes.0[i].min(sizes.1[j]))));
        let open = (self.links.open_previous(), self.links.open_current());
        let alike = candidate_pairs(&open.0, &open.1, (&|i| old[i].1.clone(), &|j| new[j].1.clone()));
        let alike = alike.into_iter().map(|(i, j)| (i, j, old[i].1.similarity(&new[j].1)));
        let candidates = alike.chain(sharing).filter(|(_, _, score)| *score >= FIELD);
        self.links.greedily(
            candidates.map(|(previous, current, score)| Candidate { previous, current, score }).collect(),
        );
    }
}

type Versions<'a> = (KeyedRows<'a>, KeyedRows<'a>);

/// By Nr, where it is unique in the report, or else in the field.
fn by_number(links: &mut Assignment, (left, right): &Versions<'_>, fields: &FieldAlignment) {
    let mut numbered = links.clone();
    numbered.by_key(|i| left.number(i), |j| right.number(j), leave_open);
    numbered.by_key(
        |i| Some((left.rows[i].parent, left.number(i)?)),
        |j| Some((fields.links.previous(right.rows[j].parent)?, right.number(j)?)),
        leave_open,
    );
    let mut by_title = links.clone();
    by_title.by_key(|i| left.titles[i], |j| right.titles[j], leave_open);
    for j in 0..right.rows.len() {
        let Some(i) = numbered.previous(j) else { continue };
        let elsewhere = by_title.previous(j).is_some_and(|other| other != i)
            || by_title.current(i).is_some_and(|other| other != j);
        if !elsewhere || score((left, right), i, j) >= NEAR {
            links.link(i, j);
        }
    }
}

/// By the same words, in the same field.
fn by_words_inside(links: &mut Assignment, (left, right): &Versions<'_>, fields: &FieldAlignment) {
    let field = |j: usize| fields.links.previous(right.rows[j].parent);
    links.by_key(
        |i| Some((left.rows[i].parent, left.titles[i], left.bodies[i])),
        |j| Some((field(j)?, right.titles[j], right.bodies[j])),
        in_order,
    );
    links.by_key(
        |i| Some((left.rows[i].parent, left.titles[i]?)),
        |j| Some((field(j)?, right.titles[j]?)),
        |links, previous, current| {
            let score = |i: usize, j: usize| Some(left.body_stems[i].similarity(&right.body_stems[j]));
            links.by_similarity(previous, current, (&|i| left.stems(i), &|j| right.stems(j)), score);
        },
    );
}

/// By the same words, wherever they stand: rows that moved to another field.
fn by_words_anywhere(links: &mut Assignment, (left, right): &Versions<'_>) {
    links.by_key(
        |i| Some((left.titles[i]?, left.bodies[i])),
        |j| Some((right.titles[j]?, right.bodies[j])),
        leave_open,
    );
    links.by_key(
        |i| left.titles[i].filter(|_| left.title_stems[i].total >= TELLING),
        |j| right.titles[j].filter(|_| right.title_stems[j].total >= TELLING),
        leave_open,
    );
}

/// By similarity: first in the same field, then anywhere.
fn by_similarity(links: &mut Assignment, (left, right): &Versions<'_>, fields: &FieldAlignment) {
    let inside =
        |i: usize, j: usize| fields.links.previous(right.rows[j].parent) == Some(left.rows[i].parent);
    for (anywhere, least) in [(false, NEAR), (true, FAR)] {
        let alike = |i: usize, j: usize| {
            let score = (anywhere || inside(i, j)).then(|| score((left, right), i, j));
            score.filter(|score| *score >= least)
        };
        let (previous, current) = (links.open_previous(), links.open_current());
        links.by_similarity(&previous, &current, (&|i| left.stems(i), &|j| right.stems(j)), alike);
    }
}

/// Similarity of two rows in percent: that of titles and bodies, the better one counting more.
fn score((left, right): (&KeyedRows<'_>, &KeyedRows<'_>), i: usize, j: usize) -> u32 {
    let alike = |one: &Stems, other: &Stems| (one.total + other.total > 0).then(|| one.similarity(other));
    let title = alike(&left.title_stems[i], &right.title_stems[j]);
    let body = alike(&left.body_stems[i], &right.body_stems[j]);
    match (title, body) {
        (Some(title), Some(body)) => (3 * title.max(body) + title.min(body)) / 4,
        (one, other) => one.or(other).unwrap_or(0),
    }
}
