//! Aligns paragraphs: inside one cell, then between the cells of a table.
//!
//! Paragraphs with the same words are the same paragraph, wherever they stand, whatever their level
//! and bullet. Between them, paragraphs are grouped by similarity; a line break more or less inside a
//! text is no change, so that one paragraph may have become several or several one.

use std::collections::BTreeSet;
use std::ops::Range;

use super::assignment::{Assignment, in_order, leave_open};
use super::lcs;
use super::segment_alignment::{Thresholds, align_segments};
use super::sentences::sentences;
use super::similarity::Stems;
use super::tokenized::Tokenized;

const PARAGRAPHS: Thresholds = Thresholds { pair: 30, held: 75, part: 60 };
/// Least similarity of a paragraph that changed its place in the cell, in percent.
const NEAR: u32 = 50;
/// Least similarity of a paragraph that changed the cell, in percent.
const FAR: u32 = 60;
/// The weight of a text that is known again in another cell: three long words. `in Arbeit` may stand
/// anywhere.
const TELLING: u32 = 60;
/// Items of the same list of up to this many words replace each other where they stand, alike or not.
const SHORT: usize = 4;
/// Least similarity of the values where an entry got another number in front, in percent.
const SAME_VALUE: u32 = 75;

/// Paragraphs of a list: which list of its version, which paragraphs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ParagraphRange {
    /// The index of the list.
    pub(super) list: usize,
    /// The paragraphs.
    pub(super) range: Range<usize>,
}

/// Paragraphs that became others.
#[derive(Clone, Debug)]
pub(super) struct Match {
    /// What they were.
    pub(super) previous: ParagraphRange,
    /// What they are.
    pub(super) current: ParagraphRange,
}

/// A list of paragraphs in the order of its cell.
pub(super) type Paragraphs<'a> = &'a [Tokenized];

