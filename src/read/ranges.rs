//! Numbers of rows or columns. A file may name a million of them in a few bytes, and the same ones again
//! and again: what it names is kept as it says it, in ranges.

/// Ranges of numbers, both ends included.
#[derive(Debug, Default)]
pub(super) struct Ranges(Vec<(u32, u32)>);

impl Ranges {
    /// Adds the numbers from `first` to `last`.
    pub(super) fn add(&mut self, first: u32, last: u32) {
        match self.0.last_mut() {
            _ if first > last => {}
            Some((start, end)) if (*start..=end.saturating_add(1)).contains(&first) => *end = last.max(*end),
            _ => self.0.push((first, last)),
        }
    }

    /// Puts them in order.
    pub(super) fn sorted(mut self) -> Sorted {
        self.0.sort_unstable();
        let mut sorted = Self::default();
        self.0.into_iter().for_each(|(first, last)| sorted.add(first, last));
        Sorted(sorted.0)
    }
}

/// Ranges in ascending order, none of which touches the next.
#[derive(Debug)]
pub(super) struct Sorted(Vec<(u32, u32)>);

impl Sorted {
    /// Whether a number is in one of them.
    pub(super) fn contains(&self, number: u32) -> bool {
        let at = self.0.partition_point(|(_, last)| *last < number);
        self.0.get(at).is_some_and(|(first, _)| *first <= number)
    }

    /// All numbers, ascending.
    pub(super) fn numbers(self) -> impl Iterator<Item = u32> {
        self.0.into_iter().flat_map(|(first, last)| first..=last)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_the_numbers_that_were_added() {
        let mut ranges = Ranges::default();
        for (first, last) in [(5, 7), (8, 8), (6, 6), (1, 2), (4, 3), (20, u32::MAX), (2, 2), (4, 5)] {
            ranges.add(first, last);
        }
        let sorted = ranges.sorted();
        let inside = |number: &u32| sorted.contains(*number);
        assert_eq!((0..22).filter(inside).collect::<Vec<_>>(), [1, 2, 4, 5, 6, 7, 8, 20, 21]);
        assert_eq!(sorted.numbers().take(8).collect::<Vec<_>>(), [1, 2, 4, 5, 6, 7, 8, 20]);
    }

    #[test]
    fn what_comes_again_takes_no_room() {
        let mut ranges = Ranges::default();
        (0..100_000).for_each(|_| ranges.add(1, 16_384));
        assert_eq!(ranges.0, [(1, 16_384)]);
    }
}
