//! Which thing of the previous version became which of the current one: the book-keeping that the
//! alignment of fields, rows and paragraphs shares.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use super::lcs::{Pair, ascending};
use super::similarity::Stems;

/// Links between things of two versions, one to one.
#[derive(Clone, Debug)]
pub(super) struct Assignment {
    to_previous: Vec<Option<usize>>,
    to_current: Vec<Option<usize>>,
}

impl Assignment {
    /// No links yet.
    pub(super) fn new(previous: usize, current: usize) -> Self {
        Self { to_previous: vec![None; current], to_current: vec![None; previous] }
    }

    /// What `current` was.
    pub(super) fn previous(&self, current: usize) -> Option<usize> {
        self.to_previous.get(current).copied().flatten()
    }

    /// What `previous` became.
    pub(super) fn current(&self, previous: usize) -> Option<usize> {
        self.to_current.get(previous).copied().flatten()
    }

    /// Links two things, unless one of them is linked already.
    pub(super) fn link(&mut self, previous: usize, current: usize) {
        if let (Some(right @ None), Some(left @ None)) =
            (self.to_current.get_mut(previous), self.to_previous.get_mut(current))
        {
            (*right, *left) = (Some(current), Some(previous));
        }
    }

    /// The things of the previous version without a link.
    pub(super) fn open_previous(&self) -> Vec<usize> {
        open(&self.to_current)
    }

    /// The things of the current version without a link.
    pub(super) fn open_current(&self) -> Vec<usize> {
        open(&self.to_previous)
    }

    /// Links what has the same key. A key that several share says nothing about which is which, and
    /// is left to `settle`, which is given the things of either version.
    pub(super) fn by_key<K: Ord>(
        &mut self,
        previous: impl Fn(usize) -> Option<K>,
        current: impl Fn(usize) -> Option<K>,
        mut settle: impl FnMut(&mut Self, &[usize], &[usize]),
    ) {
        let mut keys: BTreeMap<K, (Vec<usize>, Vec<usize>)> = BTreeMap::new();
        for i in self.open_previous() {
            previous(i).into_iter().for_each(|key| keys.entry(key).or_default().0.push(i));
        }
        for j in self.open_current() {
            current(j).into_iter().for_each(|key| keys.entry(key).or_default().1.push(j));
        }
        for (left, right) in keys.values() {
            match (left.as_slice(), right.as_slice()) {
                ([], _) | (_, []) => {}
                ([i], [j]) => self.link(*i, *j),
                _ => settle(self, left, right),
            }
        }
    }

    /// Links those of the given things that are most alike. `score` says how alike two are, and
    /// nothing where they are not alike enough.
    pub(super) fn by_similarity(
        &mut self,
        previous: &[usize],
        current: &[usize],
        stems: (&dyn Fn(usize) -> Stems, &dyn Fn(usize) -> Stems),
        score: impl Fn(usize, usize) -> Option<u32>,
    ) {
        let pairs = candidate_pairs(previous, current, stems).into_iter();
        let candidate =
            |(previous, current)| Some(Candidate { previous, current, score: score(previous, current)? });
        self.greedily(pairs.filter_map(candidate).collect());
    }

    /// Links in order of similarity, best first; of equals those that stand closest.
    pub(super) fn greedily(&mut self, mut candidates: Vec<Candidate>) {
        candidates.sort_unstable_by_key(|candidate| {
            (
                Reverse(candidate.score),
                candidate.previous.abs_diff(candidate.current),
                candidate.previous,
                candidate.current,
            )
        });
        candidates.iter().for_each(|candidate| self.link(candidate.previous, candidate.current));
    }
}

fn open(links: &[Option<usize>]) -> Vec<usize> {
    links.iter().enumerate().filter(|(_, link)| link.is_none()).map(|(at, _)| at).collect()
}

/// Links the n-th to the n-th.
pub(super) fn in_order(links: &mut Assignment, previous: &[usize], current: &[usize]) {
    previous.iter().zip(current).for_each(|(i, j)| links.link(*i, *j));
}

