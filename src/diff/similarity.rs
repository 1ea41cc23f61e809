//! How alike two texts are: shared word stems, weighted by how much a word says.

use super::words::Word;

/// The word stems of a text with their weights.
#[derive(Clone, Debug, Default)]
pub(super) struct Stems {
    /// Stem and weight, ascending by stem, a stem as often as it occurs.
    stems: Vec<(u32, u32)>,
    /// The sum of the weights.
    pub(super) total: u32,
}

impl Stems {
    /// The stems of these words.
    pub(super) fn of(words: &[Word]) -> Self {
        Self::sorted(words.iter().map(|word| (word.stem, weight(word))).collect())
    }

    /// Several texts taken as one.
    pub(super) fn join<'a>(stems: impl IntoIterator<Item = &'a Stems>) -> Self {
        Self::sorted(stems.into_iter().flat_map(|stems| stems.stems.iter().copied()).collect())
    }

    fn sorted(mut stems: Vec<(u32, u32)>) -> Self {
        stems.sort_unstable();
        let total = stems.iter().map(|(_, weight)| weight).sum();
        Self { stems, total }
    }

    /// The stems, the heaviest words only: what a text can be found by.
    pub(super) fn keywords(&self) -> impl Iterator<Item = u32> {
        self.stems.iter().filter(|(_, weight)| *weight == HEAVY).map(|(stem, _)| *stem)
    }

    /// The weight of the stems that both share.
    pub(super) fn overlap(&self, other: &Stems) -> u32 {
        let (mut i, mut j, mut common) = (0, 0, 0);
        while let (Some((left, weight)), Some((right, _))) = (self.stems.get(i), other.stems.get(j)) {
            if left == right {
                common += weight;
            }
            i += usize::from(left <= right);
            j += usize::from(right <= left);
        }
        common
    }

    /// Similarity in percent: 100 for the same words, 0 for none shared.
    pub(super) fn similarity(&self, other: &Stems) -> u32 {
        percent(2 * self.overlap(other), self.total + other.total)
    }
}

/// `part` of `whole` in percent; nothing of nothing is nothing.
pub(super) fn percent(part: u32, whole: u32) -> u32 {
    (u64::from(part) * 100).checked_div(u64::from(whole)).map_or(0, |percent| percent as u32)
}

const HEAVY: u32 = 20;

/// Articles, prepositions and conjunctions are everywhere; they say little about a text.
fn weight(word: &Word) -> u32 {
    match word.letters {
        0 => 1,
        1..=3 => 3,
        4 => 8,
        _ => HEAVY,
    }
}
