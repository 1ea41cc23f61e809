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
    /// The titles as numbers, for either version.
    pub(super) ids: (Vec<u32>, Vec<u32>),
    /// The titles for similarity.
    pub(super) stems: (Vec<Stems>, Vec<Stems>),
    /// Which became which.
    pub(super) links: Assignment,
}

impl FieldAlignment {
    /// The fields with these titles.
    pub(super) fn new(titles: (&[Tokenized], &[Tokenized])) -> Self {
        let ids = |items: &[Tokenized]| items.iter().map(|item| item.id).collect::<Vec<_>>();
        let stems = |items: &[Tokenized]| items.iter().map(|item| item.stems.clone()).collect::<Vec<_>>();
        Self {
            ids: (ids(titles.0), ids(titles.1)),
            stems: (stems(titles.0), stems(titles.1)),
            links: Assignment::new(titles.0.len(), titles.1.len()),
        }
    }

    /// A single field on either side, for rows that stand in none.
    pub(super) fn one() -> Self {
        let empty = || vec![Stems::default()];
        Self { ids: (vec![0], vec![0]), stems: (empty(), empty()), links: Assignment::new(1, 1) }
    }

    fn by_title(&mut self) {
        let (previous, current) = &self.ids;
        self.links.by_key(|i| previous.get(i), |j| current.get(j), in_order);
    }

    /// Links renamed fields: by the rows they share, or by their titles.
    fn by_content(&mut self, links: &Assignment, (previous, current): (&[TokenizedRow], &[TokenizedRow])) {
        let (left, right) = (self.links.open_previous(), self.links.open_current());
        let (old, new) = (sizes(previous, self.ids.0.len()), sizes(current, self.ids.1.len()));
        let mut shared: BTreeMap<(usize, usize), usize> = BTreeMap::new();
        for (j, row) in current.iter().enumerate() {
            if let Some(former) = links.previous(j).and_then(|i| previous.get(i)) {
                *shared.entry((former.parent, row.parent)).or_default() += 1;
            }
        }
        let stems = |stems: &[Stems], at: usize| stems[at].clone();
        let alike =
            candidate_pairs(&left, &right, (&|i| stems(&self.stems.0, i), &|j| stems(&self.stems.1, j)));
        let alike = alike.into_iter().map(|(i, j)| (i, j, self.stems.0[i].similarity(&self.stems.1[j])));
        let sharing = shared
            .into_iter()
            .map(|((i, j), count)| (i, j, percent(count as u32, old[i].min(new[j]).max(1) as u32)));
        let candidates = alike.chain(sharing).filter(|(_, _, score)| *score >= FIELD);
        self.links.greedily(
            candidates.map(|(previous, current, score)| Candidate { previous, current, score }).collect(),
        );
    }
}

/// How many rows each field has.
fn sizes(rows: &[TokenizedRow], fields: usize) -> Vec<usize> {
    let mut sizes = vec![0; fields];
    for row in rows {
        if let Some(size) = sizes.get_mut(row.parent) {
            *size += 1;
        }
    }
    sizes
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
            let candidate = |i: usize, j: usize| {
                let score = left.body_stems[i].similarity(&right.body_stems[j]);
                Candidate { previous: i, current: j, score }
            };
            let pairs = candidate_pairs(previous, current, (&|i| left.stems(i), &|j| right.stems(j)));
            links.greedily(pairs.into_iter().map(|(i, j)| candidate(i, j)).collect());
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
    for (field, least) in [(true, NEAR), (false, FAR)] {
        let open = (links.open_previous(), links.open_current());
        let pairs = candidate_pairs(&open.0, &open.1, (&|i| left.stems(i), &|j| right.stems(j)));
        let inside =
            |i: usize, j: usize| fields.links.previous(right.rows[j].parent) == Some(left.rows[i].parent);
        let candidates = pairs.into_iter().filter(|(i, j)| !field || inside(*i, *j));
        let candidates =
            candidates.map(|(i, j)| Candidate { previous: i, current: j, score: score((left, right), i, j) });
        links.greedily(candidates.filter(|candidate| candidate.score >= least).collect());
    }
}

/// Similarity of two rows in percent: that of titles and bodies, the better one counting more.
fn score((left, right): (&KeyedRows<'_>, &KeyedRows<'_>), i: usize, j: usize) -> u32 {
    let title = (!left.title_stems[i].is_empty() || !right.title_stems[j].is_empty())
        .then(|| left.title_stems[i].similarity(&right.title_stems[j]));
    let body = (!left.body_stems[i].is_empty() || !right.body_stems[j].is_empty())
        .then(|| left.body_stems[i].similarity(&right.body_stems[j]));
    match (title, body) {
        (Some(title), Some(body)) => (3 * title.max(body) + title.min(body)) / 4,
        (one, other) => one.or(other).unwrap_or(0),
    }
}
