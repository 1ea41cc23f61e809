//! Aligns fields and rows: which Handlungsfeld, Aktion, section or abbreviation became which.
//!
//! The number counts first, then the same words, then likeness. Two rows that carry the same number
//! are the same row, unless the words say otherwise: where a list was numbered anew, the title of
//! one of them stands elsewhere word for word.

use std::collections::BTreeMap;

use super::item::{Item, Row};
use super::likeness::{Bag, percent};
use super::links::{Links, Offer, candidates, in_order, undecided};
use super::words::Lexicon;

/// Least likeness of rows in the same field.
const NEAR: u32 = 40;
/// Least likeness of rows that changed the field.
const FAR: u32 = 55;
/// Least likeness of fields, by title or by the share of rows they have in common.
const FIELD: u32 = 50;
/// The weight of a title that identifies a row wherever it stands: two long words.
const TELLING: u32 = 40;

/// The rows of one version and their keys.
struct Side<'a> {
    rows: &'a [Row],
    titles: Vec<Option<u32>>,
    bodies: Vec<u32>,
    title_bags: Vec<Bag>,
    body_bags: Vec<Bag>,
}

impl<'a> Side<'a> {
    fn new(rows: &'a [Row], lexicon: &mut Lexicon) -> Self {
        let bag = |items: &[Item]| Bag::join(items.iter().map(|item| &item.bag));
        Self {
            rows,
            titles: rows.iter().map(|row| row.title_id(lexicon)).collect(),
            bodies: rows.iter().map(|row| row.body_id(lexicon)).collect(),
            title_bags: rows.iter().map(|row| bag(&row.title)).collect(),
            body_bags: rows.iter().map(|row| bag(&row.body)).collect(),
        }
    }

    fn number(&self, row: usize) -> Option<&'a str> {
        self.rows[row].number.as_deref()
    }

    /// Everything a row says.
    fn bag(&self, row: usize) -> Bag {
        Bag::join([&self.title_bags[row], &self.body_bags[row]])
    }
}

/// The links between the rows and, through `fields`, between the fields they stand in.
pub(super) fn align(previous: &[Row], current: &[Row], fields: &mut Fields, lexicon: &mut Lexicon) -> Links {
    let sides = (Side::new(previous, lexicon), Side::new(current, lexicon));
    let mut links = Links::new(previous.len(), current.len());
    fields.by_title();
    by_number(&mut links, &sides, fields);
    by_words_inside(&mut links, &sides, fields);
    by_words_anywhere(&mut links, &sides);
    fields.by_content(&links, (previous, current));
    by_words_inside(&mut links, &sides, fields);
    by_likeness(&mut links, &sides, fields);
    links
}

/// The fields of both versions.
pub(super) struct Fields {
    /// The titles as numbers, for either version.
    pub(super) ids: (Vec<u32>, Vec<u32>),
    /// The titles for likeness.
    pub(super) bags: (Vec<Bag>, Vec<Bag>),
    /// Which became which.
    pub(super) links: Links,
}

impl Fields {
    /// The fields with these titles.
    pub(super) fn new(titles: (&[Item], &[Item])) -> Self {
        let ids = |items: &[Item]| items.iter().map(|item| item.id).collect::<Vec<_>>();
        let bags = |items: &[Item]| items.iter().map(|item| item.bag.clone()).collect::<Vec<_>>();
        Self {
            ids: (ids(titles.0), ids(titles.1)),
            bags: (bags(titles.0), bags(titles.1)),
            links: Links::new(titles.0.len(), titles.1.len()),
        }
    }

    /// A single field on either side, for rows that stand in none.
    pub(super) fn one() -> Self {
        let empty = || vec![Bag::default()];
        Self { ids: (vec![0], vec![0]), bags: (empty(), empty()), links: Links::new(1, 1) }
    }

    fn by_title(&mut self) {
        let (previous, current) = &self.ids;
        self.links.by_key(|i| previous.get(i), |j| current.get(j), in_order);
    }

