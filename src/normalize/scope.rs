//! Which texts of a report are made uniform, and in which order.

use crate::model::{Report, Spot, SpotKind};

/// The parts of a report that are made uniform, in reading order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    Cover,
    Sections,
    Fields,
    Meanings,
}

/// The part that a string belongs to; none for what stays as it was typed.
pub(super) fn part(kind: SpotKind) -> Option<Part> {
    match kind {
        SpotKind::Fact("Titel" | "Kurzbeschreibung") => Some(Part::Cover),
        SpotKind::SectionTitle | SpotKind::SectionText => Some(Part::Sections),
        SpotKind::FieldTitle
        | SpotKind::ActionTitle
        | SpotKind::Status
        | SpotKind::DetailLabel
        | SpotKind::DetailValue => Some(Part::Fields),
        SpotKind::Meaning => Some(Part::Meanings),
        SpotKind::Fact(_)
        | SpotKind::FactKey
        | SpotKind::ColumnHead
        | SpotKind::Number
        | SpotKind::Short
        | SpotKind::Variant
        | SpotKind::PersonName
        | SpotKind::PersonReplacement
        | SpotKind::Remark => None,
    }
}

/// The texts of sections and fields in reading order.
pub(super) fn running_texts(report: &Report) -> Vec<Spot<'_>> {
    let mut spots = report.texts();
    spots.retain(|spot| matches!(part(spot.kind), Some(Part::Sections | Part::Fields)));
    spots.sort_by_key(|spot| part(spot.kind));
    spots
}
