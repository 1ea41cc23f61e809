//! Numbers: the middle of several, their ratio, and a table of them in Markdown.

use super::measure::Taken;

/// The middle one; of an even count the lower of both in the middle.
pub(super) fn middle(numbers: impl IntoIterator<Item = f64>) -> Option<f64> {
    let mut numbers: Vec<f64> = numbers.into_iter().collect();
    numbers.sort_by(f64::total_cmp);
    numbers.get(numbers.len().checked_sub(1)? / 2).copied()
}

/// The middle of the ratios of runs that took turns.
pub(super) fn ratio(runs: &[Taken], to: &[Taken]) -> Option<f64> {
    middle(runs.iter().zip(to).map(|(run, to)| run.wall / to.wall))
}

/// What one contender took in all rounds.
pub(super) struct Runs<'a>(pub(super) &'a [Taken]);

impl Runs<'_> {
    /// The shortest time.
    pub(super) fn best(&self) -> Option<f64> {
        self.0.iter().map(|run| run.wall).min_by(f64::total_cmp)
    }

    /// The middle time.
    pub(super) fn wall(&self) -> Option<f64> {
        middle(self.0.iter().map(|run| run.wall))
    }

    /// The middle computing time.
    pub(super) fn cpu(&self) -> Option<f64> {
        middle(self.0.iter().map(|run| run.cpu))
    }

    /// The greatest peak.
    pub(super) fn peak(&self) -> Option<f64> {
        self.0.iter().map(|run| run.peak).max_by(f64::total_cmp)
    }
}

/// Seconds as milliseconds.
pub(super) fn ms(seconds: Option<f64>) -> String {
    number(seconds.map(|it| it * 1e3), 0, " ms")
}

/// Seconds.
pub(super) fn s(seconds: Option<f64>) -> String {
    number(seconds, 2, " s")
}

/// KiB as MiB.
pub(super) fn mib(kib: Option<f64>) -> String {
    number(kib.map(|it| it / 1024.0), 0, " MiB")
}

/// A ratio.
pub(super) fn times(ratio: Option<f64>) -> String {
    number(ratio, 3, "")
}

/// A number with so many places and its unit.
pub(super) fn number(value: Option<f64>, places: usize, unit: &str) -> String {
    value.map_or_else(|| "–".to_owned(), |value| format!("{value:.places$}{unit}"))
}

/// Prints a table: heads, then rows; the first column is words, the others are numbers.
pub(super) fn print<const N: usize>(title: &str, heads: [&str; N], rows: &[[String; N]]) {
    println!("**{title}**\n\n| {} |", heads.join(" | "));
    println!("|---|{}", "--:|".repeat(N - 1));
    rows.iter().for_each(|row| println!("| {} |", row.join(" | ")));
    println!();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_of_paired_ratios_is_not_the_ratio_of_the_middles() {
        let runs = |walls: [f64; 3]| walls.map(|wall| Taken { wall, ..Taken::default() });
        let (one, other) = (runs([1.0, 4.0, 2.0]), runs([2.0, 5.0, 10.0]));
        assert_eq!(ratio(&one, &other), Some(0.5));
        assert_eq!((Runs(&one).best(), Runs(&one).wall()), (Some(1.0), Some(2.0)));
        assert_eq!(middle([]), None);
        assert_eq!(middle([4.0, 1.0, 3.0, 2.0]), Some(2.0));
    }

    #[test]
    fn numbers_have_their_unit_and_missing_ones_a_dash() {
        assert_eq!(ms(Some(0.2316)), "232 ms");
        assert_eq!(mib(Some(62.0 * 1024.0)), "62 MiB");
        assert_eq!(times(Some(0.08512)), "0.085");
        assert_eq!(s(None), "–");
    }
}