/// Leaves things unlinked that cannot be told apart.
pub(super) fn leave_open(_: &mut Assignment, _: &[usize], _: &[usize]) {}

/// A possible link and how much speaks for it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate {
    /// The thing of the previous version.
    pub(super) previous: usize,
    /// The thing of the current version.
    pub(super) current: usize,
    /// How alike they are.
    pub(super) score: u32,
}

/// Up to this many pairs are looked at one by one.
const FEW: usize = 2_500;
/// A word that more things share than this is no help in finding one.
const COMMON: usize = 24;
/// A thing is compared with at most this many others.
const NEAREST: usize = 12;

/// Pairs worth a closer look: all of them where they are few, else those that share rare words.
pub(super) fn candidate_pairs(
    previous: &[usize],
    current: &[usize],
    stems: (&dyn Fn(usize) -> Stems, &dyn Fn(usize) -> Stems),
) -> Vec<(usize, usize)> {
    if previous.len() * current.len() <= FEW {
        return previous.iter().flat_map(|i| current.iter().map(|j| (*i, *j))).collect();
    }
    let mut index: HashMap<u32, Vec<usize>> = HashMap::new();
    for i in previous {
        for word in stems.0(*i).keywords() {
            let places = index.entry(word).or_default();
            if places.len() <= COMMON && places.last() != Some(i) {
                places.push(*i);
            }
        }
    }
    let mut pairs = Vec::new();
    for j in current {
        let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
        for word in stems.1(*j).keywords() {
            let places = index.get(&word).filter(|places| places.len() <= COMMON);
            places.into_iter().flatten().for_each(|i| *shared.entry(*i).or_default() += 1);
        }
        let nearest = shared.into_iter().map(|(i, count)| (Reverse(count), i.abs_diff(*j), i));
        let mut nearest: Vec<_> = nearest.collect();
        nearest.sort_unstable();
        pairs.extend(nearest.into_iter().take(NEAREST).map(|(_, _, i)| (i, *j)));
    }
    pairs
}

/// Of links in the order of the current version (`None`: new), those that kept their order; the
/// others were moved.
pub(super) fn in_place(links: &[Option<usize>]) -> Vec<bool> {
    let mut stay = vec![false; links.len()];
    unmoved(links).into_iter().for_each(|(j, _)| stay[j] = true);
    stay
}

/// The same as indices of the current and the previous version, ascending on both sides.
fn unmoved(links: &[Option<usize>]) -> Vec<Pair> {
    let pairs = links.iter().enumerate().filter_map(|(j, link)| Some((j, (*link)?)));
    ascending(&pairs.collect::<Vec<_>>())
}

/// A place in a merged list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Slot {
    /// A thing of the current version.
    Current(usize),
    /// A thing of the previous version that is gone.
    Gone(usize),
}

/// The current things in their order, and between them the gone ones in their old places: behind
/// what stood before them, and before what is new there. `links` holds what each current thing was,
/// as far as it stood in the same list; `nested` says whether a new thing belongs under what stands
/// before the gone one rather than behind it.
pub(super) fn merged(
    links: &[Option<usize>],
    gone: &[usize],
    nested: impl Fn(usize, usize) -> bool,
) -> Vec<Slot> {
    let unmoved = unmoved(links);
    let mut places: Vec<Vec<usize>> = vec![Vec::new(); links.len() + 1];
    for i in gone {
        let before = unmoved.partition_point(|(_, previous)| previous < i).checked_sub(1);
        let mut place = before.map_or(0, |last| unmoved[last].0 + 1);
        while place > 0 && place < links.len() && links[place].is_none() && nested(*i, place) {
            place += 1;
        }
        places[place].push(*i);
    }
    let mut slots = Vec::with_capacity(links.len() + gone.len());
    for (j, gone) in places.into_iter().enumerate() {
        slots.extend(gone.into_iter().map(Slot::Gone));
        slots.extend((j < links.len()).then_some(Slot::Current(j)));
    }
    slots
}