/// Aligns the lists of both versions; `partner` says which list a current one was. Where `title`
/// is set, a lone paragraph always replaces a lone one, and none leaves its cell.
pub(super) fn align_paragraphs(
    previous: &[Paragraphs<'_>],
    current: &[Paragraphs<'_>],
    partner: impl Fn(usize) -> Option<usize>,
    title: bool,
) -> Vec<Match> {
    let mut matches = Vec::new();
    for (list, now) in current.iter().enumerate() {
        let Some((from, then)) = partner(list).and_then(|from| Some((from, previous.get(from)?))) else {
            continue;
        };
        for (left, right) in inside(then, now, title) {
            let (previous, current) =
                (ParagraphRange { list: from, range: left }, ParagraphRange { list, range: right });
            matches.push(Match { previous, current });
        }
    }
    if !title {
        across(previous, current, &mut matches);
    }
    matches
}

type Group = (Range<usize>, Range<usize>);

fn inside<'a>(previous: Paragraphs<'a>, current: Paragraphs<'a>, title: bool) -> Vec<Group> {
    let ids = |items: &[Tokenized]| items.iter().map(|item| item.id).collect::<Vec<_>>();
    let (a, b) = (ids(previous), ids(current));
    let kept = lcs::heaviest_common(&a, &b, &|i| previous[i].stems.total);
    let mut links = Assignment::new(previous.len(), current.len());
    kept.iter().for_each(|(i, j)| links.link(*i, *j));
    links.by_key(|i| a.get(i), |j| b.get(j), in_order);
    links.by_key(|i| key(&previous[i]), |j| key(&current[j]), leave_open);
    let mut joins = Vec::new();
    for ((left, right), _) in lcs::gaps(&kept, 0..a.len(), 0..b.len()) {
        let left: Vec<usize> = left.filter(|i| links.current(*i).is_none()).collect();
        let right: Vec<usize> = right.filter(|j| links.previous(*j).is_none()).collect();
        between((previous, current), (&left, &right), title, &mut links, &mut joins);
    }
    let alike = |i: usize, j: usize| {
        let joined = joins.iter().any(|(left, right): &Group| left.contains(&i) || right.contains(&j));
        similarity(&previous[i], &current[j], NEAR).filter(|_| !joined)
    };
    let (left, right) = (links.open_previous(), links.open_current());
    let stems = |items: &'a [Tokenized]| move |at: usize| items[at].stems.clone();
    links.by_similarity(&left, &right, (&stems(previous), &stems(current)), alike);
    let singles = (0..b.len()).filter_map(|j| links.previous(j).map(|i| (i..i + 1, j..j + 1)));
    let mut all: Vec<Group> = singles.chain(joins).collect();
    all.sort_unstable_by_key(|group| group.1.start);
    all
}

fn key(item: &Tokenized) -> Option<u32> {
    item.key.as_ref().map(|key| key.id)
}

/// Whether both count or date something, and not the same: those of 2019 are not those of 2020, unless
/// a value that says enough to be known again stayed.
fn are_two_things(previous: &Tokenized, current: &Tokenized) -> bool {
    let (Some(old), Some(new)) = (&previous.key, &current.key) else { return false };
    let same_value = new.value.total >= TELLING && old.value.similarity(&new.value) >= SAME_VALUE;
    old.id != new.id && (old.is_number || new.is_number) && !same_value
}

/// Whether a sentence stands in both word for word.
fn share_a_sentence(previous: &Tokenized, current: &Tokenized) -> bool {
    let of = |item: &Tokenized| -> BTreeSet<Vec<u32>> {
        let ids = |range: Range<usize>| item.words[range].iter().map(|word| word.id).collect();
        sentences(&item.words).into_iter().map(ids).collect()
    };
    !of(previous).is_disjoint(&of(current))
}

/// How alike two paragraphs are, in percent; none where that is less than `least`, or where one of
/// them alone is the details of a row.
fn similarity(previous: &Tokenized, current: &Tokenized, least: u32) -> Option<u32> {
    if are_two_things(previous, current) {
        return None;
    }
    let score =
        (previous.is_details() == current.is_details()).then(|| previous.stems.similarity(&current.stems));
    score.filter(|score| *score >= least)
}

/// Groups what stands between two unchanged paragraphs.
fn between(
    (previous, current): (Paragraphs<'_>, Paragraphs<'_>),
    (left, right): (&[usize], &[usize]),
    title: bool,
    links: &mut Assignment,
    joins: &mut Vec<Group>,
) {
    if let Some(group) = same_words((previous, current), (left, right)) {
        return joins.push(group);
    }
    let stems =
        |items: &[Tokenized], at: &[usize]| at.iter().map(|at| items[*at].stems.clone()).collect::<Vec<_>>();
    let of = |items: &[Tokenized], at: &[usize], details: bool| -> Vec<usize> {
        at.iter().copied().filter(|at| items[*at].is_details() == details).collect()
    };
    let is_numbered = |item: &Tokenized| item.key.as_ref().is_some_and(|key| key.is_number);
    let unnumbered = |items: &[Tokenized], mut at: Vec<usize>| {
        at.retain(|at| !is_numbered(&items[*at]));
        at
    };
    for details in [false, true] {
        let left = unnumbered(previous, of(previous, left, details));
        let right = unnumbered(current, of(current, right, details));
        for (i, j) in align_segments(&stems(previous, &left), &stems(current, &right), PARAGRAPHS) {
            match (&left[i], &right[j]) {
                ([i], [j]) => links.link(*i, *j),
                // The details of two rows never become those of one.
                (i, j) if !details => joins.extend(contiguous(i).zip(contiguous(j))),
                _ => {}
            }
        }
    }
    let joined = |joins: &[Group], side: fn(&Group) -> &Range<usize>, at: usize| {
        joins.iter().any(|group| side(group).contains(&at))
    };
    let left: Vec<usize> = left
        .iter()
        .copied()
        .filter(|i| links.current(*i).is_none() && !joined(joins, |it| &it.0, *i))
        .collect();
    let right: Vec<usize> = right
        .iter()
        .copied()
        .filter(|j| links.previous(*j).is_none() && !joined(joins, |it| &it.1, *j))
        .collect();
    in_order(links, &of(previous, &left, true), &of(current, &right, true));
    if let ([i], [j]) = (left.as_slice(), right.as_slice()) {
        let (old, new) = (&previous[*i], &current[*j]);
        let alike = old.entry.level() == new.entry.level() && old.entry.kind() == new.entry.kind();
        let short = alike && old.words.len() <= SHORT && new.words.len() <= SHORT;
        if title || !are_two_things(old, new) && (short || share_a_sentence(old, new)) {
            links.link(*i, *j);
        }
    }
}

/// All of a stretch, where only line breaks came or went.
fn same_words(
    (previous, current): (Paragraphs<'_>, Paragraphs<'_>),
    (left, right): (&[usize], &[usize]),
) -> Option<Group> {
    if left.len() == right.len() {
        return None;
    }
    let group = (contiguous(left)?, contiguous(right)?);
    let (old, new) = (&previous[group.0.clone()], &current[group.1.clone()]);
    if old.iter().chain(new).any(Tokenized::is_details) {
        return None;
    }
    let words = |items: &'_ [Tokenized]| -> Vec<u32> {
        items.iter().flat_map(|item| item.words.iter().map(|word| word.id)).collect()
    };
    (words(old) == words(new)).then_some(group)
}

