//! The legend: as of when the paper stands, what it is compared with, how changes are shown.

use crate::document::{Block, Dropped, Shown};
use crate::model::{Facts, MarkOrigin};

use super::blocks::body;
use super::{ComposeOptions, Nameless, known};

pub(super) fn legend(facts: &Facts, options: &ComposeOptions) -> Vec<Block> {
    let marks = &options.marks;
    let compared = !matches!(marks, MarkOrigin::None | MarkOrigin::Missing);
    let how = compared.then(|| how(marks, options));
    let paragraphs = [Some(standing(facts, marks)), how, nameless(facts, options.nameless)];
    paragraphs.into_iter().flatten().map(|text| body(text, None)).collect()
}

fn standing(facts: &Facts, marks: &MarkOrigin) -> String {
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

/// What is known of a version, in brackets.
pub(super) fn bracketed(known: &[String]) -> String {
    if known.is_empty() { String::new() } else { format!(" ({})", known.join(", ")) }
}

fn how(marks: &MarkOrigin, options: &ComposeOptions) -> String {
    let before = match marks {
        MarkOrigin::Against { version: Some(version), .. } => format!("in Version\u{a0}{version}"),
        _ => "in der vorigen Fassung".to_owned(),
    };
    let listed = !options.changes.is_empty();
    let how = match (options.shown, options.look.dropped) {
        (Shown::Unmarked, _) => {
            return "Die Änderungen sind in dieser Ausgabe nicht gekennzeichnet.".to_owned();
        }
        // True as well when all revisions are accepted, and when all are rejected.
        (Shown::Tracked, _) => {
            "Was in Word als Überarbeitung eingetragen ist, ist neu oder entfallen; werden alle Überarbeitungen \
             abgelehnt, bleibt der Wortlaut der vorigen Fassung unter den Angaben dieser Fassung."
        }
        (_, Dropped::Struck) => "Neues ist unterstrichen, Entfallenes ist durchgestrichen.",
        (_, Dropped::Bracketed) => {
            "Neues ist unterstrichen; Entfallenes steht in eckigen Klammern, die mit dem Wort »entfallen« beginnen."
        }
        (_, Dropped::LeftOut) if listed => {
            "Neues ist unterstrichen; Entfallenes nennt allein die Änderungsübersicht am Ende, lange Texte gekürzt."
        }
        (_, Dropped::LeftOut) => "Neues ist unterstrichen; Entfallenes ist nicht mehr enthalten.",
    };
    let moved = match (options.shown, listed) {
        (Shown::Tracked, _) => "",
        (_, true) => " Verschobenes ist nicht gekennzeichnet, die Änderungsübersicht nennt es.",
        (_, false) => " Verschobenes ist nicht gekennzeichnet.",
    };
    format!("{how}{moved} Was schon {before} entfallen war, ist nicht mehr enthalten.")
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
