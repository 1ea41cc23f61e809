//! How high the gaps on the cover are, alike in both files.

use super::measures::*;
use crate::document::{Cover, Line, Look};

/// What the gaps share among them: the height of the text area less a reserve for lines that wrap
/// elsewhere than estimated.
const HEIGHT: Pt = Pt::cm(29.7 - 3.0 - 2.5 - 1.5);
/// The gaps at their widest.
const WIDEST: Gaps = Gaps { above_summary: Pt::cm(4.0), above_as_of: Pt::cm(3.5), above_rule: Pt::cm(5.0) };

/// The gaps on the cover.
#[derive(Clone, Copy, Debug)]
pub(super) struct Gaps {
    /// Above the short description where there is no logo.
    pub(super) above_summary: Pt,
    /// Above `Aktueller Stand`.
    pub(super) above_as_of: Pt,
    /// Above the rule over the organisation and the facts.
    pub(super) above_rule: Pt,
}

/// The gaps of this cover: they shrink as its texts grow, so that they stay on one page.
pub(super) fn gaps(cover: &Cover, look: &Look) -> Gaps {
    let above_summary = if cover.logo.is_some() { Pt(0.0) } else { WIDEST.above_summary };
    let widest = Gaps { above_summary, ..WIDEST };
    let all = widest.above_summary.0 + widest.above_as_of.0 + widest.above_rule.0;
    let share = ((HEIGHT.0 - height(cover, look)) / all).clamp(0.0, 1.0);
    let part = |gap: Pt| Pt(gap.0 * share);
    Gaps {
        above_summary: part(widest.above_summary),
        above_as_of: part(widest.above_as_of),
        above_rule: part(widest.above_rule),
    }
}

/// About how high everything on the cover is but the gaps.
fn height(cover: &Cover, look: &Look) -> f64 {
    let Cover { logo, summary, as_of, title, id, organisation, facts } = cover;
    let sizes = Sizes::from(look);
    let of = |line: &Line, size: Pt| of_text(line.text.as_str(), size, look);
    let large = summary.iter().chain(as_of).chain([id]).map(|it| of(it, sizes.cover));
    let small = organisation.iter().map(|it| of(it, sizes.body));
    let facts = facts
        .iter()
        .map(|(label, value)| of_text(&format!("{label}: {}", value.text.as_str()), sizes.body, look));
    let logo = logo.as_ref().map_or(0.0, |_| LOGO_MAX_HEIGHT.0 + LOGO_AFTER.0);
    let title = TITLE_BEFORE.0 + of(title, title_size(title.text.as_str())) + TITLE_AFTER.0;
    logo + title + large.chain(small).chain(facts).sum::<f64>()
}

/// About how high a text stands with the gap below it.
fn of_text(text: &str, size: Pt, look: &Look) -> f64 {
    estimated_height(text, size, TEXT_WIDTH, look).0 + COVER_AFTER.0
}