    /// Links renamed fields: by the rows they share, or by their titles.
    fn by_content(&mut self, links: &Links, (previous, current): (&[Row], &[Row])) {
        let (left, right) = (self.links.open_previous(), self.links.open_current());
        let (old, new) = (sizes(previous, self.ids.0.len()), sizes(current, self.ids.1.len()));
        let mut shared: BTreeMap<(usize, usize), usize> = BTreeMap::new();
        for (j, row) in current.iter().enumerate() {
            if let Some(former) = links.previous(j).and_then(|i| previous.get(i)) {
                *shared.entry((former.parent, row.parent)).or_default() += 1;
            }
        }
        let bag = |bags: &[Bag], at: usize| bags[at].clone();
        let alike = candidates(&left, &right, (&|i| bag(&self.bags.0, i), &|j| bag(&self.bags.1, j)));
        let alike = alike.into_iter().map(|(i, j)| (i, j, self.bags.0[i].likeness(&self.bags.1[j])));
        let sharing = shared
            .into_iter()
            .map(|((i, j), count)| (i, j, percent(count as u32, old[i].min(new[j]).max(1) as u32)));
        let offers = alike.chain(sharing).filter(|(_, _, score)| *score >= FIELD);
        self.links.best_first(
            offers.map(|(previous, current, score)| Offer { previous, current, score }).collect(),
        );
    }
}

/// How many rows each field has.
fn sizes(rows: &[Row], fields: usize) -> Vec<usize> {
    let mut sizes = vec![0; fields];
    for row in rows {
        if let Some(size) = sizes.get_mut(row.parent) {
            *size += 1;
        }
    }
    sizes
}

type Sides<'a> = (Side<'a>, Side<'a>);

/// By Nr, where it is unique in the report, or else in the field.
fn by_number(links: &mut Links, (left, right): &Sides<'_>, fields: &Fields) {
    let mut numbered = links.clone();
    numbered.by_key(|i| left.number(i), |j| right.number(j), undecided);
    numbered.by_key(
        |i| Some((left.rows[i].parent, left.number(i)?)),
        |j| Some((fields.links.previous(right.rows[j].parent)?, right.number(j)?)),
        undecided,
    );
    let mut by_title = links.clone();
    by_title.by_key(|i| left.titles[i], |j| right.titles[j], undecided);
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
fn by_words_inside(links: &mut Links, (left, right): &Sides<'_>, fields: &Fields) {
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
            let offer = |i: usize, j: usize| {
                let score = left.body_bags[i].likeness(&right.body_bags[j]);
                Offer { previous: i, current: j, score }
            };
            let pairs = candidates(previous, current, (&|i| left.bag(i), &|j| right.bag(j)));
            links.best_first(pairs.into_iter().map(|(i, j)| offer(i, j)).collect());
        },
    );
}

/// By the same words, wherever they stand: rows that moved to another field.
fn by_words_anywhere(links: &mut Links, (left, right): &Sides<'_>) {
    links.by_key(
        |i| Some((left.titles[i]?, left.bodies[i])),
        |j| Some((right.titles[j]?, right.bodies[j])),
        undecided,
    );
    links.by_key(
        |i| left.titles[i].filter(|_| left.title_bags[i].total >= TELLING),
        |j| right.titles[j].filter(|_| right.title_bags[j].total >= TELLING),
        undecided,
    );
}

/// By likeness: first in the same field, then anywhere.
fn by_likeness(links: &mut Links, (left, right): &Sides<'_>, fields: &Fields) {
    for (field, least) in [(true, NEAR), (false, FAR)] {
        let open = (links.open_previous(), links.open_current());
        let pairs = candidates(&open.0, &open.1, (&|i| left.bag(i), &|j| right.bag(j)));
        let inside =
            |i: usize, j: usize| fields.links.previous(right.rows[j].parent) == Some(left.rows[i].parent);
        let offers = pairs.into_iter().filter(|(i, j)| !field || inside(*i, *j));
        let offers =
            offers.map(|(i, j)| Offer { previous: i, current: j, score: score((left, right), i, j) });
        links.best_first(offers.filter(|offer| offer.score >= least).collect());
    }
}

/// Likeness of two rows in percent: that of titles and bodies, the better one counting more.
fn score((left, right): (&Side<'_>, &Side<'_>), i: usize, j: usize) -> u32 {
    let title = (!left.title_bags[i].is_empty() || !right.title_bags[j].is_empty())
        .then(|| left.title_bags[i].likeness(&right.title_bags[j]));
    let body = (!left.body_bags[i].is_empty() || !right.body_bags[j].is_empty())
        .then(|| left.body_bags[i].likeness(&right.body_bags[j]));
    match (title, body) {
        (Some(title), Some(body)) => (3 * title.max(body) + title.min(body)) / 4,
        (one, other) => one.or(other).unwrap_or(0),
    }
}
