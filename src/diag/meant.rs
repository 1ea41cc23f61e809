//! What was meant by a name that does not exist.

use strsim::normalized_damerau_levenshtein;

/// More alike than this are a name and the one that was meant: »Berichte« is not »beobachten«.
const ALIKE: f64 = 0.6;

/// The name that is most like the one typed, hyphens aside; none where nothing is like it.
pub fn meant<'n>(typed: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let bare = |name: &str| name.replace(['-', '_', ' '], "");
    let alike = |name| (normalized_damerau_levenshtein(&bare(typed), &bare(name)), name);
    let best = names.into_iter().map(alike).max_by(|(one, _), (other, _)| one.total_cmp(other))?;
    (best.0 > ALIKE).then_some(best.1)
}
