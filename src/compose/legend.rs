//! The legend: as of when the paper stands, what it is compared with, how changes are shown.

use jiff::civil::Date;

use crate::document::{Block, Shown};
use crate::german;
use crate::model::{Facts, MarkOrigin, Version};

use super::blocks::body;

pub(super) fn legend(facts: &Facts, marks: &MarkOrigin, shown: Shown) -> Vec<Block> {
    let mut paragraphs = vec![standing(facts, marks)];
    if *marks != MarkOrigin::None {
        paragraphs.push(how(marks, shown));
    }
    paragraphs.extend(anonymised(facts));
    paragraphs.into_iter().map(|text| body(text, None)).collect()
}

fn standing(facts: &Facts, marks: &MarkOrigin) -> String {
    let current =
        standing_of(facts.version.as_ref().map(|it| &it.value), facts.date.as_ref().map(|it| it.value));
    let this = match current.as_str() {
        "" => "Dieser Bericht".to_owned(),
        current => format!("Dieser Bericht ({current})"),
    };
    match marks {
        MarkOrigin::None => format!(
            "{this} ist die erste Fassung; Änderungen gegenüber einer früheren Fassung sind daher nicht \
             gekennzeichnet."
        ),
        MarkOrigin::ByHand => format!("{this} schreibt die vorige Fassung fort."),
        MarkOrigin::Against { version, date } => match standing_of(version.as_ref(), *date).as_str() {
            "" => format!("{this} schreibt die vorige Fassung fort."),
            previous => format!("{this} schreibt die vorige Fassung ({previous}) fort."),
        },
    }
}

fn standing_of(version: Option<&Version>, date: Option<Date>) -> String {
    let version = version.map(|version| format!("Version\u{a0}{version}"));
    let date = date.map(|date| format!("Stand\u{a0}{}", german::date(date)));
    [version, date].into_iter().flatten().collect::<Vec<_>>().join(", ")
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

fn anonymised(facts: &Facts) -> Option<String> {
    let since = &facts.anonymised_from.as_ref()?.value;
    (facts.version.as_ref()?.value >= *since)
        .then(|| format!("Seit Version\u{a0}{since} werden Personen nicht mehr namentlich genannt."))
}
