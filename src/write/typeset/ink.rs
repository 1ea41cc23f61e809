//! The letters on the pages by their place: what stands outside its area, over other text, or alone.

use std::collections::BTreeSet;
use std::ops::Range;

use super::glyphs::is_unseen;
use super::measures::{MARGIN_BOTTOM, MARGIN_SIDE, MARGIN_TOP, PAGE_EDGE, PAGE_HEIGHT, PAGE_WIDTH, Pt};
use super::places::Stretch;
use crate::document::Kind;

/// In points: how far text may reach into the padding of its cell or into the margin.
pub(super) const TOLERANCE: f64 = 4.0;
/// In points: how far letters of two texts may run into each other.
const TOUCHING: f64 = 1.5;
/// In points: smaller text is there for screen readers and copies, not to be seen.
const SMALLEST_SEEN: f64 = 1.0;

/// Something wrong on a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct PageFault {
    /// The page, counted from 0.
    pub(super) page: usize,
    /// What it is.
    pub(super) wrong: Wrong,
    /// The number of the text; none where it is none of the document's.
    pub(super) text: Option<usize>,
}

/// What is wrong on a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Wrong {
    /// A text stands outside its place on the page.
    Outside,
    /// A text stands over another one.
    Over,
    /// A heading or the head of a table stands alone at the foot.
    Alone,
    /// No text stands on it.
    Empty,
}

/// The letters of a text on a line, all lengths in points.
#[derive(Clone, Debug)]
pub(super) struct Ink {
    /// The page, counted from 0.
    page: usize,
    /// The number of the text; none for what the template itself prints.
    text: Option<usize>,
    /// From the left.
    reach: Range<f64>,
    /// From the top: about the height of small letters, which no neighbouring line touches.
    height: Range<f64>,
}

impl Ink {
    /// What is seen of a stretch; none where that is nothing, or the dots of a list of contents.
    pub(super) fn of(stretch: &Stretch<'_>) -> Option<Self> {
        let Stretch { page, text, characters, size, .. } = *stretch;
        let dots = text.is_none() && characters.bytes().all(|byte| byte == b'.');
        let nothing = dots || characters.chars().all(is_unseen);
        let (size, baseline) = (size.to_pt(), stretch.baseline.to_pt());
        let reach = stretch.reach.start.to_pt()..stretch.reach.end.to_pt();
        (size >= SMALLEST_SEEN && !nothing).then(|| Self {
            page,
            text,
            reach,
            height: baseline - size / 2.0..baseline,
        })
    }

    /// Whether it stands where a text of this kind may.
    fn is_in_place(&self, kind: Option<Kind>) -> bool {
        let below_text = PAGE_HEIGHT.0 - MARGIN_BOTTOM.0;
        let header = (PAGE_EDGE, MARGIN_TOP);
        let body = (MARGIN_TOP, Pt(below_text));
        let footer = (Pt(below_text), Pt(PAGE_HEIGHT.0 - PAGE_EDGE.0));
        let within = |range: &Range<f64>, from: f64, to: f64| {
            range.start >= from - TOLERANCE && range.end <= to + TOLERANCE
        };
        let stands = |(from, to): (Pt, Pt)| within(&self.height, from.0, to.0);
        let is_high = match (self.text, kind) {
            (None, _) => stands(header) || stands(body) || stands(footer),
            (_, Some(Kind::Running)) => stands(header) || stands(footer),
            _ => stands(body),
        };
        is_high && within(&self.reach, MARGIN_SIDE.0, PAGE_WIDTH.0 - MARGIN_SIDE.0)
    }

    /// Whether it is printed over other letters. Those of one line of a text stand side by side, but
    /// for accents from another font.
    fn is_over(&self, other: &Self) -> bool {
        let common =
            |one: &Range<f64>, other: &Range<f64>| one.end.min(other.end) - one.start.max(other.start);
        let height = common(&self.height, &other.height);
        let lower = (self.height.end - self.height.start).min(other.height.end - other.height.start);
        let one_line = self.text == other.text && height > lower / 2.0;
        !one_line && height > TOUCHING && common(&self.reach, &other.reach) > TOUCHING
    }
}

/// What is wrong on `count` pages that bear these letters; `kind` tells what a text is for.
pub(super) fn page_faults(
    count: usize,
    seen: &[Ink],
    kind: impl Fn(usize) -> Option<Kind>,
) -> Vec<PageFault> {
    let kind = |ink: &Ink| ink.text.and_then(&kind);
    let mut pages: Vec<Vec<&Ink>> = vec![Vec::new(); count];
    for ink in seen {
        pages.get_mut(ink.page).into_iter().for_each(|page| page.push(ink));
    }
    let mut faults = BTreeSet::new();
    let mut bodies = Vec::new();
    for (page, inks) in pages.iter_mut().enumerate() {
        inks.sort_by(|one, other| one.height.start.total_cmp(&other.height.start));
        let mut add = |wrong, text| faults.insert(PageFault { page, wrong, text });
        inks.iter().filter(|ink| !ink.is_in_place(kind(ink))).for_each(|ink| {
            add(Wrong::Outside, ink.text);
        });
        over(inks).for_each(|ink| {
            add(Wrong::Over, ink.text);
        });
        let body: Vec<&Ink> = inks
            .iter()
            .copied()
            .filter(|ink| ink.text.is_some() && kind(ink) != Some(Kind::Running))
            .collect();
        if body.is_empty() {
            add(Wrong::Empty, None);
        }
        bodies.push(body);
    }
    for (page, body) in bodies.iter().enumerate() {
        let behind = bodies.get(page + 1..).unwrap_or_default();
        let last = body.last().filter(|last| is_alone(last, body, behind, kind));
        faults.extend(last.map(|last| PageFault { page, wrong: Wrong::Alone, text: last.text }));
    }
    faults.into_iter().collect()
}

