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
mod candidates;
mod characters;
mod dates;
mod definitions;
mod edit;
mod engine;
mod finding;
mod glossary;
mod line;
mod multipart;
mod periods;
mod protect;
mod rule;
mod scan;
mod scope;
mod spacing;
mod spelling;
mod typography;

pub use engine::{NormalizedText, Rewrite};
pub use glossary::Glossary;
pub use rule::{Rule, Rules};

use crate::diag::Diagnostic;
use crate::model::{Report, SpotKind, SpotMut};
use crate::source::Location;
use crate::text::{Text, WordsMut};

use engine::Context;
use scope::part;

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

/// Makes the texts of a report uniform: titles, actions, status, sections, meanings of
/// abbreviations, title and summary of the cover. Ids, versions and names of persons stay.
pub fn normalize(mut report: Report, rules: &Rules) -> Normalized {
    let glossary = Glossary::new(&report);
    let (mut rewrites, mut findings) = (Vec::new(), Vec::new());
    let mut spots: Vec<SpotMut<'_>> = report.texts_mut();
    spots.retain(|spot| part(spot.kind).is_some());
    spots.sort_by_key(|spot| part(spot.kind));
    for spot in spots {
        let Some(at) = spot.at else { continue };
        let heading = matches!(spot.kind, SpotKind::FieldTitle | SpotKind::SectionTitle);
        let mut uniform = |text: &Text| {
            let done = engine::run(text, at, Context { rules, glossary: &glossary, heading });
            rewrites.extend(done.rewrites);
            findings.extend(done.findings);
            done.text
        };
        match spot.words {
            WordsMut::Text(text) => *text = uniform(text),
            WordsMut::Plain(text) => *text = uniform(&Text::plain(&*text)).to_plain(),
        }
    }
    if rules.check_abbreviations {
        findings.extend(abbreviations::check(&mut report, rules, &rewrites));
    }
    Normalized { report, rewrites, findings }
}

/// Makes one text uniform, as a paragraph of the status table would be.
pub fn normalize_text(text: &Text, at: &Location, rules: &Rules, glossary: &Glossary) -> NormalizedText {
    engine::run(text, at, Context { rules, glossary, heading: false })
}