fn contiguous(at: &[usize]) -> Option<Range<usize>> {
    let (first, last) = (*at.first()?, *at.last()?);
    (last - first + 1 == at.len()).then_some(first..last + 1)
}

/// Finds paragraphs again that went to another cell.
fn across(previous: &[Paragraphs<'_>], current: &[Paragraphs<'_>], matches: &mut Vec<Match>) {
    let old = open(previous, matches.iter().map(|it| &it.previous));
    let new = open(current, matches.iter().map(|it| &it.current));
    let (left, right) = (|i: usize| item(previous, old[i]), |j: usize| item(current, new[j]));
    let mut links = Assignment::new(old.len(), new.len());
    links.by_key(|i| Some(left(i).id), |j| Some(right(j).id), in_order);
    let (open_old, open_new) = (links.open_previous(), links.open_current());
    let stems: (&dyn Fn(usize) -> Stems, &dyn Fn(usize) -> Stems) =
        (&|i| left(i).stems.clone(), &|j| right(j).stems.clone());
    links.by_similarity(&open_old, &open_new, stems, |i, j| similarity(left(i), right(j), FAR));
    for (j, at) in new.iter().enumerate() {
        if let Some(i) = links.previous(j) {
            matches.push(Match { previous: part(old[i]), current: part(*at) });
        }
    }
}

fn item<'a>(lists: &[Paragraphs<'a>], (list, at): (usize, usize)) -> &'a Tokenized {
    &lists[list][at]
}

fn part((list, at): (usize, usize)) -> ParagraphRange {
    ParagraphRange { list, range: at..at + 1 }
}

/// The paragraphs that no match covers and that say enough to be known again.
fn open<'a>(
    lists: &[Paragraphs<'_>],
    taken: impl Iterator<Item = &'a ParagraphRange>,
) -> Vec<(usize, usize)> {
    let taken: BTreeSet<(usize, usize)> =
        taken.flat_map(|part| part.range.clone().map(|at| (part.list, at))).collect();
    let all = lists.iter().enumerate().flat_map(|(list, items)| {
        let telling = items.iter().enumerate().filter(|(_, item)| item.stems.total >= TELLING);
        telling.map(move |(at, _)| (list, at))
    });
    all.filter(|at| !taken.contains(at)).collect()
}