/// Whether the last text of a page is the head of what stands on the pages behind it. A heading that
/// fills a page has no better place.
fn is_alone(last: &Ink, page: &[&Ink], behind: &[Vec<&Ink>], kind: impl Fn(&Ink) -> Option<Kind>) -> bool {
    let Some(next) = behind.first() else { return false };
    if page.first().is_some_and(|first| first.text == last.text) {
        return false;
    }
    let again = |page: &Vec<&Ink>| page.iter().any(|ink| ink.text == last.text);
    match kind(last) {
        // One that comes again goes on there, or stands in the contents here.
        Some(Kind::Heading(level)) => {
            // Above the next of its level it has nothing to keep with.
            let is_over = |it: Kind| !matches!(it, Kind::Heading(next) if next <= level);
            next.first().and_then(|first| kind(first)).is_some_and(is_over) && !behind.iter().any(again)
        }
        Some(Kind::Head) => again(next),
        _ => false,
    }
}

/// What is printed over other letters of a page; they come from top to bottom.
fn over<'a>(inks: &'a [&Ink]) -> impl Iterator<Item = &'a Ink> {
    inks.iter().enumerate().filter_map(|(at, ink)| {
        let below = inks.get(at + 1..)?.iter().take_while(|other| other.height.start < ink.height.end);
        below.copied().find(|other| other.is_over(ink))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The kinds of the texts 0 to 4.
    const KINDS: [Kind; 5] = [Kind::Body, Kind::Heading(1), Kind::Heading(2), Kind::Running, Kind::Head];

    fn ink(page: usize, text: usize, left: f64, baseline: f64) -> Ink {
        Ink { page, text: Some(text), reach: left..left + 60.0, height: baseline - 5.5..baseline }
    }

    fn faults(count: usize, seen: &[Ink]) -> Vec<(usize, Wrong, Option<usize>)> {
        let faults = page_faults(count, seen, |text| KINDS.get(text).copied());
        faults.into_iter().map(|fault| (fault.page, fault.wrong, fault.text)).collect()
    }

    #[test]
    fn a_good_page_has_no_fault() {
        let page =
            [ink(0, 3, 80.0, 60.0), ink(0, 1, 80.0, 100.0), ink(0, 0, 80.0, 114.0), ink(0, 0, 80.0, 126.0)];
        assert_eq!(faults(1, &page), []);
        let side_by_side = [ink(0, 0, 80.0, 100.0), ink(0, 4, 150.0, 100.0)];
        assert_eq!(faults(1, &side_by_side), []);
        let accent = [ink(0, 0, 80.0, 100.0), Ink { height: 95.0..99.0, ..ink(0, 0, 80.0, 99.0) }];
        assert_eq!(faults(1, &accent), []);
    }

    #[test]
    fn text_outside_its_place_is_seen() {
        for (left, baseline) in [(60.0, 100.0), (480.0, 100.0), (80.0, 70.0), (80.0, 790.0)] {
            assert_eq!(
                faults(1, &[ink(0, 0, left, baseline)]),
                [(0, Wrong::Outside, Some(0))],
                "{left} {baseline}"
            );
        }
        let grown_header = [ink(0, 0, 80.0, 200.0), ink(0, 3, 80.0, 10.0)];
        assert_eq!(faults(1, &grown_header), [(0, Wrong::Outside, Some(3))]);
    }

    #[test]
    fn text_over_text_is_seen() {
        for over in [ink(0, 4, 100.0, 102.0), ink(0, 0, 80.0, 102.9)] {
            let text = over.text;
            assert_eq!(faults(1, &[ink(0, 0, 80.0, 100.0), over]), [(0, Wrong::Over, text)]);
        }
    }

    #[test]
    fn a_page_without_text_is_seen() {
        let header = |page| ink(page, 3, 80.0, 60.0);
        let seen = [ink(0, 0, 80.0, 100.0), header(1), ink(2, 0, 80.0, 100.0)];
        assert_eq!(faults(3, &seen), [(1, Wrong::Empty, None)]);
    }

    #[test]
    fn what_is_alone_at_the_foot_is_seen() {
        let top = ink(0, 0, 80.0, 100.0);
        let foot = |text| ink(0, text, 80.0, 760.0);
        let next = |text| ink(1, text, 80.0, 100.0);
        let alone = |text| [(0, Wrong::Alone, Some(text))];
        assert_eq!(faults(2, &[top.clone(), foot(1), next(0)]), alone(1));
        assert_eq!(faults(2, &[top.clone(), foot(1), next(2)]), alone(1), "a heading below it");
        assert_eq!(faults(2, &[top.clone(), foot(4), next(4), ink(1, 0, 80.0, 120.0)]), alone(4));
        assert_eq!(faults(2, &[top.clone(), foot(2), next(1)]), [], "nothing stands below it");
        assert_eq!(faults(2, &[top.clone(), foot(1), next(1)]), [], "it goes on");
        assert_eq!(faults(2, &[foot(1), next(0)]), [], "it fills the page");
        let followed = [ink(0, 1, 80.0, 740.0), foot(0), next(0)];
        assert_eq!(faults(2, &followed), []);
    }
}
