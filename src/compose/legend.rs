//! The legend: as of when the paper stands, what it is compared with, how changes are shown.

use crate::document::{Block, Shown};
use crate::model::{Facts, MarkOrigin};

use super::blocks::body;
use super::{ComposeOptions, Nameless, known};

pub(super) fn legend(facts: &Facts, options: &ComposeOptions) -> Vec<Block> {
    let ComposeOptions { marks, shown, .. } = options;
    let compared = !matches!(marks, MarkOrigin::None | MarkOrigin::Missing);
    let how = compared.then(|| how(marks, *shown));
    let paragraphs = [Some(standing(facts, marks)), how, nameless(facts, options.nameless)];
    paragraphs.into_iter().flatten().map(|text| body(text, None)).collect()
}

fn standing(facts: &Facts, marks: &MarkOrigin) -> String {
    let bracketed =
        |known: &[String]| if known.is_empty() { String::new() } else { format!(" ({})", known.join(", ")) };
    let this = format!("Dieser Bericht{}", bracketed(&super::standing(facts)));
    let previous = match marks {
        MarkOrigin::None => {
            return format!(
                "{this} ist die erste Fassung; Änderungen gegenüber einer früheren Fassung sind daher nicht \
                 gekennzeichnet."
            );
        }
        MarkOrigin::Missing => {
            return format!(
                "{this} wurde ohne Vergleich mit einer früheren Fassung erstellt; Änderungen sind daher nicht \
                 gekennzeichnet."
            );
        }
        MarkOrigin::ByHand => String::new(),
        MarkOrigin::Against { version, date } => bracketed(&known(version.as_ref(), *date)),
    };
    format!("{this} schreibt die vorige Fassung{previous} fort.")
}

fn how(marks: &MarkOrigin, shown: Shown) -> String {
    let before = match marks {
        MarkOrigin::Against { version: Some(version), .. } => format!("in Version\u{a0}{version}"),
        _ => "in der vorigen Fassung".to_owned(),
    };
    let how = match shown {
        Shown::Marked => "Neues ist unterstrichen, Entfallenes ist durchgestrichen.",
        Shown::Tracked => "Neues und Entfallenes ist als Überarbeitung eingetragen.",
        Shown::Unmarked => return "Die Änderungen sind in dieser Ausgabe nicht gekennzeichnet.".to_owned(),
    };
    format!("{how} Was schon {before} entfallen war, ist nicht mehr enthalten.")
}

/// That persons are not named: only where that was made true, and since when, where the workbook says.
fn nameless(facts: &Facts, nameless: Nameless) -> Option<String> {
    let since = facts.anonymised_from.as_ref().map(|from| &from.value);
    let since = since.filter(|since| facts.version.as_ref().is_some_and(|own| own.value >= **since));
    let not = since.map_or("Personen werden nicht".to_owned(), |since| {
        format!("Seit Version\u{a0}{since} werden Personen nicht mehr")
    });
    match nameless {
        Nameless::No => None,
        Nameless::ButPublic => {
            Some(format!("{not} namentlich genannt, soweit ihr Name nicht öffentlich ist."))
        }
        Nameless::Yes => Some(format!("{not} namentlich genannt.")),
    }
}
