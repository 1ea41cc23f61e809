//! Uniform text: a [`Report`] as twenty people typed it in, the same report as one would have
//! written it out, with every change accounted for.
//!
//! Dates and spaces follow DIN 5008, quotation marks and dashes Duden, abbreviations the workbook's
//! own list. A rule that is not sure leaves the text alone; where the data is wrong (no such day, a
//! weekday that does not fit) there is a finding instead of a change. Both versions of a paper pass
//! through here before they are compared, so a new rule never shows as a change of the paper.
//!
//! 1. Every text is laid out as a [`line::Line`]: its characters in one piece, with a map back to
//!    the runs of formatting. What was struck is normalised by itself.
//! 2. [`protect`] marks what no rule may touch: addresses, file names, sections, versions.
//! 3. [`engine`] applies the rules in the order of [`Rule::ALL`] until nothing changes.
//! 4. [`abbreviations`] holds the list of abbreviations against the texts.
//!
//! `am 9.6.16 (z.B. 60%)` comes out as `am 09.06.2016 (z. B. 60 %)`, the spaces not breaking.

mod abbreviations;
mod characters;
mod dates;
mod edit;
mod engine;
mod explain;
mod finding;
mod line;
mod multipart;
mod periods;
mod protect;
mod rule;
mod scan;
mod spacing;
mod spelling;
mod tokens;
mod typography;
mod vocabulary;

pub use rule::{Rule, Rules};
pub use vocabulary::Vocabulary;

use serde::Serialize;

use crate::diag::{Diagnostic, Excerpt};
use crate::model::{Report, Spot, SpotKind, SpotMut};
use crate::source::Location;
use crate::text::{Text, WordsMut};

/// A change of the text, for the list of changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Rewrite {
    /// The rule that made it.
    pub rule: Rule,
    /// The cell.
    pub at: Location,
    /// What stood there.
    pub before: String,
    /// What stands there now.
    pub after: String,
    /// The text around it, as it was before this change.
    pub excerpt: Excerpt,
}

/// A report with uniform text.
#[derive(Clone, Debug)]
pub struct Normalized {
    /// The report.
    pub report: Report,
    /// What was changed, in reading order.
    pub rewrites: Vec<Rewrite>,
    /// What is wrong with the data and was left as it is.
    pub findings: Vec<Diagnostic>,
}

/// One text, made uniform.
#[derive(Clone, Debug)]
pub struct NormalizedText {
    /// The text.
    pub text: Text,
    /// What was changed.
    pub rewrites: Vec<Rewrite>,
    /// What is wrong and was left.
    pub findings: Vec<Diagnostic>,
}

/// Makes the texts of a report uniform: titles, actions, status, sections, meanings of
/// abbreviations, title and summary of the cover. Ids, versions and names of persons stay.
pub fn normalize(mut report: Report, rules: &Rules) -> Normalized {
    let vocabulary = Vocabulary::new(&report);
    let mut pass = Pass { rules, vocabulary: &vocabulary, rewrites: Vec::new(), findings: Vec::new() };
    let mut spots: Vec<SpotMut<'_>> = report.texts_mut();
    spots.retain(|spot| part(spot.kind).is_some());
    spots.sort_by_key(|spot| part(spot.kind));
    spots.into_iter().for_each(|spot| pass.spot(spot));
    let (rewrites, mut findings) = (pass.rewrites, pass.findings);
    if rules.check_abbreviations {
        findings.extend(abbreviations::check(&mut report, rules));
    }
    Normalized { report, rewrites, findings }
}

/// Makes one text uniform, as a paragraph of the status table would be.
pub fn normalize_text(text: &Text, at: &Location, rules: &Rules, vocabulary: &Vocabulary) -> NormalizedText {
    engine::run(text, at, engine::Setting { rules, vocabulary, heading: false })
}

/// The way through one report.
struct Pass<'a> {
    rules: &'a Rules,
    vocabulary: &'a Vocabulary,
    rewrites: Vec<Rewrite>,
    findings: Vec<Diagnostic>,
}

impl Pass<'_> {
    fn spot(&mut self, spot: SpotMut<'_>) {
        let Some(at) = spot.at else { return };
        let heading = matches!(spot.kind, SpotKind::FieldTitle | SpotKind::SectionTitle);
        match spot.words {
            WordsMut::Text(text) => *text = self.text(text, at, heading),
            WordsMut::Plain(text) => *text = self.text(&Text::plain(&*text), at, heading).to_plain(),
        }
    }

    fn text(&mut self, text: &Text, at: &Location, heading: bool) -> Text {
        let setting = engine::Setting { rules: self.rules, vocabulary: self.vocabulary, heading };
        let mut done = engine::run(text, at, setting);
        self.rewrites.append(&mut done.rewrites);
        self.findings.append(&mut done.findings);
        done.text
    }
}

/// The parts of a report that are made uniform, in reading order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum PartOfPaper {
    Cover,
    Sections,
    Fields,
    Meanings,
}

/// The part that a string belongs to; none for what stays as it was typed.
fn part(kind: SpotKind) -> Option<PartOfPaper> {
    match kind {
        SpotKind::Fact("Titel" | "Kurzbeschreibung") => Some(PartOfPaper::Cover),
        SpotKind::SectionTitle | SpotKind::SectionText => Some(PartOfPaper::Sections),
        SpotKind::FieldTitle | SpotKind::ActionTitle | SpotKind::Status => Some(PartOfPaper::Fields),
        SpotKind::Meaning => Some(PartOfPaper::Meanings),
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
fn running_texts(report: &Report) -> Vec<Spot<'_>> {
    let mut spots = report.texts();
    spots.retain(|spot| matches!(part(spot.kind), Some(PartOfPaper::Sections | PartOfPaper::Fields)));
    spots.sort_by_key(|spot| part(spot.kind));
    spots
}
